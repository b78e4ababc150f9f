"""The tasks that words name, and those that are found by them."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from models.people import responsible
from models.rules.due_day import due_of
from models.rules.reading.naming import Nameable, named
from models.rules.searching import Findable, search
from models.tables import Requirement, Task, Unit


def named_tasks(session: Session, tasks: Sequence[Task], words: str, today: date) -> list[Task]:
    """Those of these tasks that words name: the caption of a file, or its name."""
    return [tasks[n] for n in named(words, [_nameable(session, task) for task in tasks], today)]


def _nameable(session: Session, task: Task) -> Nameable:
    requirement = session.get_one(Requirement, task.requirement_id)
    return Nameable(
        task.period, requirement.code.partition("-")[0], f"{requirement.title} {requirement.short}"
    )


def found_tasks(session: Session, tasks: Sequence[Task], words: str, today: date) -> list[Task]:
    """Those of these tasks of which all of these words hold: of the title, the criterion, the period, the day, the
    unit or the officer."""
    return [tasks[n] for n in search(words, [_findable(session, task) for task in tasks], today)]


def _findable(session: Session, task: Task) -> Findable:
    requirement, unit = session.get_one(Requirement, task.requirement_id), session.get_one(Unit, task.unit_id)
    officer = responsible(session, task)
    about = (requirement.title, requirement.short, requirement.code.partition("-")[0], unit.name, unit.short)
    return Findable(task.period, due_of(task).on, " · ".join((*about, officer.full_name if officer else "")))
