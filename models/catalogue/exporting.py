"""An agency's tables as a catalogue again: what was loaded, as it stands now."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from models.catalogue.document import (
    AgencyEntry,
    AreaEntry,
    Catalogue,
    CriteriaSetEntry,
    CriterionEntry,
    DayEntry,
    ItemEntry,
    NoteEntry,
    PersonEntry,
    RequirementEntry,
    ResultEntry,
    UnitEntry,
)
from models.catalogue.due import DueEntry, due_from
from models.catalogue.entry import NO_DAY, Entry
from models.catalogue.formulas import FormulaEntry, PassEntry
from models.catalogue.workbook.plan import is_planned
from models.rules.due_day import spelled_hour
from models.rules.inspection.checks import Checks
from models.tables import (
    Agency,
    Area,
    CatalogueNote,
    ChecklistItem,
    CriteriaSet,
    Criterion,
    Person,
    PersonRole,
    Requirement,
    RequirementPartner,
    Result,
    Unit,
    UnitMember,
    WorkingDay,
)

Row = TypeVar("Row", bound=SQLModel)
SomeEntry = TypeVar("SomeEntry", bound=Entry)


def as_catalogue(session: Session, agency: Agency) -> Catalogue:
    """What loading it again would not change: retired requirements and people who left are left out."""
    return _Reader(session, agency).catalogue()


def requirement_entry(session: Session, requirement: Requirement) -> RequirementEntry:
    """One requirement as a catalogue would spell it, as it stands now."""
    agency = session.get_one(Agency, requirement.agency_id)
    return _Reader(session, agency, only=requirement.id).requirement(requirement)


def calendar_of(session: Session, agency: Agency) -> list[DayEntry]:
    """The agency's calendar, in the order of its days."""
    rows = _rows(session, WorkingDay, "day", agency_id=agency.id)
    return [_entry(DayEntry, row, status=row.status.value) for row in rows]


def _rows(session: Session, table: type[Row], order: str, **where: Any) -> Sequence[Row]:
    """The rows of a table with these values, in the order of a column."""
    return session.exec(select(table).filter_by(**where).order_by(order)).all()


def _entry(kind: type[SomeEntry], row: SQLModel, /, **own: Any) -> SomeEntry:
    """An entry with the columns of the same names, blank texts left out, and its own values."""
    same = kind.model_fields.keys() & type(row).model_fields.keys()
    values = {name: getattr(row, name) for name in same}
    return kind(**{name: value for name, value in values.items() if value != ""} | own)


class _Reader:
    """Knows the codes of units and people; each method reads one kind of entry."""

    def __init__(self, session: Session, agency: Agency, only: int | None = None) -> None:
        self.session, self.agency = session, agency
        # The requirements that are asked for: what belongs to them is read at once.
        wanted = select(Requirement.id).where(Requirement.agency_id == agency.id)
        self.wanted = wanted if only is None else wanted.where(Requirement.id == only)
        self.units = self.own(Unit, "id")
        self.unit_codes = {unit.id: unit.code for unit in self.units}
        self.people = self.own(Person, "code", deactivated_at=None)
        self.person_codes = {person.id: person.code for person in self.people}

    def own(self, table: type[Row], order: str, **where: Any) -> Sequence[Row]:
        """The agency's rows of a table."""
        return _rows(self.session, table, order, agency_id=self.agency.id, **where)

    @cached_property
    def partners(self) -> dict[int, list[int]]:
        """The units that cooperate, by requirement."""
        found: dict[int, list[int]] = defaultdict(list)
        own = col(RequirementPartner.requirement_id).in_(self.wanted)
        for row in self.session.exec(select(RequirementPartner).where(own)):
            found[row.requirement_id].append(row.unit_id)
        return found

    @cached_property
    def items(self) -> dict[int, list[ChecklistItem]]:
        """The checklists, by requirement."""
        found: dict[int, list[ChecklistItem]] = defaultdict(list)
        own = col(ChecklistItem.requirement_id).in_(self.wanted)
        for row in self.session.exec(select(ChecklistItem).where(own).order_by(col(ChecklistItem.position))):
            found[row.requirement_id].append(row)
        return found

    def catalogue(self) -> Catalogue:
        return Catalogue(
            agency=_entry(AgencyEntry, self.agency),
            units=tuple(map(self.unit, self.units)),
            people=tuple(map(self.person, self.people)),
            sets=tuple(self.sets()),
            requirements=tuple(self.requirements()),
            notes=tuple(self.notes()),
        )

    def unit(self, row: Unit) -> UnitEntry:
        members = self.session.exec(select(UnitMember.unit_id).where(UnitMember.group_id == row.id)).all()
        return _entry(UnitEntry, row, members=self.in_order(members), tasks=tuple(row.tasks))

    def person(self, row: Person) -> PersonEntry:
        held = self.session.exec(select(PersonRole.role).where(PersonRole.person_id == row.id))
        return _entry(
            PersonEntry,
            row,
            name=row.full_name,
            unit=self.unit_codes.get(row.unit_id),
            roles=tuple(sorted(str(role) for role in held)),
            deputy=self.person_codes.get(row.deputy_id),
        )

    def sets(self) -> Iterator[CriteriaSetEntry]:
        """A set without results that is like an earlier one is its copy."""
        whole: list[CriteriaSetEntry] = []
        for row in self.own(CriteriaSet, "year"):
            entry = self.whole_set(row)
            model = next((each for each in whole if _is_copy(entry, each)), None)
            if model is None:
                whole.append(entry)
                yield entry
            else:
                yield CriteriaSetEntry(year=entry.year, source=entry.source, copy_of=model.year)

    def whole_set(self, row: CriteriaSet) -> CriteriaSetEntry:
        areas = _rows(self.session, Area, "id", set_id=row.id)
        criteria = _rows(self.session, Criterion, "id", set_id=row.id)
        area_codes = {area.id: area.code for area in areas}
        return _entry(
            CriteriaSetEntry,
            row,
            passes=_from_json(PassEntry, row.passes),
            areas=tuple(_entry(AreaEntry, area, passes=_from_json(PassEntry, area.passes)) for area in areas),
            criteria=tuple(self.criterion(each, area_codes[each.area_id]) for each in criteria),
        )

    def criterion(self, row: Criterion, area: str) -> CriterionEntry:
        result = self.session.get(Result, row.id)
        return _entry(
            CriterionEntry,
            row,
            area=area,
            formula=_from_json(FormulaEntry, row.formula) or FormulaEntry(kind="manual"),
            passes=_from_json(PassEntry, row.passes),
            unit=self.unit_codes.get(row.unit_id),
            result=_entry(ResultEntry, result) if result else None,
        )

    def requirements(self) -> Iterator[RequirementEntry]:
        rows = self.own(Requirement, "id", retired_at=None)
        planned_last = sorted(rows, key=lambda row: is_planned(row.code))
        return map(self.requirement, planned_last)

    def requirement(self, row: Requirement) -> RequirementEntry:
        return _entry(
            RequirementEntry,
            row,
            criterion=row.criterion_code,
            unit=self.unit_codes[row.unit_id],
            cooperates=self.in_order(self.partners[row.id or 0]),
            responsible=self.person_codes.get(row.responsible_id),
            cadence=row.cadence.value,
            cutoff=row.cutoff_day,
            due=DueEntry(**due_from(row.due_rule)) if row.due_rule else None,
            shift=row.shift.value,
            due_hour=spelled_hour(row.due_hour),
            ladder=tuple(row.ladder),
            starts_on=None if row.starts_on == NO_DAY else row.starts_on,
            items=tuple(map(self.item, self.items[row.id or 0])),
        )

    def item(self, row: ChecklistItem) -> ItemEntry:
        owed_by, checks = self.unit_codes.get(row.unit_id), Checks.model_validate(row.checks)
        return _entry(ItemEntry, row, kind=row.kind.value, owed_by=owed_by, checks=checks)

    def in_order(self, unit_ids: Sequence[int]) -> tuple[str, ...]:
        """The codes of these units, in the order of the units."""
        return tuple(unit.code for unit in self.units if unit.id in unit_ids)

    def notes(self) -> Iterator[NoteEntry]:
        for row in self.own(CatalogueNote, "code"):
            yield NoteEntry(id=row.code, concerns=tuple(row.concerns), text=row.text)


def _from_json(kind: type[SomeEntry], kept: dict[str, Any]) -> SomeEntry | None:
    """A part of an entry as its column keeps it, decimals and lists again what they were; None of nothing."""
    return kind.model_validate_json(json.dumps(kept), strict=False) if kept else None


def _is_copy(entry: CriteriaSetEntry, model: CriteriaSetEntry) -> bool:
    """Whether copying the model, which leaves its results behind, gives this set."""
    areas = tuple(area.model_copy(update={"awarded": None, "lost": None}) for area in model.areas)
    criteria = tuple(each.model_copy(update={"result": None}) for each in model.criteria)
    copied = {"awarded": None, "lost": None, "rank": None, "areas": areas, "criteria": criteria}
    own = {"year": entry.year, "source": entry.source}
    return entry == model.model_copy(update=copied | own)
