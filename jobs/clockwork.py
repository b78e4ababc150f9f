"""When the next thing happens, for a clock that is moved by hand: no tick on the way is left out."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import Engine, bindparam
from sqlmodel import Session, col, func, select

from jobs.acknowledging import next_listing
from models.calendar import office_hours, working_calendar
from models.cases import newest_list
from models.changes.open_task import HEAD_HOUR
from models.database import turns_of
from models.rules.zone import at, day_of
from models.tables import Agency, Notification, OutboxState, Person, Task

# Asked before each move of the clock, so made once.
_AGENCIES = select(Agency)
_WITH_AN_HOUR = select(Person).where(
    Person.agency_id == bindparam("agency"), col(Person.morning_at).is_not(None)
)
_PING = select(func.min(Task.next_ping_at)).where(col(Task.next_ping_at) > bindparam("now"))
_WAITS = select(func.min(Notification.not_before)).where(
    Notification.state == OutboxState.WAITING, Notification.not_before > bindparam("now")
)


def next_moment(engine: Engine, now: datetime) -> datetime:
    """The first moment after `now` at which a tick may have something to do: midnight; on a working day office
    hours, somebody's own morning, the last call, and for citizen files the heads' hour; a rung, a message that
    waited, or somebody who has not said that they know of a new day.
    """
    with turns_of(engine).reading() as session:
        agencies = session.exec(_AGENCIES).all()
        moments = [
            *_of_day(session, agencies, now),
            *_stored(session, now),
            *_awaited(session, agencies, now),
        ]
    return min(moment for moment in moments if moment > now)


def _of_day(session: Session, agencies: Sequence[Agency], now: datetime) -> set[datetime]:
    today, tomorrow = day_of(now), day_of(now) + timedelta(days=1)
    moments = {at(tomorrow, time())}
    for agency in agencies:
        if working_calendar(session, agency.id or 0).is_working(today):
            hours = office_hours(agency)
            moments |= {hours.last_call(today), *(at(today, start) for start, _ in hours.spans)}
            moments |= {at(today, HEAD_HOUR)} if newest_list(session, agency.id or 0) else set()
            moments |= {at(today, early) for early in _own_mornings(session, agency)}
    return moments


def _own_mornings(session: Session, agency: Agency) -> list[time]:
    early = session.exec(_WITH_AN_HOUR, params={"agency": agency.id})
    return [person.morning_at for person in early if person.morning_at is not None]


def _stored(session: Session, now: datetime) -> list[datetime]:
    found = (session.exec(query, params={"now": now}).one() for query in (_PING, _WAITS))
    return [moment for moment in found if moment is not None]


def _awaited(session: Session, agencies: Sequence[Agency], now: datetime) -> list[datetime]:
    found = [next_listing(session, agency, now) for agency in agencies]
    return [moment for moment in found if moment is not None]
