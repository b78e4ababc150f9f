"""How points of a criterion are given, and when what has no points is passed, as a catalogue file spells it.

A rate is a share in percent; points are exact decimals. Sentences raised here are read by the admin.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.catalogue.entry import Entry, refuse
from models.catalogue.values import (
    Confidence,
    CriterionCode,
    FormulaKind,
    Percent,
    Points,
    SlugCode,
    Text,
)

Empty = Literal["full", "zero", "out"]
"""What there is nothing to count for: full points, none, or it leaves the total and its maximum."""

# The parameters of each kind of formula; those of the first tuple it must have.
_PARAMETERS: dict[FormulaKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ratio": (("counts",), ("figure", "empty")),
    "target": (("counts", "target", "empty"), ("figure",)),
    "levels": (("counts", "levels"), ("figure", "empty")),
    "parts": (("parts",), ()),
    "step": (("steps",), ()),
    "all_or_nothing": ((), ("empty",)),
    "sum": ((), ()),
    "pass": ((), ()),
    "information": ((), ()),
    "manual": ((), ()),
}
_EVERY = ("counts", "steps", "figure", "target", "levels", "parts", "empty")


class LevelEntry(Entry):
    """From this rate on, so many points."""

    at_least: Percent
    points: Points


class PartEntry(Entry):
    """One part of a sum: `points` times the rate of a figure, or times its share of `target`, at most `cap`.

    `figure` is the code of the item that holds the figure, the part's own code where it is left out.
    """

    code: SlugCode
    title: Text | None = None
    figure: SlugCode | None = None
    points: Points
    cap: Points | None = None
    target: Percent | None = None
    empty: Empty


class FormulaEntry(Entry):
    """How points of a criterion are thought to be given: derived, hence a confidence.

    ratio: its share of the maximum · target: the share of `target`, which gives all · levels: the points of the
    highest level that the rate reaches, else none · parts: a sum of capped parts, at most the maximum · step: one
    of `steps`, in points · all_or_nothing · sum: what its own criteria (`part_of`) add up to · pass: passed or
    not, without points · information: not scored at all · manual: the council says.

    What is `counts`-ed: occurrences of the criterion's requirements, tasks of the yearly plan, or a figure, of the
    item `figure` where there are several.
    """

    kind: FormulaKind
    confidence: Confidence = "low"
    counts: Literal["occurrences", "plan_tasks", "figure"] | None = None
    figure: SlugCode | None = None
    target: Percent | None = None
    steps: tuple[Points, ...] = ()
    levels: tuple[LevelEntry, ...] = ()
    parts: tuple[PartEntry, ...] = ()
    empty: Empty | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _has_its_parameters(self) -> Self:
        needed, allowed = _PARAMETERS[self.kind]
        given = {name for name in _EVERY if getattr(self, name) not in (None, ())}
        refuse(
            *(f"“{name}” phải có khi kind: {self.kind}." for name in needed if name not in given),
            *(
                f"“{name}” không dùng với kind: {self.kind}; chỉ dùng với kind: {_kinds_with(name)}."
                for name in _EVERY
                if name in given and name not in needed + allowed
            ),
            "“figure” chỉ dùng khi counts: figure." if self.figure and self.counts != "figure" else None,
            _order_fault(self),
            _repeat_fault(self),
        )
        return self


def _kinds_with(name: str) -> str:
    return " hoặc ".join(kind for kind, (needed, allowed) in _PARAMETERS.items() if name in needed + allowed)


def _order_fault(entry: FormulaEntry) -> str | None:
    rates = [level.at_least for level in entry.levels]
    if rates == sorted(set(rates), reverse=True):
        return None
    return "Các mức trong “levels” phải khác nhau, mức cao trước mức thấp sau."


def _repeat_fault(entry: FormulaEntry) -> str | None:
    codes = [part.code for part in entry.parts]
    twice = [code for code in codes if codes.count(code) > 1]
    return f"Thành phần “{twice[0]}” có hai lần trong “parts”: mỗi mã chỉ dùng một lần." if twice else None


class PassEntry(Entry):
    """When a set, an area or a criterion that has no points is passed: `all` of these, and `at_least` so many `of`
    those, which go together. Without `passes`: all that it holds, information apart."""

    all: tuple[CriterionCode, ...] = ()
    at_least: Annotated[int, Field(ge=1, le=99)] | None = None
    of: tuple[CriterionCode, ...] = ()

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        is_half = (self.at_least is None) == bool(self.of)
        refuse(
            "“at_least” và “of” đi cùng nhau: ít nhất mấy mục, trong những mục nào, ví dụ at_least: 1, "
            'of: ["4", "5"].'
            if is_half
            else None,
            f"“at_least: {self.at_least}” nhiều hơn số mục trong “of” ({len(self.of)})."
            if self.at_least and self.of and self.at_least > len(self.of)
            else None,
            "“passes” phải có “all”, hoặc “at_least” và “of”."
            if not self.all and not self.of and not is_half
            else None,
        )
        return self
