"""Who works in a unit, and may be given its work."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from models.people import holding
from models.tables import Person, Role


def takers(session: Session, agency_id: int, unit_id: int) -> list[Person]:
    """Who may be given a task of this unit: its officers, then its heads."""
    people = [
        each for role in (Role.OFFICER, Role.HEAD) for each in holding(session, agency_id, role, unit_id)
    ]
    return list({each.id: each for each in people}.values())


def members(session: Session, agency_id: int, units: Collection[int] | None = None) -> list[Person]:
    """The active people of these units, without any of the agency, in order of their codes."""
    found = select(Person).where(Person.agency_id == agency_id, col(Person.deactivated_at).is_(None))
    if units is not None:
        found = found.where(col(Person.unit_id).in_(units))
    return list(session.exec(found.order_by(Person.code)).all())
