"""A locked database is waited out beside everything else: the event loop never stands still for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from models.database import Busy

log = logging.getLogger(__name__)

T = TypeVar("T")
_FIRST_SECONDS, _LONGEST_SECONDS, _WORTH_SAYING_SECONDS = 0.01, 1.0, 5.0


async def when_free(work: Callable[[], T], pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> T:
    """What `work` returns, tried until the database is free, however long that takes.

    `work` is one transaction as a whole: it is called again from its beginning after each Busy, so what it does
    outside the database must bear being done again. The pauses between grow from 10 ms to a second. Of a wait
    longer than five seconds the log hears twice: that it lasts, and that it is over.
    """

    async def at_once() -> T:
        return work()

    return await _tried(at_once, pause)


async def when_free_aside(work: Callable[[], T]) -> T:
    """As `when_free`, for a transaction that takes seconds: in a thread, so that the event loop goes on. What else
    would write waits for it."""
    return await _tried(partial(asyncio.to_thread, work), asyncio.sleep)


async def _tried(attempt: Callable[[], Awaitable[T]], pause: Callable[[float], Awaitable[None]]) -> T:
    seconds, waited = _FIRST_SECONDS, 0.0
    while True:
        try:
            done = await attempt()
        except Busy:
            await pause(seconds)
            if waited < _WORTH_SAYING_SECONDS <= waited + seconds:
                log.warning("cơ sở dữ liệu đang bị chương trình khác khóa; đang chờ, chưa mất gì")
            waited += seconds
            seconds = min(_LONGEST_SECONDS, seconds * 2)
        else:
            if waited >= _WORTH_SAYING_SECONDS:
                log.warning("cơ sở dữ liệu đã dùng lại được sau %.0f giây chờ", waited)
            return done
