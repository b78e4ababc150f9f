"""Who is silent is told by reminders of what is due, not by one that they asked for themselves days before."""

from datetime import date
from pathlib import Path

from tests.e2e.world import AN, BINH, at, open_world


async def test_a_reminder_asked_for_before_the_eve_is_no_day_of_silence(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("11/12/2026", "08:00")) as world:
        snoozed = await world.write(AN, "bc tthc thang 12 mai nop")
        assert "Sẽ nhắc lại lúc 7 giờ 30 thứ Hai, 14/12/2026" in snoozed.text
        await world.go_to("16/12/2026", "12:00")
        assert [each for each in world.started(AN) if each.at.day == 14]
        assert not [each.text for each in world.started(BINH) if "☎️" in each.text]
        await world.go_to("17/12/2026", "12:00")
        (called,) = [each.text for each in world.started(BINH) if "☎️" in each.text]
        assert "Chị An chưa phản hồi tin nhắc 15, 16 và 17/12" in called
