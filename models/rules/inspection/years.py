"""Which year the subject of a document names."""

import re

from models.rules.inspection.phrases import plain, tidy

_OF_A_DAY = re.compile(r"ngay \d{1,2}(?: thang |/)\d{1,2}(?: nam |/)20\d\d")
_OF_A_NUMBER = re.compile(r"/20\d\d/|(?<=/)20\d\d(?=\s?/)")
_SPAN = re.compile(r"(20\d\d)\s?(?:[-–]|den|den nam)\s?(20\d\d)")
_NAMED = re.compile(r"(?<!\w)nam (20\d\d)(?!\w)")
_MENTIONED = re.compile(r"(?<!\d)20\d\d(?!\d)")


def other_year(subject: str, wanted: int) -> int | None:
    """The year that `subject` names ("năm 2025") if `wanted` is neither named nor within a span of years.

    A day's or another document's year does not count. None: the right year, or none.
    """
    text = " ".join(plain(tidy(subject)).split())
    text = _OF_A_NUMBER.sub("/", _OF_A_DAY.sub("", text))
    if any(int(first) <= wanted <= int(last) for first, last in _SPAN.findall(text)):
        return None
    if str(wanted) in _MENTIONED.findall(text):
        return None
    named = _NAMED.search(text)
    return int(named[1]) if named else None
