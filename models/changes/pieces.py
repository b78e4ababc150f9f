"""A cooperating unit gives the piece that it owes, with a file or a tick; then it hears no more of it."""

from datetime import datetime

from sqlmodel import Session, select

from models.actor import Actor
from models.changes.common import agency_of, keep_next_ping, refresh
from models.changes.confirming import Said
from models.changes.evidence import ReceivedFile, entered, facts_of_file, new_evidence, submit_if_complete
from models.checklist import ACCEPTS, unfilled
from models.ledger import record
from models.pieces import may_give
from models.refused import Reason, Refused
from models.rules.lifecycle import ACTIVE
from models.rules.zone import day_of
from models.tables import Evidence, ItemKind, Ladder, Rung, RungState, Task, TaskItem

GIVE = "give_piece"


def give_file(
    session: Session,
    actor: Actor,
    now: datetime,
    task: Task,
    item: TaskItem,
    file: ReceivedFile,
    said: Said,
) -> Evidence:
    """The file of a piece; a further one is kept beside it. Raises Refused."""
    _check(session, actor, now, task, item)
    if actor.person is None or file.media_type not in ACCEPTS.get(item.kind, frozenset()):
        raise Refused(Reason.NOT_ACCEPTED, kinds=[item.kind])
    evidence = new_evidence(actor.person, now, file, said)
    _give(session, actor, now, task, item, evidence)
    return evidence


def tick(session: Session, actor: Actor, now: datetime, task: Task, item: TaskItem, said: Said) -> None:
    """ "Đã xong phần này". Raises Refused, also for a piece that needs a file or was given before."""
    _check(session, actor, now, task, item)
    if item.kind is not ItemKind.TICK or actor.person is None:
        raise Refused(Reason.NOT_ACCEPTED, kinds=[item.kind])
    if item.id not in {each.id for each in unfilled(session, task)}:
        raise Refused(Reason.GONE)
    _give(session, actor, now, task, item, entered(actor.person, now, said))


def _check(session: Session, actor: Actor, now: datetime, task: Task, item: TaskItem) -> None:
    person = actor.person
    if person is None or item.task_id != task.id or not may_give(session, person, task, item, day_of(now)):
        raise Refused(Reason.NOT_YOURS)
    if task.state not in ACTIVE:
        raise Refused(Reason.WRONG_STATE, state=task.state)


def _give(
    session: Session, actor: Actor, now: datetime, task: Task, item: TaskItem, evidence: Evidence
) -> None:
    """Its reminders end, the checklist moves on, and everybody's card shows it."""
    evidence.task_id, evidence.item_id = task.id, item.id
    session.add(evidence)
    planned = select(Rung).where(
        Rung.task_id == task.id,
        Rung.ladder == Ladder.PIECE,
        Rung.item_id == item.id,
        Rung.state == RungState.PLANNED,
    )
    for rung in session.exec(planned).all():
        rung.state, rung.settled_at = RungState.SKIPPED, now
        session.add(rung)
    session.flush()
    keep_next_ping(session, task)
    submit_if_complete(session, task, now)
    record(
        session, agency_of(session, task), GIVE, actor, now, task, item=item.code, **facts_of_file(evidence)
    )
    refresh(session, task, now)
