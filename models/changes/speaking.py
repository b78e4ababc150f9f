"""What the clock does to a task: a rung is spoken, or the task closes unanswered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam
from sqlmodel import Session, col, select

from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import (
    CLIMBED,
    check,
    enter_all,
    keep_next_ping,
    keep_next_pings,
    refresh_all,
)
from models.changes.open_task import HEAD
from models.ledger import record, record_each
from models.people import responsible
from models.portions import in_portions
from models.rules.due_day import due_of
from models.rules.lifecycle import Change, State
from models.rules.zone import at, local
from models.tables import Ladder, Notification, Person, Rung, RungState, Task, TaskItem


@dataclass(frozen=True)
class Speaking:
    """A message, whom it goes to, and of which tasks it speaks."""

    notification: Notification
    person: Person
    tasks: Sequence[Task]


# Asked several times a pass, so made once.
_DUE_RUNGS = (
    select(Rung)
    .where(
        col(Rung.task_id).in_(bindparam("tasks", expanding=True)),
        col(Rung.ladder).in_(bindparam("ladders", expanding=True)),
        Rung.state == RungState.PLANNED,
        Rung.speak_at <= bindparam("now"),
    )
    .order_by(col(Rung.speak_at))
)


def is_due(
    agency_id: int | BindParameter[int] | None, now: datetime | BindParameter[datetime]
) -> ColumnElement[bool]:
    """The tasks of an agency of which somebody is to be told by now.

    `+ 0` keeps SQLite from the index on the agency, which finds all that exists, to that of what is due.
    """
    return (col(Task.agency_id) + 0 == agency_id) & (col(Task.next_ping_at) <= now)


def due_rungs(session: Session, task: Task, now: datetime, ladders: frozenset[Ladder]) -> list[Rung]:
    """The rungs of these ladders whose moment has come, oldest first; a hold keeps the officer's own back."""
    return due_rungs_of(session, [task], now, ladders)[task.id or 0]


def due_rungs_of(
    session: Session, tasks: Sequence[Task], now: datetime, ladders: frozenset[Ladder]
) -> dict[int, list[Rung]]:
    """The same of many tasks, by their ids."""
    found: dict[int, list[Rung]] = {task.id or 0: [] for task in tasks}
    climbed = {task.id or 0: _climbed(task, now) & ladders for task in tasks}
    for some in in_portions(list(found)):
        about = {"tasks": some, "ladders": list(ladders), "now": now}
        for rung in session.exec(_DUE_RUNGS, params=about):
            if rung.ladder in climbed[rung.task_id]:
                found[rung.task_id].append(rung)
    return found


def _climbed(task: Task, now: datetime) -> frozenset[Ladder]:
    """The ladders that may speak of a task now."""
    climbed = CLIMBED.get(task.state, frozenset())
    is_held = task.held_until is not None and task.held_until > now
    return climbed - {Ladder.DEADLINE} if is_held else climbed


def stands(rung: Rung, task: Task) -> bool:
    """Whether a rung was counted from the day by which its task is to be done now: what moved is moot."""
    of_the_day = rung.ladder in (Ladder.DEADLINE, Ladder.ESCALATION)
    return not of_the_day or rung.anchor_on == due_of(task).on


def speak_of(
    act: Act,
    tasks: Sequence[Task],
    person: Person,
    notification: Notification,
    ladders: frozenset[Ladder],
    level: str | None = None,
    item: TaskItem | None = None,
) -> list[Rung]:
    """Speaks the latest rung that is due of each task of which one message speaks, and records those passed over
    as skipped; each once. Returns what was spoken.

    `level`: only rungs of this name, for each level above the officer is told by itself; `item`: only those of
    this piece. Raises Refused in a state that does not speak.
    """
    return speak_in_each(act, [Speaking(notification, person, tasks)], ladders, level, item)


def speak_in_each(
    act: Act,
    messages: Sequence[Speaking],
    ladders: frozenset[Ladder],
    level: str | None = None,
    item: TaskItem | None = None,
) -> list[Rung]:
    """The same of several messages together; no two of them speak of one task."""
    due = due_rungs_of(
        act.session, [task for message in messages for task in message.tasks], act.now, ladders
    )
    spoken: list[tuple[Speaking, Task, list[Rung]]] = []
    for message in messages:
        for task in message.tasks:
            check(act, task, Change.SPEAK)
            rungs = [
                rung
                for rung in due[task.id or 0]
                if level in (None, rung.name) and (item is None or rung.item_id == item.id)
            ]
            if rungs:
                spoken.append((message, task, rungs))
    _settle_latest(act, spoken)
    entries = [
        (task, _spoken(act.session, task, rungs, message.person, message.notification))
        for message, task, rungs in spoken
    ]
    record_each(act, Change.SPEAK, entries)
    return [rungs[-1] for _, _, rungs in spoken]


def _settle_latest(act: Act, due: list[tuple[Speaking, Task, list[Rung]]]) -> None:
    for message, _, (*passed, latest) in due:
        for rung in passed:
            _settle(act, rung, RungState.SKIPPED, None)
        _settle(act, latest, RungState.SPOKEN, message.notification)
    act.session.flush()
    keep_next_pings(act, [task for _, task, _ in due])


def _spoken(
    session: Session, task: Task, rungs: list[Rung], person: Person, notification: Notification
) -> dict[str, Any]:
    """What the ledger says of it."""
    officer = responsible(session, task)
    *passed, latest = rungs
    return {
        "rung": latest.name,
        "skipped": [rung.name for rung in passed],
        "to": person.code,
        "officer": officer.code if officer else None,
        "notification": notification.key,
    }


def spoken_to_another(
    act: Act, tasks: Sequence[Task], rungs: Sequence[Rung], person: Person, notification: Notification
) -> None:
    """What a message could not bring to its reader, task by task, is spoken by another, to this person."""
    for task, rung in zip(tasks, rungs, strict=True):
        rung.notification_id = notification.id
        act.session.add(rung)
        record(act, Change.SPEAK, task, **_spoken(act.session, task, [rung], person, notification))


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
    act.write(rung)
    keep_next_ping(act, task)


def climb_again(act: Act, task: Task) -> None:
    """Somebody has it who may have a head above: a head's level that was left out, nobody being above whoever heard
    of it until then, is considered again on the next working day."""
    left_out = select(Rung).where(
        Rung.task_id == task.id,
        Rung.ladder == Ladder.ESCALATION,
        Rung.anchor_on == due_of(task).on,
        Rung.name == HEAD,
        Rung.state == RungState.SKIPPED,
    )
    for rung in act.session.exec(left_out).all():
        rung.state, rung.settled_at = RungState.PLANNED, None
        tomorrow = working_calendar(act.session, task.agency_id).shift(act.today, 1)
        put_off(act, task, rung, at(tomorrow, local(rung.speak_at).time()))


def miss(act: Act, task: Task) -> None:
    """The task closes at 00:00 after its `closes_on`; a missed one stays missed. Raises Refused."""
    miss_all(act, [task])


def miss_all(act: Act, tasks: Sequence[Task]) -> None:
    """The same of several, together. Raises Refused."""
    for task in tasks:
        check(act, task, Change.MISS)
    enter_all(act, tasks, State.MISSED)
    record_each(act, Change.MISS, [(task, {"closed_on": task.closes_on}) for task in tasks])
    refresh_all(act, tasks)


def _settle(act: Act, rung: Rung, state: RungState, notification: Notification | None) -> None:
    rung.state, rung.settled_at = state, act.now
    rung.notification_id = notification.id if notification else None
