"""A column of a catalogue workbook, and a sheet of columns."""

from dataclasses import dataclass

from models.catalogue.workbook.cells import CellKind


@dataclass(frozen=True)
class Column:
    """`needed`: a sheet without this column is refused; `also` are other headings that offices use."""

    key: str
    heading: str
    kind: CellKind
    needed: bool = False
    help: str = ""
    width: int = 18
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """`what` is what loading calls one row's entry."""

    name: str
    what: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)
