"""From rows to facts: a task as it stands now, a person as texts name them, the choices that are open."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from sqlmodel import Session, col, select

from jobs.messages.facts import Choice, ClaimFacts, Do, ItemFacts, Named, Rows, TaskFacts
from jobs.messages.heads import decisions
from models.actor import acting
from models.calendar import working_calendar
from models.changes.confirming import standing
from models.checklist import ACCEPTS, figure_of, handed_in, in_force, items_of, unfilled
from models.people import Because, absence_of, holding, last_confirmation, responsible, stand_in, standings
from models.points import worth
from models.rules.lifecycle import ACTIVE, Change, State, allows
from models.rules.permissions import may
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import (
    Agency,
    Evidence,
    ItemKind,
    Ladder,
    Notification,
    Person,
    Requirement,
    Role,
    Rung,
    RungState,
    Task,
    TaskItem,
    Unit,
)
from models.waits import wait_of

_CANDIDATES = 6
_ONWARD = {
    Place.UNIT_HEAD: (Change.FORWARD, Do.FORWARDED),
    Place.LEADER: (Change.SIGN, Do.SIGNED),
    Place.CLERK: (Change.ISSUE, Do.ISSUED),
}


def named(person: Person | None) -> Named | None:
    return Named(person.full_name, person.address) if person else None


def task_facts(session: Session, task: Task, now: datetime) -> TaskFacts:
    """A task at this moment, as any message about it needs it."""
    requirement = session.get_one(Requirement, task.requirement_id)
    calendar = working_calendar(session, task.agency_id)
    today = day_of(now)
    mends = task.fix_by is not None and today <= task.fix_by
    # After a superior's answer the new day stands for the due day; lateness is fixed at review, from due_on.
    answered = task.fix_by is not None and task.state is State.OPEN
    due_on = task.fix_by if task.fix_by and answered else task.due_on
    rests = mends or task.state is State.WAITING
    return TaskFacts(
        id=task.id or 0,
        title=requirement.title,
        short=requirement.short,
        period=task.period,
        unit=session.get_one(Unit, task.unit_id).short,
        system=requirement.system,
        cutoff_on=task.cutoff_on,
        due_on=due_on,
        closes_on=task.closes_on,
        left=max(0, calendar.count(today, due_on)),
        late=0 if rests else max(0, calendar.count(due_on, today)),
        state=task.state,
        fix_by=task.fix_by if mends and task.state is State.RETURNED else None,
        worth=worth(session, task),
        items=_items(session, task),
        officer=named(responsible(session, task)),
        claim=_claim(session, task),
        asks_evidence_at=_asks_evidence_at(session, task),
        promised_on=task.promised_on,
        stand_in=_stand_in(session, task, today),
        waiting=wait_of(session, task),
        place=task.place,
        place_since=task.place_since,
        issue_by=task.issue_by,
        due_hour=None if answered else task.due_hour,
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
    if can(Change.ANSWER):
        rows.append((Choice(Do.ANSWERED, (task.id or 0,)), Choice(Do.NOT_YET, (task.id or 0,))))
    if can(Change.SETTLE):
        rows += _settlements(session, task)
    if can(Change.HAND_OVER) and task.handed_by_id is not None and task.responsible_id == reader.id:
        rows.append((Choice(Do.DECLINE_TASK, (task.id or 0,)),))
    doing = [Choice(Do.DONE, (task.id or 0,))] if can(Change.CLAIM) else []
    adds = can(Change.ADD_EVIDENCE) and task.state is not State.ACCEPTED
    handing = _handing_in(session, task) if adds else []
    doing += handing[:1]
    ticks = _ticks(session, task) if adds else []
    later = []
    if can(Change.SNOOZE) and task.state is not State.CLAIMED:
        later.append(Choice(Do.LATER, (task.id or 0,)))
        if day_of(now) >= task.due_on:
            later.append(Choice(Do.STUCK, (task.id or 0,)))
    rows.append(_onward(task, can, ""))
    rows += decisions(task, standing, can, now, owned=because is not Because.UNASSIGNED)
    undoing = [Choice(Do.DETAILS, (task.id or 0,))]
    refusing = []
    if can(Change.NOT_MINE) and task.disputed_at is None and task.state is not State.CLAIMED:
        refusing.append(Choice(Do.NOT_MINE, (task.id or 0,)))
    if can(Change.TAKE_BACK):
        undoing.insert(0, Choice(Do.UNDO, (task.id or 0,)))
    if can(Change.WITHDRAW) and task.review_began_at is None:
        undoing.insert(0, Choice(Do.WITHDRAW, (task.id or 0,)))
    dating = _dating(session, task) if can(Change.DATE_DONE) else ()
    rows += [tuple(doing), tuple(handing[1:]), *ticks, tuple(later), dating, tuple(undoing), tuple(refusing)]
    return tuple(row for row in rows if row)


def numbers(tasks: list[tuple[int, TaskFacts]]) -> Rows:
    """Number buttons that open the cards, four a row."""
    each = [Choice(Do.CARD, (task.id,), str(number)) for number, task in tasks]
    return tuple(tuple(each[start : start + 4]) for start in range(0, len(each), 4))


def pages(row: Notification, page: int, count: int) -> Rows:
    """The button that turns to the next page of a message, from the last to the first; none where one holds all."""
    if count == 1:
        return ()
    return ((Choice(Do.PAGE, (row.id or 0, (page + 1) % count), f"{page + 1}/{count}"),),)


def onward(session: Session, reader: Person, tasks: list[tuple[int, Task]], now: datetime) -> Rows:
    """For each document that lies with the reader the way on, under its number."""
    rows = []
    for number, task in tasks:
        standing = standings(session, acting(reader), task, day_of(now))
        rows.append(_onward(task, partial(may, standing), str(number)))
    return tuple(row for row in rows if row)


def _onward(task: Task, can: Callable[[Change], bool], label: str) -> tuple[Choice, ...]:
    step = _ONWARD.get(task.place) if task.place and task.state in ACTIVE else None
    return (Choice(step[1], (task.id or 0,), label),) if step and can(step[0]) else ()


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


def _dating(session: Session, task: Task) -> tuple[Choice, ...]:
    """What was told after the due day may have been done before, until review begins."""
    told_on = _told_on(session, task)
    if told_on is None or task.review_began_at is not None or told_on <= task.due_on:
        return ()
    return (Choice(Do.OTHER_DAY, (task.id or 0,)),)


def _told_on(session: Session, task: Task) -> date | None:
    """The day on which it was first said to be done, by a word that still stands."""
    told = standing(session, task)
    return day_of(told[0].said_at) if told else None


def _handing_in(session: Session, task: Task, label: str = "") -> list[Choice]:
    """How what is wanted can be handed in: as a file, as a figure, or both."""
    label = label or ("more" if task.state is State.SUBMITTED else "")
    kinds = {item.kind for item in items_of(session, task)}
    files = [Choice(Do.FILE, (task.id or 0,), label)] if kinds & ACCEPTS.keys() else []
    return files + ([Choice(Do.FIGURE, (task.id or 0,))] if ItemKind.FIGURE in kinds else [])


def _ticks(session: Session, task: Task) -> list[tuple[Choice, ...]]:
    missing = [item for item in unfilled(session, task) if item.kind is ItemKind.TICK]
    return [(Choice(Do.TICK, (task.id or 0, item.id or 0), item.title),) for item in missing]


def _settlements(session: Session, task: Task) -> list[tuple[Choice, ...]]:
    return [
        tuple(_handing_in(session, task, "settle")),
        (Choice(Do.ASK_DATE, (task.id or 0,)), Choice(Do.NOT_APPLICABLE, (task.id or 0,))),
    ]


def _items(session: Session, task: Task) -> tuple[ItemFacts, ...]:
    return tuple(item_facts(session, task, item) for item in items_of(session, task))


def item_facts(session: Session, task: Task, item: TaskItem) -> ItemFacts:
    """One line of a task's checklist as it stands."""
    filling = [evidence for evidence in in_force(session, task) if evidence.item_id == item.id]
    return ItemFacts(
        id=item.id or 0,
        title=item.title,
        kind=item.kind,
        required=item.required,
        hint=item.hint,
        filled=bool(filling),
        figure=figure_of(filling[-1]) if filling else None,
        owed_by=session.get_one(Unit, item.unit_id).short if item.unit_id else None,
        due_on=item.due_on,
    )


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
        late_by=max(0, working_calendar(session, task.agency_id).count(task.due_on, confirmation.done_on)),
        told_on=_told_on(session, task),
        document=confirmation.document_number,
        document_on=confirmation.document_on,
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
