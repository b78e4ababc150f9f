"""A one-off order: a requirement that comes once, its task opened and told at once."""

from datetime import datetime

from sqlmodel import Session

from models.actor import Actor
from models.administering import check_may
from models.calendar import working_calendar
from models.catalogue.document import RequirementEntry
from models.catalogue.loading import put_requirement
from models.changes.adjusting import Basis, adjust
from models.changes.common import keep_next_ping, tell_addressee
from models.changes.configuring import find_requirement, spelled, withdraw
from models.changes.open_task import open_task, pass_over
from models.occurrences import occurrence
from models.refused import Reason, Refused
from models.rules import cadence
from models.rules.permissions import Act
from models.rules.zone import day_of
from models.tables import Adjustment, AdjustmentKind, Agency, Ladder, Requirement, Task, Unit
from models.units import units_of


def order(
    session: Session, actor: Actor, now: datetime, entry: RequirementEntry, unit: Unit, basis: Basis
) -> tuple[Adjustment, list[Task]]:
    """Gives a unit something to do once; whoever is responsible hears of it at once, with the card.

    Heads order within their unit. Raises Refused, also for a day that is over.
    """
    person = check_may(session, actor, Act.ORDER, day_of(now), unit.id)
    if unit.agency_id != person.agency_id or entry.due is None or entry.due.date is None:
        raise Refused(Reason.NOT_YOURS)
    if entry.due.date < day_of(now):
        raise Refused(Reason.DATE_PAST)
    agency = session.get_one(Agency, person.agency_id)
    put_requirement(session, agency, entry, now)
    requirement = find_requirement(session, agency, entry.code)
    assert requirement is not None
    adjustment = adjust(
        session,
        actor,
        now,
        agency,
        AdjustmentKind.ORDER,
        {},
        spelled(entry),
        requirement=requirement,
        basis=basis,
    )
    return adjustment, _open(session, actor, now, requirement, adjustment)


def _open(
    session: Session, actor: Actor, now: datetime, requirement: Requirement, adjustment: Adjustment
) -> list[Task]:
    calendar = working_calendar(session, requirement.agency_id)
    period = cadence.period(str(requirement.due_rule["date"]))
    agency = session.get_one(Agency, requirement.agency_id)
    days = occurrence(requirement, period, calendar, agency.ladders)
    opened = [open_task(session, now, requirement, unit, days) for unit in units_of(session, requirement)]
    tasks = [task for task in opened if task is not None]
    by = actor.person
    for task in tasks:
        # The card that goes out now speaks for the mornings that are over.
        pass_over(session, task, (Ladder.DEADLINE,), task.due_on, now)
        keep_next_ping(session, task)
        key = f"order/{adjustment.id}/{task.id}"
        tell_addressee(session, task, "card", key, now, by, tasks=[task], assigned_by=by.id if by else None)
    return tasks


def take_back_order(session: Session, actor: Actor, now: datetime, adjustment: Adjustment) -> None:
    """The order is withdrawn as long as nothing came of it: its tasks are waived, their officers told."""
    requirement = session.get_one(Requirement, adjustment.requirement_id)
    withdraw(session, actor, now, requirement, "thu hồi việc đã giao")
