"""Those above the officer: the last call at 14:00, the head at 10:00 of T+1, the leader's weekly lines.

Each level is decided again in the transaction that tells it: told, put off to the next working day, or never.
One message a head however many tasks; facts only.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from jobs.faults import each, name_of_task
from jobs.messages.morning import ranked
from jobs.telling import per_person, untold
from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import is_day_full, is_told, tell, tell_of
from models.changes.open_task import HEAD, LAST_CALL
from models.changes.speaking import due_rungs, is_due, put_off, skip, speak_of
from models.hearing import (
    Silence,
    bosses,
    escalation_facts,
    heads_over,
    is_trial,
    silences,
    since_heard,
    told_days,
)
from models.kinds import Kind
from models.people import Because, addressee, reached, read_responsible, responsible
from models.rules import escalation
from models.rules.escalation import EscalationFacts, LevelDecision
from models.rules.ladder import is_snooze
from models.rules.lifecycle import State
from models.rules.zone import at, day_of, local
from models.tables import Agency, Ladder, Notification, OutboxState, Person, Rung, RungState, Task

ESCALATION_ONLY = frozenset({Ladder.ESCALATION})
_HEADS_OWN = frozenset({Ladder.ESCALATION, Ladder.EVIDENCE_HEAD})
_ESCALATES = (State.OPEN, State.RETURNED)
# Asked several times a pass, so made once.
_LEVELS = (
    select(Rung, Task)
    .join(Task, col(Task.id) == Rung.task_id)
    .where(
        col(Rung.task_id).in_(select(Task.id).where(is_due(bindparam("agency"), bindparam("now")))),
        col(Task.state).in_(bindparam("states", expanding=True)),
        Rung.ladder == bindparam("ladder"),
        Rung.name == bindparam("name"),
        Rung.state == RungState.PLANNED,
        Rung.speak_at <= bindparam("now"),
    )
    .order_by(col(Rung.speak_at), col(Rung.id))
)
_REMINDED_SINCE = (
    select(Notification.person_id, Task)
    .join(Rung, col(Rung.notification_id) == Notification.id)
    .join(Task, col(Task.id) == Rung.task_id)
    .where(
        # What is spoken today waits for nothing earlier: found by the index.
        col(Notification.state).in_(OutboxState),
        Notification.not_before >= bindparam("since"),
        Task.agency_id == bindparam("agency"),
        col(Task.state).in_(_ESCALATES),
        Rung.ladder == Ladder.DEADLINE,
        Rung.offset >= -1,
        col(Rung.settled_at) >= bindparam("since"),
    )
    .order_by(col(Task.due_on), col(Task.id))
)


def escalate(act: Act, agency: Agency) -> None:
    """Considers every level of officer and head whose moment has come, within working hours."""
    _last_calls(act, agency)
    _heads(act, agency)
    if not is_trial(act.session, agency, act.now):
        ask_to_phone(act, agency)


def ask_to_phone(act: Act, agency: Agency) -> None:
    """Somebody from whom nothing came for three working days: their head is asked to phone, once a silence; in the
    message about overdue tasks where the head gets one today, the next day where this one is full."""
    silent = _silent_by_head(act, agency)
    later = _heads_told_later(act, agency) if silent else frozenset()
    for head_id, found in silent.items():
        head = act.session.get_one(Person, head_id)
        for each_of, task in found:
            if head_id not in later and not is_day_full(act.session, head, act.now):
                _ask_to_phone(act, head, task, each_of)


def _ask_to_phone(act: Act, head: Person, task: Task, silent: Silence) -> None:
    days = [day.isoformat() for day in silent.days]
    about = {"silent": silent.person.id, "days": days}
    tell_of(act, task, Kind.PHONE, _key_of(silent), head, **about)


def _silent_by_head(act: Act, agency: Agency) -> dict[int, list[tuple[Silence, Task]]]:
    """Whom each head is still to be asked to phone, of those who were reminded today, with the task due next: the
    first head who can be reached."""
    reminded_of = {officer.id: (officer, task) for officer, task in reversed(_reminded_today(act, agency))}
    new = _newly_silent(act, agency, [officer for officer, _ in reminded_of.values()])
    asked = []
    for silent in new.values():
        task = reminded_of[silent.person.id][1]
        heads = reached(act.session, heads_over(act.session, task, silent.person), act.today)
        asked += [(head, (silent, task)) for head in heads[:1]]
    return per_person(asked)


def _newly_silent(act: Act, agency: Agency, officers: list[Person]) -> dict[int | None, Silence]:
    """Those of these officers, by id, whose heads were not asked yet to phone them."""
    quiet = silences(act.session, list({officer.id: officer for officer in officers}.values()), act.now)
    new = untold(act.session, agency, {_key_of(silent): silent for silent in quiet.values()})
    said = _said_to_heads(act, agency, min(min(silent.days) for silent in new.values())) if new else set()
    return {silent.person.id: silent for key, silent in new.items() if key not in said}


def _key_of(silent: Silence) -> str:
    return f"phone/{silent.person.code}/{silent.since}"


def _said_to_heads(act: Act, agency: Agency, since: date) -> set[str]:
    """The silences of which a head was told since then in a message about overdue tasks."""
    told = select(Notification).where(
        Notification.agency_id == agency.id,
        Notification.kind == Kind.ESCALATION,
        Notification.not_before >= at(since, time()),
        col(Notification.state).in_(OutboxState),
    )
    return {each["key"] for row in act.session.exec(told) for each in row.facts.get("quiet", ())}


def _heads_told_later(act: Act, agency: Agency) -> frozenset[int | None]:
    """The heads who are still to be told today of overdue tasks."""
    ends = at(act.today + timedelta(days=1), time())
    rungs = (
        select(Task)
        .join(Rung, col(Rung.task_id) == Task.id)
        .where(
            Task.agency_id == agency.id,
            col(Task.state).in_(_ESCALATES),
            Rung.ladder == Ladder.ESCALATION,
            Rung.name == HEAD,
            Rung.state == RungState.PLANNED,
            Rung.speak_at > act.now,
            Rung.speak_at < ends,
        )
    )
    above = (bosses(act.session, task, act.today) for task in act.session.exec(rungs).all())
    return frozenset(heads[0].id for heads in above if heads)


def due_levels(
    session: Session, agency: Agency, now: datetime, name: str, ladder: Ladder = Ladder.ESCALATION
) -> list[tuple[Rung, Task]]:
    """The levels of this name whose moment has come, of tasks that still climb them."""
    states = _ESCALATES if ladder is Ladder.ESCALATION else (State.CLAIMED,)
    about = {"agency": agency.id, "now": now, "states": states, "ladder": ladder, "name": name}
    return list(session.exec(_LEVELS, params=about).all())


def put_off_untold(act: Act, levels: list[tuple[Rung, Task]]) -> None:
    """Those of these levels that were due and are not settled yet."""
    for rung, task in levels:
        if rung.state is RungState.PLANNED and rung.speak_at <= act.now:
            _put_off(act, task, rung)


def _put_off(act: Act, task: Task, rung: Rung) -> None:
    """The level is considered again on the next working day, at its hour."""
    calendar = working_calendar(act.session, task.agency_id)
    put_off(act, task, rung, at(calendar.shift(act.today, 1), local(rung.speak_at).time()))


def _last_calls(act: Act, agency: Agency) -> None:
    """One message an officer; what a snooze held until now is said in it."""
    levels = due_levels(act.session, agency, act.now, LAST_CALL)
    called = each(act.session, levels, _name, lambda level: _to_call(act, *level))
    told = per_person((person, task) for (_, task), person in called)
    _tell_each(act, agency, Kind.LAST_CALL, told)


def _to_call(act: Act, rung: Rung, task: Task) -> Person | None:
    """None where the level is not to be told after all, and was passed over."""
    to = addressee(act.session, task, act.today)
    decision = escalation.last_call(escalation_facts(act.session, task, act.now))
    if to is None or decision is LevelDecision.NEVER or _speaks_itself(act, task):
        skip(act, task, rung, "heard or past")
        return None
    if to.because is Because.UNASSIGNED and is_day_full(act.session, to.person, act.now):
        # Nobody is to be told of it above: it stands in the next morning's message anyway.
        skip(act, task, rung, "the day is full")
        return None
    return to.person


def _speaks_itself(act: Act, task: Task) -> bool:
    """Whether T0 itself is only now due, after an outage: it needs no last call beside it."""
    due = due_rungs(act.session, task, act.now, frozenset({Ladder.DEADLINE}))
    for rung in [one for one in due if is_snooze(one.name)]:
        skip(act, task, rung, "the last call speaks")
    return any(not is_snooze(one.name) for one in due)


def _heads(act: Act, agency: Agency) -> None:
    """All tasks of a head in one message, from 10:00 of the level's day on; where nobody ran the program then, at
    its next moment within working hours. Those not yet due are considered again on the next working day."""
    levels = due_levels(act.session, agency, act.now, HEAD)
    levels += due_levels(act.session, agency, act.now, HEAD, Ladder.EVIDENCE_HEAD)
    found = each(act.session, levels, _name, lambda level: _head_to_tell(act, *level))
    told = per_person((head, task) for (_, task), head in found)
    silent = _silent_by_head(act, agency) if told else {}
    _tell_each(act, agency, Kind.ESCALATION, told, silent)
    put_off_untold(act, levels)


def _head_to_tell(act: Act, rung: Rung, task: Task) -> Person | None:
    """None where there is none, or it is not time yet."""
    above = bosses(act.session, task, act.today)
    if not above:
        skip(act, task, rung, "no head above")
    elif escalation.head(_facts(act.session, rung, task, act.now)) is LevelDecision.TELL:
        return above[0]
    else:
        _put_off(act, task, rung)
    return None


def _name(level: tuple[Rung, Task]) -> str:
    return name_of_task(level[1])


def _tell_each(
    act: Act,
    agency: Agency,
    kind: Kind,
    told: dict[int, list[Task]],
    silent: Mapping[int, list[tuple[Silence, Task]]] = {},
) -> None:
    """`silent`: by person, whom they are to phone as well."""
    each(
        act.session,
        told.items(),
        lambda found: f"person/{found[0]}",
        lambda found: _say(
            act,
            agency,
            kind,
            act.session.get_one(Person, found[0]),
            found[1],
            [_spelled(each_of) for each_of, _ in silent.get(found[0], ())],
        ),
    )


def _facts(session: Session, rung: Rung, task: Task, now: datetime) -> EscalationFacts:
    """Of a claimed task it counts when evidence was asked for, of whoever hears of it today."""
    facts = escalation_facts(session, task, now)
    if rung.ladder is Ladder.ESCALATION:
        return facts
    to = addressee(session, task, day_of(now))
    asked = told_days(session, task, Ladder.EVIDENCE, rung.anchor_on, person=to.person) if to else ()
    counted = since_heard(session, task, asked, Ladder.EVIDENCE, rung.anchor_on)
    return replace(facts, officer_told=frozenset(counted))


def _say(
    act: Act, agency: Agency, kind: Kind, person: Person, tasks: list[Task], quiet: list[dict[str, Any]]
) -> None:
    """One message a person, kind and day; what came due after it waits for the next working day's, but for a last
    call, which knows no other day."""
    key = f"{kind}/{person.code}/{act.today}"
    if kind == Kind.LAST_CALL and is_told(act.session, agency.id or 0, key):
        key += f"/{local(act.now):%H:%M}"
    by_rank = ranked(act.session, tasks, act.now)
    about: dict[str, Any] = {"quiet": quiet} if quiet else {}
    row = tell(act, agency.id or 0, kind, key, person=person, tasks=by_rank, on_time=True, **about)
    if row is not None:
        speak_of(act, tasks, person, row, _HEADS_OWN, LAST_CALL if kind == Kind.LAST_CALL else HEAD)


def _spelled(silent: Silence) -> dict[str, Any]:
    """Whom a head is asked to phone as well, as a fact of the message about overdue tasks."""
    days = [day.isoformat() for day in silent.days]
    return {"person": silent.person.id, "days": days, "key": _key_of(silent)}


def _reminded_today(act: Act, agency: Agency) -> list[tuple[Person, Task]]:
    """The officers whom a rung of T-1 or later reached today, with its task, nearest due day first."""
    session, today = act.session, at(act.today, time())
    rows = session.exec(_REMINDED_SINCE, params={"agency": agency.id, "since": today}).all()
    read_responsible(session, [task for _, task in rows])
    found = ((responsible(session, task), person_id, task) for person_id, task in rows)
    return [(officer, task) for officer, person_id, task in found if officer and officer.id == person_id]
