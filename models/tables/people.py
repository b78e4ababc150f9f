"""The agency, its units, its people, and how they join."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.rules.office_hours import DEFAULT_HOURS
from models.tables.base import Numbered, OfAgency, stored_by_value


class Role(StrEnum):
    """What a person may be here; a person has a set of them (docs/design.md, Words)."""

    OFFICER = "officer"
    HEAD = "head"
    REVIEWER = "reviewer"
    LEADER = "leader"
    CLERK = "clerk"
    ADMIN = "admin"


class Installation(SQLModel, table=True):
    """The one row about this running copy: who the bot is, when it last listened and last ticked."""

    id: int = Field(default=1, primary_key=True)
    bot_username: str | None = None
    heard_at: datetime | None = None
    ticked_at: datetime | None = None
    # The moment that is believed: of the last pass, or by Telegram's own date. A clock that is a day off waits.
    clock_at: datetime | None = None
    # What the clock said when passes began to wait for it; None while it is believed.
    held_at: datetime | None = None
    # Since when nothing is accepted, and nothing sent but to admins: an incident is being looked into.
    frozen_at: datetime | None = None
    # When this copy was last restored, and from a backup of which moment: what was said between is not known.
    restored_at: datetime | None = None
    restored_from: datetime | None = None


class Agency(Numbered, table=True):
    """One commune; every row belongs to one, so that one installation can serve a province."""

    code: str = Field(unique=True)
    name: str
    province: str
    adopted_on: date
    # It came with the program, and nobody has said that it is theirs.
    is_example: bool = False
    # The trial run (chạy thử) ends after ten working days, or earlier by the admin's button.
    trial_ended_at: datetime | None = None
    office_hours: str = DEFAULT_HOURS.spelled()
    # Steps up to the due day by cadence ("after_cutoff" for those with one), where they are not the usual ones.
    ladders: dict[str, list[str]] = Field(default_factory=dict, sa_type=JSON)
    # The end of the ledger, kept apart from it so that a cut-off tail is noticed.
    ledger_seq: int = 0
    ledger_hash: str = ""
    # Until when the last gap in listening, or incident, was; from when, while people have not been told of the gap.
    away_from: datetime | None = None
    away_until: datetime | None = None
    # How long and how much is kept (`models.retention.Limit`), where it is not the usual.
    limits: dict[str, int] = Field(default_factory=dict, sa_type=JSON)


class Unit(OfAgency, table=True):
    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    code: str
    name: str
    short: str
    # Its tasks in the words of the agency's own report.
    tasks: list[str] = Field(default_factory=list, sa_type=JSON)


class UnitMember(SQLModel, table=True):
    """A group unit (CM) opens a task for each member unit."""

    __tablename__ = "unit_member"

    group_id: int = Field(foreign_key="unit.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)


class Person(OfAgency, table=True):
    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    code: str
    full_name: str
    address: str | None = None
    position: str = ""
    # The hour of their morning on a wall clock in Vietnam; None: when working hours begin.
    morning_at: time | None = None
    # Where to call them: shown to admins and heads only.
    phone: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    deputy_id: int | None = Field(default=None, foreign_key="person.id")
    # One chat, one person.
    chat_id: int | None = Field(default=None, sa_type=BigInteger, unique=True)
    joined_at: datetime | None = None
    # When anything last came from this person.
    heard_at: datetime | None = None
    blocked_at: datetime | None = None
    deactivated_at: datetime | None = None
    # Erased at their leaving: the code stands where the name was.
    forgotten_at: datetime | None = None


class PersonRole(SQLModel, table=True):
    __tablename__ = "person_role"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    role: Role = Field(sa_type=stored_by_value(Role), primary_key=True)


class Invite(OfAgency, table=True):
    """A one-time secret; only its SHA-256 is kept."""

    person_id: int = Field(foreign_key="person.id", index=True)
    code_sha256: str = Field(unique=True)
    expires_at: datetime
    spent_at: datetime | None = None


class DeputyState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Absence(OfAgency, table=True):
    """A person is away, both days included. The reason for leave is neither asked nor stored."""

    person_id: int = Field(foreign_key="person.id", index=True)
    from_on: date
    to_on: date
    deputy_id: int | None = Field(default=None, foreign_key="person.id")
    deputy_state: DeputyState = Field(sa_type=stored_by_value(DeputyState))
    # Back earlier than planned, or taken back.
    ended_at: datetime | None = None
    handed_back_at: datetime | None = None


class Stranger(SQLModel, table=True):
    """All that is kept of an account that is nobody's: how often it wrote, and what it was told on which day."""

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    messages: int = 0
    seen_on: date | None = None
    answered: bool = False
    codes_tried: int = 0
