"""Everything that is known of one task, on request, with what was decided of it and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, Named, Rows, TaskFacts
from jobs.messages.gather import named, person_named, reader_of, task_facts, task_in
from jobs.messages.inspecting import Inspected, inspected
from jobs.messages.notes import NoteFacts, notes_of
from jobs.messages.offers import Offer, choices
from models.administering import may_do
from models.checklist import in_force, items_of
from models.inspections import checks_of, held
from models.kinds import Kind
from models.moves import move_of, moves_of_task
from models.people import reviewers
from models.reviews import last_review
from models.rules.inspection.checks import Checks
from models.rules.lifecycle import Change, State, allows
from models.rules.permissions import Configuring
from models.rules.reading.answers import Asked
from models.rules.zone import day_of
from models.tables import (
    Adjustment,
    Decision,
    DecisionKind,
    Evidence,
    Notification,
    Person,
    Requirement,
    RequirementPartner,
    Review,
    Task,
    Unit,
    Verdict,
)

_MOST_DECISIONS = 3
_ONLY_THE_FILE = Checks(signed="none")
_PARTNERS = (
    select(Unit.short)
    .join(RequirementPartner, col(RequirementPartner.unit_id) == Unit.id)
    .where(RequirementPartner.requirement_id == bindparam("requirement"))
)
_DECISIONS = select(Decision).where(Decision.task_id == bindparam("task"))
_RETURNS = select(Review).where(Review.task_id == bindparam("task"), Review.verdict == Verdict.RETURNED)


class Direction(StrEnum):
    """Which way a deadline moved."""

    LATER = "later"
    EARLIER = "earlier"


@dataclass(frozen=True)
class Reasoned:
    """What was decided of the task, when and by whom, and why: `words` are None once they were blanked."""

    what: DecisionKind | Verdict | Direction
    at: datetime
    by: Named
    words: str | None


@dataclass(frozen=True)
class Checked:
    """An item, and what its document is checked for."""

    item: str
    checks: Checks


@dataclass(frozen=True, kw_only=True)
class Details(Message):
    """`reason` is that of the due day; `seen` and `held`: the newest file that was handed in, and the newest one
    that is held back, as they were inspected."""

    task: TaskFacts
    partners: tuple[str, ...]
    reason: str
    decided: tuple[Reasoned, ...] = ()
    notes: tuple[NoteFacts, ...] = ()
    # Who returned it, and why; None and "" where it was not.
    returned_by: Named | None = None
    returned_for: str = ""
    # What the reader asked for, and who looks at what is handed in.
    asked: Asked | None = None
    reviewers: tuple[Named, ...] = ()
    checked: tuple[Checked, ...] = ()
    seen: Inspected | None = None
    held: Inspected | None = None


@composes(Kind.DETAILS)
def details(session: Session, row: Notification, now: datetime) -> Details:
    task = task_in(session, row)
    requirement = session.get_one(Requirement, task.requirement_id)
    partners = session.exec(_PARTNERS, params={"requirement": requirement.id})
    reader = reader_of(session, row)
    offer = Offer(session, reader, task, now)
    returned = last_review(session, task) if task.state is State.RETURNED else None
    asked = Asked(row.facts["asked"]) if "asked" in row.facts else None
    return Details(
        choices=_without_details(choices(offer)) + _to_others(offer) + _to_manage(session, reader, task, now),
        task=task_facts(session, task, now),
        partners=tuple(partners),
        reason=requirement.reason,
        decided=_decided(session, task),
        notes=notes_of(session, task),
        returned_by=person_named(session, returned.reviewer_id) if returned else None,
        returned_for=(returned.reason or "") if returned else "",
        asked=asked,
        reviewers=tuple(map(named, reviewers(session, task, day_of(now)))) if asked else (),
        checked=_checked(session, task),
        seen=_newest_inspected(session, in_force(session, task)),
        held=_newest_inspected(session, held(session, task)),
    )


def _checked(session: Session, task: Task) -> tuple[Checked, ...]:
    """The items of which more is wanted than that their file can be opened."""
    every = (Checked(item.title, checks_of(item)) for item in items_of(session, task))
    return tuple(each for each in every if each.checks != _ONLY_THE_FILE)


def _newest_inspected(session: Session, files: Sequence[Evidence]) -> Inspected | None:
    return next((read for each in reversed(files) if (read := inspected(session, each))), None)


def _decided(session: Session, task: Task) -> tuple[Reasoned, ...]:
    """The last decisions and returns, oldest first."""
    decisions = session.exec(_DECISIONS, params={"task": task.id}).all()
    returns = session.exec(_RETURNS, params={"task": task.id}).all()
    found = [_reasoned(session, each.kind, each.decided_at, each.person_id, each.words) for each in decisions]
    found += [
        _reasoned(
            session, _moved(each, task), each.made_at, each.person_id, each.words or each.document_number
        )
        for each in moves_of_task(session, task)
        if each.person_id is not None
    ]
    found += [
        _reasoned(session, each.verdict, each.reviewed_at, each.reviewer_id, each.reason) for each in returns
    ]
    return tuple(sorted(found, key=lambda each: each.at)[-_MOST_DECISIONS:])


def _moved(adjustment: Adjustment, task: Task) -> Direction:
    return Direction.EARLIER if move_of(adjustment, task).earlier else Direction.LATER


def _reasoned(
    session: Session, what: DecisionKind | Verdict | Direction, at: datetime, by: int, words: str | None
) -> Reasoned:
    return Reasoned(what, at, person_named(session, by), words)


def _without_details(rows: Rows) -> Rows:
    shown = (tuple(choice for choice in row if choice.do is not Do.DETAILS) for row in rows)
    return tuple(row for row in shown if row)


def _to_manage(session: Session, reader: Person, task: Task, now: datetime) -> Rows:
    """What an admin or the unit's head may change of it, each in a form."""
    today = day_of(now)
    forms = {"move": (Configuring.MOVE, Change.EXTEND), "waive": (Configuring.WAIVE, Change.WAIVE)}
    return tuple(
        (Choice(Do.FORM_START, (kind, f"about={task.id}")),)
        for kind, (needs, change) in forms.items()
        if allows(task.state, change, task.is_case) and may_do(session, reader, needs, today, task.unit_id)
    )


def _to_others(offer: Offer) -> Rows:
    """To a colleague, or up: whoever does the task may hand it over, or say that it waits for a superior."""
    ways = ((Do.COLLEAGUE, Change.HAND_OVER), (Do.WAIT, Change.ASK_WAIT))
    return tuple(offer.of(do) for do, change in ways if offer.can(change))
