"""Finding tasks by a few words, with or without diacritics, whole or by their first letters: "bc tthc thang 12"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.rules.reading.fold import bare, fold
from models.rules.reading.periods import find_period

_WORD = re.compile(r"[^\W_]+")
# Beside a period that was understood these say nothing of their own.
_OF_PERIODS = frozenset(("thang", "quy", "nam", "tuan", "ky", "dau", "cuoi", "sau", "i", "ii", "iii", "iv"))
_MOST_INITIALS = 6


@dataclass(frozen=True)
class Findable:
    """What a task may be found by: its period, the day by which it is due, and any words about it."""

    period: str
    due_on: date
    words: str


def search(words: str, tasks: Sequence[Findable], today: date) -> list[int]:
    """The places, in these tasks, of those of which every word holds; none for no words."""
    period = find_period(fold(words), today)
    wanted = _WORD.findall(bare(words))
    if period is not None:
        wanted = [word for word in wanted if word not in _OF_PERIODS and not word.isdigit()]
    if not wanted and period is None:
        return []
    pool = [n for n, task in enumerate(tasks) if period in (None, task.period)]
    return [n for n in pool if _holds(wanted, tasks[n])]


def _holds(wanted: Sequence[str], task: Findable) -> bool:
    """Each begins a word of the task, or is made of the first letters of several in a row."""
    due = f"{task.due_on.day} {task.due_on.month} {task.due_on.year}"
    there = _WORD.findall(bare(f"{task.words} {task.period} {due}"))
    initials = "".join(word[0] for word in there)
    return all(
        any(_begins(each, word) for each in there)
        or (word.isalpha() and 1 < len(word) <= _MOST_INITIALS and word in initials)
        for word in wanted
    )


def _begins(word: str, typed: str) -> bool:
    return word.lstrip("0") == typed.lstrip("0") if typed.isdigit() else word.startswith(typed)
