"""A sheet or a table, row by row: what stands above the headings, the headings, and the files below them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jobs.caselists.raw import is_empty, text_in
from jobs.caselists.row import Asked
from jobs.caselists.taken import Taken
from models.rules.cases.columns import Layout, layout_of
from models.rules.cases.headings import is_group_above, is_second_row, joined, look_like_headings
from models.rules.cases.listed import CannotRead, ListFault

# Headings stand among so many first rows that are not empty, or nowhere.
_FIRST_ROWS = 60


@dataclass(frozen=True)
class _Row:
    number: int
    cells: Sequence[object]
    texts: tuple[str, ...]


@dataclass
class Sheet:
    """Takes the rows of one sheet. `begin`: what takes its files once the columns are known.

    `fault`: why it is no list, the likeliest reason so far; `titles`: the rows above the headings as text.
    """

    name: str
    asked: Asked
    begin: Callable[[Layout], Taken]
    fault: CannotRead = field(default_factory=lambda: CannotRead(ListFault.EMPTY))
    titles: list[str] = field(default_factory=list)
    taken: Taken | None = None
    # The last row and those before it, until headings are found.
    _above: list[_Row] = field(default_factory=list)

    def take(self, number: int, cells: Sequence[object]) -> None:
        """Reads the next row; raises CannotRead where the whole list is to be refused for it."""
        if is_empty(cells):
            return
        if self.taken is not None and self.taken.is_empty and self.taken.rows < _FIRST_ROWS:
            self._look_again(_Row(number, cells, tuple(map(text_in, cells))))
        elif self.taken is not None:
            self.taken.take(number, cells)
        elif len(self._above) < _FIRST_ROWS:
            self._look(_Row(number, cells, tuple(map(text_in, cells))))

    def close(self) -> None:
        """No row comes after: the last one may have been the headings."""
        if self.taken is None and self._above:
            self._try(self._above[-1], None)

    def _look(self, row: _Row) -> None:
        """Headings are known as such when the row below them has come, which may belong to them."""
        if self.fault.fault is ListFault.EMPTY:
            self.fault = CannotRead(ListFault.NO_HEADINGS)
        if not self._above or not self._try(self._above[-1], row):
            self._above.append(row)

    def _look_again(self, row: _Row) -> None:
        """Until a file has come, other headings may: what was taken for them asked what to list."""
        if self.taken is not None and not look_like_headings(row.texts, self.asked.remembered):
            self.taken.take(row.number, row.cells)
        else:
            self.taken, self._above = None, [row]

    def _try(self, row: _Row, below: _Row | None) -> bool:
        """Whether a row is, or ends, the headings of the list."""
        known = self.asked.remembered
        if not look_like_headings(row.texts, known):
            return False
        is_double = below is not None and is_second_row(row.texts, below.texts, known)
        above = self._above[-2] if len(self._above) > 1 else None
        if is_double and below is not None:
            headings = joined(row.texts, below.texts)
        elif above is not None and is_group_above(above.texts, known):
            headings = joined(above.texts, row.texts)
        else:
            headings = list(row.texts)
        return self._settle(headings, None if is_double else below)

    def _settle(self, headings: list[str], first: _Row | None) -> bool:
        """Begins with the files, where these are the headings of a list; else remembers why they are not."""
        try:
            layout = layout_of(headings, self.asked.remembered)
        except CannotRead as fault:
            self.fault = fault
            return False
        self.titles += [" ".join(filter(None, each.texts)) for each in self._above[:-1]]
        self._above = []
        self.taken = self.begin(layout)
        if first is not None:
            self.take(first.number, first.cells)
        return True
