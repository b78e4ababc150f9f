"""Deadlines as letters give them, read on Friday, 20 November 2026, at 16:50."""

from datetime import date, datetime, time

import pytest

from models.rules.due_day import DueDay
from models.rules.reading.letters import deadline_readings
from models.rules.zone import VIETNAM
from tests.models.rules.reading.replies import stripped
from tests.models.rules.year_2026 import CALENDAR

NOW = datetime(2026, 11, 20, 16, 50, tzinfo=VIETNAM)


def due(day: int, hour: time | None = None, month: int = 11) -> DueDay:
    return DueDay(date(2026, month, day), hour)


TEN = time(10)
LETTERS: list[tuple[str, list[DueDay]]] = [
    ("trước ngày 25/11", [due(24), due(25)]),
    ("trước ngày 25/11/2026", [due(24), due(25)]),
    ("trước 25/11", [due(24), due(25)]),
    ("trước thứ Tư 25/11", [due(24), due(25)]),
    ("trước thứ Sáu tuần sau", [due(26), due(27)]),
    ("trước ngày 21/11", [due(20), due(21)]),
    ("trước 10 giờ ngày 24/11", [due(24, TEN)]),
    ("trước 10h00 ngày 24/11/2026", [due(24, TEN)]),
    ("trước 10 giờ 00 phút ngày 24 tháng 11 năm 2026", [due(24, TEN)]),
    ("trước 10 giờ 30 ngày 24/11", [due(24, time(10, 30))]),
    ("trước 10 giờ 24/11", [due(24, TEN)]),
    ("trước 15g30 ngày 24/11", [due(24, time(15, 30))]),
    ("chậm nhất 10h00 thứ Ba 24/11", [due(24, TEN)]),
    ("chậm nhất là 10 giờ thứ Ba, ngày 24/11/2026", [due(24, TEN)]),
    ("hạn chót 10h thứ Ba 24/11", [due(24, TEN)]),
    ("muộn nhất 16:30 ngày 30/11", [due(30, time(16, 30))]),
    ("hết ngày 30/11", [due(30)]),
    ("chậm nhất hết ngày 30/11", [due(30)]),
    ("đến hết ngày 30/11", [due(30)]),
    ("hạn nộp ngày 30/11", [due(30)]),
    ("hạn cuối 30/11", [due(30)]),
    ("thứ 3 tuần sau", [due(24)]),
    ("10 giờ thứ 3 tuần sau", [due(24, TEN)]),
    ("24/11 10h", [due(24, TEN)]),
    ("24/11", [due(24)]),
    ("ngày 24/11", [due(24)]),
    ("ngày 24 tháng 11", [due(24)]),
    ("thứ Ba 24/11", [due(24)]),
    ("sáng thứ Ba 24/11", [due(24, time(11, 30))]),
    ("chiều 24/11", [due(24)]),
    ("hết giờ làm việc ngày 24/11", [due(24)]),
    ("10h sáng mai", [due(21, TEN)]),
    ("17h hôm nay", [due(20, time(17))]),
    ("gia hạn đến hết ngày mai", [due(21)]),
    ("trong ngày mai", [due(21)]),
    ("hôm nay", [due(20)]),
    ("cuối tháng", [due(30)]),
    ("trong 3 ngày làm việc", [due(26)]),
    ("dời từ 16/12 sang 22/12", [due(22, month=12)]),
    ("Công văn ngày 20/11/2026 đề nghị gửi trước 10 giờ ngày 24/11/2026", [due(24, TEN)]),
    ("gửi báo cáo về Sở trước ngày 25/11 để tổng hợp", [due(24), due(25)]),
]


@pytest.mark.parametrize(("words", "readings"), LETTERS)
def test_a_letter_gives_a_day_an_hour_or_two_readings_the_safer_first(
    words: str, readings: list[DueDay]
) -> None:
    assert deadline_readings(words, NOW, CALENDAR) == readings


@pytest.mark.parametrize(("words", "readings"), LETTERS)
def test_it_may_be_typed_without_marks(words: str, readings: list[DueDay]) -> None:
    assert deadline_readings(stripped(words), NOW, CALENDAR) == readings


def test_a_weekday_that_is_not_the_dates_gives_both() -> None:
    assert deadline_readings("thứ Hai 24/11", NOW, CALENDAR) == [due(23), due(24)]


@pytest.mark.parametrize(
    "words", ["", "sớm nhất có thể", "tháng sau", "31/2", "trước ngày", "10h00 ngày 19/11/2026"]
)
def test_where_no_day_lies_ahead_there_is_none(words: str) -> None:
    assert deadline_readings(words, NOW, CALENDAR) == []
