"""A one-off order: a requirement that comes once, its task opened and told at once."""

from models.actor import CLOCK, Act
from models.administering import check_may
from models.calendar import working_calendar
from models.catalogue.document import RequirementEntry
from models.catalogue.loading import put_requirement
from models.changes.adjusting import Basis, adjust
from models.changes.common import keep_next_ping, tell_decided
from models.changes.configuring import leave_to_its_head, spelled, withdraw_requirement
from models.changes.open_task import pass_over
from models.changes.opening import open_task
from models.kinds import Kind
from models.occurrences import occurrence
from models.refused import Reason, Refused
from models.rules import cadence
from models.rules.permissions import Configuring
from models.tables import Adjustment, AdjustmentKind, Agency, Ladder, Requirement, Task, Unit
from models.units import units_of


def order(act: Act, entry: RequirementEntry, unit: Unit, basis: Basis) -> tuple[Adjustment, list[Task]]:
    """Gives a unit something to do once; whoever is responsible hears of it at once, with the card.

    Heads order within their unit. Raises Refused, also for a day that is over.
    """
    person = check_may(act, Configuring.ORDER, unit.id)
    if unit.agency_id != person.agency_id or entry.due is None or entry.due.date is None:
        raise Refused(Reason.NOT_YOURS)
    if entry.due.date < act.today:
        raise Refused(Reason.DATE_PAST)
    agency = act.session.get_one(Agency, person.agency_id)
    requirement, _ = put_requirement(act, agency, entry)
    if requirement.responsible_id is None:
        leave_to_its_head(act, requirement)
    adjustment = adjust(act, AdjustmentKind.ORDER, {}, spelled(entry), requirement=requirement, basis=basis)
    return adjustment, _open(act, requirement, adjustment)


def _open(act: Act, requirement: Requirement, adjustment: Adjustment) -> list[Task]:
    calendar = working_calendar(act.session, requirement.agency_id)
    period = cadence.period(str(requirement.due_rule["date"]))
    agency = act.session.get_one(Agency, requirement.agency_id)
    days = occurrence(requirement, period, calendar, agency.ladders)
    units = units_of(act.session, requirement)
    opened = [open_task(act.by(CLOCK), requirement, unit, days) for unit in units]
    tasks = [task for task in opened if task is not None]
    for task in tasks:
        # The card that goes out now speaks for the mornings that are over.
        pass_over(act, task, (Ladder.DEADLINE,), task.due_on)
        keep_next_ping(act, task)
        key = f"order/{adjustment.id}/{task.id}"
        tell_decided(act, task, Kind.CARD, key, tasks=[task], assigned_by=act.me.id)
    return tasks


def take_back_order(act: Act, adjustment: Adjustment) -> None:
    """The order is withdrawn as long as nothing came of it: its tasks are waived, their officers told. By who may
    order in the unit. Raises Refused."""
    requirement = act.session.get_one(Requirement, adjustment.requirement_id)
    check_may(act, Configuring.ORDER, requirement.unit_id)
    withdraw_requirement(act, requirement, "thu hồi việc đã giao")
