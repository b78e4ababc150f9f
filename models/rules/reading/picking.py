"""Which of several things words pick, in answer to "which one?": "cái thứ hai", "việc đầu", "cái tháng 12"."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from models.rules.cadence import Cadence, cadence_of
from models.rules.letters import bare
from models.rules.reading.days import ROMAN
from models.rules.reading.documents import flat
from models.rules.reading.fold import fold
from models.rules.reading.lexicon import bare_word_set
from models.rules.reading.marks import find_marks
from models.rules.reading.naming import Nameable, spelled
from models.rules.reading.periods import named_period

_ADDS_NOTHING = bare_word_set("picks")
_ITEM = "việc "
_WORD = re.compile(r"[^\W_]+")
# How a period is called beside its number.
_CALLED = {
    Cadence.WEEKLY: "tuan",
    Cadence.MONTHLY: "thang",
    Cadence.QUARTERLY: "quy",
    Cadence.HALF_YEARLY: "nua",
    Cadence.YEARLY: "nam",
}


def picked(words: str, offered: Sequence[tuple[int, Nameable]], today: date) -> int | None:
    """The number of the one that words pick, among these by their numbers: by number, by place, by its period, or
    by words that the others have not. None where they pick none or several, or say anything besides."""
    if words.strip().endswith("?"):
        return None
    numbers = [number for number, _ in offered]
    by_place = _by_number(words, numbers)
    return by_place if by_place is not None else _by_name(words, offered, today)


def _by_number(words: str, numbers: Sequence[int]) -> int | None:
    typed = unicodedata.normalize("NFC", words).casefold().strip()
    for lead in ("", _ITEM):
        text = lead + typed
        marks = find_marks(text, flat(text), max(numbers, default=0), [])
        if len(marks) != 1 or len(marks[0].items) != 1 or marks[0].left_out:
            continue
        mark, (item,) = marks[0], marks[0].items
        if _adds_nothing(f"{text[: mark.start]} {text[mark.end :]}"):
            return _placed(text, numbers) if mark.placed else item if item in numbers else None
    return None


def _placed(text: str, numbers: Sequence[int]) -> int | None:
    """By the place in the list, whatever its numbers are."""
    marks = find_marks(text, flat(text), len(numbers), [])
    place = marks[0].items[0] if marks and len(marks[0].items) == 1 else 0
    return numbers[place - 1] if 1 <= place <= len(numbers) else None


def _by_name(words: str, offered: Sequence[tuple[int, Nameable]], today: date) -> int | None:
    period = named_period(fold(words), today)
    pool = [(number, task) for number, task in offered if period in (None, task.period)]
    said = set(_WORD.findall(bare(words)))
    known = set().union(*(_words(task) for _, task in offered))
    if not pool or not _adds_nothing(
        " ".join(each for each in said - known if not (each.isdigit() or each in ROMAN))
    ):
        return None
    if len(pool) == 1 and period is not None:
        return pool[0][0]
    telling = {number: said & (_words(task) - _shared(offered)) for number, task in pool}
    most = max(map(len, telling.values()))
    found = [number for number, each in telling.items() if len(each) == most]
    return found[0] if most and len(found) == 1 else None


def _shared(offered: Sequence[tuple[int, Nameable]]) -> set[str]:
    return set.intersection(*(_words(task) for _, task in offered))


def _words(task: Nameable) -> set[str]:
    called = _CALLED.get(cadence_of(task.period))
    return {*_WORD.findall(bare(spelled(task))), *([called] if called else [])}


def _adds_nothing(words: str) -> bool:
    return _ADDS_NOTHING.issuperset(_WORD.findall(bare(words)))
