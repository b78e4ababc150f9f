"""Work that goes to somebody else: of one requirement, all that a person has, or because they leave."""

from dataclasses import dataclass

from sqlmodel import Session

from jobs.forms import choices
from jobs.forms.form import Filling, FormKind, FormStep, Option, Saved, fingerprint, fixed, never
from jobs.forms.people import card_base, options, people, search, someone, subject
from jobs.forms.requirement import editing
from models.administering import everywhere
from models.changes.handing import reassign, transfer, work_of, work_under
from models.changes.staffing import deactivate, reactivate
from models.changes.work_telling import Work
from models.people import holding, responsible, roles
from models.rules.permissions import Configuring
from models.tables import Person, Requirement, Role

ALL, ONLY_NEW = "all", "new"
_NEEDED = (Role.HEAD, Role.REVIEWER, Role.CLERK)


@dataclass(frozen=True)
class Moving:
    """What saving would move: requirements from now on and open tasks, to whom ("" : the heads assign it).
    `alone`: roles that nobody else holds; `joined`: the person has a chat."""

    to: str
    requirements: int
    tasks: int
    alone: tuple[Role, ...] = ()
    joined: bool = True


def _work(filling: Filling) -> Work:
    person = someone(filling)
    return work_of(filling.session, person) if person is not None else Work()


def _colleagues(filling: Filling) -> list[Person]:
    """Those of the same unit; of a person without one, everybody."""
    person = someone(filling)
    if person is None:
        return []
    others = [each for each in people(filling) if each.id != person.id]
    return [each for each in others if each.unit_id == person.unit_id] or others


def _everybody_else(filling: Filling) -> list[Person]:
    """Those of the same unit first."""
    near, person_id = _colleagues(filling), filling.number("person")
    return near + [each for each in people(filling) if each not in near and each.id != person_id]


def _moving(filling: Filling, name: str) -> Moving | None:
    person, to = someone(filling), filling.row(Person, name)
    if person is None:
        return None
    work = _work(filling)
    return Moving(
        to=to.full_name if to is not None else "",
        requirements=len(work.requirements),
        tasks=len(work.running),
        alone=_alone(filling.session, person),
        joined=person.chat_id is not None,
    )


def _alone(session: Session, person: Person) -> tuple[Role, ...]:
    """The roles that only this person holds: head of their unit, reviewer, clerk."""
    held = roles(session, person)
    return tuple(role for role in _NEEDED if role in held and not _others_with(session, role, person))


def _others_with(session: Session, role: Role, person: Person) -> list[Person]:
    unit_id = person.unit_id if role is Role.HEAD else None
    people = holding(session, person.agency_id, role, unit_id)
    return [each for each in people if each.id != person.id]


def _work_base(filling: Filling) -> str:
    work = _work(filling)
    ids = [[each.id for each in work.requirements], [each.id for each in work.tasks]]
    return fingerprint([card_base(filling), ids])


def _deactivate(filling: Filling, choice: str) -> Saved:
    person = filling.the(Person, "person")
    made = deactivate(filling.act, person, filling.row(Person, "heir"))
    return Saved(made.id, {"name": person.full_name})


def _has_work(filling: Filling) -> bool:
    work = _work(filling)
    return bool(work.requirements or work.tasks)


DEACTIVATE = FormKind(
    name="deactivate",
    needs=Configuring.PEOPLE,
    steps=(
        subject(),
        FormStep(
            "heir",
            options=lambda filling: [Option(choices.NOBODY), *options(filling, _colleagues(filling))],
            read=search(_colleagues),
            asked=_has_work,
        ),
    ),
    save=_deactivate,
    review=lambda filling: _moving(filling, "heir"),
    base=_work_base,
    parent="people",
)


def _reactivate(filling: Filling, choice: str) -> Saved:
    person = filling.the(Person, "person")
    made = reactivate(filling.act, person)
    return Saved(made.id, {"name": person.full_name, "joined": person.chat_id is not None})


REACTIVATE = FormKind(
    name="reactivate",
    needs=Configuring.PEOPLE,
    steps=(subject(left=True),),
    save=_reactivate,
    review=lambda filling: _moving(filling, "heir"),
    base=card_base,
    parent="people",
)


def _transfer(filling: Filling, choice: str) -> Saved:
    person, to = filling.the(Person, "person"), filling.the(Person, "to")
    made = transfer(filling.act, person, to)
    return Saved(made.id, {"name": person.full_name, "to": to.full_name})


TRANSFER = FormKind(
    name="transfer",
    needs=Configuring.PEOPLE,
    steps=(
        subject(),
        FormStep(
            "to",
            options=lambda filling: options(filling, _everybody_else(filling)),
            read=search(_everybody_else),
        ),
    ),
    save=_transfer,
    review=lambda filling: _moving(filling, "to"),
    base=_work_base,
    parent="people",
)


def _candidates(filling: Filling) -> list[Person]:
    """The people of its unit; for an admin everybody, those of its unit first."""
    row = editing(filling)
    unit_id = row.unit_id if row is not None else None
    own = [each for each in people(filling) if each.unit_id == unit_id]
    others = [each for each in people(filling) if each.unit_id != unit_id]
    return own + others if everywhere(filling.session, filling.person) else own


def _of_others(filling: Filling) -> int:
    """How many open tasks of the requirement are not the new officer's yet."""
    row, person_id = editing(filling), filling.number("officer")
    if row is None or person_id is None:
        return 0
    officers = [responsible(filling.session, each) for each in work_under(filling.session, row).running]
    return len([each for each in officers if each is None or each.id != person_id])


def _reassign(filling: Filling, choice: str) -> Saved:
    row, to = filling.the(Requirement, "requirement"), filling.the(Person, "officer")
    made = reassign(filling.act, row, to, filling.text("scope") != ONLY_NEW)
    return Saved(made.id, {"title": row.title, "name": to.full_name})


def _review_reassign(filling: Filling) -> Moving | None:
    row, to = editing(filling), filling.row(Person, "officer")
    if row is None or to is None:
        return None
    tasks = _of_others(filling) if filling.text("scope") != ONLY_NEW else 0
    return Moving(to=to.full_name, requirements=1, tasks=tasks)


def _reassign_base(filling: Filling) -> str:
    row = editing(filling)
    if row is None:
        return ""
    tasks = [[each.id, each.responsible_id] for each in work_under(filling.session, row).tasks]
    return fingerprint([row.responsible_id, tasks])


def _unit_of(filling: Filling) -> int | None:
    row = editing(filling)
    return row.unit_id if row is not None else None


def _named(filling: Filling, value: object) -> str:
    row = editing(filling)
    return choices.called(filling, row) if row is not None else ""


REASSIGN = FormKind(
    name="reassign",
    needs=Configuring.REASSIGN,
    steps=(
        FormStep(
            "requirement",
            options=lambda filling: choices.listed(filling, choices.requirements(filling)),
            shown=_named,
            editable=never,
            subject=True,
        ),
        FormStep(
            "officer",
            options=lambda filling: options(filling, _candidates(filling)),
            read=search(_candidates),
            resets=("scope",),
        ),
        FormStep(
            "scope",
            options=fixed(ALL, ONLY_NEW),
            asked=lambda filling: _of_others(filling) > 0,
        ),
    ),
    save=_reassign,
    review=_review_reassign,
    base=_reassign_base,
    unit=_unit_of,
    parent="requirements",
)
