"""What still keeps a requirement from being followed: nobody to do it, no day, nothing to hand in, no head."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Session, col, select

from models.occurrences import recurs
from models.people import holding, responsible_for
from models.points import criterion_of
from models.tables import ChecklistItem, Requirement, Role, Unit
from models.units import units_of


class Gap(StrEnum):
    PERSON = "person"
    DATE = "date"
    ITEMS = "items"
    HEAD = "head"


@dataclass(frozen=True)
class Uncovered:
    """A requirement that lacks something; `points`: what its criterion is worth in the year, None if unknown."""

    requirement: Requirement
    unit: Unit
    points: Decimal | None
    gaps: tuple[Gap, ...]


def uncovered(session: Session, agency_id: int, year: int) -> list[Uncovered]:
    """The requirements in force that lack something, most points first, those of unknown points last."""
    living = select(Requirement).where(
        Requirement.agency_id == agency_id, col(Requirement.retired_at).is_(None)
    )
    with_items = set(session.exec(select(ChecklistItem.requirement_id).where(col(ChecklistItem.required))))
    found = []
    for each in session.exec(living.order_by(Requirement.code)).all():
        gaps = _gaps(session, each, each.id in with_items)
        if gaps:
            criterion = criterion_of(session, each, year)
            points = criterion.max if criterion else None
            found.append(Uncovered(each, session.get_one(Unit, each.unit_id), points, gaps))
    return sorted(found, key=lambda each: (each.points is None, -(each.points or 0)))


def _gaps(session: Session, requirement: Requirement, has_items: bool) -> tuple[Gap, ...]:
    """Of a group each member unit needs its own officer and head."""
    units = units_of(session, requirement)
    lacks = {
        Gap.PERSON: any(not _has_officer(session, requirement, unit) for unit in units),
        Gap.DATE: recurs(requirement) and not requirement.due_rule,
        Gap.ITEMS: not has_items,
        Gap.HEAD: any(not holding(session, unit.agency_id, Role.HEAD, unit.id) for unit in units),
    }
    return tuple(gap for gap, lacking in lacks.items() if lacking)


def _has_officer(session: Session, requirement: Requirement, unit: Unit) -> bool:
    officer = responsible_for(session, requirement, unit.id or 0)
    return officer is not None and officer.deactivated_at is None
