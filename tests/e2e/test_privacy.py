"""What is kept of oneself is seen, taken along and put right in the chat; an incident pauses everything and loses
nothing."""

from sqlmodel import select

from models.actor import OPERATOR, Act
from models.changes.incidents import end_incident, start_incident
from models.changes.retaining import set_limit
from models.retention import Limit
from models.tables import Agency, Confirmation, DataRequest, Evidence, InboxState, InboxUpdate
from tests.commune import PNG, at
from tests.e2e.test_manage import press
from tests.e2e.test_people import open_people
from tests.e2e.world import ADMIN, AN, CHATS, STRANGER, World, labels


async def test_somebody_sees_takes_along_and_puts_right_what_is_kept_of_them(eve: World) -> None:
    kept = await eve.write(AN, "/riengtu")
    assert kept.text.startswith("🔒 Dữ liệu của chị An ở Nhắc Việc")
    assert "Cao Quang Minh; trả lời trong 2 ngày làm việc" in kept.text
    assert labels(kept) == ["📄 Lấy bản của tôi", "✏️ Sửa thông tin của mình"]

    copy = await eve.pressed_for_answer(AN, kept, "📄 Lấy bản của tôi")
    assert copy.media == "document" and copy.file_path
    page = (eve.telegram.store.files / copy.file_path).read_text("utf-8")
    assert "<h1>Dữ liệu của Nguyễn Thị An ở Nhắc Việc</h1>" in page and str(AN) in page
    assert "<tr><td>15/12/2026</td><td>" in page and "digest" not in page

    await eve.pressed_for_answer(AN, kept, "✏️ Sửa thông tin của mình")
    await press(eve, "Họ tên", AN)
    await eve.silent_write(AN, "Nguyễn Thị An Nhiên")
    assert eve.person("an.vhxh").full_name == "Nguyễn Thị An Nhiên"
    (entry,) = eve.entries("correct_own")
    assert (entry["by"], entry["changed"]) == ("an.vhxh", ["full_name"])
    await eve.tick()
    assert eve.newest(ADMIN, "👤 Tự sửa họ tên").text.startswith("👤 Tự sửa họ tên: Nguyễn Thị An Nhiên")


async def test_what_one_cannot_put_right_is_asked_of_the_admin_until_they_answer(eve: World) -> None:
    kept = await eve.write(AN, "/riengtu")
    await eve.pressed_for_answer(AN, kept, "✏️ Sửa thông tin của mình")
    await press(eve, "Điều khác", AN)
    await eve.silent_write(AN, "Em đã chuyển sang Văn phòng")
    await eve.tick()
    asked = eve.newest(ADMIN, "📨 Nhờ sửa dữ liệu cá nhân")
    assert "trả lời chậm nhất thứ Năm, 17/12/2026" in asked.text
    assert "“Em đã chuyển sang Văn phòng”" in asked.text
    assert "Đang chờ trả lời 1 yêu cầu" in (await eve.write(AN, "/riengtu")).text

    await eve.go_to("17/12/2026", "08:00")
    reminder = eve.newest(ADMIN, "⏰ Nhờ trả lời trong thứ Năm, 17/12/2026")
    await eve.press(ADMIN, reminder, "✅ Đã trả lời")
    await eve.settled()
    assert (
        labels(eve.message(ADMIN, reminder.message_id)) == labels(eve.message(ADMIN, asked.message_id)) == []
    )
    assert "“Em đã chuyển sang Văn phòng”" in eve.newest(AN, "📨 Quản trị đã trả lời").text
    with eve.rows() as session:
        assert session.exec(select(DataRequest)).one().answered_by_id == eve.person("minh.vp").id


async def test_an_admin_erases_who_left_from_the_chat(eve: World) -> None:
    hoa = CHATS["hoa.ttpvhcc"]
    await eve.pressed_for_answer(hoa, await eve.write(hoa, "/riengtu"), "✏️ Sửa thông tin của mình")
    await press(eve, "Điều khác", hoa)
    await eve.silent_write(hoa, "Nhờ sửa chức vụ")
    await eve.tick()
    asked = eve.newest(ADMIN, "📨 Nhờ sửa dữ liệu cá nhân: Phan Thị Hoa")
    await open_people(eve, "hoa", "🗂 Cho nghỉ")
    await press(eve, "🗂 Cho nghỉ")
    await eve.write(ADMIN, "/quanly")
    await press(eve, "👥 Cán bộ")
    await press(eve, "🗂 Người đã nghỉ")
    await press(eve, "Phan Thị Hoa")
    await press(eve, "🗑 Xóa thông tin cá nhân")
    await press(eve, "🗑 Xóa thông tin")
    assert eve.person("hoa.ttpvhcc").full_name == "hoa.ttpvhcc"
    await eve.settled()
    assert "Phan Thị Hoa" not in "\n".join(each.text for each in eve.said(ADMIN)[-1:])
    redrawn = eve.message(ADMIN, asked.message_id)
    assert redrawn.text.startswith("📨 Nhờ sửa dữ liệu cá nhân: hoa.ttpvhcc") and labels(redrawn) == []
    assert "(lời đã xóa)" in redrawn.text


async def test_beyond_their_share_a_loose_file_is_not_kept(eve: World) -> None:
    with eve.writing() as session:
        agency = session.exec(select(Agency)).one()
        set_limit(Act(session, OPERATOR, eve.sandbox.now()), agency, Limit.LOOSE_COUNT, 1)
    assert "Đã nhận và giữ" in (await eve.send_file(AN)).text
    refused = await eve.send_file(AN, PNG + b"2", "anh-2.png")
    assert "chưa được nhận" in refused.text and "quá nhiều tệp" in refused.text
    card = await eve.open_card(AN, "hồ sơ giải quyết TTHC tháng 12/2026")
    taken = await eve.send_file(AN, PNG + b"3", "anh-3.png", reply_to=card.message_id)
    assert taken.text.startswith("✅ Đã nhận minh chứng")
    with eve.rows() as session:
        assert [each.file_name for each in session.exec(select(Evidence))] == ["da-gui.png", "anh-3.png"]


async def test_a_question_about_a_deleted_file_says_that_it_is_deleted(eve: World) -> None:
    asked = await eve.send_file(AN)
    with eve.writing() as session:
        gone = session.exec(select(Evidence)).one()
        gone.withdrawn_at = gone.deleted_at = eve.sandbox.now()
        session.add(gone)
    assert "Tệp này đã xóa" in await eve.press(AN, asked, "1")


async def test_an_incident_pauses_everything_and_loses_nothing(eve: World) -> None:
    card = await eve.open_card(AN, "hồ sơ giải quyết TTHC tháng 12/2026")
    before = eve.snapshot()["Confirmation"]
    _incident(eve, start=True)
    assert "đang tạm dừng" in await eve.press(AN, card, "✅ Đã xong")
    told = await eve.write(AN, "xong rồi ạ", card.message_id)
    assert told.text.startswith("⏸ Hệ thống đang tạm dừng")
    eve.telegram.send_text(AN, "em nộp rồi ạ")
    assert "đang tạm dừng" in await eve.press(AN, card, "❓ Chi tiết")
    assert (eve.snapshot()["Confirmation"], eve.entries("claim")) == (before, [])
    eve.newcomer(STRANGER, "Ai đó")
    stranger = eve.telegram.send_text(STRANGER, "alo")
    await eve.go_to("17/12/2026", "08:30")
    heard = eve.said(AN)
    assert [each.message_id for each in heard if each.message_id > told.message_id] == []
    assert [each for each in eve.said(STRANGER) if each.message_id > stranger] == []
    starts = [each.text.splitlines()[0] for each in eve.said(ADMIN) if "sự cố" in each.text]
    assert starts[0] == "🔴 Nhắc Việc tạm dừng vì sự cố dữ liệu cá nhân (từ 8 giờ 00 thứ Ba, 15/12/2026)"
    assert [each.partition(" (")[0].rpartition("nhân")[2] for each in starts[1:]] == ["", ", còn 24 giờ"]
    with eve.rows() as session:
        waiting = session.exec(select(InboxUpdate).where(InboxUpdate.state == InboxState.WAITING)).all()
    assert len(waiting) >= 2

    _incident(eve, start=False)
    await eve.worked_off()
    (claim,) = eve.entries("claim")
    assert claim["by"] == "an.vhxh" and claim["how"] == "button"
    with eve.rows() as session:
        assert session.exec(select(Confirmation)).one().said_at == at("15/12/2026", "08:00")
    assert eve.message(AN, card.message_id).text.startswith("📝 Đã báo xong")
    answer = next(each for each in eve.said(AN) if each.message_id > told.message_id)
    assert answer.text.startswith("Đã ghi nhận từ")


def _incident(world: World, start: bool) -> None:
    """As the command line does it beside the running program."""
    with world.writing() as session:
        act, agency = Act(session, OPERATOR, world.sandbox.now()), session.exec(select(Agency)).one()
        if start:
            start_incident(act, agency, world.sandbox.now(), "Mất máy tính của văn thư")
        else:
            end_incident(act, agency)
