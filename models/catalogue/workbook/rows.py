"""A catalogue and its calendar as the rows of the sheets, each a value for a key of the sheet's columns."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from models.catalogue.document import Catalogue, CriteriaSetEntry, DayEntry, RequirementEntry
from models.catalogue.due_cells import spread
from models.catalogue.words import WEEKDAYS
from models.catalogue.workbook import layout, plan
from models.catalogue.workbook.cells import DAY, YEAR_DAY, Kind, Scalar
from models.catalogue.workbook.layout import Column

Row = Mapping[str, Any]


def rows(catalogue: Catalogue, days: Iterable[DayEntry]) -> dict[str, list[Row]]:
    """The rows of every sheet, in the order of the catalogue.

    Tasks of the yearly plan at the end of the requirements stand on their own sheet when a row there says all.
    """
    listed, planned = plan.parted(catalogue.requirements)
    return {
        layout.CRITERIA.name: [row for each in catalogue.sets for row in _criteria(each)],
        layout.REQUIREMENTS.name: [_requirement(each) for each in listed],
        layout.ITEMS.name: [row for each in listed for row in _items(each)],
        layout.PEOPLE.name: [each.model_dump() for each in catalogue.people],
        layout.DAYS.name: [each.model_dump() for each in sorted(days, key=lambda each: each.day)],
        layout.PLAN.name: [plan.row_of(each) for each in planned],
        layout.RESULTS.name: [row for each in catalogue.sets for row in _results(each)],
        layout.SETS.name: [each.model_dump(exclude={"areas", "criteria"}) for each in catalogue.sets],
        layout.AREAS.name: [
            {"of.year": each.year} | area.model_dump() for each in catalogue.sets for area in each.areas
        ],
        layout.UNITS.name: [each.model_dump(exclude={"tasks"}) for each in catalogue.units],
        layout.UNIT_TASKS.name: [
            {"of.unit": unit.code, "task": task} for unit in catalogue.units for task in unit.tasks
        ],
        layout.NOTES.name: [each.model_dump() for each in catalogue.notes],
        layout.AGENCY.name: [catalogue.agency.model_dump()],
    }


def _criteria(entry: CriteriaSetEntry) -> Iterator[Row]:
    for each in entry.criteria:
        row = {"of.year": entry.year} | each.model_dump(exclude={"result", "formula"})
        yield row | {f"formula.{name}": value for name, value in each.formula.model_dump().items()}


def _results(entry: CriteriaSetEntry) -> Iterator[Row]:
    for each in entry.criteria:
        if each.result:
            yield {"of.year": entry.year, "of.criterion": each.code} | each.result.model_dump()


def _requirement(entry: RequirementEntry) -> Row:
    due = spread(entry.due.model_dump()) if entry.due else {}
    return entry.model_dump(exclude={"items", "due"}) | {f"due.{part}": value for part, value in due.items()}


def _items(entry: RequirementEntry) -> Iterator[Row]:
    for each in entry.items:
        yield {"of.requirement": entry.code} | each.model_dump()


def as_cell(column: Column, row: Row) -> tuple[Scalar, Kind]:
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
