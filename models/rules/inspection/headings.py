"""Headings of a document and how they are numbered (Decree 30/2020 annex I: phần, chương, mục, điều, khoản)."""

import re
from dataclasses import dataclass

from models.rules.inspection.phrases import plain

HEADING_LETTERS = 300
"""What is looked at of a line."""

_NUMBERED = re.compile(
    r"[\s#*_|]*(?:(?P<word>phan|chuong|muc|dieu)\s+(?:thu\s+)?(?P<of>\d{1,3}|[ivxl1]{1,6}|[a-d]|nhat|hai|ba|bon|nam)"
    r"(?=[\s.:)–-]|$)"
    r"|(?P<arabic>\d{1,2}(?:\s?\.\s?\d{1,2}){0,3})(?=\s?[.):/–-]|\s)(?![.,]\d{3}|\s?%|\s?/\s?\d)"
    r"|(?P<roman>[ivxl1]{1,6})(?P<below>(?:\s?\.\s?\d{1,2}){0,3})(?:\s?[.):/–-]|(?<=\d)\s)"
    r"|(?P<letter>[a-e])\s?[.)])"
    r"\s*[.):/–-]{0,2}\s*[*_]*"
)
_LEADERS = re.compile(r"\.{4,}|…{2,}|(?:[.…]\s){4,}|_{6,}")
_PAGE_AT_THE_END = re.compile(r"(?:\s\s|\.\s?)\d{1,3}$")
_LEVELS = {"phan": 0, "chuong": 1, "muc": 2, "roman": 2, "dieu": 2, "letter": 9}
_CLOSES = re.compile(r"\W*(?:noi nhan\s?:|tm\.|kt\.|tl\.|q\.\s|tren day la)")


@dataclass(frozen=True)
class Heading:
    """A line as a heading: its level (the chapters above have lower ones), and what it says behind its number."""

    level: int
    text: str


def heading_at(line: str) -> Heading | None:
    """The heading that a line is by its number; a line of a table of contents is none."""
    line = line[:HEADING_LETTERS]
    if is_of_contents(line):
        return None
    match = _NUMBERED.match(plain(line))
    return Heading(_level(match, line), line[match.end() :].strip()) if match else None


def is_of_contents(line: str) -> bool:
    """Whether a line leads to a page: "IV. Kinh phí ........ 7"."""
    return bool(_LEADERS.search(line) or _PAGE_AT_THE_END.search(line.rstrip()))


def closes(line: str) -> bool:
    """Whether the text of the document ends at this line: addressees, signature."""
    return _CLOSES.match(plain(line[:HEADING_LETTERS])) is not None


def is_in_capitals(text: str) -> bool:
    cased = [each for each in text if each.isalpha()]
    return len(cased) > 1 and all(each.isupper() for each in cased)


def _level(match: re.Match[str], line: str) -> int:
    if match["word"]:
        return _LEVELS[match["word"]]
    if match["arabic"]:
        return 3 + match["arabic"].count(".")
    if match["roman"] and line[match.start("roman")].islower() and match["roman"] != "l":
        return _LEVELS["letter"]
    if match["roman"]:
        return _LEVELS["roman"] + match["below"].count(".")
    return _LEVELS["letter"]
