"""From a requirement and a period to the days of one task: values only, so that a projection can use it too."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules import cadence, ladder
from models.rules.cadence import (
    WEEKDAYS,
    AfterCutoff,
    AfterLetter,
    Cadence,
    DueDates,
    DueRule,
    LastDay,
    OnDate,
    OnDay,
    OnDays,
    OnWeekday,
    Period,
)
from models.rules.ladder import Ladders, LadderStep, PlannedRung
from models.rules.working_days import WorkingCalendar
from models.tables import Requirement, Task

# A yearly requirement may be due long before its period ends: look a year past the horizon.
_LOOK_AHEAD = timedelta(days=400)
# No task opens so long before it is due: no ladder begins earlier than T-99, nor 5 working days before that.
_LONGEST_OPEN = timedelta(days=200)


@dataclass(frozen=True)
class Occurrence:
    """One period of a requirement, with every day that its task will have."""

    period: Period
    scheduled_on: date
    due_on: date
    closes_on: date
    opens_on: date
    scoring_year: int
    steps: tuple[str, ...]
    rungs: tuple[PlannedRung, ...]
    issue_from: date | None = None
    issue_by: date | None = None
    accepted_until: date | None = None


def due_rule(spelled: dict[str, object]) -> DueRule:
    """The rule that the catalogue spells, e.g. {"after_cutoff": 2} or {"dates": ["15/6", "31/10"]}.

    Raises ValueError when it spells none.
    """
    match spelled:
        case {"after_cutoff": int(days)}:
            return AfterCutoff(days)
        case {"day": int(day)}:
            return OnDay(day)
        case {"dates": [str(only)], "after_letter": int(days)}:
            return AfterLetter(OnDay(*_day_month(only)), days, _days(spelled.get("letters", [])))
        case {"dates": [str(only)]}:
            return OnDay(*_day_month(only), next_year=bool(spelled.get("next_year")))
        case {"dates": [*several]}:
            return OnDays(tuple(_day_month(str(each)) for each in several))
        case {"weekday": str(name)}:
            return OnWeekday(WEEKDAYS.index(name) + 1)
        case {"last_day": True}:
            return LastDay(plus_working_days=int(str(spelled.get("plus", 0))))
        case {"date": str(day)}:
            return OnDate(date.fromisoformat(day))
    raise ValueError(f"not a due rule: {spelled}")


def occurrence(
    requirement: Requirement, period: Period, calendar: WorkingCalendar, ladders: Ladders
) -> Occurrence:
    """The days of one period, by the requirement, the calendar and the agency's ladders as they stand."""
    return _occurrence(requirement, period, _due(requirement, period, calendar), calendar, ladders)


def _due(requirement: Requirement, period: Period, calendar: WorkingCalendar) -> DueDates:
    return cadence.due(due_rule(requirement.due_rule), requirement.shift, period, calendar)


def _occurrence(
    requirement: Requirement, period: Period, due: DueDates, calendar: WorkingCalendar, ladders: Ladders
) -> Occurrence:
    steps = _steps(requirement, period, ladders)
    accepted_until = accepted_after(requirement.accepted_until, due.due_on)
    closes_on = cadence.closes_on(period, requirement.cutoff_day, due.due_on)
    closes_on = max(closes_on, accepted_until or due.due_on)
    rungs = ladder.lay(steps, due.due_on, period.cutoff_on, period.cutoff_on, closes_on, calendar)
    return Occurrence(
        period=period,
        scheduled_on=due.scheduled_on,
        due_on=due.due_on,
        closes_on=closes_on,
        opens_on=ladder.opens_on(period.name, due.due_on, rungs[0].on, calendar),
        scoring_year=cadence.scoring_year(period, due.due_on),
        steps=steps,
        rungs=tuple(rungs),
        issue_from=_issue_day(requirement.issue_from, requirement, period),
        issue_by=_issue_day(requirement.issue_by, requirement, period),
        accepted_until=accepted_until,
    )


def _steps(requirement: Requirement, period: Period, ladders: Ladders) -> tuple[LadderStep, ...]:
    has_cutoff = period.cutoff_on is not None
    return tuple(requirement.ladder) or ladder.offsets(requirement.cadence, has_cutoff, ladders)


def occurrences(
    requirement: Requirement,
    first: date,
    last: date,
    calendar: WorkingCalendar,
    ladders: Ladders,
    known: Collection[str] = (),
) -> Iterator[Occurrence]:
    """The occurrences from the requirement's start whose period ends on or after `first`, opening by `last`;
    periods of `known` names are left out."""
    for each in (period for period in periods(requirement, first, last) if period.name not in known):
        due = _due(requirement, each, calendar)
        if due.due_on > last + _LONGEST_OPEN:
            continue
        steps = _steps(requirement, each, ladders)
        if ladder.opens_no_earlier_than(each.name, steps, due.due_on, each.cutoff_on, calendar) > last:
            continue
        made = _occurrence(requirement, each, due, calendar, ladders)
        if made.opens_on <= last:
            yield made


def recurs(requirement: Requirement) -> bool:
    """Whether the clock opens its tasks, period by period or once; a case is opened when it comes."""
    return requirement.cadence is not Cadence.PER_CASE


def periods(requirement: Requirement, first: date, last: date) -> Iterator[Period]:
    """The periods from the requirement's start that end on or after `first` and of which one may open by `last`;
    what comes once has the one period of its day."""
    begins, ends = max(first, requirement.starts_on), last + _LOOK_AHEAD
    if requirement.cadence is not Cadence.ONCE:
        return cadence.periods(requirement.cadence, requirement.cutoff_day, begins, ends)
    only = cadence.period(str(requirement.due_rule["date"]))
    return iter([only] if begins <= only.last_on <= ends else [])


def period_of(task: Task) -> Period:
    """The period of a task as it was opened, by its own name and cut-off, whatever its requirement says since.

    Raises ValueError for a case.
    """
    return cadence.period(task.period, task.cutoff_on.day if task.cutoff_on else None)


def accepted_after(spelled: str, due_on: date) -> date | None:
    """The first such day of a year, as day/month, after the due day; None where none is spelled."""
    if not spelled:
        return None
    day, month = _day_month(spelled)
    same_year = date(due_on.year, month, day)
    return same_year if same_year > due_on else same_year.replace(year=due_on.year + 1)


def accepted_when_due(task: Task, due_on: date) -> date | None:
    """Until when what is due on another day is accepted: the day that stands, or, once it is due then, the first
    such day after it."""
    stands = task.accepted_until
    return accepted_after(f"{stands.day}/{stands.month}", due_on) if stands and stands <= due_on else stands


def _issue_day(spelled: str, requirement: Requirement, period: Period) -> date | None:
    """A day of the year that the period is of, or of the year before."""
    if not spelled:
        return None
    day, month = _day_month(spelled)
    return date(period.last_on.year + requirement.issue_year, month, day)


def _days(spelled: object) -> tuple[date, ...]:
    return tuple(date.fromisoformat(str(day)) for day in spelled) if isinstance(spelled, list) else ()


def _day_month(spelled: str) -> tuple[int, int]:
    day, month = spelled.split("/")
    return int(day), int(month)
