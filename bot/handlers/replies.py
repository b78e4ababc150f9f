"""Officers also just write: what was read, which task is meant, and what follows (docs/design.md, Conversation)."""

from datetime import datetime

from sqlmodel import col, func, select

from bot.buttons import button
from bot.handlers import asking, doing, files, giving, holding, pieces, saying, undoing, waiting
from bot.press import MalformedPress
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.bringing import of_others
from jobs.messages.facts import Do, Notice
from jobs.messages.morning import tasks_of
from jobs.messages.named import of_document
from jobs.messages.ones_own import own_tasks
from jobs.messages.replies import Ask
from models.calendar import working_calendar
from models.changes.common import is_told
from models.changes.confirming import Said
from models.changes.saying import last_said, say, stuck
from models.kept import kept
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.figures import Figure
from models.rules.lifecycle import ACTIVE, CLOSED, State
from models.rules.reading import Intent, Place, Reading, read_done_day, read_numbered, read_reply
from models.rules.reading.away import beside_absence
from models.rules.reading.giving import read_gifts
from models.rules.reading.moments import MAY_NAME_A_MOMENT, named_moment
from models.tables import How, Notification, NotificationTask, StatementKind, Task

_NUMBERED = (Kind.DIGEST, Kind.OUTAGE, Kind.TASK_LIST, Kind.LAST_CALL, Kind.LEADER_WEEK)
_NO_MORE_THAN_AN_OBSTACLE = frozenset({Intent.NOT_DONE, Intent.QUESTION, Intent.AMBIGUOUS, Intent.UNRELATED})
_NEEDS_NO_TASK = frozenset({Intent.UNRELATED, Intent.CANCEL_UNDO})


def wrote(turn: Turn, words: str) -> None:
    """1. What is in the way, a day, a number answers our question for it. 2. A figure goes to the task that wants
    one. 3. Work that a head gives goes to whom they name. 4. An answer by number goes to the numbered tasks.
    5. Otherwise read it. 6. Find the one task it means. 7. Do what it says, or ask one question with buttons.
    """
    try:
        ways = (_as_obstacle, _as_done_day, _as_moment, _as_choice, _as_figure, giving.gave, _by_number)
        if not any(way(turn, words) for way in ways):
            _as_a_whole(turn, words)
    except Refused as refused:
        turn.refusal(refused)


def edited(turn: Turn, words: str) -> None:
    """A message has other words now: nothing is recorded of them before that is said to be meant."""
    turn.answer(
        Kind.QUESTION,
        ask=Ask.EDITED,
        words=words,
        said_at=turn.spoken_at.isoformat(),
        message=turn.message_id,
        replied=turn.reply_to,
    )


@button(Do.REREAD, says=alerts.RECORDED)
def read_anew(turn: Turn, question: Notification) -> None:
    """What was recorded of the old words is taken back as far as it can be, and the new ones are read as said."""
    check_own(turn, question, Ask.EDITED)
    facts = question.facts
    turn.rewrite(Kind.TOLD, notice=Notice.UNDERSTOOD_BELOW)
    undoing.take_back_message(turn, facts["message"])
    turn.message_id, turn.reply_to = facts["message"], facts.get("replied")
    turn.said_at = datetime.fromisoformat(facts["said_at"])
    wrote(turn, facts["words"])


@button(Do.MEANT)
def task_meant(turn: Turn, question: Notification, task: Task) -> None:
    """The answer to "which task?": what was written is read again, as of when it was written."""
    check_own(turn, question, Ask.WHICH_TASK)
    _act_as_meant(turn, question, task)
    turn.rewrite(Kind.TOLD, notice=Notice.UNDERSTOOD_BELOW)


def _act_as_meant(turn: Turn, question: Notification, task: Task) -> None:
    _act(turn, task, _read_again(turn, question), question.facts["words"])
    turn.answered(question)


def _as_choice(turn: Turn, words: str) -> bool:
    """A bare number in answer to "which task?", the last thing that was asked."""
    number = words.strip().rstrip(".")
    question = turn.replied_to() if turn.reply_to else turn.latest()
    if not number.isdecimal() or question is None or question.facts.get("ask") != Ask.WHICH_TASK:
        return False
    offered = {str(each): task for each, task in question.facts["offered"]}
    if number not in offered or "answered" in question.facts:
        return False
    _act_as_meant(turn, question, turn.task(offered[number]))
    return True


@button(Do.MEANING)
def meaning_chosen(turn: Turn, question: Notification, meaning: Intent) -> None:
    """The answer to "what do you mean?". Raises Refused, MalformedPress."""
    check_own(turn, question, Ask.MEANING)
    task = turn.task(question.facts["task"])
    read = _read_again(turn, question)
    chosen = Reading(meaning, "chosen", document=read.document, done_on=read.done_on)
    _act(turn, task, chosen, question.facts["words"])
    turn.rewrite(Kind.TOLD, notice=Notice.UNDERSTOOD_BELOW)
    turn.answered(question)


def _by_number(turn: Turn, words: str) -> bool:
    """ "1 xong, 4 mai nop" """
    numbered = _numbered_tasks(turn)
    calendar = working_calendar(turn.session, turn.me.agency_id)
    answers = read_numbered(words, turn.spoken_at, max(numbered, default=0), calendar)
    said = {} if answers is None else {n: each for n, each in answers.items.items() if n in numbered}
    if answers is None or not said:
        return _names_other_numbers(turn, words)
    for number, reading in said.items():
        try:
            _act(turn, numbered[number], reading, words)
        except Refused as refused:
            turn.refusal(refused)
    if answers.unread:
        turn.notice(Notice.NO_SUCH_NUMBER)
    return True


def _names_other_numbers(turn: Turn, words: str) -> bool:
    """Several numbers that no message has: nothing is guessed of them."""
    answers = read_numbered(words, turn.now, None)
    if answers is None or len(answers.items) < 2:
        return False
    turn.notice(Notice.NO_SUCH_NUMBER)
    return True


def _as_done_day(turn: Turn, words: str) -> bool:
    """A day typed in answer to "on which day was it done?"."""
    question = turn.replied_to()
    if question is None or question.facts.get("ask") != Ask.DONE_DAY:
        return False
    day = read_done_day(words, turn.spoken_at)
    if day is None:
        return False
    task = turn.task(question.facts["task"])
    doing.done_on(turn, task, day, turn.said(How.REPLY, words))
    return True


def _as_moment(turn: Turn, words: str) -> bool:
    """An hour or a day typed in answer to "when?"; what says something else of the task is that."""
    question = turn.replied_to() if turn.reply_to else turn.latest()
    if question is None or question.facts.get("ask") != Ask.WHEN:
        return False
    if _read(turn, words, turn.spoken_at).intent not in MAY_NAME_A_MOMENT:
        return False
    when = named_moment(words, turn.spoken_at, working_calendar(turn.session, turn.me.agency_id))
    if when is None:
        return False
    saying.put_off(turn, turn.task(question.facts["task"]), turn.said(How.REPLY, words), when)
    return True


def _as_obstacle(turn: Turn, words: str) -> bool:
    """What is in the way, in answer to our question; what says something else of the task is that. Numbers of a
    list, another period and work that is given are about other tasks."""
    task = saying.asked_obstacle(turn)
    if task is None:
        return False
    reading = _read(turn, words, turn.spoken_at)
    is_empty = reading.intent is Intent.QUESTION and reading.reason == "only_marks"
    if reading.intent in _NO_MORE_THAN_AN_OBSTACLE and not is_empty:
        saying.say_back(turn, stuck(turn.act, task, turn.said(How.REPLY, words)))
        return True
    if turn.reply_to or reading.period not in (None, task.period) or read_gifts(words):
        return False
    answers = read_numbered(words, turn.spoken_at, None)
    if answers is not None and answers.items:
        return False
    _act(turn, task, reading, words)
    return True


def _as_figure(turn: Turn, words: str) -> bool:
    """ "672/5505": for the task replied to, or the one whose period has closed and still lacks its figure."""
    replied = list(_replied_tasks(turn).values())
    own = replied or own_tasks(turn.session, turn.me, turn.today)
    wanting = [(task, figure) for task in own if (figure := files.figure_in(turn, task, words))]
    if not wanting:
        return False
    is_named = len(replied) == 1
    wanted = wanting if is_named else _most_wanting(turn, wanting)
    if len(wanted) == 1 and (is_named or _is_due(turn, wanted[0][0])):
        files.figure_given(turn, *wanted[0], turn.said(How.REPLY, words))
    else:
        _ask_which(turn, [task for task, _ in wanted], words)
    return True


def _most_wanting(turn: Turn, wanting: list[tuple[Task, Figure]]) -> list[tuple[Task, Figure]]:
    """Those whose period has closed; else those that lack their figure; else all."""
    lacking = [each for each in wanting if each[0].state in ACTIVE]
    closed = [each for each in lacking if _is_due(turn, each[0])]
    return closed or lacking or wanting


def _is_due(turn: Turn, task: Task) -> bool:
    """Whether it lacks its figure and its period has closed."""
    return task.state in ACTIVE and not doing.is_before_cutoff(turn, task)


def _as_a_whole(turn: Turn, words: str) -> None:
    reading = _read(turn, words, turn.spoken_at)
    if holding.gave_number(turn, reading, words):
        return None
    if reading.intent in _NEEDS_NO_TASK and turn.replied_task() is None:
        return _without_a_task(turn, reading)
    meant = _candidates(turn, reading)
    if _points_at_a_list(turn):
        meant, is_another = holding.which(turn, meant, reading, words)
        if is_another:
            return holding.ask_documents(turn, meant, words)
    if len(meant) == 1:
        return _act(turn, meant[0], reading, words)
    if meant:
        return _ask_which(turn, meant, words)
    if _replied_tasks(turn):
        return turn.notice(Notice.TASKS_CLOSED)
    return turn.notice(Notice.WHICH_MESSAGE if asking.has_open(turn) else Notice.NO_TASK_MEANT)


def _points_at_a_list(turn: Turn) -> bool:
    """Whether it replies to no message, or to one of several tasks, even where one is left of them."""
    row = turn.replied_to()
    return row is None or row.kind in (Kind.CLERK_LIST, *_NUMBERED)


def _ask_which(turn: Turn, meant: list[Task], words: str) -> None:
    """Under the numbers of the digest where it has them all: a number means the same in both messages."""
    numbered = [(number, task.id) for number, task in _numbered_tasks(turn).items() if task in meant]
    if len(numbered) < len(meant):
        numbered = list(enumerate((task.id for task in meant), start=1))
    turn.answer(
        Kind.QUESTION,
        ask=Ask.WHICH_TASK,
        words=words,
        said_at=turn.spoken_at.isoformat(),
        offered=numbered,
    )


def _candidates(turn: Turn, reading: Reading) -> list[Task]:
    """The task replied to; of several in that message those not closed, and no others; else those spoken of
    and unanswered since; else all active ones of the person, and those of others that they bring word of. A period
    or a document that is named narrows the choice.
    """
    replied = list(_replied_tasks(turn).values())
    if len(replied) == 1:
        return replied
    tasks = _alive(replied) if replied else _own(turn)
    if not replied and (not tasks or reading.place is Place.ISSUED):
        tasks += [task for task in of_others(turn.session, turn.me, turn.now) if task not in tasks]
        tasks = [task for task in tasks if task.place is not Place.ISSUED] or tasks
    named = [task for task in tasks if task.period == reading.period]
    if not named and reading.document is not None:
        named = of_document(turn.session, tasks, reading.document.number)
    return named or tasks


def _alive(tasks: list[Task]) -> list[Task]:
    alive = [task for task in tasks if task.state not in CLOSED]
    return [task for task in alive if task.state in ACTIVE] or alive


def _own(turn: Turn) -> list[Task]:
    own = [task for task in own_tasks(turn.session, turn.me, turn.today) if task.state in ACTIVE]
    unanswered = _unanswered(turn, own)
    return [task for task in own if task.id in unanswered] or own


def _act(turn: Turn, task: Task, reading: Reading, words: str) -> None:
    """One intent, one effect (the table of docs/design.md, Conversation); a figure is what it is."""
    if pieces.heard(turn, task, reading, words):
        return
    if task.state is State.WAITING and waiting.heard(turn, task, reading, words):
        return
    if holding.heard(turn, task, reading, words):
        return
    said = turn.said(How.REPLY, words)
    if (figure := files.figure_in(turn, task, words)) is not None:
        files.figure_given(turn, task, figure, said)
    elif files.is_unreadable_figure(turn, task, reading, words):
        turn.answer(Kind.ASK_FIGURE, task=task.id, again=True)
    else:
        _answer(turn, task, reading, said)


def _answer(turn: Turn, task: Task, reading: Reading, said: Said) -> None:
    match reading.intent:
        case Intent.DONE | Intent.DONE_WITH_DOCNUMBER:
            doing.say_done(turn, task, said, reading.document, reading.done_on)
        case Intent.NOT_DONE:
            saying.not_done(turn, task, reading, said)
        case Intent.POSTPONE:
            saying.postpone(turn, task, reading, said)
        case Intent.QUESTION:
            asking.show_details(turn, task)
        case Intent.ACK_ONLY:
            saying.say_back(turn, say(turn.act, task, said, StatementKind.SEEN))
        case Intent.REFUSE_NOT_MINE:
            saying.is_not_mine(turn, task, said)
        case Intent.CANCEL_UNDO:
            undoing.take_back_last(turn, task)
        case Intent.AMBIGUOUS:
            said_at = said.at.isoformat()
            turn.answer(Kind.QUESTION, ask=Ask.MEANING, words=said.words, task=task.id, said_at=said_at)
        case Intent.UNRELATED:
            _help_once(turn)


def _without_a_task(turn: Turn, reading: Reading) -> None:
    if reading.intent is Intent.UNRELATED:
        return _help_once(turn)
    return undoing.take_back_last(turn, None)


def _unanswered(turn: Turn, tasks: list[Task]) -> set[int]:
    """Those of these tasks of which the person was told, and has said nothing since."""
    ids = [task.id for task in tasks]
    told = turn.session.exec(
        select(NotificationTask.task_id, func.max(Notification.created_at))
        .join(Notification, col(Notification.id) == NotificationTask.notification_id)
        .where(
            col(NotificationTask.task_id).in_(ids),
            Notification.person_id == turn.me.id,
            col(Notification.direct).is_(False),
        )
        .group_by(col(NotificationTask.task_id))
    ).all()
    said = last_said(turn.session, turn.me, ids)
    return {task_id for task_id, moment in told if task_id not in said or said[task_id] < moment}


def _replied_tasks(turn: Turn) -> dict[int, Task]:
    """The tasks that the message replied to speaks of, by its own numbers; none where there is no such one."""
    row = turn.replied_to()
    if row is None:
        return {}
    if "task" in row.facts:
        return {1: turn.task(row.facts["task"])}
    if "offered" in row.facts:
        return {number: turn.task(each) for number, each in row.facts["offered"]}
    return dict(tasks_of(turn.session, row))


def _numbered_tasks(turn: Turn) -> dict[int, Task]:
    """The tasks by the numbers of the message replied to, without one by those of the latest numbered one."""
    if turn.reply_to:
        return _replied_tasks(turn)
    key = ("numbered", turn.me.id)
    return dict(kept(turn.session, (Notification, NotificationTask), key, lambda: _read_numbered(turn)))


def _read_numbered(turn: Turn) -> dict[int, Task]:
    row = turn.latest(col(Notification.kind).in_(_NUMBERED))
    return dict(tasks_of(turn.session, row)) if row is not None else {}


def _help_once(turn: Turn) -> None:
    """One line of help, at most once a day."""
    key = f"help/{turn.me.code}/{turn.today}"
    if not is_told(turn.session, turn.me.agency_id, key):
        turn.answer_once(key, Kind.TOLD, notice=Notice.NOT_UNDERSTOOD)


def _read(turn: Turn, words: str, said_at: datetime) -> Reading:
    words = beside_absence(words, said_at)
    return read_reply(words, said_at, working_calendar(turn.session, turn.me.agency_id))


def _read_again(turn: Turn, question: Notification) -> Reading:
    """What a question was asked about, as of when it was written."""
    return _read(turn, question.facts["words"], datetime.fromisoformat(question.facts["said_at"]))


def check_own(turn: Turn, question: Notification, ask: Ask) -> None:
    """An own question that asks this, and was not answered. Raises Refused, MalformedPress."""
    if question.kind != Kind.QUESTION or question.facts.get("ask") != ask:
        raise MalformedPress
    if question.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS)
    if "answered" in question.facts:
        raise Refused(Reason.GONE)
