"""Points: what a formula makes of what was counted, what one task can lose, in which order tasks are shown.

The formulas are those that a catalogue spells (models/catalogue/formulas.py). All is exact; points are rounded
once, at the end, to two places, half up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

_CENT = Decimal("0.01")
_BY_SHARE = frozenset(("ratio", "target", "levels", "all_or_nothing"))
UNSCORED = frozenset(("pass", "information"))
"""The kinds of formula that give no points."""


class Why(StrEnum):
    """Why nobody can say what a criterion gives: its formula leaves it to the council; nothing of it is followed;
    it was late, which the council weighs; its figure is not there, is of several units, or of two sources; there
    was nothing to count, and the formula does not say what that gives; its maximum, or a part of it, is unknown."""

    COUNCIL = "council"
    NOT_FOLLOWED = "not_followed"
    LATE = "late"
    NO_FIGURE = "no_figure"
    SEVERAL_UNITS = "several_units"
    SOURCES = "sources"
    NOTHING_TO_COUNT = "nothing_to_count"
    NO_MAXIMUM = "no_maximum"
    PARTS = "parts"


@dataclass(frozen=True)
class Share:
    """A part of a whole, as it was counted; of a whole of 0 there was nothing to count."""

    part: Decimal
    whole: Decimal

    def reaches(self, percent: Decimal) -> bool:
        return 100 * self.part >= percent * self.whole


@dataclass(frozen=True)
class Part:
    """One part of a sum: `points` times its share, or times its share of `target` percent, at most `cap`; `figure`:
    the item that holds the figure."""

    code: str
    figure: str
    points: Decimal
    empty: str
    cap: Decimal | None = None
    target: Decimal | None = None

    @property
    def most(self) -> Decimal:
        reachable = self.points * 100 / (self.target or 100)
        return self.points if self.cap is None else min(self.cap, reachable)


@dataclass(frozen=True)
class Formula:
    """How a criterion gives its points; `levels`: from which percent on how many, the highest first."""

    kind: str
    counts: str = ""
    figure: str = ""
    target: Decimal | None = None
    levels: tuple[tuple[Decimal, Decimal], ...] = ()
    parts: tuple[Part, ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class Score:
    """What a criterion gives: `points` of `maximum`, None where nobody knows, and why. What `is_out` leaves the
    total and its maximum."""

    points: Decimal | None
    maximum: Decimal | None
    why: Why | None = None
    is_out: bool = False


OUT = Score(None, None, is_out=True)


@dataclass(frozen=True)
class Facts:
    """What is known of a criterion: what its formula counts, the figures of its parts by their codes, the scores of
    the criteria that are parts of it. What is not there is not known."""

    counted: Share | None = None
    figures: Mapping[str, Share] = field(default_factory=dict)
    children: Sequence[Score] = ()


def formula(spelled: Mapping[str, Any]) -> Formula:
    """The formula that a criterion's row spells; one of nothing is the council's."""
    return Formula(
        kind=spelled.get("kind", "manual"),
        counts=spelled.get("counts", ""),
        figure=spelled.get("figure", ""),
        target=_decimal(spelled.get("target")),
        levels=tuple(
            (Decimal(each["at_least"]), Decimal(each["points"])) for each in spelled.get("levels", ())
        ),
        parts=tuple(map(_part, spelled.get("parts", ()))),
        empty=spelled.get("empty", ""),
    )


def _part(spelled: Mapping[str, Any]) -> Part:
    return Part(
        code=spelled["code"],
        figure=spelled.get("figure") or spelled["code"],
        points=Decimal(spelled["points"]),
        empty=spelled["empty"],
        cap=_decimal(spelled.get("cap")),
        target=_decimal(spelled.get("target")),
    )


def _decimal(spelled: Any) -> Decimal | None:
    return None if spelled is None else Decimal(spelled)


def score(formula: Formula, maximum: Decimal | None, facts: Facts) -> Score:
    """What the formula gives of these facts."""
    if formula.kind in _BY_SHARE:
        return _of_a_share(formula, maximum, facts.counted)
    match formula.kind:
        case "parts":
            return _of_parts(formula.parts, maximum, facts.figures)
        case "sum":
            return _of_children(maximum, facts.children)
        case "pass" | "information":
            return OUT
    return Score(None, maximum, Why.COUNCIL)


def _of_a_share(formula: Formula, maximum: Decimal | None, counted: Share | None) -> Score:
    if maximum is None and formula.levels:
        maximum = max(points for _, points in formula.levels)
    if counted is None:
        return Score(None, maximum, Why.NO_FIGURE)
    if not counted.whole:
        return _of_nothing(formula.empty, maximum)
    if maximum is None:
        return Score(None, None, Why.NO_MAXIMUM)
    return Score(_points(_exact(formula, maximum, counted)), maximum)


def _of_nothing(empty: str, maximum: Decimal | None) -> Score:
    match empty:
        case "out":
            return OUT
        case "zero":
            return Score(_points(Decimal(0)), maximum)
        case "full":
            return (
                Score(_points(maximum), maximum) if maximum is not None else Score(None, None, Why.NO_MAXIMUM)
            )
    return Score(None, maximum, Why.NOTHING_TO_COUNT)


def _exact(formula: Formula, maximum: Decimal, counted: Share) -> Decimal:
    match formula.kind:
        case "all_or_nothing":
            return maximum if counted.part == counted.whole else Decimal(0)
        case "levels":
            reached = (points for percent, points in formula.levels if counted.reaches(percent))
            return min(maximum, next(reached, Decimal(0)))
    return min(maximum, maximum * counted.part * 100 / (counted.whole * (formula.target or 100)))


def _of_parts(parts: Sequence[Part], maximum: Decimal | None, figures: Mapping[str, Share]) -> Score:
    given = [part for part in parts if not _is_left_out(part, figures.get(part.code))]
    if not given:
        return OUT
    if maximum is None or len(given) < len(parts):
        maximum = at_most(sum_of(part.most for part in given), maximum)
    earned = sum_of_all(_of_part(part, figures.get(part.code)) for part in given)
    if earned is None:
        return Score(None, maximum, Why.NO_FIGURE)
    return Score(_points(at_most(earned, maximum)), maximum)


def _is_left_out(part: Part, share: Share | None) -> bool:
    return share is not None and not share.whole and part.empty == "out"


def _of_part(part: Part, share: Share | None) -> Decimal | None:
    if share is None:
        return None
    if not share.whole:
        return part.most if part.empty == "full" else Decimal(0)
    return min(part.most, part.points * share.part * 100 / (share.whole * (part.target or 100)))


def _of_children(maximum: Decimal | None, children: Sequence[Score]) -> Score:
    given = [each for each in children if not each.is_out]
    if not given:
        return OUT if children else Score(None, maximum, Why.PARTS)
    whole = sum_of_all(each.maximum for each in given)
    if whole is not None:
        maximum = at_most(whole, maximum)
    earned = sum_of_all(each.points for each in given)
    if earned is None:
        return Score(None, maximum, Why.PARTS)
    return Score(_points(at_most(earned, maximum)), maximum)


def at_most(points: Decimal, maximum: Decimal | None) -> Decimal:
    """These points, where they are more than a known maximum that one."""
    return points if maximum is None else min(points, maximum)


def sum_of(points: Iterable[Decimal]) -> Decimal:
    """What points add up to; 0 of none."""
    return sum(points, Decimal(0))


def sum_of_all(points: Iterable[Decimal | None]) -> Decimal | None:
    """What points add up to; None where one of them is unknown."""
    given = list(points)
    known = [each for each in given if each is not None]
    return sum_of(known) if len(known) == len(given) else None


def at_stake(formula: Formula, maximum: Decimal | None, occurrences: int) -> Decimal | None:
    """What one occurrence of a year's so many (at least one) can lose, in points of two places, half up: the most
    that one more of them makes, whatever became of the others; None where nobody knows."""
    if maximum is None or formula.kind not in _BY_SHARE:
        return None
    whole = Decimal(occurrences)
    steps = [_exact(formula, maximum, Share(Decimal(done), whole)) for done in range(occurrences + 1)]
    return _points(max(more - less for less, more in pairwise(steps)))


def rank_key(
    overdue: bool, stake: Decimal | None, working_days_left: int, due_on: date
) -> tuple[bool, Decimal, date]:
    """Sorts overdue first, then by points at stake a working day left (unknown as none), then by due day."""
    urgency = (stake or Decimal(0)) / max(1, working_days_left)
    return (not overdue, -urgency, due_on)


def _points(exact: Decimal) -> Decimal:
    return exact.quantize(_CENT, ROUND_HALF_UP)
