"""Verdicts, as messages: why something is returned, or accepted though a finding blocks it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, FindingFacts, Message, Named, TaskFacts
from jobs.messages.gather import named, task_facts, task_in
from jobs.messages.offers import in_rows
from jobs.messages.reviewing import inspected_of, review_of
from models.checklist import in_force, items_of
from models.kinds import Kind
from models.people import addressee, responsible
from models.rules.inspection.findings import Severity
from models.rules.zone import day_of
from models.tables import ItemKind, Notification, Task

# Ready reasons to return an apology to a citizen, by number.
_REASONS_OF_A_LETTER = (0, 8, 9, 10)
# Those that fit each kind of item.
QUICK_REASONS: dict[ItemKind, tuple[int, ...]] = {
    ItemKind.SIGNED_DOCUMENT: (0, 1, 2, 3),
    ItemKind.SCREENSHOT: (4, 5, 2),
    ItemKind.ATTACHMENT: (4, 3, 2),
    ItemKind.FIGURE: (6, 7, 2),
}


@dataclass(frozen=True, kw_only=True)
class AskReason(Message):
    """Why it is returned: to be chosen, or with `own` to be written as a reply; `again`: what was typed was no
    reason."""

    task: TaskFacts
    officer: Named | None
    reasons: tuple[int, ...] = ()
    own: bool = False
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class AskWhyAccept(Message):
    """Why something is accepted though a finding blocks it: to be chosen, or with `own` to be written."""

    task: TaskFacts
    findings: tuple[FindingFacts, ...]
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class ReasonSent(Message):
    """To the reviewer: the words that went to the officer, who has until `fix_by`."""

    task: TaskFacts
    officer: Named | None
    reason: str
    fix_by: date | None


@composes(Kind.ASK_REASON)
def ask_reason(session: Session, row: Notification, now: datetime) -> AskReason:
    task = task_in(session, row)
    facts = task_facts(session, task, now)
    about = (task.id or 0, row.facts["newest"])
    own = row.facts["own"]
    reasons = _quick_reasons(session, task)
    quick = [Choice(Do.RETURN_FOR, (*about, index)) for index in reasons]
    rows = (*in_rows(quick, 2), (Choice(Do.RETURN_OTHER, about),))
    return AskReason(
        reasons=reasons,
        choices=() if own else rows,
        task=facts,
        officer=_reader_of_it(session, task, now),
        own=own,
        again=row.facts.get("again", False),
    )


@composes(Kind.ASK_WHY_ACCEPT)
def ask_why_accept(session: Session, row: Notification, now: datetime) -> AskWhyAccept:
    task, own = task_in(session, row), row.facts["own"]
    about = (task.id or 0, row.facts["newest"])
    found = [each for read in inspected_of(session, task) for each in read.findings]
    return AskWhyAccept(
        choices=() if own else ((Choice(Do.ACCEPT_FOR, about),), (Choice(Do.ACCEPT_OTHER, about),)),
        task=task_facts(session, task, now),
        findings=tuple(each for each in found if each.severity is Severity.BLOCKING),
        own=own,
    )


@composes(Kind.REASON_SENT)
def reason_sent(session: Session, row: Notification, now: datetime) -> ReasonSent:
    found = review_of(session, row)
    task = session.get_one(Task, found.task_id)
    facts = task_facts(session, task, now)
    to = _reader_of_it(session, task, now)
    return ReasonSent(task=facts, officer=to, reason=found.reason or "", fix_by=task.fix_by)


def _reader_of_it(session: Session, task: Task, now: datetime) -> Named | None:
    """To whom a verdict goes: the officer, or whoever hears of the task in their place today."""
    to = addressee(session, task, day_of(now))
    return named(to.person if to is not None else responsible(session, task))


def _quick_reasons(session: Session, task: Task) -> tuple[int, ...]:
    """Those that fit the kinds of what was handed in, each once."""
    if task.is_case:
        return _REASONS_OF_A_LETTER
    filled = {each.item_id for each in in_force(session, task)}
    kinds = dict.fromkeys(each.kind for each in items_of(session, task) if each.id in filled)
    return tuple(dict.fromkeys(index for kind in kinds for index in QUICK_REASONS.get(kind, ())))
