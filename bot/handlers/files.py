"""Files: a reply with a file is the submission; one without is kept, and asked about. Figures and ticks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import col, select

from bot.buttons import button
from bot.handlers import pieces
from bot.incoming import Incoming
from bot.press import MalformedPress
from bot.texts import alerts
from bot.texts.words import plain_title
from bot.turn import Turn
from jobs.messages.facts import Do, Notice
from jobs.messages.files import FileProblem
from jobs.messages.gather import task_facts, waiting_files
from models.actor import Act, acting
from models.changes.common import ask_for_edit, check
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
from models.checklist import figure_item
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.figures import Figure, is_bare_percent, read_figure
from models.rules.lifecycle import Change, State
from models.rules.reading import Intent, Reading
from models.rules.zone import day_of
from models.tables import Evidence, How, Notification, Person, SentMessage, Task, TaskItem

_TOGETHER, _AT_ONCE = timedelta(minutes=10), timedelta(minutes=1)


def receive(turn: Turn, file: Incoming) -> None:
    if file.stored is None or file.problem is not None:
        return _refuse(turn, file, file.problem or FileProblem.EMPTY, None)
    task = turn.replied_task()
    if task is None:
        return _keep_and_ask(turn, file, file.stored)
    return _submit(turn, task, file, file.stored)


@button(Do.FILE)
def ask(turn: Turn, task: Task) -> None:
    _check_may_add(turn, task)
    turn.answer(Kind.ASK_FILE, task=task.id)
    turn.alert = alerts.ANSWERED_BELOW


@button(Do.FIGURE)
def ask_figure(turn: Turn, task: Task) -> None:
    _check_may_add(turn, task)
    turn.answer(Kind.ASK_FIGURE, task=task.id)
    turn.alert = alerts.ANSWERED_BELOW


def figure_in(turn: Turn, task: Task, words: str) -> Figure | None:
    """The figure that a text gives a task; what may be a day as well only in answer to our own question."""
    figure = read_figure(words, day_of(turn.said_at or turn.now))
    if figure is None or figure_item(turn.session, task) is None:
        return None
    return None if figure.may_be_a_day and not is_asked_figure(turn) else figure


def is_asked_figure(turn: Turn) -> bool:
    """Whether this message replies to our question for a figure."""
    question = turn.replied_to()
    return question is not None and question.kind == Kind.ASK_FIGURE


def is_unreadable_figure(turn: Turn, task: Task, reading: Reading, words: str) -> bool:
    """Whether a figure was meant that cannot be counted: a percentage alone, or no answer to our question."""
    if is_bare_percent(words) and figure_item(turn.session, task) is not None:
        return True
    return is_asked_figure(turn) and reading.intent in (Intent.AMBIGUOUS, Intent.UNRELATED)


def figure_given(turn: Turn, task: Task, figure: Figure, said: Said) -> None:
    """Raises Refused."""
    _answer_received(turn, enter_figure(turn.act, task, figure, said))


@button(Do.TICK)
def tick_pressed(turn: Turn, task: Task, item_id: int) -> None:
    item = turn.session.get(TaskItem, item_id)
    if item is None:
        raise MalformedPress
    said = turn.said(How.BUTTON, item.title)
    _answer_received(turn, tick(turn.act, task, item, said))
    turn.alert = alerts.TICKED


@button(Do.FOR_ITEM)
def item_chosen(turn: Turn, question: Notification, item_id: int) -> None:
    """The answer to "for which item?". Raises Refused."""
    item, waiting = turn.session.get(TaskItem, item_id), _waiting(turn, question, Kind.WHICH_ITEM)
    task = turn.session.get_one(Task, question.facts["task"])
    if item is None or item.task_id != task.id:
        raise MalformedPress
    said = turn.said(How.FILE)
    _answer_received(turn, place_loose(turn.act, waiting[0], task, said, item))
    turn.rewrite(Kind.TOLD, notice=Notice.FILE_PLACED, about=item.title)
    turn.alert = alerts.PLACED


@button(Do.PLACE)
def place(turn: Turn, question: Notification, task: Task) -> None:
    """The answer to "for which task?": all files of that question go to it. Raises Refused."""
    for evidence in _waiting(turn, question, Kind.WHICH_TASK):
        _place_one(turn, evidence, task)
    turn.rewrite(Kind.TOLD, notice=Notice.FILE_PLACED, about=_title(turn, task))
    turn.alert = alerts.PLACED


@button(Do.DISCARD)
def discard(turn: Turn, question: Notification) -> None:
    """ "Gửi nhầm": the files of that question count for nothing. Raises Refused."""
    for evidence in _waiting(turn, question, Kind.WHICH_TASK, Kind.WHICH_ITEM):
        discard_loose(turn.act, evidence)
    turn.rewrite(Kind.TOLD, notice=Notice.FILE_DISCARDED)
    turn.alert = alerts.DISCARDED


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
    actor, said = acting(turn.me), turn.said(How.FILE, file.caption)
    piece = pieces.meant(turn, task)
    try:
        if piece is not None:
            return pieces.receive(turn, task, piece, file, stored)
        added = add_evidence(Act(turn.session, actor, turn.now), task, stored, said)
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
    earlier = _open_question(turn, turn.me)
    if earlier is None:
        return turn.answer(Kind.WHICH_TASK, evidence=[evidence.id])
    together, sent = [*earlier.facts["evidence"], evidence.id], _sent(turn, earlier)
    at_once = turn.now - earlier.created_at < _AT_ONCE
    earlier.facts = {"evidence": together if at_once else []}
    turn.session.add(earlier)
    for message in sent:
        if at_once:
            ask_for_edit(turn.act, message, earlier)
        else:
            turn.rewrite(Kind.TOLD, message.message_id, notice=Notice.ASKED_BELOW)
    if not at_once:
        turn.answer(Kind.WHICH_TASK, evidence=together)
    return None


def _sent(turn: Turn, question: Notification) -> Sequence[SentMessage]:
    sent = select(SentMessage).where(SentMessage.notification_id == question.id)
    return turn.session.exec(sent).all()


def _open_question(turn: Turn, person: Person) -> Notification | None:
    latest = turn.session.exec(
        select(Notification)
        .where(
            Notification.person_id == person.id,
            Notification.kind == Kind.WHICH_TASK,
            Notification.created_at >= turn.now - _TOGETHER,
            col(Notification.edits).is_(None),
        )
        .order_by(col(Notification.id).desc())
    ).first()
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
    turn.answer(
        Kind.FILE_RECEIVED,
        tasks=[turn.session.get_one(Task, added.evidence.task_id)],
        evidence=added.evidence.id,
        also_serves=[_title(turn, task) for task in added.also_serves],
    )


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
        sent_at=(sent_at or turn.said_at or turn.now).isoformat(),
        task=task.id if task else None,
    )


def _title(turn: Turn, task: Task) -> str:
    return plain_title(task_facts(turn.session, task, turn.now))
