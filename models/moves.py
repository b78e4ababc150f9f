"""What an adjustment that moved deadlines did to each of its tasks, as it was kept."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.actor import acting
from models.administering import standings_in
from models.kinds import Kind
from models.rules.due_day import DueDay, spelled_hour
from models.rules.permissions import Seeing, Standing, may
from models.tables import (
    Acknowledgement,
    Adjustment,
    AdjustmentKind,
    Notification,
    NotificationTask,
    Person,
    Task,
)

_MOVES = (
    select(Adjustment)
    .where(
        Adjustment.agency_id == bindparam("agency"),
        Adjustment.kind == AdjustmentKind.MOVE,
        col(Adjustment.taken_back_at).is_(None),
    )
    .order_by(col(Adjustment.id))
)


@dataclass(frozen=True)
class Move:
    """Of one task: what it was to be done by, what it is now, whether that is earlier."""

    old: DueDay
    new: DueDay
    earlier: bool


# All of a task that a move touches: its columns, and what each holds.
_TOUCHED: dict[str, type[date | time]] = {
    "due_on": date,
    "due_hour": time,
    "closes_on": date,
    "fix_by": date,
    "held_until": datetime,
    "promised_on": date,
}


def spelled_standing(task: Task) -> dict[str, Any]:
    """How a task stands, as an adjustment keeps it."""
    stands = {name: getattr(task, name) for name in _TOUCHED}
    spelled = {name: value.isoformat() if value else None for name, value in stands.items()}
    return spelled | {"due_hour": spelled_hour(task.due_hour)}


def read_standing(kept: dict[str, Any]) -> dict[str, Any]:
    """The values of what was kept, by the names of the task's columns."""
    return {name: kind.fromisoformat(kept[name]) if kept[name] else None for name, kind in _TOUCHED.items()}


def move_of(adjustment: Adjustment, task: Task) -> Move:
    """What an adjustment did to one of its tasks. Raises KeyError for a task that is none of them."""
    before, after = adjustment.before["tasks"][str(task.id)], adjustment.after["tasks"][str(task.id)]
    return Move(_due(before), _due(after), after["earlier"])


def tasks_moved(session: Session, adjustment: Adjustment) -> list[Task]:
    """The tasks of a move, in order."""
    return [session.get_one(Task, int(task_id)) for task_id in adjustment.before["tasks"]]


def moves_of_task(session: Session, task: Task) -> list[Adjustment]:
    """Every move of a task that was not taken back, oldest first."""
    found = session.exec(_MOVES, params={"agency": task.agency_id})
    return [each for each in found if str(task.id) in each.before["tasks"]]


def tasks_told(session: Session, row: Notification) -> list[Task]:
    """The tasks that a row speaks of, by its own numbers."""
    linked = (
        select(Task)
        .join(NotificationTask, col(NotificationTask.task_id) == Task.id)
        .where(NotificationTask.notification_id == row.id)
    )
    return list(session.exec(linked.order_by(col(NotificationTask.number))))


def asked_of(session: Session, adjustment: Adjustment, person: Person) -> Acknowledgement | None:
    """What a person was asked to say that they know; None where they were not."""
    asked = select(Acknowledgement).where(
        Acknowledgement.adjustment_id == adjustment.id, Acknowledgement.person_id == person.id
    )
    return session.exec(asked).first()


def may_see_letter(session: Session, person: Person, adjustment: Adjustment) -> bool:
    """Whoever was told of a move or made it, and every admin."""
    held = standings_in(session, acting(person), adjustment.agency_id, adjustment.person_id)
    told = any(row.person_id == person.id for row in rows_of(session, adjustment, Kind.MOVED))
    return may(held | ({Standing.TOLD} if told else set()), Seeing.LETTER)


def rows_of(session: Session, adjustment: Adjustment, kind: Kind) -> list[Notification]:
    """What was put into the outbox about a move, one row a person: that it moved, or (SILENT) who has not said that
    they know."""
    told = select(Notification).where(
        Notification.agency_id == adjustment.agency_id,
        Notification.kind == kind,
        col(Notification.key).startswith(f"{kind}/{adjustment.id}/"),
    )
    return list(session.exec(told.order_by(col(Notification.id))))


def _due(kept: dict[str, Any]) -> DueDay:
    standing = read_standing(kept)
    return (
        DueDay(standing["fix_by"]) if standing["fix_by"] else DueDay(standing["due_on"], standing["due_hour"])
    )
