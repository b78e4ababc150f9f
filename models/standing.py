"""What somebody is to a task, by the database as it stands now."""

from datetime import date

from sqlmodel import Session

from models.actor import CLOCK, OPERATOR, Actor
from models.people import (
    absence_of,
    holders_of,
    is_clerk,
    last_confirmation,
    responsible,
    reviewers,
    roles,
    stand_in,
    unreachable,
)
from models.rules.permissions import Standing
from models.tables import Person, Role, Task


def standings(session: Session, actor: Actor, task: Task, today: date) -> frozenset[Standing]:
    """What an actor is to a task, by the database as it stands now."""
    if actor is CLOCK:
        return frozenset({Standing.CLOCK})
    if actor is OPERATOR:
        return frozenset({Standing.OPERATOR})
    person = actor.person
    if person is None or person.agency_id != task.agency_id or person.deactivated_at is not None:
        return frozenset()
    return frozenset(_standings_of(session, person, task, today))


def _standings_of(session: Session, person: Person, task: Task, today: date) -> list[Standing]:
    officer, held = responsible(session, task), roles(session, person)
    claim = last_confirmation(session, task)
    heads = person.id in holders_of(session, task.agency_id, Role.HEAD, task.unit_id, today)
    clerks = is_clerk(session, person, today)
    helps = any((heads, clerks, Role.ADMIN in held))
    found = {
        Standing.RESPONSIBLE: officer is not None and officer.id == person.id,
        Standing.DEPUTY: officer is not None and _acts_for(session, person, officer, today),
        Standing.CLAIMANT: claim is not None and claim.person_id == person.id,
        Standing.REVIEWER: any(each.id == person.id for each in reviewers(session, task, today)),
        Standing.HELPER: helps and officer is not None and unreachable(officer) is not None,
        Standing.UNIT_HEAD: heads,
        Standing.LEADER: person.id in holders_of(session, task.agency_id, Role.LEADER, None, today),
        Standing.CLERK: clerks,
        Standing.ADMIN: Role.ADMIN in held,
    }
    return [standing for standing, holds in found.items() if holds]


def _acts_for(session: Session, person: Person, officer: Person, today: date) -> bool:
    """Their standing deputy, or who stands in while they are away."""
    if officer.deputy_id == person.id:
        return True
    found = stand_in(session, officer, today) if absence_of(session, officer, today) else None
    return found is not None and found.id == person.id
