"""A cooperating unit is reminded of its own piece by its own day, gives it, and hears no more; the officer who
leads sees it in the checklist."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from jobs.verify import verify
from models.rules.lifecycle import State
from models.store import EvidenceStore
from models.tables import Rung, RungState, TaskItem
from tests.commune import REPORTS
from tests.e2e.world import ADMIN, AN, CHATS, DUNG, World, moment_of, open_world

KHANH = CHATS["khanh.kt"]
PLAN = "1.1.2-ke-hoach-cchc"
PDF = b"%PDF-1.7\n% muc kinh phi\n%%EOF\n"
REQUIREMENT = """
  - code: 1.1.2-ke-hoach-cchc
    criterion: "1.1.2"
    title: Quyết định ban hành Kế hoạch CCHC
    short: Kế hoạch CCHC
    unit: VHXH
    cooperates: [KT, VP]
    cadence: yearly
    due: {dates: ["5/2"]}
    starts_on: 2027-01-01
    items:
      - {code: quyet-dinh, title: Quyết định kèm Kế hoạch, kind: signed_document}
      - {code: muc-kinh-phi, title: Mục kinh phí, kind: attachment, required: false, owed_by: KT, before: 10}
      - {code: ky-so, title: Ký số và phát hành, kind: tick, required: false, owed_by: VP, before: 2}
    status: proposed
    reason: Kế hoạch năm 2026 ban hành ngày 12/01/2026.

"""


OWN = """
  - code: 6.1.1-cam-ket-giai-ngan
    criterion: "6.1.1"
    title: Bản cam kết giải ngân
    short: Cam kết giải ngân
    unit: KT
    cadence: once
    due: {date: 2027-01-20}
    items:
      - {code: ban-cam-ket, title: Bản cam kết, kind: attachment}
    status: proposed
    reason: Phòng Kinh tế tự đặt ngày này.

"""


def catalogue(folder: Path, *requirements: str) -> Path:
    """The small catalogue with further requirements, as a file."""
    text, file = REPORTS.read_text(encoding="utf-8"), folder / "danh-muc.yaml"
    more = "\nrequirements:\n" + "".join(requirements)
    file.write_text(text.replace("\nrequirements:\n", more, 1), encoding="utf-8")
    return file


@pytest.fixture
async def world(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """The commune as installed on 04/01/2027, whose plan needs a piece from two other units: due Fri 5/2 is a day
    off, hence Wed 3/2; the budget section is wanted by Wed 20/1, the signing by Mon 1/2."""
    file, moment = catalogue(tmp_path, REQUIREMENT), moment_of(request)
    async with open_world(tmp_path / "sandbox", date(2027, 1, 4), file, moment) as opened:
        yield opened


def piece_rungs(world: World, code: str) -> dict[str, RungState]:
    task = world.task("2027", PLAN)
    with world.rows() as session:
        rungs = session.exec(
            select(Rung)
            .join(TaskItem, Rung.item_id == TaskItem.id)  # type: ignore[arg-type]
            .where(Rung.task_id == task.id, TaskItem.code == code)
            .order_by(Rung.speak_at)  # type: ignore[arg-type]
        )
        return {rung.name: rung.state for rung in rungs}


def of_piece(world: World, chat: int) -> list[str]:
    return [each.text for each in world.started(chat) if "Phần của" in each.text]


@pytest.mark.moment("12/01/2027", "17:00")
async def test_the_owing_unit_is_told_of_its_piece_only_up_to_its_own_day(world: World) -> None:
    assert of_piece(world, KHANH) == []
    await world.go_to("13/01/2027", "08:00")
    (card,) = of_piece(world, KHANH)
    assert card.startswith("🗓 Còn 5 ngày làm việc – Phần của Phòng Kinh tế: Mục kinh phí")
    assert "Hạn phần này: thứ Tư, 20/01/2027" in card
    assert "hạn thứ Tư, 03/02/2027" in card
    await world.go_to("31/01/2027", "17:00")
    told = of_piece(world, KHANH)
    assert [text.split(" – ")[0] for text in told] == [
        "🗓 Còn 5 ngày làm việc",
        "🗓 Còn 3 ngày làm việc",
        "⏳ Ngày mai đến hạn",
        "🔔 Hôm nay đến hạn",
    ]
    assert list(piece_rungs(world, "muc-kinh-phi").values()) == [RungState.SPOKEN] * 4
    assert of_piece(world, AN) == of_piece(world, DUNG) == []


async def test_a_piece_stands_in_the_one_message_of_the_morning_beside_ones_own_tasks(tmp_path: Path) -> None:
    file = catalogue(tmp_path, REQUIREMENT, OWN)
    async with open_world(tmp_path / "sandbox", date(2027, 1, 4), file) as world:
        await world.go_to("15/01/2027", "08:00")
        (digest,) = [each for each in world.started(KHANH) if "15/01. Có 2 việc" in each.text]
        assert "Bản cam kết giải ngân – hạn thứ Tư, 20/01/2027, còn 3 ngày làm việc" in digest.text
        assert (
            "Phần việc phối hợp\n2. Phần của Phòng Kinh tế: Mục kinh phí, hạn thứ Tư, 20/01/2027 – "
            "Quyết định ban hành Kế hoạch CCHC năm 2027" in digest.text
        )
        assert piece_rungs(world, "muc-kinh-phi")["muc-kinh-phi T-3"] is RungState.SPOKEN
        opened = await world.open_number(KHANH, digest, "Phần của")
        assert opened.text.startswith("🗓 Còn 3 ngày làm việc – Phần của Phòng Kinh tế: Mục kinh phí")


@pytest.mark.moment("13/01/2027", "08:00")
async def test_after_an_outage_a_piece_past_its_day_is_asked_for_no_more(world: World) -> None:
    await world.down_until("22/01/2027", "07:00")
    await world.go_to("22/01/2027", "17:00")
    assert len(of_piece(world, KHANH)) == 1
    assert piece_rungs(world, "muc-kinh-phi") == {
        "muc-kinh-phi T-5": RungState.SPOKEN,
        "muc-kinh-phi T-3": RungState.SKIPPED,
        "muc-kinh-phi T-1": RungState.SKIPPED,
        "muc-kinh-phi T0": RungState.SKIPPED,
    }


@pytest.mark.moment("13/01/2027", "08:00")
async def test_a_file_in_reply_gives_the_piece_and_it_is_asked_for_no_more(
    world: World, tmp_path: Path
) -> None:
    card = next(each for each in world.started(KHANH) if "Phần của" in each.text)
    answer = await world.send_file(KHANH, PDF, "kinh-phi.pdf", "application/pdf", reply_to=card.message_id)
    assert answer.text.startswith("✅ Đã có – Phần của Phòng Kinh tế: Mục kinh phí")
    assert not any(button.data for row in answer.buttons for button in row)
    await world.settled()
    assert world.message(KHANH, card.message_id).text.startswith("✅ Đã có")
    await world.go_to("25/01/2027", "17:00")
    assert len(of_piece(world, KHANH)) == 1
    task = world.task("2027", PLAN)
    assert task.state is State.OPEN
    assert set(piece_rungs(world, "muc-kinh-phi").values()) == {RungState.SPOKEN, RungState.SKIPPED}
    given = [(entry["item"], entry["by"]) for entry in world.entries("give_piece")]
    assert given == [("muc-kinh-phi", "khanh.kt")]
    with world.rows() as session:
        assert verify(session, EvidenceStore(tmp_path / "sandbox" / "evidence")) == []


@pytest.mark.moment("14/01/2027", "08:00")
async def test_the_officer_who_leads_sees_who_owes_what(world: World) -> None:
    task = world.task("2027", PLAN)
    await world.press_data(DUNG, world.said(DUNG)[-1].message_id, f"card:{task.id}")
    binh = CHATS["binh.vhxh"]
    before = world.telegram.messages(binh)[-1].message_id
    await world.press_data(binh, world.said(binh)[-1].message_id, f"card:{task.id}")
    shown = await world.answer(binh, before)
    assert "☐ Mục kinh phí (Phòng Kinh tế, hạn 20/01)" in shown.text
    assert "☐ Ký số và phát hành (Văn phòng HĐND–UBND, hạn 01/02)" in shown.text
    piece = next(each for each in world.started(KHANH) if "Phần của" in each.text)
    await world.send_file(KHANH, PDF, "kinh-phi.pdf", "application/pdf", reply_to=piece.message_id)
    await world.settled()
    seen = world.message(binh, shown.message_id).text
    assert "☑ Mục kinh phí (Phòng Kinh tế)" in seen
    assert "☐ Ký số và phát hành (Văn phòng HĐND–UBND, hạn 01/02)" in seen


@pytest.mark.moment("27/01/2027", "08:00")
async def test_a_tick_gives_a_piece_once_and_only_from_the_unit_that_owes_it(world: World) -> None:
    task = world.task("2027", PLAN)
    with world.rows() as session:
        item = session.exec(
            select(TaskItem).where(TaskItem.task_id == task.id, TaskItem.code == "ky-so")
        ).one()
    before = world.snapshot()
    for chat in (KHANH, AN):
        assert "Không có gì thay đổi" in await world.press_data(
            chat, world.said(chat)[-1].message_id, f"piecetick:{item.id}"
        )
    assert world.snapshot() == before
    card = [each for each in world.started(ADMIN) if "Phần của" in each.text][-1]
    assert await world.press(ADMIN, card, "✅ Đã xong phần này") == "Đã ghi."
    assert "xử lý từ trước" in await world.press_data(ADMIN, card.message_id, f"piecetick:{item.id}")
    await world.settled()
    assert world.message(ADMIN, card.message_id).text.startswith("✅ Đã có – Phần của Văn phòng HĐND–UBND")
    assert len(world.entries("give_piece")) == 1


@pytest.mark.moment("13/01/2027", "08:00")
async def test_a_piece_stays_when_the_leading_officer_takes_the_submission_back(world: World) -> None:
    with world.writing() as session:
        task = session.get_one(type(world.task("2027", PLAN)), world.task("2027", PLAN).id)
        task.responsible_id = world.person("an.vhxh").id
        session.add(task)
    piece = next(each for each in world.started(KHANH) if "Phần của" in each.text)
    await world.send_file(KHANH, PDF, "kinh-phi.pdf", "application/pdf", reply_to=piece.message_id)
    card = await world.open_card(AN, "Kế hoạch CCHC")
    answer = await world.send_file(
        AN, PDF + b"an", "quyet-dinh.pdf", "application/pdf", reply_to=card.message_id
    )
    assert world.task("2027", PLAN).state is State.SUBMITTED
    await world.press(AN, answer, "↩️ Rút lại")
    assert world.task("2027", PLAN).state is State.OPEN
    await world.settled()
    text = world.message(AN, card.message_id).text
    assert "☑ Mục kinh phí (Phòng Kinh tế)" in text and "☐ Quyết định kèm Kế hoạch" in text


@pytest.mark.moment("27/01/2027", "08:00")
async def test_words_about_ones_piece_never_report_the_whole_task_done(world: World) -> None:
    card = [each for each in world.started(ADMIN) if "Phần của" in each.text][-1]
    answer = await world.write(ADMIN, "da ky so, phat hanh xong roi", card.message_id)
    assert answer.text.startswith("✅ Đã có – Phần của Văn phòng HĐND–UBND: Ký số và phát hành")
    assert [entry["item"] for entry in world.entries("give_piece")] == ["ky-so"]
    again = await world.write(ADMIN, "1 xong", card.message_id)
    assert again.text.startswith("✅ Đã có")
    assert world.task("2027", PLAN).state is State.OPEN


async def test_a_piece_that_is_a_file_is_asked_for_when_it_is_said_to_be_done(tmp_path: Path) -> None:
    file = catalogue(tmp_path, REQUIREMENT, OWN)
    async with open_world(tmp_path / "sandbox", date(2027, 1, 4), file) as world:
        await world.go_to("15/01/2027", "08:00")
        (digest,) = [each for each in world.started(KHANH) if "15/01. Có 2 việc" in each.text]
        answer = await world.write(KHANH, "2 xong", digest.message_id)
        assert answer.text.startswith("🗓 Còn 3 ngày làm việc – Phần của Phòng Kinh tế: Mục kinh phí")
        assert "trả lời tin này kèm tệp" in answer.text
        assert world.task("2027", PLAN).state is State.OPEN
