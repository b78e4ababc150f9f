"""What came of a pack that an admin asked for."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import Message
from models.kinds import Kind
from models.tables import Edition, Notification


@dataclass(frozen=True, kw_only=True)
class PackMade(Message):
    """A pack that lies at `path`; `unfit`: the numbers of documents whose stored file could not be put in."""

    year: int
    edition: Edition
    path: str
    number: int
    documents: int
    files: int
    lacking: int
    unreviewed: int
    unfit: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PackNotMade(Message):
    """`why`: "nothing_new", "nothing_there", "template", "exists", "refused", "disk", or "failed"."""

    year: int
    why: str


@composes(Kind.PACK_MADE)
def pack_made(session: Session, row: Notification, now: datetime) -> PackMade | PackNotMade:
    facts = row.facts
    if facts["why"]:
        return PackNotMade(year=facts["year"], why=facts["why"])
    return PackMade(
        year=facts["year"],
        edition=Edition(facts["edition"]),
        path=facts["path"],
        number=facts["number"],
        documents=facts["documents"],
        files=facts["files"],
        lacking=facts["lacking"],
        unreviewed=facts["unreviewed"],
        unfit=tuple(facts["unfit"]),
    )
