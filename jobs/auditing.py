"""Once an hour: what should have happened and did not is told to the admins, each lapse once.

It looks at rows only, so that it goes on while the step that it tells of fails.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from models.actor import Act
from models.changes.common import tell
from models.kinds import Kind
from models.lapses import lapses
from models.people import holding, reached
from models.rules.zone import local
from models.tables import Agency, Notification, Role

# Longer than anything is looked back at; a step that fails for longer is worth a second word.
_REMEMBERED = timedelta(days=30)


def audit(act: Act, agency: Agency) -> None:
    """One message an hour to each admin, or who stands in, of all that was not told before."""
    found = [each.key for each in lapses(act.session, agency, act.now)]
    known = _told(act.session, agency, act.now) if found else set()
    new = [key for key in found if key not in known]
    if not new:
        return
    for admin in reached(act.session, holding(act.session, agency.id or 0, Role.ADMIN), act.today):
        key = f"{Kind.AUDIT}/{admin.code}/{local(act.now):%Y-%m-%d/%H:%M}"
        tell(act, agency.id or 0, Kind.AUDIT, key, person=admin, found=new)


def _told(session: Session, agency: Agency, now: datetime) -> set[str]:
    """The keys of the lapses that were told before; their messages are found by how their own keys begin."""
    messages = select(Notification.facts).where(
        Notification.agency_id == agency.id,
        Notification.key > f"{Kind.AUDIT}/",
        Notification.key < f"{Kind.AUDIT}0",
        Notification.created_at >= now - _REMEMBERED,
    )
    return {key for facts in session.exec(messages) for key in facts["found"]}
