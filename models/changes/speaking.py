"""What the clock does to a task: a rung is spoken, or the task closes unanswered."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.actor import CLOCK
from models.changes.common import agency_of, check, climbing, enter, keep_next_ping, refresh
from models.ledger import record
from models.rules.lifecycle import Change, State
from models.tables import Notification, Person, Rung, RungState, Task


def due_rungs(session: Session, task: Task, now: datetime) -> list[Rung]:
    """The rungs whose moment has come on the ladder that the task climbs, oldest first."""
    query = select(Rung).where(
        Rung.task_id == task.id,
        Rung.ladder == climbing(task.state),
        Rung.state == RungState.PLANNED,
        Rung.speak_at <= now,
    )
    return list(session.exec(query.order_by(col(Rung.speak_at))))


def speak(
    session: Session, now: datetime, task: Task, person: Person, notification: Notification
) -> Rung | None:
    """Speaks the latest rung that is due and records those passed over as skipped; each once.

    Returns None when no rung is due. Raises Refused in a state that does not speak.
    """
    check(session, CLOCK, task, Change.SPEAK)
    due = due_rungs(session, task, now)
    if not due:
        return None
    *passed, latest = due
    for rung in passed:
        _settle(session, rung, RungState.SKIPPED, now, None)
    _settle(session, latest, RungState.SPOKEN, now, notification)
    session.flush()
    keep_next_ping(session, task)
    record(
        session,
        agency_of(session, task),
        Change.SPEAK,
        CLOCK,
        now,
        task,
        rung=latest.name,
        skipped=[rung.name for rung in passed],
        to=person.code,
        notification=notification.key,
    )
    return latest


def miss(session: Session, now: datetime, task: Task) -> None:
    """The task closes at 00:00 after its `closes_on`; a missed one stays missed. Raises Refused."""
    check(session, CLOCK, task, Change.MISS)
    enter(session, task, State.MISSED)
    record(session, agency_of(session, task), Change.MISS, CLOCK, now, task, closed_on=task.closes_on)
    refresh(session, task, now)


def _settle(
    session: Session, rung: Rung, state: RungState, now: datetime, notification: Notification | None
) -> None:
    rung.state, rung.settled_at = state, now
    rung.notification_id = notification.id if notification else None
    session.add(rung)
