"""Those above the officer: the last call at 14:00, the head at 10:00 of T+1, the leader's weekly lines.

Each level is decided again in the transaction that tells it: told, put off to the next working day, or never.
One message a head however many tasks; facts only.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time

from sqlmodel import Session, col, select

from jobs.messages.morning import ranked
from models.calendar import office_hours, working_calendar
from models.changes.common import tell
from models.changes.open_task import HEAD, LAST_CALL
from models.changes.speaking import due_rungs, is_due, put_off, skip, speak
from models.hearing import (
    bosses,
    heads_over,
    heard_of,
    is_trial,
    last_heard_of,
    silence,
    told_days,
)
from models.kinds import Kind
from models.people import addressee, reached, responsible
from models.rules import escalation
from models.rules.escalation import Decision, Heard
from models.rules.lifecycle import State
from models.rules.zone import at, day_of, local
from models.tables import Agency, Ladder, Notification, Person, Rung, RungState, Task

LEVELS = frozenset({Ladder.ESCALATION})
_HEADS_OWN = frozenset({Ladder.ESCALATION, Ladder.EVIDENCE_HEAD})
_ESCALATES = (State.OPEN, State.RETURNED)


def escalate(session: Session, agency: Agency, now: datetime) -> None:
    """Considers every level of officer and head whose moment has come, within working hours."""
    calendar = working_calendar(session, agency.id or 0)
    if not office_hours(agency).is_open(now, calendar):
        return
    _last_calls(session, agency, now)
    if not is_trial(session, agency, now):
        ask_to_phone(session, agency, now)
    _heads(session, agency, now)


def ask_to_phone(session: Session, agency: Agency, now: datetime) -> None:
    """Somebody from whom nothing came for three working days: their head is asked to phone, once a silence."""
    for officer, task in _reminded_today(session, agency, now):
        days = silence(session, officer, now)
        if not days:
            continue
        for boss in reached(session, heads_over(session, task, officer), day_of(now))[:1]:
            tell(
                session,
                agency.id or 0,
                "phone",
                f"phone/{officer.code}/{last_heard_of(session, officer)}",
                now,
                person=boss,
                tasks=[task],
                silent=officer.id,
                days=[day.isoformat() for day in days],
            )


def due_levels(
    session: Session, agency: Agency, now: datetime, name: str, ladder: Ladder = Ladder.ESCALATION
) -> list[tuple[Rung, Task]]:
    """The levels of this name whose moment has come, of tasks that still climb them."""
    states = _ESCALATES if ladder is Ladder.ESCALATION else (State.CLAIMED,)
    found = session.exec(
        select(Rung, Task)
        .join(Task, col(Task.id) == Rung.task_id)
        .where(
            col(Rung.task_id).in_(select(Task.id).where(is_due(agency, now))),
            col(Task.state).in_(states),
            Rung.ladder == ladder,
            Rung.name == name,
            Rung.state == RungState.PLANNED,
            Rung.speak_at <= now,
        )
        .order_by(col(Rung.speak_at), col(Rung.id))
    )
    return list(found.all())


def tomorrow(session: Session, task: Task, rung: Rung, now: datetime) -> None:
    """The level is considered again on the next working day, at its hour."""
    calendar = working_calendar(session, task.agency_id)
    put_off(session, task, rung, at(calendar.shift(day_of(now), 1), local(rung.speak_at).time()))


def _last_calls(session: Session, agency: Agency, now: datetime) -> None:
    """One message an officer; what a snooze held until now is said in it."""
    told: defaultdict[int, list[Task]] = defaultdict(list)
    for rung, task in due_levels(session, agency, now, LAST_CALL):
        to = addressee(session, task, day_of(now))
        decision = escalation.last_call(heard_of(session, task, now))
        if to is None or decision is Decision.NEVER or _speaks_itself(session, task, now):
            skip(session, now, task, rung, "heard or past")
        else:
            told[to.person.id or 0].append(task)
    for person_id, tasks in told.items():
        _tell(session, agency, "last_call", session.get_one(Person, person_id), tasks, now)


def _speaks_itself(session: Session, task: Task, now: datetime) -> bool:
    """Whether T0 itself is only now due, after an outage: it needs no last call beside it."""
    due = due_rungs(session, task, now, frozenset({Ladder.DEADLINE}))
    for rung in [each for each in due if each.name.startswith("snooze")]:
        skip(session, now, task, rung, "the last call speaks")
    return any(not each.name.startswith("snooze") for each in due)


def _heads(session: Session, agency: Agency, now: datetime) -> None:
    """All tasks of a head in one message, from 10:00 of the level's day on; where nobody ran the program then, at
    its next moment within working hours. Those not yet due are considered again on the next working day."""
    levels = due_levels(session, agency, now, HEAD)
    levels += due_levels(session, agency, now, HEAD, Ladder.EVIDENCE_HEAD)
    told: defaultdict[int, list[Task]] = defaultdict(list)
    for rung, task in levels:
        above = bosses(session, task, day_of(now))
        if not above:
            skip(session, now, task, rung, "no head above")
        elif escalation.head(_facts(session, rung, task, now)) is Decision.TELL:
            told[above[0].id or 0].append(task)
        else:
            tomorrow(session, task, rung, now)
    for person_id, tasks in told.items():
        _tell(session, agency, "escalation", session.get_one(Person, person_id), tasks, now)
    for rung, task in levels:
        if rung.state is RungState.PLANNED and rung.speak_at <= now:
            tomorrow(session, task, rung, now)


def _facts(session: Session, rung: Rung, task: Task, now: datetime) -> Heard:
    """Of a claimed task it counts when evidence was asked for."""
    facts = heard_of(session, task, now)
    if rung.ladder is Ladder.ESCALATION:
        return facts
    asked = told_days(session, task, Ladder.EVIDENCE, rung.anchor_on)
    return replace(facts, officer_told=frozenset(asked))


def _tell(
    session: Session, agency: Agency, kind: str, person: Person, tasks: list[Task], now: datetime
) -> None:
    """One message a person, kind and day; what came due after it waits for the next working day's."""
    key = f"{kind}/{person.code}/{day_of(now)}"
    by_rank = ranked(session, tasks, now)
    row = tell(session, agency.id or 0, kind, key, now, person=person, tasks=by_rank)
    if row is not None:
        for task in tasks:
            speak(session, now, task, person, row, _HEADS_OWN, LAST_CALL if kind == Kind.LAST_CALL else HEAD)


def _reminded_today(session: Session, agency: Agency, now: datetime) -> Iterable[tuple[Person, Task]]:
    """The officers who were reminded today of a task of theirs that is due tomorrow, today or before."""
    rows = session.exec(
        select(Notification.person_id, Task)
        .join(Rung, col(Rung.notification_id) == Notification.id)
        .join(Task, col(Task.id) == Rung.task_id)
        .where(
            Task.agency_id == agency.id,
            col(Task.state).in_(_ESCALATES),
            Rung.ladder == Ladder.DEADLINE,
            Rung.offset >= -1,
            col(Rung.settled_at) >= at(day_of(now), time()),
        )
        .order_by(col(Task.due_on), col(Task.id))
    )
    for person_id, task in rows.all():
        officer = responsible(session, task)
        if officer is not None and officer.id == person_id:
            yield officer, task
