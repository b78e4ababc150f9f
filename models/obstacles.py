"""What is in the way of a task, as its officer said it, until it is settled."""

from sqlmodel import Session, col, select

from models.kept import RowsBy
from models.rules.lifecycle import State
from models.tables import How, Statement, StatementKind, Task

_SAID = RowsBy(
    Task,
    Statement.task_id,
    select(Statement)
    .where(Statement.kind == StatementKind.OBSTACLE, col(Statement.taken_back_at).is_(None))
    .order_by(col(Statement.id)),
)


def obstacle_of(session: Session, task: Task) -> Statement | None:
    """The newest that stands: said of a task that is still to be done, and not cleared."""
    said = _SAID.of(session, task.id) if task.state in (State.OPEN, State.RETURNED) else []
    return said[-1] if said and said[-1].cleared_at is None else None


def own_words(statement: Statement) -> str:
    """What the person wrote, who may have pressed a button only; "" also once it was blanked."""
    return "" if statement.how is How.BUTTON else statement.words or ""
