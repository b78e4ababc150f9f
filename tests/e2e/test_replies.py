"""Officers just write: what was understood is done, said back, and can be undone (docs/design.md, Conversation)."""

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from models.rules.lifecycle import State
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, World, at, labels, open_world

CLERK = CHATS["chau.vp"]

MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"


@pytest.fixture
async def eve(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026, 07:30: the reports are due tomorrow, and the digest has just come."""
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("15/12/2026")) as world:
        yield world


async def card_of(world: World) -> int:
    digest = world.said(AN)[-1]
    number = next(
        line.split(".")[0] for line in digest.text.splitlines() if "hồ sơ giải quyết TTHC tháng 12" in line
    )
    await world.press(AN, digest, number)
    return (await world.answer(AN, digest.message_id)).message_id


async def test_done_in_words_as_a_reply_to_the_card_is_recorded_with_the_words_hash(eve: World) -> None:
    answer = await eve.write(AN, "e nop roi a", reply_to=await card_of(eve))
    assert answer.text.startswith(f"📝 Đã báo xong – {MONTHLY}")
    assert "NV-2026-000001" in answer.text
    claim = json.loads(next(entry.body for entry in eve.ledger() if entry.change == "claim"))
    assert claim["how"] == "reply"
    assert "nop roi" not in json.dumps(claim)


async def test_not_done_changes_no_state_and_offers_a_later_hour(eve: World) -> None:
    answer = await eve.write(AN, "Chưa xong ạ", reply_to=await card_of(eve))
    assert answer.text.startswith("📝 Đã ghi: chưa xong")
    assert eve.task("2026-12").state is State.OPEN
    await eve.press(AN, answer, "⏰ Nhắc lại sau")
    asked = await eve.answer(AN, answer.message_id)
    assert labels(asked)[:2] == [
        "09:30 thứ Ba, 15/12",
        "14:00 thứ Ba, 15/12",
    ]
    await eve.press(AN, asked, "14:00")
    await eve.settled()
    assert "⏰ Sẽ nhắc lại lúc 14 giờ 00 thứ Ba, 15/12/2026" in eve.said(AN)[-1].text
    await eve.go_to("15/12/2026", "14:00")
    assert eve.said(AN)[-1].text.startswith(f"⏳ Ngày mai đến hạn – {MONTHLY}")


async def test_a_day_before_the_due_moment_is_a_snooze_and_after_it_a_promise_told_to_the_head(
    eve: World,
) -> None:
    card = await card_of(eve)
    answer = await eve.write(AN, "mai em gui", reply_to=card)
    assert "⏰ Sẽ nhắc lại lúc 7 giờ 30 thứ Tư, 16/12/2026" in answer.text
    answer = await eve.write(AN, "thứ 6 em nộp ạ", reply_to=card)
    assert "📅 Đã ghi: hẹn xong thứ Sáu, 18/12/2026" in answer.text
    assert eve.task("2026-12").due_on.isoformat() == "2026-12-16"
    await eve.settled()
    assert "Chị An hẹn xong thứ Sáu, 18/12/2026" in eve.said(BINH)[-1].text


async def test_not_mine_goes_to_the_head_who_decides(eve: World) -> None:
    answer = await eve.write(AN, "ko phai viec cua em", reply_to=await card_of(eve))
    assert answer.text.startswith("🙋 Đã báo anh Bình: chị An cho biết")
    await eve.settled()
    asked = eve.said(BINH)[-1]
    assert asked.text.startswith(f"🙋 Nhờ anh Bình phân công lại – {MONTHLY}")
    await eve.press(BINH, asked, "👤 Giao cho Lê Văn Dũng")
    assert eve.task("2026-12").responsible_id == eve.person("dung.vhxh").id
    assert eve.task("2026-12").disputed_at is None


async def test_the_head_decides_in_words_that_it_stays_theirs(eve: World) -> None:
    await eve.write(AN, "ko phai viec cua em", reply_to=await card_of(eve))
    await eve.settled()
    answer = await eve.write(BINH, "giữ nguyên, vẫn là chị An nhé")
    assert answer.text.startswith("📝 Đã ghi: giữ nguyên người phụ trách")
    assert eve.task("2026-12").disputed_at is None
    await eve.settled()
    assert eve.said(AN)[-1].text.startswith("📌 Giữ nguyên người phụ trách")


async def test_an_obstacle_goes_to_head_and_admin_at_once(eve: World) -> None:
    answer = await eve.write(AN, "nỏ mần được vì hệ thống lỗi", reply_to=await card_of(eve))
    assert answer.text.startswith("🆘 Đã ghi: đang vướng")
    await eve.settled()
    assert eve.said(BINH)[-1].text.startswith("🆘 Đang vướng")
    assert eve.said(ADMIN)[-1].text.startswith("🆘 Đang vướng")


async def test_an_obstacle_said_again_the_same_day_rings_nobody_twice(eve: World) -> None:
    card = await card_of(eve)
    for words in ("hệ thống lỗi", "vẫn đang vướng, hệ thống lỗi"):
        answer = await eve.write(AN, words, reply_to=card)
        assert answer.text.startswith("🆘 Đã ghi: đang vướng")
    await eve.settled()
    for chat in (BINH, ADMIN):
        assert len([each for each in eve.said(chat) if each.text.startswith("🆘 Đang vướng")]) == 1


async def test_where_the_document_lies_is_not_done(eve: World) -> None:
    answer = await eve.write(AN, "Dạ em đang trình ký", reply_to=await card_of(eve))
    assert answer.text.startswith("🖊 Đã ghi: văn bản")
    assert eve.task("2026-12").state is State.OPEN
    await eve.press(AN, answer, "Văn thư")
    await eve.settled()
    assert "ở văn thư, chờ phát hành" in eve.said(AN)[-1].text


async def test_which_task_is_asked_where_several_fit(eve: World) -> None:
    asked = await eve.write(AN, "xong rồi ạ")
    assert "tin này nói về việc nào ạ?" in asked.text
    assert eve.task("2026-12").state is State.OPEN
    number = next(line.split(".")[0] for line in asked.text.splitlines() if MONTHLY in line)
    await eve.press(AN, asked, number)
    await eve.settled()
    assert eve.said(AN)[-1].text.startswith(f"📝 Đã báo xong – {MONTHLY}")
    assert eve.task("2026-12").state is State.CLAIMED


async def test_the_number_may_be_typed_as_well(eve: World) -> None:
    asked = await eve.write(AN, "25/BC-UBND ngay 14/12 ban hanh roi")
    number = next(line.split(".")[0] for line in asked.text.splitlines() if MONTHLY in line)
    answer = await eve.write(AN, number)
    assert answer.text.startswith(f"📝 Đã báo xong – {MONTHLY}")
    assert "Văn bản: 25/BC-UBND ngày 14/12/2026" in answer.text
    assert eve.task("2026-12").state is State.CLAIMED
    again = eve.snapshot()
    await eve.silent_write(AN, number)
    assert eve.snapshot() == again


async def test_a_period_named_narrows_it_to_one(eve: World) -> None:
    answer = await eve.write(AN, "Em đã hoàn thành báo cáo tháng 12 rồi ạ")
    assert answer.text.startswith(f"📝 Đã báo xong – {MONTHLY}")


async def test_a_digest_is_answered_by_number(eve: World) -> None:
    digest = eve.said(AN)[-1]
    lines = {line.split(".")[0]: line for line in digest.text.splitlines() if line[:1].isdigit()}
    monthly = next(number for number, line in lines.items() if "tháng 12" in line)
    yearly = next(number for number in lines if number != monthly)
    await eve.write(AN, f"{monthly} xong, {yearly} mai nop", reply_to=digest.message_id)
    await eve.settled()
    assert eve.task("2026-12").state is State.CLAIMED
    yearly_task = eve.task("2026", "7.5-bao-cao-tthc-nam")
    assert yearly_task.state is State.OPEN
    assert yearly_task.held_until is not None


async def test_what_was_said_is_taken_back_in_words(eve: World) -> None:
    card = await card_of(eve)
    await eve.write(AN, "xong rồi ạ", reply_to=card)
    answer = await eve.write(AN, "huy di, em nham", reply_to=card)
    assert answer.text.startswith(f"↩️ Đã hủy lời báo xong – {MONTHLY}.")
    assert "✅ Đã xong" in labels(answer)
    assert eve.task("2026-12").state is State.OPEN


async def test_all_that_one_message_said_is_taken_back_together(eve: World) -> None:
    digest = eve.said(AN)[-1]
    lines = {line.split(".")[0]: line for line in digest.text.splitlines() if line[:1].isdigit()}
    monthly = next(number for number, line in lines.items() if "tháng 12" in line)
    yearly = next(number for number in lines if number != monthly)
    await eve.write(AN, f"{monthly} xong, {yearly} mai nop", reply_to=digest.message_id)
    await eve.settled()
    answer = await eve.write(AN, "thôi chưa xong em bấm nhầm")
    assert "• Lời báo xong – " in answer.text
    assert "• Lời hẹn nhắc lại – " in answer.text
    assert eve.task("2026-12").state is State.OPEN
    assert eve.task("2026", "7.5-bao-cao-tthc-nam").held_until is None


async def test_an_impatient_second_undo_takes_back_nothing_more(eve: World) -> None:
    digest = eve.said(AN)[-1]
    await eve.write(AN, "1 xong", reply_to=digest.message_id)
    await eve.write(AN, "2 xong", reply_to=digest.message_id)
    first = await eve.write(AN, "huy")
    assert first.text.startswith("↩️ Đã hủy lời báo xong – ")
    before = eve.snapshot()
    second = await eve.write(AN, "huy")
    assert second.text.startswith("↩️ Lời báo xong đã được hủy trước đó; lần này không thay đổi gì – ")
    assert eve.snapshot() == before


async def test_a_question_is_answered_with_what_counts(eve: World) -> None:
    answer = await eve.write(AN, "nộp ở mô rứa?", reply_to=await card_of(eve))
    assert answer.text.startswith("Nộp trên baocao.nghean.gov.vn")
    assert f"❓ {MONTHLY}" in answer.text


async def test_two_readings_are_asked_back_and_nothing_changes_before(eve: World) -> None:
    asked = await eve.write(AN, "rồi ạ", reply_to=await card_of(eve))
    assert "ý chị An là gì ạ? Chưa ghi gì." in asked.text
    assert eve.task("2026-12").state is State.OPEN
    await eve.press(AN, asked, "Đã xong")
    await eve.settled()
    assert eve.task("2026-12").state is State.CLAIMED


async def test_small_talk_gets_one_line_of_help_a_day(eve: World) -> None:
    answer = await eve.write(AN, "Chúc mừng sinh nhật chị Hoa 🎂")
    assert "chưa ghi nhận gì" in answer.text
    before = len(eve.said(AN))
    await eve.silent_write(AN, "bot giỏi ghê")
    assert len(eve.said(AN)) == before


async def test_the_clerk_gets_the_list_and_says_issued(eve: World) -> None:
    await eve.write(AN, "em trình văn thư rồi, chờ phát hành ạ", reply_to=await card_of(eve))
    await eve.go_to("15/12/2026", "14:00")
    listed = eve.said(CLERK)[-1]
    assert listed.text.startswith("🗂 Chào chị Châu. 1 văn bản cần phát hành")
    assert "ở văn thư, chờ phát hành" in listed.text
    await eve.press(CLERK, listed, "1 · Đã phát hành")
    await eve.settled()
    assert "đã phát hành" in eve.message(CLERK, listed.message_id).text
    assert eve.said(AN)[-1].text.startswith("📎 Văn thư báo đã phát hành. Nhờ chị An gửi minh chứng")
    assert eve.task("2026-12").state is State.OPEN


async def test_a_task_is_handed_to_a_colleague_who_may_refuse(eve: World) -> None:
    card = await card_of(eve)
    await eve.press(AN, eve.message(AN, card), "❓")
    details = await eve.answer(AN, card)
    await eve.press(AN, details, "🤝 Chuyển cho đồng nghiệp")
    asked = await eve.answer(AN, details.message_id)
    await eve.press(AN, asked, "👤 Lê Văn Dũng")
    await eve.settled()
    assert eve.task("2026-12").responsible_id == eve.person("dung.vhxh").id
    assert eve.said(AN)[-1].text.startswith("🤝 Đã chuyển")
    assert eve.said(AN)[-1].buttons == []
    given = eve.said(DUNG)[-1]
    assert "Chị An giao việc này cho anh Dũng" in given.text
    await eve.press(DUNG, given, "✋ Không nhận")
    await eve.settled()
    assert "Anh Dũng không nhận, nhờ chị An phụ trách." in eve.said(AN)[-1].text
    assert eve.task("2026-12").responsible_id == eve.person("an.vhxh").id
