"""What a head did about a silent task besides deciding: talked, or phoned. It changes nothing else."""

from sqlmodel import col, select

from models.actor import Act
from models.changes.common import check
from models.ledger import record
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import LedgerEntry, Task


def note(act: Act, task: Task, what: Change) -> None:
    """Records it, once a task. Raises Refused."""
    check(act, task, Change.EXTEND)
    there = select(LedgerEntry.id).where(
        col(LedgerEntry.task_id) == task.id,
        LedgerEntry.change == what,
        LedgerEntry.agency_id == task.agency_id,
    )
    if act.session.exec(there).first() is not None:
        raise Refused(Reason.GONE)
    record(act, what, task)
