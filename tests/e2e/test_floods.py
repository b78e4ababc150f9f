"""Whoever floods waits for themselves: others are answered after a handful of the flood's effects."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import func, select

from bot.texts import alerts
from models.tables import InboxState, InboxUpdate
from tests.e2e.world import AN, BINH, STRANGER, World, at, open_world

FLOOD = 72
# What the flood may have done between another's message and its answer.
A_MOMENT = 20


@pytest.fixture
async def eve(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path, date(2026, 12, 15), moment=at("15/12/2026")) as world:
        yield world


def done_of(world: World, chat_id: int) -> int:
    with world.rows() as session:
        done = select(func.count()).where(
            InboxUpdate.chat_id == chat_id, InboxUpdate.state == InboxState.DONE, InboxUpdate.reason == ""
        )
        return session.exec(done).one()


async def begun(world: World, chat_id: int) -> int:
    """How much of a flood is worked off, once it is under way."""
    before = done_of(world, chat_id)
    await world.telegram.until(lambda: done_of(world, chat_id) > before + 2)
    return done_of(world, chat_id)


async def test_a_flood_of_words_keeps_nobody_else_waiting(eve: World) -> None:
    for number in range(FLOOD):
        eve.telegram.send_text(AN, f",mai {number} " * 20)
    before = await begun(eve, AN)
    answer = await eve.write(BINH, "/viec")
    assert answer.text
    assert done_of(eve, AN) - before <= A_MOMENT


async def test_a_flood_of_presses_keeps_nobody_else_waiting_and_each_is_answered(eve: World) -> None:
    card = await eve.open_card(AN, "hồ sơ giải quyết TTHC tháng 12/2026")
    queries = [eve.telegram.press(AN, card.message_id, card.data_of("❓ Chi tiết")) for _ in range(FLOOD)]
    before = await begun(eve, AN)
    await eve.write(BINH, "/viec")
    assert done_of(eve, AN) - before <= A_MOMENT
    await eve.telegram.until(lambda: eve.telegram.answer_to(queries[-1]), 60)
    answers = [eve.telegram.answer_to(query) or {} for query in queries]
    assert answers[-1] == {"text": alerts.TOO_FAST, "show_alert": True}
    assert 60 <= sum(each["text"] != alerts.TOO_FAST for each in answers) < 70


async def test_a_strangers_flood_is_answered_once_and_keeps_nobody_waiting(eve: World) -> None:
    eve.newcomer(STRANGER, "Người lạ")
    for number in range(FLOOD):
        eve.telegram.send_text(STRANGER, f"NV 2222 22{number % 80 + 20}")
    before = await begun(eve, STRANGER)
    await eve.write(BINH, "/viec")
    assert done_of(eve, STRANGER) - before <= A_MOMENT
    await eve.worked_off()
    assert len(eve.said(STRANGER)) <= 12
