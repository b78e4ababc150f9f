"""Questions about units."""

from sqlmodel import Session, col, select

from models.kept import kept
from models.tables import Requirement, Unit, UnitMember


def units_of(session: Session, requirement: Requirement) -> list[Unit]:
    """The units for which a requirement opens a task: its own, or each member of a group."""
    agency_id = requirement.agency_id
    groups = kept(session, (UnitMember,), agency_id, lambda: _read_groups(session, agency_id))
    members = [unit for member, unit in groups if member.group_id == requirement.unit_id]
    return members or [session.get_one(Unit, requirement.unit_id)]


def _read_groups(session: Session, agency_id: int) -> list[tuple[UnitMember, Unit]]:
    members = select(UnitMember, Unit).join(Unit, col(Unit.id) == UnitMember.unit_id)
    return list(session.exec(members.where(Unit.agency_id == agency_id).order_by(Unit.code)).all())
