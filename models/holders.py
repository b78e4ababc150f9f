"""With whom a document lies on its way to being issued
(docs/design.md, Conversation): whoever holds it is reminded."""

from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.kept import kept
from models.people import holding, is_clerk, reached
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
    role = _HOLDS.get(task.place) if task.place else None
    if role is None:
        return []
    unit_id = task.unit_id if role is Role.HEAD else None
    return reached(session, holding(session, task.agency_id, role, unit_id), today)


def lying_at(session: Session, agency_id: int, *places: Place) -> list[Task]:
    """The active tasks whose document lies at one of these places, nearest due day first."""
    return kept(session, (Task,), (agency_id, places), lambda: _read_lying(session, agency_id, places))


def _read_lying(session: Session, agency_id: int, places: tuple[Place, ...]) -> list[Task]:
    return list(session.exec(_LYING, params={"agency": agency_id, "places": places}).all())


def held_by(session: Session, person: Person, today: date) -> list[Task]:
    """The active tasks whose document lies with this person."""
    lying = lying_at(session, person.agency_id, *_HOLDS)
    return [task for task in lying if person.id in {each.id for each in holders(session, task, today)}]


def holds(session: Session, person: Person, task: Task, today: date) -> bool:
    """Whether its document waits for this person; a clerk also sees to what waits for the signature."""
    if person.id in {each.id for each in holders(session, task, today)}:
        return True
    return task.place is Place.LEADER and is_clerk(session, person, today)
