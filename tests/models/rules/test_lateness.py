"""How late something is: working days after its day, minutes after its hour; and until when it is accepted."""

from datetime import date, time, timedelta

import pytest

from models.rules.due_day import DueDay
from models.rules.lateness import Lateness, lateness
from models.rules.lifecycle import ALLOWED, OF_A_MISSED_CASE, State, allows
from models.rules.zone import at
from tests.models.rules.year_2026 import CALENDAR

DUE, NEXT = date(2026, 12, 16), date(2026, 12, 17)
TEN = at(DUE, time(10))


@pytest.mark.parametrize(
    ("done_on", "minutes_after", "late"),
    [
        (DUE, -30, Lateness()),
        (DUE, 0, Lateness()),
        (DUE, 45, Lateness(0, 45)),
        (date(2026, 12, 15), 45, Lateness()),
        # Told on another day, nobody knows its hour.
        (DUE, 24 * 60, Lateness()),
        (NEXT, 24 * 60, Lateness(1)),
        (date(2026, 12, 21), 9000, Lateness(3)),
    ],
)
def test_what_is_due_at_an_hour_is_late_by_minutes_on_its_day_by_days_after_it(
    done_on: date, minutes_after: int, late: Lateness
) -> None:
    told_at = TEN + timedelta(minutes=minutes_after)
    assert lateness(DueDay(DUE, time(10)), done_on, told_at, CALENDAR) == late
    assert bool(late) is (late != Lateness())


@pytest.mark.parametrize(("until", "accepted"), [(NEXT, True), (DUE, False), (None, False)])
def test_late_by_a_day_until_which_it_is_accepted_it_is_late_all_the_same(
    until: date | None, accepted: bool
) -> None:
    assert lateness(DueDay(DUE), NEXT, TEN, CALENDAR, until) == Lateness(1, 0, accepted)
    assert lateness(DueDay(DUE), DUE, TEN, CALENDAR, until) == Lateness()


def test_a_missed_file_may_still_be_given_on_spoken_of_and_returned_and_nothing_else_may() -> None:
    for change in ALLOWED:
        as_any_task = allows(State.MISSED, change)
        of_a_file = allows(State.MISSED, change, is_case=True)
        assert of_a_file or change not in OF_A_MISSED_CASE
        assert as_any_task or not of_a_file or change in OF_A_MISSED_CASE
