"""What picks one of several, and what says more than that."""

from datetime import date

import pytest

from models.rules.reading.naming import Nameable
from models.rules.reading.picking import picked

TODAY = date(2026, 12, 15)
MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC"
OFFERED = [
    (2, Nameable("2026-12", "7.5", MONTHLY)),
    (3, Nameable("2027-01", "7.5", MONTHLY)),
    (5, Nameable("2026-Q4", "7.5", "Báo cáo tình hình, kết quả giải quyết TTHC quý")),
    (6, Nameable("2026", "1.1", "Kế hoạch cải cách hành chính")),
]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("5", 5),
        ("số 3 ạ", 3),
        ("dạ việc 2", 2),
        ("việc đầu", 2),
        ("cái đầu tiên ấy", 2),
        ("cái cuối", 6),
        ("cái tháng 12", 2),
        ("cai thang 1 nhe", 3),
        ("tháng 12", 2),
        ("ý em là báo cáo tháng 12 ạ", 2),
        ("quý IV", 5),
        ("báo cáo quý", 5),
        ("kế hoạch CCHC", 6),
        ("cái cải cách hành chính", 6),
        ("1", None),
        ("tháng 11", None),
        ("cái tháng", None),
        ("báo cáo TTHC", None),
        ("cái tháng 12 xong rồi", None),
        ("tháng 12 à?", None),
        ("2 xong", None),
        ("2 và 3", None),
        ("không phải cái tháng 12", None),
        ("mai em nộp", None),
    ],
)
def test_only_what_picks_one_is_an_answer(words: str, number: int | None) -> None:
    assert picked(words, OFFERED, TODAY) == number
