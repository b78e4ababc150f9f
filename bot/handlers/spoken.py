"""Words that say what stands on a button: they are as good as the press."""

import re
from collections.abc import Collection

from sqlmodel import col, select

from bot.texts.labels import as_spoken
from bot.turn import Turn
from jobs.messages.compose import compose
from jobs.messages.facts import Choice, Do
from jobs.messages.named import nameable
from models.kinds import Kind
from models.rules.letters import plain_words
from models.rules.reading import Intent
from models.rules.reading.answers import names_the_deed, says_yes, stays
from models.rules.reading.picking import picked
from models.tables import Notification, SentMessage, Task

# Decisions, which are not read in words otherwise. What an officer says of a task is.
_DECISIONS = (
    Do.SEEN_CHANGE,
    Do.DEPUTISE,
    Do.DECLINE,
    Do.WAIT_OK,
    Do.WAIT_NO,
    Do.ACCEPT,
    Do.RETURN,
    Do.TALKED,
    Do.PHONED,
    Do.KEEP_DAY,
    Do.KEEP_OFFICER,
    Do.DECLINE_TASK,
    Do.TAKE,
    Do.FORWARDED,
    Do.SIGNED,
    Do.ISSUED,
)
# The same words may stand on two buttons, which no message has both.
_BY_WORDS = {
    words: [do for do in _DECISIONS if as_spoken(do) == words] for words in map(as_spoken, _DECISIONS)
}
# The questions which of several tasks is meant, each asked by buttons with numbers.
_PICKS: dict[str, tuple[Do, ...]] = {Kind.QUESTION: (Do.MEANT, Do.NOTE), Kind.WHICH_TASK: (Do.PLACE,)}
_POLITE = re.compile(r"( (?:a|nhe|roi|nha|em|anh|chi))+$")


def as_press(turn: Turn, words: str) -> tuple[Notification, Choice] | None:
    """The one button that the words say, under the message replied to or the last one; that a deadline moved is
    known under the last message that asks so, and whether somebody stands in, where words name it. None where they
    say none, or which one is not clear."""
    if (pick := as_pick(turn, words)) is not None:
        return pick
    meant = _meant(turn, words)
    for row in _rows(turn, meant, words) if meant else ():
        found = _choices(turn, row, meant)
        if len(found) == 1:
            return row, found[0]
    return None


def as_pick(turn: Turn, words: str) -> tuple[Notification, Choice] | None:
    """What words pick in answer to "which one?", the message replied to or the last one."""
    row = turn.replied_to() if turn.reply_to else turn.latest()
    if row is None or row.person_id != turn.me.id or row.kind not in _PICKS or "answered" in row.facts:
        return None
    by_number = {each.number: each for each in _choices(turn, row, _PICKS[row.kind]) if each.number}
    called = [
        (number, nameable(turn.session, turn.session.get_one(Task, each.args[1])))
        for number, each in by_number.items()
    ]
    number = picked(words, called, turn.today)
    return (row, by_number[number]) if number is not None else None


def _choices(turn: Turn, row: Notification, dos: Collection[Do]) -> list[Choice]:
    """What a message offers of these, as it would look now."""
    message = compose(turn.session, row, turn.now)
    return [choice for each in (message.choices if message else ()) for choice in each if choice.do in dos]


def _meant(turn: Turn, words: str) -> list[Do]:
    said = plain_words(words)
    by_label = _BY_WORDS.get(said) or _BY_WORDS.get(_POLITE.sub("", said))
    if by_label:
        return by_label
    # Without a reply the one of the two that was asked about last.
    if turn.reply_to is None and stays(words):
        return [Do.KEEP_OFFICER, Do.KEEP_DAY]
    knows = [Do.SEEN_CHANGE] if turn.read(words, turn.spoken_at).intent is Intent.ACK_ONLY else []
    match says_yes(words):
        case True:
            return [*knows, Do.DEPUTISE]
        case False:
            return [Do.DECLINE, Do.DECLINE_TASK] if "nhan" in said else [Do.DECLINE]
    return knows


def _rows(turn: Turn, meant: list[Do], words: str) -> list[Notification]:
    if turn.reply_to:
        asked = [turn.replied_to()]
    else:
        moved = turn.latest(Kind.MOVED) if Do.SEEN_CHANGE in meant else None
        stands_in = not {Do.DEPUTISE, Do.DECLINE}.isdisjoint(meant) and names_the_deed(words)
        asked = [
            turn.latest(),
            moved,
            turn.latest(Kind.DEPUTY_ASKED) if stands_in else None,
        ]
    return [row for row in asked if row is not None and row.person_id == turn.me.id]


def message_of(turn: Turn, row: Notification) -> int | None:
    """Where a message stands in this chat."""
    sent = select(SentMessage.message_id).where(
        SentMessage.notification_id == row.id, SentMessage.chat_id == turn.chat_id
    )
    return turn.session.exec(sent.order_by(col(SentMessage.message_id).desc())).first()
