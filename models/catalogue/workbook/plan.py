"""The sheet of the yearly CCHC plan: each task of it is a requirement of criterion 1.1.3, due once.

The plan is a Word document that an office pastes: units by their names, a period for a day. A task's code is made
of the plan's year and the task's number, so that the same plan pasted again is the same tasks.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from models.catalogue.document import RequirementEntry
from models.catalogue.workbook.cells import Scalar, key, said, tidy
from models.rules.cadence import clipped
from models.rules.reading.days import ROMAN

CRITERION = "1.1.3"
_CODE = re.compile(r"1\.1\.3-(\d{4})-nv-([a-z0-9-]+)")
_REASON = re.compile(r"Nhiệm vụ số (.+) của Kế hoạch CCHC năm \d{4}\.")
_SHORT = 60
_AS_THEY_ARE = ("short", "unit", "cooperates", "responsible")
_YEAR = r"(?:(?:/| /| nam |/ )(\d{4}))?"
_DAY = re.compile(r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_MONTH = re.compile(rf"(?:trong |cuoi )?(?:thang |t)(\d{{1,2}}){_YEAR}")
_QUARTER = re.compile(rf"(?:trong |cuoi )?quy (i{{1,3}}|iv|[1-4]){_YEAR}")
_WHOLE_YEAR = re.compile(r"(?:trong |cuoi )?nam (\d{4})")


def is_planned(code: str) -> bool:
    """Whether a requirement's code is one that the plan's sheet gives."""
    return _CODE.fullmatch(code) is not None


def parted(
    requirements: Sequence[RequirementEntry],
) -> tuple[Sequence[RequirementEntry], Sequence[RequirementEntry]]:
    """The requirements, and those at their end of which a row of the plan's sheet says all."""
    end = len(requirements)
    while end and _is_a_row(requirements[end - 1]):
        end -= 1
    return requirements[:end], requirements[end:]


def row_of(entry: RequirementEntry) -> dict[str, Any]:
    """The row of a task of the plan."""
    code, reason = _CODE.fullmatch(entry.code), _REASON.fullmatch(entry.reason)
    return {
        "number": reason[1] if reason else "",
        "title": entry.title,
        "unit": entry.unit,
        "cooperates": entry.cooperates,
        "due.on": entry.due.date if entry.due else None,
        "item": entry.items[0].title,
        "short": entry.short,
        "responsible": entry.responsible,
        "year": int(code[1]) if code else None,
    }


def requirement(row: Mapping[str, Any], year: int | None) -> dict[str, Any]:
    """The requirement of a row, as far as the row goes; `year` is the plan's where the row names none."""
    number, year = row.get("number"), row.get("year") or year
    found: dict[str, Any] = {
        "line": "E02",
        "criterion": CRITERION,
        "cadence": "once",
        "items": ({"code": "san-pham", "title": row.get("item"), "kind": "attachment"},),
        "status": "decided",
        "reason": f"Nhiệm vụ số {number} của Kế hoạch CCHC năm {year}.",
    }
    found |= {name: row[name] for name in _AS_THEY_ARE if row.get(name) is not None}
    title, due_on = row.get("title"), row.get("due.on")
    if number and year:
        found["code"] = code(number, year)
    if title:
        found["title"] = tidy(title)
        found["short"] = row.get("short") or shortened(title)
    if due_on:
        found["due"] = {"date": due_on}
    return found


def code(number: str, year: int) -> str:
    """1.1.3-2026-nv-ii-3 for task II.3 of the plan of 2026."""
    return f"{CRITERION}-{year}-nv-{slug(number)}"


def slug(number: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", key(number)).strip("-")


def shortened(title: str) -> str:
    return textwrap.shorten(title, _SHORT, placeholder="…")


def is_heading(values: Mapping[str, Scalar]) -> bool:
    """Whether a row is a section's heading ("I. Cải cách thể chế"): a Roman number, a letter or none, and words."""
    number = key(values.get("number") or "").rstrip(".")
    return not values.keys() - {"number", "title"} and re.fullmatch(r"[ivx]*|[a-z]", number) is not None


def year_of(deadlines: Iterable[Scalar]) -> int | None:
    """The year most of the deadlines name; the earlier of two alike."""
    years = Counter(found for each in deadlines if (found := _year_named(each)))
    return min(years, key=lambda year: (-years[year], year)) if years else None


def deadline(value: Scalar, year: int | None) -> date:
    """The day of a deadline; of a period its last. Raises ValueError with a sentence.

    `year` is the plan's, for deadlines that name none.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = key(said(value)).rstrip(".")
    try:
        found = _of_a_day(text, year) or _of_a_period(text, year)
    except ValueError:
        raise ValueError(f"Không có ngày “{said(value)}”: hãy xem lại lịch.") from None
    if found is None:
        raise ValueError(
            f"“{said(value)}” không phải thời hạn có ngày: viết 15/12/2026, Quý IV/2026 hoặc Tháng 12/2026."
        )
    return found


def _of_a_day(text: str, year: int | None) -> date | None:
    found = _DAY.fullmatch(text)
    in_year = found and (found[3] or year)
    if not found or not in_year:
        return None
    return date(int(in_year), int(found[2]), int(found[1]))


def _of_a_period(text: str, year: int | None) -> date | None:
    if whole := _WHOLE_YEAR.fullmatch(text):
        return date(int(whole[1]), 12, 31)
    month = _MONTH.fullmatch(text)
    found = month or _QUARTER.fullmatch(text)
    in_year = found and (found[2] or year)
    if not found or not in_year:
        return None
    number = ROMAN.get(found[1]) or int(found[1])
    return clipped(int(in_year), number if month else 3 * number, 31)


def _year_named(value: Scalar) -> int | None:
    if isinstance(value, date):
        return value.year
    found = re.search(r"\b(20\d{2})\b", said(value)) if value is not None else None
    return int(found[1]) if found else None


def _is_a_row(entry: RequirementEntry) -> bool:
    """Whether the plan's sheet can hold it without loss."""
    row = row_of(entry)
    if not row["number"] or not is_planned(entry.code):
        return False
    values = requirement(row, None)
    try:
        again = RequirementEntry.model_validate(values | {"cooperates": entry.cooperates})
    except ValidationError:
        return False
    return again == entry
