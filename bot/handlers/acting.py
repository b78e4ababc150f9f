"""What one meaning of a reply does to the task it is about (the table of docs/design.md, Conversation)."""

from datetime import datetime

from bot.handlers import asking, away, doing, files, holding, moving, pieces, saying, undoing, waiting
from bot.press import MalformedPress
from bot.turn import Turn
from jobs.messages.facts import Notice
from jobs.messages.questions import Ask
from models.changes.common import is_told
from models.changes.confirming import Said
from models.changes.saying import clear, say
from models.kinds import Kind
from models.obstacles import obstacle_of
from models.refused import Reason, Refused
from models.rules.lifecycle import Change, State
from models.rules.permissions import may
from models.rules.reading import Context, Intent, Reading
from models.rules.reading.answers import asked
from models.rules.reading.away import beside_absence
from models.rules.reading.values import DONE
from models.standing import standings
from models.tables import How, Notification, StatementKind, Task

# Of words that say that nothing is in the way any more.
_LEAVES_IT_AT_THAT = frozenset({Intent.AMBIGUOUS, Intent.ACK_ONLY, Intent.NOT_DONE})
# What says nothing of a task that only its officer may.
_ANYBODYS = frozenset({Intent.QUESTION, Intent.CANCEL_UNDO, Intent.ABSENCE, Intent.UNRELATED})


def read(turn: Turn, words: str, said_at: datetime, context: Context = Context.CARD) -> Reading:
    """What words mean besides an absence that they tell."""
    return turn.read(beside_absence(words, said_at), said_at, context)


def read_again(turn: Turn, question: Notification) -> Reading:
    """What a question was asked about, as of when it was written."""
    return read(turn, question.facts["words"], datetime.fromisoformat(question.facts["said_at"]))


def check_own(turn: Turn, question: Notification, *asks: Ask) -> None:
    """An own question that asks one of these, and was not answered. Raises Refused, MalformedPress."""
    if question.kind != Kind.QUESTION or question.facts.get("ask") not in asks:
        raise MalformedPress
    if question.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS)
    if "answered" in question.facts:
        raise Refused(Reason.GONE)


def act(turn: Turn, task: Task, reading: Reading, words: str) -> None:
    """One meaning, one effect; a figure is what it is, and an obstacle that is over is cleared. Raises Refused."""
    if pieces.heard(turn, task, reading, words):
        return
    if task.state is State.WAITING and waiting.heard(turn, task, reading, words):
        return
    if saying.kept_officer(turn, task, words) or saying.asked_for_a_day(turn, task, reading):
        return
    if holding.heard(turn, task, reading, words) or _heard_that_it_is_over(turn, task, reading):
        return
    said = turn.said(How.REPLY, words)
    if (figure := files.figure_in(turn, task, words)) is not None:
        files.figure_given(turn, task, figure, said)
    elif files.is_unreadable_figure(turn, task, reading, words):
        turn.answer(Kind.ASK_FIGURE, task=task.id, again=True)
    elif _may_say(turn, task, reading.intent):
        _answer(turn, task, reading, said)
    else:
        asking.show_unheard(turn, task)


def _heard_that_it_is_over(turn: Turn, task: Task, reading: Reading) -> bool:
    """Whether the words only say that what was in the way is so no more. Raises Refused."""
    if not reading.over or reading.intent not in _LEAVES_IT_AT_THAT:
        return False
    if obstacle_of(turn.session, task) is None:
        return False
    clear(turn.act, task)
    turn.answer(Kind.CARD, tasks=[task])
    return True


def without_a_task(turn: Turn, reading: Reading) -> None:
    """What needs none."""
    match reading.intent:
        case Intent.UNRELATED:
            _help_once(turn)
        case Intent.ABSENCE:
            away.start(turn)
        case _:
            undoing.take_back_last(turn, None)


def _answer(turn: Turn, task: Task, reading: Reading, said: Said) -> None:
    match reading.intent:
        case Intent.DONE | Intent.DONE_WITH_DOCNUMBER:
            doing.say_done(turn, task, said, reading.document, reading.done_on)
        case Intent.NOT_DONE:
            saying.not_done(turn, task, reading, said)
            if reading.obstacle:
                moving.knows(turn, task, turn.replied_to() if turn.reply_to else turn.latest(Kind.MOVED))
        case Intent.POSTPONE:
            saying.postpone(turn, task, reading, said)
        case Intent.QUESTION:
            asking.show_details(turn, task, asked(said.words))
        case Intent.ACK_ONLY:
            saying.say_back(turn, say(turn.act, task, said, StatementKind.SEEN))
        case Intent.REFUSE_NOT_MINE if not saying.names_a_colleague(turn, task, said.words):
            saying.is_not_mine(turn, task, said)
        case Intent.HAND_OVER | Intent.REFUSE_NOT_MINE:
            saying.offer_hand_over(turn, task, said)
        case Intent.CANCEL_UNDO:
            undoing.take_back_last(turn, task)
        case Intent.AMBIGUOUS | Intent.MULTI:
            _ask_meaning(turn, task, reading, said)
        case Intent.ABSENCE | Intent.UNRELATED:
            without_a_task(turn, reading)


def _may_say(turn: Turn, task: Task, intent: Intent) -> bool:
    """Whether this is for them to say of the task; who looks on, decides or reviews has buttons of their own."""
    if intent in _ANYBODYS:
        return True
    held = standings(turn.session, turn.act.actor, task, turn.today)
    return may(held, Change.CLAIM if intent in DONE else Change.SAY)


def _ask_meaning(turn: Turn, task: Task, reading: Reading, said: Said) -> None:
    turn.answer(
        Kind.QUESTION,
        ask=Ask.MEANING,
        words=said.words,
        task=task.id,
        said_at=said.at.isoformat(),
        offers=list(reading.offers),
    )


def _help_once(turn: Turn) -> None:
    """One line of help, at most once a day."""
    key = f"help/{turn.me.code}/{turn.today}"
    if not is_told(turn.session, turn.me.agency_id, key):
        turn.answer_once(key, Kind.TOLD, notice=Notice.NOT_UNDERSTOOD)
