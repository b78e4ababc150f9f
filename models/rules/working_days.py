"""Which days are worked, and counting in them (Labour Code 45/2019 arts. 111, 112; yearly swap notices)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class DayStatus(StrEnum):
    """How sure a row of the calendar is: decided by a notice, proposed, or computed by rule."""

    DECIDED = "decided"
    PROPOSED = "proposed"
    COMPUTED = "computed"


@dataclass(frozen=True)
class CalendarDay:
    """One exception to Monday–Friday: a weekday off, or (working=True) a working Saturday."""

    day: date
    working: bool
    name: str
    source: str
    status: DayStatus


@cache
def computed_days(year: int) -> tuple[CalendarDay, ...]:
    """Vietnam's public holidays of a year as the `holidays` package computes them, in order of day.

    Swaps of the yearly notices are not all in it, and its Tết is a guess until the notice appears.
    """
    found = _kept_days().get(year) or holidays_of(year)
    return tuple(
        CalendarDay(day, working=False, name=name, source="holidays", status=DayStatus.COMPUTED)
        for day, name in found
    )


def holidays_of(year: int) -> list[tuple[date, str]]:
    """The days and their names by the package, which loads the calendars of 250 countries to say so."""
    import holidays

    days = holidays.country_holidays("VN", years=year, expand=False, categories=("public",), language="vi")
    return sorted(days.items())


@cache
def _kept_days() -> Mapping[int, list[tuple[date, str]]]:
    """What the package said of the years to come, kept so that the running bot need not load it."""
    found = defaultdict(list)
    for line in files("models.data").joinpath("computed-days.csv").read_text(encoding="utf-8").splitlines():
        day, _, name = line.partition(",")
        found[int(day[:4])].append((date.fromisoformat(day), name))
    return dict(found)


@cache
def _computed_exceptions(year: int) -> Mapping[date, bool]:
    return {row.day: row.working for row in computed_days(year)}


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days of one agency; days are days in Vietnam.

    A year that has rows is Monday–Friday with exactly these exceptions; a year without any is
    Monday–Friday minus the computed public holidays.
    """

    exceptions: Mapping[int, Mapping[date, bool]]
    # What was counted before: a morning's messages ask for the same few days again and again.
    _counted: dict[tuple[date, date], int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, rows: Iterable[CalendarDay]) -> "WorkingCalendar":
        """The calendar that the rows of an agency's table describe."""
        exceptions: defaultdict[int, dict[date, bool]] = defaultdict(dict)
        for row in rows:
            exceptions[row.day.year][row.day] = row.working
        return cls(dict(exceptions))

    def is_working(self, day: date) -> bool:
        """Whether the agency works on `day`."""
        exceptions = self.exceptions.get(day.year) or _computed_exceptions(day.year)
        return exceptions.get(day, day.weekday() < _SATURDAY)

    def shift(self, day: date, n: int) -> date:
        """The n-th working day after `day`, before it for a negative n; `day` itself for 0.

        The first day is not counted (Civil Code 91/2015 art. 147).
        """
        step = _ONE_DAY if n > 0 else -_ONE_DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def on_or_before(self, day: date) -> date:
        """`day` if it is worked, else the last working day before it."""
        return day if self.is_working(day) else self.shift(day, -1)

    def on_or_after(self, day: date) -> date:
        """`day` if it is worked, else the first working day after it (Civil Code 91/2015 art. 148)."""
        return day if self.is_working(day) else self.shift(day, 1)

    def days(self, after: date, up_to: date) -> Iterator[date]:
        """The working days after `after` up to and including `up_to`, in order."""
        for n in range(1, (up_to - after).days + 1):
            day = after + n * _ONE_DAY
            if self.is_working(day):
                yield day

    def count(self, after: date, up_to: date) -> int:
        """How many working days lie after `after` up to and including `up_to`.

        Both "late by n" and "còn n ngày làm việc"; where up_to < after, minus the mirrored count.
        """
        if up_to < after:
            return -self.count(up_to, after)
        if (after, up_to) not in self._counted:
            self._counted[after, up_to] = sum(1 for _ in self.days(after, up_to))
        return self._counted[after, up_to]


WITHOUT_ROWS = WorkingCalendar({})
"""Monday to Friday minus the computed holidays, in every year."""
