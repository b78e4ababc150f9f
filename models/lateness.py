"""How late a task's work was, and its evidence: whatever was granted since, lateness counts from its due day."""

from datetime import date, datetime

from sqlmodel import Session

from models.calendar import working_calendar
from models.people import confirmations_of
from models.rules.due_day import DueDay
from models.rules.lateness import Lateness, lateness
from models.rules.zone import day_of
from models.tables import Confirmation, Review, Task


def late_work(session: Session, task: Task, said: Confirmation) -> Lateness:
    """Of the work that was said to be done, as it was told first."""
    told = [each.said_at for each in confirmations_of(session, task) if each.done_on == said.done_on]
    return late_on(session, task, said.done_on, min(told, default=said.said_at))


def late_by_then(session: Session, task: Task, moment: datetime) -> Lateness:
    """Of what came at a moment."""
    return late_on(session, task, day_of(moment), moment)


def late_on(session: Session, task: Task, done_on: date, told_at: datetime) -> Lateness:
    """Of what was done on a day, and told at a moment."""
    calendar = working_calendar(session, task.agency_id)
    return lateness(DueDay(task.due_on, task.due_hour), done_on, told_at, calendar, task.accepted_until)


def late_as_reviewed(task: Task, review: Review) -> Lateness:
    """As the review has fixed it."""
    is_late = bool(review.late_by or review.late_minutes)
    is_accepted = is_late and task.accepted_until is not None and review.done_on <= task.accepted_until
    return Lateness(review.late_by, review.late_minutes, is_accepted)


def is_accepted_late(task: Task, day: date) -> bool:
    """Whether what comes on this day is late, and accepted all the same."""
    return task.accepted_until is not None and task.due_on < day <= task.accepted_until
