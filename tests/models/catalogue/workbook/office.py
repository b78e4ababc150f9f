"""A workbook as an office makes and edits it."""

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook

from models.catalogue.faults import CatalogueFaults
from models.catalogue.reading import Content, builtin_calendar, builtin_catalogue, read_workbook
from models.catalogue.workbook.writing import as_workbook

BUILTIN = as_workbook(builtin_catalogue(), builtin_calendar(), "xa.xlsx")
CURRENT = (builtin_catalogue(), builtin_calendar())


def cells_of(content: bytes) -> dict[str, dict[str, tuple[Any, str]]]:
    """Every cell that holds something, with its type, by sheet."""
    book = load_workbook(io.BytesIO(content))
    return {
        sheet.title: {
            cell.coordinate: (cell.value, cell.data_type)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited(cells: Mapping[tuple[str, str], Any], content: bytes = BUILTIN) -> bytes:
    """The workbook with these cells, by sheet and name, changed."""
    book = load_workbook(io.BytesIO(content))
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    return saved(book)


def made(sheets: Mapping[str, list[list[Any]]]) -> bytes:
    """A new workbook with these rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    return saved(book)


def changed(change: Callable[[Workbook], Any], content: bytes = BUILTIN) -> bytes:
    book = load_workbook(io.BytesIO(content))
    change(book)
    return saved(book)


def cell_of(sheet: str, heading: str, first: str) -> tuple[str, str]:
    """The cell below a heading in the row whose first cells hold `first` (its code)."""
    made_of = _builtin()[sheet]
    column = next(cell.column_letter for cell in made_of[1] if cell.value == heading)
    row = next(row[0].row for row in made_of.iter_rows() if first in [cell.value for cell in row[:2]])
    return sheet, f"{column}{row}"


@cache
def _builtin() -> Workbook:
    """To look at only."""
    return load_workbook(io.BytesIO(BUILTIN))


def read(content: bytes, whole: bool = False) -> Content:
    return read_workbook(content, "xa.xlsx", None if whole else CURRENT)


def faults_of(content: bytes, whole: bool = False) -> list[str]:
    """The faults as they are printed, without the name of the file."""
    try:
        read(content, whole)
    except CatalogueFaults as found:
        return [str(fault).removeprefix("xa.xlsx, ").removeprefix("xa.xlsx: ") for fault in found.faults]
    return []


def noon(day: int, month: int, year: int) -> datetime:
    """A day as a spreadsheet keeps it."""
    return datetime(year, month, day)  # noqa: DTZ001
