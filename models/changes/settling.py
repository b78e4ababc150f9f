"""What was due before the agency adopted the program: settled by the admin or the unit's head, never late."""

from datetime import date, datetime

from sqlmodel import Session

from models.actor import Actor
from models.changes.common import agency_of, check, enter, refresh
from models.changes.open_task import lay_deadline_ladder
from models.ledger import record
from models.refused import Reason, Refused
from models.rules.cadence import SCORING_CLOSE
from models.rules.lifecycle import Change, State
from models.rules.zone import day_of, midnight_after
from models.tables import Task


def set_date(session: Session, actor: Actor, now: datetime, task: Task, due_on: date) -> None:
    """It is still to be done, by a new day: the task opens with a ladder of its own.

    Its rungs begin tomorrow, for whoever is responsible is told of the day at once. It may be handed in until
    the year is scored. Raises Refused, also for a day that is past.
    """
    check(session, actor, now, task, Change.SET_DATE)
    if due_on < day_of(now):
        raise Refused(Reason.DATE_PAST)
    day, month = SCORING_CLOSE
    task.due_on = due_on
    task.closes_on = max(due_on, date(task.scoring_year + 1, month, day))
    lay_deadline_ladder(session, task, after=midnight_after(now))
    enter(session, task, State.OPEN)
    record(session, agency_of(session, task), Change.SET_DATE, actor, now, task)
    refresh(session, task, now)


def not_applicable(session: Session, actor: Actor, now: datetime, task: Task) -> None:
    """It was never needed here. Raises Refused."""
    check(session, actor, now, task, Change.NOT_APPLICABLE)
    enter(session, task, State.WAIVED)
    record(session, agency_of(session, task), Change.NOT_APPLICABLE, actor, now, task)
    refresh(session, task, now)
