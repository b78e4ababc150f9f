"""What still lacks a person, a day, items or a head: the admin hears of it each week until nothing does."""

from jobs.telling import has_joined_on, is_first_of_week, untold
from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import tell
from models.coverage import uncovered
from models.kinds import Kind
from models.ledger import anchor
from models.people import holding, reached
from models.tables import Agency, Role


def tell_gaps(act: Act, agency: Agency) -> None:
    """On the first working morning of a week; it is that week's greeting too. Not to who joined that day."""
    agency_id = agency.id or 0
    if not is_first_of_week(act.today, working_calendar(act.session, agency_id)):
        return
    admins = reached(act.session, holding(act.session, agency_id, Role.ADMIN), act.today)
    greeted = [admin for admin in admins if not has_joined_on(admin, act.today)]
    new = untold(act.session, agency, {f"coverage/{admin.code}/{act.today}": admin for admin in greeted})
    if not new or not uncovered(act.session, agency_id, act.today.year):
        return
    for key, admin in new.items():
        tell(act, agency_id, Kind.COVERAGE, key, person=admin, anchor=anchor(agency))
