"""What several forms offer: criteria, units, people, requirements and tasks of one's own agency."""

from collections.abc import Callable

from sqlmodel import Session, col, select

from jobs.forms.form import Filling, FormStep, Option
from models.administering import everywhere
from models.catalogue.words import CADENCES
from models.people import units_headed
from models.rules.lifecycle import ALLOWED, Change
from models.tables import CriteriaSet, Criterion, Person, Requirement, Task, Unit, UnitMember

NOBODY = "0"
ALL = "all"


def for_all(each: list[Option]) -> list[Option]:
    """What stands for all of these, where they are several."""
    return [Option(ALL, covers=tuple(one.value for one in each))] if len(each) > 1 else []


def criteria(filling: Filling) -> list[Option]:
    """Those of the newest set, and none."""
    newest = filling.session.exec(
        select(CriteriaSet.id)
        .where(CriteriaSet.agency_id == filling.person.agency_id)
        .order_by(col(CriteriaSet.year).desc())
    ).first()
    found = filling.session.exec(
        select(Criterion).where(Criterion.set_id == newest).order_by(col(Criterion.id))
    )
    return [*(Option(each.code, f"{each.code} {each.short}") for each in found), Option(NOBODY)]


def _is_own(filling: Filling) -> Callable[[int], bool]:
    """Whether a unit is theirs to manage: every one for an admin."""
    if everywhere(filling.session, filling.person):
        return lambda unit_id: True
    headed = units_headed(filling.session, filling.person, filling.today)
    return lambda unit_id: unit_id in headed


def units(filling: Filling) -> list[Option]:
    """All units for an admin; their own for a head."""
    found = select(Unit).where(Unit.agency_id == filling.person.agency_id).order_by(col(Unit.id))
    is_own = _is_own(filling)
    return [Option(str(unit.id), unit.short) for unit in filling.session.exec(found) if is_own(unit.id or 0)]


def people(filling: Filling, unit_id: int | None) -> list[Option]:
    """The active people of a unit; of all units where none is given."""
    found = select(Person).where(
        Person.agency_id == filling.person.agency_id, col(Person.deactivated_at).is_(None)
    )
    if unit_id is not None:
        found = found.where(Person.unit_id == unit_id)
    return [
        Option(str(person.id), person.full_name)
        for person in filling.session.exec(found.order_by(Person.code))
    ]


def is_group(session: Session, unit_id: int | None) -> bool:
    """Whether a unit is a group, whose tasks open for each member."""
    return session.exec(select(UnitMember).where(UnitMember.group_id == unit_id)).first() is not None


def requirements(filling: Filling) -> list[Requirement]:
    """Those in force, in the order of their codes; for a head, of their own units."""
    found = select(Requirement).where(
        Requirement.agency_id == filling.person.agency_id, col(Requirement.retired_at).is_(None)
    )
    is_own = _is_own(filling)
    return [each for each in filling.session.exec(found.order_by(Requirement.code)) if is_own(each.unit_id)]


def called(filling: Filling, row: Requirement) -> str:
    """ "5.7 Báo cáo đào tạo", short enough for a button; with how often it comes, or whose it is, where another is
    called so."""
    return _called(row, requirements(filling))


def _called(row: Requirement, every: list[Requirement]) -> str:
    name, others = _short(row), [each for each in every if each.id != row.id]
    alike = [each for each in others if _short(each) == name]
    if not alike:
        return name
    cadence = often(row)
    return cadence if all(each.cadence is not row.cadence for each in alike) else row.title


def often(row: Requirement) -> str:
    """ "7.5 Báo cáo TTHC, hằng quý"."""
    return f"{_short(row)}, {CADENCES[row.cadence]}"


def _short(row: Requirement) -> str:
    return f"{row.criterion_code or ''} {row.short}".strip()


def listed(filling: Filling, found: list[Requirement]) -> list[Option]:
    every = requirements(filling)
    return [Option(str(row.id), _called(row, every)) for row in found]


def own_unit(filling: Filling) -> int | None:
    """The unit that answers the step of this name, if it is of this agency."""
    unit = filling.row(Unit, "unit")
    return unit.id if unit is not None else None


def _officers(filling: Filling) -> list[Option]:
    return [*people(filling, own_unit(filling)), Option(NOBODY)]


# Of which unit, and whose: a group's tasks are each member's.
UNIT = FormStep("unit", options=units, resets=("person",), columns=2)
PERSON = FormStep(
    "person", options=_officers, asked=lambda filling: not is_group(filling.session, filling.number("unit"))
)


def tasks_to(change: Change, filling: Filling) -> list[Task]:
    """The tasks of the chosen requirement to which a change is possible, nearest due day first."""
    requirement = filling.row(Requirement, "requirement")
    found = select(Task).where(
        Task.requirement_id == (requirement.id if requirement else None),
        col(Task.state).in_(ALLOWED[change]),
    )
    return list(filling.session.exec(found.order_by(col(Task.due_on), col(Task.unit_id))))


def of_a_task(filling: Filling) -> dict[str, str]:
    """What is known where a form was opened by a task's own button: which one it is, and of which period."""
    task = filling.row(Task, "about")
    if task is None:
        return {}
    return {"requirement": str(task.requirement_id), "period": task.period, "task": str(task.id)}
