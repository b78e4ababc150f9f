"""Who may configure what: asked at each step of a form, and again when it is saved."""

from datetime import date

from sqlmodel import Session

from models.actor import Act
from models.people import roles, units_headed
from models.refused import Reason, Refused
from models.rules.permissions import Configuring, may_administer
from models.tables import Person, Role


def may_do(
    session: Session, person: Person, needs: Configuring, today: date, unit_id: int | None = None
) -> bool:
    """Whether somebody may do this: admins in their agency, heads and who stands in for them in their unit.

    Without `unit_id`: for any unit at all.
    """
    if person.deactivated_at is not None:
        return False
    is_admin = Role.ADMIN in roles(session, person)
    headed = units_headed(session, person, today)
    return may_administer(is_admin, unit_id in headed if unit_id is not None else bool(headed), needs)


def check_may(act: Act, needs: Configuring, unit_id: int | None = None) -> Person:
    """Who acts, if they may. Raises Refused."""
    person = act.person
    if person is None or not may_do(act.session, person, needs, act.today, unit_id):
        raise Refused(Reason.NOT_ABOVE)
    return person


def is_admin(session: Session, person: Person) -> bool:
    return person.deactivated_at is None and Role.ADMIN in roles(session, person)
