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

from sqlalchemy import Engine
from telegram.error import InvalidToken, TelegramError

from bot import menus
from bot.acting_clock import ActingClock
from bot.alarming import Alarms
from bot.application import build_application
from bot.cases.errand import CaseErrand
from bot.clockwork import Clockwork
from bot.courier import TelegramCourier
from bot.desk import Desk
from bot.heartbeat import Heartbeat
from bot.inbox import newest_date
from bot.logs import fault
from bot.packing.errand import PackErrand
from bot.poller import Poller, TokenRefused
from bot.silence import why_silent
from bot.telegram_api import RawBot
from bot.texts.silence import WHY
from jobs.dispatch import Dispatcher
from jobs.forgetting import Sweeper
from jobs.health import standing
from jobs.inspecting.reads import Reads
from jobs.listening import note_contact
from jobs.pace import Pace
from jobs.passes import Passes
from jobs.patience import when_free
from jobs.sealing import steps_of_sealing
from jobs.steadiness import Steadiness
from jobs.timekeeping import compare, doubt, hold, is_held, is_right, vouch
from models.clock import Clock
from models.database import Unavailable, empty_log, turns_of
from models.installation import is_frozen
from models.store import EvidenceStore

log = logging.getLogger(__name__)

_TICK_SECONDS, _DISPATCH_SECONDS, _RETRY_SECONDS, _MEET_SECONDS = 15, 1, 2, 3
_PACK_SECONDS, _CASES_SECONDS = 5, 5
_SEAL_SECONDS, _SWEEP_SECONDS, _LOOK_SECONDS = 60, 3600, 5
_NOTE_HEARD_SECONDS = 60
# At the start, and after an incident: so often it is looked whether anything is still unheard, some 20 s in all.
_LOOKS_AT_UNHEARD, _UNHEARD_SECONDS = 1000, 0.02
# So long a start waits for the database: who presses a button meanwhile, and the admins, are to be told.
_START_SECONDS = 1.0

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
        self._passes = Passes(engine)
        courier = TelegramCourier(bot, store)
        acting = ActingClock(clock, lambda: bot.telegrams_now)
        self.dispatcher = Dispatcher(engine, acting, courier, pace)
        self.desk = Desk(engine, acting, bot, store, inspector, self.dispatcher)
        self.packs = PackErrand(engine, clock, store)
        letters = letters_dir or store.folder.parent / "letters"
        self.cases = CaseErrand(engine, clock, store, inspector, letters, lists_dir)
        self._pulse, self._more = pulse or Heartbeat(), errands
        self.application = build_application(bot, self.desk)
        self._sweeper = Sweeper(engine, store)
        self._alarms = Alarms(engine, clock, bot, courier)
        self._poller = Poller(bot, self._take_in, self._note_heard, unkept=self.desk.presses.not_kept)
        self._clockwork = Clockwork()
        self._polling: asyncio.Task[None] | None = None
        self._steadiness = Steadiness(clock.now())
        self._waits_for_the_date = self._has_heard = False
        self._has_passed = asyncio.Event()
        self._next_note = 0.0
        # What each piece of work that comes again last failed of.
        self._faults: dict[str, str] = {}

    async def start(self) -> None:
        """Waits for the network; then listens, and lets the clockwork run. Raises TokenRefused."""
        await self._meet_telegram()
        await self._survived("ghi nhận đã nối được tới Telegram", self._hear)
        await self.application.initialize()
        await self._survived(
            "đặt danh sách lệnh cho mọi người", partial(menus.offer_all, self.bot, self.engine)
        )
        self._polling = asyncio.create_task(self._poller.run())
        self._wind_up()

    async def ended(self) -> None:
        """Returns when polling ends, which it does only by cancellation. Raises TokenRefused."""
        if self._polling is not None:
            await self._polling

    async def passed(self) -> None:
        """Returns when the first pass since the start is over, however it went."""
        await self._has_passed.wait()

    async def stop(self) -> None:
        """Begins nothing more, and says nothing of what it ends: whatever was under way is done, or done again
        after the next start."""
        self._clockwork.pause()
        if self._polling is not None:
            self._polling.cancel()
            with suppress(asyncio.CancelledError, TokenRefused):
                await self._polling
        await self.desk.stop()
        await self._inspector.close()
        await self._survived("gửi nốt trước khi dừng", self.dispatcher.stop)
        await self._clockwork.stop()
        await self._pulse.stop()
        with suppress(TelegramError):
            await self.application.shutdown()
        await self.bot.shutdown()
        turns_of(self.engine).end()

    def _wind_up(self) -> None:
        """A handful of ticks that only wake the program; the truth is in the database."""
        for name, work, seconds in (
            ("lượt nhắc", self._beat, _TICK_SECONDS),
            ("hộp thư đi", self.dispatcher.run, _DISPATCH_SECONDS),
            ("hộp thư đến", self._work_off, _RETRY_SECONDS),
            ("hồ sơ minh chứng", self._unless_frozen(self.packs.run), _PACK_SECONDS),
            ("hồ sơ của người dân", self._unless_frozen(self.cases.run), _CASES_SECONDS),
            ("mã hóa minh chứng", self.seal, _SEAL_SECONDS),
            ("xóa tệp không còn dùng", self._unless_frozen(self.sweep), _SWEEP_SECONDS),
            ("báo động", self._look, _LOOK_SECONDS),
            *self._more,
        ):
            self._clockwork.every(seconds, partial(self._survived, name, work))
        self._clockwork.start()
        self._pulse.begin()

    def _unless_frozen(self, work: Callable[[], Awaitable[Any]]) -> Callable[[], Awaitable[None]]:
        """Nothing is taken in, made or deleted while an incident is looked into."""

        async def run() -> None:
            if not await when_free(self._is_frozen):
                await work()

        return run

    def _is_frozen(self) -> bool:
        with turns_of(self.engine).reading() as session:
            return is_frozen(session)

    async def _look(self) -> None:
        await self._alarms.look(self._poller.deaf)

    async def _survived(self, name: str, work: Callable[[], Awaitable[Any]]) -> None:
        """One run of something that comes again: what goes wrong in it is said, once while it lasts, and ends
        nothing else."""
        try:
            await work()
        except Unavailable:  # told of by whoever waits for the database
            log.info("%s chờ cơ sở dữ liệu, lát nữa chạy lại", name)
        except Exception as error:
            if self._faults.get(name) != fault(error):
                log.error("%s gặp lỗi %s; chương trình vẫn chạy tiếp", name, fault(error))
            self._faults[name] = fault(error)
        else:
            self._faults.pop(name, None)

    async def _beat(self) -> None:
        """A pass, and how it went."""
        try:
            now = await self._tick()
            if self._pulse.is_wanted and now is not None:
                self._pulse.beat(now, await when_free(partial(standing, self.engine, now)))
        except Exception:
            self._pulse.miss("error")
            raise
        finally:
            self._has_passed.set()
        if now is None:
            self._pulse.miss("clock")

    async def _tick(self) -> datetime | None:
        """Step by step, so that nobody waits for all of them, and a locked database is waited out. Returns the
        moment of the pass; None where the clock is not believed and none was made."""
        await self._hear_first()
        now = self.clock.now()
        if await when_free(partial(self._has_leapt, now)):
            self._wait_for_the_date()
            return None
        self._waits_for_the_date = False
        if not await when_free(partial(self._is_right, now)):
            if await when_free(partial(hold, self.engine, now)):
                log.error(
                    "giờ máy chưa khớp với lần chạy trước hoặc với Telegram; tạm dừng mở, đóng và nhắc việc"
                )
            return None
        for take in self._passes.steps(now):
            await when_free(take)
            await asyncio.sleep(0)
        return now

    async def _hear_first(self) -> None:
        """What people answered before we listened, or during an incident, is worked off before a pass speaks of it;
        what takes longer is not waited for."""
        if await when_free(self._is_frozen):
            self._has_heard = False
            return
        for _ in range(0 if self._has_heard else _LOOKS_AT_UNHEARD):
            if self._poller.has_caught_up and not await when_free(self.desk.is_behind):
                break
            await asyncio.sleep(_UNHEARD_SECONDS)
        self._has_heard = True

    async def seal(self) -> None:
        """Seals what turned out to tell of citizens; what was deleted since leaves the disk."""
        for take in await when_free(partial(steps_of_sealing, self.engine, self._store, self.clock.now())):
            await when_free(take)
            await asyncio.sleep(0)
        await when_free(partial(empty_log, self.engine))

    async def sweep(self) -> None:
        """Bytes that no row names any more leave the disk."""
        for take in self._sweeper.steps():
            await when_free(take)
            await asyncio.sleep(0)

    def _is_right(self, now: datetime) -> bool:
        return self.clock.is_by_hand or is_right(self.engine, now)

    def _has_leapt(self, now: datetime) -> bool:
        """Since it was last believed: a pass waits for what Telegram's date says, which comes with its next
        answer."""
        if self.clock.is_by_hand or not self._steadiness.has_leapt(now):
            return False
        if is_held(self.engine) and is_right(self.engine, now):
            self._steadiness.believe(now)
            return False
        return not is_held(self.engine)

    def _wait_for_the_date(self) -> None:
        if not self._waits_for_the_date:
            log.warning("giờ máy vừa nhảy; chờ biết giờ của Telegram rồi mới nhắc việc tiếp")
        self._waits_for_the_date = True

    def _take_in(self, updates: list[Any]) -> None:
        """Stored before this returns; worked off beside the next poll, so that nobody waits for a long file."""
        self.desk.take_in(self.application, updates)
        if not self.clock.is_by_hand:
            compare(self.engine, self.clock.now(), newest_date(updates))

    async def _work_off(self) -> None:
        await when_free(lambda: self.desk.work_off(self.application))

    async def _hear(self) -> None:
        await when_free(self._note_heard, at_most=_START_SECONDS)

    def _note_heard(self) -> None:
        """Once a minute by the machine's own clock: the domain clock may leap."""
        now, seconds = self.clock.now(), time.monotonic()
        has_leapt = not self.clock.is_by_hand and self._steadiness.has_leapt(now)
        if seconds < self._next_note and not has_leapt:
            return
        if not self.clock.is_by_hand:
            self._ask_telegrams_date(now, has_leapt)
        if self._is_right(now):
            note_contact(self.engine, now, self.bot.username)
            self._next_note = seconds + _NOTE_HEARD_SECONDS

    def _ask_telegrams_date(self, now: datetime, has_leapt: bool) -> None:
        """A clock that has leapt is right where Telegram's is the same, as after a sleep of the machine."""
        telegrams = self.bot.answered_at
        if telegrams is not None and not doubt(self.engine, now, telegrams):
            vouch(self.engine, now, telegrams)
        elif telegrams is None and has_leapt:
            hold(self.engine, now)
        self._steadiness.believe(now)

    async def _meet_telegram(self) -> None:
        """Asks who we are until Telegram answers. Raises TokenRefused."""
        said = None
        while True:
            try:
                return await self.bot.initialize()
            except InvalidToken:
                raise TokenRefused from None
            except Exception as error:
                why = why_silent(error, self.bot.via_proxy)
                if why is not said:
                    log.warning("chưa nối được tới Telegram, đang chờ mạng: %s", WHY[why])
                said = why
                await asyncio.sleep(_MEET_SECONDS)
