"""What the points of a year add up to, and what no criterion accounts for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.catalogue.document import AreaEntry, CriteriaSetEntry, CriterionEntry
from models.rules.scoring import sum_of


@dataclass(frozen=True)
class Sums:
    """Points: the most, those awarded and those lost."""

    max: Decimal
    awarded: Decimal
    lost: Decimal


@dataclass(frozen=True)
class PointsGap:
    """Points that are given for a whole, and what its criteria account for; `area` is None for the year."""

    area: str | None
    what: str
    given: Decimal
    described: Decimal

    @property
    def missing(self) -> Decimal:
        return self.given - self.described


def of_criteria(criteria: Iterable[CriterionEntry]) -> Sums:
    """What criteria add up to: of one that has parts what it says itself, else what they add up to; one without a
    result counts for its most only."""
    listed = list(criteria)
    known = {each.code for each in listed}
    parts: dict[str | None, list[CriterionEntry]] = {}
    for each in listed:
        parts.setdefault(each.part_of if each.part_of in known else None, []).append(each)

    def total(of: str | None, points: Callable[[CriterionEntry], Decimal | None]) -> Decimal:
        own = ((each, points(each)) for each in parts.get(of, ()))
        return _total(total(each.code, points) if value is None else value for each, value in own)

    return Sums(
        total(None, lambda each: each.max),
        total(None, lambda each: each.result.awarded if each.result else None),
        total(None, lambda each: each.result.lost if each.result else None),
    )


def of_areas(areas: Iterable[AreaEntry]) -> Sums:
    listed = list(areas)
    return Sums(*(_total(getattr(each, name) for each in listed) for name in ("max", "awarded", "lost")))


def _total(points: Iterable[Decimal | None]) -> Decimal:
    return sum_of(filter(None, points))


def undescribed(criteria_set: CriteriaSetEntry) -> list[AreaEntry]:
    """The areas of which no criterion is known."""
    described = {each.area for each in criteria_set.criteria}
    return [area for area in criteria_set.areas if area.code not in described]


def gaps(criteria_set: CriteriaSetEntry) -> list[PointsGap]:
    """Where the points of the year and of its areas are not what lies below them.

    The year against its areas (most where each says it, awarded, lost), and lost points against the criteria that
    explain them.
    """
    of_each = (_gap_of(area, criteria_set.criteria) for area in criteria_set.areas)
    return [gap for gap in (*_gaps_of_the_year(criteria_set), *of_each) if gap.missing]


def _gaps_of_the_year(whole: CriteriaSetEntry) -> list[PointsGap]:
    areas = of_areas(whole.areas)
    all_known = all(area.max is not None for area in whole.areas)
    most = whole.scored_max if whole.scored_max and all_known else areas.max
    return [
        PointsGap(None, "max", most, areas.max),
        PointsGap(None, "awarded", whole.awarded or areas.awarded, areas.awarded),
        PointsGap(None, "lost", whole.lost or areas.lost, of_criteria(whole.criteria).lost),
    ]


def _gap_of(area: AreaEntry, criteria: Iterable[CriterionEntry]) -> PointsGap:
    lost = of_criteria(each for each in criteria if each.area == area.code).lost
    return PointsGap(area.code, "lost", area.lost or lost, lost)
