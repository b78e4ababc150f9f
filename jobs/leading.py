"""The leader's week, on its first working morning and with nothing to say too; and the trial run's last day.

What waits on them stands in it every week until it is settled: a document for their signature, a verdict, what they
decide in an absent head's place, and each task that they were told is overdue. Beside it leaders hear of a document
on the morning after it came to them, and of a point or more that is about to be lost for good.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from jobs.escalating import ESCALATION_ONLY, due_levels, put_off_untold
from jobs.messages.gather import by_due_day
from jobs.messages.morning import ranked
from jobs.speaking import closed_unanswered
from jobs.telling import has_joined_on, is_first_of_week, monday_of
from models.actor import Act
from models.calendar import office_hours, working_calendar
from models.changes.common import tell, told_keys
from models.changes.looking import opened_in
from models.changes.open_task import LEADER
from models.changes.speaking import speak_of
from models.hearing import escalation_facts, is_trial, trial_days
from models.holders import lying_at
from models.kinds import Kind
from models.ledger import anchor
from models.people import Because, addressee, holding, reached
from models.points import worth
from models.restored import is_unknown
from models.reviews import awaiting_verdict_of
from models.rules import escalation
from models.rules.escalation import LevelDecision
from models.rules.lifecycle import ACTIVE, State
from models.rules.reading import Place
from models.rules.zone import at, day_of, local
from models.tables import Agency, Ladder, Notification, Person, Role, Rung, RungState, Task

NOON = time(12)


def tell_leaders(act: Act, agency: Agency) -> None:
    """Considers every line whose moment has come; once a week all leaders are told."""
    leaders = reached(act.session, holding(act.session, agency.id or 0, Role.LEADER), act.today)
    levels = due_levels(act.session, agency, act.now, LEADER)
    lines = _lines(act.session, agency, levels, act.now)
    if leaders and _week_is_due(act.session, agency, leaders, act.now):
        _tell_week(act, agency, leaders, lines)
    else:
        _tell_urgent(act, agency, leaders, lines)
    put_off_untold(act, levels)


def _week_is_due(session: Session, agency: Agency, leaders: list[Person], now: datetime) -> bool:
    """Once a week: on its first working day; where the program did not run then, on the next working morning on
    which it runs and there is something to say. The week of adoption has missed nothing."""
    today = day_of(now)
    known = (*leaders, *holding(session, agency.id or 0, Role.LEADER))
    if told_keys(session, agency.id or 0, [_week_key(leader, today) for leader in known]):
        return False
    first = working_calendar(session, agency.id or 0).on_or_after(monday_of(today))
    if first == today:
        return True
    if is_unknown(session, at(first, office_hours(agency).spans[0][0])):
        return False  # a restored backup does not know whether it was said
    return agency.adopted_on < monday_of(today) and local(now).time() < NOON


def _week_key(leader: Person, today: date) -> str:
    return f"leader/{leader.code}/{monday_of(today)}"


def tell_trial_ends(act: Act, agency: Agency) -> None:
    """On the last day of the trial run each admin hears that it ends."""
    if not is_trial(act.session, agency, act.now) or act.today != trial_days(act.session, agency)[0]:
        return
    for admin in holding(act.session, agency.id or 0, Role.ADMIN):
        tell(act, agency.id or 0, Kind.TRIAL_RUN, f"trial/{admin.code}", person=admin)


def _lines(session: Session, agency: Agency, levels: list[tuple[Rung, Task]], now: datetime) -> list[Task]:
    """The overdue tasks whose leader level is due now."""
    calendar = working_calendar(session, agency.id or 0)
    told = [
        task
        for _, task in levels
        if escalation.leader(escalation_facts(session, task, now), calendar) is LevelDecision.TELL
    ]
    return ranked(session, told, now)


def _tell_week(act: Act, agency: Agency, leaders: list[Person], lines: list[Task]) -> None:
    """Whoever is not greeted hears only of a week with something in it."""
    held = ranked(act.session, lying_at(act.session, agency.id or 0, Place.LEADER), act.now)
    late = ranked(act.session, [*lines, *_still_late(act.session, agency)], act.now)
    missed, greeted = _missed(act.session, agency, act.now), _greeted(act, agency)
    said, watched = [*held, *late, *missed], _supervised(act, agency)
    for leader in leaders if said else [each for each in leaders if each.id in greeted]:
        reviews = awaiting_verdict_of(act.session, leader, act.today)
        deciding = ranked(act.session, _to_decide(act.session, leader, act.today), act.now)
        tasks = list({task.id: task for task in [*held, *reviews, *deciding, *late, *missed]}.values())
        key, waiting = _week_key(leader, act.today), {"held": _ids(held), "reviews": _ids(reviews), **watched}
        _say(act, agency, Kind.LEADER_WEEK, key, leader, tasks, lines, **waiting)


def _supervised(act: Act, agency: Agency) -> dict[str, Any]:
    """In the first weekly message of a month, how often personal data were opened and exported in the month before,
    where there are any (Law 91/2025/QH15 art. 19 cl. 2)."""
    first = act.today.replace(day=1)
    if _last_week(act.session, agency, act.now) >= first:
        return {}
    opened = opened_in(act.session, agency, first - timedelta(days=1))
    return {"opened": [opened.times, opened.people, opened.exports]} if opened else {}


def _ids(tasks: list[Task]) -> list[int | None]:
    return [task.id for task in tasks]


def _still_late(session: Session, agency: Agency) -> list[Task]:
    """What leaders were told is overdue, and nobody has answered since, nor moved its day."""
    told = (
        select(Task)
        .join(Rung, col(Rung.task_id) == Task.id)
        .where(
            Task.agency_id == agency.id,
            col(Task.state).in_((State.OPEN, State.RETURNED)),
            col(Task.disputed_at).is_(None),
            Rung.ladder == Ladder.ESCALATION,
            Rung.name == LEADER,
            Rung.state == RungState.SPOKEN,
            Rung.anchor_on == func.coalesce(Task.fix_by, Task.due_on),
        )
    )
    return list(session.exec(told))


def _to_decide(session: Session, leader: Person, today: date) -> list[Task]:
    """What is nobody's, or is said not to be its officer's, and waits for this leader in an absent head's place,
    due by the end of the week."""
    sunday = monday_of(today) + timedelta(days=6)
    near = by_due_day(
        session,
        Task.agency_id == leader.agency_id,
        col(Task.state).in_(ACTIVE),
        Task.due_on <= sunday,
    )
    told = ((task, addressee(session, task, today)) for task in near)
    return [
        task
        for task, to in told
        if to is not None
        and to.person.id == leader.id
        and to.because in (Because.UNASSIGNED, Because.NOT_MINE)
    ]


def _greeted(act: Act, agency: Agency) -> set[int | None]:
    """The leaders, but for who joined today and who only stands in; nobody by a week that is told late."""
    if not is_first_of_week(act.today, working_calendar(act.session, agency.id or 0)):
        return set()
    leaders = holding(act.session, agency.id or 0, Role.LEADER)
    return {leader.id for leader in leaders if not has_joined_on(leader, act.today)}


def _tell_urgent(act: Act, agency: Agency, leaders: list[Person], lines: list[Task]) -> None:
    calendar = working_calendar(act.session, agency.id or 0)
    for task in lines:
        stake = worth(act.session, task)
        if stake is None or not escalation.is_urgent(
            stake.at_stake, calendar.count(act.today, task.closes_on)
        ):
            continue
        for leader in leaders:
            _say(act, agency, Kind.LEADER_URGENT, f"urgent/{leader.code}/{task.id}", leader, [task], [task])


def _say(
    act: Act,
    agency: Agency,
    kind: Kind,
    key: str,
    leader: Person,
    tasks: list[Task],
    lines: list[Task],
    **facts: Any,
) -> None:
    """One message about these tasks; the levels of `lines` that are due are said by it."""
    row = tell(act, agency.id or 0, kind, key, person=leader, tasks=tasks, anchor=anchor(agency), **facts)
    if row is not None:
        speak_of(act, lines, leader, row, ESCALATION_ONLY, LEADER)


def _missed(session: Session, agency: Agency, now: datetime) -> list[Task]:
    """What closed without evidence since the last weekly message, if its officer had been reminded of it."""
    if is_trial(session, agency, now):
        return []
    closed = closed_unanswered(session, agency, _last_week(session, agency, now), now)
    return sorted((task for task, _ in closed), key=lambda task: (task.closes_on, task.id))


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
