"""What a file says before its text does: whether it opens, and whether it can be read (PDF001 to PDF006)."""

from collections.abc import Iterator, Mapping
from typing import Any

from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Found, Rule, Severity
from models.rules.inspection.reading import FileRead, Letters
from models.rules.inspection.weights import weight

_PDF = "application/pdf"
_Fact = tuple[Rule, Mapping[str, Any]]


def file_findings(read: FileRead, checks: Checks) -> list[Found]:
    """The findings on the file, in the order of their ids. A PDF is wanted wherever a signature is.

    Facts: PDF001 media_type · PDF002 none · PDF003 size · PDF004 letters ("none", "unreadable", "ocr"), pages ·
    PDF005 kinds ("javascript", "launch", "embedded_file", "form") · PDF006 limit ("time", "memory", "pages",
    "size", "crash"), pages, and `most` where the item limits the pages.
    """
    found = []
    for rule, facts in _facts(read, checks):
        severity = weight(rule, checks)
        if severity is not None:
            is_read_all_the_same = rule is Rule.PDF004 and read.letters is Letters.OCR
            found.append(Found(rule, Severity.INFO if is_read_all_the_same else severity, facts))
    return found


def _facts(read: FileRead, checks: Checks) -> Iterator[_Fact]:
    is_other_kind = read.media_type != _PDF and read.size > 0 and read.stopped is None
    if is_other_kind and checks.signed != "none":
        yield Rule.PDF001, {"media_type": read.media_type}
    if read.needs_password:
        yield Rule.PDF002, {}
    if read.is_damaged:
        yield Rule.PDF003, {"size": read.size}
    if _has_no_text(read):
        yield Rule.PDF004, {"letters": read.letters.value, "pages": read.page_count}
    if read.active:
        yield Rule.PDF005, {"kinds": list(read.active)}
    yield from _limits(read, checks)


def _has_no_text(read: FileRead) -> bool:
    """Without pages, or of a damaged file, nothing was read: why is said by another finding."""
    is_read = bool(read.pages) and not read.is_damaged
    return is_read and read.letters in (Letters.NONE, Letters.UNREADABLE, Letters.OCR)


def _limits(read: FileRead, checks: Checks) -> Iterator[_Fact]:
    if checks.max_pages is not None and read.page_count > checks.max_pages:
        yield Rule.PDF006, {"limit": "pages", "pages": read.page_count, "most": checks.max_pages}
    elif read.stopped is not None:
        yield Rule.PDF006, {"limit": read.stopped.value, "pages": read.page_count}
