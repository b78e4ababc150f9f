"""What should have happened and did not: nobody would notice, for nothing comes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, or_, select

from models.calendar import office_hours, working_calendar
from models.cases import never_told_since
from models.changes.speaking import is_due
from models.kept import bring
from models.kinds import Kind
from models.people import addressee, person_of
from models.rules.zone import day_of
from models.tables import (
    Agency,
    Failure,
    InboxState,
    InboxUpdate,
    Notification,
    NotificationTask,
    OutboxState,
    Person,
    StepFault,
    Task,
)
from models.unavailable import unavailable

# In working time. A message waits for its turn for minutes; an hour is no turn any more.
_LATE = timedelta(hours=1)
# What is older was told, or is of no use to anybody.
_LOOKED_BACK = timedelta(days=7)

_FIRST_TASK = (
    select(NotificationTask.task_id)
    .where(NotificationTask.notification_id == Notification.id)
    .order_by(col(NotificationTask.number))
    .limit(1)
    .scalar_subquery()
)
# While nothing can be sent there are many, and they are looked at every hour: no more of them is read than is told.
# One that tells of lapses and fails is no lapse, or each would tell of the last.
_MESSAGES = (
    select_columns(
        col(Notification.id),
        col(Notification.version),
        col(Notification.not_before),
        col(Notification.person_id),
        _FIRST_TASK.label("task_id"),
    )
    .where(col(Notification.agency_id) == bindparam("agency"), col(Notification.kind) != Kind.AUDIT)
    .order_by(col(Notification.id))
)
_REFUSED = (col(Notification.failure) == Failure.MESSAGE) & col(Notification.edits).is_(None)
_UNSENT = _MESSAGES.where(
    col(Notification.state) == OutboxState.FAILED,
    col(Notification.not_before) >= bindparam("moment"),
    or_(col(Notification.failure) == Failure.ERROR, _REFUSED),
)
_WAITING = _MESSAGES.where(
    col(Notification.state).in_((OutboxState.WAITING, OutboxState.CLAIMED)),
    col(Notification.not_before) < bindparam("moment"),
)
_UNSPOKEN = (
    select(Task)
    .where(is_due(bindparam("agency"), bindparam("now")), col(Task.next_ping_at) < bindparam("opened"))
    .order_by(col(Task.next_ping_at), col(Task.id))
)
_FAULTS = select(StepFault).where(StepFault.agency_id == bindparam("agency"))
_UNREAD = select(InboxUpdate).where(
    InboxUpdate.state == InboxState.FAILED, InboxUpdate.received_at >= bindparam("since")
)


class Lapse(StrEnum):
    UNSPOKEN = "unspoken"
    UNSENT = "unsent"
    WAITING = "waiting"
    STEP = "step"
    UNREAD = "unread"


@dataclass(frozen=True)
class Found:
    """One lapse since a moment. `key` is spelled so that the same one has it again, and one that comes again after
    it was over another; `person`: who should have been told; `what`: of a step its name."""

    lapse: Lapse
    key: str
    since: datetime
    task: Task | None = None
    person: Person | None = None
    what: str = ""


def lapses(session: Session, agency: Agency, now: datetime) -> list[Found]:
    """All that stands out now, the oldest first."""
    found = [
        *_unspoken(session, agency, now),
        *_unspoken_files(session, agency, now),
        *_unsent(session, agency, now),
        *_waiting(session, agency, now),
        *_failing(session, agency),
        *_unread(session, now),
    ]
    return sorted(found, key=lambda each: each.since)


def _unspoken(session: Session, agency: Agency, now: datetime) -> Iterator[Found]:
    """Tasks of which somebody was to be told before the last working day began: that day at the latest it would
    have been said."""
    day = working_calendar(session, agency.id or 0).shift(day_of(now), -1)
    about = {"agency": agency.id, "now": now, "opened": office_hours(agency).opening(day)}
    for task in session.exec(_UNSPOKEN, params=about):
        if task.next_ping_at is not None:
            key, person = f"{Lapse.UNSPOKEN}/{task.id}/{task.next_ping_at}", _told(session, task, day_of(now))
            yield Found(Lapse.UNSPOKEN, key, task.next_ping_at, task, person)


def _unspoken_files(session: Session, agency: Agency, now: datetime) -> Iterator[Found]:
    """The same of citizen files, which climb no ladder: one for each person who should have heard of some."""
    day = working_calendar(session, agency.id or 0).shift(day_of(now), -1)
    opened = office_hours(agency).opening(day)
    for task in never_told_since(session, agency.id or 0, opened):
        key, person = f"{Lapse.UNSPOKEN}/{task.id}/file", _told(session, task, day_of(now))
        yield Found(Lapse.UNSPOKEN, key, max(task.opened_at, opened), task, person)


def _told(session: Session, task: Task, today: date) -> Person | None:
    """None where even that cannot be said: it may be why nobody was told."""
    try:
        to = addressee(session, task, today)
    except Exception as error:
        if refused := unavailable(error):
            raise refused from error
        return None
    return to.person if to else None


def _unsent(session: Session, agency: Agency, now: datetime) -> Iterator[Found]:
    """Messages that were given up for what they are. Whose chat cannot be reached is told of elsewhere; an edit
    that Telegram refuses leaves a message that has been read."""
    return _of_messages(session, agency, Lapse.UNSENT, _UNSENT, now - _LOOKED_BACK)


def _waiting(session: Session, agency: Agency, now: datetime) -> Iterator[Found]:
    """Messages that should have gone out long ago."""
    since = office_hours(agency).before(now, _LATE, working_calendar(session, agency.id or 0))
    return _of_messages(session, agency, Lapse.WAITING, _WAITING, since)


def _of_messages(
    session: Session, agency: Agency, lapse: Lapse, which: Select[Any], moment: datetime
) -> Iterator[Found]:
    """Each with the first task that it speaks of."""
    rows = session.execute(which, {"agency": agency.id, "moment": moment}).all()
    bring(session, Task, (row.task_id for row in rows))
    bring(session, Person, (row.person_id for row in rows))
    for row in rows:
        yield Found(
            lapse,
            f"{lapse}/{row.id}/{row.version}",
            row.not_before,
            session.get(Task, row.task_id) if row.task_id else None,
            person_of(session, row.person_id),
        )


def _failing(session: Session, agency: Agency) -> Iterator[Found]:
    for fault in session.exec(_FAULTS, params={"agency": agency.id}):
        of, _, row_id = fault.about.partition("/")
        yield Found(
            Lapse.STEP,
            f"{Lapse.STEP}/{fault.step}/{fault.about}/{fault.since_at}",
            fault.since_at,
            session.get(Task, int(row_id)) if of == "task" else None,
            session.get(Person, int(row_id)) if of == "person" else None,
            fault.step,
        )


def _unread(session: Session, now: datetime) -> Iterator[Found]:
    """What came in and was put aside. Whose agency it was for is not known any more."""
    for row in session.exec(_UNREAD, params={"since": now - _LOOKED_BACK}).all():
        yield Found(Lapse.UNREAD, f"{Lapse.UNREAD}/{row.update_id}", row.received_at)
