from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.working_days import CalendarDay, DayStatus, WorkingCalendar, computed_days, holidays_of
from tests.models.rules.year_2026 import CALENDAR, row

DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 1))
CALENDARS = st.lists(st.builds(row, DAYS, st.booleans(), st.just("Ngày lạ")), max_size=40).map(
    WorkingCalendar.of
)
STEPS = st.integers(1, 40)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
        (date(2026, 1, 17), False),
        (date(2026, 2, 13), True),
        (date(2026, 2, 16), False),
        (date(2026, 4, 27), False),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),
    ],
)
def test_a_row_makes_a_weekday_off_or_a_saturday_worked(day: date, working: bool) -> None:
    assert CALENDAR.is_working(day) is working


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2027, 1, 1), False),
        (date(2027, 1, 2), False),
        (date(2027, 1, 4), True),
        (date(2027, 2, 8), False),
        (date(2027, 5, 3), False),
        (date(2027, 11, 24), False),
    ],
)
def test_a_year_without_rows_is_monday_to_friday_minus_the_computed_holidays(
    day: date, working: bool
) -> None:
    assert CALENDAR.is_working(day) is working


def test_a_year_with_rows_holds_these_rows_only() -> None:
    calendar = WorkingCalendar.of([row(date(2027, 2, 8), False, "Tết Nguyên đán")])
    assert not calendar.is_working(date(2027, 2, 8))
    assert calendar.is_working(date(2027, 11, 24))


def test_computed_days_say_that_they_are_computed_and_are_named_in_vietnamese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en_US")
    assert holidays_of(2027)[0] == (date(2027, 1, 1), "Tết Dương lịch")
    assert computed_days(2027)[0] == CalendarDay(
        date(2027, 1, 1), False, "Tết Dương lịch", "holidays", DayStatus.COMPUTED
    )


def test_a_day_off_moves_to_the_working_day_before_or_after() -> None:
    tet = date(2026, 2, 17)
    assert CALENDAR.on_or_before(tet) == date(2026, 2, 13)
    assert CALENDAR.on_or_after(tet) == date(2026, 2, 23)


@pytest.mark.parametrize(
    ("after", "up_to", "days"),
    [
        (date(2026, 12, 14), date(2026, 12, 16), 2),
        (date(2026, 12, 16), date(2026, 12, 16), 0),
        (date(2026, 11, 17), date(2026, 11, 25), 5),
        (date(2026, 8, 17), date(2026, 8, 24), 6),
        (date(2026, 12, 18), date(2026, 12, 20), 0),
        (date(2026, 12, 16), date(2026, 12, 14), -2),
        (date(2026, 12, 30), date(2027, 1, 4), 2),
    ],
)
def test_days_left_and_days_late_leave_out_the_first_day_and_take_in_the_last(
    after: date, up_to: date, days: int
) -> None:
    assert CALENDAR.count(after, up_to) == days


@given(CALENDARS, DAYS, STEPS)
def test_counting_takes_back_a_shift_forward(calendar: WorkingCalendar, day: date, n: int) -> None:
    assert calendar.count(day, calendar.shift(day, n)) == n


@given(CALENDARS, DAYS, STEPS)
def test_shifting_there_and_back_returns_to_a_working_day(
    calendar: WorkingCalendar, day: date, n: int
) -> None:
    start = calendar.on_or_after(day)
    assert calendar.shift(calendar.shift(start, n), -n) == start
    assert calendar.count(start, calendar.shift(start, -n)) == -n


@given(CALENDARS, DAYS, STEPS)
def test_a_shift_ends_on_a_working_day_on_the_right_side(
    calendar: WorkingCalendar, day: date, n: int
) -> None:
    later, earlier = calendar.shift(day, n), calendar.shift(day, -n)
    assert earlier < day < later
    assert calendar.is_working(later) and calendar.is_working(earlier)
    assert calendar.shift(day, 0) == day


@given(CALENDARS, DAYS, st.integers(-40, 39))
def test_one_more_working_day_is_always_later(calendar: WorkingCalendar, day: date, n: int) -> None:
    assert calendar.shift(day, n) < calendar.shift(day, n + 1)


@given(CALENDARS, DAYS, st.integers(0, 30), STEPS)
def test_a_later_day_never_shifts_to_an_earlier_one(
    calendar: WorkingCalendar, day: date, gap: int, n: int
) -> None:
    later = day + timedelta(days=gap)
    assert calendar.shift(day, n) <= calendar.shift(later, n)
    assert calendar.shift(day, -n) <= calendar.shift(later, -n)


@given(CALENDARS, DAYS)
def test_a_day_off_lies_between_two_neighbouring_working_days(calendar: WorkingCalendar, day: date) -> None:
    before, after = calendar.on_or_before(day), calendar.on_or_after(day)
    assert calendar.is_working(before) and calendar.is_working(after)
    assert before <= day <= after
    assert calendar.count(before, after) == (0 if calendar.is_working(day) else 1)


def test_the_days_kept_are_those_that_the_package_computes() -> None:
    """Kept for 2020 to 2050, so that a running bot need not load every country's calendar."""
    for year in (2020, 2026, 2028, 2035, 2050):
        assert [(row.day, row.name) for row in computed_days(year)] == holidays_of(year)
    assert computed_days(2051)
