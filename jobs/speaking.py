"""One message a morning: each person hears of all their due tasks at once (docs/design.md, Rules).

1. Outside working hours nothing is said; nothing is lost, for the latest rung is chosen when it is spoken.
2. After an outage everyone with a task hears what is recorded, once; the due rungs are spoken in that text.
3. Otherwise each person with due rungs gets a card (one task, or one piece owed to another unit's task) or a
   digest (several); a head finds there the documents that have lain with them since an earlier day, a leader,
   once, those that came the day before, a reviewer what waits for a verdict, and what has closed without
   evidence is said in it once, to its officer and who is above.
4. On the first working day of a week everyone else gets a greeting: silence means broken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import exists
from sqlmodel import Session, col, func, select

from jobs.faults import each, name_of_task
from jobs.messages.facts import PER_SCREEN
from jobs.messages.gather import by_due_day
from jobs.messages.morning import as_read, overdue_of, ranked
from jobs.pieces import Piece, by_person, speak_pieces
from jobs.reviewing import reviews_due
from jobs.telling import has_joined_on, is_first_of_week, per_person, untold, why_told
from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import tell
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
from models.rules.zone import at, day_of, local
from models.tables import Agency, Ladder, Notification, NotificationTask, Person, Role, Rung, Task

# What the officer's own morning speaks of.
OFFICERS_OWN = frozenset({Ladder.DEADLINE, Ladder.EVIDENCE, Ladder.WAITING})
# Whoever could not be told for so long hears of it elsewhere.
_CLOSED_LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Reminder:
    """A task with due rungs of its own, and who is told of it."""

    task: Task
    to: Addressee
    rungs: list[Rung]


@dataclass(frozen=True)
class Morning:
    """What one person is told of: tasks with due rungs, pieces owed, documents that lie with them, what closed
    without evidence, and besides what waits for their verdict."""

    person: Person
    told: Sequence[Reminder] = ()
    owed: Sequence[Piece] = ()
    held: Sequence[Task] = ()
    missed: Sequence[Task] = ()
    reviews: Sequence[Task] = ()

    @property
    def own(self) -> list[Task]:
        return [reminder.task for reminder in self.told]

    @property
    def others(self) -> list[Task]:
        """The documents that lie with them of tasks that are not told anyway."""
        told = {task.id for task in self.own}
        return [task for task in self.held if task.id not in told]

    @property
    def is_digest(self) -> bool:
        """A card for one thing, a digest for several."""
        return bool(self.others or self.reviews) or len(self.told) + len(self.owed) + len(self.missed) > 1


def speak_to_all(act: Act, agency: Agency) -> None:
    """Within working hours. Who was told already today is passed over before anything is made for them."""
    if agency.away_from is not None and agency.away_until is not None:
        _tell_of_outage(act, agency, agency.away_from, agency.away_until)
    mornings = {_key(mine, act.now): mine for mine in _mornings(act, agency)}
    each(
        act.session,
        untold(act.session, agency, mornings).items(),
        lambda found: f"person/{found[1].person.id}",
        lambda found: _speak_to(act, agency, *found),
    )
    if is_first_of_week(act.today, working_calendar(act.session, agency.id or 0)):
        _greet(act, agency)


def _mornings(act: Act, agency: Agency) -> list[Morning]:
    due = act.session.exec(select(Task).where(is_due(agency, act.now))).all()
    told = per_person((own.to.person, own) for own in _own_due(act.session, due, act.now))
    owed = by_person(act, list(due))
    held = _held(act.session, agency, act.now)
    missed = missed_by_person(act.session, agency, act.now)
    reviews = reviews_due(act.session, agency, act.now)
    return [
        Morning(
            act.session.get_one(Person, person_id),
            told.get(person_id, ()),
            owed.get(person_id, ()),
            held.get(person_id, ()),
            missed.get(person_id, ()),
            reviews.get(person_id, ()),
        )
        for person_id in told | owed | held | missed
    ]


def _own_due(session: Session, tasks: Sequence[Task], now: datetime) -> list[Reminder]:
    """Who is told of which of these tasks now; tasks that nobody can be told of wait."""
    rungs = due_rungs_of(session, tasks, now, OFFICERS_OWN)
    speaking = [task for task in tasks if rungs[task.id or 0]]
    people = _addressees(session, speaking, now)
    return [Reminder(task, to, rungs[task.id or 0]) for task, to in people]


def _addressees(session: Session, tasks: Sequence[Task], now: datetime) -> list[tuple[Task, Addressee]]:
    read_responsible(session, tasks)
    found = each(session, tasks, name_of_task, lambda task: addressee(session, task, day_of(now)))
    return [(task, to) for task, to in found if to is not None]


def missed_by_person(session: Session, agency: Agency, now: datetime) -> dict[int, list[Task]]:
    """What closed without evidence and who has not heard so: whoever was reminded, and who is above them."""
    closed = closed_unanswered(session, agency, day_of(now) - _CLOSED_LATELY, now)
    since = {task.id: at(task.closes_on + timedelta(days=1), time()) for task, _ in closed}
    known = _knowing(session, since)
    trial = is_trial(session, agency, now)
    concerned = (
        (person, task)
        for task, officer in closed
        for person in (officer, *([] if trial else bosses(session, task, day_of(now))))
    )
    return per_person((person, task) for person, task in concerned if (task.id, person.id) not in known)


def closed_unanswered(
    session: Session, agency: Agency, since: date, now: datetime
) -> list[tuple[Task, Person]]:
    """What closed without evidence from this day on, by due day, each with who had been reminded of it."""
    closed = by_due_day(
        session,
        Task.agency_id == agency.id,
        Task.state == State.MISSED,
        Task.closes_on < day_of(now),
        Task.closes_on >= since,
    )
    delivered = reminded(session, closed)
    found = _addressees(session, closed, now)
    return [(task, to.person) for task, to in found if (task.id, to.person.id) in delivered]


def _knowing(session: Session, since: dict[int | None, datetime]) -> set[tuple[int | None, int | None]]:
    """To whom a message about each of these tasks was started since its moment: the ids of both."""
    started = (
        select(NotificationTask.task_id, Notification.person_id, func.max(Notification.created_at))
        .join(Notification, col(Notification.id) == NotificationTask.notification_id)
        .where(col(Notification.direct).is_(False))
        .group_by(col(NotificationTask.task_id), col(Notification.person_id))
    )
    rows = [
        row
        for some in in_portions(list(since))
        for row in session.exec(started.where(col(NotificationTask.task_id).in_(some)))
    ]
    return {(task_id, person_id) for task_id, person_id, last_at in rows if last_at >= since[task_id]}


def _held(session: Session, agency: Agency, now: datetime) -> dict[int, list[Task]]:
    """The documents that have lain with a head of unit since an earlier day, and those of which a leader has heard
    nothing since that day: from then on their week carries it."""
    lying = lying_at(session, agency.id or 0, Place.UNIT_HEAD, Place.LEADER)
    came_on = {
        task.id: task.place_since for task in lying if task.place_since and task.place_since < day_of(now)
    }
    signs = [task.id for task in lying if task.place is Place.LEADER and task.id in came_on]
    known = _knowing(session, {each: at(came_on[each] + timedelta(days=1), time()) for each in signs})
    return per_person(
        (holder, task)
        for task in lying
        if task.id in came_on
        for holder in holders(session, task, day_of(now))
        if (task.id, holder.id) not in known
    )


def _key(mine: Morning, now: datetime) -> str:
    """None hears of it twice: a digest is one a day, but for what is due at an hour of it; the others are one a
    rung, or one a task that closed."""
    code = mine.person.code
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
    moments = [rung.speak_at for own in mine.told for rung in own.rungs if rung.name == HOUR]
    return f"/{local(max(moments)):%H:%M}" if moments else ""


def _speak_to(act: Act, agency: Agency, key: str, mine: Morning) -> None:
    row = _digest(act, agency, key, mine) if mine.is_digest else _single(act, agency, key, mine)
    if row is not None:
        speak_of(act, mine.own, mine.person, row, OFFICERS_OWN)
        speak_pieces(act, mine.person, mine.owed, row)


def _single(act: Act, agency: Agency, key: str, mine: Morning) -> Notification | None:
    """The card of the one thing there is."""
    tell_of = partial(tell, act, agency.id or 0, key=key, person=mine.person)
    if mine.owed:
        piece = mine.owed[0]
        return tell_of(kind=Kind.PIECE, tasks=[piece.task], item=piece.item.id)
    week = _anchor(act.session, agency, mine.person, act.now)
    if mine.told:
        return tell_of(kind=Kind.CARD, tasks=mine.own, **why_told(mine.told[0].to), **week)
    return tell_of(kind=Kind.CARD, tasks=[mine.missed[0]], missed=True, **week)


def _digest(act: Act, agency: Agency, key: str, mine: Morning) -> Notification | None:
    """Pieces owed to others' tasks stand in it with one's own. None when today's was sent already: what came due
    since waits for the next morning, but for what is due at an hour of today."""
    tasks = {task.id: task for task in [*mine.own, *(piece.task for piece in mine.owed)]}
    closed = {"missed": True} if mine.missed else {}
    return tell(
        act,
        agency.id or 0,
        Kind.DIGEST,
        key,
        person=mine.person,
        tasks=[
            *as_read(act.session, list(tasks.values()), act.now),
            *mine.others,
            *mine.missed,
            *mine.reviews,
        ],
        held=[task.id for task in mine.others],
        **_reviews(mine.reviews),
        **closed,
        **_anchor(act.session, agency, mine.person, act.now),
    )


def _reviews(tasks: Sequence[Task]) -> dict[str, Any]:
    return {"reviews": [task.id for task in tasks]} if tasks else {}


def _greet(act: Act, agency: Agency) -> None:
    """Everyone who may be told something today, and was not; not on the day of joining."""
    reviews = reviews_due(act.session, agency, act.now)
    for person in _unspoken_to(act.session, agency, act.now):
        if not has_joined_on(person, act.today) and why_not(act.session, person, act.today) is None:
            _remain(act, agency, person, reviews.get(person.id or 0, []))


def _remain(act: Act, agency: Agency, person: Person, reviews: Sequence[Task]) -> None:
    """Nothing of their own is new; what is overdue is listed all the same, for silence must not hide it, and what
    waits for their verdict."""
    overdue = ranked(act.session, overdue_of(act.session, person, act.now), act.now)
    tell(
        act,
        agency.id or 0,
        Kind.DIGEST,
        _digest_key(person.code, act.now),
        person=person,
        tasks=[*overdue, *reviews],
        **({"still": True} if overdue else {}),
        **_reviews(reviews),
        **_anchor(act.session, agency, person, act.now),
    )


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


def _tell_of_outage(act: Act, agency: Agency, since: datetime, until: datetime) -> None:
    """Whoever has an open task, or has not heard what closed meanwhile, is told what is recorded."""
    active = select(Task).where(Task.agency_id == agency.id, col(Task.state).in_(ACTIVE))
    addressed = _addressees(act.session, act.session.exec(active).all(), act.now)
    told = per_person((to.person, task) for task, to in addressed)
    missed = missed_by_person(act.session, agency, act.now)
    facts: dict[str, Any] = {"away_from": since.isoformat(), "away_until": until.isoformat()}
    for person_id in told | missed:
        person = act.session.get_one(Person, person_id)
        tasks = ranked(act.session, told.get(person_id, []), act.now)
        recorded = [*missed.get(person_id, []), *tasks][:PER_SCREEN]
        week = _anchor(act.session, agency, person, act.now)
        key = f"outage/{person.code}/{until.isoformat()}"
        row = tell(act, agency.id or 0, Kind.OUTAGE, key, person=person, tasks=recorded, **facts, **week)
        if row is not None:
            alive = [task for task in recorded if task.state is not State.MISSED]
            speak_of(act, alive, person, row, OFFICERS_OWN)
    agency.away_from = agency.away_until = None
    act.session.add(agency)


def note_outage(act: Act, agency: Agency, since: datetime) -> None:
    """Records that nothing was heard for longer than Telegram keeps updates (24 hours)."""
    agency.away_from, agency.away_until = agency.away_from or since, act.now
    act.session.add(agency)
    record(act, Change.AWAY, agency, since=since)


def _anchor(session: Session, agency: Agency, person: Person, now: datetime) -> dict[str, Any]:
    """The first message of a week shows admins and leaders where the ledger ends."""
    first = is_first_of_week(day_of(now), working_calendar(session, agency.id or 0))
    if first and roles(session, person) & {Role.ADMIN, Role.LEADER}:
        return {"anchor": anchor(agency)}
    return {}
