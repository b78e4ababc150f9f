"""Waiting for a superior: the officer's questions, the head's, what was decided, and the answer when it comes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session

from jobs.messages.answers import offered_days
from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, Named, Rows, TaskFacts
from jobs.messages.gather import choices, named, task_facts
from models.changes.waiting import Request, request_stands
from models.kinds import Kind
from models.rules.lifecycle import State
from models.rules.zone import day_of
from models.tables import Notification, Person, Statement, Task

OTHER, WRITE, NONE_YET = "other", "write", "none"


class Superior(StrEnum):
    """Those who are waited for most; any other is written."""

    HOME_AFFAIRS = "so_noi_vu"
    PROVINCE = "ubnd_tinh"


class Step(StrEnum):
    """What is asked: a button to press, or (`WRITTEN`) a reply to write."""

    SUPERIOR = "superior"
    SUPERIOR_WORDS = "superior_words"
    DOCUMENT = "document"
    DOCUMENT_WORDS = "document_words"
    REASON = "reason"


WRITTEN = frozenset({Step.SUPERIOR_WORDS, Step.DOCUMENT_WORDS, Step.REASON})


@dataclass(frozen=True, kw_only=True)
class WaitQuestion(Message):
    """One step of the form, or the head's reason to decline, which goes to `officer` as it is written."""

    task: TaskFacts
    step: Step
    superior: str = ""
    officer: Named | None = None


@dataclass(frozen=True, kw_only=True)
class WaitAsked(Message):
    """To the head: does it wait? `document` is "" where nothing in writing has gone out."""

    task: TaskFacts
    officer: Named
    superior: str
    document: str
    stands: Request


@dataclass(frozen=True, kw_only=True)
class WaitSaid(Message):
    """To the officer: what was understood, and that `head` is asked."""

    task: TaskFacts
    head: Named
    superior: str
    document: str
    stands: Request


@dataclass(frozen=True, kw_only=True)
class WaitDecided(Message):
    """To the officer: `by` confirmed or declined; `next_on` is when it will be asked about."""

    task: TaskFacts
    by: Named
    confirmed: bool
    superior: str
    reason: str = ""
    next_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AskAnswerDay(Message):
    """The answer came: by when will it be done? `read`: the day as read from a reply; `unclear`: none was."""

    task: TaskFacts
    superior: str
    read: date | None = None
    unclear: bool = False


@dataclass(frozen=True, kw_only=True)
class AnswerCame(Message):
    """It goes on, until `fix_by`; `by` None: the reader has said so."""

    task: TaskFacts
    superior: str
    fix_by: date
    by: Named | None = None


@composes(Kind.WAIT_QUESTION)
def question(session: Session, row: Notification, now: datetime) -> WaitQuestion:
    step = Step(row.facts["step"])
    facts = task_facts(session, _task(session, row), now)
    return WaitQuestion(
        reader=_reader(session, row),
        choices=() if step in WRITTEN else (*_picks(row, step), (Choice(Do.DISMISS),)),
        task=facts,
        step=step,
        superior=row.facts.get("superior", ""),
        officer=facts.officer,
    )


@composes(Kind.WAIT_ASKED)
def asked(session: Session, row: Notification, now: datetime) -> WaitAsked | None:
    """Moot when it was taken back before it could be sent."""
    stands = request_stands(session, row)
    if stands is Request.GONE and row.sent_at is None:
        return None
    statement = session.get_one(Statement, row.facts["statement"])
    task = session.get_one(Task, statement.task_id)
    return WaitAsked(
        reader=_reader(session, row),
        choices=_decisions(row, task) if stands is Request.PENDING else _open(task),
        loud=True,
        task=task_facts(session, task, now),
        officer=_named(session, statement.person_id),
        superior=row.facts["superior"],
        document=row.facts["document"],
        stands=stands,
    )


@composes(Kind.WAIT_SAID)
def said(session: Session, row: Notification, now: datetime) -> WaitSaid:
    request = session.get_one(Notification, row.facts["request"])
    stands, statement = request_stands(session, request), request.facts["statement"]
    task = _task(session, row)
    return WaitSaid(
        reader=_reader(session, row),
        choices=((Choice(Do.UNSAY, (statement,)),),) if stands is Request.PENDING else _open(task),
        task=task_facts(session, task, now),
        head=_named(session, request.person_id),
        superior=request.facts["superior"],
        document=request.facts["document"],
        stands=stands,
    )


@composes(Kind.WAIT_DECIDED)
def decided(session: Session, row: Notification, now: datetime) -> WaitDecided:
    request = session.get_one(Notification, row.facts["request"])
    task = session.get_one(Task, session.get_one(Statement, request.facts["statement"]).task_id)
    reader = session.get_one(Person, row.person_id)
    asks_at = task.next_ping_at if task.state is State.WAITING else None
    return WaitDecided(
        reader=named(reader),
        choices=choices(session, reader, task, now),
        task=task_facts(session, task, now),
        by=_named(session, row.facts["by"]),
        confirmed=request_stands(session, request) is Request.CONFIRMED,
        superior=request.facts["superior"],
        reason=row.facts["reason"],
        next_on=day_of(asks_at) if asks_at else None,
    )


@composes(Kind.ANSWER_DAY)
def answer_day(session: Session, row: Notification, now: datetime) -> AskAnswerDay | None:
    """None once it waits no more."""
    task = _task(session, row)
    facts = task_facts(session, task, now)
    if facts.waiting is None:
        return None
    read = date.fromisoformat(row.facts["read"]) if row.facts.get("read") else None
    days = answer_days(session, task, now, read)
    return AskAnswerDay(
        reader=_reader(session, row),
        choices=(
            *((Choice(Do.ANSWER_BY, (task.id or 0, day)),) for day in days),
            (Choice(Do.DISMISS),),
        ),
        task=facts,
        superior=facts.waiting.superior,
        read=read,
        unclear=row.facts.get("unclear", False),
    )


def answer_days(session: Session, task: Task, now: datetime, read: date | None = None) -> list[date]:
    """The due day while it is still to come, and the days that are always offered; what was read comes first."""
    days = sorted({task.due_on, *offered_days(session, task.agency_id, day_of(now))})
    fitting = [day for day in days if day > day_of(now) and day >= task.due_on]
    return [read, *(day for day in fitting if day != read)] if read else fitting


@composes(Kind.ANSWER_CAME)
def answer_came(session: Session, row: Notification, now: datetime) -> AnswerCame:
    task = _task(session, row)
    return AnswerCame(
        reader=_reader(session, row),
        choices=_open(task),
        task=task_facts(session, task, now),
        superior=row.facts["superior"],
        fix_by=date.fromisoformat(row.facts["fix_by"]),
        by=_named(session, row.facts["by"]) if row.facts["by"] != row.person_id else None,
    )


def _picks(row: Notification, step: Step) -> Rows:
    row_id = row.id or 0
    if step is Step.DOCUMENT:
        return ((Choice(Do.WAIT_FOR, (row_id, WRITE)), Choice(Do.WAIT_FOR, (row_id, NONE_YET))),)
    known = tuple(Choice(Do.WAIT_FOR, (row_id, each)) for each in Superior)
    return (known, (Choice(Do.WAIT_FOR, (row_id, OTHER)),))


def _decisions(row: Notification, task: Task) -> Rows:
    key = (row.id or 0,)
    return (
        (Choice(Do.WAIT_OK, key), Choice(Do.WAIT_NO, key)),
        (Choice(Do.WAIT_WHY, key),),
        (Choice(Do.DETAILS, (task.id or 0,)),),
    )


def _open(task: Task) -> Rows:
    return ((Choice(Do.DETAILS, (task.id or 0,)),),)


def _task(session: Session, row: Notification) -> Task:
    return session.get_one(Task, row.facts["task"])


def _reader(session: Session, row: Notification) -> Named | None:
    return named(session.get_one(Person, row.person_id))


def _named(session: Session, person_id: int | None) -> Named:
    person = session.get_one(Person, person_id)
    return Named(person.full_name, person.address)
