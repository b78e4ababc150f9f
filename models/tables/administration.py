"""What admins do: forms half filled in, adjustments that can be taken back, who has seen them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.tables.base import Numbered, OfAgency, stored_by_value


class AdjustmentKind(StrEnum):
    """What was changed."""

    MOVE = "move"
    REQUIREMENT = "requirement"
    RETIRE = "retire"
    ORDER = "order"
    REASSIGN = "reassign"
    WAIVE = "waive"
    PERSON = "person"
    TRANSFER = "transfer"
    CALENDAR = "calendar"
    HOURS = "hours"
    LADDERS = "ladders"
    IMPORT = "import"


class Form(OfAgency, table=True):
    """What somebody is filling in, step by step. At most one a person is open (`ended_at` is None); it survives
    a restart."""

    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    # By the names of the steps, in the order in which they were answered.
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    # What it would change, as it stood when the form was begun: its SHA-256, so that nothing is overwritten unseen.
    base: str = ""
    # The message that shows it now; older ones show it no more.
    screen_id: int | None = Field(default=None, foreign_key="notification.id")
    touched_at: datetime
    ended_at: datetime | None = None


class Adjustment(OfAgency, table=True):
    """One change of what is configured, with all that taking it back needs. Words can be blanked; their SHA-256
    stays in the ledger, at `seq`."""

    person_id: int | None = Field(default=None, foreign_key="person.id")
    kind: AdjustmentKind = Field(sa_type=stored_by_value(AdjustmentKind))
    requirement_id: int | None = Field(default=None, foreign_key="requirement.id", index=True)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    # Why: the letter's number and day, the letter itself, or words.
    words: str | None = None
    words_sha256: str = ""
    document_number: str = ""
    document_on: date | None = None
    letter_sha256: str = ""
    letter_type: str = ""
    seq: int = 0
    made_at: datetime
    taken_back_at: datetime | None = None
    taken_back_by_id: int | None = Field(default=None, foreign_key="person.id")


class Acknowledgement(Numbered, table=True):
    """Somebody who was told of an adjustment and asked to say that they know."""

    __table_args__ = (UniqueConstraint("adjustment_id", "person_id"),)

    adjustment_id: int = Field(foreign_key="adjustment.id")
    person_id: int = Field(foreign_key="person.id")
    notification_id: int | None = Field(default=None, foreign_key="notification.id")
    acknowledged_at: datetime | None = None
    # When whoever made the adjustment was told that this person had not answered.
    listed_at: datetime | None = None
