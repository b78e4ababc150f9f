"""What a task is worth: its criterion, what it can lose, what was lost before and why."""

from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, select

from models.kept import kept
from models.rules import scoring
from models.rules.cadence import Cadence, a_year, cadence_of
from models.tables import CriteriaSet, Criterion, Requirement, Result, Task

_READS = (CriteriaSet, Criterion, Result, Requirement)


@dataclass(frozen=True)
class Loss:
    """What a criterion lost in the newest scored year before the task's own."""

    year: int
    points: Decimal
    opinion: str
    cause: str


@dataclass(frozen=True)
class Worth:
    """The criterion of a task, the points of the year, what this occurrence alone can lose (None: unknown)."""

    criterion: str
    title: str
    maximum: Decimal
    at_stake: Decimal | None
    loss: Loss | None


def worth(session: Session, task: Task) -> Worth | None:
    """None for a requirement without a criterion, or one that no set describes."""
    key = (task.requirement_id, task.scoring_year, cadence_of(task.period))
    return kept(session, _READS, key, lambda: _read_worth(session, *key))


def _read_worth(session: Session, requirement_id: int, year: int, cadence: Cadence) -> Worth | None:
    requirement = session.get_one(Requirement, requirement_id)
    criterion = criterion_of(session, requirement, year)
    if criterion is None:
        return None
    return Worth(
        criterion=criterion.code,
        title=criterion.title,
        maximum=criterion.max,
        at_stake=_at_stake(session, requirement, criterion, cadence, year),
        loss=_loss(session, requirement, year),
    )


def criterion_of(session: Session, requirement: Requirement, year: int) -> Criterion | None:
    """Of the year's own set, else of the latest earlier one (DESIGN §2)."""
    return session.exec(
        select(Criterion)
        .join(CriteriaSet, col(CriteriaSet.id) == Criterion.set_id)
        .where(
            CriteriaSet.agency_id == requirement.agency_id,
            CriteriaSet.year <= year,
            Criterion.code == requirement.criterion_code,
        )
        .order_by(col(CriteriaSet.year).desc())
    ).first()


def _at_stake(
    session: Session, requirement: Requirement, criterion: Criterion, cadence: Cadence, year: int
) -> Decimal | None:
    """What one occurrence can lose: the share of one among all that a year holds. Of its own requirement so many
    as its own cadence gives, also where the requirement recurs otherwise since."""
    formula = criterion.formula
    if formula.get("kind") == "ratio" and formula.get("counts") != "occurrences":
        return None
    alike = session.exec(
        select(Requirement).where(
            Requirement.agency_id == requirement.agency_id,
            Requirement.criterion_code == criterion.code,
            col(Requirement.retired_at).is_(None),
        )
    )
    occurrences = sum(a_year(cadence if each.id == requirement.id else each.cadence, year) for each in alike)
    return scoring.at_stake(str(formula.get("kind")), criterion.max, max(1, occurrences))


def _loss(session: Session, requirement: Requirement, year: int) -> Loss | None:
    found = session.exec(
        select(CriteriaSet.year, Result)
        .join(Criterion, col(Criterion.set_id) == CriteriaSet.id)
        .join(Result, col(Result.criterion_id) == Criterion.id)
        .where(
            CriteriaSet.agency_id == requirement.agency_id,
            CriteriaSet.year < year,
            Criterion.code == requirement.criterion_code,
        )
        .order_by(col(CriteriaSet.year).desc())
    ).first()
    if found is None or not found[1].lost:
        return None
    set_year, result = found
    return Loss(set_year, result.lost, result.opinion, result.cause)
