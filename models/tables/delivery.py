"""What comes in and what goes out: the inbox of updates, the outbox of notifications, the messages sent."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.tables.base import Numbered, OfAgency, stored_by_value


class InboxState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class OutboxState(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    MOOT = "moot"
    FAILED = "failed"


class Failure(StrEnum):
    """Why a row of the outbox ended FAILED: what was refused, or that we ourselves could not make it."""

    # Telegram refuses that chat: blocked, not found, deactivated.
    CHAT = "chat"
    # Telegram refuses that very message: it cannot be parsed, is too long, its file is missing.
    MESSAGE = "message"
    # An exception of our own while composing or wording; the reason is the name of its class.
    ERROR = "error"


class InboxUpdate(SQLModel, table=True):
    """An update as Telegram sent it, stored before Telegram is told so; the payload is emptied when done."""

    __tablename__ = "inbox_update"
    __table_args__ = (Index("ix_inbox_update_chat_id_message_id", "chat_id", "message_id"),)

    # Telegram's; below zero for what came without one that can be stored.
    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    # The chat in whose turn it is worked off; 0 where it names none.
    chat_id: int = Field(default=0, sa_type=BigInteger)
    # The message that it brings or edits, and the SHA-256 of its words: what is edited may be anything but them.
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    words_sha256: str = ""
    payload: str | None = None
    received_at: datetime
    state: InboxState = Field(sa_type=stored_by_value(InboxState), index=True)
    attempts: int = 0
    # The kind of fault of the last try that failed, or why it was put aside; never its contents.
    reason: str = ""


class Notification(OfAgency, table=True):
    """One row of the outbox: facts, not words. An edit is a row too, naming the message it edits."""

    __table_args__ = (
        # "Already said" is settled by a UNIQUE row, not by care.
        UniqueConstraint("agency_id", "key"),
        Index("ix_notification_state_not_before", "state", "not_before"),
        Index("ix_notification_person_id_created_at", "person_id", "created_at"),
    )

    key: str
    kind: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    # The answer to a person's own act: sent ahead of what the program starts.
    direct: bool = False
    reply_to: int | None = Field(default=None, sa_type=BigInteger)
    # The message that this row edits, in `chat_id`; None for a new message.
    edits: int | None = Field(default=None, sa_type=BigInteger)
    not_before: datetime
    state: OutboxState = Field(sa_type=stored_by_value(OutboxState))
    # Rises when the row is asked for again while it is being sent: an edit overtaken by a newer one.
    version: int = 0
    # System-wide monotonic seconds, so that moving the domain clock never frees a claim.
    lease_until: float | None = None
    attempts: int = 0
    # How often it was sent again without knowing whether the last attempt had arrived.
    repeats: int = 0
    # How often of these its answer did not come, crashes of our own apart.
    doubts: int = 0
    reason: str = ""
    # Set when the state is FAILED (rows that failed before this column was there have none).
    failure: Failure | None = Field(default=None, sa_type=stored_by_value(Failure))
    created_at: datetime
    sent_at: datetime | None = None


class NotificationTask(SQLModel, table=True):
    """A task that a notification speaks of, and its number in it; the numbers belong to that message for ever."""

    __tablename__ = "notification_task"
    __table_args__ = (UniqueConstraint("notification_id", "number"),)

    notification_id: int = Field(foreign_key="notification.id", primary_key=True)
    task_id: int = Field(foreign_key="task.id", primary_key=True, index=True)
    number: int


class SentMessage(Numbered, table=True):
    """A message that Telegram accepted, so that it can be edited and replied to."""

    __tablename__ = "sent_message"
    __table_args__ = (UniqueConstraint("chat_id", "message_id"),)

    notification_id: int = Field(foreign_key="notification.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int = Field(sa_type=BigInteger)
    sent_at: datetime
