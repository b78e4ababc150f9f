"""The clerk's list, in the morning and at the moment of the last call: documents on their way to being issued."""

from jobs.messages.morning import ranked
from jobs.telling import untold
from models.actor import Act
from models.calendar import office_hours
from models.changes.common import tell
from models.holders import lying_at
from models.kinds import Kind
from models.people import holding, reached
from models.rules.reading import Place
from models.tables import Agency, Role

_ON_THEIR_WAY = (Place.LEADER, Place.CLERK)


def tell_clerks(act: Act, agency: Agency) -> None:
    """Twice a working day, and only when there is something to issue; late starts catch up within the day."""
    clerks = reached(act.session, holding(act.session, agency.id or 0, Role.CLERK), act.today)
    half = "pm" if act.now >= office_hours(agency).last_call(act.today) else "am"
    new = untold(act.session, agency, {f"clerk/{clerk.code}/{act.today}/{half}": clerk for clerk in clerks})
    waiting = lying_at(act.session, agency.id or 0, *_ON_THEIR_WAY) if new else []
    if not waiting:
        return
    tasks = ranked(act.session, waiting, act.now)
    for key, clerk in new.items():
        tell(act, agency.id or 0, Kind.CLERK_LIST, key, person=clerk, tasks=tasks)
