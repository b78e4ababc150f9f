"""What a criterion earned in a year, where its formula and its tasks leave no doubt."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import Session

from models.reviews import last_review
from models.rules.cadence import Cadence, a_year
from models.rules.lifecycle import State
from models.rules.scoring import self_score
from models.tables import Criterion, Requirement, Task


def score_of(
    session: Session, criterion: Criterion, year: int, tasks: Sequence[tuple[Requirement, Task]]
) -> Decimal | None:
    """None while a task is under way or still to come, where one came late, and where the formula counts anything
    but what was handed in: nobody can say then."""
    formula = criterion.formula
    counts_others = formula.get("kind") == "ratio" and formula.get("counts") != "occurrences"
    if criterion.max is None or counts_others or not _is_whole(year, tasks):
        return None
    done = [_in_time(session, task) for _, task in tasks if task.state is not State.WAIVED]
    if any(each is None for each in done):
        return None
    return self_score(str(formula.get("kind")), criterion.max, [bool(each) for each in done])


def _is_whole(year: int, tasks: Sequence[tuple[Requirement, Task]]) -> bool:
    """Whether every period of the year has been opened."""
    requirements = {requirement.id: requirement for requirement, _ in tasks}
    opened = {each: {task.period for of, task in tasks if of.id == each} for each in requirements}
    return all(
        requirement.cadence is Cadence.PER_CASE or len(opened[each]) >= a_year(requirement.cadence, year)
        for each, requirement in requirements.items()
    )


def _in_time(session: Session, task: Task) -> bool | None:
    """Whether it was done and accepted in time; None where that is not settled, or is for the council to say."""
    if task.state is State.MISSED:
        return False
    review = last_review(session, task) if task.state is State.ACCEPTED else None
    return True if review is not None and not review.late_by and not review.late_minutes else None
