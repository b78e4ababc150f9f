"""By when something is due."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

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


def spelled_hour(hour: time | None) -> str | None:
    """An hour as files, the ledger and adjustments keep it: "10:00"."""
    return hour.isoformat(timespec="minutes") if hour else None


class Dated(Protocol):
    """What is to be done by a day: as a rule by `due_on`; `fix_by` after a return or a superior's answer."""

    @property
    def due_on(self) -> date: ...

    @property
    def due_hour(self) -> time | None: ...

    @property
    def fix_by(self) -> date | None: ...


def due_of(task: Dated) -> DueDay:
    """By when a task is to be done as it stands: a day to fix it by has no hour. Lateness alone counts from
    `due_on`, whatever was granted since."""
    return DueDay(task.fix_by) if task.fix_by else DueDay(task.due_on, task.due_hour)


class WithFigures(Protocol):
    """What may give account of figures that close on a day."""

    @property
    def due_on(self) -> date: ...

    @property
    def cutoff_on(self) -> date | None: ...


def figures_close(task: WithFigures) -> date | None:
    """The day on which the figures of a task close, before which there is nothing to hand in. None where it has no
    such day, or is due by it: then estimates are wanted."""
    return task.cutoff_on if task.cutoff_on is not None and task.cutoff_on < task.due_on else None
