"""What is wrong with a file, said to the person who can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Location:
    """A line of a file, from 1 (0: the file as a whole); in a workbook the sheet and the column too."""

    sheet_number: int = 0
    line: int = 1
    column: int = 0
    sheet: str = ""

    @property
    def cell(self) -> str:
        """The cell as the office calls it: "D7"."""
        # Loaded where a workbook is at hand: the running bot seldom needs it.
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.column)}{self.line}"

    def __str__(self) -> str:
        return f"trang tính “{self.sheet}” ô {self.cell}" if self.sheet else f"dòng {self.line}"


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: the file, the place in it, and a Vietnamese sentence that says what to do."""

    file: str
    place: Location
    sentence: str

    @property
    def line(self) -> int:
        return self.place.line

    def facts(self) -> dict[str, str | int]:
        """For programs."""
        where = {"sheet": self.place.sheet, "cell": self.place.cell} if self.place.sheet else {}
        return {"file": self.file, "line": self.line, **where, "sentence": self.sentence}

    def __str__(self) -> str:
        where = f":{self.line}" if self.line else ""
        if self.place.sheet:
            where = f", {self.place}"
        return f"{self.file}{where}: {self.sentence}"


THE_FILE = Location(line=0)


class CatalogueFaults(Exception):
    """Every fault of a file at once, in the order of its sheets and lines."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))
