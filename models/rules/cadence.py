"""Periods, when their evidence is due, and when they close (Decree 09/2019 arts. 8 and 12; docs/design.md, Rules).

What is particular to one cadence stands in `_RECURRENCES`; a period's name alone tells which cadence it has.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count, takewhile
from typing import Protocol

from models.rules.working_days import WorkingCalendar


class Cadence(StrEnum):
    """How often a requirement comes up."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    PER_CASE = "per_case"


@dataclass(frozen=True)
class Period:
    """The days a task gives account of, both inclusive; `cutoff_on` is its last day where figures close.

    Named by the month of its end: `2026-12`, `2026-Q4`, `2026-H2`, `2026`; a week by its number (ISO 8601, which
    counts it to the year of its Thursday): `2026-W53`; a date for what comes once; the file code for a case,
    whose period the caller makes from the days of the case.
    """

    name: str
    cutoff_on: date | None
    first_on: date
    last_on: date

    @property
    def cadence(self) -> Cadence:
        return cadence_of(self.name)


@dataclass(frozen=True)
class _Recurrence:
    """Periods that follow each other: how a name is read and spelled (year, part of it), and whether evidence
    counts until the next period ends, not until the year's scoring closes.

    Periods have numbers from the common era on; every date is f(n), none is stepped from another.
    """

    pattern: str
    spelling: str
    closes_with_next: bool = False


@dataclass(frozen=True)
class _Months(_Recurrence):
    """Periods of so many months, whose figures may close on a day of the last one."""

    months: int = 1
    has_cutoff = True

    def a_year(self, year: int) -> int:
        return 12 // self.months

    def number(self, year: int, part: int) -> int:
        return year * self.a_year(year) + part - 1

    def name_parts(self, n: int) -> tuple[int, int]:
        year, part = divmod(n, 12 // self.months)
        return year, part + 1

    def number_on(self, day: date) -> int:
        return (day.year * 12 + day.month - 1) // self.months

    def days(self, n: int, cutoff_day: int | None) -> tuple[date, date]:
        last_month = (n + 1) * self.months - 1
        first_on = _end_in(last_month - self.months, cutoff_day) + timedelta(days=1)
        return first_on, _end_in(last_month, cutoff_day)


@dataclass(frozen=True)
class _Weeks(_Recurrence):
    """Weeks from Monday to Sunday, which no day of the month closes; the first of all began on 1/1/1."""

    has_cutoff = False

    def a_year(self, year: int) -> int:
        return date(year, 12, 28).isocalendar().week

    def number(self, year: int, part: int) -> int:
        return self.number_on(date.fromisocalendar(year, part, 1))

    def name_parts(self, n: int) -> tuple[int, int]:
        found = self.days(n, None)[0].isocalendar()
        return found.year, found.week

    def number_on(self, day: date) -> int:
        return (day.toordinal() - 1) // 7

    def days(self, n: int, cutoff_day: int | None) -> tuple[date, date]:
        monday = date.fromordinal(7 * n + 1)
        return monday, monday + timedelta(days=6)


_RECURRENCES: dict[Cadence, _Weeks | _Months] = {
    Cadence.WEEKLY: _Weeks(r"([0-9]{4})-W(0[1-9]|[1-4][0-9]|5[0-3])", "{:04}-W{:02}", closes_with_next=True),
    Cadence.MONTHLY: _Months(r"([0-9]{4})-(0[1-9]|1[0-2])", "{:04}-{:02}", closes_with_next=True),
    Cadence.QUARTERLY: _Months(r"([0-9]{4})-Q([1-4])", "{:04}-Q{}", closes_with_next=True, months=3),
    Cadence.HALF_YEARLY: _Months(r"([0-9]{4})-H([12])", "{:04}-H{}", months=6),
    Cadence.YEARLY: _Months(r"([0-9]{4})()", "{:04}", months=12),
}
# The same few periods are asked about each day anew; codes of cases, which are many, are forgotten.
_REMEMBERED = 4096
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

RECURRING = tuple(_RECURRENCES)
"""What comes again and again, the most frequent first."""

CLOSING = tuple(each for each, recurrence in _RECURRENCES.items() if recurrence.has_cutoff)
"""What may have a day of the month on which figures close."""


@lru_cache(maxsize=_REMEMBERED)
def cadence_of(name: str) -> Cadence:
    """The cadence that a period's name tells, whatever its requirement has now; no other name is a case's code."""
    if re.fullmatch(_DAY, name):
        return Cadence.ONCE
    found = (each for each, recurrence in _RECURRENCES.items() if re.fullmatch(recurrence.pattern, name))
    return next(found, Cadence.PER_CASE)


def name_of(cadence: Cadence, year: int, part: int = 1) -> str:
    """The name of the period that is so many-th of a year, from 1. Raises ValueError for what does not recur."""
    return _recurrence(cadence).spelling.format(year, part)


def parts_of(name: str) -> tuple[int, int]:
    """The year of a recurring period and the part of it, from 1: (2026, 4) of 2026-Q4.

    Raises ValueError for what does not recur.
    """
    spelled = re.fullmatch(_recurrence(cadence_of(name)).pattern, name)
    assert spelled is not None
    return int(spelled[1]), int(spelled[2] or 1)


def a_year(cadence: Cadence, year: int) -> int:
    """How often it comes up in that year; what does not recur counts once."""
    return _RECURRENCES[cadence].a_year(year) if cadence in _RECURRENCES else 1


def period(name: str, cutoff_day: int | None = None) -> Period:
    """The period of that name; `cutoff_day` is the day of month on which figures close, None for none, and of no
    meaning to weeks.

    Raises ValueError for a name that is none (a 53rd week of a year that has 52), and for a case: a file code has
    no days.
    """
    cadence = cadence_of(name)
    if cadence is Cadence.ONCE:
        day = date.fromisoformat(name)
        return Period(name, None, day, day)
    return _nth(cadence, cutoff_day, _number(name))


def periods(cadence: Cadence, cutoff_day: int | None, first: date, last: date) -> Iterator[Period]:
    """All periods whose last day lies in [first, last], in order.

    Raises ValueError for what comes once or per case: those do not recur.
    """
    start = _first_ending_from(cadence, cutoff_day, first)
    every = (_nth(cadence, cutoff_day, start + n) for n in count())
    return takewhile(lambda each: each.last_on <= last, every)


def next_period(after: Period, cutoff_day: int | None) -> Period:
    """The period that follows `after`. Raises ValueError for what comes once or per case."""
    return _nth(after.cadence, cutoff_day, _number(after.name) + 1)


def _recurrence(cadence: Cadence) -> _Weeks | _Months:
    if cadence not in _RECURRENCES:
        raise ValueError(f"{cadence} does not recur")
    return _RECURRENCES[cadence]


@lru_cache(maxsize=_REMEMBERED)
def _nth(cadence: Cadence, cutoff_day: int | None, n: int) -> Period:
    recurrence = _recurrence(cadence)
    first_on, last_on = recurrence.days(n, cutoff_day)
    closes = recurrence.has_cutoff and cutoff_day is not None
    return Period(name_of(cadence, *recurrence.name_parts(n)), last_on if closes else None, first_on, last_on)


def _number(name: str) -> int:
    return _recurrence(cadence_of(name)).number(*parts_of(name))


def _first_ending_from(cadence: Cadence, cutoff_day: int | None, day: date) -> int:
    n = _recurrence(cadence).number_on(day)
    return n if _nth(cadence, cutoff_day, n).last_on >= day else n + 1


def _end_in(month_number: int, cutoff_day: int | None) -> date:
    """Months are numbered from January of the year 0 on, which is 0."""
    return clipped(0, month_number + 1, 31 if cutoff_day is None else cutoff_day)


def clipped(year: int, month: int, day: int) -> date:
    """That day, or the month's last where the month is shorter (Civil Code 91/2015 art. 148); months may run past
    12."""
    years, month = divmod(month - 1, 12)
    year, month = year + years, month + 1
    return date(year, month, min(day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class AfterCutoff:
    """So many working days after the cut-off; at least one (Decree 09/2019 art. 8)."""

    working_days: int = 2

    def in_period(self, period: Period, calendar: WorkingCalendar) -> date:
        if period.cutoff_on is None:
            raise ValueError(f"period {period.name} has no cut-off to count from")
        return calendar.shift(period.cutoff_on, self.working_days)


@dataclass(frozen=True)
class OnDay:
    """That day of `month` in the period's year, or the year after; without a month, of the period's last."""

    day: int
    month: int | None = None
    next_year: bool = False

    def in_period(self, period: Period, _: WorkingCalendar) -> date:
        end = period.last_on
        return clipped(end.year + self.next_year, self.month or end.month, self.day)


@dataclass(frozen=True)
class OnDays:
    """One (day, month) for each part of the year, in order: two for half-yearly, four for quarterly."""

    dates: tuple[tuple[int, int], ...]

    def in_period(self, period: Period, _: WorkingCalendar) -> date:
        day, month = self.dates[_part(period.last_on, len(self.dates))]
        return clipped(period.last_on.year, month, day)


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As a date rule names them."""


@dataclass(frozen=True)
class OnWeekday:
    """That day of the week, 1 for Monday to 7 for Sunday."""

    weekday: int

    def in_period(self, period: Period, _: WorkingCalendar) -> date:
        return period.first_on + timedelta(days=self.weekday - 1)


@dataclass(frozen=True)
class LastDay:
    """The last day of the week or of the period's last month, plus so many working days."""

    plus_working_days: int = 0

    def in_period(self, period: Period, calendar: WorkingCalendar) -> date:
        last = period.last_on
        if period.cutoff_on is not None:
            last = clipped(last.year, last.month, 31)
        return calendar.shift(last, self.plus_working_days)


@dataclass(frozen=True)
class OnDate:
    """One date, for what comes once."""

    on: date

    def in_period(self, _: Period, __: WorkingCalendar) -> date:
        return self.on


@dataclass(frozen=True)
class AfterLetter:
    """So many working days after a superior's letter of the period's year, never before `earliest`."""

    earliest: OnDay
    working_days: int
    letters: tuple[date, ...] = ()

    def in_period(self, period: Period, calendar: WorkingCalendar) -> date:
        letters = [letter for letter in self.letters if letter.year == period.last_on.year]
        after = [calendar.shift(letter, self.working_days) for letter in letters]
        return max([self.earliest.in_period(period, calendar), *after])


class DueRule(Protocol):
    """A rule by which the evidence of a period is due."""

    def in_period(self, period: Period, calendar: WorkingCalendar, /) -> date:
        """The rule's own date. Raises ValueError where the period has none."""
        ...


class Shift(StrEnum):
    """Where a due day goes that is a day off; later is what Civil Code 91/2015 art. 148 says of terms."""

    EARLIER = "earlier"
    LATER = "later"
    KEEP = "keep"


@dataclass(frozen=True)
class DueDates:
    """The rule's own date, never edited, and the date that counts."""

    scheduled_on: date
    due_on: date


def due(rule: DueRule, shift: Shift, period: Period, calendar: WorkingCalendar) -> DueDates:
    """When the evidence of a period is due. That of a week is never due before the week begins: where all of it up
    to the day is off (Tết), it goes later.

    Raises ValueError when the rule needs a cut-off that the period lacks, or a date for its part of the year.
    """
    scheduled_on = rule.in_period(period, calendar)
    due_on = _moved(scheduled_on, shift, calendar)
    if period.cadence is Cadence.WEEKLY and due_on < period.first_on:
        due_on = _moved(scheduled_on, Shift.LATER, calendar)
    return DueDates(scheduled_on, due_on)


def _part(end: date, parts: int) -> int:
    """Which of so many equal parts of the year ends in the month of `end`, from 0."""
    number, rest = divmod(end.month * parts, 12)
    if rest or not number:
        raise ValueError(f"{parts} dates a year hold none for a period that ends in month {end.month}")
    return number - 1


def _moved(day: date, shift: Shift, calendar: WorkingCalendar) -> date:
    match shift:
        case Shift.EARLIER:
            return calendar.on_or_before(day)
        case Shift.LATER:
            return calendar.on_or_after(day)
        case Shift.KEEP:
            return day


def scoring_year(period: Period, due_on: date) -> int:
    """The year of the criteria set: that of the period's cut-off, without one that of the due day."""
    return (period.cutoff_on or due_on).year


def scoring_closes_on(year: int) -> date:
    """The last day on which evidence of a scoring year counts (proposed, docs/design.md, Rules)."""
    return date(year + 1, 1, 15)


def closes_on(period: Period, cutoff_day: int | None, due_on: date) -> date:
    """The last day on which evidence still counts, never before `due_on`; the task closes at 00:00 after it.

    Weekly, monthly and quarterly: the cut-off of the next period (without one, its end). The others: when the
    scoring of the year closes.
    """
    recurrence = _RECURRENCES.get(period.cadence)
    if recurrence is not None and recurrence.closes_with_next:
        return max(due_on, next_period(period, cutoff_day).last_on)
    return max(due_on, scoring_closes_on(scoring_year(period, due_on)))
