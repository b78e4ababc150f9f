"""What people ask about their own data, and incidents that may have shown data to somebody."""

from datetime import date, datetime

from sqlmodel import Field

from models.tables.base import OfAgency


class DataRequest(OfAgency, table=True):
    """What somebody asked an admin to mend in what is kept of them, which they cannot mend themselves. The words
    can be blanked; their SHA-256 stays in the ledger."""

    __tablename__ = "data_request"

    person_id: int = Field(foreign_key="person.id", index=True)
    words: str | None = None
    words_sha256: str
    asked_at: datetime
    # The last working day on which it is answered in time.
    answer_by: date
    answered_at: datetime | None = None
    answered_by_id: int | None = Field(default=None, foreign_key="person.id")


class Incident(OfAgency, table=True):
    """Data may have been seen, changed or lost: the program is frozen until it ends. The reason can be blanked; its
    SHA-256 stays in the ledger."""

    # From when on things may have been seen.
    since_at: datetime
    started_at: datetime
    # Until when the authority is to be told.
    notify_by: datetime
    reason: str | None = None
    reason_sha256: str
    # Hours before `notify_by` of which the admins were told last.
    told_hours: int | None = None
    ended_at: datetime | None = None
