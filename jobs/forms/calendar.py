"""The working calendar: days off and working Saturdays with their source, entered, looked at, removed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from jobs.forms import reading
from jobs.forms.form import (
    SAVE,
    Days,
    Filling,
    FormKind,
    FormStep,
    Opening,
    Option,
    Saved,
    ahead,
    fingerprint,
    fixed,
)
from jobs.opening import living
from models.calendar import calendar_days, exceptions
from models.changes.calendar import calendar_with, set_days
from models.changes.common import CLIMBED
from models.changes.relaying import relaid
from models.occurrences import occurrences
from models.rules.permissions import Configuring
from models.rules.working_days import CalendarDay, DayStatus, WorkingCalendar
from models.tables import Requirement, Task

OFF, WORK = "off", "work"
KEEP, RELAY = "keep", "relay"
UNDECIDED = "undecided"
_A_YEAR = timedelta(days=365)
_FIRST_WEEKEND_DAY = 5
_EXAMPLES = 3
# What a row is called where no other name is typed.
_NAMES = {OFF: ("Nghỉ lễ", "Nghỉ bù", "Nghỉ hoán đổi"), WORK: ("Làm bù",)}


@dataclass(frozen=True)
class DuePeriod:
    """A period with its due day: `was` where the calendar moves it."""

    title: str
    period: str
    on: date
    was: date | None = None


@dataclass(frozen=True)
class CalendarImpact:
    """What other days would do: the days themselves (None: as their weekday), open tasks that are due on a day
    off then, open tasks whose reminders would lie elsewhere, due days of coming periods."""

    days: tuple[tuple[date, CalendarDay | None], ...]
    due_on_days_off: tuple[DuePeriod, ...]
    reminders: int
    shifted: tuple[DuePeriod, ...]
    shifts: int


def _standing(filling: Filling, *days: date) -> dict[date, CalendarDay]:
    """The exceptions of the years of these days, as they stand."""
    return exceptions(filling.session, filling.person.agency_id, {on.year for on in days})


def _wanted(filling: Filling) -> dict[date, CalendarDay | None]:
    """The rows that the answers make: days that are so by their weekday need none, and what a notice decided
    already keeps its own name where several days are entered at once."""
    wanted = _days(filling)
    there = _standing(filling, *wanted)
    found: dict[date, CalendarDay | None] = {}
    for on in wanted:
        row, standing = _row(filling, on), there.get(on)
        by_its_weekday = standing is None and (on.weekday() < _FIRST_WEEKEND_DAY) is row.working
        kept = len(wanted) > 1 and _is_decided(standing, row.working)
        if not by_its_weekday and not kept and row != standing:
            found[on] = row
    return found


def _days(filling: Filling) -> list[date]:
    first, _, last = filling.text("days").partition(reading.SPAN)
    return list(Days(date.fromisoformat(first), date.fromisoformat(last or first)))


def _is_decided(row: CalendarDay | None, working: bool) -> bool:
    return row is not None and row.status is DayStatus.DECIDED and row.working is working


def _row(filling: Filling, on: date) -> CalendarDay:
    """The row of a day as the answers say."""
    working, name, source = filling.text("working") == WORK, filling.text("name"), filling.text("source")
    if source != UNDECIDED:
        return CalendarDay(on, working, name, source, DayStatus.DECIDED)
    source = f"Quản trị ghi ngày {filling.today:%d/%m/%Y}, chưa có văn bản"
    return CalendarDay(on, working, name, source, DayStatus.PROPOSED)


def _impact(filling: Filling, days: dict[date, CalendarDay | None]) -> CalendarImpact | None:
    """None where nothing would change."""
    if not days:
        return None
    new = calendar_with(filling.session, filling.person.agency_id, days)
    moved = relaid(filling.session, filling.agency, filling.now, new).values()
    shifted = _shifted(filling, filling.calendar, new)
    return CalendarImpact(
        days=tuple(sorted(days.items())),
        due_on_days_off=tuple(_due_then(filling, [on for on in days if not new.is_working(on)])),
        reminders=sum(each.before_due for each in moved),
        shifted=tuple(shifted[:_EXAMPLES]),
        shifts=len(shifted),
    )


def _due_then(filling: Filling, days_off: list[date]) -> list[DuePeriod]:
    """The open tasks that are due on one of these days."""
    found = filling.session.exec(
        select(Task, Requirement)
        .join(Requirement, col(Requirement.id) == Task.requirement_id)
        .where(
            Task.agency_id == filling.person.agency_id,
            col(Task.state).in_(CLIMBED),
            col(Task.due_on).in_(days_off),
        )
        .order_by(col(Task.due_on), col(Task.id))
    )
    return [DuePeriod(row.title, task.period, task.due_on) for task, row in found]


def _shifted(filling: Filling, old: WorkingCalendar, new: WorkingCalendar) -> list[DuePeriod]:
    """The periods of a year to come, not open yet, whose due day moves; the nearest first."""
    found = []
    for requirement in living(filling.session, filling.agency):
        opened = select(Task.period).where(Task.requirement_id == requirement.id)
        known = set(filling.session.exec(opened))
        before, after = (_coming_dues(filling, requirement, known, calendar) for calendar in (old, new))
        found += [
            DuePeriod(requirement.title, period, on, before[period])
            for period, on in after.items()
            if before.get(period, on) != on
        ]
    return sorted(found, key=lambda each: (each.on, each.title))


def _coming_dues(
    filling: Filling, requirement: Requirement, known: set[str], calendar: WorkingCalendar
) -> dict[str, date]:
    """The due day of each coming period that is not `known`, by this calendar."""
    first, last = filling.today - _A_YEAR, filling.today + _A_YEAR
    found = occurrences(requirement, first, last, calendar, filling.agency.ladders, known)
    return {each.period.name: each.due_on for each in found if filling.today <= each.due_on}


def _review(filling: Filling) -> CalendarImpact | None:
    return _impact(filling, _wanted(filling))


def _removal(filling: Filling) -> dict[date, CalendarDay | None]:
    on = date.fromisoformat(filling.text("day"))
    return {on: None} if on in _standing(filling, on) else {}


def _review_removal(filling: Filling) -> CalendarImpact | None:
    return _impact(filling, _removal(filling))


def _saves(impact: CalendarImpact | None) -> list[Option]:
    """Whether open tasks follow is asked only where their reminders would lie elsewhere."""
    if impact is None:
        return []
    return [Option(KEEP), Option(RELAY)] if impact.reminders else [Option(SAVE)]


def _save(filling: Filling, choice: str) -> Saved:
    return _saved(filling, _wanted(filling), choice)


def _remove(filling: Filling, choice: str) -> Saved:
    return _saved(filling, _removal(filling), choice)


def _saved(filling: Filling, days: dict[date, CalendarDay | None], choice: str) -> Saved:
    adjustment = set_days(filling.act, days, choice == RELAY)
    return Saved(
        adjustment.id, {"days": [each.isoformat() for each in sorted(days)], "relays": choice == RELAY}
    )


def _base(filling: Filling) -> str:
    rows = calendar_days(filling.session, filling.person.agency_id)
    return fingerprint([[each.day.isoformat(), each.working, each.name] for each in rows])


def _coming(filling: Filling) -> list[CalendarDay]:
    """The exceptions of the next twelve months."""
    today = filling.today
    rows = _standing(filling, today, today + _A_YEAR)
    return [row for on, row in sorted(rows.items()) if today <= on <= today + _A_YEAR]


def _about_shown(filling: Filling, shown: list[Option]) -> list[CalendarDay]:
    rows = {row.day.isoformat(): row for row in _coming(filling)}
    return [rows[option.value] for option in shown if option.value in rows]


def _opens(filling: Filling, value: str) -> Opening:
    return Opening("calendar_day" if value == "add" else "calendar_days")


def _names(filling: Filling) -> list[Option]:
    return [Option(name, name) for name in _NAMES[filling.text("working")]]


CALENDAR = FormKind(
    name="calendar",
    needs=Configuring.CALENDAR,
    steps=(FormStep("what", options=fixed("add", "days"), opens=_opens),),
)
CALENDAR_DAY = FormKind(
    name="calendar_day",
    needs=Configuring.CALENDAR,
    steps=(
        FormStep("working", options=fixed(OFF, WORK), resets=("name",)),
        FormStep("days", read=reading.days, days=ahead(2 * _A_YEAR)),
        FormStep("name", options=_names, read=reading.line, columns=2),
        FormStep("source", options=lambda filling: [Option(UNDECIDED)], read=reading.reason),
    ),
    save=_save,
    saves=lambda filling: _saves(_review(filling)),
    review=_review,
    base=_base,
    parent="calendar",
)
CALENDAR_DAYS = FormKind(
    name="calendar_days",
    needs=Configuring.CALENDAR,
    steps=(
        FormStep(
            "day",
            options=lambda filling: [Option(row.day.isoformat()) for row in _coming(filling)],
            about=_about_shown,
            opens=lambda filling, value: Opening("calendar_remove", {"day": value}),
        ),
    ),
    parent="calendar",
)


def _is_day(filling: Filling) -> dict[str, Any]:
    """A day that a button names, whatever it says: today where it says none."""
    try:
        date.fromisoformat(filling.text("day"))
    except ValueError:
        return {"day": filling.today.isoformat()}
    return {}


CALENDAR_REMOVE = FormKind(
    name="calendar_remove",
    needs=Configuring.CALENDAR,
    steps=(),
    save=_remove,
    saves=lambda filling: _saves(_review_removal(filling)),
    review=_review_removal,
    base=_base,
    prefill=_is_day,
    parent="calendar",
)
