"""The append-only, hash-chained record of every change (docs/design.md, Ledger)."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.tables.base import OfAgency


class LedgerEntry(OfAgency, table=True):
    """Ids, states, moments and SHA-256 only. A trigger refuses UPDATE and DELETE."""

    __tablename__ = "ledger_entry"
    __table_args__ = (UniqueConstraint("agency_id", "seq"),)

    seq: int
    at: datetime
    change: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    task_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    # Canonical JSON: what was hashed, to the letter.
    body: str
    prev: str
    hash: str
