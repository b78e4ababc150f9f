"""All files of a list, each once, and the rows that are none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jobs.caselists.raw import ROWS
from jobs.caselists.row import RowReader, Unfit
from models.rules.cases.listed import (
    CannotRead,
    LeftOut,
    ListedCase,
    ListFault,
    RowFault,
    Standing,
)

_TOLD_EVERY = 1_000


class _Kept(NamedTuple):
    number: int
    case: ListedCase
    doubts: tuple[RowFault, ...]


@dataclass
class Taken:
    """What the rows of a list are, as they come; `cases` in the order in which they first stood there."""

    reader: RowReader
    rows: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    _kept: dict[str, _Kept] = field(default_factory=dict)

    @property
    def cases(self) -> tuple[ListedCase, ...]:
        return tuple(each.case for each in self._kept.values())

    @property
    def doubted(self) -> tuple[LeftOut, ...]:
        return tuple(
            LeftOut(each.number, doubt)
            for each in self._kept.values()
            if each.doubts
            for doubt in each.doubts
        )

    @property
    def is_empty(self) -> bool:
        """Whether no row was one of a file."""
        return not self._kept and not self.left_out

    def take(self, number: int, cells: Sequence[object]) -> None:
        """Reads a row; raises CannotRead as `RowReader.read` does, and where the list is too long."""
        self._count()
        try:
            read = self.reader.read(cells)
        except Unfit as unfit:
            self.left_out.append(LeftOut(number, unfit.fault))
            return
        if read is not None:
            self._keep(_Kept(number, *read))

    def _count(self) -> None:
        self.rows += 1
        if self.rows > ROWS:
            raise CannotRead(ListFault.TOO_MANY_ROWS, str(ROWS))
        told = self.reader.asked.told
        if told and self.rows % _TOLD_EVERY == 0:
            told(self.rows)

    def _keep(self, row: _Kept) -> None:
        """Takes a file; of two rows with its code the one that still runs, else the later one."""
        before = self._kept.get(row.case.code, row)
        if before is not row and before.case == row.case:
            return
        is_first = before is row
        kept = before if not is_first and _runs(before) and not _runs(row) else row
        if not is_first:
            self.left_out.append(LeftOut((row if kept is before else before).number, RowFault.TWICE))
        self._kept[row.case.code] = kept


def _runs(row: _Kept) -> bool:
    return row.case.standing is Standing.RUNNING
