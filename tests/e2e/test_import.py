"""The catalogue as a workbook, to and fro in the chat: differences before anything, all or nothing, taken back."""

import io

from openpyxl import load_workbook
from sqlmodel import select

from models.database import writing
from models.tables import Requirement
from tests.commune import MONTHLY
from tests.e2e.test_manage import press
from tests.e2e.world import ADMIN, AN, BINH, DUNG, World

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE = "Báo cáo tháng theo mẫu mới"


async def exported(world: World) -> bytes:
    """The file that the bot sends."""
    await world.write(ADMIN, "/quanly")
    await press(world, "📥 Sửa bằng Excel")
    await press(world, "📤 Gửi tệp Excel")
    await world.settled()
    sent = next(each for each in reversed(world.said(ADMIN)) if each.file_path)
    assert sent.file_path is not None and sent.file_path.endswith(".xlsx")
    return (world.telegram.store.files / sent.file_path).read_bytes()


def edited(data: bytes, sheet: str, heading: str, code: str, value: object) -> bytes:
    """One cell changed, found by its heading and the code in its row."""
    book = load_workbook(io.BytesIO(data))
    rows = book[sheet]
    headings = {str(cell.value): cell.column for cell in rows[1]}
    row = next(each[0].row for each in rows.iter_rows(min_row=2) if code in {cell.value for cell in each})
    rows.cell(row, headings[heading]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def title_of(world: World) -> str:
    with world.rows() as session:
        return session.exec(select(Requirement.title).where(Requirement.code == MONTHLY)).one()


async def test_an_edited_workbook_shows_its_difference_is_loaded_and_taken_back(world: World) -> None:
    before = title_of(world)
    file = edited(await exported(world), "Yêu cầu", "Tên yêu cầu", MONTHLY, TITLE)
    screen = await world.send_file(ADMIN, file, "danh-muc.xlsx", XLSX)
    assert "sẽ có 1 thay đổi" in screen.text
    assert TITLE in screen.text
    assert title_of(world) == before
    await press(world, "📥 Nạp tệp")
    assert title_of(world) == TITLE
    assert "Đã hoàn tác" in (await press(world, "↩️ Hoàn tác")).text
    assert title_of(world) == before


async def test_the_same_file_again_changes_nothing(world: World) -> None:
    answer = await world.send_file(ADMIN, await exported(world), "danh-muc.xlsx", XLSX)
    assert "chưa có gì để lưu" in answer.text


async def test_a_file_with_faults_names_the_cell_and_loads_nothing(world: World) -> None:
    before = title_of(world)
    file = edited(await exported(world), "Yêu cầu", "Đơn vị chủ trì", MONTHLY, "KHONGCO")
    file = edited(file, "Yêu cầu", "Tên yêu cầu", MONTHLY, TITLE)
    answer = await world.send_file(ADMIN, file, "danh-muc.xlsx", XLSX)
    assert "lỗi nên chưa nạp gì" in answer.text
    assert "trang tính “Yêu cầu” ô" in answer.text
    assert title_of(world) == before


async def test_a_file_exported_before_somebody_elses_change_is_a_conflict(world: World) -> None:
    stale = await exported(world)
    file = edited(await exported(world), "Yêu cầu", "Tên yêu cầu", MONTHLY, TITLE)
    await world.send_file(ADMIN, file, "danh-muc.xlsx", XLSX)
    await press(world, "📥 Nạp tệp")
    answer = await world.send_file(ADMIN, stale, "danh-muc.xlsx", XLSX)
    assert f"Danh mục đã được sửa từ lúc xuất tệp này: yêu cầu {MONTHLY}" in answer.text
    assert title_of(world) == TITLE


async def test_what_changed_since_the_file_was_shown_is_not_overwritten(world: World) -> None:
    file = edited(await exported(world), "Yêu cầu", "Tên yêu cầu", MONTHLY, TITLE)
    await world.send_file(ADMIN, file, "danh-muc.xlsx", XLSX)
    with writing(world.sandbox.runtime.engine) as session:  # type: ignore[union-attr]
        row = session.exec(select(Requirement).where(Requirement.code == MONTHLY)).one()
        row.title = "Tên khác"
        session.add(row)
    assert "vừa được người khác sửa" in (await press(world, "📥 Nạp tệp")).text
    assert title_of(world) == "Tên khác"


async def test_an_officers_workbook_is_evidence_and_no_catalogue(world: World) -> None:
    file = edited(await exported(world), "Yêu cầu", "Tên yêu cầu", MONTHLY, TITLE)
    answer = await world.send_file(AN, file, "danh-muc.xlsx", XLSX)
    assert "thay đổi" not in answer.text
    assert title_of(world) != TITLE


async def test_whose_duties_change_by_a_file_and_their_head_are_told_once_each(world: World) -> None:
    """An's report goes to Dũng, and so does the quarterly one, which was nobody's; then all of it is taken back."""
    await world.go_to("23/11/2026", "09:00")
    file = edited(await exported(world), "Yêu cầu", "Người phụ trách", MONTHLY, "dung.vhxh")
    file = edited(file, "Yêu cầu", "Người phụ trách", "7.5-bao-cao-tthc-quy", "dung.vhxh")
    await world.send_file(ADMIN, file, "danh-muc.xlsx", XLSX)
    seen = {chat: len(world.said(chat)) for chat in (AN, DUNG, BINH)}
    await press(world, "📥 Nạp tệp")
    await world.settled()
    (dung,), (an,), (binh,) = (world.said(chat)[seen[chat] :] for chat in (DUNG, AN, BINH))
    assert dung.text.startswith("🤝 Nhận việc: anh Minh giao anh Dũng phụ trách 2 yêu cầu")
    assert an.text.startswith("🤝 Đã chuyển việc: “Báo cáo tình hình hồ sơ giải quyết TTHC”")
    assert "không còn do chị An phụ trách" in an.text
    assert binh.text.startswith("📌 Đơn vị có việc mới: anh Minh vừa đổi danh mục, 2 yêu cầu")
    assert dung.silent and an.silent and binh.silent
    await press(world, "↩️ Hoàn tác")
    await world.settled()
    assert "không còn do anh Dũng phụ trách" in world.said(DUNG)[-1].text
    assert world.said(AN)[-1].text.startswith("🤝 Nhận việc: anh Minh giao chị An phụ trách")
    assert world.said(BINH)[-1].text.startswith("📌 Nhờ phân công")
