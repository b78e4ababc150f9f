"""What leaves the database as data: the ledger, a receipt."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.behalf import said_for
from models.checklist import figure_of
from models.lateness import late_work
from models.ledger import digest
from models.rules.due_day import spelled_hour
from models.rules.figures import Figure
from models.tables import Agency, Confirmation, Evidence, LedgerEntry, Person, Requirement, Task, Unit


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


@dataclass(frozen=True)
class ReceiptFile:
    """A file handed in with what was said, or a figure entered with it."""

    name: str
    size: int
    figure: Figure | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class ReceiptSheet:
    """What a receipt number stands for, for a person to read."""

    said: Confirmation
    agency: str
    person: str
    instead_of: str
    position: str
    unit: str
    title: str
    task: Task
    files: tuple[ReceiptFile, ...]
    seq: int | None
    hash: str
    intact: bool


def _called(session: Session, number: str) -> Confirmation | None:
    return session.exec(select(Confirmation).where(Confirmation.receipt == number.strip().upper())).first()


def receipt_sheet(session: Session, number: str) -> ReceiptSheet | None:
    """What a receipt number stands for with names and titles; None when there is none such."""
    row = _called(session, number)
    if row is None:
        return None
    task, person = session.get_one(Task, row.task_id), session.get_one(Person, row.person_id)
    unit = session.get(Unit, person.unit_id) if person.unit_id else None
    entry, absent = _entry_of(session, row), said_for(session, task, row)
    return ReceiptSheet(
        said=row,
        agency=session.get_one(Agency, row.agency_id).name,
        person=person.full_name,
        instead_of=absent.full_name if absent else "",
        position=person.position,
        unit=unit.name if unit else "",
        title=session.get_one(Requirement, task.requirement_id).title,
        task=task,
        files=tuple(map(_handed_in, _files(session, row))),
        seq=entry["seq"] if entry else None,
        hash=entry["hash"] if entry else "",
        intact=bool(entry and entry["intact"]) and _words_stand(row),
    )


def _words_stand(row: Confirmation) -> bool:
    return row.words is None or digest(row.words) == row.words_sha256


def _handed_in(evidence: Evidence) -> ReceiptFile:
    return ReceiptFile(evidence.file_name, evidence.size, figure_of(evidence), evidence.withdrawn_at)


def _files(session: Session, row: Confirmation) -> list[Evidence]:
    return list(session.exec(select(Evidence).where(Evidence.confirmation_id == row.id)).all())


def receipt(session: Session, number: str) -> dict[str, Any] | None:
    """What a receipt number stands for, with the ledger entry that proves it; None when there is none such."""
    row = _called(session, number)
    if row is None:
        return None
    task = session.get_one(Task, row.task_id)
    late = late_work(session, task, row)
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
        "late_accepted": late.accepted,
        "said_at": row.said_at.isoformat(),
        "processed_at": row.processed_at.isoformat(),
        "how": row.how.value,
        "words": row.words,
        "words_sha256": row.words_sha256,
        "message_id": row.message_id,
        "taken_back_at": row.taken_back_at.isoformat() if row.taken_back_at else None,
        "files": [_file(file) for file in _files(session, row)],
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
