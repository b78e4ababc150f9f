"""A real program on a real disk of four megabytes that fills up and is emptied again."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from bot.sandbox.run import TOKEN
from bot.texts import alerts
from models.database import connect, reading
from models.store import EvidenceStore
from models.tables import Confirmation, Evidence, Task
from tests.e2e.test_kill import REPORT
from tests.e2e.test_token_and_polling import running
from tests.e2e.world import AN, PNG, World

HURRIED = """
import bot.alarming, bot.poller, bot.pressed, bot.running, jobs.patience
from datetime import datetime
from bot.cli import main
from models.clock import SetClock
jobs.patience._WORTH_SAYING_SECONDS = jobs.patience._LONGEST_SECONDS = 0.1
bot.poller._KEEP_SECONDS, bot.poller._KEEP_AGAIN_SECONDS = 0.2, 0.05
bot.running.SystemClock = lambda: SetClock(datetime.fromisoformat("2026-12-15T08:00:00+07:00"))
main(["run"])
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Four megabytes of memory as a disk of its own."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("chỉ quản trị viên của máy mới gắn được ổ đĩa")
    folder = tmp_path / "nho"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("máy không cho gắn ổ đĩa trong bộ nhớ")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> Path:
    """Nothing more can be written there."""
    ballast = folder / "day-o-dia"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return ballast


@pytest.mark.needs_program("mount")
async def test_a_full_disk_is_said_and_served_again_when_there_is_room(eve: World, small_disk: Path) -> None:
    card = await eve.open_card(AN, REPORT)
    runtime = eve.sandbox.runtime
    assert runtime is not None
    database = Path(runtime.engine.url.database or "")
    await eve.sandbox.stop()

    async with running(small_disk, eve.url, HURRIED, "INFO", database, TOKEN) as program:
        await eve.write(AN, "/viec")
        ballast = fill(small_disk)
        toast = await eve.press(AN, card, "✅ Đã xong")
        assert toast == alerts.NOT_RECORDED_YET
        await program.printed("cơ sở dữ liệu không ghi được vì ổ đĩa đầy; đang chờ, chưa mất gì")
        eve.telegram.send_file(AN, PNG, "da-gui.png", "image/png", card.message_id)
        ballast.unlink()
        await program.printed("cơ sở dữ liệu đã dùng lại được")
        await eve.telegram.until(
            lambda: "✅ Đã xong" not in str(eve.message(AN, card.message_id).buttons), 15
        )
        await eve.telegram.until(lambda: not eve.telegram.store.pending_updates(), 15)
        await program.stopped()

    engine = connect(f"sqlite:///{small_disk / 'nhacviec.db'}")
    with reading(engine) as session:
        task = session.exec(select(Task).where(Task.period == "2026-12", Task.state != "open")).one()
        said = session.exec(select(Confirmation).where(Confirmation.task_id == task.id)).all()
        (evidence,) = session.exec(select(Evidence)).all()
    engine.dispose()
    assert (task.state, len(said)) == ("submitted", 2)
    assert EvidenceStore(small_disk / "evidence").fault(evidence.sha256) is None
