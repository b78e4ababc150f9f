"""Hours: the parts of a working day, the moment that an hour means, and when it comes next."""

import re
from datetime import date, datetime, time, timedelta

from models.rules.office_hours import DEFAULT_HOURS
from models.rules.reading.days import NEAR, ONE_DAY, around
from models.rules.zone import at, day_of, local

_MORNING, _AFTERNOON = DEFAULT_HOURS.spans
PARTS_OF_THE_DAY: dict[str, tuple[time, time]] = {
    "sáng": _MORNING,
    "trua": (_MORNING[1], _AFTERNOON[0]),
    "chieu": _AFTERNOON,
    "tối": (time(19, 0), time(22, 0)),
    "dem": (time(19, 0), time(22, 0)),
    "khuya": (time(22, 0), time(23, 0)),
}
"""When each part of a day begins and ends; a promise for it is its beginning, once that is past its end."""


def clock_in(match: re.Match[str]) -> time | None:
    """The hour named; 24h is that of the midnight, which `moment_of` finds."""
    minutes = int(match["m"] or match["m2"] or match["m3"] or 0) + (30 if match["half"] else 0)
    total = int(match["h"]) % 24 * 60 + minutes - int(match["less"] or 0)
    return time(total // 60, total % 60) if int(match["h"]) <= 24 and minutes < 60 and total >= 0 else None


def span(line: str, place: int) -> tuple[int, timedelta] | None:
    """The end and the length of a time from now that begins at a place: "2 tiếng rưỡi nữa", "sau 30 phút"; but
    "sau 8 giờ" is an hour."""
    match = NEAR.after.match(line, place)
    if match is None:
        match = NEAR.span.match(line, place)
        if match is None or (match["n"] == "nua" and match["unit"] is None):
            return None
        near = around(line, place, match.end())
        hour = match["unit"] == "gio" and match["n"] != "nua" and int(match["n"]) < 24
        if not NEAR.only_span.search(near) and not (NEAR.sure_span if hour else NEAR.asked_span).search(near):
            return None
    n = 0.5 if match["n"] == "nua" else int(match["n"]) + (0.5 if match["half"] else 0)
    return match.end(), timedelta(minutes=n if match["unit"] == "phut" else n * 60)


def moment_of(on: date, clock: time | None, part: str | None, ends: bool, now: datetime) -> datetime | None:
    """The moment of that day, or None where it has passed."""
    if clock is not None:
        # "12h đêm nay", "0h": the end of the day that is named.
        is_midnight = clock.hour == 0 or (clock.hour == 12 and part in ("dem", "khuya", "tối"))
        if is_midnight and (part or on == day_of(now)):
            return at(on + ONE_DAY, clock.replace(hour=0))
        moment = at(on, _afternoon(clock, part))
        return moment if moment > now else None
    first, last = PARTS_OF_THE_DAY[part or "chieu"]
    choices = (last,) if ends else (first, last)
    return next((moment for hour in choices if (moment := at(on, hour)) > now), None)


def _afternoon(clock: time, part: str | None) -> time:
    """3h is 15:00 unless it is said to be early: offices are closed at three in the morning."""
    late = part in ("chieu", "tối", "dem", "khuya")
    at_noon, unsaid = part == "trua" and clock.hour < 4, part is None and clock.hour < 7
    if 0 < clock.hour < 12 and (late or at_noon or unsaid):
        return clock.replace(hour=clock.hour + 12)
    return clock


def next_to_come(clock: time | None, part: str | None, now: datetime) -> datetime:
    """When that hour, or part of the day, comes next: a reminder is wanted, never one that is over."""
    clock = clock if clock is not None else PARTS_OF_THE_DAY[part or "chieu"][0]
    hours = {_afternoon(clock, part), clock if part is None else _afternoon(clock, part)}
    moments = (at(day_of(now) + days * ONE_DAY, hour) for days in range(2) for hour in hours)
    return min(moment for moment in moments if moment > now)


def has_not_begun(value: date | datetime | None, phrase: str) -> bool:
    """Whether a moment to come is that of an hour, or of a part of the day of which nothing is over yet."""
    ends = {last for part, (_, last) in PARTS_OF_THE_DAY.items() if part in phrase}
    return isinstance(value, datetime) and local(value).time() not in ends


def part_of(value: date | datetime | None) -> str | None:
    """The part of the day in which a moment lies; None where it is none."""
    if not isinstance(value, datetime):
        return None
    return next((part for part, (_, last) in PARTS_OF_THE_DAY.items() if local(value).time() <= last), None)
