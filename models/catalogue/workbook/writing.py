"""A catalogue as a workbook that an office can edit: headings with comments, drop-downs, fixed first rows.

Nothing in it is a formula: what begins like one is defused (`grid.written`).
"""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from models.catalogue.document import Catalogue, DayEntry
from models.catalogue.faults import CatalogueFaults, Fault, Location
from models.catalogue.workbook import since
from models.catalogue.workbook.cells import Scalar
from models.catalogue.workbook.grid import written
from models.catalogue.workbook.layout import SHEETS, Column, Sheet
from models.catalogue.workbook.rows import Row, as_cell, rows

LETTERS_A_CELL = 32_767  # Excel's own limit
_ROWS_WITH_CHOICES = 20_000
_AUTHOR = "Nhắc Việc"
_HEADING = PatternFill("solid", fgColor="FFDDE8F5")
_BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def as_workbook(
    catalogue: Catalogue, days: Sequence[DayEntry], name: str, stands: since.Marks | None = None
) -> bytes:
    """The file's bytes; reading it gives an equal catalogue and calendar. `stands`: the marks of what is loaded
    now, where it is not this.

    Raises CatalogueFaults when a text is longer than a cell can hold.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = _AUTHOR
    filled = rows(catalogue, days)
    faults: list[Fault] = []
    for number, sheet in enumerate(SHEETS, start=1):
        made = book.create_sheet(sheet.name)
        _write_headings(made, sheet)
        for line, row in enumerate(filled[sheet.name], start=2):
            too_long = _write_row(made, sheet, row, line)
            faults += [
                Fault(name, Location(number, line, column, sheet.name), _TOO_LONG) for column in too_long
            ]
    if faults:
        raise CatalogueFaults(faults)
    _keep_marks(book, since.marks(catalogue, days) if stands is None else stands)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _keep_marks(book: Workbook, marks: since.Marks) -> None:
    kept = book.create_sheet(since.SHEET)
    kept.sheet_state = "veryHidden"
    for row in marks.items():
        kept.append(row)


_TOO_LONG = f"Câu dài quá {LETTERS_A_CELL} ký tự, một ô Excel không chứa hết: hãy xuất ra tệp YAML (.yaml)."


def _write_headings(made: Worksheet, sheet: Sheet) -> None:
    made.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, start=1):
        write_heading(made, column, number)
        if column.kind.sheet:
            offer(made, f"'{column.kind.sheet}'!$A$2:$A${_ROWS_WITH_CHOICES}", get_column_letter(number))


def write_heading(made: Worksheet, column: Column, number: int) -> None:
    """The heading of a column with its comment, the format of its cells, the words that it offers."""
    cell = made.cell(1, number, column.heading)
    cell.font, cell.fill, cell.alignment = _BOLD, _HEADING, WRAPPED
    help = _help(column)
    if help:
        cell.comment = Comment(help, _AUTHOR, height=90, width=260)
    letter = get_column_letter(number)
    made.column_dimensions[letter].width = column.width
    made.column_dimensions[letter].number_format = column.kind.format
    made.column_dimensions[letter].alignment = WRAPPED
    if column.kind.words:
        offer(made, f'"{",".join(column.kind.words)}"', letter)


def _help(column: Column) -> str:
    needed = "Bắt buộc." if column.needed else ""
    return f"{needed} {column.help}".strip()


def offer(made: Worksheet, choices: str, letter: str) -> None:
    """A drop-down of these words, or of the cells that hold them; other words warn, no more."""
    choice = DataValidation(type="list", formula1=choices, allow_blank=True, errorStyle="warning")
    made.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{_ROWS_WITH_CHOICES}")


def _write_row(made: Worksheet, sheet: Sheet, row: Row, line: int) -> list[int]:
    """Writes one row; returns the columns that cannot hold their text."""
    too_long = []
    for number, column in enumerate(sheet.columns, start=1):
        value, kind = as_cell(column, row)
        if value is None:
            continue  # as the column is
        cell = made.cell(line, number)
        cell.number_format = kind.format
        cell.alignment = WRAPPED
        if isinstance(value, str) and len(written(value)) > LETTERS_A_CELL:
            too_long.append(number)
        else:
            fill_cell(cell, value)
    return too_long


def fill_cell(cell: Any, value: Scalar) -> None:
    """A value as it is, a text so that nobody takes it for a formula."""
    if isinstance(value, str):
        cell.value = written(value)
        cell.data_type = "s"
    else:
        cell.value = value
