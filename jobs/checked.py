"""A file that was read is judged for an item, before anybody hands it in: nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jobs.messages.facts import FindingFacts
from jobs.messages.inspecting import DocumentFacts, Inspected
from models.measures import Measure, Wish
from models.rules.inspection.documented import found_sections
from models.rules.inspection.findings import Found, Rule, Severity, mender_of
from models.rules.inspection.judging import judge
from models.rules.inspection.reading import FileRead
from models.tables import ItemKind


class Verdict(StrEnum):
    """What all findings of a file come to."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Checked:
    """A file as it was read, and judged for an item."""

    wish: Wish
    read: FileRead
    inspected: Inspected

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.inspected.findings)


def verdict_of(findings: Iterable[FindingFacts]) -> Verdict:
    """Fail if anything blocks, warn if anything warns."""
    severities = {each.severity for each in findings}
    if Severity.BLOCKING in severities:
        return Verdict.FAIL
    return Verdict.WARN if Severity.WARNING in severities else Verdict.PASS


def check(read: FileRead, file_name: str, measure: Measure, wish: Wish | None = None) -> Checked:
    """`wish`: the item that it is for; by itself it is for the first that takes such a file. Raises LookupError
    where no item takes a file."""
    wish = wish or measure.wish_for(read.media_type)
    is_document = wish.kind is ItemKind.SIGNED_DOCUMENT
    found = judge(read, wish.checks, measure.days, is_document=is_document, file_name=file_name)
    if _is_of_another_kind(read, wish):
        found = [_of_another_kind(read, wish), *(each for each in found if each.rule is not Rule.PDF001)]
    findings = tuple(
        FindingFacts(each.rule, each.severity, each.facts, mender_of(each.rule)) for each in found
    )
    return Checked(wish, read, Inspected(_document(read, wish), findings))


def _is_of_another_kind(read: FileRead, wish: Wish) -> bool:
    """Of a file that is empty, or was not read, its kind says nothing."""
    return not wish.takes(read.media_type) and read.size > 0 and read.stopped is None


def _of_another_kind(read: FileRead, wish: Wish) -> Found:
    """As a finding: in the chat such a file is not accepted at all."""
    facts = {"media_type": read.media_type, "kind": wish.kind.value}
    return Found(Rule.PDF001, Severity.BLOCKING, facts)


def _document(read: FileRead, wish: Wish) -> DocumentFacts:
    document = read.document
    signed = [each.signed_at for each in read.signatures if each.signed_at is not None]
    return DocumentFacts(
        type=document.type,
        number=document.number,
        dated=document.dated,
        subject=document.subject,
        pages=read.page_count,
        signers=tuple(each.name for each in read.signatures),
        revocation_unknown=read.revocation_unknown,
        signed_at=max(signed, default=None),
        sections=tuple((each["heading"], each["page"]) for each in found_sections(read, wish.checks)),
    )
