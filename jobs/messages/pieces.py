"""The piece of a task that a cooperating unit owes: its card, and its line in a morning's digest."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, ItemFacts, Message, PieceFacts, Rows, TaskFacts
from jobs.messages.gather import days_between, hears_of, item_facts, reader_of, task_facts
from jobs.messages.offers import Offer
from models.checklist import wanted
from models.kinds import Kind
from models.pieces import may_give, pieces_of
from models.rules.lifecycle import ACTIVE
from models.rules.zone import day_of
from models.tables import ItemKind, Notification, Person, Task, TaskItem


@dataclass(frozen=True, kw_only=True)
class PieceCard(Message):
    """What a cooperating unit owes to a task that others lead; nothing else is asked of the reader."""

    now: datetime
    task: TaskFacts
    piece: PieceFacts
    item: ItemFacts


@composes(Kind.PIECE)
def card(session: Session, row: Notification, now: datetime) -> PieceCard | None:
    """Moot while unsent once the piece was given, or is wanted no more."""
    item = session.get_one(TaskItem, row.facts["item"])
    task = session.get_one(Task, item.task_id)
    reader = reader_of(session, row)
    facts = piece_facts(session, task, item, now)
    wanted = not facts.given and task.state in ACTIVE
    if not wanted and not row.direct and row.sent_at is None:
        return None
    return PieceCard(
        choices=_choices(session, reader, task, item, now) if wanted else (),
        loud=wanted and item.due_on == day_of(now),
        now=now,
        task=task_facts(session, task, now),
        piece=facts,
        item=item_facts(session, task, item),
    )


def piece_facts(session: Session, task: Task, item: TaskItem, now: datetime) -> PieceFacts:
    owed = item_facts(session, task, item)
    due_on = item.due_on or task.due_on
    return PieceFacts(
        title=item.title,
        unit=owed.owed_by or "",
        due_on=due_on,
        left=days_between(session, task.agency_id, day_of(now), due_on),
        given=item.id not in {each.id for each in wanted(session, task)},
    )


def for_reader(session: Session, reader: Person, task: Task, now: datetime) -> PieceFacts | None:
    """The piece for which alone a task stands in somebody's digest; None where the task itself is theirs."""
    today = day_of(now)
    is_told = task.state in ACTIVE and hears_of(session, reader, task, today)
    if is_told or Offer(session, reader, task, now).is_theirs_to_do:
        return None
    found = [piece_facts(session, task, item, now) for item in pieces_of(session, reader, task, today)]
    return next((piece for piece in found if not piece.given), found[0] if found else None)


def _choices(session: Session, reader: Person, task: Task, item: TaskItem, now: datetime) -> Rows:
    if not may_give(session, reader, task, item, day_of(now)):
        return ()
    do = Do.PIECE_TICK if item.kind is ItemKind.TICK else Do.PIECE_FILE
    return ((Choice(do, (item.id or 0,)),),)
