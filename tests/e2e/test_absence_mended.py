"""Absences told in words, mended, handed back by the deputy, and what those around the absent see of them."""

from datetime import date
from pathlib import Path

import pytest

from bot.sandbox.telegram import ChatMessage
from jobs.verify import verify
from models.rules.lifecycle import State
from models.store import EvidenceStore
from models.tables import DeputyState
from tests.e2e.test_absence import (
    AWAY_FOUR_DAYS,
    LEADER,
    MONTHLY,
    QUARTERLY,
    TO_DUNG,
    absences,
    an_away_with_dung,
    answer,
    since,
    tell_absence,
)
from tests.e2e.world import AN, BINH, DUNG, World, labels

YEARLY = "Báo cáo tình hình, kết quả giải quyết TTHC năm 2026"
FOUR_DAYS = "từ thứ Ba, 15/12/2026 đến hết thứ Sáu, 18/12/2026"


async def press(world: World, chat: int, message: ChatMessage, label: str) -> ChatMessage:
    """Presses a button of a message as it looks now; returns the message as it looks after it."""
    await world.press(chat, world.message(chat, message.message_id), label)
    await world.settled()
    return world.message(chat, message.message_id)


async def mended(world: World, chat: int, told: ChatMessage, *labels: str) -> ChatMessage:
    """Other days are asked for below what was recorded; returns the question, or what comes of its answers."""
    step = await world.pressed_for_answer(chat, world.message(chat, told.message_id), "✏️ Sửa ngày")
    for label in labels:
        step = await press(world, chat, step, label)
    return step


def is_verified(world: World, folder: Path) -> bool:
    with world.rows() as session:
        return verify(session, EvidenceStore(folder)) == []


@pytest.mark.parametrize(
    ("words", "said_back"),
    [
        ("mai em nghỉ", "thứ Ba, 15/12/2026 (một ngày)"),
        ("e nghi om hom nay", "thứ Hai, 14/12/2026 (một ngày)"),
        ("em đi công tác từ thứ 3 đến thứ 6", FOUR_DAYS),
        ("em nghi tu 15/12 den 18/12", FOUR_DAYS),
        ("tuần sau e nghi phep", "từ thứ Hai, 21/12/2026 đến hết thứ Sáu, 25/12/2026"),
    ],
)
async def test_an_absence_in_words_says_its_days_back_and_records_nothing(
    monday: World, words: str, said_back: str
) -> None:
    before = monday.snapshot()
    asked = await monday.write(AN, words)
    assert asked.text.startswith(f"🏖 Báo vắng {said_back}\nChị An nhờ ai làm thay ạ?")
    assert "Chọn xong hệ thống mới ghi nhận." in asked.text
    assert labels(asked) == [TO_DUNG, "Để Trần Văn Bình phụ trách thay", "◂ Quay lại", "✖️ Đóng"]
    assert (absences(monday), monday.snapshot()) == ([], before)


async def test_an_absence_in_words_is_recorded_by_one_press(monday: World) -> None:
    asked = await monday.write(AN, "em nghi tu 15/12 den 18/12, nhờ anh Dũng làm thay")
    told = await press(monday, AN, asked, TO_DUNG)
    assert told.text.startswith(f"🏖 Đã ghi: chị An vắng {FOUR_DAYS}.")
    (absence,) = absences(monday)
    assert (absence.from_on, absence.to_on) == (date(2026, 12, 15), date(2026, 12, 18))


async def test_what_the_words_leave_open_is_asked(monday: World) -> None:
    until = await monday.write(AN, "em đi công tác từ mai")
    assert until.text == "🏖 Báo vắng từ thứ Ba, 15/12/2026\nChị An vắng đến hết hôm nào ạ?"
    whole = await monday.write(AN, "em xin nghỉ phép")
    assert whole.text.startswith("🏖 Báo vắng – chị An vắng từ hôm nào ạ?")


async def test_an_absence_with_a_promise_stays_a_reply_to_the_task(monday: World) -> None:
    """Also as a reply to a card: the absence alone is an absence, with a deed it speaks of the task."""
    card = await monday.open_card(AN, MONTHLY)
    asked = await monday.write(AN, "mai em nghỉ", reply_to=card.message_id)
    assert asked.text.startswith("🏖 Báo vắng thứ Ba, 15/12/2026")
    promised = await monday.write(AN, "mai em nghỉ, thứ 4 em nộp", reply_to=card.message_id)
    assert not promised.text.startswith("🏖")
    assert "thứ Tư, 16/12" in promised.text
    assert "15/12" not in promised.text
    assert (monday.task("2026-12").state, absences(monday)) == (State.OPEN, [])


async def test_back_at_work_in_words_ends_the_absence(monday: World, tmp_path: Path) -> None:
    await an_away_with_dung(monday)
    await monday.go_to("16/12/2026", "09:00")
    ended = await monday.write(AN, "em đi làm lại rồi ạ")
    assert ended.text.startswith("🔙 Đã ghi: chị An đi làm lại.")
    await monday.settled()
    assert monday.said(DUNG)[-1].text.startswith("🔙 Không cần làm thay chị An nữa")
    await monday.go_to("16/12/2026", "09:30")
    (back,) = [each for each in monday.said(AN) if each.text.startswith("👋")]
    assert f". {MONTHLY} – hạn thứ Tư, 16/12/2026" in back.text
    assert is_verified(monday, tmp_path)
    again = await monday.write(AN, "em đi làm lại rồi ạ")
    assert "Hiện không có ngày vắng nào đang ghi" in again.text


async def test_a_later_day_at_work_in_words_shortens_it_after_a_press(monday: World, tmp_path: Path) -> None:
    await an_away_with_dung(monday)
    await monday.go_to("16/12/2026", "09:00")
    asked = await monday.write(AN, "thứ 6 em đi làm lại")
    assert asked.text.startswith("✏️ Sửa ngày vắng – chị An vắng từ thứ Ba, 15/12/2026 đến hết hôm nào ạ?")
    assert labels(asked) == ["Hết thứ Năm, 17/12", "✖️ Đóng"]
    assert absences(monday)[0].to_on == date(2026, 12, 18)
    told = await press(monday, AN, asked, "Hết thứ Năm, 17/12")
    assert "đến hết thứ Năm, 17/12/2026" in told.text
    assert "Người làm thay: anh Dũng (đã nhận)." in told.text
    assert monday.said(DUNG)[-1].text.startswith("✏️ Đổi ngày vắng: chị An nay vắng từ thứ Ba, 15/12/2026")
    await monday.go_to("18/12/2026")
    (back,) = [each for each in since(monday, AN, "15/12/2026") if each.text.startswith("👋")]
    assert "sau 3 ngày làm việc" in back.text
    assert is_verified(monday, tmp_path)


async def test_wrong_days_are_mended_and_the_deputy_is_asked_again(monday: World, tmp_path: Path) -> None:
    told = await an_away_with_dung(monday)
    first = await mended(monday, AN, told)
    assert first.text == (
        "✏️ Sửa ngày vắng – chị An vắng từ hôm nào ạ?\n"
        f"Đang ghi: {FOUR_DAYS}. Chưa chọn xong thì giữ nguyên như vậy."
    )
    await press(monday, AN, first, "Thứ Hai, 21/12")
    after = await press(monday, AN, first, "Hết thứ Sáu, 25/12")
    assert "từ thứ Hai, 21/12/2026 đến hết thứ Sáu, 25/12/2026" in after.text
    assert "Người làm thay: anh Dũng (chờ trả lời" in after.text
    assert monday.message(AN, told.message_id).text == after.text
    assert labels(after) == ["✏️ Sửa ngày", "👤 Đổi người thay", "🔙 Tôi đã đi làm lại"]
    assert "từ thứ Hai, 21/12/2026" in monday.said(DUNG)[-1].text
    await answer(monday, DUNG, "✅ Tôi nhận")
    (moved,) = monday.entries("move_absence")
    assert (moved["person"], moved["deputy"], moved["from_on"]) == ("an.vhxh", "dung.vhxh", "2026-12-21")
    assert is_verified(monday, tmp_path)
    await monday.go_to("15/12/2026")
    assert [each for each in since(monday, AN, "15/12/2026") if MONTHLY in each.text]


async def test_mending_may_be_left_and_forged_days_change_nothing(monday: World) -> None:
    told = await an_away_with_dung(monday)
    recorded = monday.message(AN, told.message_id)
    left = await mended(monday, AN, told, "✖️ Đóng")
    assert left.text == "✏️ Sửa ngày vắng\n\nĐã đóng, chưa lưu gì."
    assert monday.message(AN, told.message_id).text == recorded.text
    before = monday.snapshot()
    asked = monday.said(DUNG)[-1]
    for days in ("2026-12-01:2026-12-03", "2026-12-18:2026-12-16", "2026-12-15:9999-12-31", "x:y", "x"):
        await monday.press_data(AN, told.message_id, f"redate:1:{days}")
    await monday.press_data(DUNG, asked.message_id, "redate:1:2026-12-16:2026-12-17")
    await monday.press_data(AN, told.message_id, "redate:99:2026-12-16:2026-12-17")
    step = await mended(monday, AN, told, "Ngày mai")
    for day in ("2026-12-01", "9999-12-31", "x"):
        carried = f"form:{_form(step)}:to_on:{day}"
        assert "Không có gì thay đổi" in await monday.press_data(AN, step.message_id, carried)
    assert "Đã ghi nhận từ trước" in await monday.press(AN, step, "Hết thứ Sáu, 18/12")
    assert monday.snapshot() == before


def _form(step: ChatMessage) -> str:
    """Which form a message shows, as its buttons carry it."""
    return str(step.buttons[0][0].data).split(":")[1]


async def test_of_an_absence_that_has_begun_only_the_end_is_mended(monday: World) -> None:
    told = await an_away_with_dung(monday)
    await monday.go_to("16/12/2026", "09:00")
    asked = await mended(monday, AN, told)
    assert labels(asked)[:2] == ["Hết thứ Tư, 16/12", "Hết thứ Năm, 17/12"]
    await monday.press_data(AN, told.message_id, "redate:1:2026-12-17:2026-12-18")
    await monday.settled()
    assert absences(monday)[0].from_on == date(2026, 12, 15)
    await mended(monday, AN, told, "Hết thứ Tư, 23/12")
    assert "từ thứ Ba, 15/12/2026 đến hết thứ Tư, 23/12/2026" in monday.message(AN, told.message_id).text


async def test_a_deputy_may_withdraw_and_the_head_covers_from_then_on(monday: World, tmp_path: Path) -> None:
    await an_away_with_dung(monday)
    await monday.go_to("15/12/2026", "09:00")
    quiet = len(monday.said(AN))
    asked = monday.newest(DUNG, "🤝")
    gone = await press(monday, DUNG, asked, "✋ Tôi không thay được nữa")
    assert gone.text.startswith("✋ Đã ghi: anh Dũng không làm thay chị An được")
    assert labels(gone) == []
    assert len(monday.said(AN)) == quiet
    news = monday.said(BINH)[-1]
    assert news.text.startswith(f"✋ Anh Dũng không làm thay chị An được {FOUR_DAYS}.")
    assert "tin nhắc của chị An gửi đến anh Bình" in news.text
    assert absences(monday)[0].deputy_state is DeputyState.DECLINED
    await monday.go_to("16/12/2026")
    assert [each for each in since(monday, BINH, "16/12/2026") if MONTHLY in each.text]
    for chat in (AN, DUNG):
        assert not [each for each in since(monday, chat, "16/12/2026") if MONTHLY in each.text]
    assert is_verified(monday, tmp_path)


async def test_the_head_sees_who_is_away_and_who_stands_in(monday: World) -> None:
    await an_away_with_dung(monday)
    await monday.go_to("15/12/2026", "09:00")
    listed = await monday.write(BINH, "/donvi")
    assert "– chị An – 🏖 đang vắng mặt, anh Dũng phụ trách thay" in listed.text
    card = await monday.open_number(BINH, listed, MONTHLY)
    assert "Phụ trách: chị An – 🏖 đang vắng mặt, anh Dũng phụ trách thay." in card.text


async def test_the_day_of_an_early_return_has_its_own_work_in_the_hand_back(monday: World) -> None:
    """Due today, and its morning went to the deputy: the returned hears of it all the same."""
    told = await an_away_with_dung(monday)
    await monday.go_to("16/12/2026", "09:00")
    await press(monday, AN, told, "🔙 Tôi đã đi làm lại")
    await monday.go_to("16/12/2026", "09:30")
    (back,) = [each for each in monday.said(AN) if each.text.startswith("👋")]
    assert f". {MONTHLY} – hạn thứ Tư, 16/12/2026" in back.text
    await monday.go_to("17/12/2026", "10:30")
    told_above = [each for each in since(monday, BINH, "17/12/2026") if each.text.startswith("📌")]
    assert [each for each in told_above if "phụ trách: chị An\n" in each.text]


async def test_back_on_the_first_morning_nobody_is_accused_of_what_came_due_meanwhile(monday: World) -> None:
    """Due on the last day away, which was covered by nobody who answered: the head does not hear of the returned
    on the very morning on which they come back."""
    await tell_absence(monday, AN, "Hôm nay", "Hết thứ Tư, 16/12", TO_DUNG)
    await answer(monday, DUNG, "✅ Tôi nhận")
    await monday.go_to("16/12/2026", "16:00")
    call = monday.newest(DUNG, "🔔 Chiều nay hết hạn")
    assert "hệ thống sẽ gửi" not in call.text, "what is not to be told is not announced either"
    await monday.go_to("17/12/2026", "16:00")
    (back,) = [each for each in since(monday, AN, "15/12/2026") if each.text.startswith("👋")]
    assert f"{MONTHLY} – đến hạn 16/12 trong lúc vắng" in back.text
    assert not [each for each in since(monday, BINH, "17/12/2026") if "chị An" in each.text]


async def test_an_absent_head_hears_of_nothing_late_and_their_deputy_does(monday: World) -> None:
    await tell_absence(monday, BINH, *AWAY_FOUR_DAYS, TO_DUNG)
    await answer(monday, DUNG, "✅ Tôi nhận")
    await monday.go_to("17/12/2026", "11:00")
    assert since(monday, BINH, "15/12/2026") == []
    late = [each for each in since(monday, DUNG, "17/12/2026") if each.text.startswith("📌")]
    assert [each for each in late if MONTHLY in each.text]
    assert not [each for each in since(monday, LEADER, "15/12/2026") if MONTHLY in each.text]


async def test_head_and_officer_away_at_once_it_goes_to_the_leader_with_the_reason(monday: World) -> None:
    await tell_absence(monday, AN, *AWAY_FOUR_DAYS, "Để Trần Văn Bình phụ trách thay")
    await tell_absence(monday, BINH, *AWAY_FOUR_DAYS, "Để Phó Chủ tịch phụ trách thay")
    await monday.go_to("15/12/2026")
    assert since(monday, AN, "15/12/2026") == since(monday, BINH, "15/12/2026") == []
    (told,) = since(monday, LEADER, "15/12/2026")
    assert MONTHLY in told.text
    assert QUARTERLY in told.text
    assert "thay chị An, đang vắng" in told.text


async def test_an_absent_reviewers_deputy_is_asked_and_the_reviewer_is_not(monday: World) -> None:
    await tell_absence(monday, BINH, *AWAY_FOUR_DAYS, TO_DUNG)
    await answer(monday, DUNG, "✅ Tôi nhận")
    await monday.go_to("15/12/2026", "09:00")
    card = await monday.open_card(AN, MONTHLY)
    await monday.send_file(AN, reply_to=card.message_id)
    await monday.settled()
    assert monday.task("2026-12").state is State.SUBMITTED
    assert [each for each in since(monday, DUNG, "15/12/2026", "09:00") if MONTHLY in each.text]
    await monday.go_to("18/12/2026", "17:00")
    assert since(monday, BINH, "15/12/2026") == []


async def test_a_deputy_away_themselves_finds_what_they_stand_in_for_in_one_message(monday: World) -> None:
    await an_away_with_dung(monday)
    await tell_absence(monday, DUNG, "Ngày mai", "Hết thứ Tư, 16/12", "Để Trần Văn Bình phụ trách thay")
    await monday.go_to("17/12/2026")
    (back,) = since(monday, DUNG, "17/12/2026")
    assert back.text.startswith("👋 Chào anh Dũng trở lại sau 2 ngày làm việc.")
    assert f"{MONTHLY} – đến hạn 16/12 trong lúc vắng – thay chị An, đang vắng" in back.text


async def test_a_head_finds_what_the_leader_was_told_for_them_and_what_waits_for_review(
    monday: World,
) -> None:
    await tell_absence(monday, BINH, *AWAY_FOUR_DAYS, "Để Phó Chủ tịch phụ trách thay")
    await monday.go_to("18/12/2026", "09:00")
    assert [each for each in since(monday, LEADER, "17/12/2026") if f"1. {YEARLY}" in each.text]
    card = await monday.open_card(AN, MONTHLY)
    await monday.send_file(AN, reply_to=card.message_id)
    await monday.go_to("21/12/2026", "12:00")
    back, reminder = since(monday, BINH, "15/12/2026")
    assert reminder.text.startswith("📥"), reminder.text
    assert back.text.startswith("👋 Chào anh Bình trở lại sau 4 ngày làm việc.")
    assert f"{YEARLY} – đến hạn 16/12 trong lúc vắng – chị An phụ trách" in back.text
    assert "📥 Chờ thẩm tra: 1 việc, xem ở /duyet." in back.text


async def test_who_stands_in_for_officer_and_head_is_not_threatened_with_themselves(monday: World) -> None:
    """The deputy is back tomorrow: then the leader hears for the head, but today they are to do it themselves."""
    await an_away_with_dung(monday)
    await tell_absence(monday, DUNG, "Ngày mai", "Hết thứ Tư, 16/12", "Để Trần Văn Bình phụ trách thay")
    await tell_absence(monday, BINH, *AWAY_FOUR_DAYS, "Để Phó Chủ tịch phụ trách thay")
    await monday.go_to("16/12/2026", "14:00")
    (call,) = since(monday, LEADER, "16/12/2026", "14:00")
    assert call.text.startswith("🔔 Chiều nay hết hạn")
    assert "sẽ gửi" not in call.text


async def test_an_absence_given_up_in_words_is_dropped_by_a_press(monday: World) -> None:
    await an_away_with_dung(monday)
    shown = await monday.write(AN, "em không nghỉ nữa ạ")
    assert shown.text.startswith(f"🏖 Đã ghi: chị An vắng {FOUR_DAYS}.")
    assert absences(monday)[0].ended_at is None
    dropped = await press(monday, AN, shown, "🔙 Tôi đã đi làm lại")
    assert dropped.text.startswith("🏖 Đã bỏ lần báo vắng")
    assert monday.said(DUNG)[-1].text.startswith("🔙 Không cần làm thay chị An nữa")
    assert "Hiện không có ngày vắng nào" in (await monday.write(AN, "em không nghỉ nữa ạ")).text


async def test_back_before_the_deputy_answered_tells_who_covered_and_shows_what_they_were_told(
    monday: World,
) -> None:
    """The head had the reminders of tomorrow's reports in her place: both know whose they are again."""
    await tell_absence(monday, AN, *AWAY_FOUR_DAYS, TO_DUNG)
    await monday.go_to("15/12/2026", "10:00")
    assert "thay chị An, đang vắng" in monday.said(BINH)[-1].text
    await monday.write(AN, "em đi làm lại rồi ạ")
    await monday.settled()
    assert monday.said(BINH)[-1].text.startswith("🔙 Không cần làm thay chị An nữa")
    await monday.go_to("15/12/2026", "14:00")
    back = monday.newest(AN, "👋")
    assert f". {MONTHLY} – hạn thứ Tư, 16/12/2026" in back.text
    assert "không có việc nào" not in back.text


async def test_the_head_who_was_to_cover_without_being_asked_hears_that_it_is_over(monday: World) -> None:
    told = await tell_absence(monday, AN, *AWAY_FOUR_DAYS, "Để Trần Văn Bình phụ trách thay")
    await monday.settled()
    assert monday.said(BINH)[-1].text.startswith("🏖 Chị An báo vắng")
    await press(monday, AN, told, "🔙 Tôi đã đi làm lại")
    assert monday.said(BINH)[-1].text.startswith("🔙 Không cần làm thay chị An nữa")
    assert not [each for each in monday.said(DUNG) if each.text.startswith("🔙")]


async def test_what_the_deputy_said_is_in_the_way_the_returned_and_the_head_read_of(monday: World) -> None:
    await an_away_with_dung(monday)
    await monday.go_to("15/12/2026", "09:00")
    card = await monday.open_card(DUNG, MONTHLY)
    await monday.write(DUNG, "vướng vì chưa có tài khoản của chị An", reply_to=card.message_id)
    await monday.go_to("21/12/2026")
    back = monday.newest(AN, "👋").text
    assert f"{MONTHLY} – đến hạn 16/12 trong lúc vắng · báo đang vướng (15/12)" in back
    await monday.go_to("21/12/2026", "16:00")
    told = monday.newest(BINH, "📌 Nhờ anh Bình xem giúp").text
    assert "báo đang vướng (15/12)" in told[told.index(MONTHLY) :]
