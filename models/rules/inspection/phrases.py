"""Phrases as they are compared: without case, tone marks, punctuation and blanks, abbreviations spelled out.

Everything here is linear in the text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from models.rules.letters import bare

ABBREVIATIONS = {
    "TTHC": "thủ tục hành chính",
    "CCHC": "cải cách hành chính",
    "VTVL": "vị trí việc làm",
    "VTCT": "vị trí công tác",
    "QPPL": "quy phạm pháp luật",
    "VBQPPL": "văn bản quy phạm pháp luật",
    "CBCCVC": "cán bộ, công chức, viên chức",
    "CBCC": "cán bộ, công chức",
    "UBND": "ủy ban nhân dân",
    "HĐND": "hội đồng nhân dân",
    "TTPVHCC": "trung tâm phục vụ hành chính công",
}
"""Abbreviations of an office's every day; in a comparison they and what they stand for are the same."""

_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+|\n")
_BY_MISTAKE = 8
"""From so many letters on, a phrase may hold one wrong letter."""


def tidy(text: str) -> str:
    """`text` (NFC) without what is not seen: soft hyphens, marks that belong to no letter; every blank a space."""
    return text.translate({ord(each): _seen(each) for each in set(text)})


def plain(tidied: str) -> str:
    """What `tidy` gave in lower case without diacritics, letter for letter: the same places in both."""
    return tidied.translate({ord(each): _bare_letter(each) for each in set(tidied)})


@lru_cache(maxsize=1024)
def _bare_letter(letter: str) -> str:
    return bare(letter)[:1] or " "


def alternatives(wish: str) -> list[str]:
    """The phrases of which one is wanted: "kinh phí | dự toán"."""
    return [phrase for each in wish.split("|") if (phrase := each.strip())]


@dataclass(frozen=True)
class Letters:
    """A text as its letters alone, with the places where a word begins or ends, and where each line begins."""

    run: str
    edges: bytearray
    lines: tuple[int, ...]

    def line_of(self, place: int) -> int:
        """The number of the line in which the letter at `place` stands, from 0."""
        return bisect_right(self.lines, place) - 1

    def find(self, phrase: str) -> int:
        """Where `phrase` first stands as whole words, wherever blanks and hyphens fall; -1 if nowhere."""
        return next(self.places(phrase), -1)

    def places(self, phrase: str) -> Iterator[int]:
        """Every place at which `phrase` stands as whole words."""
        wanted = letters_of(phrase).run
        at = self.run.find(wanted) if wanted else -1
        while at >= 0:
            if self.edges[at] and self.edges[at + len(wanted)]:
                yield at
            at = self.run.find(wanted, at + 1)

    def starts_with(self, phrase: str) -> bool:
        wanted = letters_of(phrase).run
        return bool(wanted) and self.run.startswith(wanted) and bool(self.edges[len(wanted)])

    def resembles(self, phrase: str) -> bool:
        """Whether `phrase` stands in it; in a long phrase one letter may be wrong, missing or too many."""
        if self.find(phrase) >= 0:
            return True
        wanted = letters_of(phrase).run
        if len(wanted) < _BY_MISTAKE:
            return False
        return any(
            self.edges[start] and self.edges[end] and is_near(self.run[start:end], wanted)
            for start in range(len(self.run))
            for end in range(start + len(wanted) - 1, min(start + len(wanted) + 1, len(self.run)) + 1)
        )


def letters_of(text: str) -> Letters:
    """The letters of a text (NFC)."""
    parts: list[str] = []
    begins = [0]
    edges = bytearray(b"\x01")
    for token in _TOKEN.findall(plain(tidy(text))):
        if token == "\n":
            begins.append(len(edges) - 1)
            continue
        for word in _SPELLED_OUT.get(token, (token,)):
            parts.append(word)
            edges.extend(bytes(len(word) - 1) + b"\x01")
    return Letters("".join(parts), edges, tuple(begins))


def holds(text: str, wish: str) -> bool:
    """Whether a short text holds one of the wish's alternatives, as `Letters.resembles`."""
    letters = letters_of(text)
    return any(letters.resembles(phrase) for phrase in alternatives(wish))


def is_near(one: str, other: str) -> bool:
    """Whether the two are the same but for one letter that is wrong, missing or too many."""
    short, long = sorted((one, other), key=len)
    same = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long[same + 1 :] == (short[same + 1 :] if len(short) == len(long) else short[same:])


def squeezed(text: str) -> str:
    """The letters of one line, abbreviations as they are."""
    return "".join(_WORD.findall(plain(tidy(text))))


def _seen(each: str) -> str:
    if each in "\n\r\f\v":
        return each
    if unicodedata.combining(each) or unicodedata.category(each) == "Cf":
        return ""
    return " " if each.isspace() else each


_SPELLED_OUT = {bare(short): tuple(_WORD.findall(bare(meant))) for short, meant in ABBREVIATIONS.items()}
