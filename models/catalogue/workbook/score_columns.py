"""The columns that say how points are given, and when what has no points is passed (models/catalogue/formulas)."""

from models.catalogue import words
from models.catalogue.workbook import cells
from models.catalogue.workbook.column import Column

_EMPTY = "Không phát sinh gì để tính thì: đủ điểm, không điểm, hoặc không tính vào tổng."
_RATE = "Tỷ lệ phần trăm, ví dụ 80."

# How points of a criterion are given, after the columns that every set has.
FORMULA = (
    Column(
        "formula.figure",
        "Lấy số liệu từ mục",
        cells.CODE,
        help="Mã mục minh chứng, khi có nhiều mục số liệu.",
    ),
    Column(
        "formula.target", "Mục tiêu (%)", cells.POINTS, help=f"Đạt mục tiêu là đủ điểm. {_RATE}", width=12
    ),
    Column(
        "formula.levels",
        "Điểm theo tỷ lệ đạt",
        cells.LEVELS,
        help="Từ tỷ lệ nào được mấy điểm, mức cao trước: 95: 1; 80: 0,5.",
    ),
    Column("formula.empty", "Khi không phát sinh", cells.word_of(words.EMPTY), help=_EMPTY),
)

# When what has no points is passed.
PASSES = (
    Column(
        "passes.all", "Đạt khi mọi mục này đạt", cells.CODES, help="Mã, cách nhau dấu chấm phẩy: 1; 2; 3."
    ),
    Column("passes.at_least", "… và ít nhất mấy mục", cells.WHOLE, help="Đi cùng cột bên phải.", width=12),
    Column("passes.of", "… trong các mục này", cells.CODES, help="Mã, cách nhau dấu chấm phẩy: 4; 5; 6."),
)

# The parts of a sum of capped parts, a row each.
PARTS = (
    Column("of.year", "Năm", cells.WHOLE, True, width=8),
    Column("of.criterion", "Tiêu chí", cells.CODE, True, width=10),
    Column("code", "Mã thành phần", cells.CODE, True, "Viết thường không dấu: thanh-toan."),
    Column("title", "Tên thành phần", cells.FREE, width=50),
    Column(
        "figure", "Lấy số liệu từ mục", cells.CODE, help="Mã mục minh chứng; để trống là mã của thành phần."
    ),
    Column("points", "Điểm nhân với tỷ lệ", cells.POINTS, True, "Số điểm khi tỷ lệ là 100 %, ví dụ 2,5.", 12),
    Column("cap", "Không quá (điểm)", cells.POINTS, width=12),
    Column("target", "Mục tiêu (%)", cells.POINTS, help=f"Đạt mục tiêu là đủ điểm. {_RATE}", width=12),
    Column("empty", "Khi không phát sinh", cells.word_of(words.EMPTY), True, _EMPTY),
)
