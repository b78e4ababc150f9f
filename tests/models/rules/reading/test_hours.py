"""Which moment an hour means, said on Wednesday 2/12/2026 at nine in the morning."""

from datetime import date, datetime, time

import pytest

from models.rules.reading.hours import moment_of, next_to_come, part_of
from models.rules.zone import at

TODAY, TOMORROW = date(2026, 12, 2), date(2026, 12, 3)
NOW = at(TODAY, time(9))


@pytest.mark.parametrize(
    ("clock", "part", "comes"),
    [
        (time(10), None, at(TODAY, time(10))),
        (time(9), None, at(TOMORROW, time(9))),
        (time(8), None, at(TOMORROW, time(8))),
        (time(7), None, at(TOMORROW, time(7))),
        (time(6), None, at(TODAY, time(18))),
        (time(3), None, at(TODAY, time(15))),
        (time(3), "sáng", at(TOMORROW, time(3))),
        (time(2), "chieu", at(TODAY, time(14))),
        (time(0), None, at(TOMORROW, time(0))),
        (None, "chieu", at(TODAY, time(13, 30))),
        (None, "sáng", at(TOMORROW, time(7, 30))),
    ],
)
def test_a_reminder_is_wanted_when_that_hour_comes_next(
    clock: time | None, part: str | None, comes: datetime
) -> None:
    assert next_to_come(clock, part, NOW) == comes


@pytest.mark.parametrize(
    ("on", "clock", "part", "moment"),
    [
        (TODAY, time(9, 1), None, at(TODAY, time(9, 1))),
        (TODAY, time(9), None, None),
        (TODAY, time(7), None, None),
        (TODAY, time(6), None, at(TODAY, time(18))),
        (TODAY, time(11), "chieu", at(TODAY, time(23))),
        (TODAY, time(12), "chieu", at(TODAY, time(12))),
        (TODAY, time(3), "trua", at(TODAY, time(15))),
        (TODAY, time(4), "trua", None),
        # Midnight is the end of the day that is named.
        (TODAY, time(0), None, at(TOMORROW, time(0))),
        (TODAY, time(12), "dem", at(TOMORROW, time(0))),
        (TOMORROW, time(0), "dem", at(date(2026, 12, 4), time(0))),
        (TOMORROW, time(0), None, at(TOMORROW, time(0))),
        (TODAY, None, "sáng", at(TODAY, time(11, 30))),
        (TOMORROW, None, "sáng", at(TOMORROW, time(7, 30))),
        (TODAY, None, None, at(TODAY, time(13, 30))),
    ],
)
def test_an_hour_of_a_day_is_one_that_offices_know_and_none_that_is_over(
    on: date, clock: time | None, part: str | None, moment: datetime | None
) -> None:
    assert moment_of(on, clock, part, False, NOW) == moment


def test_what_ends_a_part_of_the_day_is_its_last_moment() -> None:
    assert moment_of(TOMORROW, None, "chieu", True, NOW) == at(TOMORROW, time(17))
    assert moment_of(TODAY, None, "sáng", True, at(TODAY, time(11, 30))) is None


def test_a_moment_lies_in_the_part_of_the_day_that_ends_last_before_the_next() -> None:
    moments = (time(11, 30), time(11, 31), time(13, 30), time(17), time(17, 1), time(23), time(23, 1))
    assert [part_of(at(TODAY, hour)) for hour in moments] == [
        "sáng",
        "trua",
        "trua",
        "chieu",
        "tối",
        "khuya",
        None,
    ]
    assert (part_of(TODAY), part_of(None)) == (None, None)
