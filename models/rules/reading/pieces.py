"""One piece of an answer to several things: words that call its item ("giải ngân thì thứ 5"); what they mean."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from models.rules.letters import bare
from models.rules.reading.dates import Tense
from models.rules.reading.documents import Document, flat
from models.rules.reading.features import Context
from models.rules.reading.lexicon import Patterns, bare_word_set, listed, patterns
from models.rules.reading.reader import read_reply
from models.rules.reading.said import take_apart
from models.rules.reading.values import DONE, Intent, Reading
from models.rules.working_days import WorkingCalendar

REST = "còn lại"
"""What calls all that neither number nor name picks."""

_RE = patterns("pieces")
JOINING = bare_word_set("joins")
OPENING, CLOSING = (bare_word_set(each) | {"?"} for each in ("opens or addresses", "ends"))
_WORD = re.compile(r"[^\W_]+|[?✅❌✔]")
_EDGES = re.compile(r"^[\s,;.:)=\-–>→_…/\]]+|[\s,;(\-–]+$")
_TITLE = re.compile(r"^(?:\([^()]{2,40}\)\s*[:,]?\s*|(?!.*\d\s*:)[^:,;.?!\d]{4,60}:\s+(?=\S))")
_FIRST_GUESSES = frozenset({Intent.NOT_DONE, Intent.REFUSE_NOT_MINE, Intent.HAND_OVER})
_MARKED = patterns("titled")


# With its words without marks; \S stays \S.
_PLAIN = Patterns(
    {
        name: re.compile(re.sub(r"[^\W\d_A-Z]+", lambda word: bare(word[0]), each.pattern))
        for name, each in listed("titled")
    }
)


def calls(typed: str) -> Iterator[tuple[str, str]]:
    """The words, in small letters, that call something with what is said of it, part by part; a part that calls
    nothing belongs to the one before."""
    like = _PLAIN if typed == bare(typed) else _MARKED
    found: list[tuple[str, str]] = []
    for part in filter(None, (each.strip() for each in like.next.split(typed))):
        opened = like.opens.match(part)
        match = like.call.fullmatch(part, opened.end() if opened else 0)
        if match and not like.goes_on.match(part):
            found.append((match["name"].strip(" :"), match["said"].strip()))
        elif found:
            name, said = found[-1]
            found[-1] = (name, f"{said}, {part}")
    yield from found


def is_only(words: str, kind: frozenset[str]) -> bool:
    """Whether words are of one kind, and say nothing of a deed: they open or address, end, or join."""
    return kind.issuperset(_WORD.findall(bare(words)))


def read_piece(words: str, now: datetime, calendar: WorkingCalendar | None) -> Reading | None:
    """What the words said of one item mean, at the aware moment `now`; None where there are none. A day that stands
    alone is promised, a number of a document is its."""
    piece = _trimmed(words)
    letters = flat(piece).replace("?", " ?").strip(" .!")
    if not letters:
        return None
    reading = read_reply(piece, now, calendar, Context.CARD)
    if _RE.done_alone.fullmatch(letters):
        return _sure(reading, Intent.DONE, "done alone")
    if _RE.undone_alone.fullmatch(letters):
        return _sure(reading, Intent.NOT_DONE, "not done alone")
    if (match := _RE.number.fullmatch(letters)) and _RE.of_a_document.search(letters):
        documents = reading.documents or (Document(match["n"], None),)
        reading = replace(reading, document=documents[0], documents=documents)
        return _sure(reading, Intent.DONE_WITH_DOCNUMBER, "its number")
    # "Đã gửi sáng nay" tells when it was done.
    if reading.intent in DONE:
        return reading
    return _as_day_alone(piece, reading, now, calendar) or _of_one_thing(letters, reading)


def _sure(reading: Reading, intent: Intent, reason: str) -> Reading:
    return replace(reading, intent=intent, reason=reason, offers=())


def _trimmed(words: str) -> str:
    piece = _TITLE.sub("", _EDGES.sub("", words))
    piece = _EDGES.sub("", _RE.closer.sub("", piece))
    return _EDGES.sub("", _RE.opener.sub("", piece))


def _as_day_alone(
    piece: str, reading: Reading, now: datetime, calendar: WorkingCalendar | None
) -> Reading | None:
    """A day to come, and nothing but it."""
    said = take_apart(piece, now, calendar)
    when = said.whens[0] if len(said.whens) == 1 else None
    if when is None or when.tense not in (Tense.AHEAD, Tense.TODAY, Tense.VAGUE):
        return None
    around = f"{said.plain[: when.start]} {said.plain[when.end :]}"
    if not _RE.around_a_day.fullmatch(" ".join(around.split())):
        return None
    reading = replace(reading, date=when.value, other_date=when.other)
    return _sure(reading, Intent.POSTPONE, "a day alone")


def _of_one_thing(letters: str, reading: Reading) -> Reading:
    """A piece is about one thing, and short: of two likely readings one counts where the words bear it out."""
    if reading.intent is Intent.MULTI:
        return replace(reading, intent=Intent.AMBIGUOUS, reason="several things")
    if reading.intent is Intent.CANCEL_UNDO and not _RE.takes_back.search(letters):
        offers = (Intent.CANCEL_UNDO, Intent.REFUSE_NOT_MINE)
        return replace(reading, intent=Intent.AMBIGUOUS, reason="dropped or taken back", offers=offers)
    if reading.intent is not Intent.AMBIGUOUS or not reading.offers:
        return reading
    done = next((each for each in reading.offers if each in DONE), None)
    if done and _RE.told.search(letters) and not _RE.not_told.search(letters):
        return _sure(reading, done, "told of a number")
    first = reading.offers[0]
    if first in _FIRST_GUESSES and reading.reason == "unsure":
        return _sure(reading, first, "likeliest")
    return reading
