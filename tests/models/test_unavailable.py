"""What the machine refuses is named, nothing of the transaction stays, and the same engine goes on afterwards."""

import errno
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

import models.store
from models.database import AT_ONCE_MS, InTurn, alone, connect, reading, writing
from models.store import EvidenceStore
from models.unavailable import Trouble, Unavailable, trouble_of


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database with one note in it."""
    engine = connect(f"sqlite:///{tmp_path / 'data' / 'nhacviec.db'}", AT_ONCE_MS)
    with writing(engine) as session:
        session.execute(text("CREATE TABLE note (words TEXT NOT NULL)"))
    note(engine, "trước")
    yield engine
    engine.dispose()


def note(engine: Engine, words: str) -> None:
    with writing(engine) as session:
        session.execute(text("INSERT INTO note VALUES (:words)"), {"words": words})


def notes(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(session.execute(text("SELECT words FROM note")).scalars())


def refused(engine: Engine, words: str = "chưa ghi được") -> Trouble:
    with pytest.raises(Unavailable) as error:
        note(engine, words)
    return error.value.trouble


def on_every_connection(engine: Engine, pragma: str) -> None:
    def run(connection: object, *_: object) -> None:
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    event.listen(engine, "checkout", run)


def test_a_full_disk_is_named_and_undoes_the_whole_transaction(engine: Engine) -> None:
    limit = ["max_page_count=2"]
    event.listen(engine, "checkout", lambda connection, *_: connection.execute(f"PRAGMA {limit[0]}"))
    assert refused(engine, "đ" * 100_000) is Trouble.FULL
    assert notes(engine) == ["trước"]
    limit[0] = "max_page_count=100000"
    note(engine, "sau")
    assert notes(engine) == ["trước", "sau"]


def test_what_may_only_be_read_is_named_and_read_all_the_while(engine: Engine) -> None:
    only = ["query_only=1"]
    event.listen(engine, "checkout", lambda connection, *_: connection.execute(f"PRAGMA {only[0]}"))
    assert refused(engine) is Trouble.READ_ONLY
    assert notes(engine) == ["trước"]
    only[0] = "query_only=0"
    note(engine, "sau")
    assert notes(engine) == ["trước", "sau"]


@pytest.mark.parametrize("in_turn", [False, True])
def test_a_folder_that_is_gone_is_named_never_made_anew_and_used_again_when_it_is_back(
    engine: Engine, tmp_path: Path, in_turn: bool
) -> None:
    folder, away = tmp_path / "data", tmp_path / "khac"
    turns = InTurn(engine)

    def write(words: str) -> None:
        if not in_turn:
            return note(engine, words)
        with turns.writing() as session:
            session.execute(text("INSERT INTO note VALUES (:words)"), {"words": words})
        return turns.end()

    write("một")
    folder.rename(away)
    for _ in range(2):
        with pytest.raises(Unavailable) as error:
            write("chưa ghi được")
        assert error.value.trouble is Trouble.GONE
    with pytest.raises(Unavailable):
        notes(engine)
    assert not folder.exists()
    away.rename(folder)
    write("hai")
    assert notes(engine) == ["trước", "một", "hai"]


def test_a_database_put_back_from_a_copy_is_opened_and_the_old_one_not_written_to(
    engine: Engine, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    engine.dispose()
    shutil.copytree(folder, tmp_path / "sao")
    note(engine, "sau bản sao")
    folder.rename(tmp_path / "hong")
    (tmp_path / "sao").rename(folder)
    assert notes(engine) == ["trước"]
    note(engine, "sau khi khôi phục")
    assert notes(engine) == ["trước", "sau khi khôi phục"]


def test_a_folder_that_takes_no_log_beside_the_database_is_read_only_not_gone(
    engine: Engine, tmp_path: Path
) -> None:
    """SQLite says the same of both. A folder in the log's place stops root too."""
    engine.dispose()
    (tmp_path / "data" / "nhacviec.db-wal").mkdir()
    assert refused(engine) is Trouble.READ_ONLY


@pytest.mark.parametrize(("folder", "trouble"), [("data", Trouble.READ_ONLY), ("khac", Trouble.GONE)])
def test_a_lock_that_cannot_be_made_is_named(
    engine: Engine, tmp_path: Path, folder: str, trouble: Trouble
) -> None:
    (tmp_path / "data" / "lock").mkdir()
    with pytest.raises(Unavailable) as error, alone(tmp_path / folder / "lock"):
        pass
    assert error.value.trouble is trouble


def test_a_file_that_is_no_database_any_more_is_named(engine: Engine, tmp_path: Path) -> None:
    engine.dispose()
    (tmp_path / "data" / "nhacviec.db").write_bytes(b"hong" * 4096)
    assert refused(engine) is Trouble.DAMAGED


def test_after_a_full_disk_nothing_of_a_savepoint_is_written_by_itself(engine: Engine) -> None:
    """SQLite then undoes the whole transaction by itself, and what comes after would be committed alone."""
    on_every_connection(engine, "max_page_count=2")
    with pytest.raises(Unavailable), writing(engine) as session, session.begin_nested():
        session.execute(text("INSERT INTO note VALUES (:words)"), {"words": "đ" * 100_000})
    assert notes(engine) == ["trước"]


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, Trouble.FULL),
        (errno.EROFS, Trouble.READ_ONLY),
        (errno.ENOENT, Trouble.GONE),
        (errno.EIO, Trouble.BROKEN),
        (errno.EMFILE, None),
    ],
)
def test_what_the_system_says_of_a_file_has_the_same_names(number: int, trouble: Trouble | None) -> None:
    assert trouble_of(OSError(number, "")) is trouble


@pytest.mark.parametrize("step", ["write", "fsync"])
def test_evidence_that_the_disk_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = EvidenceStore(tmp_path / "evidence")
    with monkeypatch.context() as patched:
        if step == "fsync":
            patched.setattr(models.store.os, "fsync", full)
        else:
            patched.setattr(models.store.os, "fdopen", _Full)
        with pytest.raises(OSError, match="No space"):
            store.put(b"%PDF-1.7 to trinh")
    assert [each for each in (tmp_path / "evidence").rglob("*") if each.is_file()] == []
    assert store.fault(store.put(b"%PDF-1.7 to trinh")) is None


class _Full(io.FileIO):
    """A file on a disk that takes nothing more."""

    def write(self, data: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")
