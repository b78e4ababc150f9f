"""The verb `run`: the bot and its clockwork, until it is told to stop; without a token the sandbox."""

import argparse
import asyncio
import logging
import os
import signal
from collections.abc import Coroutine
from contextlib import ExitStack
from threading import Timer
from typing import Any

from sqlalchemy import Engine

from bot.alone import NotAlone
from bot.backups.errand import BackupErrand, DiskErrand
from bot.backups.places import folders_of, plan_of, sources_of
from bot.heartbeat import Heartbeat
from bot.poller import TokenRefused
from bot.runtime import Errand, Runtime
from bot.settings import Settings
from bot.storing import store_of
from bot.taking_up import take_up
from bot.telegram_api import RawBot
from bot.verbs import CannotDo
from jobs.backup.lasting import keep_what_lasts
from jobs.inspecting.worker import Inspector
from jobs.pace import Pace
from models.clock import SystemClock
from models.database import AT_ONCE_MS, connect

log = logging.getLogger(__name__)

# An orderly stop takes less; whatever hangs, be it a thread or a disk, is then left behind.
_STOPS_WITHIN_SECONDS = 14.0

_BACKUP_SECONDS, _DISK_SECONDS = 60, 300


def run(settings: Settings, arguments: argparse.Namespace) -> int:
    leaving = Timer(_STOPS_WITHIN_SECONDS, _leave)
    leaving.daemon = True
    try:
        asyncio.run(_run(settings, leaving))
    except NotAlone:
        raise CannotDo(
            "Nhắc Việc đang chạy với dữ liệu này rồi: dùng bản đang chạy, hoặc dừng nó (Ctrl-C, hay dừng dịch vụ) "
            "rồi chạy lại."
        ) from None
    except TokenRefused:
        raise CannotDo("Telegram không nhận token: xem lại TELEGRAM_BOT_TOKEN với @BotFather.") from None
    finally:
        leaving.cancel()
    return 0


def _leave() -> None:
    """What was under way is done again after the next start, as after any crash."""
    log.error("không dừng gọn được trong %.0f giây nên dừng ngay; chưa mất gì", _STOPS_WITHIN_SECONDS)
    os._exit(0)


async def _run(settings: Settings, leaving: Timer) -> None:
    stop = _stop_on_signal()
    if settings.token is None:
        # Its web server is loaded only here: a bot with a token does not need it.
        from bot.sandbox.run import run_sandbox

        await run_sandbox(settings, stop)
        return
    pulse = Heartbeat(settings.heartbeat_file, settings.heartbeat_url)
    with ExitStack() as held:
        if await _unless(stop, take_up(settings, held, pulse)):
            await _run_for_real(settings, settings.token, stop, leaving, pulse)


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Whether it was done before the program was told to stop. Raises what it raises."""
    doing, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            await doing
        return doing.done()
    finally:
        doing.cancel()
        stopping.cancel()
        await asyncio.gather(doing, stopping, return_exceptions=True)


async def _run_for_real(
    settings: Settings, token: str, stop: asyncio.Event, leaving: Timer, pulse: Heartbeat
) -> None:
    """`leaving` is started with the stop: it ends what does not end by itself."""
    engine = connect(settings.database_url, AT_ONCE_MS)
    store = store_of(settings)
    inspector = Inspector(settings.trust_roots_dir)
    bot, folders = RawBot(settings, token), (settings.letters_dir, settings.case_lists_dir)
    errands = _errands(settings, engine)
    runtime = Runtime(engine, SystemClock(), bot, store, inspector, Pace(), *folders, pulse, errands)
    starting = asyncio.create_task(_start_and_listen(runtime))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await starting
    finally:
        leaving.start()
        starting.cancel()
        stopping.cancel()
        await asyncio.gather(starting, stopping, return_exceptions=True)
        await runtime.stop()


def _errands(settings: Settings, engine: Engine) -> list[Errand]:
    """What only an installation in use does: it keeps what no backup may undo; each night a backup; a look at its
    disks."""
    clock, sources = SystemClock(), sources_of(settings)
    backups = BackupErrand(engine, clock, sources, settings.backup_dir, plan_of(settings))
    disks = DiskErrand(engine, clock, folders_of(settings), settings.disk_free_mb)

    async def keep() -> None:
        await asyncio.to_thread(keep_what_lasts, engine, settings.backup_dir)

    return [
        ("danh sách không được xóa", keep, _BACKUP_SECONDS),
        ("sao lưu", backups.run, _BACKUP_SECONDS),
        ("chỗ trống trên đĩa", disks.run, _DISK_SECONDS),
    ]


async def _start_and_listen(runtime: Runtime) -> None:
    await runtime.start()
    print(f"Nhắc Việc đang chạy: @{runtime.bot.username}", flush=True)
    await runtime.ended()


def _stop_on_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))
    return stop
