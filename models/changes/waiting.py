"""Waiting for a superior: the officer asks, the head confirms or declines, the answer ends it
(docs/design.md, Rules).

A request is the officer's statement, and the message in which the head is asked: that row holds for whom and by
which document, and what was decided.
"""

from datetime import date, time
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act, Actor, acting
from models.changes.common import check, enter, in_place_of, record_and_refresh, tell_of
from models.changes.confirming import Said, on_behalf
from models.changes.deciding import facts_of_decision, keep_decision
from models.changes.open_task import lay_waiting_ladder
from models.changes.reviewing import set_fix_by
from models.changes.saying import say
from models.kinds import Kind
from models.ledger import digest, record
from models.people import addressee, heads_of, holding, reached, why_not
from models.refused import Reason, Refused
from models.rules.lifecycle import Change, State
from models.rules.zone import at
from models.tables import (
    DecisionKind,
    LedgerEntry,
    Notification,
    NotificationTask,
    OutboxState,
    Person,
    Role,
    Statement,
    StatementKind,
    Task,
)
from models.waits import spelled, wait_of

_LONGEST = 120


class Request(StrEnum):
    """Where a request stands. `GONE`: taken back, replaced by a newer one, or the task has moved on."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    GONE = "gone"


def ask_to_wait(act: Act, task: Task, said: Said, superior: str, document: str) -> Notification:
    """The officer says for whom it waits and by which document ("": none yet); whoever heads the unit is asked
    to confirm. Nothing else changes until then; a newer request replaces an older one.

    Raises Refused, also where there is nobody to ask.
    """
    check(act, task, Change.ASK_WAIT)
    superior, document = _one_line(superior), _one_line(document)
    if not superior:
        raise Refused(Reason.NO_REASON)
    head = who_confirms(act.session, task, act.actor, act.today)
    if head is None:
        raise Refused(Reason.NOBODY_TO_ASK)
    _replace_older(act.session, task)
    statement = say(act, task, said, StatementKind.OBSTACLE, change=Change.ASK_WAIT)
    key = f"{Kind.WAIT_ASKED}/{statement.id}"
    facts = {"statement": statement.id, "superior": superior, "document": document}
    row = tell_of(act, task, Kind.WAIT_ASKED, key, head, **facts)
    assert row is not None
    return row


def who_confirms(session: Session, task: Task, actor: Actor, today: date) -> Person | None:
    """The head of the unit or who stands in; else, and for a head's own task, an admin. Never the asker."""
    heads = reached(session, heads_of(session, task), today)
    admins = holding(session, task.agency_id, Role.ADMIN)
    able = heads + [each for each in admins if why_not(session, each, today) is None]
    asker = actor.person.id if actor.person else None
    return next((each for each in able if each.id != asker), None)


def ask_another(act: Act, request: Notification) -> None:
    """The one who was asked cannot be reached: the same request goes to who confirms instead, if anybody does."""
    asker = acting(_asker(act.session, request))
    other = who_confirms(act.session, task_of(act.session, request), asker, act.today)
    if other is not None and other.id != request.person_id:
        request.person_id, request.state = other.id, OutboxState.WAITING
        act.session.add(request)


def request_stands(session: Session, request: Notification) -> Request:
    if decided := request.facts.get("decided"):
        return Request(decided)
    taken_back_at, state = _statement(session, request).taken_back_at, task_of(session, request).state
    alive = taken_back_at is None and state in (State.OPEN, State.CLAIMED)
    return Request.PENDING if alive else Request.GONE


def confirm_wait(act: Act, request: Notification) -> Task:
    """The head confirms: it waits from today on; the officer hears of it. Raises Refused."""
    task = task_of(act.session, request)
    check(act, task, Change.WAIT)
    _decide(act, request, task, Request.CONFIRMED)
    wait(act, task, request.facts["superior"], request.facts["document"])
    return task


def decline_wait(act: Act, request: Notification, reason: str = "") -> Task:
    """The head declines: it goes on as before; the officer hears of it, with the reason. Raises Refused."""
    task, reason = task_of(act.session, request), _one_line(reason)
    check(act, task, Change.WAIT)
    _decide(act, request, task, Request.DECLINED, reason)
    record_and_refresh(
        act,
        Change.DECLINE_WAIT,
        task,
        statement=request.facts["statement"],
        reason_sha256=digest(reason),
        **in_place_of(act, task, Role.HEAD, task.unit_id),
    )
    return task


def wait(act: Act, task: Task, superior: str, document: str) -> None:
    """It waits for a superior, since an outgoing document: no ladder, asked once a month. Raises Refused."""
    check(act, task, Change.WAIT)
    if not superior.strip():
        raise Refused(Reason.NO_REASON)
    task.waiting_for = spelled(superior.strip(), document.strip())
    decision = keep_decision(act, task, DecisionKind.WAIT, task.waiting_for)
    lay_waiting_ladder(act, task)
    enter(act, task, State.WAITING)
    record_and_refresh(
        act,
        Change.WAIT,
        task,
        **facts_of_decision(decision),
        **in_place_of(act, task, Role.HEAD, task.unit_id),
    )


def answer(act: Act, task: Task, fix_by: date) -> None:
    """The superior's answer came: open again, to be finished by a new day, which is neither before the due day
    nor today. Whoever of the officer and the head has not said it is told. Raises Refused.
    """
    check(act, task, Change.ANSWER)
    if fix_by <= act.today or fix_by < task.due_on:
        raise Refused(Reason.NOT_LATER)
    waited = wait_of(act.session, task)
    task.waiting_for = ""
    set_fix_by(act, task, fix_by)
    enter(act, task, State.OPEN)
    facts = {"fix_by": task.fix_by} | _behalf(act, task)
    entry = record_and_refresh(act, Change.ANSWER, task, **facts)
    for person in _others(act, task):
        tell_of(
            act,
            task,
            Kind.ANSWER_CAME,
            f"{Kind.ANSWER_CAME}/{task.id}/{entry.seq}/{person.code}",
            person,
            task=task.id,
            superior=waited.superior if waited else "",
            fix_by=fix_by.isoformat(),
            by=act.me.id,
        )


def _others(act: Act, task: Task) -> list[Person]:
    """The officer and the head, but not who acts."""
    to = addressee(act.session, task, act.today)
    people = [to.person] if to else []
    people += reached(act.session, heads_of(act.session, task), act.today)
    told = {each.id: each for each in people if each.id != act.me.id}
    return list(told.values())


def still_waiting(act: Act, task: Task) -> None:
    """No answer yet: on record, once a day, and nothing else. Raises Refused."""
    check(act, task, Change.ANSWER)
    noted = select(LedgerEntry.id).where(
        LedgerEntry.agency_id == task.agency_id,
        col(LedgerEntry.task_id) == task.id,
        LedgerEntry.change == Change.STILL_WAITING,
        col(LedgerEntry.at) >= at(act.today, time()),
    )
    if act.session.exec(noted).first() is not None:
        raise Refused(Reason.GONE)
    record(act, Change.STILL_WAITING, task, **_behalf(act, task))


def _decide(act: Act, request: Notification, task: Task, decided: Request, reason: str = "") -> None:
    """Marks the request and tells who asked. Raises Refused where there is nothing left to decide."""
    if request_stands(act.session, request) is not Request.PENDING:
        raise Refused(Reason.GONE)
    request.facts = request.facts | {"decided": decided}
    act.session.add(request)
    for person in reached(act.session, [_asker(act.session, request)], act.today):
        key = f"wait_decided/{request.facts['statement']}/{person.code}"
        facts = {"request": request.id, "by": act.me.id, "reason": reason}
        tell_of(act, task, Kind.WAIT_DECIDED, key, person, **facts)


def _replace_older(session: Session, task: Task) -> None:
    rows = session.exec(
        select(Notification)
        .join(NotificationTask, col(NotificationTask.notification_id) == Notification.id)
        .where(
            Notification.kind == Kind.WAIT_ASKED,
            NotificationTask.task_id == task.id,
            col(Notification.edits).is_(None),
        )
    )
    for row in rows.all():
        if request_stands(session, row) is Request.PENDING:
            row.facts = row.facts | {"decided": Request.GONE}
            session.add(row)


def task_of(session: Session, request: Notification) -> Task:
    return session.get_one(Task, _statement(session, request).task_id)


def _asker(session: Session, request: Notification) -> Person:
    return session.get_one(Person, _statement(session, request).person_id)


def _statement(session: Session, request: Notification) -> Statement:
    return session.get_one(Statement, request.facts["statement"])


def _behalf(act: Act, task: Task) -> dict[str, Any]:
    """Whom somebody acts for: an absent head, or the officer."""
    as_head = in_place_of(act, task, Role.HEAD, task.unit_id)
    return as_head or on_behalf(act, task)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
