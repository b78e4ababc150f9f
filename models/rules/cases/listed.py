"""What a list of citizen files that the provincial system exported says, once read: values only."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class ListKind(StrEnum):
    """How the list came."""

    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"


class Field(StrEnum):
    """What a column says. Those of `PERSONAL` are dropped while reading, unless the agency keeps them."""

    CODE = "code"
    PROCEDURE = "procedure"
    STATE = "state"
    RECEIVED = "received"
    PROMISED = "promised"
    ENDED = "ended"
    HANDLER = "handler"
    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"
    IDENTITY = "identity"
    # Known, and of no use here: STT, Ghi chú, Lĩnh vực …
    OTHER = "other"


PERSONAL = frozenset({Field.NAME, Field.ADDRESS, Field.PHONE, Field.IDENTITY})
COMPULSORY = frozenset({Field.CODE, Field.PROMISED})


class Standing(StrEnum):
    """What a file's state means for its clock: it runs, it is stopped until the citizen has done something, the
    file has its result, or it is none of the agency's (not received, withdrawn)."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Citizen:
    """Whose file it is; read only where the agency keeps it. Never in a log, a message or the ledger."""

    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One file as its row says; days in Vietnam, without the hour, for lateness is compared by day."""

    code: str
    promised_on: date
    standing: Standing
    state: str = ""
    procedure: str = ""
    received_on: date | None = None
    ended_on: date | None = None
    handler: str = ""
    citizen: Citizen | None = None


@dataclass(frozen=True)
class Column:
    """A heading, in the words of the file (two rows joined by " › "), and what it is taken for."""

    heading: str
    field: Field


class RowFault(StrEnum):
    """Why a row is left out, or taken with a doubt."""

    NO_CODE = "no_code"
    NO_PROMISE = "no_promise"
    BAD_DATE = "bad_date"
    TWICE = "twice"
    UNKNOWN_STATE = "unknown_state"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was not taken, or doubted: its number in the file, counted from 1, and why. Never what stood in
    it."""

    row: int
    fault: RowFault


@dataclass(frozen=True)
class CaseListRead:
    """A whole list. `as_of`: the moment that its figures are of, where its title rows say one (aware); `is_full`:
    it lists all files, not only those that are late, so that what is missing in it is worth a question; `since`:
    the first day of the period that its title rows name, files received earlier need not be in it.

    `left_out`: rows that are not in `cases`. `doubted`: rows that are, with something to look at: a state that
    nobody explained yet (taken as running, or as ended where a day of ending stands), or a day of receipt or of
    ending that is none (taken as unknown). A code that stands twice with other content is taken once: as the row
    that still runs says, else the later one; the other is left out as `TWICE`.
    """

    kind: ListKind
    columns: tuple[Column, ...]
    cases: tuple[ListedCase, ...]
    left_out: tuple[LeftOut, ...] = ()
    doubted: tuple[LeftOut, ...] = ()
    as_of: datetime | None = None
    since: date | None = None
    is_full: bool = True


class ListFault(StrEnum):
    """Why a whole list cannot be used; one clear sentence each is in bot/texts."""

    EMPTY = "empty"
    NOT_A_LIST = "not_a_list"
    NO_HEADINGS = "no_headings"
    NO_CODE_COLUMN = "no_code_column"
    NO_PROMISED_COLUMN = "no_promised_column"
    TWO_COLUMNS = "two_columns"
    TWO_SHEETS = "two_sheets"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    PASSWORD = "password"
    OLD_EXCEL = "old_excel"
    FORMULAS = "formulas"
    ENCODING = "encoding"
    DAMAGED = "damaged"


class CannotRead(Exception):
    """A list that cannot be used: why, and what its sentence names (headings, sheets, a limit)."""

    def __init__(self, fault: ListFault, *named: str, names_citizens: bool = False) -> None:
        """`names_citizens`: all the same it is a list of files, with their citizens."""
        super().__init__(fault)
        self.fault, self.named, self.names_citizens = fault, named, names_citizens
