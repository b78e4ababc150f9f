"""A deadline that moved, as values: to whoever it concerns, its correction, and who has not said that they know."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from jobs.messages.attachments import Attachment
from jobs.messages.composers import composes
from jobs.messages.facts import PER_SCREEN, Choice, Do, Message, Named, Rows, TaskFacts
from jobs.messages.gather import (
    days_between,
    due_as_told,
    named,
    numbered,
    person_named,
    reader_of,
    task_facts,
    unit_name,
)
from jobs.messages.morning import first_task, tasks_of
from jobs.messages.offers import Offer, in_rows, numbers, on
from models.kinds import Kind
from models.moves import Move, asked_of, move_of, tasks_moved
from models.rules.due_day import DueDay, due_of
from models.rules.lifecycle import ACTIVE, Change
from models.rules.zone import day_of
from models.tables import Acknowledgement, Adjustment, Decision, Notification, Person, Task

_IN_A_ROW = 3


@dataclass(frozen=True)
class BasisFacts:
    """Why a deadline moved, as far as it is still kept."""

    words: str = ""
    document_number: str = ""
    document_on: date | None = None
    letter: bool = False


@dataclass(frozen=True)
class MovedTask:
    """One task of a move; `left`: working days to its new day; `stands`: it is due then still."""

    number: int
    task: TaskFacts
    move: Move
    left: int
    stands: bool = True


@dataclass(frozen=True, kw_only=True)
class Moved(Message):
    """To whoever it concerns: by when these tasks are due now. `seen_at`: when the reader said that they know;
    `taken_back`: all is due as before; `next_at`: when a single task is next reminded of."""

    tasks: tuple[MovedTask, ...]
    by: Named
    basis: BasisFacts
    more: int = 0
    seen_at: datetime | None = None
    taken_back: bool = False
    next_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class MovedBack(Message):
    """The one correction: these tasks are due again as before the move."""

    tasks: tuple[MovedTask, ...]
    by: Named
    more: int = 0


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked to say that they know; `seen_at` once they have."""

    person: Named
    unit: str
    phone: str
    seen_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Silent(Message):
    """To who moved it: who did not say within a working hour that they know; they are to be phoned. `count`: how
    many tasks moved."""

    tasks: tuple[MovedTask, ...]
    count: int
    asked: tuple[Asked, ...]
    more: int = 0
    taken_back: bool = False


@dataclass(frozen=True, kw_only=True)
class Letter(Message):
    """The letter itself."""

    document_number: str
    document_on: date | None = None


@composes(Kind.MOVED)
def moved(session: Session, row: Notification, now: datetime) -> Moved | None:
    """Moot when it was taken back before it could be sent."""
    if "decision" in row.facts:
        return _extended(session, row, now)
    adjustment = session.get_one(Adjustment, row.facts["adjustment"])
    if adjustment.taken_back_at is not None and row.sent_at is None:
        return None
    reader = reader_of(session, row)
    asked = asked_of(session, adjustment, reader)
    linked = tasks_of(session, row)
    tasks = _moved_tasks(session, adjustment, linked, now)
    stand = adjustment.taken_back_at is None and any(each.stands for each in tasks)
    asks = stand and asked is not None and asked.acknowledged_at is None
    return Moved(
        choices=_choices(session, reader, adjustment, linked, now, asks),
        loud=asked is not None,
        tasks=tasks,
        more=len(linked) - len(tasks),
        by=person_named(session, adjustment.person_id),
        basis=basis_facts(adjustment),
        seen_at=asked.acknowledged_at if asked else None,
        taken_back=adjustment.taken_back_at is not None,
        next_at=_next_at(linked) if stand else None,
    )


@composes(Kind.MOVED_BACK)
def moved_back(session: Session, row: Notification, now: datetime) -> MovedBack:
    """Loud where the reader has less time again."""
    adjustment = session.get_one(Adjustment, row.facts["adjustment"])
    linked = tasks_of(session, row)
    tasks, reader = _moved_tasks(session, adjustment, linked, now), reader_of(session, row)
    facts = [(each.number, each.task) for each in tasks]
    one = (_open(Offer(session, reader, linked[0][1], now)),) if len(linked) == 1 else ()
    return MovedBack(
        choices=one or numbers(facts),
        loud=not all(each.move.earlier for each in tasks),
        tasks=tasks,
        more=len(linked) - len(tasks),
        by=person_named(session, adjustment.taken_back_by_id),
    )


@composes(Kind.SILENT)
def silent(session: Session, row: Notification, now: datetime) -> Silent | None:
    """Moot while unsent once everybody has said so, or it was taken back."""
    adjustment = session.get_one(Adjustment, row.facts["adjustment"])
    listed = session.exec(
        select(Acknowledgement)
        .where(Acknowledgement.adjustment_id == adjustment.id, col(Acknowledgement.listed_at).is_not(None))
        .order_by(col(Acknowledgement.acknowledged_at).is_not(None), col(Acknowledgement.id))
    ).all()
    if row.sent_at is None:
        listed = [each for each in listed if each.acknowledged_at is None]
    if not listed or (row.sent_at is None and adjustment.taken_back_at is not None):
        return None
    people = [_asked(session, each) for each in listed[:PER_SCREEN]]
    tasks = list(enumerate(tasks_moved(session, adjustment), start=1))
    return Silent(
        loud=True,
        tasks=_moved_tasks(session, adjustment, tasks, now),
        count=len(tasks),
        asked=tuple(people),
        more=len(listed) - len(people),
        taken_back=adjustment.taken_back_at is not None,
    )


@composes(Kind.LETTER)
def letter(session: Session, row: Notification, now: datetime) -> Letter:
    """Called by a name of our own: a file's own may hold a citizen's."""
    adjustment = session.get_one(Adjustment, row.facts["adjustment"])
    return Letter(
        attachment=Attachment(adjustment.letter_sha256, adjustment.letter_type, f"van-ban-{adjustment.id}"),
        document_number=adjustment.document_number,
        document_on=adjustment.document_on,
    )


def basis_facts(adjustment: Adjustment) -> BasisFacts:
    return BasisFacts(
        words=adjustment.words or "",
        document_number=adjustment.document_number,
        document_on=adjustment.document_on,
        letter=bool(adjustment.letter_sha256),
    )


def _moved_tasks(
    session: Session, adjustment: Adjustment, linked: list[tuple[int, Task]], now: datetime
) -> tuple[MovedTask, ...]:
    return tuple(
        _moved_task(session, number, task, move_of(adjustment, task), now)
        for number, task in linked[:PER_SCREEN]
    )


def _moved_task(session: Session, number: int, task: Task, move: Move, now: datetime) -> MovedTask:
    return MovedTask(
        number=number,
        task=task_facts(session, task, now),
        move=move,
        left=days_between(session, task.agency_id, day_of(now), move.new.on),
        stands=due_as_told(task) == move.new,
    )


def _choices(
    session: Session,
    reader: Person,
    adjustment: Adjustment,
    linked: list[tuple[int, Task]],
    now: datetime,
    asks: bool,
) -> Rows:
    """To say that one knows, or of each that it will be hard; to see the letter; to open what it is about."""
    only = Offer(session, reader, linked[0][1], now) if len(linked) == 1 else None
    saying = _saying(adjustment, only) if asks else ()
    seeing = (Choice(Do.LETTER, (adjustment.id or 0,)),) if adjustment.letter_sha256 else ()
    if only is not None:
        rows: Rows = (saying, seeing + _open(only))
    else:
        hard = _hard(session, reader, linked[:PER_SCREEN], now) if asks else ()
        rows = (saying, *hard, *numbers(numbered(session, linked[:PER_SCREEN], now)), seeing)
    return tuple(row for row in rows if row)


def _hard(session: Session, reader: Person, linked: list[tuple[int, Task]], now: datetime) -> Rows:
    """Of each of several that the reader is to do: that it will be hard."""
    able = [
        Choice(Do.STUCK, (task.id or 0,), number)
        for number, task in linked
        if Offer(session, reader, task, now).can(Change.SAY)
    ]
    return in_rows(able, _IN_A_ROW)


def _saying(adjustment: Adjustment, only: Offer | None) -> tuple[Choice, ...]:
    hard = only.of(Do.STUCK) if only is not None and only.can(Change.SAY) else ()
    return (Choice(Do.SEEN_CHANGE, (adjustment.id or 0,)), *hard)


def _open(offer: Offer) -> tuple[Choice, ...]:
    """The task's details; to who only owes a piece of it, that piece."""
    return offer.of(Do.DETAILS if offer.standing else Do.CARD)


def _next_at(linked: list[tuple[int, Task]]) -> datetime | None:
    task = linked[0][1]
    return task.next_ping_at if len(linked) == 1 and task.state in ACTIVE else None


def _asked(session: Session, asked: Acknowledgement) -> Asked:
    person = session.get_one(Person, asked.person_id)
    return Asked(named(person), unit_name(session, person), person.phone, asked.acknowledged_at)


def _extended(session: Session, row: Notification, now: datetime) -> Moved:
    """As heads put days off before there were adjustments."""
    task = first_task(session, row)
    decision = session.get_one(Decision, row.facts["decision"])
    move = Move(DueDay(date.fromisoformat(row.facts["old_due_on"])), due_of(task), earlier=False)
    return Moved(
        choices=(on(task, Do.DETAILS),),
        tasks=(_moved_task(session, 1, task, move, now),),
        by=person_named(session, decision.person_id),
        basis=BasisFacts(decision.words or ""),
        next_at=_next_at([(1, task)]),
    )
