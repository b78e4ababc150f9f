"""Over the wire: the officer, then the head, then the leader; each once, none before the one below."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.rules.lifecycle import State
from models.rules.zone import local
from models.tables import Agency, Person, PersonRole
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, World, at, labels, open_world

LAM = CHATS["lam.ubnd"]
MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng"


@pytest.fixture
async def december(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026, 07:30: An's report is due tomorrow; her other tasks are done."""
    async with open_world(tmp_path, date(2026, 12, 14), moment=at("15/12/2026")) as world:
        await world.press(AN, await world.open_card(AN, "năm 2026"), "✅ Đã xong")
        yield world


def named(world: World, chat_id: int, start: str, words: str = "") -> list[tuple[str, ChatMessage]]:
    """What the program started in a chat that begins so and has these words, with its moment."""
    return [
        (f"{local(each.at):%d/%m %H:%M}", each)
        for each in world.started(chat_id)
        if each.text.startswith(start) and words in each.text
    ]


def moments(found: list[tuple[str, ChatMessage]]) -> list[str]:
    return [moment for moment, _ in found]


async def escalated(world: World) -> ChatMessage:
    """Thursday 17/12, 10:00: the head has been told of An's report."""
    await world.go_to("17/12/2026", "10:00")
    (found,) = named(world, BINH, "📌", f"{MONTHLY} 12/2026")
    return found[1]


async def test_down_from_the_eve_to_the_third_day_each_hears_in_turn(tmp_path: Path) -> None:
    """Due on Friday 16/10; back on Wednesday 21/10, which is T+3."""
    report = f"{MONTHLY} 10/2026"
    async with open_world(tmp_path, date(2026, 10, 12)) as world:
        await world.go_to("14/10/2026", "16:00")
        await world.down_until("21/10/2026", "07:30")
        await world.tick()
        (told,) = [each for each in world.started(AN) if report in each.text]
        assert f"{local(told.at):%d/%m %H:%M}" == "21/10 07:30"
        await world.go_to("26/10/2026", "17:00")
        assert moments(named(world, AN, "🔔 Chiều nay hết hạn")) == []
        assert moments(named(world, BINH, "📌", report)) == ["22/10 10:00"]
        assert moments(named(world, LAM, "📊", report)) == ["26/10 07:30"]
        assert [each for each in world.started(LAM) if local(each.at).date() < date(2026, 10, 26)] == []
        (line,) = [
            text for _, each in named(world, LAM, "📊") for text in each.text.splitlines() if report in text
        ]
        assert "Nguyễn Thị An" not in line
        assert "chị An" not in line


async def test_the_last_call_quotes_what_the_head_then_reads(december: World) -> None:
    await december.go_to("16/12/2026", "14:00")
    ((moment, call),) = named(december, AN, "🔔 Chiều nay hết hạn")
    assert moment == "16/12 14:00"
    assert "10 giờ 00 sáng mai, thứ Năm, 17/12 hệ thống sẽ gửi anh Bình đúng nội dung sau:" in call.text
    quoted = call.text
    head = await escalated(december)
    assert head.text in quoted
    assert "Chị An đã được xem trước tin này." in head.text


async def test_done_at_one_minute_to_ten_and_the_head_hears_nothing(december: World) -> None:
    await december.go_to("17/12/2026", "09:59")
    await december.press(AN, await december.open_card(AN, MONTHLY), "✅ Đã xong")
    await december.go_to("18/12/2026", "17:00")
    assert named(december, BINH, "📌", MONTHLY) == []


@pytest.mark.parametrize("hours", [5, 25])
async def test_each_level_speaks_once_whatever_the_restarts(december: World, hours: int) -> None:
    while december.sandbox.now().date() < date(2026, 12, 23):
        await december.down_for(timedelta(hours=hours))
        await december.tick()
        await december.tick()
    for chat_id, start in ((AN, "🔔 Chiều nay"), (BINH, "📌"), (LAM, "📊")):
        assert len(named(december, chat_id, start, f"{MONTHLY} 12/2026")) <= 1
    assert named(december, BINH, "📌", f"{MONTHLY} 12/2026")


async def test_the_overdue_card_says_when_the_head_hears(december: World) -> None:
    await december.go_to("17/12/2026")
    card = await december.open_card(AN, MONTHLY)
    assert "10 giờ 00 hôm nay, nếu việc chưa được báo xong, hệ thống sẽ báo anh Bình." in card.text
    await december.press(AN, card, "✅ Đã xong")
    await december.settled()
    assert "sẽ báo anh Bình" not in december.message(AN, card.message_id).text


async def test_the_head_says_that_they_talked_and_nothing_else_changes(december: World) -> None:
    message = await escalated(december)
    before = december.task("2026-12")
    assert await december.press(BINH, message, "💬 Tôi đã trao đổi") == "Đã ghi lại."
    assert "Không có gì thay đổi" in await december.press(BINH, message, "💬 Tôi đã trao đổi")
    assert december.task("2026-12") == before
    assert [each["by"] for each in december.entries("talked")] == ["binh.vhxh"]


async def test_the_head_gives_it_to_somebody_else(december: World) -> None:
    message = await escalated(december)
    asked = await december.pressed_for_answer(BINH, message, "👥 Giao người khác")
    before = december.said(DUNG)
    await december.press(BINH, asked, "👤 Giao cho Lê Văn Dũng")
    await december.settled()
    assert december.task("2026-12").responsible_id == december.person("dung.vhxh").id
    assert f"{MONTHLY} 12/2026" in december.said(DUNG)[len(before)].text
    assert december.message(BINH, asked.message_id).text.startswith("👥 Đã giao cho anh Dũng")


async def test_the_head_moves_the_day_and_the_officer_hears_of_it(december: World) -> None:
    message = await escalated(december)
    asked = await december.pressed_for_answer(BINH, message, "📅 Lùi hạn")
    await december.press(BINH, asked, "Thứ Ba, 22/12")
    await december.settled()
    task = december.task("2026-12")
    assert (task.due_on, task.scheduled_on) == (date(2026, 12, 22), date(2026, 12, 16))
    assert december.message(BINH, asked.message_id).text.startswith("📅 Đã đặt hạn thứ Ba, 22/12/2026")
    ((_, told),) = named(december, AN, "📅 Hạn được lùi")
    assert "thứ Tư, 16/12/2026 → hạn mới thứ Ba, 22/12/2026" in told.text
    assert "Căn cứ: trưởng đơn vị điều chỉnh. Người cập nhật: anh Bình." in told.text
    await december.go_to("21/12/2026", "17:00")
    assert named(december, LAM, "📊", f"{MONTHLY} 12/2026") == []
    await december.go_to("23/12/2026", "10:00")
    assert moments(named(december, BINH, "📌", f"{MONTHLY} 12/2026")) == ["17/12 10:00", "23/12 10:00"]


async def test_the_later_day_may_be_typed(december: World) -> None:
    message = await escalated(december)
    asked = await december.pressed_for_answer(BINH, message, "📅 Lùi hạn")
    for words in ("tuần sau nữa tính", "lùi đến thứ 7", "lùi đến 10/12"):
        again = await december.write(BINH, words, reply_to=asked.message_id)
        assert "chưa lùi hạn" in again.text, words
        assert "Thứ Ba, 22/12" in labels(again)
    assert december.task("2026-12").due_on == date(2026, 12, 16)
    assert (await december.write(BINH, "22/12")).text.startswith("📅 Đã đặt hạn thứ Ba, 22/12/2026")
    await december.settled()
    assert labels(december.message(BINH, again.message_id)) == []
    await december.press_data(BINH, message.message_id, message.data_of("📅 Lùi hạn"))
    await december.settled()
    later = await december.write(BINH, "lùi đến thứ 6 ngày 25/12")
    assert later.text.startswith("📅 Đã đặt hạn thứ Sáu, 25/12/2026")
    assert december.task("2026-12").due_on == date(2026, 12, 25)
    await december.settled()
    ((_, told),) = named(december, AN, "📅 Hạn được lùi", "mới thứ Sáu, 25/12/2026")
    assert "Người cập nhật: anh Bình." in told.text


async def test_of_several_tasks_the_head_opens_each_and_decides_there(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 12, 14)) as world:
        await world.go_to("17/12/2026", "10:00")
        ((_, message),) = named(world, BINH, "📌")
        assert message.text.startswith(
            "📌 Nhờ anh Bình xem giúp – 2 việc của Phòng VH–XH quá hạn 1 ngày làm việc"
        )
        card = await world.open_number(BINH, message, f"{MONTHLY} 12/2026")
        assert {"💬 Tôi đã trao đổi", "👥 Giao người khác", "📅 Lùi hạn"} <= set(labels(card))
        ((_, call),) = named(world, AN, "🔔 Chiều nay hết hạn – 2 việc")
        seen_before, _, to_phone = message.text.partition("\n\n☎️ ")
        assert seen_before in call.text
        assert to_phone == (
            "Chị An chưa phản hồi tin nhắc 15, 16 và 17/12, có thể chưa nhận được tin; nhờ anh Bình gọi điện giúp."
        )
        assert "✅ Đã gọi, vẫn nhận tin" in labels(message)


async def test_an_officer_cannot_press_the_heads_buttons(december: World) -> None:
    message = await escalated(december)
    for label in ("💬 Tôi đã trao đổi", "👥 Giao người khác", "📅 Lùi hạn"):
        own = december.said(DUNG)[0].message_id
        toast = await december.press_data(DUNG, own, message.data_of(label))
        assert "Không có gì thay đổi" in toast
    task = december.task("2026-12").id
    for data in (f"extendto:{task}:2026-12-22", f"keepday:{task}", f"phoned:{task}", "endtrial"):
        assert "Không có gì thay đổi" in await december.press_data(AN, december.said(AN)[0].message_id, data)
    assert december.task("2026-12").due_on == date(2026, 12, 16)
    assert december.task("2026-12").state is State.OPEN


@pytest.mark.moment("30/11/2026")
async def test_a_quiet_monday_tells_the_leader_that_nothing_is_to_decide(world: World) -> None:
    ((moment, message),) = named(world, LAM, "📊")
    assert moment == "30/11 07:30"
    assert "Tuần này không có việc cần đồng chí Lâm quyết." in message.text
    assert [each for each in world.started(LAM) if local(each.at).date() == date(2026, 11, 30)] == [message]


async def test_the_welcome_says_when_those_above_are_told(world: World) -> None:
    (welcome,) = [each.text for each in world.said(AN) if each.text.startswith("Cảm ơn")]
    assert "3. Khi nào báo lên trên. Quá hạn 1 ngày làm việc, 10 giờ 00 báo anh Bình" in welcome
    (leader,) = [each.text for each in world.said(LAM) if each.text.startswith("Cảm ơn")]
    assert "Khi nào báo lên trên" not in leader


async def test_the_admin_ends_the_trial_run_on_its_last_day(world: World) -> None:
    with world.writing() as session:
        agency = session.exec(select(Agency)).one()
        agency.trial_ended_at = None
        session.add(agency)
    await world.go_to("07/12/2026")
    ((_, message),) = named(world, ADMIN, "🧪 Ngày chạy thử cuối – thứ Hai, 07/12/2026")
    assert await world.press(ADMIN, message, "▶️ Kết thúc chạy thử") == (
        "Đã kết thúc chạy thử. Từ nay việc quá hạn được báo lên trên."
    )
    await world.settled()
    edited = world.message(ADMIN, message.message_id)
    assert edited.text.startswith("✅ Đã hết thời gian chạy thử.")
    assert edited.buttons in ([], ())
    with world.rows() as session:
        assert session.exec(select(Agency.trial_ended_at)).one() is not None


async def test_a_promise_reaches_the_head_who_lets_the_day_stand(december: World) -> None:
    await december.go_to("17/12/2026", "08:00")
    card = await december.open_card(AN, MONTHLY)
    asked = await december.pressed_for_answer(AN, card, "⏰ Nhắc lại sau")
    await december.press(AN, asked, "Thứ Sáu, 18/12")
    await december.worked_off()
    await december.tick()
    ((_, told),) = named(december, BINH, "📅 Lời hẹn mới")
    assert await december.press(BINH, told, "Giữ hạn") == "Đã ghi: hạn giữ nguyên."
    assert december.task("2026-12").due_on == date(2026, 12, 16)
    assert [each["promised_on"] for each in december.entries("keep")] == ["2026-12-18"]
    message = await escalated(december)
    assert "Tình trạng: hẹn xong thứ Sáu, 18/12." in message.text
    assert "📅 Lùi hạn" in labels(message)


async def test_where_a_unit_has_no_head_no_overdue_card_promises_their_help(december: World) -> None:
    with december.writing() as session:
        binh = session.exec(select(Person).where(Person.code == "binh.vhxh")).one()
        for held in session.exec(select(PersonRole).where(PersonRole.person_id == binh.id)):
            session.delete(held)
    told = set()
    for day in ("18/12/2026", "21/12/2026", "22/12/2026", "23/12/2026"):
        await december.go_to(day)
        card = await december.open_card(AN, f"{MONTHLY} 12/2026")
        assert card.text.startswith("🔴")
        told.add(card.text.split("\n\n")[1])
        assert "trưởng đơn vị" not in card.text.lower()
    assert len(told) == 4
    assert any("quản trị được báo ngay để cùng gỡ" in each for each in told)
