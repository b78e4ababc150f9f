"""A clock that is not believed, as facts."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message
from models.installation import installed
from models.kinds import Kind
from models.tables import Notification, SentMessage


@dataclass(frozen=True, kw_only=True)
class ClockHeld(Message):
    """To the admin: what the clock said when passes began to wait for it, and the last moment that was believed;
    `is_over`: they wait no longer."""

    held_at: datetime
    known_at: datetime | None
    is_over: bool


@composes(Kind.CLOCK_HELD)
def clock_held(session: Session, row: Notification, now: datetime) -> ClockHeld | None:
    """None where it was over before anybody was told."""
    held_at, known = datetime.fromisoformat(row.facts["held"]), row.facts["known"]
    is_over = installed(session).held_at != held_at
    sent = select(SentMessage.id).where(SentMessage.notification_id == row.id)
    if is_over and session.exec(sent).first() is None:
        return None
    return ClockHeld(
        choices=() if is_over else ((Choice(Do.TRUST_CLOCK),),),
        loud=not is_over,
        held_at=held_at,
        known_at=datetime.fromisoformat(known) if known else None,
        is_over=is_over,
    )
