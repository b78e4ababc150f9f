"""A task opens, and its ladder is laid."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.actor import CLOCK
from models.calendar import office_hours, working_calendar
from models.changes.common import agency_of, enter
from models.ledger import record
from models.occurrences import Occurrence
from models.rules import ladder
from models.rules.ladder import PlannedRung
from models.rules.lifecycle import Change, State
from models.rules.zone import day_of
from models.tables import (
    Agency,
    ChecklistItem,
    Ladder,
    Requirement,
    Rung,
    RungState,
    Task,
    TaskItem,
    Unit,
)


def open_task(
    session: Session, now: datetime, requirement: Requirement, unit: Unit, days: Occurrence
) -> Task | None:
    """Opens one occurrence for one unit; None when it is open already.

    What was due before the agency adopted the program opens as to settle: no ladder, never late.
    """
    if _exists(session, requirement, unit, days.period.name):
        return None
    agency = session.get_one(Agency, requirement.agency_id)
    task = _new_task(now, requirement, unit, days)
    session.add(task)
    session.flush()
    _copy_checklist(session, requirement, task)
    if days.due_on < agency.adopted_on:
        enter(session, task, State.TO_SETTLE)
    else:
        lay_deadline_ladder(session, task)
        enter(session, task, State.OPEN)
    record(
        session,
        agency,
        Change.OPEN,
        CLOCK,
        now,
        task,
        requirement=requirement.code,
        period=task.period,
        unit=unit.code,
    )
    return task


def lay_deadline_ladder(session: Session, task: Task, not_before: date | None = None) -> None:
    """Plans the rungs from the frozen steps, today's calendar and the due day; rungs laid before stay.

    `not_before`: rungs of earlier days are dropped, as those before the cut-off always are.
    """
    calendar = working_calendar(session, task.agency_id)
    workable_from = max((day for day in (task.cutoff_on, not_before) if day), default=None)
    rungs = ladder.lay(task.steps, task.due_on, task.cutoff_on, workable_from, task.closes_on, calendar)
    plan(session, task, Ladder.DEADLINE, rungs)


def lay_evidence_ladder(session: Session, task: Task, now: datetime) -> None:
    """Plans the rungs that ask for evidence, counted from the day of the claim."""
    calendar = working_calendar(session, task.agency_id)
    claimed_on = day_of(now)
    plan(session, task, Ladder.EVIDENCE, ladder.evidence_rungs(claimed_on, calendar), anchor_on=claimed_on)


def plan(
    session: Session, task: Task, which: Ladder, rungs: list[PlannedRung], anchor_on: date | None = None
) -> None:
    """Writes rungs that are not there yet, to be spoken when working hours begin."""
    hours = office_hours(agency_of(session, task))
    anchor = anchor_on or task.due_on
    there = session.exec(
        select(Rung.name).where(Rung.task_id == task.id, Rung.ladder == which, col(Rung.anchor_on) == anchor)
    ).all()
    session.add_all(
        Rung(
            task_id=task.id or 0,
            ladder=which,
            name=rung.name,
            offset=rung.offset,
            anchor_on=anchor,
            after_cutoff=rung.after_cutoff,
            speak_at=hours.opening(rung.on),
            state=RungState.PLANNED,
        )
        for rung in rungs
        if rung.name not in there
    )
    session.flush()


def _exists(session: Session, requirement: Requirement, unit: Unit, period: str) -> bool:
    same = select(Task.id).where(
        Task.requirement_id == requirement.id, Task.period == period, Task.unit_id == unit.id
    )
    return session.exec(same).first() is not None


def _new_task(now: datetime, requirement: Requirement, unit: Unit, days: Occurrence) -> Task:
    return Task(
        agency_id=requirement.agency_id,
        requirement_id=requirement.id or 0,
        unit_id=unit.id or 0,
        period=days.period.name,
        scoring_year=days.scoring_year,
        cutoff_on=days.period.cutoff_on,
        scheduled_on=days.scheduled_on,
        due_on=days.due_on,
        closes_on=days.closes_on,
        state=State.OPEN,
        steps=list(days.steps),
        opened_at=now,
    )


def _copy_checklist(session: Session, requirement: Requirement, task: Task) -> None:
    items = session.exec(select(ChecklistItem).where(ChecklistItem.requirement_id == requirement.id))
    for item in items.all():
        copied = item.model_dump(exclude={"id", "requirement_id"})
        session.add(TaskItem(task_id=task.id or 0, **copied))
    session.flush()
