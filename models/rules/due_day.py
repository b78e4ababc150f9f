"""By when something is due."""

from dataclasses import dataclass
from datetime import date, datetime, time

from models.rules.office_hours import OfficeHours
from models.rules.zone import at


@dataclass(frozen=True)
class DueDay:
    """Due on a day, at an hour of it (a wall clock in Vietnam) or, None, at the end of working hours."""

    on: date
    hour: time | None = None

    def moment(self, hours: OfficeHours) -> datetime:
        """When it is due, aware, by these working hours."""
        return at(self.on, self.hour) if self.hour else hours.end_of(self.on)
