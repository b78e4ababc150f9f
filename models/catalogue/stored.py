"""The rows of one agency that a catalogue fills: read a table at a time, made, changed, removed and joined.

However many entries a file has, each table is read once, and what is new is written many rows at a time.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, select
from sqlmodel.sql.expression import SelectOfScalar

from models.catalogue.difference import Difference, changes
from models.catalogue.entry import NO_DAY
from models.tables import (
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
Name = tuple[str, str]

# What a row belongs to, and what tells it from the others there; to what the first column points, where not to the
# agency.
_OWNED: dict[type[SQLModel], tuple[str, str]] = {
    **dict.fromkeys((Unit, Person, Requirement, CatalogueNote), ("agency_id", "code")),
    CriteriaSet: ("agency_id", "year"),
    WorkingDay: ("agency_id", "day"),
    Area: ("set_id", "code"),
    Criterion: ("set_id", "code"),
    Result: ("criterion_id", "criterion_id"),
    ChecklistItem: ("requirement_id", "code"),
    RequirementPartner: ("requirement_id", "unit_id"),
    PersonRole: ("person_id", "role"),
    UnitMember: ("group_id", "unit_id"),
}
_OWNERS: dict[type[SQLModel], Any] = {
    Area: CriteriaSet,
    Criterion: CriteriaSet,
    Result: Criterion,
    ChecklistItem: Requirement,
    RequirementPartner: Requirement,
    PersonRole: Person,
    UnitMember: Unit,
}
_POINTS_TO: dict[str, type[SQLModel]] = {
    "unit_id": Unit,
    "area_id": Area,
    "deputy_id": Person,
    "responsible_id": Person,
}


class Stored:
    """Each change is noted as a difference, in the order of the entries; `only`: the one requirement that it is
    about, where the others are not to be read."""

    def __init__(self, session: Session, agency_id: int, only: str | None = None) -> None:
        self.session, self.agency_id, self._only = session, agency_id, only
        # The place of the entry whose differences are being noted.
        self.at = 0
        self._noted: list[tuple[int, Difference]] = []
        self._new: set[Name] = set()
        self._tables: dict[type[SQLModel], dict[Any, dict[Any, Any]]] = {}

    @property
    def differences(self) -> list[Difference]:
        """In the order of the entries, and of what was noted of each."""
        return [each for _, each in sorted(self._noted, key=lambda noted: noted[0])]

    def note(self, difference: Difference) -> None:
        """One thing more that differs."""
        self._noted.append((self.at, difference))
        if not difference.field and not difference.removed:
            self._new.add((difference.what, difference.code))

    def is_new(self, name: Name) -> bool:
        """Whether it was made here."""
        return name in self._new

    @property
    def count(self) -> int:
        """How many differences were noted up to now."""
        return len(self._noted)

    def forget(self, needless: Callable[[Difference], bool], since: int) -> None:
        """Of what was noted since there were so many, what is needless."""
        self._noted[since:] = [noted for noted in self._noted[since:] if not needless(noted[1])]

    def of(self, table: type[Row], owner: int | None = None) -> dict[Any, Row]:
        """The rows that belong to this one (None: to the agency), by what tells them apart."""
        if table not in self._tables:
            self._tables[table] = self._read(table)
        return self._tables[table].setdefault(self.agency_id if owner is None else owner, {})

    def ids_of(self, table: type[Unit] | type[Person]) -> dict[Any, int]:
        """The ids of the agency's rows, by what tells them apart."""
        return {code: row.id or 0 for code, row in self.of(table).items()}

    def _read(self, table: type[SQLModel]) -> dict[Any, dict[Any, Any]]:
        column, key = _OWNED[table]
        found: dict[Any, dict[Any, Any]] = {}
        for row in self.session.exec(self._whole(table)):
            found.setdefault(getattr(row, column), {})[getattr(row, key)] = row
        return found

    def _whole(self, table: Any) -> SelectOfScalar[Any]:
        """All rows of a table that are the agency's."""
        owner = _OWNERS.get(table)
        if owner is not None:
            whose = self._whole(owner).with_only_columns(owner.id)
            return select(table).where(getattr(table, _OWNED[table][0]).in_(whose))
        own: SelectOfScalar[Any] = select(table).where(table.agency_id == self.agency_id)
        return own.where(Requirement.code == self._only) if table is Requirement and self._only else own

    def put(
        self,
        table: type[Row],
        key: Any,
        values: dict[str, Any],
        name: Name | None,
        owner: int | None = None,
        **first: Any,
    ) -> Row:
        """The row of this key, made (then with the `first` values too) or brought to these values; what differed
        is noted under its name, nothing where it has none. What is made has its id after the next `write`."""
        there = self.of(table, owner)
        row = there.get(key)
        if row is None:
            row = there[key] = table(**self._identity(table, owner, key), **values, **first)
            self.session.add(row)
            if name:
                self.note(Difference(*name))
        else:
            self.change(row, values, name)
        return row

    def change(self, row: SQLModel, values: dict[str, Any], name: Name | None) -> None:
        """Brings a row to these values; what differed is noted, of what is new itself nothing."""
        noted = name is not None and not self.is_new(name)
        for field, new in values.items():
            old = getattr(row, field)
            if old != new:
                setattr(row, field, new)
                if name and noted:
                    self._note_change(name, field, old, new)

    def _identity(self, table: type[SQLModel], owner: int | None, key: Any) -> dict[str, Any]:
        column, by = _OWNED[table]
        return {column: self.agency_id if owner is None else owner, by: key}

    def write(self) -> None:
        """What was put and is not written yet; from here on it has an id."""
        self.session.flush()

    def _note_change(self, name: Name, field: str, old: Any, new: Any) -> None:
        for part, *values in changes(field, old, new):
            before, after = (self._readable(field, value) for value in values)
            self.note(Difference(*name, part, before, after))

    def _readable(self, field: str, value: Any) -> Any:
        """The code of the row that a value points to; a day that stands for none is none."""
        if value is not None and field in _POINTS_TO:
            return self.session.get_one(_POINTS_TO[field], value).model_dump()["code"]
        return None if value == NO_DAY else value

    def remove_others(
        self, table: type[Row], kept: Iterable[Any], name: Name, owner: int | None = None
    ) -> None:
        """Deletes the rows there whose key is not kept; `name` says what, with {} for the key."""
        there, wanted, (what, whose) = self.of(table, owner), set(kept), name
        for key in [each for each in there if each not in wanted]:
            self.session.delete(there.pop(key))
            self.note(Difference(what, whose.format(key), removed=True))

    def join(self, table: type[Row], owner: int, wanted: Mapping[Any, str], name: Name, field: str) -> None:
        """Makes the rows that join their owner to others exactly the wanted ones, each with its code; of what is
        new itself nothing is noted."""
        there = self.of(table, owner)
        before = set(there)
        for key in wanted.keys() - before:
            row = there[key] = table(**self._identity(table, owner, key))
            self.session.add(row)
        for key in before - wanted.keys():
            self.session.delete(there.pop(key))
        if before != wanted.keys() and not self.is_new(name):
            self.note(Difference(*name, field, self._codes(before), sorted(wanted.values())))

    def _codes(self, keys: Iterable[Any]) -> list[str]:
        """The codes of units and roles."""
        units = {unit.id: code for code, unit in self.of(Unit).items()}
        return sorted(str(units.get(key, key)) for key in keys)
