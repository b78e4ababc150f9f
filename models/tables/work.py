"""What happens: tasks, their checklists and rungs, what people said and sent."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.rules.inspection.findings import Severity
from models.rules.lifecycle import State
from models.rules.reading.values import Place
from models.tables.base import Exact, Numbered, OfAgency, stored_by_value
from models.tables.catalogue import Item


class Ladder(StrEnum):
    """Whom a rung speaks to, and what of: the officer of the due day or of evidence, those above the officer,
    the reviewer, the officer of an answer awaited from a superior, a cooperating unit of the piece it owes."""

    DEADLINE = "deadline"
    EVIDENCE = "evidence"
    ESCALATION = "escalation"
    EVIDENCE_HEAD = "evidence_head"
    REVIEW = "review"
    WAITING = "waiting"
    PIECE = "piece"


class RungState(StrEnum):
    PLANNED = "planned"
    SPOKEN = "spoken"
    SKIPPED = "skipped"


class How(StrEnum):
    """How somebody said it."""

    BUTTON = "button"
    REPLY = "reply"
    FILE = "file"
    ADMIN = "admin"


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    RETURNED = "returned"


class StatementKind(StrEnum):
    """What a person said of a task that changes no state."""

    SEEN = "seen"
    NOT_DONE = "not_done"
    PLACE = "place"
    OBSTACLE = "obstacle"
    SNOOZE = "snooze"
    PROMISE = "promise"
    NOT_MINE = "not_mine"
    HAND_OVER = "hand_over"
    DECLINE = "decline"
    # What somebody else wrote, passed on and kept beside the task.
    NOTE = "note"


class DecisionKind(StrEnum):
    """What a head or an admin decides of a task; the value is the change's name in the ledger."""

    EXTEND = "extend"
    KEEP = "keep"
    WAIVE = "waive"
    WAIT = "wait"


class Task(OfAgency, table=True):
    """One occurrence of a requirement. `scheduled_on` is the rule's day, never edited; `due_on` may move."""

    __table_args__ = (
        # Opening is idempotent by (requirement, period, unit).
        UniqueConstraint("requirement_id", "period", "unit_id"),
        Index("ix_task_agency_id_state_closes_on", "agency_id", "state", "closes_on"),
        # A morning asks for the citizen files that are owed an apology, however many there were.
        Index("ix_task_is_case_state_due_on", "is_case", "state", "due_on"),
        # Few documents are under way at a time, however many tasks there are.
        Index("ix_task_place", "place"),
    )

    requirement_id: int = Field(foreign_key="requirement.id")
    unit_id: int = Field(foreign_key="unit.id")
    period: str
    # Of one citizen file (`citizen_case`), whose code is the period: it lives in bundles, and climbs no ladder.
    is_case: bool = False
    scoring_year: int
    cutoff_on: date | None = None
    scheduled_on: date
    due_on: date
    # Due at this hour of `due_on`, on a wall clock in Vietnam; None: at the end of working hours.
    due_hour: time | None = None
    # The document must be dated from and by then; None for no such day.
    issue_from: date | None = None
    issue_by: date | None = None
    # What comes after the due day is still accepted until then; None: as late as any.
    accepted_until: date | None = None
    closes_on: date
    state: State = Field(sa_type=stored_by_value(State))
    responsible_id: int | None = Field(default=None, foreign_key="person.id")
    # Nobody's until the head assigns it, whoever else could have it.
    left_to_head: bool = False
    # Frozen at opening: later edits of the requirement do not rewrite a running ladder.
    steps: list[str] = Field(default_factory=list, sa_type=JSON)
    # How many options of a choice are wanted, where not one; frozen likewise.
    choose: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    # After a return or a superior's answer: until then neither overdue nor escalated; lateness stays with due_on.
    fix_by: date | None = None
    # A reviewer has opened what was submitted; from then on it cannot be withdrawn.
    review_began_at: datetime | None = None
    # Pings are held until then.
    held_until: datetime | None = None
    promised_on: date | None = None
    place: Place | None = Field(default=None, sa_type=stored_by_value(Place))
    place_since: date | None = None
    # The officer says that it is not theirs; the head decides.
    disputed_at: datetime | None = None
    # Who handed it over, while the new person may still refuse.
    handed_by_id: int | None = Field(default=None, foreign_key="person.id")
    waiting_for: str = ""
    state_before: State | None = Field(default=None, sa_type=stored_by_value(State))
    # When somebody is next to be told; None while nobody is. A tick costs what is due, not what exists.
    next_ping_at: datetime | None = Field(default=None, index=True)
    opened_at: datetime


class TaskItem(Item, table=True):
    """The checklist as it stood when the task opened."""

    __tablename__ = "task_item"
    __table_args__ = (UniqueConstraint("task_id", "code"),)

    task_id: int = Field(foreign_key="task.id")
    # A piece is owed by its own earlier day.
    due_on: date | None = None


class Rung(Numbered, table=True):
    """One planned reminder, counted in working days from `anchor_on`."""

    # No rung is spoken twice, whatever the clock does.
    __table_args__ = (UniqueConstraint("task_id", "ladder", "anchor_on", "name"),)

    task_id: int = Field(foreign_key="task.id")
    ladder: Ladder = Field(sa_type=stored_by_value(Ladder))
    # The piece that it asks for; the name then begins with its code.
    item_id: int | None = Field(default=None, foreign_key="task_item.id")
    name: str
    offset: int
    anchor_on: date
    after_cutoff: bool = False
    speak_at: datetime
    state: RungState = Field(sa_type=stored_by_value(RungState))
    settled_at: datetime | None = None
    notification_id: int | None = Field(default=None, foreign_key="notification.id", index=True)


class SaidOfTask(OfAgency):
    """What somebody said of a task. Words live here and can be blanked; their SHA-256 stays in the ledger."""

    task_id: int = Field(foreign_key="task.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    how: How = Field(sa_type=stored_by_value(How))
    words: str | None = None
    words_sha256: str
    said_at: datetime
    processed_at: datetime
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    taken_back_at: datetime | None = None


class Confirmation(SaidOfTask, table=True):
    """That it was done, and on which day."""

    __table_args__ = (UniqueConstraint("agency_id", "receipt"),)

    receipt: str
    document_number: str = ""
    document_on: date | None = None
    done_on: date


class Evidence(OfAgency, table=True):
    """What fills an item: a file as received, named by its SHA-256, or a figure or a tick as entered in chat.

    A file without a task is kept, its sender asked where it belongs. What was entered has no bytes (`media_type`
    is empty); its SHA-256 is that of `entered`.
    """

    __table_args__ = (Index("ix_evidence_sha256", "sha256"),)

    person_id: int = Field(foreign_key="person.id")
    task_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    item_id: int | None = Field(default=None, foreign_key="task_item.id")
    confirmation_id: int | None = Field(default=None, foreign_key="confirmation.id")
    sha256: str
    size: int
    media_type: str
    file_name: str
    sent_at: datetime
    received_at: datetime
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    withdrawn_at: datetime | None = None
    valid_until: date | None = None
    numerator: Decimal | None = Field(default=None, sa_type=Exact)
    denominator: Decimal | None = Field(default=None, sa_type=Exact)
    # Of a figure: the day it was read off, and where.
    as_of_on: date | None = None
    source: str = ""
    # What was read of it, once it was: the head of the document, the day of the last signature, who signed.
    inspected_at: datetime | None = None
    document_type: str = ""
    document_number: str = ""
    document_on: date | None = None
    subject: str = ""
    page_count: int = 0
    last_signed_at: datetime | None = None
    signers: list[str] = Field(default_factory=list, sa_type=JSON)
    # No fresh revocation list told of a signer's certificate.
    revocation_unknown: bool = False
    # Where the sections that the item wants were found: {"heading", "page"} each.
    sections: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    # The code of the item that it is meant for, while a finding holds it back.
    held_for: str = ""
    # Its sender says that it was read wrongly.
    is_misread: bool = False
    # It lies sealed on disk, for it tells of citizens, or might.
    is_sealed: bool = False
    # Nobody said in time where it belongs, or that it counts: its bytes were deleted, its hash stays.
    deleted_at: datetime | None = None

    @property
    def is_file(self) -> bool:
        return bool(self.media_type)

    @property
    def entered(self) -> str:
        """What was entered, in one spelling; empty for a tick."""
        if self.numerator is None:
            return ""
        return f"{self.numerator}/{self.denominator} {self.as_of_on} {self.source}"


class Finding(Numbered, table=True):
    """What a check said of a file; `rule` is the code of the check, `facts` what its sentence needs."""

    evidence_id: int = Field(foreign_key="evidence.id", index=True)
    rule: str
    severity: Severity = Field(sa_type=stored_by_value(Severity))
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    found_at: datetime


class FileReading(SQLModel, table=True):
    """What was read of a file by its SHA-256, as compressed JSON, until it is known what the file is for."""

    __tablename__ = "file_reading"

    sha256: str = Field(primary_key=True)
    body: bytes


class Statement(SaidOfTask, table=True):
    """Anything short of done."""

    kind: StatementKind = Field(sa_type=stored_by_value(StatementKind))
    until: datetime | None = None
    # Of an obstacle: when it was said to be out of the way.
    cleared_at: datetime | None = None


class Decision(OfAgency, table=True):
    """What somebody above the officer decided of a task: kept with the reason in words, like a confirmation."""

    task_id: int = Field(foreign_key="task.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    kind: DecisionKind = Field(sa_type=stored_by_value(DecisionKind))
    words: str | None = None
    words_sha256: str
    decided_at: datetime


class Review(OfAgency, table=True):
    """A verdict on what was submitted: it names the files by SHA-256, and is void once a new one comes. The
    reason can be blanked; its SHA-256 stays in the ledger."""

    task_id: int = Field(foreign_key="task.id", index=True)
    reviewer_id: int = Field(foreign_key="person.id")
    verdict: Verdict = Field(sa_type=stored_by_value(Verdict))
    reason: str | None = ""
    files: list[str] = Field(default_factory=list, sa_type=JSON)
    done_on: date
    # Working days after due_on, or minutes after the hour of that day; 0 of both is on time.
    late_by: int = 0
    late_minutes: int = 0
    reviewed_at: datetime
    voided_at: datetime | None = None
