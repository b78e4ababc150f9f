"""The days on which a task speaks (docs/design.md, Rules)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from models.rules.cadence import Cadence, cadence_of, clipped, period
from models.rules.office_hours import OfficeHours
from models.rules.working_days import WorkingCalendar
from models.rules.zone import at

LadderStep: TypeAlias = str
"""One step frozen when a task opens: "T-7", "T0", or "cutoff"."""

CUTOFF: LadderStep = "cutoff"
# The last reminder of what is due at an hour: so long before it, in working time.
HOUR, BEFORE_THE_HOUR = "T0-90", timedelta(minutes=90)
# So begins the name of a rung that a person chose.
_SNOOZE = "snooze-"

Ladders: TypeAlias = Mapping[str, Sequence[LadderStep]]
"""An agency's own steps, by `name_of_ladder`, where they are not the usual ones."""

WITH_CUTOFF = "after_cutoff"

_AFTER_CUTOFF: tuple[LadderStep, ...] = (CUTOFF, "T-1", "T0")
_SHORT: tuple[LadderStep, ...] = ("T-5", "T-3", "T-1", "T0")
_MIDDLE: tuple[LadderStep, ...] = ("T-10", *_SHORT)
_LONG: tuple[LadderStep, ...] = ("T-30", "T-15", "T-7", "T-3", "T-1", "T0")

_STEPS = {
    # Of five working days.
    Cadence.WEEKLY: ("T-1", "T0"),
    Cadence.MONTHLY: _SHORT,
    Cadence.PER_CASE: _SHORT,
    Cadence.QUARTERLY: _MIDDLE,
    Cadence.HALF_YEARLY: _MIDDLE,
    Cadence.YEARLY: _LONG,
    Cadence.ONCE: _LONG,
}

_EVIDENCE_OFFSETS = (1, 3, 5)
# Longer than any superior has ever taken: a question that stops coming would be a task forgotten.
_MONTHS_OF_WAITING = range(1, 61)
_OPEN_BEFORE_DUE = timedelta(days=60)
_OPEN_BEFORE_FIRST_RUNG = 5


@dataclass(frozen=True)
class PlannedRung:
    """One reminder on one working day; `offset` is in working days from the due day (or the claim).

    `after_cutoff` marks the rung that first speaks of closed figures.
    """

    name: str
    offset: int
    on: date
    after_cutoff: bool = False


def name_of_ladder(cadence: Cadence, has_cutoff: bool) -> str:
    """Which ladder a task climbs: one for all whose figures close on a day, else that of its cadence."""
    return WITH_CUTOFF if has_cutoff else cadence.value


def usual(name: str) -> tuple[LadderStep, ...]:
    """The usual steps of a ladder (docs/design.md, Rules). Raises ValueError for a name that is none."""
    return _AFTER_CUTOFF if name == WITH_CUTOFF else _STEPS[Cadence(name)]


def offsets(cadence: Cadence, has_cutoff: bool, ladders: Ladders) -> tuple[LadderStep, ...]:
    """The steps up to the due day, frozen when the task opens: the agency's own, else the usual ones; overdue
    rungs are alike for all."""
    name = name_of_ladder(cadence, has_cutoff)
    return tuple(ladders.get(name) or usual(name))


def lay(
    steps: Sequence[LadderStep],
    due_on: date,
    cutoff_on: date | None,
    workable_from: date | None,
    closes_on: date,
    calendar: WorkingCalendar,
) -> list[PlannedRung]:
    """The rungs of a task by day, at most one a day, all on working days.

    T±n is n working days from `due_on`. A due day that is a day off speaks on the working day before, and
    its T-n are counted from there, so that n is what "còn n ngày làm việc" says. `cutoff` is the first
    working day after `cutoff_on`; where another rung has that day, that one speaks for it. Overdue rungs go
    T+1 to T+5, T+10, T+15 … up to and including `closes_on`. Rungs before `workable_from` are dropped, unless
    none would be left up to the due day: figures asked for before they close are reminded of all the same.
    """
    speaks_on = calendar.on_or_before(due_on)
    if workable_from is not None and (due_on <= workable_from or speaks_on < workable_from):
        workable_from = None
    rungs = [*_up_to_due(steps, speaks_on, calendar), *_overdue(speaks_on, closes_on, calendar)]
    if CUTOFF in steps and cutoff_on is not None and cutoff_on < due_on:
        rungs = _with_cutoff(rungs, calendar.shift(cutoff_on, 1), speaks_on, calendar)
    workable = (rung for rung in rungs if workable_from is None or rung.on >= workable_from)
    return sorted(workable, key=lambda rung: rung.on)


def hour_at(due_on: date, due_hour: time, hours: OfficeHours, calendar: WorkingCalendar) -> datetime:
    """The moment 90 minutes of working time before what is due at an hour."""
    return hours.before(at(due_on, due_hour), BEFORE_THE_HOUR, calendar)


def speaks_before_the_hour(
    due_on: date, due_hour: time, hours: OfficeHours, calendar: WorkingCalendar
) -> datetime | None:
    """When the last reminder before the hour speaks; None where T0 itself speaks no earlier."""
    moment = hour_at(due_on, due_hour, hours, calendar)
    return moment if moment > hours.opening(calendar.on_or_before(due_on)) else None


def snooze_name(statement_id: int | None) -> str:
    """What the rung of a snooze is called, by the statement that asked for it."""
    return f"{_SNOOZE}{statement_id}"


def is_snooze(name: str) -> bool:
    """Whether a rung of this name speaks at a moment that a person chose."""
    return name.startswith(_SNOOZE)


def step_name(offset: int) -> LadderStep:
    """What the step is called that is so many working days from the due day: T-7, T0, T+5."""
    return f"T{offset:+d}" if offset else "T0"


def piece_rungs(due_on: date, calendar: WorkingCalendar) -> list[PlannedRung]:
    """The rungs of a piece that a cooperating unit owes, up to its own due day and never after."""
    return list(_up_to_due(_SHORT, calendar.on_or_before(due_on), calendar))


def evidence_rungs(claimed_on: date, calendar: WorkingCalendar) -> list[PlannedRung]:
    """The rungs that ask for the evidence of a claim: 1, 3 and 5 working days after it."""
    return [PlannedRung(f"E+{n}", n, calendar.shift(claimed_on, n)) for n in _EVIDENCE_OFFSETS]


def waiting_rungs(since: date, calendar: WorkingCalendar) -> list[PlannedRung]:
    """Once a month for five years, on the day of the month or the next working day; `offset` counts months."""
    days = {n: clipped(since.year, since.month + n, since.day) for n in _MONTHS_OF_WAITING}
    return [PlannedRung(f"W+{n}", n, calendar.on_or_after(day)) for n, day in days.items()]


def opens_by(name: str, due_on: date) -> date:
    """The last day on which a period's task opens: 60 days before it is due. That of a week when the week begins:
    else the lists would show eight weeks of it at once."""
    return period(name).first_on if cadence_of(name) is Cadence.WEEKLY else due_on - _OPEN_BEFORE_DUE


def opens_on(name: str, due_on: date, first_rung_on: date, calendar: WorkingCalendar) -> date:
    """That day, or 5 working days before the first rung where that is earlier; of a week, the rung's own day."""
    before = 0 if cadence_of(name) is Cadence.WEEKLY else _OPEN_BEFORE_FIRST_RUNG
    return min(opens_by(name, due_on), calendar.shift(first_rung_on, -before))


def opens_no_earlier_than(
    name: str, steps: Sequence[LadderStep], due_on: date, cutoff_on: date | None, calendar: WorkingCalendar
) -> date:
    """A day before which the task does not open, found without laying its rungs: as if none of them was dropped."""
    offset = min((int(step.removeprefix("T")) for step in steps if step != CUTOFF), default=0)
    first = calendar.shift(calendar.on_or_before(due_on), min(offset, 0))
    if cutoff_on is not None:
        first = min(first, calendar.shift(cutoff_on, 1))
    return opens_on(name, due_on, first, calendar)


def _up_to_due(
    steps: Sequence[LadderStep], speaks_on: date, calendar: WorkingCalendar
) -> Iterator[PlannedRung]:
    for step in steps:
        if step != CUTOFF:
            offset = int(step.removeprefix("T"))
            yield PlannedRung(step, offset, calendar.shift(speaks_on, offset))


def _overdue(speaks_on: date, closes_on: date, calendar: WorkingCalendar) -> Iterator[PlannedRung]:
    for n, day in enumerate(calendar.days(speaks_on, closes_on), start=1):
        if n <= 5 or n % 5 == 0:
            yield PlannedRung(step_name(n), n, day)


def _with_cutoff(
    rungs: list[PlannedRung], on: date, speaks_on: date, calendar: WorkingCalendar
) -> list[PlannedRung]:
    if any(rung.on == on for rung in rungs):
        return [replace(rung, after_cutoff=rung.on == on) for rung in rungs]
    return [*rungs, PlannedRung(CUTOFF, calendar.count(speaks_on, on), on, after_cutoff=True)]
