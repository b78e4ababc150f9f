"""Letters of citizen files that wait for a verdict: one list a reviewer and half a day, however many they are."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from jobs.telling import per_person
from models.actor import Act
from models.calendar import morning_of, office_hours
from models.cases import (
    is_unfilled,
)
from models.changes.common import is_day_full, tell
from models.kinds import Kind
from models.people import reviewers
from models.reviews import is_accepted
from models.rules.lifecycle import State
from models.rules.zone import local
from models.tables import Agency, Notification, Person, Task

# A list, and a bundle, has so many at most under its numbers; the others follow as these are done.
MOST = 240
# From here on a second list a day asks reviewers for what has come since.
_AFTERNOON = 13


def awaiting_review(session: Session, agency: Agency) -> list[Task]:
    """The citizen files whose letter waits for a verdict, the longest waiting first."""
    found = select(Task).where(
        col(Task.is_case),
        Task.agency_id == agency.id,
        col(Task.state).in_((State.SUBMITTED, State.MISSED)),
        ~is_unfilled(),
    )
    tasks = session.exec(found.order_by(col(Task.due_on), col(Task.period))).all()
    return [task for task in tasks if task.state is State.SUBMITTED or not is_accepted(session, task)]


def tell_reviewers(act: Act, agency: Agency) -> None:
    waiting = awaiting_review(act.session, agency)
    half = "chieu" if local(act.now).hour >= _AFTERNOON else "sang"
    asked = per_person(
        (person, task) for task in waiting for person in reviewers(act.session, task, act.today)
    )
    for person_id, tasks in asked.items():
        person = act.session.get_one(Person, person_id)
        if act.now < morning_of(person, office_hours(agency), act.today):
            continue
        # The morning's leaves room for what comes later that day.
        if is_day_full(act.session, person, act.now, spare=1 if half == "sang" else 0):
            continue
        if half == "chieu" and _stood_in_list(act, agency, person, tasks):
            continue
        key = f"{Kind.CASES_REVIEW}/{person.code}/{act.today}/{half}"
        tell(act, agency.id or 0, Kind.CASES_REVIEW, key, person=person, tasks=tasks[:MOST], total=len(tasks))


def _stood_in_list(act: Act, agency: Agency, person: Person, tasks: Sequence[Task]) -> bool:
    """Whether this morning's list had all of them."""
    key = f"{Kind.CASES_REVIEW}/{person.code}/{act.today}/sang"
    row = act.session.exec(
        select(Notification).where(Notification.agency_id == agency.id, Notification.key == key)
    ).first()
    return row is not None and row.facts["total"] >= len(tasks)
