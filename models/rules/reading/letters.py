"""Whether a text is an official letter that asks for something, not what its sender says of a task."""

from datetime import datetime

from models.rules.reading.deadlines import deadline_readings
from models.rules.reading.documents import flat, mentions
from models.rules.reading.lexicon import patterns
from models.rules.reading.reader import read_reply
from models.rules.reading.values import Intent
from models.rules.working_days import WorkingCalendar

_RE = patterns("letters")

# Shorter than any letter that orders something, and than an extract of one.
LETTER, EXTRACT = 60, 20
_OWN = frozenset({Intent.DONE, Intent.DONE_WITH_DOCNUMBER, Intent.CANCEL_UNDO, Intent.REFUSE_NOT_MINE})


def is_letter(text: str, now: datetime, calendar: WorkingCalendar | None = None, least: int = LETTER) -> bool:
    """Whether it asks for something, and names a document or a day; shorter than `least` it is none."""
    words = " ".join(text.split())
    if len(words) < least or not _asks(words) or _is_own_word(words, now, calendar):
        return False
    return _names(words, now) or bool(deadline_readings(words, now, calendar))


def is_extract(text: str, now: datetime, calendar: WorkingCalendar | None = None) -> bool:
    """The same of what was passed on, which is nobody's word here: it asks, or names the letter."""
    words = " ".join(text.split())
    if len(words) < EXTRACT or _is_own_word(words, now, calendar):
        return False
    return _asks(words) or _names(words, now)


def _asks(words: str) -> bool:
    return bool(_RE.asks.search(flat(words.casefold())))


def _names(words: str, now: datetime) -> bool:
    return bool(mentions(words.casefold(), now))


def _is_own_word(words: str, now: datetime, calendar: WorkingCalendar | None) -> bool:
    """Whether it tells of a deed, or takes back what was told."""
    told = _RE.tells.search(flat(words.casefold())) is not None
    return told and read_reply(words, now, calendar).intent in _OWN
