"""Answers that no row of the outbox holds, best effort: to presses, always given, for Telegram takes them for some
seconds only; and that nothing can be recorded yet."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from telegram import Bot, Update

from bot.logs import fault
from bot.texts import alerts

log = logging.getLogger(__name__)

# So long nobody minds the little wheel on a button.
_LATE_SECONDS = 5.0
Beside = Callable[[Callable[[], Coroutine[Any, Any, None]]], None]


class PressAnswers:
    """`beside` begins what nobody waits for."""

    def __init__(self, bot: Bot, beside: Beside) -> None:
        self._bot, self._beside = bot, beside
        # Presses whose sender knows that they are not recorded yet.
        self._not_kept: deque[str] = deque(maxlen=1000)
        # Chats that know so of what they wrote, until something can be stored again.
        self._waiting: set[int] = set()

    async def give(self, update: Update, alert: str | None) -> None:
        """Nothing where it is no press."""
        await self.answer(update.callback_query.id if update.callback_query else None, alert)

    @contextmanager
    def told_if_late(self, update: Update) -> Iterator[None]:
        """Who presses a button hears soon where it cannot be recorded yet; its card is edited when it is."""
        said = partial(self.give, update, alerts.NOT_RECORDED_YET)
        timer = asyncio.get_running_loop().call_later(_LATE_SECONDS, self._beside, said)
        try:
            yield
        finally:
            timer.cancel()

    def not_kept(self, updates: list[Any]) -> None:
        """What cannot be stored yet stays with Telegram: each press is told so, and who writes once a fault."""
        for update in updates:
            match update:
                case {"callback_query": {"id": str(query)}} if query not in self._not_kept:
                    self._not_kept.append(query)
                    self._beside(partial(self.answer, query, alerts.NOT_RECORDED_YET))
                case {"message": {"chat": {"id": int(chat), "type": "private"}}} if chat not in self._waiting:
                    self._waiting.add(chat)
                    self._beside(partial(self._say, chat, alerts.WORDS_NOT_RECORDED_YET))

    def kept(self) -> None:
        """Something was stored: what cannot be later is another fault's."""
        self._waiting.clear()

    async def _say(self, chat: int, words: str) -> None:
        try:
            await self._bot.send_message(chat, words)
        except Exception as error:
            log.info("chưa báo được cho một người là tin của họ chưa được ghi nhận: %s", fault(error))

    async def answer(self, query: str | None, alert: str | None) -> None:
        """By the id of a press. An old one can no longer be answered; its card was edited anyway."""
        if query is None:
            return
        try:
            loud = alert is not None and alerts.is_loud(alert)
            await self._bot.answer_callback_query(query, alert or None, show_alert=loud)
        except Exception as error:
            log.info("một lần bấm nút không trả lời được nữa: %s", fault(error))
