"""What forms offer: criteria, units, people, requirements of one's own agency."""

from sqlmodel import Session, col, select

from jobs.forms.form import Filling, Option
from models.administering import everywhere
from models.people import units_headed
from models.rules.ladder import Ladders
from models.rules.zone import day_of
from models.tables import Agency, CriteriaSet, Criterion, Person, Requirement, Unit, UnitMember

NOBODY = "0"


def agency_id(filling: Filling) -> int:
    return filling.person.agency_id


def agency(filling: Filling) -> Agency:
    return filling.session.get_one(Agency, agency_id(filling))


def ladders(filling: Filling) -> Ladders:
    """The agency's own steps up to the due day."""
    return agency(filling).ladders


def criteria(filling: Filling) -> list[Option]:
    """Those of the newest set, and none."""
    newest = filling.session.exec(
        select(CriteriaSet.id)
        .where(CriteriaSet.agency_id == agency_id(filling))
        .order_by(col(CriteriaSet.year).desc())
    ).first()
    found = filling.session.exec(
        select(Criterion).where(Criterion.set_id == newest).order_by(col(Criterion.id))
    )
    return [*(Option(each.code, f"{each.code} {each.short}") for each in found), Option(NOBODY)]


def units(filling: Filling) -> list[Option]:
    """All units for an admin; their own for a head."""
    found = select(Unit).where(Unit.agency_id == agency_id(filling)).order_by(col(Unit.id))
    headed = units_headed(filling.session, filling.person, day_of(filling.now))
    all_units = everywhere(filling.session, filling.person)
    return [
        Option(str(unit.id), unit.short)
        for unit in filling.session.exec(found)
        if all_units or unit.id in headed
    ]


def people(filling: Filling, unit_id: int | None) -> list[Option]:
    """The active people of a unit; of all units where none is given."""
    found = select(Person).where(Person.agency_id == agency_id(filling), col(Person.deactivated_at).is_(None))
    if unit_id is not None:
        found = found.where(Person.unit_id == unit_id)
    return [
        Option(str(person.id), person.full_name)
        for person in filling.session.exec(found.order_by(Person.code))
    ]


def is_group(session: Session, unit_id: int | None) -> bool:
    """Whether a unit is a group, whose tasks open for each member."""
    return session.exec(select(UnitMember).where(UnitMember.group_id == unit_id)).first() is not None


def requirements(filling: Filling) -> list[Requirement]:
    """Those in force, in the order of their codes; for a head, of their own units."""
    found = select(Requirement).where(
        Requirement.agency_id == agency_id(filling), col(Requirement.retired_at).is_(None)
    )
    headed = units_headed(filling.session, filling.person, day_of(filling.now))
    all_units = everywhere(filling.session, filling.person)
    return [
        each
        for each in filling.session.exec(found.order_by(Requirement.code))
        if all_units or each.unit_id in headed
    ]


def called(filling: Filling, row: Requirement) -> str:
    """ "5.7 Báo cáo đào tạo", short enough for a button; with the end of its code where another is called so."""
    return _called(row, [each for each in requirements(filling) if each.id != row.id])


def _called(row: Requirement, others: list[Requirement]) -> str:
    name = _short(row)
    alike = any(name == _short(each) for each in others)
    return f"{name} ({row.code.partition('-')[2]})" if alike else name


def _short(row: Requirement) -> str:
    return f"{row.criterion_code or ''} {row.short}".strip()


def listed(filling: Filling, found: list[Requirement]) -> list[Option]:
    every = requirements(filling)
    return [Option(str(row.id), _called(row, [each for each in every if each.id != row.id])) for row in found]


def own_unit(filling: Filling) -> int | None:
    """The unit that answers the step of this name, if it is of this agency."""
    unit = filling.session.get(Unit, filling.number("unit") or 0)
    return unit.id if unit is not None and unit.agency_id == agency_id(filling) else None
