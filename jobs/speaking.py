"""One message a morning: each person hears of all their due tasks at once (DESIGN §4).

1. Outside working hours nothing is said; nothing is lost, for the latest rung is chosen when it is spoken.
2. After an outage everyone with a task hears what is recorded, once; the due rungs are spoken in that text.
3. Otherwise each person with due rungs gets a card (one task, or one piece owed to another unit's task) or a
   digest (several); a head finds there the documents that have lain with them since an earlier day, and what
   has closed without evidence is said in it once, to its officer and who is above.
4. On the first working day of a week everyone else gets a greeting: silence means broken.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, col, select

from jobs.messages.morning import PER_SCREEN, as_read, ranked
from jobs.pieces import Piece, by_person, speak_pieces
from models.actor import Act
from models.calendar import office_hours, working_calendar
from models.changes.common import tell
from models.changes.speaking import due_rungs, is_due, speak
from models.hearing import bosses, is_trial, sent_on
from models.holders import holders, lying_at
from models.ledger import anchor, record
from models.people import Addressee, addressee, roles, why_not
from models.rules.ladder import HOUR
from models.rules.lifecycle import ACTIVE, Change, State
from models.rules.reading import Place
from models.rules.working_days import WorkingCalendar
from models.rules.zone import at, day_of, local
from models.tables import Agency, Ladder, Notification, NotificationTask, Person, Role, Task

# What the officer's own morning speaks of.
OFFICERS_OWN = frozenset({Ladder.DEADLINE, Ladder.EVIDENCE, Ladder.WAITING})
# Whoever could not be told for so long hears of it elsewhere.
_CLOSED_LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Morning:
    """What one person is told of: tasks with due rungs, pieces owed, documents that lie with them, and
    what closed without evidence."""

    told: list[tuple[Task, Addressee]]
    owed: list[Piece]
    held: list[Task]
    missed: list[Task]


def speak_to_all(act: Act, agency: Agency) -> None:
    calendar = working_calendar(act.session, agency.id or 0)
    if not office_hours(agency).is_open(act.now, calendar):
        return
    if agency.away_until is not None:
        _tell_of_outage(act, agency)
    due = act.session.exec(select(Task).where(is_due(agency, act.now))).all()
    own = [task for task in due if due_rungs(act.session, task, act.now, OFFICERS_OWN)]
    told, held = _by_person(act.session, own, act.now), _held_by_heads(act.session, agency, act.now)
    owed, missed = by_person(act, list(due)), missed_by_person(act.session, agency, act.now)
    for person_id in dict.fromkeys([*told, *owed, *held, *missed]):
        person = act.session.get_one(Person, person_id)
        mine = Morning(
            told=told.get(person_id, []),
            owed=owed.get(person_id, []),
            held=held.get(person_id, []),
            missed=missed.get(person_id, []),
        )
        _speak_to(act, agency, person, mine)
    if is_first_of_week(act.today, calendar):
        _greet(act, agency)


def missed_by_person(session: Session, agency: Agency, now: datetime) -> dict[int, list[Task]]:
    """What closed without evidence and who has not heard so: whoever was reminded, and who is above them."""
    found: defaultdict[int, list[Task]] = defaultdict(list)
    trial = is_trial(session, agency, now)
    for task in _closed_lately(session, agency, now):
        to = addressee(session, task, day_of(now))
        if to is None or not sent_on(session, task, day_of(now)):
            continue
        for person in [to.person, *([] if trial else bosses(session, task, day_of(now)))]:
            if not _knows_closed(session, person, task):
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


def _knows_closed(session: Session, person: Person, task: Task) -> bool:
    """Whether a message was started to a person about this task since it closed."""
    told = (
        select(Notification.id)
        .join(NotificationTask, col(NotificationTask.notification_id) == Notification.id)
        .where(
            NotificationTask.task_id == task.id,
            Notification.person_id == person.id,
            col(Notification.direct).is_(False),
            Notification.created_at >= at(task.closes_on + timedelta(days=1), time()),
        )
    )
    return session.exec(told).first() is not None


def is_first_of_week(day: date, calendar: WorkingCalendar) -> bool:
    """Whether `day` is the first working day of its week."""
    return calendar.on_or_after(monday_of(day)) == day


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _by_person(session: Session, tasks: list[Task], now: datetime) -> dict[int, list[tuple[Task, Addressee]]]:
    """Who is told of what now; tasks that nobody can be told of wait."""
    found: defaultdict[int, list[tuple[Task, Addressee]]] = defaultdict(list)
    for task in tasks:
        to = addressee(session, task, day_of(now))
        if to is not None:
            found[to.person.id or 0].append((task, to))
    return dict(found)


def _held_by_heads(session: Session, agency: Agency, now: datetime) -> dict[int, list[Task]]:
    """The documents that have lain with a head of unit since an earlier day."""
    found: defaultdict[int, list[Task]] = defaultdict(list)
    for task in lying_at(session, agency.id or 0, Place.UNIT_HEAD):
        if task.place_since is not None and task.place_since < day_of(now):
            for head in holders(session, task, day_of(now)):
                found[head.id or 0].append(task)
    return dict(found)


def _speak_to(act: Act, agency: Agency, person: Person, mine: Morning) -> None:
    """A card for one thing, a digest for several; pieces owed to others' tasks stand in it with one's own."""
    own = [task for task, _ in mine.told]
    held = [task for task in mine.held if task not in own]
    if held or len(own) + len(mine.owed) + len(mine.missed) > 1:
        tasks = {task.id: task for task in [*own, *(piece.task for piece in mine.owed)]}
        row = _digest(act, agency, person, list(tasks.values()), held, mine.missed)
    elif own:
        row = _card(act, agency, *mine.told[0])
    elif mine.owed:
        row = _piece(act, agency, person, mine.owed[0])
    else:
        row = _closed_card(act, agency, person, mine.missed[0])
    if row is not None:
        for task in own:
            speak(act, task, person, row, OFFICERS_OWN)
        speak_pieces(act, person, mine.owed, row)


def _piece(act: Act, agency: Agency, person: Person, piece: Piece) -> Notification | None:
    return tell(
        act,
        agency.id or 0,
        "piece",
        f"piece/{piece.item.id}/{piece.rung.anchor_on}/{piece.rung.name}/{person.code}",
        person=person,
        tasks=[piece.task],
        item=piece.item.id,
    )


def _card(act: Act, agency: Agency, task: Task, to: Addressee) -> Notification | None:
    rung = due_rungs(act.session, task, act.now, OFFICERS_OWN)[-1]
    return tell(
        act,
        agency.id or 0,
        "card",
        f"card/{task.id}/{rung.anchor_on}/{rung.name}/{to.person.code}",
        person=to.person,
        tasks=[task],
        **_reason(to),
        **_anchor(act.session, agency, to.person, act.now),
    )


def _closed_card(act: Act, agency: Agency, person: Person, task: Task) -> Notification | None:
    return tell(
        act,
        agency.id or 0,
        "card",
        f"missed/{task.id}/{person.code}",
        person=person,
        tasks=[task],
        missed=True,
        **_anchor(act.session, agency, person, act.now),
    )


def _digest(
    act: Act,
    agency: Agency,
    person: Person,
    tasks: list[Task],
    held: Sequence[Task] = (),
    missed: Sequence[Task] = (),
) -> Notification | None:
    """None when today's digest was sent already: what came due since waits for the next morning, but for what
    is due at an hour of today."""
    hour = _last_hour(act.session, tasks, act.now)
    closed = {"missed": True} if missed else {}
    return tell(
        act,
        agency.id or 0,
        "digest",
        f"digest/{person.code}/{act.today}{hour}",
        person=person,
        tasks=[*as_read(act.session, tasks, act.now), *held, *missed],
        held=[task.id for task in held],
        **closed,
        **_anchor(act.session, agency, person, act.now),
    )


def _last_hour(session: Session, tasks: list[Task], now: datetime) -> str:
    """Of the last reminders before an hour, the latest moment, as the key of their digest spells it."""
    moments = [
        rung.speak_at
        for task in tasks
        for rung in due_rungs(session, task, now, OFFICERS_OWN)
        if rung.name == HOUR
    ]
    return f"/{local(max(moments)):%H:%M}" if moments else ""


def _greet(act: Act, agency: Agency) -> None:
    started = set(
        act.session.exec(
            select(Notification.person_id).where(
                Notification.agency_id == agency.id,
                col(Notification.direct).is_(False),
                Notification.created_at >= at(act.today, datetime.min.time()),
            )
        )
    )
    for person in _reachable(act.session, agency, act.now):
        welcomed_today = person.joined_at is not None and day_of(person.joined_at) == act.today
        if person.id not in started and not welcomed_today:
            _digest(act, agency, person, [])


def _tell_of_outage(act: Act, agency: Agency) -> None:
    alive = act.session.exec(
        select(Task).where(Task.agency_id == agency.id, col(Task.state).in_(ACTIVE))
    ).all()
    told, missed = (
        _by_person(act.session, list(alive), act.now),
        missed_by_person(act.session, agency, act.now),
    )
    for person_id in dict.fromkeys([*told, *missed]):
        person = act.session.get_one(Person, person_id)
        tasks = ranked(act.session, [task for task, _ in told.get(person_id, [])], act.now)
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
        "outage",
        f"outage/{person.code}/{agency.away_until.isoformat()}",
        person=person,
        tasks=tasks,
        away_from=agency.away_from.isoformat(),
        away_until=agency.away_until.isoformat(),
        **_anchor(act.session, agency, person, act.now),
    )
    if row is not None:
        for task in tasks:
            if task.state is not State.MISSED:
                speak(act, task, person, row, OFFICERS_OWN)


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


def _reachable(session: Session, agency: Agency, now: datetime) -> list[Person]:
    """Everyone whom a message may go to today: nobody who is away."""
    people = session.exec(select(Person).where(Person.agency_id == agency.id).order_by(Person.code))
    return [person for person in people if why_not(session, person, day_of(now)) is None]
