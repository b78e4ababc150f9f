"""Questions about units."""

from sqlmodel import Session, col, select

from models.tables import Requirement, Unit, UnitMember


def units_of(session: Session, requirement: Requirement) -> list[Unit]:
    """The units for which a requirement opens a task: its own, or each member of a group."""
    members = session.exec(
        select(Unit)
        .join(UnitMember, col(UnitMember.unit_id) == Unit.id)
        .where(UnitMember.group_id == requirement.unit_id)
        .order_by(Unit.code)
    ).all()
    return list(members) or [session.get_one(Unit, requirement.unit_id)]
