"""The working days that come with the program (Labour Code 45/2019 art. 112)."""

from collections import Counter
from datetime import date

import pytest

from models.catalogue.document import DayEntry
from models.catalogue.reading import builtin_calendar


@pytest.fixture(scope="module")
def days() -> dict[date, DayEntry]:
    return {entry.day: entry for entry in builtin_calendar()}


def test_the_working_saturdays_of_2026(days: dict[date, DayEntry]) -> None:
    saturdays = [day for day, entry in days.items() if entry.working and day.weekday() == 5]
    assert saturdays == [date(2026, 1, 10), date(2026, 8, 22)]


def test_the_days_off_of_2026_that_fall_in_a_week(days: dict[date, DayEntry]) -> None:
    off = [day for day, entry in days.items() if day.year == 2026 and not entry.working and day.weekday() < 5]
    assert " ".join(f"{day:%d/%m}" for day in off) == (
        "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11"
    )
    assert {days[day].status for day in off} == {"decided"}


def test_the_day_before_culture_day_is_worked(days: dict[date, DayEntry]) -> None:
    assert days[date(2026, 11, 23)].working
    assert not days[date(2026, 11, 24)].working


def test_the_days_off_of_2027_are_computed_and_say_so(days: dict[date, DayEntry]) -> None:
    off = {day: entry for day, entry in days.items() if day.year == 2027}
    assert " ".join(f"{day:%d/%m}" for day in off) == (
        "01/01 04/02 05/02 06/02 07/02 08/02 09/02 10/02 16/04 30/04 01/05 03/05 02/09 03/09 24/11"
    )
    for entry in off.values():
        assert (entry.working, entry.status) == (False, "computed")
        assert "chưa thấy quyết định" in entry.source


def test_every_day_stands_once_and_in_order() -> None:
    listed = [entry.day for entry in builtin_calendar()]
    assert listed == sorted(listed)
    assert Counter(listed).most_common(1)[0][1] == 1
