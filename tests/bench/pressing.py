"""A press from update to answer: the whole program against a bare python-telegram-bot handler, on one Bot API.

Both poll a Bot API of this process over a real connection, the program with a database on disk; what is pressed is
"❓ Chi tiết", whose answer is all that is known of a task.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from bot.sandbox.server import serve
from bot.sandbox.telegram import ChatMessage, SandboxTelegram
from models.clock import SetClock
from tests.bench.databases import NOW
from tests.e2e.world import AN, World, at, open_world

PRESSES = 15
TOKEN = "700000001:" + "A" * 35
CHAT = 100_001
DETAILS = "❓ Chi tiết"


def press_seconds(folder: Path) -> tuple[float, float]:
    """The median seconds from a press to the message that answers it: by the program, by the bare handler."""
    return asyncio.run(_of_program(folder / "program")), asyncio.run(_of_bare_handler(folder / "bare"))


async def _of_program(folder: Path) -> float:
    async with open_world(folder, date(2026, 12, 14), None, at("15/12/2026", "08:05")) as world:
        card = await _card(world)
        return await _median(lambda: _answered(world.telegram, AN, card, card.data_of(DETAILS)))


async def _card(world: World) -> ChatMessage:
    await world.press(AN, world.said(AN)[-1], "1")
    await world.worked_off()
    return world.said(AN)[-1]


async def _of_bare_handler(folder: Path) -> float:
    with SandboxTelegram(folder, SetClock(NOW), TOKEN) as telegram:
        telegram.add_account(CHAT, "An")
        async with serve(telegram.app) as url:
            building = Application.builder().token(TOKEN).base_url(f"{url}/bot")
            application = building.updater(None).job_queue(None).build()
            application.add_handler(CallbackQueryHandler(_bare_answer))
            async with application:
                telegram.send_text(CHAT, "/start")
                await application.bot.send_message(CHAT, "x")
                message = telegram.messages(CHAT)[-1]
                polling = asyncio.create_task(_poll(application))
                try:
                    return await _median(lambda: _answered(telegram, CHAT, message, "x"))
                finally:
                    polling.cancel()


async def _poll(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """As its updater does it, which also asks for a webhook to be deleted: our Bot API knows none."""
    offset = None
    while True:
        for update in await application.bot.get_updates(offset=offset, timeout=10):
            offset = update.update_id + 1
            await application.process_update(update)


async def _bare_answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await context.bot.send_message(CHAT, "x" * 800, parse_mode="HTML")


async def _answered(telegram: SandboxTelegram, chat_id: int, message: ChatMessage, data: str) -> None:
    last = telegram.messages(chat_id)[-1].message_id
    telegram.press(chat_id, message.message_id, data)
    await telegram.until(lambda: telegram.messages(chat_id)[-1].message_id > last or None, 60)


async def _median(once: Callable[[], Awaitable[None]]) -> float:
    """Between two presses a chat is left alone for so long that nothing of it is paced."""
    took = []
    for _ in range(PRESSES):
        await asyncio.sleep(1.2)
        began = perf_counter()
        await once()
        took.append(perf_counter() - began)
    return median(took)
