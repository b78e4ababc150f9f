from datetime import date
from decimal import Decimal

import pytest

from models.rules.scoring import at_stake, rank_key

DUE = date(2026, 12, 16)


@pytest.mark.parametrize(
    ("kind", "maximum", "occurrences", "stake"),
    [
        ("ratio", "1.5", 17, "0.09"),
        ("ratio", "1.5", 9, "0.17"),
        ("ratio", "0.25", 2, "0.13"),
        ("all_or_nothing", "1", 12, "1.00"),
    ],
)
def test_one_occurrence_stakes_its_share_or_all(
    kind: str, maximum: str, occurrences: int, stake: str
) -> None:
    assert str(at_stake(kind, Decimal(maximum), occurrences)) == stake


def test_what_nobody_knows_is_not_called_zero() -> None:
    assert at_stake("unknown", Decimal("1"), 12) is None
    assert at_stake("ratio", None, 12) is None


def test_overdue_comes_first_then_points_a_day_left_then_the_due_day() -> None:
    overdue_small = rank_key(True, Decimal("0.09"), -3, date(2026, 12, 11))
    big_far = rank_key(False, Decimal("1.00"), 10, date(2026, 12, 30))
    small_near = rank_key(False, Decimal("0.17"), 1, DUE)
    small_today = rank_key(False, Decimal("0.17"), 0, date(2026, 12, 15))
    unknown = rank_key(False, None, 1, DUE)
    shuffled = [unknown, small_near, big_far, small_today, overdue_small]
    assert sorted(shuffled) == [overdue_small, small_today, small_near, big_far, unknown]


def test_days_late_do_not_shrink_what_is_at_stake() -> None:
    long_late = rank_key(True, Decimal("0.09"), -20, date(2026, 11, 17))
    dear = rank_key(True, Decimal("1.00"), -1, date(2026, 12, 15))
    assert sorted([long_late, dear]) == [dear, long_late]
