"""From rows to facts: a task as it stands now, a person as texts name them, the choices that are open."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from jobs.messages.facts import Choice, ClaimFacts, Do, ItemFacts, Named, Rows, TaskFacts
from jobs.messages.heads import decisions
from models.actor import acting
from models.calendar import working_calendar
from models.changes.evidence import handed_in, unfilled
from models.people import Because, absence_of, holding, last_confirmation, responsible, stand_in, standings
from models.points import worth
from models.rules.lifecycle import Change, State, allows
from models.rules.permissions import may
from models.rules.zone import day_of
from models.tables import (
    Agency,
    Evidence,
    Ladder,
    Person,
    Requirement,
    Role,
    Rung,
    RungState,
    Task,
    TaskItem,
    Unit,
)

_CANDIDATES = 6


def named(person: Person | None) -> Named | None:
    return Named(person.full_name, person.address) if person else None


def task_facts(session: Session, task: Task, now: datetime) -> TaskFacts:
    """A task at this moment, as any message about it needs it."""
    requirement = session.get_one(Requirement, task.requirement_id)
    calendar = working_calendar(session, task.agency_id)
    today = day_of(now)
    mends = task.fix_by is not None and today <= task.fix_by
    return TaskFacts(
        id=task.id or 0,
        title=requirement.title,
        short=requirement.short,
        cadence=requirement.cadence,
        period=task.period,
        unit=session.get_one(Unit, task.unit_id).short,
        system=requirement.system,
        cutoff_on=task.cutoff_on,
        due_on=task.due_on,
        closes_on=task.closes_on,
        left=max(0, calendar.count(today, task.due_on)),
        late=0 if mends else max(0, calendar.count(task.due_on, today)),
        state=task.state,
        fix_by=task.fix_by if mends and task.state is State.RETURNED else None,
        worth=worth(session, task),
        items=_items(session, task),
        officer=named(responsible(session, task)),
        claim=_claim(session, task),
        asks_evidence_at=_asks_evidence_at(session, task),
        stand_in=_stand_in(session, task, today),
        issue_by=task.issue_by,
    )


def choices(
    session: Session, reader: Person, task: Task, now: datetime, because: Because | None = None
) -> Rows:
    """What this reader may do with this task now, in a fixed order; details are always open."""
    standing = standings(session, acting(reader), task, day_of(now))

    def can(change: Change) -> bool:
        return allows(task.state, change) and may(standing, change)

    rows: list[tuple[Choice, ...]] = []
    if because is not None and can(Change.ASSIGN):
        rows += _assignments(session, reader, task)
    if can(Change.SETTLE):
        rows += _settlements(task)
    if can(Change.HAND_OVER) and task.handed_by_id is not None and task.responsible_id == reader.id:
        rows.append((Choice(Do.DECLINE_TASK, (task.id or 0,)),))
    doing = []
    if can(Change.CLAIM):
        doing.append(Choice(Do.DONE, (task.id or 0,)))
    if can(Change.ADD_EVIDENCE):
        further = "more" if task.state is State.SUBMITTED else ""
        doing.append(Choice(Do.FILE, (task.id or 0,), further))
    later = []
    if can(Change.SNOOZE) and task.state is not State.CLAIMED:
        later.append(Choice(Do.LATER, (task.id or 0,)))
        if day_of(now) >= task.due_on:
            later.append(Choice(Do.STUCK, (task.id or 0,)))
    rows += decisions(task, standing, can, now)
    undoing = [Choice(Do.DETAILS, (task.id or 0,))]
    refusing = []
    if can(Change.NOT_MINE) and task.disputed_at is None and task.state is not State.CLAIMED:
        refusing.append(Choice(Do.NOT_MINE, (task.id or 0,)))
    if can(Change.TAKE_BACK):
        undoing.insert(0, Choice(Do.UNDO, (task.id or 0,)))
    if can(Change.WITHDRAW) and task.review_began_at is None:
        undoing.insert(0, Choice(Do.WITHDRAW, (task.id or 0,)))
    return tuple(row for row in [*rows, tuple(doing), tuple(later), tuple(undoing), tuple(refusing)] if row)


def numbers(tasks: list[tuple[int, TaskFacts]]) -> Rows:
    """Number buttons that open the cards, four a row."""
    each = [Choice(Do.CARD, (task.id,), str(number)) for number, task in tasks]
    return tuple(tuple(each[start : start + 4]) for start in range(0, len(each), 4))


def agency_name(session: Session, agency_id: int) -> str:
    return session.get_one(Agency, agency_id).name


def unit_name(session: Session, person: Person) -> str:
    return session.get_one(Unit, person.unit_id).name if person.unit_id else ""


def candidates(session: Session, task: Task, reader: Person) -> list[Person]:
    """The officers of the task's unit to whom a reader may give it."""
    officers = holding(session, task.agency_id, Role.OFFICER, task.unit_id)
    return [each for each in officers if each.id != reader.id][:_CANDIDATES]


def _assignments(session: Session, reader: Person, task: Task) -> list[tuple[Choice, ...]]:
    officers = candidates(session, task, reader)
    given = [(Choice(Do.ASSIGN, (task.id or 0, each.id or 0), each.full_name),) for each in officers]
    return [*given, (Choice(Do.TAKE, (task.id or 0,)),)]


def _settlements(task: Task) -> list[tuple[Choice, ...]]:
    return [
        (Choice(Do.FILE, (task.id or 0,), "settle"),),
        (Choice(Do.ASK_DATE, (task.id or 0,)), Choice(Do.NOT_APPLICABLE, (task.id or 0,))),
    ]


def _items(session: Session, task: Task) -> tuple[ItemFacts, ...]:
    items = session.exec(
        select(TaskItem).where(TaskItem.task_id == task.id).order_by(col(TaskItem.position))
    ).all()
    return tuple(item_facts(session, task, item) for item in items)


def item_facts(session: Session, task: Task, item: TaskItem) -> ItemFacts:
    """One line of a task's checklist as it stands."""
    filled = item.id not in {each.id for each in unfilled(session, task)}
    owed_by = session.get_one(Unit, item.unit_id).short if item.unit_id else None
    return ItemFacts(item.title, item.kind, item.required, item.hint, filled, owed_by, item.due_on)


def _stand_in(session: Session, task: Task, today: date) -> Named | None:
    officer = responsible(session, task)
    if officer is None or absence_of(session, officer, today) is None:
        return None
    return named(stand_in(session, officer, today))


def _claim(session: Session, task: Task) -> ClaimFacts | None:
    confirmation = last_confirmation(session, task)
    if confirmation is None or task.state in (State.OPEN, State.TO_SETTLE):
        return None
    by = session.get_one(Person, confirmation.person_id)
    return ClaimFacts(
        by=Named(by.full_name, by.address),
        receipt=confirmation.receipt,
        said_at=confirmation.said_at,
        done_on=confirmation.done_on,
        with_file=bool(handed_in(session, task)),
    )


def _asks_evidence_at(session: Session, task: Task) -> datetime | None:
    if task.state is not State.CLAIMED:
        return None
    return session.exec(
        select(Rung.speak_at)
        .where(Rung.task_id == task.id, Rung.ladder == Ladder.EVIDENCE, Rung.state == RungState.PLANNED)
        .order_by(col(Rung.speak_at))
    ).first()


def file_names(session: Session, evidence_ids: list[int]) -> list[Evidence]:
    """The files of these ids that still wait for a task, in order."""
    query = select(Evidence).where(
        col(Evidence.id).in_(evidence_ids),
        col(Evidence.task_id).is_(None),
        col(Evidence.withdrawn_at).is_(None),
    )
    return list(session.exec(query.order_by(col(Evidence.id))))
