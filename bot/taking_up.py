"""At the start `run` takes its database up, or waits until the machine lets it (docs/design.md, Delivery)."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

from sqlalchemy.exc import DatabaseError

from bot.alone import alone_with, run_lock
from bot.heartbeat import Heartbeat
from bot.settings import Settings
from bot.texts.troubles import unusable
from bot.verbs import CannotDo, ready, refuse_nothing
from jobs.patience import when_free, when_free_aside
from models.database import connect
from models.migrations import migrate
from models.unavailable import Trouble, Unavailable, trouble_of, unavailable

_MISS_SECONDS = 60


async def take_up(settings: Settings, held: ExitStack, pulse: Heartbeat) -> None:
    """`held` takes the lock that no other `run` may hold meanwhile. What passes (locked, full, read-only) is waited
    out, and `pulse` told each minute.

    Raises what waiting does not mend: CannotDo where there is no database, or an empty or damaged one; NotAlone,
    NewerDatabase, BrokenReferences.
    """
    telling = asyncio.create_task(_miss(pulse))
    try:
        await when_free(partial(_hold, settings, held))
        await when_free_aside(partial(_bring_up_to_date, settings))
    finally:
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)


async def _miss(pulse: Heartbeat) -> None:
    while True:
        await asyncio.sleep(_MISS_SECONDS)
        pulse.miss("database")


def _hold(settings: Settings, held: ExitStack) -> None:
    with _passing():
        refuse_nothing(settings)
        held.enter_context(alone_with(run_lock(settings)))


def _bring_up_to_date(settings: Settings) -> None:
    """Nobody else runs on it now."""
    with _passing():
        engine = connect(settings.database_url)
        migrate(engine)
        engine.dispose()
        ready(settings).dispose()


@contextmanager
def _passing() -> Iterator[None]:
    """What the machine refuses just now is Unavailable, whoever says it. Raises CannotDo of what is damaged."""
    try:
        yield
    except (Unavailable, DatabaseError, sqlite3.Error, OSError) as error:
        refused = unavailable(error)
        if refused is None and isinstance(error, OSError) and (trouble := trouble_of(error)):
            refused = Unavailable(trouble)
        if refused is None:
            raise
        if refused.trouble is Trouble.DAMAGED:
            raise CannotDo(unusable(refused.trouble)) from None
        raise refused from error
