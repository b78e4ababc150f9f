"""A calendar that somebody types begins with one day of a year: the computed holidays of that year stay."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.catalogue.document import DayEntry
from models.rules.working_days import CalendarDay, computed_days


def whole_years(days: Sequence[DayEntry], *known: Iterable[date]) -> list[DayEntry]:
    """The days, and the computed ones of every year of which they hold less than half: as in the chat, a first row
    adds to them. A year with the very days that are `known` already stays as it is."""
    named, calendars = {each.day for each in days}, [set(each) for each in known]
    added = [
        _entry(row)
        for year in sorted({day.year for day in named})
        if not any(_of(named, year) == _of(calendar, year) for calendar in calendars)
        for row in _wanting(named, computed_days(year))
    ]
    return [*days, *added]


def _of(days: set[date], year: int) -> set[date]:
    return {day for day in days if day.year == year}


def _wanting(named: set[date], computed: Sequence[CalendarDay]) -> list[CalendarDay]:
    absent = [row for row in computed if row.day not in named]
    return absent if 2 * len(absent) > len(computed) else []


def _entry(row: CalendarDay) -> DayEntry:
    return DayEntry(
        day=row.day, working=row.working, name=row.name, source=row.source, status=row.status.value
    )
