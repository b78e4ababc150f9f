"""All that a file's reading means for the item that it is for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.rules.inspection.checks import Checks
from models.rules.inspection.documented import document_findings
from models.rules.inspection.findings import Found, Rule, Severity
from models.rules.inspection.opened import file_findings
from models.rules.inspection.reading import FileRead, Letters, Signer
from models.rules.inspection.signed import signature_findings
from models.rules.letters import bare
from models.rules.working_days import WorkingCalendar

_PDF = "application/pdf"
# What only an issued document has; an attachment needs none of it.
_OF_ISSUED = frozenset({Rule.DOC001, Rule.DOC002, Rule.DOC006})


@dataclass(frozen=True)
class Days:
    """The days that a document is measured by (days in Vietnam; None: by none), and its agency's working days; what
    comes after `due_on` is accepted all the same until `accepted_until`."""

    due_on: date | None
    issue_by: date | None
    scoring_year: int
    calendar: WorkingCalendar
    issue_from: date | None = None
    accepted_until: date | None = None


def judge(
    read: FileRead,
    checks: Checks,
    days: Days,
    *,
    is_document: bool,
    file_name: str = "",
    case_code: str = "",
) -> list[Found]:
    """The findings of a PDF, the gravest first, otherwise by their ids; of other files only those of the file
    itself. `is_document`: the item asks for an issued document (Decree 30/2020 art. 8), not for an attachment.
    `case_code`: of the citizen file that it is about; "": not known, and not looked for.

    Facts of each, beside its own: named_signed (the file's name says that it is signed), and of a document issued.
    """
    found = file_findings(read, checks)
    if read.media_type == _PDF and not (read.needs_password or read.is_damaged or read.stopped):
        found += signature_findings(
            read,
            checks,
            dated=read.document.dated,
            due_on=days.due_on,
            issue_by=days.issue_by,
            calendar=days.calendar,
            accepted_until=days.accepted_until,
        )
        said = document_findings(
            read,
            checks,
            issue_by=days.issue_by,
            due_on=days.due_on,
            scoring_year=days.scoring_year,
            case_code=case_code,
            issue_from=days.issue_from,
            accepted_until=days.accepted_until,
        )
        found += said if is_document else [each for each in said if each.rule not in _OF_ISSUED]
    more: dict[str, Any] = {"named_signed": _says_signed(file_name)}
    more |= {"issued": is_issued(read)} if is_document else {}
    found = [replace(each, facts={**each.facts, **more}) for each in found]
    return sorted(found, key=lambda each: (_GRAVEST.index(each.severity), each.rule))


_GRAVEST = (Severity.BLOCKING, Severity.WARNING, Severity.INFO)


def is_issued(read: FileRead) -> bool | None:
    """Whether the document has been issued: numbered, dated, signed by the agency (Decree 30/2020 art. 14); None
    where that cannot be told: its text could not be read, or it has all but the agency's signature."""
    if read.letters in (Letters.NONE, Letters.UNREADABLE):
        return None
    if not (read.document.number and read.document.dated):
        return False
    return True if any(each.signer is Signer.AGENCY for each in read.signatures) else None


def _says_signed(file_name: str) -> bool:
    """Whether a file's name says that it is signed; that proves nothing."""
    name = bare(file_name).replace("_", "-").replace(" ", "-")
    return any(word in name for word in (".signed", "-signed", "da-ky", "ky-so"))
