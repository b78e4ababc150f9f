"""A message that cannot reach its reader goes to who stands in, with the reason; that is no escalation."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from jobs.messages.morning import tasks_of
from jobs.telling import why_told
from models.actor import Act
from models.changes.common import tell, tell_of
from models.changes.evidence import ask_reviewers
from models.changes.move_telling import tell_concerned
from models.changes.open_task import HEAD, LAST_CALL, LEADER
from models.changes.reaching import blocked
from models.changes.speaking import spoken_to_another
from models.changes.waiting import ask_another
from models.hearing import bosses
from models.kinds import Kind
from models.people import Addressee, addressee, reached
from models.pieces import told_of
from models.rules.lifecycle import State
from models.tables import Adjustment, Ladder, Notification, Person, Rung, Statement, Task, TaskItem

# Of several at once one message says it.
_OF_SEVERAL = {Kind.CARD: Kind.DIGEST}
# What speaks at an hour of its own.
_ON_TIME = frozenset({Kind.LAST_CALL, Kind.ESCALATION})


@dataclass
class _Instead:
    """What one person is told now, in one message of a kind; a piece has one of its own."""

    to: Addressee
    item: int | None
    tasks: list[Task] = field(default_factory=list)
    rungs: list[Rung] = field(default_factory=list)


def could_not_reach(act: Act, row: Notification) -> None:
    """Notes that the reader blocked the bot, unless they merely have no chat any more, and tells whoever hears
    of the spoken tasks, or of a day that moved, or confirms what was asked, instead."""
    if row.person_id is None or row.edits is not None:
        return
    person = act.session.get_one(Person, row.person_id)
    if person.chat_id is not None:
        blocked(act, person)
    _pass_on(act, row, person)
    spoken = _spoken(act.session, row)
    for _, task in tasks_of(act.session, row):
        if task.state is State.SUBMITTED and _asked_for_review(row, spoken[task.id or 0]):
            ask_reviewers(act, task)
    for (kind, _, _), instead in _instead_of(act, row, spoken).items():
        _tell_another(act, row, kind, instead)


def _pass_on(act: Act, row: Notification, person: Person) -> None:
    """What is asked or told beside the rungs of tasks."""
    match row.kind:
        case Kind.WAIT_ASKED:
            ask_another(act, row)
        case Kind.MOVED if "adjustment" in row.facts:
            tell_concerned(act, act.session.get_one(Adjustment, row.facts["adjustment"]))
        case Kind.FROM_OFFICER:
            _pass_on_word(act, row, person)


def _asked_for_review(row: Notification, spoken: list[Rung]) -> bool:
    return row.kind == Kind.REVIEW or any(rung.ladder is Ladder.REVIEW for rung in spoken)


def _pass_on_word(act: Act, row: Notification, person: Person) -> None:
    """What an officer said goes to who stands in for the head, unless they heard it themselves."""
    statement = act.session.get_one(Statement, row.facts["statement"])
    task = act.session.get_one(Task, statement.task_id)
    for to in reached(act.session, [person], act.today):
        if to.id not in (person.id, statement.person_id):
            key = f"from_officer/{statement.id}/{to.code}"
            tell_of(act, task, Kind.FROM_OFFICER, key, to, direct=row.direct, statement=statement.id)


def _spoken(session: Session, row: Notification) -> defaultdict[int, list[Rung]]:
    """The rungs that a row spoke, by task."""
    found: defaultdict[int, list[Rung]] = defaultdict(list)
    rungs = select(Rung).where(Rung.notification_id == row.id)
    for rung in session.exec(rungs.order_by(col(Rung.id))).all():
        found[rung.task_id].append(rung)
    return found


def _instead_of(
    act: Act, row: Notification, spoken: defaultdict[int, list[Rung]]
) -> dict[tuple[Kind, int, int | None], _Instead]:
    """What the row spoke of, by the kind of message and the person who is told it now; nobody where that is still
    who could not be reached."""
    found: dict[tuple[Kind, int, int | None], _Instead] = {}
    for _, task in tasks_of(act.session, row):
        for rung in spoken[task.id or 0]:
            kind, to = _heard_now(act, task, rung)
            if to is not None and to.person.id != row.person_id:
                key = (kind, to.person.id or 0, rung.item_id)
                instead = found.setdefault(key, _Instead(to, rung.item_id))
                instead.tasks.append(task)
                instead.rungs.append(rung)
    return found


def _heard_now(act: Act, task: Task, rung: Rung) -> tuple[Kind, Addressee | None]:
    """In which kind of message, and by whom, what a rung speaks of is heard now; what a leader missed stands in the
    next list, and reviewers are asked apart."""
    session, today = act.session, act.today
    if rung.ladder is Ladder.PIECE:
        return Kind.PIECE, told_of(session, task, session.get_one(TaskItem, rung.item_id), today)
    if rung.ladder is Ladder.EVIDENCE_HEAD or rung.name == HEAD:
        above = bosses(session, task, today)
        return Kind.ESCALATION, Addressee(above[0]) if above else None
    if rung.ladder is Ladder.REVIEW or rung.name == LEADER:
        return Kind.CARD, None
    kind = Kind.LAST_CALL if rung.name == LAST_CALL else Kind.CARD
    return kind, addressee(session, task, today)


def _tell_another(act: Act, row: Notification, kind: Kind, instead: _Instead) -> None:
    """One message, however many tasks; from now on its rungs are spoken by it."""
    to, person = instead.to, instead.to.person
    said = _OF_SEVERAL.get(kind, kind) if len(instead.tasks) > 1 else kind
    facts: dict[str, Any] = why_told(to) if said is Kind.CARD else {}
    if instead.item is not None:
        facts["item"] = instead.item
    if kind is Kind.ESCALATION and "quiet" in row.facts:
        facts["quiet"] = row.facts["quiet"]
    key = "/".join(
        ("instead", str(row.id), kind, person.code, *([str(instead.item)] if instead.item else []))
    )
    on_time = kind in _ON_TIME
    told = tell(act, row.agency_id, said, key, person=person, tasks=instead.tasks, on_time=on_time, **facts)
    if told is not None:
        spoken_to_another(act, instead.tasks, instead.rungs, person, told)
