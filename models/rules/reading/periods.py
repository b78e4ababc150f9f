"""The reporting period that a reply names: "báo cáo tháng 11" is 2026-11, "báo cáo tuần 51" 2026-W51."""

import re
from datetime import date

from models.rules.cadence import Cadence, a_year, name_of, period
from models.rules.reading.days import FAR, ROMAN
from models.rules.reading.lexicon import patterns

_RE = patterns("periods")
_NUMBERS = ROMAN | {"đầu": 1, "cuoi": 2}
_LENGTHS = (
    ("month", Cadence.MONTHLY, 1),
    ("quarter", Cadence.QUARTERLY, 3),
    ("half", Cadence.HALF_YEARLY, 6),
)


def find_period(line: str, today: date) -> str | None:
    """The first period named after a report in a folded line; without a year the nearest to today."""
    return named_period(line, today, after_a_report=True)


def named_period(line: str, today: date, *, after_a_report: bool = False) -> str | None:
    """The first period named anywhere in a folded line; without a year the nearest to today."""
    line = f" {line} "
    named = [
        match
        for match in _RE.named.finditer(line)
        if not after_a_report or _RE.reported.search(line, max(0, match.start() - FAR), match.start())
    ]
    return next(filter(None, (_spelled(match, today) for match in named)), None)


def _spelled(match: re.Match[str], today: date) -> str | None:
    if match["week"]:
        return _week(int(match["week"]), match["weekyear"], today)
    for name, cadence, months in _LENGTHS:
        if said := match[name]:
            part = _NUMBERS.get(said) or int(said)
            year = int(match.groupdict().get(f"{name}year") or _nearest_year(months * part, today))
            return name_of(cadence, year, part) if 1 <= part <= 12 // months else None
    return name_of(Cadence.YEARLY, int(match["whole"]))


def _week(number: int, year: str | None, today: date) -> str | None:
    """The week of that number, without a year the nearest; a year of 52 weeks has no 53rd."""
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    weeks = [each for each in years if 1 <= number <= a_year(Cadence.WEEKLY, each)]
    named = [name_of(Cadence.WEEKLY, each, number) for each in weeks]
    return min(named, key=lambda name: abs(period(name).last_on - today), default=None)


def _nearest_year(month: int, today: date) -> int:
    """The year whose month of that number lies nearest; of two alike the past one."""
    now = today.year * 12 + today.month
    years = (today.year - 1, today.year, today.year + 1)
    return min(years, key=lambda year: abs(year * 12 + month - now))
