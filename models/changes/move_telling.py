"""Who is told that a deadline moved, or moved back; who says that they know, and who has not yet."""

from collections import defaultdict
from datetime import date

from sqlmodel import Session, col, select

from models.actor import Act
from models.changes.common import ask_for_edits, tell
from models.kinds import Kind
from models.ledger import record
from models.moves import asked_of, move_of, rows_of, tasks_moved, tasks_told
from models.people import addressee, holding, reached
from models.pieces import owed, told_of
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import (
    Acknowledgement,
    Adjustment,
    Notification,
    OutboxState,
    Person,
    Role,
    SentMessage,
    Task,
)


def tell_concerned(act: Act, adjustment: Adjustment) -> None:
    """Each person concerned is told of a move, unless they were: officers or who hears for them, their heads, and
    who owes a piece; never who moved it. Whoever is given less time is asked to say that they know.
    """
    moved = tasks_moved(act.session, adjustment)
    for person_id, tasks in concerned(act.session, moved, act.today, adjustment.person_id).items():
        person = act.session.get_one(Person, person_id)
        earlier = any(move_of(adjustment, task).earlier for task in tasks)
        row = tell(
            act,
            adjustment.agency_id,
            Kind.MOVED,
            f"moved/{adjustment.id}/{person.code}",
            person=person,
            tasks=tasks,
            direct=adjustment.after["at_once"],
            on_time=earlier,
            adjustment=adjustment.id,
        )
        if row is not None and earlier:
            asked = Acknowledgement(
                adjustment_id=adjustment.id or 0, person_id=person_id, notification_id=row.id
            )
            act.write(asked)


def concerned(session: Session, tasks: list[Task], today: date, by_id: int | None) -> dict[int, list[Task]]:
    """Whom a move by somebody concerns, by id, each with their tasks."""
    found: defaultdict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        for person_id in dict.fromkeys(person.id or 0 for person in _concerned(session, task, today)):
            found[person_id].append(task)
    found.pop(by_id or 0, None)
    return found


def tell_taken_back(act: Act, adjustment: Adjustment) -> None:
    """One correcting message to whoever the move may have reached; what still waited is not sent at all."""
    told: dict[int, list[Task]] = {}
    if adjustment.person_id is not None:
        told[adjustment.person_id] = tasks_moved(act.session, adjustment)
    for row in rows_of(act.session, adjustment, Kind.MOVED):
        if row.state is OutboxState.WAITING:
            row.state, row.reason = OutboxState.MOOT, "taken back"
            act.session.add(row)
        elif row.state in (OutboxState.SENT, OutboxState.CLAIMED):
            told[row.person_id or 0] = tasks_told(act.session, row)
    _refresh(act, rows_of(act.session, adjustment, Kind.SILENT))
    told.pop(act.person.id or 0 if act.person else 0, None)
    for person_id, tasks in told.items():
        person = act.session.get_one(Person, person_id)
        tell(
            act,
            adjustment.agency_id,
            Kind.MOVED_BACK,
            f"moved_back/{adjustment.id}/{person.code}",
            person=person,
            tasks=tasks,
            adjustment=adjustment.id,
        )


def acknowledge(act: Act, adjustment: Adjustment) -> None:
    """ "Đã rõ": whoever was asked says that they know; every copy of the message shows it. Raises Refused."""
    person = act.person
    asked = asked_of(act.session, adjustment, person) if person is not None else None
    if asked is None:
        raise Refused(Reason.NOT_YOURS)
    if asked.acknowledged_at is not None:
        raise Refused(Reason.ALREADY, since=asked.acknowledged_at)
    if adjustment.taken_back_at is not None:
        raise Refused(Reason.GONE)
    asked.acknowledged_at = act.now
    act.session.add(asked)
    record(act, Change.ACKNOWLEDGE, adjustment, adjustment=adjustment.id)
    _refresh_lists(act, adjustment, asked)


def list_silent(
    act: Act, adjustment: Adjustment, silent: list[Acknowledgement], people: list[Person]
) -> None:
    """Who was asked and has not said so is listed to these people, once a move; who comes later joins the list."""
    for asked in silent:
        asked.listed_at = act.now
        act.session.add(asked)
    for person in people:
        key = f"silent/{adjustment.id}/{person.code}"
        row = tell(act, adjustment.agency_id, Kind.SILENT, key, person=person, adjustment=adjustment.id)
        if row is None:
            _refresh(act, rows_of(act.session, adjustment, Kind.SILENT))


def _refresh_lists(act: Act, adjustment: Adjustment, asked: Acknowledgement) -> None:
    own = [act.session.get_one(Notification, asked.notification_id)] if asked.notification_id else []
    _refresh(act, [*own, *rows_of(act.session, adjustment, Kind.SILENT)])


def _refresh(act: Act, rows: list[Notification]) -> None:
    by_id = {row.id: row for row in rows}
    sent = select(SentMessage).where(col(SentMessage.notification_id).in_(by_id))
    ask_for_edits(act, [(message, by_id[message.notification_id]) for message in act.session.exec(sent)])


def _concerned(session: Session, task: Task, today: date) -> list[Person]:
    to = addressee(session, task, today)
    pieces = owed(session, task)
    givers = [found.person for item in pieces if (found := told_of(session, task, item, today))]
    heads: list[Person] = []
    for unit_id in (task.unit_id, *(item.unit_id for item in pieces)):
        heads += holding(session, task.agency_id, Role.HEAD, unit_id)
    return [*([to.person] if to else []), *givers, *reached(session, heads, today)]
