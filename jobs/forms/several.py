"""Several tasks at once: those that nobody has are given to somebody; those due before adoption do not apply."""

from collections.abc import Callable

from sqlmodel import col

from jobs.forms import choices, reading
from jobs.forms.form import Filling, FormKind, FormStep, Option, Saved
from jobs.messages.facts import TaskFacts
from jobs.messages.gather import by_due_day, hears_of, task_facts
from jobs.messages.morning import ranked
from jobs.messages.ones_own import to_settle_for
from models.administering import everywhere, may_do
from models.changes.common import check
from models.changes.handing import give_several
from models.changes.settling import settle_out
from models.kinds import Kind
from models.people import responsible, units_headed
from models.refused import Reason, Refused
from models.rules.lifecycle import ACTIVE, Change
from models.rules.permissions import Configuring
from models.staff import members, takers
from models.tables import Person, Requirement, Task, Unit


def unassigned(filling: Filling) -> list[Task]:
    """The active tasks that are nobody's, of the units that this person heads, or of which they hear as there is no
    head; nearest due day first."""
    session, person, today = filling.session, filling.person, filling.today
    headed = units_headed(session, person, today)
    active = by_due_day(session, Task.agency_id == person.agency_id, col(Task.state).in_(ACTIVE))
    nobodys = [task for task in active if responsible(session, task) is None]
    return [task for task in nobodys if task.unit_id in headed or hears_of(session, person, task, today)]


def _to_settle(filling: Filling) -> list[Task]:
    return ranked(filling.session, to_settle_for(filling.session, filling.person), filling.now)


def _picked(filling: Filling, tasks: list[Task]) -> list[Task]:
    """Those that were chosen and still wait."""
    wanted = filling.get("tasks") or []
    return [task for task in tasks if str(task.id) in wanted]


def _options(found: Callable[[Filling], list[Task]]) -> Callable[[Filling], list[Option]]:
    """All of them, and each by its short title and its due day."""

    def options(filling: Filling) -> list[Option]:
        tasks = found(filling)
        each = [Option(str(task.id), _named(filling, task)) for task in tasks]
        return [*choices.for_all(each), *each]

    return options


def _count(filling: Filling, picked: list[str]) -> str:
    return str(len(picked))


def _named(filling: Filling, task: Task) -> str:
    return f"{task.due_on:%d/%m} {filling.session.get_one(Requirement, task.requirement_id).short}"


def _check_may(filling: Filling) -> None:
    if not may_do(filling.session, filling.person, Configuring.REASSIGN, filling.today):
        raise Refused(Reason.NOT_ABOVE)


def _takers(filling: Filling, tasks: list[Task]) -> list[Person]:
    """Who may be given these tasks, of each of their units in turn; where nobody does its work, anybody there."""
    agency_id = filling.person.agency_id
    units = dict.fromkeys(task.unit_id for task in tasks)
    people = [each for unit_id in units for each in takers(filling.session, agency_id, unit_id)]
    if not any(each.id != filling.person.id for each in people):
        people += members(filling.session, agency_id, units)
    return list({each.id: each for each in people}.values())


def _people(filling: Filling) -> list[Option]:
    found = _takers(filling, _picked(filling, unassigned(filling)))
    units = {each.unit_id for each in found}
    return [Option(str(each.id), _of_unit(filling, each, len(units) > 1)) for each in found]


def _of_unit(filling: Filling, person: Person, named: bool) -> str:
    unit = filling.session.get(Unit, person.unit_id) if named and person.unit_id else None
    return f"{person.full_name} · {unit.short}" if unit else person.full_name


def _give(filling: Filling, choice: str) -> Saved:
    to, tasks = filling.the(Person, "officer"), _picked(filling, unassigned(filling))
    made = give_several(filling.act, tasks, to)
    return Saved(
        facts={"by": filling.person.id, "adjustments": [made.id]}, says=Kind.GIVEN, tasks=tuple(tasks)
    )


def _settle(filling: Filling, choice: str) -> Saved:
    """The whole list, in which those are settled now."""
    listed = _to_settle(filling)
    made = settle_out(filling.act, _picked(filling, listed), filling.text("reason"))
    unit = {} if everywhere(filling.session, filling.person) else {"unit": filling.person.unit_id}
    return Saved(facts=unit | {"adjustments": [made.id]}, says=Kind.TRIAGE, tasks=tuple(listed))


def _the_one(filling: Filling) -> Task:
    """Raises Refused."""
    return filling.the(Task, "about")


def _check_the_one(filling: Filling) -> None:
    check(filling.act, _the_one(filling), Change.NOT_APPLICABLE)


def _facts_of_the_one(filling: Filling, shown: list[Option]) -> TaskFacts:
    return task_facts(filling.session, _the_one(filling), filling.now)


def _settle_one(filling: Filling, choice: str) -> Saved:
    """The task's card, as it is now."""
    task = _the_one(filling)
    made = settle_out(filling.act, [task], filling.text("reason"))
    return Saved(facts={"adjustments": [made.id]}, says=Kind.CARD, tasks=(task,))


GIVE = FormKind(
    name="give",
    check=_check_may,
    steps=(
        FormStep(
            "tasks", options=_options(unassigned), many=True, least=1, shown=_count, resets=("officer",)
        ),
        FormStep("officer", options=_people),
    ),
    save=_give,
)
SETTLE = FormKind(
    name="settle",
    check=_check_may,
    steps=(
        FormStep("tasks", options=_options(_to_settle), many=True, least=1, shown=_count),
        FormStep("reason", read=reading.reason),
    ),
    save=_settle,
)
SETTLE_ONE = FormKind(
    name="settle_one",
    check=_check_the_one,
    steps=(FormStep("reason", read=reading.reason, about=_facts_of_the_one),),
    save=_settle_one,
)
