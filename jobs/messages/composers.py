"""Who composes which kind of message: each composer says so itself, above its own definition."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session

from jobs.messages.facts import Message
from jobs.messages.gather import named
from models.kinds import Kind
from models.people import roles
from models.tables import Notification, Person

Composer = Callable[[Session, Notification, datetime], Message | None]
Composing = TypeVar("Composing", bound=Composer)

COMPOSERS: dict[Kind, Composer] = {}


def composes(*kinds: Kind) -> Callable[[Composing], Composing]:
    """Says that a function makes the messages of these kinds from the rows as they stand, but for their reader."""

    def register(composer: Composing) -> Composing:
        COMPOSERS.update(dict.fromkeys(kinds, composer))
        return composer

    return register


def made_of(session: Session, row: Notification, now: datetime) -> Message | None:
    """The message of a row, with its reader; None where there is nothing to say any more."""
    message = COMPOSERS[Kind(row.kind)](session, row, now)
    reader = session.get(Person, row.person_id) if row.person_id else None
    if message is None or reader is None:
        return message
    return replace(message, reader=named(reader), roles=roles(session, reader))


def all_made_of(session: Session, ids: Iterable[int], now: datetime) -> tuple[Message, ...]:
    """The messages of several rows, but for those that have nothing to say any more."""
    found = (made_of(session, session.get_one(Notification, each), now) for each in ids)
    return tuple(message for message in found if message is not None)
