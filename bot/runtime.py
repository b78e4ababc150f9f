"""The running program: bot, poller, outbox and clockwork around one database."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Engine
from telegram.error import InvalidToken, TelegramError

from bot import menus
from bot.application import build_application
from bot.cases.errand import CaseErrand
from bot.courier import TelegramCourier
from bot.desk import Desk
from bot.heartbeat import Heartbeat
from bot.inbox import newest_date
from bot.logs import fault
from bot.packing.errand import PackErrand
from bot.poller import Poller, TokenRefused
from bot.telegram_api import RawBot
from jobs.dispatch import Dispatcher
from jobs.health import standing
from jobs.inspecting.reads import Reads
from jobs.listening import note_contact
from jobs.pace import Pace
from jobs.patience import when_free
from jobs.sealing import steps_of_sealing
from jobs.tick import steps_of_tick
from jobs.timekeeping import compare, hold, is_right, vouch
from models.clock import Clock
from models.database import empty_log
from models.store import EvidenceStore

log = logging.getLogger(__name__)

_TICK_SECONDS, _DISPATCH_SECONDS, _RETRY_SECONDS, _MEET_SECONDS = 15, 1, 2, 3
_PACK_SECONDS, _CASES_SECONDS = 5, 5
_SEAL_SECONDS = 60
_NOTE_HEARD_SECONDS = 60

# What it is called in the log, what is done, and how many seconds apart.
Errand = tuple[str, Callable[[], Awaitable[Any]], int]


class Runtime:
    """Starts and stops as one. All domain time comes from `clock`; timers only wake it."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        bot: RawBot,
        store: EvidenceStore,
        inspector: Reads,
        pace: Pace,
        letters_dir: Path | None = None,
        lists_dir: Path | None = None,
        pulse: Heartbeat | None = None,
        errands: Sequence[Errand] = (),
    ) -> None:
        """`letters_dir`: where letters are drafted, else beside the evidence; `lists_dir`: watched for lists of
        citizen files; `pulse`: told how each pass went; `errands`: what else is to be done now and then."""
        self.engine, self.clock, self.bot = engine, clock, bot
        self._inspector, self._store = inspector, store
        self.dispatcher = Dispatcher(engine, clock, TelegramCourier(bot, store), pace)
        self.desk = Desk(engine, clock, bot, store, inspector, self.dispatcher)
        self.packs = PackErrand(engine, clock, store)
        letters = letters_dir or store.folder.parent / "letters"
        self.cases = CaseErrand(engine, clock, store, inspector, letters, lists_dir)
        self._pulse, self._more = pulse or Heartbeat(), errands
        self.application = build_application(bot, self.desk)
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._polling: asyncio.Task[None] | None = None
        self._errands: set[asyncio.Task[None]] = set()
        self._next_note = 0.0

    async def start(self) -> None:
        """Waits for the network; then listens, and lets the clockwork run. Raises TokenRefused."""
        await self._meet_telegram()
        await _survived("ghi nhận đã nối được tới Telegram", self._hear)
        await self.application.initialize()
        await _survived("đặt danh sách lệnh cho mọi người", partial(menus.offer_all, self.bot, self.engine))
        poller = Poller(self.bot, self._take_in, self._note_heard)
        self._polling = asyncio.create_task(poller.run())
        self._wind_up()

    async def ended(self) -> None:
        """Returns when polling ends, which it does only by cancellation. Raises TokenRefused."""
        if self._polling is not None:
            await self._polling

    async def stop(self) -> None:
        """Begins nothing more, and says nothing of what it ends: whatever was under way is done, or done again
        after the next start."""
        if self._scheduler.running:
            self._scheduler.pause()
        if self._polling is not None:
            self._polling.cancel()
            with suppress(asyncio.CancelledError, TokenRefused):
                await self._polling
        await self.desk.stop()
        await self._inspector.close()
        await _survived("gửi nốt trước khi dừng", self.dispatcher.stop)
        await self._end_errands()
        await self._pulse.stop()
        with suppress(TelegramError):
            await self.application.shutdown()
        await self.bot.shutdown()

    def _wind_up(self) -> None:
        """A handful of ticks that only wake the program; the truth is in the database."""
        for name, work, seconds in (
            ("lượt nhắc", self._beat, _TICK_SECONDS),
            ("hộp thư đi", self.dispatcher.run, _DISPATCH_SECONDS),
            ("hộp thư đến", self._work_off, _RETRY_SECONDS),
            ("hồ sơ minh chứng", self.packs.run, _PACK_SECONDS),
            ("hồ sơ của người dân", self.cases.run, _CASES_SECONDS),
            ("mã hóa minh chứng", self.seal, _SEAL_SECONDS),
            *self._more,
        ):
            job, now = partial(self._run_errand, name, work), datetime.now().astimezone()
            self._scheduler.add_job(job, "interval", seconds=seconds, next_run_time=now)
        self._scheduler.start()
        self._pulse.begin()

    async def _run_errand(self, name: str, work: Callable[[], Awaitable[Any]]) -> None:
        """In a task of our own: the scheduler would log the end of its own at a stop as an error of the job."""
        errand = asyncio.create_task(_survived(name, work))
        self._errands.add(errand)
        errand.add_done_callback(self._errands.discard)
        await asyncio.wait({errand})

    async def _end_errands(self) -> None:
        """What a timer began ends between two transactions; only then the scheduler has nothing to cancel."""
        await asyncio.sleep(0)  # what was woken last has begun
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
            await asyncio.sleep(0)

    async def _beat(self) -> None:
        """A pass, and how it went."""
        try:
            now = await self._tick()
            if self._pulse.is_wanted and now is not None:
                self._pulse.beat(now, await when_free(partial(standing, self.engine, now)))
        except Exception:
            self._pulse.miss("error")
            raise
        if now is None:
            self._pulse.miss("clock")

    async def _tick(self) -> datetime | None:
        """Step by step, so that nobody waits for all of them, and a locked database is waited out. Returns the
        moment of the pass; None where the clock is not believed and none was made."""
        now = self.clock.now()
        if not await when_free(partial(self._is_right, now)):
            if await when_free(partial(hold, self.engine, now)):
                log.error(
                    "giờ máy chưa khớp với lần chạy trước hoặc với Telegram; tạm dừng mở, đóng và nhắc việc"
                )
            return None
        for take in steps_of_tick(self.engine, now):
            await when_free(take)
            await asyncio.sleep(0)
        return now

    async def seal(self) -> None:
        """Seals what turned out to tell of citizens; what was deleted since leaves the disk."""
        for take in await when_free(partial(steps_of_sealing, self.engine, self._store, self.clock.now())):
            await when_free(take)
            await asyncio.sleep(0)
        await when_free(partial(empty_log, self.engine))

    def _is_right(self, now: datetime) -> bool:
        return self.clock.is_by_hand or is_right(self.engine, now)

    def _take_in(self, updates: list[Any]) -> None:
        """Stored before this returns; worked off beside the next poll, so that nobody waits for a long file."""
        self.desk.take_in(self.application, updates)
        if not self.clock.is_by_hand:
            compare(self.engine, self.clock.now(), newest_date(updates))

    async def _work_off(self) -> None:
        await when_free(lambda: self.desk.work_off(self.application))

    async def _hear(self) -> None:
        await when_free(self._note_heard)

    def _note_heard(self) -> None:
        """Once a minute by the machine's own clock: the domain clock may leap."""
        now, seconds = self.clock.now(), time.monotonic()
        if seconds < self._next_note:
            return
        if not self.clock.is_by_hand:
            vouch(self.engine, now, self.bot.answered_at)
        if self._is_right(now):
            note_contact(self.engine, now, self.bot.username)
            self._next_note = seconds + _NOTE_HEARD_SECONDS

    async def _meet_telegram(self) -> None:
        """Asks who we are until Telegram answers. Raises TokenRefused."""
        waiting = False
        while True:
            try:
                return await self.bot.initialize()
            except InvalidToken:
                raise TokenRefused from None
            except Exception as error:
                if not waiting:
                    log.warning("chưa nối được tới Telegram (%s), đang chờ mạng", fault(error))
                waiting = True
                await asyncio.sleep(_MEET_SECONDS)


async def _survived(name: str, work: Callable[[], Awaitable[Any]]) -> None:
    """One run of something that comes again: what goes wrong in it is said, and ends nothing else."""
    try:
        await work()
    except Exception as error:
        log.error("%s gặp lỗi %s; chương trình vẫn chạy tiếp", name, fault(error))
