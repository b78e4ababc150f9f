"""Reviewers are reminded after one and two working days, in the morning's digest where they get one, else in a
message of its own; after three their head hears, and the first message of each week lists what still waits.

A slow reviewer never makes a task late: nothing here changes a task, and no officer is told.
"""

from datetime import datetime, time
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from jobs.telling import is_first_of_week, per_person
from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import tell
from models.changes.speaking import due_rungs_of, is_due, skip, speak_of
from models.hearing import is_trial
from models.kinds import Kind
from models.people import holding, reached, reviewers
from models.reviews import awaiting_verdict
from models.rules.lifecycle import State
from models.rules.zone import at, day_of
from models.tables import Agency, Ladder, Notification, Person, Role, Rung, Task

_ONLY = frozenset({Ladder.REVIEW})
_HEAD_HEARS = 3
_SUBMITTED = (
    select(Task)
    .where(is_due(bindparam("agency"), bindparam("now")), Task.state == State.SUBMITTED)
    .order_by(col(Task.next_ping_at), col(Task.id))
)


def reviews_due(session: Session, agency: Agency, now: datetime) -> dict[int, list[Task]]:
    """What reviewers are to be reminded of now, by person; on the first working day of a week all that waits for
    them, however long."""
    if is_first_of_week(day_of(now), working_calendar(session, agency.id or 0)):
        due = awaiting_verdict(session, agency.id or 0)
    else:
        due = [task for task, rung in _due(session, agency, now) if rung.offset < _HEAD_HEARS]
    return per_person((person, task) for task in due for person in reviewers(session, task, day_of(now)))


def remind_reviewers(act: Act, agency: Agency) -> None:
    """Speaks what is due on the review ladders, within working hours."""
    asked: list[tuple[Person, Task]] = []
    late: list[tuple[Person, Task]] = []
    for task, rung in _due(act.session, agency, act.now):
        people = reviewers(act.session, task, act.today)
        heads = _heads_of(act.session, agency, people, act.now) if rung.offset >= _HEAD_HEARS else None
        told = people if heads is None else heads
        if not told:
            skip(act, task, rung, "nobody to tell")
        (asked if heads is None else late).extend((person, task) for person in told)
    for person_id, tasks in per_person(asked).items():
        _remind(act, agency, act.session.get_one(Person, person_id), tasks)
    for person_id, tasks in per_person(late).items():
        _say(act, agency, act.session.get_one(Person, person_id), Kind.REVIEW_LATE, tasks)


def _due(session: Session, agency: Agency, now: datetime) -> list[tuple[Task, Rung]]:
    """The latest rung of each task that is due, longest waiting first."""
    waiting = session.exec(_SUBMITTED, params={"agency": agency.id, "now": now}).all()
    due = due_rungs_of(session, waiting, now, _ONLY)
    return [(task, due[task.id or 0][-1]) for task in waiting if due[task.id or 0]]


def _heads_of(session: Session, agency: Agency, asked: list[Person], now: datetime) -> list[Person]:
    """The heads of those who were asked, or who stands in; of a head who reviews, or whose stand-in does, the
    admin. Nobody during the trial run, nor who was asked themselves."""
    if is_trial(session, agency, now):
        return []
    units = sorted({person.unit_id for person in asked if person.unit_id is not None})
    heads = [head for unit in units for head in holding(session, agency.id or 0, Role.HEAD, unit)]
    admins = holding(session, agency.id or 0, Role.ADMIN)
    above = _not_among(asked, reached(session, _not_among(asked, heads), day_of(now)))
    return above or _not_among(asked, reached(session, admins, day_of(now)))[:1]


def _not_among(asked: list[Person], people: list[Person]) -> list[Person]:
    """Those who were not asked themselves."""
    busy = {person.id for person in asked}
    return [person for person in people if person.id not in busy]


def _remind(act: Act, agency: Agency, person: Person, tasks: list[Task]) -> None:
    """Told already in today's digest, or the leader's week; else of one its card again, of several one list."""
    for row in _digests(act, person):
        listed = [task for task in tasks if task.id in row.facts.get("reviews", ())]
        speak_of(act, listed, person, row, _ONLY)
        tasks = [task for task in tasks if task not in listed]
    if not tasks:
        return
    if len(tasks) == 1:
        _say(act, agency, person, Kind.REVIEW, tasks, reminder=True)
    else:
        _say(act, agency, person, Kind.REVIEW_LIST, tasks)


def _digests(act: Act, person: Person) -> list[Notification]:
    todays = select(Notification).where(
        Notification.person_id == person.id,
        col(Notification.kind).in_((Kind.DIGEST, Kind.LEADER_WEEK)),
        Notification.created_at >= at(act.today, time()),
    )
    return list(act.session.exec(todays))


def _say(
    act: Act,
    agency: Agency,
    person: Person,
    kind: Kind,
    tasks: list[Task],
    **facts: Any,
) -> None:
    """One message a reader a day; what comes due after it waits for the next morning. Of several reviewers the
    first one's message carries the rung."""
    what = "review_late" if kind == Kind.REVIEW_LATE else "reviews"
    key = f"{what}/{person.code}/{act.today}"
    row = tell(act, agency.id or 0, kind, key, person=person, tasks=tasks, **facts)
    if row is not None:
        speak_of(act, tasks, person, row, _ONLY)
