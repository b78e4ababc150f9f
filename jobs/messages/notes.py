"""What was said beside a file, or passed on, of a task: its reviewer reads it too."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, or_, select

from jobs.messages.facts import Named
from jobs.messages.gather import person_named
from models.tables import Confirmation, How, Statement, StatementKind, Task

_MOST = 3
# Asked of every card, so made once.
_NOTED = select(Statement).where(
    Statement.task_id == bindparam("task"),
    col(Statement.taken_back_at).is_(None),
    or_(Statement.kind == StatementKind.NOTE, Statement.how == How.FILE),
)
_CAPTIONS = select(Confirmation).where(
    Confirmation.task_id == bindparam("task"),
    col(Confirmation.taken_back_at).is_(None),
    Confirmation.how == How.FILE,
)


@dataclass(frozen=True)
class NoteFacts:
    """The words, by whom and when; `passed_on`: they are somebody else's."""

    by: Named
    at: datetime
    words: str
    passed_on: bool


def notes_of(session: Session, task: Task) -> tuple[NoteFacts, ...]:
    """The latest that stand, oldest first."""
    about = {"task": task.id}
    found: list[Statement | Confirmation] = [
        *session.exec(_NOTED, params=about),
        *session.exec(_CAPTIONS, params=about),
    ]
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
