"""Numbers of documents spoken as words: "số bốn trăm lẻ bảy bê xê", "hai bảy sáu gạch kế hoạch ủy ban".

Digits said one by one ("một hai không năm") or as a number ("một nghìn hai trăm linh năm"), and the symbol in
letters by name ("bê xê") or in words ("kế hoạch ủy ban"). What a run of such words is depends on what stands
around it: "số", the kind of document or a symbol make it a number, a unit behind it makes it a count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.reading.lexicon import entries, word_set
from models.rules.reading.numerals import ONES

_AS_LETTER = {name: str(n) for name, n in ONES.items() if name != "nham"} | {
    **dict.fromkeys(("không", "khong"), "0"),
    **dict.fromkeys(("linh", "lẻ", "le"), "l"),
    **dict.fromkeys(("mười", "chục"), "t"),
    "mươi": "m",
    "muoi": "u",
    **dict.fromkeys(("trăm", "tram"), "h"),
    **dict.fromkeys(("nghìn", "ngàn", "nghin", "ngan"), "n"),
}
"""Each word of a number as a letter: its digit, l(inh), t (mười), m(ươi), u (either), h (trăm), n(ghìn)."""
_OPENS_A_YEAR = re.compile(r" (?:năm|nam) hai(?: (?:không|khong|mươi|muoi|nghìn|ngàn|nghin))?(?: \w+){1,3}$")
_WORDS = "|".join(sorted(_AS_LETTER, key=len, reverse=True))
RUN = re.compile(rf"(?<![\w/.-])(?:{_WORDS})(?:\s+(?:{_WORDS}))*(?!\w)")

_LETTERS = {
    name: letter for letter, names in entries("words.txt", "letters by name") for name in names.split()
}
_ALSO_WORDS = word_set("letters that are words")
_PARTS = dict(entries("words.txt", "parts of a symbol"))
_SEPARATOR = (
    "(?:gạch(?: chéo| ngang| nối)?|gach(?: cheo)?|xuyệt|xuyet|xoẹt|xẹt|xẹc|xoạc|xoạt|xoẹc|sẹc|suỵt|xuỵt|"
    "trên|tren|/|-)"
)
_APART = re.compile(rf"\s*{_SEPARATOR}\s*|\s*")
_TOKEN = re.compile(r"[^\W\d_]+(?=\W|$)\s?")


@dataclass(frozen=True)
class Symbol:
    """The letters of a symbol as far as they are said, in lower case ("bc", "ubnd"); where they end."""

    parts: tuple[str, ...]
    end: int
    separated: bool


def number_in(run: str) -> str | None:
    """The number that a run of words says, as digits ("0" in front is kept); None where it says none."""
    said = "".join(_AS_LETTER[word] for word in run.split())
    if said.isdigit():
        return said
    value = _value(said)
    return None if value is None else str(value)


def runs(lowered: str) -> Iterator[tuple[int, int, str]]:
    """Where a number is spoken (start, end) and its digits; a year behind it is left."""
    for match in RUN.finditer(lowered):
        said = _OPENS_A_YEAR.sub("", match[0])
        said = (
            re.sub(r"(?<=\w)\s+(?:năm|nam)$", "", said)
            if re.match(r"\s*(?:nay|ngoái)", lowered[match.end() :])
            else said
        )
        if number := number_in(said):
            yield match.start(), match.start() + len(said), number


def symbol_at(lowered: str, place: int, kinds: dict[str, str]) -> Symbol | None:
    """The symbol said at a place, behind a number; `kinds` are kinds of documents with their signs."""
    parts: list[str] = []
    end, separated = place, False
    while True:
        bar = _APART.match(lowered, end)
        is_bar = bar is not None and bar[0].strip() != ""
        found = _part(lowered, bar.end() if bar else end, {} if parts and not is_bar else kinds, is_bar)
        if found is None:
            break
        separated = separated or is_bar
        part, end = found
        parts += [part]
    return Symbol(tuple(parts), end, separated) if parts else None


def _part(lowered: str, place: int, kinds: dict[str, str], sure: bool) -> tuple[str, int] | None:
    """One part of a symbol with its end; `sure` behind a bar, where a word may be the name of a letter."""
    for words, part in (*_PARTS.items(), *kinds.items()):
        if lowered.startswith(words, place) and not lowered[place + len(words) :][:1].isalnum():
            return part, place + len(words)
    names: list[str] = []
    end = place
    for token in _TOKEN.finditer(lowered, place):
        name = token[0].strip()
        starts_part = any(lowered.startswith(words, token.start()) for words in _PARTS)
        if token.start() != end or name not in _LETTERS or (names and starts_part):
            break
        names.append(name)
        end = token.end()
    while names and names[-1] in _ALSO_WORDS and (len(names) == 1 or names[-2] in _ALSO_WORDS) and not sure:
        names.pop()
    if not names:
        return None
    end = place + len(" ".join(names))
    return "".join(_LETTERS[name] for name in names), end


def _value(said: str) -> int | None:
    """The number of words of which each is one letter (`_AS_LETTER`); None where they make none."""
    for unit, worth in (("n", 1000), ("h", 100)):
        head, found, tail = said.partition(unit)
        if found:
            short = len(tail) == 1 and tail.isdigit()
            high, low = _value(head), int(tail) * worth // 10 if short else _value(tail)
            return None if not head or high is None or low is None else high * worth + low
    if match := re.fullmatch(r"l?(\d)|([tu]|\d[mu]?)(\d?)|", said):
        units, tens, more = match.groups("0")
        return int(units) + 10 * (1 if tens in "tu" else int(tens[0])) + int(more or 0)
    return None
