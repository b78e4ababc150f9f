"""What a document's text says about the document as evidence: the findings DOC001 to DOC009, and their facts.

DOC001  symbol: what stands behind the blank number, "" where nothing was read
DOC002  day_blank, month_year: "05/2026" where only the day is blank
DOC003  type, name: what it is ("" where it was not read); wanted: [{type, name}]
DOC004  type_name, subject: what was read; wanted, missing: phrases, each the list of its alternatives
DOC005  wanted: "section", "amount", "words" or "code"; looked_for: the alternatives; pages: in how many; fault:
        "missing", "empty" or "no_amount"; page, heading: of the section found (None, ""); mentioned_on: the page
        on which the words stand without being a section, or None
DOC006  dated, by: ISO days; limit: "issue_from", "issue_by" or "due_on", whose day `by` is; days_late, days_early:
        calendar days; accepted_until: an ISO day, where the due day is passed and that one is not
DOC007  named, wanted: years; subject
DOC008  body, above: what was read; wanted: the bodies of which one is
DOC009  mark: "MẬT", "TỐI MẬT" or "TUYỆT MẬT"
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

from models.rules.cases.codes import KnownCodes
from models.rules.inspection.accepting import accepted_facts
from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Found, Rule, Severity
from models.rules.inspection.kinds import name_of
from models.rules.inspection.phrases import alternatives, holds
from models.rules.inspection.reading import DocumentRead, FileRead, Letters
from models.rules.inspection.sections import Section, Text
from models.rules.inspection.weights import weight
from models.rules.inspection.years import other_year

_UNREAD = {Letters.NONE, Letters.UNREADABLE}


class _Sure(Enum):
    """How sure a finding is: read so · not seen, which a reader may have missed · where reading itself failed."""

    READ = "read"
    UNSEEN = "unseen"
    UNREAD = "unread"


_Fact = tuple[Rule, Mapping[str, Any], _Sure]


def document_findings(
    read: FileRead,
    checks: Checks,
    *,
    issue_by: date | None,
    due_on: date | None,
    scoring_year: int,
    case_code: str = "",
    issue_from: date | None = None,
    accepted_until: date | None = None,
) -> list[Found]:
    """The findings on the document, by the item's checks, in the order of their ids.

    Of a file without text that can be read nothing is said but a secrecy mark. Where the text was seen by OCR,
    or the reader was stopped, what says only that something is absent weighs at most a warning.
    """
    facts: list[_Fact] = []
    if read.letters not in _UNREAD:
        facts += _of_the_head(read.document)
        facts += _of_the_content(read, checks)
        facts += _of_the_case(read, checks, case_code)
        dated = read.document.dated
        facts += _too_early(dated, issue_from) or _too_late(dated, issue_by, due_on, accepted_until)
        facts += _of_another_year(read.document, checks, scoring_year)
    if read.document.secrecy:
        facts.append((Rule.DOC009, {"mark": read.document.secrecy.value}, _Sure.READ))
    may_have_missed = read.letters is Letters.OCR or read.stopped is not None
    found = (_found(fact, checks, may_have_missed) for fact in facts)
    return sorted((each for each in found if each), key=lambda each: each.rule)


def found_sections(read: FileRead, checks: Checks) -> list[dict[str, Any]]:
    """The wanted sections that were found, by their pages, for the index: {"heading", "page"}."""
    text = Text(read.pages)
    sections = (text.find_section(wish) for wish in (*checks.sections, *checks.amounts))
    places = {(each.page, each.heading) for each in sections if each}
    return [{"heading": heading, "page": page} for page, heading in sorted(places)]


def _of_the_head(document: DocumentRead) -> Iterator[_Fact]:
    if not document.number:
        yield Rule.DOC001, {"symbol": document.symbol}, _Sure.UNSEEN
    if document.dated is None:
        yield Rule.DOC002, {"day_blank": document.day_blank, "month_year": document.month_year}, _Sure.UNSEEN


def _of_the_content(read: FileRead, checks: Checks) -> Iterator[_Fact]:
    document = read.document
    if checks.types and document.type not in checks.types:
        yield _wrong_type(document, checks)
    title = f"{document.type_name} {document.subject}"
    if missing := [alternatives(wish) for wish in checks.title if not holds(title, wish)]:
        yield _wrong_title(document, checks, missing)
    yield from _missing_sections(read, checks)
    if checks.issuers and not any(_may_be(document.body, wish) for wish in checks.issuers):
        yield _wrong_issuer(document, checks)


def _may_be(body: str, wish: str) -> bool:
    """Whether `body` is the wanted one; one that was not read, or whose place was not, is not accused."""
    return holds(body, wish) or any(holds(phrase, body) for phrase in alternatives(wish)) or not body


def _wrong_type(document: DocumentRead, checks: Checks) -> _Fact:
    wanted = [{"type": each, "name": name_of(each)} for each in checks.types]
    facts = {"type": document.type, "name": document.type_name, "wanted": wanted}
    return Rule.DOC003, facts, _Sure.READ if document.type else _Sure.UNREAD


def _wrong_title(document: DocumentRead, checks: Checks, missing: list[list[str]]) -> _Fact:
    """Each phrase as the list of its alternatives: those wanted, and of these those that are missing."""
    facts = {
        "type_name": document.type_name,
        "subject": document.subject,
        "wanted": [alternatives(wish) for wish in checks.title],
        "missing": missing,
    }
    return Rule.DOC004, facts, _Sure.UNSEEN if document.subject else _Sure.UNREAD


def _wrong_issuer(document: DocumentRead, checks: Checks) -> _Fact:
    wanted = [each for wish in checks.issuers for each in alternatives(wish)]
    facts = {"body": document.body, "above": document.body_above, "wanted": wanted}
    return Rule.DOC008, facts, _Sure.UNSEEN


def _missing_sections(read: FileRead, checks: Checks) -> Iterator[_Fact]:
    """One finding a wish: what was looked for, in how many pages, and what is wrong with what was found."""
    if not (checks.sections or checks.amounts or checks.words):
        return
    text = Text(read.pages)
    for kind, wishes in (("section", checks.sections), ("amount", checks.amounts)):
        for wish in wishes:
            section = text.find_section(wish)
            if fault := _fault(section, has_amount=kind == "amount"):
                yield _missing(kind, wish, read, text, section, fault)
    for wish in checks.words:
        if text.find_words(wish) is None:
            yield _missing("words", wish, read, text, None, "missing")


def _fault(section: Section | None, *, has_amount: bool) -> str:
    """What is wrong with a section, of which an amount may be wanted; "" where nothing is."""
    if section is None:
        return "missing"
    if section.is_empty:
        return "empty"
    return "no_amount" if has_amount and not section.names_money else ""


def _missing(kind: str, wish: str, read: FileRead, text: Text, section: Section | None, fault: str) -> _Fact:
    mentioned = text.find_words(wish) if section is None else None
    facts = {
        "wanted": kind,
        "looked_for": alternatives(wish),
        "pages": len(read.pages),
        "fault": fault,
        "page": section.page if section else None,
        "heading": section.heading if section else "",
        "mentioned_on": mentioned.page if mentioned else None,
    }
    return Rule.DOC005, facts, _Sure.UNSEEN


def _of_the_case(read: FileRead, checks: Checks, code: str) -> Iterator[_Fact]:
    if checks.case_code and code and not KnownCodes([code]).in_text("\n".join(read.pages)):
        facts = {"wanted": "code", "looked_for": [code], "pages": len(read.pages), "fault": "missing"}
        yield Rule.DOC005, facts | {"page": None, "heading": "", "mentioned_on": None}, _Sure.UNSEEN


def _too_early(dated: date | None, first: date | None) -> list[_Fact]:
    if dated is None or first is None or dated >= first:
        return []
    facts = {
        "dated": dated.isoformat(),
        "by": first.isoformat(),
        "limit": "issue_from",
        "days_early": (first - dated).days,
    }
    return [(Rule.DOC006, facts, _Sure.READ)]


def _too_late(
    dated: date | None, issue_by: date | None, due_on: date | None, accepted_until: date | None
) -> list[_Fact]:
    day, limit = issue_by or due_on, "issue_by" if issue_by else "due_on"
    if dated is None or day is None or dated <= day:
        return []
    facts = {
        "dated": dated.isoformat(),
        "by": day.isoformat(),
        "limit": limit,
        "days_late": (dated - day).days,
        **accepted_facts(dated, limit, accepted_until),
    }
    return [(Rule.DOC006, facts, _Sure.READ)]


def _of_another_year(document: DocumentRead, checks: Checks, scoring_year: int) -> Iterator[_Fact]:
    if checks.year is None:
        return
    wanted = scoring_year + checks.year
    named = other_year(document.subject, wanted)
    if named is not None:
        yield Rule.DOC007, {"named": named, "wanted": wanted, "subject": document.subject}, _Sure.READ


def _found(fact: _Fact, checks: Checks, may_have_missed: bool) -> Found | None:
    rule, facts, sure = fact
    severity = weight(rule, checks)
    is_unsure = sure is _Sure.UNREAD or (may_have_missed and sure is _Sure.UNSEEN)
    if severity is Severity.BLOCKING and is_unsure:
        severity = Severity.WARNING
    return Found(rule, severity, facts) if severity else None
