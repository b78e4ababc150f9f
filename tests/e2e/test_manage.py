"""An admin configures from the chat: a form goes on where it stood, and nothing is saved by halves."""

from datetime import date, time

import pytest
from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.database import writing
from models.rules.lifecycle import State
from models.tables import Person, PersonRole, Requirement, Role, Task
from tests.commune import MONTHLY
from tests.e2e.world import ADMIN, AN, BINH, CHATS, PNG, STRANGER, World, labels

CHAU = CHATS["chau.vp"]
NEW = "➕ Yêu cầu mới"
PDF = b"%PDF-1.4\n%%EOF"


async def press(world: World, label: str, chat: int = ADMIN) -> ChatMessage:
    """Presses a button of the newest form screen; returns the screen as it looks afterwards."""
    # A screen can be pressed once the program knows that it was sent.
    await world.settled()
    await world.press(chat, newest(world, chat), label[:1].upper() + label[1:])
    await world.settled()
    return newest(world, chat)


def newest(world: World, chat: int = ADMIN) -> ChatMessage:
    return [each for each in world.said(chat) if each.buttons][-1]


async def fill_monthly(world: World) -> ChatMessage:
    """A monthly report, closed on the 14th, due two working days later; everything but the last press."""
    await world.write(ADMIN, "/quanly")
    await press(world, NEW)
    await world.write(ADMIN, "Báo cáo giải ngân vốn đầu tư công tháng")
    await press(world, "6.1.1")
    await press(world, "Phòng VH")
    await press(world, "Nguyễn Thị An")
    await press(world, "Hằng tháng")
    await press(world, "Ngày 14")
    await press(world, "2 ngày làm việc sau chốt")
    return await press(world, "📷 Ảnh chụp màn hình")


async def test_a_monthly_report_is_configured_by_presses_and_one_title(world: World) -> None:
    screen = await fill_monthly(world)
    assert "tháng 12/2026: hạn thứ Tư, 16/12/2026" in screen.text
    screen = await press(world, "✅ Lưu yêu cầu")
    assert "Đã thêm yêu cầu" in screen.text
    with world.rows() as session:
        row = session.exec(select(Requirement).where(Requirement.code.startswith("6.1.1-bao-cao"))).one()  # type: ignore[attr-defined]
        assert (row.title, row.cutoff_day, row.due_rule) == (
            "Báo cáo giải ngân vốn đầu tư công",
            14,
            {"after_cutoff": 2},
        )
        task = session.exec(select(Task).where(Task.requirement_id == row.id)).all()
        assert [each.due_on for each in task] == [date(2026, 12, 16), date(2027, 1, 18)]
    assert "Báo cáo giải ngân" in (await world.write(AN, "/lich")).text


async def test_the_form_goes_on_after_a_restart_at_every_step(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    for step in (
        NEW,
        "!Báo cáo giải ngân vốn đầu tư công",
        "6.1.1",
        "Phòng VH",
        "Nguyễn Thị An",
        "Hằng tháng",
        "Ngày 14",
        "2 ngày làm việc sau chốt",
        "📷 Ảnh chụp màn hình",
        "✅ Lưu yêu cầu",
    ):
        await world.start_again()
        if step.startswith("!"):
            await world.write(ADMIN, step[1:])
        else:
            await press(world, step)
    assert "Đã thêm yêu cầu" in newest(world).text


async def test_what_was_added_is_taken_back_with_one_press(world: World) -> None:
    await fill_monthly(world)
    await press(world, "✅ Lưu yêu cầu")
    heard = len(world.said(AN))
    screen = await press(world, "↩️ Hoàn tác")
    assert "Đã hoàn tác" in screen.text
    assert len(world.said(AN)) == heard, "who never heard of it hears of no end either"
    with world.rows() as session:
        row = session.exec(
            select(Requirement).where(Requirement.title == "Báo cáo giải ngân vốn đầu tư công")
        ).one()
        assert row.retired_at is not None
        left = session.exec(select(Task).where(Task.requirement_id == row.id)).all()
        assert {each.state for each in left} == {State.WAIVED}
    assert "Báo cáo giải ngân" not in (await world.write(AN, "/lich")).text


@pytest.mark.moment("15/12/2026", "09:00")
async def test_an_order_is_given_within_a_minute_and_its_officer_hears_at_once(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    await press(world, "📌 Giao việc")
    await world.write(ADMIN, "Rà soát hồ sơ chậm quá hạn")
    await press(world, "Phòng VH")
    await press(world, "Nguyễn Thị An")
    screen = await world.write(ADMIN, "18/12")
    assert "Hạn: thứ Sáu, 18/12/2026" in screen.text
    await press(world, "📎 Tệp khác")
    await world.write(ADMIN, "Công văn số 2624/SNV-CCHC ngày 14/12/2026")
    before = len(world.said(AN))
    screen = await press(world, "📌 Giao ngay")
    assert "Đã giao" in screen.text
    card = world.said(AN)[before]
    assert "Rà soát hồ sơ chậm quá hạn" in card.text and "thứ Sáu, 18/12" in card.text
    await world.press(AN, card, "✅ Đã xong")
    toast = await world.press(ADMIN, newest(world), "↩️ Hoàn tác")
    assert "không hoàn tác được" in toast


@pytest.mark.moment("15/12/2026", "09:00")
async def test_every_open_task_of_a_requirement_is_waived_and_taken_back_as_one(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    await press(world, "📚 Các yêu cầu")
    await world.write(ADMIN, "bao cao tinh hinh ho so thang")
    await press(world, "🚫 Không áp dụng")
    await press(world, "Tất cả các việc đang mở")
    screen = await world.write(ADMIN, "Tỉnh đã bỏ báo cáo này")
    assert "2 việc" in screen.text
    await press(world, "🚫 Ghi không áp dụng")
    assert world.task("2026-12").state is State.WAIVED
    await press(world, "↩️ Hoàn tác")
    assert world.task("2026-12").state is State.OPEN


async def test_what_another_admin_changed_meanwhile_is_never_overwritten(world: World) -> None:
    await _edit(world, ADMIN)
    await press(world, "✏️ Tên")
    await world.write(ADMIN, "Báo cáo của quản trị thứ nhất")
    await press(world, "✏️ Hạn")
    await press(world, "3 ngày làm việc sau chốt")
    with writing(world.sandbox.runtime.engine) as session:  # type: ignore[union-attr]
        second = session.exec(select(Person).where(Person.code == "chau.vp")).one()
        session.add(PersonRole(person_id=second.id or 0, role=Role.ADMIN))
    await _edit(world, CHAU)
    await press(world, "✏️ Tên", CHAU)
    await world.write(CHAU, "Báo cáo của quản trị thứ hai")
    await press(world, "✅ Lưu yêu cầu", CHAU)
    screen = await press(world, "✅ Lưu yêu cầu")
    assert "vừa được người khác sửa" in screen.text
    with world.rows() as session:
        row = session.exec(select(Requirement).where(Requirement.code == MONTHLY)).one()
        assert row.title == "Báo cáo của quản trị thứ hai"
    screen = await press(world, "🔄 Xem bản mới")
    assert "Báo cáo của quản trị thứ hai" in screen.text
    assert "Báo cáo của quản trị thứ nhất" not in screen.text
    assert "Hạn: 3 ngày làm việc sau chốt" in screen.text
    await press(world, "✅ Lưu yêu cầu")
    with world.rows() as session:
        row = session.exec(select(Requirement).where(Requirement.code == MONTHLY)).one()
        assert (row.title, row.due_rule) == ("Báo cáo của quản trị thứ hai", {"after_cutoff": 3})


async def test_an_answer_to_a_reminder_is_no_title_of_an_order(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    screen = await press(world, "📌 Giao việc")
    assert "Gõ trả lời vào khung tin nhắn.\n" in f"{screen.text}\n"
    screen = await world.write(ADMIN, "da xong")
    assert "giống lời báo việc" in screen.text
    assert "Việc gì ạ?" in screen.text
    screen = await world.write(ADMIN, "ra soat ho so cham qua han")
    assert "Việc: ra soat ho so cham qua han" in screen.text


async def test_what_the_history_takes_back_offers_no_second_undo(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    await press(world, NEW)
    title = await world.write(ADMIN, "bao cao giai ngan von dau tu cong hang thang")
    assert "Tên: bao cao giai ngan von dau tu cong\n" in title.text
    await press(world, "✖️ Đóng")
    await fill_monthly(world)
    saved = await press(world, "✅ Lưu yêu cầu")
    await world.write(ADMIN, "/quanly")
    await press(world, "↩️ Thay đổi gần đây")
    await press(world, "✏️ Yêu cầu")
    await press(world, "↩️ Hoàn tác")
    old = world.message(ADMIN, saved.message_id)
    assert "Đã hoàn tác" in old.text
    assert "↩️ Hoàn tác" not in [each.label for row in old.buttons for each in row]


@pytest.mark.moment("15/12/2026", "09:00")
async def test_the_days_of_a_calendar_read_as_days(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    await press(world, "📅 Dời hạn")
    await world.write(ADMIN, "bc tthc thang 12")
    screen = await press(world, "Tháng 12/2026")
    weeks = [[each.label for each in row] for row in screen.buttons if len(row) == 7]
    assert weeks[0] == ["·", "15", "16", "17", "18", "(19)", "(20)"]
    screen = await press(world, "18")
    assert "Hạn mới: thứ Sáu, 18/12/2026" in screen.text


async def test_an_officer_and_a_stranger_open_nothing(world: World) -> None:
    assert "Không có gì thay đổi" in (await world.write(AN, "/quanly")).text
    await fill_monthly(world)
    screen = newest(world)
    data = next(each.data for row in screen.buttons for each in row if each.label.startswith("✅ Lưu"))
    assert data is not None
    world.newcomer(STRANGER, "Người lạ")
    await world.write(STRANGER, "xin chao")
    for chat in (AN, BINH, STRANGER):
        own = world.said(chat)[-1].message_id
        assert "Không có gì thay đổi" in await world.press_data(chat, own, data)
    with world.rows() as session:
        same = select(Requirement).where(Requirement.title == "Báo cáo giải ngân vốn đầu tư công")
        assert session.exec(same).first() is None


async def test_an_old_screen_and_a_cancelled_form_change_nothing(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    first = newest(world)
    assert "Anh Minh muốn làm gì ạ?" in first.text
    await world.write(ADMIN, "/quanly")
    assert "đã đóng" in await world.press(ADMIN, first, NEW)
    await press(world, NEW)
    back = await press(world, "◂ Quay lại")
    assert "muốn làm gì" in back.text
    closed = await press(world, "✖️ Đóng")
    assert "chưa lưu gì" in closed.text


async def _edit(world: World, chat: int) -> None:
    await world.write(chat, "/quanly")
    await press(world, "📚 Các yêu cầu", chat)
    await world.write(chat, "bao cao tinh hinh ho so thang")
    await press(world, "✏️ Sửa", chat)


async def _friday_letter(world: World) -> ChatMessage:
    """Everything but the last press."""
    await world.go_to("11/12/2026", "16:50")
    await world.write(ADMIN, "/quanly")
    await press(world, "📅 Dời hạn")
    await world.write(ADMIN, "bao cao tinh hinh ho so thang")
    await press(world, "Tháng 12/2026")
    await world.write(ADMIN, "10h thu 3 15/12")
    return await world.write(ADMIN, "Công văn số 2624/SNV-CCHC ngày 11/12/2026")


async def test_nobody_is_told_to_wait_whose_report_is_due_right_after_its_figures_close(world: World) -> None:
    await _friday_letter(world)
    await press(world, "📅 Dời hạn")
    await world.go_to("14/12/2026", "08:00")
    card = next(each for each in world.said(AN) if each.text.startswith("⏳ Ngày mai đến hạn"))
    assert "chốt hết ngày 14/12, đến hạn liền sau đó" in card.text
    assert "chưa phải làm gì" not in card.text


async def test_the_friday_letter_is_configured_from_the_phone(world: World) -> None:
    screen = await _friday_letter(world)
    before = len(world.said(AN))
    assert "Sớm hơn hạn cũ" in screen.text
    assert "• Yêu cầu: 7.5 Báo cáo TTHC, hằng tháng" in screen.text
    assert "• Kỳ: tháng 12/2026\n" in screen.text
    assert "Sẽ đổi: 1 việc; các kỳ sau giữ nguyên.\nBáo chị An, anh Bình, mỗi người một tin." in screen.text
    assert "10 giờ 00, thứ Ba, 15/12/2026" in screen.text
    await press(world, "📅 Dời hạn")
    told = [each for each in world.said(AN)[before:] if "Hạn đổi sớm hơn" in each.text]
    assert len(told) == 1
    assert "10 giờ 00" in told[0].text
    assert "Đã ghi" in await world.press(AN, told[0], "👍 Đã rõ")
    task = world.task("2026-12")
    assert (task.due_on, task.due_hour, task.scheduled_on) == (
        date(2026, 12, 15),
        time(10),
        date(2026, 12, 16),
    )
    await press(world, "↩️ Hoàn tác")
    assert world.task("2026-12").due_on == date(2026, 12, 16)
    assert len([each for each in world.said(AN)[before:] if each.buttons and "Hạn" in each.text]) == 2


@pytest.mark.moment("15/12/2026", "09:00")
async def test_a_forwarded_letter_opens_an_order_filled_in_as_far_as_it_says(world: World) -> None:
    letter = (
        "Theo Công văn số 2624/SNV-CCHC ngày 14/12/2026, đề nghị UBND xã gửi danh sách cán bộ làm CCHC, "
        "chậm nhất 10 giờ 00 ngày 18/12/2026."
    )
    screen = await world.forward(ADMIN, letter)
    assert "Đơn vị nào làm?" in screen.text
    await press(world, "Phòng VH")
    await press(world, "Nguyễn Thị An")
    screen = await press(world, "📎 Tệp khác")
    assert "Hạn: 10 giờ 00, thứ Sáu, 18/12/2026" in screen.text
    assert "2624/SNV-CCHC" in screen.text
    await press(world, "📌 Giao ngay")
    card = world.said(AN)[-1]
    assert "gửi danh sách cán bộ" in card.text and "10 giờ 00" in card.text


@pytest.mark.moment("15/12/2026", "09:00")
async def test_a_head_takes_back_an_order_of_their_own_at_once_and_from_the_history(world: World) -> None:
    for from_history in (False, True):
        await world.forward(
            BINH,
            "Công văn số 2624/SNV-CCHC: đề nghị xã gửi danh sách cán bộ làm CCHC chậm nhất ngày 18/12/2026",
        )
        for label in ("Nguyễn Thị An", "📎 Tệp khác", "📌 Giao ngay"):
            screen = await press(world, label, BINH)
        assert "Đã giao" in screen.text
        assert "gửi danh sách cán bộ" in world.said(AN)[-1].text
        if from_history:
            await world.write(BINH, "/quanly")
            await press(world, "↩️ Thay đổi gần đây", BINH)
            await press(world, "📌 Giao việc", BINH)
        screen = await press(world, "↩️ Hoàn tác", BINH)
        assert "Đã hoàn tác" in screen.text
        await world.settled()
        assert "thu hồi việc đã giao" in world.said(AN)[-1].text


@pytest.mark.moment("15/12/2026", "09:00")
async def test_a_letter_whose_caption_says_what_when_and_who_is_an_order_filled_in(world: World) -> None:
    """By a head and by an admin; without such words it is kept, and its sender not told that nothing is open."""
    caption = "Sở Nội vụ yêu cầu báo cáo biên chế trước 18/12, giao chị An"
    for chat in (BINH, ADMIN):
        sent = world.telegram.send_file(chat, PDF, "cv.pdf", "application/pdf", caption=caption)
        await world.answer(chat, sent)
        screen = await press(world, "📎 Tệp khác", chat)
        for line in (
            "Sở Nội vụ yêu cầu báo cáo biên chế trước 18/12\n",
            "Hạn: thứ Sáu, 18/12/2026",
            "cv.pdf",
        ):
            assert line in screen.text
        await press(world, "📌 Giao ngay", chat)
        assert "Sở Nội vụ yêu cầu báo cáo biên chế" in world.said(AN)[-1].text
    kept = await world.answer(
        BINH, world.telegram.send_file(BINH, PDF + b"\n", "giay-moi.pdf", "application/pdf")
    )
    assert "Đã nhận và giữ 1 tệp" in kept.text
    assert "chưa có việc nào đang mở" not in kept.text
    sent = world.telegram.send_file(AN, PDF, "cv.pdf", "application/pdf", caption=caption)
    assert "Giao việc" not in (await world.answer(AN, sent)).text


async def test_an_officer_who_forwards_something_orders_nothing(world: World) -> None:
    answer = await world.forward(AN, "Đề nghị các đơn vị gửi danh sách trước ngày 18/12/2026")
    assert "Đơn vị nào làm?" not in answer.text


async def test_where_nothing_was_changed_there_is_nothing_to_take_back(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    screen = await press(world, "↩️ Thay đổi gần đây")
    assert "Chưa có thay đổi nào để hoàn tác" in screen.text


@pytest.mark.moment("11/12/2026", "09:00")
async def test_the_letter_itself_is_the_basis_and_everyone_concerned_can_open_it(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    await press(world, "📅 Dời hạn")
    await world.write(ADMIN, "bao cao tinh hinh ho so thang")
    await press(world, "tháng 12/2026")
    await world.write(ADMIN, "18/12")
    screen = await world.send_file(ADMIN, name="cong-van-2624.png")
    assert "Căn cứ: cong-van-2624.png" in screen.text
    before = len(world.said(AN))
    await press(world, "📅 Dời hạn")
    told = next(each for each in world.said(AN)[before:] if "Hạn được lùi" in each.text)
    letter = await world.pressed_for_answer(AN, told, "📄 Xem văn bản")
    assert letter.file_path is not None
    assert (world.telegram.store.files / letter.file_path).read_bytes() == PNG


async def test_one_letter_about_three_reports_of_one_officer_is_one_message_with_one_answer(
    world: World,
) -> None:
    screen = await _friday_letter(world)
    assert "• Việc cùng văn bản: không" in screen.text
    before = len(world.said(AN))
    await press(world, "✏️ Việc cùng văn bản")
    await press(world, "7.5 Báo cáo TTHC, hằng năm")
    await press(world, "7.5 Báo cáo TTHC, hằng quý")
    screen = await press(world, "✅ Xong, đi tiếp")
    assert "• Việc cùng văn bản: 7.5 Báo cáo TTHC, hằng năm; 7.5 Báo cáo TTHC, hằng quý" in screen.text
    assert "Sẽ đổi: 3 việc; các kỳ sau giữ nguyên.\nBáo chị An, anh Bình, mỗi người một tin." in screen.text
    await press(world, "📅 Dời hạn")
    await world.go_to("14/12/2026", "07:30")
    told = [each for each in world.said(AN)[before:] if "Hạn đổi sớm hơn" in each.text]
    assert [each.text.split("\n")[0] for each in told] == ["❗ Hạn đổi sớm hơn: 2 việc"]
    assert world.newest(BINH, "❗ Hạn đổi sớm hơn: 3 việc")
    assert labels(told[0]).count("👍 Đã rõ") == 1
    await world.press(AN, told[0], "👍 Đã rõ")
    with world.rows() as session:
        moved = session.exec(select(Task).where(Task.due_hour == time(10))).all()
        assert {each.due_on for each in moved} == {date(2026, 12, 15)}
        assert len(moved) == 3


@pytest.mark.parametrize(
    ("words", "often"),
    [
        ("7.5 Báo cáo TTHC, hằng năm", "hằng năm"),
        ("bao cao tthc hang quy", "hằng quý"),
        ("báo cáo TTHC tháng", "hằng tháng"),
    ],
)
async def test_a_requirement_is_found_by_the_words_on_its_button(
    world: World, words: str, often: str
) -> None:
    await world.write(ADMIN, "/quanly")
    await press(world, "📅 Dời hạn")
    assert f"• Yêu cầu: 7.5 Báo cáo TTHC, {often}" in (await world.write(ADMIN, words)).text
