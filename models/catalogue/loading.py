"""A catalogue goes into the tables: what is there already and alike stays untouched, every difference is named."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from models.actor import OPERATOR, Act
from models.catalogue.difference import Difference, changes
from models.catalogue.document import (
    AreaEntry,
    Catalogue,
    CriteriaSetEntry,
    CriterionEntry,
    DayEntry,
    PersonEntry,
    RequirementEntry,
)
from models.catalogue.entry import NO_DAY, Entry
from models.ledger import record
from models.rules.cadence import Cadence, Shift
from models.rules.lifecycle import Change
from models.rules.working_days import DayStatus
from models.rules.zone import day_of
from models.tables import (
    Agency,
    Area,
    CatalogueNote,
    ChecklistItem,
    CriteriaSet,
    Criterion,
    ItemKind,
    Person,
    PersonRole,
    Requirement,
    RequirementPartner,
    Result,
    Role,
    Unit,
    UnitMember,
    WorkingDay,
)

Row = TypeVar("Row", bound=SQLModel)

_IDENTITIES = ("code", "year", "day")
_POINTS_TO: dict[str, type[SQLModel]] = {
    "unit_id": Unit,
    "area_id": Area,
    "deputy_id": Person,
    "responsible_id": Person,
}


def load(act: Act, catalogue: Catalogue, days: list[DayEntry], *, whole: bool = False) -> list[Difference]:
    """Loads a checked catalogue and calendar into one agency; the first load fixes `adopted_on`.

    Loading the same again changes nothing. Requirements, checklist items, criteria and notes that the file no
    longer has are removed (a requirement retires: its tasks stay); units, people, sets and days are kept.
    People's chats, and who is responsible, stay unless the file names somebody. Where the file is `whole`, a
    blank in place of a responsible person or a deputy means nobody, and a day that it leaves out is removed.
    """
    loader = _Loader(act.session, act.now, whole)
    agency = loader.agency(catalogue, act.today)
    loader.units(catalogue)
    loader.people(catalogue.people)
    for entry in catalogue.sets:
        loader.criteria_set(entry, catalogue)
    for requirement in catalogue.requirements:
        loader.requirement(requirement)
    loader.retire_others({each.code for each in catalogue.requirements})
    loader.notes_and_days(catalogue, days)
    if loader.differences:
        record(act, Change.LOAD_CATALOGUE, agency, differences=len(loader.differences))
    return loader.differences


def put_requirement(
    act: Act, agency: Agency, entry: RequirementEntry
) -> tuple[Requirement, list[Difference]]:
    """Brings one requirement to what a valid entry says, nobody responsible where it names nobody; a retired one
    lives again. What is there already and alike stays untouched."""
    loader = _Loader(act.session, act.now, whole=True)
    loader.know(agency)
    return loader.requirement(entry), loader.differences


def differences(
    session: Session, catalogue: Catalogue, days: list[DayEntry], now: datetime, *, whole: bool = False
) -> list[Difference]:
    """What loading would change; nothing is."""
    with session.begin_nested() as trial:
        found = load(Act(session, OPERATOR, now), catalogue, days, whole=whole)
        trial.rollback()
    return found


def _columns(table: type[SQLModel], entry: Entry, **own: Any) -> dict[str, Any]:
    """The values of a row in the order of its columns, without those that tell it from others: of the entry's
    fields of the same names, where a text that is left out is "", and its own."""
    columns = table.model_fields
    same = {name: getattr(entry, name) for name in type(entry).model_fields if name not in _IDENTITIES}
    values = same | own
    return {
        name: "" if values[name] is None and columns[name].annotation is str else values[name]
        for name in columns
        if name in values
    }


def _as_json(entry: Entry | None) -> dict[str, Any]:
    """A part of an entry as its column keeps it: what says nothing is left out."""
    kept = entry.model_dump(mode="json", exclude_none=True) if entry else {}
    return {name: value for name, value in kept.items() if value != []}


class _Loader:
    """Remembers the agency and what was different; each method loads one kind of entry."""

    def __init__(self, session: Session, now: datetime, whole: bool) -> None:
        self.session, self.now, self.whole = session, now, whole
        self.differences: list[Difference] = []
        self.agency_id = 0
        self.unit_ids: dict[str, int] = {}
        self.person_ids: dict[str, int] = {}
        self.active: set[int] = set()

    def agency(self, catalogue: Catalogue, today: date) -> Agency:
        entry = catalogue.agency
        found = self.session.exec(select(Agency).where(Agency.code == entry.code)).first()
        adopted_on = found.adopted_on if found else today
        agency = self.put(
            Agency,
            {"code": entry.code},
            _columns(Agency, entry, adopted_on=adopted_on),
            ("cơ quan", entry.code),
        )
        self.agency_id = agency.id or 0
        return agency

    def know(self, agency: Agency) -> None:
        """An agency that is there already, its units and people."""
        self.agency_id = agency.id or 0
        self.unit_ids = {unit.code: unit.id or 0 for unit in self.all_of(Unit)}
        self.person_ids = {person.code: person.id or 0 for person in self.all_of(Person)}

    def all_of(self, table: type[Row]) -> Sequence[Row]:
        """The agency's rows of a table."""
        return self.session.exec(select(table).filter_by(agency_id=self.agency_id)).all()

    def units(self, catalogue: Catalogue) -> None:
        for entry in catalogue.units:
            values = _columns(Unit, entry, tasks=list(entry.tasks))
            unit = self.put(Unit, self.within(entry.code), values, ("đơn vị", entry.code))
            self.unit_ids[entry.code] = unit.id or 0
        for entry in catalogue.units:
            members = {self.unit_ids[code]: code for code in entry.members}
            name = ("đơn vị", entry.code, "members")
            self.link(UnitMember, ("unit_id", members), name, group_id=self.unit_ids[entry.code])

    def people(self, named: tuple[PersonEntry, ...]) -> None:
        """Who was forgotten stays so, whatever an older file says."""
        forgotten = {person.code for person in self.all_of(Person) if person.forgotten_at is not None}
        entries = [entry for entry in named if entry.code not in forgotten]
        for entry in entries:
            self.person(entry)
        known = {person.code: person for person in self.all_of(Person)}
        self.person_ids = {code: person.id or 0 for code, person in known.items()}
        self.active = {person.id or 0 for person in known.values() if person.deactivated_at is None}
        deputies = {code: person.deputy_id for code, person in known.items()}
        for entry in entries:
            values = {"deputy_id": self.named(entry.deputy, deputies[entry.code])}
            self.put(Person, self.within(entry.code), values, ("cán bộ", entry.code))

    def named(self, code: str | None, now: int | None) -> int | None:
        """Who the file names; where it names nobody, who it is now, unless the file is whole.

        Someone who left stands in no file and stays.
        """
        if code:
            return self.person_ids[code]
        return None if self.whole and now in self.active else now

    def person(self, entry: PersonEntry) -> None:
        unit_id = self.unit_ids[entry.unit] if entry.unit else None
        values = _columns(Person, entry, full_name=entry.name, unit_id=unit_id)
        for name in ("address", "phone"):
            if not self.whole and not values[name]:
                del values[name]
        person = self.put(Person, self.within(entry.code), values, ("cán bộ", entry.code))
        roles = {Role(role): str(role) for role in entry.roles}
        self.link(PersonRole, ("role", roles), ("cán bộ", entry.code, "roles"), person_id=person.id)

    def criteria_set(self, entry: CriteriaSetEntry, catalogue: Catalogue) -> None:
        copied = entry.copy_of is not None
        sets = {each.year: each for each in catalogue.sets}
        source = entry if entry.copy_of is None else sets[entry.copy_of]
        scale = {"scored_max": source.scored_max, "survey_max": source.survey_max}
        values = _columns(CriteriaSet, entry, scoring=source.scoring, passes=_as_json(source.passes), **scale)
        identity = {"agency_id": self.agency_id, "year": entry.year}
        criteria_set = self.put(CriteriaSet, identity, values, ("bộ tiêu chí", str(entry.year)))
        before = len(self.differences)
        areas = {each.code: self.area(criteria_set, each, copied) for each in source.areas}
        for criterion in source.criteria:
            self.criterion(criteria_set, areas[criterion.area], criterion, copied)
        self.remove_criteria(criteria_set, {each.code for each in source.criteria})
        if copied:
            self.differences[before:] = self.own(before, str(entry.year), str(entry.copy_of))

    def own(self, start: int, year: str, model: str) -> list[Difference]:
        """The differences from `start` on that a copied set does not only share with its model."""
        return [
            each
            for each in self.differences[start:]
            if not each.field
            or replace(each, code=each.code.removesuffix(year) + model) not in self.differences
        ]

    def area(self, criteria_set: CriteriaSet, entry: AreaEntry, copied: bool) -> int:
        blank = {"awarded": None, "lost": None} if copied else {}
        values = _columns(Area, entry, passes=_as_json(entry.passes), **blank)
        name = ("lĩnh vực", f"{entry.code} năm {criteria_set.year}")
        return self.put(Area, {"set_id": criteria_set.id, "code": entry.code}, values, name).id or 0

    def criterion(self, criteria_set: CriteriaSet, area_id: int, entry: CriterionEntry, copied: bool) -> None:
        values = _columns(
            Criterion,
            entry,
            area_id=area_id,
            passes=_as_json(entry.passes),
            formula=_as_json(entry.formula),
            unit_id=self.unit_ids[entry.unit] if entry.unit else None,
        )
        name = ("tiêu chí", f"{entry.code} năm {criteria_set.year}")
        row = self.put(Criterion, {"set_id": criteria_set.id, "code": entry.code}, values, name)
        if entry.result and not copied:
            result = _columns(Result, entry.result)
            self.put(Result, {"criterion_id": row.id}, result, ("kết quả", name[1]))

    def requirement(self, entry: RequirementEntry) -> Requirement:
        values = _columns(
            Requirement,
            entry,
            criterion_code=entry.criterion,
            unit_id=self.unit_ids[entry.unit],
            cadence=Cadence(entry.cadence),
            cutoff_day=entry.cutoff,
            due_rule=entry.due.model_dump(mode="json", exclude_defaults=True) if entry.due else {},
            shift=Shift(entry.shift),
            due_hour=time.fromisoformat(entry.due_hour) if entry.due_hour else None,
            ladder=list(entry.ladder),
            starts_on=entry.starts_on or NO_DAY,
            retired_at=None,
        )
        there = select(Requirement.responsible_id, Requirement.cadence).filter_by(**self.within(entry.code))
        responsible_id, cadence = self.session.exec(there).first() or (None, values["cadence"])
        values["responsible_id"] = self.named(entry.responsible, responsible_id)
        name, today = ("yêu cầu", entry.code), day_of(self.now)
        row = self.put(Requirement, self.within(entry.code), values, name, added_on=today)
        row.added_on = row.added_on if row.cadence is cadence else today
        partners = {self.unit_ids[code]: code for code in entry.cooperates}
        self.link(RequirementPartner, ("unit_id", partners), (*name, "cooperates"), requirement_id=row.id)
        self.items(row, entry)
        return row

    def items(self, requirement: Requirement, entry: RequirementEntry) -> None:
        before = len(self.differences)
        for position, item in enumerate(entry.items, start=1):
            unit_id = self.unit_ids[item.owed_by] if item.owed_by else None
            kind = ItemKind(item.kind)
            checks = item.checks.model_dump(mode="json", exclude_defaults=True)
            values = _columns(
                ChecklistItem, item, kind=kind, position=position, unit_id=unit_id, checks=checks
            )
            identity = {"requirement_id": requirement.id, "code": item.code}
            self.put(ChecklistItem, identity, values, ("mục minh chứng", f"{entry.code}/{item.code}"))
        kept = {item.code for item in entry.items}
        name = ("mục minh chứng", f"{entry.code}/{{}}")
        self.remove_others(ChecklistItem, kept, name, requirement_id=requirement.id)
        if self.is_new("yêu cầu", entry.code):
            del self.differences[before:]  # the items of what is new

    def retire_others(self, kept: set[str]) -> None:
        """A requirement that the file no longer has opens no more tasks; those that are open run on."""
        living = select(Requirement).where(
            Requirement.agency_id == self.agency_id, col(Requirement.retired_at).is_(None)
        )
        for row in self.session.exec(living.order_by(Requirement.code)):
            if row.code not in kept:
                row.retired_at = self.now
                self.session.add(row)
                self.differences.append(Difference("yêu cầu", row.code, removed=True))

    def notes_and_days(self, catalogue: Catalogue, days: list[DayEntry]) -> None:
        agency_id = self.agency_id
        for note in catalogue.notes:
            values = {"concerns": list(note.concerns), "text": note.text}
            self.put(CatalogueNote, self.within(note.id), values, ("ghi chú", note.id))
        kept = {note.id for note in catalogue.notes}
        self.remove_others(CatalogueNote, kept, ("ghi chú", "{}"), agency_id=agency_id)
        for day in days:
            values = _columns(WorkingDay, day, status=DayStatus(day.status))
            identity = {"agency_id": agency_id, "day": day.day}
            self.put(WorkingDay, identity, values, ("ngày", str(day.day)))
        if self.whole and days:
            kept = {str(day.day) for day in days}
            self.remove_others(WorkingDay, kept, ("ngày", "{}"), by="day", agency_id=agency_id)

    def within(self, code: str) -> dict[str, Any]:
        return {"agency_id": self.agency_id, "code": code}

    def put(
        self,
        table: type[Row],
        identity: dict[str, Any],
        values: dict[str, Any],
        name: tuple[str, str],
        **first: Any,
    ) -> Row:
        """The row of this identity, made (then with the `first` values too) or brought to these values; what
        differed is noted."""
        row = self.session.exec(select(table).filter_by(**identity)).first()
        if row is None:
            row = table(**identity, **values, **first)
            self.differences.append(Difference(*name))
        else:
            for field, new in values.items():
                old = getattr(row, field)
                if old != new:
                    setattr(row, field, new)
                    self.note(name, field, old, new)
        self.session.add(row)
        self.session.flush()
        return row

    def note(self, name: tuple[str, str], field: str, old: Any, new: Any) -> None:
        """Notes a change; of what is new itself nothing more is noted."""
        if self.is_new(*name):
            return
        for part, *values in changes(field, old, new):
            before, after = (self.readable(field, value) for value in values)
            self.differences.append(Difference(*name, part, before, after))

    def is_new(self, what: str, code: str) -> bool:
        return Difference(what, code) in self.differences

    def readable(self, field: str, value: Any) -> Any:
        """The code of the row that a value points to; a day that stands for none is none."""
        if value is not None and field in _POINTS_TO:
            return self.session.get_one(_POINTS_TO[field], value).model_dump()["code"]
        return None if value == NO_DAY else value

    def remove_criteria(self, criteria_set: CriteriaSet, kept: set[str]) -> None:
        """Criteria that the file no longer has, with their results."""
        there = select(Criterion).where(Criterion.set_id == criteria_set.id)
        for row in self.session.exec(there).all():
            result = self.session.get(Result, row.id)
            if row.code not in kept and result is not None:
                self.session.delete(result)
        self.session.flush()
        name = ("tiêu chí", f"{{}} năm {criteria_set.year}")
        self.remove_others(Criterion, kept, name, set_id=criteria_set.id)

    def remove_others(
        self, table: type[Row], kept: set[str], name: tuple[str, str], by: str = "code", **where: Any
    ) -> None:
        """Deletes the rows there whose code the file no longer has; `name` says what, with {} for the code."""
        what, whose = name
        for row in self.session.exec(select(table).filter_by(**where)).all():
            code = str(getattr(row, by))
            if code not in kept:
                self.session.delete(row)
                self.differences.append(Difference(what, whose.format(code), removed=True))
        self.session.flush()

    def link(
        self, table: type[Row], many: tuple[str, dict[Any, str]], name: tuple[str, str, str], **one: Any
    ) -> None:
        """Makes the rows that join `one` to many exactly the wanted ones; of what is new itself nothing is noted.

        `many`: the column, and the wanted values with their codes.
        """
        column, wanted = many
        what, code, field = name
        rows = self.session.exec(select(table).filter_by(**one))
        there = {getattr(row, column): row for row in rows}
        for value in wanted.keys() - there.keys():
            self.session.add(table(**one, **{column: value}))
        for value in there.keys() - wanted.keys():
            self.session.delete(there[value])
        self.session.flush()
        if there.keys() != wanted.keys() and not self.is_new(what, code):
            old, new = self.codes(there), sorted(wanted.values())
            self.differences.append(Difference(what, code, field, old, new))

    def codes(self, values: Iterable[Any]) -> list[str]:
        """The codes of units and roles."""
        units = {unit_id: code for code, unit_id in self.unit_ids.items()}
        return sorted(str(units.get(value, value)) for value in values)
