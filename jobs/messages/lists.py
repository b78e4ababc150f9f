"""Lists on request: one's own tasks by week, the tasks of a unit or of the whole agency; what words find."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from jobs.cases.figures import CaseFigure, figure_of
from jobs.messages.answers import to_bundle
from jobs.messages.bringing import unreached_ones
from jobs.messages.composers import composes
from jobs.messages.connections import for_somebody
from jobs.messages.facts import TO_ZALO, Message, Rows, TaskFacts
from jobs.messages.gather import by_due_day, concerns, numbered, reader_of
from jobs.messages.giving import TO_GIVE
from jobs.messages.morning import tasks_of
from jobs.messages.named import found_tasks
from jobs.messages.offers import numbers, paged
from jobs.messages.ones_own import UNLISTED, by_day, waiting_for
from models.cases import newest_list
from models.kinds import Kind
from models.people import responsible, roles
from models.rules.lifecycle import ACTIVE, CLOSED
from models.rules.zone import day_of
from models.tables import Agency, Notification, Person, Role, Task, Unit

_WEEKS = 4


@dataclass(frozen=True, kw_only=True)
class DueCalendar(Message):
    """The reader's tasks by week, from the week of `said_on` on, a page of them."""

    now: datetime
    said_on: date
    tasks: tuple[tuple[int, TaskFacts], ...]
    # Citizen files that are owed an apology; they stand in a bundle of their own.
    owed: int = 0


@dataclass(frozen=True, kw_only=True)
class UnitList(Message):
    """The open tasks of the units that the reader heads, or of the whole agency (`units` are none), by day, a page
    of them; `searched`: the words by which tasks, open or closed, were found; `instead`: the whole agency was asked
    for, which is not theirs to see; `files`: of the whole agency how citizen files stand this year."""

    now: datetime
    agency: str
    units: tuple[str, ...]
    tasks: tuple[tuple[int, TaskFacts], ...]
    total: int
    searched: str = ""
    instead: bool = False
    files: CaseFigure | None = None
    # Citizen files that are owed an apology, and how many of them past their limit.
    owed: int = 0
    owed_late: int = 0


@composes(Kind.DUE_CALENDAR)
def due_calendar(session: Session, row: Notification, now: datetime) -> DueCalendar:
    linked, turning = paged(row, tasks_of(session, row))
    tasks = numbered(session, linked, now)
    return DueCalendar(
        choices=numbers(tasks) + turning + to_bundle(row),
        now=now,
        said_on=day_of(row.created_at),
        tasks=tuple(tasks),
        owed=row.facts.get("owed", 0),
    )


@composes(Kind.UNIT_LIST)
def unit_list(session: Session, row: Notification, now: datetime) -> UnitList:
    every = tasks_of(session, row)
    linked, turning = paged(row, every)
    tasks = numbered(session, linked, now)
    reader = reader_of(session, row)
    away = for_somebody(session, reader, day_of(now))
    return UnitList(
        choices=numbers(tasks)
        + turning
        + _to_give(session, reader, row, every)
        + away
        + (TO_ZALO if tasks else ()),
        now=now,
        agency=session.get_one(Agency, row.agency_id).name,
        units=tuple(session.get_one(Unit, unit_id).short for unit_id in row.facts["units"]),
        tasks=tuple(tasks),
        total=len(every),
        searched=row.facts.get("searched", ""),
        instead=row.facts.get("instead", False),
        files=_figure(session, row, now),
        owed=row.facts.get("files", (0, 0))[0],
        owed_late=row.facts.get("files", (0, 0))[1],
    )


def _figure(session: Session, row: Notification, now: datetime) -> CaseFigure | None:
    """On the board alone, where the agency follows its citizen files."""
    if row.facts["units"] or row.facts.get("searched") or newest_list(session, row.agency_id) is None:
        return None
    return figure_of(session, session.get_one(Agency, row.agency_id), day_of(now).year, day_of(now))


def _to_give(session: Session, reader: Person, row: Notification, every: list[tuple[int, Task]]) -> Rows:
    """To whoever may give them: a head, of their units, and an admin."""
    gives = bool(row.facts["units"]) or Role.ADMIN in roles(session, reader)
    is_nobodys = any(task.state in ACTIVE and responsible(session, task) is None for _, task in every)
    return TO_GIVE if gives and is_nobodys else ()


def tasks_by_week(session: Session, person: Person, now: datetime) -> list[Task]:
    """The tasks that are this person's to do, or that they are told of for another, due before four weeks
    are over (this one counted), nearest due day first."""
    today = day_of(now)
    until = today + timedelta(days=7 * _WEEKS - today.weekday())
    is_listed = col(Task.state).not_in(UNLISTED)
    alive = by_due_day(session, Task.agency_id == person.agency_id, is_listed, Task.due_on < until)
    return [task for task in alive if concerns(session, task, person, today)]


def tasks_of_units(
    session: Session, agency_id: int, unit_ids: list[int] | None, words: str, today: date
) -> list[Task]:
    """The open tasks of these units, or of all (None), by day; with words all of which these hold, closed ones
    last."""
    conditions: list[ColumnElement[bool] | bool] = [Task.agency_id == agency_id]
    if unit_ids is not None:
        conditions.append(col(Task.unit_id).in_(unit_ids))
    if not words:
        return by_day(by_due_day(session, *conditions, col(Task.state).not_in(UNLISTED)))
    return _found(session, by_due_day(session, *conditions, _lately(today)), words, today)


def own_found(session: Session, person: Person, words: str, now: datetime) -> list[Task]:
    """What waits for this person, what a clerk may bring for others, and what was theirs, of which all of these
    words hold."""
    today = day_of(now)
    closed = by_due_day(
        session, Task.agency_id == person.agency_id, col(Task.state).in_(CLOSED), _lately(today)
    )
    theirs = [task for task in closed if concerns(session, task, person, today)]
    each = (*waiting_for(session, person, now), *unreached_ones(session, person, now), *theirs)
    return _found(session, list({task.id: task for task in each}.values()), words, today)


def _lately(today: date) -> ColumnElement[bool]:
    """Due since the beginning of last year."""
    return col(Task.due_on) >= date(today.year - 1, 1, 1)


def _found(session: Session, tasks: Sequence[Task], words: str, today: date) -> list[Task]:
    found = by_day(found_tasks(session, tasks, words, today))
    return sorted(found, key=lambda task: task.state in CLOSED)
