"""The verb `run`: the bot and its clockwork, until it is told to stop; without a token the sandbox."""

import argparse
import asyncio
import signal

from sqlalchemy import Engine

from bot.backups.errand import BackupErrand, DiskErrand
from bot.backups.places import folders_of, plan_of, sources_of
from bot.heartbeat import Heartbeat
from bot.poller import TokenRefused
from bot.runtime import Errand, Runtime
from bot.settings import Settings
from bot.setup import is_set_up, set_up
from bot.storing import store_of
from bot.telegram_api import RawBot
from bot.verbs import CannotDo
from jobs.inspecting.worker import Inspector
from jobs.pace import Pace
from models.clock import SystemClock
from models.database import AT_ONCE_MS, connect
from models.migrations import migrate

_BACKUP_SECONDS, _DISK_SECONDS = 60, 300


def run(settings: Settings, arguments: argparse.Namespace) -> int:
    try:
        asyncio.run(_run(settings))
    except TokenRefused:
        raise CannotDo("Telegram không nhận token: xem lại TELEGRAM_BOT_TOKEN với @BotFather.") from None
    return 0


async def _run(settings: Settings) -> None:
    stop = _stop_on_signal()
    if settings.token is None:
        # Its web server is loaded only here: a bot with a token does not need it.
        from bot.sandbox.run import run_sandbox

        print("Chưa có TELEGRAM_BOT_TOKEN: chạy thử với Telegram giả trên máy này, dữ liệu ở data/sandbox.")
        await run_sandbox(settings, stop)
    else:
        await _run_for_real(settings, settings.token, stop)


async def _run_for_real(settings: Settings, token: str, stop: asyncio.Event) -> None:
    patient = connect(settings.database_url)
    migrate(patient)
    if not is_set_up(patient):
        set_up(patient, SystemClock().now(), opens=False)
    patient.dispose()
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
