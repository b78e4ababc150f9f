"""Our own getUpdates loop: an update is stored before the offset moves, so that a kill loses nothing."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.inbox import id_of
from bot.logs import fault
from bot.telegram_api import RawBot, seconds_to_wait
from jobs.patience import when_free

log = logging.getLogger(__name__)

_MOST_REFUSALS = 5
# An answer without updates comes at the end of a long poll; one that comes at once is not asked for again at once.
_SOON_SECONDS = 1.0
_IN_WORDS = (
    (InvalidToken, "Telegram không nhận token"),
    (Conflict, "một tiến trình khác đang dùng cùng token"),
    (NetworkError, "chưa nối được tới Telegram"),
)


class TokenRefused(Exception):
    """Telegram says, again and again, that the token is not valid."""


class Poller:
    """1. Ask for updates. 2. Store them. 3. Ask again with the offset behind them.

    Asking again is what tells Telegram that they were received. Whatever goes wrong is waited out, longer
    each time, be it Telegram, the disk or a fault of the program; only a token that Telegram itself refuses
    five times in a row ends the loop.
    """

    def __init__(
        self,
        bot: RawBot,
        keep: Callable[[list[Any]], None],
        heard: Callable[[], None],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot, self._keep, self._heard = bot, keep, heard
        self._pause = pause
        self._offset: int | None = None

    async def run(self) -> None:
        """Runs until cancelled. Raises TokenRefused."""
        faults = refusals = 0
        while True:
            try:
                await self._once()
                faults = refusals = 0
            except RetryAfter as error:
                await self._pause(seconds_to_wait(error))
            except Exception as error:
                faults, refusals = faults + 1, refusals + isinstance(error, InvalidToken)
                if refusals >= _MOST_REFUSALS:
                    raise TokenRefused from None
                await self._wait(faults, error)

    async def _once(self) -> None:
        asked_at = time.monotonic()
        updates = await self._bot.raw_updates(self._offset)
        await when_free(partial(self._keep, updates))
        offset = self._behind(updates)
        stuck = bool(updates) and offset == self._offset
        self._offset = offset
        await when_free(self._heard)
        if stuck:
            raise TelegramError("Telegram gửi lại những gì đã nhận")
        if not updates and time.monotonic() - asked_at < _SOON_SECONDS:
            await self._pause(_SOON_SECONDS)

    def _behind(self, updates: list[Any]) -> int | None:
        """The offset that confirms these updates; where none has an id that can be asked beyond, as before."""
        ids = [found for update in updates if (found := id_of(update)) is not None]
        return max(ids) + 1 if ids else self._offset

    async def _wait(self, faults: int, error: Exception) -> None:
        seconds = min(30.0, 2.0 ** min(faults - 1, 5))
        log.warning("không nhận được tin: %s; thử lại sau %.0f giây", _in_words(error), seconds)
        await self._pause(seconds)


def _in_words(error: Exception) -> str:
    for kind, words in _IN_WORDS:
        if isinstance(error, kind):
            return words
    return error.message if isinstance(error, TelegramError) else fault(error)
