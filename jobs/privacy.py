"""All that is kept of one person, for them to see and to take along: nothing of a citizen is in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from models.kept import bring
from models.people import person_of, roles
from models.private import is_of_citizens, plain_name
from models.retention import KEPT, Ends, Limit, limit_of
from models.tables import (
    Absence,
    Acknowledgement,
    Adjustment,
    Agency,
    Confirmation,
    DataRequest,
    Decision,
    Evidence,
    Form,
    Invite,
    Notification,
    OutboxState,
    Person,
    Requirement,
    Review,
    Role,
    SentMessage,
    Statement,
    Task,
    Unit,
)

_Said: TypeAlias = Confirmation | Statement | Decision | Review


@dataclass(frozen=True)
class OwnWords:
    """What somebody said of a task, called `task` in `period` ("" where that is a citizen file): `kind` by the name
    of its table; `words` None where they were blanked, or are of what tells of citizens."""

    kind: str
    at: datetime
    task: str
    period: str
    receipt: str
    words: str | None


@dataclass(frozen=True)
class OwnFile:
    name: str
    sha256: str
    size: int
    sent_at: datetime
    task: str
    deleted_at: datetime | None


@dataclass(frozen=True)
class OwnAbsence:
    from_on: date
    to_on: date
    deputy: str


@dataclass(frozen=True)
class OwnRequest:
    asked_at: datetime
    answer_by: date
    words: str | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Held:
    """Of how many rows a table consists that are somebody's, and until when: a limit with its amount, or what ends
    it."""

    table: str
    rows: int
    ends: Limit | Ends
    amount: int


@dataclass(frozen=True)
class OwnData:
    """Of one person, as it stands now. `messages`: the kind and the moment of each that was sent to them."""

    agency: str
    code: str
    full_name: str
    address: str
    position: str
    unit: str
    phone: str
    deputy: str
    roles: tuple[Role, ...]
    chat_id: int | None
    joined_at: datetime | None
    heard_at: datetime | None
    morning_at: time | None
    said: tuple[OwnWords, ...]
    files: tuple[OwnFile, ...]
    absences: tuple[OwnAbsence, ...]
    requests: tuple[OwnRequest, ...]
    messages: tuple[tuple[str, datetime], ...]
    held: tuple[Held, ...]


# Of whom a row tells, by a column of it.
_COUNTED: tuple[tuple[Any, str], ...] = (
    (Task, "responsible_id"),
    (Confirmation, "person_id"),
    (Statement, "person_id"),
    (Decision, "person_id"),
    (Review, "reviewer_id"),
    (Evidence, "person_id"),
    (Absence, "person_id"),
    (Notification, "person_id"),
    (Form, "person_id"),
    (Adjustment, "person_id"),
    (DataRequest, "person_id"),
    (Acknowledgement, "person_id"),
    (Invite, "person_id"),
)
# Bytes that are still here; messages, of which edits are none.
_COUNTS_AS: dict[Any, tuple[ColumnElement[bool], ...]] = {
    Evidence: (col(Evidence.deleted_at).is_(None),),
    Notification: (col(Notification.edits).is_(None), col(Notification.state) == OutboxState.SENT),
}


def held_of(session: Session, person: Person) -> tuple[Held, ...]:
    """By table, where there is anything."""
    agency = session.get_one(Agency, person.agency_id)
    found = []
    for table, owner in _COUNTED:
        own = select(func.count()).select_from(table).where(getattr(table, owner) == person.id)
        rows = session.exec(own.where(*_COUNTS_AS.get(table, ()))).one()
        ends = KEPT[table].ends
        amount = limit_of(agency, ends) if isinstance(ends, Limit) else 0
        found.append(Held(table.__tablename__, rows, ends, amount))
    return tuple(each for each in found if each.rows)


def own_data(session: Session, person: Person) -> OwnData:
    """Everything, oldest first."""
    unit, deputy = session.get(Unit, person.unit_id or 0), person_of(session, person.deputy_id)
    return OwnData(
        agency=session.get_one(Agency, person.agency_id).name,
        code=person.code,
        full_name=person.full_name,
        address=person.address or "",
        position=person.position,
        unit=unit.name if unit else "",
        phone=person.phone,
        deputy=deputy.full_name if deputy else "",
        roles=tuple(sorted(roles(session, person))),
        chat_id=person.chat_id,
        joined_at=person.joined_at,
        heard_at=person.heard_at,
        morning_at=person.morning_at,
        said=tuple(sorted(_said(session, person), key=lambda each: each.at)),
        files=tuple(_files(session, person)),
        absences=tuple(_absences(session, person)),
        requests=tuple(_requests(session, person)),
        messages=tuple(_messages(session, person)),
        held=held_of(session, person),
    )


def _rows(session: Session, table: Any, person: Person, owner: str = "person_id") -> Any:
    return session.exec(select(table).where(getattr(table, owner) == person.id).order_by(col(table.id))).all()


def _said(session: Session, person: Person) -> Iterator[OwnWords]:
    confirmed, stated = _rows(session, Confirmation, person), _rows(session, Statement, person)
    decided, reviewed = _rows(session, Decision, person), _rows(session, Review, person, "reviewer_id")
    _bring_tasks(session, [*confirmed, *stated, *decided, *reviewed])
    for row in confirmed:
        yield _words(session, row, row.said_at, row.words, row.receipt)
    for row in stated:
        yield _words(session, row, row.said_at, row.words)
    for row in decided:
        yield _words(session, row, row.decided_at, row.words)
    for row in reviewed:
        yield _words(session, row, row.reviewed_at, row.reason)
    for row in _rows(session, Adjustment, person):
        yield _adjusted(session, row)


def _bring_tasks(session: Session, rows: Sequence[_Said | Evidence]) -> None:
    """The tasks that rows are of, and what each task is of, in one statement each."""
    task_ids = {row.task_id for row in rows if row.task_id}
    bring(session, Task, task_ids)
    bring(session, Requirement, {session.get_one(Task, each).requirement_id for each in task_ids})


def _adjusted(session: Session, row: Adjustment) -> OwnWords:
    about = session.get(Requirement, row.requirement_id or 0)
    return OwnWords(
        kind=str(Adjustment.__tablename__),
        at=row.made_at,
        task=about.short if about else "",
        period="",
        receipt="",
        words=None if about and about.personal else row.words,
    )


def _words(session: Session, row: _Said, at: datetime, words: str | None, receipt: str = "") -> OwnWords:
    task = session.get_one(Task, row.task_id)
    requirement = session.get_one(Requirement, task.requirement_id)
    return OwnWords(
        kind=str(row.__tablename__),
        at=at,
        task=requirement.short,
        period="" if task.is_case else task.period,
        receipt=receipt,
        words=None if requirement.personal else words,
    )


def _files(session: Session, person: Person) -> Iterator[OwnFile]:
    files = _rows(session, Evidence, person)
    _bring_tasks(session, files)
    for row in files:
        task = session.get(Task, row.task_id or 0)
        hides = row.is_sealed or is_of_citizens(session, row)
        yield OwnFile(
            name=plain_name(row.sha256, row.file_name) if hides else row.file_name,
            sha256=row.sha256,
            size=row.size,
            sent_at=row.sent_at,
            task=session.get_one(Requirement, task.requirement_id).short if task else "",
            deleted_at=row.deleted_at,
        )


def _absences(session: Session, person: Person) -> Iterator[OwnAbsence]:
    for row in _rows(session, Absence, person):
        deputy = person_of(session, row.deputy_id)
        yield OwnAbsence(row.from_on, row.to_on, deputy.full_name if deputy else "")


def _requests(session: Session, person: Person) -> Iterator[OwnRequest]:
    for row in _rows(session, DataRequest, person):
        yield OwnRequest(row.asked_at, row.answer_by, row.words, row.answered_at)


def _messages(session: Session, person: Person) -> Iterator[tuple[str, datetime]]:
    sent = (
        select(Notification.kind, SentMessage.sent_at)
        .join(SentMessage, col(SentMessage.notification_id) == Notification.id)
        .where(SentMessage.person_id == person.id)
    )
    yield from session.exec(sent.order_by(col(SentMessage.id)))
