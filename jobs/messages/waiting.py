"""Waiting for a superior: what the head is asked, what was said and decided, and the answer when it comes."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, Named, Rows, TaskFacts
from jobs.messages.gather import person_named, reader_of, task_facts, task_in
from jobs.messages.offers import Offer, choices, on
from models.changes.waiting import Request, request_stands
from models.kinds import Kind
from models.rules.lifecycle import State
from models.rules.zone import day_of
from models.tables import Notification, Statement, Task


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
class AnswerCame(Message):
    """It goes on, until `fix_by`; `by` None: the reader has said so."""

    task: TaskFacts
    superior: str
    fix_by: date
    by: Named | None = None


@composes(Kind.WAIT_ASKED)
def asked(session: Session, row: Notification, now: datetime) -> WaitAsked | None:
    """Moot when it was taken back before it could be sent."""
    stands = request_stands(session, row)
    if stands is Request.GONE and row.sent_at is None:
        return None
    statement = session.get_one(Statement, row.facts["statement"])
    task = session.get_one(Task, statement.task_id)
    return WaitAsked(
        choices=_decisions(row, task) if stands is Request.PENDING else (on(task, Do.DETAILS),),
        loud=True,
        task=task_facts(session, task, now),
        officer=person_named(session, statement.person_id),
        superior=row.facts["superior"],
        document=row.facts["document"],
        stands=stands,
    )


@composes(Kind.WAIT_SAID)
def said(session: Session, row: Notification, now: datetime) -> WaitSaid:
    request = session.get_one(Notification, row.facts["request"])
    stands, statement = request_stands(session, request), request.facts["statement"]
    task = task_in(session, row)
    return WaitSaid(
        choices=((Choice(Do.UNSAY, (statement,)),),)
        if stands is Request.PENDING
        else (on(task, Do.DETAILS),),
        task=task_facts(session, task, now),
        head=person_named(session, request.person_id),
        superior=request.facts["superior"],
        document=request.facts["document"],
        stands=stands,
    )


@composes(Kind.WAIT_DECIDED)
def decided(session: Session, row: Notification, now: datetime) -> WaitDecided:
    request = session.get_one(Notification, row.facts["request"])
    task = session.get_one(Task, session.get_one(Statement, request.facts["statement"]).task_id)
    asks_at = task.next_ping_at if task.state is State.WAITING else None
    return WaitDecided(
        choices=choices(Offer(session, reader_of(session, row), task, now)),
        task=task_facts(session, task, now),
        by=person_named(session, row.facts["by"]),
        confirmed=request_stands(session, request) is Request.CONFIRMED,
        superior=request.facts["superior"],
        reason=row.facts["reason"],
        next_on=day_of(asks_at) if asks_at else None,
    )


@composes(Kind.ANSWER_CAME)
def answer_came(session: Session, row: Notification, now: datetime) -> AnswerCame:
    task = task_in(session, row)
    return AnswerCame(
        choices=(on(task, Do.DETAILS),),
        task=task_facts(session, task, now),
        superior=row.facts["superior"],
        fix_by=date.fromisoformat(row.facts["fix_by"]),
        by=person_named(session, row.facts["by"]) if row.facts["by"] != row.person_id else None,
    )


def _decisions(row: Notification, task: Task) -> Rows:
    key = (row.id or 0,)
    return (
        (Choice(Do.WAIT_OK, key), Choice(Do.WAIT_NO, key)),
        (Choice(Do.WAIT_WHY, key),),
        on(task, Do.DETAILS),
    )
