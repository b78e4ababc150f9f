"""Who was given less time and has not said within a working hour that they know is listed to who moved it."""

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.actor import Act
from models.calendar import office_hours, working_calendar
from models.changes.move_telling import list_silent
from models.people import holding, reached, unreachable
from models.rules.zone import day_of
from models.tables import Acknowledgement, Adjustment, Agency, Notification, OutboxState, Person, Role

_LONG_ENOUGH = timedelta(hours=1)
# Asked several times a pass, so made once.
_AWAITED = (
    select(Acknowledgement, Notification)
    .join(Adjustment, col(Adjustment.id) == Acknowledgement.adjustment_id)
    .join(Notification, col(Notification.id) == Acknowledgement.notification_id)
    .where(
        Adjustment.agency_id == bindparam("agency"),
        col(Adjustment.taken_back_at).is_(None),
        col(Acknowledgement.acknowledged_at).is_(None),
        col(Acknowledgement.listed_at).is_(None),
        Notification.state == OutboxState.SENT,
    )
    .order_by(col(Acknowledgement.id))
)


def list_unacknowledged(act: Act, agency: Agency) -> None:
    """Lists, a move at a time, everybody whose message was sent so long ago."""
    silent: defaultdict[int, list[Acknowledgement]] = defaultdict(list)
    for asked, moment in _awaited(act.session, agency):
        if moment <= act.now:
            silent[asked.adjustment_id].append(asked)
    for adjustment_id, asked_people in silent.items():
        adjustment = act.session.get_one(Adjustment, adjustment_id)
        list_silent(act, adjustment, asked_people, _told(act.session, adjustment, act.now))


def next_listing(session: Session, agency: Agency, now: datetime) -> datetime | None:
    """When somebody will next have been silent for too long; None while nobody is awaited."""
    return min((moment for _, moment in _awaited(session, agency) if moment > now), default=None)


def _awaited(session: Session, agency: Agency) -> list[tuple[Acknowledgement, datetime]]:
    """Who was asked, in a message that was sent, and has neither answered nor been listed; and until when."""
    found = session.exec(_AWAITED, params={"agency": agency.id}).all()
    if not found:
        return []
    hours, calendar = office_hours(agency), working_calendar(session, agency.id or 0)
    return [(asked, hours.after(row.sent_at, _LONG_ENOUGH, calendar)) for asked, row in found if row.sent_at]


def _told(session: Session, adjustment: Adjustment, now: datetime) -> list[Person]:
    """Who moved it; where they cannot be reached, the admins, or who stands in."""
    maker = session.get_one(Person, adjustment.person_id) if adjustment.person_id else None
    if maker is not None and unreachable(maker) is None:
        return [maker]
    return reached(session, holding(session, adjustment.agency_id, Role.ADMIN), day_of(now))
