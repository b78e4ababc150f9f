"""One `nhacviec run` at a time on one database, one sandbox on one folder."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.settings import Settings
from models.database import Busy, alone, file_of


class NotAlone(Exception):
    """Another program holds it."""


def run_lock(settings: Settings) -> Path | None:
    """What `nhacviec run` holds, beside the database; None for the database of a server."""
    file = file_of(settings.database_url)
    return None if file is None else file.with_name(f"{file.name}.lock")


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
