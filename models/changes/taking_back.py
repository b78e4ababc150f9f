"""An adjustment is taken back, as long as nothing depends on it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from sqlmodel import Session

from models.actor import Actor
from models.administering import check_may, is_admin
from models.changes.calendar import take_back_days
from models.changes.configuring import take_back_requirement
from models.changes.office import take_back_office
from models.ledger import record
from models.refused import Reason, Refused
from models.rules.permissions import Act
from models.rules.zone import day_of
from models.tables import Adjustment, AdjustmentKind, Agency

# Each puts back what was before, and raises Refused where that is no longer possible.
Undo: TypeAlias = Callable[[Session, Actor, datetime, Adjustment], None]
UNDO: dict[AdjustmentKind, Undo] = {
    AdjustmentKind.REQUIREMENT: take_back_requirement,
    AdjustmentKind.RETIRE: take_back_requirement,
    AdjustmentKind.CALENDAR: take_back_days,
    AdjustmentKind.HOURS: take_back_office,
    AdjustmentKind.LADDERS: take_back_office,
}


def take_back(session: Session, actor: Actor, now: datetime, adjustment: Adjustment) -> None:
    """By an admin, or by who made it. Raises Refused."""
    person = check_may(session, actor, Act.TAKE_BACK, day_of(now))
    own = person.id == adjustment.person_id
    if person.agency_id != adjustment.agency_id or not (own or is_admin(session, person)):
        raise Refused(Reason.NOT_YOURS)
    if adjustment.taken_back_at is not None:
        raise Refused(Reason.GONE)
    UNDO[adjustment.kind](session, actor, now, adjustment)
    adjustment.taken_back_at, adjustment.taken_back_by_id = now, person.id
    session.add(adjustment)
    agency = session.get_one(Agency, adjustment.agency_id)
    record(session, agency, "take_back_adjustment", actor, now, adjustment=adjustment.id)
