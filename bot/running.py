"""The verb `run`: the bot and its clockwork, until it is told to stop; without a token the sandbox."""

import argparse
import asyncio
import logging
import os
import signal
from threading import Timer

from sqlalchemy import Engine

from bot.alone import NotAlone, alone_with, run_lock
from bot.backups.errand import BackupErrand, DiskErrand
from bot.backups.places import folders_of, plan_of, sources_of
from bot.heartbeat import Heartbeat
from bot.poller import TokenRefused
from bot.runtime import Errand, Runtime
from bot.settings import Settings
from bot.storing import store_of
from bot.telegram_api import RawBot
from bot.verbs import CannotDo, ready, refuse_nothing
from jobs.inspecting.worker import Inspector
from jobs.pace import Pace
from models.clock import SystemClock
from models.database import AT_ONCE_MS, connect
from models.migrations import migrate

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
    refuse_nothing(settings)
    with alone_with(run_lock(settings)):
        _bring_up_to_date(settings)
        ready(settings).dispose()
        await _run_for_real(settings, settings.token, stop, leaving)


def _bring_up_to_date(settings: Settings) -> None:
    """Nobody else runs on it now."""
    engine = connect(settings.database_url)
    migrate(engine)
    engine.dispose()


async def _run_for_real(settings: Settings, token: str, stop: asyncio.Event, leaving: Timer) -> None:
    """`leaving` is started with the stop: it ends what does not end by itself."""
    engine = connect(settings.database_url, AT_ONCE_MS)
    store = store_of(settings)
    inspector = Inspector(settings.trust_roots_dir)
    bot, folders = RawBot(settings, token), (settings.letters_dir, settings.case_lists_dir)
    pulse, errands = Heartbeat(settings.heartbeat_file, settings.heartbeat_url), _errands(settings, engine)
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
    """What only an installation in use does: each night a backup; a look at its disks."""
    clock, sources = SystemClock(), sources_of(settings)
    backups = BackupErrand(engine, clock, sources, settings.backup_dir, plan_of(settings))
    disks = DiskErrand(engine, clock, folders_of(settings), settings.disk_free_mb)
    return [("sao lưu", backups.run, _BACKUP_SECONDS), ("chỗ trống trên đĩa", disks.run, _DISK_SECONDS)]


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
