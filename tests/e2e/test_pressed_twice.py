"""A press twice, or the old data again, changes nothing and tells nobody anything
(docs/design.md, Conversation)."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import func, select

from bot.sandbox.telegram import ChatMessage
from models.tables import Notification
from tests.e2e.world import AN, BINH, World, at, open_world

MONTHLY = "hồ sơ giải quyết TTHC tháng 12"
GONE = "Điều này đã được xử lý từ trước"


async def twice(world: World, chat_id: int, message: ChatMessage, label: str, other: str = "") -> None:
    """Pressed, settled, and pressed again with the data that the button had, or that of another."""
    buttons = [button for row in message.buttons for button in row]
    again = next(each.data for each in buttons if each.label.startswith(other or label))
    assert again is not None
    await world.press(chat_id, message, label)
    await world.worked_off()
    before, told = world.snapshot(), rows(world)
    toast = await world.press_data(chat_id, message.message_id, again)
    await world.worked_off()
    assert "Không có gì thay đổi" in toast
    assert world.snapshot() == before
    assert rows(world) == told
    if other:
        assert GONE in toast


def rows(world: World) -> int:
    with world.rows() as session:
        return session.exec(select(func.count()).select_from(Notification)).one()


@pytest.fixture
async def due(tmp_path: Path) -> AsyncIterator[World]:
    """Wednesday 16/12/2026, 08:00: the reports are due today."""
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("16/12/2026", "08:00")) as world:
        yield world


async def test_which_task_takes_one_answer(due: World) -> None:
    asked = await due.write(AN, "xong rồi ạ")
    assert "tin này nói về việc nào ạ?" in asked.text
    await twice(due, AN, asked, "1", other="2")


async def test_not_mine_is_told_once(due: World) -> None:
    card = await due.open_card(AN, MONTHLY)
    details = await due.pressed_for_answer(AN, card, "❓")
    message = card if any("🙅" in b.label for row in card.buttons for b in row) else details
    await twice(due, AN, message, "🙅")


async def test_an_obstacle_is_told_once(due: World) -> None:
    await twice(due, AN, await due.open_card(AN, MONTHLY), "🆘")


async def test_a_place_is_recorded_once(due: World) -> None:
    card = await due.open_card(AN, MONTHLY)
    placed = await due.write(AN, "Dạ em đang trình ký", reply_to=card.message_id)
    await twice(due, AN, placed, "Văn thư")


@pytest.mark.parametrize("other", ["", "🙋 Tôi làm", "Giữ nguyên"])
async def test_a_disputed_task_is_given_once(due: World, other: str) -> None:
    card = await due.open_card(AN, MONTHLY)
    await due.write(AN, "ko phai viec cua em", reply_to=card.message_id)
    await due.settled()
    await twice(due, BINH, due.said(BINH)[-1], "👤 Giao cho Lê Văn Dũng", other=other)


async def test_a_day_is_let_stand_once(due: World) -> None:
    card = await due.open_card(AN, MONTHLY)
    await due.write(AN, "thứ 6 em nộp ạ", reply_to=card.message_id)
    await due.settled()
    told = due.said(BINH)[-1]
    await twice(due, BINH, told, "Giữ hạn")
    assert "Giữ hạn" not in [b.label for row in due.message(BINH, told.message_id).buttons for b in row]


async def test_a_promise_is_chosen_once(due: World) -> None:
    await due.go_to("17/12/2026", "08:00")
    card = await due.open_card(AN, MONTHLY)
    asked = await due.pressed_for_answer(AN, card, "⏰ Nhắc lại sau")
    await twice(due, AN, asked, "Thứ Sáu, 18/12", other="Thứ Hai, 21/12")
