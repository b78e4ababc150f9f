"""All that somebody is responsible for goes to somebody else: of one requirement, or everything they have."""

from typing import Any, TypeVar

from sqlmodel import Session, col, or_, select

from models.actor import Act
from models.administering import check_may, everywhere
from models.cases import is_owed
from models.changes.adjusting import adjust
from models.changes.assigning import give, is_settled_on, make_responsible, name_responsible
from models.changes.common import check, refresh
from models.changes.work_telling import Work, tell_of_return, tell_of_work, whose
from models.people import person_of, read_responsible, responsible
from models.refused import Reason, Refused
from models.rules.lifecycle import ALLOWED, Change, State
from models.rules.permissions import Configuring
from models.tables import Adjustment, AdjustmentKind, Person, Requirement, Task

_Given = TypeVar("_Given", Requirement, Task)


def work_of(session: Session, person: Person) -> Work:
    """Every requirement in force that names a person, and every open task that is theirs."""
    named = select(Requirement).where(
        Requirement.responsible_id == person.id, col(Requirement.retired_at).is_(None)
    )
    requirements = list(session.exec(named.order_by(Requirement.code)).all())
    tasks = [each for each in open_tasks(session, person.agency_id) if _is_of(session, each, person)]
    return Work(requirements, tasks)


def work_under(session: Session, requirement: Requirement) -> Work:
    """One requirement, and its open tasks."""
    return Work([requirement], open_tasks(session, requirement.agency_id, requirement))


def _is_of(session: Session, task: Task, person: Person) -> bool:
    officer = responsible(session, task)
    return officer is not None and officer.id == person.id


def open_tasks(session: Session, agency_id: int, requirement: Requirement | None = None) -> list[Task]:
    """Tasks that can still be given to somebody, nearest due day first, with the citizen files of which an apology
    is owed still. Of those to settle only the ones that name somebody: the others follow their requirement."""
    can_be_given = col(Task.state).in_(ALLOWED[Change.ASSIGN])
    found = select(Task).where(Task.agency_id == agency_id, or_(can_be_given, is_owed(agency_id)))
    if requirement is not None:
        found = found.where(Task.requirement_id == requirement.id)
    tasks = session.exec(found.order_by(col(Task.due_on), col(Task.id))).all()
    read_responsible(session, tasks)
    return [each for each in tasks if each.state is not State.TO_SETTLE or each.responsible_id is not None]


def transfer(act: Act, person: Person, to: Person) -> Adjustment:
    """Everything that a person is responsible for is another's from now on; those concerned are told.

    Raises Refused.
    """
    admin = check_may(act, Configuring.PEOPLE)
    if person.agency_id != admin.agency_id or to.id == person.id:
        raise Refused(Reason.GONE)
    work = work_of(act.session, person)
    if work.is_nothing:
        raise Refused(Reason.NO_CHANGE)
    before, after = hand_over_work(act, work, to)
    made = adjust(
        act,
        AdjustmentKind.TRANSFER,
        before | {"person": person.id},
        after | {"person": to.id},
        of=person.code,
        to=to.code,
    )
    tell_of_work(act, made, work, person, to)
    return made


def reassign(act: Act, requirement: Requirement, to: Person, open_too: bool) -> Adjustment:
    """A requirement is another's from now on; its open tasks too, or they stay with who has them.

    By an admin, or by a head within their own unit. Raises Refused.
    """
    _check_may_reassign(act, requirement, to)
    work = work_under(act.session, requirement)
    old = person_of(act.session, requirement.responsible_id)
    if requirement.responsible_id == to.id and not (open_too and _others(act.session, work, to)):
        raise Refused(Reason.NO_CHANGE)
    before, moved = _spelled(work), work
    if not open_too:
        _pin(act, work.tasks)
        moved = Work(work.requirements)
    had = whose(act.session, moved.tasks)
    hand_over_work(act, moved, to)
    made = adjust(
        act,
        AdjustmentKind.REASSIGN,
        before | {"person": old.id if old else None},
        _spelled(work) | {"person": to.id},
        requirement=requirement,
        to=to.code,
    )
    tell_of_work(act, made, moved, old, to, later=not open_too and bool(work.running), had=had)
    return made


def give_several(act: Act, tasks: list[Task], to: Person) -> Adjustment:
    """Tasks are one person's from now on, and so are their requirements that name nobody; those concerned are told.
    By an admin, or by a head within their own unit. Raises Refused."""
    if not tasks:
        raise Refused(Reason.GONE)
    touched = _touched(act.session, Work(tasks=tasks))
    own = [each for each in touched if each.unit_id in (to.unit_id, *(task.unit_id for task in tasks))]
    work = Work(own, [task for task in tasks if not is_settled_on(task, to)])
    if not work.tasks:
        raise Refused(Reason.NO_CHANGE)
    for task in work.tasks:
        check(act, task, Change.ASSIGN)
    had = whose(act.session, work.tasks)
    before, after = hand_over_work(act, work, to)
    made = adjust(
        act, AdjustmentKind.REASSIGN, before | {"person": None}, after | {"person": to.id}, to=to.code
    )
    tell_of_work(act, made, work, None, to, had=had)
    return made


def _check_may_reassign(act: Act, requirement: Requirement, to: Person) -> None:
    person = check_may(act, Configuring.REASSIGN, requirement.unit_id)
    if requirement.agency_id != person.agency_id or requirement.retired_at is not None:
        raise Refused(Reason.GONE)
    if to.unit_id != requirement.unit_id and not everywhere(act.session, person):
        raise Refused(Reason.NOT_OF_UNIT)


def hand_over_work(act: Act, work: Work, to: Person | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Gives work to somebody; to nobody: the head of each unit is asked to assign it. Returns who had it before
    and who has it after, as an adjustment keeps them. Raises Refused."""
    agencies = {each.agency_id for each in work.everything}
    if to is not None and (to.deactivated_at is not None or agencies - {to.agency_id}):
        raise Refused(Reason.GONE)
    concerned = Work(_touched(act.session, work), work.tasks)
    before = _spelled(concerned)
    for requirement in work.requirements:
        if requirement.responsible_id != (to.id if to else None):
            name_responsible(act, requirement, to, left_to_head=to is None)
    for task in work.tasks:
        _hand_over_task(act, task, to)
    return before, _spelled(concerned)


def _hand_over_task(act: Act, task: Task, to: Person | None) -> None:
    if to is not None:
        if not is_settled_on(task, to):
            make_responsible(act, task, to)
    elif task.responsible_id is not None:
        give(act, task, None, left_to_head=True)
    else:
        refresh(act, task)


def as_now(session: Session, had: dict[str, Any]) -> dict[str, Any]:
    """Who has what an adjustment keeps, as it stands now."""
    requirements = [session.get_one(Requirement, each) for each, *_ in had["requirements"]]
    tasks = [session.get_one(Task, each) for each, *_ in had["tasks"]]
    return _spelled(Work(requirements, tasks))


def put_back(act: Act, adjustment: Adjustment) -> Work:
    """What an adjustment moved is whose it was; returns it, of the tasks those that are another's now. Raises
    Refused where it has moved on since."""
    session = act.session
    requirements = _as_left(session, adjustment, "requirements", Requirement)
    tasks = _as_left(session, adjustment, "tasks", Task)
    officers = {task.id: responsible(session, task) for task, _ in tasks}
    for requirement, (had_id, left) in requirements:
        if requirement.responsible_id != had_id:
            name_responsible(act, requirement, person_of(session, had_id), left)
    for task, (had_id, left) in tasks:
        if task.responsible_id != had_id:
            give(act, task, person_of(session, had_id), left)
    changed = [task for task, _ in tasks if officers[task.id] is not responsible(session, task)]
    return Work([requirement for requirement, _ in requirements], changed)


def _as_left(
    session: Session, adjustment: Adjustment, name: str, table: type[_Given]
) -> list[tuple[_Given, tuple[int | None, bool]]]:
    """What an adjustment moved, each with the id of whose it was, and whether it was left to the head. Raises
    Refused where one has moved on since."""
    had = {row_id: (person_id, any(left)) for row_id, person_id, *left in adjustment.before.get(name, ())}
    found = []
    for row_id, person_id, *_ in adjustment.after.get(name, ()):
        row = session.get_one(table, row_id)
        if row.responsible_id != person_id:
            raise Refused(Reason.DEPENDED_ON)
        found.append((row, had[row_id]))
    return found


def may_be_put_back(session: Session, adjustment: Adjustment) -> bool:
    """Whether all that an adjustment moved is still where it moved it."""
    try:
        _as_left(session, adjustment, "requirements", Requirement)
        _as_left(session, adjustment, "tasks", Task)
    except Refused:
        return False
    return True


def take_back_work(act: Act, adjustment: Adjustment) -> None:
    """A transfer, or a requirement's new officer, is undone; those who were told are told again. Raises Refused."""
    if adjustment.kind is AdjustmentKind.REASSIGN:
        for unit_id in _units_in(act.session, adjustment):
            check_may(act, Configuring.REASSIGN, unit_id)
    else:
        check_may(act, Configuring.PEOPLE)
    old = person_of(act.session, adjustment.before["person"])
    if old is not None and old.deactivated_at is not None:
        raise Refused(Reason.DEPENDED_ON)
    work = put_back(act, adjustment)
    new = act.session.get_one(Person, adjustment.after["person"])
    tell_of_return(act, adjustment, work, new, old)


def _units_in(session: Session, adjustment: Adjustment) -> set[int]:
    """Of whose requirement, or whose tasks, it was said whose they are."""
    if adjustment.requirement_id is not None:
        return {session.get_one(Requirement, adjustment.requirement_id).unit_id}
    return {session.get_one(Task, task_id).unit_id for task_id, *_ in adjustment.after["tasks"]}


def _touched(session: Session, work: Work) -> list[Requirement]:
    """Its requirements, and those that name nobody: a task of theirs that is given away names its officer for them
    too."""
    found = {each.id: each for each in work.requirements}
    for task in (each for each in work.tasks if not each.is_case):
        requirement = session.get_one(Requirement, task.requirement_id)
        if requirement.responsible_id is None:
            found[requirement.id] = requirement
    return list(found.values())


def _spelled(work: Work) -> dict[str, Any]:
    """Who has what, as JSON keeps it."""
    return {
        "requirements": [[each.id, each.responsible_id, each.left_to_head] for each in work.requirements],
        "tasks": [[each.id, each.responsible_id, each.left_to_head] for each in work.tasks],
    }


def _others(session: Session, work: Work, person: Person) -> list[Task]:
    return [task for task in work.running if not _is_of(session, task, person)]


def _pin(act: Act, tasks: list[Task]) -> None:
    """Open tasks stay with who has them, whoever has the requirement from now on."""
    for task in tasks:
        officer = responsible(act.session, task)
        if officer is not None and task.responsible_id is None:
            give(act, task, officer)
