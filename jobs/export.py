"""What leaves the database as data: the ledger, a receipt."""

import json
from typing import Any

from sqlmodel import Session, col, select

from models.lateness import late_work
from models.ledger import digest
from models.rules.due_day import spelled_hour
from models.tables import Confirmation, Evidence, LedgerEntry, Person, Requirement, Task


def ledger(session: Session) -> list[dict[str, Any]]:
    """Every entry, oldest first: what was recorded, and the hashes that chain it.

    `by` acted; `person` is whom the entry concerns, where it names nobody the one who acted.
    """
    entries = session.exec(select(LedgerEntry).order_by(col(LedgerEntry.agency_id), col(LedgerEntry.seq)))
    people = {person.id: person.code for person in session.exec(select(Person))}
    return [
        {
            "person": people.get(entry.person_id),
            **_body(entry),
            "prev": entry.prev,
            "hash": entry.hash,
        }
        for entry in entries
    ]


def receipt(session: Session, number: str) -> dict[str, Any] | None:
    """What a receipt number stands for, with the ledger entry that proves it; None when there is none such."""
    row = session.exec(select(Confirmation).where(Confirmation.receipt == number.strip().upper())).first()
    if row is None:
        return None
    task = session.get_one(Task, row.task_id)
    late = late_work(session, task, row)
    files = session.exec(select(Evidence).where(Evidence.confirmation_id == row.id)).all()
    return {
        "receipt": row.receipt,
        "person": session.get_one(Person, row.person_id).code,
        "requirement": session.get_one(Requirement, task.requirement_id).code,
        "period": task.period,
        "due_on": task.due_on.isoformat(),
        "due_hour": spelled_hour(task.due_hour),
        "done_on": row.done_on.isoformat(),
        "late_by": late.days,
        "late_minutes": late.minutes,
        "said_at": row.said_at.isoformat(),
        "processed_at": row.processed_at.isoformat(),
        "how": row.how.value,
        "words": row.words,
        "words_sha256": row.words_sha256,
        "message_id": row.message_id,
        "taken_back_at": row.taken_back_at.isoformat() if row.taken_back_at else None,
        "files": [_file(file) for file in files],
        "ledger": _entry_of(session, row),
    }


def _file(file: Evidence) -> dict[str, Any]:
    withdrawn = file.withdrawn_at.isoformat() if file.withdrawn_at else None
    entered = {} if file.is_file else {"entered": file.entered}
    return {"sha256": file.sha256, "size": file.size, "withdrawn_at": withdrawn, **entered}


def _entry_of(session: Session, row: Confirmation) -> dict[str, Any] | None:
    entries = session.exec(select(LedgerEntry).where(LedgerEntry.task_id == row.task_id))
    for entry in entries:
        if _body(entry).get("receipt") == row.receipt and "words_sha256" in _body(entry):
            intact = entry.hash == digest(entry.prev + entry.body)
            return {"seq": entry.seq, "hash": entry.hash, "intact": intact}
    return None


def _body(entry: LedgerEntry) -> dict[str, Any]:
    try:
        body = json.loads(entry.body)
    except ValueError:
        body = {"unreadable": entry.body}
    return {"seq": entry.seq, **body} if isinstance(body, dict) else {"seq": entry.seq}
