"""The outbox goes out: claimed with a lease, worded, sent, and settled in a second short transaction.

At least once: a row is never lost, and said twice only when the process or connection dies between the
channel's acceptance and our commit; each such repeat is counted, and recognisable by its reader. Rows are
claimed, worded and settled many at a time; nothing is worded while the database is locked for writing.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from sqlalchemy import Engine
from sqlmodel import col, func, select

from jobs.courier import Courier, Down, Later, Never, Outcome, Sent, Unknown
from jobs.messages.facts import Message
from jobs.outbox import (
    LEASE_SECONDS,
    Apart,
    Claimed,
    Ended,
    Next,
    Unsent,
    claim,
    is_due,
    next_rows,
    put_off,
    word,
)
from jobs.outcomes import LONGEST_PAUSE, SECRET, close_plainly, settle
from jobs.pace import Pace
from jobs.patience import when_free
from models.clock import Clock
from models.database import reading, turns_of
from models.tables import Failure, Notification, OutboxState

__all__ = ["LEASE_SECONDS", "SECRET", "Dispatcher", "count_held"]

log = logging.getLogger(__name__)

_IN_FLIGHT = 8
# Rows claimed and worded ahead: at most what goes out within so many seconds, so that words are never older, and
# few are in doubt after a crash.
_MOST_AHEAD, _SECONDS_AHEAD = 128, 0.5
_LOOK_AGAIN_SECONDS = 1.0
# While others are under way, what went out is settled so often: before anybody can have read it and replied.
_SETTLE_SECONDS = 0.1
_ANYTHING = select(Notification.id).where(is_due()).limit(1)
# At a stop: what hangs longer is broken off, and then no longer waited for to be settled.
_ENDS_SECONDS, _SETTLED_SECONDS = 5.0, 2.0


class Dispatcher:
    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        courier: Courier,
        pace: Pace,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._turns, self._clock, self._courier = turns_of(engine), clock, courier
        self._pace, self._monotonic = pace, monotonic
        self._ahead = int(min(_MOST_AHEAD, max(_IN_FLIGHT, _SECONDS_AHEAD * pace.per_second)))
        self._running, self._look = asyncio.Lock(), asyncio.Event()
        self._asked = False
        # Of each chat what goes there next, in order.
        self._queue: list[list[Claimed]] = []
        self._hands: set[asyncio.Task[None]] = set()
        self._ended: list[Ended] = []
        # The chats of what is claimed and not settled, and how many rows that is.
        self._busy: Counter[int] = Counter()
        # How often in a row the channel took nothing from us.
        self._faults = 0
        # The chats that it asked to wait for, or left us in doubt of, since it last took something.
        self._to_wait_for: set[int] = set()
        self._in_doubt: set[int] = set()
        self._stopping = False

    async def run(self) -> int:
        """Sends all that is due now, answers first; returns how many messages were sent or edited.

        One message a chat at a time: a chat's messages keep their order, and a chat that is slow, or must wait
        its turn, holds nobody else up. A call beside a running one lets that one look again. Where the channel
        takes nothing at all it returns, and calls before the next try do nothing.
        """
        sent = 0
        self._asked = True
        self._look.set()
        async with self._running:
            while True:
                self._look.clear()
                sent += await self._settle()
                self._queue += _by_chat(await self._claim())
                self._set_to_work()
                wait = self._seconds_to_wait()
                if wait is None:
                    return sent
                await self._something_happens(wait)

    async def stop(self) -> None:
        """Claims nothing more; returns within seconds, when what is under way has ended, so that it is not said
        again. What hangs is broken off and goes again after the next start, as a repeat."""
        self._stopping = True
        self._look.set()
        await self._ended_within(_ENDS_SECONDS)
        for hand in self._hands:
            hand.cancel()
        await self._ended_within(_SETTLED_SECONDS)

    async def _ended_within(self, seconds: float) -> None:
        """What cannot be settled by then, for the database is locked, stays claimed until its lease is over."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.run(), seconds)

    async def _claim(self) -> list[Claimed]:
        """The next rows, worded: of a chat what may go at once; answers now, the rest as the queue empties."""
        asked, self._asked = self._asked, False
        few = len(self._queue) <= self._ahead // 2
        if self._stopping or self._pace.seconds_held() > 0 or not (few or asked):
            return []
        rows = await when_free(self._next_rows)
        if not rows:
            return []
        mine = await when_free(partial(self._claim_rows, rows))
        worded = await when_free(partial(self._word, mine))
        self._asked = len(mine) < len(rows)
        self._busy.update(row.chat_id for row in worded if row.chat_id is not None)
        return worded

    def _next_rows(self) -> list[Next]:
        room = self._ahead - len(self._queue) if not self._faults else 1 - len(self._hands)
        answers, started = (self._pace.not_free(direct) for direct in (True, False))
        apart = Apart(self._busy | answers.keys(), started.keys(), only_answers=room <= 0)
        if self._faults and room <= 0:
            return []
        most = room if room > 0 else self._ahead
        with self._turns.reading() as session:
            rows = next_rows(session, self._clock.now(), self._monotonic(), apart, most)
        return [row for row in rows if row.chat_id is None or self._may_go_now(row.chat_id, row.place)]

    def _may_go_now(self, chat_id: int, place: int) -> bool:
        return place == 1 or place <= self._pace.at_once(chat_id)

    def _claim_rows(self, rows: list[Next]) -> list[int]:
        now, clock = self._clock.now(), self._monotonic()
        with self._turns.writing() as session:
            late = put_off(session, rows, now, clock)
            return claim(session, [row.id for row in rows if row.id not in late], now, clock)

    def _word(self, ids: list[int]) -> list[Claimed]:
        with self._turns.reading() as session:
            return word(session, ids, self._clock.now())

    def _set_to_work(self) -> None:
        """As many hands as may be in flight; while the channel is held, or we stop, the queue is put back."""
        if self._stopping or self._pace.seconds_held() > 0:
            self._ended += [Ended(row, Unsent()) for rows in self._queue for row in rows]
            self._queue.clear()
        self._queue.sort(key=lambda rows: not rows[0].direct)
        for _ in range(min(len(self._queue), _IN_FLIGHT - len(self._hands))):
            self._hands.add(asyncio.create_task(self._work_off()))

    async def _work_off(self) -> None:
        """One after the other from the queue, answers first, until it is empty."""
        try:
            while self._queue and not self._stopping:
                await self._work_off_chat(self._queue.pop(0))
                if not self._queue or len(self._ended) >= self._ahead // 2:
                    self._look.set()
        finally:
            self._look.set()

    async def _work_off_chat(self, rows: list[Claimed]) -> None:
        """In order: behind one that has to wait, or once we stop, the others of its chat were not tried.

        An answer is settled beside the next one's sending: who is at the phone may press its buttons at once.
        """
        goes_on = True
        for row in rows:
            outcome = await self._outcome_of(row) if goes_on else Unsent()
            self._ended.append(Ended(row, outcome))
            if row.direct and row.edits is None:
                self._look.set()
            is_over = outcome is None or isinstance(outcome, Sent | Never)
            goes_on = is_over and not self._stopping

    async def _outcome_of(self, row: Claimed) -> Outcome | Unsent | None:
        if not isinstance(row.message, Message):
            return row.message
        if row.chat_id is None:
            return Never("no chat", Failure.CHAT)
        if not await self._has_turn(row.chat_id, row.direct) or self._is_claimed_too_long(row):
            return Unsent()
        outcome = await self._hand_over(row, row.chat_id, row.message)
        self._heed(row.chat_id, outcome)
        return outcome

    async def _has_turn(self, chat_id: int, direct: bool) -> bool:
        """Waits for the chat's turn; False where it does not come soon."""
        while (seconds := self._pace.take_turn(chat_id, direct)) > 0:
            if self._stopping or self._pace.is_held(chat_id):
                return False
            await asyncio.sleep(seconds)
        return True

    def _is_claimed_too_long(self, row: Claimed) -> bool:
        return self._monotonic() > row.lease_until - LEASE_SECONDS / 2

    async def _hand_over(self, row: Claimed, chat_id: int, message: Message) -> Outcome:
        try:
            if row.edits is not None and row.deletes:
                return await self._courier.delete(chat_id, row.edits)
            if row.edits is not None:
                return await self._courier.edit(chat_id, row.edits, message)
            return await self._courier.send(chat_id, message, row.reply_to, row.repeated)
        except asyncio.CancelledError:
            return Unknown("stopped")
        except Exception as error:
            log.exception("thư %s không soạn được", row.id)
            return Never(type(error).__name__, Failure.ERROR)

    def _heed(self, chat_id: int, outcome: Outcome) -> None:
        """What an answer means for others. A wait that is asked for, or a doubt, is of that chat; where there is
        the same of another, and nothing went through between them, it is of the channel."""
        match outcome:
            case Later(seconds):
                self._pace.hold_chat(chat_id, seconds)
                self._to_wait_for.add(chat_id)
                if len(self._to_wait_for) > 1:
                    self._pace.hold(seconds)
            case Unknown(reason):
                self._in_doubt.add(chat_id)
                if len(self._in_doubt) > 1:
                    self._back_off(reason)
            case Down(reason):
                self._back_off(reason)
            case _:
                self._faults = 0
                self._to_wait_for.clear()
                self._in_doubt.clear()

    def _back_off(self, reason: str) -> None:
        """Nobody's turn comes for a while, longer each time."""
        if self._pace.seconds_held() <= 0:
            self._faults += 1
            self._pace.hold(self._pause())
            log.warning("chưa gửi được gì (%s); chờ %.0f giây", reason, self._pause())

    def _pause(self) -> float:
        return min(LONGEST_PAUSE, 2.0 ** min(self._faults, 10))

    async def _settle(self) -> int:
        """What ended since is written in one transaction; returns how many were sent."""
        ended = list(self._ended)
        if not ended:
            return 0
        try:
            await when_free(partial(self._write, ended))
        except Exception:
            log.exception("%s thư gửi rồi mà chưa ghi được cùng nhau", len(ended))
            await self._settle_each(ended)
        del self._ended[: len(ended)]
        self._busy -= Counter(each.row.chat_id for each in ended if each.row.chat_id is not None)
        return sum(isinstance(each.outcome, Sent) for each in ended)

    async def _settle_each(self, ended: list[Ended]) -> None:
        """One by one, so that one bad row does not keep the others from being settled, and is not said again."""
        for each in ended:
            try:
                await when_free(partial(self._write, [each]))
            except Exception:
                log.exception("thư %s chưa ghi được là đã gửi", each.row.id)
                await when_free(partial(self._close, each))

    def _close(self, ended: Ended) -> None:
        with self._turns.writing() as session:
            close_plainly(session, ended, self._clock.now())

    def _write(self, ended: list[Ended]) -> None:
        with self._turns.writing() as session:
            settle(session, ended, self._clock.now(), self._pause())

    def _seconds_to_wait(self) -> float | None:
        """How long at most until it is worth looking again; None: there is nothing to do before the next run."""
        if self._ended or self._asked:
            return 0.0
        if self._hands:
            return _SETTLE_SECONDS
        if self._stopping or (self._faults and self._pace.seconds_held() > 0):
            return None
        wait = self._pace.seconds_held() or self._pace.seconds_until_next()
        return min(wait, _LOOK_AGAIN_SECONDS) if wait > 0 and self._is_anything_due() else None

    def _is_anything_due(self) -> bool:
        with self._turns.reading() as session:
            about = {"now": self._clock.now(), "clock": self._monotonic()}
            return session.exec(_ANYTHING, params=about).first() is not None

    async def _something_happens(self, longest: float) -> None:
        """A hand has something to settle, there may be new rows, or so many seconds passed."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._look.wait(), longest)
        done = {hand for hand in self._hands if hand.done()}
        self._hands -= done
        for hand in done:
            hand.result()


def _by_chat(rows: list[Claimed]) -> list[list[Claimed]]:
    """What goes to one chat together, in order; what has no chat, each by itself."""
    found: dict[int, list[Claimed]] = {}
    for row in rows:
        found.setdefault(-row.id if row.chat_id is None else row.chat_id, []).append(row)
    return list(found.values())


def count_held(engine: Engine) -> int:
    """How many messages were tried and still wait, for the network or because Telegram asked."""
    with reading(engine) as session:
        held = select(func.count()).where(
            Notification.state == OutboxState.WAITING, col(Notification.attempts) > 0
        )
        return session.exec(held).one()
