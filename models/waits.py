"""What a task waits for: which superior, since when, by which outgoing document."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from models.rules.lifecycle import State
from models.tables import Ladder, Rung, Task

_BETWEEN = " · "


@dataclass(frozen=True)
class Wait:
    """`document` is "" where nothing in writing has gone out yet."""

    superior: str
    document: str
    since: date


def spelled(superior: str, document: str) -> str:
    """As a task keeps it: "Sở Nội vụ · 25/TTr-UBND ngày 16/01/2026"."""
    return _BETWEEN.join(part for part in (superior, document) if part)


def wait_of(session: Session, task: Task) -> Wait | None:
    """What a task waits for now; None while it waits for nobody above."""
    if task.state is not State.WAITING:
        return None
    superior, _, document = task.waiting_for.partition(_BETWEEN)
    asked_from = select(func.max(col(Rung.anchor_on))).where(
        Rung.task_id == task.id, Rung.ladder == Ladder.WAITING
    )
    return Wait(superior, document, session.exec(asked_from).one())
