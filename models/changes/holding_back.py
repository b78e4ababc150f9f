"""What the day's limit held back goes into the next morning's message (docs/design.md, Rules)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.actor import Act
from models.changes.common import HELD_BACK
from models.kinds import Kind
from models.rules.zone import at, day_of
from models.tables import Agency, Notification, NotificationTask, OutboxState, Task

_HELD_BACK = (
    select(Notification)
    .where(
        Notification.agency_id == bindparam("agency"),
        Notification.state == OutboxState.WAITING,
        Notification.not_before < bindparam("tomorrow"),
        col(Notification.direct).is_(False),
        col(Notification.facts)[HELD_BACK].as_boolean(),
    )
    .order_by(col(Notification.id))
)


def held_back(session: Session, agency: Agency, now: datetime) -> list[Notification]:
    """What was held back until today and has not gone yet, oldest first."""
    about = {"agency": agency.id, "tomorrow": at(day_of(now) + timedelta(days=1), time())}
    return list(session.exec(_HELD_BACK, params=about))


def said_with(session: Session, rows: Sequence[Notification], tasks: Iterable[Task]) -> list[Notification]:
    """Those that a message about these tasks takes in: of what somebody was given only what it lists too."""
    listed = {task.id for task in tasks}
    return [row for row in rows if row.kind != Kind.WORK_MOVED or _are_among(session, row, listed)]


def _are_among(session: Session, row: Notification, listed: Collection[int | None]) -> bool:
    """Whether all the tasks of a row are listed, and there are any."""
    links = select(NotificationTask.task_id).where(NotificationTask.notification_id == row.id)
    found = session.exec(links).all()
    return bool(found) and all(each in listed for each in found)


def take_in(act: Act, rows: Sequence[Notification]) -> None:
    """These are said in another message, and not by themselves any more."""
    for row in rows:
        row.state, row.reason = OutboxState.MOOT, "taken in"
        act.session.add(row)
