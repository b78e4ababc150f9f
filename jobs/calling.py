"""How a task is called outside the chat: requirement/period, and its unit where that is not the leading one."""

from sqlmodel import Session, col, select

from jobs.messages.ones_own import UNLISTED
from models.tables import Agency, Requirement, Task, Unit


def name_of(session: Session, task: Task) -> str:
    """7.5-bao-cao-tthc-thang/2026-12 · 1.1-ke-hoach/2026/VHXH"""
    requirement = session.get_one(Requirement, task.requirement_id)
    leads = task.unit_id == requirement.unit_id
    unit = () if leads else (session.get_one(Unit, task.unit_id).code,)
    return "/".join((requirement.code, task.period, *unit))


def tasks_called(session: Session, agency: Agency, name: str) -> list[Task]:
    """The tasks of that name; without a period those of the requirement that are still open."""
    code, period, unit = (*name.split("/", 2), "", "")[:3]
    found = (
        select(Task)
        .join(Requirement, col(Requirement.id) == Task.requirement_id)
        .join(Unit, col(Unit.id) == Task.unit_id)
        .where(Task.agency_id == agency.id, Requirement.code == code)
    )
    found = found.where(Task.period == period) if period else found.where(col(Task.state).not_in(UNLISTED))
    if unit:
        found = found.where(Unit.code == unit.upper())
    return list(session.exec(found.order_by(col(Task.due_on), col(Task.id))))
