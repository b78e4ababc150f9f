"""The verb `understand`: how the reader of replies reads what comes on standard input."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.settings import Settings
from bot.verbs import moment_of
from models.clock import SystemClock
from models.rules.reading import Intent, Reading, read_numbered, read_reply
from models.rules.reading.features import Context
from models.rules.reading.lying import lies_above
from models.rules.reading.numbered import Answers
from models.rules.reading.persons import person_named
from models.rules.reading.pieces import REST
from models.rules.reading.said import take_apart

SUPERIOR = "superior"
"""Where a document lies that waits for an authority above the commune: no place of the program's own."""

_GOES_TO_SOMEBODY = frozenset({Intent.HAND_OVER, Intent.REFUSE_NOT_MINE})
_GOES_ON = frozenset({Intent.NOT_DONE, Intent.POSTPONE, Intent.AMBIGUOUS})


class After(StrEnum):
    """What the replies follow: a card, a list of so many tasks, or nothing."""

    CARD = "card"
    DIGEST3 = "digest3"
    DIGEST5 = "digest5"
    FREE = "free"

    @property
    def context(self) -> Context:
        return Context.LIST if self.listed else Context(self)

    @property
    def listed(self) -> int:
        """How many tasks the list has; 0 for none."""
        return {After.DIGEST3: 3, After.DIGEST5: 5}.get(self, 0)


def understand(_: Settings, arguments: argparse.Namespace) -> int:
    """Prints one JSON line for each reply on standard input, empty lines skipped; needs no database."""
    given = arguments.now
    now = SystemClock().now() if given is None else moment_of("--now", given)
    after = After(arguments.context)
    for text in _replies(sys.stdin.buffer):
        print(json.dumps(_shown(text, now, after), ensure_ascii=False), flush=True)
    return 0


def _replies(lines: Iterable[bytes]) -> Iterator[str]:
    """The lines that say something; bytes that are no UTF-8 become U+FFFD."""
    for line in lines:
        text = line.decode("utf-8", errors="replace").strip("\r\n\ufeff")
        if text.strip():
            yield text


def _shown(text: str, now: datetime, after: After) -> dict[str, Any]:
    reading = read_reply(text, now, context=after.context)
    document = reading.document
    place = _place(text, reading, now)
    answers = _answers(text, reading, now, after)
    return {
        "text": text,
        "intent": reading.intent,
        "asked": reading.intent is Intent.AMBIGUOUS,
        "offers": reading.offers,
        "date": _day(reading.date),
        "done_on": _day(reading.done_on),
        "document": document and {"number": document.number, "date": _day(document.date)},
        "place": place,
        "obstacle": reading.obstacle,
        "person": person_named(text) if place or reading.intent in _GOES_TO_SOMEBODY else None,
        "items": answers and _items(answers),
    }


def _answers(text: str, reading: Reading, now: datetime, after: After) -> Answers | None:
    """What is said of each of several things: where a list was sent, or the words speak of several."""
    if not after.listed and reading.intent is not Intent.MULTI:
        return None
    return read_numbered(text, now, after.listed or None)


def _items(answers: Answers) -> dict[str, dict[str, Any]]:
    """By number, and by the words that call an item; what was not understood is ambiguous."""
    found = {str(number): reading for number, reading in answers.items.items()}
    found |= {str(number): Reading(Intent.AMBIGUOUS, "unread") for number in answers.unread}
    found |= dict(answers.named)
    if answers.rest and not answers.items:
        found[REST] = answers.rest
    return {name: {"intent": each.intent, "date": _day(each.date)} for name, each in found.items()}


def _place(text: str, reading: Reading, now: datetime) -> str | None:
    if reading.intent in _GOES_ON and lies_above(take_apart(text, now, None)):
        return SUPERIOR
    return reading.place


def _day(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None
