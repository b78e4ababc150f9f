"""Which period a report is of, as people name it: without a year the one that lies nearest."""

from datetime import date

import pytest

from models.rules.reading.fold import fold
from models.rules.reading.periods import find_period, named_period

DECEMBER, JANUARY = date(2026, 12, 2), date(2027, 1, 5)


@pytest.mark.parametrize(
    ("words", "today", "period"),
    [
        ("tháng 5", DECEMBER, "2027-05"),
        # Six months back and six ahead: the past one.
        ("tháng 6", DECEMBER, "2026-06"),
        ("tháng 7", DECEMBER, "2026-07"),
        ("tháng 7", JANUARY, "2026-07"),
        ("tháng 12", JANUARY, "2026-12"),
        ("tháng 1", DECEMBER, "2027-01"),
        ("tháng 12/2025", DECEMBER, "2025-12"),
        ("quý 1", DECEMBER, "2027-Q1"),
        ("quý 2", DECEMBER, "2026-Q2"),
        ("quý iii", DECEMBER, "2026-Q3"),
        ("quý 4/2025", DECEMBER, "2025-Q4"),
        ("6 tháng đầu năm", DECEMBER, "2026-H1"),
        ("6 tháng cuối năm", DECEMBER, "2026-H2"),
        ("năm 2025", DECEMBER, "2025"),
        ("tuần 53", DECEMBER, "2026-W53"),
        ("tuần 51", JANUARY, "2026-W51"),
        ("tuần 1", date(2026, 12, 28), "2027-W01"),
        ("tuần 53/2025", DECEMBER, None),
        ("tuần 54", DECEMBER, None),
        ("tuần 0", DECEMBER, None),
        ("tháng 0", DECEMBER, None),
        ("tháng 13", DECEMBER, None),
        ("quý 5", DECEMBER, None),
        ("tháng 13, tháng 11", DECEMBER, "2026-11"),
    ],
)
def test_a_period_is_the_nearest_of_its_name(words: str, today: date, period: str | None) -> None:
    assert named_period(fold(words), today) == period
    assert find_period(fold(f"nộp báo cáo {words}"), today) == period
    assert find_period(fold(f"{words} nộp"), today) is None
