"""The leader's week, on its first working morning and with nothing to say too; and the trial run's last day.

Leaders get no other message, but for a point or more that is about to be lost for good. So what waits for their
signature stands first in it; day by day the clerk's list carries it.
"""

from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, col, select

from jobs.escalating import LEVELS, due_levels, tomorrow
from jobs.messages.morning import ranked
from jobs.speaking import is_first_of_week, monday_of
from models.calendar import working_calendar
from models.changes.common import tell, told_keys
from models.changes.open_task import LEADER
from models.changes.speaking import speak_of
from models.hearing import heard_of, is_trial, reminded, trial_days
from models.holders import lying_at
from models.ledger import anchor
from models.people import addressee, holding, reached, read_responsible
from models.points import worth
from models.rules import escalation
from models.rules.escalation import Decision
from models.rules.lifecycle import State
from models.rules.reading import Place
from models.rules.zone import day_of, local
from models.tables import Agency, Notification, Person, Role, Task

NOON = time(12)


def tell_leaders(session: Session, agency: Agency, now: datetime) -> None:
    """Considers every line whose moment has come; once a week all leaders are told."""
    leaders = reached(session, holding(session, agency.id or 0, Role.LEADER), day_of(now))
    lines = _lines(session, agency, now)
    if leaders and _week_is_due(session, agency, leaders, now):
        _tell_week(session, agency, leaders, lines, now)
    else:
        _tell_urgent(session, agency, leaders, lines, now)
    for rung, task in due_levels(session, agency, now, LEADER):
        tomorrow(session, task, rung, now)


def _week_is_due(session: Session, agency: Agency, leaders: list[Person], now: datetime) -> bool:
    """Once a week: on its first working day; where the program did not run then, on the next working morning on
    which it runs and there is something to say. The week of adoption has missed nothing."""
    today = day_of(now)
    known = (*leaders, *holding(session, agency.id or 0, Role.LEADER))
    if told_keys(session, agency.id or 0, [_week_key(leader, today) for leader in known]):
        return False
    if is_first_of_week(today, working_calendar(session, agency.id or 0)):
        return True
    return agency.adopted_on < monday_of(today) and local(now).time() < NOON


def _week_key(leader: Person, today: date) -> str:
    return f"leader/{leader.code}/{monday_of(today)}"


def tell_trial_ends(session: Session, agency: Agency, now: datetime) -> None:
    """On the last day of the trial run each admin hears that it ends."""
    if not is_trial(session, agency, now) or day_of(now) != trial_days(session, agency)[0]:
        return
    for admin in holding(session, agency.id or 0, Role.ADMIN):
        tell(session, agency.id or 0, "trial_run", f"trial/{admin.code}", now, person=admin)


def _lines(session: Session, agency: Agency, now: datetime) -> list[Task]:
    """The overdue tasks whose leader level is due now."""
    calendar = working_calendar(session, agency.id or 0)
    told = [
        task
        for _, task in due_levels(session, agency, now, LEADER)
        if escalation.leader(heard_of(session, task, now), calendar) is Decision.TELL
    ]
    return ranked(session, told, now)


def _tell_week(
    session: Session, agency: Agency, leaders: list[Person], lines: list[Task], now: datetime
) -> None:
    """Who only stands in for a leader, or joined today, is not greeted, but hears of lines; a week that is told
    late greets nobody."""
    held = ranked(session, lying_at(session, agency.id or 0, Place.LEADER), now)
    tasks = held + [task for task in lines if task not in held] + _missed(session, agency, now)
    own = {person.id for person in holding(session, agency.id or 0, Role.LEADER)}
    in_time = is_first_of_week(day_of(now), working_calendar(session, agency.id or 0))
    waiting = [task.id for task in held]
    for leader in leaders:
        joined_today = leader.joined_at is not None and day_of(leader.joined_at) == day_of(now)
        if tasks or (in_time and leader.id in own and not joined_today):
            key = _week_key(leader, day_of(now))
            row = _tell(session, agency, "leader_week", key, leader, tasks, now, held=waiting)
            _speak(session, leader, lines, row, now)


def _tell_urgent(
    session: Session, agency: Agency, leaders: list[Person], lines: list[Task], now: datetime
) -> None:
    calendar = working_calendar(session, agency.id or 0)
    for task in lines:
        stake = worth(session, task)
        left = calendar.count(day_of(now), task.closes_on)
        if stake is None or not escalation.is_urgent(stake.at_stake, left):
            continue
        for leader in leaders:
            key = f"urgent/{leader.code}/{task.id}"
            row = _tell(session, agency, "leader_urgent", key, leader, [task], now)
            _speak(session, leader, [task], row, now)


def _tell(
    session: Session,
    agency: Agency,
    kind: str,
    key: str,
    leader: Person,
    tasks: list[Task],
    now: datetime,
    **facts: Any,
) -> Notification | None:
    said = {"anchor": anchor(agency)} | facts
    return tell(session, agency.id or 0, kind, key, now, person=leader, tasks=tasks, **said)


def _speak(
    session: Session, leader: Person, lines: list[Task], row: Notification | None, now: datetime
) -> None:
    """The levels that are due are said by this message."""
    if row is not None:
        speak_of(session, now, lines, leader, row, LEVELS, LEADER)


def _missed(session: Session, agency: Agency, now: datetime) -> list[Task]:
    """What closed without evidence since the last weekly message, if its officer had been reminded of it."""
    if is_trial(session, agency, now):
        return []
    closed = session.exec(
        select(Task)
        .where(
            Task.agency_id == agency.id,
            Task.state == State.MISSED,
            Task.closes_on < day_of(now),
            Task.closes_on >= _last_week(session, agency, now),
        )
        .order_by(col(Task.closes_on), col(Task.id))
    ).all()
    delivered = reminded(session, closed)
    read_responsible(session, closed)
    found = ((task, addressee(session, task, day_of(now))) for task in closed)
    return [task for task, to in found if to is not None and (task.id, to.person.id) in delivered]


def _last_week(session: Session, agency: Agency, now: datetime) -> date:
    """The day of the last weekly message; the day of adoption before the first."""
    last = session.exec(
        select(Notification.created_at)
        .where(
            Notification.agency_id == agency.id,
            # As the key of such a message begins: found by the index.
            Notification.key > "leader/",
            Notification.key < "leader0",
            Notification.created_at < now,
        )
        .order_by(col(Notification.created_at).desc())
    ).first()
    return day_of(last) if last else agency.adopted_on
