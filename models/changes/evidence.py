"""Files, figures and ticks: kept as they came, added to a task, submitted when the checklist is full, withdrawn."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act
from models.changes.common import (
    MOST_STARTED,
    add_to_list,
    check,
    enter,
    record_and_refresh,
    started_on,
    tell_of,
)
from models.changes.confirming import Said, confirm, facts_of, on_behalf, void
from models.changes.filing import ReceivedFile, check_loose, facts_of_file, new_evidence, put_aside
from models.changes.inspecting import forget_reading, holds_back, inspect
from models.changes.keeping_private import received_privately
from models.changes.open_task import lay_evidence_ladder, lay_review_ladder
from models.checklist import figure_items, fitting, handed_in, in_force, item_for_file, pieces_on, unfilled
from models.inspections import findings_of, held, item_held_for
from models.kinds import Kind
from models.ledger import digest
from models.people import confirmations_of, holding, last_confirmation, reviewers
from models.refused import Reason, Refused
from models.reviews import is_complete, last_review
from models.rules.figures import Figure
from models.rules.inspection.findings import Rule
from models.rules.lifecycle import Change, State
from models.rules.zone import day_of
from models.tables import (
    Confirmation,
    Evidence,
    Finding,
    ItemKind,
    Review,
    Role,
    Severity,
    Task,
    TaskItem,
    Verdict,
)


@dataclass(frozen=True)
class Added:
    """What came of adding a file: the record, and other tasks the same file serves; whether a finding holds it
    back."""

    evidence: Evidence
    also_serves: list[Task]
    is_held: bool = False


def count_beside(act: Act, evidence: Evidence, said: Said) -> Added:
    """A file that was kept beside its task is meant for it after all; where it fits several items, it waits to be
    asked about. Raises Refused."""
    if evidence.person_id != act.me.id:
        raise Refused(Reason.NOT_YOURS)
    task = _task_beside(act, evidence)
    return _add(act, task, evidence, said)


def send_anyway(act: Act, evidence: Evidence, said: Said, *, is_misread: bool = False) -> Added:
    """A file that a finding holds back is sent to the reviewer all the same, for a reason in words, or because it
    was read wrongly. Raises Refused."""
    if evidence.person_id != act.me.id:
        raise Refused(Reason.NOT_YOURS)
    task = _task_beside(act, evidence)
    item = item_held_for(act.session, task, evidence)
    if item is None:
        raise Refused(Reason.GONE)
    if not said.words.strip():
        raise Refused(Reason.NO_REASON)
    _check_may_add(act, task, evidence)
    evidence.held_for, evidence.is_misread = "", is_misread
    return _add(act, task, evidence, said, item, came_on=day_of(evidence.sent_at))


def _task_beside(act: Act, evidence: Evidence) -> Task:
    """The task beside which a file is kept. Raises Refused."""
    if evidence.task_id is None or evidence.item_id is not None or evidence.withdrawn_at is not None:
        raise Refused(Reason.GONE)
    return act.session.get_one(Task, evidence.task_id)


def add_evidence(
    act: Act,
    task: Task,
    file: ReceivedFile,
    said: Said,
    receipt: Confirmation | None = None,
    item: TaskItem | None = None,
    sent_with: Collection[int] = (),
) -> Added:
    """Adds a received file to a task, which is submitted once every required item is filled; `receipt`: what was
    sent as one with it; `item`: where it belongs, if that was said; `sent_with`: the held files that came as one
    with it, and are no older versions of it. Raises Refused."""
    if item is not None and item not in fitting(act.session, task, file.media_type):
        raise Refused(Reason.NOT_ACCEPTED)
    return _add(act, task, new_evidence(act, file, said), said, item, receipt=receipt, sent_with=sent_with)


def enter_figure(act: Act, task: Task, figure: Figure, said: Said, item: TaskItem | None = None) -> Added:
    """Fills the task's figure with what was typed, `item` where it was asked for; typed again, it corrects the one
    before. Raises Refused: WHICH_ITEM where it may be for several of a choice."""
    may_be = figure_items(act.session, task)
    if item is None and len(may_be) > 1:
        raise Refused(Reason.WHICH_ITEM)
    item = item or next(iter(may_be), None)
    if item is None or item.task_id != task.id or item.kind is not ItemKind.FIGURE:
        raise Refused(Reason.NO_FIGURE)
    evidence = entered(act, said, figure)
    earlier = [each for each in in_force(act.session, task) if each.item_id == item.id]
    return _add(act, task, evidence, said, item, earlier)


def tick(act: Act, task: Task, item: TaskItem, said: Said) -> Added:
    """Says that an item without a document of its own is done. Raises Refused."""
    if item.task_id != task.id or item.kind is not ItemKind.TICK:
        raise Refused(Reason.GONE)
    if item not in unfilled(act.session, task):
        raise Refused(Reason.ALREADY)
    return _add(act, task, entered(act, said), said, item)


def place_loose(
    act: Act,
    evidence: Evidence,
    task: Task,
    said: Said,
    item: TaskItem | None = None,
    receipt: Confirmation | None = None,
) -> Added:
    """Adds a file that was kept to the task, and the item, that its sender chose; `receipt`: of what was placed
    with it. Raises Refused."""
    if item is not None and item not in fitting(act.session, task, evidence.media_type):
        raise Refused(Reason.GONE)
    check_loose(act, evidence)
    return _add(act, task, evidence, said, item, receipt=receipt)


def withdraw(act: Act, task: Task) -> None:
    """Takes a submission back until the reviewer opens it: its files and their receipts count no more; pieces
    that cooperating units gave stay.

    A claim made before the files stands; without one the task is open, and reminded, as before them.
    """
    check(act, task, Change.WITHDRAW)
    if task.review_began_at is not None:
        raise Refused(Reason.REVIEW_BEGAN)
    files = handed_in(act.session, task)
    put_aside(act, files)
    with_files = {evidence.confirmation_id for evidence in files}
    said = confirmations_of(act.session, task)
    receipts = void(act, [each for each in said if each.id in with_files])
    if len(said) > len(receipts):
        lay_evidence_ladder(act, task)
        enter(act, task, State.CLAIMED)
    else:
        enter(act, task, State.OPEN)
    facts = on_behalf(act, task) | {"receipts": receipts, "aside": [each.id for each in files]}
    record_and_refresh(act, Change.WITHDRAW, task, **facts)


def _add(
    act: Act,
    task: Task,
    evidence: Evidence,
    said: Said,
    item: TaskItem | None = None,
    replaced: Sequence[Evidence] = (),
    receipt: Confirmation | None = None,
    came_on: date | None = None,
    sent_with: Collection[int] = (),
) -> Added:
    """1. Check. 2. Find the item. 3. Inspect: a finding may hold it back. 4. Confirm, without a receipt. 5. Submit
    when it is full. 6. Record, refresh."""
    said = received_privately(act, task, evidence, said)
    change = _check_may_add(act, task, evidence)
    item = item or item_for_file(act.session, task, evidence.media_type)
    outdated = _outdated(act.session, task, item, sent_with)
    if holds_back(inspect(act, task, item, evidence)):
        return _hold(act, task, item, evidence, outdated)
    put_aside(act, outdated)
    receipts = _replace(act, replaced)
    confirmation = receipt or confirm(act, task, said, _done_on(act.session, task) or came_on)
    evidence.task_id, evidence.item_id, evidence.confirmation_id = task.id, item.id, confirmation.id
    act.write(evidence)
    serves = _find_other_tasks(act, evidence)
    _move_on(act, task)
    facts = facts_of_file(evidence) | {"item": item.code}
    facts |= {"with": receipt.receipt} if receipt else facts_of(confirmation)
    if receipts:
        facts["receipts"] = receipts
    facts |= _found(act, evidence) | _aside([*outdated, *replaced]) | on_behalf(act, task)
    record_and_refresh(act, change, task, **facts)
    return Added(evidence, serves)


def _outdated(session: Session, task: Task, item: TaskItem, sent_with: Collection[int]) -> list[Evidence]:
    """The held files of an item that one more takes the place of: the oldest, as far as they all and those that
    count are more than are wanted."""
    theirs = [each for each in held(session, task) if each.held_for == item.code and each.id not in sent_with]
    room = max(0, item.count - pieces_on(session, task, item) - 1)
    return theirs[: max(0, len(theirs) - room)]


def _check_may_add(act: Act, task: Task, evidence: Evidence) -> Change:
    """As which change it is added. Raises Refused."""
    change = Change.SETTLE if task.state is State.TO_SETTLE else Change.ADD_EVIDENCE
    check(act, task, change)
    there = {each.sha256 for each in in_force(act.session, task)}
    if evidence.is_file and evidence.sha256 in there:
        forget_reading(act, evidence.sha256)
        raise Refused(Reason.SAME_FILE)
    return change


def _hold(act: Act, task: Task, item: TaskItem, evidence: Evidence, outdated: list[Evidence]) -> Added:
    """Kept beside its task until it is mended, or sent all the same; a newer version replaces an older."""
    put_aside(act, outdated)
    evidence.task_id, evidence.item_id, evidence.held_for = task.id, None, item.code
    act.write(evidence)
    serves = _find_other_tasks(act, evidence)
    facts = facts_of_file(evidence) | {"item": item.code} | _found(act, evidence) | _aside(outdated)
    record_and_refresh(act, Change.HOLD_FILE, task, **facts, **on_behalf(act, task))
    return Added(evidence, serves, is_held=True)


def _found(act: Act, evidence: Evidence) -> dict[str, Any]:
    """What the ledger keeps of an inspection: the ids of what was found, and that it was sent all the same."""
    rules = [each.rule for each in findings_of(act.session, evidence)]
    if not rules:
        return {}
    return {"findings": rules} | ({"misread": True} if evidence.is_misread else {})


def _aside(files: Sequence[Evidence]) -> dict[str, Any]:
    return {"aside": [each.id for each in files]} if files else {}


def _done_on(session: Session, task: Task) -> date | None:
    """The day on which it was done, where that was said before: a further file changes it not."""
    said = last_confirmation(session, task)
    return said.done_on if said else None


def _replace(act: Act, earlier: Sequence[Evidence]) -> list[str]:
    """Withdraws what a correction takes the place of, with its receipts, which the ledger names."""
    put_aside(act, earlier)
    return void(act, [act.session.get_one(Confirmation, each.confirmation_id) for each in earlier])


def _move_on(act: Act, task: Task) -> None:
    """Where a new file leads: a full checklist to review, an accepted task back to it, a missed one nowhere."""
    if task.state is State.SUBMITTED:
        return
    if task.state in (State.ACCEPTED, State.MISSED):
        void_acceptance(act, task)
    if task.state is State.MISSED:
        # What comes after closing ("bổ sung sau") is reviewed too, once it is complete; the task stays missed.
        if is_complete(act.session, task):
            ask_reviewers(act, task)
    elif submit_if_complete(act, task):
        return
    elif task.state in (State.OPEN, State.RETURNED):
        task.disputed_at = None
        lay_evidence_ladder(act, task)
        enter(act, task, State.CLAIMED)


def submit_if_complete(act: Act, task: Task) -> bool:
    """Submits a task that has the officer's files and every required item; returns whether it did."""
    if not is_complete(act.session, task):
        return False
    task.held_until = task.promised_on = task.disputed_at = task.review_began_at = None
    lay_review_ladder(act, task)
    enter(act, task, State.SUBMITTED)
    ask_reviewers(act, task)
    return True


def void_acceptance(act: Act, task: Task) -> None:
    """A new file makes the old approval void, visibly."""
    standing = select(Review).where(
        Review.task_id == task.id, Review.verdict == Verdict.ACCEPTED, col(Review.voided_at).is_(None)
    )
    for review in act.session.exec(standing).all():
        review.voided_at = act.now
        act.session.add(review)


def ask_reviewers(act: Act, task: Task) -> None:
    """Who may review it is asked, within working hours; where nobody may, the admins are told once.

    A request is a card of its own while the day leaves room for another message; after that it joins the day's
    list, or waits for the reminder of the next morning. What comes again after a verdict answers the reviewer,
    and is always a card.
    """
    if task.is_case:
        # All of a day stand in one list (`jobs.cases`).
        return
    able = reviewers(act.session, task, act.today)
    newest, answers = in_force(act.session, task)[-1].id, last_review(act.session, task) is not None
    for person in able:
        started = [] if answers else started_on(act.session, person, act.now)
        lists = [row for row in started if row.kind == Kind.REVIEW_LIST]
        key = f"review/{task.id}/{newest}/{person.code}"
        if len(started) < MOST_STARTED:
            tell_of(act, task, Kind.REVIEW, key, person, newest=newest)
        elif lists:
            add_to_list(act, lists[-1], task)
    if not able:
        for admin in holding(act.session, task.agency_id, Role.ADMIN):
            key = f"no-reviewer/{task.id}/{admin.code}"
            tell_of(act, task, Kind.NO_REVIEWER, key, admin)


def _find_other_tasks(act: Act, evidence: Evidence) -> list[Task]:
    """The other tasks that the same file serves, which is allowed and noted."""
    if not evidence.is_file:
        return []
    query = (
        select(Task)
        .join(Evidence, col(Evidence.task_id) == Task.id)
        .where(
            Evidence.sha256 == evidence.sha256,
            Evidence.agency_id == evidence.agency_id,
            Task.id != evidence.task_id,
            col(Evidence.withdrawn_at).is_(None),
        )
        .distinct()
    )
    serves = list(act.session.exec(query))
    if serves:
        found = Finding(
            evidence_id=evidence.id or 0, rule=Rule.DUP001.value, severity=Severity.INFO, found_at=act.now
        )
        act.session.add(found)
    return serves


def entered(act: Act, said: Said, figure: Figure | None = None) -> Evidence:
    """What was entered instead of a file: a figure, or a tick."""
    evidence = new_evidence(act, ReceivedFile("", 0, "", ""), said)
    if figure is not None:
        evidence.numerator, evidence.denominator = figure.numerator, figure.denominator
        evidence.as_of_on, evidence.source = figure.as_of_on or day_of(said.at), figure.source
    evidence.sha256 = digest(evidence.entered)
    return evidence
