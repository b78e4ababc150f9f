"""What is said about an absence: telling it, to the deputy, to who covers, on the first morning back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from jobs.messages.composers import composes
from jobs.messages.facts import PER_SCREEN, Choice, Do, Message, Named, Rows, TaskFacts, Variant
from jobs.messages.gather import (
    by_due_day,
    days_between,
    named,
    named_if_any,
    numbered,
    reader_of,
    standing_in,
    task_facts,
)
from jobs.messages.morning import stand_ins, tasks_of
from jobs.messages.morning_facts import StandIn
from jobs.messages.offers import numbers, to_people
from models.calendar import working_calendar
from models.cases import owed_of
from models.kinds import Kind
from models.people import holding, responsible, roles, stand_in, why_not
from models.reviews import awaiting_verdict_of
from models.rules.lifecycle import ACTIVE, State
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of
from models.tables import Absence, DeputyState, Notification, Person, Role, Task

PICK = "pick"
FOR, BY = "for", "by"
_MOST_COLLEAGUES, _DAYS_TO_PICK, _MOST_TASKS = 8, 10, 6
_LENGTHS = (1, 2, 5, 10)


@dataclass(frozen=True, kw_only=True)
class AwayRecorded(Message):
    """What was recorded; `covers` while no deputy has agreed; `back_on`: the first working day after it; `by`:
    who else said it."""

    absent: Named
    from_on: date
    to_on: date
    back_on: date
    begun: bool
    ended: bool
    deputy: Named | None
    deputy_state: DeputyState
    covers: Named | None
    by: Named | None = None


@dataclass(frozen=True, kw_only=True)
class DeputyAsked(Message):
    """To the deputy; `mine`: they are still the one who was asked."""

    absent: Named
    now: datetime
    from_on: date
    to_on: date
    tasks: tuple[TaskFacts, ...]
    more: int
    also_head: bool
    also_reviewer: bool
    covers: Named | None
    state: DeputyState
    mine: bool = True
    over: bool = False
    # Citizen files of the absent that are owed an apology.
    owed: int = 0


class AbsenceEvent(StrEnum):
    DECLINED = "declined"
    UNCOVERED = "uncovered"
    ENDED = "ended"
    REPLACED = "replaced"
    REDATED = "redated"


@dataclass(frozen=True, kw_only=True)
class AbsenceNews(Message):
    """To the absent (`own`), to who covers, with what falls due meanwhile, or to a deputy who is no longer needed;
    `by`: who else said it."""

    event: AbsenceEvent
    own: bool
    absent: Named
    from_on: date
    to_on: date
    deputy: Named | None
    covers: Named | None
    by: Named | None = None
    now: datetime
    tasks: tuple[TaskFacts, ...] = ()
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class HandBack(Message):
    """`days`: working days away since `from_on`; `deputy`: who had agreed to act; `reviews` wait for the reader's
    verdict; `stand_ins`, by number: why the reader hears of tasks that are not theirs."""

    deputy: Named | None
    now: datetime
    from_on: date
    days: int
    done: tuple[tuple[int, TaskFacts], ...]
    open: tuple[tuple[int, TaskFacts], ...]
    more: int
    stand_ins: dict[int, StandIn] = field(default_factory=dict)
    reviews: int = 0


@composes(Kind.AWAY)
def away(session: Session, row: Notification, now: datetime) -> AwayRecorded | None:
    """How an absence stands. Moot where none was recorded: the question of an earlier version."""
    return _recorded(session, _person(session, row, FOR), row, now) if "absence" in row.facts else None


@composes(Kind.DEPUTY_ASKED)
def deputy_asked(session: Session, row: Notification, now: datetime) -> DeputyAsked:
    deputy, absence = reader_of(session, row), _absence(session, row)
    absent = session.get_one(Person, absence.person_id)
    mine, over = absence.deputy_id == deputy.id, _is_over(absence, now)
    held = roles(session, absent)
    tasks = _due_until(session, absent, absence, now)
    acts = absence.deputy_state is DeputyState.ACCEPTED and absence.from_on <= day_of(now)
    opening = numbers(enumerate(tasks[:_MOST_TASKS], start=1)) if acts else ()
    return DeputyAsked(
        choices=opening + _answers(absence) if mine and not over else (),
        absent=named(absent),
        now=now,
        from_on=absence.from_on,
        to_on=absence.to_on,
        tasks=tuple(tasks[:_MOST_TASKS]),
        more=max(0, len(tasks) - _MOST_TASKS),
        also_head=Role.HEAD in held,
        also_reviewer=Role.REVIEWER in held,
        covers=standing_in(session, above(session, absent)),
        state=absence.deputy_state,
        mine=mine,
        over=over,
        owed=0 if over else owed_of(session, absent),
    )


@composes(Kind.ABSENCE_NEWS)
def news(session: Session, row: Notification, now: datetime) -> AbsenceNews:
    reader, absence = reader_of(session, row), _absence(session, row)
    absent, event = session.get_one(Person, absence.person_id), AbsenceEvent(row.facts["event"])
    asks = event in (AbsenceEvent.DECLINED, AbsenceEvent.UNCOVERED) and not _is_over(absence, now)
    deputy_id, covers = row.facts["deputy"], _cover(session, absent, absence, now)
    is_theirs = asks and covers is not None and covers.id == reader.id
    tasks = _due_until(session, absent, absence, now) if is_theirs else []
    return AbsenceNews(
        choices=_appointments(session, absent, absence, deputy_id, reader) if asks else (),
        now=now,
        tasks=tuple(tasks[:_MOST_TASKS]),
        more=max(0, len(tasks) - _MOST_TASKS),
        event=event,
        own=reader.id == absent.id,
        absent=named(absent),
        from_on=absence.from_on,
        to_on=absence.to_on,
        deputy=named_if_any(session, deputy_id),
        covers=standing_in(session, covers),
        by=named_if_any(session, row.facts.get(BY)),
    )


@composes(Kind.HAND_BACK)
def hand_back(session: Session, row: Notification, now: datetime) -> HandBack:
    person, absence = reader_of(session, row), _absence(session, row)
    linked = tasks_of(session, row)
    tasks = numbered(session, linked[:PER_SCREEN], now)
    still = tuple((number, task) for number, task in tasks if task.state in _UNDONE)
    agreed = absence.deputy_state is DeputyState.ACCEPTED
    from_on, last_on = date.fromisoformat(row.facts["from_on"]), date.fromisoformat(row.facts["last_on"])
    return HandBack(
        choices=numbers(tasks),
        deputy=named_if_any(session, absence.deputy_id) if agreed else None,
        now=now,
        from_on=from_on,
        days=days_between(session, person.agency_id, from_on - timedelta(days=1), last_on),
        done=tuple(each for each in tasks if each not in still),
        open=still,
        more=len(linked) - len(tasks),
        stand_ins=stand_ins(session, person, linked, now),
        reviews=len(awaiting_verdict_of(session, person, day_of(now))),
    )


def first_days(calendar: WorkingCalendar, today: date) -> list[date]:
    """Today, tomorrow where it is worked, Monday of next week."""
    tomorrow, monday = today + timedelta(days=1), today + timedelta(days=7 - today.weekday())
    days = {today, monday} | ({tomorrow} if calendar.is_working(tomorrow) else set())
    return sorted(days)


def days_to_pick(calendar: WorkingCalendar, today: date) -> list[date]:
    return [calendar.shift(today, n) for n in range(1, _DAYS_TO_PICK + 1)]


def last_days(calendar: WorkingCalendar, from_on: date) -> list[date]:
    """The same day, one, two, five and ten working days later, and the last working day of its week."""
    sunday = from_on + timedelta(days=6 - from_on.weekday())
    days = {from_on, calendar.on_or_before(sunday), *(calendar.shift(from_on, n) for n in _LENGTHS)}
    return sorted(day for day in days if day >= from_on)


_UNDONE = (ACTIVE | {State.WAITING, State.MISSED}) - {State.CLAIMED}


def _answers(absence: Absence) -> Rows:
    """The deputy's: yes or no; who has agreed may still withdraw."""
    key = (absence.id or 0,)
    match absence.deputy_state:
        case DeputyState.ASKED:
            return ((Choice(Do.DEPUTISE, key), Choice(Do.DECLINE, key)),)
        case DeputyState.ACCEPTED:
            return ((Choice(Do.DECLINE, key, variant=Variant.AGREED),),)
    return ()


def _recorded(session: Session, person: Person, row: Notification, now: datetime) -> AwayRecorded:
    absence = _absence(session, row)
    over, agreed = _is_over(absence, now), absence.deputy_state is DeputyState.ACCEPTED
    calendar = working_calendar(session, person.agency_id)
    key = (absence.id or 0,)
    buttons: Rows = ((Choice(Do.REDATE, key), Choice(Do.APPOINT, key)), (Choice(Do.BACK, key),))
    if PICK in row.facts:
        buttons = _appointments(session, person, absence, absence.deputy_id, person) + buttons[1:]
    return AwayRecorded(
        absent=named(person),
        choices=() if over else buttons,
        from_on=absence.from_on,
        to_on=absence.to_on,
        back_on=calendar.on_or_after(absence.to_on + timedelta(days=1)),
        begun=absence.from_on <= day_of(absence.ended_at or now),
        ended=absence.ended_at is not None,
        deputy=named_if_any(session, absence.deputy_id),
        deputy_state=absence.deputy_state,
        covers=None if agreed or over else _covering(session, person, absence, now),
        by=named_if_any(session, row.facts.get(BY)),
    )


def _covering(session: Session, absent: Person, absence: Absence, now: datetime) -> Named | None:
    return standing_in(session, _cover(session, absent, absence, now))


def _cover(session: Session, absent: Person, absence: Absence, now: datetime) -> Person | None:
    """Who stands in today, or when it begins."""
    return stand_in(session, absent, max(absence.from_on, day_of(now)))


def _appointments(
    session: Session, absent: Person, absence: Absence, deputy_id: int | None, reader: Person
) -> Rows:
    """Who else might be asked; who was asked is left out."""
    able = colleagues(session, absent, absence.from_on)
    others = (each for each in able if each.id not in (deputy_id, reader.id))
    return to_people(Do.APPOINT, others, absence.id or 0)


def colleagues(session: Session, person: Person, day: date) -> list[Person]:
    """Who may act for a person: those of the unit, without a unit the leaders, who can be reached that day.

    Who covers anyway is left out."""
    if person.unit_id is None:
        people = holding(session, person.agency_id, Role.LEADER)
    else:
        same = select(Person).where(Person.unit_id == person.unit_id).order_by(col(Person.code))
        people = list(session.exec(same))
    covers = above(session, person)
    left_out = {person.id, covers.id if covers else None}
    able = [each for each in people if each.id not in left_out and why_not(session, each, day) is None]
    return able[:_MOST_COLLEAGUES]


def above(session: Session, person: Person) -> Person | None:
    """Who covers where no deputy has agreed: the head of the unit, for a head the leader, else the admin."""
    heads = holding(session, person.agency_id, Role.HEAD, person.unit_id) if person.unit_id else []
    leaders = holding(session, person.agency_id, Role.LEADER)
    admins = holding(session, person.agency_id, Role.ADMIN)
    return next((each for each in (*heads, *leaders, *admins) if each.id != person.id), None)


def _due_until(session: Session, absent: Person, absence: Absence, now: datetime) -> list[TaskFacts]:
    """The absent person's open tasks that come due in that time, those already overdue among them, and those of
    whom they agreed to act for then; of a head also those that nobody has yet."""
    is_active = col(Task.state).in_(ACTIVE)
    due = by_due_day(session, Task.agency_id == absent.agency_id, is_active, Task.due_on <= absence.to_on)
    headed = absent.unit_id if Role.HEAD in roles(session, absent) else None
    whose = {absent.id, *_principals(session, absent, absence)}

    def is_theirs(task: Task) -> bool:
        officer = responsible(session, task)
        return task.unit_id == headed if officer is None else officer.id in whose

    return [task_facts(session, task, now) for task in due if is_theirs(task)]


def _principals(session: Session, deputy: Person, absence: Absence) -> Sequence[int]:
    """For whom somebody agreed to act in the days of an absence of their own."""
    agreed = select(Absence.person_id).where(
        Absence.deputy_id == deputy.id,
        Absence.deputy_state == DeputyState.ACCEPTED,
        col(Absence.ended_at).is_(None),
        Absence.from_on <= absence.to_on,
        Absence.to_on >= absence.from_on,
    )
    return session.exec(agreed).all()


def _absence(session: Session, row: Notification) -> Absence:
    return session.get_one(Absence, row.facts["absence"])


def _person(session: Session, row: Notification, fact: str) -> Person:
    """Whom a fact names; without it the reader."""
    return session.get_one(Person, row.facts.get(fact, row.person_id))


def _is_over(absence: Absence, now: datetime) -> bool:
    return absence.ended_at is not None or absence.to_on < day_of(now)
