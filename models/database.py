"""The engine and its two kinds of transaction. Callers own the commit: leaving the block commits or rolls back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlmodel import Session

from models.unavailable import Busy, Trouble, Unavailable, unavailable

__all__ = ["Busy", "Unavailable", "connect", "reading", "writing"]

PATIENT_MS, AT_ONCE_MS = 10_000, 0
_READER, _TURNS, _FILE = "reads_only", "in_turn", "its_file"
# So many rows are held between transactions that share what they read.
_MOST_HELD = 10_000


def connect(url: str, waits_ms: int = PATIENT_MS) -> Engine:
    """An engine for a database URL; for SQLite the folder is made and the safe settings are applied.

    `waits_ms`: for so many milliseconds a transaction stands still where the database is locked, before it
    raises Busy. A program with an event loop must not stand still: AT_ONCE_MS, and `jobs.patience` waits.
    Errors of it hide their parameters: words and names never reach a log.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, hide_parameters=True)
    file = file_of(url)
    if file is None:
        engine = create_engine(url, hide_parameters=True)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        its = _ItsFile(url, file.absolute())
        engine = create_engine(url, creator=its.connect, hide_parameters=True)
        vars(engine)[_FILE] = its
        event.listen(engine, "connect", its.remember)
        event.listen(engine, "checkout", its.check)
    event.listen(engine, "connect", partial(_prepare_sqlite, waits_ms, file))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def connect_to_read(url: str) -> Engine:
    """An engine that cannot write: for SQLite it leaves no file beside the database, be it on a medium that takes
    none. Where nobody has the database open there is no log beside it, and the file by itself is all of it."""
    file = file_of(url)
    if file is None:
        return connect(url)
    path = file.absolute()
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
    file = file_of(url)
    return file is None or file.is_file()


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One write transaction: it holds the write lock from its first line, so nothing may be awaited inside.

    Raises Unavailable where the database is locked (Busy) or the machine refuses: before its first line, or at
    its end, when it was rolled back.
    """
    with _named(), Session(engine, expire_on_commit=False) as session, session.begin():
        session.connection()
        yield session


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Holds a file that is there for nothing else while it runs; SQLite lets go of it however the program ends.
    Raises Busy where another process holds it, Unavailable where the machine takes no such file."""
    with _named(file.parent):
        opened = sqlite3.connect(file, isolation_level=None, timeout=0)
    with closing(opened) as held:
        with _named(file.parent):
            held.execute("BEGIN EXCLUSIVE")
        yield


def empty_log(engine: Engine) -> None:
    """What was written and then deleted stands in SQLite's log until that is written over: it is brought into the
    database and cut off. Where somebody reads just then, the next call does it. Raises Unavailable."""
    if engine.dialect.name != "sqlite":
        return
    with _named(), closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


class InTurn:
    """Transactions one after the other, on one connection, that share what they read: each begins with the rows
    that those before it knew; once somebody else has written, with none. What is read in one is changed in none
    but a writing one, and is of use as long as nothing else was begun."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._session = Session(expire_on_commit=False)
        self._version: object = None

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One of them, as `writing` makes it; after one that failed, the next begins anew."""
        yield from self._in_turn(reads_only=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One of them, as `reading` makes it."""
        yield from self._in_turn(reads_only=True)

    def _in_turn(self, reads_only: bool) -> Iterator[Session]:
        try:
            with _named():
                yield from self._begun(reads_only)
        except BaseException:
            # A commit that failed leaves its transaction open until the connection is given back.
            self.end()
            raise

    def _begun(self, reads_only: bool) -> Iterator[Session]:
        self._connect().execution_options(reads_only=reads_only)
        with self._session.begin() as transaction:
            version = _version_of(self._session.connection())
            if version is None or version != self._version or len(self._session.identity_map) > _MOST_HELD:
                self._session.expunge_all()
                self._session.info.clear()
            self._version = version
            yield self._session
            if reads_only and (self._session.new or self._session.dirty):
                transaction.rollback()

    def _connect(self) -> Connection:
        """That of the transaction before, as long as its file is the one that lies there. Raises Unavailable."""
        its: _ItsFile | None = vars(self._engine).get(_FILE)
        if self._connection is not None and its is not None and not its.is_of(self._connection.info):
            self.end()
        if self._connection is None:
            self._connection = self._session.bind = self._engine.connect()
        return self._connection

    def end(self) -> None:
        """Gives the connection back; what begins later takes another."""
        self._session.close()
        if self._connection is not None:
            self._connection.close()
        self._connection = self._version = None


def turns_of(engine: Engine) -> InTurn:
    """The transactions of an event loop, whose pieces of work come one after the other and ask much the same: made
    once, and kept with the engine. What runs in a thread takes `reading` and `writing`."""
    kept: dict[str, Any] = vars(engine)
    if _TURNS not in kept:
        kept[_TURNS] = InTurn(engine)
    turns: InTurn = kept[_TURNS]
    return turns


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A read transaction that never blocks a writer. Raises Unavailable, though a writer alone does not lock it
    out."""
    with _named(), Session(_reader_of(engine), expire_on_commit=False) as session:
        yield session


def _reader_of(engine: Engine) -> Engine:
    """The engine as it reads, made once and kept with it: a question is as quick as making it anew."""
    kept: dict[str, Any] = vars(engine)
    if _READER not in kept:
        kept[_READER] = engine.execution_options(reads_only=True)
    reader: Engine = kept[_READER]
    return reader


@contextmanager
def _named(opened: Path | None = None) -> Iterator[None]:
    """What SQLite says of the machine is named; a fault of a statement's keeps its name. `opened`: what is there
    and cannot be opened takes no file beside it."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        refused = unavailable(error)
        if refused is None:
            raise
        if refused.trouble is Trouble.GONE and opened is not None and opened.exists():
            refused = Unavailable(Trouble.READ_ONLY)
        raise refused from error


class _ItsFile:
    """An engine goes on with the file that it began with: one that is gone is never made anew, nor written to
    where nobody finds it again; where another lies in its place, that is opened."""

    def __init__(self, url: str, path: Path) -> None:
        self._path, self._was_there = path, False
        address = make_url(url)
        self._arguments: tuple[Any, Any] = address.get_dialect()().create_connect_args(address)

    def connect(self) -> sqlite3.Connection:
        """Raises Unavailable."""
        if self._was_there and not self._path.exists():
            raise Unavailable(Trouble.GONE)
        arguments, named = self._arguments
        connection: sqlite3.Connection = sqlite3.connect(*arguments, **named)
        return connection

    def remember(self, _connection: Any, record: Any) -> None:
        record.info["file"], self._was_there = _identity(self._path), True

    def check(self, _connection: Any, record: Any, _fairy: Any) -> None:
        """Before a connection is used. Raises Unavailable, and DisconnectionError where another file is there."""
        if not self.is_of(record.info):
            raise DisconnectionError

    def is_of(self, info: Any) -> bool:
        """Whether the connection with this `info` is one to the file that lies there. Raises Unavailable."""
        found = _identity(self._path)
        if found is None:
            raise Unavailable(Trouble.GONE)
        return bool(found == info["file"])


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare_sqlite(waits_ms: int, file: Path | None, connection: Any, _record: Any) -> None:
    """Raises Unavailable."""
    connection.isolation_level = None  # pysqlite then leaves BEGIN to us
    for pragma in (
        f"busy_timeout={waits_ms}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        with _named(file):
            connection.execute(f"PRAGMA {pragma}")


def _version_of(connection: Connection) -> object:
    """Another one once somebody else has committed, as far as this connection can tell; None where it cannot."""
    if connection.dialect.name != "sqlite":
        return None
    return _at_once(connection, "PRAGMA data_version").fetchone()


def _begin_sqlite(connection: Connection) -> None:
    """Deferred transactions that turn into writers end in "database is locked": writers say so at once."""
    reads_only = connection.get_execution_options().get("reads_only", False)
    _at_once(connection, "BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _at_once(connection: Connection, words: str) -> sqlite3.Cursor:
    """What goes with every transaction is said to SQLite itself: it takes as long as a question else."""
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return driver.execute(words)
