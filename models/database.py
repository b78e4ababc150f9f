"""The engine and its two kinds of transaction. Callers own the commit: leaving the block commits or rolls back."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

PATIENT_MS, AT_ONCE_MS = 10_000, 0


class Busy(Exception):
    """Somebody else holds the database: the transaction did nothing, and may be tried again as a whole."""


def connect(url: str, waits_ms: int = PATIENT_MS) -> Engine:
    """An engine for a database URL; for SQLite the folder is made and the safe settings are applied.

    `waits_ms`: for so many milliseconds a transaction stands still where the database is locked, before it
    raises Busy. A program with an event loop must not stand still: AT_ONCE_MS, and `jobs.patience` waits.
    Errors of it hide their parameters: words and names never reach a log.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, hide_parameters=True)
    _make_folder(url)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", partial(_prepare_sqlite, waits_ms))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def connect_to_read(url: str) -> Engine:
    """An engine that cannot write: for SQLite it leaves no file beside the database, be it on a medium that takes
    none. Where nobody has the database open there is no log beside it, and the file by itself is all of it."""
    database = make_url(url).database
    if not url.startswith("sqlite") or not database or database == ":memory:":
        return connect(url)
    path = Path(database).absolute()
    alone = "" if Path(f"{path}-wal").exists() else "&immutable=1"
    address = f"{path.as_uri()}?mode=ro{alone}"
    opened = partial(sqlite3.connect, address, uri=True, check_same_thread=False, isolation_level=None)
    engine = create_engine("sqlite://", creator=opened, hide_parameters=True)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def file_of(url: str) -> Path | None:
    """Where a SQLite database lies; None for a server's, and for one in memory. Raises ArgumentError."""
    database = make_url(url).database
    if not url.startswith("sqlite") or not database or database == ":memory:":
        return None
    return Path(database)


def exists(url: str) -> bool:
    """Whether there is a database already; a server's is taken to be there."""
    database = make_url(url).database
    return not url.startswith("sqlite") or (database is not None and Path(database).is_file())


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One write transaction: it holds the write lock from its first line, so nothing may be awaited inside.

    Raises Busy where the database is locked: before its first line, or at its end, when it was rolled back.
    """
    with _busy_by_name(), Session(engine, expire_on_commit=False) as session, session.begin():
        session.connection()
        yield session


def empty_log(engine: Engine) -> None:
    """What was written and then deleted stands in SQLite's log until that is written over: it is brought into the
    database and cut off. Where somebody reads just then, the next call does it."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        connection.close()


class InTurn:
    """Write transactions one after the other, on one connection, that share what they read: each begins with the
    rows that those before it knew; once somebody else has written, with none."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._session = Session(expire_on_commit=False)
        self._version: object = None

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One of them, as `writing` makes it."""
        if self._connection is None:
            self._connection = self._session.bind = self._engine.connect()
        with _busy_by_name(), self._session.begin():
            version = _version_of(self._session.connection())
            if version is None or version != self._version:
                self._session.expunge_all()
                self._session.info.clear()
            self._version = version
            yield self._session

    def end(self) -> None:
        """Gives the connection back; what begins later takes another."""
        self._session.close()
        if self._connection is not None:
            self._connection.close()
        self._connection = self._version = None


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A read transaction that never blocks a writer. Raises Busy, though a writer alone does not lock it out."""
    reader = engine.execution_options(reads_only=True)
    with _busy_by_name(), Session(reader, expire_on_commit=False) as session:
        yield session


@contextmanager
def _busy_by_name() -> Iterator[None]:
    """SQLite says "busy" and "locked" in several codes, of which the low byte is the kind."""
    try:
        yield
    except OperationalError as error:
        kind = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if kind not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        raise Busy from error


def _make_folder(url: str) -> None:
    if database := file_of(url):
        database.parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(waits_ms: int, connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # pysqlite then leaves BEGIN to us
    for pragma in (
        f"busy_timeout={waits_ms}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _version_of(connection: Connection) -> object:
    """Another one once somebody else has committed, as far as this connection can tell; None where it cannot."""
    if connection.dialect.name != "sqlite":
        return None
    return connection.exec_driver_sql("PRAGMA data_version").scalar()


def _begin_sqlite(connection: Connection) -> None:
    """Deferred transactions that turn into writers end in "database is locked": writers say so at once."""
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
