"""A year more: its set copied from the newest, what came once last year proposed anew, and what is to be confirmed.

Results stay with the year that they are of: what was lost last year is asked of that set (models/points.py). What
recurs by a rule needs nothing; what its items are checked for stays.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.catalogue.document import (
    Catalogue,
    CriteriaSetEntry,
    CriterionEntry,
    DayEntry,
    ItemEntry,
    RequirementEntry,
)
from models.catalogue.due import DueEntry
from models.catalogue.workbook.plan import is_planned
from models.rules.inspection.checks import Checks


class ToConfirm(StrEnum):
    """What the admin is asked to look at: a day that is proposed; what came once last year and is not proposed
    anew; a requirement whose criterion is gone; an opinion of the council that nothing is checked for yet; results
    that are not known; working days that are not decided."""

    DATE = "date"
    ONE_OFF = "one_off"
    CRITERION_GONE = "criterion_gone"
    OPINION = "opinion"
    RESULTS = "results"
    WORKING_DAYS = "working_days"


class NoRoll(StrEnum):
    """Why a year cannot be rolled."""

    EARLIER = "earlier"
    TOO_FAR = "too_far"
    DIFFERENT = "different"


class CannotRoll(Exception):
    """`newest`: the year of the newest set there is."""

    def __init__(self, why: NoRoll, year: int, newest: int) -> None:
        super().__init__(why)
        self.why, self.year, self.newest = why, year, newest


@dataclass(frozen=True)
class Asked:
    """One thing to confirm; `code` and `title` of a requirement or a criterion, empty where it is of the year."""

    what: ToConfirm
    code: str = ""
    title: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Rolled:
    """The whole catalogue with the year in it; `is_new`: it was not there before."""

    year: int
    catalogue: Catalogue
    asked: tuple[Asked, ...]
    is_new: bool


def newest_year(catalogue: Catalogue) -> int:
    """The year of the newest set."""
    return max(each.year for each in catalogue.sets)


def roll(catalogue: Catalogue, days: Sequence[DayEntry], year: int) -> Rolled:
    """The catalogue with this year, the one after the newest; a year that is there already, and still like the one
    before, stays as it is. Raises CannotRoll."""
    newest = newest_year(catalogue)
    if year > newest + 1:
        raise CannotRoll(NoRoll.TOO_FAR, year, newest)
    if year < newest:
        raise CannotRoll(NoRoll.EARLIER, year, newest)
    sets = {each.year: each for each in catalogue.sets}
    if year == newest and sets[year].copy_of is None:
        raise CannotRoll(NoRoll.DIFFERENT, year, newest)
    rolled = catalogue if year == newest else _with_year(catalogue, sets[newest])
    return Rolled(year, rolled, tuple(_asked(rolled, days, year)), is_new=year != newest)


def _with_year(catalogue: Catalogue, last: CriteriaSetEntry) -> Catalogue:
    year = last.year + 1
    added = CriteriaSetEntry(
        year=year,
        source=f"Chép từ bộ {last.year}, không kèm kết quả; chưa có bộ tiêu chí năm {year}.",
        copy_of=last.copy_of or last.year,
    )
    there = {each.code for each in catalogue.requirements}
    proposed = [_proposed(each, year) for each in catalogue.requirements if _comes_again(each, last.year)]
    new = [each for each in proposed if each.code not in there]
    return catalogue.model_copy(
        update={"sets": (*catalogue.sets, added), "requirements": (*catalogue.requirements, *new)}
    )


def _comes_again(entry: RequirementEntry, last: int) -> bool:
    """What a criterion wanted once last year; a plan of the year, and what somebody ordered, has no criterion."""
    return _is_once_in(entry, last) and entry.criterion is not None and not is_planned(entry.code)


def _is_once_in(entry: RequirementEntry, year: int) -> bool:
    return entry.due is not None and entry.due.date is not None and entry.due.date.year == year


def _proposed(entry: RequirementEntry, year: int) -> RequirementEntry:
    """The same a year later, by the same day of the year."""
    due = entry.due.date if entry.due and entry.due.date else date(year - 1, 12, 31)
    changed = {
        "code": f"{entry.code.removesuffix(f'-{year - 1}')}-{year}",
        "title": _a_year_on(entry.title, year),
        "short": _a_year_on(entry.short, year),
        "due": DueEntry(date=a_year_later(due)),
        "starts_on": a_year_later(entry.starts_on) if entry.starts_on else None,
        "items": tuple(_item(item, year) for item in entry.items),
        "status": "proposed",
        "reason": f"Đề xuất theo ngày {due:%d/%m/%Y} của năm trước; cơ quan cần xác nhận.",
    }
    return entry.model_copy(update=changed)


def _item(item: ItemEntry, year: int) -> ItemEntry:
    return item.model_copy(update={"title": _a_year_on(item.title, year)})


def _a_year_on(text: str, year: int) -> str:
    """A text that names last year names this one."""
    return re.sub(rf"\b{year - 1}\b", str(year), text)


def a_year_later(day: date) -> date:
    """The same day of the next year; of 29 February the day before."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year + 1)


def _asked(catalogue: Catalogue, days: Sequence[DayEntry], year: int) -> Iterator[Asked]:
    sets = {each.year: each for each in catalogue.sets}
    yield from _proposed_days(catalogue.requirements, year)
    yield from _one_offs(catalogue.requirements, year - 1)
    yield from _without_criterion(catalogue.requirements, sets[sets[year].copy_of or year])
    yield from _opinions(catalogue, year)
    if year - 1 not in sets or not _has_results(sets[year - 1]):
        yield Asked(ToConfirm.RESULTS)
    statuses = {day.status for day in days if day.day.year == year}
    if statuses != {"decided"}:
        yield Asked(ToConfirm.WORKING_DAYS)


def _proposed_days(requirements: Iterable[RequirementEntry], year: int) -> Iterator[Asked]:
    for each in requirements:
        if _is_once_in(each, year) and each.status == "proposed" and each.due:
            yield Asked(ToConfirm.DATE, each.code, each.title, each.due.date)


def _one_offs(requirements: Iterable[RequirementEntry], last: int) -> Iterator[Asked]:
    for each in requirements:
        if _is_once_in(each, last) and not _comes_again(each, last):
            yield Asked(ToConfirm.ONE_OFF, each.code, each.title)


def _without_criterion(requirements: Iterable[RequirementEntry], model: CriteriaSetEntry) -> Iterator[Asked]:
    known = {None, *(each.code for each in model.criteria)}
    for each in requirements:
        if each.criterion not in known:
            yield Asked(ToConfirm.CRITERION_GONE, each.code, each.title)


def _has_results(criteria_set: CriteriaSetEntry) -> bool:
    return any(each.result for each in criteria_set.criteria)


def _opinions(catalogue: Catalogue, year: int) -> Iterator[Asked]:
    """Criteria that lost points in the newest scored year and of which no document is checked for anything."""
    checked = {
        each.criterion
        for each in catalogue.requirements
        if any(item.checks != Checks() for item in each.items)
    }
    for criterion in _losing(catalogue.sets, year):
        if criterion.code not in checked:
            yield Asked(ToConfirm.OPINION, criterion.code, criterion.short)


def _losing(sets: Iterable[CriteriaSetEntry], year: int) -> list[CriterionEntry]:
    """Those that lost points in the newest year before this one that has results."""
    scored = [each for each in sets if each.year < year and _has_results(each)]
    newest = max(scored, key=lambda each: each.year).criteria if scored else ()
    return [each for each in newest if each.result and each.result.lost]
