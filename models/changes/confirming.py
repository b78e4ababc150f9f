"""What people say of a task: claim, on which day it was done, take back."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, func, select

from models.actor import Act
from models.changes.common import check, enter, record_and_refresh, tell_of
from models.changes.open_task import lay_evidence_ladder
from models.checklist import handed_in
from models.inspections import held
from models.kinds import Kind
from models.ledger import digest
from models.people import confirmations_of, last_confirmation, responsible
from models.private import words_kept
from models.refused import Reason, Refused
from models.restored import last_restore
from models.rules.due_day import figures_close
from models.rules.ladder import opens_by
from models.rules.lifecycle import Change, State
from models.rules.zone import day_of
from models.tables import Confirmation, How, Person, Task

# After a restore so many receipt numbers begin a new count.
_SKIPPED = 1000


@dataclass(frozen=True)
class Said:
    """How something was said: the means, the words, Telegram's message and its time."""

    how: How
    at: datetime
    words: str = ""
    chat_id: int | None = None
    message_id: int | None = None
    document_number: str = ""
    document_on: date | None = None


def claim(act: Act, task: Task, said: Said, done_on: date | None = None) -> Confirmation:
    """Somebody says that it is done, on `done_on` where they name a day, itself or as that of a document, which
    may be older than the task and then says nothing. Raises Refused; a second claim changes nothing.
    """
    check(act, task, Change.CLAIM)
    if done_on is not None and done_on == said.document_on and done_on < first_day(task):
        done_on = None
    if done_on is not None:
        _check_day(task, said.at, done_on)
    confirmation = confirm(act, task, said, done_on)
    task.disputed_at = None
    lay_evidence_ladder(act, task)
    enter(act, task, State.CLAIMED)
    record_and_refresh(act, Change.CLAIM, task, **facts_of(confirmation), **on_behalf(act, task))
    return confirmation


def date_done(act: Act, task: Task, done_on: date) -> None:
    """Corrects the day on which it was done, until review begins. Raises Refused."""
    check(act, task, Change.DATE_DONE)
    if task.review_began_at is not None:
        raise Refused(Reason.REVIEW_BEGAN)
    _check_day(task, act.now, done_on)
    dated = [each for each in confirmations_of(act.session, task) if each.done_on != done_on]
    if not dated:
        raise Refused(Reason.GONE)
    for confirmation in dated:
        confirmation.done_on = done_on
        act.write(confirmation)
    record_and_refresh(
        act,
        Change.DATE_DONE,
        task,
        dated=[confirmation.receipt for confirmation in dated],
        done_on=done_on,
        **on_behalf(act, task),
    )


def correct_number(act: Act, task: Task, number: str, on: date | None) -> None:
    """Puts another document number, with its day, in the place of the one that was told, until review begins; what
    was claimed stays, and the ledger shows both. Raises Refused."""
    check(act, task, Change.CORRECT)
    if task.review_began_at is not None:
        raise Refused(Reason.REVIEW_BEGAN)
    confirmation = last_confirmation(act.session, task)
    if confirmation is None or confirmation.document_number == number:
        raise Refused(Reason.GONE)
    before = confirmation.document_number
    confirmation.document_number, confirmation.document_on = number, on
    act.write(confirmation)
    facts = {"receipt": confirmation.receipt, "document": number, "before": before or None}
    record_and_refresh(act, Change.CORRECT, task, **facts, **on_behalf(act, task))


def first_day(task: Task) -> date:
    """The first day on which it can have been done: that on which its figures close; where it waits for none
    when it could open at the earliest."""
    return figures_close(task) or min(day_of(task.opened_at), opens_by(task.period, task.due_on))


def _check_day(task: Task, said_at: datetime, done_on: date) -> None:
    if not first_day(task) <= done_on <= day_of(said_at):
        raise Refused(Reason.NOT_DONE_THEN)


def take_back(act: Act, task: Task) -> Confirmation:
    """Whoever claimed, or the head, takes it back until evidence is submitted; whoever claimed is told of the
    latter. Raises Refused."""
    check(act, task, Change.TAKE_BACK)
    confirmation = last_confirmation(act.session, task)
    if confirmation is None:
        raise Refused(Reason.GONE)
    _end_claim(act, task, confirmation)
    return confirmation


def deny(act: Act, task: Task) -> None:
    """Somebody who speaks of it says that it is not done after all: a mere claim ends. One of which a file came
    stays what it is, and so does the word of a citizen file."""
    confirmation = last_confirmation(act.session, task)
    if task.state is not State.CLAIMED or confirmation is None or task.is_case:
        return
    if not handed_in(act.session, task) and not held(act.session, task):
        _end_claim(act, task, confirmation)


def _end_claim(act: Act, task: Task, confirmation: Confirmation) -> None:
    receipts = void(act, confirmations_of(act.session, task))
    enter(act, task, State.OPEN)
    entry = record_and_refresh(act, Change.TAKE_BACK, task, receipts=receipts)
    if act.person is not None and act.person.id != confirmation.person_id:
        claimant = act.session.get_one(Person, confirmation.person_id)
        key, what = f"undone/{task.id}/{entry.seq}", [("claim", task.id)]
        tell_of(act, task, Kind.UNDONE, key, claimant, what=what, again=False, by=act.person.id)


def void(act: Act, confirmations: list[Confirmation]) -> list[str]:
    """Marks confirmations as taken back; returns their receipts, for the ledger."""
    for confirmation in confirmations:
        confirmation.taken_back_at = act.now
        act.write(confirmation)
    return [confirmation.receipt for confirmation in confirmations]


def confirm(act: Act, task: Task, said: Said, done_on: date | None = None) -> Confirmation:
    """Writes the confirmation, with the next receipt number of the year."""
    confirmation = Confirmation(
        receipt=_next_receipt(act, task.agency_id),
        document_number=said.document_number,
        document_on=said.document_on,
        done_on=done_on or day_of(said.at),
        **said_by(act, task, said),
    )
    act.write(confirmation)
    return confirmation


def said_by(act: Act, task: Task, said: Said) -> dict[str, Any]:
    """The columns that whatever is said of a task has: who, how, when and in which words. Raises Refused."""
    words = words_kept(act.session, task, said.words)
    return {
        "agency_id": task.agency_id,
        "task_id": task.id or 0,
        "person_id": act.me.id or 0,
        "how": said.how,
        "words": words,
        "words_sha256": digest(words),
        "said_at": said.at,
        "processed_at": act.now,
        "chat_id": said.chat_id,
        "message_id": said.message_id,
    }


def facts_of(confirmation: Confirmation) -> dict[str, Any]:
    """What the ledger keeps of a confirmation: who is the actor; never the words."""
    return {
        "receipt": confirmation.receipt,
        "how": confirmation.how,
        "words_sha256": confirmation.words_sha256,
        "document": confirmation.document_number or None,
        "done_on": confirmation.done_on,
        "said_at": confirmation.said_at,
        "message_id": confirmation.message_id,
    }


def on_behalf(act: Act, task: Task) -> dict[str, Any]:
    """Whom somebody acts for, where it is not their own task: the ledger names both."""
    if act.actor.is_told:
        return {"for": act.me.code}
    officer = responsible(act.session, task)
    if officer is None or act.person is None or act.person.id == officer.id:
        return {}
    return {"for": officer.code}


def _next_receipt(act: Act, agency_id: int) -> str:
    """NV-2026-000123: counted within an agency and a year; after a restore from the next thousand on, so that no
    number that was given and lost is given again."""
    prefix = f"NV-{act.today.year}-"
    highest = select(func.max(Confirmation.receipt)).where(
        Confirmation.agency_id == agency_id, col(Confirmation.receipt).startswith(prefix)
    )
    last = _number(act.session.exec(highest).one(), prefix)
    restored = last_restore(act.session, agency_id, act.today.year)
    if restored is not None:
        known = _number(json.loads(restored.body).get("last_receipt"), prefix)
        last = max(last, (known // _SKIPPED + 1) * _SKIPPED)
    return f"{prefix}{last + 1:06d}"


def _number(receipt: str | None, prefix: str) -> int:
    """Of a receipt of that year; 0 of any other."""
    return int(receipt.removeprefix(prefix)) if receipt and receipt.startswith(prefix) else 0
