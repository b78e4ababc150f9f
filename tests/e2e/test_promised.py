"""What was promised is said at its time: a snooze, a deadline that moved, a verdict (docs/design.md, Rules)."""

from datetime import date, time
from pathlib import Path

from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.actor import CLOCK, Act, acting
from models.changes.adjusting import Basis
from models.changes.common import MOST_STARTED, tell_of
from models.changes.moving import move
from models.kinds import Kind
from models.tables import Person, Task
from tests.e2e.world import AN, BINH, World, at, labels, open_world

MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
LETTER = Basis(words="Công văn số 2624/SNV-CCHC")


def words_of(messages: list[ChatMessage]) -> list[str]:
    """The first line of each."""
    return [each.text.splitlines()[0] for each in messages]


async def snoozed(world: World, number: str, label: str) -> ChatMessage:
    """An opens a task of the newest list and asks to be reminded later; returns what is said back."""
    card = await world.pressed_for_answer(AN, world.newest(AN, "☀️"), number)
    asked = await world.pressed_for_answer(AN, card, "⏰ Nhắc lại sau")
    return await world.pressed_for_answer(AN, asked, label)


def moved(world: World, day: date, hour: time | None = None) -> None:
    """The admin moves the deadline of the December report."""
    with world.writing() as session:
        admin = session.exec(select(Person).where(Person.code == "minh.vp")).one()
        task = session.get_one(Task, world.task("2026-12").id)
        move(Act(session, acting(admin), world.sandbox.now()), [task], day, hour, LETTER, True)


def crowd(world: World, code: str) -> None:
    """The day's most messages have been started towards somebody."""
    with world.writing() as session:
        person = session.exec(select(Person).where(Person.code == code)).one()
        task, act = session.get_one(Task, world.task("2026-12").id), Act(session, CLOCK, world.sandbox.now())
        for number in range(MOST_STARTED):
            tell_of(act, task, Kind.CARD, f"crowd/{code}/{act.today}/{number}", person)


async def test_two_snoozes_to_one_moment_are_one_message_after_the_morning_and_a_restart(
    tmp_path: Path,
) -> None:
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("15/12/2026")) as world:
        for number in ("1", "2"):
            said = await snoozed(world, number, "14:00")
            assert "⏰ Sẽ nhắc lại lúc 14 giờ 00 thứ Ba, 15/12/2026" in said.text
        crowd(world, "an.vhxh")
        await world.start_again()
        await world.settled()
        before = len(world.started(AN))
        await world.go_to("15/12/2026", "13:59")
        assert len(world.started(AN)) == before
        await world.go_to("15/12/2026", "16:00")
        (again,) = world.started(AN)[before:]
        assert again.text.startswith("⏰ Nhắc lại theo hẹn: 2 việc")
        await world.go_to("16/12/2026")
        assert "Có 2 việc" in world.newest(AN, "☀️").text
        await world.go_to("16/12/2026", "14:05")
        asked = await world.write(AN, "1 nhắc lại 15h30")
        assert "Hẹn xong ngày nào ạ" in asked.text, "a reminder that comes too late is no promise"
        assert len(world.entries("promise")) == 0


async def test_a_report_asked_for_before_its_figures_close_is_reminded_of_before_its_head_hears(
    tmp_path: Path,
) -> None:
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("07/12/2026", "09:00")) as world:
        moved(world, date(2026, 12, 10))
        await world.settled()
        assert "sớm hơn" in world.said(AN)[-1].text
        await world.go_to("09/12/2026")
        card = world.started(AN)[-1]
        assert card.text.startswith(f"⏳ Ngày mai đến hạn – {MONTHLY}")
        assert "chốt" not in card.text
        await world.go_to("10/12/2026", "13:59")
        assert world.started(AN)[-1].text.startswith(f"🔔 Hôm nay đến hạn – {MONTHLY}")
        await world.go_to("11/12/2026", "09:59")
        assert not [each for each in world.started(BINH) if each.text.startswith("📌")]
        await world.go_to("11/12/2026", "10:00")
        assert MONTHLY in world.newest(BINH, "📌").text
        done = await world.write(AN, "xong rồi ạ", reply_to=card.message_id)
        assert done.text.startswith(f"📝 Đã báo xong – {MONTHLY}")


async def test_nobody_is_told_of_a_deadline_moved_to_the_same_afternoon_before_its_officer_was_reminded(
    tmp_path: Path,
) -> None:
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("15/12/2026")) as world:
        await world.go_to("15/12/2026", "15:00")
        moved(world, date(2026, 12, 15))
        await world.settled()
        assert world.said(AN)[-1].text.startswith("❗ Hạn đổi sớm hơn: thứ Ba, 15/12/2026")
        await world.go_to("16/12/2026", "16:00")
        assert "Quá hạn" in world.newest(AN, "☀️").text
        assert not [each for each in world.started(BINH) if each.text.startswith("📌")]
        await world.go_to("17/12/2026", "10:00")
        assert MONTHLY in world.newest(BINH, "📌").text


async def test_what_a_full_day_holds_back_goes_into_the_next_mornings_message(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("15/12/2026")) as world:
        crowd(world, "an.vhxh")
        await world.settled()
        card = await world.open_card(AN, MONTHLY)
        await world.send_file(AN, reply_to=card.message_id)
        await world.settled()
        before = len(world.started(AN))
        assert await world.press(BINH, world.newest(BINH, "📥 Chờ thẩm tra"), "✔️ Duyệt")
        await world.go_to("15/12/2026", "17:00")
        assert len(world.started(AN)) == before
        assert "Đạt yêu cầu" in world.message(AN, card.message_id).text
        await world.go_to("16/12/2026", "09:00")
        (morning,) = world.started(AN)[before:]
        assert "Có 1 việc" in morning.text
        assert f"Tin chưa gửi hôm trước\n🌿 Đạt yêu cầu – {MONTHLY}" in morning.text


async def test_any_hour_or_day_can_be_asked_for_and_what_becomes_of_it_is_said_back(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("11/12/2026", "08:00")) as world:
        card = await world.open_card(AN, MONTHLY)
        asked = await world.pressed_for_answer(AN, card, "⏰ Nhắc lại sau")
        form = await world.pressed_for_answer(AN, asked, "🗓 Giờ khác, ngày khác")
        await world.press(AN, form, "14")
        await world.settled()
        form = world.message(AN, form.message_id)
        assert "lúc mấy giờ thứ Hai, 14/12/2026 ạ?" in form.text
        await world.press(AN, form, "10:30")
        await world.settled()
        said = world.message(AN, form.message_id).text
        assert said.startswith("⏰ Sẽ nhắc lại lúc 10 giờ 30 thứ Hai, 14/12/2026")
        said = (await world.write(AN, "thứ bảy", reply_to=asked.message_id)).text
        assert "⏰ Sẽ nhắc lại lúc 7 giờ 30 thứ Hai, 14/12/2026" in said
        assert "7 giờ 30 thứ Bảy, 12/12/2026 ngoài giờ làm việc, nên nhắc khi bắt đầu giờ làm việc." in said
        asked = await world.pressed_for_answer(AN, card, "⏰ Nhắc lại sau")
        said = (await world.write(AN, "nhắc lại lúc 16h30 thứ tư")).text
        assert "⏰ Sẽ nhắc lại lúc 14 giờ 00 thứ Tư, 16/12/2026" in said
        assert "16 giờ 30 thứ Tư, 16/12/2026 đã sát giờ hạn" in said
        assert "↩️ Không phải vậy" in labels(world.said(AN)[-1])
        await world.press(AN, world.said(AN)[-1], "↩️ Không phải vậy")
        await world.go_to("14/12/2026")
        assert MONTHLY in world.started(AN)[-1].text
        before = len(world.started(AN))
        moved(world, date(2026, 12, 17))
        await world.go_to("14/12/2026", "10:30")
        (again,) = world.started(AN)[before:]
        assert MONTHLY in again.text
        assert "thứ Năm, 17/12/2026" in again.text


async def test_the_morning_comes_at_the_hour_that_a_person_chose(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("14/12/2026", "08:00")) as world:
        about = await world.write(AN, "👤 Về tôi")
        assert "Giờ nhận tin buổi sáng: 7 giờ 30" in about.text
        form = await world.pressed_for_answer(AN, about, "☀️ Giờ nhận tin buổi sáng")
        assert "ngoài giờ làm việc" in (await world.write(AN, "12h", reply_to=form.message_id)).text
        await world.write(AN, "8h45")
        await world.settled()
        assert "Giờ nhận tin buổi sáng: 8 giờ 45" in world.said(AN)[-1].text
        before = len(world.started(AN))
        await world.go_to("15/12/2026", "08:44")
        assert len(world.started(AN)) == before
        await world.sandbox.to_next_reminder()
        assert world.sandbox.now() == at("15/12/2026", "08:45")
        (morning,) = world.started(AN)[before:]
        assert morning.text.startswith("☀️ Chào chị An, thứ Ba 15/12. Có 2 việc")
        # What the program starts early in the morning waits for it too; on a Monday the greeting.
        await world.go_to("21/12/2026", "08:44")
        assert not [each for each in world.started(AN) if each.at > at("21/12/2026", "00:00")]
        await world.go_to("21/12/2026", "08:45")
        assert [each for each in world.started(AN) if each.at >= at("21/12/2026", "08:45")]


async def test_why_a_moment_after_the_due_day_is_asked_again_and_what_a_claimed_task_still_lacks(
    tmp_path: Path,
) -> None:
    async with open_world(tmp_path, date(2026, 12, 15), moment=at("15/12/2026", "08:00")) as world:
        card = await world.open_card(AN, MONTHLY)
        asked = await world.write(AN, "nhắc em thứ bảy", reply_to=card.message_id)
        late = "7 giờ 30 thứ Bảy, 19/12/2026 thì đã muộn so với hạn thứ Tư, 16/12/2026, nên chưa ghi."
        assert late in asked.text and "Nhắc lại vào lúc nào ạ" in asked.text
        await world.write(AN, "xong rồi", reply_to=card.message_id)
        for hour in ("9h", "10h", "11h"):
            said = await world.write(AN, f"nhắc em {hour} sáng mai", reply_to=card.message_id)
            assert said.text.startswith("⏰ Sẽ nhắc lại lúc")
        again = await world.write(AN, "nhắc em 14h mai", reply_to=card.message_id)
        assert "chỉ còn thiếu minh chứng" in again.text and "báo xong," in again.text
        assert "Xin báo xong" not in again.text
