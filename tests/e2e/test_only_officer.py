"""Hoa is the only officer of her unit, until there is a second: what is hers stays hers; and when Dũng leaves An
alone in theirs, what was nobody's does not become An's without a word."""

import io
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.e2e.test_import import XLSX, exported
from tests.e2e.test_manage import press
from tests.e2e.world import ADMIN, AN, BINH, CHATS, World, at, open_world

HOA, KHANH = CHATS["hoa.ttpvhcc"], CHATS["khanh.kt"]
GROUPS = "Minh chứng các nhiệm vụ của Kế hoạch CCHC"
APOLOGIES = "Báo cáo tổng hợp hồ sơ quá hạn và xin lỗi tháng 12/2026"


@pytest.fixture
async def whole(tmp_path: Path) -> AsyncIterator[World]:
    """Monday 14/12/2026, 08:00, with the whole catalogue."""
    async with open_world(tmp_path, date(2026, 12, 14), None, at("14/12/2026", "08:00")) as world:
        yield world


async def own_list(world: World, chat: int) -> str:
    return (await world.write(chat, "/viec")).text


async def stays_hers(world: World, had: str) -> None:
    assert "1. ☐ " + APOLOGIES in had
    assert await own_list(world, HOA) == had
    before = len(world.started(HOA))
    await world.go_to("16/12/2026")
    assert any(APOLOGIES in each.text for each in world.started(HOA)[before:])
    assert not [each for each in world.started(ADMIN) if APOLOGIES + " –" in each.text]


async def test_who_is_invited_beside_the_only_officer_takes_nothing_from_them(whole: World) -> None:
    had = await own_list(whole, HOA)
    await whole.write(ADMIN, "/moi")
    await whole.write(ADMIN, "Đinh Thị Mai")
    for label in ("TT PVHCC", "Cán bộ", "✅ Xong", "Chưa có", "✉️ Mời người mới này"):
        await press(whole, label)
    await stays_hers(whole, had)


async def test_by_a_workbook_as_well(whole: World) -> None:
    had = await own_list(whole, HOA)
    book = load_workbook(io.BytesIO(await exported(whole)))
    sheet = book["Cán bộ"]
    role = next(row[5] for row in sheet.iter_rows(values_only=True) if row[0] == "hoa.ttpvhcc")
    sheet.append(["mai.ttpvhcc", "Đinh Thị Mai", "Chuyên viên", "chị", "TTPVHCC", role])
    file = io.BytesIO()
    book.save(file)
    await whole.send_file(ADMIN, file.getvalue(), "danh-muc.xlsx", XLSX)
    await press(whole, "📥 Nạp tệp")
    assert whole.person("mai.ttpvhcc").code == "mai.ttpvhcc"
    await stays_hers(whole, had)


async def test_who_moves_takes_nothing_there_and_leaves_a_groups_work_to_the_head(whole: World) -> None:
    had, ans, khanhs = [await own_list(whole, chat) for chat in (HOA, AN, KHANH)]
    assert GROUPS in khanhs
    await whole.write(ADMIN, "/quanly")
    await press(whole, "👥 Cán bộ")
    await whole.write(ADMIN, "Dũng")
    for label in ("✏️ Sửa thông tin, vai trò", "✏️ Đơn vị", "TT PVHCC", "✅"):
        await press(whole, label)
    assert await own_list(whole, AN) == ans
    assert await own_list(whole, KHANH) == khanhs
    before = len(whole.started(BINH))
    await stays_hers(whole, had)
    told = [each.text for each in whole.started(BINH)[before:] if GROUPS in each.text]
    assert any("chưa có người phụ trách" in line for line in told[-1].splitlines() if GROUPS in line)
    assert not [each for each in whole.started(AN) if GROUPS in each.text]
