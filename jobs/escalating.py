"""Those above the officer: the last call at 14:00, the head at 10:00 of T+1, the leader's weekly lines.

Each level is decided again in the transaction that tells it: told, put off to the next working day, or never.
One message a head however many tasks; facts only.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, time

from sqlmodel import Session, col, select

from jobs.faults import each, name_of_task
from jobs.messages.morning import ranked
from models.calendar import working_calendar
from models.changes.common import tell, told_keys
from models.changes.open_task import HEAD, LAST_CALL
from models.changes.speaking import due_rungs, is_due, put_off, skip, speak_of
from models.hearing import (
    bosses,
    heads_over,
    heard_of,
    is_trial,
    silences,
    told_days,
)
from models.people import addressee, reached, read_responsible, responsible
from models.rules import escalation
from models.rules.escalation import Decision, Heard
from models.rules.lifecycle import State
from models.rules.zone import at, day_of, local
from models.tables import Agency, Ladder, Notification, OutboxState, Person, Rung, RungState, Task

LEVELS = frozenset({Ladder.ESCALATION})
_HEADS_OWN = frozenset({Ladder.ESCALATION, Ladder.EVIDENCE_HEAD})
_ESCALATES = (State.OPEN, State.RETURNED)


def escalate(session: Session, agency: Agency, now: datetime) -> None:
    """Considers every level of officer and head whose moment has come, within working hours."""
    _last_calls(session, agency, now)
    if not is_trial(session, agency, now):
        ask_to_phone(session, agency, now)
    _heads(session, agency, now)


def ask_to_phone(session: Session, agency: Agency, now: datetime) -> None:
    """Somebody from whom nothing came for three working days: their head is asked to phone, once a silence."""
    today = _reminded_today(session, agency, now)
    quiet = silences(session, list({officer.id: officer for officer, _ in today}.values()), now)
    keys = {person_id: f"phone/{silent.person.code}/{silent.since}" for person_id, silent in quiet.items()}
    told = told_keys(session, agency.id or 0, list(keys.values()))
    for officer, task in today:
        silent = quiet.get(officer.id or 0)
        if silent is None or keys[officer.id or 0] in told:
            continue
        for boss in reached(session, heads_over(session, task, officer), day_of(now))[:1]:
            tell(
                session,
                agency.id or 0,
                "phone",
                keys[officer.id or 0],
                now,
                person=boss,
                tasks=[task],
                silent=officer.id,
                days=[day.isoformat() for day in silent.days],
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
    levels = due_levels(session, agency, now, LAST_CALL)
    called = each(session, levels, _name, lambda level: _to_call(session, *level, now))
    told: defaultdict[int, list[Task]] = defaultdict(list)
    for (_, task), person in called:
        if person is not None:
            told[person.id or 0].append(task)
    _tell_each(session, agency, "last_call", told, now)


def _to_call(session: Session, rung: Rung, task: Task, now: datetime) -> Person | None:
    """None where the level is not to be told after all, and was passed over."""
    to = addressee(session, task, day_of(now))
    decision = escalation.last_call(heard_of(session, task, now))
    if to is None or decision is Decision.NEVER or _speaks_itself(session, task, now):
        skip(session, now, task, rung, "heard or past")
        return None
    return to.person


def _speaks_itself(session: Session, task: Task, now: datetime) -> bool:
    """Whether T0 itself is only now due, after an outage: it needs no last call beside it."""
    due = due_rungs(session, task, now, frozenset({Ladder.DEADLINE}))
    for rung in [one for one in due if one.name.startswith("snooze")]:
        skip(session, now, task, rung, "the last call speaks")
    return any(not one.name.startswith("snooze") for one in due)


def _heads(session: Session, agency: Agency, now: datetime) -> None:
    """All tasks of a head in one message, from 10:00 of the level's day on; where nobody ran the program then, at
    its next moment within working hours. Those not yet due are considered again on the next working day."""
    levels = due_levels(session, agency, now, HEAD)
    levels += due_levels(session, agency, now, HEAD, Ladder.EVIDENCE_HEAD)
    told: defaultdict[int, list[Task]] = defaultdict(list)
    for (_, task), head in each(session, levels, _name, lambda level: _head_to_tell(session, *level, now)):
        if head is not None:
            told[head.id or 0].append(task)
    _tell_each(session, agency, "escalation", told, now)
    for rung, task in levels:
        if rung.state is RungState.PLANNED and rung.speak_at <= now:
            tomorrow(session, task, rung, now)


def _head_to_tell(session: Session, rung: Rung, task: Task, now: datetime) -> Person | None:
    """None where there is none, or it is not time yet."""
    above = bosses(session, task, day_of(now))
    if not above:
        skip(session, now, task, rung, "no head above")
    elif escalation.head(_facts(session, rung, task, now)) is Decision.TELL:
        return above[0]
    else:
        tomorrow(session, task, rung, now)
    return None


def _name(level: tuple[Rung, Task]) -> str:
    return name_of_task(level[1])


def _tell_each(
    session: Session, agency: Agency, kind: str, told: dict[int, list[Task]], now: datetime
) -> None:
    each(
        session,
        told.items(),
        lambda found: f"person/{found[0]}",
        lambda found: _tell(session, agency, kind, session.get_one(Person, found[0]), found[1], now),
    )


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
        speak_of(session, now, tasks, person, row, _HEADS_OWN, LAST_CALL if kind == "last_call" else HEAD)


def _reminded_today(session: Session, agency: Agency, now: datetime) -> list[tuple[Person, Task]]:
    """The officers whom a rung of T-1 or later reached today, with its task, nearest due day first."""
    today = at(day_of(now), time())
    rows = session.exec(
        select(Notification.person_id, Task)
        .join(Rung, col(Rung.notification_id) == Notification.id)
        .join(Task, col(Task.id) == Rung.task_id)
        .where(
            # What is spoken today waits for nothing earlier: found by the index.
            col(Notification.state).in_(OutboxState),
            Notification.not_before >= today,
            Task.agency_id == agency.id,
            col(Task.state).in_(_ESCALATES),
            Rung.ladder == Ladder.DEADLINE,
            Rung.offset >= -1,
            col(Rung.settled_at) >= today,
        )
        .order_by(col(Task.due_on), col(Task.id))
    ).all()
    read_responsible(session, [task for _, task in rows])
    found = ((responsible(session, task), person_id, task) for person_id, task in rows)
    return [(officer, task) for officer, person_id, task in found if officer and officer.id == person_id]
