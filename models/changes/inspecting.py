"""What was read of a file becomes a record, and findings by the checks of the item that it is for."""

from datetime import date, datetime

from models.actor import Act
from models.inspections import as_kept, checks_of, reading_of
from models.measures import days_of
from models.private import is_personal, signers_shown
from models.rules.inspection.documented import found_sections
from models.rules.inspection.findings import Found, Severity
from models.rules.inspection.hiding import hidden_findings, hidden_read
from models.rules.inspection.judging import judge
from models.rules.inspection.reading import FileRead
from models.tables import Evidence, FileReading, Finding, ItemKind, Task, TaskItem


def keep_reading(act: Act, sha256: str, read: FileRead, sealed: bool = False) -> None:
    """Keeps what was read of a file until it is known which item it is for; `sealed`: not in clear."""
    if act.session.get(FileReading, sha256) is None:
        act.session.add(as_kept(sha256, read, act.key if sealed else None))


def forget_reading(act: Act, sha256: str) -> None:
    """What was read is needed no more: the file has found its item, or is nobody's."""
    row = act.session.get(FileReading, sha256)
    if row is not None:
        act.session.delete(row)


def inspect(act: Act, task: Task, item: TaskItem, evidence: Evidence) -> list[Found]:
    """Writes what the document says of itself, and what was found by the item's checks; nothing of a file that was
    not read, or was inspected before."""
    read = reading_of(act.session, evidence.sha256, act.key)
    if read is None or evidence.inspected_at is not None:
        return []
    checks, days = checks_of(item), days_of(act.session, task)
    sections = found_sections(read, checks)
    is_document = item.kind is ItemKind.SIGNED_DOCUMENT
    code = task.period if task.is_case else ""
    name = evidence.file_name
    found = judge(read, checks, days, is_document=is_document, file_name=name, case_code=code)
    if is_personal(act.session, task):
        shown = signers_shown(act.session, task.agency_id)
        read, found, sections = hidden_read(read, shown), hidden_findings(found, shown), []
    _describe(evidence, read, act.now)
    evidence.sections = sections
    act.write(evidence)
    act.session.add_all(_row(evidence, each, act.now) for each in found)
    forget_reading(act, evidence.sha256)
    return found


def holds_back(found: list[Found]) -> bool:
    """Whether any of these blocks."""
    return any(each.severity is Severity.BLOCKING for each in found)


def _row(evidence: Evidence, found: Found, now: datetime) -> Finding:
    return Finding(
        evidence_id=evidence.id or 0,
        rule=found.rule.value,
        severity=found.severity,
        facts={name: _plain(value) for name, value in found.facts.items()},
        found_at=now,
    )


def _plain(value: object) -> object:
    """Days and moments as JSON spells them."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _describe(evidence: Evidence, read: FileRead, now: datetime) -> None:
    document = read.document
    evidence.inspected_at, evidence.page_count = now, read.page_count
    evidence.document_type, evidence.document_number = document.type, document.number
    evidence.document_on, evidence.subject = document.dated, document.subject
    evidence.signers = [each.name for each in read.signatures]
    evidence.revocation_unknown = read.revocation_unknown
    signed = [each.signed_at for each in read.signatures if each.signed_at is not None]
    evidence.last_signed_at = max(signed, default=None)
