"""Waiting for a superior: asked, declined, asked over a restart, confirmed, asked about each month, answered."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.rules.lifecycle import State
from models.tables import Form, Notification
from tests.e2e.world import ADMIN, AN, BINH, DUNG, World, at, labels, open_world

MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
LETTER = "Tờ trình 25/TTr-UBND ngày 16/01/2026"
GONE = "Điều này đã được xử lý từ trước, không cần làm lại. Không có gì thay đổi."
NOT_YOURS = "Phần này dành cho người phụ trách việc. Không có gì thay đổi."
IN_LISTS = f"chờ Sở Nội vụ từ 15/12/2026 ({LETTER})"


@pytest.fixture
async def eve(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026, 09:00: the report is due tomorrow."""
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("15/12/2026", "09:00")) as world:
        yield world


async def newest(world: World, chat: int, beginning: str) -> ChatMessage:
    """The newest message of the bot in a chat that begins like this, once everything is sent."""
    await world.worked_off()
    return world.newest(chat, beginning)


async def form(world: World) -> ChatMessage:
    """The officer opens the details of the task and says that it waits: whom for?"""
    card = await world.open_card(AN, MONTHLY)
    details = await world.pressed_for_answer(AN, card, "❓ Chi tiết")
    return await world.pressed_for_answer(AN, details, "⏳ Chờ cấp trên")


async def ask(world: World) -> ChatMessage:
    """The whole form: Sở Nội vụ, by its letter. Returns what is said back."""
    document = await pressed(world, AN, await form(world), "Sở Nội vụ")
    return await world.write(AN, LETTER, reply_to=document.message_id)


async def pressed(world: World, chat: int, message: ChatMessage, label: str) -> ChatMessage:
    """A press that turns the message into what follows."""
    await world.press(chat, message, label)
    await world.settled()
    return world.message(chat, message.message_id)


async def waiting(world: World) -> None:
    await ask(world)
    await world.press(BINH, await newest(world, BINH, "⏳ Nhờ anh Bình xác nhận"), "✅ Xác nhận")
    await world.worked_off()


async def monthly_question(world: World) -> ChatMessage:
    """The card of this morning's question, out of the digest where it stands in one."""
    morning = [each for each in world.started(AN) if "Sở Nội vụ" in each.text][-1]
    if morning.text.startswith("⏳ Chờ Sở Nội vụ"):
        return morning
    return await world.open_number(AN, morning, MONTHLY)


async def test_asked_and_declined_with_a_reason_then_confirmed_over_a_restart(eve: World) -> None:
    said = await ask(eve)
    assert said.text.startswith(f"⏳ Đã ghi: chờ Sở Nội vụ – {MONTHLY}")
    assert LETTER in said.text
    request = await newest(eve, BINH, "⏳ Nhờ anh Bình xác nhận")
    assert "Chị An báo việc này đang chờ Sở Nội vụ trả lời." in request.text
    assert LETTER in request.text
    why = await eve.pressed_for_answer(BINH, request, "✍️ Chưa, ghi lý do")
    await eve.write(BINH, "Số liệu của xã làm được trước ạ", reply_to=why.message_id)
    told = await newest(eve, AN, "↪️ Việc vẫn làm tiếp")
    assert "Lý do: “Số liệu của xã làm được trước ạ”" in told.text
    assert eve.message(BINH, request.message_id).text.startswith("↪️ Đã ghi: vẫn làm tiếp")
    assert eve.task("2026-12").state is State.OPEN

    which = await form(eve)
    await eve.start_again()
    document = await eve.write(AN, "Sở Tài chính", reply_to=which.message_id)
    assert "Xã đã gửi văn bản nào ạ?" in document.text
    await eve.start_again()
    said = await pressed(eve, AN, document, "Chưa có văn bản")
    assert "chờ Sở Tài chính" in said.text
    assert "Chưa có văn bản gửi đi." in said.text
    assert eve.task("2026-12").state is State.OPEN
    await eve.press(BINH, await newest(eve, BINH, "⏳ Nhờ anh Bình xác nhận"), "✅ Xác nhận")
    told = await newest(eve, AN, "⏳ Đã xác nhận chờ Sở Tài chính")
    assert "thứ Sáu, 15/01/2027" in told.text
    assert eve.task("2026-12").state is State.WAITING


async def test_it_shows_on_every_list_and_speaks_no_more_but_once_a_month(eve: World) -> None:
    await waiting(eve)
    assert IN_LISTS in (await eve.write(AN, "/viec")).text
    assert IN_LISTS in (await eve.write(BINH, "/donvi")).text
    card = await eve.open_card(AN, MONTHLY)
    assert card.text.startswith(f"⏳ Chờ Sở Nội vụ từ 15/12/2026 – {MONTHLY}")
    details = await eve.pressed_for_answer(AN, card, "❓ Chi tiết")
    assert f"⏳ Chờ Sở Nội vụ từ 15/12/2026 ({LETTER})" in details.text
    before = {chat: len(eve.started(chat)) for chat in (AN, BINH)}
    await eve.go_to("24/12/2026", "17:00")
    for chat, count in before.items():
        assert not [each for each in eve.started(chat)[count:] if MONTHLY in each.text]
    assert eve.task("2026-12").state is State.WAITING


async def test_three_months_no_answer_yet_silence_and_the_answer(eve: World) -> None:
    await waiting(eve)
    await eve.go_to("15/01/2027", "07:45")
    first = await monthly_question(eve)
    assert labels(first)[:2] == ["📬 Đã có trả lời", "Chưa có"]
    assert await eve.press(AN, first, "Chưa có") == "Đã ghi: chưa có trả lời. Tháng sau hệ thống hỏi lại."
    await eve.go_to("15/02/2027", "07:45")
    unanswered = await monthly_question(eve)
    assert unanswered.message_id != first.message_id
    await eve.go_to("15/03/2027", "07:45")
    assert not [each for each in eve.said(BINH) if each.text.startswith("📌") and MONTHLY in each.text]
    asked = await monthly_question(eve)
    day = await eve.pressed_for_answer(AN, asked, "📬 Đã có trả lời")
    assert day.text.startswith("📬 Đã có trả lời, xong ngày nào ạ?")
    day = await eve.write(AN, "25/3 em nộp ạ", reply_to=day.message_id)
    assert "Đọc được là thứ Năm, 25/03/2027" in day.text
    assert eve.task("2026-12").state is State.WAITING
    await eve.press(AN, day, "Thứ Năm, 25/03")
    told = await newest(eve, BINH, "📬 Đã có trả lời")
    assert "Chị An báo đã có trả lời của Sở Nội vụ." in told.text
    assert "thứ Năm, 25/03/2027" in told.text
    card = await eve.open_card(AN, MONTHLY)
    assert "Hạn: thứ Năm, 25/03/2027" in card.text
    assert await eve.press(AN, first, "Chưa có") == GONE
    await eve.go_to("24/03/2027", "07:45")
    assert [each for each in eve.started(AN) if each.at.day == 24 and MONTHLY in each.text]
    assert len(eve.entries("still_waiting")) == 1


async def test_the_head_may_say_that_the_answer_came_and_the_officer_hears_of_it(eve: World) -> None:
    await waiting(eve)
    listed = await eve.write(BINH, "/donvi")
    card = await eve.open_number(BINH, listed, MONTHLY)
    day = await eve.pressed_for_answer(BINH, card, "📬 Đã có trả lời")
    await eve.press(BINH, day, "Thứ Sáu, 18/12")
    told = await newest(eve, AN, "📬 Đã có trả lời")
    assert "Anh Bình báo" in told.text
    assert eve.task("2026-12").state is State.OPEN


async def forged(world: World, chat: int, carried: str) -> str:
    """Somebody presses, under their own newest message, what another message's button carries."""
    return await world.press_data(chat, world.said(chat)[-1].message_id, carried)


async def test_old_buttons_and_other_peoples_change_nothing(eve: World) -> None:
    which = await form(eve)
    pick = which.data_of("Sở Nội vụ")
    document = await pressed(eve, AN, which, "Sở Nội vụ")
    none_yet = document.data_of("Chưa có văn bản")
    await pressed(eve, AN, document, "Chưa có văn bản")
    confirm = (await newest(eve, BINH, "⏳ Nhờ anh Bình xác nhận")).data_of("✅ Xác nhận")
    before = eve.snapshot()
    for carried in (pick, none_yet):
        assert await forged(eve, AN, carried) == GONE
        assert await forged(eve, DUNG, carried) == NOT_YOURS
    for chat in (AN, DUNG):
        assert await forged(eve, chat, confirm) == NOT_YOURS
    assert eve.snapshot() == before
    assert await forged(eve, BINH, confirm) == "Đã ghi: xác nhận đang chờ cấp trên."
    waits = "Việc này đang chờ cấp trên trả lời. Không có gì thay đổi."
    before = eve.snapshot()
    for chat in (BINH, ADMIN):
        assert await forged(eve, chat, confirm) == waits
    assert eve.snapshot() == before


async def test_taken_back_before_the_head_decides_it_cannot_be_confirmed(eve: World) -> None:
    said = await ask(eve)
    request = await newest(eve, BINH, "⏳ Nhờ anh Bình xác nhận")
    await eve.press(AN, said, "↩️ Không phải vậy")
    await eve.worked_off()
    assert eve.message(BINH, request.message_id).text.startswith("↩️ Không cần xác nhận nữa")
    assert await eve.press(BINH, request, "✅ Xác nhận") == GONE
    assert eve.task("2026-12").state is State.OPEN


@pytest.mark.parametrize("words", ["đang chờ Sở thẩm định ạ", "cho cap tren phe duyet"])
async def test_words_of_waiting_for_a_superior_are_answered_with_the_button(eve: World, words: str) -> None:
    card = await eve.open_card(AN, MONTHLY)
    answer = await eve.write(AN, words, reply_to=card.message_id)
    assert answer.text.startswith("🆘 Đã ghi: đang vướng")
    which = await eve.pressed_for_answer(AN, answer, "⏳ Chờ cấp trên")
    assert MONTHLY in which.text
    assert "Đang chờ cơ quan nào ạ?" in which.text


async def test_what_is_written_of_a_waiting_task_is_no_answer_yet_or_one_that_came(eve: World) -> None:
    await waiting(eve)
    card = await eve.open_card(AN, MONTHLY)
    noted = await eve.write(AN, "chưa thấy ạ", reply_to=card.message_id)
    assert noted.text == "📝 Đã ghi: chưa có trả lời. Tháng sau hệ thống hỏi lại."
    for words in ("Sở trả lời rồi ạ", "co roi"):
        day = await eve.write(AN, words, reply_to=card.message_id)
        assert day.text.startswith("📬 Đã có trả lời, xong ngày nào ạ?")
    day = await eve.write(AN, "có trả lời rồi, 22/12 em nộp", reply_to=card.message_id)
    assert "Đọc được là thứ Ba, 22/12/2026" in day.text
    assert eve.task("2026-12").state is State.WAITING
    await eve.press(AN, day, "Thứ Ba, 22/12")
    assert eve.task("2026-12").fix_by == date(2026, 12, 22)


async def test_a_head_who_writes_instead_of_pressing_is_told_that_nothing_was_recorded(eve: World) -> None:
    await ask(eve)
    request = await newest(eve, BINH, "⏳ Nhờ anh Bình xác nhận")
    answer = await eve.write(BINH, "đồng ý", reply_to=request.message_id)
    assert answer.text == "Chưa ghi nhận gì: nhờ anh Bình bấm một nút dưới tin được hỏi."
    assert eve.task("2026-12").state is State.OPEN


async def test_a_day_that_cannot_be_read_is_asked_again_and_one_that_is_past_is_refused(eve: World) -> None:
    await waiting(eve)
    day = await eve.pressed_for_answer(AN, await eve.open_card(AN, MONTHLY), "📬 Đã có trả lời")
    again = await eve.write(AN, "sớm thôi ạ", reply_to=day.message_id)
    assert "Chưa đọc được ngày" in again.text
    refused = await eve.write(AN, "15/12/2026 nộp", reply_to=again.message_id)
    assert "Hạn mới phải sau hạn hiện nay và sau hôm nay" in refused.text
    assert eve.task("2026-12").state is State.WAITING


async def test_words_without_a_reply_answer_what_was_just_asked_unless_they_report(eve: World) -> None:
    await form(eve)
    aside = await eve.write(AN, "dạ em biết rồi ạ")
    assert "Xã đã gửi văn bản nào ạ?" not in aside.text
    document = await eve.write(AN, "Sở Tài chính")
    assert "Đang chờ: Sở Tài chính" in document.text
    assert "Xã đã gửi văn bản nào ạ?" in document.text
    said = await eve.write(AN, "chưa có")
    assert said.text.startswith(f"⏳ Đã ghi: chờ Sở Tài chính – {MONTHLY}")
    assert len(eve.entries("ask_wait")) == 1


async def test_a_question_that_was_asked_before_an_upgrade_takes_no_answer_and_says_so(eve: World) -> None:
    which = await form(eve)
    with eve.writing() as session:
        asked = session.exec(select(Form)).one()
        row = session.get_one(Notification, asked.screen_id)
        row.kind, asked.ended_at = "wait_question", asked.touched_at
        session.add_all([row, asked])
    before = eve.snapshot()
    pressed_old = await eve.press_data(AN, which.message_id, "waitfor:1:so_noi_vu")
    assert pressed_old.startswith("Nút này không dùng được nữa. Không có gì thay đổi.")
    assert (await eve.write(AN, "chưa có", reply_to=which.message_id)).text == GONE
    assert eve.snapshot() == before
