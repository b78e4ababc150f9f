"""What a press and a sentence ask of the database, from the update to the last edit: bounded in statements."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.e2e.world import AN, World, at, open_world

MOST_OF_A_PRESS, MOST_OF_A_SENTENCE = 60, 60
MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"


@pytest.fixture
async def morning(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026 at 08:05 with the built-in catalogue: An has read the digest, and opened a card."""
    start = date(2026, 12, 14)
    async with open_world(tmp_path, start, None, at("15/12/2026", "08:05")) as world:
        yield world


@asynccontextmanager
async def statements(world: World) -> AsyncIterator[list[str]]:
    """What is asked of the database while no timer of the program wakes."""
    runtime = world.sandbox.runtime
    assert runtime is not None
    asked: list[str] = []

    def note(*about: object) -> None:
        asked.append(str(about[2]))

    def note_begin(_connection: object) -> None:
        asked.append("BEGIN")

    runtime._clockwork._scheduler.pause()
    async with asyncio.timeout(60):
        while runtime._clockwork._scheduler._lookup_executor("default")._pending_futures:
            await asyncio.sleep(0.01)
    await world.worked_off()
    event.listen(runtime.engine, "before_cursor_execute", note)
    event.listen(runtime.engine, "begin", note_begin)
    try:
        yield asked
    finally:
        event.remove(runtime.engine, "before_cursor_execute", note)
        event.remove(runtime.engine, "begin", note_begin)
        runtime._clockwork._scheduler.resume()


async def until_edited(world: World, words: str, messages: list[int]) -> None:
    """Every one of these messages says so."""

    assert world.sandbox.runtime is not None
    outbox = world.sandbox.runtime.dispatcher
    async with asyncio.timeout(60):
        while not all(re.search(words, world.message(AN, each).text) for each in messages):
            await asyncio.sleep(0.01)
        while outbox._running.locked():
            await asyncio.sleep(0.01)


async def test_done_pressed_with_its_edits_costs_few_statements(morning: World) -> None:
    digest = morning.said(AN)[-1]
    card = await morning.open_number(AN, digest, MONTHLY)
    async with statements(morning) as asked:
        assert "Đã ghi" in await morning.press(AN, card, "✅ Đã xong")
        await until_edited(morning, "(?i)đã báo xong", [digest.message_id, card.message_id])
    assert len(asked) <= MOST_OF_A_PRESS, "\n".join(asked)
    assert len([each for each in asked if each.startswith("INSERT INTO confirmation")]) == 1


async def test_a_sentence_costs_few_statements(morning: World) -> None:
    async with statements(morning) as asked:
        answer = await morning.write(AN, "mai em làm xong")
        await until_edited(morning, "tin này nói về việc nào", [answer.message_id])
    assert len(asked) <= MOST_OF_A_SENTENCE, "\n".join(asked)
