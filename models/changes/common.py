"""What every change does: check state and permission, keep the next ping, tell people, refresh what was sent."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Actor
from models.calendar import office_hours, working_calendar
from models.people import last_confirmation, standings
from models.refused import Reason, Refused
from models.rules.lifecycle import CLOSED, Change, State, allows
from models.rules.permissions import may
from models.tables import (
    Agency,
    Ladder,
    Notification,
    NotificationTask,
    OutboxState,
    Person,
    Rung,
    RungState,
    SentMessage,
    Task,
)

_LADDER_OF = {State.OPEN: Ladder.DEADLINE, State.RETURNED: Ladder.DEADLINE, State.CLAIMED: Ladder.EVIDENCE}


def check(session: Session, actor: Actor, task: Task, change: Change) -> None:
    """Raises Refused when this actor may not make this change, or not in this state."""
    held = standings(session, actor, task)
    if not held:
        raise Refused(Reason.NOT_YOURS)
    if not allows(task.state, change):
        already = last_confirmation(session, task)
        raise Refused(
            Reason.WRONG_STATE if task.state in CLOSED or already is None else Reason.ALREADY,
            state=task.state,
            change=change,
            since=already.processed_at if already else None,
        )
    if not may(held, change):
        raise Refused(Reason.NOT_YOURS)


def enter(session: Session, task: Task, state: State) -> None:
    """Puts a task into a state; the only place where one is written."""
    task.state = state
    session.add(task)
    session.flush()
    keep_next_ping(session, task)


def keep_next_ping(session: Session, task: Task) -> None:
    """The earliest rung still planned on the ladder that the state climbs; None where it climbs none."""
    planned = select(Rung.speak_at).where(
        Rung.task_id == task.id, Rung.ladder == _LADDER_OF.get(task.state), Rung.state == RungState.PLANNED
    )
    task.next_ping_at = session.exec(planned.order_by(col(Rung.speak_at))).first()
    session.add(task)


def climbing(state: State) -> Ladder | None:
    """The ladder whose rungs are spoken in this state."""
    return _LADDER_OF.get(state)


def tell(
    session: Session,
    agency_id: int,
    kind: str,
    key: str,
    now: datetime,
    *,
    person: Person | None = None,
    chat_id: int | None = None,
    tasks: list[Task] | None = None,
    direct: bool = False,
    reply_to: int | None = None,
    **facts: Any,
) -> Notification | None:
    """Puts a row into the outbox; None when one with this key is already there.

    What answers a person goes at once; what the program starts waits for working hours.
    """
    if is_told(session, agency_id, key):
        return None
    row = Notification(
        agency_id=agency_id,
        key=key,
        kind=kind,
        person_id=person.id if person else None,
        chat_id=chat_id,
        facts=facts,
        direct=direct,
        reply_to=reply_to,
        not_before=now if direct else _within_hours(session, agency_id, now),
        state=OutboxState.WAITING,
        created_at=now,
    )
    session.add(row)
    session.flush()
    for number, task in enumerate(tasks or [], start=1):
        session.add(NotificationTask(notification_id=row.id or 0, task_id=task.id or 0, number=number))
    return row


def is_told(session: Session, agency_id: int, key: str) -> bool:
    """Whether the outbox has, or ever had, a row with this key."""
    found = select(Notification.id).where(Notification.agency_id == agency_id, Notification.key == key)
    return session.exec(found).first() is not None


def _within_hours(session: Session, agency_id: int, now: datetime) -> datetime:
    hours = office_hours(session.get_one(Agency, agency_id))
    return hours.next_open(now, working_calendar(session, agency_id))


def refresh(session: Session, task: Task, now: datetime) -> None:
    """Asks for an edit of every copy of a message that speaks of this task; several edits collapse into one."""
    sent = session.exec(
        select(SentMessage, Notification)
        .join(Notification, col(Notification.id) == SentMessage.notification_id)
        .join(NotificationTask, col(NotificationTask.notification_id) == Notification.id)
        .where(NotificationTask.task_id == task.id)
    )
    for message, original in sent.all():
        ask_for_edit(session, message, original, now)


def ask_for_edit(session: Session, message: SentMessage, original: Notification, now: datetime) -> None:
    key = f"edit/{message.chat_id}/{message.message_id}"
    row = session.exec(
        select(Notification).where(Notification.agency_id == original.agency_id, Notification.key == key)
    ).first()
    if row is None:
        row = Notification(
            agency_id=original.agency_id,
            key=key,
            kind=original.kind,
            person_id=original.person_id,
            chat_id=message.chat_id,
            edits=message.message_id,
            facts={"of": original.id},
            direct=True,
            not_before=now,
            state=OutboxState.WAITING,
            created_at=now,
        )
    row.version += 1
    row.not_before = now
    if row.state is not OutboxState.CLAIMED:
        row.state = OutboxState.WAITING
    session.add(row)


def agency_of(session: Session, task: Task) -> Agency:
    return session.get_one(Agency, task.agency_id)
