"""What is said back to an officer who wrote, and what their head hears of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, Named, Obstacle, Rows, TaskFacts
from jobs.messages.gather import (
    head_hears,
    named_if_any,
    numbered,
    obstacle_facts,
    person_named,
    reader_of,
    task_facts,
    task_in,
)
from jobs.messages.moments import moments_for_snooze
from jobs.messages.morning import tasks_of
from jobs.messages.offers import (
    Offer,
    candidates,
    choices,
    numbers,
    on,
    onward,
    to_people,
)
from jobs.messages.questions import Ask, options, places
from models.changes.deciding import is_kept
from models.checklist import beside
from models.hearing import admin_asked_from
from models.kinds import Kind
from models.obstacles import obstacle_of, own_words
from models.rules.lifecycle import Change, State, allows
from models.rules.permissions import may
from models.rules.reading import Place
from models.tables import Confirmation, Notification, Person, Statement, StatementKind, Task

_MOST = 8


class TakenBack(StrEnum):
    """What can be taken back besides a statement."""

    CLAIM = "claim"
    FILES = "files"
    PASSED = "passed"


@dataclass(frozen=True, kw_only=True)
class Undone(Message):
    """What was taken back, each with its task; `again`: before, and nothing more now; `by`: who did, where that is
    somebody else."""

    what: tuple[tuple[TakenBack | StatementKind, TaskFacts], ...]
    again: bool = False
    by: Named | None = None


@dataclass(frozen=True, kw_only=True)
class Understood(Message):
    """What was understood of a reply, said back; `until` or `day` as read, `place` where the document lies."""

    task: TaskFacts
    kind: StatementKind
    until: datetime | None = None
    day: date | None = None
    place: Place | None = None
    head: Named | None = None
    words: str = ""
    # How many files are kept beside the task, and count for nothing.
    beside: int = 0
    # The moment that was named, where it is another one at which they are reminded.
    named_at: datetime | None = None
    # The reader only holds the document.
    by_holder: bool = False
    # A claim ended with it.
    denied: bool = False
    # There is a head who hears of it, and is not the reader.
    head_hears: bool = True


@dataclass(frozen=True, kw_only=True)
class Question(Message):
    """One question with buttons; `quote` is what the person wrote; `promises`: it asks for a day, not an hour."""

    ask: Ask
    quote: str = ""
    task: TaskFacts | None = None
    tasks: tuple[tuple[int, TaskFacts], ...] = ()
    promises: bool = False
    # Which of these documents went on.
    of_documents: bool = False
    # The moment that somebody named to be reminded at, which is too late for it.
    named_at: datetime | None = None
    # Something stands that was said before.
    recorded: bool = True
    head_hears: bool = True


@dataclass(frozen=True, kw_only=True)
class FromOfficer(Message):
    """To the head (an obstacle: the admin too): what the officer said, as a fact; what is in the way also in their
    words. `declined_by`: who would not take what was handed to them."""

    task: TaskFacts
    now: datetime
    officer: Named
    kind: StatementKind
    day: date | None = None
    declined_by: Named | None = None
    # What is in the way, and whether it still is.
    obstacle: Obstacle | None = None
    stuck: bool = False
    # They said that it is not so.
    taken_back: bool = False
    # From this day on the admin is asked whose it is; None where it is the reader who is.
    asked_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class PassedOn(Message):
    """To the officer, quietly: whoever held the document has passed it on to `place`; `back`: they said so by
    mistake, and it still lies there."""

    task: TaskFacts
    by: Named
    place: Place | None
    back: bool = False


@dataclass(frozen=True, kw_only=True)
class Reassigned(Message):
    """To the officer who said that a task was not theirs: whose it is by decision of `by`."""

    task: TaskFacts
    by: Named
    to: Named
    kept: bool


@composes(Kind.REASSIGNED)
def reassigned(session: Session, row: Notification, now: datetime) -> Reassigned:
    reader, task = reader_of(session, row), task_in(session, row)
    kept = row.facts["to"] == reader.id
    return Reassigned(
        choices=choices(Offer(session, reader, task, now)) if kept else (),
        loud=kept,
        task=task_facts(session, task, now),
        by=person_named(session, row.facts["by"]),
        to=person_named(session, row.facts["to"]),
        kept=kept,
    )


@composes(Kind.HEARD)
def understood(session: Session, row: Notification, now: datetime) -> Understood | None:
    statement = session.get(Statement, row.facts["statement"])
    if statement is None:
        return None
    task = session.get_one(Task, statement.task_id)
    kept = {each.id for each in beside(session, task)} & set(row.facts.get("beside", ()))
    counting = ((Choice(Do.COUNT_FILE, (row.id or 0,)),),) if kept else ()
    offer = Offer(session, reader_of(session, row), task, now)
    by_holder = statement.kind is StatementKind.OBSTACLE and not may(offer.standing, Change.SAY)
    return Understood(
        choices=counting + (_after_its_holder if by_holder else _after)(session, statement, task, now),
        task=task_facts(session, task, now),
        kind=statement.kind,
        until=statement.until,
        day=task.promised_on if statement.kind is StatementKind.PROMISE else None,
        place=task.place if statement.kind is StatementKind.PLACE else None,
        head=named_if_any(session, row.facts.get("head")),
        words=own_words(statement),
        beside=len(kept),
        named_at=datetime.fromisoformat(row.facts["named_at"]) if "named_at" in row.facts else None,
        by_holder=by_holder,
        denied=_denied_by(session, statement) and statement.taken_back_at is None,
        head_hears=head_hears(session, offer.reader, task, now),
    )


def _denied_by(session: Session, statement: Statement) -> bool:
    """Whether a claim of the task was taken back at the moment of this word."""
    ended = select(Confirmation.id).where(
        Confirmation.task_id == statement.task_id, Confirmation.taken_back_at == statement.processed_at
    )
    return session.exec(ended).first() is not None


def shift_facts(statement: Statement, named_at: datetime) -> dict[str, Any]:
    """Facts of what is said back: the moment that somebody named to be reminded at, where it is not that one."""
    is_shifted = statement.kind is StatementKind.SNOOZE and statement.until != named_at
    return {"named_at": named_at.isoformat()} if is_shifted else {}


@composes(Kind.UNDONE)
def undone(session: Session, row: Notification, now: datetime) -> Undone:
    reader, linked = reader_of(session, row), tasks_of(session, row)
    facts = {task.id: task_facts(session, task, now) for _, task in linked}
    return Undone(
        choices=choices(Offer(session, reader, linked[0][1], now))
        if len(linked) == 1
        else numbers((number, facts[task.id]) for number, task in linked),
        what=tuple((_taken_back(kind), facts[task_id]) for kind, task_id in row.facts["what"]),
        again=row.facts["again"],
        by=named_if_any(session, row.facts.get("by")),
    )


def _taken_back(kind: str) -> TakenBack | StatementKind:
    return TakenBack(kind) if kind in set(TakenBack) else StatementKind(kind)


@composes(Kind.QUESTION)
def question(session: Session, row: Notification, now: datetime) -> Question:
    ask, reader = Ask(row.facts["ask"]), reader_of(session, row)
    task = session.get(Task, row.facts["task"]) if row.facts.get("task") else None
    offered = [(number, session.get_one(Task, each)) for number, each in row.facts.get("offered", ())][:_MOST]
    return Question(
        choices=options(session, row, ask, reader, task, offered, now),
        ask=ask,
        quote=row.facts.get("words", ""),
        task=task_facts(session, task, now) if task else None,
        tasks=tuple(numbered(session, offered, now)),
        of_documents="of_documents" in row.facts,
        recorded=row.facts.get("recorded", True),
        head_hears=task is None or head_hears(session, reader, task, now),
        promises=task is not None and not moments_for_snooze(session, task, now),
        named_at=datetime.fromisoformat(row.facts["named_at"]) if "named_at" in row.facts else None,
    )


@composes(Kind.FROM_OFFICER)
def from_officer(session: Session, row: Notification, now: datetime) -> FromOfficer | None:
    """None where it was taken back before it could be told; of what was told it says so."""
    statement = session.get(Statement, row.facts["statement"])
    taken_back = statement is not None and statement.taken_back_at is not None
    if statement is None or (taken_back and row.sent_at is None):
        return None
    task = session.get_one(Task, statement.task_id)
    opening = (on(task, Do.CARD),)
    return FromOfficer(
        choices=opening if taken_back else _decisions(session, reader_of(session, row), task, statement),
        loud=statement.kind in (StatementKind.NOT_MINE, StatementKind.OBSTACLE),
        task=task_facts(session, task, now),
        now=now,
        officer=person_named(session, statement.person_id),
        kind=statement.kind,
        day=task.promised_on,
        declined_by=_declined_by(session, statement),
        obstacle=obstacle_facts(session, statement),
        stuck=obstacle_of(session, task) is not None,
        taken_back=taken_back,
        asked_from=admin_asked_from(session, task, reader_of(session, row)),
    )


@composes(Kind.PASSED_ON)
def passed_on(session: Session, row: Notification, now: datetime) -> PassedOn | None:
    """None where it was taken back before it could be told."""
    task = task_in(session, row)
    place = Place(row.facts["place"]) if row.facts["place"] else None
    if row.sent_at is None and task.place is not place:
        return None
    return PassedOn(
        choices=(on(task, Do.CARD),),
        task=task_facts(session, task, now),
        by=person_named(session, row.facts["by"]),
        place=place,
        back=row.facts.get("back", False),
    )


def _after(session: Session, statement: Statement, task: Task, now: datetime) -> Rows:
    """Under what was understood: the ways on, and the way back."""
    back = (Choice(Do.UNSAY, (statement.id or 0,)),)
    done = (Do.DONE,) if task.state is not State.CLAIMED else ()
    doing = on(task, *done, Do.FILE)
    if statement.taken_back_at is not None:
        return ()
    match statement.kind:
        case StatementKind.NOT_DONE:
            return (doing, on(task, Do.LATER, Do.STUCK), *_waits(task), back)
        case StatementKind.PLACE:
            return (*places(task), *_waits(task), back)
        case StatementKind.OBSTACLE:
            return (doing, *_waits(task), back)
        case StatementKind.SNOOZE | StatementKind.PROMISE:
            return (on(task, *(done or (Do.FILE,)), Do.LATER), back)
        case StatementKind.NOT_MINE:
            return (back,)
        case StatementKind.HAND_OVER:
            return ()
    return (doing, back)


def _after_its_holder(session: Session, statement: Statement, task: Task, now: datetime) -> Rows:
    """Under what the holder of a document said: the way on, and the way back."""
    if statement.taken_back_at is not None:
        return ()
    person = session.get_one(Person, statement.person_id)
    return (*onward(session, person, [(None, task)], now), (Choice(Do.UNSAY, (statement.id or 0,)),))


def _waits(task: Task) -> Rows:
    """That it waits for a superior is an obstacle with a way of its own."""
    return (on(task, Do.WAIT),) if allows(task.state, Change.ASK_WAIT, task.is_case) else ()


def _declined_by(session: Session, statement: Statement) -> Named | None:
    """Who refused what this statement handed to them."""
    if statement.kind is not StatementKind.HAND_OVER:
        return None
    following = session.exec(
        select(Statement)
        .where(
            Statement.task_id == statement.task_id,
            col(Statement.id) > statement.id,
            col(Statement.kind).in_((StatementKind.HAND_OVER, StatementKind.DECLINE)),
        )
        .order_by(col(Statement.id))
    ).first()
    if following is None or following.kind is not StatementKind.DECLINE:
        return None
    return person_named(session, following.person_id)


def _of_dispute(session: Session, reader: Person, task: Task, statement: Statement) -> Rows:
    able = candidates(session, task, reader.id)
    others = [each for each in able if each.id != statement.person_id]
    return (*to_people(Do.ASSIGN, others, task.id or 0), on(task, Do.TAKE), on(task, Do.KEEP_OFFICER))


def _decisions(session: Session, reader: Person, task: Task, statement: Statement) -> Rows:
    if statement.kind is StatementKind.NOT_MINE and task.disputed_at is not None:
        return _of_dispute(session, reader, task, statement)
    if statement.kind is StatementKind.PROMISE and task.promised_on is not None:
        days = (Do.LATER_DAY,) if is_kept(session, task) else (Do.LATER_DAY, Do.KEEP_DAY)
        return (on(task, *days), on(task, Do.CARD))
    if statement.kind is StatementKind.OBSTACLE and obstacle_of(session, task) is not None:
        return (on(task, Do.CLEARED, Do.CARD),)
    return (on(task, Do.CARD),)
