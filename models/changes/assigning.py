"""Who is responsible: for one task, or for a requirement from now on."""

from sqlmodel import col, select

from models.actor import Act
from models.administering import standings_in
from models.changes.common import check, in_place_of, refresh
from models.ledger import record
from models.people import units_headed
from models.refused import Reason, Refused
from models.rules.lifecycle import ALLOWED, Change
from models.rules.permissions import Configuring, Standing, may
from models.tables import Person, Requirement, Role, Task


def assign(act: Act, task: Task, person: Person) -> bool:
    """Makes a person responsible for a task; where its requirement names nobody, for the requirement too,
    so that the head is not asked again each period. Returns whether the requirement was assigned.

    Raises Refused.
    """
    check(act, task, Change.ASSIGN)
    _check_assignable(person, task.agency_id)
    held = standings_in(act.session, act.actor, task.agency_id)
    if person.unit_id != task.unit_id and not may(held, Configuring.EVERYWHERE):
        raise Refused(Reason.NOT_OF_UNIT)
    if task.responsible_id == person.id and task.disputed_at is None and task.handed_by_id is None:
        raise Refused(Reason.GONE)
    requirement = act.session.get_one(Requirement, task.requirement_id)
    whole = requirement.responsible_id is None
    if whole:
        name_responsible(act, requirement, person)
    task.responsible_id, task.disputed_at, task.handed_by_id = person.id, None, None
    act.session.add(task)
    act.session.flush()
    behalf = in_place_of(act, task, Role.HEAD, task.unit_id)
    record(act, Change.ASSIGN, task, to=person.code, **behalf)
    refresh(act, task)
    return whole


def assign_requirement(act: Act, requirement: Requirement, person: Person) -> list[Task]:
    """Makes a person responsible for a requirement and its running tasks that name nobody. Returns those.

    Raises Refused.
    """
    _check_may_assign(act, requirement)
    _check_assignable(person, requirement.agency_id)
    name_responsible(act, requirement, person)
    tasks = act.session.exec(
        select(Task).where(
            Task.requirement_id == requirement.id,
            col(Task.responsible_id).is_(None),
            col(Task.state).in_(ALLOWED[Change.ASSIGN]),
        )
    ).all()
    for task in tasks:
        refresh(act, task)
    return list(tasks)


def name_responsible(act: Act, requirement: Requirement, person: Person | None) -> None:
    """A requirement names somebody, or nobody, from now on; the caller has checked who may."""
    requirement.responsible_id = person.id if person else None
    act.session.add(requirement)
    act.session.flush()
    to = person.code if person else None
    record(act, Change.ASSIGN_REQUIREMENT, requirement, requirement=requirement.code, to=to)


def _check_may_assign(act: Act, requirement: Requirement) -> None:
    held = standings_in(act.session, act.actor, requirement.agency_id)
    if act.person is not None and requirement.unit_id in units_headed(act.session, act.person, act.today):
        held |= {Standing.UNIT_HEAD}
    if not may(held, Change.ASSIGN_REQUIREMENT):
        raise Refused(Reason.NOT_YOURS)


def _check_assignable(person: Person, agency_id: int) -> None:
    if person.agency_id != agency_id or person.deactivated_at is not None:
        raise Refused(Reason.GONE)
