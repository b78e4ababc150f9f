"""Officers also just write: what was read, which task is meant, and what follows (docs/design.md, Conversation)."""

from datetime import datetime

from bot.buttons import button
from bot.handlers import (
    asking,
    cases,
    doing,
    files,
    giving,
    holding,
    meaning,
    reviewing,
    saying,
    undoing,
)
from bot.handlers.acting import act, check_own, read, read_again, without_a_task
from bot.handlers.which import NUMBERED, ask_which, candidates, context, numbered_with, replied_tasks
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.facts import Do, Notice
from jobs.messages.named import spoken_of
from jobs.messages.ones_own import own_tasks
from jobs.messages.questions import Ask
from models.calendar import working_calendar
from models.changes.saying import stuck
from models.kinds import Kind
from models.refused import Refused
from models.rules.figures import Figure, read_figure
from models.rules.lifecycle import ACTIVE
from models.rules.reading import Intent, Reading, read_numbered
from models.rules.reading.answers import (
    MAY_NAME_A_MOMENT,
    named_moment,
    names_a_verdict,
    surveyed,
)
from models.rules.reading.naming import puts_right
from models.rules.reading.numbered import Answers
from models.rules.reading.past import read_done_day
from models.rules.reading.persons import gifts_by_number, read_gifts
from models.rules.zone import day_of
from models.tables import How, Notification, Task

_NO_MORE_THAN_AN_OBSTACLE = frozenset({Intent.NOT_DONE, Intent.QUESTION, Intent.AMBIGUOUS, Intent.UNRELATED})
_NEEDS_NO_TASK = frozenset({Intent.UNRELATED, Intent.CANCEL_UNDO, Intent.ABSENCE})


def wrote(turn: Turn, words: str) -> None:
    """1. What is in the way, a day, a number answers our question for it. 2. A figure goes to the task that wants
    one. 3. Work that a head gives goes to whom they name. 4. An answer by number goes to the numbered tasks.
    5. Otherwise read it. 6. Find the one task it means. 7. Do what it says, or ask one question with buttons.
    """
    try:
        ways = (
            _as_obstacle,
            _as_done_day,
            _as_moment,
            meaning.answered,
            _as_figure,
            giving.gave,
            _gave_beside,
            cases.took_back,
            cases.by_number,
            _by_number,
        )
        if not any(way(turn, words) for way in ways):
            _as_a_whole(turn, words)
    except Refused as refused:
        turn.refusal(refused)


def edited(turn: Turn, words: str) -> None:
    """A message has other words now: nothing is recorded of them before that is said to be meant."""
    turn.answer(
        Kind.QUESTION,
        ask=Ask.EDITED,
        recorded=undoing.said_in(turn, turn.message_id),
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
    act(turn, task, read_again(turn, question), question.facts["words"])
    turn.answered(question)
    turn.rewrite(Kind.TOLD, notice=Notice.UNDERSTOOD_BELOW)


def _gave_beside(turn: Turn, words: str) -> bool:
    """ "6 xong, 7 giao chị An": what is given, then what else is said by number. "1 giao chị An, 2 ngày nữa nộp":
    the day is of what is given, and who gives it is asked whether its deadline moves."""
    gifts, others = gifts_by_number(words)
    numbered, answers = _read_numbers(turn, others) if gifts and others else ({}, None)
    by_number = answers is not None and bool(answers.items)
    reading = read(turn, others, turn.spoken_at) if gifts and others and not by_number else None
    if not gifts or (reading is not None and reading.intent is not Intent.POSTPONE):
        return False
    given = giving.gave_beside(turn, gifts)
    if given is None:
        return False
    if reading is not None:
        for task in given:
            saying.asked_for_a_day(turn, task, reading)
    return not by_number or _answer_numbers(turn, others, numbered, answers)


def _by_number(turn: Turn, words: str) -> bool:
    """ "1 xong, 4 mai nop", "CCHC gửi rồi, giải ngân thì thứ 5" """
    return _answer_numbers(turn, words, *_read_numbers(turn, words))


def _read_numbers(turn: Turn, words: str) -> tuple[dict[int, Task], Answers | None]:
    """The tasks by the numbers that are meant, and what is said of each."""
    said = read_numbered(words, turn.spoken_at, None)
    numbered = numbered_with(turn, {*said.items, *said.unread} if said else ())
    calendar = working_calendar(turn.session, turn.me.agency_id)
    return numbered, read_numbered(words, turn.spoken_at, max(numbered, default=0), calendar)


def _answer_numbers(turn: Turn, words: str, numbered: dict[int, Task], answers: Answers | None) -> bool:
    if answers is None or set(answers.unread) - set(numbered):
        return _names_other_numbers(turn, words)
    found = _answered(turn, numbered, answers)
    if found is None:
        return _names_other_numbers(turn, words)
    for number, reading in sorted(found.items()):
        try:
            act(turn, numbered[number], reading, words)
        except Refused as refused:
            turn.refusal(refused)
    return True


def _answered(turn: Turn, numbered: dict[int, Task], answers: Answers) -> dict[int, Reading] | None:
    """What was said of each number of a list; what was not understood of a number is asked. None where no number
    and no name of the list is among the words, or a name may be that of several."""
    found = {number: reading for number, reading in answers.items.items() if number in numbered}
    for called, reading in answers.named:
        meant = spoken_of(turn.session, list(numbered.values()), called)
        if len(meant) != 1:
            return None
        found |= {number: reading for number, task in numbered.items() if task.id == meant[0].id}
    if not found or (not answers.items and len(answers.named) + (answers.rest is not None) < 2):
        return None
    if answers.rest is not None:
        rest = {number for number, task in numbered.items() if task.state in ACTIVE} - set(found)
        found |= dict.fromkeys(rest, answers.rest)
    return dict.fromkeys(answers.unread, Reading(Intent.AMBIGUOUS, "unread", piece="")) | found


def _names_other_numbers(turn: Turn, words: str) -> bool:
    """Several numbers that no message has: nothing is guessed of them."""
    answers = read_numbered(words, turn.now, None)
    if answers is None or len({*answers.items, *answers.unread}) < 2:
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
    if read(turn, words, turn.spoken_at).intent not in MAY_NAME_A_MOMENT:
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
    reading = read(turn, words, turn.spoken_at)
    is_empty = reading.intent is Intent.QUESTION and reading.reason == "only_marks"
    if reading.intent in _NO_MORE_THAN_AN_OBSTACLE and not is_empty and not reading.over:
        saying.say_back(turn, stuck(turn.act, task, turn.said(How.REPLY, words)))
        return True
    if turn.reply_to or reading.period not in (None, task.period) or read_gifts(words):
        return False
    answers = read_numbered(words, turn.spoken_at, None)
    if answers is not None and answers.items:
        return False
    act(turn, task, reading, words)
    return True


def _as_figure(turn: Turn, words: str) -> bool:
    """ "672/5505": for the task replied to, or the one whose period has closed and still lacks its figure."""
    if read_figure(words, day_of(turn.spoken_at)) is None:
        return False
    replied = list(replied_tasks(turn).values())
    own = replied or own_tasks(turn.session, turn.me, turn.today)
    wanting = [(task, figure) for task in own if (figure := files.figure_in(turn, task, words))]
    if not wanting:
        return False
    is_named = len(replied) == 1
    wanted = wanting if is_named else _most_wanting(turn, wanting)
    if len(wanted) == 1 and (is_named or _is_due(turn, wanted[0][0])):
        files.figure_given(turn, *wanted[0], turn.said(How.REPLY, words))
    else:
        ask_which(turn, [task for task, _ in wanted], words)
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
    what, about = surveyed(words), replied_tasks(turn)
    if what is not None and len(about) != 1:
        return asking.survey(turn, what)
    if what is not None:
        return asking.show_details(turn, next(iter(about.values())), None)
    reading = read(turn, words, turn.spoken_at, context(turn))
    if holding.took_back(turn, reading, words) or holding.gave_number(turn, reading, words):
        return None
    if _puts_right(turn, reading, words):
        return None
    if reading.intent in _NEEDS_NO_TASK and turn.replied_task() is None:
        return without_a_task(turn, reading)
    meant, names_another = candidates(turn, reading, words)
    if _points_at_a_list(turn):
        meant, is_another = holding.which(turn, meant, reading, words)
        if is_another:
            return holding.ask_documents(turn, meant, words)
    if len(meant) == 1 and not names_another:
        return act(turn, meant[0], reading, words)
    if meant and reading.intent is Intent.ACK_ONLY:
        return turn.notice(Notice.HEARD_ALL)
    if meant:
        return ask_which(turn, meant, words)
    if about:
        return turn.notice(Notice.TASKS_CLOSED)
    if names_a_verdict(words) and reviewing.asked_which(turn):
        return None
    if reading.intent is Intent.ACK_ONLY and not asking.has_open(turn):
        return turn.notice(Notice.HEARD_ALL)
    return turn.notice(Notice.WHICH_MESSAGE if asking.has_open(turn) else Notice.NO_TASK_MEANT)


def _puts_right(turn: Turn, reading: Reading, words: str) -> bool:
    """Whether a number or a day takes the place of the one that was told: of the task replied to, else of the one
    that the person told last. Raises Refused."""
    if reading.intent is not Intent.CANCEL_UNDO or not puts_right(words):
        return False
    task = turn.replied_task() or doing.told_last(turn)
    return task is not None and doing.corrected(turn, task, reading.document, reading.done_on)


def _points_at_a_list(turn: Turn) -> bool:
    """Whether it replies to no message, or to one of several tasks, even where one is left of them."""
    row = turn.replied_to()
    return row is None or row.kind in NUMBERED
