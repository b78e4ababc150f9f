"""A person chooses the hour of their morning."""

from datetime import time

from sqlmodel import col, select

from models.actor import Act
from models.calendar import hours_of, morning_of
from models.ledger import record
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.rules.zone import day_of
from models.tables import Notification, OutboxState


def set_morning(act: Act, hour: time) -> None:
    """What the program starts towards who acts waits until this hour of the day, on a wall clock in Vietnam; what
    waits for their morning already follows. Raises Refused for an hour outside working time or after the last call.
    """
    person, hours = act.me, hours_of(act.session, act.me.agency_id)
    if not hours.may_begin_at(hour, act.today):
        raise Refused(Reason.NOT_VALID)
    waiting = act.session.exec(
        select(Notification).where(
            Notification.person_id == person.id,
            Notification.state == OutboxState.WAITING,
            Notification.not_before > act.now,
            col(Notification.direct).is_(False),
        )
    ).all()
    follows = [row for row in waiting if row.not_before == morning_of(person, hours, day_of(row.not_before))]
    person.morning_at = hour if hour != hours.spans[0][0] else None
    act.write(person)
    for row in follows:
        row.not_before = max(act.now, morning_of(person, hours, day_of(row.not_before)))
        act.session.add(row)
    record(act, Change.SET_MORNING, person, person=person.code, hour=hour.isoformat(timespec="minutes"))
