"""What does not belong is answered in one clear sentence, and changes nothing (acceptance 4)."""

import random
import time
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.rules.lifecycle import State
from models.tables import Agency, Notification, Person, Task
from tests.e2e.world import ADMIN, AN, BINH, DUNG, PNG, STRANGER, World, at, labels, open_world

VIETNAMESE = set("ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
NOTHING = "Không có gì thay đổi."


@pytest.fixture
async def december(tmp_path: Path) -> AsyncIterator[World]:
    """The eve of the December reports: Tuesday 15/12/2026 at 07:30, after the morning's messages."""
    async with open_world(tmp_path, date(2026, 12, 15), moment=at("15/12/2026")) as world:
        yield world


def assert_clear(sentence: str) -> None:
    """Words for a person: Vietnamese with its marks, ended, and short enough for an alert."""
    assert VIETNAMESE & set(sentence.lower()), sentence
    assert sentence.rstrip().endswith((".", "!", "?")), sentence
    assert len(sentence) <= 200


def assert_unchanged(world: World, before: dict[str, list[dict[str, object]]]) -> None:
    after = world.snapshot()
    for table, rows in before.items():
        assert after[table] == rows, table


async def monthly_card(world: World) -> ChatMessage:
    return await world.open_card(AN, "hồ sơ giải quyết TTHC tháng 12/2026")


async def test_a_stranger_is_answered_once_a_day_and_told_nothing_of_the_commune(december: World) -> None:
    before = december.snapshot()
    december.newcomer(STRANGER, "Người lạ")
    first = await december.write(STRANGER, "Xin chào, có việc gì của xã không?")
    assert "chỉ dùng cho người được mời" in first.text
    for secret in ("Tân Kỳ", "7.5", "báo cáo", "An", "Bình", "Minh"):
        assert secret not in first.text.replace("Dịch vụ", "")
    assert first.buttons == []
    assert first.reply_keyboard == []
    for text in ("/viec", "/trogiup", "📋 Việc của tôi", "alo", "/start"):
        assert await december.silent_write(STRANGER, text) == []
    december.telegram.send_file(STRANGER, PNG, "anh.png", "image/png")
    december.telegram.send_voice(STRANGER)
    await december.worked_off()
    assert len(december.said(STRANGER)) == 1

    await december.go_to("16/12/2026", "00:01")
    again = await december.write(STRANGER, "Alo?")
    assert again.text == first.text
    assert december.snapshot()["Evidence"] == before["Evidence"] == []


async def test_a_strangers_press_on_another_persons_button_changes_nothing(december: World) -> None:
    card = await monthly_card(december)
    december.newcomer(STRANGER, "Người lạ")
    greeting = await december.write(STRANGER, "Xin chào")
    before = december.snapshot()
    for row in card.buttons:
        for button in row:
            toast = await december.press_data(STRANGER, greeting.message_id, button.data)
            assert toast == "Nút này chỉ dùng cho người được mời. Không có gì thay đổi."
    await december.settled()
    assert_unchanged(december, before)
    assert len(december.said(STRANGER)) == 1


async def test_a_press_forged_by_another_officer_changes_nothing(december: World) -> None:
    """Dũng sends what only An's buttons carry, and what only the head's and the admin's do."""
    task = december.task("2026-12")
    an, dung = december.person("an.vhxh").id, december.person("dung.vhxh").id
    asked = (await december.send_file(AN)).message_id
    question, triage = _row_of(december, "which_task"), _row_of(december, "triage")
    welcome = december.said(DUNG)[-1]
    before = december.snapshot()
    forged = [
        *(f"{do}:{task.id}" for do in ("done", "early", "undo", "file", "withdraw", "details", "card")),
        f"take:{task.id}",
        f"assign:{task.id}:{dung}",
        f"askdate:{task.id}",
        f"setdate:{task.id}:2026-12-31",
        f"na:{task.id}",
        f"place:{question}:{task.id}",
        f"discard:{question}",
        f"page:{triage}:1",
        f"hand:{triage}:1",
        f"unlink:{an}",
        *(f"{do}:{before['Task'][0]['id']}" for do in ("file", "askdate", "na", "card")),
    ]
    for data in forged:
        toast = await december.press_data(DUNG, welcome.message_id, data)
        assert NOTHING in toast, data
        assert_clear(toast)
    await december.settled()
    assert_unchanged(december, before)
    assert december.said(DUNG)[-1] == welcome
    assert december.message(AN, asked).buttons


async def test_a_head_may_look_but_not_report_done_for_the_officer(december: World) -> None:
    task = december.task("2026-12")
    before = december.snapshot()
    card = await december.open_card(AN, "hồ sơ giải quyết TTHC tháng 12/2026")
    forged = await december.press_data(BINH, december.said(BINH)[-1].message_id, f"done:{task.id}")
    assert forged == "Phần này dành cho người phụ trách việc. Không có gì thay đổi."
    assert_unchanged(december, before)
    assert december.message(AN, card.message_id).text == card.text


async def test_a_press_on_a_closed_task_says_that_it_is_closed(december: World) -> None:
    card = await monthly_card(december)
    await december.go_to("15/01/2027", "08:00")
    assert december.task("2026-12").state is State.MISSED
    before = december.snapshot()
    toast = await december.press(AN, card, "✅ Đã xong")
    assert toast == "Việc này đã đóng vì hết thời gian được tính. Không có gì thay đổi."
    assert_unchanged(december, before)
    await december.settled()
    now = december.message(AN, card.message_id)
    assert now.text.startswith("⚫ Đã đóng, chưa có minh chứng")
    assert labels(now) == ["📎 Nộp minh chứng", "❓ Chi tiết"]


async def test_a_second_press_repeats_the_hour_and_changes_nothing(december: World) -> None:
    card = await monthly_card(december)
    first = await december.press(AN, card, "✅ Đã xong")
    assert first == "Đã ghi lúc 7 giờ 30. Số ghi nhận NV-2026-000001."
    before = december.snapshot()
    second = await december.press(AN, card, "✅ Đã xong")
    assert second == "Đã ghi nhận từ 7 giờ 30 ngày 15/12 rồi ạ, không cần báo lại. Không có gì thay đổi."
    assert_unchanged(december, before)
    assert len(december.entries("claim")) == 1


async def test_a_second_undo_and_a_withdrawal_of_nothing_are_refused(december: World) -> None:
    card = await monthly_card(december)
    task = december.task("2026-12")
    await december.press(AN, card, "✅ Đã xong")
    await december.settled()
    done = december.message(AN, card.message_id)
    await december.press(AN, done, "↩️ Tôi bấm nhầm")
    before = december.snapshot()
    for data in (done.data_of("↩️ Tôi bấm nhầm"), f"withdraw:{task.id}"):
        toast = await december.press_data(AN, card.message_id, data)
        assert NOTHING in toast
        assert_clear(toast)
    assert_unchanged(december, before)


async def test_a_reused_invite_is_said_to_be_used_and_the_admin_hears_once(december: World) -> None:
    code = december.invite("dung.vhxh")
    december.newcomer(STRANGER, "Máy mới")
    question = await december.write(STRANGER, f"/start {code}")
    await december.press(STRANGER, question, "✅ Đúng là tôi")
    december.newcomer(STRANGER + 1, "Người khác")
    before = december.snapshot()
    answer = await december.write(STRANGER + 1, f"/start {code}")
    assert "không còn dùng được" in answer.text
    assert "Dũng" not in answer.text
    toast = await december.press_data(STRANGER + 1, answer.message_id, f"join:{code}")
    assert toast == "Không thấy mã mời này. Xin gửi lại mã."
    await december.write(STRANGER + 1, code)
    await december.worked_off()
    assert_unchanged(december, before)
    heard = [each for each in december.said(ADMIN) if "vừa được mở lại" in each.text]
    assert len(heard) == 1
    assert "Lê Văn Dũng" in heard[0].text


async def test_an_expired_invite_opens_nothing(december: World) -> None:
    code = december.invite("dung.vhxh", valid_days=1)
    december.newcomer(STRANGER, "Máy mới")
    question = await december.write(STRANGER, f"/start {code}")
    await december.go_to("17/12/2026", "08:00")
    before = december.snapshot()
    late = await december.press(STRANGER, question, "✅ Đúng là tôi")
    assert late == "Mã mời này đã hết hạn. Xin người quản trị cấp mã mới."
    answer = await december.write(STRANGER, f"/start {code}")
    assert "không còn dùng được" in answer.text
    assert_unchanged(december, before)
    assert december.person("dung.vhxh").chat_id == DUNG


async def test_guessing_codes_is_slowed_to_a_few_a_day(december: World) -> None:
    right = december.invite("dung.vhxh")
    december.newcomer(STRANGER, "Người đoán mã")
    before = december.snapshot()
    for number in range(2, 10):
        answer = await december.write(STRANGER, f"NV 2222 222{number}")
        assert "Không thấy mã mời này" in answer.text
    for number in range(2, 5):
        answer = await december.write(STRANGER, f"/start 3333333{number}")
    assert "quá nhiều mã không đúng" in answer.text
    assert await december.silent_write(STRANGER, right) == []
    assert_unchanged(december, before)

    await december.go_to("16/12/2026", "08:00")
    tomorrow = await december.write(STRANGER, right)
    assert "Có đúng là đồng chí Lê Văn Dũng không ạ?" in tomorrow.text


async def test_guessing_codes_by_forged_presses_is_slowed_too(december: World) -> None:
    right = december.invite("dung.vhxh")
    december.newcomer(STRANGER, "Người đoán mã")
    greeting = await december.write(STRANGER, "Xin chào")
    before = december.snapshot()
    for number in range(2, 10):
        for start in ("2222222", "3333333"):
            toast = await december.press_data(STRANGER, greeting.message_id, f"join:{start}{number}")
            assert_clear(toast)
    toast = await december.press_data(STRANGER, greeting.message_id, f"join:{right}")
    assert_clear(toast)
    assert_unchanged(december, before)


MALFORMED = [
    "",
    " ",
    ":",
    "::::",
    "done",
    "done:",
    "done:abc",
    "done:-1",
    "done:1.0",
    "done:1e3",
    "done: 1",
    "done:٣",
    "done:0",
    "done:999999999",
    "done:" + "9" * 18,
    "done:" + "9" * 59,
    "DONE:1",
    "done;1",
    "card:None",
    "assign:1",
    "assign:1:",
    "place:1",
    "place:999999999:1",
    "discard:999999999",
    "page:1",
    "page:999999999:0",
    "hand:1",
    "address",
    "address:-1",
    "unlink:",
    "setdate:1:",
    "' OR 1=1 --",
    "<b>done:1</b>",
    "\x00" * 64,
    "done:1\n",
    "🙂" * 16,
    random.Random(64).randbytes(64).decode("latin-1"),
    random.Random(65).randbytes(64).decode("utf-8", "replace"),
]


async def test_malformed_callback_data_is_answered_and_changes_nothing(december: World) -> None:
    card = await monthly_card(december)
    before, said = december.snapshot(), december.said(AN)
    for data in MALFORMED:
        toast = await december.press_data(AN, card.message_id, data)
        assert toast == ("Nút này không dùng được nữa. Không có gì thay đổi. Xin mở lại việc bằng /viec."), (
            repr(data)
        )
    await december.worked_off()
    assert_unchanged(december, before)
    assert december.said(AN) == said


async def test_a_press_on_rows_of_another_agency_is_as_good_as_malformed(december: World) -> None:
    with december.writing() as session:
        other = Agency(code="xa-ban", name="UBND xã Bạn", province="Nghệ An", adopted_on=date(2026, 12, 1))
        session.add(other)
        session.flush()
        mine = december.task("2026-12").model_dump(exclude={"id"})
        theirs = Task(**mine | {"agency_id": other.id, "period": "2099-12", "next_ping_at": None})
        person = Person(agency_id=other.id or 0, code="la.xaban", full_name="Người Xã Bạn", chat_id=777)
        session.add_all([theirs, person])
        session.flush()
        task, stranger = theirs.id, person.id
    unassigned = december.task("2026-Q4", "7.5-bao-cao-tthc-quy")
    before = december.snapshot()
    pairs = [
        *((AN, f"{do}:{task}") for do in ("done", "file", "card", "details", "undo", "take")),
        *((ADMIN, f"{do}:{task}") for do in ("done", "card", "take", "na", "askdate")),
        (BINH, f"assign:{unassigned.id}:{stranger}"),
        (ADMIN, f"unlink:{stranger}"),
    ]
    for chat, data in pairs:
        toast = await december.press_data(chat, december.said(chat)[-1].message_id, data)
        assert NOTHING in toast, data
        assert "không dùng được" in toast
    assert_unchanged(december, before)


async def test_an_admins_forged_dates_and_pages_change_nothing(december: World) -> None:
    triage = december.said(ADMIN)[-1]
    row = _row_of(december, "triage")
    waiting = next(each["id"] for each in december.snapshot()["Task"] if each["state"] is State.TO_SETTLE)
    before = december.snapshot()
    for day in ("2026-12-14", "1970-01-01", "2026-13-45", "31/12/2026", "9999-12-31", "2100-01-01"):
        toast = await december.press_data(ADMIN, triage.message_id, f"setdate:{waiting}:{day}")
        assert_clear(toast)
    for page in ("2", "99", "9" * 18):
        assert_clear(await december.press_data(ADMIN, triage.message_id, f"page:{row}:{page}"))
    await december.worked_off()
    assert_unchanged(december, before)
    assert december.message(ADMIN, triage.message_id).text == triage.text


async def test_a_press_at_21_40_is_answered_within_a_second(december: World) -> None:
    card = await monthly_card(december)
    await december.go_to("15/12/2026", "21:40")
    started = time.monotonic()
    toast = await december.press(AN, card, "✅ Đã xong")
    assert time.monotonic() - started < 1
    assert toast == "Đã ghi lúc 21 giờ 40. Số ghi nhận NV-2026-000001."
    await december.settled()
    assert december.message(AN, card.message_id).text.startswith("📝 Đã báo xong")


async def test_words_at_21_40_are_answered_at_once(december: World) -> None:
    await december.go_to("15/12/2026", "21:40")
    answer = await december.write(AN, "xong rồi nhé")
    assert "tin này nói về việc nào ạ?" in answer.text
    assert answer.at.strftime("%H:%M") == "21:40"


async def test_in_a_group_the_program_says_nothing(december: World) -> None:
    group = {"id": -100_500, "type": "supergroup", "title": "UBND xã Tân Kỳ"}
    sender = {"id": AN, "is_bot": False, "first_name": "An"}
    december.telegram.add_account(-100_500, "UBND xã Tân Kỳ")
    december.telegram.store.set_started(-100_500)
    task, before = december.task("2026-12"), december.snapshot()
    message = {"message_id": 1, "date": 1, "chat": group, "from": sender, "text": "/viec"}
    december.push("message", message)
    december.push("edited_message", message | {"text": "xong", "edit_date": 2})
    query = {"id": "1", "from": sender, "chat_instance": "1", "message": message, "data": f"done:{task.id}"}
    december.push("callback_query", query)
    december.push("channel_post", message | {"chat": group | {"type": "channel"}})
    await december.worked_off()
    assert december.said(-100_500) == []
    assert_unchanged(december, before)


async def test_an_update_redelivered_after_a_restart_changes_nothing(december: World) -> None:
    card = await monthly_card(december)
    december.telegram.press(AN, card.message_id, card.data_of("✅ Đã xong"))
    december.telegram.send_file(AN, PNG, "anh.png", "image/png", card.message_id)
    updates = december.telegram.store.updates(10)
    await december.worked_off()
    before, said = december.snapshot(), december.said(AN)
    assert december.task("2026-12").state is State.SUBMITTED
    await december.redelivered(updates)
    assert_unchanged(december, before)
    assert december.said(AN) == said


def _row_of(world: World, kind: str) -> int | None:
    with world.rows() as session:
        return session.exec(select(Notification.id).where(Notification.kind == kind)).first()
