"""The rows of the outbox: which are next, claimed for a while, made into messages, settled by their outcomes.

Each function is one step within a transaction of its caller; `clock` is the monotonic clock, in seconds.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
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
    insert,
    true,
)
from sqlalchemy import select as select_columns
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, and_, col, func, or_, select, update

from jobs.courier import Down, Later, Migrated, Never, NoFile, Outcome, Sent, Unclear, Unknown
from jobs.messages.compose import compose
from jobs.messages.facts import Message
from jobs.messages.morning import read_ahead
from jobs.pace import BURST
from jobs.unreachable import could_not_reach
from jobs.unsendable import answered_late, file_gone
from models.actor import CLOCK, Act
from models.calendar import hours_of, working_calendar
from models.changes.chat_moving import follow_chat
from models.changes.common import ask_for_edit, goes_at
from models.changes.deleting import deletes, not_deleted
from models.changes.incidents import PAUSED
from models.installation import goes_on
from models.kept import bring
from models.tables import (
    Failure,
    LedgerEntry,
    Notification,
    NotificationTask,
    OutboxState,
    Person,
    PersonRole,
    Role,
    SentMessage,
)
from models.unavailable import unavailable

log = logging.getLogger(__name__)

LEASE_SECONDS = 60.0
LONGEST_PAUSE = 300.0
# What may have arrived once more than so often is not said again: after some three hours, each pause four times the
# last. Repeats after a crash do not count.
MOST_DOUBTS = 8
_LONGEST_DOUBT = 3600.0
# Refused so often in words that we do not know, eight hours at the longest pause, it is given up.
MOST_REFUSALS = 100
# The fact of a row that nobody may read in the database once it was sent.
SECRET = "secret"


@dataclass(frozen=True)
class Apart:
    """The chats that are not asked about: all of their rows, or only what the program starts."""

    all_rows: Collection[int] = ()
    started: Collection[int] = ()
    only_answers: bool = False


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


def next_rows(
    session: Session, now: datetime, clock: float, apart: Apart, most: int
) -> list[tuple[int, int | None, int]]:
    """The next row of each chat, and the answers and edits that may follow it at once; by id, with the chat and
    the place in it, at most so many: answers to people first; then edits, that of the newest message first;
    then what the program starts. Rows without a chat are all next: they end at once."""
    values = {"now": now, "clock": clock, "apart": apart.all_rows, "started": apart.started, "most": most}
    found = session.execute(_next_rows(bool(apart.started), apart.only_answers), values)
    return [(row_id, chat_id, place) for row_id, chat_id, place in found]


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
    rows = select_columns(due.c.id, due.c.chat_id, due.c.in_chat).where(or_(first, follows))
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


def put_off(session: Session, ids: Collection[int], now: datetime) -> set[int]:
    """Those of these rows that the program starts, where their office is closed by now: however long ago they were
    to go, they wait until it is open again."""
    started = select(Notification.id, Notification.agency_id).where(
        col(Notification.id).in_(ids), col(Notification.direct).is_(False)
    )
    of_agency = {row_id or 0: agency_id for row_id, agency_id in session.exec(started)}
    closed = {each for each in set(of_agency.values()) if not _is_open(session, each, now)}
    late = {row_id for row_id, agency_id in of_agency.items() if agency_id in closed}
    bring(session, Notification, late)
    for row_id in late:
        _put_off(session, session.get_one(Notification, row_id), now)
    return late


def _is_open(session: Session, agency_id: int, now: datetime) -> bool:
    return hours_of(session, agency_id).is_open(now, working_calendar(session, agency_id))


def _put_off(session: Session, row: Notification, now: datetime) -> None:
    """What was claimed by a process that ended may have been said, as where it is claimed again."""
    person = session.get_one(Person, row.person_id) if row.person_id else None
    row.repeats += int(row.state is OutboxState.CLAIMED)
    row.state, row.lease_until = OutboxState.WAITING, None
    row.not_before = goes_at(session, row.agency_id, now, person)
    session.add(row)


def word(session: Session, ids: Collection[int], now: datetime) -> list[Claimed]:
    """These rows as messages, made from the database as it stands; what they share is read once."""
    bring(session, Notification, ids)
    rows = [session.get_one(Notification, each) for each in ids]
    read_ahead(session, rows)
    entry = session.exec(select(func.max(LedgerEntry.id))).one() or 0
    return [_worded(session, row, now, entry) for row in rows]


def settle(session: Session, ended: Collection[Ended], now: datetime, pause: float) -> None:
    """Writes what became of each; `pause`: how long nothing is sent where the channel is down."""
    bring(session, Notification, (each.row.id for each in ended))
    new = [each for each in ended if _is_new_message(each)]
    changed = _changed_since(session, [each.row for each in new])
    for each in ended:
        _settle_one(session, session.get_one(Notification, each.row.id), each, now, pause)
    sent = [(each, _sent(session, each, now)) for each in new]
    _remember(session, [message for _, message in sent])
    for each, message in sent:
        if changed.get(each.row.id, 0) > each.row.entry:
            row = session.get_one(Notification, each.row.id)
            ask_for_edit(Act(session, CLOCK, now), message, row)


def close_plainly(session: Session, ended: Ended, now: datetime) -> None:
    """A row that was said, though what goes with it cannot be written: it is not said again. What was not said
    stays claimed, and is tried again after its lease."""
    if isinstance(ended.outcome, Sent):
        row = session.get_one(Notification, ended.row.id)
        row.state, row.sent_at, row.lease_until, row.reason = OutboxState.SENT, now, None, "not settled"
        forget_secret(row)
        session.add(row)


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


def _settle_one(session: Session, row: Notification, ended: Ended, now: datetime, pause: float) -> None:
    """What was asked for again while it was under way goes again."""
    row.lease_until, row.failure = None, None
    _take_outcome(session, row, ended, now, pause)
    if row.version != ended.row.version:
        row.state = OutboxState.WAITING
    session.add(row)


def _take_outcome(session: Session, row: Notification, ended: Ended, now: datetime, pause: float) -> None:
    match ended.outcome:
        case None:
            row.state = OutboxState.MOOT
            forget_secret(row)
        case Sent():
            row.state, row.sent_at, row.reason = OutboxState.SENT, now, ""
            forget_secret(row)
        case Never(reason, failure):
            _fail(session, row, reason, failure, now)
        case Migrated(chat_id):
            _follow(session, row, ended.row.chat_id or 0, chat_id, now)
        case Unknown() if row.doubts >= MOST_DOUBTS:
            _fail(session, row, "answered too late", Failure.ERROR, now)
        case Unknown(reason) if row.edits is None:
            _perhaps_again(session, row, reason, now)
        case Unclear(reason, failure) if row.attempts >= MOST_REFUSALS:
            _fail(session, row, reason, failure, now)
        case Unsent():
            row.state, row.attempts = OutboxState.WAITING, row.attempts - 1
        case waits:
            _again(row, waits, now, pause)


def _again(row: Notification, why: Later | Down | Unknown | Unclear, now: datetime, pause: float) -> None:
    """Waits as long as the channel asks, or longer the oftener it was tried; where nothing goes at all, behind
    others, so that one row that cannot pass is not what is tried each time."""
    match why:
        case Later(seconds):
            wait = seconds
        case Down():
            wait = 2 * pause
        case _:
            wait = min(LONGEST_PAUSE, 2.0 ** min(row.attempts, 10))
    row.state, row.reason, row.not_before = OutboxState.WAITING, why.reason, now + timedelta(seconds=wait)


def _perhaps_again(session: Session, row: Notification, reason: str, now: datetime) -> None:
    """Its reader may have it already, and gets it again as a repeat."""
    wait = min(_LONGEST_DOUBT, 2.0 * 4**row.doubts)
    row.repeats, row.doubts = row.repeats + 1, row.doubts + 1
    row.state, row.reason, row.not_before = OutboxState.WAITING, reason, now + timedelta(seconds=wait)
    answered_late(Act(session, CLOCK, now), row)


def _fail(session: Session, row: Notification, reason: str, failure: Failure, now: datetime) -> None:
    row.state, row.reason, row.failure = OutboxState.FAILED, reason, failure
    forget_secret(row)
    log.warning("thư %s (%s) không gửi được: %s", row.id, row.kind, reason)
    if reason in set(NoFile):
        file_gone(Act(session, CLOCK, now), row, reason)
    if failure is Failure.CHAT:
        could_not_reach(Act(session, CLOCK, now), row)
    elif deletes(row):
        not_deleted(Act(session, CLOCK, now), row)


def _follow(session: Session, row: Notification, chat_id: int, moved_to: int, now: datetime) -> None:
    if not follow_chat(Act(session, CLOCK, now), chat_id, moved_to):
        return _fail(session, row, "chat moved to one that is taken", Failure.CHAT, now)
    row.state = OutboxState.WAITING
    row.chat_id = moved_to if row.chat_id is not None else None
    return None


def forget_secret(row: Notification) -> None:
    """A one-time code lies in the outbox only until its message is out."""
    if SECRET in row.facts:
        row.facts = {name: fact for name, fact in row.facts.items() if name != SECRET}


def _sent(session: Session, ended: Ended, now: datetime) -> SentMessage:
    assert isinstance(ended.outcome, Sent)
    return SentMessage(
        notification_id=ended.row.id,
        person_id=session.get_one(Notification, ended.row.id).person_id,
        chat_id=ended.row.chat_id or 0,
        message_id=ended.outcome.message_id,
        sent_at=now,
    )


def _remember(session: Session, sent: Collection[SentMessage]) -> None:
    """A bot that was made anew numbers the messages of a chat from the beginning again: those of the bot before it
    can be neither edited nor replied to any more, and give way."""
    if sent:
        rows = [each.model_dump(exclude={"id"}) for each in sent]
        session.execute(insert(SentMessage).prefix_with("OR REPLACE"), rows)


def _is_new_message(ended: Ended) -> bool:
    return isinstance(ended.outcome, Sent) and ended.row.edits is None


def _changed_since(session: Session, new: Collection[Claimed]) -> dict[int, int]:
    """By row the ledger's newest entry on a task that it speaks of, made after the first of these was worded:
    what changed between the wording and the sending is shown by an edit."""
    if not new:
        return {}
    changed = (
        select(NotificationTask.notification_id, func.max(LedgerEntry.id))
        .join(LedgerEntry, col(LedgerEntry.task_id) == NotificationTask.task_id)
        .where(
            col(NotificationTask.notification_id).in_([row.id for row in new]),
            col(LedgerEntry.id) > min(row.entry for row in new),
        )
        .group_by(col(NotificationTask.notification_id))
    )
    return {row_id: newest or 0 for row_id, newest in session.exec(changed)}
