"""Figures as they are typed in chat: "672/5505", "69.748.146.192/109.890.297.877 nguồn Kho bạc, đến 30/11"."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from models.rules.letters import bare

LONGEST_SOURCE = 80
_NUMBER = r"\d[\d.,]*"
_BEFORE = r"(?:(?:ty le|so lieu|so giai ngan|ket qua|kq|da giai ngan|giai ngan|toan trinh|dat)\s*[:,]?\s*)*"
_COUNTED = r"(?:\s*(?:dong|d|ho so|hs)\b)?"
_FIGURE = re.compile(
    rf"{_BEFORE}(?P<part>{_NUMBER}){_COUNTED}\s*(?:/|tren)\s*(?P<whole>{_NUMBER}){_COUNTED}(?P<rest>.*)",
    re.DOTALL,
)
_BARE_PERCENT = re.compile(rf"{_BEFORE}\d+(?:[.,]\d+)?\s*%")
_PERCENT = re.compile(r"^[\s,;(=]*(?:dat|la|tuc)?\s*\d+(?:[.,]\d+)?\s*%\)?")
_AS_OF = re.compile(
    r"(?:tinh den|den|tai)?\s*(?:het)?\s*(?:ngay)?\s*\b(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?"
)
_SOURCE = re.compile(r"(?:nguon|theo)\b\s*:?\s*(?P<name>[^,;()]+)")
_BETWEEN = re.compile(r"^[\s,;.()]*$")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}")
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?|\d+")


@dataclass(frozen=True)
class Figure:
    """A part of a whole, the day it was read off, and where; values as typed, the ratio never is. A whole of 0:
    there was nothing to count."""

    numerator: Decimal
    denominator: Decimal
    as_of_on: date | None = None
    source: str = ""

    @property
    def percent(self) -> Decimal:
        """Percent of the whole, one decimal, half up: 672/5505 is 12.2; of nothing 0."""
        if not self.denominator:
            return Decimal(0)
        return (100 * self.numerator / self.denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def may_be_a_day(self) -> bool:
        """Whether "5/12" might as well be a day of the year."""
        return 1 <= self.numerator <= 31 and 1 <= self.denominator <= 12


def read_figure(text: str, today: date) -> Figure | None:
    """A text that is a figure and nothing else, with its source and day where they are said; else None.

    A percentage that was typed along is left out: it is computed. A day without a year is the latest such
    day up to `today`. None also for a number that may mean two things ("1,234") and for a part larger than its
    whole.
    """
    text = text.strip()
    plain = bare(text).strip()
    found = _FIGURE.fullmatch(plain)
    if found is None or len(plain) != len(text):
        return None
    part, whole = _number(found["part"]), _number(found["whole"])
    if whole is None or part is None or part > whole:
        return None
    rest = _PERCENT.sub("", found["rest"])
    rest, source = _source(rest, text)
    rest, as_of_on = _as_of(rest, today)
    return Figure(part, whole, as_of_on, source) if _BETWEEN.match(rest) else None


def is_bare_percent(text: str) -> bool:
    """ "63,5%": a result whose two numbers are left out."""
    return _BARE_PERCENT.fullmatch(bare(text).strip()) is not None


def _number(typed: str) -> Decimal | None:
    """Vietnamese writing: dots between thousands, a comma before decimals."""
    typed = typed.rstrip(".,")
    if _GROUPED.fullmatch(typed):
        between = "." if "." in typed else ","
        typed = typed.replace(between, "")
    elif not _PLAIN.fullmatch(typed):
        return None
    return Decimal(typed.replace(",", "."))


def _source(rest: str, text: str) -> tuple[str, str]:
    """The rest without its source, and the source as it was typed at the end of `text`."""
    found = _SOURCE.search(rest)
    if found is None:
        return rest, ""
    name = found["name"].rstrip()
    day = _AS_OF.search(name)
    if day is not None and day.end() == len(name):
        name = name[: day.start()].rstrip()
    begin = found.start("name")
    end = begin + len(name)
    typed = text[len(text) - len(rest) :][begin:end]
    return rest[: found.start()] + rest[end:], typed.strip()[:LONGEST_SOURCE]


def _as_of(rest: str, today: date) -> tuple[str, date | None]:
    found = _AS_OF.search(rest)
    if found is None:
        return rest, None
    day, month, year = found.groups()
    try:
        on = date(int(year or today.year), int(month), int(day))
        if year is None and on > today:
            on = on.replace(year=on.year - 1)
    except ValueError:
        return rest, None
    return rest[: found.start()] + rest[found.end() :], on
