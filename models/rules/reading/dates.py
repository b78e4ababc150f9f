"""Days and moments in what was typed: where they stand, what they mean, and whether they lie ahead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from models.rules.reading.days import BEFORE, RULES, NamedDay, day_of_this_month_or_next
from models.rules.reading.hours import PARTS_OF_THE_DAY, clock_in, moment_of, next_to_come, part_of
from models.rules.reading.near import FAR, NEAR, around, is_bare_day, span
from models.rules.working_days import WITHOUT_ROWS, WorkingCalendar
from models.rules.zone import day_of

_ONE_DAY = timedelta(days=1)
# The ends of a span stand so near to one another.
_SPAN_LETTERS = 12
_PARTS = list(PARTS_OF_THE_DAY)


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
    because it names a day of the lunar calendar, which is asked about and never dated.
    """

    start: int
    end: int
    phrase: str
    tense: Tense
    value: date | datetime | None
    other: date | None = None
    passed: bool = False
    lunar: bool = False


@dataclass(frozen=True)
class _Said:
    """What was named before: a day to come, the `part` of it, and the Monday of a coming week."""

    day: date | None = None
    week: date | None = None
    part: str | None = None


@dataclass(frozen=True)
class _Atom:
    start: int
    end: int
    day: NamedDay | None = None
    clock: time | None = None
    part: str | None = None
    moment: datetime | None = None
    same_day: bool = False


def find_dates(line: str, now: datetime, calendar: WorkingCalendar | None = None) -> list[TimePhrase]:
    """Every phrase about time in a line that `fold` made, in order; `now` is aware.

    Working days are counted by `calendar` (without one: Monday to Friday minus the public holidays).
    """
    line = f" {line} "
    said, read = _Said(), list[TimePhrase]()
    for group in _grouped(line, _atoms(line, day_of(now), now, calendar or WITHOUT_ROWS)):
        if when := _read(line, group, now, said):
            read.append(when)
            said = _then(said, when, group, now)
    return [replace(when, start=when.start - 1, end=when.end - 1) for when in _ranges(line, read)]


def _then(said: _Said, when: TimePhrase, group: list[_Atom], now: datetime) -> _Said:
    """What was named so far, with one phrase more."""
    if when.tense not in (Tense.AHEAD, Tense.VAGUE):
        return said
    value = when.value.date() if isinstance(when.value, datetime) else when.value
    day = _day_in(group)
    week = day.week if day and day.week else said.week
    if day is None or value is None or value <= day_of(now):
        return replace(said, week=week)
    return _Said(value, week, _part_in(group) or part_of(when.value))


def _atoms(line: str, today: date, now: datetime, calendar: WorkingCalendar) -> Iterator[_Atom]:
    place = 0
    while place < len(line):
        found = _longest(line, place, today, now, calendar)
        if found:
            yield found
        place = found.end if found else line.find(" ", place) + 1 or len(line)


def _longest(line: str, place: int, today: date, now: datetime, calendar: WorkingCalendar) -> _Atom | None:
    """The longest phrase that begins at a place."""
    candidates = [*_day_atoms(line, place, today, calendar), *_clock_atoms(line, place, today, now)]
    return max(candidates, key=lambda atom: atom.end, default=None)


def _day_atoms(line: str, place: int, today: date, calendar: WorkingCalendar) -> Iterator[_Atom]:
    if match := NEAR.same_day.match(line, place):
        yield _Atom(place, match.end(), day=NamedDay(None if match["that"] else today), same_day=True)
    for pattern, rule in RULES:
        match = pattern.match(line, place)
        if match and (day := rule(match, today, calendar)):
            yield _Atom(place, match.end(), day=day)
    if match := NEAR.today_alone.match(line, place):
        yield _Atom(place, place + 3, day=NamedDay(today))
    if (match := NEAR.bare_range.match(line, place) or NEAR.bare.match(line, place)) and is_bare_day(match):
        yield _Atom(place, match.end(), day=day_of_this_month_or_next(int(match["d"]), today))


def _clock_atoms(line: str, place: int, today: date, now: datetime) -> Iterator[_Atom]:
    if match := span(line, place):
        yield _Atom(place, match.end(), moment=now + _length(match))
    if (match := NEAR.clock.match(line, place)) and (clock := clock_in(match)) is not None:
        yield _Atom(place, match.end(), clock=clock)
    if match := NEAR.edge.match(line, place):
        yield _Atom(place, match.end(), part="start" if match["edge"] == "đầu" else "end")
    if match := NEAR.part.match(line, place):
        day = {"nay": NamedDay(today), "qua": BEFORE, "ra": NamedDay(today + _ONE_DAY)}.get(match["which"])
        yield _Atom(place, match.end(), day=day, part=match["part"])


def _length(match: re.Match[str]) -> timedelta:
    n = 0.5 if match["n"] == "nua" else int(match["n"]) + (0.5 if match["half"] else 0)
    return timedelta(minutes=n if match["unit"] == "phut" else n * 60)


def _grouped(line: str, atoms: Iterator[_Atom]) -> list[list[_Atom]]:
    """Atoms that follow one another and speak of one moment: "10h30" "sáng" "mai"."""
    groups: list[list[_Atom]] = []
    for atom in atoms:
        if groups and _joins(line, groups[-1], atom):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return groups


def _joins(line: str, group: list[_Atom], atom: _Atom) -> bool:
    between = line[group[-1].end : atom.start]
    if atom.moment or group[-1].moment or not NEAR.between.fullmatch(between):
        return False
    if atom.day:
        return _takes_day(group, atom.day)
    if atom.clock is not None and _clock_in(group) is not None:
        return False
    return sum(each.part is not None for each in group) < 2


def _takes_day(group: list[_Atom], day: NamedDay) -> bool:
    """A group has one day, or a weekday with its date; a part of the day takes none that is over and known."""
    known = _day_in(group)
    if known:
        return _are_one(known, day)
    return not (day.past and day.day and any(each.part for each in group))


def _are_one(known: NamedDay, day: NamedDay) -> bool:
    """ "Thứ sáu ngày 4", "mai 24", "thứ hai đầu tuần": the same day named twice, or the weekday of a date."""
    if known.day is None or day.day is None:
        return False
    return known.day == day.day or (
        not day.loose and known.loose and known.day.weekday() == day.day.weekday()
    )


def _read(line: str, group: list[_Atom], now: datetime, said: _Said) -> TimePhrase | None:
    start, end = group[0].start, group[-1].end
    phrase = line[start:end].strip()
    before, after = around(line, start, end)
    if _is_no_time(phrase, before, after):
        return None
    found = TimePhrase(start, end, phrase, Tense.PAST, None)
    if NEAR.worked_since.search(before) or _is_since(phrase, before, after, group):
        return found
    day = _in_context(group, phrase, before, after, said)
    if _is_aside(phrase, before, after, day):
        return replace(found, tense=Tense.ASIDE)
    if group[0].moment:
        return replace(found, tense=Tense.AHEAD, value=group[0].moment)
    if day is None and _clock_in(group) is None and not _part_alone(group, before, after):
        return None
    if day is None and NEAR.reminds.search(before):
        return replace(found, tense=Tense.AHEAD, value=next_to_come(_clock_in(group), _part_in(group), now))
    if day is None and _clock_in(group) is None and not _part_alone(group, before, after):
        return None
    return _placed(found, group, _shifted(day, before, group, day_of(now), phrase[0].isalpha()), now)


def _in_context(group: list[_Atom], phrase: str, before: str, after: str, said: _Said) -> NamedDay | None:
    """The day of a group: an hour alone is of the day named last, a weekday of the week named last."""
    day = _day_in(group)
    if day and day.loose and day.day and said.week and NEAR.stays_in_week.search(before) is None:
        return replace(day, day=said.week + day.day.weekday() * _ONE_DAY, loose=False)
    if day and _is_reported(phrase, before, after):
        return BEFORE
    if said.day and (group[0].same_day or (day is None and _goes_on(said, group))):
        return NamedDay(said.day)
    return day


def _goes_on(said: _Said, group: list[_Atom]) -> bool:
    """An hour, or the same part of the day or a later one, is of the day named before."""
    part = _part_in(group)
    if _clock_in(group) is not None or not (part and said.part):
        return _clock_in(group) is not None
    return _PARTS.index(part) >= _PARTS.index(said.part)


def _is_since(phrase: str, before: str, after: str, group: list[_Atom]) -> bool:
    """ "Từ sáng", "từ thứ ba rồi"."""
    since = before.endswith(" tu ") or phrase.startswith("tu ")
    return since and (group[0].part is not None or after.startswith(" roi"))


def _day_in(group: list[_Atom]) -> NamedDay | None:
    """The day of a group; of a weekday and its date the date."""
    return next((each.day for each in reversed(group) if each.day), None)


def _clock_in(group: list[_Atom]) -> time | None:
    return next((each.clock for each in group if each.clock is not None), None)


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
    return bool(re.fullmatch(r"\d+/\d+", phrase) and _is_ratio(phrase, before, after))


def _is_ratio(phrase: str, before: str, after: str) -> bool:
    if NEAR.counted.match(after):
        return True
    done, whole = map(int, phrase.split("/"))
    return done <= whole and bool(re.search(r" (?:xong|hoan thanh|dat|duoc|du|ca)(?: duoc)? $", before))


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


def _part_alone(group: list[_Atom], before: str, after: str) -> bool:
    """A part of the day without a day is today's, where it opens or closes what is said about the deed."""
    if group[0].part in ("end", "start"):
        return True
    if group[0].part not in ("chieu", "sáng", "tối", "trua") or NEAR.every.search(before):
        return False
    return bool(
        re.search(r"(?:, |(?: em| tôi| dạ| minh| de) )$", before)
        or re.match(r" (?:em|tôi|minh|nop|gui|,)", after)
    )


def _shifted(
    day: NamedDay | None, before: str, group: list[_Atom], today: date, named: bool
) -> NamedDay | None:
    """ "Trước ngày 20" is the 19th at the latest, "sau ngày 20" the 21st."""
    if day is None or day.day is None or not _is_whole_day(group) or not day.sharp:
        return day
    if NEAR.since.search(before) or (named and NEAR.past_it.search(before)):
        return replace(day, day=day.day + _ONE_DAY, other=None)
    if NEAR.before.search(before) and not re.search(r" (?:tre|cham) nhat", before):
        return replace(day, day=max(day.day - _ONE_DAY, today), other=None)
    return day


def _placed(found: TimePhrase, group: list[_Atom], day: NamedDay | None, now: datetime) -> TimePhrase:
    """The phrase with its day or moment, and how that stands to now."""
    today = day_of(now)
    day = day or NamedDay(today)
    if day.past or day.day is None:
        return replace(found, tense=_unplaced(day), lunar=day.lunar)
    if day.day < today:
        return replace(found, passed=True)
    tense = Tense.TODAY if day.day == today else Tense.AHEAD
    if _is_whole_day(group):
        sure = re.search(r"sáng|chieu|tuan", found.phrase)
        return replace(found, tense=tense, value=day.day, other=None if sure else day.other)
    moment = _moment_in(group, day.day, now)
    return replace(found, tense=tense, value=moment) if moment else replace(found, passed=True)


def _is_whole_day(group: list[_Atom]) -> bool:
    return not any(each.clock is not None or each.part for each in group)


def _unplaced(day: NamedDay) -> Tense:
    if day.past:
        return Tense.PAST
    return Tense.CURRENT if day.current else Tense.VAGUE


def _moment_in(group: list[_Atom], on: date, now: datetime) -> datetime | None:
    ends = any(each.part == "end" for each in group)
    return moment_of(on, _clock_in(group), _part_in(group), ends, now)


def _part_in(group: list[_Atom]) -> str | None:
    return next((each.part for each in group if each.part in PARTS_OF_THE_DAY), None)


def _ranges(line: str, whens: list[TimePhrase]) -> list[TimePhrase]:
    """ "Từ 15/10 đến 14/11" is a span of data or of absence: neither end is a promise."""
    out = list(whens)
    for n in range(len(out) - 1):
        first, second = out[n], out[n + 1]
        is_near = second.start - first.end < _SPAN_LETTERS
        if (
            is_near
            and _ends_in(NEAR.from_day, line, first.start)
            and _ends_in(NEAR.to_day, line, second.start)
        ):
            out[n] = replace(first, tense=Tense.ASIDE, value=None)
            out[n + 1] = replace(second, tense=Tense.ASIDE, value=None)
    return out


def _ends_in(pattern: re.Pattern[str], line: str, place: int) -> bool:
    """Whether what stands before a place ends so."""
    return pattern.search(line, max(0, place - FAR), place) is not None
