"""One sheet as rows of values by the keys of its columns; headings are found by name, in any order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from models.catalogue.faults import Place
from models.catalogue.workbook.cells import Scalar, key
from models.catalogue.workbook.grid import Cell, Formula, Grid
from models.catalogue.workbook.layout import Column, Sheet
from models.catalogue.workbook.rows import Row as Written
from models.catalogue.workbook.rows import as_cell
from models.catalogue.workbook.sheet_source import SheetSource

_ROWS_ABOVE_HEADINGS = 15
IN_USE = "đang dùng"


@dataclass
class Row:
    """A row as read: its values, and the cell of each column, by the column's key.

    `in_use`: the file has no such sheet, this is what the agency has now.
    """

    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    in_use: bool = False


def in_use(sheet: Sheet, written: list[Written], number: int) -> Grid:
    """The sheet as it would be written now, for a file that leaves it out."""
    headings: dict[int, Cell] = {at: column.heading for at, column in enumerate(sheet.columns, start=1)}
    lines = {1: headings}
    for line, row in enumerate(written, start=2):
        cells = {at: as_cell(column, row)[0] for at, column in enumerate(sheet.columns, start=1)}
        lines[line] = {at: value for at, value in cells.items() if value is not None}
    return Grid(f"{sheet.name} ({IN_USE})", number, lines, in_use=True)


def table(sheet: Sheet, grid: Grid, source: SheetSource) -> list[Row]:
    """The rows below the headings; what is wrong with headings and cells goes to the source."""
    line = _line_of_headings(sheet, grid)
    if line is None:
        source.spoil(grid.place(1, 1), f"Không thấy dòng tiêu đề: cần các cột {_needed(sheet)}.")
        return []
    columns = _columns(sheet, grid, line, source)
    frame = _Frame(grid, columns, set(grid.rows[line]), _missing(sheet, grid, line, columns, source))
    below = (number for number in sorted(grid.rows) if number > line)
    return [row for number in below if (row := _row(frame, number, source))]


@dataclass(frozen=True)
class _Frame:
    """The columns of a sheet: those known, all with a heading, and the needed ones that are missing."""

    grid: Grid
    columns: dict[int, Column]
    headed: set[int]
    missing: dict[str, Place]


def _needed(sheet: Sheet) -> str:
    return ", ".join(f"“{column.heading}”" for column in sheet.columns if column.needed)


def _names(sheet: Sheet) -> dict[str, Column]:
    return {key(name): column for column in sheet.columns for name in (*column.also, column.heading)}


def _line_of_headings(sheet: Sheet, grid: Grid) -> int | None:
    """The line with most of the headings, among the first ones: titles may stand above."""
    names = _names(sheet)
    known = {
        line: sum(_heading(cell) in names for cell in cells.values())
        for line, cells in grid.rows.items()
        if line <= _ROWS_ABOVE_HEADINGS
    }
    best = max(known, key=lambda line: (known[line], -line), default=None)
    return best if best is not None and known[best] else None


def _heading(cell: Cell) -> str:
    return key(cell) if isinstance(cell, str) else ""


def _columns(sheet: Sheet, grid: Grid, line: int, source: SheetSource) -> dict[int, Column]:
    names, columns, seen = _names(sheet), dict[int, Column](), dict[str, Place]()
    for at, cell in sorted(grid.rows[line].items()):
        column, place = names.get(_heading(cell)), grid.place(line, at)
        if column is None:
            source.spoil(place, _unknown(sheet, cell))
        elif column.key in seen:
            source.spoil(place, f"Cột “{column.heading}” đã có ở {seen[column.key]}: bỏ một trong hai.")
        else:
            columns[at], seen[column.key] = column, place
    return columns


def _unknown(sheet: Sheet, cell: Cell) -> str:
    if isinstance(cell, Formula):
        return cell.sentence
    headings = [column.heading for column in sheet.columns]
    near = get_close_matches(str(cell), headings, n=1)
    todo = f"có phải “{near[0]}”?" if near else "hãy sửa tiêu đề hoặc xóa cột."
    return f"Sheet này không có cột “{str(cell)[:40]}”: {todo}"


def _missing(
    sheet: Sheet, grid: Grid, line: int, columns: Mapping[int, Column], source: SheetSource
) -> dict[str, Place]:
    """The needed columns that are not there, each with the free cell beside the headings that stands for it."""
    there = {column.key for column in columns.values()}
    absent = [column for column in sheet.columns if column.needed and column.key not in there]
    free = max(grid.rows[line]) + 1
    places = {column.key: grid.place(line, at) for at, column in enumerate(absent, start=free)}
    for column in absent:
        source.spoil(places[column.key], f"Thiếu cột “{column.heading}”: hãy thêm cột này.")
    return places


def _row(frame: _Frame, line: int, source: SheetSource) -> Row | None:
    """The row, or None where none of the columns holds anything."""
    grid, cells = frame.grid, frame.grid.rows[line]
    for at in cells.keys() - frame.headed:
        source.spoil(grid.place(line, at), "Ô nằm ngoài bảng (cột không có tiêu đề): hãy xóa ô này.")
    if not cells.keys() & frame.columns.keys():
        return None
    row = Row(grid.place(line, min(frame.columns)), places=dict(frame.missing), in_use=grid.in_use)
    for at, column in frame.columns.items():
        place = row.places[column.key] = grid.place(line, at)
        _read_cell(row, column, cells.get(at), place, source)
    return row


def _read_cell(row: Row, column: Column, cell: Cell, place: Place, source: SheetSource) -> None:
    if cell is None:
        return
    if isinstance(cell, Formula):
        source.spoil(place, cell.sentence)
        return
    value: Scalar = cell
    try:
        row.values[column.key] = column.kind.read(value)
    except ValueError as refused:
        source.spoil(place, str(refused))
