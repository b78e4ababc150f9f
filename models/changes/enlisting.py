"""People are entered: a name, a code unique in the agency, roles, a unit."""

from collections.abc import Iterable

from sqlmodel import Session, select

from models.actor import Act
from models.catalogue.codes import person_codes
from models.ledger import record
from models.rules.lifecycle import Change
from models.tables import Agency, Person, PersonRole, Role, Unit


def enlist(
    act: Act,
    agency: Agency,
    full_name: str,
    roles: Iterable[Role],
    unit: Unit | None = None,
    code: str | None = None,
) -> Person:
    """A new person; the code is made of the given name and the unit (`an.vhxh`) where none is given."""
    person = Person(
        agency_id=agency.id or 0,
        code=code or _free_code(act.session, agency, full_name, unit),
        full_name=full_name,
        unit_id=unit.id if unit else None,
    )
    act.write(person)
    held = sorted(set(roles))
    act.session.add_all(PersonRole(person_id=person.id or 0, role=role) for role in held)
    record(act, Change.ENLIST, agency, person=person.code, roles=held, unit=unit.code if unit else None)
    return person


def add_roles(act: Act, person: Person, roles: Iterable[Role], unit: Unit | None) -> None:
    """Gives a known person further roles, and another unit where one is given; what is so already stays."""
    held = act.session.exec(select(PersonRole).where(PersonRole.person_id == person.id))
    new = sorted(set(roles) - {each.role for each in held})
    moved = unit is not None and unit.id != person.unit_id
    if not new and not moved:
        return
    act.session.add_all(PersonRole(person_id=person.id or 0, role=role) for role in new)
    person.unit_id = unit.id if unit else person.unit_id
    act.session.add(person)
    record(act, Change.ADD_ROLES, person, person=person.code, roles=new, unit=unit.code if unit else None)


def _free_code(session: Session, agency: Agency, full_name: str, unit: Unit | None) -> str:
    stem, _ = person_codes(full_name, unit.code if unit else None)
    taken = set(session.exec(select(Person.code).where(Person.agency_id == agency.id)))
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}{number}"
    return code
