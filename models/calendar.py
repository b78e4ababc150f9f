"""An agency's working days and office hours, as its rows stand now."""

from datetime import time

from sqlmodel import Session, select

from models.kept import kept
from models.rules.office_hours import OfficeHours
from models.rules.working_days import CalendarDay, WorkingCalendar
from models.tables import Agency, WorkingDay


def working_calendar(session: Session, agency_id: int) -> WorkingCalendar:
    return kept(session, (WorkingDay,), agency_id, lambda: _read(session, agency_id))


def office_hours(agency: Agency) -> OfficeHours:
    """The spans written as "07:30-11:30,13:30-17:00". Raises ValueError when they are not."""
    spans = [span.split("-") for span in agency.office_hours.split(",")]
    return OfficeHours(tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans))


def _read(session: Session, agency_id: int) -> WorkingCalendar:
    rows = session.exec(select(WorkingDay).where(WorkingDay.agency_id == agency_id))
    return WorkingCalendar.of(
        CalendarDay(row.day, row.working, row.name, row.source, row.status) for row in rows
    )
