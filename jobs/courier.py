"""The seam between what is to be said and the channel that says it. A courier takes facts and choices
(not keyboards: Zalo has none) and answers with a value."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from jobs.messages.facts import Message
from models.tables import Failure


@dataclass(frozen=True)
class Sent:
    """The channel accepted it, under this message id."""

    message_id: int


@dataclass(frozen=True)
class Later:
    """The channel wants nothing for this chat for so many seconds; where it says so of several, for none."""

    seconds: float
    reason: str


@dataclass(frozen=True)
class Down:
    """The channel takes nothing from us at present, for whomever: this was not delivered."""

    reason: str


@dataclass(frozen=True)
class Unknown:
    """Perhaps delivered: the connection ended before the answer. Sending again may say it twice."""

    reason: str


@dataclass(frozen=True)
class Unclear:
    """Refused in words that we do not know, and not delivered; should it stay so for hours, what failed."""

    reason: str
    failure: Failure


class NoFile(StrEnum):
    """Why a stored file that goes along with a message could not: the reason of a `Never`."""

    MISSING = "file missing"
    ALTERED = "file altered"
    WRONG_KEY = "wrong key"


@dataclass(frozen=True)
class Never:
    """It will not be delivered however often it is tried: what was refused, and the channel's own reason."""

    reason: str
    failure: Failure


@dataclass(frozen=True)
class Migrated:
    """The chat goes on under another id; nothing was delivered yet."""

    chat_id: int


Outcome: TypeAlias = Sent | Later | Down | Unknown | Unclear | Never | Migrated


class Courier(Protocol):
    async def send(self, chat_id: int, message: Message, reply_to: int | None, repeated: bool) -> Outcome:
        """Delivers a new message, with its file where it has one; `repeated` when an earlier attempt may have
        arrived."""
        ...

    async def edit(self, chat_id: int, message_id: int, message: Message) -> Outcome:
        """Changes a message that was delivered."""
        ...

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        """Takes a message out of the chat, whoever wrote it; one that is there no more is as good as deleted."""
        ...
