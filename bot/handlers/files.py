"""Files: a reply with a file is the submission; one without is kept, and asked about. Figures and ticks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import select

from bot.buttons import button
from bot.handlers import albums, doing, pieces, saying
from bot.handlers.spoken import as_pick
from bot.incoming import Incoming
from bot.press import MalformedPress
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.bringing import own_and_others
from jobs.messages.facts import Do, Notice
from jobs.messages.files import FileProblem
from jobs.messages.gather import waiting_files
from jobs.messages.named import named_tasks, names_another, of_document
from models.changes.assigning import take_nobodys
from models.changes.common import check
from models.changes.confirming import Said
from models.changes.deleting import ask_to_delete
from models.changes.evidence import Added, add_evidence, enter_figure, place_loose, tick
from models.changes.filing import (
    ReceivedFile,
    discard_loose,
    keep_beside,
    keep_loose,
    new_evidence,
    refuse_file,
)
from models.changes.keeping_private import received_privately
from models.changes.saying import stuck
from models.checklist import figure_items, fitting
from models.kinds import Kind
from models.loose import room_of
from models.private import is_personal, plain_name
from models.refused import Reason, Refused
from models.rules.figures import Figure, is_bare_percent, read_figure
from models.rules.lifecycle import Change, State
from models.rules.reading import Intent, Reading
from models.rules.zone import day_of
from models.tables import Evidence, How, Notification, SentMessage, Task, TaskItem

_SHORT_OF_DONE = frozenset({Intent.NOT_DONE, Intent.POSTPONE, Intent.REFUSE_NOT_MINE})
_TOGETHER, _AT_ONCE = timedelta(minutes=10), timedelta(minutes=1)


def receive(turn: Turn, file: Incoming) -> None:
    """What stands beside a file is read before the file counts: it may be not done yet, or name the task."""
    _take_out_of_chat(turn)
    if file.problem is FileProblem.SECRET and file.stored is not None:
        refuse_file(turn.act, file.stored.sha256, file.stored.size)
    if file.stored is None or file.problem is not None:
        return _refuse(turn, file, file.problem or FileProblem.EMPTY, None)
    stuck_at = saying.asked_obstacle(turn)
    if stuck_at is not None and file.stored.media_type.startswith("image/"):
        return _keep_fault(turn, stuck_at, file, file.stored)
    task = turn.replied_task() or _named_in(turn, file) or albums.task_of(turn, file.album)
    if task is None or (not file.album and _only_asks(turn, file)):
        return _keep_and_ask(turn, file, file.stored)
    if not albums.joins(turn, task, file, file.stored) and not _kept_beside(turn, task, file, file.stored):
        _submit(turn, task, file, file.stored)
    return None


def _take_out_of_chat(turn: Turn) -> None:
    """A file for what tells of citizens does not stay in the chat, whatever becomes of it."""
    task = turn.replied_task()
    if task is not None and turn.message_id is not None and is_personal(turn.session, task):
        ask_to_delete(turn.act, turn.me, turn.chat_id, turn.message_id)


def _only_asks(turn: Turn, file: Incoming) -> bool:
    """Whether the words beside a file ask about it: nobody has said that it is handed in."""
    words = "" if file.is_passed_on else file.caption.strip()
    return bool(words) and _read(turn, words, turn.spoken_at).intent is Intent.QUESTION


def _named_in(turn: Turn, file: Incoming) -> Task | None:
    """The one task, of their own or one that they bring something for, that the words beside a file name; a file's
    name alone settles nothing."""
    if file.is_passed_on or not file.caption:
        return None
    tasks = own_and_others(turn.session, turn.me, turn.now)
    named = named_tasks(turn.session, tasks, file.caption, turn.today)
    named = named or of_document(turn.session, tasks, file.caption)
    if names_another(turn.session, turn.me.agency_id, named or tasks, file.caption):
        return None
    return named[0] if len(named) == 1 else _picked_in(turn, file.caption)


def _picked_in(turn: Turn, caption: str) -> Task | None:
    """The task that the words beside a file pick of those that are asked about for an earlier one."""
    pick = as_pick(turn, caption) if _open_question(turn) is not None else None
    return turn.session.get(Task, pick[1].args[1]) if pick is not None else None


def _kept_beside(turn: Turn, task: Task, file: Incoming, stored: ReceivedFile) -> bool:
    """Whether its words say that it is not done: then the file is kept beside the task, and the words recorded."""
    reading = _short_of_done(turn, "" if file.is_passed_on else file.caption, turn.spoken_at)
    if reading is None or pieces.meant(turn, task) is not None:
        return False
    said = turn.said(How.FILE, file.caption)
    return _set_beside(turn, task, new_evidence(turn.act, stored, said), reading, said, file.album)


def _set_beside(
    turn: Turn, task: Task, evidence: Evidence, reading: Reading, said: Said, album: str = ""
) -> bool:
    """False where nothing may be said of the task now."""
    said = received_privately(turn.act, task, evidence, said)
    try:
        keep_beside(turn.act, task, evidence)
    except Refused:
        return False
    try:
        saying.short_of_done(turn, task, reading, said, beside=[evidence.id], album=album)
    except Refused as refused:
        turn.refusal(refused)
    return True


def _short_of_done(turn: Turn, words: str, said_at: datetime) -> Reading | None:
    """What the words beside a file say, where that is short of done."""
    if not words.strip():
        return None
    reading = _read(turn, words, said_at)
    return reading if reading.intent in _SHORT_OF_DONE else None


def _read(turn: Turn, words: str, said_at: datetime) -> Reading:
    return turn.read(words, said_at)


def _keep_fault(turn: Turn, task: Task, file: Incoming, stored: ReceivedFile) -> None:
    """A picture of what is in the way is kept and is no evidence; its caption says what it is. Raises Refused."""
    if _has_room(turn, stored):
        keep_loose(turn.act, stored, turn.said(How.FILE, file.caption))
    if file.caption:
        return saying.say_back(turn, stuck(turn.act, task, turn.said(How.REPLY, file.caption)))
    return turn.notice(Notice.FAULT_PICTURE, about=doing.titled(turn, task))


@button(Do.FILE)
def ask(turn: Turn, task: Task) -> None:
    _check_may_add(turn, task)
    turn.answer(Kind.ASK_FILE, task=task.id)


@button(Do.FIGURE)
def ask_figure(turn: Turn, task: Task, item: TaskItem | None) -> None:
    """`item`: which of several figures it is for. Raises Refused, MalformedPress."""
    if item is not None and item not in figure_items(turn.session, task):
        raise MalformedPress
    _check_may_add(turn, task)
    turn.answer(Kind.ASK_FIGURE, task=task.id, item=item.id if item else None)


def figure_in(turn: Turn, task: Task, words: str) -> Figure | None:
    """The figure that a text gives a task; what may be a day as well only in answer to our own question."""
    figure = read_figure(words, day_of(turn.spoken_at))
    if figure is None or not figure_items(turn.session, task):
        return None
    return None if figure.may_be_a_day and not _is_asked_figure(turn) else figure


def _is_asked_figure(turn: Turn) -> bool:
    """Whether this message replies to our question for a figure."""
    question = turn.replied_to()
    return question is not None and question.kind == Kind.ASK_FIGURE


def is_unreadable_figure(turn: Turn, task: Task, reading: Reading, words: str) -> bool:
    """Whether a figure was meant that cannot be counted: a percentage alone, or no answer to our question."""
    if is_bare_percent(words) and figure_items(turn.session, task):
        return True
    return _is_asked_figure(turn) and reading.intent in (Intent.AMBIGUOUS, Intent.UNRELATED)


def figure_given(turn: Turn, task: Task, figure: Figure, said: Said) -> None:
    """Where it may be for several items it is asked for again, for one of them. Raises Refused."""
    try:
        answer_received(turn, enter_figure(turn.act, task, figure, said, _asked_item(turn, task)))
    except Refused as refused:
        if refused.reason is not Reason.WHICH_ITEM:
            raise
        turn.answer(Kind.ASK_FIGURE, task=task.id, again=True)


def _asked_item(turn: Turn, task: Task) -> TaskItem | None:
    """The item of this task for which our question asked a figure."""
    question = turn.replied_to()
    if question is None or question.kind != Kind.ASK_FIGURE or question.facts.get("task") != task.id:
        return None
    return turn.session.get(TaskItem, question.facts["item"]) if question.facts.get("item") else None


@button(Do.TICK, says=alerts.TICKED)
def tick_pressed(turn: Turn, task: Task, item: TaskItem) -> None:
    said = turn.said(How.BUTTON, item.title)
    answer_received(turn, tick(turn.act, task, item, said))


@button(Do.FOR_ITEM, says=alerts.PLACED)
def item_chosen(turn: Turn, question: Notification, item: TaskItem) -> None:
    """The answer to "for which item?". Raises Refused."""
    waiting = _waiting(turn, question, Kind.WHICH_ITEM)
    task = turn.task(question.facts["task"])
    if item.task_id != task.id:
        raise MalformedPress
    answer_received(turn, place_loose(turn.act, waiting[0], task, turn.said(How.FILE), item))
    turn.rewrite(Kind.TOLD, notice=Notice.FILE_PLACED, about=item.title)


@button(Do.PLACE, says=alerts.PLACED)
def place(turn: Turn, question: Notification, task: Task) -> None:
    """The answer to "for which task?": all files of that question go to it, first those whose words say that it is
    not done, before others hand it in. Raises Refused."""
    captions, first = question.facts.get("captions", {}), None

    def said_of(evidence: Evidence) -> str:
        return str(captions.get(str(evidence.id), ""))

    waiting = _waiting(turn, question, Kind.WHICH_TASK)
    for evidence in sorted(
        waiting, key=lambda each: _short_of_done(turn, said_of(each), each.sent_at) is None
    ):
        first = _place_one(turn, evidence, task, said_of(evidence), first) or first
    turn.rewrite(Kind.TOLD, notice=Notice.FILE_PLACED, about=doing.titled(turn, task))


@button(Do.APART, says=alerts.ANSWERED_BELOW)
def apart(turn: Turn, question: Notification) -> None:
    """Each file of that question is asked about by itself, and shares its question with none. Raises Refused."""
    waiting, captions = _waiting(turn, question, Kind.WHICH_TASK), question.facts.get("captions", {})
    question.facts = {"evidence": []}
    turn.session.add(question)
    turn.rewrite(Kind.TOLD, notice=Notice.FILES_APART)
    for evidence in waiting:
        own_words = {key: words for key, words in captions.items() if key == str(evidence.id)}
        turn.answer(Kind.WHICH_TASK, evidence=[evidence.id], captions=own_words, apart=True)


@button(Do.DISCARD, says=alerts.DISCARDED)
def discard(turn: Turn, question: Notification) -> None:
    """ "Gửi nhầm": the files of that question count for nothing. Raises Refused."""
    for evidence in _waiting(turn, question, Kind.WHICH_TASK, Kind.WHICH_ITEM):
        discard_loose(turn.act, evidence)
    turn.rewrite(Kind.TOLD, notice=Notice.FILE_DISCARDED)


def _place_one(
    turn: Turn, evidence: Evidence, task: Task, caption: str, first: Notification | None
) -> Notification | None:
    """As it was said when it was sent. Without words of its own it shares the answer to the `first` of them, and
    its receipt, or stands beside the task with it. Returns the answer to what was received."""
    shared = first if not caption.strip() else None
    said = replace(turn.said(How.FILE, caption), at=evidence.sent_at)
    reading = _short_of_done(turn, caption, evidence.sent_at)
    if reading is not None and _set_beside(turn, task, evidence, reading, said):
        return turn.latest(Kind.HEARD)
    if shared is not None and shared.kind == Kind.HEARD:
        albums.keep_with(turn, shared, task, evidence, said)
        return shared
    try:
        _take_nobodys(turn, task, evidence.media_type)
        receipt = albums.receipt_of(turn, shared) if shared else None
        added = place_loose(turn.act, evidence, task, said, receipt=receipt)
    except Refused as refused:
        if refused.reason is Reason.WHICH_ITEM:
            turn.answer(Kind.WHICH_ITEM, evidence=[evidence.id], task=task.id)
        elif refused.reason is Reason.NOT_ACCEPTED:
            _refuse(turn, evidence, FileProblem.NOT_ACCEPTED, task, evidence.sent_at)
        else:
            raise
        return None
    if shared is None or added.is_held:
        return answer_received(turn, added)
    return albums.add_to(turn, shared, added.evidence)


def _submit(turn: Turn, task: Task, file: Incoming, stored: ReceivedFile) -> None:
    """A file that the task does not take is kept all the same, and its sender told why it does not count."""
    said, piece = turn.said(How.FILE, file.caption), pieces.meant(turn, task)
    try:
        if piece is not None:
            return pieces.receive(turn, task, piece, file, stored)
        _take_nobodys(turn, task, stored.media_type)
        together = albums.held_with(turn, file.album)
        added = add_evidence(turn.act, task, stored, said, sent_with=together)
    except Refused as refused:
        if refused.reason is Reason.SAME_FILE:
            return turn.refusal(refused)
        if not _has_room(turn, stored):
            return _refuse(turn, file, FileProblem.NO_ROOM, task)
        kept = keep_loose(turn.act, stored, said)
        if refused.reason is Reason.WHICH_ITEM:
            return turn.answer(Kind.WHICH_ITEM, evidence=[kept.id], task=task.id)
        if refused.reason is not Reason.NOT_ACCEPTED:
            return turn.refusal(refused)
        return _refuse(turn, file, FileProblem.NOT_ACCEPTED, task)
    answer_received(turn, added, file.album)
    return None


def _take_nobodys(turn: Turn, task: Task, media_type: str) -> None:
    """Only by a file that the task takes: what is refused hands nothing in."""
    if fitting(turn.session, task, media_type):
        take_nobodys(turn.act, task)


def _keep_and_ask(turn: Turn, file: Incoming, stored: ReceivedFile) -> None:
    """Files within ten minutes belong together and share one question; what comes a while after the others is
    asked about where it is seen, at the end of the chat."""
    if not _has_room(turn, stored):
        return _refuse(turn, file, FileProblem.NO_ROOM, None)
    said = turn.said(How.FILE, file.caption)
    evidence = keep_loose(turn.act, stored, said)
    own_words = {str(evidence.id): file.caption} if file.caption and not file.is_passed_on else {}
    earlier = _open_question(turn)
    if earlier is None:
        return turn.answer(Kind.WHICH_TASK, evidence=[evidence.id], captions=own_words)
    together = [*earlier.facts["evidence"], evidence.id]
    captions = earlier.facts.get("captions", {}) | own_words
    if turn.now - earlier.created_at < _AT_ONCE:
        earlier.facts = {"evidence": together, "captions": captions}
        return turn.redraw(earlier)
    earlier.facts = {"evidence": []}
    turn.session.add(earlier)
    for message_id in _sent(turn, earlier):
        turn.rewrite(Kind.TOLD, message_id, notice=Notice.ASKED_BELOW)
    return turn.answer(Kind.WHICH_TASK, evidence=together, captions=captions)


def _has_room(turn: Turn, stored: ReceivedFile) -> bool:
    """Whether who sends may leave one more file unplaced; the bytes of one that is not kept leave the disk."""
    return room_of(turn.session, turn.me).takes(stored.size)


def _sent(turn: Turn, question: Notification) -> Sequence[int]:
    """The messages that ask this question."""
    sent = select(SentMessage.message_id).where(SentMessage.notification_id == question.id)
    return turn.session.exec(sent).all()


def _open_question(turn: Turn) -> Notification | None:
    latest = turn.latest_where(
        Notification.kind == Kind.WHICH_TASK, Notification.created_at >= turn.now - _TOGETHER
    )
    if latest is None or "apart" in latest.facts or not waiting_files(turn.session, latest.facts["evidence"]):
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
        deleted = [turn.session.get_one(Evidence, each).deleted_at for each in question.facts["evidence"]]
        raise Refused(Reason.FILE_DELETED if all(deleted) else Reason.GONE)
    return waiting


def answer_received(turn: Turn, added: Added, album: str = "") -> Notification | None:
    """Returns the answer; None to what a finding holds back."""
    task = turn.session.get_one(Task, added.evidence.task_id)
    if added.is_held:
        albums.tell_held(turn, task, added.evidence, album)
        return None
    others = [doing.titled(turn, each) for each in added.also_serves]
    evidence_id = added.evidence.id
    return turn.put(Kind.FILE_RECEIVED, tasks=[task], evidence=evidence_id, also_serves=others, album=album)


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
        file_name=plain_name("", file.file_name) if file.is_sealed else file.file_name,
        size=file.size,
        sent_at=(sent_at or turn.spoken_at).isoformat(),
        task=task.id if task else None,
    )
