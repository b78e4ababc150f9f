"""A weekly report, from the form that sets it up to its first reminder and the answer."""

from datetime import date

import pytest
from sqlmodel import select

from models.rules.lifecycle import State
from models.tables import Requirement
from tests.e2e.test_manage import NEW, press
from tests.e2e.world import ADMIN, AN, World


@pytest.mark.moment("14/12/2026", "09:00")
async def test_a_weekly_report_is_configured_reminded_of_and_done(world: World) -> None:
    await world.write(ADMIN, "/quanly")
    await press(world, NEW)
    await world.write(ADMIN, "Báo cáo giao ban tuần")
    await press(world, "6.1.1")
    await press(world, "Phòng VH")
    await press(world, "Nguyễn Thị An")
    screen = await press(world, "Hằng tuần")
    assert "chốt" not in screen.text and "Thứ Năm hằng tuần" in str(screen.buttons)
    await world.write(ADMIN, "thứ sáu")
    screen = await press(world, "☑️ Chỉ cần đánh dấu đã làm")
    assert "thứ Sáu hằng tuần" in screen.text
    assert "52 kỳ trong một năm tới" in screen.text
    assert "• tuần 51/2026 (14–20/12): hạn thứ Sáu, 18/12/2026" in screen.text
    assert "• tuần 53/2026 (28/12–3/1): hạn thứ Năm, 31/12/2026" in screen.text
    await press(world, "✅ Lưu yêu cầu")
    with world.rows() as session:
        row = session.exec(select(Requirement).where(Requirement.cadence == "weekly")).one()
        assert (row.title, row.due_rule) == ("Báo cáo giao ban", {"weekday": "friday"})
        code = row.code
    assert "giao ban tuần 51/2026" in (await world.write(AN, "/lich")).text
    await world.go_to("17/12/2026")
    assert any("Báo cáo giao ban tuần 51/2026 (14–20/12)" in each.text for each in world.started(AN))
    card = await world.open_card(AN, "giao ban")
    assert (await world.press(AN, card, "✅ Đã xong")).startswith("Đã ghi lúc 7 giờ 30.")
    task = world.task("2026-W51", code)
    assert (task.state, task.due_on) == (State.CLAIMED, date(2026, 12, 18))
