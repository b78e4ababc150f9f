"""For whom somebody said that it was done, or handed it in: the ledger names both."""

import json

from sqlmodel import Session, col, select

from models.kept import RowsBy
from models.people import responsible
from models.rules.lifecycle import Change
from models.tables import Confirmation, LedgerEntry, Person, Task

_ENTRIES = RowsBy(
    Task,
    LedgerEntry.task_id,
    select(LedgerEntry)
    .where(col(LedgerEntry.change).in_((Change.CLAIM, Change.ADD_EVIDENCE)))
    .order_by(col(LedgerEntry.seq)),
)


def said_for(session: Session, task: Task, said: Confirmation) -> Person | None:
    """The officer in whose place it was said; None where it is the sayer's own task, then or now."""
    officer = responsible(session, task)
    if officer is not None and officer.id == said.person_id:
        return None
    bodies = (json.loads(entry.body) for entry in _ENTRIES.of(session, task.id))
    code = next((body.get("for") for body in bodies if body.get("receipt") == said.receipt), None)
    named = select(Person).where(Person.agency_id == task.agency_id, Person.code == code)
    person = session.exec(named).first() if code else None
    return person if person is not None and person.id != said.person_id else None
