"""Fifty agencies live through days of storms, and no promise is broken; a fault planted on purpose is seen.

What fails is named as `make storms` lives it once more; whole years are lived by `make storms SEEDS=n`.
"""

import pytest

from tests.storms.running import A_WEEK, days_in_make_test, live

_SEEDS, _AT_ONCE = 50, 5


@pytest.mark.parametrize("first", range(0, _SEEDS, _AT_ONCE))
def test_no_promise_is_broken_in_a_storm(first: int) -> None:
    lived = [live(seed, days_in_make_test(seed)) for seed in range(first, first + _AT_ONCE)]
    assert {f"SEED={each.seed} DAYS={each.days}": each.broken for each in lived if each.broken} == {}
    assert sum(each.messages for each in lived) > 5 * _AT_ONCE


def test_a_seed_is_lived_again_to_the_letter() -> None:
    days = days_in_make_test(3)
    assert live(3, days) == live(3, days)


@pytest.mark.parametrize(
    ("plant", "promise"),
    [
        ("finish_before_send", "what_counts_as_sent_was_delivered"),
        ("escalate_by_the_calendar", "nobody_is_accused_who_was_not_told"),
    ],
)
def test_a_fault_planted_on_purpose_is_seen(plant: str, promise: str) -> None:
    """Of twenty seeds, those first whose outages last over a due day."""
    seeds = sorted(range(20), key=lambda seed: seed not in (0, 6, 8, 12, 13))
    broken = (said for seed in seeds for said in live(seed, A_WEEK, plant).broken)
    assert any(said.startswith(promise) for said in broken)
