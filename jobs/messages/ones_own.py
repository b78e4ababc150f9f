"""Which tasks are somebody's to do, to decide, or to hear of."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlmodel import Session, col

from jobs.messages.gather import (
    by_due_day,
    hears_of,
)
from models.administering import everywhere
from models.holders import held_by, lying_at
from models.kept import bring, kept
from models.people import absence_of, is_clerk, responsible, roles, stand_in
from models.pieces import owed_by
from models.rules.due_day import due_of
from models.rules.lifecycle import ACTIVE, CLOSED, State
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import (
    Absence,
    Person,
    PersonRole,
    Requirement,
    Role,
    Task,
    UnitMember,
)

# Closed tasks, and what was due before adoption, stand on no list of one's tasks.
UNLISTED = CLOSED | {State.TO_SETTLE}


# What decides whose a task is.
_OWNING = (Task, Requirement, Person, PersonRole, Absence, UnitMember)


def own_tasks(session: Session, person: Person, today: date) -> list[Task]:
    """The tasks that are this person's to do, also for who is away, closed ones left out, nearest due day first."""
    key = ("own", person.id, today)
    return list(kept(session, _OWNING, key, lambda: _read_own(session, person, today)))


def _read_own(session: Session, person: Person, today: date) -> list[Task]:
    alive = by_due_day(session, Task.agency_id == person.agency_id, col(Task.state).not_in(UNLISTED))
    bring(session, Requirement, (task.requirement_id for task in alive))
    return [task for task in alive if _is_theirs(session, task, person, today)]


def waiting_for(session: Session, person: Person, now: datetime) -> list[Task]:
    """What `/viec` shows, by day: one's own tasks, documents that lie with one, or before a clerk wait for the
    signature, active ones that are nobody's and wait for one's decision, and those to which one owes a piece."""
    today = day_of(now)
    to_sign = lying_at(session, person.agency_id, Place.LEADER) if is_clerk(session, person, today) else ()
    each = (
        *to_sign,
        *own_tasks(session, person, today),
        *held_by(session, person, today),
        *told_of(session, person, now),
        *owed_by(session, person, today),
    )
    return by_day({task.id: task for task in each}.values())


def by_day(tasks: Iterable[Task]) -> list[Task]:
    """In the order of the days by which they are to be done."""
    return sorted(tasks, key=lambda task: (due_of(task).on, task.id or 0))


def to_settle_for(session: Session, person: Person) -> list[Task]:
    """What was due before adoption and waits for this admin, or for this head within the unit."""
    waiting = (Task.agency_id == person.agency_id, Task.state == State.TO_SETTLE)
    if everywhere(session, person):
        return list(by_due_day(session, *waiting))
    if Role.HEAD not in roles(session, person):
        return []
    return list(by_due_day(session, *waiting, Task.unit_id == person.unit_id))


def overdue_of(session: Session, person: Person, now: datetime) -> list[Task]:
    """What is past its day and still to be done, of which this person would be told."""
    today = day_of(now)
    told = list(told_of(session, person, now))
    return [task for task in told if task.state in (State.OPEN, State.RETURNED) and due_of(task).on < today]


def told_of(session: Session, person: Person, now: datetime) -> Iterator[Task]:
    """The active tasks of which this person is told today, nearest due day first."""
    active = by_due_day(session, Task.agency_id == person.agency_id, col(Task.state).in_(ACTIVE))
    return (task for task in active if hears_of(session, person, task, day_of(now)))


def _is_theirs(session: Session, task: Task, person: Person, today: date) -> bool:
    officer = responsible(session, task)
    if officer is None or officer.id == person.id:
        return officer is not None
    acting_for = stand_in(session, officer, today) if absence_of(session, officer, today) else None
    return acting_for is not None and acting_for.id == person.id
