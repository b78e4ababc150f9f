"""The Friday letter: at 16:50 a report of all units moves to Tuesday, ten o'clock; who knows, who does not, and
the way back (M27, M28)."""

from collections.abc import AsyncIterator
from datetime import date, time
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from jobs.verify import verify
from models.actor import Act, acting
from models.changes.adjusting import Basis
from models.changes.filing import ReceivedFile
from models.changes.moving import move, take_back
from models.store import EvidenceStore
from models.tables import Adjustment, Person, Requirement, RungState, Task
from tests.e2e.test_pieces import catalogue
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, World, labels, open_world

KHANH = CHATS["khanh.kt"]
TOLD = (AN, BINH, KHANH)
REPORT = "0-bao-cao-cac-phong"
REQUIREMENT = """
  - code: 0-bao-cao-cac-phong
    title: Báo cáo giải quyết TTHC của các phòng
    short: Báo cáo các phòng
    unit: CM
    cadence: once
    due: {date: 2026-12-18}
    items:
      - {code: bao-cao, title: Báo cáo, kind: attachment}
    status: proposed
    reason: Theo đề nghị của Trung tâm Phục vụ hành chính công.

"""
PDF = b"%PDF-1.7\n% 2624/SNV-CCHC&VTLT\n%%EOF\n"
TEN = time(10)
TUESDAY, OLD_DAY = date(2026, 12, 15), date(2026, 12, 18)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The commune on 07/12/2026: both units of the group owe a report by Friday 18/12, An that of hers."""
    path = catalogue(tmp_path, REQUIREMENT)
    async with open_world(tmp_path / "sandbox", date(2026, 12, 7), path) as opened:
        with opened.writing() as session:
            task = reports(session)[0]
            task.responsible_id = session.exec(select(Person.id).where(Person.code == "an.vhxh")).one()
            session.add(task)
        yield opened


def reports(session: Session) -> list[Task]:
    """The report of every unit, An's first."""
    found = select(Task).join(Requirement, col(Requirement.id) == Task.requirement_id)
    return list(session.exec(found.where(Requirement.code == REPORT).order_by(col(Task.unit_id))))


def store(world: World) -> EvidenceStore:
    return EvidenceStore(world.sandbox._folder / "evidence")


async def letter_comes(
    world: World,
    due_on: date = TUESDAY,
    hour: time | None = TEN,
    at_once: bool = False,
    with_own: bool = False,
) -> int:
    """The admin moves the report of all units, `with_own` also An's monthly one; returns the adjustment."""
    letter = ReceivedFile(store(world).put(PDF), len(PDF), "application/pdf", "cong-van.pdf")
    basis = Basis("", "2624/SNV-CCHC&VTLT", date(2026, 12, 11), letter)
    with world.writing() as session:
        tasks = reports(session)
        if with_own:
            tasks += session.exec(select(Task).where(Task.id == world.task("2026-12").id)).all()
        minh = acting(session.exec(select(Person).where(Person.code == "minh.vp")).one())
        made = move(Act(session, minh, world.sandbox.now()), tasks, due_on, hour, basis, at_once)
        found = made.id or 0
    await world.settled()
    return found


async def taken_back(world: World, adjustment: int) -> None:
    with world.writing() as session:
        minh = acting(session.exec(select(Person).where(Person.code == "minh.vp")).one())
        take_back(Act(session, minh, world.sandbox.now()), session.get_one(Adjustment, adjustment))
    await world.settled()


def news(world: World, chat: int, since: dict[int, int]) -> list[str]:
    """How each message begins that the program started in a chat since then."""
    return [each.text.splitlines()[0] for each in world.started(chat) if each.message_id > since[chat]]


def last_ids(world: World) -> dict[int, int]:
    return {chat: world.telegram.messages(chat)[-1].message_id for chat in (*TOLD, ADMIN)}


async def test_everyone_concerned_is_told_once_and_loudly_and_can_see_the_letter(world: World) -> None:
    await world.go_to("11/12/2026", "16:50")
    since = last_ids(world)
    await letter_comes(world)
    for chat in TOLD:
        told = news(world, chat, since)
        assert len(told) == 1, told
        assert told[0].startswith("❗ Hạn đổi sớm hơn: 10 giờ 00, thứ Ba, 15/12/2026")
        message = world.said(chat)[-1]
        assert not message.silent
        assert "Hạn cũ thứ Sáu, 18/12/2026" in message.text
        assert "văn bản số 2624/SNV-CCHC&VTLT ngày 11/12/2026" in message.text
    assert news(world, ADMIN, since) == []
    file = await world.pressed_for_answer(AN, world.said(AN)[-1], "📄 Xem văn bản")
    assert file.text.startswith("📄 Văn bản số 2624/SNV-CCHC&VTLT")
    with world.rows() as session:
        assert {task.scheduled_on for task in reports(session)} == {OLD_DAY}
        assert verify(session, store(world)) == []


async def test_who_knows_says_so_once_and_who_does_not_is_listed_after_a_working_hour(world: World) -> None:
    with world.writing() as session:
        binh = session.exec(select(Person).where(Person.code == "binh.vhxh")).one()
        binh.phone = "0912 345 678"
        session.add(binh)
    await world.go_to("11/12/2026", "16:50")
    adjustment = await letter_comes(world)
    asked = world.said(AN)[-1]
    assert await world.press(AN, asked, "👍 Đã rõ") == "Đã ghi: đã rõ hạn mới. Cảm ơn."
    await world.settled()
    assert "Chị An đã rõ lúc 16 giờ 50 ngày 11/12" in world.message(AN, asked.message_id).text
    data = next(b.data for row in asked.buttons for b in row if b.label == "👍 Đã rõ")
    assert data is not None
    assert "Đã ghi nhận từ 16 giờ 50 ngày 11/12" in await world.press_data(AN, asked.message_id, data)
    assert "Không có gì thay đổi" in await world.press_data(DUNG, world.said(DUNG)[-1].message_id, data)
    await world.press(KHANH, world.said(KHANH)[-1], "🆘 Khó kịp")

    await world.go_to("14/12/2026", "08:19")
    assert not [each for each in world.said(ADMIN) if "Chưa bấm Đã rõ" in each.text]
    await world.go_to("14/12/2026", "08:20")
    (listed,) = [each for each in world.said(ADMIN) if "Chưa bấm Đã rõ" in each.text]
    assert listed.text.startswith("📋 Chưa bấm Đã rõ: 1 người")
    assert "1. Trần Văn Bình – Phòng Văn hóa – Xã hội · 0912 345 678" in listed.text
    message = next(each for each in world.said(BINH) if each.text.startswith("❗ Hạn đổi sớm hơn"))
    await world.press(BINH, message, "👍 Đã rõ")
    await world.settled()
    assert world.message(ADMIN, listed.message_id).text.startswith("📋 Tất cả đã bấm Đã rõ")
    await taken_back(world, adjustment)
    await world.settled()
    undone = world.message(ADMIN, listed.message_id).text
    assert undone.startswith("📋 Lần đổi hạn đã được hủy")
    assert "Hạn mới" not in undone
    assert "Trần Văn Bình" not in undone


async def test_the_ladder_is_that_of_the_new_day_with_its_hour(world: World) -> None:
    await world.go_to("11/12/2026", "16:50")
    await letter_comes(world)
    since = last_ids(world)
    await world.go_to("14/12/2026", "07:31")
    eve = world.started(KHANH)[-1]
    assert eve.text.startswith("⏳ Ngày mai đến hạn")
    assert "Hạn: 10 giờ 00, thứ Ba, 15/12/2026" in eve.text
    await world.go_to("15/12/2026", "08:29")
    assert world.started(KHANH)[-1].text.startswith("🔔 Hôm nay đến hạn")
    before = len(news(world, KHANH, since))
    await world.go_to("15/12/2026", "08:30")
    last = world.started(KHANH)[-1]
    assert len(news(world, KHANH, since)) == before + 1
    assert last.text.startswith("🔔 Hôm nay đến hạn")
    assert not last.silent
    await world.go_to("15/12/2026", "17:00")
    assert len(news(world, KHANH, since)) == before + 1


async def test_two_reports_due_at_an_hour_are_both_said_before_it(world: World) -> None:
    """An's morning was a digest already; at 08:30 there is another one."""
    await world.go_to("11/12/2026", "16:50")
    await letter_comes(world, with_own=True)
    await world.go_to("15/12/2026", "08:29")
    before = len(world.started(AN))
    await world.go_to("15/12/2026", "08:30")
    (said,) = world.started(AN)[before:]
    assert said.text.startswith("⏰ Sắp đến giờ hạn: 2 việc"), (
        "who was greeted this morning is not greeted again"
    )
    assert said.text.count("hạn 10:00, thứ Ba, 15/12/2026") == 2


async def test_of_several_that_moved_each_can_be_said_to_be_hard(world: World) -> None:
    await world.go_to("11/12/2026", "16:30")
    await letter_comes(world, with_own=True)
    told = world.said(AN)[-1]
    assert told.text.startswith("❗ Hạn đổi sớm hơn: 2 việc")
    title = next(line for line in told.text.splitlines() if line.startswith("2. "))[3:].split(":")[0]
    await world.press(AN, told, "🆘 2 khó kịp")
    await world.settled()
    assert world.newest(AN, "🆘 Đã ghi").text.startswith(f"🆘 Đã ghi: đang vướng – {title}")
    assert world.newest(BINH, "🆘 Đang vướng").text.startswith(f"🆘 Đang vướng – {title}")
    assert not any("khó kịp" in label for label in labels(world.said(BINH)[-1]))


@pytest.mark.parametrize("is_reply", [True, False])
@pytest.mark.parametrize("words", ["đã rõ nhưng khó kịp lắm", "da ro roi a, nhung em so khong kip"])
async def test_who_knows_but_writes_that_it_is_hard_is_heard_to_say_both(
    world: World, words: str, is_reply: bool
) -> None:
    await world.go_to("11/12/2026", "16:30")
    await letter_comes(world)
    told = world.said(AN)[-1]
    assert told.text.startswith("❗ Hạn đổi sớm hơn")
    said = await world.write(AN, words, reply_to=told.message_id if is_reply else None)
    await world.settled()
    assert said.text.startswith("🆘 Đã ghi: đang vướng")
    assert f"Chị An báo: “{words}”" in world.newest(BINH, "🆘 Đang vướng").text
    assert "👍 Chị An đã rõ lúc 16 giờ 30" in world.message(AN, told.message_id).text


async def test_it_is_undone_with_one_correcting_message(world: World) -> None:
    await world.go_to("11/12/2026", "16:50")
    with world.rows() as session:
        task = reports(session)[0]
    rungs = world.rungs(task)
    adjustment = await letter_comes(world)
    since = last_ids(world)
    await world.go_to("11/12/2026", "16:55")
    await taken_back(world, adjustment)
    for chat in TOLD:
        (told,) = news(world, chat, since)
        assert told.startswith("📅 Hạn trở lại như cũ: thứ Sáu, 18/12/2026")
        first = world.message(chat, since[chat])
        assert first.text.startswith("↩️ Lần đổi hạn đã được hủy")
    planned = {name: state for name, state in world.rungs(task).items() if state is RungState.PLANNED}
    assert planned == {name: state for name, state in rungs.items() if state is RungState.PLANNED}
    await world.go_to("14/12/2026", "17:00")
    assert not [each for each in world.said(ADMIN) if "Chưa bấm Đã rõ" in each.text]
    with world.rows() as session:
        assert {(each.due_on, each.due_hour) for each in reports(session)} == {(OLD_DAY, None)}
        assert verify(session, store(world)) == []
    await world.go_to("15/12/2026", "07:31")
    assert "Còn 3 ngày làm việc" in world.started(KHANH)[-1].text


async def test_later_is_told_quietly_to_all_units_and_taken_back_as_easily(world: World) -> None:
    await world.go_to("11/12/2026", "09:00")
    since = last_ids(world)
    adjustment = await letter_comes(world, date(2026, 12, 22), None)
    for chat in TOLD:
        (told,) = news(world, chat, since)
        assert told.startswith("📅 Hạn được lùi")
        assert world.said(chat)[-1].silent
        assert "👍 Đã rõ" not in [b.label for row in world.said(chat)[-1].buttons for b in row]
    await world.go_to("18/12/2026", "17:00")
    assert not [each for each in world.started(KHANH) if "Hôm nay đến hạn" in each.text]
    await taken_back(world, adjustment)
    with world.rows() as session:
        assert {task.due_on for task in reports(session)} == {OLD_DAY}


async def test_on_a_sunday_the_admin_chooses_at_once_or_the_next_working_morning(world: World) -> None:
    await world.go_to("13/12/2026", "20:00")
    since = last_ids(world)
    adjustment = await letter_comes(world)
    assert news(world, AN, since) == []
    await taken_back(world, adjustment)
    await letter_comes(world, at_once=True)
    assert world.said(AN)[-1].text.startswith("❗ Hạn đổi sớm hơn")
    await world.go_to("14/12/2026", "07:30")
    for chat in TOLD:
        said = [each for each in world.said(chat) if each.message_id > since[chat]]
        assert len([each for each in said if "Hạn đổi sớm hơn" in each.text]) == 1
        assert not [each for each in said if "trở lại như cũ" in each.text]


async def test_taken_back_once_it_was_handed_in_no_reminder_is_announced(world: World) -> None:
    await world.go_to("11/12/2026", "16:30")
    adjustment = await letter_comes(world)
    card = await world.open_card(AN, "Báo cáo giải quyết TTHC của các phòng")
    await world.send_file(AN, PDF, "bao-cao.pdf", "application/pdf", card.message_id)
    await taken_back(world, adjustment)
    told = world.newest(AN, "📅 Hạn trở lại như cũ")
    assert told.text.endswith("tin đó không còn hiệu lực.")
    assert world.newest(KHANH, "📅 Hạn trở lại như cũ").text.endswith("Hệ thống nhắc tiếp theo hạn này.")
