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
from jobs.patience import DATABASE

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
        # The chats that know so of what they wrote, and of which spell (`jobs.patience`): since when.
        self._know: tuple[float, set[int]] = (0.0, set())

    async def give(self, update: Update, alert: str | None) -> None:
        """Nothing where it is no press."""
        await self.answer(update.callback_query.id if update.callback_query else None, alert)

    @contextmanager
    def told_if_late(self, update: Update) -> Iterator[None]:
        """Who presses a button hears soon where it cannot be recorded yet; its card is edited when it is. Who
        writes hears it later, and only where the database takes nothing: words may take their time."""
        loop, said = asyncio.get_running_loop(), partial(self.give, update, alerts.NOT_RECORDED_YET)
        timers = [loop.call_later(_LATE_SECONDS, self._beside, said)]
        if update.message is not None and update.effective_chat is not None:
            chat_id = update.effective_chat.id
            timers.append(loop.call_later(3 * _LATE_SECONDS, self._tell_who_wrote, chat_id))
        try:
            yield
        finally:
            for timer in timers:
                timer.cancel()

    def not_kept(self, updates: list[Any]) -> None:
        """What cannot be stored yet stays with Telegram: each press is told so, and who writes once a fault."""
        for update in updates:
            match update:
                case {"callback_query": {"id": str(query)}} if query not in self._not_kept:
                    self._not_kept.append(query)
                    self._beside(partial(self.answer, query, alerts.NOT_RECORDED_YET))
                case {"message": {"chat": {"id": int(chat), "type": "private"}}}:
                    self._tell_who_wrote(chat)

    def _tell_who_wrote(self, chat: int) -> None:
        spell = DATABASE.current
        if spell is None:
            return
        if self._know[0] != spell.since:
            self._know = (spell.since, set())
        if chat not in self._know[1]:
            self._know[1].add(chat)
            self._beside(partial(self._say, chat))

    async def _say(self, chat: int) -> None:
        try:
            await self._bot.send_message(chat, alerts.WORDS_NOT_RECORDED_YET)
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
