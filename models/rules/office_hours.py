"""The hours in which the program may start to speak (docs/design.md, Rules)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.rules.working_days import WorkingCalendar
from models.rules.zone import at, local

# When the last call of a day is spoken, where working hours hold it.
_AFTERNOON = time(14)
_BEFORE_THE_END = timedelta(minutes=90)


@dataclass(frozen=True)
class OfficeHours:
    """The spans of a working day on a wall clock in Vietnam, start inclusive, end exclusive.

    Raises ValueError when there is no span, or the spans are not in order and apart.
    """

    spans: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        if not edges or edges != sorted(set(edges)):
            raise ValueError("office hours need spans in order, each ending before the next begins")

    def is_open(self, moment: datetime, calendar: WorkingCalendar) -> bool:
        """Whether an aware moment lies within the working hours of a working day."""
        here = local(moment)
        return calendar.is_working(here.date()) and self.hold(here.time())

    def hold(self, hour: time) -> bool:
        """Whether an hour on a wall clock in Vietnam lies within them."""
        return any(start <= hour < end for start, end in self.spans)

    def may_begin_at(self, hour: time, day: date) -> bool:
        """Whether somebody's own morning may begin then on `day`: within them, and before the last call."""
        return self.hold(hour) and at(day, hour) < self.last_call(day)

    def next_open(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        """The first moment from `moment` on that is within working hours: itself when it already is."""
        if self.is_open(moment, calendar):
            return moment
        here = local(moment)
        today, now = here.date(), here.time()
        later = [start for start, _ in self.spans if start > now]
        if later and calendar.is_working(today):
            return at(today, later[0])
        return self.opening(calendar.shift(today, 1))

    def after(self, moment: datetime, length: timedelta, calendar: WorkingCalendar) -> datetime:
        """The moment at which so much working time has passed since `moment`: an hour after 16:50 on a Friday
        is 08:20 on Monday."""
        for start, end in self._spans_from(moment, calendar, 1):
            begins = max(start, moment)
            if begins + length <= end:
                return begins + length
            length -= max(end - begins, timedelta())
        raise AssertionError("working days never end")

    def before(self, moment: datetime, length: timedelta, calendar: WorkingCalendar) -> datetime:
        """The moment from which so much working time is left until `moment`."""
        for start, end in self._spans_from(moment, calendar, -1):
            ends = min(end, moment)
            if ends - length >= start:
                return ends - length
            length -= max(ends - start, timedelta())
        raise AssertionError("working days never begin")

    def _spans_from(
        self, moment: datetime, calendar: WorkingCalendar, step: int
    ) -> Iterator[tuple[datetime, datetime]]:
        """The spans of the day of `moment` and of every working day after it (before it where `step` is -1)."""
        day = local(moment).date()
        while True:
            if calendar.is_working(day):
                for start, end in self.spans[::step]:
                    yield at(day, start), at(day, end)
            day += timedelta(days=step)

    def opening(self, day: date) -> datetime:
        """The moment at which working hours begin on `day`; rungs speak then."""
        return at(day, self.spans[0][0])

    def end_of(self, day: date) -> datetime:
        """The moment at which working hours end on `day`; what is due that day is due then."""
        return at(day, self.spans[-1][1])

    def last_call(self, day: date) -> datetime:
        """The moment of the last call of `day`: 14:00, or when the span after it begins. Where nobody works after
        14:00, 90 minutes before the day ends, or halfway through a last span shorter than three hours: never
        after the end, never at the opening."""
        after = [start for start, end in self.spans if end > _AFTERNOON]
        if after:
            return at(day, max(_AFTERNOON, after[0]))
        start, end = (at(day, edge) for edge in self.spans[-1])
        halfway = start + (end - start) / 2
        return max(end - _BEFORE_THE_END, halfway)

    def spelled(self) -> str:
        """As `read_spans` reads it."""
        return ",".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in self.spans)


def read_spans(spelled: str) -> OfficeHours:
    """The hours written as "07:30-11:30,13:30-17:00". Raises ValueError when they are not."""
    return OfficeHours(tuple(map(_span, spelled.split(","))))


def _span(spelled: str) -> tuple[time, time]:
    start, end = map(time.fromisoformat, spelled.split("-"))
    return start, end


DEFAULT_HOURS = OfficeHours(((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0))))
