"""An officer whom Telegram does not reach: others bring their word and their file, and the work stays theirs."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models.actor import Act, told_for
from models.changes.confirming import Said, claim
from models.people import responsible
from models.rules.lifecycle import State
from models.tables import Confirmation, How, Person, Task
from tests.e2e.world import ADMIN, AN, BINH, World, at, labels, open_world

MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
YEARLY = "Báo cáo tình hình, kết quả giải quyết TTHC năm 2026"


@pytest.fixture
async def wednesday(tmp_path: Path) -> AsyncIterator[World]:
    """Wednesday 16/12/2026, when reports are due; An has never joined."""
    start = date(2026, 12, 10)
    async with open_world(tmp_path, start, moment=at("15/12/2026", "17:30")) as world:
        with world.writing() as session:
            an = session.exec(select(Person).where(Person.code == "an.vhxh")).one()
            an.chat_id, an.joined_at = None, None
            session.add(an)
        await world.go_to("16/12/2026", "08:00")
        yield world


async def test_the_head_tells_and_hands_in_for_the_officer_and_the_task_stays_theirs(
    wednesday: World,
) -> None:
    digest = wednesday.said(BINH)[-1]
    card = await wednesday.open_number(BINH, digest, MONTHLY)
    assert "vì chị An chưa tham gia Nhắc Việc" in card.text
    assert "để ghi thay chị An" in card.text
    assert {"✅ Ghi thay: đã xong", "📎 Nộp thay", "👥 Giao người khác"} <= set(labels(card))
    assert not any("Giao cho" in label for label in labels(card))
    asked = await wednesday.pressed_for_answer(BINH, card, "👥 Giao người khác")
    assert labels(asked) == ["👤 Giao cho Lê Văn Dũng", "👤 Giao cho Trần Văn Bình"]

    # The file in reply to the card; the other one in words, by its number.
    received = await wednesday.send_file(BINH, reply_to=card.message_id)
    assert MONTHLY in received.text
    assert "Nộp thay chị An" in received.text
    number = next(line.split(".")[0] for line in digest.text.splitlines() if YEARLY in line)
    told = await wednesday.write(BINH, f"{number} xong", reply_to=digest.message_id)
    assert "Anh Bình báo xong thay chị An lúc" in told.text
    monthly, yearly = wednesday.task("2026-12"), wednesday.task("2026", "7.5-bao-cao-tthc-nam")
    assert (monthly.state, yearly.state) == (State.SUBMITTED, State.CLAIMED)
    with wednesday.rows() as session:
        assert {responsible(session, each).code for each in (monthly, yearly)} == {"an.vhxh"}  # type: ignore[union-attr]
    assert {entry["for"] for entry in wednesday.entries("claim")} == {"an.vhxh"}
    assert not wednesday.said(AN)[-1].text.startswith("📋")


async def test_an_admin_finds_others_tasks_and_brings_word_and_file(wednesday: World) -> None:
    found = await wednesday.write(ADMIN, "/bang bc tthc thang 12")
    card = await wednesday.open_number(ADMIN, found, MONTHLY)
    assert "Phụ trách: chị An, chưa tham gia Nhắc Việc." in card.text
    toast = await wednesday.press(ADMIN, card, "✅ Ghi thay: đã xong")
    assert toast.startswith("Đã ghi thay chị An lúc 8 giờ 00.")
    await wednesday.worked_off()
    assert wednesday.task("2026-12").state is State.CLAIMED
    assert "Anh Minh báo xong thay chị An" in wednesday.message(ADMIN, card.message_id).text
    received = await wednesday.send_file(ADMIN, reply_to=card.message_id)
    assert "Số ghi nhận" in received.text
    assert wednesday.task("2026-12").state is State.SUBMITTED
    await wednesday.settled()
    assert "Anh Minh nộp thay chị An lúc 8 giờ 00" in wednesday.newest(BINH, "📥 Chờ thẩm tra").text
    with wednesday.rows() as session:
        said = session.exec(select(Confirmation)).all()
        assert {session.get_one(Person, each.person_id).code for each in said} == {"minh.vp"}


async def test_what_the_machine_records_for_somebody_is_shown_as_written_down_for_them(
    wednesday: World,
) -> None:
    """As `nhacviec confirm` and `evidence add` do."""
    task_id = wednesday.task("2026-12").id
    with wednesday.writing() as session:
        an = session.exec(select(Person).where(Person.code == "an.vhxh")).one()
        said = Said(How.ADMIN, wednesday.sandbox.now(), "xong rồi")
        act = Act(session, told_for(an), wednesday.sandbox.now())
        claim(act, session.get_one(Task, task_id), said, None)
    await wednesday.settled()
    card = await wednesday.open_number(BINH, await wednesday.write(BINH, "/donvi"), MONTHLY)
    assert "Chị An báo xong lúc 8 giờ 00 thứ Tư, 16/12/2026 (người quản trị ghi thay)." in card.text
