"""/ketnoi: whom Telegram reaches and whom it does not; lists copied to Zalo without anybody's name."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import func, select

from bot.sandbox.methods import command_key
from bot.sandbox.people import SAMPLES
from bot.sandbox.telegram import ChatMessage
from models.actor import CLOCK, OPERATOR, Act, acting
from models.changes.absence import be_absent
from models.changes.enlisting import enlist
from models.changes.joining import create_invite
from models.changes.reaching import blocked
from models.tables import Agency, DeputyState, Notification, Person, Role, Unit
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, STRANGER, World, at, labels, open_world

HOA, KHANH, CLERK, LEADER = (CHATS[code] for code in ("hoa.ttpvhcc", "khanh.kt", "chau.vp", "lam.ubnd"))
MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
COPY = "📋 Sao chép để gửi Zalo"


@pytest.fixture
async def monday(tmp_path: Path) -> AsyncIterator[World]:
    """Monday 14/12/2026 at 09:00: everybody has joined, the December report is due on Wednesday."""
    async with open_world(tmp_path, date(2026, 12, 14), moment=at("14/12/2026", "09:00")) as world:
        yield world


def invite(world: World, name: str, valid_days: int | None) -> None:
    """Somebody new in the economic office, with an invite unless `valid_days` is None."""
    with world.writing() as session:
        agency, now = session.exec(select(Agency)).one(), world.sandbox.now()
        unit = session.exec(select(Unit).where(Unit.code == "KT")).one()
        person = enlist(Act(session, OPERATOR, now), agency, name, [Role.OFFICER], unit)
        if valid_days is not None:
            create_invite(Act(session, OPERATOR, now), person, valid_days)


def line_of(message: ChatMessage, name: str) -> str:
    """What is said of one person, with the line below it."""
    lines = message.text.splitlines()
    at = next(number for number, line in enumerate(lines) if name in line)
    return "\n".join(lines[at : at + 2])


def assert_nameless(text: str) -> None:
    """No full name, no code, no "chị An"."""
    for each in SAMPLES:
        assert each.full_name not in text
        assert each.code not in text
        assert f"{each.address} {each.full_name.split()[-1]}" not in text.lower().replace("anh hùng", "")


async def test_an_admin_sees_everybody_by_unit_the_most_urgent_first(monday: World) -> None:
    with monday.writing() as session:
        hoa = session.exec(select(Person).where(Person.code == "hoa.ttpvhcc")).one()
        blocked(Act(session, CLOCK, monday.sandbox.now()), hoa)
    invite(monday, "Đặng Văn Tư", None)
    listed = await monday.write(ADMIN, "/ketnoi")
    head, first, second, *others = listed.text.split("\n\n")
    assert head.startswith(
        "🔌 Kết nối Telegram lúc 9 giờ 00 ngày 14/12\n9 người: đã chặn tin nhắn 1 · chưa mời 1 · nhận"
    )
    assert first.startswith("TT PVHCC\n⛔ Phan Thị Hoa – đã chặn tin nhắn từ 14/12")
    assert second.startswith("Phòng Kinh tế\n✉️ Đặng Văn Tư – chưa tham gia, chưa có mã mời")
    assert "✅ Hồ Sỹ Khánh\n" in second
    everybody = "\n".join([first, second, *others])
    assert all(each.full_name in everybody for each in SAMPLES)
    assert labels(listed) == ["🏖 Báo vắng cho …", "🧩 Thiếu gì trong danh mục", COPY]


async def test_an_invite_is_open_or_expired(monday: World) -> None:
    invite(monday, "Đặng Văn Tư", 3)
    listed = await monday.write(ADMIN, "/ketnoi")
    assert "📨 Đặng Văn Tư – đã mời, mã dùng được đến hết 17/12" in listed.text
    await monday.go_to("18/12/2026", "09:00")
    listed = await monday.write(ADMIN, "/ketnoi")
    assert "✉️ Đặng Văn Tư – chưa tham gia, mã mời hết hạn 17/12" in listed.text


async def test_who_answered_nothing_for_three_working_days_is_silent_until_they_write(monday: World) -> None:
    """T-1, T0 and T+1 of An's report were delivered on 15, 16 and 17/12."""
    await monday.go_to("17/12/2026", "09:00")
    with monday.writing() as session:
        an = session.exec(select(Person).where(Person.code == "an.vhxh")).one()
        an.phone = "0912 345 678"
        session.add(an)
    silent = await monday.write(ADMIN, "/ketnoi")
    said = line_of(silent, "Nguyễn Thị An")
    assert said.startswith("☎️ Nguyễn Thị An – 3 ngày làm việc chưa phản hồi\ngửi 17/12 · chưa phản hồi")
    assert said.endswith("ĐT 0912 345 678")
    await monday.write(AN, "để em xem")
    heard = line_of(await monday.write(ADMIN, "/ketnoi"), "Nguyễn Thị An")
    assert heard.startswith("✅ Nguyễn Thị An\n")
    assert "phản hồi 17/12" in heard
    assert "0912" not in heard


async def test_who_is_away_today_and_who_acts_for_them(monday: World) -> None:
    with monday.writing() as session:
        an = session.exec(select(Person).where(Person.code == "an.vhxh")).one()
        now = monday.sandbox.now()
        be_absent(Act(session, acting(an), now), an, date(2026, 12, 14), date(2026, 12, 18), None)
    await monday.settled()
    listed = await monday.write(BINH, "/ketnoi")
    assert "vắng đến hết 18/12, anh Bình phụ trách thay · chưa có người thay" in line_of(
        listed, "Nguyễn Thị An"
    )
    assert "vắng" not in line_of(listed, "Lê Văn Dũng")


async def test_a_head_sees_their_own_unit_and_nothing_of_the_catalogue(monday: World) -> None:
    listed = await monday.write(BINH, "/ketnoi")
    assert listed.text.count("Phòng VH–XH") == 1
    assert "3 người: " in listed.text
    assert "Hồ Sỹ Khánh" not in listed.text
    assert labels(listed) == ["🏖 Báo vắng cho …", COPY]
    toast = await monday.press_data(BINH, listed.message_id, "coverage")
    assert "Không có gì thay đổi" in toast


@pytest.mark.parametrize("chat", [AN, HOA, CLERK, LEADER])
async def test_anybody_else_gets_one_sentence(monday: World, chat: int) -> None:
    before = len(monday.said(chat))
    answer = await monday.write(chat, "/ketnoi")
    assert answer.text.startswith("Lệnh này dành cho người quản trị và trưởng đơn vị.")
    assert len(monday.said(chat)) == before + 1
    for data in ("coverage", "zalo", "awayfor", "page:1:1"):
        assert "Không có gì thay đổi" in await monday.press_data(chat, answer.message_id, data)
    assert len(monday.said(chat)) == before + 1


async def test_a_stranger_learns_nothing(monday: World) -> None:
    monday.newcomer(STRANGER, "Người lạ")
    (answer,) = await monday.silent_write(STRANGER, "/ketnoi")
    assert "kênh nhắc việc nội bộ" in answer.text
    for data in ("coverage", "zalo", "awayfor", "awayfor:1"):
        toast = await monday.press_data(STRANGER, answer.message_id, data)
        assert toast == "Nút này chỉ dùng cho người được mời. Không có gì thay đổi."


async def test_a_long_list_turns_its_pages_for_its_reader_only(monday: World) -> None:
    for number in range(1, 7):
        invite(monday, f"Đặng Văn Tư {'I' * number}", None)
    listed = await monday.write(ADMIN, "/ketnoi")
    assert "14 người: " in listed.text
    await monday.press(ADMIN, listed, "Xem tiếp ▸ 1/2")
    await monday.settled()
    second = monday.message(ADMIN, listed.message_id)
    assert second.text.splitlines()[:2] == listed.text.splitlines()[:2]
    lines = [*listed.text.splitlines(), *second.text.splitlines()]
    assert len([line for line in lines if line.startswith(("✅", "✉"))]) == 14
    assert labels(second)[0] == "◂ Về đầu 2/2"
    with monday.rows() as session:
        row = session.exec(select(func.min(Notification.id)).where(Notification.kind == "connections")).one()
    forged = await monday.press_data(BINH, monday.said(BINH)[-1].message_id, f"page:{row}:0")
    assert "Không có gì thay đổi" in forged
    assert "không dùng được nữa" in await monday.press_data(ADMIN, second.message_id, f"page:{row}:7")


async def test_what_the_catalogue_lacks_comes_on_demand_and_says_so_when_nothing_does(monday: World) -> None:
    listed = await monday.write(ADMIN, "/ketnoi")
    lacking = await monday.pressed_for_answer(ADMIN, listed, "🧩 Thiếu gì")
    assert lacking.text.startswith("🧩 1 yêu cầu minh chứng còn thiếu thông tin")
    with monday.writing() as session:
        for row in session.exec(select(Person).where(Person.code == "an.vhxh")):
            session.connection().exec_driver_sql(f"UPDATE requirement SET responsible_id = {row.id}")
    full = await monday.pressed_for_answer(ADMIN, listed, "🧩 Thiếu gì")
    assert full.text.startswith("🧩 Danh mục không thiếu gì")


async def test_the_menu_of_heads_and_admins_has_it_and_no_other(monday: World) -> None:
    def offered(chat: int) -> list[str]:
        found = monday.telegram.store.setting(command_key("chat", chat), [])
        return [each["command"] for each in found]

    assert offered(BINH).count("ketnoi") == offered(ADMIN).count("ketnoi") == 1
    assert "ketnoi" not in offered(AN) + offered(LEADER) + offered(CLERK)


async def test_a_units_list_is_copied_by_unit_without_names(monday: World) -> None:
    """Bình heads his own unit and stands in for Khánh: two units in one list."""
    with monday.writing() as session:
        khanh = session.exec(select(Person).where(Person.code == "khanh.kt")).one()
        binh = session.exec(select(Person).where(Person.code == "binh.vhxh")).one()
        report = monday.task("2026-12")
        session.connection().exec_driver_sql(
            f"UPDATE task SET unit_id = {khanh.unit_id} WHERE period = '2026-Q4'"
        )
        now = monday.sandbox.now()
        absence = be_absent(
            Act(session, acting(khanh), now), khanh, date(2026, 12, 14), date(2026, 12, 18), binh
        )
        absence.deputy_state = DeputyState.ACCEPTED
        session.add(absence)
    await monday.settled()
    assert report.unit_id != khanh.unit_id
    listed = await monday.write(BINH, "/donvi")
    copy = await monday.pressed_for_answer(BINH, listed, COPY)
    heading, *units = copy.text.split("\n\n")
    assert heading == "Việc đang mở – 14/12"
    assert [unit.splitlines()[0] for unit in units] == ["Phòng Kinh tế", "Phòng VH–XH"]
    assert f"{MONTHLY} – hạn thứ Tư, 16/12/2026, còn 2 ngày làm việc" in units[1]
    assert copy.buttons == []
    assert_nameless(copy.text)
    assert len(copy.text) <= 1800


async def test_an_old_list_is_copied_as_its_tasks_stand_now(monday: World) -> None:
    listed = await monday.write(BINH, "/donvi")
    await monday.go_to("15/12/2026", "09:00")
    card = await monday.open_card(AN, MONTHLY)
    await monday.press(AN, card, "✅ Đã xong")
    await monday.go_to("22/12/2026", "09:00")
    copy = await monday.pressed_for_answer(BINH, listed, COPY)
    assert copy.text.startswith("Việc đang mở – 22/12")
    assert f"{MONTHLY} – đã báo xong, còn thiếu minh chứng" in copy.text


async def test_the_leaders_week_is_copied_without_names(monday: World) -> None:
    await monday.go_to("21/12/2026", "09:00")
    week = monday.newest(LEADER, "📊")
    copy = await monday.pressed_for_answer(LEADER, week, COPY)
    assert copy.text.startswith("CCHC UBND xã Tân Kỳ – tuần 21/12–25/12\n\nQuá hạn, đã nhắc tại đơn vị\n1. ")
    assert MONTHLY in copy.text
    assert "Phòng VH–XH" in copy.text
    assert_nameless(copy.text)


async def test_an_officers_morning_and_the_admins_lists_are_copied_too(monday: World) -> None:
    await monday.go_to("15/12/2026", "09:00")
    digest = monday.newest(AN, "☀️")
    morning = await monday.pressed_for_answer(AN, digest, COPY)
    assert morning.text.startswith("Việc cần để ý – thứ Ba 15/12\n\nNgày mai đến hạn\n1. ")
    triage = next(each for each in monday.said(ADMIN) if each.text.startswith("🧾"))
    before = await monday.pressed_for_answer(ADMIN, triage, COPY)
    assert before.text.startswith("Việc có hạn trước ngày UBND xã Tân Kỳ dùng Nhắc Việc\n\n1. ")
    listed = await monday.write(ADMIN, "/ketnoi")
    people = await monday.pressed_for_answer(ADMIN, listed, COPY)
    assert "Phòng VH–XH: nhận tin bình thường 3" in people.text
    for copy in (morning, before, people):
        assert_nameless(copy.text)


async def test_nobody_copies_a_list_that_is_not_theirs(monday: World) -> None:
    """A head who was given another unit no longer reads the old one's list; a card is not copied at all."""
    listed = await monday.write(BINH, "/donvi")
    welcome = monday.said(DUNG)[-1]
    assert "Không có gì thay đổi" in await monday.press_data(DUNG, welcome.message_id, "zalo")
    with monday.writing() as session:
        binh = session.exec(select(Person).where(Person.code == "binh.vhxh")).one()
        binh.unit_id = session.exec(select(Unit.id).where(Unit.code == "VP")).one()
        session.add(binh)
    assert "Không có gì thay đổi" in await monday.press(BINH, listed, COPY)
    await monday.settled()
    assert monday.said(BINH)[-1].message_id == listed.message_id
