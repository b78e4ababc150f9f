"""The end of an absence: on the first morning back, or on coming back early, one message hands the work back.

It is that morning's message: what is due is spoken in it, so that nobody comes back to two of them.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, col, or_, select

from jobs.messages.facts import PER_SCREEN
from jobs.messages.gather import by_due_day, concerns, hears_of
from jobs.speaking import OFFICERS_OWN
from models.actor import Act
from models.changes.absence import hand_back
from models.changes.speaking import due_rungs_of, speak_of
from models.hearing import told_instead
from models.kinds import Kind
from models.people import absence_of, roles, unreachable
from models.rules.lifecycle import ACTIVE, State
from models.rules.zone import at, day_of
from models.tables import Absence, Agency, Confirmation, Notification, NotificationTask, Person, Role, Task

_OVER = (
    select(Absence)
    .where(
        Absence.agency_id == bindparam("agency"),
        col(Absence.handed_back_at).is_(None),
        or_(col(Absence.to_on) < bindparam("today"), col(Absence.ended_at).is_not(None)),
    )
    .order_by(col(Absence.id))
)


def hand_back_to_all(act: Act, agency: Agency) -> None:
    """Within working hours; who is away again, or cannot be reached, is waited for."""
    for person_id, absences in _over(act.session, agency, act.now).items():
        person = act.session.get_one(Person, person_id)
        if absence_of(act.session, person, act.today) is None and unreachable(person) is None:
            last_on = max(_last_day(absence) for absence in absences)
            first_on = min(absence.from_on for absence in absences)
            tasks = _concerned(act.session, person, first_on, act.now)
            row = hand_back(act, person, absences, last_on, tasks)
            if row is not None:
                _speak_of(act, person, tasks[:PER_SCREEN], row)


def _speak_of(act: Act, person: Person, tasks: list[Task], row: Notification) -> None:
    """The rungs that are due are said by this message."""
    due = due_rungs_of(act.session, tasks, act.now, OFFICERS_OWN)
    speaking = [task for task in tasks if due[task.id or 0]]
    own = [task for task in speaking if hears_of(act.session, person, task, act.today)]
    speak_of(act, own, person, row, OFFICERS_OWN)


def _over(session: Session, agency: Agency, now: datetime) -> dict[int, list[Absence]]:
    """The absences that are over and were not handed back, by person, in the order in which they were entered."""
    found: defaultdict[int, list[Absence]] = defaultdict(list)
    for absence in session.exec(_OVER, params={"agency": agency.id, "today": day_of(now)}):
        found[absence.person_id].append(absence)
    return found


def _last_day(absence: Absence) -> date:
    """The last day away; of an early return the day before it."""
    if absence.ended_at is None:
        return absence.to_on
    return min(absence.to_on, day_of(absence.ended_at) - timedelta(days=1))


def _concerned(session: Session, person: Person, first_on: date, now: datetime) -> list[Task]:
    """What was due meanwhile or is today, is overdue, comes up this morning, or was reported done by somebody else
    or brought to them in the person's place: the person's own tasks and those of which they hear today; for a head
    also what others heard of for them."""
    is_here = Task.agency_id == person.agency_id
    candidates = by_due_day(session, is_here, Task.state != State.TO_SETTLE, Task.due_on >= first_on)
    overdue = session.exec(
        select(Task).where(
            Task.agency_id == person.agency_id,
            Task.due_on < first_on,
            col(Task.state).in_(ACTIVE),
            ~col(Task.is_case),
        )
    ).all()
    reported = _reported_by_others(session, person, first_on)
    told_above = _told_instead_of(session, person, first_on)
    found = [*overdue, *candidates]
    reminded = {task.id for task, _ in told_instead(session, person, first_on)}
    come_up = _come_up(session, found, now) | reported | reminded
    return [
        task
        for task in found
        if task.id in told_above or (task.id in come_up and concerns(session, task, person, day_of(now)))
    ]


def _come_up(session: Session, tasks: list[Task], now: datetime) -> set[int]:
    """Those that are due by today, or of which something is to be said now."""
    due = due_rungs_of(session, tasks, now, OFFICERS_OWN)
    return {task.id or 0 for task in tasks if task.due_on <= day_of(now) or due[task.id or 0]}


def _told_instead_of(session: Session, person: Person, first_on: date) -> set[int]:
    """The active tasks of a head's unit whose lateness somebody else was told of meanwhile."""
    if Role.HEAD not in roles(session, person):
        return set()
    told = (
        select(Task.id)
        .join(NotificationTask, col(NotificationTask.task_id) == Task.id)
        .join(Notification, col(Notification.id) == NotificationTask.notification_id)
        .where(
            Notification.kind == Kind.ESCALATION,
            Notification.person_id != person.id,
            Notification.created_at >= at(first_on, datetime.min.time()),
            Task.unit_id == person.unit_id,
            col(Task.state).in_(ACTIVE),
        )
    )
    return {task_id for task_id in session.exec(told) if task_id is not None}


def _reported_by_others(session: Session, person: Person, first_on: date) -> set[int]:
    found = select(Confirmation.task_id).where(
        Confirmation.person_id != person.id,
        Confirmation.processed_at >= at(first_on, datetime.min.time()),
        col(Confirmation.taken_back_at).is_(None),
    )
    return {task_id for task_id in session.exec(found) if task_id is not None}
