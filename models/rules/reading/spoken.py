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

_DIGITS = {name: n for name, n in ONES.items() if name != "nham"} | {"không": 0, "khong": 0}
_LINKS = {"linh", "lẻ", "le"}
_TEN, _TENS = {"mười", "muoi", "chục"}, {"mươi", "muoi"}
_HUNDRED, _THOUSAND = {"trăm", "tram"}, {"nghìn", "ngàn", "nghin", "ngan"}
_OPENS_A_YEAR = re.compile(r" (?:năm|nam) hai(?: (?:không|khong|mươi|muoi|nghìn|ngàn|nghin))?(?: \w+){1,3}$")
_WORDS = "|".join(sorted({*_DIGITS, *_LINKS, *_TEN, *_TENS, *_HUNDRED, *_THOUSAND}, key=len, reverse=True))
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
    words = run.split()
    if not {*words} & (_TEN | _TENS | _HUNDRED | _THOUSAND | _LINKS):
        return "".join(str(_DIGITS[word]) for word in words)
    value = _of_thousands(words)
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


def _of_thousands(words: list[str]) -> int | None:
    for n, word in enumerate(words):
        if word in _THOUSAND:
            head, tail = _of_hundreds(words[:n]), _of_hundreds(words[n + 1 :])
            if n + 2 == len(words) and words[-1] in _DIGITS:
                tail = _DIGITS[words[-1]] * 100
            return None if head is None or tail is None or n == 0 else head * 1000 + tail
    return _of_hundreds(words)


def _of_hundreds(words: list[str]) -> int | None:
    if len(words) > 1 and words[1] in _HUNDRED and words[0] in _DIGITS:
        rest = words[2:]
        if len(rest) == 1 and rest[0] in _DIGITS:
            return _DIGITS[words[0]] * 100 + _DIGITS[rest[0]] * 10
        tail = _of_tens(rest)
        return None if tail is None else _DIGITS[words[0]] * 100 + tail
    return _of_tens(words)


def _of_tens(words: list[str]) -> int | None:
    if not words:
        return 0
    if words[0] in _LINKS:
        return _DIGITS.get(words[1]) if len(words) == 2 else None
    if words[0] in _TEN and len(words) <= 2:
        return 10 + (_DIGITS.get(words[1], -99) if len(words) == 2 else 0)
    if words[0] in _DIGITS and len(words) > 1 and words[1] in _TENS and len(words) <= 3:
        return _DIGITS[words[0]] * 10 + (_DIGITS.get(words[2], -99) if len(words) == 3 else 0)
    if all(word in _DIGITS for word in words) and len(words) <= 2:
        return int("".join(str(_DIGITS[word]) for word in words))
    return None
