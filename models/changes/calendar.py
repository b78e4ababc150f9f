"""Days off and working Saturdays are entered from the chat, and can be taken back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, TypeAlias

from sqlmodel import Session, select

from models.actor import Act
from models.administering import check_may
from models.calendar import calendar_days, exceptions, office_hours
from models.changes.adjusting import Basis, adjust
from models.changes.relaying import hold_within_hours, relay
from models.refused import Reason, Refused
from models.rules.permissions import Configuring
from models.rules.working_days import CalendarDay, DayStatus, WorkingCalendar
from models.tables import Adjustment, AdjustmentKind, Agency, WorkingDay

# A day and what its row is to say; None: no row, the day is as its weekday.
Days: TypeAlias = Mapping[date, CalendarDay | None]


def calendar_with(session: Session, agency_id: int, days: Days) -> WorkingCalendar:
    """The agency's calendar as these days would make it; nothing is written."""
    rows: dict[date, CalendarDay | None] = {row.day: row for row in calendar_days(session, agency_id)}
    rows |= _whole_years(session, agency_id, days)
    return WorkingCalendar.of(row for row in rows.values() if row is not None)


def set_days(act: Act, days: Days, relays: bool) -> Adjustment:
    """Enters or removes exceptions. `relays`: the planned rungs of open tasks are laid anew from the calendar as
    it is then; due days never move. Raises Refused."""
    person = check_may(act, Configuring.CALENDAR)
    agency = act.session.get_one(Agency, person.agency_id)
    after = _spelled(_whole_years(act.session, agency.id or 0, days))
    before = _standing(act.session, agency, after)
    if before == after:
        raise Refused(Reason.NO_CHANGE)
    _put(act.session, agency, after)
    moved = _follow(act, agency, relays)
    sources = {row.source: None for row in days.values() if row is not None}
    return adjust(
        act,
        AdjustmentKind.CALENDAR,
        {"days": before, "relays": relays},
        {"days": after},
        basis=Basis(words="; ".join(sources)),
        days=sorted(after),
        tasks=moved,
    )


def _whole_years(session: Session, agency_id: int, days: Days) -> dict[date, CalendarDay | None]:
    """The same with the computed holidays of every year that has no row yet: a year with rows has no others."""
    years = {on.year for on in days} - {row.day.year for row in calendar_days(session, agency_id)}
    return dict(exceptions(session, agency_id, years)) | dict(days)


def take_back_days(act: Act, adjustment: Adjustment) -> None:
    """The days as before, and the rungs that followed them. Raises Refused where a day was changed since."""
    agency = act.session.get_one(Agency, adjustment.agency_id)
    after = adjustment.after["days"]
    if _standing(act.session, agency, after) != after:
        raise Refused(Reason.DEPENDED_ON)
    _put(act.session, agency, adjustment.before["days"])
    _follow(act, agency, adjustment.before["relays"])


def _follow(act: Act, agency: Agency, relays: bool) -> list[int]:
    """What waits in the outbox always keeps to working days. Returns the tasks whose rungs moved."""
    act.session.flush()
    hold_within_hours(act, agency, office_hours(agency))
    return relay(act, agency) if relays else []


def _spelled(days: Days) -> dict[str, Any]:
    """Rows as JSON keeps them."""
    return {
        on.isoformat(): None if row is None else asdict(row) | {"day": on.isoformat()}
        for on, row in sorted(days.items())
    }


def _standing(session: Session, agency: Agency, days: Mapping[str, Any]) -> dict[str, Any]:
    """What stands now for the same days."""
    rows = {row.day: row for row in calendar_days(session, agency.id or 0)}
    return _spelled({date.fromisoformat(on): rows.get(date.fromisoformat(on)) for on in days})


def _put(session: Session, agency: Agency, days: Mapping[str, Any]) -> None:
    """Rows as they are kept here take the place of those that are there; where none is kept, there is none."""
    there = select(WorkingDay).where(WorkingDay.agency_id == agency.id)
    rows = {row.day: row for row in session.exec(there)}
    for on, kept in days.items():
        day = date.fromisoformat(on)
        row = rows.get(day)
        if kept is not None:
            row = row or WorkingDay(agency_id=agency.id or 0, day=day, **_values(kept))
            session.add(row.sqlmodel_update(_values(kept)))
        elif row is not None:
            session.delete(row)


def _values(kept: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: kept[name] for name in ("working", "name", "source")}
    return values | {"status": DayStatus(kept["status"])}
