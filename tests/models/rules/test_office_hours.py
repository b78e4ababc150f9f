from datetime import UTC, date, datetime, time, timedelta

import pytest

from models.rules.office_hours import DEFAULT_HOURS, OfficeHours, read_spans
from models.rules.zone import at
from tests.models.rules.year_2026 import CALENDAR

FRIDAY = date(2026, 12, 18)


@pytest.mark.parametrize(
    ("hour", "is_open"),
    [
        (time(7, 29), False),
        (time(7, 30), True),
        (time(11, 29), True),
        (time(11, 30), False),
        (time(13, 30), True),
        (time(16, 59), True),
        (time(17, 0), False),
        (time(21, 40), False),
    ],
)
def test_hours_begin_with_their_first_minute_and_end_before_their_last(hour: time, is_open: bool) -> None:
    assert DEFAULT_HOURS.is_open(at(FRIDAY, hour), CALENDAR) is is_open


def test_a_day_off_is_closed_and_a_working_saturday_is_open() -> None:
    assert not DEFAULT_HOURS.is_open(at(date(2026, 11, 24), time(9)), CALENDAR)
    assert DEFAULT_HOURS.is_open(at(date(2026, 8, 22), time(9)), CALENDAR)


def test_a_moment_of_another_zone_is_read_on_the_wall_clock_of_vietnam() -> None:
    assert DEFAULT_HOURS.is_open(datetime(2026, 12, 18, 0, 30, tzinfo=UTC), CALENDAR)
    assert not DEFAULT_HOURS.is_open(datetime(2026, 12, 18, 10, 0, tzinfo=UTC), CALENDAR)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(FRIDAY, time(6)), at(FRIDAY, time(7, 30))),
        (at(FRIDAY, time(9, 12)), at(FRIDAY, time(9, 12))),
        (at(FRIDAY, time(12)), at(FRIDAY, time(13, 30))),
        (at(FRIDAY, time(17)), at(date(2026, 12, 21), time(7, 30))),
        (at(date(2026, 11, 24), time(9)), at(date(2026, 11, 25), time(7, 30))),
        (at(date(2026, 2, 13), time(18)), at(date(2026, 2, 23), time(7, 30))),
        (datetime(2026, 12, 17, 18, 0, tzinfo=UTC), at(FRIDAY, time(7, 30))),
    ],
)
def test_what_may_not_be_said_now_waits_for_the_next_working_hour(moment: datetime, opens: datetime) -> None:
    assert DEFAULT_HOURS.next_open(moment, CALENDAR) == opens


def test_a_task_is_due_when_the_working_hours_of_its_day_end() -> None:
    assert DEFAULT_HOURS.end_of(date(2026, 12, 16)) == datetime(2026, 12, 16, 10, 0, tzinfo=UTC)
    assert DEFAULT_HOURS.opening(date(2026, 12, 16)) == datetime(2026, 12, 16, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "spans",
    [
        (),
        ((time(11, 30), time(7, 30)),),
        ((time(7, 30), time(13, 0)), (time(11, 0), time(17, 0))),
        ((time(13, 30), time(17, 0)), (time(7, 30), time(11, 30))),
    ],
)
def test_hours_that_are_empty_or_out_of_order_are_refused(spans: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="spans in order"):
        OfficeHours(spans)


HOUR, AND_A_HALF = timedelta(hours=1), timedelta(minutes=90)


@pytest.mark.parametrize(
    ("since", "length", "until"),
    [
        (at(FRIDAY, time(16, 50)), HOUR, at(date(2026, 12, 21), time(8, 20))),
        (at(FRIDAY, time(9)), HOUR, at(FRIDAY, time(10))),
        (at(FRIDAY, time(11)), HOUR, at(FRIDAY, time(14))),
        (at(FRIDAY, time(12, 10)), HOUR, at(FRIDAY, time(14, 30))),
        (at(FRIDAY, time(16)), HOUR, at(FRIDAY, time(17))),
        (at(FRIDAY, time(20)), HOUR, at(date(2026, 12, 21), time(8, 30))),
        (at(date(2026, 11, 23), time(16, 30)), HOUR, at(date(2026, 11, 25), time(8))),
        (at(FRIDAY, time(9)), timedelta(hours=8), at(date(2026, 12, 21), time(9, 30))),
    ],
)
def test_working_time_passes_only_in_working_hours(
    since: datetime, length: timedelta, until: datetime
) -> None:
    assert DEFAULT_HOURS.after(since, length, CALENDAR) == until


@pytest.mark.parametrize(
    ("until", "since"),
    [
        (at(FRIDAY, time(10)), at(FRIDAY, time(8, 30))),
        (at(FRIDAY, time(14)), at(FRIDAY, time(10, 30))),
        (at(FRIDAY, time(13, 30)), at(FRIDAY, time(10))),
        (at(FRIDAY, time(20)), at(FRIDAY, time(15, 30))),
        (at(FRIDAY, time(8)), at(date(2026, 12, 17), time(16))),
        (at(date(2026, 11, 24), time(10)), at(date(2026, 11, 23), time(15, 30))),
    ],
)
def test_what_must_be_said_so_long_before_is_said_in_working_hours(until: datetime, since: datetime) -> None:
    assert DEFAULT_HOURS.before(until, AND_A_HALF, CALENDAR) == since


@pytest.mark.parametrize(
    ("spelled", "hour"),
    [
        ("07:30-11:30,13:30-17:00", time(14)),
        ("07:00-11:00,13:00-16:30", time(14)),
        ("08:00-12:00,14:00-17:00", time(14)),
        ("08:00-12:00,14:30-17:30", time(14, 30)),
        ("07:30-17:00", time(14)),
        ("08:00-12:00", time(10, 30)),
        ("08:00-12:00,13:00-14:00", time(13, 30)),
        ("07:00-09:30", time(8, 15)),
        ("18:00-21:00", time(18)),
    ],
)
def test_the_last_call_is_spoken_within_working_hours_of_its_day(spelled: str, hour: time) -> None:
    hours = read_spans(spelled)
    assert hours.last_call(FRIDAY) == at(FRIDAY, hour)
    assert hours.is_open(hours.last_call(FRIDAY), CALENDAR)
