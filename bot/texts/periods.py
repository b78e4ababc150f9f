"""Periods in words, told by their names alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.cadence import Cadence, cadence_of, parts_of

_QUARTERS = ("I", "II", "III", "IV")
_CODE = 40
_HALVES = ("đầu", "cuối")


@dataclass(frozen=True)
class _Words:
    """How the periods of a cadence are called, by their year and the part of it: in a sentence, in a table."""

    full: Callable[[int, int], str]
    short: Callable[[int, int], str]


def _week(year: int, week: int) -> str:
    first = date.fromisocalendar(year, week, 1)
    last = first + timedelta(days=6)
    from_day = f"{first.day}" if first.month == last.month else f"{first.day}/{first.month}"
    return f"tuần {week}/{year} ({from_day}–{last.day}/{last.month})"


def _quarter(year: int, quarter: int) -> str:
    return f"quý {_QUARTERS[quarter - 1]}/{year}"


# How many words of a period, at most, a title may end with: "6 tháng đầu năm".
_LONGEST = 4
_EACH = ("hằng", "hàng", "mỗi")
_WORDS = {
    Cadence.WEEKLY: _Words(_week, lambda year, week: f"tuần {week}/{year}"),
    Cadence.MONTHLY: _Words(
        lambda year, month: f"tháng {month}/{year}",
        lambda year, month: f"{month:02}/{year}",
    ),
    Cadence.QUARTERLY: _Words(_quarter, _quarter),
    Cadence.HALF_YEARLY: _Words(
        lambda year, half: f"6 tháng {_HALVES[half - 1]} năm {year}",
        lambda year, half: f"6T {_HALVES[half - 1]} {year}",
    ),
    Cadence.YEARLY: _Words(
        lambda year, _: f"năm {year}",
        lambda year, _: f"{year}",
    ),
}


def period_of(name: str) -> str:
    """tuần 51/2026 (14–20/12) · tháng 12/2026 · quý IV/2026 · 6 tháng đầu năm 2026 · năm 2026; of a file its code;
    empty for what comes once."""
    cadence = cadence_of(name)
    if cadence is Cadence.PER_CASE:
        return name[:_CODE]
    words = _WORDS.get(cadence)
    return words.full(*parts_of(name)) if words else ""


def which_of(name: str) -> str:
    """What tells a task from the others of its requirement: its period, or the code of a citizen file."""
    return name if cadence_of(name) is Cadence.PER_CASE else period_of(name)


def before(title: str, named: str) -> str:
    """A title as it stands before its period: what its end and the period's beginning both say is said once, as of
    “Báo cáo hằng quý” before “quý IV/2026”."""
    words = title.split()
    for count in range(min(len(words) - 1, _LONGEST), 0, -1):
        if named.lower().startswith(" ".join(words[-count:]).lower() + " "):
            return " ".join(_without_each(words[:-count]))
    return title


def _without_each(words: list[str]) -> list[str]:
    return words[:-1] if len(words) > 1 and words[-1].lower() in _EACH else words


def period_in_a_cell(name: str) -> str:
    """tuần 51/2026 · 12/2026 · quý IV/2026 · 6T đầu 2026 · 2026; empty for what comes once, and for a case."""
    words = _WORDS.get(cadence_of(name))
    return words.short(*parts_of(name)) if words else ""


def period_named(name: str) -> str:
    """As in a sentence; a day and the code of a case stay as they are."""
    return period_of(name) or name
