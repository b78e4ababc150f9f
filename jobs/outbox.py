"""The rows of the outbox: which are next, claimed for a while, made into messages.

Each function is one step within a transaction of its caller; `clock` is the monotonic clock, in seconds.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    Select,
    UpdateBase,
    bindparam,
    case,
    true,
)
from sqlalchemy import select as select_columns
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, and_, col, func, or_, select, update

from jobs.courier import Never, Outcome
from jobs.messages.compose import compose
from jobs.messages.facts import Message
from jobs.messages.morning import read_ahead
from jobs.pace import BURST
from models.calendar import hours_of, working_calendar
from models.changes.common import AFTER_THE_MORNING, goes_at
from models.changes.deleting import deletes
from models.changes.incidents import PAUSED
from models.installation import goes_on
from models.kept import bring, forget_rows
from models.rules.zone import day_of
from models.tables import (
    Failure,
    LedgerEntry,
    Notification,
    OutboxState,
    Person,
    PersonRole,
    Role,
)
from models.unavailable import unavailable

log = logging.getLogger(__name__)

LEASE_SECONDS = 60.0
_NEWEST_ENTRY = select(func.max(LedgerEntry.id))


@dataclass(frozen=True)
class Apart:
    """The chats that are not asked about: all of their rows, or only what the program starts."""

    all_rows: Collection[int] = ()
    started: Collection[int] = ()
    only_answers: bool = False


@dataclass(frozen=True)
class Next:
    """A row that may go now, and its place in its chat; `direct`: not started by the program."""

    id: int
    agency_id: int
    chat_id: int | None
    place: int
    direct: bool


@dataclass(frozen=True)
class Claimed:
    """A row that this process may send, as it was when worded; in place of a message that there is nothing to
    say any more (None), or that it could not be made."""

    id: int
    chat_id: int | None
    edits: int | None
    reply_to: int | None
    direct: bool
    version: int
    repeated: bool
    message: Message | Never | None
    # The ledger's last entry when it was worded.
    entry: int
    # Until when nobody else sends it, on the monotonic clock.
    lease_until: float
    # The message that it names is deleted, not edited.
    deletes: bool = False


@dataclass(frozen=True)
class Unsent:
    """It was not tried: the row is as if it had never been claimed."""


@dataclass(frozen=True)
class Ended:
    """A claimed row and what became of it; nothing to say: None."""

    row: Claimed
    outcome: Outcome | Unsent | None


def next_rows(session: Session, now: datetime, clock: float, apart: Apart, most: int) -> list[Next]:
    """The next row of each chat, and the answers and edits that may follow it at once, at most so many: answers to
    people first; then edits, that of the newest message first; then what the program starts. Rows without a chat
    are all next: they end at once."""
    values = {"now": now, "clock": clock, "apart": apart.all_rows, "started": apart.started, "most": most}
    found = session.execute(_next_rows(bool(apart.started), apart.only_answers), values)
    return [Next(*row) for row in found]


@cache
def _next_rows(with_started: bool, only_answers: bool) -> Select[Any]:
    """The statement, which is asked every second; its values are given each time."""
    row, chat_id = Notification, _chat_id()
    order = (
        col(row.direct).desc(),
        col(row.edits).is_not(None),
        col(row.edits).desc(),
        col(row.not_before),
        col(row.id),
    )
    asked = [or_(chat_id.is_(None), chat_id.not_in(bindparam("apart", expanding=True)))]
    if with_started:
        held = chat_id.not_in(bindparam("started", expanding=True))
        asked.append(or_(_is_direct(), chat_id.is_(None), held))
    if only_answers:
        asked.append(_is_direct())
    due = (
        select_columns(
            col(row.id).label("id"),
            col(row.agency_id).label("agency_id"),
            chat_id.label("chat_id"),
            _is_direct().label("direct"),
            func.row_number().over(partition_by=chat_id, order_by=order).label("in_chat"),
            func.row_number().over(order_by=order).label("place"),
        )
        .outerjoin(Person, col(Person.id) == row.person_id)
        .where(is_due(), *asked)
        .subquery()
    )
    first = or_(due.c.in_chat == 1, due.c.chat_id.is_(None))
    follows = and_(due.c.direct, due.c.in_chat <= BURST)
    columns = (due.c.id, due.c.agency_id, due.c.chat_id, due.c.in_chat, due.c.direct)
    rows = select_columns(*columns).where(or_(first, follows))
    return rows.order_by(due.c.in_chat > 1, due.c.place).limit(bindparam("most", type_=Integer))


def is_due() -> ColumnElement[bool]:
    """Waiting and due at `now`, or claimed under a lease that is over at `clock` (or of another boot: further off
    than a lease): two values that are given where it is asked."""
    clock = bindparam("clock", type_=Float)
    lapsed = or_(col(Notification.lease_until) < clock, col(Notification.lease_until) > clock + LEASE_SECONDS)
    has_come = col(Notification.not_before) <= bindparam("now")
    waiting = and_(col(Notification.state) == OutboxState.WAITING, has_come)
    claimed = and_(col(Notification.state) == OutboxState.CLAIMED, lapsed)
    return and_(or_(waiting, claimed), _may_go())


def _may_go() -> ColumnElement[bool]:
    """While an incident is looked into nothing goes but to admins, and that the service is paused."""
    admins = select(PersonRole.person_id).where(PersonRole.role == Role.ADMIN)
    says_so = col(Notification.key).startswith(PAUSED)
    return or_(goes_on(), col(Notification.person_id).in_(admins), says_so)


def claim(session: Session, ids: Collection[int], now: datetime, clock: float) -> list[int]:
    """Those of these rows that this process may send: by conditional update, so several dispatchers are safe."""
    values = {"ids": ids, "now": now, "clock": clock, "until": clock + LEASE_SECONDS}
    mine = set(session.execute(_claim(), values).scalars())
    if mine:
        forget_rows(session, Notification)
    return [each for each in ids if each in mine]


@cache
def _claim() -> UpdateBase:
    again = and_(col(Notification.state) == OutboxState.CLAIMED, col(Notification.edits).is_(None))
    return (
        update(Notification)
        .where(col(Notification.id).in_(bindparam("ids", expanding=True)), is_due())
        .values(
            state=OutboxState.CLAIMED,
            lease_until=bindparam("until", type_=Float),
            attempts=Notification.attempts + 1,
            repeats=Notification.repeats + case((again, 1), else_=0),
        )
        .returning(col(Notification.id))
        .execution_options(synchronize_session=False)
    )


def put_off(session: Session, rows: Collection[Next], now: datetime, clock: float) -> set[int]:
    """Those of these rows that the program starts, where their office is closed by now: however long ago they were
    to go, they wait until it is open again. One that somebody else has sent or claimed meanwhile stays as it is."""
    agencies = {row.agency_id for row in rows if not row.direct}
    closed = {each for each in agencies if not _is_open(session, each, now)}
    late = {row.id for row in rows if not row.direct and row.agency_id in closed}
    if late:
        still = select(Notification).where(col(Notification.id).in_(late), is_due())
        for row in session.exec(still, params={"now": now, "clock": clock}):
            _put_off(session, row, now)
    return late


def _is_open(session: Session, agency_id: int, now: datetime) -> bool:
    return hours_of(session, agency_id).is_open(now, working_calendar(session, agency_id))


def _put_off(session: Session, row: Notification, now: datetime) -> None:
    """On another day it comes after that day's own message, which may say the same. What was claimed by a process
    that ended may have been said, as where it is claimed again."""
    person = session.get_one(Person, row.person_id) if row.person_id else None
    row.repeats += int(row.state is OutboxState.CLAIMED)
    row.state, row.lease_until = OutboxState.WAITING, None
    row.not_before = goes_at(session, row.agency_id, now, person)
    if day_of(row.not_before) > day_of(now):
        row.not_before += AFTER_THE_MORNING
    session.add(row)


def word(session: Session, ids: Collection[int], now: datetime) -> list[Claimed]:
    """These rows as messages, made from the database as it stands; what they share is read once."""
    bring(session, Notification, ids)
    rows = [session.get_one(Notification, each) for each in ids]
    read_ahead(session, rows)
    entry = session.exec(_NEWEST_ENTRY).one() or 0
    return [_worded(session, row, now, entry) for row in rows]


def _chat_id() -> ColumnElement[int | None]:
    return func.coalesce(Notification.chat_id, Person.chat_id)


def _is_direct() -> ColumnElement[bool]:
    return col(Notification.direct) == true()


def _worded(session: Session, row: Notification, now: datetime, entry: int) -> Claimed:
    chat_id = row.chat_id
    if chat_id is None and row.person_id is not None:
        chat_id = session.get_one(Person, row.person_id).chat_id
    return Claimed(
        id=row.id or 0,
        chat_id=chat_id,
        edits=row.edits,
        reply_to=row.reply_to,
        direct=row.direct,
        version=row.version,
        repeated=row.repeats > 0,
        message=_composed(session, row, now),
        entry=entry,
        lease_until=row.lease_until or 0.0,
        deletes=deletes(row),
    )


def _composed(session: Session, row: Notification, now: datetime) -> Message | Never | None:
    """A row that cannot be composed ends there: one bad row never stops the others. A database that does not
    answer is no fault of the row's."""
    try:
        return compose(session, row, now)
    except Exception as error:
        if isinstance(error, OperationalError) or unavailable(error):
            raise
        log.exception("thư %s (%s) không dựng được", row.id, row.kind)
        return Never(type(error).__name__, Failure.ERROR)
