"""Tasks are found by a few words, whole or by their first letters, with or without diacritics."""

from datetime import date

import pytest

from models.rules.searching import Findable, search

TODAY = date(2026, 12, 15)
TASKS = (
    Findable(
        "2026-12",
        date(2026, 12, 16),
        "Báo cáo tình hình hồ sơ giải quyết TTHC · 7.5 · Phòng VH–XH · Nguyễn Thị An",
    ),
    Findable("2026-Q4", date(2026, 12, 16), "Báo cáo kết quả giải quyết TTHC · 7.5 · Phòng VH–XH"),
    Findable("2026", date(2026, 12, 31), "Kế hoạch cải cách hành chính · 1.1 · Văn phòng · Lê Văn Dũng"),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bc tthc thang 12", [0]),
        ("báo cáo quý IV", [1]),
        ("bc tthc", [0, 1]),
        ("KH cchc", [2]),
        ("ke hoach cai cach", [2]),
        ("16/12", [0, 1]),
        ("7.5 an", [0]),
        ("van phong", [2]),
        ("dũng", [2]),
        ("tháng 11", []),
        ("không có gì", []),
        ("", []),
    ],
)
def test_every_word_holds_of_what_is_found(words: str, found: list[int]) -> None:
    assert search(words, TASKS, TODAY) == found
