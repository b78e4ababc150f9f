"""The clerk's list, in the morning and at the moment of the last call: documents on their way to being issued."""

from jobs.messages.morning import ranked
from models.actor import Act
from models.calendar import office_hours, working_calendar
from models.changes.common import tell
from models.holders import lying_at
from models.people import holding, reached
from models.rules.reading import Place
from models.tables import Agency, Role

_ON_THEIR_WAY = (Place.LEADER, Place.CLERK)


def tell_clerks(act: Act, agency: Agency) -> None:
    """Twice a working day, and only when there is something to issue; late starts catch up within the day."""
    calendar = working_calendar(act.session, agency.id or 0)
    hours = office_hours(agency)
    if not hours.is_open(act.now, calendar):
        return
    waiting = lying_at(act.session, agency.id or 0, *_ON_THEIR_WAY)
    if not waiting:
        return
    half = "pm" if act.now >= hours.last_call(act.today) else "am"
    clerks = holding(act.session, agency.id or 0, Role.CLERK)
    for clerk in reached(act.session, clerks, act.today):
        key = f"clerk/{clerk.code}/{act.today}/{half}"
        tasks = ranked(act.session, waiting, act.now)
        tell(act, agency.id or 0, "clerk_list", key, person=clerk, tasks=tasks)
