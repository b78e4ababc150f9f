"""Being away: told in three presses, a deputy who is asked, reminders that follow, work handed back once."""

from datetime import date

import pytest
from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.rules.lifecycle import State
from models.tables import Absence, DeputyState
from tests.e2e.world import AN, BINH, CHATS, DUNG, World, at, labels

LEADER = CHATS["lam.ubnd"]
MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
QUARTERLY = "Báo cáo tình hình, kết quả giải quyết TTHC quý IV/2026"
AWAY_FOUR_DAYS = ("Ngày mai", "Hết thứ Sáu, 18/12")
TO_DUNG = "👤 Nhờ Lê Văn Dũng"


async def tell_absence(world: World, chat: int, *labels: str) -> ChatMessage:
    """A person types /vang and presses their way through; returns the message as it is at the end."""
    asked = await world.write(chat, "/vang")
    for label in labels:
        await world.press(chat, world.message(chat, asked.message_id), label)
        await world.settled()
    return world.message(chat, asked.message_id)


async def answer(world: World, chat: int, label: str) -> str:
    """The deputy answers the request that is newest in their chat."""
    await world.settled()
    asked = world.newest(chat, "🤝")
    toast = await world.press(chat, asked, label)
    await world.settled()
    return toast


async def an_away_with_dung(world: World) -> ChatMessage:
    told = await tell_absence(world, AN, *AWAY_FOUR_DAYS, TO_DUNG)
    await answer(world, DUNG, "✅ Tôi nhận")
    return told


def since(world: World, chat: int, day: str, hour: str = "00:00") -> list[ChatMessage]:
    """What the program started in a chat from a moment on."""
    return [each for each in world.started(chat) if each.at >= at(day, hour)]


def absences(world: World) -> list[Absence]:
    with world.rows() as session:
        return list(session.exec(select(Absence)))


async def test_three_presses_tell_an_absence_and_nothing_is_recorded_before_the_last(monday: World) -> None:
    asked = await monday.write(AN, "🏖 Báo vắng")
    assert asked.text.startswith("🏖 Báo vắng – chị An vắng từ hôm nào ạ?")
    assert labels(asked) == ["Hôm nay", "Ngày mai", "Thứ Hai, 21/12", "📅 Chọn ngày khác", "✖️ Đóng"]
    await monday.press(AN, asked, "Ngày mai")
    await monday.settled()
    when = monday.message(AN, asked.message_id)
    assert "thứ Ba, 15/12/2026" in when.text
    assert labels(when)[:6] == [
        "Chỉ thứ Ba, 15/12",
        "Hết thứ Tư, 16/12",
        "Hết thứ Năm, 17/12",
        "Hết thứ Sáu, 18/12",
        "Hết thứ Ba, 22/12",
        "Hết thứ Ba, 29/12",
    ]
    await monday.press(AN, when, "Hết thứ Sáu, 18/12")
    await monday.settled()
    who = monday.message(AN, asked.message_id)
    assert labels(who) == [
        TO_DUNG,
        "Để Trần Văn Bình phụ trách thay",
        "◂ Quay lại",
        "✖️ Đóng",
    ]
    assert absences(monday) == []

    assert await monday.press(AN, who, TO_DUNG) == "Đã ghi."
    await monday.settled()
    told = monday.message(AN, asked.message_id)
    assert told.text.startswith(
        "🏖 Đã ghi: chị An vắng từ thứ Ba, 15/12/2026 đến hết thứ Sáu, 18/12/2026.\nNgười làm thay: anh Dũng (chờ"
    )
    assert "Sáng thứ Hai, 21/12/2026 sẽ có một tin bàn giao lại." in told.text
    (absence,) = absences(monday)
    assert (absence.from_on, absence.to_on) == (date(2026, 12, 15), date(2026, 12, 18))


async def test_any_of_the_next_ten_working_days_can_be_chosen(monday: World) -> None:
    asked = await tell_absence(monday, AN, "📅 Chọn ngày khác")
    assert labels(asked)[0] == "Ngày mai"
    assert labels(asked)[1:10] == [
        "Thứ Tư, 16/12",
        "Thứ Năm, 17/12",
        "Thứ Sáu, 18/12",
        "Thứ Hai, 21/12",
        "Thứ Ba, 22/12",
        "Thứ Tư, 23/12",
        "Thứ Năm, 24/12",
        "Thứ Sáu, 25/12",
        "Thứ Hai, 28/12",
    ]


async def test_a_half_finished_one_goes_on_after_a_restart(monday: World) -> None:
    asked = await tell_absence(monday, AN, *AWAY_FOUR_DAYS)
    await monday.start_again()
    await monday.press(AN, asked, TO_DUNG)
    await monday.settled()
    assert monday.message(AN, asked.message_id).text.startswith("🏖 Đã ghi: chị An vắng")
    (absence,) = absences(monday)
    assert (absence.from_on, absence.to_on) == (date(2026, 12, 15), date(2026, 12, 18))


async def test_a_second_press_and_a_forged_one_record_nothing_more(monday: World) -> None:
    asked = await tell_absence(monday, AN, *AWAY_FOUR_DAYS)
    carried = asked.data_of(TO_DUNG)
    await monday.press_data(AN, asked.message_id, carried)
    before = monday.snapshot()
    assert "Không có gì thay đổi" in await monday.press_data(AN, asked.message_id, carried)
    assert "Không có gì thay đổi" in await monday.press_data(BINH, monday.said(BINH)[-1].message_id, carried)
    for forged in ("away:9999-12-31", "away:x", "away:2026-12-15:2026-12-18:99999", "deputise:99", "back:99"):
        await monday.press_data(AN, asked.message_id, forged)
    assert monday.snapshot() == before
    assert len(absences(monday)) == 1


async def test_the_deputy_is_told_what_comes_due_and_may_answer_once(monday: World) -> None:
    told = await tell_absence(monday, AN, *AWAY_FOUR_DAYS, TO_DUNG)
    asked = monday.said(DUNG)[-1]
    assert asked.text.startswith(
        "🤝 Nhờ anh Dũng làm thay chị An từ thứ Ba, 15/12/2026 đến hết thứ Sáu, 18/12/2026"
    )
    assert f". {MONTHLY} – hạn thứ Tư, 16/12/2026" in asked.text
    assert labels(asked) == ["✅ Tôi nhận", "✋ Không nhận"]
    carried = asked.data_of("✅ Tôi nhận")
    assert "Không có gì thay đổi" in await monday.press_data(BINH, monday.said(BINH)[-1].message_id, carried)
    assert await monday.press(DUNG, asked, "✅ Tôi nhận") == "Đã ghi: nhận làm thay."
    await monday.settled()
    assert labels(monday.message(DUNG, asked.message_id)) == ["✋ Tôi không thay được nữa"]
    assert "Người làm thay: anh Dũng (đã nhận)." in monday.message(AN, told.message_id).text
    assert "Không có gì thay đổi" in await monday.press_data(DUNG, asked.message_id, carried)


async def test_from_acceptance_on_the_deputy_gets_the_reminders_and_the_absent_none(monday: World) -> None:
    await an_away_with_dung(monday)
    await monday.go_to("18/12/2026", "17:00")
    assert since(monday, AN, "15/12/2026") == []
    reminded = [each for each in since(monday, DUNG, "15/12/2026") if MONTHLY in each.text]
    assert [each.at.strftime("%d/%m") for each in reminded][:3] == ["15/12", "16/12", "16/12"]
    assert f"{MONTHLY} – hạn thứ Tư, 16/12/2026 – thay chị An, đang vắng" in reminded[0].text
    spoken = [each for each in monday.entries("speak") if each["task"] == monday.task("2026-12").id]
    rungs = [each for each in spoken if each["rung"] in ("T-1", "T0", "T+1", "T+2")]
    assert [each["rung"] for each in rungs] == ["T-1", "T0", "T+1", "T+2"]
    assert {(each["to"], each["officer"]) for each in rungs} == {("dung.vhxh", "an.vhxh")}
    (agreed,) = monday.entries("agree_to_deputise")
    assert (agreed["person"], agreed["deputy"]) == ("an.vhxh", "dung.vhxh")


async def test_the_head_is_told_who_acts_for_the_absent_and_that_they_saw_it(monday: World) -> None:
    await an_away_with_dung(monday)
    await monday.go_to("17/12/2026", "10:00")
    told = since(monday, BINH, "17/12/2026", "10:00")[-1]
    assert "phụ trách: chị An (đang vắng, anh Dũng phụ trách thay)" in told.text
    assert "Anh Dũng đã được xem trước tin này." in told.text
    assert "Chị An đã được xem trước" not in told.text


async def test_the_deputy_does_it_and_the_absent_finds_it_done_on_the_first_morning_back(
    monday: World,
) -> None:
    await an_away_with_dung(monday)
    await monday.go_to("16/12/2026")
    assert f"{MONTHLY} – hạn thứ Tư, 16/12/2026 – thay chị An" in (await monday.write(DUNG, "/viec")).text
    digest = since(monday, DUNG, "16/12/2026")[-1]
    card = await monday.open_number(DUNG, digest, MONTHLY)
    assert "Tin này gửi đến anh Dũng vì chị An đang vắng." in card.text
    await monday.press(DUNG, card, "✅ Đã xong")
    assert monday.task("2026-12").state is State.CLAIMED
    await monday.go_to("18/12/2026", "17:00")
    assert since(monday, AN, "15/12/2026") == []

    await monday.go_to("21/12/2026")
    back = [each for each in since(monday, AN, "21/12/2026") if each.text.startswith("👋")]
    assert len(back) == 1
    assert back[0].text.startswith("👋 Chào chị An trở lại sau 4 ngày làm việc. Anh Dũng đã làm thay.")
    assert f"✅ Xong 1 việc:\n2. {MONTHLY} – đã báo xong" in back[0].text
    assert "⏳ Còn dở 1 việc:\n1. " in back[0].text
    assert "quá hạn" not in back[0].text.lower()
    assert since(monday, AN, "21/12/2026") == back
    await monday.go_to("22/12/2026", "17:00")
    assert len([each for each in since(monday, AN, "21/12/2026") if each.text.startswith("👋")]) == 1
    assert len(monday.entries("hand_back")) == 1


async def test_what_is_returned_meanwhile_goes_to_whom_it_says_and_is_handed_back_as_it_was_asked(
    monday: World,
) -> None:
    await an_away_with_dung(monday)
    await monday.go_to("16/12/2026", "14:00")
    card = await monday.open_card(DUNG, MONTHLY)
    await monday.send_file(DUNG, reply_to=card.message_id)
    await monday.settled()
    asked = await monday.pressed_for_answer(BINH, monday.newest(BINH, "📥"), "↩️ Trả lại")
    assert "Anh Dũng sẽ nhận một trong các lời sau" in asked.text
    typed = await monday.pressed_for_answer(BINH, asked, "✍️")
    assert "gửi nguyên văn cho anh Dũng" in typed.text
    sent = await monday.write(BINH, "ảnh mờ quá, chưa thấy giờ gửi", typed.message_id)
    assert "Lời gửi anh Dũng:" in sent.text
    await monday.settled()
    assert monday.newest(DUNG, "↩️ Cần bổ sung")
    await monday.go_to("21/12/2026")
    back = monday.newest(AN, "👋")
    assert f"{MONTHLY} – đến hạn 16/12 trong lúc vắng" in back.text
    assert "quá hạn" not in back.text.lower()


async def test_a_refusal_is_told_to_the_absent_and_to_the_head_who_covers(monday: World) -> None:
    told = await tell_absence(monday, AN, *AWAY_FOUR_DAYS, TO_DUNG)
    assert await answer(monday, DUNG, "✋ Không nhận") == "Đã ghi: không nhận."
    assert (
        "Anh Dũng không làm thay chị An được, anh Bình phụ trách thay"
        in monday.message(AN, told.message_id).text
    )
    for chat in (AN, BINH):
        news = monday.said(chat)[-1]
        assert news.text.startswith("✋ Anh Dũng không làm thay chị An được từ"), news.text
    await monday.go_to("15/12/2026")
    assert since(monday, AN, "15/12/2026") == []
    (reminder,) = since(monday, BINH, "15/12/2026")
    assert MONTHLY in reminder.text
    assert "thay chị An, đang vắng" in reminder.text
    assert not [each for each in since(monday, DUNG, "15/12/2026") if MONTHLY in each.text]


async def test_who_is_asked_to_stand_in_answers_in_words(monday: World) -> None:
    await tell_absence(monday, AN, *AWAY_FOUR_DAYS, TO_DUNG)
    asked = monday.said(DUNG)[-1]
    unclear = await monday.write(DUNG, "để anh xem lại lịch đã")
    assert unclear.text == "Chưa ghi nhận gì: nhờ anh Dũng bấm một nút dưới tin được hỏi."
    for words, says, state in (
        ("ok anh nhận", "📝 Đã ghi: nhận làm thay.", DeputyState.ACCEPTED),
        ("anh bận rồi", "📝 Đã ghi: không nhận.", DeputyState.DECLINED),
    ):
        assert (await monday.write(DUNG, words)).text == says
        assert [each.deputy_state for each in absences(monday)] == [state]
    await monday.settled()
    assert labels(monday.message(DUNG, asked.message_id)) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [("được em", "nhận làm thay"), ("đồng ý", "nhận làm thay"), ("không nhận được", "không nhận")],
)
async def test_the_same_words_in_reply_do_what_the_buttons_do(monday: World, words: str, says: str) -> None:
    await tell_absence(monday, AN, *AWAY_FOUR_DAYS, TO_DUNG)
    answered = await monday.write(DUNG, words, reply_to=monday.said(DUNG)[-1].message_id)
    assert answered.text == f"📝 Đã ghi: {says}."


async def test_until_the_deputy_answers_the_head_covers(monday: World) -> None:
    await tell_absence(monday, AN, *AWAY_FOUR_DAYS, TO_DUNG)
    await monday.go_to("15/12/2026")
    assert [each for each in since(monday, BINH, "15/12/2026") if MONTHLY in each.text]
    assert not [each for each in since(monday, DUNG, "15/12/2026") if MONTHLY in each.text]
    await answer(monday, DUNG, "✅ Tôi nhận")
    await monday.go_to("16/12/2026")
    assert [each for each in since(monday, DUNG, "16/12/2026") if MONTHLY in each.text]
    assert not [each for each in since(monday, BINH, "16/12/2026") if MONTHLY in each.text]


async def test_the_head_names_a_deputy_where_the_absent_named_none(monday: World) -> None:
    told = await tell_absence(monday, AN, *AWAY_FOUR_DAYS, "Để Trần Văn Bình phụ trách thay")
    news = monday.said(BINH)[-1]
    assert news.text.startswith("🏖 Chị An báo vắng từ thứ Ba, 15/12/2026")
    assert await monday.press(BINH, news, TO_DUNG) == "Đã nhờ, hệ thống đang chờ trả lời."
    await answer(monday, DUNG, "✅ Tôi nhận")
    assert "Người làm thay: anh Dũng (đã nhận)." in monday.message(AN, told.message_id).text
    assert [each["deputy"] for each in monday.entries("appoint_deputy")] == ["dung.vhxh"]


async def test_the_absent_takes_another_deputy(monday: World) -> None:
    told = await tell_absence(monday, AN, *AWAY_FOUR_DAYS, "Để Trần Văn Bình phụ trách thay")
    await monday.press(AN, told, "👤 Đổi người thay")
    await monday.settled()
    offered = monday.message(AN, told.message_id)
    assert labels(offered) == [TO_DUNG, "🔙 Tôi đã đi làm lại"]
    await monday.press(AN, offered, TO_DUNG)
    await monday.settled()
    chosen = monday.message(AN, told.message_id)
    assert "Người làm thay: anh Dũng (chờ trả lời" in chosen.text
    assert labels(chosen) == ["✏️ Sửa ngày", "👤 Đổi người thay", "🔙 Tôi đã đi làm lại"]


async def test_a_deputy_who_is_away_too_resolves_upward_with_the_reason(monday: World) -> None:
    await an_away_with_dung(monday)
    await tell_absence(monday, DUNG, "Ngày mai", "Hết thứ Tư, 16/12", "Để Trần Văn Bình phụ trách thay")
    await monday.go_to("15/12/2026")
    for chat in (AN, DUNG):
        assert since(monday, chat, "15/12/2026") == []
    (reminder,) = since(monday, BINH, "15/12/2026")
    assert MONTHLY in reminder.text
    assert "thay chị An, đang vắng" in reminder.text
    await monday.go_to("17/12/2026")
    assert [each for each in since(monday, DUNG, "17/12/2026") if MONTHLY in each.text]


async def test_two_who_stand_in_for_each_other_and_are_both_away_leave_it_to_the_head(monday: World) -> None:
    await an_away_with_dung(monday)
    await tell_absence(monday, DUNG, *AWAY_FOUR_DAYS, "Để Trần Văn Bình phụ trách thay")
    with monday.writing() as session:
        mutual = session.get_one(Absence, 2)
        mutual.deputy_id, mutual.deputy_state = monday.person("an.vhxh").id, "accepted"  # type: ignore[assignment]
        session.add(mutual)
    await monday.go_to("15/12/2026")
    assert since(monday, AN, "15/12/2026") == since(monday, DUNG, "15/12/2026") == []
    assert [each for each in since(monday, BINH, "15/12/2026") if MONTHLY in each.text]


async def test_for_an_absent_head_the_leader_covers(monday: World) -> None:
    told = await tell_absence(monday, BINH, *AWAY_FOUR_DAYS, "Để Phó Chủ tịch phụ trách thay")
    assert "Phó Chủ tịch phụ trách thay" in told.text
    assert monday.said(LEADER)[-1].text.startswith("🏖 Anh Bình báo vắng")
    await monday.go_to("15/12/2026")
    assert since(monday, BINH, "15/12/2026") == []
    assert [each for each in since(monday, LEADER, "15/12/2026") if QUARTERLY in each.text]


async def test_coming_back_early_returns_the_reminders_and_the_deputy_is_told(monday: World) -> None:
    told = await an_away_with_dung(monday)
    await monday.go_to("16/12/2026", "09:00")
    during = monday.message(AN, told.message_id)
    await monday.press(AN, during, "🔙 Tôi đã đi làm lại")
    await monday.settled()
    assert monday.message(AN, told.message_id).text.startswith("🔙 Đã ghi: chị An đi làm lại.")
    assert monday.said(DUNG)[-1].text.startswith("🔙 Không cần làm thay chị An nữa")
    await monday.go_to("17/12/2026")
    assert [each for each in since(monday, AN, "17/12/2026") if MONTHLY in each.text]
    assert not [each for each in since(monday, DUNG, "17/12/2026") if MONTHLY in each.text]
    assert len([each for each in monday.said(AN) if each.text.startswith("👋")]) == 1


async def test_an_absence_that_never_began_is_dropped_without_a_hand_back(monday: World) -> None:
    told = await an_away_with_dung(monday)
    await monday.press(AN, told, "🔙 Tôi đã đi làm lại")
    await monday.settled()
    assert monday.message(AN, told.message_id).text.startswith("🏖 Đã bỏ lần báo vắng")
    await monday.go_to("15/12/2026")
    assert [each for each in since(monday, AN, "15/12/2026") if MONTHLY in each.text]
    assert not [each for each in monday.said(AN) if each.text.startswith("👋")]


async def test_absences_that_follow_on_another_are_handed_back_together(monday: World) -> None:
    await tell_absence(monday, AN, "Ngày mai", "Hết thứ Năm, 17/12", TO_DUNG)
    await answer(monday, DUNG, "✅ Tôi nhận")
    await tell_absence(monday, AN, "📅 Chọn ngày khác", "Thứ Sáu, 18/12", "Hết thứ Ba, 22/12", TO_DUNG)
    await answer(monday, DUNG, "✅ Tôi nhận")
    await monday.go_to("22/12/2026", "17:00")
    assert since(monday, AN, "15/12/2026") == []
    await monday.go_to("23/12/2026")
    (back,) = [each for each in since(monday, AN, "23/12/2026") if each.text.startswith("👋")]
    assert "sau 6 ngày làm việc" in back.text
