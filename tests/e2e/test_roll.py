"""An admin rolls the year in the chat: sees what is to be confirmed, and accepts it."""

from sqlmodel import select

from models.tables import CriteriaSet, LedgerEntry
from tests.e2e.test_manage import press
from tests.e2e.world import ADMIN, World


async def test_the_next_year_is_accepted_as_proposed(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    await press(world, "📆 Lập năm mới")
    said = world.said(ADMIN)[-1].text or ""
    assert "Năm 2027: chép bộ tiêu chí của năm trước" in said
    assert "Chưa có kết quả năm 2026" in said
    await press(world, "✅ Tất cả như đề xuất")
    await press(world, "📆 Lập năm mới")
    assert "Đã lập năm 2027" in (world.said(ADMIN)[-1].text or "")
    with world.rows() as session:
        assert set(session.exec(select(CriteriaSet.year))) == {2025, 2026, 2027}
        changes = [entry.change for entry in session.exec(select(LedgerEntry))]
    assert changes.count("roll_year") == 1
