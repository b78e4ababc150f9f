"""Who is responsible: for one task, or for a requirement from now on."""

from sqlmodel import col, select

from models.actor import OPERATOR, Act
from models.changes.common import check, in_place_of, refresh
from models.ledger import record
from models.people import roles
from models.refused import Reason, Refused
from models.rules.lifecycle import ALLOWED, Change
from models.tables import Person, Requirement, Role, Task


def assign(act: Act, task: Task, person: Person) -> bool:
    """Makes a person responsible for a task; where its requirement names nobody, for the requirement too,
    so that the head is not asked again each period. Returns whether the requirement was assigned.

    Raises Refused.
    """
    check(act, task, Change.ASSIGN)
    _check_assignable(person, task.agency_id)
    by = act.person
    if by is not None and Role.ADMIN not in roles(act.session, by) and person.unit_id != task.unit_id:
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
    if not _may_assign(act, requirement):
        raise Refused(Reason.NOT_YOURS)
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


def _may_assign(act: Act, requirement: Requirement) -> bool:
    if act.actor is OPERATOR:
        return True
    person = act.person
    if person is None or person.agency_id != requirement.agency_id:
        return False
    held = roles(act.session, person)
    return Role.ADMIN in held or (Role.HEAD in held and person.unit_id == requirement.unit_id)


def _check_assignable(person: Person, agency_id: int) -> None:
    if person.agency_id != agency_id or person.deactivated_at is not None:
        raise Refused(Reason.GONE)
