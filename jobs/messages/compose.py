"""From an outbox row to the message it asks for, made from the database as it stands when it is sent."""

import pkgutil
from dataclasses import replace
from datetime import datetime
from importlib import import_module

from sqlmodel import Session

from jobs import messages
from jobs.messages import morning
from jobs.messages.composers import made_of
from jobs.messages.facts import Message
from jobs.messages.instead import insteads
from models.kinds import Kind
from models.rules.zone import day_of
from models.tables import Notification, Person

# A composer is known once its module is read.
for _module in pkgutil.iter_modules(messages.__path__):
    import_module(f"{messages.__name__}.{_module.name}")

_REMINDERS = frozenset({Kind.CARD, Kind.DIGEST})
# What is said of one day: held up until the next, that day's own message says what is left of it.
_OF_ITS_DAY = frozenset({Kind.LAST_CALL, Kind.CASES_LAST, Kind.CLERK_LIST})


def compose(session: Session, row: Notification, now: datetime) -> Message | None:
    """The message of a row, or of the row whose message it edits; None when it has become moot: whoever left the
    agency reads nothing any more."""
    reader = session.get(Person, row.person_id) if row.person_id else None
    if reader is not None and reader.deactivated_at is not None:
        return None
    if "of" in row.facts:
        row = session.get_one(Notification, row.facts["of"])
    elif not row.direct and _has_moved_on(session, row, now):
        return None
    made = made_of(session, row, now)
    return None if made is None else _with_insteads(session, row, made, now)


def _has_moved_on(session: Session, row: Notification, now: datetime) -> bool:
    if row.sent_at is not None:
        return row.kind in _REMINDERS and morning.has_moved_on(session, row, is_held_up=False)
    is_of_yesterday = day_of(row.created_at) < day_of(now)
    if row.kind in _OF_ITS_DAY:
        return is_of_yesterday
    # What was told before the office opened waited for it.
    is_held_up = is_of_yesterday or row.created_at < row.not_before
    return row.kind in _REMINDERS and morning.has_moved_on(session, row, is_held_up)


def _with_insteads(session: Session, row: Notification, made: Message, now: datetime) -> Message:
    found = insteads(session, row, now)
    return replace(made, insteads=found) if found else made
