"""A due day chosen for one period as a rule for all: values only."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

from models.occurrences import due_rule, period_of
from models.refused import Reason, Refused
from models.rules import cadence
from models.rules.cadence import WEEKDAYS, Cadence, Period
from models.rules.working_days import WorkingCalendar
from models.tables import Requirement, Task

Rule: TypeAlias = dict[str, Any]
# The most working days that a catalogue may name.
_MOST_DAYS = 60


def rule_for(requirement: Requirement, task: Task, due_on: date, calendar: WorkingCalendar) -> Rule:
    """The date rule, as a requirement spells it, by which the period of `task` is due on `due_on` and every later
    one alike: in the form that the requirement has, or in a neighbouring one that its cadence allows.

    Raises Refused where there is none: a case, a period opened under another cadence, a day that no count of
    working days reaches, a day before a superior's letter allows it.
    """
    for rule in _candidates(requirement, task, due_on, calendar):
        if day_by(requirement, rule, task, calendar) == due_on:
            return rule
    raise Refused(Reason.NO_RULE)


def day_by(requirement: Requirement, rule: Rule, task: Task, calendar: WorkingCalendar) -> date:
    """When the period of a task is due by another rule. Raises ValueError where the rule has no day for it."""
    return cadence.due(due_rule(rule), requirement.shift, period_of(task), calendar).due_on


def follows(task: Task, requirement: Requirement) -> bool:
    """Whether a task recurs as its requirement does now; one opened under another cadence goes on by itself."""
    return cadence.cadence_of(task.period) is requirement.cadence


def _candidates(
    requirement: Requirement, task: Task, due_on: date, calendar: WorkingCalendar
) -> Iterator[Rule]:
    """Rules worth trying, the requirement's own form first."""
    if requirement.cadence is Cadence.PER_CASE or not follows(task, requirement):
        return
    old, period = requirement.due_rule, period_of(task)
    spelled = f"{due_on.day}/{due_on.month}"
    match old:
        case {"after_cutoff": int()} if period.cutoff_on is not None:
            if 1 <= (days := calendar.count(period.cutoff_on, due_on)) <= _MOST_DAYS:
                yield {"after_cutoff": days}
        case {"date": str()}:
            yield {"date": due_on.isoformat()}
        case {"dates": [str()]}:
            yield from _one_date(old, period, due_on)
        case {"dates": [*several]}:
            part = period.last_on.month * len(several) // 12 - 1
            yield {**old, "dates": [*several[:part], spelled, *several[part + 1 :]]}
        case _:
            yield from _about_the_end(requirement, period, due_on, calendar)


def _one_date(old: Rule, period: Period, due_on: date) -> Iterator[Rule]:
    """That day of the period's year, or of the next; a superior's letter still puts it off."""
    kept = {name: value for name, value in old.items() if name != "next_year"}
    later = {"next_year": True} if due_on.year > period.last_on.year else {}
    yield {**kept, "dates": [f"{due_on.day}/{due_on.month}"], **later}


def _about_the_end(
    requirement: Requirement, period: Period, due_on: date, calendar: WorkingCalendar
) -> Iterator[Rule]:
    """A day of the week or month, or so many working days after its last; what has no months of its own, a date."""
    if requirement.cadence is Cadence.WEEKLY:
        yield {"weekday": WEEKDAYS[due_on.weekday()]}
    if requirement.cadence is Cadence.MONTHLY:
        yield {"day": due_on.day}
    if requirement.cadence is Cadence.YEARLY:
        yield {"dates": [f"{due_on.day}/{due_on.month}"]}
    last = cadence.due(due_rule({"last_day": True}), requirement.shift, period, calendar).scheduled_on
    days = calendar.count(last, due_on)
    if 0 <= days <= _MOST_DAYS:
        yield {"last_day": True, **({"plus": days} if days else {})}
