"""Numbers in words, in digits: days, months and hours, and the numbers of documents with their symbols.

Of days only what is certainly one number: of two words ("mười lăm", "hai mốt"), or a word behind "mồng", "tháng",
"kém". Parts of a longer number ("bốn trăm mười chín") and ordinals ("thứ ba") stay as they are. A document's number
is said digit by digit ("một hai không năm") or as one, its symbol in letters by name ("bê xê") or in words ("kế
hoạch ủy ban").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.letters import bare
from models.rules.reading.lexicon import entries, patterns, word_set

ONES = {
    form: int(digit)
    for names, digit in entries("words.txt", "digits")
    for name in names.split()
    for form in (name, bare(name))
}
"""Digits by name, with their marks or without."""
_OFTEN_OTHERS, _LARGER, _WHICH = map(word_set, ("often others", "of larger numbers", "this or next"))
_SAYS, _WHO = word_set("says a day"), word_set("who acts")
_TEN, _TENS, _SCORES = {"mười", "muoi", "mừi"}, {"mươi", "muoi"}, {"hăm": 20, "ham": 20, "băm": 30}
_DAY, _MONTH = {"ngày", "ngay", "hôm", "hom", "bữa", "bựa", "bua"}, {"tháng", "thang"}
_MUNG, _LESS, _HALF = {"mùng", "mồng", "mung", "mong"}, {"kém", "kem"}, {"rưỡi", "ruoi"}
_HOUR, _FEW = {"giờ", "gio", "h", "g"}, {"một", "mot", "hai"}
_WORDS = "|".join(sorted({*ONES, *_TEN, *_TENS, *_SCORES}, key=len, reverse=True))
_FAR = 40
"""How far from a number its neighbours are looked for, in letters: words are shorter."""
_RUN = re.compile(rf"(?<![\w/])(?:{_WORDS})(?: (?:{_WORDS}))*(?![\w/])")
_SYMBOL = patterns("spoken symbols")
_AS_LETTER = {name: str(n) for name, n in ONES.items() if name != "nham"} | {
    name: letter for letter, names in entries("words.txt", "words of numbers") for name in names.split()
}
"""Each word of a number as a letter: its digit, l(inh), t (mười), m(ươi), u (either), h (trăm), n(ghìn)."""
_SPOKEN = "|".join(sorted(_AS_LETTER, key=len, reverse=True))
_SPOKEN_RUN = re.compile(rf"(?<![\w/.-])(?:{_SPOKEN})(?:\s+(?:{_SPOKEN}))*(?!\w)")
_LETTERS = {
    name: letter for letter, names in entries("words.txt", "letters by name") for name in names.split()
}
_ALSO_WORDS = word_set("letters that are words")
_PARTS = dict(entries("words.txt", "parts of a symbol"))


def in_digits(lowered: str) -> str:
    """The lower-case text, with its marks or without, with such numbers in digits."""
    return _RUN.sub(_spoken, lowered)


def _spoken(run: re.Match[str]) -> str:
    before = run.string[max(0, run.start() - _FAR) : run.start()].split(" ")
    after = run.string[run.end() : run.end() + _FAR].split(" ", 2)
    lead = "".join(before[-2:-1]) if before[-1] == "" else ""
    behind = re.sub(r"\W", "", "".join(after[1:2]))
    if lead in _LARGER or behind in _LARGER:
        return run[0]
    return " ".join(_read(run[0].split(), lead, behind))


def _read(words: list[str], lead: str, behind: str) -> Iterator[str]:
    """The words of a run with its numbers in digits; `lead` and `behind` are its neighbours."""
    n = 0
    if lead in ("thứ", "thu"):
        yield words[0]
        n, lead = 1, ""
    while n < len(words):
        value, length = _number(words[n:], lead, behind)
        month = words[n + length :]
        if value is None:
            yield words[n]
        elif 10 < value < 32 and len(month) == 2 and month[0] in _TEN | {"một", "mot"} and month[1] in _FEW:
            yield f"{value}/1{ONES[month[1]]}"
            return
        else:
            yield str(value)
        n, lead = n + length, ""


def _number(words: list[str], lead: str, behind: str) -> tuple[int | None, int]:
    """The number that a run begins with, and how many words it takes; None where its first word stays."""
    first, second, third = [*words, "", ""][:3]
    is_only, is_led, of_a_date = len(words) == 1, lead in _MUNG | _LESS, lead in _DAY | _MONTH
    sure = of_a_date or (behind in _MONTH and len(words) <= 3)

    def is_one(word: str) -> bool:
        """Behind tens; "mười năm" are years."""
        return word in ONES and word != "năm" and (sure or word not in _OFTEN_OTHERS)

    if first in _TEN:
        counts = is_led or of_a_date or (is_only and behind in _MONTH | _HOUR | _HALF)
        return (10 + ONES[second], 2) if is_one(second) else (10 if counts else None, 1)
    if first in _SCORES:
        return (_SCORES[first] + ONES[second], 2) if second in ONES else (None, 1)
    if first in ONES and second in _TENS and ONES[first] > 1:
        # Of "hai mươi mười một" the second part is a month.
        tens = 10 * ONES[first]
        return (tens + ONES[third], 3) if is_one(third) else (tens, 2)
    if first in ("hai", "ba") and _is_pair(words, sure, behind):
        return 10 * ONES[first] + ONES[second], 2
    of_month = lead in _MONTH and first not in _OFTEN_OTHERS and (first != "năm" or behind not in _WHICH)
    counts = is_led or of_month or (is_only and (behind in _HALF or (lead in _DAY and behind in _MONTH)))
    return (ONES.get(first) if counts else None), 1


def _is_pair(words: list[str], sure: bool, behind: str) -> bool:
    """ "Hai lăm", "hai mốt" always; "hai tám" where a day can stand: beside its name, its month, or who acts."""
    if len(words) < 2 or words[1] not in ONES or int(f"{ONES[words[0]]}{ONES[words[1]]}") > 31:
        return False
    if behind in _SAYS or (behind in _WHO and words[1] != "ba"):
        return len(words) == 2
    with_month = len(words) == 4 and words[2] in _TEN and words[3] in _FEW
    return sure or words[1] in ("lăm", "nhăm", "mốt") or with_month


@dataclass(frozen=True)
class Symbol:
    """The letters of a symbol as far as they are said, in lower case ("bc", "ubnd"); where they end."""

    parts: tuple[str, ...]
    end: int
    separated: bool


def runs(lowered: str) -> Iterator[tuple[int, int, str]]:
    """Where a number is spoken (start, end) and its digits; a year behind it is left."""
    for match in _SPOKEN_RUN.finditer(lowered):
        run = _SYMBOL.opens_a_year.sub("", match[0])
        if _SYMBOL.of_a_year.match(lowered, match.end()):
            run = _SYMBOL.year.sub("", run)
        said = "".join(_AS_LETTER[word] for word in run.split())
        number = said if said.isdigit() else str(_value(said) or "")
        if number:
            yield match.start(), match.start() + len(run), number


def symbol_at(lowered: str, place: int, kinds: dict[str, str]) -> Symbol | None:
    """The symbol said at a place, behind a number; `kinds` are kinds of documents with their signs."""
    parts: list[str] = []
    end, separated = place, False
    while bar := _SYMBOL.apart.match(lowered, end):
        is_bar = bar[0].strip() != ""
        found = _part(lowered, bar.end(), {} if parts and not is_bar else kinds, is_bar)
        if found is None:
            break
        separated = separated or is_bar
        part, end = found
        parts.append(part)
    return Symbol(tuple(parts), end, separated) if parts else None


def _part(lowered: str, place: int, kinds: dict[str, str], sure: bool) -> tuple[str, int] | None:
    """One part of a symbol with its end; `sure` behind a bar, where a word may be the name of a letter."""
    for words, part in (*_PARTS.items(), *kinds.items()):
        if lowered.startswith(words, place) and not lowered[place + len(words) :][:1].isalnum():
            return part, place + len(words)
    names, end = list[str](), place
    for token in _SYMBOL.token.finditer(lowered, place):
        name = token[0].strip()
        starts_part = any(lowered.startswith(words, token.start()) for words in _PARTS)
        if token.start() != end or name not in _LETTERS or (names and starts_part):
            break
        names.append(name)
        end = token.end()
    while names and names[-1] in _ALSO_WORDS and (len(names) == 1 or names[-2] in _ALSO_WORDS) and not sure:
        names.pop()
    spelled = "".join(_LETTERS[name] for name in names)
    return (spelled, place + len(" ".join(names))) if names else None


def _value(said: str) -> int | None:
    """The number of words of which each is one letter (`_AS_LETTER`); None where they make none."""
    for unit, worth in (("n", 1000), ("h", 100)):
        head, found, tail = said.partition(unit)
        if found:
            short = len(tail) == 1 and tail.isdigit()
            high, low = _value(head), int(tail) * worth // 10 if short else _value(tail)
            is_one = head != "" and (len(head) == 1 or unit == "n")
            return high * worth + low if is_one and high is not None and low is not None else None
    if match := re.fullmatch(r"l?(\d)|([tu]|\d[mu]?)(\d?)|", said):
        units, tens, more = match.groups("0")
        return int(units) + 10 * (1 if tens in "tu" else int(tens[0])) + int(more or 0)
    return None
