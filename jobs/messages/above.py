"""Messages above the officer: the last call, the head's, the phone call, the leader's week, the trial run."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session

from jobs.cases.figures import CaseFigure, figure_of
from jobs.messages.above_facts import (
    AskLaterDay,
    Decided,
    Escalation,
    GiveTo,
    LastCall,
    LateTask,
    LeaderUrgent,
    LeaderWeek,
    Phone,
    Quiet,
    TrialRun,
)
from jobs.messages.answers import offered_days
from jobs.messages.case_facts import files_for_today
from jobs.messages.composers import composes
from jobs.messages.facts import PER_SCREEN, TO_ZALO, Choice, Do, Rows, TaskFacts
from jobs.messages.gather import days_between, named, numbered, person_named, reader_of, task_facts, task_in
from jobs.messages.giving import giving, takers
from jobs.messages.morning import (
    first_task,
    held_in,
    opening,
    reviews_in,
    rung_of,
    stand_ins,
    tasks_of,
)
from jobs.messages.morning_facts import StandIn
from jobs.messages.offers import (
    Offer,
    assignable,
    choices,
    in_rows,
    numbers,
    on,
    onward,
    paged,
    to_people,
    with_each,
)
from models.calendar import working_calendar
from models.changes.common import CLIMBED
from models.changes.open_task import LAST_CALL
from models.changes.saying import last_statement
from models.changes.speaking import stands
from models.hearing import bosses, escalation_facts, head_is_told_at, is_trial, sent_on, told_days, trial_days
from models.kinds import Kind
from models.people import addressee, responsible
from models.rules.due_day import due_of
from models.rules.lifecycle import State
from models.rules.zone import at, day_of
from models.tables import Agency, Decision, DecisionKind, Ladder, Notification, Person, Role, Task

_SPEAKS = (State.OPEN, State.RETURNED, State.CLAIMED)


@composes(Kind.ESCALATION)
def escalation(session: Session, row: Notification, now: datetime) -> Escalation | None:
    """Until it is sent, only what still needs a head; None when nothing does any more."""
    linked = tasks_of(session, row)
    if row.sent_at is None:
        linked = [(number, task) for number, task in linked if _still_up(session, row, task)]
    if not linked:
        return None
    return escalation_of(session, reader_of(session, row), linked, now, row.sent_at or now, row)


def escalation_of(
    session: Session,
    head: Person,
    linked: list[tuple[int, Task]],
    now: datetime,
    said_at: datetime,
    row: Notification | None = None,
) -> Escalation:
    """What a head is told of these tasks; in `row` where it is told already, else as it would be told."""
    shown, turning = paged(row, linked) if row else (linked[:PER_SCREEN], ())
    late = [_late(session, number, task, now, day_of(said_at), row) for number, task in shown]
    quiet = row.facts.get("quiet", []) if row else []
    return Escalation(
        reader=named(head),
        choices=_choices(session, head, shown, late, now) + turning + _phoned(session, linked, quiet),
        loud=True,
        tasks=tuple(late),
        quiet=tuple(_quiet(session, each["person"], each["days"]) for each in quiet),
        more=len(linked) - len(late),
    )


@composes(Kind.LAST_CALL)
def last_call(session: Session, row: Notification, now: datetime) -> LastCall | None:
    """None when something was heard, or the day moved, before it could be sent."""
    linked = _called_for(session, row, now)
    if not linked:
        return None
    reader, facts = reader_of(session, row), numbered(session, linked, now)
    said_at = row.sent_at or now
    up = [(number, task) for number, task in linked if _is_up(task, day_of(said_at))]
    told, told_at = _would_be_told(session, reader, up, said_at) if up else (None, None)
    why = stand_ins(session, reader, linked, now)
    return LastCall(
        choices=_called(session, reader, linked, facts, why, now),
        loud=True,
        now=said_at,
        tasks=tuple(facts),
        up=frozenset(number for number, _ in up),
        told=told,
        at=told_at,
        stand_ins=why,
        takers=takers(session, linked, why, now),
        files=files_for_today(session, reader, said_at),
    )


def _called(
    session: Session,
    reader: Person,
    linked: list[tuple[int, Task]],
    facts: list[tuple[int, TaskFacts]],
    why: dict[int, StandIn],
    now: datetime,
) -> Rows:
    """What may be done with the only task; of several their numbers."""
    if len(linked) > 1:
        return numbers(facts) + giving(why)
    number, task = linked[0]
    return choices(Offer(session, reader, task, now), why[number].because if number in why else None)


def _called_for(session: Session, row: Notification, now: datetime) -> list[tuple[int, Task]]:
    """All that was said; before it is, those that are up and of which nothing was heard."""
    linked = tasks_of(session, row)
    if row.sent_at is not None:
        return linked
    still = [each for each in linked if _is_up(each[1], day_of(now))]
    return [(number, task) for number, task in still if not escalation_facts(session, task, now).answered]


@composes(Kind.PHONE)
def phone(session: Session, row: Notification, now: datetime) -> Phone:
    task = first_task(session, row)
    return Phone(
        choices=(on(task, Do.PHONED), on(task, Do.GIVE_AWAY, Do.DETAILS)),
        loud=True,
        quiet=_quiet(session, row.facts["silent"], row.facts["days"]),
        task=task_facts(session, task, now),
    )


def _quiet(session: Session, person_id: int, days: list[str]) -> Quiet:
    return Quiet(person_named(session, person_id), tuple(map(date.fromisoformat, days)))


@composes(Kind.LEADER_WEEK)
def leader_week(session: Session, row: Notification, now: datetime) -> LeaderWeek:
    every, reader = tasks_of(session, row), reader_of(session, row)
    linked, turning = paged(row, every)
    tasks, held = numbered(session, linked, now), held_in(row, linked)
    agency = session.get_one(Agency, row.agency_id)
    said_at = row.sent_at or now
    reviews, why = reviews_in(row, linked), stand_ins(session, reader, linked, now)
    opened = row.facts.get("opened")
    ways = opening(tasks, reviews) + giving(why) + onward(session, reader, held, now)
    return LeaderWeek(
        choices=ways + turning + (TO_ZALO if tasks else ()),
        agency=agency.name,
        said_on=day_of(said_at),
        tasks=tuple(tasks),
        held=frozenset(number for number, _ in held),
        reviews=reviews,
        stand_ins=why,
        trial=is_trial(session, agency, said_at),
        more=len(every) - len(tasks),
        opened=(opened[0], opened[1]) if opened else None,
        exports=opened[2] if opened and len(opened) > 2 else 0,
        figure=_short_of_all(session, agency, day_of(said_at)),
        anchor=row.facts.get("anchor"),
    )


def _short_of_all(session: Session, agency: Agency, today: date) -> CaseFigure | None:
    """The figure of the year's citizen files, unless all have their apology in time; not in the trial run."""
    figure = figure_of(session, agency, today.year, today)
    is_told = figure.in_time < figure.needed and not is_trial(session, agency, at(today, time(12)))
    return figure if is_told else None


@composes(Kind.LEADER_URGENT)
def leader_urgent(session: Session, row: Notification, now: datetime) -> LeaderUrgent | None:
    task = first_task(session, row)
    if row.sent_at is None and task.state not in _SPEAKS:
        return None
    return LeaderUrgent(
        choices=(*onward(session, reader_of(session, row), [(1, task)], now), on(task, Do.DETAILS)),
        loud=True,
        task=task_facts(session, task, now),
        left=days_between(session, task.agency_id, day_of(now), task.closes_on),
    )


@composes(Kind.TRIAL_RUN)
def trial_run(session: Session, row: Notification, now: datetime) -> TrialRun:
    agency = session.get_one(Agency, row.agency_id)
    last_on, next_on = trial_days(session, agency)
    ended = not is_trial(session, agency, now)
    return TrialRun(
        choices=() if ended else ((Choice(Do.END_TRIAL),),),
        last_on=last_on,
        next_on=next_on,
        ended=ended,
    )


@composes(Kind.GIVE_TO)
def give_to(session: Session, row: Notification, now: datetime) -> GiveTo:
    """Candidates: the other officers of the unit, then its heads; none once it has changed hands."""
    task = first_task(session, row)
    officer = responsible(session, task)
    given = officer is not None and officer.id != row.facts.get("officer")
    people = [] if given else assignable(session, task, officer.id if officer else None, Role.HEAD)
    return GiveTo(
        choices=to_people(Do.ASSIGN, people, task.id or 0),
        task=task_facts(session, task, now),
        given=named(officer) if given else None,
    )


@composes(Kind.LATER_DAY)
def later_day(session: Session, row: Notification, now: datetime) -> AskLaterDay:
    """A day that was said already stands first, where it can be one."""
    task = task_in(session, row)
    days = later_days(session, task, now)
    said_on = date.fromisoformat(row.facts["said_on"]) if row.facts.get("said_on") else None
    fits = said_on is not None and _can_be(session, task, said_on, now)
    first = [said_on] if said_on is not None and fits else []
    shown = [*first, *(day for day in days if day not in first)]
    return AskLaterDay(
        choices=in_rows(with_each(task, Do.EXTEND_TO, shown), 1),
        task=task_facts(session, task, now),
        promised_on=task.promised_on,
        again=row.facts.get("again", False) or (said_on is not None and not fits),
    )


def _can_be(session: Session, task: Task, day: date, now: datetime) -> bool:
    later = day > max(due_of(task).on, day_of(now))
    return later and working_calendar(session, task.agency_id).is_working(day)


def later_days(session: Session, task: Task, now: datetime) -> list[date]:
    """The promised day where there is one, and days counted from the day by which it is due, or from today when
    that is past."""
    from_on = max(due_of(task).on, day_of(now))
    days = {
        *offered_days(session, task.agency_id, from_on),
        *([task.promised_on] if task.promised_on else []),
    }
    return sorted(day for day in days if day > from_on)


@composes(Kind.DECIDED)
def decided(session: Session, row: Notification, now: datetime) -> Decided | None:
    """None when a waiver was taken back before it could be told, or stands again."""
    task, decision = first_task(session, row), session.get_one(Decision, row.facts["decision"])
    is_over = decision.kind is DecisionKind.WAIVE and task.state is not State.WAIVED
    if row.sent_at is None and decision.kind is DecisionKind.WAIVE and is_over != _says_over(row):
        return None
    return Decided(
        choices=(on(task, Do.DETAILS),),
        task=task_facts(session, task, now),
        kind=decision.kind,
        by=person_named(session, decision.person_id),
        reason=decision.words,
        promised_on=task.promised_on,
        over=is_over,
        counts=task.closes_on >= day_of(now),
    )


def _says_over(row: Notification) -> bool:
    """Whether it was written to say that a waiver is taken back."""
    return row.key.startswith("unwaived/")


def _late(
    session: Session, number: int, task: Task, now: datetime, said_on: date, row: Notification | None
) -> LateTask:
    """What was sent and shown counts from the day that the message spoke of, also once it has moved."""
    today, ends_on = day_of(now), due_of(task).on
    anchor, to = _anchor(session, row, task) or ends_on, addressee(session, task, today)
    reminded = to.person if to else None
    said = last_statement(session, task, reminded) if reminded else None
    return LateTask(
        number=number,
        task=task_facts(session, task, now),
        sent_on=tuple(sorted({day for day in sent_on(session, task, today, anchor) if day < said_on})),
        promised_on=task.promised_on,
        shown=bool(told_days(session, task, Ladder.ESCALATION, anchor, LAST_CALL, reminded)),
        said=said.kind if said else None,
        said_on=day_of(said.said_at) if said else None,
        moved=task.state in (State.OPEN, State.RETURNED) and ends_on >= said_on,
    )


def _anchor(session: Session, row: Notification | None, task: Task) -> date | None:
    """The day from which the level that this row tells was counted."""
    rung = rung_of(session, row, task) if row else None
    return rung.anchor_on if rung else None


def _would_be_told(
    session: Session, reader: Person, linked: list[tuple[int, Task]], said_at: datetime
) -> tuple[Escalation | None, datetime | None]:
    """The very message of the head, made as of the moment at which it would be sent; none to who stands in for
    the head as well."""
    told_at = head_is_told_at(session, linked[0][1], said_at)
    if told_at is None:
        return None, None
    boss = bosses(session, linked[0][1], day_of(told_at))[0]
    if boss.id == reader.id:
        return None, None
    told = [(number, task) for number, task in linked if head_is_told_at(session, task, said_at) == told_at]
    as_of = escalation_of(session, boss, told, told_at, told_at)
    return replace(as_of, tasks=tuple(replace(each, shown=True) for each in as_of.tasks)), told_at


def _choices(
    session: Session, head: Person, linked: Sequence[tuple[int, Task]], late: list[LateTask], now: datetime
) -> Rows:
    if len(linked) > 1:
        return numbers([(each.number, each.task) for each in late])
    task = linked[0][1]
    offer = Offer(session, head, task, now)
    return (on(task, Do.DETAILS),) if offer.is_theirs_to_do else choices(offer)


def _phoned(session: Session, linked: list[tuple[int, Task]], quiet: list[dict[str, Any]]) -> Rows:
    """That they were phoned, and messages do arrive: where it is one person, or it would not be clear who."""
    if len(quiet) != 1:
        return ()
    officers = ((responsible(session, task), task) for _, task in linked)
    theirs = [task for officer, task in officers if officer is not None and officer.id == quiet[0]["person"]]
    return tuple(on(task, Do.PHONED) for task in theirs[:1])


def _is_up(task: Task, said_on: date) -> bool:
    """Whether what was said on its due day is still so: nothing came, and the day has not moved."""
    return task.state in (State.OPEN, State.RETURNED) and due_of(task).on <= said_on


def _still_up(session: Session, row: Notification, task: Task) -> bool:
    """Whether the task still climbs the ladder whose level this row tells, from the same day."""
    rung = rung_of(session, row, task)
    if task.disputed_at is not None or rung is None or not stands(rung, task):
        return False
    return rung.ladder in CLIMBED.get(task.state, ())
