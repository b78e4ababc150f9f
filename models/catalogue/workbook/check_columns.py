"""The columns that say what the document of an item is checked for (models/rules/inspection/checks.py)."""

from models.catalogue import words
from models.catalogue.workbook import cells
from models.catalogue.workbook.column import Column

_PHRASES = "Nhiều cụm từ thì cách nhau dấu chấm phẩy; các cách viết khác nhau của một cụm thì cách nhau |."

# What the document of an item is checked for.
CHECKS = (
    Column(
        "checks.signed",
        "Chữ ký số cần có",
        cells.word_of(words.SIGNED),
        help="Để trống: văn bản ký số thì cần đủ chữ ký của người ký và của cơ quan.",
    ),
    Column("checks.types", "Loại văn bản", cells.CODES, help="Chữ viết tắt, ví dụ KH; QĐ.", width=12),
    Column("checks.title", "Trích yếu phải có", cells.PHRASES, help=_PHRASES, width=40),
    Column("checks.sections", "Mục phải có", cells.PHRASES, help=_PHRASES, width=30),
    Column(
        "checks.amounts",
        "Mục nêu số tiền hoặc nguồn",
        cells.PHRASES,
        help=f"Mục phải có, trong đó nêu số tiền hoặc nguồn kinh phí. {_PHRASES}",
        width=30,
    ),
    Column("checks.words", "Nội dung phải có", cells.PHRASES, help=_PHRASES, width=30),
    Column("checks.issuers", "Cơ quan ban hành", cells.PHRASES, help=_PHRASES, width=30),
    Column(
        "checks.year",
        "Năm trong trích yếu",
        cells.WHOLE,
        help="0: năm chấm điểm; -1: năm trước. Để trống: không xét.",
        width=12,
    ),
    Column(
        "checks.case_code",
        "Phải có mã hồ sơ",
        cells.word_of(words.YES_NO),
        help="Có: văn bản của từng hồ sơ phải ghi mã của hồ sơ đó. Để trống: không.",
        width=12,
    ),
    Column(
        "checks.signed_within",
        "Ký chậm nhất (ngày làm việc)",
        cells.WHOLE,
        help="Sau ngày ghi trên văn bản. Để trống: 1 (Nghị định 30/2020/NĐ-CP Điều 18).",
        width=12,
    ),
    Column("checks.max_pages", "Nhiều nhất mấy trang", cells.WHOLE, width=12),
    Column(
        "checks.signers",
        "Phải có chữ ký của",
        cells.PHRASES,
        help=f"Chức danh hoặc cơ quan, ví dụ Chủ tịch; Kế toán trưởng. {_PHRASES}",
        width=30,
    ),
    Column(
        "checks.severity",
        "Mức xử lý riêng",
        cells.WEIGHED,
        help="Ví dụ DOC004: chặn; SIG006: bỏ. Các mức: chặn, nhắc, cho biết, bỏ.",
        width=24,
    ),
)
