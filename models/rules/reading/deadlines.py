"""A deadline in the words of a letter: "trước 10 giờ ngày 24/11", "hết ngày 30/11", "trước ngày 25/11"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from models.rules.due_day import DueDay
from models.rules.reading.dates import Tense, TimePhrase, find_dates
from models.rules.reading.days import WEEKDAYS, exact, nearest
from models.rules.reading.fold import fold
from models.rules.reading.hours import PARTS_OF_THE_DAY
from models.rules.reading.lexicon import patterns
from models.rules.reading.near import FAR
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of, local

_RE = patterns("deadlines")

_ONE_DAY = timedelta(days=1)
# "10 giờ 00 phút", "10g00", as the reader of dates knows an hour.
_HOUR = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:giờ|gio|h|g)\s*(\d{2})(?!\d|[/.-]\d|\s*(?:tháng|thang))(?:\s*(?:phút|phut|p)(?!\w))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d(?:h|:| gio)")


def deadline_readings(words: str, now: datetime, calendar: WorkingCalendar | None = None) -> list[DueDay]:
    """What a deadline in words may mean, the safest first: "trước ngày 25/11" is the 24th, or the 25th itself.

    Of several days the last that is named as a deadline, else the first; `now` is aware. Empty where none lies
    ahead.
    """
    line, others = _without_weekdays(f" {fold(_HOUR.sub(_spelled, words))} ", day_of(now))
    line = _RE.before.sub("#", _RE.mark.sub("@", line))
    found = [when for when in find_dates(line.strip(), now, calendar) if _is_ahead(when)]
    if not found:
        return []
    marked = [
        when for when in found if _RE.after_a_mark.search(line, max(0, when.start - FAR), when.start + 1)
    ]
    when = (marked or found[:1])[-1]
    before = line.endswith(" # ", 0, when.start + 1)
    readings = {*_read(when, before), *(DueDay(day) for day in others)}
    ahead = [each for each in readings if each.on >= day_of(now)]
    return sorted(ahead, key=_moment)


def _moment(due: DueDay) -> tuple[date, time]:
    return due.on, due.hour or time.max


def _spelled(hour: re.Match[str]) -> str:
    return f"{hour[1]}h{hour[2]}"


def _is_ahead(when: TimePhrase) -> bool:
    return when.tense in (Tense.AHEAD, Tense.TODAY) and when.value is not None


def _without_weekdays(line: str, today: date) -> tuple[str, list[date]]:
    """The line without weekdays that name a date after them; and where the two disagree, the day of that week
    which the weekday means."""
    others = []
    for match in _RE.named.finditer(line):
        named, month, year = int(match["d"]), int(match["m"]), match["y"]
        day = exact(int(year), month, named) if year else nearest(named, month, today)
        weekday = WEEKDAYS.get(match["short"] or match["wd"] or "", 6)
        if day is not None and day.weekday() != weekday:
            others.append(day + (weekday - day.weekday()) * _ONE_DAY)
    return _RE.named.sub("", line), others


def _read(when: TimePhrase, before: bool) -> Iterator[DueDay]:
    if isinstance(when.value, datetime):
        yield DueDay(day_of(when.value), _hour(when.phrase, local(when.value).time()))
    elif when.value is not None:
        yield DueDay(when.value)
        if before:
            yield DueDay(when.value - _ONE_DAY)
    if when.other is not None:
        yield DueDay(when.other)


def _hour(phrase: str, said: time) -> time | None:
    """The hour that was said; of a part of the day its end, which in the afternoon is that of working hours."""
    if _CLOCK.search(phrase) or "đầu" in phrase:
        return said
    last = next((ends for part, (_, ends) in PARTS_OF_THE_DAY.items() if part in phrase), None)
    return last if last is not None and last < PARTS_OF_THE_DAY["chieu"][1] else None
