"""What the model of replies looks at: pieces of the text as typed, of its folded line, and a few signs of its form.

Training and reading use this same list, so that what was learned is what is asked for.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from zlib import crc32

from models.rules.letters import bare
from models.rules.reading.said import Utterance


class Context(StrEnum):
    """What a reply follows: a card about one task, a numbered list of several, or nothing."""

    CARD = "card"
    LIST = "digest"
    FREE = "free"


BUCKETS = 1 << 18
"""Into so many weights a class the pieces are hashed; two that meet share one."""

_VIEWS = {"c": 1.0, "l": 1.0, "p": 1.0, "s": 0.9, "e": 0.7, "w": 0.8, "r": 0.6}
"""How much each kind of piece counts."""

_DIGIT, _SPACE = re.compile(r"\d"), re.compile(r"\s+")
_THRICE = re.compile(r"(\D)\1{2,}")
_MARK = re.compile(r"<\w+>")
_LONE_NUMBER = re.compile(r"(?<!\S)\d{1,2}(?!\S)")
_FAR = 8


def features(text: str, said: Utterance, context: Context) -> list[tuple[float, dict[int, int]]]:
    """How often each bucket is hit, for each kind of piece with its weight."""
    text = unicodedata.normalize("NFC", text)
    raw = _DIGIT.sub("0", text.casefold())
    letters = _SPACE.sub(" ", _THRICE.sub(r"\1", bare(raw).replace("\n", " , ")))
    clauses = [words for part in re.split("[,?]", said.line) if (words := part.split())]
    pieces = {
        "c": _characters(f" {letters} ", 2, 6),
        "l": _runs(said.line.split(), 3),
        "p": _signs(text, said, clauses, context),
        "s": _pairs(clauses),
        "e": _edges(clauses),
        "w": _runs(raw.split(), 2),
        "r": (piece for word in raw.split() for piece in _characters(f" {word} ", 2, 4)),
    }
    return [(weight, _counted(view, pieces[view])) for view, weight in _VIEWS.items()]


def _counted(view: str, pieces: Iterator[str]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for piece in pieces:
        bucket = crc32((view + piece).encode()) % BUCKETS
        counts[bucket] = counts.get(bucket, 0) + 1
    return counts


def _characters(text: str, shortest: int, longest: int) -> Iterator[str]:
    for size in range(shortest, longest + 1):
        yield from (text[start : start + size] for start in range(len(text) - size + 1))


def _runs(words: list[str], longest: int) -> Iterator[str]:
    """Every one to `longest` words in a row."""
    for size in range(1, longest + 1):
        yield from (" ".join(words[start : start + size]) for start in range(len(words) - size + 1))


def _pairs(clauses: list[list[str]]) -> Iterator[str]:
    """Two words of one clause that others stand between."""
    for words in clauses:
        for first, word in enumerate(words):
            for later in words[first + 2 : first + _FAR]:
                yield f"{word}~{later}"


def _edges(clauses: list[list[str]]) -> Iterator[str]:
    """The words of the first and of the last clause."""
    for tag, words in zip("FL", clauses[:1] + clauses[-1:], strict=False):
        for piece in _runs(words, 2):
            yield f"{tag}:{piece}"


def _signs(text: str, said: Utterance, clauses: list[list[str]], context: Context) -> Iterator[str]:
    yield f"context {context}"
    yield f"clauses {min(len(clauses), 6)}"
    yield f"words {min(sum(map(len, clauses)) // 4, 8)}"
    yield f"numbers {min(len(_LONE_NUMBER.findall(said.plain)), 5)}"
    yield from (f"has {mark}" for mark in "?!\n" if mark in text)
    if text.rstrip().endswith("?"):
        yield "asks at the end"
    marks = _MARK.findall(said.line)
    yield from (f"names {mark}" for mark in sorted(set(marks)))
    yield from (f"first {mark}" for mark in marks[:1])
    yield from (f"last {mark}" for mark in marks[-1:])
    if clauses:
        first, last = clauses[0], clauses[-1]
        yield from (f"begins {' '.join(first[:size])}" for size in (1, 2, 3))
        yield from (f"ends {' '.join(last[-size:])}" for size in (1, 2, 3))
        yield from (f"near the beginning {word}" for word in first[:4])
        yield from (f"near the end {word}" for word in last[-4:])
