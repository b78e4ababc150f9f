"""Who composes which kind of message: each composer says so itself, above its own definition."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session

from jobs.messages.facts import Message
from models.kinds import Kind
from models.tables import Notification

Composer = Callable[[Session, Notification, datetime], Message | None]
Composing = TypeVar("Composing", bound=Composer)

COMPOSERS: dict[Kind, Composer] = {}


def composes(*kinds: Kind) -> Callable[[Composing], Composing]:
    """Says that a function makes the messages of these kinds from the rows as they stand."""

    def register(composer: Composing) -> Composing:
        COMPOSERS.update(dict.fromkeys(kinds, composer))
        return composer

    return register
