"""Finding the headings of a list among its first rows: one row of them, or two that belong together."""

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from models.rules.cases.columns import JOINT, field_of
from models.rules.cases.listed import COMPULSORY, Field

Texts = Sequence[str]
Remembered = Mapping[str, Field]

# A day, a number, or a file's code: no heading holds that many digits.
_OF_DATA = re.compile(r"\d\D?\d\D?\d")


def look_like_headings(row: Texts, remembered: Remembered) -> bool:
    """Whether a row is one of headings: three that are known, or a compulsory one among three of any kind."""
    known = _fields(row, remembered)
    most = max(len(known), len([*filter(None, row)]) if COMPULSORY & set(known) else 0)
    return most >= 3 or set(known) >= COMPULSORY


def is_group_above(above: Texts, remembered: Remembered) -> bool:
    """Whether the row above headings is one of headings too, not a title."""
    return not _holds_data(above) and bool(_fields(above, remembered)) and len([*filter(None, above)]) > 1


def is_second_row(top: Texts, below: Texts, remembered: Remembered) -> bool:
    """Whether the row below headings belongs to them: it names something, and is no file."""
    if _holds_data(below) or not _fields(below, remembered):
        return False
    pairs = zip_longest(top, below, fillvalue="")
    return all(under in ("", over) for over, under in pairs if _field(over, remembered) is Field.CODE)


def joined(top: Texts, below: Texts) -> list[str]:
    """The headings of two rows as one: what stands below a merged cell, behind the words of that cell."""
    group, headings = "", []
    for over, under in zip_longest(top, below, fillvalue=""):
        group = over or group
        is_part = under and group and under != group
        headings.append(f"{group}{JOINT}{under}" if is_part else under or over)
    return headings


def _fields(row: Texts, remembered: Remembered) -> list[Field]:
    return [field for text in row if (field := _field(text, remembered))]


def _field(text: str, remembered: Remembered) -> Field | None:
    found = field_of(text, remembered) if text else None
    return found[0] if found else None


def _holds_data(row: Texts) -> bool:
    return any(map(_OF_DATA.search, row))
