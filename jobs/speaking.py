"""One message a morning: each person hears of all their due tasks at once (docs/design.md, Rules).

1. Outside working hours nothing is said; nothing is lost, for the latest rung is chosen when it is spoken.
2. After an outage everyone with a task hears what is recorded, once; the due rungs are spoken in that text. After a
   backup was restored everybody does, and that day nothing else is said: it may have been said already.
3. Otherwise each person with due rungs gets a card (one task, or one piece owed to another unit's task) or a
   digest (several); a head finds there the documents that have lain with them since an earlier day, a leader,
   once, those that came the day before, a reviewer what waits for a verdict; what has closed without evidence is
   said in it once, to its officer and who is above; and what the day before held back.
4. What somebody asked to be reminded of at an hour, and what is due today, is spoken after it too.
5. On the first working day of a week everyone else gets a greeting: silence means broken.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import bindparam, exists
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from jobs.cases.telling import with_bundle
from jobs.faults import each, name_of_task, together
from jobs.messages.facts import PER_SCREEN
from jobs.messages.gather import by_due_day
from jobs.messages.morning import as_read, ranked
from jobs.messages.ones_own import overdue_of
from jobs.mornings import Morning, Reminder, digest_key, key_of
from jobs.pieces import by_person, speak_pieces
from jobs.reviewing import reviews_due
from jobs.telling import has_joined_on, is_first_of_week, per_person, untold, why_told
from models.actor import Act
from models.calendar import morning_of, office_hours, working_calendar
from models.changes.common import ASKED_FOR, GIVES, tell, told_keys
from models.changes.holding_back import held_back, said_with, take_in
from models.changes.speaking import Speaking, due_rungs_of, is_due, speak_in_each, speak_of
from models.hearing import bosses, is_trial, reminded
from models.holders import holders, lying_at
from models.kinds import Kind
from models.ledger import anchor, record
from models.people import Addressee, addressee, person_of, read_responsible, roles, why_not
from models.portions import in_portions
from models.restored import restored_between, was_restored_on
from models.rules.lifecycle import ACTIVE, Change, State
from models.rules.reading import Place
from models.rules.zone import at, day_of
from models.tables import Agency, Ladder, Notification, NotificationTask, OutboxState, Person, Role, Task

# What the officer's own morning speaks of.
OFFICERS_OWN = frozenset({Ladder.DEADLINE, Ladder.EVIDENCE, Ladder.WAITING})
_DUE = select(Task).where(is_due(bindparam("agency"), bindparam("now")))
# Whoever could not be told for so long hears of it elsewhere.
_CLOSED_LATELY = timedelta(days=14)


def speak_to_all(act: Act, agency: Agency) -> None:
    """Within working hours. Who was told already today is passed over before anything is made for them."""
    if agency.away_from is not None and agency.away_until is not None:
        _tell_of_outage(act, agency, agency.away_from, agency.away_until)
    if was_restored_on(act.session, act.today):
        return
    found = _spoken_now(act.session, agency, _mornings(act, agency), act.now)
    mornings = {key_of(mine, act.now): mine for mine in found}
    together(
        act.session,
        list(untold(act.session, agency, mornings).items()),
        lambda found: f"person/{found[1].person.id}",
        partial(_speak_to_each, act, agency),
    )
    if is_first_of_week(act.today, working_calendar(act.session, agency.id or 0)):
        _greet(act, agency)


def _mornings(act: Act, agency: Agency) -> list[Morning]:
    due = act.session.exec(_DUE, params={"agency": agency.id, "now": act.now}).all()
    told = per_person((own.to.person, own) for own in _own_due(act.session, due, act.now))
    owed = by_person(act, list(due))
    held = _held(act.session, agency, act.now)
    missed = missed_by_person(act.session, agency, act.now)
    reviews = reviews_due(act.session, agency, act.now)
    listed = {person_id: [each.task for each in found] for person_id, found in told.items()}
    waits = {
        person_id: said_with(act.session, rows, listed.get(person_id, ()))
        for person_id, rows in _held_back(act, agency).items()
    }
    several = {person_id: rows for person_id, rows in waits.items() if len(rows) > 1}
    return [
        Morning(
            act.session.get_one(Person, person_id),
            told.get(person_id, ()),
            owed.get(person_id, ()),
            held.get(person_id, ()),
            missed.get(person_id, ()),
            reviews.get(person_id, ()),
            waits.get(person_id, ()),
        )
        for person_id in told | owed | held | missed | several
    ]


def _held_back(act: Act, agency: Agency) -> dict[int, list[Notification]]:
    """By person what was held back until now; to who is away it goes as it is."""
    found = [(person_of(act.session, row.person_id), row) for row in held_back(act.session, agency, act.now)]
    return per_person(
        (person, row) for person, row in found if person and why_not(act.session, person, act.today) is None
    )


def _spoken_now(session: Session, agency: Agency, mornings: list[Morning], now: datetime) -> list[Morning]:
    """Before somebody's own morning, and once they had their digest, only what cannot wait."""
    keys = {mine.person.id: digest_key(mine.person.code, now) for mine in mornings}
    told = told_keys(session, agency.id or 0, list(keys.values()))
    found = []
    for mine in mornings:
        if keys[mine.person.id] in told:
            mine = mine.after_the_digest()
        elif now < morning_of(mine.person, office_hours(agency), day_of(now)):
            mine = mine.before_the_digest()
        found.append(mine)
    return [mine for mine in found if mine.told or not mine.apart]


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
    earlier = [task for task in lying if task.place_since and task.place_since < day_of(now)]
    known = _knowing(session, {task.id: _next_day(task) for task in earlier if task.place is Place.LEADER})
    return per_person(
        (holder, task)
        for task in earlier
        for holder in holders(session, task, day_of(now))
        if (task.id, holder.id) not in known
    )


def _next_day(lying: Task) -> datetime:
    """When the day after that begins on which a document came to where it lies."""
    assert lying.place_since is not None
    return at(lying.place_since + timedelta(days=1), time())


def _speak_to_each(act: Act, agency: Agency, mornings: list[tuple[str, Morning]]) -> list[Morning]:
    """A message each, by its key; then what all of them spoke of is recorded together. Returns whom it was said."""
    said = [(row, mine) for key, mine in mornings if (row := _message_of(act, agency, key, mine)) is not None]
    speak_in_each(act, [Speaking(row, mine.person, mine.own) for row, mine in said], OFFICERS_OWN)
    for row, mine in said:
        speak_pieces(act, mine.person, mine.owed, row)
        take_in(act, mine.held_back)
    return [mine for _, mine in said]


def _message_of(act: Act, agency: Agency, key: str, mine: Morning) -> Notification | None:
    return _digest(act, agency, key, mine) if mine.is_digest else _single(act, agency, key, mine)


def _single(act: Act, agency: Agency, key: str, mine: Morning) -> Notification | None:
    """The card of the one thing there is."""
    tell_of = partial(tell, act, agency.id or 0, key=key, person=mine.person, on_time=mine.is_on_time)
    if mine.owed:
        piece = mine.owed[0]
        return tell_of(kind=Kind.PIECE, tasks=[piece.task], item=piece.item.id)
    week = _anchor(act.session, agency, mine.person, act.now)
    if mine.told:
        why = why_told(mine.told[0].to)
        given = _just_given(act.session, mine.own[0], mine.person)
        return tell_of(kind=Kind.CARD, tasks=mine.own, **why, **week, **_asked_for(mine), **given)
    return tell_of(kind=Kind.CARD, tasks=[mine.missed[0]], missed=True, **week)


def _just_given(session: Session, task: Task, person: Person) -> dict[str, Any]:
    """Who gave them this task after hours: its card still waits, and says nothing more than this one."""
    waiting = (
        select(Notification)
        .join(NotificationTask, col(NotificationTask.notification_id) == Notification.id)
        .where(
            NotificationTask.task_id == task.id,
            Notification.person_id == person.id,
            Notification.kind == Kind.CARD,
            Notification.state == OutboxState.WAITING,
        )
        .order_by(col(Notification.id).desc())
    )
    facts = (row.facts for row in session.exec(waiting))
    return next(
        ({name: each[name] for name in GIVES & each.keys()} for each in facts if GIVES & each.keys()), {}
    )


def _digest(act: Act, agency: Agency, key: str, mine: Morning) -> Notification | None:
    """Pieces owed to others' tasks stand in it with one's own. None when today's was sent already."""
    tasks = {task.id: task for task in [*mine.own, *(piece.task for piece in mine.owed)]}
    closed = {"missed": True} if mine.missed else {}
    return tell(
        act,
        agency.id or 0,
        Kind.DIGEST,
        key,
        person=mine.person,
        on_time=mine.is_on_time,
        tasks=[
            *as_read(act.session, list(tasks.values()), act.now),
            *mine.others,
            *mine.missed,
            *mine.reviews,
        ],
        held=[task.id for task in mine.others],
        **_reviews(mine.reviews),
        **_taken_in(mine.held_back),
        **_asked_for(mine),
        **closed,
        **_anchor(act.session, agency, mine.person, act.now),
    )


def _reviews(tasks: Sequence[Task]) -> dict[str, Any]:
    return {"reviews": [task.id for task in tasks]} if tasks else {}


def _taken_in(rows: Sequence[Notification]) -> dict[str, Any]:
    return {"taken_in": [row.id for row in rows]} if rows else {}


def _asked_for(mine: Morning) -> dict[str, Any]:
    return {ASKED_FOR: True} if mine.is_asked_for else {}


def _greet(act: Act, agency: Agency) -> None:
    """Everyone who may be told something today, and was not; not on the day of joining."""
    reviews = reviews_due(act.session, agency, act.now)
    waits = _held_back(act, agency)
    people = _unspoken_to(act.session, agency, act.now)
    hear_of_files = with_bundle(act, agency) if people else frozenset()
    for person in people:
        is_morning = act.now >= morning_of(person, office_hours(agency), act.today)
        is_here = not has_joined_on(person, act.today) and why_not(act.session, person, act.today) is None
        if is_morning and is_here:
            overdue = ranked(act.session, overdue_of(act.session, person, act.now), act.now)
            mine = Morning(
                person,
                reviews=reviews.get(person.id or 0, []),
                held_back=said_with(act.session, waits.get(person.id or 0, []), overdue),
            )
            _remain(act, agency, mine, overdue, is_greeted=person.id in hear_of_files)


def _remain(act: Act, agency: Agency, mine: Morning, overdue: list[Task], is_greeted: bool) -> None:
    """Nothing of their own is new; what is overdue is listed all the same, for silence must not hide it, and what
    waits for their verdict or was held back. `is_greeted`: a message about citizen files comes this morning."""
    person = mine.person
    week = _anchor(act.session, agency, person, act.now)
    if is_greeted and not (overdue or mine.reviews or mine.held_back or week):
        return
    row = tell(
        act,
        agency.id or 0,
        Kind.DIGEST,
        digest_key(person.code, act.now),
        person=person,
        tasks=[*overdue, *mine.reviews],
        **({"still": True} if overdue else {}),
        **_reviews(mine.reviews),
        **_taken_in(mine.held_back),
        **week,
    )
    if row is not None:
        take_in(act, mine.held_back)


def _unspoken_to(session: Session, agency: Agency, now: datetime) -> Sequence[Person]:
    """Who can be reached and has been started no message today."""
    started = exists().where(
        col(Notification.person_id) == Person.id,
        col(Notification.direct).is_(False),
        col(Notification.created_at) >= at(day_of(now), time()),
    )
    return session.exec(_in_chats(agency).where(~started)).all()


def _in_chats(agency: Agency) -> SelectOfScalar[Person]:
    """Who can be reached."""
    people = select(Person).where(
        Person.agency_id == agency.id,
        col(Person.chat_id).is_not(None),
        col(Person.blocked_at).is_(None),
        col(Person.deactivated_at).is_(None),
    )
    return people.order_by(Person.code)


def _tell_of_outage(act: Act, agency: Agency, since: datetime, until: datetime) -> None:
    """Whoever has an open task, or has not heard what closed meanwhile, is told what is recorded; after a restore
    everybody, for what anybody did since the backup is lost."""
    active = select(Task).where(Task.agency_id == agency.id, col(Task.state).in_(ACTIVE), ~col(Task.is_case))
    addressed = _addressees(act.session, act.session.exec(active).all(), act.now)
    told = per_person((to.person, task) for task, to in addressed)
    missed = missed_by_person(act.session, agency, act.now)
    facts: dict[str, Any] = {"away_from": since.isoformat(), "away_until": until.isoformat()}
    restored_from = restored_between(act.session, since, until)
    if restored_from is not None:
        facts |= {"away_from": restored_from.isoformat(), "restored": True}
        told |= {each.id or 0: told.get(each.id or 0, []) for each in act.session.exec(_in_chats(agency))}
    for person_id in told | missed:
        person = act.session.get_one(Person, person_id)
        closed = missed.get(person_id, [])[:PER_SCREEN]
        alive = ranked(act.session, told.get(person_id, []), act.now)[: PER_SCREEN - len(closed)]
        recorded = [*as_read(act.session, alive, act.now), *closed]
        week = _anchor(act.session, agency, person, act.now)
        key = f"outage/{person.code}/{until.isoformat()}"
        row = tell(act, agency.id or 0, Kind.OUTAGE, key, person=person, tasks=recorded, **facts, **week)
        if row is not None:
            speak_of(act, alive, person, row, OFFICERS_OWN)
    agency.away_from = None
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
