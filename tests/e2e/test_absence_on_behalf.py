"""An absence that a head, or the admin, says for somebody: the same steps; the absent is told and can mend it."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, delete, select

from bot.sandbox.telegram import ChatMessage
from jobs.verify import verify
from models.actor import OPERATOR, Act
from models.changes.enlisting import enlist
from models.store import EvidenceStore
from models.tables import Agency, Person, PersonRole, Role, Unit
from tests.e2e.test_absence import TO_DUNG, absences, answer
from tests.e2e.test_absence_mended import mended, press
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, STRANGER, World, labels

KHANH, LEADER = CHATS["khanh.kt"], CHATS["lam.ubnd"]
FOR_SOMEBODY, TO_AN = "🏖 Báo vắng cho …", "👤 Nguyễn Thị An"
FOUR_DAYS = "từ thứ Ba, 15/12/2026 đến hết thứ Sáu, 18/12/2026"


async def begin(world: World, chat: int, command: str = "/donvi", whom: str = TO_AN) -> ChatMessage:
    """Opens the steps for somebody from a list; returns the first of them."""
    listed = await world.write(chat, command)
    asked = await world.pressed_for_answer(chat, listed, FOR_SOMEBODY)
    return await world.pressed_for_answer(chat, asked, whom)


async def say_for_an(world: World, chat: int = BINH, deputy: str = TO_DUNG) -> ChatMessage:
    """Four days for An, told by somebody else; returns what they see at the end."""
    step = await begin(world, chat)
    for label in ("Ngày mai", "Hết thứ Sáu, 18/12", deputy):
        step = await press(world, chat, step, label)
    return step


def told_to(world: World, chat: int) -> ChatMessage:
    return world.newest(chat, "🏖 Đã ghi")


async def test_the_head_goes_through_the_same_steps_for_an_officer(monday: World) -> None:
    listed = await monday.write(BINH, "/donvi")
    asked = await monday.pressed_for_answer(BINH, listed, FOR_SOMEBODY)
    assert asked.text.startswith("🏖 Báo vắng cho ai ạ?")
    assert labels(asked) == [TO_AN, "👤 Lê Văn Dũng"]
    step = await monday.pressed_for_answer(BINH, asked, TO_AN)
    assert step.text.startswith("🏖 Báo vắng – chị An vắng từ hôm nào ạ?")
    assert labels(step) == ["Hôm nay", "Ngày mai", "Thứ Hai, 21/12", "📅 Chọn ngày khác", "✖️ Đóng"]
    step = await press(monday, BINH, step, "Ngày mai")
    assert "Chị An vắng đến hết hôm nào ạ?" in step.text
    step = await press(monday, BINH, step, "Hết thứ Sáu, 18/12")
    assert "Ai làm thay chị An ạ?" in step.text
    assert labels(step) == [TO_DUNG, "Để Trần Văn Bình phụ trách thay", "◂ Quay lại", "✖️ Đóng"]
    assert absences(monday) == []

    step = await press(monday, BINH, step, TO_DUNG)
    assert step.text.startswith(f"🏖 Đã ghi: chị An vắng {FOUR_DAYS}.\nNgười làm thay: anh Dũng (chờ")
    assert labels(step) == ["✏️ Sửa ngày", "👤 Đổi người thay", "🔙 Chị An đã đi làm lại"]
    (absence,) = absences(monday)
    assert absence.person_id == monday.person("an.vhxh").id
    (entry,) = monday.entries("be_absent")
    assert (entry["by"], entry["person"], entry["deputy"]) == ("binh.vhxh", "an.vhxh", "dung.vhxh")


async def test_the_absent_is_told_by_whom_and_mends_it_themselves(monday: World) -> None:
    step = await say_for_an(monday)
    told = told_to(monday, AN)
    assert told.text.startswith(f"🏖 Đã ghi: chị An vắng {FOUR_DAYS}.")
    assert "Anh Bình báo giúp. Chưa đúng thì bấm nút dưới đây để sửa." in told.text
    assert labels(told) == ["✏️ Sửa ngày", "👤 Đổi người thay", "🔙 Tôi đã đi làm lại"]
    await mended(monday, AN, told, "Ngày mai", "Hết thứ Tư, 16/12")
    (absence,) = absences(monday)
    assert absence.to_on == date(2026, 12, 16)
    assert "đến hết thứ Tư, 16/12/2026" in monday.message(BINH, step.message_id).text
    assert (monday.entries("correct_absence")[0]["by"]) == "an.vhxh"
    await press(monday, AN, told, "🔙 Tôi đã đi làm lại")
    assert monday.message(BINH, step.message_id).text.startswith("🏖 Đã bỏ lần báo vắng")


async def test_the_deputy_is_asked_as_usual_and_hears_nothing_of_a_reason(monday: World) -> None:
    step = await say_for_an(monday)
    asked = monday.newest(DUNG, "🤝")
    assert asked.text.startswith(f"🤝 Nhờ anh Dũng làm thay chị An {FOUR_DAYS}")
    assert await answer(monday, DUNG, "✅ Tôi nhận") == "Đã ghi: nhận làm thay."
    for chat, message in ((BINH, step), (AN, told_to(monday, AN))):
        shown = monday.message(chat, message.message_id).text
        assert "Người làm thay: anh Dũng (đã nhận)." in shown
    await monday.go_to("16/12/2026", "17:00")
    assert [each for each in monday.started(AN) if each.at.date() >= date(2026, 12, 15)] == []


async def test_the_head_who_covers_is_not_told_what_they_said_themselves(monday: World) -> None:
    before = len(monday.said(BINH))
    step = await say_for_an(monday, deputy="Để Trần Văn Bình phụ trách thay")
    assert "Chưa cử người làm thay, anh Bình phụ trách thay." in step.text
    assert len(monday.said(BINH)) == before + 3
    assert told_to(monday, AN).text.startswith("🏖 Đã ghi: chị An vắng")


async def test_the_admin_says_it_for_anybody_and_the_head_hears_by_whom(monday: World) -> None:
    step = await begin(monday, ADMIN, "/ketnoi")
    for label in ("Ngày mai", "Hết thứ Sáu, 18/12", "Để Trần Văn Bình phụ trách thay"):
        step = await press(monday, ADMIN, step, label)
    assert monday.entries("be_absent")[0]["by"] == "minh.vp"
    heard = monday.said(BINH)[-1]
    assert heard.text.startswith("🏖 Chị An vắng (anh Minh báo giúp) từ thứ Ba, 15/12/2026")
    assert "Anh Minh báo giúp." in told_to(monday, AN).text


async def test_the_days_are_mended_and_ended_on_behalf_too_and_the_absent_hears_it(monday: World) -> None:
    step = await say_for_an(monday)
    await mended(monday, BINH, step, "Ngày mai", "Hết thứ Tư, 16/12")
    step = monday.message(BINH, step.message_id)
    assert step.text.startswith("🏖 Đã ghi: chị An vắng từ thứ Ba, 15/12/2026 đến hết thứ Tư, 16/12/2026.")
    assert "đến hết thứ Tư, 16/12/2026" in told_to(monday, AN).text
    await press(monday, BINH, step, "🔙 Chị An đã đi làm lại")
    last = monday.said(AN)[-1]
    assert last.text.startswith("🏖 Đã bỏ lần báo vắng")
    assert last.text.endswith("Anh Bình báo giúp.")


async def test_a_half_finished_one_survives_a_restart_and_says_for_whom(monday: World) -> None:
    step = await begin(monday, BINH)
    step = await press(monday, BINH, step, "Ngày mai")
    await monday.start_again()
    step = await press(monday, BINH, step, "◂ Quay lại")
    assert step.text.startswith("🏖 Báo vắng – chị An vắng từ hôm nào ạ?")
    for label in ("Ngày mai", "Hết thứ Sáu, 18/12", TO_DUNG):
        step = await press(monday, BINH, step, label)
    assert absences(monday)[0].person_id == monday.person("an.vhxh").id


async def test_somebody_elses_absence_is_no_business_of_an_officer_or_another_head(monday: World) -> None:
    an, before = monday.person("an.vhxh").id, monday.snapshot()
    for chat in (DUNG, KHANH, LEADER):
        last = monday.said(chat)[-1]
        assert "Không có gì thay đổi" in await monday.press_data(chat, last.message_id, f"awayfor:{an}")
        assert monday.said(chat)[-1].message_id == last.message_id
    for chat in (DUNG, LEADER):
        last = monday.said(chat)[-1].message_id
        assert "Không có gì thay đổi" in await monday.press_data(chat, last, "awayfor")
    monday.newcomer(STRANGER, "Người lạ")
    greeting = await monday.write(STRANGER, "Xin chào")
    for data in ("awayfor", f"awayfor:{an}"):
        assert "người được mời" in await monday.press_data(STRANGER, greeting.message_id, data)
    for data in ("awayfor:x", "awayfor:99999", "awayfor:1:2:3"):
        await monday.press_data(BINH, monday.said(BINH)[-1].message_id, data)
    assert (monday.snapshot(), absences(monday)) == (before, [])


async def test_permission_is_asked_again_at_every_press(monday: World) -> None:
    """Between two presses Bình is no head any more."""
    step = await press(monday, BINH, await begin(monday, BINH), "Ngày mai")
    recorded = await say_for_an(monday)
    with monday.writing() as session:
        binh = monday.person("binh.vhxh").id
        session.exec(
            delete(PersonRole).where(col(PersonRole.person_id) == binh, col(PersonRole.role) == Role.HEAD)
        )
    before = (monday.snapshot(), absences(monday))
    assert "Không có gì thay đổi" in await monday.press(BINH, step, "Hết thứ Sáu, 18/12")
    for label in ("✏️ Sửa ngày", "👤 Đổi người thay", "🔙 Chị An"):
        assert "Không có gì thay đổi" in await monday.press(BINH, recorded, label)
    assert (monday.snapshot(), absences(monday)) == before


async def test_who_acts_for_an_absent_head_may_say_it(monday: World) -> None:
    """Dũng agreed to act for Bình this week."""
    listed = await monday.write(BINH, "/vang")
    for label in ("Hôm nay", "Hết thứ Sáu, 18/12", TO_DUNG):
        listed = await press(monday, BINH, listed, label)
    await answer(monday, DUNG, "✅ Tôi nhận")
    step = await begin(monday, DUNG)
    for label in ("Ngày mai", "Hết thứ Sáu, 18/12"):
        step = await press(monday, DUNG, step, label)
    await monday.press(DUNG, step, "Để")
    assert monday.entries("be_absent")[-1]["by"] == "dung.vhxh"


async def test_a_long_list_of_people_turns_its_pages(monday: World) -> None:
    with monday.writing() as session:
        agency, unit = session.exec(select(Agency)).one(), session.exec(select(Unit)).first()
        for number in range(8):
            name = f"Đặng Văn Tư {'I' * number}".strip()
            enlist(Act(session, OPERATOR, monday.sandbox.now()), agency, name, [Role.OFFICER], unit)
    listed = await monday.write(ADMIN, "/ketnoi")
    asked = await monday.pressed_for_answer(ADMIN, listed, FOR_SOMEBODY)
    second = await press(monday, ADMIN, asked, "Xem tiếp ▸ 1/2")
    names = [name for each in (asked, second) for name in labels(each) if name.startswith("👤")]
    with monday.rows() as session:
        everybody = {f"👤 {each.full_name}" for each in session.exec(select(Person))}
    assert sorted(names) == sorted(everybody - {"👤 Cao Quang Minh"})


async def test_the_record_is_sound(monday: World, tmp_path: Path) -> None:
    await say_for_an(monday)
    with monday.rows() as session:
        assert verify(session, EvidenceStore(tmp_path)) == []


@pytest.mark.parametrize(
    "words",
    [
        "chị An nghỉ ốm từ mai đến hết thứ 6",
        "em An xin nghi phep tu mai den 18/12",
        "Nguyễn Thị An đi công tác từ ngày mai đến hết thứ sáu ạ",
    ],
)
async def test_a_head_tells_in_words_that_an_officer_is_away(monday: World, words: str) -> None:
    step = await monday.write(BINH, words)
    assert "Ai làm thay chị An ạ?" in step.text
    step = await press(monday, BINH, step, TO_DUNG)
    assert step.text.startswith(f"🏖 Đã ghi: chị An vắng {FOUR_DAYS}.")


@pytest.mark.parametrize("words", ["mai em nghỉ phép", "chị An ơi mai em nghỉ phép", "mai tôi đi công tác"])
async def test_an_absence_that_a_head_tells_of_themselves_is_theirs(monday: World, words: str) -> None:
    step = await monday.write(BINH, words)
    assert "Anh Bình nhờ ai làm thay ạ?" in step.text


async def test_whom_a_name_means_is_the_business_of_a_head_alone(monday: World) -> None:
    said = await monday.write(DUNG, "chị An nghỉ ốm từ mai đến hết thứ 6")
    assert said.text.startswith("Chưa ghi nhận gì: Nguyễn Thị An vắng thì chính người ấy gõ /vang")
    assert absences(monday) == []


async def test_both_days_may_be_typed_at_once(monday: World) -> None:
    step = await begin(monday, BINH)
    step = await monday.write(BINH, "từ mai đến hết 18/12", reply_to=step.message_id)
    assert "Ai làm thay chị An ạ?" in step.text
    step = await press(monday, BINH, step, TO_DUNG)
    assert step.text.startswith(f"🏖 Đã ghi: chị An vắng {FOUR_DAYS}.")
