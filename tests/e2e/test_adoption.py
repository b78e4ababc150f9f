"""Installed on 23/11/2026: nothing due before that day is called late; the admin settles it from one list."""

import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.rules.lifecycle import State
from models.tables import Decision, RungState, Task
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, World, at, labels, open_world

# Lines that speak of no one task: what the welcome promises, and what stands above tasks that are listed.
HEADINGS = ("Quá hạn, đã nhắc", "3. Khi nào báo lên trên.", "📌", "Cán bộ trong đơn vị còn")
LATE = ("quá hạn", "đã qua hạn", "trễ hạn", "sau hạn", "chậm")
_LINE = re.compile(r"^(\d+)\. (.+?) – hạn (\d\d)/(\d\d)/(\d{4})", re.MULTILINE)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[World]:
    """Monday 23/11/2026 at 07:30, when the admin gets the list."""
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("23/11/2026")) as world:
        yield world


def the_list(world: World, chat: int = ADMIN) -> ChatMessage:
    return next(each for each in world.said(chat) if each.text.startswith("🧾"))


def paging(message: ChatMessage) -> str:
    """What the button to the other page carries."""
    data = (button.data for row in message.buttons for button in row)
    return next(each for each in data if each.startswith("page:"))


async def turn_page(world: World, chat: int, message: ChatMessage) -> None:
    await world.press_data(chat, message.message_id, paging(message))


def to_settle(world: World) -> set[int]:
    rows = world.snapshot()["Task"]
    return {row["id"] for row in rows if row["state"] is State.TO_SETTLE}


async def settled_list(world: World, chat: int = ADMIN) -> ChatMessage:
    await world.worked_off()
    return the_list(world, chat)


async def open_first(world: World, chat: int = ADMIN) -> tuple[ChatMessage, Task]:
    """The card of the first task that still waits, and its row."""
    listed = the_list(world, chat)
    number = next(label for label in labels(listed) if label.isdigit())
    task_id = int(listed.data_of(number).split(":")[1])
    card = await world.pressed_for_answer(chat, listed, number)
    with world.rows() as session:
        return card, session.get_one(Task, task_id)


async def test_nothing_due_before_adoption_is_called_late_by_any_message_up_to_mid_january(
    town: World,
) -> None:
    before = to_settle(town)
    assert len(before) == 14
    for day in ("14/12/2026", "16/12/2026", "31/12/2026", "15/01/2027"):
        await town.go_to(day, "17:00")
        for chat in CHATS.values():
            for message in town.said(chat):
                for line in message.text.splitlines():
                    if (
                        line != "Quá hạn"
                        and not line.startswith(HEADINGS)
                        and not line.endswith("việc quá hạn:")
                        and any(word in line.lower() for word in LATE)
                    ):
                        assert "12/2026" in line or "năm 2026" in line or "quý IV/2026" in line, line
    assert to_settle(town) == before
    assert not [row for row in town.snapshot()["Rung"] if row["task_id"] in before]
    assert not [each for each in town.entries("speak") + town.entries("miss") if each["task"] in before]


async def test_only_the_admin_hears_of_it_and_only_once(town: World) -> None:
    await town.go_to("30/11/2026", "17:00")
    lists = {chat: [each for each in town.said(chat) if "🧾" in each.text] for chat in CHATS.values()}
    assert [chat for chat, found in lists.items() if found] == [ADMIN]
    assert len(lists[ADMIN]) == 1
    await town.start_again()
    await town.tick()
    assert len([each for each in town.said(ADMIN) if "🧾" in each.text]) == 1


async def test_the_list_names_fourteen_tasks_on_two_pages(town: World) -> None:
    first = the_list(town)
    assert first.text.startswith("🧾 14 việc có hạn trước ngày UBND xã Tân Kỳ dùng Nhắc Việc (23/11/2026)")
    assert "chưa nhắc ai" in first.text
    assert [label for label in labels(first) if label.isdigit()] == [str(n) for n in range(1, 13)]
    assert [label for label in labels(first) if "1/2" in label]
    listed = _LINE.findall(first.text)

    await turn_page(town, ADMIN, first)
    second = await settled_list(town)
    assert second.message_id == first.message_id
    assert [label for label in labels(second) if label.isdigit()] == ["13", "14"]
    listed += _LINE.findall(second.text)
    days = [date(int(year), int(month), int(day)) for _, _, day, month, year in listed]
    assert len(days) == 14
    assert all(day < date(2026, 11, 23) for day in days)
    assert len({(title, day) for (_, title, *_), day in zip(listed, days, strict=True)}) == 14

    await turn_page(town, ADMIN, second)
    assert (await settled_list(town)).text == first.text


async def test_a_number_opens_a_card_with_three_choices(town: World) -> None:
    card, task = await open_first(town)
    assert card.text.startswith("🧾 Có hạn trước ngày dùng Nhắc Việc – ")
    assert "không tính là quá hạn" in card.text
    assert labels(card) == ["📄 Đã có, nộp minh chứng", "📅 Chưa, đặt hạn", "🚫 Không áp dụng", "❓ Chi tiết"]
    assert task.state is State.TO_SETTLE


async def test_a_file_handed_in_as_a_reply_submits_it_without_a_word_of_lateness(town: World) -> None:
    card, task = await open_first(town)
    prompt = await town.pressed_for_answer(ADMIN, card, "📄 Đã có")
    assert prompt.force_reply
    answer = await town.send_file(ADMIN, reply_to=prompt.message_id)
    assert answer.text.startswith("✅ Đã nhận minh chứng")
    assert not any(word in answer.text for word in LATE)
    listed = await settled_list(town)
    assert "đã nộp minh chứng" in listed.text
    assert "Còn 13 việc" in listed.text
    assert str(task.id) not in [data.split(":")[1] for data in _card_data(listed)]
    assert task.id not in to_settle(town)
    assert town.message(ADMIN, card.message_id).text.startswith("✅ Đã nộp minh chứng")
    (entry,) = town.entries("settle")
    assert (entry["task"], entry["by"]) == (task.id, "minh.vp")


async def test_a_file_in_reply_to_the_card_itself_submits_it_too(town: World) -> None:
    card, task = await open_first(town)
    await town.send_file(ADMIN, reply_to=card.message_id)
    await town.worked_off()
    assert len(to_settle(town)) == 13
    assert task.id not in to_settle(town)


async def test_a_date_chosen_opens_it_with_a_ladder_and_its_officer_is_reminded(town: World) -> None:
    listed = the_list(town)
    card = await town.open_number(ADMIN, listed, "hồ sơ giải quyết TTHC tháng 3/2026")
    asked = await town.pressed_for_answer(ADMIN, card, "📅 Chưa, đặt hạn")
    assert "ngày nào" in asked.text
    assert labels(asked) == ["Thứ Sáu, 27/11", "Thứ Hai, 30/11", "Thứ Ba, 01/12", "Thứ Ba, 08/12"]
    toast = await town.press(ADMIN, asked, "Thứ Hai, 30/11")
    assert toast == "Đã đặt hạn mới."
    listed = await settled_list(town)
    assert "tháng 3/2026: đã đặt hạn 30/11" in listed.text
    assert "thứ Hai, 30/11/2026" in town.message(ADMIN, asked.message_id).text
    assert town.message(ADMIN, asked.message_id).buttons == []

    task = town.task("2026-03")
    assert (task.state, task.due_on) == (State.OPEN, date(2026, 11, 30))
    assert task.scheduled_on < date(2026, 11, 23)
    assert town.rungs(task)["T0"] is RungState.PLANNED
    told = [each for each in town.said(AN) if "tháng 3/2026" in each.text]
    assert len(told) == 1
    assert "Anh Minh vừa đặt hạn này" in told[0].text
    assert not any(word in told[0].text.lower() for word in LATE)

    await town.go_to("30/11/2026")
    today = town.said(AN)[-1]
    assert today.text.startswith("🔔 Hôm nay đến hạn – Báo cáo tình hình hồ sơ giải quyết TTHC tháng 3/2026")
    assert not today.silent
    await town.go_to("01/12/2026")
    assert town.said(AN)[-1].text.startswith("🔴 Quá hạn 1 ngày làm việc")


WHY = "Đã làm từ trước, hồ sơ lưu tại phòng"


async def does_not_apply(town: World, chat: int, card: ChatMessage) -> ChatMessage:
    """A press, and why; returns what is said of it."""
    asked = await town.pressed_for_answer(chat, card, "🚫 Không áp dụng")
    assert "Vì sao không áp dụng?" in asked.text
    await town.write(chat, WHY)
    await town.worked_off()
    return town.said(chat)[-1]


async def test_not_applicable_asks_why_is_waived_and_shown_so_in_the_list(town: World) -> None:
    card, task = await open_first(town)
    said = await does_not_apply(town, ADMIN, card)
    assert said.text.startswith("🚫 Không áp dụng – Báo cáo tình hình hồ sơ")
    assert "↩️ Hoàn tác" in labels(said)
    with town.rows() as session:
        assert [each.words for each in session.exec(select(Decision))] == [WHY]
    listed = await settled_list(town)
    assert ": không áp dụng" in listed.text
    assert "Còn 13 việc" in listed.text
    assert town.message(ADMIN, card.message_id).text.startswith("🚫 Không áp dụng")
    again = await town.press_data(ADMIN, card.message_id, card.data_of("🚫 Không áp dụng"))
    assert again == "Việc này đã được ghi là không áp dụng. Không có gì thay đổi."
    assert task.id not in to_settle(town)


async def test_several_at_once_do_not_apply_for_one_reason(town: World) -> None:
    screen = await town.pressed_for_answer(ADMIN, the_list(town), "🚫 Không áp dụng nhiều việc")
    first, second = [label for label in labels(screen) if label[:2].isdigit()][:2]
    for label in (first, second, "✅ Xong, đi tiếp"):
        await town.press(ADMIN, town.message(ADMIN, screen.message_id), label)
        await town.worked_off()
    for words, says in (
        ("thôi, bấm nhầm", "bấm ✖️ Đóng"),
        ("ok", "chưa lưu gì"),
        ("?", "Nhờ"),
        ("1 giao chị An", "chưa lưu gì"),
    ):
        asked = await town.write(ADMIN, words)
        assert says in asked.text
        assert "✖️ Đóng" in labels(asked)
        assert len(to_settle(town)) == 14
    listed = await town.write(ADMIN, WHY)
    assert listed.text.startswith("🧾 14 việc")
    assert "Còn 12 việc" in listed.text
    assert listed.text.count(": không áp dụng") == 2
    assert len(to_settle(town)) == 12
    (settled, _) = town.entries("not_applicable")
    assert settled["by"] == "minh.vp"
    with town.rows() as session:
        words = [each.words for each in session.exec(select(Decision))]
    assert words == [WHY] * 2
    await town.press(ADMIN, listed, "↩️ Hoàn tác")
    await town.worked_off()
    assert len(to_settle(town)) == 14
    assert "Còn 14 việc" in town.message(ADMIN, listed.message_id).text
    assert "↩️ Hoàn tác" not in labels(town.message(ADMIN, listed.message_id))


async def test_the_head_gets_a_list_of_their_own_and_it_works(town: World) -> None:
    listed = the_list(town)
    handing = next(label for label in labels(listed) if label.startswith("Chuyển"))
    assert await town.press(ADMIN, listed, handing) == "Đã chuyển danh sách."
    await town.worked_off()
    own = the_list(town, BINH)
    assert own.text.startswith("🧾 14 việc")
    assert "anh Bình" in own.text
    assert not any(label.startswith("Chuyển") for label in labels(own))

    card, task = await open_first(town, BINH)
    assert "🚫 Không áp dụng" in labels(card)
    said = await does_not_apply(town, BINH, card)
    await town.press(BINH, said, "↩️ Hoàn tác")
    await town.worked_off()
    assert task.id in to_settle(town)
    await does_not_apply(town, BINH, town.message(BINH, card.message_id))
    for chat in (BINH, ADMIN):
        assert "Còn 13 việc" in (await settled_list(town, chat)).text
    await turn_page(town, BINH, own)
    assert "14" in labels(await settled_list(town, BINH))
    assert "14" not in labels(the_list(town))
    assert task.id not in to_settle(town)


async def test_handing_over_twice_tells_the_head_once(town: World) -> None:
    listed = the_list(town)
    await town.press(ADMIN, listed, "Chuyển")
    toast = await town.press(ADMIN, listed, "Chuyển")
    assert toast == "Danh sách đã được chuyển từ trước, không cần bấm lại."
    await town.worked_off()
    assert len([each for each in town.said(BINH) if "🧾" in each.text]) == 1


async def test_the_heads_list_is_not_the_admins_to_turn_nor_an_officers_to_settle(town: World) -> None:
    listed = the_list(town)
    card, task = await open_first(town)
    before = town.snapshot()
    for chat in (AN, DUNG):
        pressed_on = town.said(chat)[-1].message_id
        for data in (paging(listed), card.data_of("🚫 Không áp dụng"), f"file:{task.id}"):
            assert "Không có gì thay đổi." in await town.press_data(chat, pressed_on, data)
    assert town.snapshot() == before
    assert the_list(town).text == listed.text


async def test_all_fourteen_settled_the_list_says_so(town: World) -> None:
    screen = await town.pressed_for_answer(ADMIN, the_list(town), "🚫 Không áp dụng nhiều việc")
    for label in ("Tất cả các việc này", "✅ Xong, đi tiếp"):
        await town.press(ADMIN, town.message(ADMIN, screen.message_id), label)
        await town.worked_off()
    await town.write(ADMIN, WHY)
    listed = await settled_list(town)
    assert "Đã chọn xong tất cả." in listed.text
    assert [label for label in labels(listed) if label.isdigit() or label.startswith("Chuyển")] == []
    assert to_settle(town) == set()


async def test_all_but_one_is_what_stands_ticked(town: World) -> None:
    """ "All" ticks every line, a press on one takes it out again; how many are meant is said before they are."""
    screen = await town.pressed_for_answer(ADMIN, the_list(town), "🚫 Không áp dụng nhiều việc")

    async def press(label: str) -> ChatMessage:
        await town.press(ADMIN, town.message(ADMIN, screen.message_id), label)
        await town.worked_off()
        return town.message(ADMIN, screen.message_id)

    first = labels(screen)[1]
    lines = [
        label for label in labels(await press("Tất cả các việc này")) if "/" in label and "▸" not in label
    ]
    assert lines and all(label.startswith("☑️") for label in lines)
    left = labels(await press(f"☑️ {first}"))
    assert first in left and "Tất cả các việc này" in left
    assert "Số việc đã chọn: 13" in (await press("✅ Xong, đi tiếp")).text
    await town.write(ADMIN, WHY)
    assert len(to_settle(town)) == 1


async def test_a_file_of_the_wrong_kind_is_kept_and_settles_nothing(town: World) -> None:
    card, _ = await open_first(town)
    answer = await town.send_file(ADMIN, b"hello", "ghi-chu.txt", "text/plain", card.message_id)
    assert "chưa tính" in answer.text
    assert len(to_settle(town)) == 14


async def test_an_installation_that_was_down_at_first_sends_the_list_when_it_is_up(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 11, 23)) as world:
        assert not [each for each in world.said(ADMIN) if "🧾" in each.text]
        await world.down_until("24/12/2026", "09:00")
        await world.tick()
        assert len([each for each in world.said(ADMIN) if "🧾" in each.text]) == 1


def _card_data(message: ChatMessage) -> list[str]:
    data = [button.data for row in message.buttons for button in row]
    return [each for each in data if each.startswith("card:")]
