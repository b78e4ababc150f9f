"""The clerk's list, in the morning and at the moment of the last call: documents on their way to being issued."""

from datetime import datetime

from sqlmodel import Session

from jobs.messages.morning import ranked
from models.calendar import office_hours, working_calendar
from models.changes.common import tell
from models.holders import lying_at
from models.people import holding, reached
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import Agency, Role

_ON_THEIR_WAY = (Place.LEADER, Place.CLERK)


def tell_clerks(session: Session, agency: Agency, now: datetime) -> None:
    """Twice a working day, and only when there is something to issue; late starts catch up within the day."""
    calendar = working_calendar(session, agency.id or 0)
    hours = office_hours(agency)
    if not hours.is_open(now, calendar):
        return
    waiting = lying_at(session, agency.id or 0, *_ON_THEIR_WAY)
    if not waiting:
        return
    half = "pm" if now >= hours.last_call(day_of(now)) else "am"
    clerks = holding(session, agency.id or 0, Role.CLERK)
    for clerk in reached(session, clerks, day_of(now)):
        key = f"clerk/{clerk.code}/{day_of(now)}/{half}"
        tasks = ranked(session, waiting, now)
        tell(session, agency.id or 0, "clerk_list", key, now, person=clerk, tasks=tasks)
