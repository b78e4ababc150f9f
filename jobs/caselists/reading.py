"""Reads a list of citizen files as it was exported, in whichever format that is: `read_list`."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from jobs.caselists.kinds import kind_of
from jobs.caselists.letters import encoding_of
from jobs.caselists.raw import RawRow, until_empty
from jobs.caselists.row import Asked, RowReader
from jobs.caselists.separated import separated_rows
from jobs.caselists.sheet import Sheet
from jobs.caselists.taken import Taken
from jobs.caselists.web import web_rows
from jobs.caselists.workbook import workbook_rows
from models.catalogue.workbook.legacy import legacy_encoding
from models.rules.cases.columns import Layout, folded
from models.rules.cases.listed import (
    CannotRead,
    CaseListRead,
    Column,
    Field,
    ListedCase,
    ListFault,
    ListKind,
    Standing,
)
from models.rules.cases.names import without_full_names
from models.rules.cases.numbers import without_numbers
from models.rules.cases.titles import lists_all, said_above
from models.rules.zone import day_of

_NOTHING_REMEMBERED: Mapping[str, Field] = {}
_NOTHING_SAID: Mapping[str, Standing] = {}
_LEGACY_SAMPLE = 8 << 10
# Of several sheets that are no list, the one that comes closest says why.
_CLOSEST = (
    ListFault.TWO_COLUMNS,
    ListFault.NO_PROMISED_COLUMN,
    ListFault.NO_CODE_COLUMN,
    ListFault.NO_HEADINGS,
    ListFault.EMPTY,
)


def read_list(
    data: bytes,
    name: str,
    *,
    remembered: Mapping[str, Field] = _NOTHING_REMEMBERED,
    states: Mapping[str, Standing] = _NOTHING_SAID,
    keeps_citizens: bool = False,
    told: Callable[[int], None] | None = None,
) -> CaseListRead:
    """The files of an exported list: an .xlsx, a CSV file, or a web page with a table, whatever `name` says.

    `name` only tells whether the list is one of late files. `remembered` and `states`: what the agency said of
    headings and states, both folded (`models.rules.cases.columns.folded`). `told` hears how many rows were read,
    every 1,000. What is a citizen's is dropped row by row; name and address are kept with `keeps_citizens` alone.

    Raises CannotRead, and nothing else, where the list cannot be used; neither it nor what is returned says
    anything of a citizen, but for `ListedCase.citizen`.
    """
    kind = kind_of(data)
    lists = _Lists(kind, Asked(remembered, states, keeps_citizens, told))
    for row in _rows(kind, data, remembered):
        lists.take(row)
    found = lists.the_one()
    if found is None:
        raise _legacy(kind, data) or lists.fault()
    return _read(kind, found, name)


def headings_digest(read: CaseListRead) -> str:
    """Tells whether a list with these headings was seen before: SHA-256 of their set, whatever their order."""
    headings = sorted({folded(each.heading) for each in read.columns})
    return hashlib.sha256("\n".join(headings).encode()).hexdigest()


def _rows(kind: ListKind, data: bytes, remembered: Mapping[str, Field]) -> Iterator[RawRow]:
    if kind is ListKind.XLSX:
        return workbook_rows(data)
    return until_empty(web_rows(data) if kind is ListKind.HTML else separated_rows(data, remembered))


def _read(kind: ListKind, sheet: Sheet, name: str) -> CaseListRead:
    taken = sheet.taken
    if taken is None or taken.is_empty:
        raise CannotRead(ListFault.NO_ROWS)
    said = said_above(sheet.titles)
    names = [*sheet.titles, *_of_whom_it_is(taken), sheet.name, name]
    return CaseListRead(
        kind=kind,
        columns=_named(taken.reader.layout),
        cases=taken.cases,
        left_out=tuple(sorted(taken.left_out, key=lambda each: each.row)),
        doubted=taken.doubted,
        as_of=said.as_of,
        since=said.since,
        is_full=lists_all(names) and not _all_late(taken.cases, said.as_of),
    )


def _named(layout: Layout) -> tuple[Column, ...]:
    return tuple(each for each in layout.columns if each.heading)


def _of_whom_it_is(taken: Taken) -> list[str]:
    """The heading of who works on a file: lists of late files ask by whom it is late."""
    return [each.heading for each in taken.reader.layout.columns if each.field is Field.HANDLER]


def _all_late(cases: Sequence[ListedCase], as_of: datetime | None) -> bool:
    """Whether every file was late when the list was made, as in a list of late ones that does not say so."""
    known = day_of(as_of) if as_of else date.min
    return bool(cases) and all((each.ended_on or known) > each.promised_on for each in cases)


def _without_citizens(name: str) -> str:
    return without_full_names(without_numbers(" ".join(unicodedata.normalize("NFC", name).split())))


def _legacy(kind: ListKind, data: bytes) -> CannotRead | None:
    """Why no headings were found in a text: its letters are from before Unicode, saved as Unicode or not."""
    if kind is ListKind.XLSX:
        return None
    known = encoding_of(data)
    text = data[:_LEGACY_SAMPLE].decode("cp1252" if known == "cp1258" else known, "replace")
    encoding = legacy_encoding(text)
    return CannotRead(ListFault.ENCODING, encoding) if encoding else None


@dataclass
class _Lists:
    """The sheets of a file, or the tables of a page, of which one is the list."""

    kind: ListKind
    asked: Asked
    sheets: dict[str, Sheet] = field(default_factory=dict)

    def take(self, row: RawRow) -> None:
        sheet = self.sheets.get(row.sheet)
        if sheet is None:
            sheet = self.sheets[row.sheet] = Sheet(row.sheet, self.asked, self._begin)
        sheet.take(row.number, row.cells)

    def the_one(self) -> Sheet | None:
        """The list; of several the one that has files. Raises CannotRead where two have; None where none is one."""
        for each in self.sheets.values():
            each.close()
        lists = {id(each.taken): each for each in reversed(self.sheets.values()) if each.taken is not None}
        filled = [each for each in reversed(lists.values()) if each.taken and not each.taken.is_empty]
        if len(filled) > 1:
            raise CannotRead(ListFault.TWO_SHEETS, *(_without_citizens(each.name) for each in filled))
        return next(iter(filled or lists.values()), None)

    def fault(self) -> CannotRead:
        """Why no sheet is a list."""
        faults = [each.fault for each in self.sheets.values()] or [CannotRead(ListFault.EMPTY)]
        return min(faults, key=lambda each: _CLOSEST.index(each.fault))

    def _begin(self, layout: Layout) -> Taken:
        """What takes the files below these headings; the tables of a page that have the same are one list."""
        if self.kind is ListKind.HTML:
            for each in self.sheets.values():
                if each.taken is not None and each.taken.reader.layout == layout:
                    return each.taken
        return Taken(RowReader(layout, self.asked))
