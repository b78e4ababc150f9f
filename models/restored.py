"""What a restored copy cannot know: everything between the backup and the moment of restoring."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.installation import installed
from models.rules.lifecycle import Change
from models.rules.zone import day_of
from models.tables import LedgerEntry, Notification


def is_unknown(session: Session, moment: datetime) -> bool:
    """Whether what happened then was lost, though it may have been said."""
    known = installed(session)
    if known.restored_at is None or known.restored_from is None:
        return False
    return known.restored_from < moment <= known.restored_at


def is_lost(session: Session, row: Notification | None, changed_at: datetime) -> bool:
    """Whether a message as it looks since then (by Telegram's clock) came of what was lost, so that its buttons may
    by now mean other rows; `row`: what is known to have said it."""
    restored_at = installed(session).restored_at
    is_new = row is not None and restored_at is not None and row.created_at >= restored_at
    return is_unknown(session, changed_at) and not is_new


def restored_between(session: Session, since: datetime, until: datetime) -> datetime | None:
    """The moment of a restored backup, where what was lost since is part of a gap; None where it is not."""
    made_at = installed(session).restored_from
    return made_at if made_at is not None and since <= made_at < until else None


def last_restore(session: Session, agency_id: int, year: int) -> LedgerEntry | None:
    """The entry of this copy's last restore, where that was in that year, in Vietnam."""
    restored_at = installed(session).restored_at
    if restored_at is None or day_of(restored_at).year != year:
        return None
    entries = select(LedgerEntry).where(
        LedgerEntry.agency_id == agency_id, LedgerEntry.change == Change.RESTORE
    )
    return session.exec(entries.order_by(col(LedgerEntry.seq).desc()).limit(1)).first()


def was_restored_on(session: Session, day: date) -> bool:
    """Whether this copy was restored on that day, in Vietnam."""
    restored_at = installed(session).restored_at
    return restored_at is not None and day_of(restored_at) == day
