"""Citizen files (hồ sơ TTHC) that an agency is to answer by a day: lists as imported, what changed between them,
who handles which. No citizen's name is here in clear, nor an address, a telephone or an identity number."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.rules.cases.listed import ListKind, Standing
from models.tables.base import Numbered, OfAgency, stored_by_value


class CaseClock(OfAgency, table=True):
    """The rule of an agency's clock for citizen files, with its source; see `models.rules.cases.clock`."""

    __tablename__ = "case_clock"
    __table_args__ = (UniqueConstraint("agency_id"),)

    before: int = 1
    lead: int = 2
    extensions: int = 1
    source: str = ""
    status: str = "proposed"
    # Words of the provincial system's states, folded, where they mean another standing than usual.
    states: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    # Headings, folded, and what the agency said they are.
    columns: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    # Lists whose headings a person has seen in a preview: the SHA-256 of each set of headings.
    known_headings: list[str] = Field(default_factory=list, sa_type=JSON)
    # Names and addresses are kept, sealed, until so many days after a file has its result.
    keeps_citizens: bool = False
    keep_days: int = 90


class CaseList(OfAgency, table=True):
    """One import. `as_of`: "số liệu đến …", the moment that its figures are of."""

    __tablename__ = "case_list"
    __table_args__ = (Index("ix_case_list_agency_id_as_of", "agency_id", "as_of"),)

    sha256: str
    kind: ListKind = Field(sa_type=stored_by_value(ListKind))
    is_full: bool
    as_of: datetime
    imported_at: datetime
    # Who brought it; None: found in the watched folder, or told by the command line.
    person_id: int | None = Field(default=None, foreign_key="person.id")
    rows: int
    new: int = 0
    changed: int = 0
    missing: int = 0
    left_out: int = 0


class CaseHandler(OfAgency, table=True):
    """A name in the handling column, mapped once to a person or a unit; neither: not mapped yet."""

    __tablename__ = "case_handler"
    __table_args__ = (UniqueConstraint("agency_id", "folded"),)

    name: str
    folded: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")


class CitizenCase(OfAgency, table=True):
    """One citizen file, by its code, as the newest list that has it says."""

    __tablename__ = "citizen_case"
    __table_args__ = (
        UniqueConstraint("agency_id", "code"),
        Index("ix_citizen_case_agency_id_promised_on", "agency_id", "promised_on"),
    )

    code: str
    procedure: str = ""
    state: str = ""
    standing: Standing = Field(sa_type=stored_by_value(Standing))
    received_on: date | None = None
    # The promised day from which the limit of the apology counts: it stands once there is a task, unless the file
    # waited for the citizen in between.
    first_promised_on: date
    promised_on: date
    ended_on: date | None = None
    handler_id: int | None = Field(default=None, foreign_key="case_handler.id", index=True)
    # Its task, once it needed an apology.
    task_id: int | None = Field(default=None, foreign_key="task.id", unique=True)
    # The list that said so: the last one that differed from the one before.
    list_id: int = Field(foreign_key="case_list.id", index=True)
    # Since when a newer full list has it no more, which is asked about, never taken for an end.
    missing_since: date | None = None
    # An officer says that its result was given on this day, ahead of the next list.
    said_ended_on: date | None = None
    # The message that first asked for its apology, and the day on which the head was told that it is late.
    told_id: int | None = Field(default=None, foreign_key="notification.id")
    head_told_on: date | None = None
    # Promised anew after its apology, and again about to be late: the day on which that was told.
    alarmed_on: date | None = None


class CaseChange(Numbered, table=True):
    """What a list said otherwise than the one before, of one file: never anything of the citizen."""

    __tablename__ = "case_change"

    list_id: int = Field(foreign_key="case_list.id", index=True)
    case_id: int = Field(foreign_key="citizen_case.id", index=True)
    field: str
    before: str
    after: str


class CaseCitizen(SQLModel, table=True):
    """Whose file it is, sealed with a key that is not in the database; only where the agency keeps it."""

    __tablename__ = "case_citizen"

    case_id: int = Field(primary_key=True, foreign_key="citizen_case.id")
    sealed: bytes


class Looked(StrEnum):
    """What somebody opened that is of a citizen."""

    LETTER = "letter"
    EVIDENCE = "evidence"
    NAMES = "names"
    # All that is kept of one of the agency's own people, written to a file or shown on the machine.
    EXPORT = "export"


class PersonalAccess(OfAgency, table=True):
    """Who opened what of a citizen (Law 91/2025/QH15 article 19 clause 2 asks for supervision)."""

    __tablename__ = "personal_access"
    __table_args__ = (Index("ix_personal_access_agency_id_at", "agency_id", "at"),)

    at: datetime
    # The person's code, or the account on this machine.
    who: str
    what: Looked = Field(sa_type=stored_by_value(Looked))
    case_id: int | None = Field(default=None, foreign_key="citizen_case.id")
    evidence_id: int | None = Field(default=None, foreign_key="evidence.id")
    count: int = 1
