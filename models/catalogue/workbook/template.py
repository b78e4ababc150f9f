"""An empty workbook for an office: five sheets with what is compulsory marked, and what each cell wants.

Below the headings stand two examples a sheet, which are never loaded (`examples`).
"""

import io
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from models.catalogue.workbook.column import Column, Sheet
from models.catalogue.workbook.examples import EXAMPLES
from models.catalogue.workbook.layout import AGENCY, CRITERIA, DAYS, PEOPLE, REQUIREMENTS
from models.catalogue.workbook.writing import WRAPPED, fill_cell, offer, write_heading

_COMPULSORY = PatternFill("solid", fgColor="FFFFE699")
_EXAMPLE = Font(italic=True, color="FF808080")
_MARK = " *"
_ROWS = 1_000
_UNITS = f"'{AGENCY.name}'!$C$2:$C${_ROWS}"
_PEOPLE = f"'{PEOPLE.name}'!$A$2:$A${_ROWS}"
_CRITERIA = f"'{CRITERIA.name}'!$A$2:$A${_ROWS}"


@dataclass(frozen=True)
class Part:
    """A sheet of the template: these of its columns, `compulsory` ones first; where a drop-down has its words."""

    sheet: Sheet
    compulsory: tuple[str, ...]
    others: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(map(self.sheet.column, self.keys))

    @property
    def keys(self) -> tuple[str, ...]:
        return self.compulsory + self.others


PARTS = (
    Part(AGENCY, ("name",), ("province", "units.name", "units.short")),
    Part(CRITERIA, ("code", "title"), ("max", "unit", "area"), (("unit", _UNITS),)),
    Part(
        REQUIREMENTS,
        ("title", "unit", "cadence", "due.on"),
        ("criterion", "responsible", "cooperates", "cutoff", "reason"),
        (("unit", _UNITS), ("responsible", _PEOPLE), ("criterion", _CRITERIA)),
    ),
    Part(PEOPLE, ("name",), ("unit", "position", "roles", "phone"), (("unit", _UNITS),)),
    Part(DAYS, ("day",), ("working", "name", "source")),
)
"""The five sheets."""


def heading(part: Part, column: Column) -> str:
    """As the template spells it: by its plainest name, what is compulsory with a star."""
    name = column.also[0] if part.sheet is AGENCY and column.also else column.heading
    is_compulsory = column.key in part.compulsory or column.key == "units.name"
    return f"{name}{_MARK}" if is_compulsory else name


def template() -> bytes:
    """The file's bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for part in PARTS:
        _write(book.create_sheet(part.sheet.name), part)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(made: Worksheet, part: Part) -> None:
    made.freeze_panes = "A2"
    choices = dict(part.choices)
    for number, column in enumerate(part.columns, start=1):
        said = heading(part, column)
        needed = said.endswith(_MARK)
        write_heading(made, replace(column, heading=said, needed=needed), number)
        if needed:
            made.cell(1, number).fill = _COMPULSORY
        if column.key in choices:
            offer(made, choices[column.key], get_column_letter(number))
        for line, row in enumerate(EXAMPLES[part.sheet.name], start=2):
            cell = made.cell(line, number)
            cell.number_format, cell.alignment, cell.font = column.kind.format, WRAPPED, _EXAMPLE
            fill_cell(cell, row.get(column.key))
