"""Days and moments in what was typed: where they stand, what they mean, and whether they lie ahead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from models.rules.reading.days import BEFORE, FAR, NEAR, RULES, NamedDay, around, is_bare_day, next_of_number
from models.rules.reading.hours import PARTS_OF_THE_DAY, clock_in, moment_of, next_to_come, part_of, span
from models.rules.working_days import WITHOUT_ROWS, WorkingCalendar
from models.rules.zone import day_of

_ONE_DAY = timedelta(days=1)
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
    value = when.value.date() if isinstance(when.value, datetime) else when.value
    week = (named.day and named.day.week) or said.week
    if named.day is None or value is None or value <= day_of(now):
        return replace(said, week=week)
    return _Said(value, week, named.part or part_of(when.value))


def _named(line: str, now: datetime, calendar: WorkingCalendar) -> list[_Named]:
    """Of the phrases that begin at a place the longest; what speaks of one moment is one: "10h30 sáng mai"."""
    found: list[_Named] = []
    place = 0
    while place < len(line):
        phrases = [*_days(line, place, day_of(now), calendar), *_clocks(line, place, now)]
        longest = max(phrases, key=lambda each: each.end, default=None)
        if longest and found and _joins(line, found[-1], longest):
            found[-1] = _joined(found[-1], longest)
        elif longest:
            found.append(longest)
        place = longest.end if longest else line.find(" ", place) + 1 or len(line)
    return found


def _days(line: str, place: int, today: date, calendar: WorkingCalendar) -> Iterator[_Named]:
    if match := NEAR.same_day.match(line, place):
        yield _Named(place, match.end(), day=NamedDay(None if match["that"] else today), same_day=True)
    for pattern, rule in RULES:
        match = pattern.match(line, place)
        if match and (day := rule(match, today, calendar)):
            yield _Named(place, match.end(), day=day)
    if match := NEAR.today_alone.match(line, place):
        yield _Named(place, place + 3, day=NamedDay(today))
    if (match := NEAR.bare_range.match(line, place) or NEAR.bare.match(line, place)) and is_bare_day(match):
        yield _Named(place, match.end(), day=next_of_number(int(match["d"]), today))


def _clocks(line: str, place: int, now: datetime) -> Iterator[_Named]:
    today = day_of(now)
    if found := span(line, place):
        yield _Named(place, found[0], moment=now + found[1])
    if (match := NEAR.clock.match(line, place)) and (clock := clock_in(match)) is not None:
        yield _Named(place, match.end(), clock=clock)
    if match := NEAR.edge.match(line, place):
        yield _Named(place, match.end(), edge=match["edge"], opens=match["edge"])
    if match := NEAR.part.match(line, place):
        day = {
            "nay": NamedDay(today),
            "qua": replace(BEFORE, back=today - _ONE_DAY),
            "ra": NamedDay(today + _ONE_DAY),
        }.get(match["which"])
        yield _Named(place, match.end(), day=day, part=match["part"], opens=match["part"])


def _joins(line: str, named: _Named, other: _Named) -> bool:
    """Whether both speak of one moment. It has one day, or a weekday with its date; a part of the day takes none
    that is over and known."""
    if named.moment or other.moment or not NEAR.between.fullmatch(line[named.end : other.start]):
        return False
    if other.day and named.day:
        return _are_one(named.day, other.day)
    if other.day:
        return not (other.day.past and other.day.day and (named.part or named.edge))
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


def _are_one(known: NamedDay, day: NamedDay) -> bool:
    """ "Thứ sáu ngày 4", "mai 24", "thứ hai đầu tuần": the same day named twice, or the weekday of a date."""
    if known.day is None or day.day is None:
        return False
    return known.day == day.day or (
        not day.loose and known.loose and known.day.weekday() == day.day.weekday()
    )


def _read(line: str, named: _Named, now: datetime, said: _Said) -> TimePhrase | None:
    phrase = line[named.start : named.end].strip()
    before, after = around(line, named.start, named.end)
    if _is_no_time(phrase, before, after):
        return None
    found = TimePhrase(named.start, named.end, phrase, Tense.PAST, None)
    if named.day:
        found = replace(found, back=named.day.back, loose=named.day.loose)
    if NEAR.worked_since.search(before) or _is_since(phrase, before, after, named):
        return found
    day = _in_context(named, phrase, before, after, said)
    if _is_aside(phrase, before, after, day):
        return replace(found, tense=Tense.ASIDE)
    if named.moment:
        return replace(found, tense=Tense.AHEAD, value=named.moment)
    if day is None and named.clock is None and not _part_alone(named.opens, before, after):
        return None
    if day is None and NEAR.reminds.search(before):
        return replace(found, tense=Tense.AHEAD, value=next_to_come(named.clock, named.part, now))
    if day is not None and named.is_whole_day:
        day = _shifted(day, before, day_of(now), phrase[0].isalpha())
    return _placed(found, named, day or NamedDay(day_of(now)), now)


def _in_context(named: _Named, phrase: str, before: str, after: str, said: _Said) -> NamedDay | None:
    """The day: an hour alone is of the day named last, a weekday of the week named last."""
    day = named.day
    if day and day.loose and day.day and said.week and NEAR.stays_in_week.search(before) is None:
        return replace(day, day=said.week + day.day.weekday() * _ONE_DAY, loose=False)
    if day and _is_reported(phrase, before, after):
        return BEFORE
    if said.day and (named.same_day or (day is None and _goes_on(said, named))):
        return NamedDay(said.day)
    return day


def _goes_on(said: _Said, named: _Named) -> bool:
    """An hour, or the same part of the day or a later one, is of the day named before."""
    if named.clock is not None or not (named.part and said.part):
        return named.clock is not None
    return _PARTS.index(named.part) >= _PARTS.index(said.part)


def _is_since(phrase: str, before: str, after: str, named: _Named) -> bool:
    """ "Từ sáng", "từ thứ ba rồi"."""
    since = before.endswith(" tu ") or phrase.startswith("tu ")
    return since and (named.opens is not None or after.startswith(" roi"))


def _is_reported(phrase: str, before: str, after: str) -> bool:
    """Whether "hôm 26", "bữa thứ bảy" look back: the number where the deed is told as done, the weekday mostly."""
    found = re.search(r"(?:^| )hom (?:(\d)|th?[2-7]|thu |cn|chu )", phrase)
    if found is None or "tuan" in phrase:
        return False
    clause = f"{before.rpartition(',')[2]} {after.partition(',')[0]} "
    if found[1]:
        return NEAR.reported.search(clause) is not None
    return NEAR.foretold.search(clause) is None


def _is_no_time(phrase: str, before: str, after: str) -> bool:
    """A person called Mai; six of seven items; twelve o'clock in a ratio."""
    if phrase == "mai" and NEAR.person.search(before) and not NEAR.me_after.match(after):
        return not re.search(r" hen \S+ $", before) or bool(NEAR.acts.match(after))
    if NEAR.numbered.search(before) and re.fullmatch(r"thu \S+", phrase):
        return True
    share = re.fullmatch(r"(\d+)/(\d+)", phrase)
    if share is None or NEAR.counted.match(after):
        return share is not None
    return int(share[1]) <= int(share[2]) and NEAR.reached.search(before) is not None


def _is_aside(phrase: str, before: str, after: str, day: NamedDay | None) -> bool:
    """The deadline itself, a data period, a length of time that promises nothing."""
    if NEAR.deadline.search(before) and not NEAR.asked.search(before):
        return True
    if before.endswith(" moi ") and phrase == "đầu tuan":
        return True
    if NEAR.plain_count.match(phrase):
        return _is_mere_length(before, after)
    named = re.fullmatch(r"(?:thang \d{1,2}|t\d{1,2}|thang nay|tuan nay|nam nay|quy nay|thang truoc)", phrase)
    if day is None or not named or not NEAR.report.search(before):
        return False
    return not re.search(r" (?:den|hen|tới) $", before)


def _is_mere_length(before: str, after: str) -> bool:
    """Whether a number of days promises nothing: "trễ 3 ngày"."""
    if NEAR.asked_late.search(before) and not NEAR.settled_after.match(after):
        return False
    alone = before.strip(" ,") in ("", "dạ") and NEAR.nothing_more.match(after) is not None
    return bool(NEAR.lateness.search(before)) or not (alone or NEAR.promising.search(before))


def _part_alone(opens: str | None, before: str, after: str) -> bool:
    """A part of the day without a day is today's, where it opens or closes what is said about the deed."""
    if opens in _EDGES:
        return True
    if opens not in ("chieu", "sáng", "tối", "trua") or NEAR.every.search(before):
        return False
    return NEAR.opens_a_part.search(before) is not None or NEAR.closes_a_part.match(after) is not None


def _shifted(day: NamedDay, before: str, today: date, named: bool) -> NamedDay:
    """ "Trước ngày 20" is the 19th at the latest, "sau ngày 20" the 21st."""
    if day.day is None or not day.sharp:
        return day
    if NEAR.since.search(before) or (named and NEAR.past_it.search(before)):
        return replace(day, day=day.day + _ONE_DAY, other=None)
    if NEAR.before.search(before) and not NEAR.at_the_latest.search(before):
        return replace(day, day=max(day.day - _ONE_DAY, today), other=None)
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
    for n in range(len(out) - 1):
        first, second = out[n], out[n + 1]
        is_span = _ends_in(NEAR.from_day, line, first.start) and _ends_in(NEAR.to_day, line, second.start)
        if is_span and second.start - first.end < _SPAN_LETTERS:
            out[n] = replace(first, tense=Tense.ASIDE, value=None)
            out[n + 1] = replace(second, tense=Tense.ASIDE, value=None)
    return out


def _ends_in(pattern: re.Pattern[str], line: str, place: int) -> bool:
    """Whether what stands before a place ends so."""
    return pattern.search(line, max(0, place - FAR), place) is not None
