"""A citizen file over the wire: a list comes, its officer is reminded, a letter is drafted, signed, inspected,
ticked; another file is left late, and the head hears."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.cases.lists import bring_in, read_offered
from jobs.cases.figures import figure_of
from jobs.verify import verify
from models.actor import OPERATOR
from models.changes.case_lists import Imported, import_list
from models.rules.cases.listed import ListKind
from models.rules.lifecycle import State
from models.sealing import KeyFile
from models.store import EvidenceStore
from models.tables import Agency, Evidence, Task
from tests.case_lists import SampleRow, make_list, sample_rows
from tests.documents import document_pdf
from tests.e2e.reading import ReadsHere, signed
from tests.e2e.world import CHATS, World, at, labels, open_world
from tests.papers import trust_folder

AN, DUNG, HOA, BINH, MINH, LAM = (
    CHATS[code] for code in ("an.vhxh", "dung.vhxh", "hoa.ttpvhcc", "binh.vhxh", "minh.vp", "lam.ubnd")
)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[World]:
    """Friday 11/12/2026, 08:00, with the built-in catalogue."""
    folder = tmp_path / "world"
    async with open_world(folder, date(2026, 12, 11), None, at("11/12/2026", "08:00")) as world:
        await world.inspects(ReadsHere(trust_folder(tmp_path)))
        yield world


def rows(*promised: str, handler: str = "Phan Thị Hoa") -> list[SampleRow]:
    """Running files that Hoa handles, promised on these days."""
    from dataclasses import replace

    found = sample_rows(len(promised), running=True)
    days = [at(each).date() for each in promised]
    return [
        replace(row, promised=day, handler=handler, ended=None, state="Đang xử lý")
        for row, day in zip(found, days, strict=True)
    ]


def imports(world: World, tmp_path: Path, listed: list[SampleRow], kind: ListKind = ListKind.HTML) -> None:
    """As the command line does."""
    assert world.sandbox.runtime is not None
    engine, key = world.sandbox.runtime.engine, KeyFile(tmp_path / "world" / "personal.key")
    with world.rows() as session:
        agency = session.exec(select(Agency)).one()
        offered = read_offered(
            session, agency, make_list(kind, listed, titles=("DANH SÁCH HỒ SƠ",)), "ds.xls"
        )
    bring_in(engine, lambda _: OPERATOR, agency.id or 0, offered, world.sandbox.now(), key)


async def errands(world: World) -> None:
    """The machine's own part, twice: what lies in a folder is taken once it has settled."""
    assert world.sandbox.runtime is not None
    for _ in range(2):
        await world.sandbox.runtime.cases.run()
    await world.settled()


def task(world: World, code: str) -> Task:
    with world.rows() as session:
        return session.exec(select(Task).where(Task.period == code)).one()


async def letter(code: str, procedure: str = "Đăng ký khai sinh", day: str = "14") -> bytes:
    """A signed apology for a file, as the office's clerk issues it."""
    pdf = document_pdf(
        type_name="",
        number="Số: 45/UBND-TTPVHCC",
        dated=f"Tân Kỳ, ngày {day} tháng 12 năm 2026",
        subject="V/v xin lỗi và đề nghị gia hạn thời gian giải quyết hồ sơ",
        sections=(
            (
                1,
                "Kính gửi người nộp hồ sơ",
                f"Hồ sơ mã {code}, thủ tục {procedure}. Lý do: chờ phối hợp. "
                "Xin lỗi và hẹn lại ngày trả kết quả 21/12/2026.",
            ),
        ),
    )
    return await signed(pdf, at=at(f"{day}/12/2026", "09:30"))


async def test_from_the_list_to_the_whole_figure(office: World, tmp_path: Path) -> None:
    listed = rows("15/12/2026", "16/12/2026", "30/12/2026")
    first, second, _ = (row.code for row in listed)
    imports(office, tmp_path, listed)
    await office.go_to("14/12/2026", "07:30")
    bundle = office.newest(HOA, "🙏")
    assert first in bundle.text and second in bundle.text and "hẹn trả" in bundle.text
    assert listed[0].name not in "\n".join(each.text for each in office.said(HOA))

    form = await office.pressed_for_answer(HOA, bundle, "📝 Soạn thư")
    for label in ("Tất cả", "✅ Xong, đi tiếp", "Chờ ý kiến", "5 ngày"):
        await office.press(HOA, form, label)
        await office.settled()
        form = office.message(HOA, form.message_id)
    assert "Đang soạn 2 thư" in form.text
    await errands(office)
    drafted = office.newest(HOA, "📝")
    assert "Đã soạn 2 thư xin lỗi" in drafted.text and "letters" in drafted.text
    drafts = list((tmp_path / "world" / "letters" / "2026-12-14").glob("*.docx"))
    assert len(drafts) == 2

    incoming = tmp_path / "world" / "letters" / "da-ky"
    (incoming / "thu 1.pdf").write_bytes(await letter(first))
    await errands(office)
    assert task(office, first).state is State.CLAIMED
    said = await office.write(HOA, "đã gửi 1", bundle.message_id)
    assert "đã gửi, đã đính kèm 1 hồ sơ" in said.text and "Đủ minh chứng" in said.text
    assert task(office, first).state is State.SUBMITTED
    with office.rows() as session:
        found = figure_of(session, session.exec(select(Agency)).one(), 2026, date(2026, 12, 14))
    assert (found.needed, found.in_time) == (1, 1)

    await office.go_to("14/12/2026", "13:30")
    review = office.newest(BINH, "📥")
    card = await office.pressed_for_answer(BINH, review, "1")
    assert first in card.text
    asked = await office.pressed_for_answer(BINH, card, "↩️ Trả lại")
    assert labels(asked) == [
        "Thiếu ký số",
        "Thiếu ngày hẹn lại",
        "Thiếu lý do",
        "Sai mã hồ sơ",
        "✍️ Lý do khác",
    ]
    form = await office.pressed_for_answer(BINH, review, "✔️ Duyệt cả danh sách")
    with office.rows() as session:
        files = session.exec(select(Evidence).where(Evidence.task_id == task(office, first).id)).all()
        store = EvidenceStore(tmp_path / "world" / "evidence")
        assert verify(session, store) == []
    letters = [each for each in files if each.is_file]
    assert [store.is_sealed(each.sha256) for each in letters] == [True]

    await office.go_to("15/12/2026", "14:00")
    last = office.newest(HOA, "⏳")
    assert second in last.text and "sẽ được báo" in last.text
    await office.go_to("16/12/2026", "10:00")
    late = office.newest(MINH, "📌")
    assert second in late.text and "1/2" in late.text
    assert "Đã qua thời hạn xin lỗi" in office.newest(HOA, "🙏").text
    assert task(office, second).state is State.MISSED


async def test_numbers_in_words_answer_the_bundle(office: World, tmp_path: Path) -> None:
    listed = rows(*["15/12/2026"] * 5)
    imports(office, tmp_path, listed)
    await office.go_to("14/12/2026", "07:30")
    bundle = office.newest(HOA, "🙏")
    said = await office.write(HOA, "da gui 1-5 tru 3", bundle.message_id)
    assert "4 hồ sơ" in said.text
    states = [task(office, row.code).state for row in listed]
    assert states.count(State.CLAIMED) == 4 and states.count(State.OPEN) == 1
    form = await office.pressed_for_answer(HOA, said, "↩️ Chưa gửi")
    for label in ("Tất cả", "✅ Xong, đi tiếp"):
        await office.press(HOA, office.message(HOA, form.message_id), label)
        await office.settled()
    assert "Đã bỏ ghi nhận" in office.message(HOA, form.message_id).text
    assert {task(office, row.code).state for row in listed} == {State.OPEN}


async def test_a_list_in_the_chat_is_kept_without_its_citizens_and_leaves_it(
    office: World, tmp_path: Path
) -> None:
    listed = rows("15/12/2026", "16/12/2026")
    data = await asyncio.to_thread(make_list, ListKind.XLSX, listed, titles=("DANH SÁCH HỒ SƠ",))
    before = office.telegram.messages(HOA)[-1].message_id
    answer = await office.send_file(HOA, data, "ds ho so.xlsx", "application/vnd.ms-excel")
    await office.settled()
    assert "Đã nhập 2 hồ sơ" in answer.text and "tên, địa chỉ" in answer.text
    sent = [each for each in office.telegram.messages(HOA) if each.message_id > before and not each.from_bot]
    assert sent == []
    stored = (each for each in (tmp_path / "world" / "evidence").rglob("*") if each.is_file())
    assert not [each for each in stored if listed[0].name.encode() in each.read_bytes()]
    assert listed[0].name.encode() not in (tmp_path / "world" / "nhacviec.db").read_bytes()


async def test_a_watched_folder_asks_for_a_preview_first_and_imports_by_itself_afterwards(
    office: World, tmp_path: Path
) -> None:
    folder = tmp_path / "world" / "danh-sach-ho-so"
    folder.mkdir()
    listed = rows("15/12/2026", "16/12/2026")
    (folder / "ds.xls").write_bytes(make_list(ListKind.HTML, listed))
    await errands(office)
    assert "xem trước" in office.newest(HOA, "⚠️").text
    imports(office, tmp_path, listed[:1])
    (folder / "ds2.xls").write_bytes(make_list(ListKind.HTML, listed, titles=("DANH SÁCH HỒ SƠ",)))
    await errands(office)
    assert "Đã nhập 2 hồ sơ" in office.newest(HOA, "📋").text
    assert labels(office.newest(HOA, "📋")) == []


async def test_a_letter_without_the_code_is_left_and_told_of_once(office: World, tmp_path: Path) -> None:
    imports(office, tmp_path, rows("15/12/2026"))
    await office.go_to("14/12/2026", "07:30")
    incoming = tmp_path / "world" / "letters" / "da-ky"
    incoming.mkdir(parents=True, exist_ok=True)
    (incoming / "thu.pdf").write_bytes(await letter("khong-ro"))
    await errands(office)
    await errands(office)
    told = [each for each in office.said(HOA) if "chưa ghi nhận được" in each.text]
    assert len(told) == 1 and (incoming / "thu.pdf").exists()


async def test_words_about_a_file_name_it_and_nothing_puts_it_off(office: World, tmp_path: Path) -> None:
    listed = rows("15/12/2026", "16/12/2026", "16/12/2026")
    first, second, third = (row.code for row in listed)
    imports(office, tmp_path, listed)
    await office.go_to("14/12/2026", "07:30")
    bundle = office.newest(HOA, "🙏").message_id
    assert "không lùi" in (await office.write(HOA, "1 gia hạn đến thứ 6", bundle)).text
    doubtful = await office.write(HOA, "chưa xong", bundle)
    assert all(code in doubtful.text for code in (first, second, third))
    stuck = await office.write(HOA, "2 đang vướng chờ địa chính", bundle)
    assert second in stuck.text and "⏳ Chờ cấp trên" not in labels(stuck)

    await office.write(HOA, "đã gửi 1", bundle)
    undone = await office.write(HOA, "1 chưa gửi", bundle)
    assert first in undone.text and task(office, first).state is State.OPEN
    await office.write(HOA, "đã gửi 1", bundle)
    undone = await office.write(HOA, "1 báo nhầm", bundle)
    assert first in undone.text and task(office, first).state is State.OPEN
    await office.write(HOA, "đã gửi 1", bundle)
    said = await office.write(HOA, "đã gửi hết", bundle)
    assert "2 hồ sơ" in said.text and first not in said.text
    assert {task(office, code).state for code in (first, second, third)} == {State.CLAIMED}


async def test_a_list_in_the_chat_is_imported_beside_the_loop(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """50,000 files take five seconds, in which others must be answered."""
    threads: list[int] = []

    def noted(*given: Any) -> Imported:
        threads.append(threading.get_ident())
        return import_list(*given)

    monkeypatch.setattr("bot.handlers.importing.import_list", noted)
    data = make_list(ListKind.CSV, rows("15/12/2026"), titles=("DANH SÁCH HỒ SƠ",))
    assert "Đã nhập 1 hồ sơ" in (await office.send_file(HOA, data, "ds.csv", "text/csv")).text
    assert threads and threading.get_ident() not in threads


async def test_the_bundle_is_asked_for_again_and_each_word_about_it_is_taken_back(
    office: World, tmp_path: Path
) -> None:
    listed = rows(*["15/12/2026"] * 3, handler="Nguyễn Thị An")
    imports(office, tmp_path, listed)
    await office.go_to("14/12/2026", "07:30")
    tasks = await office.write(AN, "/viec")
    assert "3 hồ sơ" in tasks.text
    again = await office.pressed_for_answer(AN, tasks, "🙏 Hồ sơ cần xin lỗi")
    assert again.text.startswith("🙏 3 hồ sơ cần văn bản xin lỗi")
    asked = await office.write(AN, "em có hồ sơ nào phải xin lỗi không ạ")
    assert asked.text == again.text

    for words, recorded, state in (
        ("hồ sơ 1, 2 đã trả kết quả", "đã trả kết quả 2 hồ sơ", State.WAIVED),
        ("hồ sơ 1, 2 đã gửi", "đã gửi, đã đính kèm 2 hồ sơ", State.CLAIMED),
    ):
        said = await office.write(AN, words)
        assert recorded in said.text and task(office, listed[0].code).state is state
        assert len(labels(said)) == 1
        back = await office.write(AN, "rút lại")
        assert "Đã bỏ ghi nhận" in back.text and "2 hồ sơ" in back.text
        assert {task(office, row.code).state for row in listed} == {State.OPEN}

    given = await office.write(AN, "hồ sơ 3 của anh Dũng")
    assert "Đã chuyển 1 hồ sơ cho Lê Văn Dũng" in given.text
    await office.settled()
    assert office.newest(DUNG, "🙏").text.startswith("🙏 Chị An chuyển 1 hồ sơ")
    stuck = await office.write(AN, "hồ sơ 2 vướng")
    assert listed[1].code in stuck.text
    await office.settled()
    assert "đang vướng" in office.message(AN, asked.message_id).text
    unclear = await office.write(AN, "hồ sơ 2 không phải của em")
    assert "Của người khác" in unclear.text
    once = await office.write(AN, "hồ sơ 1-2 đã gửi")
    await office.write(AN, "hồ sơ 1-2 đã gửi")
    assert [each.text[:20] for each in office.said(AN) if each.message_id > once.message_id] == [
        "Đã ghi nhận từ trước"
    ]
