"""What every format is first brought to: rows of cells, one after the other, and the limits that all share."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

# A file, its parts unpacked, the table of its words, one part against what it was packed to.
BYTES, BYTES_UNPACKED, BYTES_OF_WORDS, TIMES_UNPACKED = 60 << 20, 256 << 20, 96 << 20, 200
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
