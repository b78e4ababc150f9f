"""An absence told in words, or its end: "mai em nghỉ", "tuần sau e nghi phep", "em đi làm lại rồi".

Cautious: what also speaks of a task ("mai em nghỉ, thứ 2 em nộp"), of somebody else ("chị Hoa nghỉ"), asks or
denies is no absence. Phrases are written as `fold` leaves them.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise

from models.rules.cadence import clipped
from models.rules.reading.dates import Tense, find_dates
from models.rules.reading.fold import fold
from models.rules.reading.lexicon import patterns
from models.rules.working_days import WITHOUT_ROWS, WorkingCalendar
from models.rules.zone import at, day_of

_RE = patterns("away")

_DAY = timedelta(days=1)
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


@dataclass(frozen=True)
class _Days:
    """The days that one piece of the sentence names; `began` where it names one that is over."""

    days: tuple[date, ...] = ()
    began: bool = False


_DASH = re.compile(r"\s[-–—]\s+(?=\d|th|ngày|ngay)", re.IGNORECASE)


def read_absence(
    text: str, now: datetime, calendar: WorkingCalendar | None = None
) -> Away | Back | Dropped | None:
    """What `text`, said at the aware moment `now`, says of not being at work; None when it says nothing of it.

    Never raises. Days that are over, or more than a year ahead, are not taken. A working day is one of `calendar`
    (without one: Monday to Friday minus the public holidays).
    """
    said = _Said(_spelled_out(fold(_DASH.sub(" đến ", text))), now, calendar or WITHOUT_ROWS)
    if said.is_dropped():
        return Dropped()
    if said.speaks_of_a_task():
        return None
    returning, leaving = said.parted()
    back_on = said.first_day(returning)
    if any(said.is_away(clause) for clause in leaving):
        return _leaving(said, leaving, back_on)
    return Back(back_on or day_of(now)) if returning and not said.asks else None


def _leaving(said: "_Said", clauses: list[str], back_on: date | None) -> Away | None:
    """The absence that these clauses tell, up to the day before the one that says when it ends."""
    found = said.away(clauses)
    if found.from_on is not None and back_on is not None and back_on > found.from_on:
        return Away(found.from_on, max(found.from_on, said.calendar.shift(back_on, -1)))
    is_unclear = found.from_on is None and said.names_a_day
    return None if is_unclear or (said.asks and " xin " not in said.line) else found


def beside_absence(text: str, now: datetime) -> str:
    """What a text says besides an absence, where it does: of "mai em nghỉ, thứ 2 em nộp" the second half."""
    clauses = [clause for clause in re.split(r"(?:[,;\n]|\.\s)+", text) if clause.strip()]
    others = [clause for clause in clauses if not isinstance(read_absence(clause, now), Away)]
    return ", ".join(others) if others and len(others) < len(clauses) else text


def _spelled_out(line: str) -> str:
    """Spans of days written with a dash, or with the month only once, in full; "từ đầu tháng" has begun."""
    line = line.replace(" nghi trua ", " nghitrua ")
    line = re.sub(r"(?<= tu )đầu (?:tuan|thang|nam)(?: nay)?(?= ,)", "hom qua", line)
    line = re.sub(r"(?<= )(\d{1,2})-(\d{1,2})/(\d{1,2})(?= )", r"\1/\3 den \2/\3", line)
    line = re.sub(r"(?<= )(\d{1,2}(?:/\d+)+)-(\d{1,2}(?:/\d+)+)(?= )", r"\1 den \2", line)
    line = re.sub(r"(?<= )(\d{1,2}) (den|,|va) (?:ngay )?(\d{1,2})/(\d{1,2})(?= )", r"\1/\4 \2 \3/\4", line)
    return re.sub(r"(?<= den )(\d{1,2})(?= , | $)", r"ngay \1", line)


@dataclass(frozen=True)
class _Said:
    """A folded sentence with the moment at which it was said."""

    line: str
    now: datetime
    calendar: WorkingCalendar
    _marked: dict[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return day_of(self.now)

    @cached_property
    def asks(self) -> bool:
        return " ? " in f" {self.line} "

    @cached_property
    def clauses(self) -> list[str]:
        return [f", {part.strip()} ," for part in re.split(r"[,?]", self.line) if part.strip()]

    @cached_property
    def names_a_day(self) -> bool:
        """Whether any day is named, one that is over too; a number of days is none."""
        return "<t>" in self.marked(_RE.count.sub("", self.line))

    @cached_property
    def counts_days(self) -> bool:
        return _RE.count.search(self.line) is not None

    def marked(self, clause: str) -> str:
        """The clause with every phrase about time as <t>; each is read once."""
        if clause not in self._marked:
            self._marked[clause] = self._with_marks(clause)
        return self._marked[clause]

    def _with_marks(self, clause: str) -> str:
        for when in reversed(find_dates(clause, self.now, self.calendar)):
            clause = f"{clause[: when.start].rstrip()} <t> {clause[when.end :].lstrip()}"
        return clause

    def is_dropped(self) -> bool:
        return not self.asks and any(
            _is_of_the_person(_RE.dropped, self.marked(clause)) for clause in self.clauses
        )

    def speaks_of_a_task(self) -> bool:
        return any(_RE.task.search(_RE.harmless.sub("", self.marked(clause))) for clause in self.clauses)

    def parted(self) -> tuple[list[str], list[str]]:
        """The clauses that tell of coming back, and the others."""
        returning = [clause for clause in self.clauses if self.is_back(clause)]
        told = frozenset(returning)
        return returning, [clause for clause in self.clauses if clause not in told]

    def is_back(self, clause: str) -> bool:
        return _is_of_the_person(_RE.back, self.marked(clause)) and not _RE.count.search(clause)

    def is_away(self, clause: str) -> bool:
        """Whether a clause says it of the person who writes, by itself or beside a day somewhere."""
        marked = self.marked(clause)
        if _is_of_the_person(_RE.sure, marked):
            return True
        return (self.names_a_day or self.counts_days) and _is_of_the_person(_RE.likely, marked)

    def first_day(self, clauses: list[str]) -> date | None:
        days = (day for clause in clauses for day in self._named(clause, self.now).days)
        return next(days, None)

    def away(self, clauses: list[str]) -> Away:
        """The days that these clauses name together: from, to, a number of days, a week, or single days."""
        line = "".join(clause[1:-1] + "," for clause in clauses)
        count = _RE.count.search(f" {line}")
        pieces = self._pieces(_RE.count.sub("", f" {line}", count=1) if count else f" {line}")
        named = {word: self._named(piece, self.now) for word, piece in pieces}
        from_on = self._first(named)
        if from_on is None or from_on > self.today + _FARTHEST:
            return Away()
        to_on = self._last(from_on, dict(pieces), named, count)
        return Away(from_on, to_on if to_on and from_on <= to_on <= self.today + _FARTHEST else None)

    def _first(self, named: dict[str, _Days]) -> date | None:
        days = _single(named)
        if not days and self._has_begun(named):
            return self.today
        return next(iter(days), None)

    def _has_begun(self, named: dict[str, _Days]) -> bool:
        """ "Từ hôm qua" without an end that is over as well, or an end alone."""
        until = named.get("den")
        return (until is not None and bool(until.days)) or (until is None and named.get("tu", _Days()).began)

    def _last(
        self, from_on: date, pieces: dict[str, str], named: dict[str, _Days], count: re.Match[str] | None
    ) -> date | None:
        """The last day away; None where it is left open."""
        if "den" in named:
            return self._until(from_on, pieces["den"], named["den"])
        if count is not None:
            return self._after(from_on, int(count["n"]), count["unit"])
        days = _single(named)
        is_open = not days or (len(days) == 1 and "tu" in named)
        apart = any(self.calendar.shift(a, 1) < b for a, b in pairwise(days))
        return None if is_open or apart else days[-1]

    def _until(self, from_on: date, piece: str, named: _Days) -> date | None:
        until = [day for day in named.days if day >= from_on]
        later = self._named(piece, at(from_on, time(7)))
        return max(until or later.days, default=None)

    def _pieces(self, line: str) -> list[tuple[str, str]]:
        """What follows "từ", what follows "đến" and what follows neither."""
        edges = [*_RE.connector.finditer(line)]
        starts = [0, *(edge.end() for edge in edges)]
        ends = [*(edge.start() for edge in edges), len(line)]
        words = ["", *("tu" if edge["word"] == "tu" else "den" for edge in edges)]
        return [
            (word, f", {line[start:end].strip()} ,")
            for word, start, end in zip(words, starts, ends, strict=True)
        ]

    def _named(self, piece: str, now: datetime) -> _Days:
        """The days of a piece in order; a week or a month counts with every working day from today on."""
        days: list[date] = []
        whens = find_dates(piece, now, self.calendar)
        for when in whens:
            if when.value is not None:
                days.append(day_of(when.value) if isinstance(when.value, datetime) else when.value)
            elif span := _RE.span.fullmatch(when.phrase):
                days += self._span(span)
        return _Days(tuple(sorted(days)), any(when.tense is Tense.PAST for when in whens))

    def _span(self, span: re.Match[str]) -> list[date]:
        monday, later = self.today - self.today.weekday() * _DAY, span["which"] != "nay"
        if span["unit"] == "tuan":
            first = monday + (7 * _DAY if later else timedelta())
            last = first + 6 * _DAY
        else:
            first = clipped(self.today.year, self.today.month + later, 1)
            last = clipped(self.today.year, self.today.month + later, 31)
        return list(self.calendar.days(max(first, self.today) - _DAY, last))

    def _after(self, from_on: date, n: int, unit: str) -> date:
        """The last of n working days, weeks or months."""
        if unit == "tuan":
            return from_on + (7 * n - 1) * _DAY
        if unit == "thang":
            return clipped(from_on.year, from_on.month + n, from_on.day) - _DAY
        return self.calendar.shift(self.calendar.on_or_after(from_on), max(0, n - 1))


def _single(named: dict[str, _Days]) -> tuple[date, ...]:
    """The days after "từ", else those after no connecting word."""
    return named.get("tu", _Days()).days or named.get("", _Days()).days


def _is_of_the_person(pattern: re.Pattern[str], clause: str) -> bool:
    """Whether the phrase is there, and nobody else is named between the person and it."""
    match = pattern.search(clause)
    if match is None:
        return False
    before = _RE.me.split(f"{clause[: match.start()]}{match[0]} ")[-1]
    return not _RE.others.search(f" {before} ")
