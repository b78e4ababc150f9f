"""With whom a document lies on its way to being issued
(docs/design.md, Conversation): whoever holds it is reminded."""

from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.kept import kept
from models.people import absent_one, holding, is_clerk, reached
from models.rules.lifecycle import ACTIVE
from models.rules.reading import Place
from models.tables import Person, Role, Task

# `+ 0` as in `is_due`: found by where it lies, not by all that is active.
_LYING = (
    select(Task)
    .where(
        col(Task.agency_id) + 0 == bindparam("agency"),
        col(Task.state).in_(ACTIVE),
        col(Task.place).in_(bindparam("places", expanding=True)),
    )
    .order_by(col(Task.due_on), col(Task.id))
)
_HOLDS = {Place.UNIT_HEAD: Role.HEAD, Place.LEADER: Role.LEADER, Place.CLERK: Role.CLERK}


def holders(session: Session, task: Task, today: date) -> list[Person]:
    """Who has it before them, absent ones replaced by who stands in; nobody while it is drafted or once issued."""
    return reached(session, _by_role(session, task), today)


def _by_role(session: Session, task: Task) -> list[Person]:
    """With whom it lies by their role, there or away."""
    role = _HOLDS.get(task.place) if task.place else None
    if role is None:
        return []
    return holding(session, task.agency_id, role, task.unit_id if role is Role.HEAD else None)


def held_for(session: Session, person: Person, task: Task, today: date) -> Person | None:
    """In whose place it lies with somebody who only stands in; None where it lies with them, or not at all."""
    return absent_one(session, person, _by_role(session, task), today)


def lying_at(session: Session, agency_id: int, *places: Place) -> list[Task]:
    """The active tasks whose document lies at one of these places, nearest due day first."""
    return kept(session, (Task,), (agency_id, places), lambda: _read_lying(session, agency_id, places))


def _read_lying(session: Session, agency_id: int, places: tuple[Place, ...]) -> list[Task]:
    return list(session.exec(_LYING, params={"agency": agency_id, "places": places}).all())


def held_by(session: Session, person: Person, today: date) -> list[Task]:
    """The active tasks whose document lies with this person, also while they are away."""
    lying = lying_at(session, person.agency_id, *_HOLDS)
    return [task for task in lying if _lies_with(session, person, task, today)]


def _lies_with(session: Session, person: Person, task: Task, today: date) -> bool:
    return person.id in {each.id for each in (*holders(session, task, today), *_by_role(session, task))}


def holds(session: Session, person: Person, task: Task, today: date) -> bool:
    """Whether its document waits for this person; a clerk also sees to what waits for the signature."""
    if _lies_with(session, person, task, today):
        return True
    return task.place is Place.LEADER and is_clerk(session, person, today)
