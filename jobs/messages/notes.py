"""What was said beside a file, or passed on, of a task: its reviewer reads it too."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from jobs.messages.facts import Named
from jobs.messages.gather import person_named
from models.tables import Confirmation, How, Statement, StatementKind, Task

_MOST = 3


@dataclass(frozen=True)
class NoteFacts:
    """The words, by whom and when; `passed_on`: they are somebody else's."""

    by: Named
    at: datetime
    words: str
    passed_on: bool


def notes_of(session: Session, task: Task) -> tuple[NoteFacts, ...]:
    """The latest that stand, oldest first."""
    noted = select(Statement).where(
        Statement.task_id == task.id,
        col(Statement.taken_back_at).is_(None),
        or_(Statement.kind == StatementKind.NOTE, Statement.how == How.FILE),
    )
    captions = select(Confirmation).where(
        Confirmation.task_id == task.id,
        col(Confirmation.taken_back_at).is_(None),
        Confirmation.how == How.FILE,
    )
    found: list[Statement | Confirmation] = [*session.exec(noted), *session.exec(captions)]
    found = sorted((each for each in found if each.words), key=lambda each: each.said_at)[-_MOST:]
    return tuple(
        NoteFacts(
            by=person_named(session, each.person_id),
            at=each.said_at,
            words=each.words or "",
            passed_on=isinstance(each, Statement) and each.how is not How.FILE,
        )
        for each in found
    )
