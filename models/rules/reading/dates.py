"""Days and moments in what was typed: where they stand, what they mean, and whether they lie ahead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from itertools import pairwise

from models.rules.reading.days import NEAR, ONE_DAY, NamedDay, around, before, days_at
from models.rules.reading.hours import PARTS_OF_THE_DAY, clock_in, moment_of, next_to_come, part_of, span
from models.rules.working_days import WITHOUT_ROWS, WorkingCalendar
from models.rules.zone import day_of

# The ends of a span stand so near to one another.
_SPAN_LETTERS = 12
_PARTS, _EDGES = list(PARTS_OF_THE_DAY), ("đầu", "cuoi", "het")


class Tense(StrEnum):
    """How a phrase stands to now; only `ahead` and `today` can be promises."""

    AHEAD = "ahead"
    TODAY = "today"
    CURRENT = "current"
    PAST = "past"
    VAGUE = "vague"
    ASIDE = "aside"


@dataclass(frozen=True)
class TimePhrase:
    """A phrase about time, from `start` to `end` of the folded line.

    `value` is a day, an aware moment (Vietnam) where an hour or a part of the day was said, or None where the
    phrase names none exactly (`vague`) or is no promise: past, a data period, the deadline itself (`aside`).
    `other` is a second reading ("t5" is Thursday, or the end of May). `passed` says that it looks back only because
    the day or hour it names is over: told before that, it would have been a promise. `lunar` says that it is vague
    because it names a day of the lunar calendar, which is asked about and never dated. `back` is the last day up to
    today that it can mean, `loose` that it is a weekday alone.
    """

    start: int
    end: int
    phrase: str
    tense: Tense
    value: date | datetime | None
    other: date | None = None
    passed: bool = False
    lunar: bool = False
    back: date | None = None
    loose: bool = False

    @property
    def day(self) -> date | None:
        """The day of `value`."""
        return day_of(self.value) if isinstance(self.value, datetime) else self.value


@dataclass(frozen=True)
class _Said:
    """What was named before: a day to come, the `part` of it, and the Monday of a coming week."""

    day: date | None = None
    week: date | None = None
    part: str | None = None


@dataclass(frozen=True)
class _Named:
    """What one phrase, or several in a row, name of one moment: a day, an hour, a part of the day or its `edge`.

    `opens` is the part or edge with which it begins, `same_day` that it begins with the day named before.
    """

    start: int
    end: int
    day: NamedDay | None = None
    clock: time | None = None
    part: str | None = None
    edge: str | None = None
    moment: datetime | None = None
    opens: str | None = None
    same_day: bool = False

    @property
    def is_whole_day(self) -> bool:
        return self.clock is None and not (self.part or self.edge)


def find_dates(line: str, now: datetime, calendar: WorkingCalendar | None = None) -> list[TimePhrase]:
    """Every phrase about time in a line that `fold` made, in order; `now` is aware.

    Working days are counted by `calendar` (without one: Monday to Friday minus the public holidays).
    """
    line = f" {line} "
    said, read = _Said(), list[TimePhrase]()
    for named in _named(line, now, calendar or WITHOUT_ROWS):
        if when := _read(line, named, now, said):
            read.append(when)
            said = _then(said, when, named, now)
    return [replace(when, start=when.start - 1, end=when.end - 1) for when in _ranges(line, read)]


def _then(said: _Said, when: TimePhrase, named: _Named, now: datetime) -> _Said:
    """What was named so far, with one phrase more."""
    if when.tense not in (Tense.AHEAD, Tense.VAGUE):
        return said
    week = (named.day and named.day.week) or said.week
    if named.day is None or when.day is None or when.day <= day_of(now):
        return replace(said, week=week)
    return _Said(when.day, week, named.part or part_of(when.value))


def _named(line: str, now: datetime, calendar: WorkingCalendar) -> list[_Named]:
    """Of the phrases that begin at a place the longest; what speaks of one moment is one: "10h30 sáng mai"."""
    found: list[_Named] = []
    place = 0
    while place < len(line):
        longest = max(_at(line, place, now, calendar), key=lambda each: each.end, default=None)
        if longest and found and _joins(line, found[-1], longest):
            found[-1] = _joined(found[-1], longest)
        elif longest:
            found.append(longest)
        place = longest.end if longest else line.find(" ", place) + 1 or len(line)
    return found


def _at(line: str, place: int, now: datetime, calendar: WorkingCalendar) -> Iterator[_Named]:
    """Every phrase that begins at a place."""
    today = day_of(now)
    if match := NEAR.same_day.match(line, place):
        yield _Named(place, match.end(), day=NamedDay(None if match["that"] else today), same_day=True)
    yield from (_Named(place, end, day=day) for end, day in days_at(line, place, today, calendar))
    if found := span(line, place):
        yield _Named(place, found[0], moment=now + found[1])
    if (match := NEAR.clock.match(line, place)) and (clock := clock_in(match)) is not None:
        yield _Named(place, match.end(), clock=clock)
    if match := NEAR.edge.match(line, place):
        yield _Named(place, match.end(), edge=match["edge"], opens=match["edge"])
    if match := NEAR.part.match(line, place):
        days = {"nay": NamedDay(today), "qua": before(today - ONE_DAY), "ra": NamedDay(today + ONE_DAY)}
        yield _Named(
            place, match.end(), day=days.get(match["which"]), part=match["part"], opens=match["part"]
        )


def _joins(line: str, named: _Named, other: _Named) -> bool:
    """Whether both speak of one moment. It has one day, or a weekday with its date."""
    if named.moment or other.moment or not NEAR.between.fullmatch(line[named.end : other.start]):
        return False
    if other.day and named.day:
        # "Thứ sáu ngày 4", "mai 24", "thứ hai đầu tuần": the same day named twice, or the weekday of a date.
        known, day = named.day, other.day
        if known.day is None or day.day is None or known.day == day.day:
            return known.day is not None and day.day is not None
        return known.loose and not day.loose and known.day.weekday() == day.day.weekday()
    if other.day:
        return True
    if other.clock is not None:
        return named.clock is None
    return not (named.part and named.edge)


def _joined(named: _Named, other: _Named) -> _Named:
    """Of a weekday and its date the date counts."""
    return replace(
        named,
        end=other.end,
        day=other.day or named.day,
        clock=other.clock if named.clock is None else named.clock,
        part=named.part or other.part,
        edge=named.edge or other.edge,
    )


def _read(line: str, named: _Named, now: datetime, said: _Said) -> TimePhrase | None:
    phrase = line[named.start : named.end].strip()
    near = around(line, named.start, named.end)
    if _is_no_time(phrase, near):
        return None
    found = TimePhrase(named.start, named.end, phrase, Tense.PAST, None)
    if named.day:
        found = replace(found, back=named.day.back, loose=named.day.loose)
    since = re.search(" tu «|«tu ", near) and (named.opens or "» roi" in near)
    if since or NEAR.worked_since.search(near):
        return found
    if _is_aside(near):
        return replace(found, tense=Tense.ASIDE)
    if named.moment:
        return replace(found, tense=Tense.AHEAD, value=named.moment)
    day = _in_context(named, phrase, near, said)
    if day is None and named.clock is None and not _part_alone(named.opens, near):
        return None
    if day is None and NEAR.reminds.search(near):
        return replace(found, tense=Tense.AHEAD, value=next_to_come(named.clock, named.part, now))
    if day is not None and named.is_whole_day:
        day = _shifted(day, near, day_of(now))
    return _placed(found, named, day or NamedDay(day_of(now)), now)


def _in_context(named: _Named, phrase: str, near: str, said: _Said) -> NamedDay | None:
    """The day: an hour alone is of the day named last, a weekday of the week named last."""
    day = named.day
    if day and day.loose and day.day and said.week and NEAR.stays_in_week.search(near) is None:
        return replace(day, day=said.week + day.day.weekday() * ONE_DAY, loose=False)
    if day and _is_reported(phrase, near):
        return before()
    # An hour, or the same part of the day or a later one, is of the day named before.
    is_no_earlier = named.part and said.part and _PARTS.index(named.part) >= _PARTS.index(said.part)
    goes_on = day is None and (named.clock is not None or is_no_earlier)
    return NamedDay(said.day) if said.day and (named.same_day or goes_on) else day


def _is_reported(phrase: str, near: str) -> bool:
    """Whether "hôm 26", "bữa thứ bảy" look back: the number where the deed is told as done, the weekday mostly."""
    found = re.search(r"(?:^| )hom (?:(\d)|th?[2-7]|thu |cn|chu )", phrase)
    clause = re.search("[^,]*«.*»[^,]*", near)
    if found is None or clause is None or "tuan" in phrase:
        return False
    return (NEAR.reported.search(clause[0]) is not None) if found[1] else not NEAR.foretold.search(clause[0])


def _is_no_time(phrase: str, near: str) -> bool:
    """A person called Mai; six of seven items; twelve o'clock in a ratio."""
    share = re.fullmatch(r"(\d+)/(\d+)", phrase)
    is_share = share is not None and int(share[1]) <= int(share[2]) and NEAR.reached.search(near) is not None
    return is_share or NEAR.no_time.search(near) is not None


def _is_aside(near: str) -> bool:
    """The deadline itself, a data period, a length of time that promises nothing: "trễ 3 ngày"."""
    if NEAR.of_data.search(near) or (NEAR.deadline.search(near) and not NEAR.asked.search(near)):
        return True
    if NEAR.is_length.search(near) is None or NEAR.asked_late.search(near):
        return False
    return NEAR.lateness.search(near) is not None or NEAR.promising.search(near) is None


def _part_alone(opens: str | None, near: str) -> bool:
    """A part of the day without a day is today's, where it opens or closes what is said about the deed."""
    if opens not in ("chieu", "sáng", "tối", "trua") or NEAR.every.search(near):
        return opens in _EDGES
    return NEAR.part_alone.search(near) is not None


def _shifted(day: NamedDay, near: str, today: date) -> NamedDay:
    """ "Trước ngày 20" is the 19th at the latest, "sau ngày 20" the 21st."""
    if day.day is None or not day.sharp:
        return day
    if NEAR.since.search(near):
        return replace(day, day=day.day + ONE_DAY, other=None)
    if NEAR.before.search(near) and not NEAR.at_the_latest.search(near):
        return replace(day, day=max(day.day - ONE_DAY, today), other=None)
    return day


def _placed(found: TimePhrase, named: _Named, day: NamedDay, now: datetime) -> TimePhrase:
    """The phrase with its day or moment, and how that stands to now."""
    today = day_of(now)
    if day.past or day.day is None:
        tense = Tense.PAST if day.past else Tense.CURRENT if day.current else Tense.VAGUE
        return replace(found, tense=tense, lunar=day.lunar)
    if day.day < today:
        return replace(found, passed=True)
    tense = Tense.TODAY if day.day == today else Tense.AHEAD
    if named.is_whole_day:
        sure = re.search(r"sáng|chieu|tuan", found.phrase)
        return replace(found, tense=tense, value=day.day, other=None if sure else day.other)
    ends = named.edge in ("cuoi", "het")
    moment = moment_of(day.day, named.clock, named.part, ends, now)
    return replace(found, tense=tense, value=moment) if moment else replace(found, passed=True)


def _ranges(line: str, whens: list[TimePhrase]) -> list[TimePhrase]:
    """ "Từ 15/10 đến 14/11" is a span of data or of absence: neither end is a promise."""
    out = list(whens)
    near = [around(line, when.start, when.end) for when in whens]
    for n, (first, second) in enumerate(pairwise(whens)):
        is_span = NEAR.from_day.search(near[n]) and NEAR.to_day.search(near[n + 1])
        if is_span and second.start - first.end < _SPAN_LETTERS:
            out[n : n + 2] = (replace(each, tense=Tense.ASIDE, value=None) for each in (out[n], second))
    return out
