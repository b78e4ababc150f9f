"""An admin keeps the calendar, working hours, ladders and items from the chat: seen before, taken back after."""

from datetime import date, time

import pytest
from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.rules.zone import local
from models.tables import Agency, ChecklistItem, Rung, WorkingDay
from tests.commune import MONTHLY
from tests.e2e.test_manage import newest, press
from tests.e2e.world import ADMIN, AN, BINH, World, labels

CALENDAR, HOURS, LADDERS = "🗓 Lịch làm việc", "⏰ Giờ làm việc", "🪜 Lịch nhắc"
LETTER = "Thông báo 123/TB-UBND ngày 20/11/2026"


async def type_in(world: World, words: str) -> ChatMessage:
    await world.write(ADMIN, words)
    await world.settled()
    return newest(world)


async def open_entry(world: World, label: str) -> ChatMessage:
    await world.write(ADMIN, "/quanly")
    return await press(world, label)


async def day_off(world: World, words: str = "15/12") -> ChatMessage:
    """A day off, everything but the last press."""
    await open_entry(world, CALENDAR)
    await press(world, "➕ Thêm ngày nghỉ")
    await press(world, "🏖 Nghỉ")
    await type_in(world, words)
    await press(world, "Nghỉ bù")
    return await type_in(world, LETTER)


def spoken_on(world: World, name: str, period: str = "2026-12") -> date:
    task = world.task(period)
    with world.rows() as session:
        found = session.exec(select(Rung).where(Rung.task_id == task.id, Rung.name == name)).one()
        return local(found.speak_at).date()


def days_of(world: World) -> dict[date, tuple[bool, str, str]]:
    with world.rows() as session:
        rows = session.exec(select(WorkingDay)).all()
        return {row.day: (row.working, row.source, row.status.value) for row in rows}


def agency_of(world: World) -> Agency:
    with world.rows() as session:
        return session.exec(select(Agency)).one()


async def test_a_day_off_says_what_it_does_before_it_is_saved(world: World) -> None:
    screen = await day_off(world)
    assert "thứ Ba, 15/12/2026" in screen.text
    assert "3 việc đang mở có ngày nhắc trước hạn sẽ khác" in screen.text
    assert date(2026, 12, 15) not in days_of(world)
    screen = await press(world, "✅ Lưu, việc đang mở giữ nguyên")
    assert "Đã lưu lịch làm việc" in screen.text
    assert days_of(world)[date(2026, 12, 15)] == (False, LETTER, "decided")
    assert spoken_on(world, "T-1") == date(2026, 12, 15)
    (entry,) = world.entries("adjust_calendar")
    assert LETTER not in str(entry)


async def test_open_tasks_follow_only_where_the_admin_says_so_and_are_reminded_then(world: World) -> None:
    await day_off(world)
    await press(world, "✅ Lưu, dời lịch nhắc")
    assert spoken_on(world, "T-1") == date(2026, 12, 14)
    assert world.task("2026-12").due_on == date(2026, 12, 16)
    await world.go_to("14/12/2026", "08:00")
    assert any("Báo cáo tình hình hồ sơ" in each.text for each in world.started(AN))


async def test_a_day_off_is_taken_back_with_what_followed_it(world: World) -> None:
    before, next_ping = days_of(world), world.task("2026-12").next_ping_at
    await day_off(world)
    await press(world, "✅ Lưu, dời lịch nhắc")
    assert world.task("2026-12").next_ping_at != next_ping
    screen = await press(world, "↩️ Hoàn tác")
    assert "Đã hoàn tác" in screen.text
    assert days_of(world) == before
    assert spoken_on(world, "T-1") == date(2026, 12, 15)
    assert world.task("2026-12").next_ping_at == next_ping


async def test_a_task_due_on_a_new_day_off_is_named_and_keeps_its_day(world: World) -> None:
    screen = await day_off(world, "thu 4 ngay 16/12")
    assert "3 việc đang mở có hạn rơi vào ngày nghỉ. Hạn giữ nguyên." in screen.text
    assert "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026, hạn 16/12" in screen.text
    await press(world, "✅ Lưu, dời lịch nhắc")
    assert world.task("2026-12").due_on == date(2026, 12, 16)
    assert spoken_on(world, "T0") == date(2026, 12, 15)


async def test_several_days_at_once_and_the_due_days_that_they_shift(world: World) -> None:
    screen = await day_off(world, "15/2/2027 - 16/2/2027")
    assert "thứ Hai, 15/02/2027" in screen.text
    assert "tháng 2/2027: 16/02 → thứ Năm, 18/02/2027" in screen.text
    assert "✅ Lưu" in labels(screen)
    await press(world, "✅ Lưu")
    assert {date(2027, 2, 15), date(2027, 2, 16)} <= set(days_of(world))


async def test_the_first_day_of_a_new_year_brings_its_holidays_along(world: World) -> None:
    await day_off(world, "4/1/2028")
    await press(world, "✅ Lưu")
    found = days_of(world)
    assert found[date(2028, 1, 4)] == (False, LETTER, "decided")
    assert found[date(2028, 9, 2)][2] == "computed"
    await press(world, "↩️ Hoàn tác")
    assert not [on for on in days_of(world) if on.year == 2028]


async def test_a_working_saturday_and_a_day_that_is_removed_again(world: World) -> None:
    await open_entry(world, CALENDAR)
    await press(world, "➕ Thêm ngày nghỉ")
    await press(world, "💼 Làm việc")
    await type_in(world, "19/12")
    await press(world, "Làm bù")
    await press(world, "Chưa có văn bản")
    await press(world, "✅ Lưu")
    assert days_of(world)[date(2026, 12, 19)][::2] == (True, "proposed")
    await press(world, CALENDAR)
    screen = await press(world, "📋 Xem")
    assert "thứ Bảy, 19/12/2026: làm việc. Làm bù (đề xuất, chưa có quyết định" in screen.text
    assert "thứ Ba, 24/11/2026: nghỉ" in screen.text
    screen = await press(world, "Thứ Bảy, 19/12/2026")
    assert "lại nghỉ như ngày thường" in screen.text
    await press(world, "🗑 Bỏ")
    assert date(2026, 12, 19) not in days_of(world)


async def test_a_day_that_is_off_anyway_leaves_nothing_to_save(world: World) -> None:
    screen = await day_off(world, "19/12")
    assert "chưa có gì để lưu" in screen.text
    assert not [each for each in labels(screen) if each.startswith("✅")]


async def test_a_form_goes_on_after_a_restart(world: World) -> None:
    await open_entry(world, CALENDAR)
    await press(world, "➕ Thêm ngày nghỉ")
    await press(world, "🏖 Nghỉ")
    await world.start_again()
    await type_in(world, "15/12")
    await press(world, "Nghỉ bù")
    await world.start_again()
    await type_in(world, LETTER)
    await press(world, "✅ Lưu, việc đang mở giữ nguyên")
    assert date(2026, 12, 15) in days_of(world)


@pytest.mark.parametrize("chat", [AN, BINH])
async def test_others_who_press_the_same_change_nothing(world: World, chat: int) -> None:
    screen = await day_off(world)
    data = [button.data for row in screen.buttons for button in row]
    theirs = await world.write(chat, "/trogiup")
    before = world.snapshot()
    for each in data:
        assert "Không có gì thay đổi" in await world.press_data(chat, theirs.message_id, each)
    assert world.snapshot() == before
    assert date(2026, 12, 15) not in days_of(world)


@pytest.mark.parametrize("kind", ["calendar", "calendar_day", "hours", "ladders", "items", "item"])
async def test_a_head_opens_none_of_them(world: World, kind: str) -> None:
    theirs = await world.write(BINH, "/trogiup")
    assert "Không có gì thay đổi" in await world.press_data(BINH, theirs.message_id, f"formstart:{kind}")


async def test_reminders_follow_new_working_hours(world: World) -> None:
    await open_entry(world, HOURS)
    screen = await type_in(world, "8h - 12h, chiều 1h30 - 5h")
    assert "sáng 08:00–12:00, chiều 13:30–17:00" in screen.text
    assert "lần nhắc đã lên lịch" in screen.text
    await press(world, "✅ Lưu giờ làm việc")
    assert agency_of(world).office_hours == "08:00-12:00,13:30-17:00"
    assert local(world.task("2026-12").next_ping_at or pytest.fail("no ping")).time() == time(8)
    await world.go_to("15/12/2026", "07:45")
    told = len(world.started(AN))
    await world.go_to("15/12/2026", "08:00")
    assert len(world.started(AN)) == told + 1


async def test_working_hours_are_taken_back(world: World) -> None:
    before = world.task("2026-12").next_ping_at
    await open_entry(world, HOURS)
    await press(world, "Sáng 07:00–11:30")
    screen = newest(world)
    await world.press(ADMIN, screen, "✅ Lưu giờ làm việc")
    assert world.task("2026-12").next_ping_at != before
    await world.settled()
    await world.press(ADMIN, world.message(ADMIN, screen.message_id), "↩️ Hoàn tác")
    assert world.task("2026-12").next_ping_at == before
    assert agency_of(world).office_hours == "07:30-11:30,13:30-17:00"


async def test_hours_that_are_none_are_said_so(world: World) -> None:
    await open_entry(world, HOURS)
    for words in ("sáng", "13h-9h", "7h30-25h", "7h30-11h30, 11h"):
        assert "Chưa đọc ra giờ làm việc" in (await type_in(world, words)).text


async def test_a_ladder_of_ones_own_is_for_tasks_that_open_later(world: World) -> None:
    await open_entry(world, LADDERS)
    await press(world, "Có ngày chốt số liệu")
    screen = await type_in(world, "3,1")
    assert "Sẽ nhắc: khi chốt số liệu, trước 3, trước 1, đúng hạn" in screen.text
    assert "giữ nguyên lịch nhắc" in screen.text
    await press(world, "✅ Lưu lịch nhắc")
    assert agency_of(world).ladders == {"after_cutoff": ["cutoff", "T-3", "T-1", "T0"]}
    assert world.task("2026-12").steps == ["cutoff", "T-1", "T0"]
    await world.go_to("20/12/2026")
    assert world.task("2027-02").steps == ["cutoff", "T-3", "T-1", "T0"]
    await open_entry(world, LADDERS)
    await press(world, "Có ngày chốt số liệu")
    await press(world, "Như thường lệ")
    await press(world, "✅ Lưu lịch nhắc")
    assert agency_of(world).ladders == {}
    await press(world, "↩️ Hoàn tác")
    assert agency_of(world).ladders == {"after_cutoff": ["cutoff", "T-3", "T-1", "T0"]}


async def open_items(world: World) -> ChatMessage:
    await open_entry(world, "📚 Các yêu cầu")
    await world.write(ADMIN, MONTHLY)
    return await press(world, "📑 Mục minh chứng")


def items(world: World) -> list[ChecklistItem]:
    with world.rows() as session:
        task = world.task("2026-12")
        found = select(ChecklistItem).where(ChecklistItem.requirement_id == task.requirement_id)
        return list(session.exec(found.order_by(ChecklistItem.position)))  # type: ignore[arg-type]


async def test_an_item_is_added_owed_by_another_unit_and_taken_back(world: World) -> None:
    screen = await open_items(world)
    assert "1. Ảnh chụp màn hình báo cáo đã gửi – ảnh chụp màn hình; bắt buộc" in screen.text
    await press(world, "➕ Thêm mục")
    await press(world, "🔢 Số liệu gõ vào")
    await type_in(world, "Số hồ sơ quá hạn trong kỳ")
    await press(world, "Có thì tốt")
    await press(world, "Không dặn gì thêm")
    await press(world, "Phòng Kinh tế")
    screen = await press(world, "3 ngày")
    assert "Phòng Kinh tế phụ trách, trước hạn 3 ngày làm việc" in screen.text
    assert "giữ nguyên các mục cũ" in screen.text
    await press(world, "✅ Lưu mục")
    assert [(each.code, each.kind.value, each.required, each.before) for each in items(world)] == [
        ("anh-da-gui", "screenshot", True, None),
        ("so-ho-so-qua-han", "figure", False, 3),
    ]
    await press(world, "↩️ Hoàn tác")
    assert [each.code for each in items(world)] == ["anh-da-gui"]


async def test_an_item_is_edited_and_the_last_required_one_stays(world: World) -> None:
    await open_items(world)
    await press(world, "Ảnh chụp màn hình")
    await press(world, "✏️ Sửa mục")
    await press(world, "✏️ Tên mục")
    screen = await type_in(world, "Ảnh báo cáo có trạng thái đã gửi")
    await press(world, "✅ Lưu mục")
    assert [each.title for each in items(world)] == ["Ảnh báo cáo có trạng thái đã gửi"]
    await press(world, "📑 Mục minh chứng")
    await press(world, "Ảnh báo cáo")
    screen = await press(world, "🗑 Bỏ mục")
    assert "Không bỏ được" in screen.text
    assert "🗑 Bỏ mục này" not in labels(screen)
    await press(world, "◂ Quay lại")
    await press(world, "Ảnh báo cáo")
    await press(world, "✏️ Sửa mục")
    await press(world, "✏️ Bắt buộc")
    screen = await press(world, "Có thì tốt")
    assert "phải còn ít nhất một mục bắt buộc" in screen.text
    assert "✅ Lưu mục" not in labels(screen)


async def test_days_in_words(world: World) -> None:
    await open_entry(world, CALENDAR)
    await press(world, "➕ Thêm ngày nghỉ")
    await press(world, "🏖 Nghỉ")
    for words, said in (
        ("hom qua", "Ngày này đã qua"),
        ("mung 1 tet", "Ngày âm lịch xin gõ theo dương lịch"),
        ("30/12 - 2/12", "Chưa đọc ra ngày"),
        ("để hỏi lại đã", "Chưa đọc ra ngày"),
    ):
        assert said in (await type_in(world, words)).text
    assert (
        "Ngày: từ thứ Sáu, 30/04/2027 đến thứ Hai, 03/05/2027"
        in (await type_in(world, "tu 30/4 den 3/5")).text
    )
