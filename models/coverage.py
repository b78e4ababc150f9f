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
    found = [
        Uncovered(
            requirement=each,
            unit=session.get_one(Unit, each.unit_id),
            points=criterion.max if (criterion := criterion_of(session, each, year)) else None,
            gaps=gaps,
        )
        for each in session.exec(living.order_by(Requirement.code))
        if (gaps := _gaps(session, each))
    ]
    return sorted(found, key=lambda each: (each.points is None, -(each.points or 0)))


def _gaps(session: Session, requirement: Requirement) -> tuple[Gap, ...]:
    """Of a group each member unit needs its own officer and head."""
    units = units_of(session, requirement)
    lacks = {
        Gap.PERSON: any(not _has_officer(session, requirement, unit) for unit in units),
        Gap.DATE: recurs(requirement) and not requirement.due_rule,
        Gap.ITEMS: not _has_items(session, requirement),
        Gap.HEAD: any(not holding(session, unit.agency_id, Role.HEAD, unit.id) for unit in units),
    }
    return tuple(gap for gap, lacking in lacks.items() if lacking)


def _has_officer(session: Session, requirement: Requirement, unit: Unit) -> bool:
    officer = responsible_for(session, requirement, unit.id or 0)
    return officer is not None and officer.deactivated_at is None


def _has_items(session: Session, requirement: Requirement) -> bool:
    required = select(ChecklistItem.id).where(
        ChecklistItem.requirement_id == requirement.id, col(ChecklistItem.required)
    )
    return session.exec(required).first() is not None
