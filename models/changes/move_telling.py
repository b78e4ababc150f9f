"""Who is told that a deadline moved, or moved back; who says that they know, and who has not yet."""

from collections import defaultdict
from datetime import date, datetime

from sqlmodel import Session, select

from models.actor import Actor
from models.changes.common import ask_for_edit, tell
from models.ledger import record
from models.moves import (
    MOVED,
    MOVED_BACK,
    SILENT,
    asked_of,
    lists_of,
    move_of,
    rows_of,
    tasks_moved,
    tasks_told,
)
from models.people import addressee, holding, reached
from models.pieces import owed, told_of
from models.refused import Reason, Refused
from models.rules.zone import day_of
from models.tables import (
    Acknowledgement,
    Adjustment,
    Agency,
    Notification,
    OutboxState,
    Person,
    Role,
    SentMessage,
    Task,
)

ACKNOWLEDGE = "acknowledge"


def tell_concerned(session: Session, now: datetime, adjustment: Adjustment) -> None:
    """Each person concerned is told of a move, unless they were: officers or who hears for them, their heads, and
    who owes a piece; never who moved it. Whoever is given less time is asked to say that they know.
    """
    moved = tasks_moved(session, adjustment)
    for person_id, tasks in concerned(session, moved, day_of(now), adjustment.person_id).items():
        person = session.get_one(Person, person_id)
        row = tell(
            session,
            adjustment.agency_id,
            MOVED,
            f"moved/{adjustment.id}/{person.code}",
            now,
            person=person,
            tasks=tasks,
            direct=adjustment.after["at_once"],
            adjustment=adjustment.id,
        )
        if row is not None and any(move_of(adjustment, task).earlier for task in tasks):
            asked = Acknowledgement(
                adjustment_id=adjustment.id or 0, person_id=person_id, notification_id=row.id
            )
            session.add(asked)
    session.flush()


def concerned(session: Session, tasks: list[Task], today: date, by_id: int | None) -> dict[int, list[Task]]:
    """Whom a move by somebody concerns, by id, each with their tasks."""
    found: defaultdict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        for person_id in dict.fromkeys(person.id or 0 for person in _concerned(session, task, today)):
            found[person_id].append(task)
    found.pop(by_id or 0, None)
    return found


def tell_taken_back(session: Session, actor: Actor, now: datetime, adjustment: Adjustment) -> None:
    """One correcting message to whoever the move may have reached; what still waited is not sent at all."""
    told: dict[int, list[Task]] = {}
    if adjustment.person_id is not None:
        told[adjustment.person_id] = tasks_moved(session, adjustment)
    for row in rows_of(session, adjustment):
        if row.state is OutboxState.WAITING:
            row.state, row.reason = OutboxState.MOOT, "taken back"
            session.add(row)
        elif row.state in (OutboxState.SENT, OutboxState.CLAIMED):
            told[row.person_id or 0] = tasks_told(session, row)
    told.pop(actor.person.id or 0 if actor.person else 0, None)
    for person_id, tasks in told.items():
        person = session.get_one(Person, person_id)
        tell(
            session,
            adjustment.agency_id,
            MOVED_BACK,
            f"moved_back/{adjustment.id}/{person.code}",
            now,
            person=person,
            tasks=tasks,
            adjustment=adjustment.id,
        )


def acknowledge(session: Session, actor: Actor, now: datetime, adjustment: Adjustment) -> None:
    """ "Đã rõ": whoever was asked says that they know; every copy of the message shows it. Raises Refused."""
    person = actor.person
    asked = asked_of(session, adjustment, person) if person is not None else None
    if asked is None:
        raise Refused(Reason.NOT_YOURS)
    if asked.acknowledged_at is not None:
        raise Refused(Reason.ALREADY, since=asked.acknowledged_at)
    if adjustment.taken_back_at is not None:
        raise Refused(Reason.GONE)
    asked.acknowledged_at = now
    session.add(asked)
    agency = session.get_one(Agency, adjustment.agency_id)
    record(session, agency, ACKNOWLEDGE, actor, now, adjustment=adjustment.id)
    _refresh_lists(session, adjustment, asked, now)


def list_silent(
    session: Session,
    now: datetime,
    adjustment: Adjustment,
    silent: list[Acknowledgement],
    people: list[Person],
) -> None:
    """Who was asked and has not said so is listed to these people, once a move; who comes later joins the list."""
    for asked in silent:
        asked.listed_at = now
        session.add(asked)
    for person in people:
        key = f"silent/{adjustment.id}/{person.code}"
        row = tell(session, adjustment.agency_id, SILENT, key, now, person=person, adjustment=adjustment.id)
        if row is None:
            _refresh(session, lists_of(session, adjustment), now)


def _refresh_lists(session: Session, adjustment: Adjustment, asked: Acknowledgement, now: datetime) -> None:
    own = [session.get_one(Notification, asked.notification_id)] if asked.notification_id else []
    _refresh(session, [*own, *lists_of(session, adjustment)], now)


def _refresh(session: Session, rows: list[Notification], now: datetime) -> None:
    for row in rows:
        sent = select(SentMessage).where(SentMessage.notification_id == row.id)
        for message in session.exec(sent).all():
            ask_for_edit(session, message, row, now)


def _concerned(session: Session, task: Task, today: date) -> list[Person]:
    to = addressee(session, task, today)
    pieces = owed(session, task)
    givers = [found.person for item in pieces if (found := told_of(session, task, item, today))]
    heads = [
        head
        for unit_id in (task.unit_id, *(item.unit_id for item in pieces))
        for head in holding(session, task.agency_id, Role.HEAD, unit_id)
    ]
    return [*([to.person] if to else []), *givers, *reached(session, heads, today)]
