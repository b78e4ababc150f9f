"""How a pass went, in figures: for a watchdog outside, and for `doctor`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from models.database import reading
from models.tables import InboxState, InboxUpdate, Notification, OutboxState, StepFault

_UNDER_WAY = (OutboxState.WAITING, OutboxState.CLAIMED)


@dataclass(frozen=True)
class Standing:
    """`unsent`: messages that are due and not out; `unread`: updates not worked off; `faults`: parts of a pass that
    failed just then."""

    unsent: int
    unread: int
    faults: int


def standing(engine: Engine, now: datetime) -> Standing:
    """As it is after the pass of this moment."""
    with reading(engine) as session:
        return Standing(
            unsent=_count(
                session, Notification, col(Notification.state).in_(_UNDER_WAY), Notification.not_before <= now
            ),
            unread=_count(session, InboxUpdate, InboxUpdate.state == InboxState.WAITING),
            faults=_count(session, StepFault, StepFault.last_at >= now),
        )


def _count(session: Session, table: type[object], *which: object) -> int:
    return session.exec(select(func.count()).select_from(table).where(*which)).one()  # type: ignore[arg-type]
