"""What the program starts: a card, or a digest where a person has several tasks."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from jobs.messages.composers import all_made_of, composes
from jobs.messages.facts import PER_SCREEN, TO_ZALO, Choice, Do, Named, PieceFacts, Rows, TaskFacts, Urgency
from jobs.messages.gather import (
    by_due_day,
    head_hears,
    hears_of,
    named,
    named_if_any,
    numbered,
    reader_of,
    task_facts,
    urgency,
)
from jobs.messages.giving import giving, takers
from jobs.messages.morning_facts import Card, Digest, Outage, StandIn
from jobs.messages.offers import Offer, by_number, choices, onward
from jobs.messages.ones_own import to_settle_for, told_of
from jobs.messages.pieces import for_reader
from jobs.messages.undoing import undoing
from models.calendar import hours_of
from models.cases import owed_by
from models.changes.common import ASKED_FOR
from models.changes.speaking import stands
from models.hearing import bosses, head_is_told_at, is_trial
from models.holders import held_for
from models.kept import RowsBy, bring, soon
from models.kinds import Kind
from models.people import Because, addressee, responsible, units_headed, unreachable, why_not
from models.portions import in_portions
from models.rules.due_day import due_of
from models.rules.ladder import HOUR
from models.rules.lifecycle import ACTIVE, CLOSED, State
from models.rules.scoring import rank_key
from models.rules.zone import day_of
from models.tables import (
    Agency,
    Ladder,
    Notification,
    NotificationTask,
    OutboxState,
    Person,
    Requirement,
    Rung,
    Task,
    Unit,
)

# Facts of what happened, which is told though nothing is left to do.
_STILL_TOLD = frozenset({"missed", "still", "taken_in"})
_LINKS = RowsBy(
    Notification,
    NotificationTask.notification_id,
    select(NotificationTask).order_by(col(NotificationTask.number)),
)
_RUNGS = RowsBy(Notification, Rung.notification_id, select(Rung).order_by(col(Rung.id)))
_WITH_REQUIREMENTS = (
    select(Task, Requirement, Unit)
    .join(Requirement, col(Requirement.id) == Task.requirement_id)
    .join(Unit, col(Unit.id) == Task.unit_id)
    .where(col(Task.id).in_(bindparam("tasks", expanding=True)))
)


@composes(Kind.CARD)
def card(session: Session, row: Notification, now: datetime) -> Card:
    """One task for one reader, as it stands."""
    reader, task = reader_of(session, row), first_task(session, row)
    offer = Offer(session, reader, task, now)
    rung = next(iter(_RUNGS.of(session, row.id)), None)
    because = _still(session, task, row)
    head, head_at = _above(offer)
    return Card(
        choices=choices(offer, because) + undoing(session, row),
        loud=task.state in ACTIVE and due_of(task).on == day_of(now),
        task=task_facts(session, task, now),
        now=now,
        own=offer.is_theirs_to_do,
        ladder=rung.ladder if rung else Ladder.DEADLINE,
        because=because,
        instead_of=named_if_any(session, row.facts.get("instead_of")),
        assigned_by=named_if_any(session, row.facts.get("assigned_by")),
        declined_by=named_if_any(session, row.facts.get("declined_by")),
        dated_by=named_if_any(session, row.facts.get("dated_by")),
        head=head,
        head_at=head_at,
        head_hears=head_hears(session, reader, task, now),
        unreached=unreachable(offer.officer) if offer.helps and offer.officer else None,
        said_issued="said_issued" in row.facts,
        unheard="unheard" in row.facts,
        anchor=row.facts.get("anchor"),
    )


@composes(Kind.DIGEST, Kind.OUTAGE)
def digest(session: Session, row: Notification, now: datetime) -> Digest:
    """Several tasks under the numbers they were given; a quiet Monday has none but names the nearest."""
    reader, linked = reader_of(session, row), tasks_of(session, row)
    tasks, held = numbered(session, linked[:PER_SCREEN], now), held_in(row, linked[:PER_SCREEN])
    to_settle = len(to_settle_for(session, reader))
    reviews, why = reviews_in(row, linked), stand_ins(session, reader, linked, now)
    is_new = bool(tasks) and "still" not in row.facts
    unit = [] if is_new else _late_in_units(session, reader, linked, now)
    return Digest(
        choices=opening(tasks, reviews) + giving(why) + onward(session, reader, held, now) + TO_ZALO
        if tasks
        else _quiet(to_settle),
        loud=any(_is_due(task, day_of(now)) for _, task in tasks),
        now=now,
        said_on=day_of(row.sent_at or now),
        tasks=tuple(tasks),
        stand_ins=why,
        takers=takers(session, linked, why, now),
        held=frozenset(number for number, _ in held),
        reviews=reviews,
        by_the_hour=_is_by_the_hour(session, row),
        asked_for=bool(row.facts.get(ASKED_FOR)),
        taken_in=all_made_of(session, row.facts.get("taken_in", ()), now),
        pieces=pieces_among(session, reader, linked, now),
        more=len(linked) - len(tasks),
        nearest=None if tasks else nearest(session, reader, now),
        unit_late=unit.count(Group.LATE),
        unit_accepted=unit.count(Group.ACCEPTED),
        to_settle=0 if tasks else to_settle,
        owed=0 if tasks else len(owed_by(session, reader, day_of(now))),
        still="still" in row.facts,
        outage=_outage(row),
        anchor=row.facts.get("anchor"),
    )


def opening(tasks: list[tuple[int, TaskFacts]], reviews: frozenset[int]) -> Rows:
    """Number buttons that open the cards; of what waits for a verdict the reviewer's."""
    return by_number([Choice(Do.REVIEW if n in reviews else Do.CARD, (task.id,), n) for n, task in tasks])


def _is_by_the_hour(session: Session, row: Notification) -> bool:
    """Whether it speaks before an hour of a day that had its morning."""
    hours = hours_of(session, row.agency_id)
    rungs = _RUNGS.of(session, row.id)
    return any(each.name == HOUR and each.speak_at > hours.opening(day_of(each.speak_at)) for each in rungs)


def held_in(row: Notification, shown: Sequence[tuple[int, Task]]) -> list[tuple[int, Task]]:
    """Those on the screen whose document lay with the reader when the message was started."""
    return [(number, task) for number, task in shown if task.id in row.facts.get("held", ())]


def reviews_in(row: Notification, linked: Sequence[tuple[int, Task]]) -> frozenset[int]:
    """The numbers of what waited for the reader's verdict when the message was started."""
    return frozenset(number for number, task in linked if task.id in row.facts.get("reviews", ()))


def _quiet(to_settle: int) -> Rows:
    return ((Choice(Do.TRIAGE),),) if to_settle else ()


def _is_due(task: TaskFacts, today: date) -> bool:
    return due_of(task).on == today and task.state in ACTIVE


def pieces_among(
    session: Session, reader: Person, linked: Sequence[tuple[int, Task]], now: datetime
) -> dict[int, PieceFacts]:
    """By number, the tasks of which the reader's unit only owes a piece."""
    each = ((number, for_reader(session, reader, task, now)) for number, task in linked)
    return {number: piece for number, piece in each if piece is not None}


def stand_ins(
    session: Session, reader: Person, linked: Sequence[tuple[int, Task]], now: datetime
) -> dict[int, StandIn]:
    """Why the reader hears of tasks that are not theirs, by number."""
    found = ((number, _stand_in(session, reader, task, now)) for number, task in linked)
    return {number: why for number, why in found if why is not None}


def has_moved_on(session: Session, row: Notification, is_held_up: bool) -> bool:
    """Whether a reminder that was not sent yet has nothing left to remind of; that a task closed stays so.
    `is_held_up`: it is an earlier day's, and speaks of nothing that a later one speaks of."""
    if row.facts.keys() & _STILL_TOLD:
        return False
    later = _said_later(session, row) if is_held_up and "anchor" not in row.facts else set()
    tasks = [task for _, task in tasks_of(session, row) if task.id not in later]
    if later and not tasks:
        return True
    return bool(tasks) and not any(_still_asks(session, row, task) for task in tasks)


def _still_asks(session: Session, row: Notification, task: Task) -> bool:
    """For a verdict, or for the work itself."""
    is_for_review = task.state is State.SUBMITTED and task.id in row.facts.get("reviews", ())
    return is_for_review or _reminds(session, row, task)


def _said_later(session: Session, row: Notification) -> set[int]:
    """The tasks of which a later reminder to the same person speaks."""
    later = (
        select(NotificationTask.task_id)
        .join(Notification, col(Notification.id) == NotificationTask.notification_id)
        .where(
            Notification.person_id == row.person_id,
            col(Notification.id) > row.id,
            col(Notification.kind).in_((Kind.CARD, Kind.DIGEST, Kind.OUTAGE)),
            col(Notification.direct).is_(False),
            col(Notification.state).not_in((OutboxState.MOOT, OutboxState.FAILED)),
        )
    )
    return set(session.exec(later))


def tasks_of(session: Session, row: Notification) -> list[tuple[int, Task]]:
    """The tasks that a notification speaks of, by its own numbers."""
    links = _LINKS.of(session, row.id)
    bring(session, Task, (link.task_id for link in links))
    return [(link.number, session.get_one(Task, link.task_id)) for link in links]


def first_task(session: Session, row: Notification) -> Task:
    """The one task that a notification speaks of; of several the first."""
    return tasks_of(session, row)[0][1]


def read_ahead(session: Session, rows: Collection[Notification]) -> None:
    """What the messages of these rows are made of: of each table in one statement, not row by row."""
    originals = {row.facts["of"] for row in rows if "of" in row.facts}
    bring(session, Notification, originals)
    ids = {row.id or 0 for row in rows} | originals
    tasks = with_requirements(session, _linked(session, ids) | _named_in_facts(rows))
    soon(session, Task, (task.id or 0 for task in tasks))
    bring(session, Person, {row.person_id for row in rows} | {task.responsible_id for task in tasks})


def _linked(session: Session, row_ids: Collection[int]) -> set[int]:
    """The tasks that these notifications speak of."""
    soon(session, Notification, row_ids)
    return {link.task_id for row_id in row_ids for link in _LINKS.of(session, row_id)}


def _named_in_facts(rows: Collection[Notification]) -> set[int]:
    """The tasks that answers and questions speak of without a link: the one, or those offered by number."""
    offered = {task_id for row in rows for _, task_id in row.facts.get("offered", ())}
    return offered | {row.facts["task"] for row in rows if row.facts.get("task") is not None}


def with_requirements(session: Session, task_ids: Collection[int]) -> list[Task]:
    """These tasks; their requirements and units stay in the session."""
    found = []
    for some in in_portions(sorted(task_ids)):
        found += [task for task, _, _ in session.exec(_WITH_REQUIREMENTS, params={"tasks": some})]
    return found


def ranked(session: Session, tasks: list[Task], now: datetime) -> list[Task]:
    """By rank: overdue first, then by points at stake a working day left, then by due day."""
    facts = {task.id: urgency(session, task, now) for task in tasks}
    return sorted(tasks, key=lambda task: _rank(facts[task.id]))


class Group(StrEnum):
    """The parts of a digest, in their order; the numbers run through them."""

    TODAY = "today"
    LATE = "late"
    # Late, and accepted all the same.
    ACCEPTED = "accepted"
    TOMORROW = "tomorrow"
    NEAR = "near"
    TO_MEND = "to_mend"
    WAITING = "waiting"
    REPORTED = "reported"
    CLOSED = "closed"


def group_of(task: Urgency, today: date) -> Group:
    """Where a task stands in a digest; what only lacks evidence stands apart."""
    if task.state in (State.CLAIMED, State.SUBMITTED):
        return Group.REPORTED
    if task.state in CLOSED:
        return Group.CLOSED
    if task.state is State.WAITING:
        return Group.WAITING
    if task.fix_by is not None:
        return Group.TO_MEND
    if task.due_on == today:
        return Group.TODAY
    if task.due_on < today:
        return Group.LATE if task.accepted_until is None else Group.ACCEPTED
    return Group.TOMORROW if task.due_on == today + timedelta(days=1) else Group.NEAR


def as_read(session: Session, tasks: list[Task], now: datetime) -> list[Task]:
    """In the order of a digest: group by group, by rank within each."""
    groups, today = list(Group), day_of(now)
    facts = {task.id: urgency(session, task, now) for task in tasks}
    return sorted(
        tasks,
        key=lambda task: (groups.index(group_of(facts[task.id], today)), _rank(facts[task.id])),
    )


def nearest(session: Session, person: Person, now: datetime) -> TaskFacts | None:
    """The active task due next of which this person would be told: their own, or one that is nobody's."""
    return next((task_facts(session, task, now) for task in told_of(session, person, now)), None)


def _late_in_units(
    session: Session, reader: Person, linked: list[tuple[int, Task]], now: datetime
) -> list[Group]:
    """How late each is that is past its day in the units that the reader heads, besides what is listed, and what is
    theirs to hear of anyway; none in a trial run."""
    if is_trial(session, session.get_one(Agency, reader.agency_id), now):
        return []
    today, listed = day_of(now), {task.id for _, task in linked}
    units = units_headed(session, reader, today)
    active = by_due_day(session, col(Task.unit_id).in_(units), col(Task.state).in_(ACTIVE)) if units else ()
    others = (each for each in active if each.id not in listed and not hears_of(session, reader, each, today))
    groups = [group_of(urgency(session, task, now), today) for task in others]
    return [each for each in groups if each in (Group.LATE, Group.ACCEPTED)]


def _rank(task: Urgency) -> tuple[object, ...]:
    stake = task.worth.at_stake if task.worth else None
    return rank_key(task.late > 0, stake, task.left, due_of(task).on)


def _above(offer: Offer) -> tuple[Named | None, datetime | None]:
    """Of an overdue task, to who is to do it: who above hears of it, and when."""
    is_overdue = due_of(offer.task).on < day_of(offer.now)
    if not is_overdue or not offer.is_theirs_to_do:
        return None, None
    moment = head_is_told_at(offer.session, offer.task, offer.now)
    return (named(bosses(offer.session, offer.task, day_of(moment))[0]), moment) if moment else (None, None)


def rung_of(session: Session, row: Notification, task: Task) -> Rung | None:
    """The rung of this task that a notification spoke; None where it spoke none."""
    return next((rung for rung in _RUNGS.of(session, row.id) if rung.task_id == task.id), None)


def _still(session: Session, task: Task, row: Notification) -> Because | None:
    """An unassigned task that has found its officer is unassigned no more, nor is one decided disputed."""
    because = Because(row.facts["because"]) if "because" in row.facts else None
    if because is Because.UNASSIGNED and responsible(session, task) is not None:
        return None
    if because is Because.NOT_MINE and task.disputed_at is None:
        return None
    return because


def _reminds(session: Session, row: Notification, task: Task) -> bool:
    """Whether it is still to be done by the day that it was spoken of, or, where a superior's answer was asked
    about, still awaited."""
    spoken = rung_of(session, row, task)
    ladder = spoken.ladder if spoken else None
    if task.state is State.WAITING:
        return ladder in (None, Ladder.WAITING)
    moved = spoken is not None and not stands(spoken, task)
    return task.state in ACTIVE and ladder is not Ladder.WAITING and not moved


def _stand_in(session: Session, reader: Person, task: Task, now: datetime) -> StandIn | None:
    """Why the reader hears of a task that is not theirs, or of a document; None of their own, and of what needs
    nobody."""
    to = addressee(session, task, day_of(now)) if task.state in ACTIVE else None
    if to is None or to.person.id != reader.id:
        return _holder_stood_in_for(session, reader, task, day_of(now))
    return StandIn(to.because, named(to.instead_of)) if to.because else None


def _holder_stood_in_for(session: Session, reader: Person, task: Task, today: date) -> StandIn | None:
    absent = held_for(session, reader, task, today) if task.state in ACTIVE else None
    because = why_not(session, absent, today) if absent else None
    return StandIn(because, named(absent)) if because else None


def _outage(row: Notification) -> Outage | None:
    if "away_from" not in row.facts:
        return None
    return Outage(
        datetime.fromisoformat(row.facts["away_from"]),
        datetime.fromisoformat(row.facts["away_until"]),
        row.facts.get("restored", False),
    )
