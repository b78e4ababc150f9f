"""One sheet as rows of values by the keys of its columns; headings are found by name, in any order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from models.catalogue.faults import Location
from models.catalogue.workbook.cells import ANY, DAY, key, question
from models.catalogue.workbook.grid import Cell, Formula, Grid
from models.catalogue.workbook.layout import Column, Sheet
from models.catalogue.workbook.rows import Row, as_cell
from models.catalogue.workbook.sheet_source import SheetSource

_ROWS_ABOVE_HEADINGS = 15
IN_USE = "đang dùng"


@dataclass
class SheetRow:
    """A row as read: its values, and the cell of each column, by the column's key.

    `in_use`: the file has no such sheet, this is what the agency has now.
    """

    place: Location
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    in_use: bool = False

    def get(self, key: str) -> Any:
        """The value of a column; None where its cell is blank."""
        return self.values.get(key)

    def cell(self, key: str) -> Location:
        """The cell of a column; the row itself where the sheet has no such column."""
        return self.places.get(key, self.place)


def in_use(sheet: Sheet, written: list[Row], number: int) -> Grid:
    """The sheet as it would be written now, for a file that leaves it out."""
    lines = [_line(column.heading for column in sheet.columns)]
    for row in written:
        cells = (as_cell(column, row) for column in sheet.columns)
        lines.append(_line(value for value, _ in cells))
    name = f"{sheet.name} ({IN_USE})"
    return Grid(name, number, dict(enumerate(lines, start=1)), in_use=True)


def _line(cells: Iterable[Cell]) -> dict[int, Cell]:
    """The cells that hold something, by their columns."""
    return {at: cell for at, cell in enumerate(cells, start=1) if cell is not None}


def table(sheet: Sheet, grid: Grid, source: SheetSource) -> list[SheetRow]:
    """The rows below the headings; what is wrong with headings and cells goes to the source."""
    line = _line_of_headings(sheet, grid)
    if line is None:
        source.spoil(grid.place(1, 1), f"Không thấy dòng tiêu đề: cần các cột {_needed(sheet)}.")
        return []
    columns = _columns(sheet, grid, line, source)
    missing = _missing(sheet, grid, line, columns, source)
    frame = _Frame(grid, line, columns, missing)
    read = (_row(frame, number, source) for number in sorted(grid.rows) if number > line)
    return [row for row in read if row]


@dataclass(frozen=True)
class _Frame:
    """The line of a sheet's headings, the columns that are known, and the needed ones that are missing."""

    grid: Grid
    line: int
    columns: dict[int, Column]
    missing: dict[str, Location]

    @cached_property
    def headings(self) -> dict[int, Cell]:
        return self.grid.rows[self.line]

    @cached_property
    def dated(self) -> set[int]:
        """The columns in which a cell is a day, and not only its text."""
        days = {
            at for cells in self.grid.rows.values() for at, cell in cells.items() if isinstance(cell, date)
        }
        return {at for at in days & self.columns.keys() if self.columns[at].kind in (DAY, ANY)}


def _needed(sheet: Sheet) -> str:
    return ", ".join(f"“{column.heading}”" for column in sheet.columns if column.needed)


def _names(sheet: Sheet) -> dict[str, Column]:
    return {key(name): column for column in sheet.readable for name in (*column.also, column.heading)}


def _line_of_headings(sheet: Sheet, grid: Grid) -> int | None:
    """The line with most of the headings, among the first ones: titles may stand above."""
    names, most, best = _names(sheet), 0, None
    for line in sorted(each for each in grid.rows if each <= _ROWS_ABOVE_HEADINGS):
        known = sum(_heading(cell) in names for cell in grid.rows[line].values())
        if known > most:
            most, best = known, line
    return best


def _heading(cell: Cell) -> str:
    """Without the mark of what is compulsory."""
    return key(cell).rstrip(" *") if isinstance(cell, str) else ""


def _columns(sheet: Sheet, grid: Grid, line: int, source: SheetSource) -> dict[int, Column]:
    names = _names(sheet)
    columns: dict[int, Column] = {}
    seen: dict[str, Location] = {}
    for at, cell in sorted(grid.rows[line].items()):
        column = names.get(_heading(cell))
        place = grid.place(line, at)
        if column is None:
            source.spoil(place, _unknown(sheet, cell))
        elif column.key in seen:
            there = seen[column.key]
            source.spoil(place, f"Cột “{column.heading}” đã có ở {there}: bỏ một trong hai.")
        else:
            columns[at] = column
            seen[column.key] = place
    return columns


def _unknown(sheet: Sheet, cell: Cell) -> str:
    if isinstance(cell, Formula):
        return cell.sentence
    said = str(cell)
    near = get_close_matches(said, [column.heading for column in sheet.columns], n=1)
    todo = f"có phải “{near[0]}”?" if near else "hãy sửa tiêu đề hoặc xóa cột."
    return f"Trang tính này không có cột “{said[:40]}”: {todo}"


def _missing(
    sheet: Sheet, grid: Grid, line: int, columns: Mapping[int, Column], source: SheetSource
) -> dict[str, Location]:
    """The needed columns that are not there, each with the free cell beside the headings that stands for it."""
    absent = [each for each in sheet.columns if each.needed and each not in columns.values()]
    free = max(grid.rows[line]) + 1
    places: dict[str, Location] = {}
    for at, column in enumerate(absent, start=free):
        place = places[column.key] = grid.place(line, at)
        source.spoil(place, f"Thiếu cột “{column.heading}”: hãy thêm cột này.")
    return places


def _row(frame: _Frame, line: int, source: SheetSource) -> SheetRow | None:
    """The row, or None where none of the columns holds anything."""
    grid = frame.grid
    cells = grid.rows[line]
    if all(frame.headings.get(at) == cell for at, cell in cells.items()):
        return None  # headings merged over two lines
    for at in cells.keys() - frame.headings.keys():
        source.spoil(grid.place(line, at), "Ô nằm ngoài bảng (cột không có tiêu đề): hãy xóa ô này.")
    if cells.keys().isdisjoint(frame.columns):
        return None
    place = grid.place(line, min(frame.columns))
    row = SheetRow(place, places=dict(frame.missing), in_use=grid.in_use)
    for at, column in frame.columns.items():
        row.places[column.key] = grid.place(line, at)
        cell = cells.get(at)
        asked = question(cell) if at in frame.dated and isinstance(cell, str) else None
        if asked:
            source.spoil(row.cell(column.key), asked)
        else:
            _read_cell(row, column, cell, source)
    return row


def _read_cell(row: SheetRow, column: Column, cell: Cell, source: SheetSource) -> None:
    if isinstance(cell, Formula):
        source.spoil(row.cell(column.key), cell.sentence)
    elif cell is not None:
        try:
            row.values[column.key] = column.kind.read(cell)
        except ValueError as refused:
            source.spoil(row.cell(column.key), str(refused))
