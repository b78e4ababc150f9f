"""An absence told in words, or its end: "mai em nghỉ", "tuần sau e nghi phep", "em đi làm lại rồi".

Cautious: what also speaks of a task ("mai em nghỉ, thứ 2 em nộp"), of somebody else ("chị Hoa nghỉ"), asks or
denies is no absence. Phrases are written as `fold` leaves them.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise

from models.rules.cadence import clipped
from models.rules.letters import bare
from models.rules.reading.dates import Tense, find_dates
from models.rules.reading.days import ONE_DAY
from models.rules.reading.fold import fold
from models.rules.reading.lexicon import listed, patterns
from models.rules.working_days import WITHOUT_ROWS, WorkingCalendar
from models.rules.zone import at, day_of

_RE = patterns("away")
_DASH = re.compile(r"\s[-–—]\s+(?=\d|th|ngày|ngay)", re.IGNORECASE)
_FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Away:
    """Away from `from_on` up to and including `to_on`; None where the words do not say."""

    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True)
class Back:
    """At work again; `on` is the first day."""

    on: date


@dataclass(frozen=True)
class Dropped:
    """Not going to be away after all."""


def read_absence(
    text: str, now: datetime, calendar: WorkingCalendar | None = None
) -> Away | Back | Dropped | None:
    """What `text`, said at the aware moment `now`, says of not being at work; None when it says nothing of it.

    Never raises. Days that are over, or more than a year ahead, are not taken. A working day is one of `calendar`
    (without one: Monday to Friday minus the public holidays).
    """
    said = _Said(_spelled_out(fold(_DASH.sub(" đến ", text))), now, calendar or WITHOUT_ROWS)
    clauses = said.clauses()
    if not said.asks and any(_is_of_the_person(_RE.dropped, marked) for marked in clauses.values()):
        return Dropped()
    if any(_RE.task.search(_RE.harmless.sub("", marked)) for marked in clauses.values()):
        return None
    returning, leaving = list[str](), list[str]()
    for clause, marked in clauses.items():
        is_back = _is_of_the_person(_RE.back, marked) and not _RE.count.search(clause)
        (returning if is_back else leaving).append(clause)
    back_on = next((day for clause in returning for day in said.named(clause, now)[0]), None)
    if any(said.is_away(clauses[clause]) for clause in leaving):
        found = said.away(leaving)
        if found.from_on is not None and back_on is not None and back_on > found.from_on:
            return Away(found.from_on, max(found.from_on, said.calendar.shift(back_on, -1)))
        is_unclear = found.from_on is None and said.names_a_day
        return None if is_unclear or (said.asks and " xin " not in said.line) else found
    return Back(back_on or day_of(now)) if returning and not said.asks else None


def may_tell_absence(text: str) -> bool:
    """Whether a text has a word of not being at work."""
    return _RE.absent.search(bare(text)) is not None


def beside_absence(text: str, now: datetime) -> str:
    """What a text says besides an absence, where it does: of "mai em nghỉ, thứ 2 em nộp" the second half."""
    clauses = [clause for clause in re.split(r"(?:[,;\n]|\.\s)+", text) if clause.strip()]
    others = [clause for clause in clauses if not isinstance(read_absence(clause, now), Away)]
    return ", ".join(others) if others and len(others) < len(clauses) else text


def _spelled_out(line: str) -> str:
    """Spans of days written with a dash, or with the month only once, in full; "từ đầu tháng" has begun."""
    for meant, pattern in listed("away spelled out"):
        line = pattern.sub(meant.replace("_", " "), line)
    return line


@dataclass(frozen=True)
class _Said:
    """A folded sentence with the moment at which it was said."""

    line: str
    now: datetime
    calendar: WorkingCalendar

    @property
    def asks(self) -> bool:
        return "?" in self.line.split()

    @cached_property
    def names_a_day(self) -> bool:
        """Whether any day is named, one that is over too; a number of days is none."""
        return "<t>" in self._marked(_RE.count.sub("", self.line))

    def clauses(self) -> dict[str, str]:
        """Each clause in order, and with every phrase about time as <t>."""
        parts = [f", {part.strip()} ," for part in re.split(r"[,?]", self.line) if part.strip()]
        return {part: self._marked(part) for part in parts}

    def _marked(self, clause: str) -> str:
        for when in reversed(find_dates(clause, self.now, self.calendar)):
            clause = f"{clause[: when.start].rstrip()} <t> {clause[when.end :].lstrip()}"
        return clause

    def is_away(self, marked: str) -> bool:
        """Whether a clause says it of the person who writes, by itself or beside a day somewhere."""
        if _is_of_the_person(_RE.sure, marked):
            return True
        is_dated = self.names_a_day or _RE.count.search(self.line)
        return bool(is_dated) and _is_of_the_person(_RE.likely, marked)

    def away(self, clauses: list[str]) -> Away:
        """The days that these clauses name together: from, to, a number of days, a week, or single days."""
        line, today = f" {''.join(clause[1:-1] + ',' for clause in clauses)}", day_of(self.now)
        count = _RE.count.search(line)
        first, *others = _RE.connector.split(_RE.count.sub("", line, count=1))
        edges = zip(others[::2], others[1::2], strict=True)
        pieces = {"tu" if word == "tu" else "den": piece for word, piece in edges}
        since, has_begun = self.named(pieces.get("tu", ""), self.now)
        until, _ = self.named(pieces.get("den", ""), self.now)
        days = since or self.named(first, self.now)[0]
        if not days and (until if "den" in pieces else has_begun):
            days = [today]
        if not days or days[0] > today + _FARTHEST:
            return Away()
        from_on, last = days[0], None
        if "den" in pieces:
            later, _ = self.named(pieces["den"], at(from_on, time(7)))
            last = max([day for day in until if day >= from_on] or later, default=None)
        elif count:
            last = self._after(from_on, int(count["n"]), count["unit"])
        elif len(days) > 1 or "tu" not in pieces:
            is_in_a_row = all(self.calendar.shift(day, 1) >= following for day, following in pairwise(days))
            last = days[-1] if is_in_a_row else None
        return Away(from_on, last if last and from_on <= last <= today + _FARTHEST else None)

    def named(self, piece: str, now: datetime) -> tuple[list[date], bool]:
        """The days of a piece in order, and whether it names one that is over; a week or a month counts with every
        working day from today on."""
        days: list[date] = []
        whens = find_dates(f", {piece.strip(' ,')} ,", now, self.calendar)
        for when in whens:
            if when.day is not None:
                days.append(when.day)
            elif span := _RE.span.fullmatch(when.phrase):
                days += self._span(span)
        return sorted(days), any(when.tense is Tense.PAST for when in whens)

    def _span(self, span: re.Match[str]) -> list[date]:
        later, today = span["which"] != "nay", day_of(self.now)
        if span["unit"] == "tuan":
            first = today + (7 * later - today.weekday()) * ONE_DAY
            last = first + 6 * ONE_DAY
        else:
            first, last = (clipped(today.year, today.month + later, day) for day in (1, 31))
        return list(self.calendar.days(max(first, today) - ONE_DAY, last))

    def _after(self, from_on: date, n: int, unit: str) -> date:
        """The last of n working days, weeks or months."""
        if unit == "tuan":
            return from_on + (7 * n - 1) * ONE_DAY
        if unit == "thang":
            return clipped(from_on.year, from_on.month + n, from_on.day) - ONE_DAY
        return self.calendar.shift(self.calendar.on_or_after(from_on), max(0, n - 1))


def _is_of_the_person(pattern: re.Pattern[str], clause: str) -> bool:
    """Whether the phrase is there, and nobody else is named between the person and it."""
    match = pattern.search(clause)
    if match is None:
        return False
    before = _RE.me.split(f"{clause[: match.start()]}{match[0]} ")[-1]
    return not _RE.others.search(f" {before} ")
