"""Tables of a web page, which systems save under the name of a spreadsheet: read as they come, never built."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jobs.caselists.letters import encoding_of
from jobs.caselists.raw import COLUMNS, LETTERS, NESTED, RawRow
from models.rules.cases.listed import CannotRead, ListFault

_CHUNK, _MOST_BEYOND = 64 << 10, 10_000


def web_rows(data: bytes) -> Iterator[RawRow]:
    """The rows of all tables of a page, a merged cell at its first place only; raises CannotRead where it cannot
    be read."""
    from lxml import etree  # type: ignore[import-untyped]

    tables = _Tables()
    parser = etree.HTMLParser(target=tables)
    decoder = codecs.getincrementaldecoder(encoding_of(data))()
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(decoder.decode(data[start : start + _CHUNK]))
            yield from tables.taken()
        parser.close()
    except (etree.LxmlError, AssertionError):
        raise CannotRead(ListFault.DAMAGED) from None
    yield from tables.taken()


@dataclass
class _Table:
    """A table that is being read: how far, and which places a cell of a row above reaches into."""

    name: str
    number: int = 0
    cells: list[str | None] = field(default_factory=list)
    reaching: dict[int, int] = field(default_factory=dict)
    # The words of the cell that is open, and how far it reaches; None: no cell is.
    words: list[str] | None = None
    letters: int = 0
    columns: int = 1
    rows: int = 1
    # Cells that are too far to the right to be of use.
    beyond: int = 0

    def begin_row(self) -> None:
        self.number += 1
        self.cells = []

    def begin_cell(self, columns: int, rows: int) -> None:
        self.beyond += len(self.cells) >= COLUMNS
        if self.beyond > _MOST_BEYOND:
            raise CannotRead(ListFault.DAMAGED)
        self.words, self.letters, self.columns, self.rows = [], 0, columns, rows

    def read(self, text: str) -> None:
        if self.words is not None and self.letters < LETTERS:
            self.words.append(text)
            self.letters += len(text)

    def end_cell(self) -> None:
        if self.words is None:
            return
        self._pass_reached()
        if self.rows > 1:
            places = range(len(self.cells), min(len(self.cells) + self.columns, COLUMNS))
            self.reaching |= dict.fromkeys(places, self.rows)
        self._put(" ".join("".join(self.words).split()) or None, self.columns)
        self.words = None

    def end_row(self) -> None:
        """What reaches further down, one row less."""
        self._pass_reached()
        self.reaching = {place: left - 1 for place, left in self.reaching.items() if left > 1}

    def _pass_reached(self) -> None:
        while len(self.cells) in self.reaching:
            self._put(None, 1)

    def _put(self, text: str | None, columns: int) -> None:
        room = COLUMNS - len(self.cells)
        self.cells += [text, *[None] * (columns - 1)][:room]


class _Tables:
    """What the parser tells, as rows; a table within a cell of another is a table of its own."""

    def __init__(self) -> None:
        self._open: list[_Table] = []
        self._rows: list[RawRow] = []
        self._count = 0

    def taken(self) -> list[RawRow]:
        """The rows that are complete since it was last asked."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table":
            self._begin_table()
        elif self._open and tag == "tr":
            self._open[-1].begin_row()
        elif self._open and tag in ("td", "th"):
            self._open[-1].begin_cell(*(_span(attributes.get(name)) for name in ("colspan", "rowspan")))
        elif tag in ("br", "p", "div"):
            self.data(" ")

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1].read(text)

    def end(self, tag: str) -> None:
        if not self._open:
            return
        table = self._open[-1]
        if tag in ("td", "th"):
            table.end_cell()
        elif tag == "tr":
            table.end_row()
            self._rows.append(RawRow(table.name, table.number, table.cells))
        elif tag == "table":
            self._open.pop()

    def close(self) -> None:
        self._open = []

    def _begin_table(self) -> None:
        if len(self._open) == NESTED:
            raise CannotRead(ListFault.DAMAGED)
        self._count += 1
        self._open.append(_Table(str(self._count)))


def _span(said: str | None) -> int:
    """How many places a cell takes; what is no number of them is one."""
    return min(int(said), COLUMNS) if said and said.isdecimal() and len(said) < 6 and int(said) else 1
