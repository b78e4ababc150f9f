"""A catalogue and its calendar as the rows of the sheets, each a value for a key of the sheet's columns."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import Any

from models.catalogue.document import Catalogue, CriteriaSetEntry, DayEntry, ItemEntry, RequirementEntry
from models.catalogue.due_cells import spread
from models.catalogue.entry import Entry
from models.catalogue.words import WEEKDAYS
from models.catalogue.workbook import layout, plan
from models.catalogue.workbook.cells import DAY, YEAR_DAY, CellKind, Scalar
from models.catalogue.workbook.layout import Column, Sheet

Row = Mapping[str, Any]


def rows(catalogue: Catalogue, days: Iterable[DayEntry]) -> dict[str, list[Row]]:
    """The rows of every sheet, in the order of the catalogue.

    Tasks of the yearly plan at the end of the requirements stand on their own sheet when a row there says all.
    """
    listed, planned = plan.parted(catalogue.requirements)
    sets, units = catalogue.sets, catalogue.units
    made: dict[Sheet, Iterable[Row]] = {
        layout.CRITERIA: _flat(map(_criteria, sets)),
        layout.REQUIREMENTS: map(_requirement, listed),
        layout.ITEMS: (_item(each, item) for each in listed for item in each.items),
        layout.PEOPLE: map(_all, catalogue.people),
        layout.DAYS: map(_all, sorted(days, key=attrgetter("day"))),
        layout.PLAN: map(plan.row_of, planned),
        layout.RESULTS: _flat(map(_results, sets)),
        layout.SETS: (_with_passes(each, exclude={"areas", "criteria"}) for each in sets),
        layout.AREAS: ({"of.year": each.year} | _with_passes(area) for each in sets for area in each.areas),
        layout.SCORE_PARTS: _flat(map(_parts, sets)),
        layout.UNITS: (each.model_dump(exclude={"tasks"}) for each in units),
        layout.UNIT_TASKS: ({"of.unit": each.code, "task": task} for each in units for task in each.tasks),
        layout.NOTES: map(_all, catalogue.notes),
        layout.AGENCY: [_all(catalogue.agency)],
    }
    return {sheet.name: list(found) for sheet, found in made.items()}


_flat = chain.from_iterable


def _all(entry: Entry) -> dict[str, Any]:
    return entry.model_dump()


def _criteria(entry: CriteriaSetEntry) -> Iterator[Row]:
    for each in entry.criteria:
        row = {"of.year": entry.year} | _with_passes(each, exclude={"result", "formula"})
        yield row | {f"formula.{name}": value for name, value in each.formula.model_dump().items()}


def _parts(entry: CriteriaSetEntry) -> Iterator[Row]:
    for each in entry.criteria:
        for part in each.formula.parts:
            yield {"of.year": entry.year, "of.criterion": each.code} | part.model_dump()


def _with_passes(entry: Entry, exclude: set[str] | None = None) -> dict[str, Any]:
    """The values of an entry, what it is passed by spread over columns of its own."""
    row = entry.model_dump(exclude=exclude)
    passes = row.pop("passes") or {}
    return row | {f"passes.{name}": value for name, value in passes.items()}


def _results(entry: CriteriaSetEntry) -> Iterator[Row]:
    for each in entry.criteria:
        if each.result:
            yield {"of.year": entry.year, "of.criterion": each.code} | each.result.model_dump()


def _item(of: RequirementEntry, item: ItemEntry) -> Row:
    checks = item.checks.model_dump(mode="json", exclude_defaults=True)
    row = {"of.requirement": of.code} | item.model_dump(exclude={"checks"})
    return row | {f"checks.{name}": value for name, value in checks.items()}


def _requirement(entry: RequirementEntry) -> Row:
    due = spread(entry.due.model_dump()) if entry.due else {}
    return entry.model_dump(exclude={"items", "due"}) | {f"due.{part}": value for part, value in due.items()}


def as_cell(column: Column, row: Row) -> tuple[Scalar, CellKind]:
    """What a row's cell holds, and the kind that says its format: a due day may be a day, a weekday, a number or a
    list."""
    value = row.get(column.key)
    if value is None:
        return None, column.kind
    if column.key != "due.on":
        return column.kind.write(value), column.kind
    if isinstance(value, tuple):
        return "; ".join(value), YEAR_DAY
    if value in WEEKDAYS:
        return WEEKDAYS[value], column.kind
    return value, DAY if hasattr(value, "year") else column.kind
