"""One message a morning: each person hears of all their due tasks at once (docs/design.md, Rules).

1. Outside working hours nothing is said; nothing is lost, for the latest rung is chosen when it is spoken.
2. After an outage everyone with a task hears what is recorded, once; the due rungs are spoken in that text.
3. Otherwise each person with due rungs gets a card (one task, or one piece owed to another unit's task) or a
   digest (several); a head finds there the documents that have lain with them since an earlier day, and what
   has closed without evidence is said in it once, to its officer and who is above.
4. On the first working day of a week everyone else gets a greeting: silence means broken.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import exists
from sqlmodel import Session, col, func, select

from jobs.faults import each, name_of_task
from jobs.messages.morning import PER_SCREEN, as_read, ranked
from jobs.pieces import Piece, by_person, speak_pieces
from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import tell, told_keys
from models.changes.speaking import due_rungs_of, is_due, speak_of
from models.hearing import bosses, is_trial, reminded
from models.holders import holders, lying_at
from models.kinds import Kind
from models.ledger import anchor, record
from models.people import Addressee, addressee, read_responsible, roles, why_not
from models.portions import in_portions
from models.rules.ladder import HOUR
from models.rules.lifecycle import ACTIVE, Change, State
from models.rules.reading import Place
from models.rules.working_days import WorkingCalendar
from models.rules.zone import at, day_of, local
from models.tables import Agency, Ladder, Notification, NotificationTask, Person, Role, Rung, Task

# What the officer's own morning speaks of.
OFFICERS_OWN = frozenset({Ladder.DEADLINE, Ladder.EVIDENCE, Ladder.WAITING})
# Whoever could not be told for so long hears of it elsewhere.
_CLOSED_LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Due:
    """A task with due rungs of its own, and who is told of it."""

    task: Task
    to: Addressee
    rungs: list[Rung]


@dataclass
class Morning:
    """What one person is told of: tasks with due rungs, pieces owed, documents that lie with them, and
    what closed without evidence."""

    told: list[Due] = field(default_factory=list)
    owed: list[Piece] = field(default_factory=list)
    held: list[Task] = field(default_factory=list)
    missed: list[Task] = field(default_factory=list)

    @property
    def others(self) -> list[Task]:
        """The documents that lie with them of tasks that are not told anyway."""
        own = {due.task.id for due in self.told}
        return [task for task in self.held if task.id not in own]

    @property
    def is_digest(self) -> bool:
        """A card for one thing, a digest for several."""
        return bool(self.others) or len(self.told) + len(self.owed) + len(self.missed) > 1


def speak_to_all(act: Act, agency: Agency) -> None:
    """Within working hours. Who was told already today is passed over before anything is made for them."""
    if agency.away_until is not None:
        _tell_of_outage(act, agency)
    mornings = _mornings(act, agency)
    keys = {person_id: _key(act.session, person_id, mine, act.now) for person_id, mine in mornings.items()}
    told = told_keys(act.session, agency.id or 0, list(keys.values()))
    new = [(person_id, mine) for person_id, mine in mornings.items() if keys[person_id] not in told]
    each(
        act.session,
        new,
        lambda found: f"person/{found[0]}",
        lambda found: _speak_to(act, agency, found[0], found[1], keys[found[0]]),
    )
    if is_first_of_week(act.today, working_calendar(act.session, agency.id or 0)):
        _greet(act, agency)


def _mornings(act: Act, agency: Agency) -> dict[int, Morning]:
    """By person."""
    due = act.session.exec(select(Task).where(is_due(agency, act.now))).all()
    found: defaultdict[int, Morning] = defaultdict(Morning)
    for own in _own_due(act.session, due, act.now):
        found[own.to.person.id or 0].told.append(own)
    for person_id, pieces in by_person(act, list(due)).items():
        found[person_id].owed.extend(pieces)
    for person_id, tasks in _held_by_heads(act.session, agency, act.now).items():
        found[person_id].held.extend(tasks)
    for person_id, tasks in missed_by_person(act.session, agency, act.now).items():
        found[person_id].missed.extend(tasks)
    return dict(found)


def _own_due(session: Session, tasks: Sequence[Task], now: datetime) -> list[Due]:
    """Who is told of which of these tasks now; tasks that nobody can be told of wait."""
    rungs = due_rungs_of(session, tasks, now, OFFICERS_OWN)
    speaking = [task for task in tasks if rungs[task.id or 0]]
    people = _addressees(session, speaking, now)
    return [Due(task, to, rungs[task.id or 0]) for task, to in people]


def _addressees(session: Session, tasks: Sequence[Task], now: datetime) -> list[tuple[Task, Addressee]]:
    read_responsible(session, tasks)
    found = each(session, tasks, name_of_task, lambda task: addressee(session, task, day_of(now)))
    return [(task, to) for task, to in found if to is not None]


def missed_by_person(session: Session, agency: Agency, now: datetime) -> dict[int, list[Task]]:
    """What closed without evidence and who has not heard so: whoever was reminded, and who is above them."""
    found: defaultdict[int, list[Task]] = defaultdict(list)
    closed = _closed_lately(session, agency, now)
    delivered, known = reminded(session, closed), _knowing(session, closed)
    trial = is_trial(session, agency, now)
    for task, to in _addressees(session, closed, now):
        if (task.id, to.person.id) not in delivered:
            continue
        for person in [to.person, *([] if trial else bosses(session, task, day_of(now)))]:
            if (task.id, person.id) not in known:
                found[person.id or 0].append(task)
    return dict(found)


def _closed_lately(session: Session, agency: Agency, now: datetime) -> Sequence[Task]:
    return session.exec(
        select(Task)
        .where(
            Task.agency_id == agency.id,
            Task.state == State.MISSED,
            Task.closes_on < day_of(now),
            Task.closes_on >= day_of(now) - _CLOSED_LATELY,
        )
        .order_by(col(Task.due_on), col(Task.id))
    ).all()


def _knowing(session: Session, tasks: Sequence[Task]) -> set[tuple[int | None, int | None]]:
    """Of each of these tasks to whom a message about it was started since it closed: the ids of both."""
    closed_at = {task.id: at(task.closes_on + timedelta(days=1), time()) for task in tasks}
    started = (
        select(NotificationTask.task_id, Notification.person_id, func.max(Notification.created_at))
        .join(Notification, col(Notification.id) == NotificationTask.notification_id)
        .where(col(Notification.direct).is_(False))
        .group_by(col(NotificationTask.task_id), col(Notification.person_id))
    )
    rows = [
        row
        for some in in_portions(list(closed_at))
        for row in session.exec(started.where(col(NotificationTask.task_id).in_(some)))
    ]
    return {(task_id, person_id) for task_id, person_id, last_at in rows if last_at >= closed_at[task_id]}


def is_first_of_week(day: date, calendar: WorkingCalendar) -> bool:
    """Whether `day` is the first working day of its week."""
    return calendar.on_or_after(monday_of(day)) == day


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _held_by_heads(session: Session, agency: Agency, now: datetime) -> dict[int, list[Task]]:
    """The documents that have lain with a head of unit since an earlier day."""
    found: defaultdict[int, list[Task]] = defaultdict(list)
    for task in lying_at(session, agency.id or 0, Place.UNIT_HEAD):
        if task.place_since is not None and task.place_since < day_of(now):
            for head in holders(session, task, day_of(now)):
                found[head.id or 0].append(task)
    return dict(found)


def _key(session: Session, person_id: int, mine: Morning, now: datetime) -> str:
    """None hears of it twice: a digest is one a day, but for what is due at an hour of it; the others are one a
    rung, or one a task that closed."""
    code = session.get_one(Person, person_id).code
    if mine.is_digest:
        return _digest_key(code, now, _last_hour(mine))
    if mine.told:
        task, rung = mine.told[0].task, mine.told[0].rungs[-1]
        return f"card/{task.id}/{rung.anchor_on}/{rung.name}/{code}"
    if mine.owed:
        item, rung = mine.owed[0].item, mine.owed[0].rung
        return f"piece/{item.id}/{rung.anchor_on}/{rung.name}/{code}"
    return f"missed/{mine.missed[0].id}/{code}"


def _digest_key(code: str, now: datetime, hour: str = "") -> str:
    return f"digest/{code}/{day_of(now)}{hour}"


def _last_hour(mine: Morning) -> str:
    """Of the last reminders before an hour, the latest moment, as the key of their digest spells it."""
    moments = [rung.speak_at for due in mine.told for rung in due.rungs if rung.name == HOUR]
    return f"/{local(max(moments)):%H:%M}" if moments else ""


def _speak_to(act: Act, agency: Agency, person_id: int, mine: Morning, key: str) -> None:
    """Pieces owed to others' tasks stand in a digest with one's own."""
    person, own = act.session.get_one(Person, person_id), [due.task for due in mine.told]
    if mine.is_digest:
        tasks = {task.id: task for task in [*own, *(piece.task for piece in mine.owed)]}
        row = _digest(act, agency, person, key, list(tasks.values()), mine)
    elif mine.told:
        row = _card(act, agency, person, key, own[0], **_reason(mine.told[0].to))
    elif mine.owed:
        item, task = mine.owed[0].item, mine.owed[0].task
        row = tell(act, agency.id or 0, Kind.PIECE, key, person=person, tasks=[task], item=item.id)
    else:
        row = _card(act, agency, person, key, mine.missed[0], missed=True)
    if row is not None:
        speak_of(act, own, person, row, OFFICERS_OWN)
        speak_pieces(act, person, mine.owed, row)


def _card(
    act: Act, agency: Agency, person: Person, key: str, task: Task, **facts: Any
) -> Notification | None:
    facts |= _anchor(act.session, agency, person, act.now)
    return tell(act, agency.id or 0, Kind.CARD, key, person=person, tasks=[task], **facts)


def _digest(
    act: Act,
    agency: Agency,
    person: Person,
    key: str,
    tasks: list[Task],
    mine: Morning,
) -> Notification | None:
    """None when today's digest was sent already: what came due since waits for the next morning, but for what
    is due at an hour of today."""
    closed = {"missed": True} if mine.missed else {}
    return tell(
        act,
        agency.id or 0,
        Kind.DIGEST,
        key,
        person=person,
        tasks=[*as_read(act.session, tasks, act.now), *mine.others, *mine.missed],
        held=[task.id for task in mine.others],
        **closed,
        **_anchor(act.session, agency, person, act.now),
    )


def _greet(act: Act, agency: Agency) -> None:
    """Everyone who may be told something today, and was not; not on the day of joining."""
    for person in _unspoken_to(act.session, agency, act.now):
        joined_today = person.joined_at is not None and day_of(person.joined_at) == act.today
        if not joined_today and why_not(act.session, person, act.today) is None:
            _digest(act, agency, person, _digest_key(person.code, act.now), [], Morning())


def _unspoken_to(session: Session, agency: Agency, now: datetime) -> Sequence[Person]:
    """Who can be reached and has been started no message today."""
    started = exists().where(
        col(Notification.person_id) == Person.id,
        col(Notification.direct).is_(False),
        col(Notification.created_at) >= at(day_of(now), time()),
    )
    people = select(Person).where(
        Person.agency_id == agency.id,
        col(Person.chat_id).is_not(None),
        col(Person.blocked_at).is_(None),
        col(Person.deactivated_at).is_(None),
        ~started,
    )
    return session.exec(people.order_by(Person.code)).all()


def _tell_of_outage(act: Act, agency: Agency) -> None:
    alive = act.session.exec(
        select(Task).where(Task.agency_id == agency.id, col(Task.state).in_(ACTIVE))
    ).all()
    told: defaultdict[int, list[Task]] = defaultdict(list)
    for task, to in _addressees(act.session, alive, act.now):
        told[to.person.id or 0].append(task)
    missed = missed_by_person(act.session, agency, act.now)
    for person_id in dict.fromkeys([*told, *missed]):
        person = act.session.get_one(Person, person_id)
        tasks = ranked(act.session, told.get(person_id, []), act.now)
        recorded = [*missed.get(person_id, []), *tasks][:PER_SCREEN]
        _say_what_is_recorded(act, agency, person, recorded)
    agency.away_from = agency.away_until = None
    act.session.add(agency)


def _say_what_is_recorded(act: Act, agency: Agency, person: Person, tasks: list[Task]) -> None:
    if agency.away_from is None or agency.away_until is None:
        return
    row = tell(
        act,
        agency.id or 0,
        Kind.OUTAGE,
        f"outage/{person.code}/{agency.away_until.isoformat()}",
        person=person,
        tasks=tasks,
        away_from=agency.away_from.isoformat(),
        away_until=agency.away_until.isoformat(),
        **_anchor(act.session, agency, person, act.now),
    )
    if row is not None:
        alive = [task for task in tasks if task.state is not State.MISSED]
        speak_of(act, alive, person, row, OFFICERS_OWN)


def note_outage(act: Act, agency: Agency, since: datetime) -> None:
    """Records that nothing was heard for longer than Telegram keeps updates (24 hours)."""
    agency.away_from, agency.away_until = agency.away_from or since, act.now
    act.session.add(agency)
    record(act, Change.AWAY, agency, since=since)


def _reason(to: Addressee) -> dict[str, Any]:
    if to.because is None:
        return {}
    return {"because": to.because} | ({"instead_of": to.instead_of.id} if to.instead_of else {})


def _anchor(session: Session, agency: Agency, person: Person, now: datetime) -> dict[str, Any]:
    """The first message of a week shows admins and leaders where the ledger ends."""
    first = is_first_of_week(day_of(now), working_calendar(session, agency.id or 0))
    if first and roles(session, person) & {Role.ADMIN, Role.LEADER}:
        return {"anchor": anchor(agency)}
    return {}
