"""How typed words become answers: titles, days, hours, numbers."""

import re
from datetime import date, datetime, time, timedelta

from jobs.forms.form import Filling, Misread, Option, TwoReadings
from models.calendar import working_calendar
from models.changes.enlisting import plain
from models.rules.reading.dates import read_date
from models.rules.reading.deadlines import deadline_readings
from models.rules.zone import day_of

_LONGEST = 200
_FARTHEST = timedelta(days=800)
_HOUR = re.compile(r"\s*(\d{1,2})\s*(?:[:hg]|giờ|gio|h)?\s*(\d{2})?\s*(?:phút|phut|p)?\s*", re.IGNORECASE)


def line(filling: Filling, words: str) -> str:
    """One line of a name or title. Raises Misread."""
    text = " ".join(words.split())
    if len(text) < 2 or not any(each.isalpha() for each in text):
        raise Misread("empty")
    if len(text) > _LONGEST:
        raise Misread("too_long")
    return text


def day(filling: Filling, words: str) -> str:
    """A day from today on, as ISO. Raises Misread, TwoReadings."""
    calendar = working_calendar(filling.session, filling.person.agency_id)
    found = read_date(words, filling.now, calendar)
    if found is None or found.value is None:
        raise Misread("no_day")
    on = (
        found.value.astimezone(filling.now.tzinfo).date()
        if isinstance(found.value, datetime)
        else found.value
    )
    if on < day_of(filling.now) or on > day_of(filling.now) + _FARTHEST:
        raise Misread("day_past")
    if found.other is not None and found.other != on:
        raise TwoReadings([each.isoformat() for each in sorted((on, found.other))])
    return on.isoformat()


def hour(filling: Filling, words: str) -> str:
    """An hour of the day as HH:MM. Raises Misread."""
    found = _HOUR.fullmatch(words)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Misread("no_hour")
    return f"{time(int(found[1]), int(found[2] or 0)):%H:%M}"


_ABOUT_A_NUMBER = frozenset(["ngay", "mung", "mong", "lam", "viec", "hang", "moi", "thang", "sau", "chot"])


def whole(words: str, least: int, most: int) -> int:
    """The one number in words ("20", "ngày 20", "2 ngày làm việc"). Raises Misread."""
    numbers, others = re.findall(r"\d+", words), set(re.findall(r"[a-z]+", plain(words)))
    if len(numbers) != 1 or others - _ABOUT_A_NUMBER or not least <= int(numbers[0]) <= most:
        raise Misread("no_number")
    return int(numbers[0])


def year_day(words: str) -> str:
    """A day of every year, as day/month. Raises Misread."""
    found = re.search(r"\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\b", words)
    try:
        on = date(2025, int(found[2]), int(found[1])) if found else None
    except ValueError:
        on = None
    if on is None:
        raise Misread("no_day")
    return f"{on.day}/{on.month}"


def hours() -> list[Option]:
    """Hours that letters name."""
    return [Option(f"{hour:02}:00", f"{hour:02}:00") for hour in (8, 9, 10, 11, 14, 15, 16, 17)]


def deadline(filling: Filling, words: str) -> str:
    """A day, with its hour where one is named, as ISO: in the words of a letter. Raises Misread, TwoReadings."""
    calendar = working_calendar(filling.session, filling.person.agency_id)
    found = deadline_readings(words, filling.now, calendar)
    if not found:
        raise Misread("no_day")
    spelled = [
        f"{each.on.isoformat()}T{each.hour:%H:%M}" if each.hour else each.on.isoformat() for each in found
    ]
    if len(spelled) > 1:
        raise TwoReadings(spelled)
    return spelled[0]
