"""Questions about people: who is responsible, who can be reached, what somebody is to a task."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.calendar import working_calendar
from models.checklist import in_force
from models.kept import RowsBy, bring, kept
from models.rules.due_day import due_of
from models.rules.escalation import admin_decides_from
from models.rules.zone import day_of
from models.tables import (
    Absence,
    Confirmation,
    DeputyState,
    Person,
    PersonRole,
    Requirement,
    Role,
    Task,
    Unit,
)
from models.units import units_of

_CONFIRMATIONS = RowsBy(
    Task,
    Confirmation.task_id,
    select(Confirmation).where(col(Confirmation.taken_back_at).is_(None)).order_by(col(Confirmation.id)),
)
# Asked several times a pass, so made once.
_DECIDER = aliased(Person)
_HELD = (
    select_columns(
        col(PersonRole.role),
        col(PersonRole.person_id),
        col(Person.unit_id),
        col(Person.deactivated_at),
        _DECIDER,
    )
    .join(Person, col(Person.id) == PersonRole.person_id)
    .outerjoin(_DECIDER, (col(_DECIDER.id) == Person.id) & (col(PersonRole.role) != Role.OFFICER))
    .where(col(Person.agency_id) == bindparam("agency"))
    .order_by(col(Person.code))
)
_HERE = select(Person).where(Person.chat_id == bindparam("chat"), col(Person.deactivated_at).is_(None))
_UNITS = select(Unit.id).where(Unit.agency_id == bindparam("agency")).order_by(Unit.code)
_ABSENCES = (
    select(Absence)
    .where(Absence.agency_id == bindparam("agency"), col(Absence.ended_at).is_(None))
    .order_by(col(Absence.id).desc())
)


class Because(StrEnum):
    """Why a reminder goes to somebody other than the responsible officer."""

    UNASSIGNED = "unassigned"
    NOT_MINE = "not_mine"
    ABSENT = "absent"
    NO_CHAT = "no_chat"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"


@dataclass(frozen=True)
class Addressee:
    """Who is told of a task; `because` and `instead_of` when that is not the responsible officer."""

    person: Person
    because: Because | None = None
    instead_of: Person | None = None


def in_chat(session: Session, chat_id: int) -> Person | None:
    """The active person who joined from this chat; None for a stranger."""
    return session.exec(_HERE, params={"chat": chat_id}).first()


def person_of(session: Session, person_id: int | None) -> Person | None:
    """The person that a row names; None where it names nobody."""
    return session.get(Person, person_id) if person_id else None


def roles(session: Session, person: Person) -> frozenset[Role]:
    held = _held(session, person.agency_id)
    return frozenset(role for role, people in held.items() if person.id in people)


def holding(session: Session, agency_id: int, role: Role, unit_id: int | None = None) -> list[Person]:
    """The active people with a role, in a unit where one is given, in order of their codes."""
    held = _held(session, agency_id)[role].items()
    ids = [each for each, holder in held if holder.is_active and unit_id in (None, holder.unit_id)]
    bring(session, Person, ids)
    return [session.get_one(Person, each) for each in ids]


@dataclass(frozen=True)
class _Holder:
    """Of who holds a role what decides whether they are asked for."""

    unit_id: int | None
    is_active: bool


def _held(session: Session, agency_id: int) -> dict[Role, dict[int, _Holder]]:
    """Who in the agency holds each role, by id, in order of their codes; the few who decide are brought along."""
    return kept(session, (PersonRole, Person), agency_id, lambda: _read_roles(session, agency_id))


def _read_roles(session: Session, agency_id: int) -> dict[Role, dict[int, _Holder]]:
    found: dict[Role, dict[int, _Holder]] = {role: {} for role in Role}
    for role, person_id, unit_id, deactivated_at, _ in session.execute(_HELD, {"agency": agency_id}):
        found[Role(role)][person_id] = _Holder(unit_id, deactivated_at is None)
    return found


def heads_of(session: Session, task: Task) -> list[Person]:
    """The heads of the unit whose task it is."""
    return holding(session, task.agency_id, Role.HEAD, task.unit_id)


def only_officer(session: Session, agency_id: int, unit_id: int | None) -> Person | None:
    """The one active officer of a unit; None where it has none, or several."""
    officers = holding(session, agency_id, Role.OFFICER, unit_id)
    return officers[0] if len(officers) == 1 else None


def responsible(session: Session, task: Task) -> Person | None:
    """Named on the task; else on the requirement; else the unit's only officer, unless it is left to the head."""
    if task.responsible_id is not None or task.left_to_head:
        return person_of(session, task.responsible_id)
    return responsible_for(session, session.get_one(Requirement, task.requirement_id), task.unit_id)


def responsible_for(session: Session, requirement: Requirement, unit_id: int) -> Person | None:
    """Who is responsible for a unit's tasks of a requirement, unless one names somebody else."""
    if requirement.responsible_id is not None:
        named = session.get_one(Person, requirement.responsible_id)
        if not _is_of_another_member(session, requirement, named, unit_id):
            return named
    return None if requirement.left_to_head else only_officer(session, requirement.agency_id, unit_id)


def _is_of_another_member(session: Session, requirement: Requirement, named: Person, unit_id: int) -> bool:
    """Of a group's requirement each member unit has its own task: who is of one member does that one's only."""
    members = {unit.id for unit in units_of(session, requirement)}
    return named.unit_id in members and named.unit_id != unit_id


def read_responsible(session: Session, tasks: Sequence[Task]) -> None:
    """Reads at once what `responsible` would read task by task; a row that was read stays in the session."""
    requirements = {task.requirement_id for task in tasks}
    bring(session, Requirement, requirements)
    named = {task.responsible_id for task in tasks}
    named |= {session.get_one(Requirement, each).responsible_id for each in requirements}
    bring(session, Person, named)


def unreachable(person: Person) -> Because | None:
    """Why Telegram cannot bring this person a message; None when it can."""
    if person.deactivated_at is not None:
        return Because.DEACTIVATED
    if person.chat_id is None:
        return Because.NO_CHAT
    if person.blocked_at is not None:
        return Because.BLOCKED
    return None


def addressee(session: Session, task: Task, today: date) -> Addressee | None:
    """Who hears of a task today; None when nobody in the agency can be reached.

    A disputed task is its head's until they have decided, from T-1 on the admin's; an absent officer's is
    their stand-in's.
    """
    officer = responsible(session, task)
    if officer is None:
        return _of_the_unit(session, task, Because.UNASSIGNED, None, today)
    if task.disputed_at is not None:
        return _of_dispute(session, task, day_of(task.disputed_at), officer, today)
    because = why_not(session, officer, today)
    if because is None:
        return Addressee(officer)
    person = stand_in(session, officer, today)
    return Addressee(person, because, officer) if person else None


def why_not(session: Session, person: Person, today: date) -> Because | None:
    """Why a message should not go to this person today; None when it may."""
    if absence_of(session, person, today) is not None:
        return Because.ABSENT
    return unreachable(person)


def absence_of(session: Session, person: Person, day: date) -> Absence | None:
    """The absence that a day lies in; of overlapping ones the latest entered."""
    agency_id = person.agency_id
    entered = kept(session, (Absence,), agency_id, lambda: _read_absences(session, agency_id))
    own = (each for each in entered if each.person_id == person.id)
    return next((each for each in own if each.from_on <= day <= each.to_on), None)


def _read_absences(session: Session, agency_id: int) -> list[Absence]:
    """Those that were not ended, the latest entered first."""
    return list(session.exec(_ABSENCES, params={"agency": agency_id}))


@dataclass(frozen=True)
class Away:
    """An officer's absence, and who covers for them in it; None where nobody can be reached."""

    absence: Absence
    cover: Person | None


def away_for(session: Session, officer: Person, task: Task, today: date) -> Away | None:
    """That an officer is away today, or on the day on which a task is due."""
    for day in (today, max(today, due_of(task).on)):
        absence = absence_of(session, officer, day)
        if absence is not None:
            return Away(absence, stand_in(session, officer, max(absence.from_on, today)))
    return None


def stand_in(session: Session, person: Person, today: date) -> Person | None:
    """Who acts for a person: the deputy once they agreed, until then who is above; never who is away too.

    An absent deputy's own deputy is next; a chain of deputies that ends, or comes back to somebody it has
    passed, goes one level up.
    """
    passed = {person.id}
    for candidate in _line_of(session, person, today):
        acting: Person | None = candidate
        while acting is not None and acting.id not in passed:
            if why_not(session, acting, today) is None:
                return acting
            passed.add(acting.id)
            acting = _deputy(session, acting, today)
    return None


def reached(session: Session, people: list[Person], today: date) -> list[Person]:
    """These people, each replaced by who stands in where they are away or cannot be reached; nobody twice."""
    found: dict[int, Person] = {}
    for person in people:
        here = why_not(session, person, today) is None
        to = person if here else stand_in(session, person, today)
        if to is not None:
            found.setdefault(to.id or 0, to)
    return list(found.values())


def absent_one(session: Session, person: Person, people: list[Person], today: date) -> Person | None:
    """Whom of these people somebody acts for, being none of them; None when for nobody."""
    if person.id in {each.id for each in people}:
        return None
    for each in people:
        if person.id in {acting.id for acting in reached(session, [each], today)}:
            return each
    return None


def units_headed(session: Session, person: Person, today: date) -> list[int]:
    """The units whose head this person is, or for whose head they stand in today."""
    agency_id = person.agency_id
    about = {"agency": agency_id}
    ids = kept(session, (Unit,), agency_id, lambda: session.exec(_UNITS, params=about).all())
    return [
        each for each in ids if each and person.id in holders_of(session, agency_id, Role.HEAD, each, today)
    ]


def holders_of(
    session: Session, agency_id: int, role: Role, unit_id: int | None, today: date
) -> set[int | None]:
    """Who holds a role, in a unit where one is given, and who stands in for one that is away."""
    people = holding(session, agency_id, role, unit_id)
    return {each.id for each in (*people, *reached(session, people, today))}


def is_clerk(session: Session, person: Person, today: date) -> bool:
    """Whether they hold the role, or stand in for a clerk who is away or cannot be reached."""
    return person.id in holders_of(session, person.agency_id, Role.CLERK, None, today)


def submitters(session: Session, task: Task, today: date) -> frozenset[int]:
    """Who handed in what is in force or whom it was handed in for, and their deputies: none may accept it."""
    concerned = [session.get_one(Person, each.person_id) for each in in_force(session, task)]
    officer = responsible(session, task)
    if concerned and officer is not None:
        concerned.append(officer)
    found: set[int | None] = set()
    for person in concerned:
        deputy = _deputy(session, person, today)
        found |= {person.id, person.deputy_id, deputy.id if deputy else None}
    return frozenset(each for each in found if each is not None)


def reviewers(session: Session, task: Task, today: date) -> list[Person]:
    """Four eyes (docs/design.md, Rules): the reviewers; else the head of their unit; else a leader; else the admin.

    At each step the deputy who agreed acts for who is away, and who submitted it is left out; empty when
    nobody is left.
    """
    excluded = submitters(session, task, today)
    for people in _who_may_review(session, task):
        acting = [_here(session, person, today) for person in people]
        able = {each.id: each for each in acting if each and each.id not in excluded}
        if able:
            return list(able.values())
    return []


def _who_may_review(session: Session, task: Task) -> Iterator[list[Person]]:
    """The holders of each role in turn, there or away."""
    found = holding(session, task.agency_id, Role.REVIEWER)
    yield found
    units = {person.unit_id for person in found if person.unit_id} or {task.unit_id}
    heads = [holding(session, task.agency_id, Role.HEAD, unit) for unit in sorted(units)]
    yield list(chain.from_iterable(heads))
    yield holding(session, task.agency_id, Role.LEADER)
    yield holding(session, task.agency_id, Role.ADMIN)


def _here(session: Session, person: Person, today: date) -> Person | None:
    """This person, or while they are away the deputy who agreed; None when neither can be reached."""
    if why_not(session, person, today) is None:
        return person
    deputy = _deputy(session, person, today)
    return deputy if deputy is not None and why_not(session, deputy, today) is None else None


def _deputy(session: Session, person: Person, today: date) -> Person | None:
    """Who agreed to act for an absent person; of somebody who is there, their standing deputy."""
    absence = absence_of(session, person, today)
    deputy_id = person.deputy_id
    if absence is not None:
        deputy_id = absence.deputy_id if absence.deputy_state is DeputyState.ACCEPTED else None
    return session.get_one(Person, deputy_id) if deputy_id else None


def last_confirmation(session: Session, task: Task) -> Confirmation | None:
    """The newest confirmation of a task that was not taken back."""
    said = confirmations_of(session, task)
    return said[-1] if said else None


def confirmations_of(session: Session, task: Task) -> list[Confirmation]:
    """The confirmations of a task that were not taken back, oldest first."""
    return _CONFIRMATIONS.of(session, task.id)


def _line_of(session: Session, person: Person, today: date) -> list[Person]:
    """Who may act for a person, nearest first: the deputy who agreed, the heads of the unit, for a head the
    leaders, and the admins last. Of somebody who merely cannot be reached the standing deputy comes first."""
    agency_id, unit_id = person.agency_id, person.unit_id
    deputy = _deputy(session, person, today)
    heads = holding(session, agency_id, Role.HEAD, unit_id) if unit_id else []
    line = [*([deputy] if deputy else []), *heads]
    if any(absence_of(session, each, today) for each in [person, *heads]):
        line += holding(session, agency_id, Role.LEADER)
    return line + holding(session, agency_id, Role.ADMIN)


def _of_dispute(
    session: Session, task: Task, disputed_on: date, officer: Person, today: date
) -> Addressee | None:
    """The head decides whose it is; a head's own, and what is undecided at T-1, and a day later, is asked of the
    admin."""
    head = _of_the_unit(session, task, Because.NOT_MINE, officer, today)
    is_own = head is not None and head.person.id == officer.id
    calendar = working_calendar(session, task.agency_id)
    admins = reached(session, holding(session, task.agency_id, Role.ADMIN), today)
    if admins and (is_own or today >= admin_decides_from(due_of(task).on, disputed_on, calendar)):
        return Addressee(admins[0], Because.NOT_MINE, officer)
    return head


def _of_the_unit(
    session: Session, task: Task, because: Because, officer: Person | None, today: date
) -> Addressee | None:
    """The head of the task's unit, or who stands in; no head: the admin."""
    person = who_heads(session, task.agency_id, task.unit_id, today)
    return Addressee(person, because, officer) if person else None


def who_heads(session: Session, agency_id: int, unit_id: int | None, today: date) -> Person | None:
    """The head of a unit, or who stands in; no head: the admin."""
    heads = holding(session, agency_id, Role.HEAD, unit_id)
    admins = holding(session, agency_id, Role.ADMIN)
    found = reached(session, heads, today) or reached(session, admins, today)
    return found[0] if found else None
