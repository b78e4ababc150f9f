"""Questions about people: who is responsible, who can be reached, what somebody is to a task."""

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, select

from models.actor import CLOCK, OPERATOR, Actor
from models.rules.permissions import Standing
from models.tables import Confirmation, Person, PersonRole, Requirement, Role, Task


class Because(StrEnum):
    """Why a reminder goes to somebody other than the responsible officer."""

    UNASSIGNED = "unassigned"
    NO_CHAT = "no_chat"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"


@dataclass(frozen=True)
class Addressee:
    """Who is told of a task; `because` and `instead_of` when that is not the responsible officer."""

    person: Person
    because: Because | None = None
    instead_of: Person | None = None


def in_chat(session: Session, chat_id: int) -> Person | None:
    """The active person who joined from this chat; None for a stranger."""
    return session.exec(
        select(Person).where(Person.chat_id == chat_id, col(Person.deactivated_at).is_(None))
    ).first()


def roles(session: Session, person: Person) -> frozenset[Role]:
    held = session.exec(select(PersonRole).where(PersonRole.person_id == person.id))
    return frozenset(each.role for each in held)


def holding(session: Session, agency_id: int, role: Role, unit_id: int | None = None) -> list[Person]:
    """The active people with a role, in a unit where one is given, in order of their codes."""
    query = (
        select(Person)
        .join(PersonRole, col(PersonRole.person_id) == Person.id)
        .where(Person.agency_id == agency_id, PersonRole.role == role, col(Person.deactivated_at).is_(None))
        .order_by(Person.code)
    )
    if unit_id is not None:
        query = query.where(Person.unit_id == unit_id)
    return list(session.exec(query))


def responsible(session: Session, task: Task) -> Person | None:
    """DESIGN §4 Who: named on the task; else on the requirement; else the unit's only officer; else nobody."""
    requirement = session.get_one(Requirement, task.requirement_id)
    named = task.responsible_id or requirement.responsible_id
    if named is not None:
        return session.get_one(Person, named)
    officers = holding(session, task.agency_id, Role.OFFICER, task.unit_id)
    return officers[0] if len(officers) == 1 else None


def unreachable(person: Person) -> Because | None:
    """Why Telegram cannot bring this person a message; None when it can."""
    if person.deactivated_at is not None:
        return Because.DEACTIVATED
    if person.chat_id is None:
        return Because.NO_CHAT
    if person.blocked_at is not None:
        return Because.BLOCKED
    return None


def addressee(session: Session, task: Task) -> Addressee | None:
    """Who hears of a task now; None when nobody in the agency can be reached."""
    officer = responsible(session, task)
    if officer is None:
        return _first_reachable(_bosses(session, task), Because.UNASSIGNED, None)
    because = unreachable(officer)
    if because is None:
        return Addressee(officer)
    deputy = [session.get_one(Person, officer.deputy_id)] if officer.deputy_id else []
    others = [person for person in deputy + _bosses(session, task) if person.id != officer.id]
    return _first_reachable(others, because, officer)


def standings(session: Session, actor: Actor, task: Task) -> frozenset[Standing]:
    """What an actor is to a task, by the database as it stands now."""
    if actor is CLOCK:
        return frozenset({Standing.CLOCK})
    if actor is OPERATOR:
        return frozenset({Standing.OPERATOR})
    person = actor.person
    if person is None or person.agency_id != task.agency_id or person.deactivated_at is not None:
        return frozenset()
    return frozenset(_standings_of(session, person, task))


def _standings_of(session: Session, person: Person, task: Task) -> list[Standing]:
    officer, held = responsible(session, task), roles(session, person)
    claim = last_confirmation(session, task)
    found = {
        Standing.RESPONSIBLE: officer is not None and officer.id == person.id,
        Standing.DEPUTY: officer is not None and officer.deputy_id == person.id,
        Standing.CLAIMANT: claim is not None and claim.person_id == person.id,
        Standing.UNIT_HEAD: Role.HEAD in held and person.unit_id == task.unit_id,
        Standing.ADMIN: Role.ADMIN in held,
    }
    return [standing for standing, holds in found.items() if holds]


def last_confirmation(session: Session, task: Task) -> Confirmation | None:
    """The newest confirmation of a task that was not taken back."""
    return session.exec(
        select(Confirmation)
        .where(Confirmation.task_id == task.id, col(Confirmation.taken_back_at).is_(None))
        .order_by(col(Confirmation.id).desc())
    ).first()


def _bosses(session: Session, task: Task) -> list[Person]:
    return holding(session, task.agency_id, Role.HEAD, task.unit_id) + holding(
        session, task.agency_id, Role.ADMIN
    )


def _first_reachable(people: list[Person], because: Because, instead_of: Person | None) -> Addressee | None:
    for person in people:
        if unreachable(person) is None:
            return Addressee(person, because, instead_of)
    return None
