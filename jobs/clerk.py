"""The clerk's list, in the morning and at the moment of the last call: documents on their way to being issued."""

from jobs.messages.morning import ranked
from models.actor import Act
from models.calendar import office_hours
from models.changes.common import tell, told_keys
from models.holders import lying_at
from models.kinds import Kind
from models.people import holding, reached
from models.rules.reading import Place
from models.tables import Agency, Role

_ON_THEIR_WAY = (Place.LEADER, Place.CLERK)


def tell_clerks(act: Act, agency: Agency) -> None:
    """Twice a working day, and only when there is something to issue; late starts catch up within the day."""
    clerks = holding(act.session, agency.id or 0, Role.CLERK)
    half = "pm" if act.now >= office_hours(agency).last_call(act.today) else "am"
    by_key = {
        f"clerk/{clerk.code}/{act.today}/{half}": clerk for clerk in reached(act.session, clerks, act.today)
    }
    told = told_keys(act.session, agency.id or 0, list(by_key))
    new = [key for key in by_key if key not in told]
    waiting = lying_at(act.session, agency.id or 0, *_ON_THEIR_WAY) if new else []
    tasks = ranked(act.session, waiting, act.now)
    for key in new if tasks else ():
        tell(act, agency.id or 0, Kind.CLERK_LIST, key, person=by_key[key], tasks=tasks)
