"""Questions about units."""

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.kept import kept
from models.tables import Requirement, Unit, UnitMember

_MEMBERS = (
    select(UnitMember, Unit)
    .join(Unit, col(Unit.id) == UnitMember.unit_id)
    .where(Unit.agency_id == bindparam("agency"))
    .order_by(Unit.code)
)


def units_of(session: Session, requirement: Requirement) -> list[Unit]:
    """The units for which a requirement opens a task: its own, or each member of a group."""
    return members(session, session.get_one(Unit, requirement.unit_id))


def members(session: Session, unit: Unit) -> list[Unit]:
    """The units of a group; of any other unit that one alone."""
    agency_id = unit.agency_id
    groups = kept(session, (UnitMember,), agency_id, lambda: _read_groups(session, agency_id))
    return [each for member, each in groups if member.group_id == unit.id] or [unit]


def _read_groups(session: Session, agency_id: int) -> list[tuple[UnitMember, Unit]]:
    return list(session.exec(_MEMBERS, params={"agency": agency_id}).all())
