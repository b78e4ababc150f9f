"""The nightly backup as the running program makes it, and what the admins hear when it fails."""

import asyncio
import time
from datetime import time as hour
from pathlib import Path

import pytest
from sqlmodel import select

from bot.backups import errand
from bot.backups.errand import BackupErrand, DiskErrand
from bot.texts.render import render
from jobs.backup.keeping import Plan, backups_in
from jobs.backup.making import Made
from jobs.backup.values import Failed, NoBackup, Sources
from jobs.messages.compose import compose
from models.clock import SetClock
from models.kinds import Kind
from models.sealing import make_key
from models.tables import Notification, Person
from tests.commune import Commune, at

PLAN = Plan(hour(2), 14, 12)


class Nights:
    """The errand, and a clock that is moved; the hour between two tries has always passed."""

    def __init__(self, commune: Commune, folder: Path) -> None:
        self.commune, self.folder = commune, folder / "backups"
        self.clock = SetClock(commune.now)
        url = f"sqlite:///{folder / 'nhacviec.db'}"
        self.sources = Sources(url, folder / "evidence", folder / "letters", folder / "backup.key")
        self.seconds = 0.0
        machine = (commune.engine, self.clock, self.sources, self.folder, PLAN)
        self.errand = BackupErrand(*machine, monotonic=lambda: self.seconds)

    async def run(self, day: str, moment: str) -> None:
        self.clock.move_to(at(day, moment))
        self.seconds += 3600.0
        await self.errand.run()

    def made(self) -> list[str]:
        return [each.name for each in backups_in(self.folder)]


def alarms(commune: Commune, moment: str) -> list[tuple[str, str]]:
    """Who was told what."""
    with commune.reads() as session:
        rows = session.exec(select(Notification).where(Notification.kind == Kind.ALARM)).all()
        found = []
        for row in rows:
            message = compose(session, row, at("15/12/2026", moment))
            assert message is not None
            found.append((session.get_one(Person, row.person_id).code, render(message).html))
        return found


@pytest.fixture
def nights(commune: Commune, tmp_path: Path) -> Nights:
    return Nights(commune, tmp_path)


async def test_one_a_night_and_one_that_was_missed_is_made_up_for(nights: Nights) -> None:
    for moment in ("07:30", "07:31", "23:59"):
        await nights.run("15/12/2026", moment)
    await nights.run("16/12/2026", "01:59")
    await nights.run("16/12/2026", "02:00")
    await nights.run("18/12/2026", "08:00")
    assert nights.made() == [
        "nhacviec-20261215-073000.tar",
        "nhacviec-20261216-020000.tar",
        "nhacviec-20261218-080000.tar",
    ]
    assert alarms(nights.commune, "08:00") == []


async def test_without_a_key_the_admin_hears_once_a_day_what_to_do_and_when_it_is_over(
    nights: Nights,
) -> None:
    nights.sources.letters.mkdir()
    (nights.sources.letters / "thu.docx").write_bytes(b"x")
    for moment in ("07:30", "08:30", "09:30"):
        await nights.run("15/12/2026", moment)
    ((who, text),) = alarms(nights.commune, "09:30")
    assert who == "minh.vp"
    assert text.startswith("🔴 <b>Không sao lưu được dữ liệu</b>")
    assert "nhacviec backup --make-key" in text
    assert nights.made() == []
    make_key(nights.sources.key_file)
    await nights.run("15/12/2026", "10:30")
    assert nights.made() == ["nhacviec-20261215-103000.tar.sealed"]
    assert alarms(nights.commune, "10:30")[1][1].startswith("✅ <b>Đã hết</b>: Không sao lưu được dữ liệu")


async def test_a_ledger_that_was_altered_is_told_and_no_backup_goes(nights: Nights) -> None:
    nights.errand._plan = Plan(hour(2), 1, 0)
    await nights.run("15/12/2026", "07:30")
    with nights.commune.engine.begin() as connection:
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    nights.commune.alter("UPDATE ledger_entry SET prev = 'x' WHERE seq = 10")
    await nights.run("16/12/2026", "02:00")
    assert len(nights.made()) == 2
    ((who, text),) = alarms(nights.commune, "08:00")
    assert who == "minh.vp" and "Sổ ghi không còn nguyên vẹn" in text


async def test_after_a_failure_it_waits_an_hour(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[object] = []

    def fail(*given: object) -> Made:
        tries.append(given)
        raise NoBackup(Failed.DISK_FULL)

    monkeypatch.setattr(errand, "make_backup", fail)
    for nights.seconds in (0.0, 59.0, 60.0, 120.0, 3659.0):
        await nights.errand.run()
    assert len(tries) == 1
    nights.seconds = 3660.0
    await nights.errand.run()
    assert len(tries) == 2
    assert "đĩa đã đầy" in alarms(nights.commune, "08:00")[0][1]


async def test_a_stop_gives_up_the_backup_that_is_under_way(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, gave_up = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def endless(sources: object, folder: object, now: object, goes_on: object) -> None:
        loop.call_soon_threadsafe(begun.set)
        while goes_on():  # type: ignore[operator]
            time.sleep(0.001)
        loop.call_soon_threadsafe(gave_up.set)
        raise errand.Stopped

    monkeypatch.setattr(errand, "make_backup", endless)
    nights.seconds = 60.0
    running = asyncio.create_task(nights.errand.run())
    await begun.wait()
    running.cancel()
    async with asyncio.timeout(60):
        await gave_up.wait()
    assert alarms(nights.commune, "08:00") == []


async def test_a_disk_that_fills_up_is_told_once_a_day_until_it_has_room(
    commune: Commune, tmp_path: Path
) -> None:
    free = [600]
    folders = [tmp_path, tmp_path / "chua-co" / "minh-chung"]
    clock = SetClock(commune.now)
    disks = DiskErrand(commune.engine, clock, folders, 500, lambda folder: free[0] * 1024 * 1024)
    await disks.run()
    assert alarms(commune, "08:00") == []
    free[0] = 312
    for moment in (at("15/12/2026", "08:00"), at("15/12/2026", "16:00"), at("16/12/2026", "08:00")):
        clock.move_to(moment)
        await disks.run()
    told = alarms(commune, "08:00")
    assert len(told) == 2
    assert "sắp đầy" in told[0][1] and "Chỗ trống: 312 MB" in told[0][1]
    free[0] = 510
    await disks.run()
    assert len(alarms(commune, "08:00")) == 2
    free[0] = 900
    await disks.run()
    await disks.run()
    assert [text for _, text in alarms(commune, "08:00")][2:] and "Đã hết" in alarms(commune, "08:00")[2][1]
    assert len(alarms(commune, "08:00")) == 3
