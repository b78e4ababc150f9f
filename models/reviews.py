"""Questions about reviews: what waits for whom, and what was said of it last."""

from datetime import date

from sqlalchemy import exists
from sqlmodel import Session, col, select

from models.checklist import handed_in, in_force, is_full
from models.people import reviewers
from models.rules.lifecycle import State
from models.tables import Evidence, Person, Review, Task, Verdict


def awaits_review(session: Session, task: Task) -> bool:
    """Whether its files wait for a verdict: submitted, or missed and handed in afterwards ("bổ sung sau")."""
    if task.state is State.SUBMITTED:
        return True
    return task.state is State.MISSED and is_complete(session, task) and not is_accepted(session, task)


def is_complete(session: Session, task: Task) -> bool:
    """Whether there are files, and the checklist is full."""
    return bool(handed_in(session, task)) and is_full(session, task)


def is_accepted(session: Session, task: Task) -> bool:
    """Whether the last verdict on it is an approval that still stands."""
    last = last_review(session, task)
    return last is not None and last.verdict is Verdict.ACCEPTED and last.voided_at is None


def last_review(session: Session, task: Task) -> Review | None:
    return session.exec(
        select(Review).where(Review.task_id == task.id).order_by(col(Review.id).desc())
    ).first()


def awaiting_verdict_of(session: Session, person: Person, today: date) -> list[Task]:
    """What this person may review now, the longest waiting first; but for citizen files, which have a list."""
    waiting = awaiting_verdict(session, person.agency_id)
    return [task for task in waiting if person.id in {each.id for each in reviewers(session, task, today)}]


def awaiting_verdict(session: Session, agency_id: int) -> list[Task]:
    """The same, whoever may review it."""
    handed_in = session.exec(
        select(Task).where(
            Task.agency_id == agency_id,
            col(Task.state).in_((State.SUBMITTED, State.MISSED)),
            ~col(Task.is_case),
            exists().where(col(Evidence.task_id) == Task.id),
        )
    ).all()
    waiting = [task for task in handed_in if awaits_review(session, task)]
    return sorted(waiting, key=lambda task: in_force(session, task)[-1].received_at)
