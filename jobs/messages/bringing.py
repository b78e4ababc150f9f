"""Whose word and file are wanted of tasks that are others'."""

from datetime import datetime

from sqlmodel import Session

from jobs.messages.ones_own import by_day, own_tasks, told_of
from models.actor import acting
from models.holders import held_by, lying_at
from models.people import roles
from models.rules.lifecycle import ACTIVE
from models.rules.permissions import Standing
from models.rules.reading import Place
from models.rules.zone import day_of
from models.standing import standings
from models.tables import Person, Role, Task

_ON_THE_WAY_OUT = (Place.LEADER, Place.CLERK, Place.ISSUED)


def own_and_others(session: Session, person: Person, now: datetime) -> list[Task]:
    """The active tasks that are this person's to do, then those of others that they may bring something for."""
    own = [task for task in own_tasks(session, person, day_of(now)) if task.state in ACTIVE]
    return own + [task for task in of_others(session, person, now) if task not in own]


def of_others(session: Session, person: Person, now: datetime) -> list[Task]:
    """Of which the document lies with them or, before a clerk, is on its way out; and those of which they are told
    in the place of an officer whom Telegram does not reach."""
    today = day_of(now)
    clerks = Role.CLERK in roles(session, person)
    lying = lying_at(session, person.agency_id, *_ON_THE_WAY_OUT) if clerks else []
    helped = [
        task
        for task in told_of(session, person, now)
        if Standing.HELPER in standings(session, acting(person), task, today)
    ]
    return by_day({task.id: task for task in (*held_by(session, person, today), *lying, *helped)}.values())
