"""Timers go on whatever the machine's clock does, and make up for nothing."""

import asyncio
from datetime import datetime, timedelta, tzinfo

import apscheduler.schedulers.base
import pytest

import bot.clockwork
from bot.clockwork import Clockwork, Every


class Wall:
    """The machine's clock, which a test sets."""

    def __init__(self) -> None:
        self.off = timedelta()

    def now(self, zone: tzinfo | None = None) -> datetime:
        return datetime.now(zone) + self.off

    def timestamp(self) -> float:
        return self.now().timestamp()


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """All that asks the machine for the time gets this clock's; the clockwork looks often."""
    wall = Wall()
    for module in (apscheduler.schedulers.base, bot.clockwork):
        monkeypatch.setattr(module, "datetime", wall)
    monkeypatch.setattr(bot.clockwork, "_LOOK_SECONDS", 0.01)
    return wall


@pytest.mark.parametrize(
    "leaps",
    [
        (timedelta(seconds=40), timedelta()),
        (timedelta(days=366), timedelta()),
        (timedelta(days=-366),),
    ],
    ids=["40 s ahead and back", "a year ahead and back", "a year back"],
)
async def test_a_timer_goes_on_over_a_leap_of_the_clock(wall: Wall, leaps: tuple[timedelta, ...]) -> None:
    came, runs = asyncio.Event(), 0

    async def work() -> None:
        nonlocal runs
        runs += 1
        came.set()

    clockwork = Clockwork(wall.timestamp)
    clockwork.every(0.05, work)
    clockwork.start()
    async with asyncio.timeout(60):
        for off in ((timedelta()), *leaps):
            wall.off = off
            for _ in range(2):
                came.clear()
                await came.wait()
    await clockwork.stop()
    assert runs >= 2 * (1 + len(leaps))


def test_what_was_missed_in_a_year_is_one_time() -> None:
    """APScheduler would count 31 million seconds one by one."""
    begun = datetime.fromisoformat("2026-12-15T09:00:00+07:00")
    later = begun + timedelta(days=366)
    assert Every(1).get_next_fire_time(None, begun) == begun
    assert Every(1).get_next_fire_time(begun, later) == later + timedelta(seconds=1)
