"""What is in the way: in the officer's words, with a phone number, until it is settled
(docs/design.md, Conversation)."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models.rules.lifecycle import State
from models.tables import Evidence, Person
from tests.e2e.world import ADMIN, AN, BINH, World, at, labels, open_world

MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
WORDS = "hệ thống báo lỗi 500, không đăng nhập được"


@pytest.fixture
async def due(tmp_path: Path) -> AsyncIterator[World]:
    """Wednesday 16/12/2026, 07:30: the report is due today; An's phone is known."""
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("16/12/2026")) as world:
        assert world.sandbox.runtime is not None
        with world.sandbox.runtime.engine.begin() as connection:
            connection.execute(
                Person.__table__.update().where(Person.code == "an.vhxh").values(phone="0912345678")
            )
        yield world


async def pressed(world: World) -> None:
    await world.press(AN, await world.open_card(AN, MONTHLY), "🆘")
    await world.settled()


async def test_a_press_asks_for_the_words_and_they_go_to_head_and_admin_with_the_phone(due: World) -> None:
    await pressed(due)
    asked = due.said(AN)[-1]
    assert "Đang vướng gì ạ?" in asked.text
    for chat in (BINH, ADMIN):
        told = due.newest(chat, "🆘 Đang vướng")
        assert "chưa nói rõ" in told.text
        assert "Điện thoại: 0912345678" in told.text
    answer = await due.write(AN, WORDS, reply_to=asked.message_id)
    assert f"Lời báo: “{WORDS}”" in answer.text
    await due.settled()
    for chat in (BINH, ADMIN):
        told = due.newest(chat, "🆘 Đang vướng")
        assert f"Chị An báo: “{WORDS}”" in told.text
        assert "Điện thoại: 0912345678" in told.text


async def test_the_task_shows_it_until_it_is_settled(due: World) -> None:
    await pressed(due)
    await due.write(AN, WORDS, reply_to=due.said(AN)[-1].message_id)
    await due.settled()
    assert "đang vướng" in (await due.write(AN, "/viec")).text
    assert f"🆘 Đang vướng từ 16/12: “{WORDS}”" in (await due.open_card(AN, MONTHLY)).text
    told = due.newest(BINH, "🆘 Đang vướng")
    assert "✅ Hết vướng" in labels(told)
    await due.press(BINH, told, "✅ Hết vướng")
    await due.settled()
    assert due.message(BINH, told.message_id).text.startswith("✅ Không còn vướng")
    assert "Đang vướng từ" not in (await due.open_card(AN, MONTHLY)).text
    assert "Không có gì thay đổi" in await due.press_data(BINH, told.message_id, told.data_of("✅ Hết vướng"))


async def test_a_picture_of_the_fault_is_no_evidence(due: World) -> None:
    await pressed(due)
    answer = await due.send_file(AN, name="loi.png", reply_to=due.said(AN)[-1].message_id)
    assert "không tính là minh chứng" in answer.text
    assert due.task("2026-12").state is State.OPEN
    with due.rows() as session:
        assert session.exec(select(Evidence.task_id)).all() == [None]


async def test_work_done_is_heard_also_in_answer_to_what_is_in_the_way(due: World) -> None:
    await pressed(due)
    await due.write(AN, "xong rồi", reply_to=due.said(AN)[-1].message_id)
    assert due.task("2026-12").state is State.CLAIMED


async def test_unquoted_words_are_about_the_task_whose_obstacle_was_asked_for(due: World) -> None:
    other = next(line for line in (await due.write(AN, "/viec")).text.splitlines() if line.startswith("2."))
    first = await due.open_card(AN, MONTHLY)
    await due.open_card(AN, other.split(". ")[1][:30])
    for answer in ("?", "ok em"):
        await due.press(AN, first, "🆘")
        await due.settled()
        assert "Lời báo" not in (await due.write(AN, answer)).text
        await due.press(AN, due.newest(AN, "🆘"), "↩️")
        await due.settled()
    await due.press(AN, first, "🆘")
    await due.settled()
    answer = await due.write(AN, "hệ thống tỉnh lỗi không vào được")
    assert "Lời báo: “hệ thống tỉnh lỗi không vào được”" in answer.text
    assert MONTHLY in answer.text
    assert "Lời báo" not in (await due.write(AN, "sao lâu thế")).text


async def test_what_was_taken_back_is_no_longer_in_the_way_of_anybody(due: World) -> None:
    """Head and admin had to act; their message says that it is over, and offers nothing more to decide."""
    card = await due.open_card(AN, MONTHLY)
    said = await due.write(AN, WORDS, reply_to=card.message_id)
    await due.settled()
    told = {chat: due.newest(chat, "🆘 Đang vướng") for chat in (BINH, ADMIN)}
    await due.press(AN, said, "↩️ Không phải vậy")
    await due.settled()
    for chat, message in told.items():
        now = due.message(chat, message.message_id)
        assert now.text.startswith("↩️ Đã hủy lời báo đang vướng – Báo cáo tình hình hồ sơ giải quyết TTHC"), (
            now.text
        )
        assert "Chị An vừa hủy lời này" in now.text
        assert labels(now) == ["📋 Mở việc"]


async def test_a_dispute_taken_back_asks_the_head_for_nothing_more(due: World) -> None:
    await due.press(AN, await due.open_card(AN, MONTHLY), "🙅")
    await due.settled()
    asked = due.newest(BINH, "🙋 Nhờ anh Bình phân công lại")
    await due.press(AN, due.newest(AN, "🙋"), "↩️ Không phải vậy")
    await due.settled()
    now = due.message(BINH, asked.message_id)
    assert now.text.startswith("↩️ Đã hủy lời báo không phải phần việc của mình")
    assert labels(now) == ["📋 Mở việc"]


async def test_the_same_promise_twice_is_told_once(due: World) -> None:
    await due.go_to("16/12/2026", "14:30")
    for _ in range(2):
        await due.write(AN, "thứ sáu em nộp", reply_to=(await due.open_card(AN, MONTHLY)).message_id)
    await due.settled()
    assert len([each for each in due.said(BINH) if each.text.startswith("📅 Lời hẹn mới")]) == 1


async def test_the_head_reads_of_it_also_where_something_was_said_since(due: World) -> None:
    """First that it is stuck, then where the document lies: both stand."""
    await pressed(due)
    await due.write(AN, WORDS, reply_to=due.said(AN)[-1].message_id)
    card = await due.open_card(AN, MONTHLY)
    await due.write(AN, "lãnh đạo ký rồi, đang ở văn thư", reply_to=card.message_id)
    await due.go_to("17/12/2026", "10:30")
    told = due.newest(BINH, "📌 Nhờ anh Bình xem giúp").text
    block = told[told.index(MONTHLY) :]
    place = "văn bản đang ở văn thư, chờ phát hành từ 16/12"
    assert f"Tình trạng: {place}; báo đang vướng (16/12)." in block
