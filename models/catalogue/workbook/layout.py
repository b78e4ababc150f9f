"""The sheets of a catalogue workbook and their columns, in the order in which they are written.

A column's key is the entry's field; `formula.kind` lies in a part, `due.…` in the date rule as `due_cells` spreads
it. Keys that begin with `of.` name the entry that a row belongs to.
"""

from models.catalogue import words
from models.catalogue.workbook import cells
from models.catalogue.workbook.check_columns import CHECKS
from models.catalogue.workbook.column import Column as Column
from models.catalogue.workbook.column import Sheet as Sheet
from models.catalogue.workbook.plan_columns import TASKS
from models.catalogue.workbook.score_columns import FORMULA, PARTS, PASSES

_UNITS = "Đơn vị"
_PEOPLE = "Cán bộ"
_CRITERIA = "Tiêu chí"
_REQUIREMENTS = "Yêu cầu"

_LIST = "Nhiều mã thì cách nhau dấu chấm phẩy, ví dụ VP; TTPVHCC."
_POINTS = "Số điểm, ví dụ 0,25."
_NOT_COPIED = "Bộ chép thì để trống."

CRITERIA = Sheet(
    _CRITERIA,
    "tiêu chí",
    (
        Column("of.year", "Năm", cells.WHOLE, False, "Để trống: bộ mới nhất.", 8),
        Column("code", "Mã", cells.CODE, True, "Mã tiêu chí, ví dụ 7.5.", 10),
        Column(
            "area",
            "Lĩnh vực",
            cells.CODE,
            False,
            "Tên hoặc mã lĩnh vực; để trống: phần đầu của mã tiêu chí.",
            10,
        ),
        Column("title", "Tên tiêu chí", cells.FREE, True, width=60),
        Column("short", "Tên ngắn", cells.FREE, help="Để trống thì lấy đầu câu của tên.", width=30),
        Column("max", "Điểm tối đa", cells.POINTS, False, f"{_POINTS} Để trống: chưa rõ điểm.", 12),
        Column(
            "formula.kind", "Cách chấm", cells.word_of(words.FORMULA_KINDS), help="Để trống là hội đồng chấm."
        ),
        Column(
            "formula.confidence",
            "Mức tin cậy",
            cells.word_of(words.CONFIDENCES),
            help="Để trống là thấp.",
            width=12,
        ),
        Column(
            "formula.counts", "Tỷ lệ tính theo", cells.word_of(words.COUNTS), help="Chỉ khi chấm theo tỷ lệ."
        ),
        Column(
            "formula.steps", "Các mức điểm", cells.STEPS, help="Chỉ khi chấm theo mức, ví dụ 0; 0,25; 0,5."
        ),
        Column("formula.note", "Ghi chú cách chấm", cells.FREE, width=40),
        Column("unit", "Đơn vị", cells.code_of(_UNITS), help="Tên hoặc mã đơn vị phụ trách."),
        Column("unit_as_named", "Đơn vị theo báo cáo", cells.FREE, help="Báo cáo gọi đơn vị là gì."),
        Column("part_of", "Thuộc tiêu chí", cells.CODE, help="Mã tiêu chí mà nó là một phần.", width=10),
        *FORMULA,
        *PASSES,
    ),
)

REQUIREMENTS = Sheet(
    _REQUIREMENTS,
    "yêu cầu",
    (
        Column(
            "code",
            "Mã",
            cells.CODE,
            help="Mã tiêu chí, gạch ngang, tên tắt: 7.5-bao-cao-tthc-thang. Để trống: đặt theo tên.",
            width=28,
        ),
        Column("criterion", "Tiêu chí", cells.CODE, help="Để trống nếu không thuộc tiêu chí nào.", width=10),
        Column("title", "Tên yêu cầu", cells.FREE, True, width=50),
        Column("short", "Tên ngắn", cells.FREE, help="Để trống thì lấy đầu câu của tên.", width=28),
        Column("unit", "Đơn vị chủ trì", cells.code_of(_UNITS), True, "Đơn vị được nhắc: tên hoặc mã."),
        Column("cooperates", "Đơn vị phối hợp", cells.CODES, help=_LIST),
        Column("responsible", "Người phụ trách", cells.code_of(_PEOPLE), help="Họ tên hoặc mã cán bộ."),
        Column("cadence", "Chu kỳ", cells.word_of(words.CADENCES, *words.ALSO_CADENCES), True),
        Column(
            "cutoff",
            "Ngày chốt số liệu",
            cells.WHOLE,
            help="Ngày trong tháng cuối của kỳ; 31 là ngày cuối tháng. Không có kỳ số liệu thì để trống.",
            width=12,
        ),
        Column(
            "due.form",
            "Cách tính hạn",
            cells.word_of(words.DUE_FORMS),
            help="Để trống thì hiểu theo chu kỳ và ngày hạn.",
            width=22,
        ),
        Column(
            "due.number",
            "Số ngày làm việc",
            cells.WHOLE,
            help="Sau ngày chốt số liệu, hoặc sau ngày cuối kỳ, mấy ngày làm việc.",
            width=12,
        ),
        Column(
            "due.on",
            "Ngày hạn",
            cells.ANY,
            help="Ngày trong tháng: 25. Ngày trong năm: 15/6; 31/10. "
            "Thứ trong tuần: thứ Sáu. Ngày cụ thể: 20/01/2026. Hoặc: ngày cuối kỳ; 2 ngày làm việc sau ngày chốt.",
        ),
        Column("due.next_year", "Hạn vào năm sau", cells.word_of(words.YES_NO), width=10),
        Column(
            "due.after_letter",
            "Sau công văn (ngày làm việc)",
            cells.WHOLE,
            help="Hạn lùi đến mấy ngày làm việc sau công văn của cấp trên, nếu muộn hơn ngày hạn.",
            width=14,
        ),
        Column("due.letters", "Ngày công văn đã đến", cells.DAYS, help="Ví dụ 14/04/2026; 20/04/2027."),
        Column(
            "issue_by", "Văn bản ghi ngày chậm nhất", cells.YEAR_DAY, help="Ngày/tháng, ví dụ 31/3.", width=14
        ),
        Column("shift", "Gặp ngày nghỉ", cells.word_of(words.SHIFTS), help="Để trống là sớm hơn.", width=14),
        Column(
            "starts_on",
            "Bắt đầu từ",
            cells.DAY,
            help="Ngày đầu của kỳ số liệu đầu tiên; để trống: đầu năm.",
            width=13,
        ),
        Column("system", "Hệ thống báo cáo", cells.FREE),
        Column("status", "Tình trạng hạn", cells.word_of(words.RULE_STATUS), help="Để trống là đề xuất."),
        Column("reason", "Căn cứ", cells.FREE, help="Văn bản quy định hạn, hoặc vì sao đề xuất.", width=60),
        Column("line", "Dòng minh chứng", cells.CODE, help="Dòng trong ma trận minh chứng: E16.", width=10),
        Column("due_hour", "Giờ hạn", cells.HOUR, help="Ví dụ 10:00. Để trống: hết giờ làm việc.", width=10),
        Column("ladder", "Lịch nhắc riêng", cells.CODES, help="Ví dụ T-7; T-1; T0. Để trống: như thường lệ."),
        Column(
            "personal",
            "Có dữ liệu người dân",
            cells.word_of(words.YES_NO),
            help="Có: minh chứng được mã hóa trên máy, không gửi qua chat. Để trống là không.",
            width=12,
        ),
        Column(
            "issue_from",
            "Văn bản ghi ngày sớm nhất",
            cells.YEAR_DAY,
            help="Ngày/tháng, ví dụ 1/10.",
            width=14,
        ),
        Column(
            "issue_year",
            "Năm ghi trên văn bản",
            cells.word_of(words.ISSUE_YEARS),
            help="Để trống là năm chấm điểm.",
            width=14,
        ),
        Column(
            "accepted_until",
            "Muộn vẫn nhận đến",
            cells.YEAR_DAY,
            help="Ngày/tháng đầu tiên sau hạn, ví dụ 31/3.",
            width=14,
        ),
        Column(
            "choose",
            "Cần mấy phương án",
            cells.CHOOSE,
            help="Chỉ khi nhóm chọn cần hơn một phương án: tên nhóm, hai chấm, số phương án: hop: 2.",
            width=14,
        ),
    ),
)

ITEMS = Sheet(
    "Mục minh chứng",
    "mục minh chứng",
    (
        Column(
            "of.requirement",
            "Yêu cầu",
            cells.code_of(_REQUIREMENTS),
            True,
            "Mã hoặc tên ở trang tính Yêu cầu.",
            28,
        ),
        Column(
            "code",
            "Mã mục",
            cells.CODE,
            False,
            "Viết thường không dấu: anh-da-gui. Để trống: đặt theo tên.",
            20,
        ),
        Column("title", "Tên mục", cells.FREE, True, width=50),
        Column("kind", "Loại", cells.word_of(words.ITEM_KINDS), help="Để trống: theo tên."),
        Column("required", "Bắt buộc", cells.word_of(words.YES_NO), help="Để trống là có.", width=10),
        Column("hint", "Gợi ý", cells.FREE, width=40),
        Column("owed_by", "Đơn vị nợ", cells.code_of(_UNITS), help="Phần của một đơn vị phối hợp.", width=12),
        Column("before", "Trước hạn (ngày làm việc)", cells.WHOLE, help="Đi cùng Đơn vị nợ.", width=12),
        *CHECKS,
        Column("count", "Cần mấy tệp", cells.WHOLE, help="Để trống là một.", width=10),
        Column(
            "one_of",
            "Nhóm chọn",
            cells.CHOICE,
            help="Các mục cùng nhóm chỉ cần một: van-ban. Một phương án gồm nhiều mục: hop/truc-tiep.",
        ),
        Column("at_least", "Tỷ lệ phải đạt (%)", cells.POINTS, help="Chỉ với số liệu, ví dụ 50.", width=12),
    ),
)

PEOPLE = Sheet(
    _PEOPLE,
    "cán bộ",
    (
        Column(
            "code",
            "Mã",
            cells.CODE,
            help="Viết thường không dấu: an.vhxh. Để trống: đặt theo tên và đơn vị. Xóa dòng không xóa cán bộ.",
        ),
        Column("name", "Họ và tên", cells.FREE, True, width=28),
        Column("position", "Chức vụ", cells.FREE, width=28),
        Column("address", "Xưng hô", cells.FREE, help="anh, chị, đồng chí …", width=12),
        Column("unit", "Đơn vị", cells.code_of(_UNITS), help="Tên hoặc mã đơn vị."),
        Column(
            "roles",
            "Vai trò",
            cells.words_of(words.ROLES),
            help=f"Một hay nhiều, cách nhau dấu chấm phẩy: {'; '.join(words.ROLES.values())}. Để trống là cán bộ.",
            width=24,
        ),
        Column("deputy", "Người thay", cells.code_of(_PEOPLE), help="Họ tên hoặc mã cán bộ."),
        Column(
            "phone", "Điện thoại", cells.PHONE, help="Để người quản trị, trưởng đơn vị gọi khi cần.", width=14
        ),
    ),
)

DAYS = Sheet(
    "Lịch",
    "ngày",
    (
        Column("day", "Ngày", cells.DAY, True, "Ngày khác với tuần làm việc thứ Hai đến thứ Sáu.", 13),
        Column(
            "working",
            "Làm việc",
            cells.word_of(words.WORKING, *((v, k) for k, v in words.YES_NO.items())),
            help="Để trống là nghỉ.",
        ),
        Column("name", "Tên", cells.FREE, width=44),
        Column("source", "Căn cứ", cells.FREE, width=44),
        Column("status", "Tình trạng", cells.word_of(words.DAY_STATUS)),
    ),
)

PLAN = Sheet("Nhiệm vụ kế hoạch CCHC", "yêu cầu", TASKS)

RESULTS = Sheet(
    "Kết quả",
    "kết quả",
    (
        Column("of.year", "Năm", cells.WHOLE, True, width=8),
        Column("of.criterion", "Tiêu chí", cells.CODE, True, width=10),
        Column("awarded", "Điểm đạt", cells.POINTS, True, _POINTS, 10),
        Column("lost", "Điểm mất", cells.POINTS, True, _POINTS, 10),
        Column("opinion", "Ý kiến thẩm định", cells.FREE, True, width=60),
        Column("cause", "Nguyên nhân", cells.FREE, True, width=60),
        Column(
            "lesson", "Rút kinh nghiệm", cells.FREE, help="Một câu, đọc được trên thẻ nhắc việc.", width=40
        ),
        Column("remedy", "Giải pháp", cells.FREE, True, width=60),
        Column("explanation", "Giải trình", cells.FREE, width=40),
    ),
)

SETS = Sheet(
    "Bộ tiêu chí",
    "bộ tiêu chí",
    (
        Column("year", "Năm", cells.WHOLE, True, width=8),
        Column("source", "Nguồn", cells.FREE, width=50),
        Column("copy_of", "Chép từ năm", cells.WHOLE, help="Bộ chép lấy tiêu chí của năm đó.", width=12),
        Column(
            "scored_max", "Điểm thẩm định tối đa", cells.POINTS, help=f"{_POINTS} {_NOT_COPIED}", width=12
        ),
        Column("survey_max", "Điểm điều tra tối đa", cells.POINTS, help=f"{_POINTS} {_NOT_COPIED}", width=12),
        Column("awarded", "Điểm đạt", cells.POINTS, help=_POINTS, width=10),
        Column("lost", "Điểm mất", cells.POINTS, help=_POINTS, width=10),
        Column("rank", "Xếp hạng", cells.CODE, help="Ví dụ 3/130.", width=10),
        Column("scoring", "Cách chấm cả bộ", cells.word_of(words.SCORING), help="Để trống là chấm điểm."),
        *PASSES,
    ),
)

AREAS = Sheet(
    "Lĩnh vực",
    "lĩnh vực",
    (
        Column("of.year", "Năm", cells.WHOLE, width=8),
        Column("code", "Mã", cells.CODE, True, width=8),
        Column("name", "Tên", cells.FREE, width=50),
        Column("max", "Điểm tối đa", cells.POINTS, False, _POINTS, 12),
        Column("awarded", "Điểm đạt", cells.POINTS, help=_POINTS, width=10),
        Column("lost", "Điểm mất", cells.POINTS, help=_POINTS, width=10),
        Column("note", "Ghi chú", cells.FREE, width=50),
        *PASSES,
    ),
)

SCORE_PARTS = Sheet("Thành phần điểm", "thành phần", PARTS)

UNITS = Sheet(
    _UNITS,
    "đơn vị",
    (
        Column(
            "code",
            "Mã",
            cells.CODE,
            False,
            "Viết hoa: VHXH. Để trống: chữ đầu của tên. Xóa dòng không xóa đơn vị.",
            12,
        ),
        Column("name", "Tên", cells.FREE, True, width=44),
        Column("short", "Tên ngắn", cells.FREE, width=28),
        Column("members", "Thành viên", cells.CODES, help=f"Nếu là nhóm: các đơn vị của nhóm. {_LIST}"),
    ),
)

UNIT_TASKS = Sheet(
    "Nhiệm vụ đơn vị",
    "đơn vị",
    (
        Column("of.unit", "Đơn vị", cells.code_of(_UNITS), True, "Mã đơn vị; mỗi nhiệm vụ một dòng."),
        Column("task", "Nhiệm vụ", cells.FREE, True, width=100),
    ),
)

NOTES = Sheet(
    "Ghi chú",
    "ghi chú",
    (
        Column("id", "Mã", cells.FREE, True, width=10),
        Column(
            "concerns", "Liên quan đến", cells.CODES, True, "Năm, lĩnh vực, tiêu chí, yêu cầu hay đơn vị.", 28
        ),
        Column("text", "Nội dung", cells.FREE, True, width=100),
    ),
)

AGENCY = Sheet(
    "Cơ quan",
    "cơ quan",
    (
        Column(
            "code", "Mã", cells.CODE, False, "Viết thường không dấu: hoa-mai. Để trống: đặt theo tên.", 12
        ),
        Column("name", "Tên", cells.FREE, True, width=40, also=("Tên cơ quan",)),
        Column("province", "Tỉnh", cells.FREE, width=20, also=("Tỉnh, thành phố",)),
    ),
    beside=(
        Column("units.name", _UNITS, cells.FREE, False, "Mỗi dòng một đơn vị của cơ quan.", 44),
        Column("units.short", "Tên ngắn của đơn vị", cells.FREE, width=28),
    ),
)

SHEETS = (
    CRITERIA,
    REQUIREMENTS,
    ITEMS,
    PEOPLE,
    DAYS,
    PLAN,
    RESULTS,
    SETS,
    AREAS,
    SCORE_PARTS,
    UNITS,
    UNIT_TASKS,
    NOTES,
    AGENCY,
)
