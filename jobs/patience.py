"""A machine that takes nothing is waited for beside everything else: the event loop never stands still for it.

A spell is a time in which nothing could be written, be the database locked, the disk full, read-only or gone. The
log hears of it once when it lasts and once when it is over; whoever tells the admins looks at the same watch.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from typing import TypeVar

from models.unavailable import Busy, Trouble, Unavailable

log = logging.getLogger(__name__)

T = TypeVar("T")
_FIRST_SECONDS, _WORTH_SAYING_SECONDS = 0.01, 5.0
# A lock is soon over; a full disk is not, and a failed write is no small work.
_LONGEST_IF_BUSY, _LONGEST_SECONDS = 1.0, 5.0
_WORDS = {
    Trouble.LOCKED: "đang bị chương trình khác khóa",
    Trouble.FULL: "không ghi được vì ổ đĩa đầy",
    Trouble.READ_ONLY: "không ghi được vì chỉ cho đọc",
    Trouble.GONE: "không thấy ở chỗ cũ nữa",
    Trouble.BROKEN: "không ghi được vì ổ đĩa báo lỗi",
    Trouble.DAMAGED: "bị hỏng",
}


@dataclass(frozen=True)
class Spell:
    """From when until when nothing could be written, on the monotonic clock, and why; `until` None: it lasts."""

    trouble: Trouble
    since: float
    until: float | None = None


class Watch:
    """What is written to, the spell in which it takes nothing, and the last one that is over and not told yet."""

    def __init__(self, what: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._what, self._monotonic = what, monotonic
        self.current: Spell | None = None
        self.past: Spell | None = None

    def refused(self, trouble: Trouble, waited: float = 0.0) -> None:
        """Nothing was taken, for so many seconds by now."""
        if self.current is None:
            self.current = Spell(trouble, self._monotonic() - waited)
            log.error("%s %s; đang chờ, chưa mất gì", self._what, _WORDS[trouble])
        elif self.current.trouble is not trouble:
            self.current = replace(self.current, trouble=trouble)
            log.error("%s %s; vẫn đang chờ, chưa mất gì", self._what, _WORDS[trouble])

    def took(self) -> None:
        """Something was taken: the spell, if there was one, is over."""
        if self.current is not None:
            self.past, self.current = replace(self.current, until=self._monotonic()), None
            log.warning("%s đã dùng lại được", self._what)


DATABASE, FILES = Watch("cơ sở dữ liệu"), Watch("thư mục minh chứng")


async def when_free(
    work: Callable[[], T],
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    at_most: float = inf,
) -> T:
    """What `work` returns, tried until the database can be used, however long that takes.

    `work` is one transaction as a whole: it is called again from its beginning after each Unavailable, so what it
    does outside the database must bear being done again. The pauses between grow from 10 ms to a second, or to
    five where it is not merely locked. `at_most`: after so many seconds it raises Unavailable.
    """

    async def at_once() -> T:
        return work()

    return await _tried(at_once, pause, at_most)


async def when_free_aside(work: Callable[[], T]) -> T:
    """As `when_free`, for a transaction that takes seconds: in a thread, so that the event loop goes on. What else
    would write waits for it."""
    return await _tried(partial(asyncio.to_thread, work), asyncio.sleep, inf)


async def _tried(
    attempt: Callable[[], Awaitable[T]], pause: Callable[[float], Awaitable[None]], at_most: float
) -> T:
    seconds, waited, loop = _FIRST_SECONDS, 0.0, asyncio.get_running_loop()
    while True:
        began = loop.time()
        try:
            done = await attempt()
        except Unavailable as error:
            if waited >= _WORTH_SAYING_SECONDS:
                DATABASE.refused(error.trouble, waited)
            if waited >= at_most:
                raise
            await pause(seconds)
            # An attempt may itself have stood still for as long as the database lets it.
            waited += max(seconds, loop.time() - began)
            longest = _LONGEST_IF_BUSY if isinstance(error, Busy) else _LONGEST_SECONDS
            seconds = min(longest, seconds * 2)
        else:
            if waited >= _WORTH_SAYING_SECONDS:
                DATABASE.took()
            return done
