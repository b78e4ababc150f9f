"""Our own getUpdates loop: an update is stored before the offset moves, so that a kill loses nothing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram_api import RawBot, seconds_to_wait

log = logging.getLogger(__name__)

_MOST_REFUSALS = 5


class TokenRefused(Exception):
    """Telegram says, again and again, that the token is not valid."""


class Poller:
    """1. Ask for updates. 2. Store them. 3. Ask again with the offset behind them.

    Asking again is what tells Telegram that they were received. Whatever goes wrong is waited out, longer
    each time; only a token that Telegram itself refuses five times in a row ends the loop.
    """

    def __init__(
        self,
        bot: RawBot,
        keep: Callable[[list[dict[str, Any]]], None],
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
            except InvalidToken:
                refusals, faults = refusals + 1, faults + 1
                if refusals >= _MOST_REFUSALS:
                    raise TokenRefused from None
                await self._wait(faults, "Telegram không nhận token")
            except Conflict:
                faults += 1
                await self._wait(faults, "một tiến trình khác đang dùng cùng token")
            except RetryAfter as error:
                await self._pause(seconds_to_wait(error))
            except NetworkError:
                faults += 1
                await self._wait(faults, "chưa nối được tới Telegram")
            except TelegramError as error:
                faults += 1
                await self._wait(faults, error.message)

    async def _once(self) -> None:
        updates = await self._bot.raw_updates(self._offset)
        self._heard()
        if updates:
            self._keep(updates)
            self._offset = max(update["update_id"] for update in updates) + 1

    async def _wait(self, faults: int, why: str) -> None:
        seconds = min(30.0, 2.0 ** min(faults - 1, 5))
        log.warning("không nhận được tin: %s; thử lại sau %.0f giây", why, seconds)
        await self._pause(seconds)
