"""Under what was said back: only choices that work, and the newest message shows what stands
(docs/design.md, Conversation)."""

import pytest

from models.rules.lifecycle import State
from tests.e2e.world import AN, BINH, World, labels

MONTHLY = "hồ sơ giải quyết TTHC tháng 12"


@pytest.mark.moment("16/12/2026")
@pytest.mark.parametrize(
    ("hour", "offered"),
    [
        ("10:00", ["14:00 thứ Tư, 16/12"]),
        ("13:45", ["14:00 thứ Tư, 16/12"]),
        ("14:30", ["Thứ Tư, 16/12", "Thứ Năm, 17/12", "Thứ Sáu, 18/12", "Thứ Hai, 21/12", "Thứ Tư, 23/12"]),
        ("17:30", ["Thứ Năm, 17/12", "Thứ Sáu, 18/12", "Thứ Hai, 21/12", "Thứ Tư, 23/12"]),
    ],
)
async def test_on_the_due_day_every_choice_works_and_a_promise_is_asked_as_one(
    world: World, hour: str, offered: list[str]
) -> None:
    await world.go_to("16/12/2026", hour)
    card = await world.open_card(AN, MONTHLY)
    asked = await world.pressed_for_answer(AN, card, "⏰ Nhắc lại sau")
    assert labels(asked)[:-2] == offered
    promises = offered[0].startswith("Thứ")
    assert ("Hẹn xong ngày nào ạ" in asked.text) is promises
    assert ("Nhắc lại vào lúc nào ạ" in asked.text) is not promises
    assert await world.press(AN, asked, offered[0]) == "Đã ghi."
    await world.settled()
    said = "hẹn xong" if promises else "Sẽ nhắc lại lúc 14 giờ 00"
    assert said in world.said(AN)[-1].text


@pytest.mark.moment("16/12/2026", "14:30")
async def test_later_today_after_the_last_call_is_a_promise_for_today(world: World) -> None:
    card = await world.open_card(AN, MONTHLY)
    answer = await world.write(AN, "16h em nộp ạ", reply_to=card.message_id)
    assert answer.text.startswith("📅 Đã ghi: hẹn xong thứ Tư, 16/12/2026")


@pytest.mark.moment("17/12/2026", "08:00")
async def test_done_under_a_receipt_is_shown_by_the_newest_message(world: World) -> None:
    card = await world.open_card(AN, MONTHLY)
    promised = await world.write(AN, "thứ 6 em nộp ạ", reply_to=card.message_id)
    answer = await world.pressed_for_answer(AN, promised, "✅ Đã xong")
    assert answer.text.startswith("📝 Đã báo xong")
    assert "📎 Nộp minh chứng" in labels(answer)
    assert world.said(AN)[-1].message_id == answer.message_id


@pytest.mark.moment("15/12/2026")
async def test_who_gave_it_away_is_offered_nothing_to_hand_in(world: World) -> None:
    card = await world.open_card(AN, MONTHLY)
    details = await world.pressed_for_answer(AN, card, "❓")
    asked = await world.pressed_for_answer(AN, details, "🤝 Chuyển cho đồng nghiệp")
    given = await world.pressed_for_answer(AN, asked, "👤 Lê Văn Dũng")
    assert given.text.startswith("🤝 Đã chuyển")
    assert labels(given) == []


@pytest.mark.moment("15/12/2026", "08:00")
async def test_a_returned_task_says_why_by_whom_and_until_when(world: World) -> None:
    card = await world.open_card(AN, MONTHLY)
    await world.send_file(AN, reply_to=card.message_id)
    await world.settled()
    asked = await world.pressed_for_answer(BINH, world.said(BINH)[-1], "↩️ Trả lại")
    await world.press(BINH, asked, "Sai kỳ số liệu")
    await world.settled()
    returned = world.said(AN)[-1]
    assert world.task("2026-12").state is State.RETURNED
    answer = await world.write(AN, "sai cho nao vay anh", reply_to=returned.message_id)
    assert "Anh Bình trả lại và đề nghị:\nSố liệu chưa đúng kỳ báo cáo." in answer.text
    assert "Cần hỏi thêm, xin hỏi anh Bình." in answer.text
    assert "Bổ sung đến hết: thứ Năm, 17/12/2026" in answer.text
    answer = await world.write(AN, "ok em se bo sung", reply_to=returned.message_id)
    assert "Bổ sung đến hết thứ Năm, 17/12/2026" in answer.text
    assert "Hạn thứ Tư, 16/12/2026" not in answer.text
