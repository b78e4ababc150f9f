"""Under which number a document was issued, and by whose word: the newest entry of the ledger about it."""

import json
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.kept import RowsBy
from models.rules.lifecycle import Change
from models.rules.reading import Place
from models.tables import LedgerEntry, Task

_ENTRIES = RowsBy(
    Task,
    LedgerEntry.task_id,
    select(LedgerEntry)
    .where(col(LedgerEntry.change).in_((Change.ISSUE, Change.RENUMBER)))
    .order_by(col(LedgerEntry.seq)),
)


@dataclass(frozen=True)
class Issue:
    """Who said so (`seq`: where the ledger keeps it), the number ("": none yet), and the day that the document
    bears."""

    seq: int
    by_id: int | None
    number: str
    dated_on: date | None


def issue_of(session: Session, task: Task) -> Issue | None:
    """As it was last said; None of a document that is not issued, or of which only its officer says so."""
    entries = _ENTRIES.of(session, task.id) if task.place is Place.ISSUED else []
    if not entries:
        return None
    facts = json.loads(entries[-1].body)
    dated = facts.get("document_on")
    number = facts.get("document") or ""
    return Issue(entries[-1].seq, entries[-1].person_id, number, date.fromisoformat(dated) if dated else None)
