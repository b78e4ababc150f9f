"""What was delivered and what was heard: the facts behind every escalation."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, or_, select

from models.actor import acting
from models.calendar import working_calendar
from models.changes.open_task import HEAD, LAST_CALL
from models.kinds import Kind
from models.people import addressee, heads_of, holding, reached, read_responsible, responsible, roles
from models.portions import in_portions
from models.rules.due_day import due_of
from models.rules.escalation import (
    TRIAL_DAYS,
    EscalationFacts,
    admin_decides_from,
    in_trial,
    is_silent,
    unanswered,
)
from models.rules.ladder import is_snooze
from models.rules.lifecycle import ACTIVE, Change, State
from models.rules.permissions import may
from models.rules.zone import at, day_of, local
from models.standing import standings
from models.tables import (
    Agency,
    Confirmation,
    Evidence,
    Ladder,
    Notification,
    OutboxState,
    Person,
    Role,
    Rung,
    RungState,
    Statement,
    StatementKind,
    Task,
)

# Asked several times a pass, so made once.
_LAST_OF_EACH = [
    select(person_id, func.max(moment))
    .where(col(person_id).in_(bindparam("people", expanding=True)))
    .group_by(col(person_id))
    for person_id, moment in (
        (Confirmation.person_id, Confirmation.processed_at),
        (Statement.person_id, Statement.processed_at),
        (Evidence.person_id, Evidence.received_at),
    )
]
_REMINDED = (
    select(Rung.task_id, Notification.person_id)
    .join(Notification, col(Notification.id) == Rung.notification_id)
    .join(Task, col(Task.id) == Rung.task_id)
    .where(
        col(Rung.task_id).in_(bindparam("tasks", expanding=True)),
        Rung.anchor_on == func.coalesce(Task.fix_by, Task.due_on),
        or_(Rung.ladder == Ladder.DEADLINE, Rung.name == LAST_CALL),
        Rung.state == RungState.SPOKEN,
        Notification.state == OutboxState.SENT,
    )
)
_SAID_SINCE = (
    select(Statement.person_id).where(
        Statement.task_id == bindparam("task"),
        Statement.processed_at >= bindparam("since"),
        col(Statement.kind).not_in((StatementKind.SEEN, StatementKind.SNOOZE, StatementKind.NOTE)),
    ),
    select(Confirmation.person_id).where(
        Confirmation.task_id == bindparam("task"), Confirmation.processed_at >= bindparam("since")
    ),
    select(Evidence.person_id).where(
        Evidence.task_id == bindparam("task"), Evidence.received_at >= bindparam("since")
    ),
)


def escalation_facts(session: Session, task: Task, now: datetime) -> EscalationFacts:
    """All that deciding about a task's levels needs, as the rows stand now."""
    calendar = working_calendar(session, task.agency_id)
    anchor = due_of(task).on
    speaks_on = calendar.on_or_before(anchor)
    agency = session.get_one(Agency, task.agency_id)
    since = at(calendar.shift(speaks_on, -1), time())
    levels = told_days(session, task, Ladder.ESCALATION, anchor, HEAD)
    return EscalationFacts(
        today=day_of(now),
        speaks_on=speaks_on,
        officer_told=frozenset(since_heard(session, task, sent_on(session, task, day_of(now)))),
        head_told=min(levels, default=None),
        answered=_said_something(session, task, since, day_of(now)),
        trial=is_trial(session, agency, now),
        disputed=task.disputed_at is not None,
        no_head=_level(session, task, RungState.SKIPPED) is not None,
    )


def since_heard(
    session: Session,
    task: Task,
    days: Iterable[date],
    ladder: Ladder = Ladder.DEADLINE,
    anchor: date | None = None,
) -> list[date]:
    """Those of these days of delivery since which answers were heard: before the end of the last gap in listening,
    or incident, one may have gone astray, unless it was asked for again after an earlier gap (docs/design.md,
    Rules)."""
    told, until = list(days), session.get_one(Agency, task.agency_id).away_until
    if until is None or all(day >= day_of(until) for day in told):
        return told
    again = told_days(session, task, ladder, anchor or due_of(task).on, kind=Kind.OUTAGE)
    return [day for day in told if day >= day_of(until) or day in again]


def is_trial(session: Session, agency: Agency, now: datetime) -> bool:
    """Whether the agency only tries the program: nobody above the officer is told of anything."""
    calendar = working_calendar(session, agency.id or 0)
    return agency.trial_ended_at is None and in_trial(agency.adopted_on, day_of(now), calendar)


def trial_days(session: Session, agency: Agency) -> tuple[date, date]:
    """The last working day of the trial run, and the first after it."""
    calendar = working_calendar(session, agency.id or 0)
    first = calendar.on_or_after(agency.adopted_on)
    return calendar.shift(first, TRIAL_DAYS - 1), calendar.shift(first, TRIAL_DAYS)


def bosses(session: Session, task: Task, today: date) -> list[Person]:
    """Who is told above whoever is reminded of this task, absent ones replaced by their stand-in.

    Empty where the reminders go to the head already: that level is left out.
    """
    to = addressee(session, task, today)
    people = reached(session, heads_over(session, task, responsible(session, task)), today)
    return [person for person in people if to is None or person.id != to.person.id]


def heads_over(session: Session, task: Task, officer: Person | None) -> list[Person]:
    """The heads of the unit other than the officer; none there: the admins; none for a head."""
    if officer is not None and is_only_head(session, task, officer):
        return []
    return _other_heads(session, task, officer) or holding(session, task.agency_id, Role.ADMIN)


def is_only_head(session: Session, task: Task, person: Person) -> bool:
    """Whether this is a head beside whom the unit has none: nobody but the leader is above."""
    return Role.HEAD in roles(session, person) and not _other_heads(session, task, person)


def _other_heads(session: Session, task: Task, person: Person | None) -> list[Person]:
    return [each for each in heads_of(session, task) if person is None or each.id != person.id]


def head_is_told_at(session: Session, task: Task, now: datetime) -> datetime | None:
    """When the head will hear of an overdue task unless it is answered; None when nobody will be told then, also
    because whoever hears of it on that day, back from an absence, was not told of it before."""
    rung = _level(session, task, RungState.PLANNED)
    if rung is None or task.state not in (State.OPEN, State.RETURNED) or task.disputed_at is not None:
        return None
    moment = rung.speak_at
    if moment <= now:
        tomorrow = working_calendar(session, task.agency_id).shift(day_of(now), 1)
        moment = at(tomorrow, local(moment).time())
    if is_trial(session, session.get_one(Agency, task.agency_id), moment):
        return None
    is_told = bosses(session, task, day_of(moment)) and _is_told_before(session, task, now, day_of(moment))
    return moment if is_told else None


def _is_told_before(session: Session, task: Task, now: datetime, day: date) -> bool:
    """Whether it was, or is today, told on a day before this one to whoever hears of it on this day."""
    to, then = addressee(session, task, day_of(now)), addressee(session, task, day)
    hears_now = to is not None and then is not None and to.person.id == then.person.id and day_of(now) < day
    return hears_now or any(each < day for each in since_heard(session, task, sent_on(session, task, day)))


def sent_on(session: Session, task: Task, today: date, anchor: date | None = None) -> list[date]:
    """The days on which reminders of this task were delivered to whoever hears of it today, counted from the
    day that it has to be done by, or from an earlier such day."""
    to = addressee(session, task, today)
    if to is None:
        return []
    anchor = anchor or due_of(task).on
    days = told_days(session, task, Ladder.DEADLINE, anchor, person=to.person)
    return days + told_days(session, task, Ladder.ESCALATION, anchor, LAST_CALL, to.person)


def reminded(session: Session, tasks: Sequence[Task]) -> set[tuple[int, int | None]]:
    """Of each of these tasks who was delivered a reminder of the day that it has to be done by now: the ids of
    both. Of one person and task `sent_on` tells the days."""
    ids = [task.id for task in tasks]
    return {pair for some in in_portions(ids) for pair in session.exec(_REMINDED, params={"tasks": some})}


def told_instead(session: Session, person: Person, since: date) -> list[tuple[Task, Person]]:
    """The active tasks of a person of which somebody else was reminded in their place from that day on, each with
    whom."""
    spoken = (
        select(Task, Person)
        .join(Rung, col(Rung.task_id) == Task.id)
        .join(Notification, col(Notification.id) == Rung.notification_id)
        .join(Person, col(Person.id) == Notification.person_id)
        .where(
            Task.agency_id == person.agency_id,
            col(Task.state).in_(ACTIVE),
            Rung.ladder == Ladder.DEADLINE,
            Rung.state == RungState.SPOKEN,
            Notification.person_id != person.id,
            Notification.created_at >= at(since, time()),
        )
        .distinct()
    )
    rows = session.exec(spoken).all()
    read_responsible(session, [task for task, _ in rows])
    return [(task, told) for task, told in rows if responsible(session, task) == person]


def _level(session: Session, task: Task, state: RungState) -> Rung | None:
    """The head's level of this task, if it is in this state."""
    return session.exec(
        select(Rung).where(
            Rung.task_id == task.id,
            Rung.ladder == Ladder.ESCALATION,
            Rung.anchor_on == due_of(task).on,
            Rung.name == HEAD,
            Rung.state == state,
        )
    ).first()


def told_days(
    session: Session,
    task: Task,
    ladder: Ladder,
    anchor: date,
    name: str | None = None,
    person: Person | None = None,
    kind: Kind | None = None,
) -> list[date]:
    """The days on which rungs of a ladder were delivered, that is, accepted by Telegram; to `person`, or by this
    kind of message, only where one is given."""
    query = (
        select(Notification)
        .join(Rung, col(Rung.notification_id) == Notification.id)
        .where(
            Rung.task_id == task.id,
            Rung.ladder == ladder,
            Rung.anchor_on == anchor,
            Rung.state == RungState.SPOKEN,
            Notification.state == OutboxState.SENT,
        )
    )
    if name is not None:
        query = query.where(Rung.name == name)
    if person is not None:
        query = query.where(Notification.person_id == person.id)
    if kind is not None:
        query = query.where(Notification.kind == kind)
    return [day_of(row.sent_at) for row in session.exec(query) if row.sent_at]


def last_heard(session: Session, people: Sequence[Person]) -> dict[int, date]:
    """The last day on which anything at all came from each of these people; of whom nothing did, none."""
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    for person in people:
        if person.heard_at is not None:
            found[person.id or 0].append(person.heard_at)
    ids = [person.id for person in people]
    for last_of_each in _LAST_OF_EACH:
        for some in in_portions(ids):
            for who, last_at in session.exec(last_of_each, params={"people": some}):
                found[who].append(last_at)
    return {person_id: day_of(max(moments)) for person_id, moments in found.items()}


def reminded_on(session: Session, people: Sequence[Person], now: datetime) -> defaultdict[int, set[date]]:
    """The working days on which a rung of T-1 or later was delivered to each of these people, of tasks still
    open; what somebody asked to be reminded of before that is none."""
    delivered = (
        select(Notification, Task, Rung)
        .join(Rung, col(Rung.notification_id) == Notification.id)
        .join(Task, col(Task.id) == Rung.task_id)
        .where(
            Notification.state == OutboxState.SENT,
            Rung.ladder == Ladder.DEADLINE,
            Rung.offset >= -1,
            Notification.created_at >= now - timedelta(days=60),
            col(Task.next_ping_at).is_not(None),
        )
    )
    ids = [person.id for person in people]
    rows = [
        row
        for some in in_portions(ids)
        for row in session.exec(delivered.where(col(Notification.person_id).in_(some)))
    ]
    read_responsible(session, [task for _, task, _ in rows])
    days: defaultdict[int, set[date]] = defaultdict(set)
    for row, task, rung in rows:
        officer = responsible(session, task)
        if (
            row.sent_at
            and not _is_early(session, task, rung)
            and officer is not None
            and officer.id == row.person_id
        ):
            days[officer.id or 0].add(day_of(row.sent_at))
    return days


def _is_early(session: Session, task: Task, rung: Rung) -> bool:
    """Whether somebody chose to be reminded before the working day that precedes the due day."""
    if not is_snooze(rung.name):
        return False
    calendar = working_calendar(session, task.agency_id)
    return day_of(rung.speak_at) < calendar.shift(calendar.on_or_before(rung.anchor_on), -1)


@dataclass(frozen=True)
class Silence:
    """Reminders were delivered to somebody on these days, and nothing came after `since` (None: ever)."""

    person: Person
    since: date | None
    days: list[date]


def silences(session: Session, people: Sequence[Person], now: datetime) -> dict[int, Silence]:
    """Of these people, by id, those about whom somebody has to wonder."""
    heard_on = last_heard(session, people)
    # Who was heard of so lately cannot have been silent on three days since.
    lately = day_of(now) - timedelta(days=2)
    quiet = [each for each in people if heard_on.get(each.id or 0, date.min) < lately]
    delivered = reminded_on(session, quiet, now)
    found = {}
    for person in quiet:
        since = heard_on.get(person.id or 0)
        days = unanswered(delivered[person.id or 0], since)
        if is_silent(days):
            found[person.id or 0] = Silence(person, since, days)
    return found


def _said_something(session: Session, task: Task, since: datetime, today: date) -> bool:
    """A word of it, that it is done, or a file, also one that a finding holds back, from somebody who may speak of
    it today: what was said by whose it was before is no answer of whose it is now."""
    about = {"task": task.id, "since": since}
    spoke = {person_id for each in _SAID_SINCE for person_id in session.exec(each, params=about)}
    people = [session.get_one(Person, person_id) for person_id in spoke if person_id is not None]
    held = (standings(session, acting(person), task, today) for person in people)
    return any(may(each, Change.SAY) or may(each, Change.HOLD_UP) for each in held)


def admin_asked_from(session: Session, task: Task, head: Person) -> date | None:
    """From which working day on the admin is asked whose a disputed task is, and this head no longer; None where it
    is not disputed, or the head is the admin who is asked."""
    if task.disputed_at is None:
        return None
    disputed_on = day_of(task.disputed_at)
    admins = reached(session, holding(session, task.agency_id, Role.ADMIN), disputed_on)
    if not admins or head.id in {each.id for each in admins}:
        return None
    return admin_decides_from(due_of(task).on, disputed_on, working_calendar(session, task.agency_id))
