"""How answers to several things at once are read, item by item: `python -m tests.reader.items [AUTHOR …]`.

Right: the labelled intent, and the day where one is promised. Asked: nothing is recorded of the item (it is
ambiguous, or named in `unread`, or nothing was found). Wrong: something else is recorded. Named items are matched
by their words.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum

from models.rules.letters import bare
from models.rules.reading.numbered import Answers, read_numbered
from models.rules.reading.pieces import REST
from models.rules.reading.values import DONE, Intent, Reading
from tests.reader.corpus import Labelled, corpus

_ASKING = {"ambiguous", "unread", "not found"}


class Fate(StrEnum):
    """What becomes of one item of an answer."""

    RIGHT = "right"
    ASKED = "asked"
    WRONG = "wrong"
    FALSELY_DONE = "falsely done"


def answers(reply: Labelled) -> tuple[dict[str, str], Answers | None]:
    """The labels by item, and what is read; a list has as many items as its context says, or as are labelled."""
    labels = dict(each.split("=", 1) for each in reply.per_item.split(";") if "=" in each)
    numbers = [int(each) for each in labels if each.isdecimal()]
    count = reply.listed or max([3, *numbers])
    return labels, read_numbered(reply.text, reply.now, count)


def fates(reply: Labelled) -> Iterator[tuple[str, str, str, Fate]]:
    """Of each item: what it is called, its label, what was read, and whether that is right."""
    labels, found = answers(reply)
    for item, label in labels.items():
        read = _read(item, labels, found)
        yield item, label, read, _judged(label, read)


def _read(item: str, labels: dict[str, str], found: Answers | None) -> str:
    if found is None:
        return "not found"
    if item.isdecimal():
        reading = found.items.get(int(item))
        return shown(reading) if reading else "unread" if int(item) in found.unread else "not found"
    if item == REST and found.rest:
        return shown(found.rest)
    called = [reading for name, reading in found.named if _is_called(item, name, labels)]
    return shown(called[0]) if called else "not found"


def _is_called(item: str, name: str, labels: dict[str, str]) -> bool:
    """Whether words call this item rather than any other that is labelled."""
    words = set(bare(name).split())
    shared = {label: len(words & set(bare(label).split())) for label in labels}
    return shared[item] > max((n for label, n in shared.items() if label != item), default=0)


def shown(reading: Reading) -> str:
    """As the labels write it."""
    if reading.intent is not Intent.POSTPONE:
        return reading.intent.value
    return f"postpone@{_day(reading.date)}"


def _day(value: date | datetime | None) -> str:
    if value is None:
        return "vague"
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def _judged(label: str, read: str) -> Fate:
    wanted = label.split("T", 1)[0] if label.startswith("postpone") else label.split("@", 1)[0]
    if read == wanted or {read, wanted} <= {each.value for each in DONE}:
        return Fate.RIGHT
    if read in _ASKING or (read == "postpone@vague" and wanted.startswith("postpone")):
        return Fate.ASKED
    return Fate.FALSELY_DONE if read in DONE else Fate.WRONG


def item_shares(replies: Sequence[Labelled]) -> Iterator[str]:
    """One line for the numbered items, one for those that are named."""
    for name, is_numbered in (("numbered items", True), ("named items", False)):
        counts = Counter(
            fate
            for reply in replies
            if Intent.MULTI in reply.intents and reply.per_item
            for item, _, _, fate in fates(reply)
            if item.isdecimal() is is_numbered
        )
        total = max(1, counts.total())
        yield f"{name} ({counts.total()}): " + ", ".join(
            f"{fate} {100 * counts[fate] / total:.1f} %" for fate in Fate
        )


def main() -> None:
    wanted = sys.argv[1:]
    replies = [each for each in corpus() if each.author in wanted or not wanted]
    for line in item_shares(replies):
        print(line)


if __name__ == "__main__":
    main()
