"""A press, and a sentence, from update to answer: the whole program against a bare python-telegram-bot handler.

Both poll the same Bot API over a real connection, the program with a database that waits for its disk. What is
pressed is "❓ Chi tiết", whose answer is all that is known of a task; what is said is read, and answered by a
question or a sentence. Before each the chat is left alone for so long that nothing is paced.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.runtime import Runtime
from bot.sandbox.telegram import ChatMessage
from bot.telegram_api import RawBot
from jobs.inspecting.reads import ReadsNothing
from jobs.pace import Pace
from models.clock import SetClock
from models.database import AT_ONCE_MS, connect
from models.store import EvidenceStore
from tests.bench.telegram import Accepting, listening
from tests.e2e.world import AN, SETTINGS, World, at, open_world

TIMES = 15
TOKEN = "700000001:" + "A" * 35
NOW = at("15/12/2026", "08:05")
DETAILS, WORDS = "❓ Chi tiết", "hạn báo cáo này là hôm nào vậy em"


def answer_seconds(folder: Path) -> dict[str, tuple[float, float]]:
    """Of a press and of a sentence, the median seconds until the message that answers it: by the program, by the
    bare handler."""
    return asyncio.run(_measured(folder))


async def _measured(folder: Path) -> dict[str, tuple[float, float]]:
    async with open_world(folder, date(2026, 12, 14), None, NOW) as world:
        card = await _card(world)
    acts = {"a press": _press(card), "a sentence": _sentence()}
    telegram = Accepting()
    async with listening(telegram) as url:
        bare = await _of_bare_handler(telegram, url, acts)
        program = await _of_program(telegram, url, folder / "nhacviec.db", acts)
    return {name: (program[name], bare[name]) for name in acts}


async def _card(world: World) -> ChatMessage:
    await world.press(AN, world.said(AN)[-1], "1")
    await world.worked_off()
    return world.said(AN)[-1]


def _message(message_id: int, sender: int, **what: Any) -> dict[str, Any]:
    chat = {"id": AN, "type": "private", "first_name": "An"}
    sent_by = {"id": sender, "is_bot": sender != AN, "first_name": "An"}
    return {"message_id": message_id, "date": int(NOW.timestamp()), "chat": chat, "from": sent_by, **what}


def _press(card: ChatMessage) -> dict[str, Any]:
    sender = {"id": AN, "is_bot": False, "first_name": "An"}
    message = _message(card.message_id, 7, text="x")
    press = {"id": "1", "from": sender, "chat_instance": "1", "data": card.data_of(DETAILS)}
    return {"callback_query": press | {"message": message}}


def _sentence() -> dict[str, Any]:
    return {"message": _message(10**6, AN, text=WORDS)}


async def _of_program(
    telegram: Accepting, url: str, database: Path, acts: dict[str, Any]
) -> dict[str, float]:
    engine = connect(f"sqlite:///{database}", AT_ONCE_MS)
    bot = RawBot(replace(SETTINGS, api_url=url), TOKEN)
    runtime = Runtime(
        engine, SetClock(NOW), bot, EvidenceStore(database.parent / "evidence"), ReadsNothing(), Pace()
    )
    await runtime.start()
    try:
        return await _medians(telegram, acts)
    finally:
        await runtime.stop()
        engine.dispose()


async def _of_bare_handler(telegram: Accepting, url: str, acts: dict[str, Any]) -> dict[str, float]:
    building = Application.builder().token(TOKEN).base_url(f"{url}/bot")
    application = building.updater(None).job_queue(None).build()
    application.add_handler(CallbackQueryHandler(_bare_press))
    application.add_handler(MessageHandler(filters.TEXT, _bare_answer))
    async with application:
        polling = asyncio.create_task(_poll(application))
        try:
            return await _medians(telegram, acts)
        finally:
            polling.cancel()


async def _poll(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """As its updater does it, which also asks for a webhook to be deleted."""
    offset = None
    while True:
        for update in await application.bot.get_updates(offset=offset, timeout=10):
            offset = update.update_id + 1
            await application.process_update(update)


async def _bare_press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """As python-telegram-bot's own example does it, and as Telegram asks: the press is answered first."""
    if update.callback_query is not None:
        await update.callback_query.answer()
    await _bare_answer(update, context)


async def _bare_answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await context.bot.send_message(AN, "x" * 800, parse_mode="HTML")


async def _medians(telegram: Accepting, acts: dict[str, Any]) -> dict[str, float]:
    numbers = iter(range(10**7, 10**8))
    return {
        name: await _median(lambda act=act: _answered(telegram, act | {"update_id": next(numbers)}))  # type: ignore[misc]
        for name, act in acts.items()
    }


async def _answered(telegram: Accepting, update: dict[str, Any]) -> None:
    accepted = telegram.accepted
    await telegram.hand_out(update)
    await asyncio.wait_for(telegram.accepts(accepted + 1), 60)


async def _median(once: Callable[[], Awaitable[None]]) -> float:
    took = []
    for _ in range(TIMES):
        await asyncio.sleep(1.2)
        began = perf_counter()
        await once()
        took.append(perf_counter() - began)
    return median(took)
