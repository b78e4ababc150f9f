"""An admin manages people from the chat; whoever else presses the same buttons changes nothing."""

import re

import pytest
from sqlmodel import select

from bot.pictures import png_of
from bot.sandbox.telegram import ChatMessage
from jobs.messages.attachments import QrCode
from models.people import roles
from models.tables import Adjustment, Form, LedgerEntry, Notification, Person, Role
from tests.e2e.test_manage import newest, press
from tests.e2e.world import ADMIN, AN, BINH, DUNG, STRANGER, World, labels

LAN = 999_000_002
INVITED = "Mã mời của"


async def open_people(world: World, name: str, action: str, chat: int = ADMIN) -> ChatMessage:
    """From /quanly to what can be done with somebody, found by a part of the name."""
    await world.write(chat, "/quanly")
    await press(world, "👥 Cán bộ", chat)
    await world.write(chat, name)
    return await press(world, action, chat)


async def fill_invite(world: World, name: str = "Nguyễn Thị Lan") -> ChatMessage:
    """Everything but the last press."""
    await world.write(ADMIN, "/moi")
    await world.write(ADMIN, name)
    await press(world, "Phòng VH")
    await press(world, "Cán bộ phụ trách")
    await press(world, "✅ Xong, đi tiếp")
    return await press(world, "Chưa có")


def last(world: World, chat: int, words: str) -> ChatMessage:
    return [each for each in world.said(chat) if words in each.text][-1]


def code_of(message: ChatMessage) -> str:
    found = re.search(r"start=(\w+)", message.text)
    assert found
    return found[1]


def kept(world: World) -> str:
    """Every word that stands in the rows where a code might have been left."""
    with world.rows() as session:
        rows = [
            *(row.model_dump_json() for row in session.exec(select(Notification))),
            *(row.model_dump_json() for row in session.exec(select(Form))),
            *(row.model_dump_json() for row in session.exec(select(Adjustment))),
            *(row.body for row in session.exec(select(LedgerEntry))),
        ]
    return "\n".join(rows)


async def test_somebody_is_invited_by_presses_and_joins_by_the_link_that_is_shown(world: World) -> None:
    await world.write(ADMIN, "/moi")
    await world.write(ADMIN, "Nguyễn Thị Lan")
    await press(world, "Phòng VH")
    await world.start_again()
    await press(world, "Cán bộ phụ trách")
    await press(world, "Người thẩm tra")
    await press(world, "✅ Xong, đi tiếp")
    await world.write(ADMIN, "0912 345 678")
    await press(world, "✉️ Mời người mới này")

    made = last(world, ADMIN, INVITED)
    code = code_of(made)
    assert f"NV {code[:4]} {code[4:]}" in made.text
    assert "Dùng một lần, đến 7 giờ 00 thứ Hai, 30/11/2026" in made.text
    assert made.media == "photo" and made.file_path
    link = re.search(r"https://t\.me/\S+", made.text)
    assert link and (world.telegram.store.files / made.file_path).read_bytes() == png_of(QrCode(link[0]))
    assert code not in kept(world)

    world.newcomer(LAN, "Lan")
    question = await world.write(LAN, f"/start {code}")
    await world.press(LAN, question, "✅ Đúng là tôi")
    await world.worked_off()
    lan = world.person("lan.vhxh")
    assert (lan.chat_id, lan.phone) == (LAN, "0912345678")
    with world.rows() as session:
        assert roles(session, lan) == {Role.OFFICER, Role.REVIEWER}
    assert "duyet" in {each["command"] for each in world.telegram.commands(LAN)}


async def test_a_namesake_is_asked_about_and_invited_again(world: World) -> None:
    screen = await fill_invite(world, "nguyen thi an")
    assert "Đã có Nguyễn Thị An" in screen.text and "an.vhxh" in screen.text
    await press(world, "🔁 Mời lại người đã có")
    with world.rows() as session:
        assert len(session.exec(select(Person).where(Person.full_name == "Nguyễn Thị An")).all()) == 1
    code = code_of(last(world, ADMIN, INVITED))
    world.newcomer(LAN, "Máy mới của An")
    question = await world.write(LAN, code)
    await world.press(LAN, question, "✅ Đúng là tôi")
    await world.worked_off()
    assert world.person("an.vhxh").chat_id == LAN


async def test_a_role_is_told_to_its_person_and_their_menu_follows(world: World) -> None:
    await open_people(world, "dung", "✏️ Sửa thông tin")
    await press(world, "✏️ Vai trò")
    await press(world, "Người thẩm tra")
    await press(world, "✅ Xong, đi tiếp")
    screen = await press(world, "✅ Lưu thông tin")
    assert "Đã sửa thông tin của Lê Văn Dũng" in screen.text
    await world.go_to("23/11/2026", "08:00")
    assert "Từ nay anh Dũng là người thẩm tra" in world.said(DUNG)[-1].text
    assert "duyet" in {each["command"] for each in world.telegram.commands(DUNG)}
    await world.press(ADMIN, screen, "↩️ Hoàn tác")
    await world.worked_off()
    assert "duyet" not in {each["command"] for each in world.telegram.commands(DUNG)}


@pytest.mark.moment("23/11/2026", "09:00")
async def test_who_leaves_hands_over_hears_nothing_and_comes_back(world: World) -> None:
    await open_people(world, "Nguyen Thi An", "🗂 Cho nghỉ")
    screen = await press(world, "Lê Văn Dũng")
    assert "việc đang mở chuyển cho Lê Văn Dũng" in screen.text
    await press(world, "🗂 Cho nghỉ")
    await world.settled()
    moved = last(world, DUNG, "Nhận việc")
    assert "từ nay anh Dũng phụ trách" in moved.text and "thay chị An" in moved.text
    assert "anh Dũng" in last(world, BINH, "Đã chuyển việc").text

    before = len(world.said(AN))
    assert "chỉ dùng cho người được mời" in (await world.write(AN, "/viec")).text
    await world.go_to("16/12/2026", "15:00")
    assert len(world.said(AN)) == before + 1
    assert [each for each in world.started(DUNG) if "Báo cáo tình hình" in each.text]

    await world.write(ADMIN, "/quanly")
    await press(world, "👥 Cán bộ")
    await press(world, "🗂 Người đã nghỉ")
    await press(world, "Nguyễn Thị An")
    await press(world, "🔄 Mời trở lại")
    assert "đã trở lại" in (await press(world, "🔄 Mở lại")).text
    assert "Hiện chị An" in (await world.write(AN, "/viec")).text


async def test_the_last_admin_cannot_leave(world: World) -> None:
    await open_people(world, "Cao Quang", "🗂 Cho nghỉ")
    screen = newest(world)
    before = world.snapshot()
    label = "Để trưởng đơn vị" if "chuyển cho ai" in screen.text else "🗂 Cho nghỉ"
    if label.startswith("Để"):
        await press(world, label)
    toast = await world.press(ADMIN, newest(world), "🗂 Cho nghỉ")
    assert "người quản trị duy nhất" in toast
    assert world.snapshot() == before


async def test_all_work_goes_to_a_colleague_and_is_shown_before(world: World) -> None:
    await open_people(world, "Nguyen Thi An", "🤝 Chuyển toàn bộ việc")
    screen = await press(world, "Lê Văn Dũng")
    assert "Sẽ chuyển: 2 yêu cầu, 3 việc đang mở cho Lê Văn Dũng" in screen.text
    screen = await press(world, "🤝 Chuyển hết")
    await world.go_to("23/11/2026", "08:00")
    assert "chị An không phải làm gì thêm" in last(world, AN, "Đã chuyển việc").text
    listed = last(world, DUNG, "Nhận việc").text
    assert "anh Dũng phụ trách 2 yêu cầu, 3 việc đang mở thay chị An" in listed
    assert "tháng 1/2026" not in listed, "what was due before adoption is nobody's reminder"
    assert "chưa có việc nào" in (await world.write(AN, "/viec")).text
    await world.press(ADMIN, screen, "↩️ Hoàn tác")
    await world.worked_off()
    assert "Báo cáo" in (await world.write(AN, "/viec")).text


async def test_a_head_gives_a_requirement_of_their_unit_to_somebody_else(world: World) -> None:
    await world.write(BINH, "/quanly")
    await press(world, "📚 Các yêu cầu", BINH)
    await world.write(BINH, "7.5-bao-cao-tthc-thang")
    screen = newest(world, BINH)
    assert not [button for row in screen.buttons for button in row if "Ngừng" in button.label]
    await press(world, "👤 Đổi phụ trách", BINH)
    await press(world, "Lê Văn Dũng", BINH)
    await press(world, "Chỉ từ kỳ mở sau", BINH)
    screen = await press(world, "✅ Đổi người phụ trách", BINH)
    assert "Từ nay Lê Văn Dũng phụ trách “Báo cáo tình hình hồ sơ giải quyết TTHC”" in screen.text
    await world.go_to("23/11/2026", "08:00")
    assert "từ kỳ mở sau anh Dũng phụ trách" in last(world, DUNG, "Nhận việc").text
    assert "các việc đang mở chị An vẫn làm tiếp" in last(world, AN, "Đã chuyển việc").text
    assert "Báo cáo tình hình" in (await world.write(AN, "/viec")).text


@pytest.mark.parametrize("chat", [BINH, AN, STRANGER])
async def test_whoever_else_presses_the_buttons_changes_nothing(world: World, chat: int) -> None:
    """A head, an officer, a stranger: the admin's own screen, forged openings, and the command."""
    world.newcomer(STRANGER, "Người lạ")
    screen = await fill_invite(world)
    save = screen.data_of("✉️ Mời người mới này")
    before = world.snapshot()
    told = await world.write(chat, "/moi")
    assert "người quản trị" in told.text
    an = world.person("an.vhxh").id
    forged = [
        save,
        *(
            f"formstart:{kind}:person={an}"
            for kind in ("person", "deactivate", "transfer", "unlink", "invite")
        ),
    ]
    for data in forged:
        assert "Không có gì thay đổi" in await world.press_data(chat, told.message_id, data), data
    await world.worked_off()
    assert world.snapshot() == before


async def test_the_second_of_two_admins_sees_that_it_has_changed(world: World) -> None:
    with world.writing() as session:
        from models.tables import PersonRole

        binh = session.exec(select(Person).where(Person.code == "binh.vhxh")).one()
        session.add(PersonRole(person_id=binh.id or 0, role=Role.ADMIN))
    for chat in (ADMIN, BINH):
        await open_people(world, "dung", "✏️ Sửa thông tin", chat)
        await press(world, "✏️ Chức vụ", chat)
        await world.write(chat, "Phó Trưởng phòng" if chat == ADMIN else "Chuyên viên chính")
    await press(world, "✅ Lưu thông tin")
    screen = await press(world, "✅ Lưu thông tin", BINH)
    assert "vừa được người khác sửa" in screen.text
    assert world.person("dung.vhxh").position == "Phó Trưởng phòng"


async def test_a_chat_is_taken_away_and_told(world: World) -> None:
    await open_people(world, "dung", "⛔ Gỡ tài khoản")
    await press(world, "⛔ Gỡ tài khoản")
    assert world.person("dung.vhxh").chat_id is None
    assert "đã gỡ tài khoản này" in world.said(DUNG)[-1].text


async def test_a_name_is_found_without_diacritics_and_by_its_beginning(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    await press(world, "👥 Cán bộ")
    assert "Không thấy ai tên như vậy" in (await world.write(ADMIN, "tuan")).text
    several = await world.write(ADMIN, "minh")
    assert "Có mấy người như vậy" in several.text
    found = labels(several)
    assert [each.split(" · ")[0] for each in found[:2]] == ["Phạm Minh Châu", "Cao Quang Minh"]
    assert len([each for each in found if " · " in each]) == 2
    assert "Nguyễn Thị An" in (await world.write(ADMIN, "An")).text


async def test_a_name_in_small_letters_is_written_as_names_are(world: World) -> None:
    await world.write(ADMIN, "/moi")
    screen = await world.write(ADMIN, "nguyễn thị hồng nhung")
    assert "Họ tên: Nguyễn Thị Hồng Nhung" in screen.text
