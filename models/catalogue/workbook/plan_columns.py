"""The columns of the sheet of the yearly CCHC plan, by the names that offices give them."""

from models.catalogue.workbook import cells
from models.catalogue.workbook.column import Column

TASKS = (
    Column("number", "Số", cells.CODE, True, "Số của nhiệm vụ trong Kế hoạch.", 8, ("STT", "TT", "Số TT")),
    Column(
        "title",
        "Nhiệm vụ",
        cells.FREE,
        True,
        width=60,
        also=("Nội dung nhiệm vụ", "Tên nhiệm vụ", "Nội dung công việc", "Nội dung"),
    ),
    Column(
        "unit",
        "Đơn vị chủ trì",
        cells.code_of("Đơn vị"),
        True,
        "Tên hoặc mã đơn vị.",
        also=("Cơ quan chủ trì", "Chủ trì", "Đơn vị thực hiện"),
    ),
    Column(
        "cooperates",
        "Đơn vị phối hợp",
        cells.CODES,
        help="Tên hoặc mã, cách nhau dấu chấm phẩy.",
        also=("Cơ quan phối hợp", "Phối hợp"),
    ),
    Column(
        "due.on",
        "Thời hạn",
        cells.ANY,
        True,
        "15/12/2026, Quý IV/2026 hoặc Tháng 12/2026 (ngày cuối kỳ).",
        also=("Thời hạn hoàn thành", "Thời gian hoàn thành", "Thời gian thực hiện"),
    ),
    Column(
        "item",
        "Sản phẩm",
        cells.FREE,
        True,
        "Minh chứng của nhiệm vụ.",
        40,
        ("Kết quả", "Sản phẩm đầu ra", "Sản phẩm dự kiến", "Kết quả, sản phẩm"),
    ),
    Column("short", "Tên ngắn", cells.FREE, help="Để trống thì lấy đầu câu của nhiệm vụ.", width=28),
    Column("responsible", "Người phụ trách", cells.code_of("Cán bộ"), help="Mã cán bộ."),
    Column("year", "Năm kế hoạch", cells.WHOLE, help="Để trống thì lấy năm của các thời hạn.", width=10),
)
