"""Days by name: each phrase of the grammar with the day it means on a given today.

Words are as `fold` leaves them. First, mid and last day of a month are the 1st, the 15th and the last
(Civil Code 91/2015 art. 146); a week ends on Friday.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.rules.cadence import clipped
from models.rules.reading.lexicon import listed, patterns
from models.rules.working_days import WorkingCalendar

NEAR = patterns("near")
FAR = 200
"""How far from a phrase words say how it is meant, in letters; so that long texts are read in time."""
ONE_DAY = timedelta(days=1)
_WEEK = 7
_FRIDAY = 4
_HALF_MONTH = 15
_QUARTER, _YEAR = 3, 12
_NEAR = 15
"""Days within which a holiday is spoken of as the holiday."""
WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5} | {str(n + 2): n for n in range(6)}
"""From 0 for Monday; "chủ nhật" alone is no number."""
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COMING = ("sau", "toi", "tới")


@dataclass(frozen=True)
class NamedDay:
    """What a phrase means: a day or None where it names none exactly; `past` where it looks back.

    `current` is a span that today lies in ("tuần này"); `other` the second reading of a phrase that has two;
    `sharp` says that "trước" before it excludes it; `loose` that it is a weekday of no named week; `week` is the
    Monday of the coming week that is named; `lunar` says that it is a day of the lunar calendar. `back` is the last
    day up to today that it can mean, where a deed is told as done.
    """

    day: date | None
    past: bool = False
    current: bool = False
    other: date | None = None
    sharp: bool = False
    loose: bool = False
    week: date | None = None
    lunar: bool = False
    back: date | None = None


Match = re.Match[str]
Meaning = Callable[[Match, date, WorkingCalendar], NamedDay | None]


def before(back: date | None = None) -> NamedDay:
    """What looks back."""
    return NamedDay(None, past=True, back=back)


def nearest(day: int, month: int, today: date) -> date | None:
    """The day of that name nearest to today, or None where there is no such day."""
    days = [made for year in range(today.year - 1, today.year + 2) if (made := exact(year, month, day))]
    return min(days, key=lambda each: abs((each - today).days), default=None)


def latest(day: int, month: int, today: date) -> date | None:
    """The last day of that name up to today, or None where there is no such day."""
    return _first_up_to(today, (exact(today.year - back, month, day) for back in range(2)))


def _first_up_to(today: date, days: Iterable[date | None]) -> date | None:
    return next((each for each in days if each is not None and each <= today), None)


def exact(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(match: Match, today: date, _: WorkingCalendar) -> NamedDay:
    n = WEEKDAYS.get(match["wd"] or match["short"], 6)
    monday, last = today - today.weekday() * ONE_DAY, today - (today.weekday() - n) % _WEEK * ONE_DAY
    week = match["week"] or ""
    if re.search("truoc|roi|qua", week):
        return before(monday + (n - _WEEK) * ONE_DAY if "tuan" in week else last)
    if re.search("sau|tuan (?:tới|toi)", week):
        return NamedDay(monday + (_WEEK + n) * ONE_DAY, sharp=True, week=monday + _WEEK * ONE_DAY)
    if "nay" in week:
        return NamedDay(monday + n * ONE_DAY, sharp=True, back=last)
    month = int(match["short"] or 0)
    other = _edge(today.year + (month < today.month), month, 1, "cuoi") if month and not week else None
    return NamedDay(last + _WEEK * ONE_DAY, sharp=True, other=other, loose=not week, back=last)


def _open(match: Match) -> NamedDay | None:
    """A span named without its beginning or end: this one, a coming one, or no date at all."""
    if match["which"] == "nay" and match["part"] is None:
        return NamedDay(None, current=True)
    return NamedDay(None) if match["part"] or match["which"] or match.groupdict().get("n") else None


def _is_over(match: Match) -> bool:
    """The last one; and "từ đầu tháng", "từ đầu tuần này": the one that today lies in has begun."""
    if match["which"] in ("truoc", "roi", "qua", "ngoai"):
        return True
    return match[0].startswith("tu ") and match["part"] == "đầu" and match["which"] in (None, "nay")


def _week(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    next_monday = today + (_WEEK - today.weekday()) * ONE_DAY
    if _is_over(match):
        return before()
    if match["part"] in (None, "sang", "qua"):
        found = _open(match)
        return found and replace(found, week=None if found.current else next_monday)
    day = next_monday + ({"đầu": 0, "giua": 2}.get(match["part"], _FRIDAY) - _WEEK) * ONE_DAY
    over = day < today or (day == today and match["part"] == "đầu")
    if match["which"] in _COMING or (over and match["which"] != "nay"):
        return NamedDay(day + _WEEK * ONE_DAY, week=next_monday)
    return NamedDay(day)


def _months(length: int) -> Meaning:
    """A month, a quarter or a year, of so many months: its first, its mid or its last day, the next to come."""

    def meaning(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
        named, part = match.groupdict().get("n"), match["part"]
        if _is_over(match) and not named:
            return before()
        if part in (None, "sang", "qua"):
            return None if length == _QUARTER and part is None else _open(match)
        number = (ROMAN.get(named) or int(named)) if named else (today.month - 1) // length + 1
        if not 1 <= number <= _YEAR // length:
            return None
        first = (number - 1) * length + 1 + length * (match["which"] in _COMING)
        if year := match.groupdict().get("y"):
            return NamedDay(_edge(int(year), first, length, part))
        found = _edge(today.year, first, length, part)
        if found < today and match["which"] is None:
            found = _edge(today.year, first + (_YEAR if named else length), length, part)
        return NamedDay(found)

    return meaning


def _edge(year: int, first: int, length: int, part: str) -> date:
    """That day of the span whose first month is the `first`, counted from January of `year`."""
    if part == "đầu":
        return clipped(year, first, 1)
    if part == "giua":
        return clipped(year, first + (length - 1) // 2, 31 if length == _YEAR else _HALF_MONTH)
    return clipped(year, first + length - 1, 31)


def _days_from_now(days: int) -> Meaning:
    return lambda match, today, calendar: (NamedDay if days >= 0 else before)(today + days * ONE_DAY)


def _date(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    """A day of a month, or of December; without a year the nearest to today. "Hôm 28/5" looks back."""
    said = match.groupdict()
    day, month, year = int(match["d"]), int(said.get("m") or 12), said.get("y")
    found = exact(int(year) % 100 + 2000, month, day) if year else nearest(day, month, today)
    back = _first_up_to(today, [found]) if year else latest(day, month, today)
    if said.get("hom"):
        return before(back)
    return NamedDay(found, sharp=True, back=back) if found else None


def _day_of_month(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    number, which = int(match["d"]), match["which"] or ""
    if not 1 <= number <= 31:
        return before() if which or match["hom"] else None
    next_one = _next_of_number(number, today)
    if which.endswith(("truoc", "roi")):
        last = today.replace(day=1) - ONE_DAY
        return before(exact(last.year, last.month, number))
    if match["hom"] and (which or number <= today.day):
        return before(next_one.back)
    if not which:
        return next_one
    found = clipped(today.year, today.month + ("nay" not in which), number)
    return NamedDay(found, sharp=True, back=next_one.back if "nay" in which else None)


def _next_of_number(number: int, today: date) -> NamedDay:
    """The next day of that number, today included; 31 is the last of a shorter month."""
    found = clipped(today.year, today.month, number)
    last = today.replace(day=1) - ONE_DAY
    back = _first_up_to(today, (exact(month.year, month.month, number) for month in (today, last)))
    if found < today:
        found = clipped(today.year, today.month + 1, number)
    return NamedDay(found, sharp=True, back=back)


def _after_holiday(match: Match, today: date, calendar: WorkingCalendar) -> NamedDay:
    """The first working day after the public holiday that is near; else it is unknown which is meant."""
    near = (today + n * ONE_DAY for n in range(_NEAR))
    day = next((each for each in near if each.weekday() <= _FRIDAY and not calendar.is_working(each)), None)
    return NamedDay(calendar.on_or_after(day)) if day else NamedDay(None)


def _duration(match: Match, today: date, calendar: WorkingCalendar) -> NamedDay | None:
    unit = match["unit"]
    if match["n"] == "nua":
        return NamedDay(today + _HALF_MONTH * ONE_DAY * (unit == "thang"))
    n = int(match["n"])
    if unit == "ngay lam viec":
        return NamedDay(calendar.shift(today, n))
    if unit == "thang":
        return NamedDay(clipped(today.year, today.month + n, today.day))
    return NamedDay(today + n * (_WEEK if unit == "tuan" else 1) * ONE_DAY)


_MEANINGS: dict[str, Meaning] = {
    "days_ago": lambda match, today, calendar: before(today - int(match["n"]) * ONE_DAY),
    "kia": lambda match, today, calendar: NamedDay(today + 2 * ONE_DAY, back=today - 2 * ONE_DAY),
    "next_working_day": lambda match, today, calendar: NamedDay(calendar.shift(today, 1)),
    "christmas": lambda match, today, calendar: NamedDay(nearest(24, 12, today)),
    "vague": lambda match, today, calendar: NamedDay(None),
    "before": lambda match, today, calendar: before(),
    "lunar": lambda match, today, calendar: NamedDay(None, lunar=True),
    "after_holiday": _after_holiday,
    "date": _date,
    "day_of_month": _day_of_month,
    "weekday": _weekday,
    "week": _week,
    "month": _months(1),
    "quarter": _months(_QUARTER),
    "year": _months(_YEAR),
    "duration": _duration,
}
_RULES = [
    (re.compile(f"(?<= )(?:{pattern.pattern})(?= )"), _MEANINGS.get(name) or _days_from_now(int(name)))
    for name, pattern in listed("days")
]


def days_at(line: str, place: int, today: date, calendar: WorkingCalendar) -> Iterator[tuple[int, NamedDay]]:
    """Every phrase of the grammar that begins at a place: where it ends and what it means."""
    for pattern, rule in _RULES:
        match = pattern.match(line, place)
        if match and (day := rule(match, today, calendar)):
            yield match.end(), day
    if match := NEAR.bare_range.match(line, place) or NEAR.bare.match(line, place):
        # A bare number is said as a day by what stands before and behind it.
        near = around(line, place, match.end())
        is_opening = NEAR.opens_bare.search(near) and not NEAR.no_day_before.search(near)
        if is_opening or NEAR.bare_day.search(near):
            yield match.end(), _next_of_number(int(match["d"]), today)


def around(line: str, start: int, end: int) -> str:
    """What stands at a place between « and », with the words before and behind it as far as they matter."""
    return f"{line[max(0, start - FAR) : start]}«{line[start:end].strip()}»{line[end : end + FAR]} "
