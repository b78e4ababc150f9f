"""At the start a database that cannot be used just now is waited for; one that is missing or damaged is told."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.alone import is_held, run_lock
from bot.heartbeat import Heartbeat
from bot.settings import Settings
from bot.taking_up import take_up
from bot.verbs import CannotDo
from jobs.patience import DATABASE
from models.unavailable import Trouble, Unavailable
from tests.commune import lay_office
from tests.e2e.world import SETTINGS


class Pulse(Heartbeat):
    """Which words a watchdog got."""

    def __init__(self) -> None:
        super().__init__()
        self.missed: list[str] = []

    def miss(self, why: str) -> None:
        self.missed.append(why)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    for name in ("_WORTH_SAYING_SECONDS", "_LONGEST_SECONDS", "_LONGEST_IF_BUSY"):
        monkeypatch.setattr(f"jobs.patience.{name}", 0.02)
    monkeypatch.setattr("bot.taking_up._MISS_SECONDS", 0.01)
    DATABASE.current = DATABASE.past = None
    lay_office(tmp_path)
    yield replace(SETTINGS, database_url=f"sqlite:///{tmp_path / 'nhacviec.db'}")
    DATABASE.current = DATABASE.past = None


@contextmanager
def exclusive(file: Path) -> Iterator[None]:
    """A program that lets nobody even read."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def no_room(file: Path) -> Iterator[None]:
    """The lock beside the database cannot be made, as on a full disk."""
    with pytest.MonkeyPatch.context() as patched:

        def refuse(_: Path) -> None:
            raise Unavailable(Trouble.FULL)

        patched.setattr("bot.alone.alone", refuse)
        yield


@contextmanager
def not_readable(file: Path) -> Iterator[None]:
    """The system refuses what it will allow later."""
    with pytest.MonkeyPatch.context() as patched:

        def refuse(_: str) -> bool:
            raise PermissionError(13, "Permission denied", str(file))

        patched.setattr("bot.verbs.exists", refuse)
        yield


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [(exclusive, Trouble.LOCKED), (no_room, Trouble.FULL), (not_readable, Trouble.READ_ONLY)],
    ids=lambda value: getattr(value, "__name__", ""),
)
async def test_what_passes_is_waited_out_said_and_then_served(
    fault: Callable[[Path], AbstractContextManager[None]],
    trouble: Trouble,
    settings: Settings,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr("sqlite3.connect", lambda *given, **named: connect(*given, **named | {"timeout": 0}))
    monkeypatch.setattr("models.database.PATIENT_MS", 0)
    pulse = Pulse()
    with ExitStack() as held:
        with fault(tmp_path / "nhacviec.db"):
            taking = asyncio.create_task(take_up(settings, held, pulse))
            async with asyncio.timeout(120):
                while DATABASE.current is None or not pulse.missed:
                    await asyncio.sleep(0.01)
            assert DATABASE.current.trouble is trouble
            assert not taking.done()
        async with asyncio.timeout(120):
            await taking
        assert is_held(run_lock(settings))
    assert set(pulse.missed) == {"database"}
    logged = [each.getMessage() for each in caplog.records if "cơ sở dữ liệu" in each.getMessage()]
    assert "đang chờ, chưa mất gì" in logged[0] and "đã dùng lại được" in logged[-1]


@pytest.mark.parametrize(
    ("contents", "says"),
    [(None, "Chưa có dữ liệu"), (b"", "Chưa có dữ liệu"), (b"rubbish" * 1000, "tệp cơ sở dữ liệu bị hỏng")],
    ids=["missing", "empty", "damaged"],
)
async def test_what_waiting_does_not_mend_is_told_at_once(
    contents: bytes | None, says: str, settings: Settings, tmp_path: Path
) -> None:
    for each in tmp_path.glob("nhacviec.db*"):
        each.unlink()
    if contents is not None:
        (tmp_path / "nhacviec.db").write_bytes(contents)
    with ExitStack() as held, pytest.raises(CannotDo, match=says):
        await take_up(settings, held, Pulse())
    assert (tmp_path / "nhacviec.db").exists() is (contents is not None)
