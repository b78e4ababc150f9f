"""Why Telegram does not answer, or nothing is received: asked once, without disturbing a bot that runs here."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram.error import TelegramError

from bot.alone import is_held, run_lock
from bot.doctoring.checked import Checked, Health
from bot.settings import Settings
from bot.silence import Silence, why_silent
from bot.telegram_api import RawBot
from bot.texts import doctor_telegram as texts
from bot.texts.silence import WHY
from jobs.steadiness import LEAP

_NEARLY_RIGHT = timedelta(minutes=2)


@dataclass(frozen=True)
class _Answers:
    """What Telegram says of the bot, by its own clock; `silence`: why it says nothing, or nothing is received."""

    username: str = ""
    at: datetime | None = None
    silence: Silence | None = None
    waiting: int = 0


def telegram(settings: Settings, now: datetime) -> Iterator[Checked]:
    """Nothing where there is no token. Raises BadSetting."""
    if settings.token is None:
        return
    answers = asyncio.run(_ask(settings, settings.token))
    if answers.silence is not None:
        yield Checked("telegram", Health.BAD, texts.silent(WHY[answers.silence]))
    else:
        yield Checked("telegram", Health.OK, texts.reached(answers.username, answers.waiting))
    if answers.at is not None:
        yield _clock(now, answers.at)


def _clock(now: datetime, at: datetime) -> Checked:
    off = abs(now - at)
    if off < _NEARLY_RIGHT:
        return Checked("clock", Health.OK, texts.CLOCK_RIGHT)
    return Checked("clock", Health.WARNING if off < LEAP else Health.BAD, texts.clock_off(now, at))


async def _ask(settings: Settings, token: str) -> _Answers:
    bot = RawBot(settings, token)
    try:
        await bot.initialize()
        at = bot.answered_at
        hook = await bot.get_webhook_info()
        silence = Silence.WEBHOOK if hook.url else await _other_poller(bot, settings)
        return _Answers(bot.username, at, silence, hook.pending_update_count)
    except TelegramError as error:
        return _Answers(at=bot.answered_at, silence=why_silent(error, bot.via_proxy))
    finally:
        await bot.shutdown()


async def _other_poller(bot: RawBot, settings: Settings) -> Silence | None:
    """Asking for updates would end the poll of a bot that runs here, so that it is not asked then. Nothing is
    confirmed by it."""
    if is_held(run_lock(settings)):
        return None
    try:
        await bot.get_updates(limit=1, timeout=0)
    except TelegramError as error:
        return why_silent(error, bot.via_proxy)
    return None
