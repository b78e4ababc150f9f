"""What reviewers do: see what waits, open the file, accept, return with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from bot.buttons import button
from bot.handlers.asking import may_see
from bot.texts import alerts
from bot.texts.reviewing import REASONS
from bot.turn import Turn
from jobs.messages.facts import Do
from models.changes.common import check
from models.changes.reviewing import accept, begin_review, return_
from models.checklist import beside, in_force
from models.kinds import Kind
from models.refused import Reason, Refused
from models.reviews import awaiting_verdict_of
from models.rules.lifecycle import Change, State, allows
from models.rules.permissions import Seeing
from models.tables import Notification, Review, Task

# So long a question that stands last is what words are about.
_AT_HAND = timedelta(minutes=30)


def waiting(turn: Turn) -> None:
    """/duyet"""
    turn.answer(Kind.REVIEW_LIST, tasks=awaiting_verdict_of(turn.session, turn.me, turn.today))


@button(Do.REVIEW, says=alerts.SHOWN)
def show(turn: Turn, task: Task) -> None:
    _check_may_see(turn, task)
    turn.answer(Kind.REVIEW, tasks=[task])


@button(Do.OPEN_FILE)
def open_files(turn: Turn, task: Task) -> None:
    """Sends every file in force, newest last. Raises Refused."""
    _check_may_see(turn, task)
    kept = [*beside(turn.session, task), *in_force(turn.session, task)]
    files = [each for each in kept if each.is_file]
    if not files:
        raise Refused(Reason.GONE)
    begin_review(turn.act, task)
    for evidence in files:
        turn.answer(Kind.EVIDENCE_FILE, evidence=evidence.id, task=task.id)


@button(Do.ACCEPT)
def accept_pressed(turn: Turn, task: Task, newest: int) -> None:
    with _as_reviewers_hear(task):
        found = accept(turn.act, task, newest)
    turn.alert = alerts.accepted(found.late_by, found.late_minutes, task.state is State.MISSED)


@button(Do.RETURN)
def ask_reason(turn: Turn, task: Task, newest: int) -> None:
    """Why? A few words to choose from. Raises Refused."""
    _ask_reason(turn, task, newest, own=False)


@button(Do.RETURN_OTHER)
def ask_own_reason(turn: Turn, task: Task, newest: int) -> None:
    """Why? A reply to write. Raises Refused."""
    _ask_reason(turn, task, newest, own=True)


def _ask_reason(turn: Turn, task: Task, newest: int, own: bool) -> None:
    with _as_reviewers_hear(task):
        check(turn.act, task, Change.RETURN)
    turn.answer(Kind.ASK_REASON, task=task.id, newest=newest, own=own)


@button(Do.RETURN_FOR, says=alerts.RETURNED)
def reason_chosen(turn: Turn, task: Task, newest: int, index: int) -> None:
    if index >= len(REASONS):
        raise Refused(Reason.GONE)
    found = _return(turn, task, newest, REASONS[index].words)
    turn.rewrite(Kind.REASON_SENT, review=found.id)


def asked_for_reason(turn: Turn) -> Notification | None:
    """The question for a reason that this message replies to, or that stands last in the chat."""
    question = turn.replied_to() if turn.reply_to else _asked_last(turn)
    mine = question is not None and question.kind == Kind.ASK_REASON and question.person_id == turn.me.id
    return question if mine else None


def _asked_last(turn: Turn) -> Notification | None:
    """What was said last, as long as it is a question that waits for its answer."""
    row = turn.latest()
    if row is None or row.kind != Kind.ASK_REASON or turn.now - row.created_at > _AT_HAND:
        return None
    return row if allows(turn.task(row.facts["task"]).state, Change.RETURN) else None


def reason_written(turn: Turn, question: Notification, words: str) -> None:
    task = turn.task(question.facts["task"])
    try:
        found = _return(turn, task, question.facts["newest"], words)
    except Refused as refused:
        return turn.refusal(refused)
    return turn.answer(Kind.REASON_SENT, review=found.id)


def _return(turn: Turn, task: Task, newest: int, reason: str) -> Review:
    with _as_reviewers_hear(task):
        return return_(turn.act, task, newest, reason)


@contextmanager
def _as_reviewers_hear(task: Task) -> Iterator[None]:
    """The same refusal as a reviewer should hear it: what stands now, not what the officer said when."""
    try:
        yield
    except Refused as refused:
        match refused.reason:
            case Reason.NOT_YOURS:
                raise Refused(Reason.NOT_REVIEWER) from None
            case Reason.ALREADY:
                raise Refused(Reason.WRONG_STATE, state=task.state) from None
        raise


def _check_may_see(turn: Turn, task: Task) -> None:
    """Reviewers of it, those who do it, their head; and who may see all. Raises Refused."""
    if not may_see(turn, task, Seeing.FILES):
        raise Refused(Reason.NOT_REVIEWER)
