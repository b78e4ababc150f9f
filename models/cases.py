"""Questions about citizen files: the rule of their clock, whose they are, which are owed an apology."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, case, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.administering import everywhere
from models.calendar import working_calendar
from models.kept import bring, kept
from models.people import Addressee, addressee, holding, only_officer, reached, read_responsible
from models.portions import in_portions
from models.rules.cadence import Cadence
from models.rules.cases.clock import SOURCE, ClockRule
from models.rules.due_day import due_of
from models.rules.letters import bare
from models.rules.lifecycle import State
from models.rules.zone import day_of
from models.tables import (
    CaseClock,
    CaseHandler,
    CaseList,
    CitizenCase,
    Evidence,
    Person,
    Requirement,
    Role,
    Task,
    TaskItem,
    Unit,
)

# In these states an apology may still be owed; of a missed one while its checklist is not full.
OWING = (State.OPEN, State.CLAIMED, State.RETURNED, State.MISSED)
_LISTS = select(CaseList).where(CaseList.agency_id == bindparam("agency")).order_by(col(CaseList.id).desc())


def clock_of(session: Session, agency_id: int) -> CaseClock:
    """The agency's rule, or the usual one as a row that is not written."""
    found = select(CaseClock).where(CaseClock.agency_id == agency_id)
    row = kept(session, (CaseClock,), agency_id, lambda: session.exec(found).first())
    return row or CaseClock(agency_id=agency_id, source=SOURCE)


def rule_of(session: Session, agency_id: int) -> ClockRule:
    clock = clock_of(session, agency_id)
    return ClockRule(clock.before, clock.lead, clock.extensions)


def case_requirement(session: Session, agency_id: int) -> Requirement | None:
    """The requirement whose tasks are citizen files; None where the agency has none."""
    found = select(Requirement).where(
        Requirement.agency_id == agency_id,
        Requirement.cadence == Cadence.PER_CASE,
        col(Requirement.retired_at).is_(None),
    )
    return session.exec(found.order_by(Requirement.code)).first()


def newest_list(session: Session, agency_id: int) -> CaseList | None:
    """The list that came last, for none older comes after it; by its moment one that came while the machine's clock
    was ahead would stay the newest."""
    return session.exec(_LISTS, params={"agency": agency_id}).first()


def list_age(session: Session, newest: CaseList, today: date) -> int:
    """How many working days old its figures are."""
    return max(0, working_calendar(session, newest.agency_id).count(day_of(newest.as_of), today))


def keepers(session: Session, requirement: Requirement, today: date) -> list[Person]:
    """Who brings the list: the officer of the leading unit, else its head, else the admins."""
    officer = only_officer(session, requirement.agency_id, requirement.unit_id)
    named = session.get(Person, requirement.responsible_id) if requirement.responsible_id else None
    heads = holding(session, requirement.agency_id, Role.HEAD, requirement.unit_id)
    first = [named] if named else [officer] if officer else heads
    return reached(session, first or holding(session, requirement.agency_id, Role.ADMIN), today)


def overseers(session: Session, requirement: Requirement, today: date) -> list[Person]:
    """Who is told when the clock is blind: the heads of the leading unit, else the admins."""
    heads = holding(session, requirement.agency_id, Role.HEAD, requirement.unit_id)
    return reached(session, heads or holding(session, requirement.agency_id, Role.ADMIN), today)


def limit_on(task: Task) -> date:
    """By which day its apology is to be sent; what was returned is to be mended by a day of its own."""
    return due_of(task).on if task.state is State.RETURNED else task.due_on


def is_for_today(session: Session, task: Task, today: date) -> bool:
    """Whether this is the last working day on which its apology is in time, and nobody said that it was sent."""
    following = working_calendar(session, task.agency_id).shift(today, 1)
    is_open = task.state in (State.OPEN, State.RETURNED)
    return is_open and today <= limit_on(task) < following


@cache
def is_unfilled() -> ColumnElement[bool]:
    """Whether a task lacks a required item: of a citizen file the letter, or the word that it was attached."""
    item, evidence = aliased(TaskItem), aliased(Evidence)
    filled = exists().where(
        col(evidence.task_id) == Task.id,
        col(evidence.item_id) == item.id,
        col(evidence.withdrawn_at).is_(None),
    )
    return exists().where(col(item.task_id) == Task.id, col(item.required), ~filled)


def is_owed(agency_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """The citizen files of an agency that are owed an apology of which no letter is recorded."""
    return col(Task.is_case) & col(Task.state).in_(OWING) & (col(Task.agency_id) == agency_id) & is_unfilled()


# What decides whose a citizen file is: those that are alike in all of it are the same person's today.
_ALIKE: tuple[Any, ...] = (
    col(Task.requirement_id),
    col(Task.unit_id),
    col(Task.responsible_id),
    col(Task.left_to_head),
    col(Task.disputed_at),
    # Who decides a dispute depends on how near its day is.
    case((col(Task.disputed_at).is_not(None), func.coalesce(Task.fix_by, Task.due_on))),
)
_NEVER_TOLD = (
    select(func.min(Task.id))
    .join(CitizenCase, col(CitizenCase.task_id) == Task.id)
    .where(
        CitizenCase.agency_id == bindparam("agency"),
        col(CitizenCase.told_id).is_(None),
        is_owed(bindparam("agency")),
        Task.opened_at < bindparam("before"),
    )
    .group_by(*_ALIKE)
)


@dataclass(frozen=True)
class Owner:
    """Who hears of some citizen files today; `alike`: the values of `_ALIKE` that these have."""

    to: Addressee
    alike: tuple[Any, ...]

    def is_theirs(self) -> ColumnElement[bool]:
        pairs = zip(_ALIKE, self.alike, strict=True)
        return and_(*(column.is_not_distinct_from(value) for column, value in pairs))


def alike(task: Task) -> tuple[Any, ...]:
    """The values of `_ALIKE` that a citizen file has."""
    day = due_of(task).on if task.disputed_at else None
    whose = (task.requirement_id, task.unit_id, task.responsible_id, task.left_to_head)
    return (*whose, task.disputed_at, day)


def owners(session: Session, agency_id: int, today: date) -> list[Owner]:
    """Everyone who has a citizen file that may be owed an apology; asked of one task for all that are alike."""
    one_of_each = (
        select(func.min(Task.id))
        .where(col(Task.is_case), col(Task.state).in_(OWING), Task.agency_id == agency_id)
        .group_by(*_ALIKE)
    )
    ids = [task_id for task_id in session.exec(one_of_each) if task_id is not None]
    bring(session, Task, ids)
    tasks = [session.get_one(Task, task_id) for task_id in ids]
    read_responsible(session, tasks)
    found = [(addressee(session, task, today), alike(task)) for task in tasks]
    return [Owner(to, its) for to, its in found if to is not None]


def owed_to(session: Session, agency_id: int, theirs: Iterable[Owner]) -> list[Task]:
    """The citizen files of these owners that are owed an apology: nearest limit first, those past it last."""
    whose = [owner.is_theirs() for owner in theirs]
    if not whose:
        return []
    found = select(Task).where(is_owed(agency_id), or_(*whose))
    return list(session.exec(found.order_by(col(Task.due_on), col(Task.period))).all())


def owed_today(session: Session, agency_id: int, today: date) -> list[Task]:
    """Those of which `is_for_today` holds."""
    day = case(
        (col(Task.state) == State.RETURNED, func.coalesce(Task.fix_by, Task.due_on)), else_=Task.due_on
    )
    following = working_calendar(session, agency_id).shift(today, 1)
    found = select(Task).where(
        is_owed(agency_id),
        col(Task.state).in_((State.OPEN, State.RETURNED)),
        day >= today,
        day < following,
    )
    return list(session.exec(found.order_by(col(Task.due_on), col(Task.period))).all())


def never_told(session: Session, agency_id: int) -> set[int]:
    """The ids of those that are owed an apology of which no message has spoken yet."""
    found = (
        select(CitizenCase.task_id)
        .join(Task, col(Task.id) == CitizenCase.task_id)
        .where(CitizenCase.agency_id == agency_id, col(CitizenCase.told_id).is_(None), is_owed(agency_id))
    )
    return {task_id for task_id in session.exec(found) if task_id is not None}


def never_told_since(session: Session, agency_id: int, opened_before: datetime) -> list[Task]:
    """Of those that no message has spoken of although they opened so long ago, one for each that are alike."""
    about = {"agency": agency_id, "before": opened_before}
    return [session.get_one(Task, task_id) for task_id in session.exec(_NEVER_TOLD, params=about).all()]


def to_settle(session: Session, agency_id: int) -> list[Task]:
    """The citizen files whose limit was before the agency used the program, oldest first."""
    found = select(Task).where(col(Task.is_case), Task.agency_id == agency_id, Task.state == State.TO_SETTLE)
    return list(session.exec(found.order_by(col(Task.due_on), col(Task.period))).all())


def owed_by(session: Session, person: Person, today: date) -> list[Task]:
    """The citizen files of which this person hears today that are owed an apology."""
    every = owners(session, person.agency_id, today)
    return owed_to(session, person.agency_id, [each for each in every if each.to.person.id == person.id])


def owed_of(session: Session, person: Person) -> int:
    """How many citizen files that are this person's own are owed an apology."""
    found = select(func.count()).select_from(Task)
    mine = found.where(is_owed(person.agency_id), Task.responsible_id == person.id)
    return session.exec(mine).one()


def owed_of_units(
    session: Session, agency_id: int, unit_ids: list[int] | None, today: date
) -> tuple[int, int]:
    """How many citizen files of these units, or of all (None), are owed an apology; how many past their limit."""
    late = func.coalesce(func.sum(case((col(Task.due_on) < today, 1), else_=0)), 0)
    found = select(func.count(), late).select_from(Task).where(is_owed(agency_id))
    return session.exec(found if unit_ids is None else found.where(col(Task.unit_id).in_(unit_ids))).one()


def may_take(session: Session, person: Person) -> list[Person]:
    """To whom this person may pass a file on: colleagues; everybody, for who is above or of the leading unit."""
    requirement = case_requirement(session, person.agency_id)
    leads = requirement is not None and person.unit_id == requirement.unit_id
    unit_id = None if leads or everywhere(session, person) else person.unit_id
    both = (holding(session, person.agency_id, role, unit_id) for role in (Role.OFFICER, Role.HEAD))
    found = {each.id: each for people in both for each in people if each.id != person.id}
    return list(found.values())


def cases_of(session: Session, tasks: Iterable[Task]) -> dict[int, CitizenCase]:
    """The citizen files of these tasks, by task."""
    ids = [task.id for task in tasks]
    found = (
        session.exec(select(CitizenCase).where(col(CitizenCase.task_id).in_(some))).all()
        for some in in_portions(ids)
    )
    return {each.task_id: each for some in found for each in some if each.task_id is not None}


def handler_key(name: str) -> str:
    """What two spellings of one name in a handling column share."""
    return " ".join(bare(name).split())


def handler_called(session: Session, agency_id: int, name: str) -> tuple[int | None, int | None]:
    """The one person, or the one unit, that a handling column names: their ids; None where none or several are."""
    wanted = handler_key(name)
    people = session.exec(
        select(Person).where(Person.agency_id == agency_id, col(Person.deactivated_at).is_(None))
    )
    named = [person.id for person in people if handler_key(person.full_name) == wanted]
    if len(named) == 1:
        return named[0], None
    units = session.exec(select(Unit).where(Unit.agency_id == agency_id))
    called = [unit.id for unit in units if wanted in map(handler_key, (unit.name, unit.short))]
    return None, called[0] if len(called) == 1 and not named else None


def unmapped(session: Session, agency_id: int) -> list[CaseHandler]:
    """The names of handlers that are nobody's yet, or somebody's who has left."""
    left = select(Person.id).where(col(Person.deactivated_at).is_not(None))
    found = select(CaseHandler).where(
        CaseHandler.agency_id == agency_id,
        or_(col(CaseHandler.person_id).is_(None), col(CaseHandler.person_id).in_(left)),
        col(CaseHandler.unit_id).is_(None),
    )
    return list(session.exec(found.order_by(CaseHandler.name)).all())
