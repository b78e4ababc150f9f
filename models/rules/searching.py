"""Finding tasks by a few words, with or without diacritics, whole or by their first letters: "bc tthc thang 12"."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from models.rules.cadence import Cadence, cadence_of
from models.rules.letters import bare
from models.rules.reading.fold import fold
from models.rules.reading.periods import named_period

# The code of a criterion is one word, also where letters number its parts.
_WORD = re.compile(
    r"(?<!\w)[a-z]{1,4}(?:\.\d+)+(?:\.[a-z])?(?!\w)|\d+(?:\.\d+)*\.[a-z](?!\w)|\d+(?:\.\d+)+|[^\W_]+"
)
# Beside a period that was understood these say nothing of their own.
_OF_PERIODS = frozenset(("thang", "quy", "nam", "tuan", "ky", "dau", "cuoi", "sau", "i", "ii", "iii", "iv"))
_SAYS_NOTHING = frozenset(("viec", "cua", "cac", "nhung"))
_HONORIFICS = frozenset(("anh", "chi", "em", "co", "chu", "bac", "ong", "ba"))
_CADENCES = {
    "nam": Cadence.YEARLY,
    "quy": Cadence.QUARTERLY,
    "thang": Cadence.MONTHLY,
    "tuan": Cadence.WEEKLY,
}
_DAY = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})(?:/(20\d\d))?(?!\d)")
_MONTH = re.compile(r"20\d\d-\d\d")
_MOST_INITIALS = 6


@dataclass(frozen=True)
class Findable:
    """What a task may be found by: its period, the day by which it is due, any words about it, the full name of
    whose it is ("": nobody's); `is_late`: it is past its day and still to be done."""

    period: str
    due_on: date
    words: str
    officer: str = ""
    is_late: bool = False
    is_open: bool = True


_Holds: TypeAlias = Callable[[Findable], bool]
# What is said of how a task stands.
_STANDS: tuple[tuple[re.Pattern[str], Callable[[date], _Holds]], ...] = (
    (re.compile(r"\b(?:da |bi )?(?:qua|tre) han\b"), lambda today: lambda task: task.is_late),
    (
        re.compile(r"\b(?:(?:den )?han )?hom nay\b"),
        lambda today: lambda task: task.is_open and task.due_on == today,
    ),
    (
        re.compile(r"\bchua (?:co nguoi(?: (?:phu trach|lam))?|(?:duoc )?(?:giao|phan cong))(?: cho ai)?\b"),
        lambda today: lambda task: task.is_open and not task.officer,
    ),
)


@dataclass(frozen=True)
class _Query:
    """What words ask for: all of `words` and `holds` of a task, and its period; `named`: somebody was named."""

    words: list[str]
    holds: list[_Holds]
    period: str | None
    named: bool


def search(words: str, tasks: Sequence[Findable], today: date, people: Sequence[str] = ()) -> list[int]:
    """The places, in these tasks, of those of which every word holds; none for no words. A name of one of these
    people (full names), or of whose the tasks are, means what is theirs."""
    query = _read(words, tasks, today, people)
    if query is None:
        return []
    pool = [n for n, task in enumerate(tasks) if all(each(task) for each in query.holds)]
    found = _with_words(query.words, tasks, pool, query.named)
    if query.period is not None:
        return _of_period(query.period, tasks, found)
    of_cadence = _of_cadence(query.words, tasks, pool)
    return of_cadence or found or _with_words(query.words, tasks, pool, named=True)


def _read(words: str, tasks: Sequence[Findable], today: date, people: Sequence[str]) -> _Query | None:
    """None where they ask for nothing."""
    line, holds = _without_standing(bare(words), today)
    holds += [_is_due(int(day), int(month), int(year or 0)) for day, month, year in _DAY.findall(line)]
    period = named_period(fold(words), today)
    wanted = [word for word in _WORD.findall(_DAY.sub(" ", line)) if not _says_nothing(word, period)]
    if not (wanted or holds or period):
        return None
    wanted, theirs = _without_names(wanted, tasks, people)
    return _Query(wanted, [*holds, *theirs], period, bool(theirs))


def _says_nothing(word: str, period: str | None) -> bool:
    return word in _SAYS_NOTHING or (period is not None and (word in _OF_PERIODS or word.isdigit()))


def _without_standing(line: str, today: date) -> tuple[str, list[_Holds]]:
    holds = []
    for said, made in _STANDS:
        if said.search(line):
            line = said.sub(" ", line)
            holds.append(made(today))
    return line, holds


def _is_due(day: int, month: int, year: int) -> _Holds:
    return lambda task: (task.due_on.day, task.due_on.month) == (day, month) and year in (0, task.due_on.year)


def _of_period(period: str, tasks: Sequence[Findable], pool: list[int]) -> list[int]:
    """Those of a period; where there is none of a month or a year, what is due in it."""
    own = [n for n in pool if tasks[n].period == period]
    if own or not (_MONTH.fullmatch(period) or period.isdigit()):
        return own
    return [n for n in pool if tasks[n].due_on.isoformat().startswith(f"{period}-")]


def _of_cadence(wanted: Sequence[str], tasks: Sequence[Findable], pool: list[int]) -> list[int]:
    """Those that come as often as a word says, where the other words hold: "bc nam"."""
    said = [word for word in wanted if word in _CADENCES]
    if len(said) != 1 or wanted[-1] != said[0]:
        return []
    as_often = [n for n in pool if cadence_of(tasks[n].period) is _CADENCES[said[0]]]
    return _with_words([word for word in wanted if word != said[0]], tasks, as_often)


def _without_names(
    wanted: list[str], tasks: Sequence[Findable], people: Sequence[str]
) -> tuple[list[str], list[_Holds]]:
    """The words but for given names of people, and that it is theirs. A name that stands beside a word as it does
    in what some task is called is a word of that: "ứng dụng"."""
    given = _given_names((*people, *(task.officer for task in tasks)))
    lines = [f" {' '.join(_WORD.findall(bare(task.words)))} " for task in tasks]
    rest: list[str] = []
    theirs: list[_Holds] = []
    for n, word in enumerate(wanted):
        is_called = n > 0 and wanted[n - 1] in _HONORIFICS
        if word not in given or (not is_called and _is_in_a_title(wanted, n, lines)):
            rest.append(word)
            continue
        theirs.append(_is_of(word))
        if is_called:
            rest.pop()
    return rest, theirs


def _given_names(names: Iterable[str]) -> set[str]:
    return {bare(name).split()[-1] for name in names if name.strip()}


def _is_in_a_title(wanted: list[str], n: int, lines: list[str]) -> bool:
    """Whether a word stands beside the one before or after it as it does in some title."""
    phrases = [f" {wanted[n - 1]} {wanted[n]} "] if n else []
    phrases += [f" {wanted[n]} {wanted[n + 1]}"] if n + 1 < len(wanted) else []
    return any(phrase in line for phrase in phrases for line in lines)


def _is_of(name: str) -> _Holds:
    return lambda task: bare(task.officer).split()[-1:] == [name]


def _with_words(
    wanted: Sequence[str], tasks: Sequence[Findable], pool: Sequence[int], named: bool = False
) -> list[int]:
    return [n for n in pool if _has(wanted, tasks[n], named)]


def _has(wanted: Sequence[str], task: Findable, named: bool) -> bool:
    """Each begins a word of the task, or is made of the first letters of several in a row; `named`: also of the
    name of whose it is."""
    due = f"{task.due_on.day} {task.due_on.month} {task.due_on.year}"
    there = _WORD.findall(bare(f"{task.words} {task.officer if named else ''} {task.period} {due}"))
    initials = "".join(word[0] for word in there)
    return all(
        any(_begins(each, word) for each in there)
        or (word.isalpha() and 1 < len(word) <= _MOST_INITIALS and word in initials)
        for word in wanted
    )


def _begins(word: str, typed: str) -> bool:
    return word.lstrip("0") == typed.lstrip("0") if typed.isdigit() else word.startswith(typed)
