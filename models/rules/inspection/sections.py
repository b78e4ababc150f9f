"""Where in a document words and sections stand. Pages are text (NFC, lines kept) and are counted from 1."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from models.rules.inspection.headings import (
    HEADING_LETTERS,
    Heading,
    closes,
    heading_at,
    is_in_capitals,
    is_of_contents,
)
from models.rules.inspection.money import names_money
from models.rules.inspection.phrases import Letters, alternatives, letters_of, plain, squeezed, tidy
from models.rules.inspection.title import read_title

PLACES, BODY_LINES, BODY_LETTERS = 300, 80, 6_000
"""So many places of a phrase are looked at for a heading; so much of the text below one."""
_SHORT_HEADING, _LONGEST_HEADING = 8, 16
"""Words of a heading without a number; of one that has the phrase only somewhere in it."""
_SHOWN, _HEAD = 160, 60
_RUN_IN = re.compile(r"[:.](?=\s|$)")
_BEFORE = ("về", "nguồn", "các nguồn", "dự toán", "bố trí", "nội dung")
"""What a heading may say before the words that are looked for."""


@dataclass(frozen=True)
class Place:
    """Where words stand: the page, and the line as it stands."""

    page: int
    heading: str


@dataclass(frozen=True)
class Section(Place):
    """A section: whether nothing stands below its heading, and whether its text names an amount or a source."""

    is_empty: bool
    names_money: bool


def find_words(pages: Sequence[str], wish: str) -> Place | None:
    """`Text.find_words` of these pages."""
    return Text(pages).find_words(wish)


def find_section(pages: Sequence[str], wish: str) -> Section | None:
    """`Text.find_section` of these pages."""
    return Text(pages).find_section(wish)


class Text:
    """The text of a document, prepared once for everything that is looked for in it."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._lines: list[str] = []
        self._begins: list[int] = []
        for page in pages:
            self._begins.append(len(self._lines))
            self._lines.extend(tidy(page).splitlines() or [""])
        self._letters: Letters = letters_of("\n".join(self._lines))
        self._title = squeezed(read_title([line[:HEADING_LETTERS] for line in self._lines[:_HEAD]]).subject)

    def find_words(self, wish: str) -> Place | None:
        """Where one of the alternatives of `wish` ("kinh phí | dự toán") first stands, over line and page ends too;
        where it only stands in a table of contents, there."""
        places = sorted(self._lines_with(wish))
        line = next(
            (each for each in places if not is_of_contents(self._lines[each])), next(iter(places), None)
        )
        return None if line is None else Place(self._page_of(line), _shown(self._lines[line]))

    def find_section(self, wish: str) -> Section | None:
        """The section whose heading has one of the alternatives of `wish`; of several the one that says most.

        A line of a table of contents is no section, nor is a sentence in which the words stand.
        """
        phrases = alternatives(wish)
        best: tuple[tuple[bool, bool, bool], Section] | None = None
        for n in sorted({each for line in self._lines_with(wish) for each in (line - 1, line) if each >= 0}):
            named = self._is_heading_with(n, phrases)
            if named is None:
                continue
            section = self._section(n)
            rank = (named, section.names_money, not section.is_empty)
            if best is None or rank > best[0]:
                best = rank, section
        return best[1] if best else None

    def _lines_with(self, wish: str) -> set[int]:
        return {
            self._letters.line_of(place)
            for phrase in alternatives(wish)
            for place in islice(self._letters.places(phrase), PLACES)
        }

    def _page_of(self, line: int) -> int:
        return bisect_right(self._begins, line)

    def _after(self, n: int) -> str:
        return self._lines[n + 1][:HEADING_LETTERS].strip() if n + 1 < len(self._lines) else ""

    def _is_heading_with(self, n: int, phrases: Sequence[str]) -> bool | None:
        """Whether line `n` is a heading that begins with one of the phrases (True), or has one of them (False)."""
        heading, following = heading_at(self._lines[n]), self._after(n)
        if heading is None:
            return True if self._is_bare_heading(n, phrases) else None
        name = _name(heading.text)
        if _begins_with(_whole(name, heading.text, following), phrases):
            return True
        letters = letters_of(name)
        has_one = any(letters.find(each) >= 0 for each in phrases)
        return False if has_one and _may_be_long(name, heading.text, following) else None

    def _is_bare_heading(self, n: int, phrases: Sequence[str]) -> bool:
        """Whether a line without a number is a heading that begins with one of the phrases."""
        text = self._lines[n][:HEADING_LETTERS].strip(" *#_|")
        name = _name(text)
        is_heading = not self._is_of_the_title(n, name) and _stands_alone(text, name, self._after(n))
        return is_heading and _begins_with(name, phrases)

    def _is_of_the_title(self, n: int, name: str) -> bool:
        return n < _HEAD and squeezed(name) in self._title

    def _section(self, n: int) -> Section:
        line = self._lines[n]
        heading = heading_at(line)
        text = heading.text if heading else line.strip()
        name = _name(text)
        of_heading, body = self._below(n, heading, is_named=bool(name))
        letters = plain(" ".join((text if _is_sentence(text, name) else text[len(name) :], *body)))[
            :BODY_LETTERS
        ]
        return Section(
            page=self._page_of(n),
            heading=_shown(" ".join((line, *of_heading))),
            is_empty=not re.search(r"[a-z0-9]", letters),
            names_money=names_money(letters),
        )

    def _below(self, n: int, heading: Heading | None, *, is_named: bool) -> tuple[list[str], list[str]]:
        """The lines that still belong to the heading, and those below it up to the next heading of its rank."""
        of_heading: list[str] = []
        body: list[str] = []
        in_capitals = is_in_capitals(self._lines[n])
        for line in self._text_below(n):
            if not is_named:
                of_heading, is_named = [line], True
            elif closes(line) or _is_next(line, heading):
                break
            elif in_capitals and not body and not of_heading and is_in_capitals(line):
                of_heading.append(line)
            else:
                body.append(line)
        return of_heading, body

    def _text_below(self, n: int) -> Iterator[str]:
        """The lines below, without empty ones and numbers of pages."""
        for line in self._lines[n + 1 : n + 1 + BODY_LINES]:
            if line.strip(" -–") and not line.strip(" -–").isdigit():
                yield line[:BODY_LETTERS]


def _name(text: str) -> str:
    """What the heading says before its text runs on in the same line."""
    return _RUN_IN.split(text, maxsplit=1)[0].strip()


def _whole(name: str, text: str, following: str) -> str:
    """A heading with the line into which it may run over."""
    return name if _RUN_IN.search(text) or len(name.split()) > _SHORT_HEADING else f"{name} {following}"


def _begins_with(name: str, phrases: Sequence[str]) -> bool:
    letters = letters_of(name)
    return any(letters.starts_with(f"{before} {each}") for each in phrases for before in ("", *_BEFORE))


def _may_be_long(name: str, text: str, following: str) -> bool:
    """Whether a numbered line is a heading though it begins with other words: short, and no sentence goes on."""
    if len(name.split()) > _LONGEST_HEADING or text.endswith((";", ",")):
        return False
    return is_in_capitals(name) or not following[:1].islower()


def _is_sentence(text: str, name: str) -> bool:
    """Whether what stands behind the number is the text itself: "Điều 3. Kinh phí lấy từ ngân sách xã."."""
    if is_in_capitals(name):
        return False
    return len(name.split()) > _SHORT_HEADING or (
        text == f"{name}." and len(name.split()) > _SHORT_HEADING // 2
    )


def _stands_alone(text: str, name: str, following: str) -> bool:
    """Whether a line without a number is a heading: short, and in capitals, or before a colon or a new sentence."""
    if len(name.split()) > _SHORT_HEADING or not name[:1].isupper() or is_of_contents(text):
        return False
    ends = text.rstrip(" *_|")
    return is_in_capitals(name) or ends.endswith(":") or (ends == name and not following[:1].islower())


def _is_next(line: str, heading: Heading | None) -> bool:
    """Whether a section of the same rank, or a higher one, begins here."""
    other = heading_at(line)
    if heading is None:
        return other is not None or is_in_capitals(line)
    return other is not None and other.level <= heading.level


def _shown(line: str) -> str:
    return " ".join(line.split())[:_SHOWN].strip(" *#_|")
