"""What every format is first brought to: rows of cells, one after the other, and the limits that all share."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

# A file; its parts unpacked, of these the table of its words, what says how it looks, and one row; one part against
# what it was packed to.
BYTES = 60 << 20
BYTES_UNPACKED, BYTES_OF_WORDS, BYTES_OF_LOOKS, BYTES_OF_A_ROW = 256 << 20, 64 << 20, 16 << 20, 8 << 20
TIMES_UNPACKED = 200
PARTS, COLUMNS, LETTERS, NESTED = 2_000, 200, 1_000, 30
# After so many empty rows nothing more is expected.
EMPTY_ROWS = 2_000
ROWS = 200_000


class Uncounted:
    """A formula that no program has counted yet: what it stands for cannot be known."""


UNCOUNTED: Final = Uncounted()


class RawRow(NamedTuple):
    """A row: the sheet or table that it is of, its number there from 1, its cells as they are."""

    sheet: str
    number: int
    cells: Sequence[object]


def until_empty(rows: Iterable[RawRow]) -> Iterator[RawRow]:
    """The rows until nothing more is to be expected: too many empty ones."""
    empty = 0
    for row in rows:
        empty = empty + 1 if is_empty(row.cells) else 0
        if empty > EMPTY_ROWS:
            return
        yield row


def is_empty(cells: Sequence[object]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def text_in(cell: object) -> str:
    """A cell as one line of composed letters (NFC); what a system wrapped against spreadsheets is unwrapped."""
    if cell is None or isinstance(cell, Uncounted):
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)[:LETTERS]
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = " ".join(text.split())
    return text[2:-1] if text.startswith('="') and text.endswith('"') else text.removeprefix("'")


_UNSEEN = re.compile("[\u200b\u200c\u200d\ufeff\u00ad]")
