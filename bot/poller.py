"""Our own getUpdates loop: an update is stored before the offset moves, so that a kill loses nothing."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.inbox import id_of
from bot.logs import fault
from bot.silence import Silence, why_silent
from bot.telegram_api import RawBot, seconds_to_wait
from bot.texts.silence import WHY
from jobs.patience import when_free
from models.unavailable import Unavailable

log = logging.getLogger(__name__)

_MOST_REFUSALS = 5
# So many updates an answer has at most (core.telegram.org/bots/api#getupdates).
_MOST_AT_ONCE = 100
# An answer without updates comes at the end of a long poll; one that comes at once is not asked for again at once.
_SOON_SECONDS = 1.0
# So long one batch of updates waits for the database before Telegram is asked again for it and for what is new.
_KEEP_SECONDS, _KEEP_AGAIN_SECONDS = 5.0, 2.0


class TokenRefused(Exception):
    """Telegram says, again and again, that the token is not valid."""


@dataclass(frozen=True)
class Deaf:
    """Nothing can be received: why, and since when on the monotonic clock."""

    why: Silence
    since: float


class Poller:
    """1. Ask for updates. 2. Store them. 3. Ask again with the offset behind them.

    Asking again is what tells Telegram that they were received. Whatever goes wrong is waited out, longer
    each time, be it Telegram, the disk or a fault of the program; only a token that Telegram itself refuses
    five times in a row ends the loop. What cannot be stored stays with Telegram, and is asked for again.
    """

    def __init__(
        self,
        bot: RawBot,
        keep: Callable[[list[Any]], None],
        heard: Callable[[], None],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        unkept: Callable[[list[Any]], None] = lambda updates: None,
    ) -> None:
        """`unkept`: told of what could not be stored yet, as often as it is tried."""
        self._bot, self._keep, self._heard, self._unkept = bot, keep, heard, unkept
        self._pause = pause
        self._offset: int | None = None
        self._said = ""
        self.deaf: Deaf | None = None
        # Whether all that Telegram kept for us before we listened has come.
        self.has_caught_up = False

    async def run(self) -> None:
        """Runs until cancelled. Raises TokenRefused."""
        faults = refusals = 0
        while True:
            try:
                await self._once()
                faults = refusals = 0
                self._hears_again()
            except RetryAfter as error:
                await self._pause(seconds_to_wait(error))
            except Unavailable:
                await self._pause(_KEEP_AGAIN_SECONDS)
            except Exception as error:
                faults, refusals = faults + 1, refusals + isinstance(error, InvalidToken)
                if refusals >= _MOST_REFUSALS:
                    raise TokenRefused from None
                await self._wait(faults, error)

    async def _once(self) -> None:
        asked_at, waits = time.monotonic(), self.has_caught_up
        updates = await self._ask()
        try:
            await when_free(partial(self._keep, updates), at_most=_KEEP_SECONDS)
        except Unavailable:
            self._unkept(updates)
            raise
        offset = self._behind(updates)
        stuck = bool(updates) and offset == self._offset
        self._offset = offset
        self.has_caught_up = self.has_caught_up or len(updates) < _MOST_AT_ONCE
        with suppress(Unavailable):
            await when_free(self._heard, at_most=_SOON_SECONDS)
        if stuck:
            raise TelegramError("Telegram gửi lại những gì đã nhận")
        if not updates and waits and time.monotonic() - asked_at < _SOON_SECONDS:
            await self._pause(_SOON_SECONDS)

    async def _ask(self) -> list[Any]:
        """What Telegram has for us; where it has nothing to say to us, since when."""
        try:
            updates = await self._bot.raw_updates(self._offset, None if self.has_caught_up else 0)
        except TelegramError as error:
            why = why_silent(error, self._bot.via_proxy)
            self.deaf = Deaf(why, self.deaf.since if self.deaf else time.monotonic())
            if why is Silence.WEBHOOK and self._bot.deletes_webhook:
                await self._bot.delete_webhook()
                log.warning("đã gỡ webhook của token này theo TELEGRAM_DELETE_WEBHOOK")
            raise
        self.deaf = None
        return updates

    def _behind(self, updates: list[Any]) -> int | None:
        """The offset that confirms these updates; where none has an id that can be asked beyond, as before."""
        ids = [found for update in updates if (found := id_of(update)) is not None]
        return max(ids) + 1 if ids else self._offset

    def _hears_again(self) -> None:
        if self._said:
            log.warning("đã nhận lại được tin")
        self._said = ""

    async def _wait(self, faults: int, error: Exception) -> None:
        """Said once for each reason while it lasts."""
        seconds = min(30.0, 2.0 ** min(faults - 1, 5))
        why = why_silent(error, self._bot.via_proxy)
        words = _in_words(error, why)
        if words != self._said:
            log.warning("không nhận được tin: %s Thử lại sau %.0f giây, và tiếp tục thử", words, seconds)
        self._said = words
        await self._pause(seconds)


def _in_words(error: Exception, why: Silence) -> str:
    if why is not Silence.UNKNOWN:
        return WHY[why]
    return f"{error.message if isinstance(error, TelegramError) else fault(error)}."
