"""What reviewers do: see what waits, open the file, accept, return with a reason."""

from bot.buttons import button
from bot.handlers.asking import may_see
from bot.texts import alerts
from bot.texts.reviewing import REASONS
from bot.turn import Turn
from jobs.messages.facts import PER_SCREEN, Do
from models.changes.common import check
from models.changes.reviewing import accept, begin_review, return_
from models.checklist import in_force
from models.kinds import Kind
from models.refused import Reason, Refused
from models.reviews import waiting_for
from models.rules.lifecycle import Change, State
from models.rules.permissions import Seeing
from models.rules.zone import day_of
from models.tables import Notification, Review, Task


def waiting(turn: Turn) -> None:
    """/duyet"""
    tasks = waiting_for(turn.session, turn.me, day_of(turn.now))
    turn.answer(Kind.REVIEW_LIST, tasks=tasks[:PER_SCREEN], more=max(0, len(tasks) - PER_SCREEN))


@button(Do.REVIEW)
def show(turn: Turn, task: Task) -> None:
    _check_may_see(turn, task)
    turn.answer(Kind.REVIEW, tasks=[task])
    turn.alert = alerts.SHOWN


@button(Do.OPEN_FILE)
def open_files(turn: Turn, task: Task) -> None:
    """Sends every file in force, newest last. Raises Refused."""
    _check_may_see(turn, task)
    files = [each for each in in_force(turn.session, task) if each.is_file]
    if not files:
        raise Refused(Reason.GONE)
    begin_review(turn.act, task)
    for evidence in files:
        turn.answer(Kind.EVIDENCE_FILE, evidence=evidence.id, task=task.id)
    turn.alert = alerts.ANSWERED_BELOW


@button(Do.ACCEPT)
def accept_pressed(turn: Turn, task: Task, newest: int) -> None:
    try:
        found = accept(turn.act, task, newest)
    except Refused as refused:
        raise _for_reviewers(refused, task) from None
    turn.alert = alerts.accepted(found.late_by, task.state is State.MISSED)


@button(Do.RETURN)
def ask_reason(turn: Turn, task: Task, newest: int) -> None:
    """Why? A few words to choose from. Raises Refused."""
    _ask_reason(turn, task, newest, own=False)


@button(Do.RETURN_OTHER)
def ask_own_reason(turn: Turn, task: Task, newest: int) -> None:
    """Why? A reply to write. Raises Refused."""
    _ask_reason(turn, task, newest, own=True)


def _ask_reason(turn: Turn, task: Task, newest: int, own: bool) -> None:
    try:
        check(turn.act, task, Change.RETURN)
    except Refused as refused:
        raise _for_reviewers(refused, task) from None
    turn.answer(Kind.ASK_REASON, task=task.id, newest=newest, own=own)
    turn.alert = alerts.ANSWERED_BELOW


@button(Do.RETURN_FOR)
def reason_chosen(turn: Turn, task: Task, newest: int, index: int) -> None:
    """Raises Refused."""
    if index >= len(REASONS):
        raise Refused(Reason.GONE)
    found = _return(turn, task, newest, REASONS[index])
    turn.rewrite(Kind.REASON_SENT, review=found.id)
    turn.alert = alerts.RETURNED


def asked_for_reason(turn: Turn) -> Notification | None:
    """The question for a reason that this message replies to."""
    question = turn.replied_to()
    mine = question is not None and question.kind == Kind.ASK_REASON and question.person_id == turn.me.id
    return question if mine else None


def reason_written(turn: Turn, question: Notification, words: str) -> None:
    task = turn.session.get_one(Task, question.facts["task"])
    try:
        found = _return(turn, task, question.facts["newest"], words)
    except Refused as refused:
        return turn.refusal(refused)
    return turn.answer(Kind.REASON_SENT, review=found.id)


def _return(turn: Turn, task: Task, newest: int, reason: str) -> Review:
    try:
        return return_(turn.act, task, newest, reason)
    except Refused as refused:
        raise _for_reviewers(refused, task) from None


def _for_reviewers(refused: Refused, task: Task) -> Refused:
    """The same refusal as a reviewer should hear it: what stands now, not what the officer said when."""
    match refused.reason:
        case Reason.NOT_YOURS:
            return Refused(Reason.NOT_REVIEWER)
        case Reason.ALREADY:
            return Refused(Reason.WRONG_STATE, state=task.state)
    return refused


def _check_may_see(turn: Turn, task: Task) -> None:
    """Reviewers of it, those who do it, their head; and who may see all. Raises Refused."""
    if not may_see(turn, task, Seeing.FILES):
        raise Refused(Reason.NOT_REVIEWER)
