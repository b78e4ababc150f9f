"""An agency's working days and office hours, as its rows stand now."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.kept import kept
from models.rules.office_hours import OfficeHours, read_spans
from models.rules.working_days import CalendarDay, WorkingCalendar, computed_days
from models.rules.zone import at
from models.tables import Agency, Person, WorkingDay

# Asked several times a pass, so made once.
_DAYS = (
    select_columns(
        col(WorkingDay.day),
        col(WorkingDay.working),
        col(WorkingDay.name),
        col(WorkingDay.source),
        col(WorkingDay.status),
    )
    .where(col(WorkingDay.agency_id) == bindparam("agency"))
    .order_by(col(WorkingDay.day))
)


def working_calendar(session: Session, agency_id: int) -> WorkingCalendar:
    return kept(
        session, (WorkingDay,), agency_id, lambda: WorkingCalendar.of(calendar_days(session, agency_id))
    )


def office_hours(agency: Agency) -> OfficeHours:
    """The spans written as "07:30-11:30,13:30-17:00". Raises ValueError when they are not."""
    return read_spans(agency.office_hours)


def hours_of(session: Session, agency_id: int) -> OfficeHours:
    return office_hours(session.get_one(Agency, agency_id))


def morning_of(person: Person | None, hours: OfficeHours, day: date) -> datetime:
    """When a person's morning begins on a day: at the hour that they chose, as long as the office works then; else
    with working hours."""
    chosen = person.morning_at if person is not None else None
    return at(day, chosen) if chosen and hours.may_begin_at(chosen, day) else hours.opening(day)


def calendar_days(session: Session, agency_id: int) -> list[CalendarDay]:
    """The agency's own rows, in order of day."""
    return [CalendarDay(*row) for row in session.execute(_DAYS, {"agency": agency_id})]


def exceptions(session: Session, agency_id: int, years: Collection[int]) -> dict[date, CalendarDay]:
    """How these years differ from Monday-Friday: by the agency's rows; a year without any by computed holidays."""
    rows = {row.day: row for row in calendar_days(session, agency_id) if row.day.year in years}
    computed = set(years) - {on.year for on in rows}
    return rows | {row.day: row for year in computed for row in computed_days(year)}
