"""Whatever the disk refuses, the program lives, says what is wrong, and serves again; nothing confirmed is missing.

The pauses are shortened; each fault is SQLite's or the system's own.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func
from sqlmodel import col, select

from bot.texts import alerts
from bot.texts.troubles import TROUBLES
from jobs.patience import DATABASE, FILES
from models.database import turns_of
from models.store import EvidenceStore
from models.tables import Confirmation, Evidence, InboxState, InboxUpdate
from models.unavailable import Trouble
from tests.e2e.test_kill import REPORT
from tests.e2e.world import AN, World

NOT_WRITTEN = "🔴 Máy chạy Nhắc Việc không ghi được dữ liệu"
OVER = "✅ Đã hết: Máy chạy Nhắc Việc không ghi được dữ liệu"


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A minute passes in a moment; no spell of another test is left."""
    for name, seconds in (
        ("jobs.patience._WORTH_SAYING_SECONDS", 0.02),
        ("jobs.patience._LONGEST_SECONDS", 0.02),
        ("jobs.patience._LONGEST_IF_BUSY", 0.02),
        ("bot.poller._KEEP_SECONDS", 0.05),
        ("bot.poller._KEEP_AGAIN_SECONDS", 0.01),
        ("bot.pressed._LATE_SECONDS", 0.05),
        ("bot.alarming._WORTH_A_MESSAGE", 0.0),
    ):
        monkeypatch.setattr(name, seconds)
    for watch in (DATABASE, FILES):
        watch.current = watch.past = None
    yield
    for watch in (DATABASE, FILES):
        watch.current = watch.past = None


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """Another program holds the database."""
    with closing(sqlite3.connect(engine.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def told(engine: Engine, during: str, after: str) -> Iterator[None]:
    """Every connection is told so."""
    said = [during]

    def tell(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA {said[0]}")

    event.listen(engine, "checkout", tell)
    turns_of(engine).end()
    yield
    said[0] = after
    turns_of(engine).end()


def full(engine: Engine) -> AbstractContextManager[None]:
    return told(engine, "max_page_count=1", "max_page_count=1000000")


def read_only(engine: Engine) -> AbstractContextManager[None]:
    return told(engine, "query_only=1", "query_only=0")


@contextmanager
def gone(engine: Engine) -> Iterator[None]:
    """The folder is no longer where it was."""
    files = [Path(f"{engine.url.database}{ending}") for ending in ("", "-wal", "-shm")]
    there = [each for each in files if each.exists()]
    for each in there:
        each.rename(each.with_name(f"{each.name}.away"))
    yield
    for each in there:
        each.with_name(f"{each.name}.away").rename(each)


FAULTS: dict[Trouble, Callable[[Engine], AbstractContextManager[None]]] = {
    Trouble.LOCKED: locked,
    Trouble.FULL: full,
    Trouble.READ_ONLY: read_only,
    Trouble.GONE: gone,
}


def counted(world: World) -> tuple[int, int]:
    """Confirmations, and updates that wait."""
    with world.rows() as session:
        waiting = select(func.count()).where(InboxUpdate.state == InboxState.WAITING)
        said = session.exec(select(func.count()).select_from(Confirmation)).one()
        return said, session.exec(waiting).one()


async def soon(is_so: Callable[[], object]) -> None:
    """What no message shows."""
    async with asyncio.timeout(60):
        while not is_so():
            await asyncio.sleep(0.01)


def to_admin(world: World, chat_id: int) -> list[str]:
    return [each.text for each in world.said(chat_id) if each.text.startswith((NOT_WRITTEN, OVER))]


@pytest.mark.parametrize("trouble", FAULTS, ids=lambda trouble: trouble.value)
async def test_a_press_while_nothing_can_be_written_is_told_so_and_recorded_once_when_it_can(
    trouble: Trouble, eve: World, caplog: pytest.LogCaptureFixture
) -> None:
    runtime = eve.sandbox.runtime
    assert runtime is not None
    card = await eve.open_card(AN, REPORT)
    await eve.settled()
    admin = eve.person("minh.vp").chat_id or 0
    await runtime._look()
    before, _ = counted(eve)
    with caplog.at_level(logging.WARNING), FAULTS[trouble](runtime.engine):
        toast = await eve.press(AN, card, "✅ Đã xong")
        assert toast == alerts.NOT_RECORDED_YET
        await soon(lambda: DATABASE.current)
        await runtime._alarms._look_at("", DATABASE)
        await runtime._alarms._look_at("", DATABASE)
        assert [TROUBLES[trouble] in each for each in to_admin(eve, admin)] == [True]
        assert "✅ Đã xong" in [
            button.label for row in eve.message(AN, card.message_id).buttons for button in row
        ]
    await soon(lambda: counted(eve) == (before + 1, 0))
    await runtime._look()
    await eve.settled()
    await soon(lambda: eve.task("2026-12").state == "claimed")
    assert counted(eve) == (before + 1, 0)
    (over,) = to_admin(eve, admin)[1:]
    assert over.startswith(OVER) and over.endswith(f"Lý do: {TROUBLES[trouble].partition(';')[0]}.")
    logged = [each.getMessage() for each in caplog.records if "cơ sở dữ liệu" in each.getMessage()]
    assert len(logged) == 2
    assert "đang chờ, chưa mất gì" in logged[0] and "đã dùng lại được" in logged[1]


async def test_who_writes_while_nothing_can_be_written_is_told_once_and_answered_when_it_can(
    eve: World,
) -> None:
    runtime = eve.sandbox.runtime
    assert runtime is not None
    await eve.settled()

    def told() -> list[str]:
        return [each.text for each in eve.said(AN) if each.text == alerts.WORDS_NOT_RECORDED_YET]

    for times, trouble in enumerate((Trouble.LOCKED, Trouble.READ_ONLY), start=1):
        with FAULTS[trouble](runtime.engine):
            eve.telegram.send_text(AN, "báo cáo xong rồi ạ")
            await eve.telegram.until(lambda: len(told()) == times, 15)  # noqa: B023
            eve.telegram.send_text(AN, "chị ơi")
            sent = eve.telegram.send_text(AN, "/viec")
            await asyncio.sleep(0.3)
            assert len(told()) == times
        await eve.worked_off()
        assert [each for each in eve.said(AN) if each.message_id > sent and each.text not in told()]
        await runtime._look()


@pytest.mark.parametrize("trouble", [Trouble.READ_ONLY, Trouble.GONE], ids=lambda trouble: trouble.value)
async def test_what_was_sent_and_cannot_be_settled_is_not_said_again(trouble: Trouble, eve: World) -> None:
    """The fault begins between Telegram's acceptance and our commit."""
    runtime = eve.sandbox.runtime
    assert runtime is not None
    dispatcher, faults = runtime.dispatcher, []
    write = dispatcher._write

    def write_too_late(ended: list[Any]) -> None:
        if not faults:
            faults.append(FAULTS[trouble](runtime.engine))
            faults[0].__enter__()
        write(ended)

    dispatcher._write = write_too_late  # type: ignore[method-assign]
    sent = eve.telegram.send_text(AN, "/viec")
    await soon(lambda: DATABASE.current)
    faults[0].__exit__(None, None, None)
    await eve.worked_off()
    assert len([each for each in eve.said(AN) if each.message_id > sent]) == 1


async def test_evidence_that_the_disk_refuses_waits_and_is_confirmed_when_it_lies_there(
    eve: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    runtime = eve.sandbox.runtime
    assert runtime is not None
    monkeypatch.setattr("bot.inbox.Inbox.postpone", lambda inbox, row: None)
    tried: list[int] = []
    put = EvidenceStore.put

    def full_twice(store: EvidenceStore, data: bytes, sealed: bool = False) -> str:
        tried.append(1)
        if len(tried) < 3:
            raise OSError(28, "No space left on device")
        return put(store, data, sealed)

    monkeypatch.setattr(EvidenceStore, "put", full_twice)
    card = await eve.open_card(AN, REPORT)
    eve.telegram.send_file(AN, b"%PDF-1.7 bao cao", "bao-cao.pdf", "application/pdf", card.message_id)
    await soon(lambda: len(tried) == 3)
    await eve.worked_off()
    with eve.rows() as session:
        kept = session.exec(select(Evidence.sha256).where(col(Evidence.media_type) != "")).all()
    assert len(kept) == 1
    assert runtime._store.fault(kept[0]) is None
    logged = [each.getMessage() for each in caplog.records if "thư mục minh chứng" in each.getMessage()]
    assert len(logged) == 2
    assert "ổ đĩa đầy" in logged[0] and "đã dùng lại được" in logged[1]
