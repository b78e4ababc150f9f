"""A cooperating unit gives the piece that it owes, with a file or a tick; then it hears no more of it."""

from sqlmodel import select

from models.actor import Act
from models.changes.common import keep_next_ping, record_and_refresh
from models.changes.confirming import Said
from models.changes.evidence import entered, submit_if_complete
from models.changes.filing import ReceivedFile, facts_of_file, new_evidence
from models.changes.inspecting import inspect
from models.changes.keeping_private import received_privately
from models.checklist import ACCEPTS, unfilled
from models.pieces import may_give
from models.refused import Reason, Refused
from models.rules.lifecycle import ACTIVE, Change
from models.tables import Evidence, ItemKind, Ladder, Rung, RungState, Task, TaskItem


def give_file(act: Act, task: Task, item: TaskItem, file: ReceivedFile, said: Said) -> Evidence:
    """A file of a piece; a further one is kept beside it. What is found of it is for the reviewer: it holds back
    nothing that is another unit's. Raises Refused."""
    _check(act, task, item)
    if file.media_type not in ACCEPTS.get(item.kind, frozenset()):
        raise Refused(Reason.NOT_ACCEPTED, kinds=[item.kind])
    evidence = new_evidence(act, file, said)
    received_privately(act, task, evidence, said)
    inspect(act, task, item, evidence)
    _give(act, task, item, evidence)
    return evidence


def tick(act: Act, task: Task, item: TaskItem, said: Said) -> None:
    """ "Đã xong phần này". Raises Refused, also for a piece that needs a file or was given before."""
    _check(act, task, item)
    if item.kind is not ItemKind.TICK:
        raise Refused(Reason.NOT_ACCEPTED, kinds=[item.kind])
    if item.id not in {each.id for each in unfilled(act.session, task)}:
        raise Refused(Reason.GONE)
    _give(act, task, item, entered(act, said))


def _check(act: Act, task: Task, item: TaskItem) -> None:
    if item.task_id != task.id or not may_give(act.session, act.me, task, item, act.today):
        raise Refused(Reason.NOT_YOURS)
    if task.state not in ACTIVE:
        raise Refused(Reason.WRONG_STATE, state=task.state)


def _give(act: Act, task: Task, item: TaskItem, evidence: Evidence) -> None:
    """Its reminders end once it wants no more, the checklist moves on, and everybody's card shows it."""
    evidence.task_id, evidence.item_id = task.id, item.id
    act.write(evidence)
    if item not in unfilled(act.session, task):
        _end_reminders(act, item)
    keep_next_ping(act, task)
    submit_if_complete(act, task)
    record_and_refresh(act, Change.GIVE_PIECE, task, item=item.code, **facts_of_file(evidence))


def _end_reminders(act: Act, item: TaskItem) -> None:
    planned = select(Rung).where(
        Rung.task_id == item.task_id,
        Rung.ladder == Ladder.PIECE,
        Rung.item_id == item.id,
        Rung.state == RungState.PLANNED,
    )
    for rung in act.session.exec(planned).all():
        rung.state, rung.settled_at = RungState.SKIPPED, act.now
        act.write(rung)
