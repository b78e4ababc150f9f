"""`nhacviec tick`: one scheduling pass and one dispatch, then the end."""

import argparse
import asyncio
import logging
from datetime import datetime, timedelta

from sqlalchemy import Engine
from telegram.error import TelegramError

from bot.courier import TelegramCourier
from bot.logs import fault
from bot.settings import Settings
from bot.storing import store_of
from bot.telegram_api import RawBot
from bot.verbs import CannotDo, moment_of, print_json, ready, the_agency
from jobs.dispatch import Dispatcher, count_held
from jobs.pace import Pace
from jobs.tick import tick
from jobs.timekeeping import hold, is_new, is_right, vouch
from models.clock import Clock, SetClock, SystemClock
from models.database import reading
from models.installation import installed
from models.rules.zone import VIETNAM, day_of

log = logging.getLogger(__name__)

_AHEAD = timedelta(days=1)


def tick_once(settings: Settings, arguments: argparse.Namespace) -> int:
    engine = ready(settings)
    clock = _clock_for(engine, arguments)
    _check_clock(settings, engine, clock)
    tick(engine, clock.now())
    sent = asyncio.run(_dispatch(settings, engine, clock)) if settings.token else 0
    if arguments.json:
        print_json({"at": clock.now().isoformat(), "sent": sent})
    else:
        print(f"Đã chạy lượt nhắc lúc {clock.now():%H:%M %d/%m/%Y}, gửi {sent} tin.")
        if settings.token is None:
            print("Chưa có TELEGRAM_BOT_TOKEN nên thư nằm chờ trong hộp gửi.")
    held = count_held(engine)
    if held:
        raise CannotDo(f"{held} thư chưa gửi được và còn chờ: xem lại mạng rồi chạy lại nhacviec tick.")
    return 0


def _check_clock(settings: Settings, engine: Engine, clock: Clock) -> None:
    """A moment given by hand is meant; a machine's clock that has leapt is not believed before Telegram's date
    agrees with it. Raises CannotDo."""
    now = clock.now()
    if clock.is_by_hand or is_new(engine) or is_right(engine, now):
        return
    vouch(engine, now, asyncio.run(_telegrams_date(settings)) if settings.token else None)
    if is_right(engine, now):
        return
    hold(engine, now)
    if settings.token:
        asyncio.run(_dispatch(settings, engine, clock))
    raise CannotDo(
        f"Giờ máy ({now:%H:%M %d/%m/%Y}) không khớp với lượt nhắc trước hoặc với Telegram nên chưa mở, đóng, nhắc "
        f"việc nào: chỉnh lại giờ máy; giờ đúng thì chạy nhacviec tick --at {now:%Y-%m-%dT%H:%M}."
    )


async def _telegrams_date(settings: Settings) -> datetime | None:
    """By its own clock; None where it cannot be reached."""
    bot = RawBot(settings, settings.token or "")
    try:
        await bot.get_me()
    except TelegramError as error:
        log.warning("chưa hỏi được Telegram bây giờ là lúc nào: %s", fault(error))
    finally:
        await bot.shutdown()
    return bot.answered_at


async def _dispatch(settings: Settings, engine: Engine, clock: Clock) -> int:
    bot = RawBot(settings, settings.token or "")
    courier = TelegramCourier(bot, store_of(settings))
    try:
        return await Dispatcher(engine, clock, courier, Pace()).run()
    finally:
        await bot.shutdown()


def _clock_for(engine: Engine, arguments: argparse.Namespace) -> Clock:
    """The moment asked for, refused when it lies before the last tick or far ahead."""
    now = SystemClock().now()
    if arguments.at is None:
        return SystemClock()
    moment = moment_of("--at", arguments.at)
    with reading(engine) as session:
        last, first = installed(session).ticked_at, the_agency(session).adopted_on
    if last is not None and moment < last:
        raise CannotDo(f"--at sớm hơn lượt nhắc gần nhất ({last.astimezone(VIETNAM):%H:%M %d/%m/%Y}).")
    if last is None and day_of(moment) < first:
        raise CannotDo(f"--at sớm hơn ngày cơ quan bắt đầu dùng ({first:%d/%m/%Y}).")
    if moment - now > _AHEAD and not arguments.yes:
        raise CannotDo("--at xa hơn một ngày kể từ bây giờ: thêm --yes nếu thật sự muốn.")
    return SetClock(moment.astimezone(VIETNAM))
