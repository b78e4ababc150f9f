"""What reviewers do: see what waits, open the file, accept, return with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.buttons import button
from bot.handlers.asking import may_see
from bot.handlers.spoken import message_of
from bot.texts import alerts
from bot.texts.labels import plainly_said
from bot.texts.reviewing import REASONS
from bot.turn import Turn
from jobs.messages.facts import Do, Notice
from models.changes.common import check
from models.changes.reviewing import accept, begin_review, return_
from models.checklist import beside, in_force
from models.inspections import blocked
from models.kinds import Kind
from models.lateness import late_as_reviewed
from models.refused import Reason, Refused
from models.reviews import awaiting_verdict_of, awaits_review
from models.rules.lifecycle import Change, State, allows
from models.rules.permissions import Seeing
from models.rules.reading.answers import NoReason, is_question, no_reason
from models.tables import Notification, Review, Task


def waiting(turn: Turn) -> None:
    """/duyet"""
    turn.answer(Kind.REVIEW_LIST, tasks=awaiting_verdict_of(turn.session, turn.me, turn.today))


def asked_which(turn: Turn) -> bool:
    """Whether something waits for this person's verdict, which words about none of it do not give: it is shown."""
    tasks = awaiting_verdict_of(turn.session, turn.me, turn.today)
    if len(tasks) == 1:
        turn.answer(Kind.REVIEW, tasks=tasks, unheard=True)
    elif tasks:
        turn.answer(Kind.REVIEW_LIST, tasks=tasks, unheard=True)
    return bool(tasks)


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
    if awaits_review(turn.session, task) and blocked(turn.session, task):
        return _ask_why_accept(turn, task, newest, own=False)
    return _accept(turn, task, newest)


@button(Do.ACCEPT_FOR)
def accept_for_seen(turn: Turn, task: Task, newest: int) -> None:
    """Though something blocks it: the reviewer has seen the file. Raises Refused."""
    _accept(turn, task, newest, plainly_said(Do.ACCEPT_FOR))
    turn.rewrite(Kind.TOLD, notice=Notice.RECORDED, about=turn.alert)


@button(Do.ACCEPT_OTHER)
def ask_own_why(turn: Turn, task: Task, newest: int) -> None:
    _ask_why_accept(turn, task, newest, own=True)


def _ask_why_accept(turn: Turn, task: Task, newest: int, own: bool) -> None:
    with _as_reviewers_hear(task):
        check(turn.act, task, Change.ACCEPT)
    turn.answer(Kind.ASK_WHY_ACCEPT, task=task.id, newest=newest, own=own)


def _accept(turn: Turn, task: Task, newest: int, reason: str = "") -> None:
    with _as_reviewers_hear(task):
        found = accept(turn.act, task, newest, reason)
    turn.alert = alerts.accepted(late_as_reviewed(task, found), task.state is State.MISSED)


@button(Do.RETURN)
def ask_reason(turn: Turn, task: Task, newest: int) -> None:
    """Why? A few words to choose from. Raises Refused."""
    _ask_reason(turn, task, newest, own=False)


@button(Do.RETURN_OTHER)
def ask_own_reason(turn: Turn, task: Task, newest: int) -> None:
    """Why? A reply to write. Raises Refused."""
    _ask_reason(turn, task, newest, own=True)


def _ask_reason(turn: Turn, task: Task, newest: int, own: bool, again: bool = False) -> None:
    with _as_reviewers_hear(task):
        check(turn.act, task, Change.RETURN)
    turn.answer(Kind.ASK_REASON, task=task.id, newest=newest, own=own, again=again)


@button(Do.RETURN_FOR, says=alerts.RETURNED)
def reason_chosen(turn: Turn, task: Task, newest: int, index: int) -> None:
    if index >= len(REASONS):
        raise Refused(Reason.GONE)
    found = _return(turn, task, newest, REASONS[index].words)
    turn.rewrite(Kind.REASON_SENT, review=found.id)


def asked_for_reason(turn: Turn) -> Notification | None:
    """The question for a reason that this message replies to, or that was asked last."""
    question = turn.replied_to() if turn.reply_to else _asked_last(turn)
    asks = question is not None and question.kind in (Kind.ASK_REASON, Kind.ASK_WHY_ACCEPT)
    return question if question is not None and asks and question.person_id == turn.me.id else None


def _asked_last(turn: Turn) -> Notification | None:
    """What was answered last, as long as it is a question that waits for its answer."""
    row = turn.asked_lately()
    if row is None or row.kind not in (Kind.ASK_REASON, Kind.ASK_WHY_ACCEPT):
        return None
    return row if allows(turn.task(row.facts["task"]).state, Change.RETURN) else None


def reason_written(turn: Turn, question: Notification, words: str) -> None:
    """A reason goes to the officer as it is written; words that are none do what they say, or it is asked again."""
    try:
        _answer_reason(turn, question, words)
    except Refused as refused:
        turn.refusal(refused)


def _answer_reason(turn: Turn, question: Notification, words: str) -> None:
    """Raises Refused."""
    task, newest = turn.task(question.facts["task"]), question.facts["newest"]
    is_newest = bool(turn.reply_to) or turn.latest() == question
    if question.kind == Kind.ASK_WHY_ACCEPT:
        return _answer_why(turn, question, task, newest, words)
    match no_reason(words, turn.spoken_at):
        case None:
            turn.answer(Kind.REASON_SENT, review=_return(turn, task, newest, words).id)
        case NoReason.CANCELS:
            _close(turn, question)
            turn.notice(Notice.NOT_RETURNED)
        case NoReason.ACCEPTS if is_newest:
            accept_pressed(turn, task, newest)
            _close(turn, question)
            if turn.alert:
                turn.notice(Notice.RECORDED, about=turn.alert)
        case _:
            _ask_reason(turn, task, newest, own=False, again=True)
    return None


def _answer_why(turn: Turn, question: Notification, task: Task, newest: int, words: str) -> None:
    """Raises Refused."""
    if no_reason(words, turn.spoken_at) is NoReason.CANCELS:
        _close(turn, question)
        return turn.notice(Notice.NOT_ACCEPTED)
    if is_question(words, turn.spoken_at, again=True):
        return _ask_why_accept(turn, task, newest, own=False)
    _accept(turn, task, newest, words)
    _close(turn, question)
    return turn.notice(Notice.RECORDED, about=turn.alert)


def _close(turn: Turn, question: Notification) -> None:
    """Its buttons go; what asks for a reply has none, and Telegram lets nobody edit it."""
    message_id = message_of(turn, question)
    if message_id is not None and not question.facts["own"]:
        turn.rewrite(Kind.TOLD, message_id, notice=Notice.UNDERSTOOD_BELOW)


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
