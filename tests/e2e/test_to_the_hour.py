"""A task that is due at an hour: on time is told to the minute, and no answer drops the hour."""

from collections.abc import AsyncIterator
from datetime import date, time
from pathlib import Path

import pytest
from sqlmodel import select

from jobs.export import receipt
from jobs.verify import verify
from models.actor import Act, acting
from models.changes.adjusting import Basis
from models.changes.moving import move
from models.rules.lifecycle import State
from models.store import EvidenceStore
from models.tables import Confirmation, Person, Review, Task
from tests.e2e.world import AN, BINH, World, open_world

MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"


@pytest.fixture
async def ten_o_clock(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026 at 08:00: An's monthly report is due at 10:00 today, by order of the province."""
    async with open_world(tmp_path, date(2026, 12, 15)) as world:
        await world.go_to("15/12/2026", "08:00")
        with world.writing() as session:
            admin = session.exec(select(Person).where(Person.code == "minh.vp")).one()
            task = session.get_one(Task, world.task("2026-12").id)
            act = Act(session, acting(admin), world.sandbox.now())
            move(act, [task], date(2026, 12, 15), time(10), Basis(words="Công văn số 2624/SNV-CCHC"), True)
        await world.settled()
        yield world


async def test_what_is_handed_in_after_the_hour_is_late_by_minutes_everywhere(ten_o_clock: World) -> None:
    world = ten_o_clock
    await world.go_to("15/12/2026", "10:26")
    card = await world.open_card(AN, MONTHLY)
    received = await world.send_file(AN, reply_to=card.message_id)
    assert (
        "Nhận lúc 10 giờ 26 thứ Ba, 15/12/2026 – muộn 26 phút (hạn 10 giờ 00, thứ Ba, 15/12/2026)"
        in received.text
    )
    await world.tick()
    asked = world.newest(BINH, "📥")
    assert "nộp lúc 10 giờ 26 thứ Ba, 15/12/2026 – muộn 26 phút" in asked.text
    assert await world.press(BINH, asked, "✔️ Duyệt") == "Đã duyệt. Hoàn thành muộn 26 phút."
    await world.tick()
    assert "Hoàn thành muộn 26 phút" in world.newest(AN, "🌿").text
    with world.rows() as session:
        number = session.exec(select(Confirmation)).one().receipt
        told = receipt(session, number)
        assert told is not None
        assert (told["due_hour"], told["late_by"], told["late_minutes"]) == ("10:00", 0, 26)


async def test_verify_notices_minutes_that_were_altered(ten_o_clock: World) -> None:
    world = ten_o_clock
    await world.go_to("15/12/2026", "10:26")
    card = await world.open_card(AN, MONTHLY)
    await world.send_file(AN, reply_to=card.message_id)
    await world.tick()
    await world.press(BINH, world.newest(BINH, "📥"), "✔️ Duyệt")
    assert world.task("2026-12").state is State.ACCEPTED
    store = EvidenceStore(world.sandbox._folder / "evidence")
    with world.rows() as session:
        assert verify(session, store) == []
    with world.writing() as session:
        session.exec(select(Review)).one().late_minutes = 0
    with world.rows() as session:
        (fault,) = verify(session, store)
        assert fault.startswith("Kết quả thẩm tra 1 không khớp sổ ghi")


async def test_done_before_the_hour_is_in_time_though_its_file_comes_after_it(ten_o_clock: World) -> None:
    world = ten_o_clock
    await world.go_to("15/12/2026", "09:50")
    card = await world.open_card(AN, MONTHLY)
    await world.write(AN, "xong rồi", card.message_id)
    await world.go_to("15/12/2026", "10:26")
    card = await world.open_card(AN, MONTHLY)
    received = await world.send_file(AN, reply_to=card.message_id)
    assert "xong trong hạn, minh chứng gửi sau hạn" in received.text
    await world.tick()
    assert "minh chứng gửi muộn 26 phút" in world.newest(BINH, "📥").text


async def test_an_answer_keeps_the_hour(ten_o_clock: World) -> None:
    card = await ten_o_clock.open_card(AN, MONTHLY)
    answer = await ten_o_clock.write(AN, "chưa xong, mai em nộp", card.message_id)
    assert "Hạn vẫn là 10 giờ 00, thứ Ba, 15/12/2026" in answer.text
