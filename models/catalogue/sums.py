"""What the points of a year add up to, and what no criterion accounts for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.catalogue.document import AreaEntry, CriteriaSetEntry, CriterionEntry, ResultEntry


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
    """What criteria add up to; one without a result counts for its most only."""
    listed = list(criteria)
    return _sums(listed, [each.result for each in listed if each.result])


def of_areas(areas: Iterable[AreaEntry]) -> Sums:
    listed = list(areas)
    return _sums(listed, listed)


def _sums(
    entries: Sequence[CriterionEntry] | Sequence[AreaEntry],
    results: Sequence[ResultEntry] | Sequence[AreaEntry],
) -> Sums:
    return Sums(
        _total(each.max for each in entries),
        _total(each.awarded for each in results),
        _total(each.lost for each in results),
    )


def _total(points: Iterable[Decimal | None]) -> Decimal:
    return sum(filter(None, points), Decimal(0))


def undescribed(criteria_set: CriteriaSetEntry) -> list[AreaEntry]:
    """The areas of which no criterion is known."""
    described = {each.area for each in criteria_set.criteria}
    return [area for area in criteria_set.areas if area.code not in described]


def gaps(criteria_set: CriteriaSetEntry) -> list[PointsGap]:
    """Where the points of the year and of its areas are not what lies below them.

    The year against its areas (most, awarded, lost), and lost points against the criteria that explain them.
    """
    areas, criteria = of_areas(criteria_set.areas), criteria_set.criteria
    found = [
        PointsGap(None, "max", criteria_set.scored_max or areas.max, areas.max),
        PointsGap(None, "awarded", criteria_set.awarded or areas.awarded, areas.awarded),
        PointsGap(None, "lost", criteria_set.lost or areas.lost, of_criteria(criteria).lost),
    ]
    for area in criteria_set.areas:
        lost = of_criteria(each for each in criteria if each.area == area.code).lost
        found.append(PointsGap(area.code, "lost", area.lost or lost, lost))
    return [gap for gap in found if gap.missing]
