"""Questions about the pieces of a task that cooperating units owe: what is open, whose it is, who hears of it."""

from datetime import date

from sqlmodel import Session, col, select

from models.checklist import wanted
from models.people import Addressee, Because, holding, only_officer, stand_in, who_heads, why_not
from models.rules.lifecycle import ACTIVE, Change
from models.rules.permissions import Standing, may
from models.tables import Person, Role, Task, TaskItem


def owed(session: Session, task: Task) -> list[TaskItem]:
    """The pieces that are still wanted, in order."""
    return [item for item in wanted(session, task) if item.unit_id is not None]


def owed_by(session: Session, person: Person, today: date) -> list[Task]:
    """The active tasks of others to which this person is to give a piece."""
    wanting = (
        select(TaskItem, Task)
        .join(Task, col(Task.id) == TaskItem.task_id)
        .where(
            Task.agency_id == person.agency_id,
            col(Task.state).in_(ACTIVE),
            col(TaskItem.unit_id).is_not(None),
        )
    )
    found = {}
    for item, task in session.exec(wanting.order_by(col(Task.id))).all():
        to = told_of(session, task, item, today)
        if to is not None and to.person.id == person.id and item in wanted(session, task):
            found[task.id] = task
    return list(found.values())


def told_of(session: Session, task: Task, item: TaskItem, today: date) -> Addressee | None:
    """Who hears of a piece today: the owing unit's officer or who stands in, else its head, else the admin."""
    officer = only_officer(session, task.agency_id, item.unit_id)
    if officer is not None:
        because = why_not(session, officer, today)
        person = officer if because is None else stand_in(session, officer, today)
        return Addressee(person, because, officer if because else None) if person else None
    head = who_heads(session, task.agency_id, item.unit_id, today)
    return Addressee(head, Because.UNASSIGNED) if head else None


def may_give(session: Session, person: Person, task: Task, item: TaskItem, today: date) -> bool:
    """Whether a piece is this person's to give: an officer or the head of the owing unit, or who hears of it."""
    if item.unit_id is None or person.agency_id != task.agency_id or person.deactivated_at is not None:
        return False
    to = told_of(session, task, item, today)
    found = {
        Standing.UNIT_OFFICER: _holds(session, person, Role.OFFICER, item),
        Standing.UNIT_HEAD: _holds(session, person, Role.HEAD, item),
        Standing.TOLD: to is not None and to.person.id == person.id,
    }
    return may(frozenset(standing for standing, holds in found.items() if holds), Change.GIVE_PIECE)


def _holds(session: Session, person: Person, role: Role, item: TaskItem) -> bool:
    return person.id in {each.id for each in holding(session, person.agency_id, role, item.unit_id)}


def pieces_of(session: Session, person: Person, task: Task, today: date) -> list[TaskItem]:
    """The pieces of a task, given or not, that are this person's to give."""
    items = session.exec(
        select(TaskItem)
        .where(TaskItem.task_id == task.id, col(TaskItem.unit_id).is_not(None))
        .order_by(col(TaskItem.position))
    )
    return [item for item in items if may_give(session, person, task, item, today)]
