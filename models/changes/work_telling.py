"""Who hears of work that is somebody else's now: who has it, who lost it, who covers for either, the heads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from models.actor import Act
from models.changes.common import tell
from models.kinds import Kind
from models.people import away_for, holding, reached, responsible
from models.rules.due_day import due_of
from models.rules.lifecycle import State
from models.tables import Adjustment, Person, Requirement, Role, Task


@dataclass(frozen=True)
class Work:
    """What goes to somebody else: requirements from now on, and tasks that are open."""

    requirements: list[Requirement] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    @property
    def running(self) -> list[Task]:
        """Without those due before the agency adopted the program, which nobody is reminded of."""
        return _running(self.tasks)

    @property
    def is_nothing(self) -> bool:
        return not (self.requirements or self.tasks)

    @property
    def everything(self) -> list[Requirement | Task]:
        return [*self.requirements, *self.tasks]


# By task whose it was: what those who lose it are told.
Had = Mapping[int | None, Person | None]


@dataclass(frozen=True)
class _Heard:
    """What one person is told, and on which side of the work they stand."""

    side: str
    person: Person
    tasks: list[Task]
    requirements: list[Requirement] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


def whose(session: Session, tasks: Iterable[Task]) -> Had:
    return {task.id: responsible(session, task) for task in tasks}


def tell_of_work(
    act: Act,
    adjustment: Adjustment,
    work: Work,
    old: Person | None,
    new: Person | None,
    back: bool = False,
    later: bool = False,
    fresh: bool = False,
    had: Had | None = None,
) -> None:
    """One quiet message each: to who has the work now, to who had it, to the heads of the units concerned, to who
    covers for somebody of them who is away. `had`: whose each task was, where it was not always `old`'s; `later`:
    only from the next period on, open tasks stay where they are; `fresh`: no such work was before."""
    told = [_Heard("to", new, work.running, work.requirements)] if new else []
    told += _losing(work, old, had)
    told += _covering(act, "cover", new, work.tasks) if new and not later else []
    told += _of_heads(act, work)
    for each in _losing(work, old, had):
        told += _covering(act, "off", each.person, each.tasks)
    since = {"later": later, "fresh": act.me.id if fresh else None}
    _tell_each(
        act, adjustment, back, told, {"old": old.id if old else None, "new": new.id if new else None} | since
    )


def tell_of_return(act: Act, adjustment: Adjustment, work: Work, lost_by: Person, old: Person | None) -> None:
    """Work is whose it was before: the same to each of them, and once to who had it meanwhile."""
    now = whose(act.session, work.tasks)
    owners = {each.id if each else None: each for each in now.values()} or {old.id if old else None: old}
    if len(owners) == 1:
        (owner,) = owners.values()
        return tell_of_work(act, adjustment, work, lost_by, owner, back=True)
    told: list[_Heard] = []
    for owner in owners.values():
        tasks = [task for task in work.tasks if now[task.id] is owner]
        if owner is None:
            told += _of_heads(act, Work(tasks=tasks))
        else:
            told.append(_Heard("to", owner, _running(tasks), facts={"new": owner.id}))
            told += _covering(act, "cover", owner, tasks)
    told.append(_Heard("from", lost_by, work.running, work.requirements, {"mixed": True}))
    told += _covering(act, "off", lost_by, work.tasks)
    return _tell_each(
        act, adjustment, True, told, {"old": lost_by.id, "new": None, "later": False, "fresh": None}
    )


def tell_cover(act: Act, key: str, side: str, officer: Person, task: Task) -> None:
    """Who covers for somebody away hears that one task was given to them ("cover"), or is so no more ("off")."""
    for each in _covering(act, side, officer, [task]):
        if each.person.id != act.person_id:
            facts = {"old": None, "new": None, "later": False, "fresh": None, "requirements": []} | each.facts
            tell(
                act,
                task.agency_id,
                Kind.WORK_MOVED,
                key,
                person=each.person,
                tasks=each.tasks,
                side=side,
                **facts,
            )


def _tell_each(
    act: Act, adjustment: Adjustment, back: bool, told: Iterable[_Heard], facts: dict[str, Any]
) -> None:
    """Each person once, on the first side where they stand; never who did it, nor who has left."""
    key = f"work/{adjustment.id}{'/back' if back else ''}"
    found: dict[int | None, _Heard] = {}
    for each in told:
        if each.person.deactivated_at is None and (each.tasks or each.requirements):
            found.setdefault(each.person.id, each)
    found.pop(act.person_id, None)
    for person_id, each in found.items():
        tell(
            act,
            adjustment.agency_id,
            Kind.WORK_MOVED,
            f"{key}/{person_id}",
            person=each.person,
            tasks=each.tasks,
            side=each.side,
            requirements=[requirement.id for requirement in each.requirements],
            **facts | each.facts,
        )


def _losing(work: Work, old: Person | None, had: Had | None) -> list[_Heard]:
    if had is None:
        return [_Heard("from", old, work.running, work.requirements)] if old else []
    people = {each.id: each for each in (old, *had.values()) if each is not None}
    return [
        _Heard(
            "from",
            person,
            [task for task in work.running if had.get(task.id) is person],
            work.requirements if person is old else [],
            {"old": person.id},
        )
        for person in people.values()
    ]


def _covering(act: Act, side: str, officer: Person, tasks: list[Task]) -> list[_Heard]:
    """Who covers while this officer is away, for what falls due in those days."""
    found: dict[int | None, _Heard] = {}
    for task in _running(tasks):
        away = away_for(act.session, officer, task, act.today)
        if away is None or away.cover is None or due_of(task).on > away.absence.to_on:
            continue
        facts = {"absent": officer.id, "to_on": away.absence.to_on.isoformat()}
        found.setdefault(away.cover.id, _Heard(side, away.cover, [], facts=facts)).tasks.append(task)
    return list(found.values())


def _of_heads(act: Act, work: Work) -> list[_Heard]:
    units = sorted({each.unit_id for each in work.everything})
    return [
        _Heard("head", head, [task for task in work.running if task.unit_id == unit_id], work.requirements)
        for unit_id in units
        for head in reached(
            act.session, holding(act.session, act.me.agency_id, Role.HEAD, unit_id), act.today
        )
    ]


def _running(tasks: Iterable[Task]) -> list[Task]:
    return [task for task in tasks if task.state is not State.TO_SETTLE]
