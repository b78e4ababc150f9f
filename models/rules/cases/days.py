"""The day in a cell of a list: a spreadsheet's own, or typed in one of the ways that systems write it."""

import re
from datetime import date, datetime, timedelta

from models.rules.zone import day_of

_LONGEST = 60
_HOUR = r"\d{1,2}(?:[:hg]\d{0,2}){1,2}(?:\.\d+)?"
_DAY_FIRST = re.compile(
    rf"(?:[^\d]*{_HOUR})?[^\d]*(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)"
    rf"(?P<year>\d{{4}}|\d{{2}})(?:[^\d]+{_HOUR})?[^\d]*"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})(?:[T ]+{_HOUR})? ?"
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_EPOCH = date(1899, 12, 30)
_NONE = (date.min, date(1900, 1, 1))
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)


def day_in(cell: object) -> date | None:
    """The day that a cell holds, in Vietnam, without its hour; None for an empty cell, and for the first day that a
    system knows (01/01/0001, 01/01/1900), which it writes where it has none.

    DD/MM/YYYY with or without an hour, also with "-" or "." between, two digits for a year, ISO 8601 (a moment in
    UTC becomes the day in Vietnam), spreadsheet days and their serial numbers, from 2000 to 2099. For
    anything else raises ValueError, which never repeats what stood there.
    """
    if cell is None:
        return None
    try:
        day = _plain_day(cell)
    except OverflowError:
        day = None
    if day in _NONE:
        return None
    if day is None or not _FIRST <= day <= _LAST:
        raise ValueError("not a day")
    return day


def _plain_day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return day_of(cell) if cell.tzinfo else cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_serial(cell)
    return _typed(cell) if isinstance(cell, str) else None


def _typed(text: str) -> date | None:
    if len(text) > _LONGEST:
        return None
    if _SERIAL.fullmatch(text):
        return _of_serial(float(text.replace(",", ".")))
    if found := _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        return _of_parts(*(found[name] for name in ("year", "month", "day")))
    return _of_moment(text)


def _of_parts(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return None


def _of_moment(text: str) -> date | None:
    """A moment with its offset: "2026-12-14T16:30:00Z"."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return day_of(moment) if moment.tzinfo else moment.date()


def _of_serial(number: float) -> date | None:
    """The day of a spreadsheet's serial number; what is too small or too large for one is none."""
    return _EPOCH + timedelta(days=int(number)) if 1 <= number <= 80_000 else None
