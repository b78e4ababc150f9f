"""Files that have come: kept as rows, loose or beside a task, put aside, refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.actor import Act
from models.changes.common import check, record_and_refresh
from models.changes.confirming import Said
from models.changes.inspecting import forget_reading, keep_reading
from models.ledger import record
from models.private import plain_name
from models.refused import Reason, Refused
from models.rules.inspection.reading import FileRead
from models.rules.lifecycle import Change
from models.tables import Evidence, Task


@dataclass(frozen=True)
class ReceivedFile:
    """A file whose bytes are already stored under its SHA-256; `read`: what was read of it; `is_sealed`: it lies
    sealed, for it tells of citizens, or might."""

    sha256: str
    size: int
    media_type: str
    file_name: str
    read: FileRead | None = None
    is_sealed: bool = False


def keep_loose(act: Act, file: ReceivedFile, said: Said) -> Evidence:
    """Keeps a file that names no task; its sender is asked where it belongs. Never dropped, never guessed. One that
    may tell of citizens is called by its hash: its name may hold one."""
    evidence = new_evidence(act, file, said)
    if file.is_sealed:
        evidence.file_name = plain_name(file.sha256, file.file_name)
    act.write(evidence)
    record(act, Change.KEEP_FILE, evidence, **facts_of_file(evidence))
    return evidence


def keep_beside(act: Act, task: Task, evidence: Evidence) -> Evidence:
    """Keeps a file beside a task of which its sender says that it is not done: it counts for no item. Raises
    Refused."""
    check(act, task, Change.SAY)
    evidence.task_id = task.id
    act.write(evidence)
    record_and_refresh(act, Change.KEEP_FILE, task, **facts_of_file(evidence))
    return evidence


def let_loose(act: Act, evidence: Evidence) -> None:
    """A file that was kept beside a task waits to be asked about."""
    evidence.task_id = None
    act.write(evidence)
    record(act, Change.KEEP_FILE, evidence, **facts_of_file(evidence))


def discard_loose(act: Act, evidence: Evidence) -> None:
    """Its sender says that it was sent by mistake: kept on record, asked about no more. Raises Refused."""
    check_loose(act, evidence)
    put_aside(act, [evidence])
    forget_reading(act, evidence.sha256)
    record(act, Change.DISCARD_FILE, evidence, evidence=evidence.id)


def discard_held(act: Act, evidence: Evidence) -> None:
    """Its sender says that a file which a finding holds back was sent by mistake: kept on record, counts for
    nothing. Raises Refused."""
    if evidence.person_id != act.me.id:
        raise Refused(Reason.NOT_YOURS)
    if not evidence.held_for or evidence.task_id is None or evidence.withdrawn_at is not None:
        raise Refused(Reason.GONE)
    put_aside(act, [evidence])
    evidence.held_for = ""
    task = act.session.get_one(Task, evidence.task_id)
    record_and_refresh(act, Change.DISCARD_FILE, task, evidence=evidence.id)


def check_loose(act: Act, evidence: Evidence) -> None:
    """Who acts sent it, and it belongs to no task yet. Raises Refused."""
    if evidence.person_id != act.me.id:
        raise Refused(Reason.NOT_YOURS)
    if evidence.task_id is not None or evidence.withdrawn_at is not None:
        raise Refused(Reason.GONE)


def refuse_file(act: Act, sha256: str, size: int) -> None:
    """A file that must not be here, a state secret, was refused: its bytes are gone, the ledger keeps the hash."""
    record(act, Change.REFUSE_FILE, act.me, sha256=sha256, bytes=size)


def put_aside(act: Act, files: Sequence[Evidence]) -> None:
    """These files, and what was entered instead of one, count no more."""
    for evidence in files:
        evidence.withdrawn_at = act.now
        act.session.add(evidence)


def new_evidence(act: Act, file: ReceivedFile, said: Said) -> Evidence:
    """A received file as a row, of no task yet; what was read of it is kept. Raises Refused."""
    if file.read is not None:
        keep_reading(act, file.sha256, file.read, file.is_sealed)
    return Evidence(
        agency_id=act.me.agency_id,
        person_id=act.me.id or 0,
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        file_name=file.file_name,
        sent_at=said.at,
        received_at=act.now,
        chat_id=said.chat_id,
        message_id=said.message_id,
        is_sealed=file.is_sealed,
    )


def facts_of_file(evidence: Evidence) -> dict[str, Any]:
    """What the ledger keeps of a file: never its name."""
    return {"evidence": evidence.id, "sha256": evidence.sha256, "size": evidence.size}
