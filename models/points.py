"""What a task is worth: its criterion, what it can lose, what was lost before and why."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.kept import kept
from models.rules import scoring
from models.rules.cadence import Cadence, a_year, cadence_of
from models.tables import CriteriaSet, Criterion, Requirement, Result, Task

_SCORES = (CriteriaSet, Criterion, Result)
_READS = (*_SCORES, Requirement)
_SCORED = (
    select(CriteriaSet.year, Criterion, Result)
    .join(Criterion, col(Criterion.set_id) == CriteriaSet.id)
    .outerjoin(Result, col(Result.criterion_id) == Criterion.id)
    .where(CriteriaSet.agency_id == bindparam("agency"))
    .order_by(col(CriteriaSet.year).desc())
)
_IN_FORCE = select(Requirement.criterion_code, Requirement.id, Requirement.cadence).where(
    Requirement.agency_id == bindparam("agency"), col(Requirement.retired_at).is_(None)
)
# By year, newest first, a criterion and its result.
_Described: TypeAlias = list[tuple[int, Criterion, Result | None]]


@dataclass(frozen=True)
class Loss:
    """What a criterion lost in the newest scored year before the task's own; `lesson` says in one sentence why."""

    year: int
    points: Decimal
    opinion: str
    cause: str
    lesson: str = ""


@dataclass(frozen=True)
class Worth:
    """The criterion of a task, the points of the year and what this occurrence alone can lose (None: unknown, or
    there are none)."""

    criterion: str
    title: str
    maximum: Decimal | None
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
    """Of the year's own set, else of the latest earlier one (docs/design.md, Words)."""
    described = _described(session, requirement)
    return next((criterion for of_year, criterion, _ in described if of_year <= year), None)


def _at_stake(
    session: Session, requirement: Requirement, criterion: Criterion, cadence: Cadence, year: int
) -> Decimal | None:
    """What one occurrence can lose: the share of one among all that a year holds. Of its own requirement so many
    as its own cadence gives, also where the requirement recurs otherwise since."""
    formula = criterion.formula
    if formula.get("kind") == "ratio" and formula.get("counts") != "occurrences":
        return None
    alike = _alike(session, requirement.agency_id).get(criterion.code, [])
    occurrences = sum(a_year(cadence if each == requirement.id else its, year) for each, its in alike)
    return scoring.at_stake(str(formula.get("kind")), criterion.max, max(1, occurrences))


def _loss(session: Session, requirement: Requirement, year: int) -> Loss | None:
    described = _described(session, requirement)
    scored = ((of_year, result) for of_year, _, result in described if result is not None and of_year < year)
    set_year, result = next(scored, (0, None))
    if result is None or not result.lost:
        return None
    return Loss(set_year, result.lost, result.opinion, result.cause, result.lesson)


def _described(session: Session, requirement: Requirement) -> _Described:
    """The criterion of a requirement in each set that has it, with its result, the newest year first."""
    agency_id = requirement.agency_id
    sets = kept(session, _SCORES, agency_id, lambda: _read_scores(session, agency_id))
    return sets.get(requirement.criterion_code, [])


def _read_scores(session: Session, agency_id: int) -> dict[str | None, _Described]:
    found: dict[str | None, _Described] = defaultdict(list)
    for year, criterion, result in session.exec(_SCORED, params={"agency": agency_id}):
        found[criterion.code].append((year, criterion, result))
    return dict(found)


def _alike(session: Session, agency_id: int) -> dict[str | None, list[tuple[int | None, Cadence]]]:
    """The requirements in force, by criterion: the id and the cadence of each."""
    return kept(session, (Requirement,), agency_id, lambda: _read_alike(session, agency_id))


def _read_alike(session: Session, agency_id: int) -> dict[str | None, list[tuple[int | None, Cadence]]]:
    found: dict[str | None, list[tuple[int | None, Cadence]]] = defaultdict(list)
    for code, requirement_id, cadence in session.exec(_IN_FORCE, params={"agency": agency_id}):
        found[code].append((requirement_id, Cadence(cadence)))
    return dict(found)
