"""A catalogue goes into the tables: what is there already and alike stays untouched, every difference is named."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlmodel import Session, SQLModel, select

from models.actor import OPERATOR, Act
from models.catalogue.difference import Difference
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
from models.catalogue.stored import Stored
from models.ledger import record
from models.progress import Progress, unheard
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

_IDENTITIES = ("code", "year", "day")
# So many requirements are written at once.
_AT_ONCE = 500


def load(
    act: Act,
    catalogue: Catalogue,
    days: Sequence[DayEntry],
    *,
    whole: bool = False,
    progress: Progress = unheard,
) -> list[Difference]:
    """Loads a checked catalogue and calendar into one agency; the first load fixes `adopted_on`.

    Loading the same again changes nothing. Requirements, checklist items, criteria and notes that the file no
    longer has are removed (a requirement retires: its tasks stay); units, people, sets and days are kept.
    People's chats, and who is responsible, stay unless the file names somebody. Where the file is `whole`, a
    blank in place of a responsible person or a deputy means nobody, and a day that it leaves out is removed.
    """
    loader = _Loader(act, whole)
    agency = loader.agency(catalogue)
    loader.units(catalogue)
    loader.people(catalogue.people)
    for entry in catalogue.sets:
        loader.criteria_set(entry, catalogue)
    for done, _ in enumerate(loader.requirements(catalogue.requirements), start=1):
        progress(done, len(catalogue.requirements))
    loader.retire_others({each.code for each in catalogue.requirements})
    loader.notes_and_days(catalogue, days)
    found = loader.stored.differences
    if found:
        record(act, Change.LOAD_CATALOGUE, agency, differences=len(found))
    return found


def put_requirement(
    act: Act, agency: Agency, entry: RequirementEntry
) -> tuple[Requirement, list[Difference]]:
    """Brings one requirement to what a valid entry says, nobody responsible where it names nobody; a retired one
    lives again. What is there already and alike stays untouched."""
    loader = _Loader(act, whole=True)
    loader.know(agency, entry.code)
    (row,) = loader.requirements([entry])
    return row, loader.stored.differences


def differences(
    session: Session, catalogue: Catalogue, days: Sequence[DayEntry], now: datetime, *, whole: bool = False
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
    """Loads one kind of entry after the other; what they belong to is written before them."""

    stored: Stored

    def __init__(self, act: Act, whole: bool) -> None:
        self.session, self.now, self.whole = act.session, act.now, whole
        self.unit_ids: dict[str, int] = {}
        self.person_ids: dict[str, int] = {}
        self.active: set[int] = set()

    def agency(self, catalogue: Catalogue) -> Agency:
        entry, name = catalogue.agency, ("cơ quan", catalogue.agency.code)
        found = self.session.exec(select(Agency).where(Agency.code == entry.code)).first()
        values = _columns(Agency, entry)
        agency = found or Agency(code=entry.code, adopted_on=day_of(self.now), **values)
        self.session.add(agency)
        self.session.flush()
        self.stored = Stored(self.session, agency.id or 0)
        if found is None:
            self.stored.note(Difference(*name))
        self.stored.change(agency, values, name)
        return agency

    def know(self, agency: Agency, code: str) -> None:
        """An agency that is there already, its units and people, and the one requirement of this code."""
        self.stored = Stored(self.session, agency.id or 0, only=code)
        self.unit_ids, self.person_ids = self.stored.ids_of(Unit), self.stored.ids_of(Person)

    def units(self, catalogue: Catalogue) -> None:
        for entry in catalogue.units:
            values = _columns(Unit, entry, tasks=list(entry.tasks))
            self.stored.put(Unit, entry.code, values, ("đơn vị", entry.code))
        self.stored.write()
        self.unit_ids = self.stored.ids_of(Unit)
        for entry in catalogue.units:
            members = {self.unit_ids[code]: code for code in entry.members}
            group_id = self.unit_ids[entry.code]
            self.stored.join(UnitMember, group_id, members, ("đơn vị", entry.code), "members")

    def people(self, named: tuple[PersonEntry, ...]) -> None:
        """Who was forgotten stays so, whatever an older file says."""
        known = self.stored.of(Person)
        forgotten = {person.code for person in known.values() if person.forgotten_at is not None}
        entries = [entry for entry in named if entry.code not in forgotten]
        for entry in entries:
            self.person(entry)
        self.stored.write()
        self.person_ids = self.stored.ids_of(Person)
        self.active = {person.id or 0 for person in known.values() if person.deactivated_at is None}
        for entry in entries:
            self.roles_and_deputy(entry, known[entry.code].deputy_id)

    def roles_and_deputy(self, entry: PersonEntry, deputy_id: int | None) -> None:
        """`deputy_id`: who it is now. Everyone is written by now."""
        name, person_id = ("cán bộ", entry.code), self.person_ids[entry.code]
        roles = {Role(role): str(role) for role in entry.roles}
        self.stored.join(PersonRole, person_id, roles, name, "roles")
        self.stored.put(Person, entry.code, {"deputy_id": self.named(entry.deputy, deputy_id)}, name)

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
        self.stored.put(Person, entry.code, values, ("cán bộ", entry.code))

    def criteria_set(self, entry: CriteriaSetEntry, catalogue: Catalogue) -> None:
        copied = entry.copy_of is not None
        sets = {each.year: each for each in catalogue.sets}
        source = entry if entry.copy_of is None else sets[entry.copy_of]
        scale = {"scored_max": source.scored_max, "survey_max": source.survey_max}
        values = _columns(CriteriaSet, entry, scoring=source.scoring, passes=_as_json(source.passes), **scale)
        year = self.stored.put(CriteriaSet, entry.year, values, ("bộ tiêu chí", str(entry.year)))
        self.stored.write()
        before = self.stored.count
        self.areas(year, source.areas, copied)
        self.criteria(year, source.criteria, copied)
        self.remove_criteria(year, {each.code for each in source.criteria})
        if copied:
            self.stored.forget(self.shared(str(entry.year), str(entry.copy_of)), since=before)

    def shared(self, year: str, model: str) -> Callable[[Difference], bool]:
        """Whether a difference of the year is one of its model too."""
        noted = {(each.what, each.code, each.field): each for each in self.stored.differences if each.field}

        def is_shared(each: Difference) -> bool:
            code = each.code.removesuffix(year) + model
            its = noted.get((each.what, code, each.field))
            return its is not None and its == replace(each, code=code)

        return is_shared

    def areas(self, year: CriteriaSet, entries: Sequence[AreaEntry], copied: bool) -> None:
        blank = {"awarded": None, "lost": None} if copied else {}
        for entry in entries:
            values = _columns(Area, entry, passes=_as_json(entry.passes), **blank)
            name = ("lĩnh vực", f"{entry.code} năm {year.year}")
            self.stored.put(Area, entry.code, values, name, year.id)
        self.stored.write()

    def criteria(self, year: CriteriaSet, entries: Sequence[CriterionEntry], copied: bool) -> None:
        areas, rows, start = self.stored.of(Area, year.id), self.stored.of(Criterion, year.id), self.stored.at
        for self.stored.at, entry in enumerate(entries, start + 1):
            values = _columns(
                Criterion,
                entry,
                area_id=areas[entry.area].id,
                passes=_as_json(entry.passes),
                formula=_as_json(entry.formula),
                unit_id=self.unit_ids[entry.unit] if entry.unit else None,
            )
            self.stored.put(Criterion, entry.code, values, _of_year("tiêu chí", entry, year), year.id)
        self.stored.write()
        for self.stored.at, entry in enumerate(entries, start + 1):
            if entry.result and not copied:
                result, of = _columns(Result, entry.result), rows[entry.code].id
                self.stored.put(Result, of, result, _of_year("kết quả", entry, year), of)

    def requirements(self, entries: Sequence[RequirementEntry]) -> Iterator[Requirement]:
        """A portion of them after the other: their rows, then what belongs to these."""
        for first in range(0, len(entries), _AT_ONCE):
            some = list(enumerate(entries[first : first + _AT_ONCE], self.stored.at + 1))
            rows = [self.requirement(entry, at) for at, entry in some]
            self.stored.write()
            for (self.stored.at, entry), row in zip(some, rows, strict=True):
                self.belongings(row, entry)
                yield row
            self.stored.write()

    def requirement(self, entry: RequirementEntry, at: int) -> Requirement:
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
        there, today = self.stored.of(Requirement).get(entry.code), day_of(self.now)
        is_as_often = there is None or there.cadence is values["cadence"]
        values["responsible_id"] = self.named(entry.responsible, there.responsible_id if there else None)
        self.stored.at = at
        row = self.stored.put(Requirement, entry.code, values, ("yêu cầu", entry.code), added_on=today)
        row.added_on = row.added_on if is_as_often else today
        return row

    def belongings(self, row: Requirement, entry: RequirementEntry) -> None:
        """The partners and the items of a requirement; of the items of what is new nothing is noted."""
        of, name = row.id or 0, ("yêu cầu", entry.code)
        partners = {self.unit_ids[code]: code for code in entry.cooperates}
        self.stored.join(RequirementPartner, of, partners, name, "cooperates")
        is_new = self.stored.is_new(name)
        for position, item in enumerate(entry.items, start=1):
            values = _columns(
                ChecklistItem,
                item,
                kind=ItemKind(item.kind),
                position=position,
                unit_id=self.unit_ids[item.owed_by] if item.owed_by else None,
                checks=item.checks.model_dump(mode="json", exclude_defaults=True),
            )
            called = None if is_new else ("mục minh chứng", f"{entry.code}/{item.code}")
            self.stored.put(ChecklistItem, item.code, values, called, of)
        kept = {item.code for item in entry.items}
        self.stored.remove_others(ChecklistItem, kept, ("mục minh chứng", f"{entry.code}/{{}}"), of)

    def retire_others(self, kept: set[str]) -> None:
        """A requirement that the file no longer has opens no more tasks; those that are open run on."""
        self.stored.at += 1
        for code, row in sorted(self.stored.of(Requirement).items()):
            if code not in kept and row.retired_at is None:
                row.retired_at = self.now
                self.stored.note(Difference("yêu cầu", code, removed=True))

    def notes_and_days(self, catalogue: Catalogue, days: Sequence[DayEntry]) -> None:
        for note in catalogue.notes:
            values = {"concerns": list(note.concerns), "text": note.text}
            self.stored.put(CatalogueNote, note.id, values, ("ghi chú", note.id))
        self.stored.remove_others(CatalogueNote, {note.id for note in catalogue.notes}, ("ghi chú", "{}"))
        for day in days:
            values = _columns(WorkingDay, day, status=DayStatus(day.status))
            self.stored.put(WorkingDay, day.day, values, ("ngày", str(day.day)))
        if self.whole and days:
            self.stored.remove_others(WorkingDay, {day.day for day in days}, ("ngày", "{}"))
        self.stored.write()

    def remove_criteria(self, year: CriteriaSet, kept: set[str]) -> None:
        """Criteria that the file no longer has, with their results."""
        for code, row in self.stored.of(Criterion, year.id).items():
            result = self.stored.of(Result, row.id).pop(row.id, None) if code not in kept else None
            if result is not None:
                self.session.delete(result)
        self.stored.write()
        self.stored.at += 1
        name = ("tiêu chí", f"{{}} năm {year.year}")
        self.stored.remove_others(Criterion, kept, name, year.id)
        self.stored.write()
        self.stored.at += 1


def _of_year(what: str, entry: CriterionEntry, year: CriteriaSet) -> tuple[str, str]:
    return what, f"{entry.code} năm {year.year}"
