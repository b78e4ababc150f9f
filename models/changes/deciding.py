"""What heads and admins decide: a later day, a waiver."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act
from models.changes.adjusting import Basis
from models.changes.common import ask_for_edits, check, enter, record_and_refresh, tell_decided
from models.changes.moving import move
from models.kinds import Kind
from models.ledger import digest
from models.private import words_kept
from models.refused import Reason, Refused
from models.rules.due_day import due_of
from models.rules.lifecycle import Change, State
from models.tables import Decision, DecisionKind, LedgerEntry, Notification, SentMessage, Task


def extend(act: Act, task: Task, due_on: date, reason: str) -> None:
    """Moves the due day later with a reason, as `move` does. Raises Refused."""
    check(act, task, Change.EXTEND)
    if due_on <= max(act.today, due_of(task).on):
        raise Refused(Reason.NOT_LATER)
    move(act, [task], due_on, task.due_hour, Basis(reason), at_once=False)


def keep(act: Act, task: Task) -> None:
    """The head lets the day stand in spite of a promise; the officer hears of it once. Raises Refused."""
    check(act, task, Change.EXTEND)
    if task.promised_on is None or is_kept(act.session, task):
        raise Refused(Reason.GONE)
    decision = keep_decision(act, task, DecisionKind.KEEP)
    facts = {"promised_on": task.promised_on} | facts_of_decision(decision)
    record_and_refresh(act, Change.KEEP, task, **facts)
    _tell_officer(act, task, decision, f"kept/{task.id}/{task.promised_on}")


def is_kept(session: Session, task: Task) -> bool:
    """Whether the day was let stand since the last promise or extension."""
    last = session.exec(
        select(LedgerEntry.change)
        .where(
            col(LedgerEntry.task_id) == task.id,
            col(LedgerEntry.change).in_((Change.KEEP, Change.PROMISE, Change.EXTEND)),
        )
        .order_by(col(LedgerEntry.id).desc())
    ).first()
    return last == Change.KEEP


def waive(act: Act, task: Task, reason: str, *, tells: bool = True) -> None:
    """It is not needed this time, for a reason; can be taken back. Its officer is told, unless they never heard of
    it (`tells`). Raises Refused."""
    check(act, task, Change.WAIVE)
    withdraw(act, task, reason, tells=tells)


def withdraw(act: Act, task: Task, reason: str, *, tells: bool = True) -> None:
    """The same of what was opened by a change that is taken back: the caller has checked who may, and that nothing
    came of it. Raises Refused."""
    if not reason.strip():
        raise Refused(Reason.NO_REASON)
    decision = keep_decision(act, task, DecisionKind.WAIVE, reason)
    task.state_before = task.state
    enter(act, task, State.WAIVED)
    record_and_refresh(act, Change.WAIVE, task, **facts_of_decision(decision))
    if tells:
        _tell_officer(act, task, decision, _waived_key(decision))


def unwaive(act: Act, task: Task) -> None:
    """Takes a waiver back: the task is again what it was before. Raises Refused."""
    check(act, task, Change.UNWAIVE)
    before, task.state_before = task.state_before or State.TO_SETTLE, None
    enter(act, task, before)
    record_and_refresh(act, Change.UNWAIVE, task)
    _tell_that_it_is_needed(act, task)


def _tell_that_it_is_needed(act: Act, task: Task) -> None:
    """Whoever was told that it was not needed; what they were told says so no more."""
    waiver = act.session.exec(
        select(Decision)
        .where(Decision.task_id == task.id, Decision.kind == DecisionKind.WAIVE)
        .order_by(col(Decision.id).desc())
    ).first()
    if waiver is None:
        return
    told = act.session.exec(
        select(SentMessage, Notification)
        .join(Notification, col(Notification.id) == SentMessage.notification_id)
        .where(
            Notification.agency_id == task.agency_id,
            Notification.key == _waived_key(waiver),
            Notification.kind == Kind.DECIDED,
        )
    ).all()
    ask_for_edits(act, told)
    if told:
        _tell_officer(act, task, waiver, f"unwaived/{waiver.id}")


def _waived_key(decision: Decision) -> str:
    return f"waived/{decision.id}"


def keep_decision(act: Act, task: Task, kind: DecisionKind, reason: str = "") -> Decision:
    """Keeps who decided what, and why, where a reason is given. Raises Refused."""
    words = words_kept(act.session, task, reason.strip())
    decision = Decision(
        agency_id=task.agency_id,
        task_id=task.id or 0,
        person_id=act.me.id or 0,
        kind=kind,
        words=words,
        words_sha256=digest(words),
        decided_at=act.now,
    )
    act.write(decision)
    return decision


def facts_of_decision(decision: Decision) -> dict[str, Any]:
    """What the ledger keeps of a decision: never the words."""
    return {"decision": decision.id, "words_sha256": decision.words_sha256}


def _tell_officer(act: Act, task: Task, decision: Decision, key: str) -> None:
    """Whoever hears of the task is told what was decided and why."""
    tell_decided(act, task, Kind.DECIDED, key, tasks=[task], decision=decision.id)
