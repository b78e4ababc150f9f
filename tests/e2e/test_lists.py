"""/lich, /donvi and /bang: due days by week, a unit's and the agency's work by day; numbers open cards."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.actor import Act, acting
from models.changes.absence import be_absent
from models.rules.lifecycle import ACTIVE
from models.rules.reading import Place
from models.tables import Person, Task
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


async def test_a_unit_is_listed_by_day_with_whose_each_task_is(thursday: World) -> None:
    listed = await thursday.write(BINH, "/donvi")
    first, tasks, *_ = listed.text.split("\n\n")
    assert first == "🏢 Việc đang mở của Phòng VH–XH"
    days = [line.split("hạn thứ ")[1].split(", ")[1][:10] for line in tasks.splitlines()]
    assert days == sorted(days, key=lambda day: day.split("/")[::-1])
    assert "còn 4 ngày làm việc – chưa có người phụ trách" in next(
        line for line in tasks.splitlines() if QUARTERLY in line
    )
    assert f"{MONTHLY} – hạn thứ Tư, 16/12/2026, còn 4 ngày làm việc – chị An" in tasks
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
    assert "– chị An – 🏖 đang vắng mặt, anh Bình phụ trách thay" in listed.text


async def test_a_head_who_asks_for_the_whole_agency_gets_their_own_unit(thursday: World) -> None:
    own, asked = await thursday.write(BINH, "/donvi"), await thursday.write(BINH, "/bang")
    heading, line, *rest = asked.text.split("\n\n")
    assert line == "Cả cơ quan do lãnh đạo và người quản trị xem; đây là việc của đơn vị anh Bình."
    assert [heading, *rest] == own.text.split("\n\n")


@pytest.mark.parametrize("chat", [AN, HOA])
async def test_who_heads_no_unit_gets_no_unit_list(thursday: World, chat: int) -> None:
    assert (await thursday.write(chat, "/donvi")).text.startswith("Lệnh này dành cho trưởng đơn vị.")
    assert "dành cho người quản trị và" in (await thursday.write(chat, "/bang")).text


async def test_all_that_is_open_in_the_agency_is_one_command_that_turns_pages_and_finds(
    tmp_path: Path,
) -> None:
    """Monday 21/12 with the built-in catalogue: much is open, and everything overdue is on the first pages."""
    async with open_world(tmp_path, date(2026, 12, 14), None, at("21/12/2026", "09:00")) as world:
        chat = LEADER
        assert (await world.write(ADMIN, "/bang")).text == (await world.write(chat, "/bang")).text
        listed = world.said(chat)[-1]
        assert listed.text.startswith("🏢 Việc đang mở của UBND xã Tân Kỳ, ")
        total = int(listed.text.split("Tân Kỳ, ")[1].split(" việc")[0])
        assert total > 24
        seen, numbers = listed.text, labels(listed)[:12]
        while "Xem tiếp ▸" in "".join(labels(listed)):
            await world.press(chat, listed, "Xem tiếp ▸")
            await world.settled()
            listed = world.message(chat, listed.message_id)
            seen += listed.text
            numbers += [label for label in labels(listed) if label.isdigit()]
        assert numbers == [str(number) for number in range(1, total + 1)]
        overdue = [line for line in seen.splitlines() if " – quá hạn" in line]
        assert overdue
        assert all(int(line.split(".")[0]) <= len(overdue) for line in overdue)
        found = await world.write(chat, "/bang bc tthc thang 12")
        assert found.text.startswith("🔎 Tìm “bc tthc thang 12”: 1 việc")
        card = await world.open_number(chat, found, MONTHLY)
        assert card.text.splitlines()[0].endswith(MONTHLY)
        for words, kept, left_out in (
            ("TTHC tháng 12", "tháng 12/2026", "quý IV"),
            ("bc tthc quy 4", "quý IV/2026", "tháng"),
            ("việc của chị an", "chị An", "chưa có"),
            ("chưa giao", "chưa có người phụ trách", "chị An"),
            ("quá hạn", "quá hạn", "còn"),
        ):
            answer = await world.write(chat, f"/bang {words}")
            listing = [line for line in answer.text.splitlines() if ". " in line[:4]]
            assert listing, words
            assert all(kept in line and left_out not in line for line in listing), listing
        nothing = await world.write(chat, "/bang khong co gi nhu the")
        assert nothing.text.startswith("🔎 Không thấy việc nào có “khong co gi nhu the”.")
        own = await world.write(AN, "/viec bao cao thang 12")
        assert MONTHLY in own.text


async def test_help_the_keyboard_and_the_commands_are_each_roles_own(thursday: World) -> None:
    keys = {
        AN: {"📋 Việc của tôi", "📅 Lịch hạn", "🏖 Báo vắng", "👤 Về tôi"},
        LEADER: {"📋 Việc của tôi", "🏛 Việc cả cơ quan", "🏖 Báo vắng", "👤 Về tôi"},
        CHATS["chau.vp"]: {"📋 Việc của tôi", "🏖 Báo vắng", "👤 Về tôi"},
    }
    says = {AN: "📎 Nộp minh chứng", LEADER: "/bang", CHATS["chau.vp"]: "đã phát hành số"}
    for chat, wanted in keys.items():
        helped = await thursday.write(chat, "/trogiup")
        assert {key for row in helped.reply_keyboard for key in row} == wanted
        assert {other for other, words in says.items() if words in helped.text} == {chat}
    by_key = await thursday.write(LEADER, "🏛 Việc cả cơ quan")
    assert by_key.text == (await thursday.write(LEADER, "/bang")).text


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


async def test_what_a_leaders_monday_has_no_room_for_is_on_its_next_page(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 12, 14), None, at("21/12/2026", "09:00")) as world:
        with world.writing() as session:
            for task in session.exec(select(Task).where(col(Task.state).in_(ACTIVE)).limit(14)):
                task.place, task.place_since = Place.LEADER, date(2026, 12, 18)
                session.add(task)
        await world.go_to("28/12/2026")
        monday = world.newest(LEADER, "📊 Tuần 28/12")
        assert "\n13. " not in monday.text and "việc khác" in monday.text
        await world.press(LEADER, monday, "Xem tiếp ▸")
        await world.settled()
        onward = world.message(LEADER, monday.message_id)
        assert "\n13. " in onward.text and "\n1. " not in onward.text
        assert "Quá hạn, đã nhắc tại đơn vị" in onward.text
        assert "13 · Đã ký số" in labels(onward)
