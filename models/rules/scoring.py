"""Points that one task can lose, and the order in which tasks are shown (docs/design.md, Rules)."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")


def at_stake(kind: str, maximum: Decimal | None, occurrences: int) -> Decimal | None:
    """What one occurrence alone can lose, in points of two places, half up; None where nobody knows.

    `kind` is the formula's: "ratio" shares the maximum among the year's occurrences (at least one),
    "all_or_nothing" stakes all of it each time, any other is unknown.
    """
    if maximum is None:
        return None
    match kind:
        case "ratio":
            return _points(maximum / occurrences)
        case "all_or_nothing":
            return _points(maximum)
        case _:
            return None


def self_score(kind: str, maximum: Decimal, done: Sequence[bool]) -> Decimal | None:
    """What a year's occurrences earned, whether each was done and accepted in time: all of the maximum or nothing
    ("all_or_nothing"), or the share that was ("ratio" of occurrences); None where the formula says nothing of it.
    """
    if not done:
        return None
    match kind:
        case "ratio":
            return _points(maximum * sum(done) / len(done))
        case "all_or_nothing":
            return _points(maximum) if all(done) else Decimal(0)
        case _:
            return None


def rank_key(
    overdue: bool, stake: Decimal | None, working_days_left: int, due_on: date
) -> tuple[bool, Decimal, date]:
    """Sorts overdue first, then by points at stake a working day left (unknown as none), then by due day."""
    urgency = (stake or Decimal(0)) / max(1, working_days_left)
    return (not overdue, -urgency, due_on)


def _points(exact: Decimal) -> Decimal:
    return exact.quantize(_CENT, ROUND_HALF_UP)
