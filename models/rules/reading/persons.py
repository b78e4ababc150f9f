"""Whom words name: who gets the work, or holds it ("giao chị Lan", "để anh Hùng làm", "chị Hà văn thư giữ")."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.reading.documents import flat
from models.rules.reading.lexicon import bare_word_set, patterns, word_set

_RE = patterns("persons")

_OWN = ("em", "e", "con", "chau")
_BEGINS = re.compile(r"(?:^|(?<=[\s,.:]))(?=[^\W\d_])")
_TOKEN = re.compile(r"\s*([^\W\d_]+)")
_INSTITUTIONS = bare_word_set("institutions")
_MARKED, _NO_NAMES = word_set("no names"), bare_word_set("no names")
_LONGEST = 3


@dataclass(frozen=True)
class _Found:
    """A name, where it stands, and how much speaks for it."""

    name: str
    weight: int
    start: int


def person_named(text: str) -> str | None:
    """The name of the person to whom work goes or with whom it lies, as typed, with the form of address; None where
    the words name nobody. Who is only spoken to is not named."""
    typed = unicodedata.normalize("NFC", text)
    letters = flat(typed.casefold())
    if len(typed) != len(letters):
        return None
    found = [*_titled(typed, letters), *_called(typed, letters)]
    return max(found, key=lambda each: (each.weight, -each.start)).name if found else None


def _titled(typed: str, letters: str) -> Iterator[_Found]:
    """ "Chị Lan", "đ/c Hùng"; without a capital only in words without marks."""
    is_plain = typed.casefold() == letters
    for match in _RE.titled.finditer(letters):
        end = _end_of_name(typed, letters, match.end())
        if end == match.end() and is_plain and match["title"] not in _OWN:
            end = _end_of_word(letters, match.end())
        gives, does = _RE.gives.search(letters[: match.start()]), _RE.does.match(letters, end)
        is_spoken_to = (_RE.called if gives else _RE.spoken_to).match(letters, end)
        if end > match.end() and not is_spoken_to:
            yield _Found(typed[match.start() : end], 1 + 4 * bool(gives) + 2 * bool(does), match.start())


def _called(typed: str, letters: str) -> Iterator[_Found]:
    """A name alone: "giao Thảo", "Tuấn Anh sẽ nộp thay"."""
    is_plain = typed.casefold() == letters
    for match in _RE.leads_to.finditer(letters):
        end = _end_of_name(typed, letters, match.end())
        if end > match.end() and not _RE.called.match(letters, end):
            yield _Found(typed[match.end() : end].strip(), 3, match.start())
    for match in _BEGINS.finditer(letters):
        start, end = match.start(), _end_of_name(typed, letters, match.start())
        first = typed[start:end].casefold().split()
        if first and _RE.takes.match(letters, end) and first[0] not in (_NO_NAMES if is_plain else _MARKED):
            yield _Found(typed[start:end].strip(), 2, start)


def _end_of_name(typed: str, letters: str, start: int) -> int:
    """Where a name that begins here ends, as its capitals tell."""
    end = start
    for _ in range(_LONGEST):
        token = _TOKEN.match(typed, end)
        if token is None or not _is_given(token[1]) or letters[slice(*token.span(1))] in _INSTITUTIONS:
            break
        end = token.end()
    return end


def _is_given(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def _end_of_word(letters: str, start: int) -> int:
    token = _TOKEN.match(letters, start)
    return token.end() if token and token[1] not in _NO_NAMES and len(token[1]) > 1 else start
