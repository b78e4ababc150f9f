"""What a pack holds, as values: criteria in the set's order, what was handed in for each, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from models.rules.figures import Figure
from models.rules.lateness import Lateness
from models.rules.lifecycle import State
from models.tables import Edition, ItemKind, Severity, Verdict


class Fault(StrEnum):
    """Why a stored file could not be put in: it is not on disk, not the one that came, or sealed with a key that is
    not there."""

    MISSING = "missing"
    ALTERED = "altered"
    LOCKED = "locked"


class Lack(StrEnum):
    """Why nothing was handed in."""

    NOT_DUE = "not_due"
    OVERDUE = "overdue"
    MISSED = "missed"
    WAIVED = "waived"
    WAITING = "waiting"
    TO_SETTLE = "to_settle"


@dataclass(frozen=True)
class Missing:
    """What is not there and why; `reason`: as somebody above decided it, "" where nobody did; how many files are
    wanted and there."""

    lack: Lack
    due_on: date
    reason: str = ""
    count: int = 1
    there: int = 0


@dataclass(frozen=True)
class Inner:
    """What only the commune itself reads of a document."""

    file_name: str
    sender: str
    sent_at: datetime
    receipt: str
    done_on: date | None
    late: Lateness | None
    signers: tuple[str, ...]
    findings: tuple[tuple[str, Severity], ...]
    reviewer: str = ""
    verdict: Verdict | None = None
    reviewed_at: datetime | None = None
    review_reason: str = ""


@dataclass(frozen=True)
class Document:
    """One piece of evidence under its number in the index; numbers never change. `path`: where its file lies in the
    archive, "" where none does; `fault`: why not, although it should; `subject`: "" where none was read;
    `is_personal`: it tells of citizens, so that its file stays where it is."""

    number: int
    evidence_id: int
    sha256: str
    size: int
    media_type: str
    file_name: str
    document_number: str
    document_on: date | None
    subject: str
    page_count: int
    sections: tuple[tuple[str, int], ...]
    figure: Figure | None
    is_reviewed: bool
    is_personal: bool = False
    path: str = ""
    fault: Fault | None = None
    inner: Inner | None = None

    @property
    def is_file(self) -> bool:
        return bool(self.media_type)


@dataclass(frozen=True)
class Work:
    """The task that a row is of. `unit`: where the requirement opens one for several; `is_case`: its period is the
    code of a citizen's file."""

    task_id: int
    requirement: str
    title: str
    short: str
    period: str
    unit: str
    is_case: bool
    state: State


@dataclass(frozen=True)
class Row:
    """One line of the index: an item of a task with a document, or without one. `is_only`: the item is all that its
    task asks for."""

    work: Work
    item: str
    item_title: str
    kind: ItemKind
    is_only: bool
    document: Document | None = None
    missing: Missing | None = None


@dataclass(frozen=True)
class CriterionPart:
    """A criterion with its rows. `score`: what it has earned, None where nobody can say honestly; `cases`: letters
    in single files of citizens, whose contents stay here. `kind`: of its formula; `passed`: of what has no points;
    what is not applicable `is_out`."""

    code: str
    title: str
    short: str
    maximum: Decimal | None
    score: Decimal | None
    rows: tuple[Row, ...]
    cases: tuple[Row, ...] = ()
    kind: str = "manual"
    passed: bool | None = None
    is_out: bool = False


@dataclass(frozen=True)
class AreaPart:
    """An area of the set; without a code: what belongs to no criterion."""

    code: str
    name: str
    criteria: tuple[CriterionPart, ...]


@dataclass(frozen=True)
class Contents:
    """A whole pack. `anchor`: where the ledger ended, seq and hash; `number`: 0, or of which supplement;
    `withdrawn`: numbers of earlier indexes whose document counts no more."""

    agency_code: str
    agency: str
    province: str
    year: int
    edition: Edition
    number: int
    made_at: datetime
    anchor: tuple[int, str]
    areas: tuple[AreaPart, ...]
    withdrawn: tuple[int, ...] = ()

    def criteria(self) -> Iterator[CriterionPart]:
        for area in self.areas:
            yield from area.criteria

    def rows(self) -> Iterator[Row]:
        """All rows in order, of a criterion its cases last."""
        for criterion in self.criteria():
            yield from criterion.rows
            yield from criterion.cases

    def documents(self) -> list[Document]:
        """In the order of their numbers."""
        return [row.document for row in self.rows() if row.document is not None]

    def unfit(self) -> list[Document]:
        """Those whose file should be here and cannot be."""
        return [each for each in self.documents() if each.fault is not None]

    def lacking(self) -> list[Row]:
        """Rows of what was owed and is not there."""
        return [row for row in self.rows() if row.missing and row.missing.lack is not Lack.WAIVED]
