"""An admin configures from the chat: a form goes on where it stood, and nothing is saved by halves."""

from datetime import date

from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.tables import Requirement, Task
from tests.e2e.world import ADMIN, AN, World

NEW = "➕ Yêu cầu mới"


async def press(world: World, label: str, chat: int = ADMIN) -> ChatMessage:
    """Presses a button of the newest form screen; returns the screen as it looks afterwards."""
    screen = newest(world, chat)
    await world.press(chat, screen, label)
    await world.settled()
    return newest(world, chat)


def newest(world: World, chat: int = ADMIN) -> ChatMessage:
    return [each for each in world.said(chat) if each.buttons][-1]


async def fill_monthly(world: World) -> ChatMessage:
    """A monthly report, closed on the 14th, due two working days later; everything but the last press."""
    await world.write(ADMIN, "/quanly")
    await press(world, NEW)
    await world.write(ADMIN, "Báo cáo giải ngân vốn đầu tư công tháng")
    await press(world, "6.1.1")
    await press(world, "Phòng VH")
    await press(world, "Nguyễn Thị An")
    await press(world, "hằng tháng")
    await press(world, "ngày 14")
    await press(world, "2 ngày làm việc sau chốt")
    return await press(world, "📷 Ảnh chụp màn hình")


async def test_a_monthly_report_is_configured_by_presses_and_one_title(world: World) -> None:
    screen = await fill_monthly(world)
    assert "tháng 12/2026: hạn thứ Tư, 16/12/2026" in screen.text
    screen = await press(world, "✅ Lưu yêu cầu")
    assert "Đã thêm yêu cầu" in screen.text
    with world.rows() as session:
        row = session.exec(select(Requirement).where(Requirement.code.startswith("6.1.1-bao-cao"))).one()  # type: ignore[attr-defined]
        assert (row.title, row.cutoff_day, row.due_rule) == (
            "Báo cáo giải ngân vốn đầu tư công",
            14,
            {"after_cutoff": 2},
        )
        task = session.exec(select(Task).where(Task.requirement_id == row.id)).all()
        assert [each.due_on for each in task] == [date(2026, 12, 16), date(2027, 1, 18)]
    assert "Báo cáo giải ngân" in (await world.write(AN, "/lich")).text
