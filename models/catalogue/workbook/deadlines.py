"""The deadlines of a yearly plan as offices write them: a day, a period, "before", all year, every quarter."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import get_args

from models.catalogue.values import CadenceName
from models.catalogue.workbook.cells import Scalar, key, said
from models.rules.cadence import clipped
from models.rules.reading.days import ROMAN

# What is due again and again, as a cell says it; the last day of every period.
RECURRING: dict[CadenceName, str] = {
    "monthly": "Hằng tháng",
    "quarterly": "Hằng quý",
    "half_yearly": "6 tháng một lần",
}
Deadline = date | CadenceName

_YEAR = r"(?:(?:/| /| nam |/ )(\d{4}))?"
_DAY = re.compile(r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_MONTH = re.compile(rf"(?:cuoi |het )?(?:thang |t)(\d{{1,2}}){_YEAR}")
_QUARTER = re.compile(rf"(?:cuoi |het )?quy (i{{1,3}}|iv|[1-4]){_YEAR}")
_WHOLE_YEAR = re.compile(
    r"(?:thuong xuyen,? ?)?(?:(?:trong|cuoi|het|ca|hang|suot) )?(?:nam(?: (\d{4}))?|thuong xuyen)"
)
LEADING = re.compile(r"(?:(?:hoan thanh|thuc hien|xong|phai|trong|den|cham nhat|la|vao) )+")
_BEFORE = re.compile(r"truoc (.*)")
# "Quý, 6 tháng, năm", "Hằng tháng", "Báo cáo định kỳ hằng quý": what is named most often in a year counts.
_PERIODS: tuple[tuple[str, CadenceName], ...] = (
    ("thang", "monthly"),
    ("quy", "quarterly"),
    ("6 thang|sau thang|nua nam", "half_yearly"),
)
_EVERY = r"(?:(?:bao cao |dinh ky |hang |moi |theo |vao )*)"
_NAMED = rf"(?:{'|'.join(name for name, _ in reversed(_PERIODS))}|nam)"
_AGAIN = re.compile(rf"{_EVERY}({_NAMED}(?: mot lan)?(?:(?:, | va |; |/){_EVERY}{_NAMED})*)(?: trong nam)?")


def year_of(deadlines: Iterable[Scalar]) -> int | None:
    """The year most of the deadlines name; the earlier of two alike."""
    years = Counter(found for each in deadlines if (found := _year_named(each)))
    return min(years, key=lambda year: (-years[year], year)) if years else None


def deadline(value: Scalar, year: int | None) -> Deadline:
    """The day of a deadline, of a period its last; a cadence where it comes again. Raises ValueError with a
    sentence.

    `year` is the plan's, for deadlines that name none.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = LEADING.sub("", key(said(value)).rstrip("."), count=1)
    try:
        found = _recurring(text) or _before(text, year) or _day_of(text, year)
    except ValueError:
        raise ValueError(f"Không có ngày “{said(value)}”: hãy xem lại lịch.") from None
    if found is None:
        raise ValueError(
            f"“{said(value)}” không phải thời hạn có ngày: viết 15/12/2026, Quý IV/2026, Tháng 12/2026 hoặc Hằng "
            "quý; thời hạn không ghi năm thì điền “Năm kế hoạch”."
        )
    return found


def _recurring(text: str) -> CadenceName | None:
    named = _AGAIN.fullmatch(text)
    if named is None:
        return None
    parts = re.split(r", | va |; |/", named[1])
    found = [
        cadence
        for part in parts
        for name, cadence in _PERIODS
        if re.search(rf"(?<!\d )(?<!sau )\b(?:{name})\b", part)
    ]
    return min(found, key=get_args(CadenceName).index) if found else None


def _before(text: str, year: int | None) -> date | None:
    """Before a day is the day before it at the latest, before a period the last day before it begins."""
    found = _BEFORE.fullmatch(text)
    if found is None:
        return None
    day = _of_a_day(found[1], year)
    period = _of_a_period(found[1], year)
    begins = day or (period and _first_day(found[1], period))
    return begins - timedelta(days=1) if begins else None


def _first_day(text: str, last: date) -> date:
    months = 12 if _WHOLE_YEAR.fullmatch(text) else 3 if _QUARTER.fullmatch(text) else 1
    return date(last.year, last.month - months + 1, 1)


def _day_of(text: str, year: int | None) -> date | None:
    return _of_a_day(text, year) or _of_a_period(text, year)


def _of_a_day(text: str, year: int | None) -> date | None:
    found = _DAY.fullmatch(text)
    in_year = found and (found[3] or year)
    if not found or not in_year:
        return None
    return date(int(in_year), int(found[2]), int(found[1]))


def _of_a_period(text: str, year: int | None) -> date | None:
    if whole := _WHOLE_YEAR.fullmatch(text):
        return _last_day(whole[1] or year, 12)
    if month := _MONTH.fullmatch(text):
        return _last_day(month[2] or year, int(month[1]))
    if quarter := _QUARTER.fullmatch(text):
        return _last_day(quarter[2] or year, 3 * (ROMAN.get(quarter[1]) or int(quarter[1])))
    return None


def _last_day(year: str | int | None, month: int) -> date | None:
    return clipped(int(year), month, 31) if year else None


def _year_named(value: Scalar) -> int | None:
    if isinstance(value, date):
        return value.year
    found = re.search(r"\b(20\d{2})\b", said(value)) if value is not None else None
    return int(found[1]) if found else None
