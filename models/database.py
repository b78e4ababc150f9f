"""The engine and its two kinds of transaction. Callers own the commit: leaving the block commits or rolls back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlmodel import Session

BUSY_TIMEOUT_MS = 10_000
Value = TypeVar("Value")
# SQLite up to 3.31 binds 999 values at most.
_PORTION = 500


def connect(url: str) -> Engine:
    """An engine for a database URL; for SQLite the folder is made and the safe settings are applied.

    Errors of it hide their parameters: words and names never reach a log.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, hide_parameters=True)
    _make_folder(url)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def exists(url: str) -> bool:
    """Whether there is a database already; a server's is taken to be there."""
    database = make_url(url).database
    return not url.startswith("sqlite") or (database is not None and Path(database).is_file())


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One write transaction: it holds the write lock from its first line, so nothing may be awaited inside."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A read transaction that never blocks a writer."""
    with Session(engine.execution_options(reads_only=True), expire_on_commit=False) as session:
        yield session


def in_portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """As many at a time as one statement takes for certain; nothing where there are none."""
    return (values[start : start + _PORTION] for start in range(0, len(values), _PORTION))


def _make_folder(url: str) -> None:
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # pysqlite then leaves BEGIN to us
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Deferred transactions that turn into writers end in "database is locked": writers say so at once."""
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
