"""Who is responsible: for one task, or for a requirement from now on."""

from sqlmodel import col, select

from models.actor import Act
from models.administering import standings_in
from models.changes.common import (
    check,
    in_place_of,
    keep_next_ping,
    record_and_refresh,
    refresh,
    tell_heads,
    tell_of,
)
from models.changes.speaking import climb_again
from models.changes.telling import tell_decision
from models.changes.work_telling import tell_cover
from models.kinds import Kind
from models.ledger import record
from models.people import responsible, units_headed
from models.refused import Reason, Refused
from models.rules.lifecycle import ALLOWED, Change, allows
from models.rules.permissions import Configuring, Standing, may
from models.standing import standings
from models.tables import LedgerEntry, Person, Requirement, Role, Task


def assign(act: Act, task: Task, person: Person) -> bool:
    """Gives a task to a person, who gets its card; whose it was until then hears whose it is, and so does who
    covers for either. Returns whether its requirement, which named nobody, was assigned too. Raises Refused.
    """
    old = responsible(act.session, task)
    disputing = old if task.disputed_at is not None else None
    whole = act.session.get_one(Requirement, task.requirement_id).responsible_id is None
    entry = make_responsible(act, task, person)
    if old is not None and (disputing is not None or old.id != person.id):
        tell_decision(act, task, old, person, entry)
    if person.id not in (act.person_id, disputing.id if disputing else None):
        key = f"assigned/{task.id}/{entry.seq}"
        tell_of(act, task, Kind.CARD, key, person, assigned_by=act.person_id)
    tell_heads(act, task, person)
    if old is None or old.id != person.id:
        tell_cover(act, f"assigned/{task.id}/{entry.seq}/cover", "cover", person, task)
        if old is not None:
            tell_cover(act, f"assigned/{task.id}/{entry.seq}/off", "off", old, task)
    return whole


def make_responsible(act: Act, task: Task, person: Person) -> LedgerEntry:
    """Makes a person responsible for a task; where its requirement names nobody, for the requirement too, so that
    the head is not asked again each period: not by a citizen file, which says nothing of the others. Tells nobody.
    Returns where it is recorded.

    Raises Refused.
    """
    check(act, task, Change.ASSIGN)
    _check_assignable(person, task.agency_id)
    held = standings_in(act.session, act.actor, task.agency_id)
    if person.unit_id != task.unit_id and not may(held, Configuring.EVERYWHERE):
        raise Refused(Reason.NOT_OF_UNIT)
    if is_settled_on(task, person):
        raise Refused(Reason.GONE)
    requirement = act.session.get_one(Requirement, task.requirement_id)
    if requirement.responsible_id is None and not task.is_case:
        name_responsible(act, requirement, person)
    return give(act, task, person, **in_place_of(act, task, Role.HEAD, task.unit_id))


def take_nobodys(act: Act, task: Task) -> None:
    """Who may assign a task that nobody has, and hands it in or says that it is done, has done it: the task is
    theirs, and not its requirement. Of any other task nothing changes."""
    if (
        act.person is None
        or responsible(act.session, task) is not None
        or not allows(task.state, Change.ASSIGN, task.is_case)
    ):
        return
    if may(standings(act.session, act.actor, task, act.today), Change.ASSIGN):
        give(act, task, act.me)


def is_settled_on(task: Task, person: Person) -> bool:
    """Whether a task names this person, undisputed and not handed to them by a colleague."""
    return task.responsible_id == person.id and task.disputed_at is None and task.handed_by_id is None


def give(
    act: Act, task: Task, person: Person | None, left_to_head: bool = False, **behalf: str
) -> LedgerEntry:
    """A task names somebody, or nobody, from now on; the caller has checked who may. What was promised for it, and
    what held its reminders, ends. Returns where it is recorded."""
    if task.promised_on is not None or task.held_until is not None:
        task.promised_on = task.held_until = None
        keep_next_ping(act, task)
    task.responsible_id, task.disputed_at, task.handed_by_id = person.id if person else None, None, None
    task.left_to_head = left_to_head
    act.write(task)
    if person is not None:
        climb_again(act, task)
    return record_and_refresh(act, Change.ASSIGN, task, to=person.code if person else None, **behalf)


def keep_with(act: Act, task: Task, person: Person) -> None:
    """A task that was somebody's without naming them names them: all that was said of it stands."""
    task.responsible_id = person.id
    act.write(task)
    record_and_refresh(act, Change.ASSIGN, task, to=person.code)


def assign_requirement(act: Act, requirement: Requirement, person: Person) -> list[Task]:
    """Makes a person responsible for a requirement and its running tasks that name nobody. Returns those.

    Nobody is told: it is how an agency is set up, and each task is told by its own ladder. Raises Refused.
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


def name_responsible(
    act: Act, requirement: Requirement, person: Person | None, left_to_head: bool = False
) -> None:
    """A requirement names somebody, or nobody, from now on; the caller has checked who may. `left_to_head`: not
    even the only officer of its unit."""
    requirement.responsible_id = person.id if person else None
    requirement.left_to_head = left_to_head
    act.write(requirement)
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
