"""What still lacks a person, a day, items or a head, as facts."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import PER_SCREEN, TO_ZALO, Message
from models.coverage import Gap, Uncovered, uncovered
from models.kinds import Kind
from models.rules.cadence import Cadence
from models.rules.zone import day_of
from models.tables import Notification


@dataclass(frozen=True)
class Lacking:
    """One requirement; `points`: what its criterion is worth in the year, None if unknown."""

    criterion: str | None
    points: Decimal | None
    short: str
    cadence: Cadence
    unit: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, kw_only=True)
class Coverage(Message):
    """To the admin: the requirements that cannot be followed as they should, most points first."""

    lacking: tuple[Lacking, ...]
    gaps: frozenset[Gap]
    more: int = 0
    anchor: str | None = None


@composes(Kind.COVERAGE)
def coverage(session: Session, row: Notification, now: datetime) -> Coverage | None:
    """None when nothing is lacking any more."""
    found = uncovered(session, row.agency_id, day_of(now).year)
    if not found:
        return None
    shown = found[:PER_SCREEN]
    return Coverage(
        choices=TO_ZALO,
        lacking=tuple(map(_lacking, shown)),
        gaps=frozenset(gap for each in found for gap in each.gaps),
        more=len(found) - len(shown),
        anchor=row.facts.get("anchor"),
    )


def _lacking(found: Uncovered) -> Lacking:
    return Lacking(
        criterion=found.requirement.criterion_code,
        points=found.points,
        short=found.requirement.short,
        cadence=found.requirement.cadence,
        unit=found.unit.short,
        gaps=found.gaps,
    )
