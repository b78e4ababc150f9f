"""The tasks that words name."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from models.rules.reading.naming import Nameable, named
from models.tables import Requirement, Task


def named_tasks(session: Session, tasks: Sequence[Task], words: str, today: date) -> list[Task]:
    """Those of these tasks that words name: the caption of a file, or its name."""
    return [tasks[n] for n in named(words, [_nameable(session, task) for task in tasks], today)]


def _nameable(session: Session, task: Task) -> Nameable:
    requirement = session.get_one(Requirement, task.requirement_id)
    return Nameable(
        task.period, requirement.code.partition("-")[0], f"{requirement.title} {requirement.short}"
    )
