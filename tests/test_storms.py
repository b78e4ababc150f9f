"""Fifty agencies live through a week of storms, and no promise is broken; a fault planted on purpose is seen.

What fails is lived once more by `make storms SEED=n DAYS=6`; whole years by `make storms SEEDS=n`.
"""

import pytest

from tests.storms.running import A_WEEK, live

_SEEDS, _AT_ONCE = 50, 5


@pytest.mark.parametrize("first", range(0, _SEEDS, _AT_ONCE))
def test_no_promise_is_broken_in_a_storm(first: int) -> None:
    lived = [live(seed, A_WEEK) for seed in range(first, first + _AT_ONCE)]
    assert {f"SEED={each.seed}": each.broken for each in lived if each.broken} == {}
    assert sum(each.messages for each in lived) > 20 * _AT_ONCE


def test_a_seed_is_lived_again_to_the_letter() -> None:
    assert live(6, A_WEEK) == live(6, A_WEEK)


@pytest.mark.parametrize(
    ("plant", "seed", "promise"),
    [
        ("finish_before_send", 0, "what_counts_as_sent_was_delivered"),
        ("escalate_by_the_calendar", 2, "nobody_is_accused_who_was_not_told"),
    ],
)
def test_a_fault_planted_on_purpose_is_seen(plant: str, seed: int, promise: str) -> None:
    assert any(said.startswith(promise) for said in live(seed, A_WEEK, plant).broken)
