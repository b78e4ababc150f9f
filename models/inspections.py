"""Questions about inspections: what an item is checked for, what was found of a file, what holds it back."""

import zlib
from collections.abc import Iterable

from sqlmodel import Session, col, select

from models.checklist import beside, in_force, items_of
from models.kept import RowsBy
from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Severity
from models.rules.inspection.reading import FileRead
from models.sealing import Altered, BadKey, KeyFile, WrongKey, is_sealed
from models.tables import ChecklistItem, Evidence, FileReading, Finding, ItemKind, Requirement, Task, TaskItem
from models.tables.catalogue import Item

_FINDINGS = RowsBy(Evidence, Finding.evidence_id, select(Finding).order_by(col(Finding.id)))


def checks_of(item: Item) -> Checks:
    """What its document is checked for."""
    return by_kind(Checks.model_validate(item.checks), item.kind)


def by_kind(checks: Checks, kind: ItemKind) -> Checks:
    """The checks of an item of this kind; unless they say otherwise, a signed document needs both signatures
    (Decree 30/2020 art. 5), anything else none."""
    if checks.signed is not None:
        return checks
    return checks.model_copy(update={"signed": "both" if kind is ItemKind.SIGNED_DOCUMENT else "none"})


def documents_without_checks(session: Session) -> int:
    """How many signed documents that requirements ask for are checked for nothing of their own."""
    asked = (
        select(ChecklistItem)
        .join(Requirement, col(Requirement.id) == ChecklistItem.requirement_id)
        .where(ChecklistItem.kind == ItemKind.SIGNED_DOCUMENT, col(Requirement.retired_at).is_(None))
    )
    return sum(not each.checks for each in session.exec(asked))


def findings_of(session: Session, evidence: Evidence) -> list[Finding]:
    """What was found of a file, the gravest first."""
    return _FINDINGS.of(session, evidence.id)


def blocks(session: Session, evidence: Evidence) -> bool:
    """Whether anything that was found of it blocks."""
    return any(each.severity is Severity.BLOCKING for each in findings_of(session, evidence))


def blocked(session: Session, task: Task) -> list[Evidence]:
    """What counts for a task though something blocks it: sent all the same."""
    return [each for each in in_force(session, task) if blocks(session, each)]


def held(session: Session, task: Task) -> list[Evidence]:
    """The files of a task that a finding holds back, oldest first."""
    return [each for each in beside(session, task) if each.held_for]


def item_held_for(session: Session, task: Task, evidence: Evidence) -> TaskItem | None:
    """The item that a held file is meant for; None once the task has no such item."""
    return next((each for each in items_of(session, task) if each.code == evidence.held_for), None)


def reading_of(session: Session, sha256: str, key: KeyFile | None = None) -> FileRead | None:
    """What was read of a file that has not found its item yet; None also where it was sealed and does not open."""
    row = session.get(FileReading, sha256)
    body = _opened(row, key) if row else None
    return FileRead.model_validate_json(zlib.decompress(body)) if body else None


def as_kept(sha256: str, read: FileRead, key: KeyFile | None = None) -> FileReading:
    """A reading as a row, sealed with a key. Raises BadKey, OSError where that cannot be used."""
    body = zlib.compress(read.model_dump_json().encode())
    return FileReading(sha256=sha256, body=key.seal(body, sha256) if key else body)


def _opened(row: FileReading, key: KeyFile | None) -> bytes | None:
    if not is_sealed(row.body):
        return row.body
    try:
        return key.unseal(row.body, row.sha256) if key else None
    except (WrongKey, Altered, BadKey):
        return None


def document_day(files: Iterable[Evidence]) -> Evidence | None:
    """The latest dated document of these."""
    dated = [each for each in files if each.document_on is not None]
    return max(dated, key=lambda each: (each.document_on, each.id), default=None)
