"""A workbook as the tree that a YAML file gives, so that one set of checks serves both."""

import re
from collections.abc import Mapping
from typing import Any

from models.catalogue.document import Catalogue, DayEntry
from models.catalogue.faults import THE_FILE, CatalogueFaults, Fault
from models.catalogue.source import Path
from models.catalogue.workbook import layout, plan
from models.catalogue.workbook.cells import key
from models.catalogue.workbook.due_reading import due_of
from models.catalogue.workbook.grid import Grid, grids
from models.catalogue.workbook.layout import SHEETS, Column, Sheet
from models.catalogue.workbook.rows import rows
from models.catalogue.workbook.sheet_source import SheetSource
from models.catalogue.workbook.table import Row, in_use, table

Current = tuple[Catalogue, list[DayEntry]]

_NEEDED = (layout.AGENCY, layout.UNITS, layout.SETS, layout.AREAS, layout.CRITERIA)
_UNIT_LISTS = ("cooperates", "members")


def read_tree(content: bytes, name: str, current: Current | None) -> SheetSource:
    """The values and cells of a workbook, with what is wrong so far; sheets left out stay as they are now.

    Without a `current` catalogue the file must be whole. Raises CatalogueFaults when there is nothing to go on
    with.
    """
    source = SheetSource(name)
    found = _sheets(grids(content, name), source)
    tables = {sheet.name: table(sheet, grid, source) for sheet, grid in _with_current(found, current, source)}
    if layout.PLAN.name in found:
        _drop_planned(tables)
    _Tree(source, tables).grow()
    return source


def is_catalogue(content: bytes) -> bool:
    """Whether an office file is a workbook that can be opened and has a sheet of a catalogue."""
    try:
        names = {key(grid.name) for grid in grids(content, "")}
    except CatalogueFaults:
        return False
    return not names.isdisjoint(key(sheet.name) for sheet in SHEETS)


def _sheets(given: list[Grid], source: SheetSource) -> dict[str, Grid]:
    """The sheets of the file by their proper names."""
    names = {key(sheet.name): sheet.name for sheet in SHEETS}
    found: dict[str, Grid] = {}
    for grid in given:
        name = names.get(key(grid.name))
        if name is None and grid.rows:
            source.spoil(grid.place(1, 1), f"Không có sheet nào của danh mục tên như vậy: {_REMOVE}")
        elif name is not None and name in found:
            source.spoil(grid.place(1, 1), f"Sheet “{name}” có hai lần: bỏ một trong hai.")
        elif name is not None:
            found[name] = grid
    if not found:
        wanted = ", ".join(sheet.name for sheet in SHEETS)
        sentence = f"Tệp không có sheet nào của danh mục. Tên các sheet: {wanted}."
        raise CatalogueFaults([Fault(source.name, THE_FILE, sentence)])
    return found


# Stands for an item that went astray, so that its requirement is not blamed for having none.
_ASTRAY = {"code": "x", "title": "x", "kind": "tick"}
_REMOVE = "hãy sửa tên sheet, hoặc xóa sheet này nếu không thuộc danh mục."


def _with_current(
    found: Mapping[str, Grid], current: Current | None, source: SheetSource
) -> list[tuple[Sheet, Grid]]:
    """Every sheet with its cells: the file's, else those in use; without either a needed one is a fault."""
    kept = rows(*current) if current else {}
    whole: list[tuple[Sheet, Grid]] = []
    for number, sheet in enumerate(SHEETS, start=len(found) + 1):
        if sheet.name in found:
            whole.append((sheet, found[sheet.name]))
        elif current:
            whole.append((sheet, in_use(sheet, kept[sheet.name], number)))
        elif sheet in _NEEDED:
            sentence = f"Thiếu sheet “{sheet.name}”: hãy xuất danh mục ra Excel để có đủ các sheet."
            source.spoil(THE_FILE, sentence)
    return whole


def _drop_planned(tables: dict[str, list[Row]]) -> None:
    """The file's plan takes the place of all tasks of a plan that are in use."""
    for sheet, column in ((layout.REQUIREMENTS, "code"), (layout.ITEMS, "of.requirement")):
        tables[sheet.name] = [
            row
            for row in tables.get(sheet.name, [])
            if not (row.in_use and plan.is_planned(str(row.values.get(column))))
        ]


class _Tree:
    """Grows the source's value from the rows; each method makes one kind of entry and keeps its cells."""

    def __init__(self, source: SheetSource, tables: Mapping[str, list[Row]]) -> None:
        self.source, self.tables = source, tables
        self.units = self._names_of_units()

    def grow(self) -> None:
        agency = self.rows(layout.AGENCY)
        for row in agency[1:]:
            self.source.spoil(row.place, "Sheet này chỉ có một dòng: hãy xóa dòng thừa.")
        value: dict[str, Any] = {
            "units": self.units_with_tasks(),
            "people": self.entries(layout.PEOPLE, ("people",)),
            "sets": self.sets(),
            "requirements": (*self.requirements(), *self.planned()),
            "notes": self.entries(layout.NOTES, ("notes",)),
            "days": self.entries(layout.DAYS, ("days",)),
        }
        if agency:
            value["agency"] = self.entry(layout.AGENCY, agency[0], ("agency",))
        self.source.value = value

    def rows(self, sheet: Sheet) -> list[Row]:
        return self.tables.get(sheet.name, [])

    def entries(self, sheet: Sheet, path: Path, among: list[Row] | None = None) -> tuple[dict[str, Any], ...]:
        found = self.rows(sheet) if among is None else among
        return tuple(self.entry(sheet, row, (*path, at)) for at, row in enumerate(found))

    def entry(self, sheet: Sheet, row: Row, path: Path) -> dict[str, Any]:
        """The entry of a row; a dotted key lies in a part of it."""
        self.source.places[path] = row.place
        entry: dict[str, Any] = {}
        for column in sheet.columns:
            if not column.key.startswith(("of.", "due.")):
                self._fill(entry, column, row, path)
        return entry

    def _fill(self, entry: dict[str, Any], column: Column, row: Row, path: Path) -> None:
        *parts, name = column.key.split(".")
        for part in parts:
            entry = entry.setdefault(part, {})
            path = (*path, part)
            self.source.places.setdefault(path, row.places.get(column.key, row.place))
        if column.key in row.places:
            self.source.places[*path, name] = row.places[column.key]
        if column.key in row.values:
            entry[name] = self._resolved(column, row.values[column.key])

    def _resolved(self, column: Column, value: Any) -> Any:
        """Units may go by their names too."""
        if column.kind.sheet == layout.UNITS.name:
            return self.units.get(_unit_key(value), value)
        if column.key in _UNIT_LISTS:
            return tuple(self.units.get(_unit_key(each), each) for each in value)
        return value

    def _names_of_units(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in ("short", "name", "code"):
            for row in self.rows(layout.UNITS):
                if name in row.values and "code" in row.values:
                    found[_unit_key(row.values[name])] = row.values["code"]
        return found

    def units_with_tasks(self) -> tuple[dict[str, Any], ...]:
        tasks = self.children(layout.UNIT_TASKS, "of.unit", layout.UNITS, "code")
        units = self.entries(layout.UNITS, ("units",))
        for at, unit in enumerate(units):
            own = tasks.get(unit.get("code"), [])
            for number, row in enumerate(own):
                self.source.places["units", at, "tasks", number] = row.places["task"]
            unit["tasks"] = tuple(row.values.get("task") for row in own)
        return units

    def sets(self) -> tuple[dict[str, Any], ...]:
        areas = self.children(layout.AREAS, "of.year", layout.SETS, "year")
        criteria = self.children(layout.CRITERIA, "of.year", layout.SETS, "year")
        results = self.results()
        sets = self.entries(layout.SETS, ("sets",))
        self._refuse_sets_without_points()
        for at, criteria_set in enumerate(sets):
            year = criteria_set.get("year")
            path: Path = ("sets", at)
            criteria_set["areas"] = self.entries(layout.AREAS, (*path, "areas"), areas.get(year, []))
            own = self.entries(layout.CRITERIA, (*path, "criteria"), criteria.get(year, []))
            criteria_set["criteria"] = own
            for number, criterion in enumerate(own):
                row = results.get((year, criterion.get("code")))
                if row:
                    inner: Path = (*path, "criteria", number, "result")
                    criterion["result"] = self.entry(layout.RESULTS, row, inner)
        return sets

    def _refuse_sets_without_points(self) -> None:
        for row in self.rows(layout.SETS):
            for name in ("scored_max", "survey_max") if "copy_of" not in row.values else ():
                self._refuse_blank(row, name, layout.SETS.column(name).heading)

    def results(self) -> dict[Any, Row]:
        """The row of each criterion's result, by year and code."""
        known = {(row.values.get("of.year"), row.values.get("code")) for row in self.rows(layout.CRITERIA)}
        found: dict[Any, Row] = {}
        for row in self.rows(layout.RESULTS):
            of = (row.values.get("of.year"), row.values.get("of.criterion"))
            place = row.places.get("of.criterion", row.place)
            if None in of:
                self._refuse_blank(row, "of.year", "Năm")
                self._refuse_blank(row, "of.criterion", "Tiêu chí")
            elif of in found:
                self.source.spoil(
                    place, f"Kết quả của tiêu chí {of[1]} năm {of[0]} đã có ở {found[of].place}."
                )
            elif of in known:
                found[of] = row
            elif not row.in_use:
                self.source.spoil(
                    place, f"Không có tiêu chí {of[1]} năm {of[0]}: thêm vào “Tiêu chí” hoặc sửa mã."
                )
        return found

    def requirements(self) -> tuple[dict[str, Any], ...]:
        items = self.children(layout.ITEMS, "of.requirement", layout.REQUIREMENTS, "code")
        requirements = self.entries(layout.REQUIREMENTS, ("requirements",))
        astray = any(
            row.places.get("of.requirement") in self.source.spoiled for row in self.rows(layout.ITEMS)
        )
        for at, row in enumerate(self.rows(layout.REQUIREMENTS)):
            requirement, path = requirements[at], ("requirements", at)
            own = items.get(requirement.get("code"), [])
            checklist = self.entries(layout.ITEMS, (*path, "items"), own)
            requirement["items"] = (*checklist, _ASTRAY) if astray else checklist
            due = due_of(row, (*path, "due"), self.source)
            if due:
                requirement["due"] = due
        return requirements

    def children(self, sheet: Sheet, of: str, parents: Sheet, by: str) -> dict[Any, list[Row]]:
        """The rows of a sheet by the entry they belong to; one that belongs to none is a fault."""
        codes = [row.values.get(by) for row in self.rows(parents)]
        found: dict[Any, list[Row]] = {code: [] for code in codes}
        for row in self.rows(sheet):
            code = row.values.get(of)
            if code is not None and sheet.column(of).kind.sheet == layout.UNITS.name:
                code = self.units.get(_unit_key(code), code)
            if code is None:
                self._refuse_blank(row, of, sheet.column(of).heading)
            elif code in found:
                found[code].append(row)
            elif not row.in_use and None not in codes:
                sentence = f"Không có {parents.what} “{code}”: thêm vào “{parents.name}” hoặc sửa lại."
                self.source.spoil(row.places[of], sentence)
        return found

    def _refuse_blank(self, row: Row, of: str, heading: str) -> None:
        if of not in row.values:
            self.source.spoil(row.places.get(of, row.place), f"“{heading}” đang để trống: hãy điền.")

    def planned(self) -> tuple[dict[str, Any], ...]:
        """The tasks of the yearly plan as requirements, after the others."""
        read = [row for row in self.rows(layout.PLAN) if not plan.is_heading(row.values)]
        year = plan.year_of(row.values.get("due.on") for row in read)
        start = len(self.rows(layout.REQUIREMENTS))
        return tuple(self._planned(row, year, ("requirements", start + at)) for at, row in enumerate(read))

    def _planned(self, row: Row, year: int | None, path: Path) -> dict[str, Any]:
        values = {name: self._resolved(layout.PLAN.column(name), value) for name, value in row.values.items()}
        if "due.on" in values:
            try:
                values["due.on"] = plan.deadline(values["due.on"], values.get("year") or year)
            except ValueError as refused:
                self.source.spoil(row.places["due.on"], str(refused))
                del values["due.on"]
        for column in layout.PLAN.columns:
            if column.needed and column.key not in row.values:
                self._refuse_blank(row, column.key, column.heading)
        self._keep_cells_of_plan(row, path)
        return plan.requirement(values, year)

    def _keep_cells_of_plan(self, row: Row, path: Path) -> None:
        """What is made of another cell is at fault with that cell."""
        cells = {"code": "number", "due": "due.on", "short": "short" if "short" in row.values else "title"}
        if "due.on" in row.places and row.places["due.on"] in self.source.spoiled:
            cells["code"] = "due.on"  # its year may be wanting too
        places = self.source.places
        places[path] = row.place
        for name in ("code", "title", "short", "unit", "cooperates", "responsible", "due"):
            places[*path, name] = row.places.get(cells.get(name, name), row.place)
        places[*path, "items", 0, "title"] = row.places.get("item", row.place)


def _unit_key(name: object) -> str:
    return re.sub(r"\s*[-–—]\s*", "-", key(name))
