"""By how much work was late: in working days, on the due day itself in minutes after its hour."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.due_day import DueDay
from models.rules.working_days import WorkingCalendar
from models.rules.zone import at, day_of


@dataclass(frozen=True)
class Lateness:
    """Working days after the due day, or minutes after the hour of it; nothing of either is in time. `accepted`: it
    was late, and by a later day until which it is accepted all the same."""

    days: int = 0
    minutes: int = 0
    accepted: bool = False

    def __bool__(self) -> bool:
        return bool(self.days or self.minutes)


def lateness(
    due: DueDay,
    done_on: date,
    told_at: datetime,
    calendar: WorkingCalendar,
    accepted_until: date | None = None,
) -> Lateness:
    """Of what was done on a day, which was told at a moment; told on another day, nobody knows its hour."""
    is_accepted = accepted_until is not None and done_on <= accepted_until
    days, minutes = max(0, calendar.count(due.on, done_on)), 0
    if not days and due.hour is not None and done_on == due.on == day_of(told_at):
        minutes = max(0, int((told_at - at(due.on, due.hour)).total_seconds() // 60))
    return Lateness(days, minutes, is_accepted and bool(days or minutes))
