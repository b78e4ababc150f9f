"""The outbox goes out: claimed with a lease, sent, finished in a second short transaction (DESIGN §7).

At least once: a row is never lost, and said twice only when the process or connection dies between the
channel's acceptance and our commit; each such repeat is counted, and recognisable by its reader.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine
from sqlmodel import Session, col, func, or_, select, update
from sqlmodel.sql.expression import Select

from jobs.courier import Courier, Later, Never, Outcome, Sent, Unknown
from jobs.messages.compose import compose
from jobs.messages.facts import Message
from jobs.pace import Pace
from jobs.unreachable import could_not_reach
from models.actor import CLOCK, Act
from models.clock import Clock
from models.database import reading, writing
from models.tables import Failure, Notification, OutboxState, Person, SentMessage

log = logging.getLogger(__name__)

LEASE_SECONDS = 60.0
_LOOKED_AT = 200
_IN_FLIGHT = 8
_LONGEST_PAUSE = 300.0
_LOOK_AGAIN_SECONDS = 1.0
# The fact of a row that nobody may read in the database once it was sent.
SECRET = "secret"


@dataclass(frozen=True)
class Claimed:
    """A row that this process may send, as it was when claimed; no message: it has become moot, or its
    composing failed for this reason."""

    id: int
    chat_id: int | None
    edits: int | None
    reply_to: int | None
    version: int
    repeated: bool
    message: Message | Never | None


class Dispatcher:
    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        courier: Courier,
        pace: Pace,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine, self._clock, self._courier = engine, clock, courier
        self._pace, self._monotonic = pace, monotonic
        self._running, self._news = asyncio.Lock(), asyncio.Event()
        self._under_way: dict[asyncio.Task[int], int | None] = {}
        self._stopping = False

    async def run(self) -> int:
        """Sends all that is due now, answers first; returns how many messages were sent or edited.

        One message a chat at a time: a chat's messages keep their order, and a chat that is slow, or must wait
        its turn, holds nobody else up. A call beside a running one lets that one look again.
        """
        sent = 0
        self._news.set()
        async with self._running:
            while True:
                self._news.clear()
                claimed, pause = ([], None) if self._stopping else self._claim()
                for row in claimed:
                    self._under_way[asyncio.create_task(self._deliver(row))] = row.chat_id
                if not self._under_way and pause is None:
                    return sent
                sent += await self._next_event(pause)

    async def stop(self) -> None:
        """Claims nothing more; returns when what is under way has ended, so that it is not said again."""
        self._stopping = True
        await self.run()

    def _claim(self) -> tuple[list[Claimed], float | None]:
        """Rows of different chats whose turn it is, at most eight under way; else how long until one is free."""
        now, clock = self._clock.now(), self._monotonic()
        room, busy = _IN_FLIGHT - len(self._under_way), set(self._under_way.values())
        with writing(self._engine) as session:
            free: dict[int | None, Notification] = {}
            pauses = []
            for row, chat_id in session.exec(_in_order(now, clock)):
                pause = self._pace.seconds_until_free(chat_id) if chat_id else 0.0
                if pause > 0:
                    pauses.append(pause)
                elif chat_id not in busy and len(free) < room:
                    free.setdefault(chat_id, row)
            mine = [row for row in free.values() if _claim_row(session, row, now, clock)]
            return [_take(session, row, now) for row in mine], min(pauses, default=None)

    async def _next_event(self, pause: float | None) -> int:
        """Until a delivery ends, a chat is free, or there may be new rows; returns how many were delivered."""
        news = asyncio.create_task(self._news.wait())
        longest = _LOOK_AGAIN_SECONDS if pause is None else min(pause, _LOOK_AGAIN_SECONDS)
        try:
            await asyncio.wait({*self._under_way, news}, timeout=longest, return_when=asyncio.FIRST_COMPLETED)
        finally:
            news.cancel()
        ended = [task for task in self._under_way if task.done()]
        for task in ended:
            del self._under_way[task]
        return sum(task.result() for task in ended)

    async def _deliver(self, row: Claimed) -> int:
        made = row.message
        outcome = await self._hand_over(row, made) if isinstance(made, Message) else made
        self._finish(row, outcome)
        return int(isinstance(outcome, Sent))

    async def _hand_over(self, row: Claimed, message: Message) -> Outcome:
        if row.chat_id is None:
            return Never("no chat", Failure.CHAT)
        await asyncio.sleep(self._pace.take_turn(row.chat_id))
        try:
            if row.edits is not None:
                return await self._courier.edit(row.chat_id, row.edits, message)
            return await self._courier.send(row.chat_id, message, row.reply_to, row.repeated)
        except Exception as error:
            log.exception("thư %s không soạn được", row.id)
            return Never(type(error).__name__, Failure.ERROR)

    def _finish(self, claimed: Claimed, outcome: Outcome | None) -> None:
        now = self._clock.now()
        with writing(self._engine) as session:
            row = session.get_one(Notification, claimed.id)
            row.lease_until = None
            _settle(session, row, claimed, outcome, now)
            if row.version != claimed.version:
                row.state = OutboxState.WAITING
            session.add(row)
        if isinstance(outcome, Later):
            self._pace.hold(outcome.seconds)


def count_held(engine: Engine) -> int:
    """How many messages were tried and still wait, for the network or because Telegram asked."""
    with reading(engine) as session:
        held = select(func.count()).where(
            Notification.state == OutboxState.WAITING, col(Notification.attempts) > 0
        )
        return session.exec(held).one()


def _due(now: datetime, clock: float) -> ColumnElement[bool]:
    """Waiting and due, or claimed under a lease that is over (or of another boot: further off than a lease)."""
    lapsed = or_(col(Notification.lease_until) < clock, col(Notification.lease_until) > clock + LEASE_SECONDS)
    waiting = (col(Notification.state) == OutboxState.WAITING) & (col(Notification.not_before) <= now)
    return waiting | ((col(Notification.state) == OutboxState.CLAIMED) & lapsed)


def _in_order(now: datetime, clock: float) -> Select[Notification, int | None]:
    """Each with its chat: answers to people first; then edits, that of the newest message first; then what the
    program starts."""
    direct, edits = col(Notification.direct).desc(), col(Notification.edits)
    order = (direct, edits.is_not(None), edits.desc(), col(Notification.not_before), col(Notification.id))
    chat_id: ColumnElement[int | None] = func.coalesce(Notification.chat_id, Person.chat_id)
    rows = select(Notification, chat_id).outerjoin(Person, col(Person.id) == Notification.person_id)
    return rows.where(_due(now, clock)).order_by(*order).limit(_LOOKED_AT)


def _chat(session: Session, row: Notification) -> int | None:
    if row.chat_id is not None or row.person_id is None:
        return row.chat_id
    return session.get_one(Person, row.person_id).chat_id


def _claim_row(session: Session, row: Notification, now: datetime, clock: float) -> bool:
    """Claim by conditional update and compare the row count: several dispatchers are safe."""
    again = row.state is OutboxState.CLAIMED
    claimed = session.execute(
        update(Notification)
        .where(col(Notification.id) == row.id, _due(now, clock))
        .values(
            state=OutboxState.CLAIMED,
            lease_until=clock + LEASE_SECONDS,
            attempts=Notification.attempts + 1,
            repeats=Notification.repeats + int(again and row.edits is None),
        )
    )
    session.refresh(row)
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def _take(session: Session, row: Notification, now: datetime) -> Claimed:
    return Claimed(
        id=row.id or 0,
        chat_id=_chat(session, row),
        edits=row.edits,
        reply_to=row.reply_to,
        version=row.version,
        repeated=row.repeats > 0,
        message=_composed(session, row, now),
    )


def _composed(session: Session, row: Notification, now: datetime) -> Message | Never | None:
    """A row that cannot be composed ends there: one bad row never stops the others."""
    try:
        return compose(session, row, now)
    except Exception as error:
        log.exception("thư %s (%s) không dựng được", row.id, row.kind)
        return Never(type(error).__name__, Failure.ERROR)


def _settle(
    session: Session, row: Notification, claimed: Claimed, outcome: Outcome | None, now: datetime
) -> None:
    if not isinstance(outcome, (Later, Unknown)):
        _forget_secret(row)
    match outcome:
        case None:
            row.state = OutboxState.MOOT
        case Sent(message_id):
            row.state, row.sent_at = OutboxState.SENT, now
            if claimed.edits is None and claimed.chat_id is not None:
                _remember(session, row, claimed.chat_id, message_id, now)
        case Later(seconds, reason):
            _again(row, reason, now + timedelta(seconds=seconds))
        case Unknown(reason):
            row.repeats += int(claimed.edits is None)
            pause = min(_LONGEST_PAUSE, 2.0 ** min(row.attempts, 10))
            _again(row, reason, now + timedelta(seconds=pause))
        case Never(reason, failure):
            row.state, row.reason, row.failure = OutboxState.FAILED, reason, failure
            log.warning("thư %s (%s) không gửi được: %s", row.id, row.kind, reason)
            if failure is Failure.CHAT:
                could_not_reach(Act(session, CLOCK, now), row)


def _forget_secret(row: Notification) -> None:
    """A one-time code lies in the outbox only until its message is out."""
    if SECRET in row.facts:
        row.facts = {name: fact for name, fact in row.facts.items() if name != SECRET}


def _again(row: Notification, reason: str, not_before: datetime) -> None:
    row.state, row.reason, row.not_before = OutboxState.WAITING, reason, not_before


def _remember(session: Session, row: Notification, chat_id: int, message_id: int, now: datetime) -> None:
    session.add(
        SentMessage(
            notification_id=row.id or 0,
            person_id=row.person_id,
            chat_id=chat_id,
            message_id=message_id,
            sent_at=now,
        )
    )
