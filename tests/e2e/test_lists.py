"""/lich and /donvi: due days by week, a unit's work by officer; numbers open cards."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from models.actor import Act, acting
from models.changes.absence import be_absent
from models.tables import Person
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, STRANGER, World, at, labels, open_world

HOA, LEADER = CHATS["hoa.ttpvhcc"], CHATS["lam.ubnd"]
MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
QUARTERLY = "Báo cáo tình hình, kết quả giải quyết TTHC quý IV/2026"


@pytest.fixture
async def thursday(tmp_path: Path) -> AsyncIterator[World]:
    """Thursday 10/12/2026 at 09:00: reports are due next Wednesday."""
    async with open_world(tmp_path, date(2026, 12, 10), moment=at("10/12/2026", "09:00")) as world:
        yield world


async def test_the_calendar_lists_by_week_with_weekdays_and_numbers_that_open(thursday: World) -> None:
    listed = await thursday.write(AN, "/lich")
    assert listed.text.startswith(
        "📅 Lịch hạn của chị An, bốn tuần tới\n\nTuần sau (14/12–20/12)\n1. Thứ Tư 16"
    )
    assert f". Thứ Tư 16/12: {MONTHLY}" in listed.text
    assert labels(listed) == ["1", "2"]
    card = await thursday.open_number(AN, listed, MONTHLY)
    assert MONTHLY in card.text
    assert "✅ Đã xong" in labels(card)


async def test_the_keyboard_asks_for_the_same(thursday: World) -> None:
    by_command = await thursday.write(AN, "/lich")
    by_keyboard = await thursday.write(AN, "📅 Lịch hạn")
    assert by_keyboard.text == by_command.text


async def test_what_is_overdue_stands_before_this_week_and_says_so(thursday: World) -> None:
    await thursday.go_to("21/12/2026", "09:00")
    listed = await thursday.write(AN, "/lich")
    assert "Trước tuần này\n1. Thứ Tư 16/12: " in listed.text
    assert "quá hạn 3 ngày làm việc" in listed.text
    assert "Tuần sau" not in listed.text
    assert "\nBa tuần nữa" not in listed.text


async def test_what_was_done_is_seen_in_the_list_that_was_sent(thursday: World) -> None:
    await thursday.go_to("15/12/2026", "09:00")
    listed = await thursday.write(AN, "/lich")
    card = await thursday.open_number(AN, listed, MONTHLY)
    await thursday.press(AN, card, "✅ Đã xong")
    await thursday.settled()
    assert f"{MONTHLY} – đã báo xong" in thursday.message(AN, listed.message_id).text


async def test_a_calendar_with_nothing_in_it_says_so(thursday: World) -> None:
    listed = await thursday.write(DUNG, "/lich")
    assert listed.text == "📅 Bốn tuần tới anh Dũng không có việc nào đến hạn."


async def test_the_heads_calendar_holds_what_is_nobodys(thursday: World) -> None:
    listed = await thursday.write(BINH, "/lich")
    assert f"Thứ Tư 16/12: {QUARTERLY}" in listed.text


async def test_a_unit_is_listed_by_officer_and_what_is_nobodys_stands_first(thursday: World) -> None:
    listed = await thursday.write(BINH, "/donvi")
    first, second, third, *_ = listed.text.split("\n\n")
    assert first == "🏢 Việc đang mở của Phòng VH–XH"
    assert second.startswith("Chưa có người phụ trách\n1. ")
    assert QUARTERLY in second
    assert third.startswith("Chị An\n")
    assert f"{MONTHLY} – hạn thứ Tư, 16/12/2026" in third
    card = await thursday.open_number(BINH, listed, QUARTERLY)
    assert "👤 Giao cho Lê Văn Dũng" in labels(card)
    seen = await thursday.open_number(BINH, listed, MONTHLY)
    assert "Phụ trách: chị An." in seen.text


async def test_a_unit_list_names_who_stands_in_for_the_absent(thursday: World) -> None:
    with thursday.writing() as session:
        an = session.get_one(Person, thursday.person("an.vhxh").id)
        be_absent(
            Act(session, acting(an), thursday.sandbox.now()), an, date(2026, 12, 10), date(2026, 12, 11), None
        )
    await thursday.settled()
    listed = await thursday.write(BINH, "/donvi")
    assert "Chị An – 🏖 đang vắng mặt, anh Bình phụ trách thay" in listed.text


@pytest.mark.parametrize("chat", [AN, HOA, LEADER])
async def test_who_heads_no_unit_gets_no_unit_list(thursday: World, chat: int) -> None:
    answer = await thursday.write(chat, "/donvi")
    assert answer.text.startswith("Lệnh này dành cho trưởng đơn vị.")


async def test_a_unit_list_shows_no_other_units_work(thursday: World) -> None:
    listed = await thursday.write(ADMIN, "/donvi")
    assert MONTHLY not in listed.text
    assert QUARTERLY not in listed.text


async def test_for_an_absent_head_the_stand_in_gets_the_unit_list(thursday: World) -> None:
    with thursday.writing() as session:
        binh = session.get_one(Person, thursday.person("binh.vhxh").id)
        now = thursday.sandbox.now()
        be_absent(Act(session, acting(binh), now), binh, date(2026, 12, 10), date(2026, 12, 11), None)
    await thursday.settled()
    listed = await thursday.write(LEADER, "/donvi")
    assert listed.text.startswith("🏢 Việc đang mở của Phòng VH–XH")


@pytest.mark.parametrize("command", ["/lich", "/donvi", "/vang"])
async def test_a_stranger_learns_nothing_from_a_command(thursday: World, command: str) -> None:
    thursday.newcomer(STRANGER, "Người lạ")
    answers = await thursday.silent_write(STRANGER, command)
    assert len(answers) == 1
    assert "kênh nhắc việc nội bộ" in answers[0].text
