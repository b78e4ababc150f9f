"""Which of several tasks words name: by the period, the number of the criterion, the words of a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from models.rules.cadence import Cadence
from models.rules.document_types import KINDS
from models.rules.letters import bare
from models.rules.reading.fold import fold
from models.rules.reading.lexicon import bare_word_set, patterns
from models.rules.reading.numerals import runs
from models.rules.reading.periods import find_period

_RE = patterns("naming")

_SEPARATORS = re.compile(r"[_\-+]+|\.(?=\D)")
_WORD = re.compile(r"[a-z]{3,}")
_COMMON, _GOING_ON, _OF_A_NUMBER = map(bare_word_set, ("any report", "going on", "of a number"))
_SPELLED_OUT = {"tthc": "thủ tục hành chính", "cchc": "cải cách hành chính", "cntt": "công nghệ thông tin"}
_NUMBER = re.compile(r"\S*\d\S*")
_ALONE = re.compile(r"(?<![\d/.-])\d+(?![\d.-]|/\d)")
_KINDS = {bare(name): bare(sign) for name, sign in KINDS.items()}
_CADENCES = {
    "tuan": Cadence.WEEKLY,
    "thang": Cadence.MONTHLY,
    "quy": Cadence.QUARTERLY,
    "nam": Cadence.YEARLY,
}
# A title is named by so many of its own words.
_ENOUGH = 3
# Within a sentence, by so many words that the others have not.
_TELLING = 2


@dataclass(frozen=True)
class Nameable:
    """What a task may be called by."""

    period: str
    criterion: str
    titles: str


@dataclass(frozen=True)
class Naming:
    """What words say of which document is meant: its kinds ("bc"), its period, the words of its subject."""

    kinds: frozenset[str]
    period: str | None
    subject: frozenset[str]

    @property
    def is_empty(self) -> bool:
        return not (self.kinds or self.period or self.subject)


def naming(words: str, numbers: Sequence[str], today: date) -> Naming:
    """Of words that hold these document numbers; the kind that a number says goes before one in words."""
    flat = _without_spoken(" ".join(bare(words).split()), numbers)
    signs = {re.split(r"[/-]", number)[1] for number in map(bare, numbers) if re.search(r"[/-]", number)}
    kinds = signs & set(_KINDS.values()) or {sign for name, sign in _KINDS.items() if name in flat}
    period = find_period(fold(_RE.period.sub("bao cao ", _RE.dated.sub(" ", flat))), today)
    return Naming(frozenset(kinds), period, frozenset(_words(_NUMBER.sub(" ", flat)) - _COMMON - _GOING_ON))


def named_cadence(words: str) -> Cadence | None:
    """How often the report comes that words name by that: "báo cáo tháng"; None where they name a certain month."""
    found = {match["often"] for match in _RE.cadence.finditer(bare(words))}
    return _CADENCES[found.pop()] if len(found) == 1 else None


def names_a_report(words: str) -> bool:
    """Whether words speak of a report or a plan, whichever it is."""
    return _RE.report.search(bare(words)) is not None


def without_reasons(words: str) -> str:
    """What words say before they say why: a reason may be given in any words."""
    flat = bare(words)
    why = _RE.why.search(flat)
    return flat[: why.start()] if why else flat


def fits(said: Naming, task: Nameable) -> bool:
    """Whether nothing in the words speaks against this task."""
    kind = next((sign for name, sign in _KINDS.items() if bare(task.titles).startswith(name)), None)
    of_kind = not said.kinds or kind is None or kind in said.kinds
    return of_kind and said.period in (None, task.period) and said.subject <= _words(spelled(task))


def is_only_a_number(words: str) -> bool:
    """Whether words are a document's number, with its day, and nothing else."""
    return not set(re.findall("[a-z]+", _NUMBER.sub(" ", bare(words)))) - _OF_A_NUMBER


def _without_spoken(flat: str, numbers: Sequence[str]) -> str:
    """Words without those in which one of these numbers is spoken: "số một trăm hai mươi tám"."""
    bare_numbers = {number.partition("/")[0] for number in numbers}
    for start, end, number in reversed(list(runs(flat))):
        if number in bare_numbers:
            flat = f"{flat[:start]} {flat[end:]}"
    return " ".join(flat.split())


def withdraws(words: str) -> bool:
    """Whether words say of a document that it has not gone out after all, or is taken back."""
    return _RE.withdraws.search(bare(words)) is not None


def numbers_in(words: str, numbers: Sequence[str]) -> frozenset[str]:
    """The numbers of documents in words, without their symbols: these, where they were read, else any that are no
    part of a date."""
    return frozenset(number.partition("/")[0] for number in numbers) | frozenset(_ALONE.findall(words))


def corrects(words: str) -> bool:
    """Whether words put another number right."""
    return _RE.corrects.search(bare(words)) is not None


def puts_right(words: str) -> bool:
    """Whether a number or a day is put in the place of another, and nothing else is taken back."""
    return corrects(words) and _RE.takes_back.search(bare(words)) is None


def named(words: str, tasks: Sequence[Nameable], today: date) -> list[int]:
    """The places, in these tasks, of those that words name; none where they name none of them."""
    spaced = _SEPARATORS.sub(" ", words)
    period, codes = find_period(fold(spaced), today), _codes(words, tasks)
    pool = [n for n, task in enumerate(tasks) if period in (None, task.period)]
    if codes:
        pool = [n for n in pool if tasks[n].criterion in codes]
    wanted = _words(spaced) - _COMMON
    shared = {n: len(wanted & _words(tasks[n].titles)) for n in pool}
    most = max(shared.values(), default=0)
    is_named = codes or period is not None or most >= _ENOUGH
    return [n for n in pool if shared[n] == most] if is_named else []


def told_apart(words: str, tasks: Sequence[Nameable]) -> list[int]:
    """The places of those tasks that a sentence names by the number of a criterion, or by words of a title that not
    all of them have; none where it names none, or all."""
    if codes := _codes(words, tasks):
        return [n for n, task in enumerate(tasks) if task.criterion in codes]
    titles = [_words(spelled(task)) for task in tasks]
    said = (_words(words) | set(_SPELLED_OUT) & set(bare(words).split())) - _COMMON - _GOING_ON
    shared = said.intersection(*titles)
    telling = [said & title - shared for title in titles]
    most = max(map(len, telling), default=0)
    if most < _TELLING and not any(each & set(_SPELLED_OUT) for each in telling):
        return []
    found = [n for n, each in enumerate(telling) if len(each) == most]
    return found if len(found) < len(tasks) else []


def _codes(words: str, tasks: Sequence[Nameable]) -> set[str]:
    """The criteria of these tasks of which words hold the code; a code of one segment is like any word."""
    codes = {task.criterion for task in tasks if "." in task.criterion}
    return {code for code in codes if _code(code).search(words)}


@cache
def _code(code: str) -> re.Pattern[str]:
    beside = r"\d." if code.replace(".", "").isdigit() else r"\w."
    return re.compile(rf"(?<![{beside}]){re.escape(code)}(?![{beside}])", re.IGNORECASE)


def spelled(task: Nameable) -> str:
    """The titles with their abbreviations and what they stand for."""
    flat = bare(task.titles)
    also = [short for short, long in _SPELLED_OUT.items() if short in flat or bare(long) in flat]
    return " ".join((task.titles, *also, *(_SPELLED_OUT[short] for short in also)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(bare(text)))
