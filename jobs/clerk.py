"""The clerk's list at 07:30 and 14:00: documents on their way to being issued (DESIGN §5, `place`)."""

from datetime import time

from jobs.messages.morning import ranked
from models.actor import Act
from models.calendar import office_hours, working_calendar
from models.changes.common import tell
from models.holders import lying_at
from models.people import holding, reached
from models.rules.reading import Place
from models.rules.zone import local
from models.tables import Agency, Role

AFTERNOON = time(14)
_ON_THEIR_WAY = (Place.LEADER, Place.CLERK)


def tell_clerks(act: Act, agency: Agency) -> None:
    """Twice a working day, and only when there is something to issue; late starts catch up within the day."""
    calendar = working_calendar(act.session, agency.id or 0)
    if not office_hours(agency).is_open(act.now, calendar):
        return
    waiting = lying_at(act.session, agency.id or 0, *_ON_THEIR_WAY)
    if not waiting:
        return
    half = "pm" if local(act.now).time() >= AFTERNOON else "am"
    clerks = holding(act.session, agency.id or 0, Role.CLERK)
    for clerk in reached(act.session, clerks, act.today):
        key = f"clerk/{clerk.code}/{act.today}/{half}"
        tasks = ranked(act.session, waiting, act.now)
        tell(act, agency.id or 0, "clerk_list", key, person=clerk, tasks=tasks)
