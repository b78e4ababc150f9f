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
    """`what` is what loading calls one row's entry; columns `beside` its own are read, and are the template's."""

    name: str
    what: str
    columns: tuple[Column, ...]
    beside: tuple[Column, ...] = ()

    @property
    def readable(self) -> tuple[Column, ...]:
        return self.columns + self.beside

    def column(self, key: str) -> Column:
        return next(column for column in self.readable if column.key == key)
