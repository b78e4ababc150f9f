"""What somebody passes on is never their own word: a letter opens an order, anything else is asked about."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.buttons import button
from bot.handlers import form_words, forms, saying
from bot.handlers.acting import check_own
from bot.texts import alerts
from bot.turn import Turn
from jobs.forms.order import taker
from jobs.messages.facts import Do, Notice
from jobs.messages.ones_own import own_tasks
from jobs.messages.questions import Ask
from models.calendar import working_calendar
from models.changes.saying import say
from models.kinds import Kind
from models.rules.lifecycle import ACTIVE
from models.rules.reading.letters import EXTRACT, is_extract, is_letter
from models.rules.reading.persons import given_at_end
from models.rules.working_days import WorkingCalendar
from models.tables import How, Notification, StatementKind, Task


def passed_on(turn: Turn, words: str, by_us: bool) -> None:
    """1. The letter that an open form asks for. 2. A letter that orders something. 3. Otherwise: is it a note, and
    on which task? `by_us`: it is one of our own messages."""
    if not by_us and (
        form_words.letter(turn, words) or (_is_extract(turn, words) and forms.ordered(turn, words))
    ):
        return
    _ask(turn, words)


def pasted(turn: Turn, words: str) -> bool:
    """Whether typed words are a letter, which is no word of whoever pastes it."""
    if turn.reply_to is not None or not is_letter(words, *_read_at(turn)):
        return False
    if not forms.ordered(turn, words):
        _ask(turn, words)
    return True


def with_letter(turn: Turn, caption: str, file: dict[str, Any]) -> bool:
    """Whether a file is a letter, by what stands beside it, that now opens an order: it asks for something, or is
    given to somebody of theirs; `file`: as an answer."""
    what, _ = given_at_end(caption)
    filling_in = is_letter(what, *_read_at(turn), least=EXTRACT) or taker(
        turn.session, turn.me, caption, turn.today
    )
    return bool(filling_in) and forms.ordered(turn, caption, file)


@button(Do.NOTE, says=alerts.RECORDED)
def noted(turn: Turn, question: Notification, task: Task) -> None:
    """The answer to "a note on which task?". Raises Refused, MalformedPress."""
    check_own(turn, question, Ask.FORWARDED)
    facts = question.facts
    at = datetime.fromisoformat(facts["said_at"])
    said = replace(turn.said(How.REPLY, facts["words"]), at=at, message_id=facts["message"])
    saying.say_back(turn, say(turn.act, task, said, StatementKind.NOTE))
    turn.rewrite(Kind.TOLD, notice=Notice.UNDERSTOOD_BELOW)


def _is_extract(turn: Turn, words: str) -> bool:
    return is_extract(words, *_read_at(turn))


def _read_at(turn: Turn) -> tuple[datetime, WorkingCalendar]:
    return turn.spoken_at, working_calendar(turn.session, turn.me.agency_id)


def _ask(turn: Turn, words: str) -> None:
    """Nothing is recorded before the answer; who has no task of their own has nothing to note it on, and
    may only hand a letter on to who gives orders."""
    own = [task.id for task in own_tasks(turn.session, turn.me, turn.today) if task.state in ACTIVE]
    if not own:
        is_order = is_letter(words, *_read_at(turn)) or _is_extract(turn, words)
        return turn.notice(Notice.LETTER if is_order else Notice.PASSED_ON)
    return turn.answer(
        Kind.QUESTION,
        ask=Ask.FORWARDED,
        words=words,
        said_at=turn.spoken_at.isoformat(),
        message=turn.message_id,
        offered=list(enumerate(own, start=1)),
    )
