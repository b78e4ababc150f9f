"""What somebody may do beside a task: asked at each step of a form, and again when it is saved."""

from datetime import date

from sqlmodel import Session

from models.actor import OPERATOR, Act, Actor, acting
from models.people import roles, units_headed
from models.refused import Reason, Refused
from models.rules.permissions import Configuring, Standing, What, may
from models.tables import Person, Role

_BY_ROLE = {
    Role.ADMIN: Standing.ADMIN,
    Role.LEADER: Standing.LEADER,
    Role.REVIEWER: Standing.REVIEWER,
}


def standings_in(
    session: Session, actor: Actor, agency_id: int, own: int | None = None
) -> frozenset[Standing]:
    """What an actor is to an agency, whatever the task; `own`: the id of the person whose own it is."""
    if actor is OPERATOR:
        return frozenset({Standing.OPERATOR})
    person = actor.person
    if person is None or person.agency_id != agency_id or person.deactivated_at is not None:
        return frozenset()
    found = {_BY_ROLE[role] for role in roles(session, person) if role in _BY_ROLE}
    return frozenset(found | ({Standing.OWNER} if person.id == own else set()))


def may_do(session: Session, person: Person, what: What, today: date, unit_id: int | None = None) -> bool:
    """Whether somebody may do this: in their agency, or as a head or who stands in for one in a unit.

    Without `unit_id`: in any unit at all.
    """
    held = standings_in(session, acting(person), person.agency_id)
    if may(held, what) or person.deactivated_at is not None:
        return may(held, what)
    headed = units_headed(session, person, today)
    is_head = unit_id in headed if unit_id is not None else bool(headed)
    return is_head and may(frozenset({Standing.UNIT_HEAD}), what)


def check_may(act: Act, what: What, unit_id: int | None = None) -> Person:
    """Who acts, if they may. Raises Refused."""
    person = act.person
    if person is None or not may_do(act.session, person, what, act.today, unit_id):
        raise Refused(Reason.NOT_ABOVE)
    return person


def check_in(act: Act, agency_id: int, what: What, own: int | None = None) -> None:
    """Raises Refused where who acts may not do this in an agency, nor because it is their own (`own`)."""
    if not may(standings_in(act.session, act.actor, agency_id, own), what):
        raise Refused(Reason.NOT_YOURS)


def everywhere(session: Session, person: Person) -> bool:
    """Whether somebody acts in every unit of their agency, not only in their own."""
    return may(standings_in(session, acting(person), person.agency_id), Configuring.EVERYWHERE)
