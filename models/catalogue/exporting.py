"""An agency's tables as a catalogue again: what was loaded, as it stands now."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from models.catalogue.document import (
    AgencyEntry,
    AreaEntry,
    Catalogue,
    CriteriaSetEntry,
    CriterionEntry,
    DayEntry,
    FormulaEntry,
    ItemEntry,
    NoteEntry,
    PersonEntry,
    RequirementEntry,
    ResultEntry,
    UnitEntry,
)
from models.catalogue.due import DueEntry, due_from
from models.catalogue.workbook.plan import is_planned
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


def as_catalogue(session: Session, agency: Agency) -> Catalogue:
    """What loading it again would not change: retired requirements and people who left are left out."""
    return _Reader(session, agency).catalogue()


def requirement_entry(session: Session, requirement: Requirement) -> RequirementEntry:
    """One requirement as a catalogue would spell it, as it stands now."""
    return _Reader(session, session.get_one(Agency, requirement.agency_id)).requirement(requirement)


def calendar_of(session: Session, agency: Agency) -> list[DayEntry]:
    """The agency's calendar, in the order of its days."""
    rows = session.exec(
        select(WorkingDay).where(WorkingDay.agency_id == agency.id).order_by(col(WorkingDay.day))
    )
    return [
        DayEntry(day=row.day, working=row.working, name=row.name, source=row.source, status=row.status.value)
        for row in rows
    ]


class _Reader:
    """Knows the codes of units and people; each method reads one kind of entry."""

    def __init__(self, session: Session, agency: Agency) -> None:
        self.session, self.agency = session, agency
        self.units = list(
            session.exec(select(Unit).where(Unit.agency_id == agency.id).order_by(col(Unit.id)))
        )
        self.unit_codes = {unit.id: unit.code for unit in self.units}
        people = session.exec(select(Person).where(Person.agency_id == agency.id).order_by(Person.code))
        self.people = [person for person in people if person.deactivated_at is None]
        self.person_codes = {person.id: person.code for person in self.people}

    def catalogue(self) -> Catalogue:
        agency = self.agency
        return Catalogue(
            agency=AgencyEntry(code=agency.code, name=agency.name, province=agency.province),
            units=tuple(map(self.unit, self.units)),
            people=tuple(map(self.person, self.people)),
            sets=tuple(self.sets()),
            requirements=tuple(self.requirements()),
            notes=tuple(self.notes()),
        )

    def unit(self, row: Unit) -> UnitEntry:
        members = self.session.exec(select(UnitMember.unit_id).where(UnitMember.group_id == row.id)).all()
        return UnitEntry(
            code=row.code,
            name=row.name,
            short=row.short,
            members=self.in_order(members),
            tasks=tuple(row.tasks),
        )

    def person(self, row: Person) -> PersonEntry:
        held = self.session.exec(select(PersonRole.role).where(PersonRole.person_id == row.id))
        return PersonEntry(
            code=row.code,
            name=row.full_name,
            unit=self.unit_codes.get(row.unit_id),
            roles=tuple(sorted(str(role) for role in held)),  # type: ignore[misc]
            position=row.position or None,
            address=row.address,
            phone=row.phone or None,
            deputy=self.person_codes.get(row.deputy_id),
        )

    def sets(self) -> Iterator[CriteriaSetEntry]:
        """A set without results that is like an earlier one is its copy."""
        rows = self.session.exec(
            select(CriteriaSet).where(CriteriaSet.agency_id == self.agency.id).order_by(col(CriteriaSet.year))
        )
        whole: list[CriteriaSetEntry] = []
        for row in rows:
            entry = self.whole_set(row)
            model = next((each for each in whole if _is_copy(entry, each)), None)
            if model is None:
                whole.append(entry)
                yield entry
            else:
                yield CriteriaSetEntry(year=entry.year, source=entry.source, copy_of=model.year)

    def whole_set(self, row: CriteriaSet) -> CriteriaSetEntry:
        areas = list(self.session.exec(select(Area).where(Area.set_id == row.id).order_by(Area.code)))
        criteria = self.session.exec(
            select(Criterion).where(Criterion.set_id == row.id).order_by(col(Criterion.id))
        )
        area_codes = {area.id: area.code for area in areas}
        return CriteriaSetEntry(
            year=row.year,
            source=row.source,
            scored_max=row.scored_max,
            survey_max=row.survey_max,
            awarded=row.awarded,
            lost=row.lost,
            rank=row.rank,
            areas=tuple(map(_area, areas)),
            criteria=tuple(self.criterion(each, area_codes[each.area_id]) for each in criteria),
        )

    def criterion(self, row: Criterion, area: str) -> CriterionEntry:
        result = self.session.get(Result, row.id)
        return CriterionEntry(
            code=row.code,
            area=area,
            title=row.title,
            short=row.short,
            max=row.max,
            formula=_formula(row.formula),
            unit=self.unit_codes[row.unit_id],
            unit_as_named=row.unit_as_named or None,
            result=_result(result) if result else None,
        )

    def requirements(self) -> Iterator[RequirementEntry]:
        rows = self.session.exec(
            select(Requirement)
            .where(Requirement.agency_id == self.agency.id, col(Requirement.retired_at).is_(None))
            .order_by(col(Requirement.id))
        )
        planned_last = sorted(rows.all(), key=lambda row: is_planned(row.code))
        return map(self.requirement, planned_last)

    def requirement(self, row: Requirement) -> RequirementEntry:
        partners = self.session.exec(
            select(RequirementPartner.unit_id).where(RequirementPartner.requirement_id == row.id)
        ).all()
        items = self.session.exec(
            select(ChecklistItem)
            .where(ChecklistItem.requirement_id == row.id)
            .order_by(col(ChecklistItem.position))
        )
        return RequirementEntry(
            code=row.code,
            line=row.line or None,
            criterion=row.criterion_code,
            title=row.title,
            short=row.short,
            unit=self.unit_codes[row.unit_id],
            cooperates=self.in_order(partners),
            responsible=self.person_codes.get(row.responsible_id),
            cadence=row.cadence.value,
            cutoff=row.cutoff_day,
            due=DueEntry(**due_from(row.due_rule)) if row.due_rule else None,
            issue_by=row.issue_by or None,
            shift=row.shift.value,
            due_hour=f"{row.due_hour:%H:%M}" if row.due_hour else None,
            ladder=tuple(row.ladder),
            starts_on=None if row.starts_on == date(1, 1, 1) else row.starts_on,
            system=row.system or None,
            items=tuple(map(self.item, items)),
            status=row.status,  # type: ignore[arg-type]
            reason=row.reason,
        )

    def item(self, row: ChecklistItem) -> ItemEntry:
        return ItemEntry(
            code=row.code,
            title=row.title,
            kind=row.kind.value,
            required=row.required,
            hint=row.hint or None,
            owed_by=self.unit_codes.get(row.unit_id),
            before=row.before,
        )

    def in_order(self, unit_ids: Sequence[int]) -> tuple[str, ...]:
        """The codes of these units, in the order of the units."""
        return tuple(unit.code for unit in self.units if unit.id in unit_ids)

    def notes(self) -> Iterator[NoteEntry]:
        rows = self.session.exec(
            select(CatalogueNote)
            .where(CatalogueNote.agency_id == self.agency.id)
            .order_by(CatalogueNote.code)
        )
        for row in rows:
            yield NoteEntry(id=row.code, concerns=tuple(row.concerns), text=row.text)


def _area(row: Area) -> AreaEntry:
    return AreaEntry(
        code=row.code, name=row.name, max=row.max, awarded=row.awarded, lost=row.lost, note=row.note or None
    )


def _result(row: Result) -> ResultEntry:
    values = row.model_dump(exclude={"criterion_id"})
    return ResultEntry(**values | {"explanation": row.explanation or None})


def _formula(kept: dict[str, Any]) -> FormulaEntry:
    steps = tuple(Decimal(str(step)) for step in kept.get("steps", ()))
    return FormulaEntry(**kept | {"steps": steps})


def _is_copy(entry: CriteriaSetEntry, model: CriteriaSetEntry) -> bool:
    """Whether copying the model, which leaves its results behind, gives this set."""
    areas = tuple(area.model_copy(update={"awarded": None, "lost": None}) for area in model.areas)
    criteria = tuple(each.model_copy(update={"result": None}) for each in model.criteria)
    return (entry.scored_max, entry.survey_max, entry.awarded, entry.lost, entry.rank) == (
        model.scored_max,
        model.survey_max,
        None,
        None,
        None,
    ) and (entry.areas, entry.criteria) == (areas, criteria)
