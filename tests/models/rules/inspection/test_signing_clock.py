"""When a signature was made, by clocks that tell different things."""

from datetime import UTC, datetime, timedelta

import pytest

from models.rules.inspection.signing_clock import SigningTime, signing_time
from models.rules.zone import VIETNAM, day_of

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def local_called_utc(moment: datetime) -> datetime:
    """What a clock says that takes the wall's time for UTC."""
    return moment.astimezone(VIETNAM).replace(tzinfo=UTC)


# 18:00 on 31/12, of which such a clock makes a day of the next year; half past midnight, of which it makes 07:30.
BEFORE, AFTER = (
    datetime(2026, 12, 31, 18, 0, tzinfo=VIETNAM),
    datetime(2027, 1, 1, 0, 30, tzinfo=VIETNAM),
)


def test_nobody_says_when() -> None:
    assert signing_time(None) == SigningTime(None)


def test_the_date_beside_the_signature_stands_in_for_a_clock() -> None:
    assert signing_time(None, written=BEFORE) == SigningTime(BEFORE)


def test_a_clock_that_nothing_contradicts_is_believed() -> None:
    assert signing_time(BEFORE, no_later_than=BEFORE + 3 * HOUR) == SigningTime(BEFORE)


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
def test_the_authoritys_time_comes_first_and_is_never_shifted(moment: datetime) -> None:
    claimed = local_called_utc(moment)
    assert signing_time(claimed, claimed, stamped=moment + MINUTE) == SigningTime(
        moment + MINUTE, is_stamped=True, is_ahead=True
    )
    assert signing_time(moment, stamped=moment + MINUTE) == SigningTime(moment + MINUTE, is_stamped=True)


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
def test_local_time_called_utc_is_put_right_by_the_date_beside_it(moment: datetime) -> None:
    found = signing_time(local_called_utc(moment), written=moment)
    assert found == SigningTime(moment, is_ahead=True)
    assert found.at is not None and day_of(found.at) == day_of(moment)


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
@pytest.mark.parametrize("later", [MINUTE, HOUR, 6 * HOUR])
def test_a_signature_younger_than_its_file_is_local_time_called_utc(
    moment: datetime, later: timedelta
) -> None:
    claimed = local_called_utc(moment)
    assert signing_time(claimed, claimed, no_later_than=moment + later) == SigningTime(moment, is_ahead=True)


@pytest.mark.parametrize("fast", [5 * MINUTE, 9 * HOUR, timedelta(days=30)])
def test_a_clock_that_is_wrong_in_another_way_is_left_alone(fast: timedelta) -> None:
    assert signing_time(BEFORE + fast, no_later_than=BEFORE) == SigningTime(BEFORE + fast)


def test_an_authority_that_proves_nothing_still_shows_the_clock_wrong() -> None:
    claimed = local_called_utc(BEFORE)
    assert signing_time(claimed, unproven=BEFORE) == SigningTime(BEFORE, is_ahead=True)
    assert signing_time(BEFORE, unproven=BEFORE + 30 * HOUR) == SigningTime(BEFORE)


@pytest.mark.parametrize(
    ("off", "is_ahead"), [(5.5, False), (6.0, True), (8.0, True), (8.5, False), (-7, False)]
)
def test_seven_hours_give_or_take_one(off: float, is_ahead: bool) -> None:
    assert signing_time(BEFORE + off * HOUR, stamped=BEFORE).is_ahead is is_ahead
