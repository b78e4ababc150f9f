"""What is to be done today, what is overdue and what comes next, for offices where Telegram does not reach all."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from jobs.calling import name_of
from jobs.messages.facts import Named, TaskFacts
from jobs.messages.gather import days_between, named, task_facts
from models.calendar import working_calendar
from models.people import Because, addressee, responsible, why_not
from models.rules.due_day import due_of
from models.rules.lifecycle import ACTIVE
from models.rules.zone import at, day_of
from models.tables import Agency, Requirement, Task, Unit
from models.units import members

SOON_DAYS = 5


@dataclass(frozen=True)
class DueTask:
    """One line: the task by `day` (its due day, or the one to mend it by), `left` and `late` in working days;
    `name`: how the command line calls it; `told`: who hears of it through Telegram today, None where nobody can,
    and `because` where that is not its officer."""

    requirement: str
    unit_code: str
    officer_code: str | None
    task: TaskFacts
    name: str
    told: Named | None
    told_code: str | None
    because: Because | None
    day: date
    hour: time | None
    left: int
    late: int
    is_past: bool


@dataclass(frozen=True)
class DueSheet:
    """By unit, then officer, then day. `due`: today and before; `soon`: within five working days."""

    agency: str
    unit: str | None
    now: datetime
    due: tuple[DueTask, ...]
    soon: tuple[DueTask, ...]


def due_sheet(session: Session, agency: Agency, now: datetime, unit: Unit | None = None) -> DueSheet:
    """The tasks that somebody in the agency, or in one unit or group of units, still has to do something for."""
    today = day_of(now)
    until = working_calendar(session, agency.id or 0).shift(today, SOON_DAYS)
    active = select(Task).where(Task.agency_id == agency.id, col(Task.state).in_(ACTIVE), ~col(Task.is_case))
    if unit is not None:
        active = active.where(col(Task.unit_id).in_([each.id for each in members(session, unit)]))
    lines = sorted((_line(session, task, now) for task in session.exec(active).all()), key=_order)
    return DueSheet(
        agency=agency.name,
        unit=unit.name if unit else None,
        now=now,
        due=tuple(line for line in lines if line.day <= today),
        soon=tuple(line for line in lines if today < line.day <= until),
    )


def _line(session: Session, task: Task, now: datetime) -> DueTask:
    facts, officer = task_facts(session, task, now), responsible(session, task)
    due, today = due_of(facts), day_of(now)
    day, to = due.on, addressee(session, task, today)
    if to is not None:
        because = to.because
    else:
        because = why_not(session, officer, today) if officer else Because.UNASSIGNED
    return DueTask(
        requirement=session.get_one(Requirement, task.requirement_id).code,
        unit_code=session.get_one(Unit, task.unit_id).code,
        officer_code=officer.code if officer else None,
        task=facts,
        name=name_of(session, task),
        told=named(to.person) if to else None,
        told_code=to.person.code if to else None,
        because=because,
        day=day,
        hour=due.hour,
        left=days_between(session, task.agency_id, today, day),
        late=days_between(session, task.agency_id, day, today),
        is_past=day < today or (due.hour is not None and at(day, due.hour) < now),
    )


def _order(line: DueTask) -> tuple[object, ...]:
    return line.unit_code, line.officer_code or "", line.day, line.requirement, line.task.period
