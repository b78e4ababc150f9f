"""What a document says of itself: type, number, date, subject, bodies, secrecy (Decree 30/2020 arts. 8, 15)."""

import re
from collections.abc import Sequence

from models.rules.inspection.bodies import bodies
from models.rules.inspection.head import Head, read_head
from models.rules.inspection.kinds import LETTER, name_of, type_signed
from models.rules.inspection.phrases import plain
from models.rules.inspection.reading import DocumentRead, Secrecy
from models.rules.inspection.title import Title, read_title

_PAGES = 3
"""A cover or an empty page may stand before the head."""
_MARK = re.compile(r"(?:Độ mật\s?:\s?)?(TUYỆT MẬT|TỐI MẬT|MẬT)")
_FRAME = " \t|[]()*_#-–—.:"
_MARKED_LINES, _STAMPED_LINES = 25, 3
_NOT_A_BODY = re.compile(r"\W*(?:mat|toi mat|tuyet mat|hoa toc|khan|thuong khan|du thao|ban sao|sao y)\W*$")


def read_document(pages: Sequence[str]) -> DocumentRead:
    """The head of a document from its pages' text (NFC, lines kept); what was not found is empty.

    A decision with its plan behind it is a decision: the first type that is named counts. Bounded: only the
    first lines of the first pages are looked at.
    """
    found: DocumentRead | None = None
    secrecy: Secrecy | None = None
    for page in pages[:_PAGES]:
        head = read_head(page)
        secrecy = secrecy or _secrecy(head, page)
        if found is None or not _says_what_it_is(found):
            read = _read_page(head)
            found = read if found is None or _says_what_it_is(read) else found
    return found.model_copy(update={"secrecy": secrecy}) if found else DocumentRead()


def _says_what_it_is(read: DocumentRead) -> bool:
    return bool(read.symbol or read.type or read.dated or read.day_blank)


def _read_page(head: Head) -> DocumentRead:
    title = read_title(head.lines, number_at=head.above or 0)
    kind = title.type or type_signed(head.symbol) or (LETTER if title.is_letter else "")
    named = bodies(_left_column(head, title))
    return DocumentRead(
        type=kind,
        type_name=name_of(kind),
        number=_number(head),
        symbol=head.symbol,
        dated=head.dated,
        day_blank=head.day_blank,
        month_year=head.month_year,
        subject=title.subject,
        body=named[-1] if named else "",
        body_above=named[-2] if len(named) > 1 else "",
    )


def _number(head: Head) -> str:
    """ "25/KH-UBND", the party's "25-KH/ĐU"; "" where it is blank."""
    if not head.number:
        return ""
    year = f"{head.year}/" if head.year else ""
    return f"{head.number}{'-' if head.is_of_the_party else '/'}{year}{head.symbol}"


def _left_column(head: Head, title: Title) -> list[str]:
    """The lines in capitals that name the bodies: above the number, above the title."""
    end = title.at if head.above is None else min(head.above, title.at)
    lines = [each.strip(_FRAME) for each in head.lines[:end]]
    return [each for each in lines if _is_in_capitals(each) and not _NOT_A_BODY.match(plain(each))]


def _is_in_capitals(line: str) -> bool:
    cased = [each for each in line if each.isalpha()]
    return len(cased) > 1 and sum(each.isupper() for each in cased) >= 0.7 * len(cased)


def _secrecy(head: Head, page: str) -> Secrecy | None:
    """A mark on a line or in a column of its own, in capitals, near the head; or stamped behind the page's text."""
    stamped = page[-400:].splitlines()[-_STAMPED_LINES:]
    for line in (*head.lines[:_MARKED_LINES], *stamped):
        for column in re.split(r"\s{3,}|\||\t", line):
            mark = _MARK.fullmatch(" ".join(column.strip(_FRAME).split()))
            if mark:
                return Secrecy(mark[1])
    return None
