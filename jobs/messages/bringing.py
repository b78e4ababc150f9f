"""Whose word and file are wanted of tasks that are others'."""

from datetime import datetime

from sqlmodel import Session, col

from jobs.messages.gather import by_due_day
from jobs.messages.ones_own import by_day, own_tasks, told_of
from models.actor import acting
from models.holders import held_by, lying_at
from models.people import is_clerk, responsible, unreachable
from models.rules.lifecycle import ACTIVE
from models.rules.permissions import Standing
from models.rules.reading import Place
from models.rules.zone import day_of
from models.standing import standings
from models.tables import Person, Task

_ON_THE_WAY_OUT = (Place.LEADER, Place.CLERK, Place.ISSUED)


def own_and_others(session: Session, person: Person, now: datetime) -> list[Task]:
    """The active tasks that are this person's to do, then those of others that they may bring something for."""
    own = [task for task in own_tasks(session, person, day_of(now)) if task.state in ACTIVE]
    others = (*of_others(session, person, now), *unreached_ones(session, person, now))
    return own + list({task.id: task for task in others if task not in own}.values())


def unreached_ones(session: Session, person: Person, now: datetime) -> list[Task]:
    """To a clerk, the active tasks of officers whom Telegram does not reach: she may say and hand in for them."""
    if not is_clerk(session, person, day_of(now)):
        return []
    active = by_due_day(session, Task.agency_id == person.agency_id, col(Task.state).in_(ACTIVE))
    officers = ((task, responsible(session, task)) for task in active)
    return [task for task, officer in officers if officer is not None and unreachable(officer) is not None]


def of_others(session: Session, person: Person, now: datetime) -> list[Task]:
    """Of which the document lies with them or, before a clerk, is on its way out; and those of which they are told
    in the place of an officer whom Telegram does not reach."""
    today = day_of(now)
    clerks = is_clerk(session, person, today)
    lying = lying_at(session, person.agency_id, *_ON_THE_WAY_OUT) if clerks else []
    helped = [
        task
        for task in told_of(session, person, now)
        if Standing.HELPER in standings(session, acting(person), task, today)
    ]
    return by_day({task.id: task for task in (*held_by(session, person, today), *lying, *helped)}.values())
