"""A workbook as the tree that a YAML file gives, so that one set of checks serves both."""

from collections.abc import Mapping
from typing import Any

from models.catalogue.codes import agency_code
from models.catalogue.document import Catalogue
from models.catalogue.faults import THE_FILE, CatalogueFaults, Fault
from models.catalogue.source import Path
from models.catalogue.workbook import plan, since
from models.catalogue.workbook.cells import key
from models.catalogue.workbook.deadlines import deadline, year_of
from models.catalogue.workbook.due_reading import rule_of
from models.catalogue.workbook.examples import without_examples
from models.catalogue.workbook.finding import Current as Current
from models.catalogue.workbook.finding import sheets_of, with_current
from models.catalogue.workbook.grid import Grid, grids
from models.catalogue.workbook.layout import (
    AGENCY,
    AREAS,
    CRITERIA,
    DAYS,
    ITEMS,
    NOTES,
    PEOPLE,
    PLAN,
    REQUIREMENTS,
    RESULTS,
    SCORE_PARTS,
    SETS,
    SHEETS,
    UNIT_TASKS,
    UNITS,
    Column,
    Sheet,
)
from models.catalogue.workbook.sheet_source import SheetSource
from models.catalogue.workbook.table import SheetRow, table
from models.catalogue.workbook.unit_names import unit_called, units_by_name

_NO_AGENCY = f"Trang tính “{AGENCY.name}” chưa có tên cơ quan: hãy điền."
_NO_UNITS = f"Trang tính “{AGENCY.name}” chưa có đơn vị nào: mỗi dòng một đơn vị, ở cột “{UNITS.name}”."
_NO_CRITERIA = f"Trang tính “{CRITERIA.name}” chưa có dòng nào: hãy điền ít nhất một tiêu chí."
# The lists whose rows a file may say in part, and the sheet of each.
_LISTS = {"units": UNITS, "people": PEOPLE, "criteria": CRITERIA, "requirements": REQUIREMENTS}
_UNIT_LISTS = ("cooperates", "members")
# The fields of a task of the plan, each with the column that it is made of.
_MADE_OF = {
    "code": "number",
    "title": "title",
    "short": "title",
    "unit": "unit",
    "cooperates": "cooperates",
    "responsible": "responsible",
    "due": "due.on",
}


def read_tree(content: bytes, name: str, current: Current | None, year: int | None = None) -> SheetSource:
    """The values and cells of a workbook, with what is wrong so far; sheets left out stay as they are now.

    Without a `current` catalogue, and where it is another agency's, the file must be whole; `year` is for one that
    names no set. Raises CatalogueFaults when there is nothing to go on with.
    """
    given = grids(content, name)
    source = SheetSource(name, kept=since.kept_in(given))
    found = sheets_of([grid for grid in given if grid.name != since.SHEET], source)
    if not source.kept:
        found = {each: without_examples(each, grid, source) for each, grid in found.items()}
    if current is not None and _is_of_another(found, current[0]):
        current, source.is_anothers = None, True
    tables = {sheet.name: table(sheet, grid, source) for sheet, grid in with_current(found, current, source)}
    if PLAN.name in found:
        _drop_planned(tables)
    _Tree(source, tables, year).grow()
    return source


def is_catalogue(content: bytes) -> bool:
    """Whether an office file is a workbook that can be opened and has a sheet of a catalogue."""
    try:
        names = {key(grid.name) for grid in grids(content, "")}
    except CatalogueFaults:
        return False
    return not names.isdisjoint(key(sheet.name) for sheet in SHEETS)


def _is_of_another(found: Mapping[str, Grid], current: Catalogue) -> bool:
    """Whether the file names an agency of its own, by its code or, where it has none, by its name."""
    grid, known = found.get(AGENCY.name), current.agency
    own = table(AGENCY, grid, SheetSource("")) if grid else []
    first = next((row for row in own if row.get("code") or row.get("name")), None)
    if first is None:
        return False
    named = str(first.get("name") or "")
    code = first.get("code") or (known.code if key(named) == key(known.name) else agency_code(named))
    return bool(code != known.code)


# Stands for an item that went astray, so that its requirement is not blamed for having none.
_ASTRAY = {"code": "x", "title": "x", "kind": "tick"}


def _drop_planned(tables: dict[str, list[SheetRow]]) -> None:
    """The file's plan takes the place of all tasks of a plan that are in use."""
    for sheet, column in ((REQUIREMENTS, "code"), (ITEMS, "of.requirement")):
        there = tables.get(sheet.name, [])
        tables[sheet.name] = [row for row in there if not _is_plan_in_use(row, column)]


def _is_plan_in_use(row: SheetRow, column: str) -> bool:
    return row.in_use and plan.is_planned(str(row.get(column)))


def _ident(row: SheetRow, code: str, name: str) -> Any:
    """What other sheets call the entry of a row: its code, else its name; None where it has neither."""
    return row.get(code) or (key(row.get(name)) if name in row.values else None)


def _unit_beside(row: SheetRow) -> SheetRow:
    """The unit that stands in a row of the agency's sheet."""
    names = [name for name in row.places if name.startswith("units.")]
    places = {name.removeprefix("units."): row.places[name] for name in names}
    values = {name.removeprefix("units."): row.get(name) for name in names if name in row.values}
    return SheetRow(row.cell("units.name"), values, places)


class _Tree:
    """Grows the source's value from the rows; each method makes one kind of entry and keeps its cells."""

    def __init__(self, source: SheetSource, tables: dict[str, list[SheetRow]], year: int | None) -> None:
        self.source, self.tables = source, tables
        self.places, self.spoil = source.places, source.spoil
        tables[UNITS.name] = self._units()
        years = [row.get("year") for row in self.rows(SETS) if row.get("copy_of") is None]
        self.year = max(filter(None, years), default=year)
        self.makes_set = not self.rows(SETS) and bool(self.rows(CRITERIA))
        if self.makes_set:
            tables[SETS.name] = [SheetRow(THE_FILE, {"year": self.year} if self.year else {})]
        for sheet in (CRITERIA, AREAS) if self.year else ():
            for row in self.rows(sheet):
                row.values.setdefault("of.year", self.year)
        self.units = units_by_name(row.values for row in self.rows(UNITS))
        self._note_columns()
        self._refuse_wanting()

    def _refuse_wanting(self) -> None:
        """What a catalogue cannot do without, where the sheet for it is there and has no row."""
        wanting = {
            _NO_AGENCY: AGENCY.name in self.tables and not self.rows(AGENCY),
            _NO_UNITS: not self.rows(UNITS),
            _NO_CRITERIA: CRITERIA.name in self.tables and not (self.rows(CRITERIA) or self.rows(SETS)),
        }
        for sentence in (sentence for sentence, is_so in wanting.items() if is_so):
            self.source.faults.append(Fault(self.source.name, THE_FILE, sentence))
            self.source.spoiled.add(THE_FILE)

    def _units(self) -> list[SheetRow]:
        """The units beside the agency, which take the place of those in use; and those of their own sheet."""
        beside = [row for row in self.rows(AGENCY) if "units.name" in row.places]
        own = [row for row in self.rows(UNITS) if not (beside and row.in_use)]
        named = [row for row in beside if "units.name" in row.values]
        return [*map(_unit_beside, named), *own]

    def _note_columns(self) -> None:
        for name, sheet in _LISTS.items():
            rows = self.rows(sheet)
            self.source.spoken[name] = {key.partition(".")[0] for row in rows[:1] for key in row.places}

    def grow(self) -> None:
        named = [row for row in self.rows(AGENCY) if row.values.keys() - {"units.name", "units.short"}]
        agency = named[:1] or self.rows(AGENCY)[:1]
        for row in named[1:]:
            if row.get("name") != agency[0].get("name"):
                self.spoil(row.place, "Trang tính này chỉ có một cơ quan: hãy xóa dòng thừa.")
        value: dict[str, Any] = {
            "units": self.units_with_tasks(),
            "people": self.entries(PEOPLE, ("people",)),
            "sets": self.sets(),
            "requirements": (*self.requirements(), *self.planned()),
            "notes": self.entries(NOTES, ("notes",)),
            "days": self.entries(DAYS, ("days",)),
        }
        if agency:
            value["agency"] = self.entry(AGENCY, agency[0], ("agency",))
        self.source.value = value

    def rows(self, sheet: Sheet) -> list[SheetRow]:
        return self.tables.get(sheet.name, [])

    def entries(
        self, sheet: Sheet, path: Path, among: list[SheetRow] | None = None
    ) -> tuple[dict[str, Any], ...]:
        if among is None:
            among = self.rows(sheet)
        return tuple(self.entry(sheet, row, (*path, at)) for at, row in enumerate(among))

    def entry(self, sheet: Sheet, row: SheetRow, path: Path) -> dict[str, Any]:
        """The entry of a row; a dotted key lies in a part of it."""
        self.places[path] = row.place
        entry: dict[str, Any] = {}
        for column in sheet.columns:
            if not column.key.startswith(("of.", "due.")):
                self._fill(entry, column, row, path)
        return {name: value for name, value in entry.items() if value != {}}

    def _fill(self, entry: dict[str, Any], column: Column, row: SheetRow, path: Path) -> None:
        dotted = column.key
        *parts, name = dotted.split(".")
        for part in parts:
            entry = entry.setdefault(part, {})
            path = (*path, part)
            self.places.setdefault(path, row.cell(dotted))
        if dotted in row.places:
            self.places[*path, name] = row.cell(dotted)
        if dotted in row.values:
            entry[name] = self._resolved(column, row.get(dotted))

    def _resolved(self, column: Column, value: Any) -> Any:
        """Units may go by their names too."""
        if column.kind.sheet == UNITS.name:
            return self._unit(value)
        return tuple(map(self._unit, value)) if column.key in _UNIT_LISTS else value

    def _unit(self, name: Any) -> Any:
        return unit_called(self.units, name) or name

    def units_with_tasks(self) -> tuple[dict[str, Any], ...]:
        tasks = self.children(UNIT_TASKS, "of.unit", UNITS, "code")
        units = self.entries(UNITS, ("units",))
        for at, unit in enumerate(units):
            own = tasks[_ident(self.rows(UNITS)[at], "code", "name")]
            for number, row in enumerate(own):
                self.places["units", at, "tasks", number] = row.cell("task")
            if own or "code" in unit:
                unit["tasks"] = tuple(row.get("task") for row in own)
        return units

    def sets(self) -> tuple[dict[str, Any], ...]:
        areas = self.children(AREAS, "of.year", SETS, "year")
        criteria = self.children(CRITERIA, "of.year", SETS, "year")
        results, parts = self.of_criteria(RESULTS), self.of_criteria(SCORE_PARTS)
        sets = self.entries(SETS, ("sets",))
        for at, criteria_set in enumerate(sets):
            year = criteria_set.get("year")
            criteria_set["areas"] = self.entries(AREAS, ("sets", at, "areas"), areas[year])
            path: Path = ("sets", at, "criteria")
            own = criteria_set["criteria"] = self.entries(CRITERIA, path, criteria[year])
            for number, criterion in enumerate(own):
                of = (year, criterion.get("code"))
                for row in results.get(of, [])[:1]:
                    criterion["result"] = self.entry(RESULTS, row, (*path, number, "result"))
                if of in parts:
                    inner = (*path, number, "formula", "parts")
                    criterion.setdefault("formula", {})["parts"] = self.entries(SCORE_PARTS, inner, parts[of])
        for made in sets if self.makes_set else ():
            made.pop("year", None)  # assumed, and told as such
        return sets

    def of_criteria(self, sheet: Sheet) -> dict[Any, list[SheetRow]]:
        """The rows of each criterion's result or parts, by year and code; a criterion has one result."""
        known = {(row.get("of.year"), row.get("code")) for row in self.rows(CRITERIA)}
        found: dict[Any, list[SheetRow]] = {}
        for row in self.rows(sheet):
            of = year, code = row.get("of.year"), row.get("of.criterion")
            place = row.cell("of.criterion")
            if None in of:
                self._refuse_blank(row, sheet, "of.year")
                self._refuse_blank(row, sheet, "of.criterion")
            elif of in found and sheet is RESULTS:
                there = found[of][0].place
                self.spoil(place, f"Kết quả của tiêu chí {code} năm {year} đã có ở {there}.")
            elif of in known:
                found.setdefault(of, []).append(row)
            elif not row.in_use:
                sentence = f"Không có tiêu chí {code} năm {year}: thêm vào “Tiêu chí” hoặc sửa lại."
                self.spoil(place, sentence)
        return found

    def requirements(self) -> tuple[dict[str, Any], ...]:
        items = self.children(ITEMS, "of.requirement", REQUIREMENTS, "code", "title")
        requirements = self.entries(REQUIREMENTS, ("requirements",))
        cells = {row.places.get("of.requirement") for row in self.rows(ITEMS)}
        astray = () if self.source.spoiled.isdisjoint(cells) else (_ASTRAY,)
        for at, row in enumerate(self.rows(REQUIREMENTS)):
            requirement = requirements[at]
            own = items[_ident(row, "code", "title")]
            checklist = (*self.entries(ITEMS, ("requirements", at, "items"), own), *astray)
            if checklist:
                requirement["items"] = checklist
            due = rule_of(row, ("requirements", at, "due"), self.source, self.year)
            if due:
                requirement["due"] = due
        return requirements

    def children(
        self, sheet: Sheet, of: str, parents: Sheet, by: str, name: str = "name"
    ) -> dict[Any, list[SheetRow]]:
        """The rows of a sheet by the entry they belong to; one that belongs to none is a fault. Entries without a
        code go by their name."""
        found: dict[Any, list[SheetRow]] = {_ident(row, by, name): [] for row in self.rows(parents)}
        all_known, column = None not in found, sheet.column(of)
        for row in self.rows(sheet):
            if of not in row.values:
                self._refuse_blank(row, sheet, of)
                continue
            code = self._resolved(column, row.get(of))
            own = found.get(code, found.get(key(code)))
            if own is not None:
                own.append(row)
            elif all_known and not row.in_use:
                sentence = f"Không có {parents.what} “{code}”: thêm vào “{parents.name}” hoặc sửa lại."
                self.spoil(row.cell(of), sentence)
        return found

    def _refuse_blank(self, row: SheetRow, sheet: Sheet, name: str) -> None:
        if name not in row.values:
            heading = sheet.column(name).heading
            self.spoil(row.cell(name), f"“{heading}” đang để trống: hãy điền.")

    def planned(self) -> tuple[dict[str, Any], ...]:
        """The tasks of the yearly plan as requirements, after the others."""
        there = self.rows(PLAN)
        for row, number in zip(there, plan.numbers([each.values for each in there]), strict=True):
            if number is not None:
                row.values["number"] = number
        read = [row for row in there if not plan.is_heading(row.values)]
        year = year_of(row.get("due.on") for row in read)
        start = len(self.rows(REQUIREMENTS))
        numbered = enumerate(read, start)
        return tuple(self._planned(row, year, ("requirements", at)) for at, row in numbered)

    def _planned(self, row: SheetRow, year: int | None, path: Path) -> dict[str, Any]:
        column = PLAN.column
        values = {name: self._resolved(column(name), value) for name, value in row.values.items()}
        due_on = values.pop("due.on", None)
        if due_on is not None:
            try:
                values["due.on"] = deadline(due_on, row.get("year") or year)
            except ValueError as refused:
                self.spoil(row.cell("due.on"), str(refused))
        for each in PLAN.columns:
            if each.needed:
                self._refuse_blank(row, PLAN, each.key)
        self._keep_cells_of_plan(row, path)
        return plan.requirement(values, year)

    def _keep_cells_of_plan(self, row: SheetRow, path: Path) -> None:
        """What is made of another cell is at fault with that cell."""
        made_of = dict(_MADE_OF)
        if "short" in row.values:
            made_of["short"] = "short"
        if row.places.get("due.on") in self.source.spoiled:
            made_of["code"] = "due.on"  # its year may be wanting too
        self.places[path] = row.place
        for name, column in made_of.items():
            self.places[*path, name] = row.cell(column)
        self.places[*path, "items", 0, "title"] = row.cell("item")
