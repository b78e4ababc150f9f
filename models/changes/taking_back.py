"""An adjustment is taken back, as long as nothing depends on it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from sqlmodel import Session

from models.actor import Actor
from models.administering import check_may, is_admin
from models.changes import moving
from models.changes.calendar import take_back_days
from models.changes.configuring import take_back_requirement
from models.changes.handing import take_back_work
from models.changes.importing import take_back_import
from models.changes.office import take_back_office
from models.changes.ordering import take_back_order
from models.changes.staffing import take_back_person
from models.changes.waiving import take_back_waivers
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
    AdjustmentKind.IMPORT: take_back_import,
    AdjustmentKind.ORDER: take_back_order,
    AdjustmentKind.WAIVE: take_back_waivers,
    AdjustmentKind.PERSON: take_back_person,
    AdjustmentKind.TRANSFER: take_back_work,
    AdjustmentKind.REASSIGN: take_back_work,
    AdjustmentKind.CALENDAR: take_back_days,
    AdjustmentKind.HOURS: take_back_office,
    AdjustmentKind.LADDERS: take_back_office,
}


# A move says itself whether something depends on it, and tells whom it told.
TAKEN_BACK = frozenset({AdjustmentKind.MOVE, *UNDO})


def take_back(session: Session, actor: Actor, now: datetime, adjustment: Adjustment) -> None:
    """By an admin, or by who made it. Raises Refused."""
    if adjustment.kind is AdjustmentKind.MOVE:
        return moving.take_back(session, actor, now, adjustment)
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
    return None
