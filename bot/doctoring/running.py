"""Whether the program runs and keeps up: its last pass, when it last heard Telegram, and what waits."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlmodel import Session, col, func, select

from bot.alone import is_held, run_lock
from bot.doctoring.checked import Checked, Health
from bot.settings import Settings
from bot.texts import doctor_telegram as texts
from bot.verbs import CannotDo, as_it_stands
from models.database import Unavailable, reading
from models.installation import installed
from models.tables import InboxState, InboxUpdate, Installation, Notification, OutboxState

# A pass comes every quarter of a minute, an answer of Telegram's each half; a file may take its time.
_STANDS_STILL, _WAITS_LONG = timedelta(minutes=5), timedelta(minutes=10)


def running(settings: Settings, now: datetime) -> Iterator[Checked]:
    """Nothing where there is no token, or no database: that has its own check."""
    if settings.token is None:
        return
    try:
        with reading(as_it_stands(settings)) as session:
            installation = installed(session)
            waiting = _outbox(session, now), _inbox(session)
    except (CannotDo, Unavailable, ArgumentError, DatabaseError, ModuleNotFoundError, OSError):
        return
    if is_held(run_lock(settings)):
        yield from _at_work(installation, now)
    else:
        yield Checked("running", Health.WARNING, texts.not_running(installation.ticked_at))
    for name, (count, oldest) in zip(("outbox", "inbox"), waiting, strict=True):
        is_late = oldest is not None and now - oldest > _WAITS_LONG
        health = Health.WARNING if is_late else Health.OK
        yield Checked(name, health, texts.backlog(name, count, oldest if is_late else None))


def _at_work(installation: Installation, now: datetime) -> Iterator[Checked]:
    if installation.frozen_at is not None:
        yield Checked("ticks", Health.WARNING, texts.frozen(installation.frozen_at))
    elif installation.held_at is not None:
        yield Checked("ticks", Health.BAD, texts.held(installation.held_at))
    else:
        yield _recent("ticks", installation.ticked_at, now)
    yield _recent("heard", installation.heard_at, now)


def _recent(name: str, last: datetime | None, now: datetime) -> Checked:
    if last is None or now - last > _STANDS_STILL:
        return Checked(name, Health.BAD, texts.stands_still(name, last))
    return Checked(name, Health.OK, texts.goes_on(name, last))


def _outbox(session: Session, now: datetime) -> tuple[int, datetime | None]:
    """How many messages could go by now, and since when the oldest."""
    row = Notification
    due = select(func.count(), func.min(row.not_before)).where(
        row.state == OutboxState.WAITING, col(row.not_before) <= now
    )
    count, oldest = session.exec(due).one()
    return count, oldest


def _inbox(session: Session) -> tuple[int, datetime | None]:
    """How many updates are not worked off, and since when the oldest."""
    waiting = select(func.count(), func.min(InboxUpdate.received_at)).where(
        InboxUpdate.state == InboxState.WAITING
    )
    count, oldest = session.exec(waiting).one()
    return count, oldest
