"""What a head did about a silent task besides deciding: talked, or phoned. It changes nothing else."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.actor import Actor
from models.changes.common import agency_of, check
from models.ledger import record
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import LedgerEntry, Task

TALKED, PHONED = "talked", "phoned"


def note(session: Session, actor: Actor, now: datetime, task: Task, what: str) -> None:
    """Records it, once a task. Raises Refused."""
    check(session, actor, now, task, Change.EXTEND)
    there = select(LedgerEntry.id).where(
        col(LedgerEntry.task_id) == task.id,
        LedgerEntry.change == what,
        LedgerEntry.agency_id == task.agency_id,
    )
    if session.exec(there).first() is not None:
        raise Refused(Reason.GONE)
    record(session, agency_of(session, task), what, actor, now, task)
