"""What is required: sets of criteria, their results, requirements with one date rule each, the calendar."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.rules.cadence import Cadence, Shift
from models.rules.working_days import DayStatus
from models.tables.base import Numbered, OfAgency, Points, stored_by_value


class ItemKind(StrEnum):
    """What a checklist item accepts (docs/design.md, Words)."""

    SIGNED_DOCUMENT = "signed_document"
    SCREENSHOT = "screenshot"
    ATTACHMENT = "attachment"
    FIGURE = "figure"
    TICK = "tick"


class CriteriaSet(OfAgency, table=True):
    """The index of one year: its scale, and, once scored, what the agency got of it."""

    __tablename__ = "criteria_set"
    __table_args__ = (UniqueConstraint("agency_id", "year"),)

    year: int
    # "points", or "pass_fail": passed when `passes` says so of its areas (models/catalogue/formulas.py).
    scoring: str = "points"
    passes: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    # None where nobody knows, and without points.
    scored_max: Decimal | None = Field(default=None, sa_type=Points)
    survey_max: Decimal | None = Field(default=None, sa_type=Points)
    awarded: Decimal | None = Field(default=None, sa_type=Points)
    lost: Decimal | None = Field(default=None, sa_type=Points)
    rank: str | None = None
    source: str = ""


class Area(Numbered, table=True):
    __table_args__ = (UniqueConstraint("set_id", "code"),)

    set_id: int = Field(foreign_key="criteria_set.id")
    code: str
    name: str
    max: Decimal | None = Field(default=None, sa_type=Points)
    passes: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    awarded: Decimal | None = Field(default=None, sa_type=Points)
    lost: Decimal | None = Field(default=None, sa_type=Points)
    note: str = ""


class Criterion(Numbered, table=True):
    __table_args__ = (UniqueConstraint("set_id", "code"),)

    set_id: int = Field(foreign_key="criteria_set.id")
    area_id: int = Field(foreign_key="area.id")
    code: str
    # The code of the criterion of the same set that it is a part of; empty for none.
    part_of: str = ""
    title: str
    short: str
    # None where nobody knows, and where there are no points: information, passed or failed.
    max: Decimal | None = Field(default=None, sa_type=Points)
    passes: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    formula: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    unit_as_named: str = ""


class Result(SQLModel, table=True):
    """What the council gave for a criterion, and why; the result of one year."""

    criterion_id: int = Field(foreign_key="criterion.id", primary_key=True)
    awarded: Decimal = Field(sa_type=Points)
    lost: Decimal = Field(sa_type=Points)
    opinion: str
    cause: str
    remedy: str
    explanation: str = ""
    # What went wrong, in one sentence for who does it next.
    lesson: str = ""


class CatalogueNote(OfAgency, table=True):
    """An inconsistency of the source, kept as a flag on what it concerns rather than hidden (catalogue §8)."""

    __tablename__ = "catalogue_note"
    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    code: str
    concerns: list[str] = Field(default_factory=list, sa_type=JSON)
    text: str


class Requirement(OfAgency, table=True):
    """What a criterion needs, with one date rule. Names its criterion by code: a task of year N uses set N."""

    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    code: str
    # The evidence line of the report's matrix (E01 … E20); empty where the commune added it.
    line: str = ""
    criterion_code: str | None = None
    title: str
    short: str
    unit_id: int = Field(foreign_key="unit.id")
    responsible_id: int | None = Field(default=None, foreign_key="person.id")
    # Nobody's until the head assigns it, though the unit may have one officer only.
    left_to_head: bool = False
    cadence: Cadence = Field(sa_type=stored_by_value(Cadence))
    cutoff_day: int | None = None
    due_rule: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    # The days of the year, as day/month, from and by which the document must be dated; empty for none. The year is
    # the scoring year and this many more: 0, or -1 for the year before.
    issue_from: str = ""
    issue_by: str = ""
    issue_year: int = 0
    # The day of the year, as day/month, until which it is still accepted after the due day; empty for none.
    accepted_until: str = ""
    shift: Shift = Field(sa_type=stored_by_value(Shift))
    # Due at this hour, where a letter gives one; None: at the end of working hours.
    due_hour: time | None = None
    # Its own steps up to the due day ("T-7", "T0", "cutoff"); empty for the agency's of its cadence.
    ladder: list[str] = Field(default_factory=list, sa_type=JSON)
    starts_on: date
    system: str = ""
    # Its evidence tells of citizens: sealed on disk, and never sent through the chat.
    personal: bool = False
    # How many options of a choice are wanted, where not one.
    choose: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    status: str = "proposed"
    reason: str = ""
    # Since when it recurs like this, at first the day it was loaded: what was due before is to settle, as on
    # adoption.
    added_on: date | None = None
    retired_at: datetime | None = None


class RequirementPartner(SQLModel, table=True):
    """A unit that cooperates: told, not reminded."""

    __tablename__ = "requirement_partner"

    requirement_id: int = Field(foreign_key="requirement.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)


class Item(Numbered):
    """One named thing that is to be handed in; `unit_id`: the cooperating unit that owes it, a piece."""

    position: int
    code: str
    title: str
    kind: ItemKind = Field(sa_type=stored_by_value(ItemKind))
    required: bool = True
    hint: str = ""
    # So many pieces of it are wanted.
    count: int = 1
    # The choice that it is an option of, or of which option it is a part ("choice/option"); empty for none.
    one_of: str = ""
    # The rate that a figure is to reach, in percent.
    at_least: Decimal | None = Field(default=None, sa_type=Points)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    # What its document is checked for (models/rules/inspection/checks.py), only what differs from its kind's.
    checks: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class ChecklistItem(Item, table=True):
    __tablename__ = "checklist_item"
    __table_args__ = (UniqueConstraint("requirement_id", "code"),)

    requirement_id: int = Field(foreign_key="requirement.id")
    # A piece is owed so many working days before the task is due.
    before: int | None = None


class WorkingDay(OfAgency, table=True):
    """One exception to Monday-Friday: a day off, or a working Saturday; with its source and status."""

    __tablename__ = "working_day"
    __table_args__ = (UniqueConstraint("agency_id", "day"),)

    day: date
    working: bool
    name: str
    source: str
    status: DayStatus = Field(sa_type=stored_by_value(DayStatus))
