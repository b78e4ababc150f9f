"""The tasks that words name, and those that are found by them."""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.people import responsible
from models.rules.due_day import due_of
from models.rules.letters import bare
from models.rules.lifecycle import ACTIVE, State
from models.rules.reading.naming import Nameable, Naming, fits, named, told_apart
from models.rules.searching import Findable, search
from models.tables import Person, Requirement, Task, Unit

_DUTIES = (
    select(Requirement)
    .where(Requirement.agency_id == bindparam("agency"), col(Requirement.retired_at).is_(None))
    .order_by(col(Requirement.id))
)
_KIND = re.compile(r"(?<!\w)\d+\s*[-/_. ]\s*([a-z]{2,3})(?=[-/_. ]+[a-z])")


def named_tasks(session: Session, tasks: Sequence[Task], words: str, today: date) -> list[Task]:
    """Those of these tasks that words name: the caption of a file, or its name."""
    return [tasks[n] for n in named(words, [nameable(session, task) for task in tasks], today)]


def nameable(session: Session, task: Task) -> Nameable:
    """What a task may be called by."""
    requirement = session.get_one(Requirement, task.requirement_id)
    return Nameable(task.period, requirement.code.partition("-")[0], _titles(requirement))


def _titles(requirement: Requirement) -> str:
    return f"{requirement.title} {requirement.short}"


def spoken_of(session: Session, tasks: Sequence[Task], words: str) -> list[Task]:
    """Those of several tasks that words tell from the others: "số liệu giải ngân xong rồi"."""
    return [tasks[n] for n in told_apart(words, [nameable(session, task) for task in tasks])]


def names_another(session: Session, agency_id: int, tasks: Sequence[Task], words: str) -> bool:
    """Whether words tell a duty of the agency from the others that none of these tasks is of."""
    duties = session.exec(_DUTIES, params={"agency": agency_id}).all()
    meant = told_apart(words, [Nameable("", each.code.partition("-")[0], _titles(each)) for each in duties])
    return bool(meant) and not {duties[n].id for n in meant} & {task.requirement_id for task in tasks}


def fitting(session: Session, tasks: Sequence[Task], said: Naming) -> list[Task]:
    """Those of these tasks against which words say nothing: no other kind of document, period or subject."""
    return [task for task in tasks if fits(said, nameable(session, task))]


def of_document(session: Session, tasks: Sequence[Task], words: str) -> list[Task]:
    """Those of these tasks whose title begins with the kind of document that a number in the words says:
    "120/KH-UBND", "120-BC-UBND.pdf"."""
    kinds = set(_KIND.findall(bare(words)))
    return [task for task in tasks if kinds & _kinds_of(session.get_one(Requirement, task.requirement_id))]


def _kinds_of(requirement: Requirement) -> set[str]:
    """The first letters of the first two words of its titles: kh of "Kế hoạch"."""
    titles = (requirement.title, requirement.short)
    return {"".join(word[0] for word in bare(title).split()[:2]) for title in titles}


def found_tasks(session: Session, tasks: Sequence[Task], words: str, today: date) -> list[Task]:
    """Those of these tasks of which all of these words hold: of the title, the criterion, the period, the day, the
    unit or the officer."""
    if not tasks:
        return []
    active = select(Person.full_name).where(
        Person.agency_id == tasks[0].agency_id, col(Person.deactivated_at).is_(None)
    )
    people = session.exec(active).all()
    return [
        tasks[n] for n in search(words, [_findable(session, task, today) for task in tasks], today, people)
    ]


def _findable(session: Session, task: Task, today: date) -> Findable:
    requirement, unit = session.get_one(Requirement, task.requirement_id), session.get_one(Unit, task.unit_id)
    officer = responsible(session, task)
    about = (requirement.title, requirement.short, requirement.code.partition("-")[0], unit.name, unit.short)
    due_on = due_of(task).on
    return Findable(
        task.period,
        due_on,
        " · ".join(about),
        officer=officer.full_name if officer else "",
        is_late=task.state in (State.OPEN, State.RETURNED) and due_on < today,
        is_open=task.state in ACTIVE,
    )
