"""Tasks open: one, or as many as a catalogue brings, each with its checklist and its ladders."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from sqlmodel import Session, col, select

from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import enter_all
from models.changes.open_task import Laid, deadline_ladder, new_task, piece_ladders, plan_first
from models.kept import write_values
from models.ledger import record_each
from models.occurrences import Occurrence
from models.portions import in_portions
from models.rules.due_day import spelled_hour
from models.rules.lifecycle import Change, State
from models.tables import Agency, ChecklistItem, Requirement, Task, TaskItem, Unit

Opening: TypeAlias = tuple[Requirement, Unit, Occurrence]


def open_task(act: Act, requirement: Requirement, unit: Unit, days: Occurrence) -> Task | None:
    """Opens one occurrence for one unit, as `open_all` does; None when it is open already."""
    same = select(Task.id).where(
        Task.requirement_id == requirement.id, Task.period == days.period.name, Task.unit_id == unit.id
    )
    is_there = act.session.exec(same).first() is not None
    return None if is_there else open_all(act, [(requirement, unit, days)])[0]


def open_all(act: Act, openings: Sequence[Opening]) -> list[Task]:
    """Opens occurrences of one agency that are not open yet, a portion of them with a few statements.

    What was due before the agency adopted the program, or the requirement, opens as to settle: no ladder,
    never late.
    """
    return [task for some in in_portions(openings) for task in _open(act, some)]


def _open(act: Act, openings: Sequence[Opening]) -> list[Task]:
    session = act.session
    agency = session.get_one(Agency, openings[0][0].agency_id)
    tasks = [new_task(act.now, *each) for each in openings]
    act.write(*tasks)
    _copy_checklists(session, openings, tasks)
    to_settle: list[Task] = []
    running: list[Task] = []
    for (requirement, _, days), task in zip(openings, tasks, strict=True):
        is_before = days.due_on < max(agency.adopted_on, requirement.added_on or agency.adopted_on)
        (to_settle if is_before else running).append(task)
    plan_first(session, _ladders(session, running))
    enter_all(act, to_settle, State.TO_SETTLE)
    enter_all(act, running, State.OPEN)
    record_each(
        act, Change.OPEN, [(task, _facts(task, each)) for each, task in zip(openings, tasks, strict=True)]
    )
    return tasks


def _copy_checklists(session: Session, openings: Sequence[Opening], tasks: Sequence[Task]) -> None:
    calendar = working_calendar(session, tasks[0].agency_id)
    lists = _checklists(session, sorted({task.requirement_id for task in tasks}))
    copied: list[dict[str, Any]] = []
    for task in tasks:
        for item, values in lists.get(task.requirement_id, ()):
            due_on = calendar.shift(task.due_on, -item.before) if item.before else None
            copied.append(values | {"task_id": task.id, "due_on": due_on})
    write_values(session, TaskItem, copied)


def _checklists(
    session: Session, requirement_ids: Sequence[int]
) -> dict[int, list[tuple[ChecklistItem, dict[str, Any]]]]:
    """The items of each requirement, with what is copied of them."""
    found: dict[int, list[tuple[ChecklistItem, dict[str, Any]]]] = {}
    wanted = select(ChecklistItem).where(col(ChecklistItem.requirement_id).in_(requirement_ids))
    for item in session.exec(wanted.order_by(col(ChecklistItem.id))):
        values = item.model_dump(exclude={"id", "requirement_id", "before"})
        found.setdefault(item.requirement_id, []).append((item, values))
    return found


def _ladders(session: Session, tasks: Sequence[Task]) -> Iterator[tuple[Task, Laid]]:
    """What is laid of each: the officer's, and those of the pieces that it is owed."""
    if not tasks:
        return
    calendar = working_calendar(session, tasks[0].agency_id)
    pieces: dict[int, list[TaskItem]] = {task.id or 0: [] for task in tasks}
    wanted = select(TaskItem).where(col(TaskItem.task_id).in_(pieces), col(TaskItem.unit_id).is_not(None))
    for item in session.exec(wanted.order_by(col(TaskItem.task_id), col(TaskItem.position))):
        pieces[item.task_id].append(item)
    for task in tasks:
        for laid in (*deadline_ladder(session, task), *piece_ladders(pieces[task.id or 0], calendar)):
            yield task, laid


def _facts(task: Task, opening: Opening) -> dict[str, Any]:
    requirement, unit, _ = opening
    hour = {"due_hour": spelled_hour(task.due_hour)} if task.due_hour else {}
    return {"requirement": requirement.code, "period": task.period, "unit": unit.code, **hour}
