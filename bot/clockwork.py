"""The timers of the running program: a handful of jobs that come again, whatever the machine's clock does.

APScheduler wakes by the wall clock: set back, it would sleep until that has caught up; set ahead by a year, it
would count all that it missed. So nothing is made up for, and where the wall clock has leapt all begin again.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

Work = Callable[[], Awaitable[None]]
# By so many seconds the two clocks may differ between two looks: a machine corrects its clock in smaller steps.
_LEAP_SECONDS, _LOOK_SECONDS = 0.5, 1.0


class Every(BaseTrigger):  # type: ignore[misc]
    """So many seconds after the last time; what was missed is not made up for."""

    __slots__ = ("_interval",)

    def __init__(self, seconds: float) -> None:
        self._interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """At once the first time."""
        return now if previous_fire_time is None else now + self._interval


class Clockwork:
    """Runs each job in a task of its own: the scheduler would log the end of its own at a stop as an error."""

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._wall = wall
        self._errands: set[asyncio.Task[None]] = set()
        self._watching: asyncio.Task[None] | None = None

    def every(self, seconds: float, work: Work) -> None:
        """From the start on, `work` comes again so often, one run after the other."""

        async def job() -> None:
            errand = asyncio.ensure_future(work())
            self._errands.add(errand)
            errand.add_done_callback(self._errands.discard)
            await asyncio.wait({errand})

        self._scheduler.add_job(job, Every(seconds))

    def start(self) -> None:
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch_the_clock())

    def pause(self) -> None:
        """Begins nothing more."""
        if self._scheduler.running:
            self._scheduler.pause()

    async def stop(self) -> None:
        """What a timer began ends between two transactions; only then the scheduler has nothing to cancel."""
        if self._watching is not None:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching
        await asyncio.sleep(0)  # what was woken last has begun
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
            await asyncio.sleep(0)

    async def _watch_the_clock(self) -> None:
        between = self._between_the_clocks()
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            before, between = between, self._between_the_clocks()
            if abs(between - before) > _LEAP_SECONDS:
                self._begin_again()

    def _between_the_clocks(self) -> float:
        return self._wall() - time.monotonic()

    def _begin_again(self) -> None:
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(self._scheduler.timezone))
