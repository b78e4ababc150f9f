"""The sheet of the yearly CCHC plan: each task of it is a requirement of criterion 1.1.3, due once.

The plan is a Word document that an office pastes: units by their names, a period for a day. A task's code is made
of the plan's year and the task's number, so that the same plan pasted again is the same tasks.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from models.catalogue.codes import shortened, slug
from models.catalogue.document import RequirementEntry
from models.catalogue.workbook.cells import Scalar, key, said, tidy
from models.catalogue.workbook.deadlines import RECURRING

CRITERION = "1.1.3"
_CODE = re.compile(r"1\.1\.3-(\d{4})-nv-([a-z0-9-]+)")
_REASON = re.compile(r"Nhiệm vụ số (.+) của Kế hoạch CCHC năm \d{4}\.")
_AS_THEY_ARE = ("short", "unit", "cooperates", "responsible")
# The number of a part, by itself or before the words of its heading: "II", "I. Cải cách thể chế", "a) Một cửa".
_PART = re.compile(r"(?:(?P<roman>[IVX]+)|(?P<capital>[A-ZĐ])|(?P<letter>[a-zđ]))(?:[.)/-].*)?", re.DOTALL)


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
        "due.on": RECURRING.get(entry.cadence) or (entry.due.date if entry.due else None),
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
    found |= _when(row.get("due.on"), year)
    title = row.get("title")
    if number and year:
        found["code"] = code(number, year)
    if title:
        found["title"] = tidy(title)
        found["short"] = row.get("short") or shortened(title)
    return found


def _when(due_on: date | str | None, year: int | None) -> dict[str, Any]:
    """By a day, or as often as a cadence says; nothing where the row says neither."""
    if isinstance(due_on, date):
        return {"due": {"date": due_on}}
    if not due_on:
        return {}
    return {
        "cadence": due_on,
        "due": {"last_day": True},
        "starts_on": date(year, 1, 1) if year else None,
    }


def code(number: str, year: int) -> str:
    """1.1.3-2026-nv-ii-3 for task II.3 of the plan of 2026."""
    return f"{CRITERION}-{year}-nv-{slug(number)}"


def numbers(rows: Sequence[Mapping[str, Scalar]]) -> list[str | None]:
    """The number of each row; where the plan counts anew in each of its parts, with the part's before it (II.1)."""
    part: dict[str, str] = {}
    found: list[tuple[str, str | None]] = []
    for row in rows:
        if is_heading(row):
            part = _within(part, row)
        found.append((".".join(part.values()), _number(row)))
    counted = Counter(number for _, number in found if number)
    restarts = max(counted.values(), default=0) > 1
    return [f"{part}.{number}" if number and part and restarts else number for part, number in found]


def _number(row: Mapping[str, Scalar]) -> str | None:
    """A section's heading has a number of its own kind, which is no task's."""
    number = row.get("number")
    return None if number is None or is_heading(row) else said(number)


def _within(part: Mapping[str, str], heading: Mapping[str, Scalar]) -> dict[str, str]:
    """The part that begins with a heading, in those around it: by kinds of numbers, each the next level where it is
    new."""
    words = (tidy(said(heading[name])) for name in ("number", "title") if heading.get(name) is not None)
    match = next((found for text in words if (found := _PART.fullmatch(text))), None)
    if match is None or match.lastgroup is None:
        return dict(part)
    kinds = list(part)
    level = kinds.index(match.lastgroup) if match.lastgroup in part else len(kinds)
    return {kind: part[kind] for kind in kinds[:level]} | {match.lastgroup: match[match.lastgroup]}


def is_heading(values: Mapping[str, Scalar]) -> bool:
    """Whether a row is a section's heading ("I. Cải cách thể chế"): a Roman number, a letter or none, and words."""
    number = key(values.get("number") or "").rstrip(".")
    return not values.keys() - {"number", "title"} and re.fullmatch(r"[ivx]*|[a-z]", number) is not None


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
