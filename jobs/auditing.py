"""Once an hour: what should have happened and did not is told to the admins, each lapse once.

It looks at rows only, so that it goes on while the step that it tells of fails.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from models.changes.common import tell
from models.lapses import AUDIT, lapses
from models.people import holding, reached
from models.rules.zone import day_of, local
from models.tables import Agency, Notification, Role

# Longer than anything is looked back at; a step that fails for longer is worth a second word.
_REMEMBERED = timedelta(days=30)


def audit(session: Session, agency: Agency, now: datetime) -> None:
    """One message an hour to each admin, or who stands in, of all that was not told before."""
    found = [each.key for each in lapses(session, agency, now)]
    known = _told(session, agency, now) if found else set()
    new = [key for key in found if key not in known]
    if not new:
        return
    for admin in reached(session, holding(session, agency.id or 0, Role.ADMIN), day_of(now)):
        key = f"{AUDIT}/{admin.code}/{local(now):%Y-%m-%d/%H:%M}"
        tell(session, agency.id or 0, AUDIT, key, now, person=admin, found=new)


def _told(session: Session, agency: Agency, now: datetime) -> set[str]:
    """The keys of the lapses that were told before; their messages are found by how their own keys begin."""
    messages = select(Notification.facts).where(
        Notification.agency_id == agency.id,
        Notification.key > f"{AUDIT}/",
        Notification.key < f"{AUDIT}0",
        Notification.created_at >= now - _REMEMBERED,
    )
    return {key for facts in session.exec(messages) for key in facts["found"]}
