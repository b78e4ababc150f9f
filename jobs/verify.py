"""Proof that the record stands: the chain, each task against its last entry, files on disk, words, anchors."""

import json
from collections.abc import Iterator

from sqlmodel import Session, col, select

from models.ledger import chain_faults, digest
from models.store import EvidenceStore
from models.tables import Agency, Confirmation, Evidence, LedgerEntry, Notification, Task

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
        found += _anchor_faults(session, agency, {entry.seq: entry.hash for entry in entries})
        found += _task_faults(session, agency, bodies)
        found += _confirmation_faults(session, agency, bodies)
        found += _evidence_faults(session, agency, bodies, store)
    return found


def _body(entry: LedgerEntry) -> dict[str, object]:
    try:
        body = json.loads(entry.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _anchor_faults(session: Session, agency: Agency, hashes: dict[int, str]) -> Iterator[str]:
    """Anchors that were sent to people hold even against somebody who rewrote the whole chain."""
    for row in session.exec(select(Notification).where(Notification.agency_id == agency.id)):
        seq, _, start = str(row.facts.get("anchor", "")).partition("-")
        if seq.isdigit() and int(seq) and not hashes.get(int(seq), "").startswith(start):
            yield f"Mốc sổ ghi {seq}-{start} đã gửi đi không còn khớp với sổ ghi."


def _task_faults(session: Session, agency: Agency, bodies: list[dict[str, object]]) -> Iterator[str]:
    last = {body["task"]: body for body in bodies if "task" in body and "state" in body}
    for task in session.exec(select(Task).where(Task.agency_id == agency.id).order_by(col(Task.id))):
        entry = last.get(task.id)
        if entry is None:
            yield f"Đầu việc {task.id} không có dòng nào trong sổ ghi."
        elif entry["state"] != task.state:
            yield f"Đầu việc {task.id}: trạng thái {task.state}, sổ ghi dòng {entry['seq']} ghi {entry['state']}."
        elif entry["due_on"] != task.due_on.isoformat():
            yield f"Đầu việc {task.id}: hạn là {task.due_on}, sổ ghi dòng {entry['seq']} ghi {entry['due_on']}."


def _confirmation_faults(session: Session, agency: Agency, bodies: list[dict[str, object]]) -> Iterator[str]:
    """Words may be blanked; if they are there they are the words that were said."""
    entered = {body["receipt"]: body for body in bodies if "words_sha256" in body}
    for row in session.exec(select(Confirmation).where(Confirmation.agency_id == agency.id)):
        entry = entered.get(row.receipt)
        if entry is None:
            yield f"Xác nhận {row.receipt} không có trong sổ ghi."
        elif row.words_sha256 != entry["words_sha256"] or row.done_on.isoformat() != entry["done_on"]:
            yield f"Xác nhận {row.receipt} không khớp sổ ghi dòng {entry['seq']}."
        elif row.words is not None and digest(row.words) != row.words_sha256:
            yield f"Xác nhận {row.receipt}: lời đã bị sửa."


def _evidence_faults(
    session: Session, agency: Agency, bodies: list[dict[str, object]], store: EvidenceStore
) -> Iterator[str]:
    entered = {body["evidence"]: body for body in bodies if "sha256" in body}
    for row in session.exec(select(Evidence).where(Evidence.agency_id == agency.id)):
        entry, fault = entered.get(row.id), store.fault(row.sha256)
        if entry is None or entry["sha256"] != row.sha256:
            yield f"Minh chứng {row.id} không khớp sổ ghi."
        if fault is not None:
            yield f"Tệp minh chứng {row.id} (SHA-256 {row.sha256[:12]}…) {_FILE[fault]}."
