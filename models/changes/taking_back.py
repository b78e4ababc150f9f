"""An adjustment is taken back, as long as nothing depends on it."""

from collections.abc import Callable
from typing import TypeAlias

from models.actor import Act
from models.administering import check_in, check_may
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
from models.rules.lifecycle import Change
from models.rules.permissions import Configuring
from models.tables import Adjustment, AdjustmentKind

# Each puts back what was before, and raises Refused where that is no longer possible.
Undo: TypeAlias = Callable[[Act, Adjustment], None]
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


def take_back(act: Act, adjustment: Adjustment) -> None:
    """By an admin, or by who made it. Raises Refused."""
    if adjustment.kind is AdjustmentKind.MOVE:
        moving.take_back(act, adjustment)
        return
    person = check_may(act, Configuring.TAKE_BACK)
    check_in(act, adjustment.agency_id, Change.TAKE_BACK_ADJUSTMENT, adjustment.person_id)
    if adjustment.taken_back_at is not None:
        raise Refused(Reason.GONE)
    UNDO[adjustment.kind](act, adjustment)
    adjustment.taken_back_at, adjustment.taken_back_by_id = act.now, person.id
    act.session.add(adjustment)
    record(act, Change.TAKE_BACK_ADJUSTMENT, adjustment, adjustment=adjustment.id)
