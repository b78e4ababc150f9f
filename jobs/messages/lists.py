"""Lists on request: one's own tasks by week, a unit's tasks by officer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col

from jobs.messages.composers import composes
from jobs.messages.connections import for_somebody
from jobs.messages.facts import TO_ZALO, Message, Named, TaskFacts
from jobs.messages.gather import by_due_day, concerns, named, numbered, reader_of, task_facts
from jobs.messages.giving import TO_GIVE
from jobs.messages.morning import UNLISTED, tasks_of
from jobs.messages.offers import numbers
from models.kinds import Kind
from models.people import responsible
from models.rules.zone import day_of
from models.tables import Notification, Person, Task, Unit

_WEEKS = 4


@dataclass(frozen=True, kw_only=True)
class DueCalendar(Message):
    """The reader's tasks by week, from the week of `said_on` on; `more` do not fit the screen."""

    now: datetime
    said_on: date
    tasks: tuple[tuple[int, TaskFacts], ...]
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class UnitList(Message):
    """The open tasks of the units that the reader heads, by officer, those without one first."""

    now: datetime
    units: tuple[str, ...]
    groups: tuple[tuple[Named | None, tuple[tuple[int, TaskFacts], ...]], ...]
    more: int = 0


@composes(Kind.DUE_CALENDAR)
def due_calendar(session: Session, row: Notification, now: datetime) -> DueCalendar:
    tasks = numbered(session, tasks_of(session, row), now)
    return DueCalendar(
        choices=numbers(tasks),
        now=now,
        said_on=day_of(row.created_at),
        tasks=tuple(tasks),
        more=row.facts.get("more", 0),
    )


@composes(Kind.UNIT_LIST)
def unit_list(session: Session, row: Notification, now: datetime) -> UnitList:
    groups: dict[int, tuple[Named | None, list[tuple[int, TaskFacts]]]] = {}
    tasks = []
    for number, task in tasks_of(session, row):
        officer, facts = responsible(session, task), task_facts(session, task, now)
        key = officer.id or 0 if officer else 0
        groups.setdefault(key, (named(officer), []))[1].append((number, facts))
        tasks.append((number, facts))
    away = for_somebody(session, reader_of(session, row), day_of(now))
    return UnitList(
        choices=numbers(tasks) + (TO_GIVE if 0 in groups else ()) + away + (TO_ZALO if tasks else ()),
        now=now,
        units=tuple(session.get_one(Unit, unit_id).short for unit_id in row.facts["units"]),
        groups=tuple((officer, tuple(theirs)) for officer, theirs in groups.values()),
        more=row.facts.get("more", 0),
    )


def tasks_by_week(session: Session, person: Person, now: datetime) -> list[Task]:
    """The tasks that are this person's to do, or that they are told of for another, due before four weeks
    are over (this one counted), nearest due day first."""
    today = day_of(now)
    until = today + timedelta(days=7 * _WEEKS - today.weekday())
    is_listed = col(Task.state).not_in(UNLISTED)
    alive = by_due_day(session, Task.agency_id == person.agency_id, is_listed, Task.due_on < until)
    return [task for task in alive if concerns(session, task, person, today)]


def tasks_by_officer(session: Session, unit_ids: list[int]) -> list[Task]:
    """The open tasks of these units: those that are nobody's first, then by officer and due day."""
    alive = by_due_day(session, col(Task.unit_id).in_(unit_ids), col(Task.state).not_in(UNLISTED))

    def officer(task: Task) -> str:
        found = responsible(session, task)
        return found.code if found else ""

    return sorted(alive, key=officer)
