"""The one cell that says when something of a cadence is due, as offices write it: "25 hằng tháng", "thứ Sáu"."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from models.catalogue.words import CADENCES, WEEKDAYS
from models.catalogue.workbook.cells import Scalar, key, said
from models.catalogue.workbook.deadlines import LEADING, deadline

Parts = dict[str, Any]

EXAMPLES = {
    "once": "20/01/2026 hoặc Quý IV/2026",
    "weekly": "thứ Sáu",
    "monthly": "25 hoặc ngày cuối kỳ",
    "quarterly": "25/3; 25/6; 25/9; 25/12 hoặc ngày cuối kỳ",
    "half_yearly": "15/6; 15/12 hoặc ngày cuối kỳ",
    "yearly": "15/12 hoặc ngày cuối kỳ",
}
"""What a cell may say, by cadence; a citizen file has its own day."""

_AGAIN = re.compile(r"(?:,|\b(?:cua|trong|vao|dinh ky))*\s*\b(?:hang|moi) (?:tuan|thang|quy|nam)\b,?")
_LAST = re.compile(
    r"(?:ngay )?(?:cuoi|het)(?: cung)?(?: (?:cua )?(?:ky|tuan|thang|quy|nam|6 thang|sau thang))?(?: bao cao)?"
)
_DAY = re.compile(r"(?:ngay |mung |mong )*(\d{1,2})")
_YEAR_DAY = re.compile(r"(?:ngay )?(\d{1,2})(?:[/.-]| thang )0?(\d{1,2})(?:[/.-]\d{4})?")
_LAST_MONTH = re.compile(
    r"(?:ngay )?(\d{1,2})(?:/| cua)? ?thang cuoi(?: cua)?(?: moi)?(?: (?:quy|ky|6 thang))?"
)
_AFTER_CUTOFF = re.compile(
    r"(?:sau )?(\d{1,2}) ngay lam viec (?:sau|tu|ke tu|tinh tu)(?: khi)?(?: ngay)? chot(?: so lieu)?"
    r"|sau(?: khi)?(?: ngay)? chot(?: so lieu)? (\d{1,2}) ngay lam viec"
)
_BEFORE = re.compile(r"truoc (.*)")
_NEXT_YEAR = re.compile(r"\s*\(?(?:cua )?nam sau\)?")
_LAST_MONTHS = {"quarterly": (3, 6, 9, 12), "half_yearly": (6, 12), "yearly": (12,)}
_WEEKDAYS = {key(word): name for name, word in WEEKDAYS.items()} | {
    spelled.format(number): name
    for number, name in enumerate(list(WEEKDAYS)[:6], start=2)
    for spelled in ("thu {}", "t{}")
}
_WEEKDAYS["cn"] = "sunday"


def understood(cadence: str, cell: Scalar, year: int | None) -> Parts:
    """The form of the rule and what it is due on. Raises ValueError with a sentence.

    `year` is that of the set, for a day that names none.
    """
    found = _once(cell, year) if cadence == "once" else _again(cadence, cell)
    if found is None:
        raise ValueError(
            f"“{said(cell)}” không phải hạn của việc {CADENCES[cadence]}: viết {EXAMPLES[cadence]}."
        )
    return found


def _once(cell: Scalar, year: int | None) -> Parts | None:
    try:
        found = deadline(cell, year)
    except ValueError:
        return None
    return {"form": "date", "on": found} if isinstance(found, date) else None


def _again(cadence: str, cell: Scalar) -> Parts | None:
    if isinstance(cell, date):
        text = f"{cell.day}/{cell.month}"
    else:
        text = LEADING.sub("", _AGAIN.sub("", key(said(cell))).strip(" .,"), count=1)
    if after := _AFTER_CUTOFF.fullmatch(text):
        return {"form": "after_cutoff", "number": int(after[1] or after[2])}
    if before := _BEFORE.fullmatch(text):
        return _before(_READ[cadence](cadence, before[1]))
    return {"form": "last_day"} if _LAST.fullmatch(text) else _READ[cadence](cadence, text)


def _before(found: Parts | None) -> Parts | None:
    """The day before is the latest, as in the sheet of the plan; None where that may be in another month."""
    if found is None or found["form"] == "weekday":
        return None
    if found["form"] == "day":
        return found | {"on": found["on"] - 1} if found["on"] > 1 else None
    days = [[int(part) for part in each.split("/")] for each in found["on"]]
    if any(day < 2 for day, _ in days):
        return None
    return found | {"on": tuple(f"{day - 1}/{month}" for day, month in days)}


def _of_a_week(_: str, text: str) -> Parts | None:
    found = _WEEKDAYS.get(text.removeprefix("ngay "))
    return {"form": "weekday", "on": found} if found else None


def _of_a_month(_: str, text: str) -> Parts | None:
    found = _DAY.fullmatch(text)
    return {"form": "day", "on": int(found[1])} if found else None


def _of_a_year(cadence: str, text: str) -> Parts | None:
    """Days of the year, in any order; one day of the last month of each period."""
    text, next_year = _NEXT_YEAR.subn("", text)
    if last := _LAST_MONTH.fullmatch(text):
        days = [(month, int(last[1])) for month in _LAST_MONTHS[cadence]]
    else:
        days = _months_and_days(text)
    if not days:
        return None
    spelled = tuple(f"{day}/{month}" for month, day in sorted(days))
    return {"form": "dates", "on": spelled} | ({"next_year": True} if next_year else {})


def _months_and_days(text: str) -> list[tuple[int, int]]:
    """All that are listed; none where one is anything else."""
    parts = [each.strip() for each in re.split(r"[;,\n]|\bva\b", text) if each.strip()]
    found = [_YEAR_DAY.fullmatch(each) for each in parts]
    return [] if None in found else [(int(each[2]), int(each[1])) for each in found if each]


_READ: dict[str, Callable[[str, str], Parts | None]] = {
    "weekly": _of_a_week,
    "monthly": _of_a_month,
    "quarterly": _of_a_year,
    "half_yearly": _of_a_year,
    "yearly": _of_a_year,
}
