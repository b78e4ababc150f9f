"""What a reader may choose: of a task what its state and the reader's standing allow, people, numbers, pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from math import ceil
from typing import TypeVar

from sqlmodel import Session

from jobs.messages.facts import PER_SCREEN, Choice, Do, Page, Rows, TaskFacts, Variant
from jobs.messages.gather import told_on
from models.actor import acting
from models.changes.placing import passed_by
from models.checklist import ACCEPTS, items_of, wanted
from models.obstacles import obstacle_of
from models.people import Because, holding, last_confirmation, responsible
from models.rules.due_day import due_of
from models.rules.lifecycle import ACTIVE, Change, State, allows
from models.rules.permissions import DOERS, Standing, may
from models.rules.reading import Place
from models.rules.zone import day_of
from models.staff import members
from models.standing import standings
from models.tables import ItemKind, Notification, Person, Role, Task

Item = TypeVar("Item")

_CANDIDATES = 6
_NUMBERS_IN_A_ROW = 4
_ONWARD = {
    Place.UNIT_HEAD: (Change.FORWARD, Do.FORWARDED),
    Place.LEADER: (Change.SIGN, Do.SIGNED),
    Place.CLERK: (Change.ISSUE, Do.ISSUED),
}


@dataclass(frozen=True)
class Offer:
    """A task before a reader: what may be done with it is asked of the lifecycle and of where the reader stands."""

    session: Session
    reader: Person
    task: Task
    now: datetime

    @cached_property
    def standing(self) -> frozenset[Standing]:
        return standings(self.session, acting(self.reader), self.task, day_of(self.now))

    @property
    def is_theirs_to_do(self) -> bool:
        return bool(self.standing & DOERS)

    @cached_property
    def officer(self) -> Person | None:
        return responsible(self.session, self.task)

    @property
    def helps(self) -> bool:
        """Whether the reader acts for an officer whom Telegram does not reach."""
        return Standing.HELPER in self.standing and not self.is_theirs_to_do

    def can(self, change: Change) -> bool:
        return allows(self.task.state, change, self.task.is_case) and may(self.standing, change)

    def of(self, *does: Do) -> tuple[Choice, ...]:
        return on(self.task, *does)


# What would put off the limit of a citizen file, which nothing does.
_PUTS_OFF = frozenset({Do.LATER, Do.SNOOZE, Do.WAIT, Do.LATER_DAY, Do.KEEP_DAY})


def on(task: Task, *does: Do) -> tuple[Choice, ...]:
    """One row: these, of one task; of a citizen file what can be done with one."""
    return tuple(Choice(do, (task.id or 0,)) for do in does if not (task.is_case and do in _PUTS_OFF))


def with_each(task: Task, do: Do, values: Iterable[str | int | date]) -> list[Choice]:
    """The same of one task, with each of these days, hours or places."""
    if task.is_case and do in _PUTS_OFF:
        return []
    return [Choice(do, (task.id or 0, value)) for value in values]


def choices(offer: Offer, because: Because | None = None) -> Rows:
    """What this reader may do with this task now, in a fixed order; details are always open."""
    rows = (
        *(_assignments(offer, because) if because is not None else ()),
        _answering(offer),
        _clearing(offer),
        *_settlements(offer),
        _declining(offer),
        _onward(offer),
        *_decisions(offer, is_owned=because is not Because.UNASSIGNED),
        *_doing(offer),
        _later(offer),
        _dating(offer),
        _undoing(offer),
        _refusing(offer),
    )
    return tuple(row for row in rows if row)


def in_rows(choices: Sequence[Choice], columns: int) -> Rows:
    """So many a row."""
    return tuple(tuple(choices[start : start + columns]) for start in range(0, len(choices), columns))


def numbers(tasks: Iterable[tuple[int, TaskFacts]]) -> Rows:
    """Number buttons that open the cards."""
    return by_number([Choice(Do.CARD, (task.id,), number) for number, task in tasks])


def by_number(choices: Sequence[Choice]) -> Rows:
    """Buttons that show nothing but a number."""
    return in_rows(choices, _NUMBERS_IN_A_ROW)


def to_people(do: Do, people: Iterable[Person], *about: int) -> Rows:
    """A row for each of these people, by name; `about`: the id of what is given to them."""
    return tuple((Choice(do, (*about, each.id or 0), name=each.full_name),) for each in people)


def paged(row: Notification, found: Sequence[Item]) -> tuple[Sequence[Item], Rows]:
    """The page to which a message is turned, and the button that turns on, from the last to the first; none where
    one holds all. The list may have become shorter since it was turned."""
    count = max(1, ceil(len(found) / PER_SCREEN))
    page = min(row.facts.get("page", 0), count - 1)
    shown = found[page * PER_SCREEN : (page + 1) * PER_SCREEN]
    if count == 1:
        return shown, ()
    return shown, ((Choice(Do.PAGE, (row.id or 0, (page + 1) % count), page=Page(page + 1, count)),),)


def onward(session: Session, reader: Person, tasks: Sequence[tuple[int | None, Task]], now: datetime) -> Rows:
    """For each document that lies with the reader the way on, under its number where it has one."""
    rows = (_onward(Offer(session, reader, task, now), number) for number, task in tasks)
    return tuple(row for row in rows if row)


def candidates(session: Session, task: Task, but: int | None, *others: Role) -> list[Person]:
    """To whom a task may be given: the officers of its unit, then those with other roles there; all `but` one."""
    people = [
        each
        for role in (Role.OFFICER, *others)
        for each in holding(session, task.agency_id, role, task.unit_id)
    ]
    found = {each.id: each for each in people if each.id != but}
    return list(found.values())[:_CANDIDATES]


def assignable(session: Session, task: Task, but: int | None, *others: Role) -> list[Person]:
    """The same for who decides; where nobody else does the unit's work, anybody else there."""
    able = candidates(session, task, but, *others)
    return able or [each for each in members(session, task.agency_id, [task.unit_id]) if each.id != but]


def _onward(offer: Offer, number: int | None = None) -> tuple[Choice, ...]:
    """The way on of what lies with the reader; of what they passed on today, the way back."""
    task = offer.task
    is_new = task.place_since == day_of(offer.now) and offer.can(Change.PASS_BACK)
    if is_new and passed_by(offer.session, offer.reader, task):
        return (Choice(Do.PASS_BACK, (task.id or 0,), number),)
    step = _ONWARD.get(task.place) if task.place and task.state in ACTIVE else None
    if step is None or not offer.can(step[0]):
        return ()
    return (Choice(step[1], (task.id or 0,), number),)


def _assignments(offer: Offer, because: Because) -> Rows:
    """To whom a task is given that is nobody's now. Where Telegram does not reach its officer it stays theirs, and
    giving it away is asked apart; never to the very person in whose place the reader is told."""
    if not offer.can(Change.ASSIGN) or because in (Because.NO_CHAT, Because.BLOCKED):
        return ()
    officer = offer.officer
    able = assignable(offer.session, offer.task, offer.reader.id)
    others = [each for each in able if officer is None or each.id != officer.id]
    kept = offer.of(Do.KEEP_OFFICER) if because is Because.NOT_MINE else ()
    return (*to_people(Do.ASSIGN, others, offer.task.id or 0), offer.of(Do.TAKE), kept)


def _answering(offer: Offer) -> tuple[Choice, ...]:
    return offer.of(Do.ANSWERED, Do.NOT_YET) if offer.can(Change.ANSWER) else ()


def _clearing(offer: Offer) -> tuple[Choice, ...]:
    """That what is in the way is settled."""
    stuck = offer.can(Change.CLEAR) and obstacle_of(offer.session, offer.task) is not None
    return offer.of(Do.CLEARED) if stuck else ()


def _settlements(offer: Offer) -> Rows:
    if not offer.can(Change.SETTLE):
        return ()
    handing = _handing_in(offer.session, offer.task, Variant.SETTLE)
    return (tuple(handing), offer.of(Do.ASK_DATE, Do.NOT_APPLICABLE))


def _declining(offer: Offer) -> tuple[Choice, ...]:
    """Who was handed the task by a colleague need not take it."""
    task = offer.task
    handed = task.handed_by_id is not None and task.responsible_id == offer.reader.id
    return offer.of(Do.DECLINE_TASK) if handed and offer.can(Change.HAND_OVER) else ()


def _decisions(offer: Offer, is_owned: bool) -> Rows:
    """What a head may decide of a task of somebody else's. To have talked, and to let the day stand, only where
    there is something to talk about: late, promised, or short of evidence; nobody to talk to, or to take it from,
    where nobody has it."""
    task = offer.task
    if offer.is_theirs_to_do or not offer.can(Change.EXTEND):
        return ()
    if not is_owned:
        return (offer.of(Do.LATER_DAY),)
    is_late, is_promised = due_of(task).on < day_of(offer.now), task.promised_on is not None
    if not (is_late or is_promised or task.state is State.CLAIMED):
        return (offer.of(Do.GIVE_AWAY, Do.LATER_DAY),)
    days = (Do.LATER_DAY, Do.KEEP_DAY) if is_promised else (Do.LATER_DAY,)
    return (offer.of(Do.TALKED, Do.GIVE_AWAY), offer.of(*days))


def _doing(offer: Offer) -> Rows:
    """To say that it is done, and to hand in what it asks for."""
    variant = Variant.FOR_OTHER if offer.helps else None
    done = (Choice(Do.DONE, (offer.task.id or 0,), variant=variant),) if offer.can(Change.CLAIM) else ()
    if not offer.can(Change.ADD_EVIDENCE) or offer.task.state is State.ACCEPTED:
        return (done,)
    handing = tuple(_handing_in(offer.session, offer.task, variant))
    return (done + handing[:1], handing[1:], *_ticks(offer.session, offer.task))


def _later(offer: Offer) -> tuple[Choice, ...]:
    """To be reminded later; from the due day on also what is in the way."""
    if not offer.can(Change.SNOOZE) or offer.task.state is State.CLAIMED:
        return ()
    due = day_of(offer.now) >= due_of(offer.task).on and not offer.helps
    return offer.of(Do.LATER, Do.STUCK) if due else offer.of(Do.LATER)


def _dating(offer: Offer) -> tuple[Choice, ...]:
    """What was told after the due day may have been done before, until review begins."""
    if not offer.can(Change.DATE_DONE) or offer.task.review_began_at is not None:
        return ()
    told = told_on(offer.session, offer.task)
    return offer.of(Do.OTHER_DAY) if told is not None and told > offer.task.due_on else ()


def _undoing(offer: Offer) -> tuple[Choice, ...]:
    """What was said or handed in is taken back; and the details, always."""
    withdraws = offer.can(Change.WITHDRAW) and offer.task.review_began_at is None
    withdrawing = offer.of(Do.WITHDRAW) if withdraws else ()
    undoing = _taking_back(offer) if offer.can(Change.TAKE_BACK) else ()
    return withdrawing + undoing + offer.of(Do.DETAILS)


def _taking_back(offer: Offer) -> tuple[Choice, ...]:
    """By a head it is what somebody else said."""
    said = last_confirmation(offer.session, offer.task)
    is_own = said is None or said.person_id == offer.reader.id
    return (Choice(Do.UNDO, (offer.task.id or 0,), variant=None if is_own else Variant.FOR_OTHER),)


def _refusing(offer: Offer) -> tuple[Choice, ...]:
    open_to_it = offer.task.disputed_at is None and offer.task.state is not State.CLAIMED
    return offer.of(Do.NOT_MINE) if open_to_it and offer.can(Change.NOT_MINE) else ()


def _handing_in(session: Session, task: Task, variant: Variant | None = None) -> list[Choice]:
    """How what is wanted can be handed in: as a file, as a figure, or both."""
    if task.state is State.SUBMITTED:
        variant = Variant.MORE
    kinds = {item.kind for item in items_of(session, task)}
    files = [Choice(Do.FILE, (task.id or 0,), variant=variant)] if kinds & ACCEPTS.keys() else []
    return [*files, *(on(task, Do.FIGURE) if ItemKind.FIGURE in kinds else ())]


def _ticks(session: Session, task: Task) -> Rows:
    missing = [item for item in wanted(session, task) if item.kind is ItemKind.TICK]
    return tuple((Choice(Do.TICK, (task.id or 0, item.id or 0), name=item.title),) for item in missing)
