"""Proof that the record stands: the chain, each task against its last entry, files on disk, words, anchors."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any, TypeAlias

from sqlmodel import Session, col, select

from models.ledger import chain_faults, digest
from models.rules.lifecycle import Change
from models.store import EvidenceStore
from models.tables import Agency, Confirmation, Evidence, LedgerEntry, Notification, Person, Task

Body: TypeAlias = dict[str, Any]

_FILE = {"missing": "không còn trên đĩa", "altered": "đã bị sửa trên đĩa"}


def verify(session: Session, store: EvidenceStore) -> list[str]:
    """A sentence for each fault; none: everything that was recorded stands as it was recorded."""
    found: list[str] = []
    for agency in session.exec(select(Agency).order_by(Agency.code)):
        entries = session.exec(
            select(LedgerEntry).where(LedgerEntry.agency_id == agency.id).order_by(col(LedgerEntry.seq))
        ).all()
        found += chain_faults(entries, agency.ledger_seq, agency.ledger_hash)
        bodies = [_body(entry) for entry in entries]
        codes = {
            person.id: person.code
            for person in session.exec(select(Person).where(Person.agency_id == agency.id))
        }
        found += _actor_faults(entries, bodies, codes)
        found += _anchor_faults(session, agency, {entry.seq: entry.hash for entry in entries})
        found += _task_faults(session, agency, bodies)
        found += _confirmation_faults(session, agency, bodies, codes)
        found += _evidence_faults(session, agency, bodies, store)
    return found


def _body(entry: LedgerEntry) -> Body:
    try:
        body = json.loads(entry.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _actor_faults(
    entries: Sequence[LedgerEntry], bodies: list[Body], codes: dict[int | None, str]
) -> Iterator[str]:
    """The column that names a person says the same as the entry's body."""
    for entry, body in zip(entries, bodies, strict=True):
        said = str(body.get("by", ""))
        if codes.get(entry.person_id) != (None if said.startswith("@") else said):
            yield f"Sổ ghi dòng {entry.seq} đã bị sửa: cột và nội dung không khớp."


def _anchor_faults(session: Session, agency: Agency, hashes: dict[int, str]) -> Iterator[str]:
    """Anchors that were sent to people hold even against somebody who rewrote the whole chain."""
    for row in session.exec(select(Notification).where(Notification.agency_id == agency.id)):
        seq, _, start = str(row.facts.get("anchor", "")).partition("-")
        if seq.isdigit() and int(seq) and not hashes.get(int(seq), "").startswith(start):
            yield f"Mốc sổ ghi {seq}-{start} đã gửi đi không còn khớp với sổ ghi."


def _task_faults(session: Session, agency: Agency, bodies: list[Body]) -> Iterator[str]:
    last = {body["task"]: body for body in bodies if "task" in body and "state" in body}
    for task in session.exec(select(Task).where(Task.agency_id == agency.id).order_by(col(Task.id))):
        entry = last.pop(task.id, None)
        if entry is None:
            yield f"Đầu việc {task.id} không có dòng nào trong sổ ghi."
        elif entry["state"] != task.state:
            yield f"Đầu việc {task.id}: trạng thái {task.state}, sổ ghi dòng {entry['seq']} ghi {entry['state']}."
        elif entry["due_on"] != task.due_on.isoformat():
            yield f"Đầu việc {task.id}: hạn là {task.due_on}, sổ ghi dòng {entry['seq']} ghi {entry['due_on']}."
    for task_id, entry in last.items():
        yield f"Đầu việc {task_id} có ở sổ ghi dòng {entry['seq']} nhưng không còn nữa."


def _confirmation_faults(
    session: Session, agency: Agency, bodies: list[Body], codes: dict[int | None, str]
) -> Iterator[str]:
    """Words may be blanked; if they are there they are the words that were said."""
    entered = {body["receipt"]: body for body in bodies if "words_sha256" in body}
    undone = (body for body in bodies if body.get("change") in (Change.TAKE_BACK, Change.WITHDRAW))
    taken_back = {receipt for body in undone for receipt in body["receipts"]}
    for row in session.exec(select(Confirmation).where(Confirmation.agency_id == agency.id)):
        entry = entered.pop(row.receipt, None)
        if entry is None:
            yield f"Xác nhận {row.receipt} không có trong sổ ghi."
        elif not _stands(row, entry, codes) or (row.taken_back_at is not None) != (row.receipt in taken_back):
            yield f"Xác nhận {row.receipt} không khớp sổ ghi dòng {entry['seq']}."
        elif row.words is not None and digest(row.words) != row.words_sha256:
            yield f"Xác nhận {row.receipt}: lời đã bị sửa."
    for receipt, entry in entered.items():
        yield f"Xác nhận {receipt} có ở sổ ghi dòng {entry['seq']} nhưng không còn nữa."


def _stands(row: Confirmation, entry: Body, codes: dict[int | None, str]) -> bool:
    """Whether a confirmation is still by whom, of what, when and in which words it was entered."""
    kept = {
        "by": codes.get(row.person_id),
        "task": row.task_id,
        "how": row.how.value,
        "words_sha256": row.words_sha256,
        "done_on": row.done_on.isoformat(),
        "said_at": row.said_at.astimezone(UTC).isoformat(),
        "chat_id": row.chat_id,
        "message_id": row.message_id,
    }
    return all(entry.get(name) == value for name, value in kept.items())


def _evidence_faults(
    session: Session, agency: Agency, bodies: list[Body], store: EvidenceStore
) -> Iterator[str]:
    entered = {body["evidence"]: body for body in bodies if "size" in body}
    for row in session.exec(select(Evidence).where(Evidence.agency_id == agency.id)):
        entry, fault = entered.pop(row.id, None), store.fault(row.sha256)
        kept = {"sha256": row.sha256, "size": row.size, "task": row.task_id}
        if entry is None or any(entry.get(name) != value for name, value in kept.items()):
            yield f"Minh chứng {row.id} không khớp sổ ghi."
        if fault is not None:
            yield f"Tệp minh chứng {row.id} (SHA-256 {row.sha256[:12]}…) {_FILE[fault]}."
    for evidence_id, entry in entered.items():
        yield f"Minh chứng {evidence_id} có ở sổ ghi dòng {entry['seq']} nhưng không còn nữa."
