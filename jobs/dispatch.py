"""The outbox goes out: claimed with a lease, sent, finished in a second short transaction (DESIGN §7).

At least once: a row is lost never, and said twice only when the process or connection dies between the
channel's acceptance and our commit; each such repeat is counted, and recognisable by its reader.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine
from sqlmodel import Session, col, or_, select, update

from jobs.courier import Courier, Later, Never, Outcome, Sent, Unknown
from jobs.messages.compose import compose
from jobs.messages.facts import Message
from jobs.pace import Pace
from jobs.unreachable import could_not_reach
from models.clock import Clock
from models.database import reading, writing
from models.tables import Notification, OutboxState, Person, SentMessage

log = logging.getLogger(__name__)

LEASE_SECONDS = 60.0
_BATCH = 32
_IN_FLIGHT = 8
_MOST_ATTEMPTS = 8


@dataclass(frozen=True)
class Claimed:
    """A row that this process may send, as it was when claimed."""

    id: int
    chat_id: int | None
    edits: int | None
    reply_to: int | None
    version: int
    repeated: bool
    message: Message | None


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
        self._flights = asyncio.Semaphore(_IN_FLIGHT)
        self._running = asyncio.Lock()

    async def run(self) -> int:
        """Sends all that is due now, answers first; returns how many messages were sent or edited."""
        sent = 0
        async with self._running:
            while claimed := self._claim():
                sent += sum(await asyncio.gather(*(self._in_order(rows) for rows in _by_chat(claimed))))
        return sent

    def _claim(self) -> list[Claimed]:
        now, clock = self._clock.now(), self._monotonic()
        with writing(self._engine) as session:
            rows = session.exec(
                select(Notification)
                .where(_due(now, clock))
                .order_by(col(Notification.direct).desc(), col(Notification.not_before), col(Notification.id))
                .limit(_BATCH)
            ).all()
            return [self._take(session, row, now) for row in rows if _claim_row(session, row, now, clock)]

    def _take(self, session: Session, row: Notification, now: datetime) -> Claimed:
        session.refresh(row)
        person = session.get_one(Person, row.person_id) if row.person_id else None
        return Claimed(
            id=row.id or 0,
            chat_id=row.chat_id or (person.chat_id if person else None),
            edits=row.edits,
            reply_to=row.reply_to,
            version=row.version,
            repeated=row.repeats > 0,
            message=compose(session, row, now),
        )

    async def _in_order(self, rows: list[Claimed]) -> int:
        return sum([await self._deliver(row) for row in rows])

    async def _deliver(self, row: Claimed) -> int:
        if row.message is None:
            self._finish(row, None)
            return 0
        async with self._flights:
            outcome = await self._hand_over(row, row.message)
        self._finish(row, outcome)
        return int(isinstance(outcome, Sent))

    async def _hand_over(self, row: Claimed, message: Message) -> Outcome:
        if row.chat_id is None:
            return Never("no chat")
        await self._pace.turn(row.chat_id)
        if row.edits is not None:
            return await self._courier.edit(row.chat_id, row.edits, message)
        return await self._courier.send(row.chat_id, message, row.reply_to, row.repeated)

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


def nothing_waits(engine: Engine, now: datetime) -> bool:
    """Whether the outbox holds nothing that is due."""
    with reading(engine) as session:
        waiting = select(Notification.id).where(
            Notification.state == OutboxState.WAITING, Notification.not_before <= now
        )
        return session.exec(waiting).first() is None


def _due(now: datetime, clock: float) -> ColumnElement[bool]:
    """Waiting and due, or claimed under a lease that is over (or of another boot: further off than a lease)."""
    lapsed = or_(col(Notification.lease_until) < clock, col(Notification.lease_until) > clock + LEASE_SECONDS)
    waiting = (col(Notification.state) == OutboxState.WAITING) & (col(Notification.not_before) <= now)
    return waiting | ((col(Notification.state) == OutboxState.CLAIMED) & lapsed)


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
            repeats=Notification.repeats + int(again),
        )
    )
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def _settle(
    session: Session, row: Notification, claimed: Claimed, outcome: Outcome | None, now: datetime
) -> None:
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
            _again(row, reason, now)
        case Never(reason, blocked):
            row.state, row.reason = OutboxState.FAILED, reason
            log.warning("thư %s (%s) không gửi được: %s", row.id, row.kind, reason)
            if blocked:
                could_not_reach(session, row, now)


def _again(row: Notification, reason: str, not_before: datetime) -> None:
    exhausted = row.attempts >= _MOST_ATTEMPTS
    row.state = OutboxState.FAILED if exhausted else OutboxState.WAITING
    row.reason, row.not_before = reason, not_before


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


def _by_chat(rows: list[Claimed]) -> list[list[Claimed]]:
    """One chat's messages go one after another, in order."""
    found: defaultdict[int | None, list[Claimed]] = defaultdict(list)
    for row in rows:
        found[row.chat_id].append(row)
    return list(found.values())
