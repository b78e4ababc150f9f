"""Who hears of duties that a whole catalogue gave to somebody, or to somebody else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act
from models.changes.common import tell
from models.kept import bring
from models.kinds import Kind
from models.people import holding, person_of, reached, responsible_for
from models.rules.lifecycle import ACTIVE
from models.tables import Adjustment, Person, Requirement, Role, Task, Unit
from models.units import units_of

# By requirement and unit, by their ids: who is responsible.
Duties = Mapping[tuple[int, int], int | None]


@dataclass
class _News:
    """What one person hears, on one side of it."""

    person: Person
    side: str
    facts: dict[str, Any]
    requirements: list[int] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


def duties(session: Session, agency_id: int) -> Duties:
    """Whose every requirement in force is, in each unit that owes it."""
    living = select(Requirement).where(
        Requirement.agency_id == agency_id, col(Requirement.retired_at).is_(None)
    )
    found: dict[tuple[int, int], int | None] = {}
    requirements = session.exec(living.order_by(col(Requirement.id))).all()
    bring(session, Unit, [each.unit_id for each in requirements])
    bring(session, Person, [each.responsible_id for each in requirements])
    for requirement in requirements:
        for unit in units_of(session, requirement):
            officer = responsible_for(session, requirement, unit.id or 0)
            found[requirement.id or 0, unit.id or 0] = officer.id if officer else None
    return found


def tell_of_duties(act: Act, adjustment: Adjustment, before: Duties, back: bool = False) -> None:
    """One quiet message each: to who has requirements now, to who had them, to the heads what has a new officer,
    and what they are to assign. Never to who did it, nor who has left."""
    found: dict[str, _News] = {}
    for key, now in duties(act.session, adjustment.agency_id).items():
        if key in before and before[key] == now:
            continue
        new, old = person_of(act.session, now), person_of(act.session, before.get(key))
        for name, each in _concerned(act, key, old, new):
            news = found.setdefault(name, each)
            news.tasks.extend(_following(act.session, *key) if news.side != "from" else [])
            news.requirements += [key[0]] if key[0] not in news.requirements else []
    since = "back" if back else "made"
    for name, news in found.items():
        if news.person.id == act.person_id or news.person.deactivated_at is not None:
            continue
        tell(
            act,
            adjustment.agency_id,
            Kind.WORK_MOVED,
            f"duties/{adjustment.id}/{since}/{name}",
            person=news.person,
            tasks=news.tasks,
            side=news.side,
            requirements=news.requirements,
            **{"old": None, "new": None, "later": False, "fresh": act.me.id} | news.facts,
        )


def _concerned(
    act: Act, key: tuple[int, int], old: Person | None, new: Person | None
) -> Iterator[tuple[str, _News]]:
    """Each under a name of its own."""
    if new is not None:
        yield f"to/{new.code}", _News(new, "to", {"new": new.id})
    if old is not None:
        yield f"from/{old.code}", _News(old, "from", {})
    for head in reached(act.session, holding(act.session, act.me.agency_id, Role.HEAD, key[1]), act.today):
        if new is None:
            yield f"assign/{head.code}", _News(head, "head", {})
        elif head.id != new.id:
            yield f"head/{head.code}", _News(head, "head", {"mixed": True})


def _following(session: Session, requirement_id: int, unit_id: int) -> list[Task]:
    """The open tasks that name nobody themselves."""
    followed = select(Task).where(
        Task.requirement_id == requirement_id,
        Task.unit_id == unit_id,
        col(Task.responsible_id).is_(None),
        col(Task.state).in_(ACTIVE),
        ~col(Task.is_case),
    )
    return list(session.exec(followed.order_by(col(Task.due_on), col(Task.id))).all())
