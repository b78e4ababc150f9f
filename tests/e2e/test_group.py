"""What each of several units owes: a task a unit, and nobody gives away another unit's."""

from datetime import date
from pathlib import Path

from sqlmodel import col, select

from models.people import responsible
from models.tables import Requirement, Task, Unit
from tests.e2e.world import AN, BINH, CHATS, World, open_world

KHANH = CHATS["khanh.kt"]
REGISTER = "Sổ kết quả ứng dụng AI tháng 1/2026"


def officers(world: World, period: str) -> dict[str, str | None]:
    """Who is responsible in each unit for the AI register of a period."""
    with world.rows() as session:
        rows = session.exec(
            select(Unit.code, Task)
            .join(Task, col(Task.unit_id) == Unit.id)
            .join(Requirement, col(Requirement.id) == Task.requirement_id)
            .where(Requirement.code == "7.3-so-ung-dung-ai", Task.period == period)
        ).all()
        named = {unit: responsible(session, task) for unit, task in rows}
        return {unit: officer.code if officer else None for unit, officer in named.items()}


async def test_a_head_gives_away_their_own_units_part_only_now_and_in_later_periods(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 1, 5), None) as world:
        await world.go_to("12/01/2026", "09:00")
        card = await world.open_number(BINH, await world.write(BINH, "/donvi"), REGISTER)
        assert (
            await world.press(BINH, card, "👤 Giao cho Nguyễn Thị An")
            == "Đã giao cho chị An, kể cả các kỳ sau."
        )
        for period in ("2026-01", "2026-02"):
            assert officers(world, period) == {"VHXH": "an.vhxh", "KT": "khanh.kt"}
        assert (await world.write(AN, "/viec")).text.count(REGISTER) == 1
        assert REGISTER in (await world.write(KHANH, "/viec")).text
