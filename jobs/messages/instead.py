"""Whom a reader stands in for: what reaches them because somebody is away, or not reached, says so, once."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlmodel import Session

from jobs.messages.facts import Instead
from jobs.messages.gather import named
from jobs.messages.morning import tasks_of
from models.kinds import Kind
from models.people import (
    Because,
    absence_of,
    addressee,
    holding,
    person_of,
    reached,
    responsible,
    reviewers,
    unreachable,
    why_not,
)
from models.rules.zone import day_of
from models.tables import Absence, DeputyState, Notification, Person, Requirement, Role, Task

# In whose place these are read, where the reader does not hold the role.
_BY_ROLE = {
    Kind.ESCALATION: Role.HEAD,
    Kind.PHONE: Role.HEAD,
    Kind.FROM_OFFICER: Role.HEAD,
    Kind.WAIT_ASKED: Role.HEAD,
    Kind.GIVEN: Role.HEAD,
    Kind.MOVED: Role.HEAD,
    Kind.MOVED_BACK: Role.HEAD,
    Kind.WORK_MOVED: Role.HEAD,
    Kind.REVIEW_LATE: Role.HEAD,
    Kind.LEADER_WEEK: Role.LEADER,
    Kind.LEADER_URGENT: Role.LEADER,
    Kind.CLERK_LIST: Role.CLERK,
}
# Told to who hears of a task; the first of them say themselves which tasks are an absent officer's.
_SAY_WHOSE = frozenset({Kind.CARD, Kind.DIGEST, Kind.OUTAGE, Kind.LAST_CALL})
_OF_TASKS = _SAY_WHOSE | {
    Kind.MOVED,
    Kind.MOVED_BACK,
    Kind.DECIDED,
    Kind.RETURNED,
    Kind.LEADER_WEEK,
}


def insteads(session: Session, row: Notification, now: datetime) -> tuple[Instead, ...]:
    """For whom a message is read and why, as far as its own words do not say so; each person once."""
    reader, day, kind = person_of(session, row.person_id), day_of(row.sent_at or now), Kind(row.kind)
    if reader is None:
        return ()
    found: dict[int | None, Instead] = {}
    for absent, is_said in _whom(session, row, kind, reader, day):
        made = _instead(session, absent, day, is_said and kind in _SAY_WHOSE)
        if made is not None:
            found.setdefault(absent.id, made)
    return tuple(found.values())


def _whom(
    session: Session, row: Notification, kind: Kind, reader: Person, day: date
) -> Iterator[tuple[Person, bool]]:
    """Those in whose place this kind is read; whether its lines may say so."""
    tasks = [task for _, task in tasks_of(session, row)] if kind in _BY_ROLE.keys() | _OF_TASKS else []
    if kind in _OF_TASKS:
        for task in tasks:
            yield from _heard_for(session, reader, task, day)
    if kind in (Kind.REVIEW, Kind.REVIEW_LIST):
        yield from ((absent, False) for absent in _reviewers_away(session, reader, day))
    elif kind in _BY_ROLE:
        for unit_id in dict.fromkeys(_units(session, row, kind, reader, tasks, day)):
            for absent in _replaced(session, reader, _BY_ROLE[kind], unit_id, day):
                yield absent, False


def _units(
    session: Session, row: Notification, kind: Kind, reader: Person, tasks: list[Task], day: date
) -> Iterator[int | None]:
    """The units for which a head reads this kind; None where the role is the whole agency's."""
    if _BY_ROLE[kind] is not Role.HEAD:
        yield None
    elif kind is Kind.WORK_MOVED:
        yield from _units_of_moved(session, row, tasks)
    elif kind is Kind.REVIEW_LATE:
        yield from (each.unit_id for task in tasks for each in reviewers(session, task, day))
    elif kind in (Kind.MOVED, Kind.MOVED_BACK):
        yield from (task.unit_id for task in tasks if not _is_theirs(session, reader, task))
    else:
        yield from (task.unit_id for task in tasks)


def _units_of_moved(session: Session, row: Notification, tasks: list[Task]) -> list[int | None]:
    """Of the tasks and requirements that moved; none where it is not the heads who are told."""
    if row.facts["side"] != "head":
        return []
    of_requirements = (session.get_one(Requirement, each).unit_id for each in row.facts["requirements"])
    return [*(task.unit_id for task in tasks), *of_requirements]


def _is_theirs(session: Session, reader: Person, task: Task) -> bool:
    officer = responsible(session, task)
    return officer is not None and officer.id == reader.id


def _reviewers_away(session: Session, reader: Person, day: date) -> list[Person]:
    """Who reviews and is not there, where somebody else is asked: for whom the reader agreed to act, or all."""
    people = holding(session, reader.agency_id, Role.REVIEWER)
    if reader.id in {each.id for each in people}:
        return []
    away = [each for each in people if why_not(session, each, day) is not None]
    acts_for = [each for each in away if reader.id in {found.id for found in reached(session, [each], day)}]
    return acts_for or away


def _heard_for(session: Session, reader: Person, task: Task, day: date) -> Iterator[tuple[Person, bool]]:
    """For whom somebody hears of a task: its officer who is away, which a list says line by line, or the head who
    would decide about it."""
    to = addressee(session, task, day)
    if to is None or to.person.id != reader.id:
        return
    if to.because is Because.ABSENT and to.instead_of is not None:
        yield to.instead_of, True
    elif to.because in (Because.UNASSIGNED, Because.NOT_MINE):
        for absent in _replaced(session, reader, Role.HEAD, task.unit_id, day):
            yield absent, False


def _replaced(
    session: Session, reader: Person, role: Role, unit_id: int | None, day: date
) -> Iterator[Person]:
    """Who holds a role and is away or cannot be reached, in whose place the reader acts without holding it."""
    people = holding(session, reader.agency_id, role, unit_id)
    if reader.id in {each.id for each in people}:
        return
    for each in people:
        if why_not(session, each, day) is not None and reader.id in {
            acting.id for acting in reached(session, [each], day)
        }:
            yield each


def _instead(session: Session, absent: Person, day: date, is_said: bool) -> Instead | None:
    """None where all of it is said already: that nobody else stands in is not."""
    absence = absence_of(session, absent, day)
    deputy = _away_too(session, absence, day) if absence is not None else None
    if is_said and deputy is None:
        return None
    unreached = unreachable(absent) if absence is None else None
    return Instead(named(absent), named(deputy), is_said, unreached)


def _away_too(session: Session, absence: Absence, day: date) -> Person | None:
    """Who agreed to act, and is away as well."""
    deputy = person_of(session, absence.deputy_id)
    agreed = absence.deputy_state is DeputyState.ACCEPTED
    return deputy if deputy is not None and agreed and absence_of(session, deputy, day) is not None else None
