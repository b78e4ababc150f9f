"""Files: a reply with a file is the submission; one without is kept, and asked about. Figures and ticks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import select

from bot.buttons import button
from bot.handlers import doing, pieces, saying
from bot.incoming import Incoming
from bot.press import MalformedPress
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.facts import Do, Notice
from jobs.messages.files import FileProblem
from jobs.messages.gather import waiting_files
from models.changes.common import check
from models.changes.confirming import Said
from models.changes.evidence import (
    Added,
    ReceivedFile,
    add_evidence,
    discard_loose,
    enter_figure,
    keep_loose,
    place_loose,
    tick,
)
from models.changes.saying import stuck
from models.checklist import figure_item
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.figures import Figure, is_bare_percent, read_figure
from models.rules.lifecycle import Change, State
from models.rules.reading import Intent, Reading
from models.rules.zone import day_of
from models.tables import Evidence, How, Notification, SentMessage, Task, TaskItem

_TOGETHER, _AT_ONCE = timedelta(minutes=10), timedelta(minutes=1)


def receive(turn: Turn, file: Incoming) -> None:
    if file.stored is None or file.problem is not None:
        return _refuse(turn, file, file.problem or FileProblem.EMPTY, None)
    stuck_at = saying.asked_obstacle(turn)
    if stuck_at is not None and file.stored.media_type.startswith("image/"):
        return _keep_fault(turn, stuck_at, file, file.stored)
    task = turn.replied_task()
    if task is None:
        return _keep_and_ask(turn, file, file.stored)
    return _submit(turn, task, file, file.stored)


def _keep_fault(turn: Turn, task: Task, file: Incoming, stored: ReceivedFile) -> None:
    """A picture of what is in the way is kept and is no evidence; its caption says what it is. Raises Refused."""
    keep_loose(turn.act, stored, turn.said(How.FILE, file.caption))
    if file.caption:
        return saying.say_back(turn, stuck(turn.act, task, turn.said(How.REPLY, file.caption)))
    return turn.notice(Notice.FAULT_PICTURE, about=doing.titled(turn, task))


@button(Do.FILE)
def ask(turn: Turn, task: Task) -> None:
    _check_may_add(turn, task)
    turn.answer(Kind.ASK_FILE, task=task.id)


@button(Do.FIGURE)
def ask_figure(turn: Turn, task: Task) -> None:
    _check_may_add(turn, task)
    turn.answer(Kind.ASK_FIGURE, task=task.id)


def figure_in(turn: Turn, task: Task, words: str) -> Figure | None:
    """The figure that a text gives a task; what may be a day as well only in answer to our own question."""
    figure = read_figure(words, day_of(turn.spoken_at))
    if figure is None or figure_item(turn.session, task) is None:
        return None
    return None if figure.may_be_a_day and not _is_asked_figure(turn) else figure


def _is_asked_figure(turn: Turn) -> bool:
    """Whether this message replies to our question for a figure."""
    question = turn.replied_to()
    return question is not None and question.kind == Kind.ASK_FIGURE


def is_unreadable_figure(turn: Turn, task: Task, reading: Reading, words: str) -> bool:
    """Whether a figure was meant that cannot be counted: a percentage alone, or no answer to our question."""
    if is_bare_percent(words) and figure_item(turn.session, task) is not None:
        return True
    return _is_asked_figure(turn) and reading.intent in (Intent.AMBIGUOUS, Intent.UNRELATED)


def figure_given(turn: Turn, task: Task, figure: Figure, said: Said) -> None:
    """Raises Refused."""
    _answer_received(turn, enter_figure(turn.act, task, figure, said))


@button(Do.TICK, says=alerts.TICKED)
def tick_pressed(turn: Turn, task: Task, item: TaskItem) -> None:
    said = turn.said(How.BUTTON, item.title)
    _answer_received(turn, tick(turn.act, task, item, said))


@button(Do.FOR_ITEM, says=alerts.PLACED)
def item_chosen(turn: Turn, question: Notification, item: TaskItem) -> None:
    """The answer to "for which item?". Raises Refused."""
    waiting = _waiting(turn, question, Kind.WHICH_ITEM)
    task = turn.task(question.facts["task"])
    if item.task_id != task.id:
        raise MalformedPress
    _answer_received(turn, place_loose(turn.act, waiting[0], task, turn.said(How.FILE), item))
    turn.rewrite(Kind.TOLD, notice=Notice.FILE_PLACED, about=item.title)


@button(Do.PLACE, says=alerts.PLACED)
def place(turn: Turn, question: Notification, task: Task) -> None:
    """The answer to "for which task?": all files of that question go to it. Raises Refused."""
    for evidence in _waiting(turn, question, Kind.WHICH_TASK):
        _place_one(turn, evidence, task)
    turn.rewrite(Kind.TOLD, notice=Notice.FILE_PLACED, about=doing.titled(turn, task))


@button(Do.DISCARD, says=alerts.DISCARDED)
def discard(turn: Turn, question: Notification) -> None:
    """ "Gửi nhầm": the files of that question count for nothing. Raises Refused."""
    for evidence in _waiting(turn, question, Kind.WHICH_TASK, Kind.WHICH_ITEM):
        discard_loose(turn.act, evidence)
    turn.rewrite(Kind.TOLD, notice=Notice.FILE_DISCARDED)


def _place_one(turn: Turn, evidence: Evidence, task: Task) -> None:
    try:
        added = place_loose(turn.act, evidence, task, turn.said(How.FILE))
    except Refused as refused:
        if refused.reason is Reason.WHICH_ITEM:
            return turn.answer(Kind.WHICH_ITEM, evidence=[evidence.id], task=task.id)
        if refused.reason is Reason.NOT_ACCEPTED:
            return _refuse(turn, evidence, FileProblem.NOT_ACCEPTED, task, evidence.sent_at)
        raise
    return _answer_received(turn, added)


def _submit(turn: Turn, task: Task, file: Incoming, stored: ReceivedFile) -> None:
    """A file that the task does not take is kept all the same, and its sender told why it does not count."""
    said, piece = turn.said(How.FILE, file.caption), pieces.meant(turn, task)
    try:
        if piece is not None:
            return pieces.receive(turn, task, piece, file, stored)
        added = add_evidence(turn.act, task, stored, said)
    except Refused as refused:
        if refused.reason is Reason.SAME_FILE:
            return turn.refusal(refused)
        kept = keep_loose(turn.act, stored, said)
        if refused.reason is Reason.WHICH_ITEM:
            return turn.answer(Kind.WHICH_ITEM, evidence=[kept.id], task=task.id)
        if refused.reason is not Reason.NOT_ACCEPTED:
            return turn.refusal(refused)
        return _refuse(turn, file, FileProblem.NOT_ACCEPTED, task)
    return _answer_received(turn, added)


def _keep_and_ask(turn: Turn, file: Incoming, stored: ReceivedFile) -> None:
    """Files within ten minutes belong together and share one question; what comes a while after the others is
    asked about where it is seen, at the end of the chat."""
    said = turn.said(How.FILE, file.caption)
    evidence = keep_loose(turn.act, stored, said)
    earlier = _open_question(turn)
    if earlier is None:
        return turn.answer(Kind.WHICH_TASK, evidence=[evidence.id])
    together = [*earlier.facts["evidence"], evidence.id]
    if turn.now - earlier.created_at < _AT_ONCE:
        earlier.facts = {"evidence": together}
        return turn.redraw(earlier)
    earlier.facts = {"evidence": []}
    turn.session.add(earlier)
    for message_id in _sent(turn, earlier):
        turn.rewrite(Kind.TOLD, message_id, notice=Notice.ASKED_BELOW)
    return turn.answer(Kind.WHICH_TASK, evidence=together)


def _sent(turn: Turn, question: Notification) -> Sequence[int]:
    """The messages that ask this question."""
    sent = select(SentMessage.message_id).where(SentMessage.notification_id == question.id)
    return turn.session.exec(sent).all()


def _open_question(turn: Turn) -> Notification | None:
    latest = turn.latest(
        Notification.kind == Kind.WHICH_TASK, Notification.created_at >= turn.now - _TOGETHER
    )
    if latest is None or not waiting_files(turn.session, latest.facts["evidence"]):
        return None
    return latest


def _check_may_add(turn: Turn, task: Task) -> None:
    settles = task.state is State.TO_SETTLE
    check(turn.act, task, Change.SETTLE if settles else Change.ADD_EVIDENCE)


def _waiting(turn: Turn, question: Notification, *kinds: str) -> list[Evidence]:
    """The files that this question of the person's own still asks about. Raises Refused."""
    if question.kind not in kinds or question.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS)
    waiting = waiting_files(turn.session, question.facts["evidence"])
    if not waiting:
        raise Refused(Reason.GONE)
    return waiting


def _answer_received(turn: Turn, added: Added) -> None:
    task = turn.session.get_one(Task, added.evidence.task_id)
    others = [doing.titled(turn, each) for each in added.also_serves]
    turn.answer(Kind.FILE_RECEIVED, tasks=[task], evidence=added.evidence.id, also_serves=others)


def _refuse(
    turn: Turn,
    file: Incoming | Evidence,
    problem: FileProblem,
    task: Task | None,
    sent_at: datetime | None = None,
) -> None:
    turn.answer(
        Kind.FILE_REFUSED,
        problem=problem,
        file_name=file.file_name,
        size=file.size,
        sent_at=(sent_at or turn.spoken_at).isoformat(),
        task=task.id if task else None,
    )
