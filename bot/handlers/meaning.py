""" "What do you mean?": the two likeliest readings, a third way, or an answer in words (docs/reading.md)."""

from dataclasses import replace

from bot.buttons import button
from bot.handlers.acting import act, check_own, read, read_again
from bot.turn import Turn
from jobs.messages.facts import Do, Notice
from jobs.messages.named import spoken_of
from jobs.messages.ones_own import own_tasks
from jobs.messages.questions import Ask
from models.calendar import working_calendar
from models.kinds import Kind
from models.rules.reading import Intent, Reading, read_numbered
from models.rules.reading.answers import MAY_NAME_A_MOMENT, agrees, named_moment
from models.tables import Notification, Task

# These words are about something else, or say nothing.
_NO_ANSWER = frozenset({Intent.AMBIGUOUS, Intent.MULTI, Intent.UNRELATED, Intent.ABSENCE})


@button(Do.MEANING)
def meaning_chosen(turn: Turn, question: Notification, meaning: Intent) -> None:
    """The answer to "what do you mean?". Raises Refused, MalformedPress."""
    check_own(turn, question, Ask.MEANING)
    _take(turn, question, _chosen(turn, question, meaning))
    turn.rewrite(Kind.TOLD, notice=Notice.UNDERSTOOD_BELOW)


@button(Do.OTHERWISE)
def meant_otherwise(turn: Turn, question: Notification) -> None:
    """Neither of the two: the other ways on. Raises Refused, MalformedPress."""
    check_own(turn, question, Ask.MEANING)
    facts = {name: question.facts[name] for name in ("words", "task", "said_at")}
    turn.rewrite(Kind.QUESTION, ask=Ask.OTHERWISE, **facts)
    question.facts = {**question.facts, "otherwise": True}
    turn.session.add(question)


def answered(turn: Turn, words: str) -> bool:
    """Whether words answer the question replied to, or the one asked last: yes to the first reading, a day, or what
    can be read by itself. Raises Refused."""
    question = turn.replied_to() if turn.reply_to else turn.asked_lately()
    if question is None or question.facts.get("ask") not in (Ask.MEANING, Ask.OTHERWISE):
        return False
    if "answered" in question.facts or question.person_id != turn.me.id:
        return False
    reading = _said_to(turn, question, words)
    if reading is None or (
        not turn.reply_to and _is_about_another(turn, _task(turn, question), reading, words)
    ):
        return False
    _take(turn, question, reading, words)
    return True


def _said_to(turn: Turn, question: Notification, words: str) -> Reading | None:
    offers = [] if "otherwise" in question.facts else list(map(Intent, question.facts.get("offers", ())))
    if offers and agrees(words):
        return _chosen(turn, question, offers[0])
    reading = read(turn, words, turn.spoken_at)
    if reading.intent in MAY_NAME_A_MOMENT:
        when = named_moment(words, turn.spoken_at, working_calendar(turn.session, turn.me.agency_id))
        if when is not None:
            return Reading(Intent.POSTPONE, "answered", date=when)
    return None if reading.intent in _NO_ANSWER else reading


def _is_about_another(turn: Turn, task: Task, reading: Reading, words: str) -> bool:
    """Whether words name a number of a list, another period, or another task than the one that was asked about."""
    if reading.period not in (None, task.period) or read_numbered(words, turn.spoken_at, None) is not None:
        return True
    own = own_tasks(turn.session, turn.me, turn.today)
    return task not in (spoken_of(turn.session, own, words) or [task])


def _chosen(turn: Turn, question: Notification, meaning: Intent) -> Reading:
    """What rules found in the words stays; a day counts where one was asked for."""
    return replace(read_again(turn, question), intent=meaning, reason="chosen", offers=())


def _take(turn: Turn, question: Notification, reading: Reading, words: str | None = None) -> None:
    act(turn, _task(turn, question), reading, words or question.facts["words"])
    turn.answered(question)


def _task(turn: Turn, question: Notification) -> Task:
    return turn.task(question.facts["task"])
