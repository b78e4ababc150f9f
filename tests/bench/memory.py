"""What the idle program holds in memory, against a bare python-telegram-bot application, each a process of its own.

Both have met the same Bot API on this machine and wait. Linux only: the figures are those of /proc.
"""

import asyncio
import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.sandbox.server import serve
from bot.sandbox.telegram import SandboxTelegram
from models.clock import SetClock

TOKEN = "123456789:" + "A" * 35
# Long enough for start, the first ticks and the first empty polls.
SECONDS_TO_SETTLE = 20
BARE = """
import asyncio, sys
from telegram.ext import Application

async def idle():
    building = Application.builder().token(sys.argv[1]).base_url(sys.argv[2] + "/bot")
    application = building.updater(None).job_queue(None).build()
    await application.initialize()
    await asyncio.Event().wait()

asyncio.run(idle())
"""


def idle_megabytes(folder: Path) -> tuple[float, float]:
    """Resident megabytes of `nhacviec run`, and of the bare application."""
    return asyncio.run(_measured(folder))


async def _measured(folder: Path) -> tuple[float, float]:
    with SandboxTelegram(folder / "telegram", SetClock(datetime.now(UTC)), TOKEN) as telegram:
        async with serve(telegram.app) as url:
            kept = {
                "DATABASE_URL": f"sqlite:///{folder / 'idle.db'}",
                "EVIDENCE_DIR": str(folder / "evidence"),
            }
            ours = os.environ | kept | {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url}
            subprocess.run(
                (sys.executable, "-m", "bot", "init"), env=ours, check=True, stdout=subprocess.DEVNULL
            )
            program = await asyncio.to_thread(_resident, (sys.executable, "-m", "bot", "run"), ours)
            bare = await asyncio.to_thread(
                _resident, (sys.executable, "-c", BARE, TOKEN, url), dict(os.environ)
            )
            return program, bare


def _resident(command: tuple[str, ...], environment: dict[str, str]) -> float:
    """What a process holds once it has settled; it is ended then."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(SECONDS_TO_SETTLE)
        if process.poll() is not None:
            raise RuntimeError(f"ended with {process.returncode}: {command[:3]}")
        status = Path(f"/proc/{process.pid}/status").read_text()
    finally:
        process.terminate()
        process.wait()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024
