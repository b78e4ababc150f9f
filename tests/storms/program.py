"""One life of the program: the real Runtime's parts around a database, woken at the moments that there are."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Engine
from sqlmodel import col, func, or_, select

from bot.runtime import Runtime
from bot.sandbox.run import TOKEN
from bot.settings import Settings
from bot.telegram_api import RawBot
from jobs.clockwork import next_moment
from jobs.courier import Outcome
from jobs.inspecting.reads import ReadsNothing
from jobs.messages.facts import Message
from jobs.outbox import Claimed
from jobs.pace import Pace
from jobs.steadiness import Steadiness
from models.clock import Clock
from models.database import reading
from models.store import EvidenceStore
from models.tables import InboxState, InboxUpdate, Notification, OutboxState
from tests.e2e.world import SETTINGS
from tests.storms.telegram import ROW, Telegram, Wire

_FOREVER = 1e9
# What is left undone is looked at again so soon, and then ever later.
_SOON, _LATE = timedelta(seconds=16), timedelta(minutes=20)


class Program:
    """`monotonic`: the clock of leases and pauses, in seconds."""

    def __init__(
        self, engine: Engine, clock: Clock, telegram: Telegram, folder: Path, monotonic: Callable[[], float]
    ) -> None:
        self._engine, self._clock = engine, clock
        telegram.dated = self._note_date
        with patch("bot.telegram_api._request", lambda *how: _wire(telegram, *how)):
            bot = RawBot(SETTINGS, TOKEN)
        store, pace = EvidenceStore(folder / "evidence"), Pace(monotonic=monotonic)
        self.runtime = Runtime(engine, clock, bot, store, ReadsNothing(), pace, folder / "letters")
        self.runtime.dispatcher._monotonic = monotonic
        self.runtime.desk._inbox._monotonic = monotonic
        self.runtime._steadiness = Steadiness(clock.now(), monotonic)
        self.runtime.bot._seconds = monotonic
        self._hand_over = self.runtime.dispatcher._hand_over
        self.runtime.dispatcher._hand_over = self._watched  # type: ignore[method-assign]
        self._stirred, self._works = asyncio.Event(), True
        self._pause = _SOON

    async def live(self) -> None:
        """As Runtime.start, with its timers left out; goes on until it is killed."""
        await self.runtime._meet_telegram()
        await _survived(self.runtime._hear)
        await self.runtime.application.initialize()
        polling = asyncio.create_task(self.runtime._poller.run())
        while not polling.done():
            if self._works:
                await self._work()
            await self._rest()
        polling.result()

    def stir(self) -> None:
        """Something has changed: what is due is done now, as the next pass would within seconds."""
        self._works = True
        self._stirred.set()

    async def _work(self) -> None:
        for work in (self.runtime._tick, self.runtime.dispatcher.run, self.runtime._work_off):
            await _survived(work)
        desk = self.runtime.desk
        while desk._chats or desk._tasks:
            await asyncio.wait([*desk._chats.values(), *desk._tasks])
            await asyncio.sleep(0)

    def _note_date(self, moment: datetime) -> None:
        """As from the header of an answer."""
        self.runtime.bot._note(moment)

    async def _rest(self) -> None:
        """Until the next moment at which there may be something to do, or something stirs."""
        now, self._works = self._clock.now(), False
        until = now + self._pause
        with suppress(Exception):
            is_behind, upcoming = self._is_behind(), next_moment(self._engine, now)
            self._pause = min(_LATE, self._pause * 2) if is_behind else _SOON
            until = min(upcoming, now + self._pause) if is_behind else upcoming
        try:
            async with asyncio.timeout((until - now).total_seconds()):
                await self._stirred.wait()
        except TimeoutError:
            self._works = True
        self._stirred.clear()

    def _is_behind(self) -> bool:
        """Whether something due lies in the outbox or the inbox."""
        with reading(self._engine) as session:
            now = self._clock.now()
            is_due = (Notification.state == OutboxState.WAITING) & (col(Notification.not_before) <= now)
            out = select(func.count()).where(or_(is_due, Notification.state == OutboxState.CLAIMED))
            into = select(func.count()).where(InboxUpdate.state == InboxState.WAITING)
            return bool(session.exec(out).one() or session.exec(into).one())

    async def _watched(self, row: Claimed, chat_id: int, message: Message) -> Outcome:
        ROW.set(row)
        try:
            return await self._hand_over(row, chat_id, message)
        finally:
            ROW.set(None)


def _wire(telegram: Telegram, _: Settings, connections: int, longest: float, *others: object) -> Wire:
    """The one connection that polls is answered when there is something, however long that takes: each empty answer
    would be a step of the loop."""
    return Wire(telegram, longest if connections > 1 else _FOREVER)


async def _survived(work: Callable[[], Awaitable[object]]) -> None:
    """As the runtime survives what goes wrong: it comes again."""
    with suppress(Exception):
        await work()
