from datetime import datetime, time, timedelta

import pytest

from models.rules.backups import is_owed, last_turn, to_keep
from tests.commune import at

TWO = time(2)


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        ("02:00", at("15/12/2026", "02:00")),
        ("01:59", at("14/12/2026", "02:00")),
        ("16:00", at("15/12/2026", "02:00")),
    ],
)
def test_it_was_last_due_at_its_hour_today_or_yesterday(now: str, turn: datetime) -> None:
    assert last_turn(at("15/12/2026", now), TWO) == turn


@pytest.mark.parametrize(
    ("made", "owed"),
    [
        ([], True),
        ([at("14/12/2026", "23:00")], True),
        ([at("15/12/2026", "02:00")], False),
        ([at("15/12/2026", "08:00")], False),
        ([at("15/12/2026", "09:01")], True),
    ],
)
def test_one_is_owed_until_it_was_made_and_a_wrong_clocks_does_not_count(
    made: list[datetime], owed: bool
) -> None:
    assert is_owed(at("15/12/2026", "09:00"), TWO, made) is owed


def test_a_machine_that_was_off_at_night_makes_up_for_it() -> None:
    assert is_owed(at("15/12/2026", "07:00"), TWO, [at("14/12/2026", "07:01")])


def test_days_and_months_stay_and_all_of_the_newest_day() -> None:
    first = at("01/10/2026", "02:00")
    nightly = [first + timedelta(days=each) for each in range(76)]
    twice = [at("15/12/2026", "09:00"), at("14/12/2026", "09:00")]
    kept = to_keep([*nightly, *twice], days=3, months=2)
    assert kept == {
        at("30/11/2026", "02:00"),
        at("13/12/2026", "02:00"),
        at("14/12/2026", "09:00"),
        at("15/12/2026", "02:00"),
        at("15/12/2026", "09:00"),
    }


def test_without_months_only_days_stay() -> None:
    made = [at(f"{day}/11/2026", "02:00") for day in (28, 29, 30)]
    assert to_keep(made, days=1, months=0) == {made[-1]}


def test_of_few_none_goes() -> None:
    made = [at("01/12/2026", "02:00"), at("15/12/2026", "02:00")]
    assert to_keep(made, days=14, months=12) == set(made)
    assert to_keep([], days=14, months=12) == frozenset()
