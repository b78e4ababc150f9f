"""One `nhacviec run` at a time on one database, one sandbox on one folder."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from bot.settings import Settings
from models.database import Busy, alone, file_of
from models.migrations import current_version, is_newer, migrate, newest_version


class NotAlone(Exception):
    """Another program holds it."""


def run_lock(settings: Settings) -> Path | None:
    """What `nhacviec run` holds, beside the database; None for the database of a server."""
    return _lock_beside(settings.database_url)


def _lock_beside(database_url: str) -> Path | None:
    file = file_of(database_url)
    return None if file is None else file.with_name(f"{file.name}.lock")


def upgrade(engine: Engine) -> None:
    """Brings a database to this version, never under a program that runs on it. Raises NotAlone, and what `migrate`
    does."""
    is_older = not is_newer(engine) and current_version(engine) not in (None, newest_version())
    with alone_with(_lock_beside(str(engine.url)) if is_older else None):
        migrate(engine)


@contextmanager
def alone_with(lock: Path | None) -> Iterator[None]:
    """Holds this file, which is made where it is not there; nothing for None. Raises NotAlone."""
    with ExitStack() as held:
        if lock is not None:
            try:
                held.enter_context(alone(lock))
            except Busy:
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
