"""By how much work was late: in working days, on the due day itself in minutes after its hour."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.due_day import DueDay
from models.rules.working_days import WorkingCalendar
from models.rules.zone import at, day_of


@dataclass(frozen=True)
class Lateness:
    """Working days after the due day, or minutes after the hour of it; nothing of either is in time."""

    days: int = 0
    minutes: int = 0

    def __bool__(self) -> bool:
        return bool(self.days or self.minutes)


def lateness(due: DueDay, done_on: date, told_at: datetime, calendar: WorkingCalendar) -> Lateness:
    """Of what was done on a day, which was told at a moment; told on another day, nobody knows its hour."""
    days = max(0, calendar.count(due.on, done_on))
    if days or due.hour is None or not done_on == due.on == day_of(told_at):
        return Lateness(days)
    return Lateness(minutes=max(0, int((told_at - at(due.on, due.hour)).total_seconds() // 60)))
