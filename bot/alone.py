"""One program at a time on what it holds: SQLite lets go of it however the program ends, on every system."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.settings import Settings
from models.database import file_of


class NotAlone(Exception):
    """Another program holds it."""


def run_lock(settings: Settings) -> Path | None:
    """What `nhacviec run` holds, beside the database; None for the database of a server."""
    file = file_of(settings.database_url)
    return None if file is None else file.with_name(f"{file.name}.lock")


@contextmanager
def alone_with(lock: Path | None) -> Iterator[None]:
    """Holds this file, which is made where it is not there; nothing for None. Raises NotAlone."""
    if lock is None:
        yield
        return
    with closing(sqlite3.connect(lock, isolation_level=None, timeout=0)) as held:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise NotAlone from None
        yield


def is_held(lock: Path | None) -> bool:
    """Whether a running program holds it; where there is none, nobody does."""
    if lock is None or not lock.exists():
        return False
    try:
        with alone_with(lock):
            return False
    except NotAlone:
        return True
