"""A message of several tasks: what replies to it means those tasks, and what it says of them stays true."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.sandbox.telegram import ChatMessage
from models.rules.lifecycle import State
from models.tables import Statement, StatementKind
from tests.e2e.world import AN, BINH, World, at, open_world

YEARLY = "7.5-bao-cao-tthc-nam"
MONTHLY = "TTHC tháng 12"


@pytest.fixture
async def called(tmp_path: Path) -> AsyncIterator[World]:
    """Wednesday 16/12/2026, 14:00: An's two reports are due today, and the last call has come."""
    async with open_world(tmp_path, date(2026, 12, 14), moment=at("16/12/2026", "14:00")) as world:
        yield world


def last_call(world: World) -> ChatMessage:
    return next(each for each in world.started(AN) if "🔔 Chiều nay hết hạn" in each.text)


def number_of(message: ChatMessage, words: str) -> str:
    line = next(line for line in message.text.splitlines() if words in line and line[:1].isdigit())
    return line.split(".")[0]


async def test_a_last_call_is_answered_by_its_own_numbers(called: World) -> None:
    call = last_call(called)
    monthly = number_of(call, MONTHLY)
    yearly = "2" if monthly == "1" else "1"
    await called.write(AN, f"{monthly} xong, {yearly} mai nop", reply_to=call.message_id)
    await called.settled()
    assert called.task("2026-12").state is State.CLAIMED
    assert called.task("2026", YEARLY).state is State.OPEN
    assert called.task("2026", YEARLY).promised_on == date(2026, 12, 17)
    assert called.task("2026-12").promised_on is None


async def test_one_number_of_a_last_call_leaves_the_other_task_alone(called: World) -> None:
    call = last_call(called)
    answer = await called.write(AN, f"{number_of(call, MONTHLY)} xong", reply_to=call.message_id)
    assert answer.text.startswith("📝 Đã báo xong")
    assert called.task("2026-12").state is State.CLAIMED
    assert called.task("2026", YEARLY).state is State.OPEN


async def test_numbers_that_no_message_has_are_not_guessed(called: World) -> None:
    answer = await called.write(AN, "1 xong, 7 mai nop", reply_to=last_call(called).message_id)
    assert "Các số này không khớp với tin nào" in answer.text
    assert called.task("2026-12").state is called.task("2026", YEARLY).state is State.OPEN


async def test_what_closed_unanswered_is_said_to_be_closed_and_told_once(called: World) -> None:
    """One closes after 14/01/2027, the other after 15/01; An and Bình hear of each the next morning, once."""
    call = last_call(called)
    await called.go_to("18/01/2027", "07:30")
    head = next(each for each in called.started(BINH) if each.text.startswith("📌") and "2 việc" in each.text)
    for chat_id, message in ((AN, call), (BINH, head)):
        now = called.message(chat_id, message.message_id).text
        assert "phản hồi" not in now
        for day in ("14/01/2027", "15/01/2027"):
            assert now.count(f"đã đóng hết ngày {day}, chưa có minh chứng") == 1
        after = [each for each in called.started(chat_id) if each.at >= at("15/01/2027", "00:00")]
        lines = [line for each in after for line in each.text.splitlines() if "chưa có minh chứng" in line]
        for words in (MONTHLY, "TTHC năm 2026"):
            assert len([line for line in lines if words in line]) == 1
    assert called.task("2026-12").state is State.MISSED
    answer = await called.write(AN, "xong roi", reply_to=call.message_id)
    assert "Các việc trong tin đó đã đóng nên chưa ghi nhận gì" in answer.text
    answer = await called.write(AN, "ko phai viec cua em", reply_to=call.message_id)
    assert "đã đóng" in answer.text
    with called.rows() as session:
        said = select(Statement).where(col(Statement.kind) == StatementKind.NOT_MINE)
        assert session.exec(said).all() == []
    assert called.task("2027-01").state is State.OPEN


async def test_a_day_that_moved_is_said_in_the_messages_already_sent(called: World) -> None:
    call = last_call(called)
    await called.go_to("17/12/2026", "10:00")
    head = next(each for each in called.started(BINH) if each.text.startswith("📌"))
    assert "2 việc" in head.text
    card = await called.open_number(BINH, head, MONTHLY)
    asked = await called.pressed_for_answer(BINH, card, "📅 Lùi hạn")
    await called.press(BINH, asked, "Thứ Ba, 22/12")
    await called.settled()
    sent = called.message(AN, call.message_id).text
    assert "hạn đã lùi đến thứ Ba, 22/12/2026" in sent
    told = called.message(BINH, head.message_id).text
    block = next(part for part in told.split("\n\n") if MONTHLY in part)
    assert "Tình trạng: hạn đã lùi đến thứ Ba, 22/12/2026. Đã gửi nhắc:" in block
    assert "quá hạn" not in told.splitlines()[0]
    assert "Chị An đã được xem trước tin này." in told
