"""What is in the way of a task, as its officer said it, until it is settled."""

from sqlmodel import Session, col, select

from models.kept import RowsBy
from models.people import last_confirmation
from models.rules.lifecycle import ACTIVE, State
from models.tables import How, Statement, StatementKind, Task

_SAID = RowsBy(
    Task,
    Statement.task_id,
    select(Statement)
    .where(Statement.kind == StatementKind.OBSTACLE, col(Statement.taken_back_at).is_(None))
    .order_by(col(Statement.id)),
)


def obstacle_of(session: Session, task: Task) -> Statement | None:
    """The newest that stands: said of a task that is still to be done, or short of evidence since its last receipt,
    and not cleared."""
    said = _SAID.of(session, task.id) if task.state in ACTIVE else []
    if not said or said[-1].cleared_at is not None:
        return None
    receipt = last_confirmation(session, task) if task.state is State.CLAIMED else None
    return None if receipt and receipt.processed_at >= said[-1].processed_at else said[-1]


def own_words(statement: Statement) -> str:
    """What the person wrote, who may have pressed a button only; "" also once it was blanked."""
    return "" if statement.how is How.BUTTON else statement.words or ""
