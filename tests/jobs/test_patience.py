"""A locked database: said by name before anything is done, and waited out without holding the loop."""

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from jobs.patience import when_free, when_free_aside
from models.database import AT_ONCE_MS, Busy, connect, reading, writing


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database with one empty table, on an engine that does not wait."""
    engine = connect(f"sqlite:///{tmp_path / 'nhacviec.db'}", AT_ONCE_MS)
    with writing(engine) as session:
        session.execute(text("CREATE TABLE note (words TEXT NOT NULL)"))
    yield engine
    engine.dispose()


@pytest.fixture
def other(engine: Engine) -> Iterator[sqlite3.Connection]:
    """Another process's connection to the same file."""
    with closing(sqlite3.connect(engine.url.database or "", isolation_level=None)) as connection:
        yield connection


def note(engine: Engine, words: str) -> None:
    with writing(engine) as session:
        session.execute(text("INSERT INTO note VALUES (:words)"), {"words": words})


def notes(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(session.execute(text("SELECT words FROM note")).scalars())


def test_a_locked_database_is_said_before_the_first_line(engine: Engine, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    reached = []
    with pytest.raises(Busy), writing(engine):
        reached.append("the first line")
    assert reached == []
    assert notes(engine) == []
    other.execute("COMMIT")
    note(engine, "xong")
    assert notes(engine) == ["xong"]


def test_a_reader_that_turns_writer_too_late_is_told_by_the_same_name(
    engine: Engine, other: sqlite3.Connection
) -> None:
    with pytest.raises(Busy), reading(engine) as session:
        session.execute(text("SELECT words FROM note")).all()
        other.execute("INSERT INTO note VALUES ('khác')")
        session.execute(text("INSERT INTO note VALUES ('của tôi')"))
    assert notes(engine) == ["khác"]


def test_locked_at_commit_is_rolled_back_and_said(engine: Engine, other: sqlite3.Connection) -> None:
    """Without a write-ahead log a reader holds up the end of a transaction, not its beginning."""
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA journal_mode=DELETE"))
    engine.dispose()
    assert notes(engine) == []
    other.execute("BEGIN")
    other.execute("SELECT words FROM note").fetchall()
    with pytest.raises(Busy):
        note(engine, "chưa ghi được")
    other.execute("ROLLBACK")
    assert notes(engine) == []
    note(engine, "xong")
    assert notes(engine) == ["xong"]


def test_other_faults_keep_their_names(engine: Engine) -> None:
    with pytest.raises(OperationalError), writing(engine) as session:
        session.execute(text("SELECT nothing FROM nowhere"))


async def test_a_lock_is_waited_out_while_the_loop_goes_on(engine: Engine, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    tried: list[int] = []

    def work() -> str:
        tried.append(1)
        note(engine, "xong")
        return "đã ghi"

    waiting = asyncio.create_task(when_free(work))
    while len(tried) < 3:
        await asyncio.sleep(0)
    assert not waiting.done()
    other.execute("ROLLBACK")
    assert await waiting == "đã ghi"
    assert notes(engine) == ["xong"]


async def test_a_long_wait_is_told_twice_and_a_short_one_not_at_all(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for seconds in (4, 60):
        caplog.clear()
        with caplog.at_level(logging.INFO):
            await when_free(*_locked_for(seconds))
        told = [record.getMessage() for record in caplog.records]
        assert len(told) == (2 if seconds == 60 else 0)
    assert "đang chờ, chưa mất gì" in told[0]
    assert "đã dùng lại được" in told[1]


async def test_pauses_grow_to_a_second() -> None:
    pauses: list[float] = []
    work, pause = _locked_for(20)

    async def noted(seconds: float) -> None:
        pauses.append(seconds)
        await pause(seconds)

    await when_free(work, noted)
    assert pauses[:3] == [0.01, 0.02, 0.04]
    assert pauses[-5:] == [1.0] * 5


def _locked_for(seconds: float) -> tuple[Callable[[], None], Callable[[float], Awaitable[None]]]:
    """Work that finds the database locked until so much was waited, and the pause that only counts."""
    waited = [0.0]

    def work() -> None:
        if waited[0] < seconds:
            raise Busy

    async def pause(length: float) -> None:
        waited[0] += length

    return work, pause


async def test_what_takes_long_is_done_beside_the_loop_and_waits_as_patiently() -> None:
    threads: list[int] = []

    def work() -> str:
        threads.append(threading.get_ident())
        if len(threads) == 1:
            raise Busy
        return "xong"

    assert await when_free_aside(work) == "xong"
    assert len(threads) == 2 and threading.get_ident() not in threads
