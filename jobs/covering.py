"""What still lacks a person, a day, items or a head: the admin hears of it each week until nothing does."""

from datetime import datetime

from sqlmodel import Session

from jobs.speaking import is_first_of_week
from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import is_told, tell
from models.coverage import uncovered
from models.kinds import Kind
from models.ledger import anchor
from models.people import holding, reached
from models.rules.zone import day_of
from models.tables import Agency, Person, Role


def tell_gaps(act: Act, agency: Agency) -> None:
    """On the first working morning of a week; it is that week's greeting too. Not to who joined that day."""
    calendar, today = working_calendar(act.session, agency.id or 0), act.today
    if not is_first_of_week(today, calendar):
        return
    admins = reached(act.session, holding(act.session, agency.id or 0, Role.ADMIN), today)
    waiting = [admin for admin in admins if not _is_told_today(act.session, agency, admin, act.now)]
    if waiting and uncovered(act.session, agency.id or 0, today.year):
        for admin in waiting:
            tell(
                act,
                agency.id or 0,
                Kind.COVERAGE,
                _key(admin, act.now),
                person=admin,
                anchor=anchor(agency),
            )


def _is_told_today(session: Session, agency: Agency, admin: Person, now: datetime) -> bool:
    joined_today = admin.joined_at is not None and day_of(admin.joined_at) == day_of(now)
    return joined_today or is_told(session, agency.id or 0, _key(admin, now))


def _key(admin: Person, now: datetime) -> str:
    return f"coverage/{admin.code}/{day_of(now)}"
