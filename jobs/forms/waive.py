"""A requirement does not apply this time: for one of its open tasks, or for all of them."""

from sqlmodel import col, select

from jobs.forms import reading
from jobs.forms.form import Filling, FormKind, Option, Saved, Step
from jobs.forms.requirement import editing
from models.changes.adjusting import Basis
from models.changes.waiving import waive_all
from models.refused import Reason, Refused
from models.rules.lifecycle import ALLOWED, Change
from models.rules.permissions import Configuring
from models.tables import Task, Unit

ALL = "all"


def open_tasks_of(filling: Filling) -> list[Task]:
    """The tasks of the requirement that may be waived, nearest due day first."""
    requirement = editing(filling)
    if requirement is None:
        return []
    found = select(Task).where(
        Task.requirement_id == requirement.id, col(Task.state).in_(ALLOWED[Change.WAIVE])
    )
    return list(filling.session.exec(found.order_by(col(Task.due_on), col(Task.unit_id))).all())


def options(filling: Filling) -> list[Option]:
    tasks = open_tasks_of(filling)
    each = [Option(str(task.id), _named(filling, task)) for task in tasks]
    return [*each, Option(ALL)] if len(tasks) > 1 else each


def _named(filling: Filling, task: Task) -> str:
    unit = filling.session.get_one(Unit, task.unit_id)
    return f"{unit.short} · {task.due_on:%d/%m/%Y}"


def chosen(filling: Filling) -> list[Task]:
    """The tasks that were chosen and still may be waived."""
    wanted = filling.text("task")
    return [task for task in open_tasks_of(filling) if wanted in (ALL, str(task.id))]


def _prefill(filling: Filling) -> dict[str, str]:
    """From a task's own button: which one it is."""
    task = filling.session.get(Task, filling.number("about") or 0)
    if task is None or task.agency_id != filling.person.agency_id:
        return {}
    return {"requirement": str(task.requirement_id), "task": str(task.id)}


def _save(filling: Filling, choice: str) -> Saved:
    tasks = chosen(filling)
    if not tasks:
        raise Refused(Reason.GONE)
    basis = Basis(words=filling.text("reason"))
    adjustment = waive_all(filling.act, tasks, basis)
    return Saved(adjustment.id, {"tasks": len(tasks)})


WAIVE = FormKind(
    name="waive",
    needs=Configuring.WAIVE,
    steps=(Step("task", options=options), Step("reason", read=reading.line)),
    save=_save,
    review=lambda filling: len(chosen(filling)),
    prefill=_prefill,
    parent="requirements",
)
