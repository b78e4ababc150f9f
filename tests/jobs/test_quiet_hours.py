"""What the program starts goes within working hours, however late it goes; answers go at any hour."""

from datetime import timedelta

import pytest

from jobs.courier import Down
from jobs.outbox import Apart, next_rows, put_off
from models.database import reading, writing
from models.tables import OutboxState
from tests.commune import at
from tests.jobs.outbox import AN, DUNG, Killed, Outbox, installed
from tests.jobs.test_dispatch import outbox

__all__ = ["installed", "outbox"]


async def test_a_reminder_held_up_by_the_network_until_the_evening_goes_the_next_morning(
    outbox: Outbox,
) -> None:
    outbox.put(AN, "Báo cáo tháng")
    await outbox.run(Down("no connection"))
    outbox.clock.move_to(at("15/12/2026", "20:00"))
    outbox.put(DUNG, "Đã ghi nhận", direct=True)
    assert (await outbox.run()).words == ["Đã ghi nhận"]
    assert outbox.row("Báo cáo tháng").not_before == at("16/12/2026", "07:35"), "after the day's own message"
    outbox.clock.move_to(at("16/12/2026", "07:35"))
    assert (await outbox.run()).words == ["Báo cáo tháng"]


async def test_a_reminder_that_a_machine_left_lying_on_friday_goes_on_monday(outbox: Outbox) -> None:
    outbox.clock.move_to(at("18/12/2026", "16:59"))
    outbox.put(AN, "Báo cáo tháng")
    outbox.clock.move_to(at("19/12/2026", "09:00"))
    assert (await outbox.run()).words == []
    outbox.clock.move_to(at("21/12/2026", "07:35"))
    assert (await outbox.run()).words == ["Báo cáo tháng"]


async def test_it_waits_for_a_morning_of_ones_own(outbox: Outbox) -> None:
    outbox.change_person(AN, morning_at=at("15/12/2026", "08:30").time())
    outbox.clock.move_to(at("15/12/2026", "09:00"))
    outbox.put(AN, "Báo cáo tháng")
    outbox.clock.move_to(at("15/12/2026", "18:00"))
    assert (await outbox.run()).words == []
    assert outbox.row("Báo cáo tháng").not_before == at("16/12/2026", "08:35")


async def test_what_was_perhaps_said_before_is_still_a_repeat_the_next_morning(outbox: Outbox) -> None:
    outbox.put(AN, "Báo cáo tháng")
    with pytest.raises(Killed):
        await outbox.run(Killed())
    outbox.pass_seconds(timedelta(hours=12).total_seconds())
    assert (await outbox.run()).words == []
    assert outbox.row("Báo cáo tháng").state is OutboxState.WAITING
    outbox.clock.move_to(at("16/12/2026", "07:35"))
    assert [each.repeated for each in (await outbox.run()).attempts] == [True]


async def test_what_another_process_has_sent_meanwhile_is_not_put_back(outbox: Outbox) -> None:
    outbox.put(AN, "Báo cáo tháng")
    evening = at("15/12/2026", "20:00")
    with reading(outbox.engine) as session:
        found = next_rows(session, evening, outbox.monotonic, Apart(), 10)
    await outbox.run()
    with writing(outbox.engine) as session:
        put_off(session, found, evening, outbox.monotonic)
    assert outbox.row("Báo cáo tháng").state is OutboxState.SENT
