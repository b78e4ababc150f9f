"""What the clock does to a task: a rung is spoken, or the task closes unanswered."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.actor import Act
from models.changes.common import CLIMBED, check, enter, keep_next_ping, refresh
from models.ledger import record
from models.people import responsible
from models.rules.due_day import due_of
from models.rules.lifecycle import Change, State
from models.tables import Agency, Ladder, Notification, Person, Rung, RungState, Task, TaskItem


def is_due(agency: Agency, now: datetime) -> ColumnElement[bool]:
    """The tasks of an agency of which somebody is to be told by now.

    `+ 0` keeps SQLite from the index on the agency, which finds all that exists, to that of what is due.
    """
    return (col(Task.agency_id) + 0 == agency.id) & (col(Task.next_ping_at) <= now)


def due_rungs(session: Session, task: Task, now: datetime, ladders: frozenset[Ladder]) -> list[Rung]:
    """The rungs of these ladders whose moment has come, oldest first; a hold keeps the officer's own back."""
    climbed = CLIMBED.get(task.state, frozenset()) & ladders
    if task.held_until is not None and task.held_until > now:
        climbed -= {Ladder.DEADLINE}
    query = select(Rung).where(
        Rung.task_id == task.id,
        col(Rung.ladder).in_(climbed),
        Rung.state == RungState.PLANNED,
        Rung.speak_at <= now,
    )
    return list(session.exec(query.order_by(col(Rung.speak_at))))


def stands(rung: Rung, task: Task) -> bool:
    """Whether a rung was counted from the day by which its task is to be done now: what moved is moot."""
    of_the_day = rung.ladder in (Ladder.DEADLINE, Ladder.ESCALATION)
    return not of_the_day or rung.anchor_on == due_of(task).on


def speak(
    act: Act,
    task: Task,
    person: Person,
    notification: Notification,
    ladders: frozenset[Ladder],
    level: str | None = None,
    item: TaskItem | None = None,
) -> Rung | None:
    """Speaks the latest rung that is due and records those passed over as skipped; each once.

    `level`: only rungs of this name, for each level above the officer is told by itself; `item`: only those
    of this piece. Returns None when no rung is due. Raises Refused in a state that does not speak.
    """
    check(act, task, Change.SPEAK)
    due = [
        rung
        for rung in due_rungs(act.session, task, act.now, ladders)
        if level in (None, rung.name) and (item is None or rung.item_id == item.id)
    ]
    if not due:
        return None
    *passed, latest = due
    for rung in passed:
        _settle(act, rung, RungState.SKIPPED, None)
    _settle(act, latest, RungState.SPOKEN, notification)
    act.session.flush()
    keep_next_ping(act, task)
    officer = responsible(act.session, task)
    record(
        act,
        Change.SPEAK,
        task,
        rung=latest.name,
        skipped=[rung.name for rung in passed],
        to=person.code,
        officer=officer.code if officer else None,
        notification=notification.key,
    )
    return latest


def skip(act: Act, task: Task, rung: Rung, why: str) -> None:
    """A level that is not to be told after all, on record with the reason. Raises Refused."""
    check(act, task, Change.SPEAK)
    _settle(act, rung, RungState.SKIPPED, None)
    act.session.flush()
    keep_next_ping(act, task)
    record(act, Change.SPEAK, task, rung=None, skipped=[rung.name], why=why)


def put_off(act: Act, task: Task, rung: Rung, until: datetime) -> None:
    """A level that is not due yet is considered again at a later moment."""
    rung.speak_at = until
    act.session.add(rung)
    act.session.flush()
    keep_next_ping(act, task)


def miss(act: Act, task: Task) -> None:
    """The task closes at 00:00 after its `closes_on`; a missed one stays missed. Raises Refused."""
    check(act, task, Change.MISS)
    enter(act, task, State.MISSED)
    record(act, Change.MISS, task, closed_on=task.closes_on)
    refresh(act, task)


def _settle(act: Act, rung: Rung, state: RungState, notification: Notification | None) -> None:
    rung.state, rung.settled_at = state, act.now
    rung.notification_id = notification.id if notification else None
    act.session.add(rung)
