"""Due days that come before the data that they ask for have closed. Sentences are read by the admin."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.catalogue.source import Source
from models.catalogue.values import day_month
from models.catalogue.words import DUE_FORMS
from models.rules.cadence import RECURRING, Cadence, name_of, period

# What is due on days of the year comes up in every year alike.
_ANY_YEAR = 2026
_INSTEAD = "dùng after_cutoff (số ngày làm việc sau ngày chốt)"


def check_due_days(source: Source) -> None:
    """Adds to the source every day of a requirement that lies before the cut-off of its own period."""
    listed = source.value.get("requirements") if isinstance(source.value, dict) else None
    for at, each in enumerate(listed if isinstance(listed, tuple) else ()):
        sentence = _early_fault(each) if isinstance(each, dict) else None
        if sentence:
            source.refuse(("requirements", at, "due"), sentence)


def _early_fault(entry: Mapping[str, Any]) -> str | None:
    cadence, cutoff, due = entry.get("cadence"), entry.get("cutoff"), entry.get("due")
    if cadence not in RECURRING or not isinstance(cutoff, int) or not 1 <= cutoff <= 31:
        return None
    if not isinstance(due, dict) or len(due.keys() & set(DUE_FORMS)) != 1:
        return None
    day, dates = due.get("day"), due.get("dates")
    if isinstance(day, int) and day < cutoff:
        return (
            f"Hạn ngày {day} đến trước ngày chốt số liệu {cutoff} cùng tháng: {_INSTEAD}, hoặc bỏ “cutoff”."
        )
    if not isinstance(dates, tuple) or due.get("next_year"):
        return None
    instead = f"{_INSTEAD}, hoặc thêm “next_year”" if len(dates) == 1 else _INSTEAD
    for part, text in enumerate(dates, start=1):
        closes = _closing(Cadence(cadence), cutoff, part)
        if closes and isinstance(text, str) and _is_before(text, closes):
            return f"Hạn {text} đến trước ngày chốt số liệu {closes:%d/%m} của kỳ đó: {instead}."
    return None


def _closing(cadence: Cadence, cutoff: int, part: int) -> date | None:
    """The cut-off of the so many-th period of a year; None where it has none."""
    try:
        return period(name_of(cadence, _ANY_YEAR, part), cutoff).cutoff_on
    except ValueError:
        return None


def _is_before(text: str, closes: date) -> bool:
    try:
        day, month = day_month(text)
    except ValueError:
        return False
    return date(_ANY_YEAR, month, day) < closes
