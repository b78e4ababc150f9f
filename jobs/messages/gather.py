"""From rows to facts: a task as it stands now, a person as texts name them, the choices that are open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

from sqlmodel import Session, col, select

from jobs.messages.facts import Choice, ClaimFacts, Do, ItemFacts, Named, Page, Rows, TaskFacts, Variant
from jobs.messages.heads import decisions
from models.actor import acting
from models.calendar import working_calendar
from models.checklist import ACCEPTS, figure_of, handed_in, in_force, items_of, unfilled
from models.kept import RowsBy
from models.people import (
    Because,
    absence_of,
    confirmations_of,
    holding,
    last_confirmation,
    responsible,
    stand_in,
    standings,
)
from models.points import Worth, worth
from models.rules.due_day import due_of
from models.rules.lifecycle import ACTIVE, Change, State, allows
from models.rules.permissions import Standing, may
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
_ASKING_EVIDENCE = RowsBy(
    Task,
    Rung.task_id,
    select(Rung)
    .where(Rung.ladder == Ladder.EVIDENCE, Rung.state == RungState.PLANNED)
    .order_by(col(Rung.speak_at)),
)
_ONWARD = {
    Place.UNIT_HEAD: (Change.FORWARD, Do.FORWARDED),
    Place.LEADER: (Change.SIGN, Do.SIGNED),
    Place.CLERK: (Change.ISSUE, Do.ISSUED),
}


def named(person: Person | None) -> Named | None:
    return Named(person.full_name, person.address) if person else None


@dataclass(frozen=True)
class Urgency:
    """By when a task is to be done, and what that is worth: all that its place in a list goes by."""

    state: State
    due_on: date
    due_hour: time | None
    fix_by: date | None
    left: int
    late: int
    worth: Worth | None


def urgency(session: Session, task: Task, now: datetime) -> Urgency:
    calendar, today = working_calendar(session, task.agency_id), day_of(now)
    mends, to_be_done_on = _mends(task, today), due_of(task).on
    # After a superior's answer the new day stands for the due day; lateness is fixed at review, from due_on.
    answered = task.fix_by is not None and task.state is State.OPEN
    due_on = task.fix_by if task.fix_by and answered else task.due_on
    rests = mends or task.state is State.WAITING
    return Urgency(
        state=task.state,
        due_on=due_on,
        due_hour=None if answered else task.due_hour,
        fix_by=task.fix_by if mends and task.state is State.RETURNED else None,
        left=calendar.count(today, to_be_done_on) if to_be_done_on > today else 0,
        late=calendar.count(due_on, today) if due_on < today and not rests else 0,
        worth=worth(session, task),
    )


def task_facts(session: Session, task: Task, now: datetime) -> TaskFacts:
    """A task at this moment, as any message about it needs it."""
    requirement, today = session.get_one(Requirement, task.requirement_id), day_of(now)
    urgent = urgency(session, task, now)
    return TaskFacts(
        id=task.id or 0,
        title=requirement.title,
        short=requirement.short,
        period=task.period,
        unit=session.get_one(Unit, task.unit_id).short,
        system=requirement.system,
        cutoff_on=task.cutoff_on,
        due_on=urgent.due_on,
        closes_on=task.closes_on,
        left=urgent.left,
        late=urgent.late,
        state=task.state,
        fix_by=urgent.fix_by,
        worth=urgent.worth,
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
        due_hour=urgent.due_hour,
    )


def _mends(task: Task, today: date) -> bool:
    """Whether it was returned and the days to mend it are not over."""
    return task.fix_by is not None and today <= task.fix_by


@dataclass(frozen=True)
class _Offer:
    """A task before a reader: what may be done with it is asked of the lifecycle and of where the reader stands."""

    session: Session
    reader: Person
    task: Task
    now: datetime
    standing: frozenset[Standing]

    def can(self, change: Change) -> bool:
        return allows(self.task.state, change) and may(self.standing, change)

    def of(self, *does: Do) -> tuple[Choice, ...]:
        return tuple(Choice(do, (self.task.id or 0,)) for do in does)


def choices(
    session: Session, reader: Person, task: Task, now: datetime, because: Because | None = None
) -> Rows:
    """What this reader may do with this task now, in a fixed order; details are always open."""
    standing = standings(session, acting(reader), task, day_of(now))
    offer = _Offer(session, reader, task, now, standing)
    rows = (
        *(_assignments(offer) if because is not None else ()),
        _answering(offer),
        *_settlements(offer),
        _declining(offer),
        _onward(task, offer.can),
        *decisions(task, standing, offer.can, now, owned=because is not Because.UNASSIGNED),
        *_doing(offer),
        _later(offer),
        _dating(offer),
        _undoing(offer),
        _refusing(offer),
    )
    return tuple(row for row in rows if row)


def numbers(tasks: list[tuple[int, TaskFacts]]) -> Rows:
    """Number buttons that open the cards, four a row."""
    each = [Choice(Do.CARD, (task.id,), number) for number, task in tasks]
    return tuple(tuple(each[start : start + 4]) for start in range(0, len(each), 4))


def pages(row: Notification, page: int, count: int) -> Rows:
    """The button that turns to the next page of a message, from the last to the first; none where one holds all."""
    if count == 1:
        return ()
    return ((Choice(Do.PAGE, (row.id or 0, (page + 1) % count), page=Page(page + 1, count)),),)


def onward(session: Session, reader: Person, tasks: list[tuple[int, Task]], now: datetime) -> Rows:
    """For each document that lies with the reader the way on, under its number."""
    rows = []
    for number, task in tasks:
        standing = standings(session, acting(reader), task, day_of(now))
        rows.append(_onward(task, partial(may, standing), number))
    return tuple(row for row in rows if row)


def _onward(task: Task, can: Callable[[Change], bool], number: int | None = None) -> tuple[Choice, ...]:
    step = _ONWARD.get(task.place) if task.place and task.state in ACTIVE else None
    return (Choice(step[1], (task.id or 0,), number),) if step and can(step[0]) else ()


def agency_name(session: Session, agency_id: int) -> str:
    return session.get_one(Agency, agency_id).name


def unit_name(session: Session, person: Person) -> str:
    return session.get_one(Unit, person.unit_id).name if person.unit_id else ""


def candidates(session: Session, task: Task, reader: Person) -> list[Person]:
    """The officers of the task's unit to whom a reader may give it."""
    officers = holding(session, task.agency_id, Role.OFFICER, task.unit_id)
    return [each for each in officers if each.id != reader.id][:_CANDIDATES]


def _assignments(offer: _Offer) -> Rows:
    if not offer.can(Change.ASSIGN):
        return ()
    officers = candidates(offer.session, offer.task, offer.reader)
    task_id = offer.task.id or 0
    given = ((Choice(Do.ASSIGN, (task_id, each.id or 0), name=each.full_name),) for each in officers)
    return (*given, offer.of(Do.TAKE))


def _answering(offer: _Offer) -> tuple[Choice, ...]:
    return offer.of(Do.ANSWERED, Do.NOT_YET) if offer.can(Change.ANSWER) else ()


def _settlements(offer: _Offer) -> Rows:
    if not offer.can(Change.SETTLE):
        return ()
    handing = _handing_in(offer.session, offer.task, Variant.SETTLE)
    return (tuple(handing), offer.of(Do.ASK_DATE, Do.NOT_APPLICABLE))


def _declining(offer: _Offer) -> tuple[Choice, ...]:
    """Who was handed the task by a colleague need not take it."""
    task = offer.task
    handed = task.handed_by_id is not None and task.responsible_id == offer.reader.id
    return offer.of(Do.DECLINE_TASK) if handed and offer.can(Change.HAND_OVER) else ()


def _doing(offer: _Offer) -> Rows:
    """To say that it is done, and to hand in what it asks for."""
    done = offer.of(Do.DONE) if offer.can(Change.CLAIM) else ()
    if not offer.can(Change.ADD_EVIDENCE) or offer.task.state is State.ACCEPTED:
        return (done,)
    handing = tuple(_handing_in(offer.session, offer.task))
    return (done + handing[:1], handing[1:], *_ticks(offer.session, offer.task))


def _later(offer: _Offer) -> tuple[Choice, ...]:
    """To be reminded later; from the due day on also what is in the way."""
    if not offer.can(Change.SNOOZE) or offer.task.state is State.CLAIMED:
        return ()
    due = day_of(offer.now) >= due_of(offer.task).on
    return offer.of(Do.LATER, Do.STUCK) if due else offer.of(Do.LATER)


def _dating(offer: _Offer) -> tuple[Choice, ...]:
    """What was told after the due day may have been done before, until review begins."""
    if not offer.can(Change.DATE_DONE) or offer.task.review_began_at is not None:
        return ()
    told_on = _told_on(offer.session, offer.task)
    return offer.of(Do.OTHER_DAY) if told_on is not None and told_on > offer.task.due_on else ()


def _undoing(offer: _Offer) -> tuple[Choice, ...]:
    """What was said or handed in is taken back; and the details, always."""
    withdraws = offer.can(Change.WITHDRAW) and offer.task.review_began_at is None
    withdrawing = offer.of(Do.WITHDRAW) if withdraws else ()
    undoing = offer.of(Do.UNDO) if offer.can(Change.TAKE_BACK) else ()
    return withdrawing + undoing + offer.of(Do.DETAILS)


def _refusing(offer: _Offer) -> tuple[Choice, ...]:
    open_to_it = offer.task.disputed_at is None and offer.task.state is not State.CLAIMED
    return offer.of(Do.NOT_MINE) if open_to_it and offer.can(Change.NOT_MINE) else ()


def _told_on(session: Session, task: Task) -> date | None:
    """The day on which it was first said to be done, by a word that still stands."""
    told = confirmations_of(session, task)
    return day_of(told[0].said_at) if told else None


def _handing_in(session: Session, task: Task, variant: Variant | None = None) -> list[Choice]:
    """How what is wanted can be handed in: as a file, as a figure, or both."""
    variant = variant or (Variant.MORE if task.state is State.SUBMITTED else None)
    kinds = {item.kind for item in items_of(session, task)}
    files = [Choice(Do.FILE, (task.id or 0,), variant=variant)] if kinds & ACCEPTS.keys() else []
    return files + ([Choice(Do.FIGURE, (task.id or 0,))] if ItemKind.FIGURE in kinds else [])


def _ticks(session: Session, task: Task) -> list[tuple[Choice, ...]]:
    missing = [item for item in unfilled(session, task) if item.kind is ItemKind.TICK]
    return [(Choice(Do.TICK, (task.id or 0, item.id or 0), name=item.title),) for item in missing]


def _items(session: Session, task: Task) -> tuple[ItemFacts, ...]:
    return tuple(item_facts(session, task, item) for item in items_of(session, task))


def item_facts(session: Session, task: Task, item: TaskItem) -> ItemFacts:
    """One line of a task's checklist as it stands."""
    filling = [evidence for evidence in in_force(session, task) if evidence.item_id == item.id]
    return ItemFacts(
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
    return next((rung.speak_at for rung in _ASKING_EVIDENCE.of(session, task.id)), None)


def file_names(session: Session, evidence_ids: list[int]) -> list[Evidence]:
    """The files of these ids that still wait for a task, in order."""
    query = select(Evidence).where(
        col(Evidence.id).in_(evidence_ids),
        col(Evidence.task_id).is_(None),
        col(Evidence.withdrawn_at).is_(None),
    )
    return list(session.exec(query.order_by(col(Evidence.id))))
