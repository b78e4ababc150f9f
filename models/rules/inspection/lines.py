"""The lines of a page from where its glyphs stand, whatever order a program wrote them in.

A Vietnamese document begins in two columns (Decree 30/2020, annex I): the agency and the number on the left, the
name of the State and the date on the right. The left one is read first, whole; then the right one.
Lengths are points; y grows upward.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

# In heights of a font, about 1.3 em each. Baselines nearer than the first are one line; a gap wider than the
# second is a space, than the third parts columns.
_SAME_LINE = 0.45
_SPACE = 0.12
_COLUMNS = 1.3
# A row of the head follows the last one within so many; the title stands farther off.
_NEXT_ROW = 1.9
_LONG_LINE = 100.0
# How the name of the State begins, without spaces, by both ways to place the mark.
_STATE = ("CỘNGHÒAXÃHỘI", "CỘNGHOÀXÃHỘI")


class Glyph(NamedTuple):
    """A character, where its baseline begins, where its advance ends, and the height of its font."""

    text: str
    x: float
    y: float
    right: float
    height: float


Line = Sequence[Glyph]


def page_lines(glyphs: Iterable[Glyph], height: float) -> list[str]:
    """The lines in reading order; `height` is the page's."""
    rows = _rows(_level(_whole(glyphs)))
    left, right, rest = _head(rows, height / 2)
    return [text for row in (*left, *right, *rest) if (text := _text(row))]


def _level(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """As the lines would lie if the page had been laid straight on the glass."""
    slopes = [
        (line[-1].y - line[0].y) / (line[-1].x - line[0].x)
        for line in _drawn_lines(glyphs)
        if line[-1].x - line[0].x > _LONG_LINE
    ]
    slope = median(slopes) if slopes else 0.0
    return [glyph._replace(y=glyph.y - slope * glyph.x) for glyph in glyphs] if slope else glyphs


def _drawn_lines(glyphs: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    """Runs of glyphs that were drawn one after the other, each to the right of the last and no line away."""
    begin = 0
    for number, (before, glyph) in enumerate(pairwise(glyphs), start=1):
        if glyph.x < before.x or abs(glyph.y - before.y) > _SAME_LINE * glyph.height:
            yield glyphs[begin:number]
            begin = number
    if glyphs:
        yield glyphs[begin:]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: (-each.y, each.x)):
        if rows and rows[-1][0].y - glyph.y < _SAME_LINE * max(glyph.height, rows[-1][0].height):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda each: each.x) for row in rows]


def _whole(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Marks that are drawn by themselves stay with the letter before them."""
    whole: list[Glyph] = []
    for glyph in glyphs:
        if whole and unicodedata.combining(glyph.text[0]):
            whole[-1] = whole[-1]._replace(text=whole[-1].text + glyph.text)
        elif glyph.text not in "\r\n":
            whole.append(glyph)
    return whole


def _text(row: Line) -> str:
    parts = [glyph.text for glyph in row[:1]]
    for before, glyph in pairwise(row):
        if glyph.x - before.right > _SPACE * glyph.height:
            parts.append(" ")
        parts.append(glyph.text)
    return " ".join("".join(parts).split())


def _head(rows: list[list[Glyph]], above: float) -> tuple[list[Line], list[Line], list[Line]]:
    """The left column of the head, its right one, and all that follows."""
    first, edge = _parting(rows, above)
    left: list[Line] = list(rows[:first])
    right: list[Line] = []
    for number in range(first, len(rows)):
        row = rows[number]
        at = _cut(row, edge)
        is_next = number == first or rows[number - 1][0].y - row[0].y < _NEXT_ROW * row[0].height
        if at is None or not is_next:
            return left, right, list(rows[number:])
        left += [row[:at]] if at else []
        right += [row[at:]] if at < len(row) else []
    return left, right, []


def _parting(rows: Sequence[Line], above: float) -> tuple[int, float]:
    """The first row in two columns and where the right one begins; behind the last row, where none is."""
    for number, row in enumerate(rows):
        if row[0].y < above:
            break
        at = _second_column(row)
        if at:
            return number, row[at].x
    return len(rows), 0.0


def _second_column(row: Line) -> int:
    """Where the second column begins in a row; 0 where there is one column."""
    printed = [number for number, glyph in enumerate(row) if not glyph.text.isspace()]
    words = [unicodedata.normalize("NFC", row[number].text).upper() for number in printed]
    for state in _STATE:
        at = "".join(words).find(state)
        if at > 0 and all(len(word) == 1 for word in words[:at]):
            return printed[at]
    for before, number in pairwise(printed):
        if row[number].x - row[before].right > _COLUMNS * row[number].height:
            return number
    return 0


def _cut(row: Line, edge: float) -> int | None:
    """How many glyphs of a row stand in the left column; None where one runs across the edge."""
    own = _second_column(row)
    if own:
        return own
    if row[-1].right <= edge + 1:
        return len(row)
    return 0 if row[0].x >= edge - 1 else None
