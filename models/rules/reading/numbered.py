"""Answers to a numbered digest: "1 xong, 4 mai nop" is one reading for each number."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from models.rules.reading.documents import flat
from models.rules.reading.reader import read_reply
from models.rules.reading.values import Reading
from models.rules.working_days import WorkingCalendar

_NUMBERS = r"\d{1,2}(?:\s*(?:,|va|&|-|den|\+|\s)\s*(?:(?:so|viec|muc|cai)\s+)?\d{1,2}(?![\w/:%]))*"
_NAMED = r"(?:(?:viec|so|muc|cai|dau viec|viec so|stt)\s+)?"
_UNIT = (
    r"(?!\s*(?:ngay|hom|tuan|thang|tieng|gio|phut|h\b|nam\b|bua|lan|phan|viec|van ban|bao cao|ho so|nguoi))"
)
_ITEM = re.compile(
    rf"(?:^|(?<=[\s,;.\n]))(?:da\s+)?{_NAMED}(?P<numbers>{_NUMBERS})(?![\w/%-]|:\d){_UNIT}\s*(?:[.:)=]|thi|la)?\s*(?=\D)"
)
_ALL = re.compile(
    r"^(?:da\s+)?(?:tat ca|ca|toan bo|het|deu)(?:\s+(?:(?P<n>\d{1,2})|may|cac))?(?:\s+(?:viec|cai|muc))?\b"
)
_TRAILING = re.compile(
    rf"^(?P<said>[^\d]+?)\s+{_NAMED}(?P<numbers>{_NUMBERS})"
    rf"(?:\s*(?:tru|ngoai tru)\s+(?P<but>{_NUMBERS}))?\s*(?:roi|r|a|nhe|nha)?\s*$"
)
_DATE_WORD = re.compile(r"(?:ngay|thu|thang|mung|mong|quy|hom|truoc|den|luc|tam|khoang|them|lui|t)\s*$")


Answer = tuple[list[int], str]


def read_numbered(
    text: str, now: datetime, count: int, calendar: WorkingCalendar | None = None
) -> dict[int, Reading] | None:
    """The reading of each item that an answer to a digest of `count` items names, or None.

    None where the text does not answer by number, names a number that the digest has not, or names one twice;
    numbers that are no items ("3 ngày nữa", "ngày 20", 25/KH-UBND) do not count.
    """
    lowered = unicodedata.normalize("NFC", text).casefold().strip()
    answers = list(_answers(lowered, flat(lowered), count))
    numbers = [number for named, _ in answers for number in named]
    once_each = len(set(numbers)) == len(numbers)
    if not numbers or not once_each or not 1 <= min(numbers) <= max(numbers) <= count:
        return None
    return {number: read_reply(said, now, calendar) for named, said in answers for number in named}


def _answers(lowered: str, letters: str, count: int) -> Iterator[Answer]:
    """Which numbers, and what is said of them."""
    match = _ALL.match(letters)
    if match and int(match["n"] or count) == count:
        yield list(range(1, count + 1)), lowered[match.end() :]
    elif match := _TRAILING.match(letters):
        yield from _trailing(lowered, match)
    else:
        yield from _one_by_one(lowered, letters)


def _trailing(lowered: str, match: re.Match[str]) -> Iterator[Answer]:
    """The numbers behind what is said of them: "xong 1, 2 và 4"."""
    if not _DATE_WORD.search(match["said"]):
        left_out = _listed(match["but"] or "")
        numbers = [n for n in _listed(match["numbers"]) if n not in left_out]
        yield numbers, lowered[: match.end("said")] + " rồi" * _told(match)


def _one_by_one(lowered: str, letters: str) -> Iterator[Answer]:
    """Each number, or a list of them, before what is said of it."""
    marks = [match for match in _ITEM.finditer(letters) if not _DATE_WORD.search(letters[: match.start()])]
    if not marks or letters[: marks[0].start()].strip(" ,") not in ("", "da", "em", "e", "vang"):
        return
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        said = lowered[mark.end() : following.start() if following else len(lowered)]
        yield _listed(mark["numbers"]), said.strip(" ,;.")


def _told(match: re.Match[str]) -> bool:
    return bool(re.search(r"\b(?:roi|r)\s*(?:a|nhe|nha)?\s*$", match[0]))


def _listed(numbers: str) -> list[int]:
    """ "1-3" and "1 đến 3" are three items, "1, 3" and "1 va 3" two."""
    out: list[int] = []
    for first, last in re.findall(r"(\d{1,2})(?:\s*(?:-|den)\s*(\d{1,2}))?", numbers):
        out += range(int(first), int(last or first) + 1)
    return out
