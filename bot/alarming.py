"""What only the running program notices, told to the admins: that nothing can be written, or nothing received."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from math import inf

from sqlalchemy import Engine
from sqlmodel import col, select, update
from telegram.error import TelegramError

from bot.courier import TelegramCourier
from bot.logs import fault
from bot.poller import Deaf
from bot.telegram_api import RawBot
from jobs.messages.alarms import AlarmRaised
from jobs.patience import DATABASE, FILES, Spell, Watch, when_free
from models.actor import CLOCK, Act
from models.alarms import Alarm
from models.changes.alarming import raise_alarm
from models.clock import Clock
from models.database import Unavailable, reading, writing
from models.people import holding, reached
from models.rules.zone import day_of
from models.tables import Agency, Installation, Role

log = logging.getLogger(__name__)

# A lock of a backup or a virus scanner is shorter, and so is a line that breaks.
_WORTH_A_MESSAGE, _DEAF_SECONDS = 60.0, 300.0
_ASK_AGAIN_SECONDS, _READ_AGAIN_SECONDS = 60.0, 600.0


class Alarms:
    """Looks every few seconds. Where nothing can be written the outbox is of no use: the admins are told directly,
    once a spell, and by the outbox as soon as it can be used again."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        bot: RawBot,
        courier: TelegramCourier,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine, self._clock, self._bot, self._courier = engine, clock, bot, courier
        self._monotonic = monotonic
        # The spell of each that the admins know of, and since when they know that nothing is received.
        self._told: dict[str, Spell] = {}
        self._told_deaf: datetime | None = None
        self._chats: list[int] = []
        self._read_at = self._asked_at = -inf

    async def look(self, deaf: Deaf | None) -> None:
        """`deaf`: as the poller knows."""
        self._know_the_admins()
        self._try_to_write()
        for about, watch in (("", DATABASE), ("EVIDENCE_DIR", FILES)):
            await self._look_at(about, watch)
        await self._listen(deaf)

    def _know_the_admins(self) -> None:
        """Kept, for a time in which nothing can be read either."""
        if self._monotonic() - self._read_at < _READ_AGAIN_SECONDS:
            return
        with suppress(Unavailable), reading(self._engine) as session:
            today = day_of(self._clock.now())
            agencies = session.exec(select(Agency.id)).all()
            held = [each for agency in agencies for each in holding(session, agency or 0, Role.ADMIN)]
            self._chats = [each.chat_id for each in reached(session, held, today) if each.chat_id]
            self._read_at = self._monotonic()

    def _try_to_write(self) -> None:
        """Who waits may have given up: a spell is over when something was written."""
        if DATABASE.current is None:
            return
        try:
            with writing(self._engine) as session:
                session.execute(update(Installation).values(id=col(Installation.id)))
        except Unavailable as error:
            DATABASE.refused(error.trouble)
        else:
            DATABASE.took()

    async def _look_at(self, about: str, watch: Watch) -> None:
        spell, past = watch.current, watch.take_past()
        if spell is not None and self._monotonic() - spell.since >= _WORTH_A_MESSAGE:
            await self._say_at_once(about, spell)
        if past is not None and (past.until or 0.0) - past.since >= _WORTH_A_MESSAGE:
            await when_free(partial(self._record_past, about, past))

    async def _say_at_once(self, about: str, spell: Spell) -> None:
        known = self._told.get(about)
        if known is not None and known.since == spell.since:
            return
        self._told[about] = spell
        since = self._when(spell.since)
        message = AlarmRaised(loud=True, alarm=Alarm.STORAGE, since=since, reason=spell.trouble, about=about)
        for chat_id in self._chats:
            outcome = await self._courier.send(chat_id, message, None, False)
            log.info("báo quản trị viên rằng máy không ghi được: %s", type(outcome).__name__)

    def _record_past(self, about: str, past: Spell) -> None:
        with writing(self._engine) as session:
            raise_alarm(
                Act(session, CLOCK, self._clock.now()),
                Alarm.STORAGE,
                about,
                since=self._when(past.since),
                reason=past.trouble,
                is_over=True,
            )

    async def _listen(self, deaf: Deaf | None) -> None:
        """Deaf while sending still works: else the message would not come through either."""
        if deaf is None:
            if (since := self._told_deaf) is not None:
                await when_free(partial(self._raise_deaf, since, "", is_over=True))
                self._told_deaf = None
            return
        is_long = self._monotonic() - deaf.since >= _DEAF_SECONDS
        if self._told_deaf is None and is_long and await self._can_send():
            since = self._when(deaf.since)
            await when_free(partial(self._raise_deaf, since, deaf.why))
            self._told_deaf = since

    async def _can_send(self) -> bool:
        """Asked once a minute."""
        if self._monotonic() - self._asked_at < _ASK_AGAIN_SECONDS:
            return False
        self._asked_at = self._monotonic()
        try:
            await self._bot.get_me()
        except TelegramError as error:
            log.info("chưa báo được quản trị viên là không nhận được tin: %s", fault(error))
            return False
        return True

    def _raise_deaf(self, since: datetime, reason: str, is_over: bool = False) -> None:
        with writing(self._engine) as session:
            act = Act(session, CLOCK, self._clock.now())
            raise_alarm(act, Alarm.DEAF, since=since, reason=reason, is_over=is_over)

    def _when(self, moment: float) -> datetime:
        """A moment of the monotonic clock by the domain's."""
        return self._clock.now() - timedelta(seconds=self._monotonic() - moment)
