"""Hours and days that a question offers: to be reminded at, to promise, on which it was done."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from models.calendar import office_hours, working_calendar
from models.changes.confirming import first_day
from models.changes.open_task import last_call_at
from models.changes.saying import due_moment
from models.rules.lifecycle import State
from models.rules.zone import day_of
from models.tables import Agency, Task

_DAYS_BACK = 5


def moments_for_snooze(session: Session, task: Task, now: datetime) -> list[datetime]:
    """Real hours only: in two hours, this afternoon, the next mornings; in office hours, and up to the last call,
    beyond which no snooze holds but one of the evidence of a claim."""
    calendar = working_calendar(session, task.agency_id)
    hours = office_hours(session.get_one(Agency, task.agency_id))
    today = day_of(now)
    wished = [now + timedelta(hours=2), hours.last_call(today)]
    wished += [hours.opening(calendar.shift(today, n)) for n in (1, 2, 3)]
    if task.state is not State.CLAIMED:
        end = last_call_at(session, task)
        wished = [each for each in wished if each <= end]
    return sorted({each for each in wished if now < each and hours.is_open(each, calendar)})


def days_for_promise(session: Session, task: Task, now: datetime) -> list[date]:
    """Today until the due moment, then the next working days, for a promise once no snooze holds any more."""
    calendar, today = working_calendar(session, task.agency_id), day_of(now)
    this_day = [today] if now < due_moment(session, task) else []
    return this_day + [calendar.shift(today, n) for n in (1, 2, 3, 5)]


def days_done(session: Session, task: Task, now: datetime) -> list[date]:
    """The last working days up to today on which it can have been done, the latest first."""
    calendar = working_calendar(session, task.agency_id)
    today = day_of(now)
    days = [calendar.on_or_before(today), *(calendar.shift(today, -n) for n in range(1, _DAYS_BACK + 1))]
    return [day for day in dict.fromkeys(days) if first_day(task) <= day]
