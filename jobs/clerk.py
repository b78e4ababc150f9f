"""The clerk's list at 07:30 and 14:00: documents on their way to being issued (DESIGN §5, `place`)."""

from datetime import datetime, time

from sqlmodel import Session

from jobs.messages.morning import ranked
from models.changes.common import tell, told_keys
from models.holders import lying_at
from models.people import holding, reached
from models.rules.reading import Place
from models.rules.zone import day_of, local
from models.tables import Agency, Person, Role

AFTERNOON = time(14)
_ON_THEIR_WAY = (Place.LEADER, Place.CLERK)


def tell_clerks(session: Session, agency: Agency, now: datetime) -> None:
    """Twice a working day, and only when there is something to issue; late starts catch up within the day."""
    clerks = holding(session, agency.id or 0, Role.CLERK)
    by_key = {_key(clerk, now): clerk for clerk in reached(session, clerks, day_of(now))}
    told = told_keys(session, agency.id or 0, list(by_key))
    new = [key for key in by_key if key not in told]
    waiting = lying_at(session, agency.id or 0, *_ON_THEIR_WAY) if new else []
    tasks = ranked(session, waiting, now)
    for key in new if tasks else ():
        tell(session, agency.id or 0, "clerk_list", key, now, person=by_key[key], tasks=tasks)


def _key(clerk: Person, now: datetime) -> str:
    half = "pm" if local(now).time() >= AFTERNOON else "am"
    return f"clerk/{clerk.code}/{day_of(now)}/{half}"
