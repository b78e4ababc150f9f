"""A requirement does not apply this time: for one of its open tasks, or for all of them."""

from jobs.forms import choices, reading
from jobs.forms.form import Filling, FormKind, FormStep, Option, Saved
from models.changes.adjusting import Basis
from models.changes.waiving import waive_all
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.rules.permissions import Configuring
from models.tables import Task, Unit


def open_tasks_of(filling: Filling) -> list[Task]:
    """The tasks of the requirement that may be waived."""
    return choices.tasks_to(Change.WAIVE, filling)


def options(filling: Filling) -> list[Option]:
    tasks = open_tasks_of(filling)
    each = [Option(str(task.id), _named(filling, task)) for task in tasks]
    return [*each, Option(choices.ALL)] if len(tasks) > 1 else each


def _named(filling: Filling, task: Task) -> str:
    unit = filling.session.get_one(Unit, task.unit_id)
    return f"{unit.short} · {task.due_on:%d/%m/%Y}"


def _in_words(filling: Filling, value: str) -> str:
    """Also once it is waived, and offered no more; all of them are named by the texts."""
    return "" if value == choices.ALL else _named(filling, filling.session.get_one(Task, int(value)))


def chosen(filling: Filling) -> list[Task]:
    """The tasks that were chosen and still may be waived."""
    wanted = filling.text("task")
    return [task for task in open_tasks_of(filling) if wanted in (choices.ALL, str(task.id))]


def _save(filling: Filling, choice: str) -> Saved:
    tasks = chosen(filling)
    if not tasks:
        raise Refused(Reason.GONE)
    adjustment = waive_all(filling.act, tasks, Basis(words=filling.text("reason")))
    return Saved(adjustment.id, {"tasks": len(tasks)})


WAIVE = FormKind(
    name="waive",
    needs=Configuring.WAIVE,
    steps=(FormStep("task", options=options, shown=_in_words), FormStep("reason", read=reading.reason)),
    save=_save,
    review=lambda filling: len(chosen(filling)),
    prefill=choices.of_a_task,
    parent="requirements",
)
