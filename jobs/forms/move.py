"""A deadline moves: which requirement, which period, to which day and hour, by which letter."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from jobs.forms import basis, choices, reading
from jobs.forms.form import NONE, Filling, FormKind, FormStep, Option, Saved, fingerprint, fixed
from jobs.forms.manage import find
from jobs.forms.order import DUE, HOUR, deadline
from jobs.forms.requirement import editing
from jobs.messages.facts import Named
from jobs.messages.gather import named
from models.administering import may_do
from models.calendar import office_hours
from models.changes.move_telling import concerned
from models.changes.moving import move, move_from_now_on
from models.redating import follows
from models.refused import Reason, Refused
from models.rules.cadence import RECURRING
from models.rules.due_day import due_of
from models.rules.lifecycle import ALLOWED, Change
from models.rules.permissions import Configuring
from models.tables import Ladder, Person, Requirement, Rung, RungState, Task, Unit

THIS, ON = "this", "on"
NOW, MORNING = "now", "morning"
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class MoveReview:
    """What saving would do: how many tasks move and who is told, from which days; reminders planned for the coming
    week; whether it is earlier for any."""

    tasks: int
    people: tuple[Named, ...]
    old: tuple[str, ...]
    new: str
    reminders: int
    earlier: bool
    from_now_on: bool


def _requirements(filling: Filling) -> list[Requirement]:
    """Those that have something to move."""
    alive = set(
        filling.session.exec(
            select(Task.requirement_id).where(
                Task.agency_id == filling.person.agency_id, col(Task.state).in_(ALLOWED[Change.EXTEND])
            )
        ).all()
    )
    return [each for each in choices.requirements(filling) if each.id in alive]


def _tasks(filling: Filling) -> list[Task]:
    """The tasks of the requirement that may move, nearest first."""
    return _movable(filling, choices.tasks_to(Change.EXTEND, filling))


def _movable(filling: Filling, tasks: list[Task]) -> list[Task]:
    """A head's own units', an admin's all."""
    return [
        each
        for each in tasks
        if may_do(filling.session, filling.person, Configuring.MOVE, filling.today, each.unit_id)
    ]


def _periods(filling: Filling) -> list[Option]:
    days = {task.period: due_of(task).on for task in reversed(_tasks(filling))}
    nearest_first = sorted(days.items(), key=lambda each: each[1])
    return [Option(period, f"· {due:%d/%m/%Y}") for period, due in nearest_first]


def _of_period(filling: Filling) -> list[Task]:
    wanted = filling.text("period") or next((each.value for each in _periods(filling)), "")
    return [each for each in _tasks(filling) if each.period == wanted]


def _own(filling: Filling) -> list[Task]:
    """The chosen tasks of the requirement."""
    wanted = filling.text("task") or choices.ALL
    return [each for each in _of_period(filling) if wanted in (choices.ALL, str(each.id))]


def _others(filling: Filling) -> list[Requirement]:
    """What the same letter may move as well: of the same criterion first, then what is due next."""
    own = editing(filling)
    about = own.criterion_code if own is not None else None
    others = [each for each in _requirements(filling) if str(each.id) != filling.text("requirement")]
    due = {requirement_id: due_of(tasks[0]).on for requirement_id, tasks in _nearest(filling).items()}
    movable = (each for each in others if each.id in due)
    return sorted(movable, key=lambda each: (each.criterion_code != about, due[each.id or 0]))


def _offered(filling: Filling) -> list[Option]:
    return choices.listed(filling, _others(filling))


def _named(filling: Filling, picked: list[str]) -> str:
    called = {each.value: each.label for each in _offered(filling)}
    return "; ".join(called[each] for each in picked if each in called)


def _along(filling: Filling) -> list[Task]:
    """The nearest tasks of what the same letter moves as well; what is due then already stays as it is."""
    picked = filling.get("also") or []
    if not picked:
        return []
    nearest, own = _nearest(filling), filling.text("requirement")
    each_of = [nearest.get(int(each), []) for each in picked if each != own]
    return [task for tasks in each_of for task in tasks if due_of(task) != deadline(filling)]


def _nearest(filling: Filling) -> dict[int, list[Task]]:
    """By requirement the tasks that may move of its period that is due next."""
    alive = select(Task).where(
        Task.agency_id == filling.person.agency_id, col(Task.state).in_(ALLOWED[Change.EXTEND])
    )
    found: dict[int, list[Task]] = {}
    tasks = filling.session.exec(alive.order_by(col(Task.due_on), col(Task.unit_id))).all()
    for task in _movable(filling, list(tasks)):
        same = found.setdefault(task.requirement_id, [task])
        if task is not same[0] and task.period == same[0].period:
            same.append(task)
    return found


def chosen(filling: Filling) -> list[Task]:
    """The tasks that would move."""
    return _own(filling) + _along(filling)


def _units(filling: Filling) -> list[Option]:
    tasks = _of_period(filling)
    named = [Option(str(task.id), filling.session.get_one(Unit, task.unit_id).short) for task in tasks]
    return [Option(choices.ALL), *named] if len(tasks) > 1 else named


def _may_set_rule(filling: Filling) -> bool:
    """What recurs as the chosen period does may be due by another rule from now on."""
    requirement = editing(filling)
    return (
        requirement is not None
        and requirement.cadence in RECURRING
        and all(follows(task, requirement) for task in _own(filling))
        and not filling.get("also")
        and may_do(filling.session, filling.person, Change.MOVE_RULE, filling.today)
    )


def _is_rule(filling: Filling) -> bool:
    return filling.text("scope") == ON and _may_set_rule(filling)


def _is_after_hours(filling: Filling) -> bool:
    return not office_hours(filling.agency).is_open(filling.now, filling.calendar)


def _review(filling: Filling) -> MoveReview | None:
    tasks = chosen(filling)
    if not tasks:
        return None
    hours = office_hours(filling.agency)
    new, olds = deadline(filling), [due_of(task) for task in tasks]
    told = concerned(filling.session, tasks, filling.today, filling.person.id)
    return MoveReview(
        tasks=len(tasks),
        people=tuple(named(filling.session.get_one(Person, person_id)) for person_id in told),
        old=tuple(dict.fromkeys(reading.spelled(due) for due in olds)),
        new=reading.spelled(new),
        reminders=_planned(filling, tasks),
        earlier=any(new.moment(hours) < due.moment(hours) for due in olds),
        from_now_on=_is_rule(filling),
    )


def _planned(filling: Filling, tasks: list[Task]) -> int:
    """Reminders up to the due day of these tasks that are planned within a week."""
    found = select(Rung.id).where(
        col(Rung.task_id).in_([task.id for task in tasks]),
        col(Rung.ladder).in_((Ladder.DEADLINE, Ladder.PIECE)),
        Rung.state == RungState.PLANNED,
        Rung.offset <= 0,
        col(Rung.speak_at) <= filling.now + _A_WEEK,
    )
    return len(filling.session.exec(found).all())


def _base(filling: Filling) -> str:
    """How the chosen tasks are due now."""
    stand = [[task.id, str(due_of(task)), task.state] for task in _tasks(filling) + _along(filling)]
    return fingerprint(stand) if filling.has("requirement") else ""


def _save(filling: Filling, choice: str) -> Saved:
    tasks = chosen(filling)
    if not tasks:
        raise Refused(Reason.GONE)
    due = deadline(filling)
    how = move_from_now_on if _is_rule(filling) else move
    at_once = filling.text("when") == NOW
    adjustment = how(filling.act, tasks, due.on, due.hour, basis.basis_of(filling), at_once)
    return Saved(adjustment.id, {"tasks": len(tasks)})


MOVE = FormKind(
    name="move",
    needs=Configuring.MOVE,
    steps=(
        FormStep(
            "requirement",
            options=lambda filling: choices.listed(filling, _requirements(filling)),
            read=lambda filling, words: find(filling, _requirements(filling), words),
            resets=("period", "task"),
            targets=True,
        ),
        FormStep(
            "period",
            options=_periods,
            asked=lambda filling: len(_periods(filling)) > 1,
            shown=lambda filling, period: "",
            resets=("task",),
        ),
        FormStep("task", options=_units, asked=lambda filling: len(_of_period(filling)) > 1),
        DUE,
        HOUR,
        FormStep("also", options=_offered, many=True, shown=_named, targets=True),
        FormStep("scope", options=fixed(THIS, ON), asked=_may_set_rule),
        FormStep("basis", read=basis.typed, is_file=True, shown=basis.shown),
        FormStep("when", options=fixed(MORNING, NOW), asked=_is_after_hours),
    ),
    save=_save,
    review=_review,
    base=_base,
    prefill=lambda filling: {"hour": NONE, "also": [], "scope": THIS} | choices.of_a_task(filling),
)
