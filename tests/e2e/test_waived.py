"""A task that does not apply this time: its officer hears it, and as surely that it applies again."""

from models.rules.lifecycle import State
from tests.e2e.test_manage import newest, press
from tests.e2e.world import ADMIN, AN, World

LETTER = "Công văn số 99/SNV-CCHC ngày 14/12/2026 cho phép bỏ kỳ này"


async def waived(world: World) -> None:
    """The report of December does not apply."""
    await world.write(ADMIN, "/quanly")
    await press(world, "📚 Các yêu cầu")
    await world.write(ADMIN, "7.5-bao-cao-tthc-thang")
    await press(world, "🚫 Không áp dụng")
    await press(world, "Phòng VH–XH · 16/12/2026")
    await world.write(ADMIN, LETTER)
    await press(world, "🚫 Ghi không áp dụng")


async def test_what_was_saved_is_named_in_words(monday: World) -> None:
    await waived(monday)
    assert "• Kỳ: Phòng VH–XH · 16/12/2026" in newest(monday).text


async def test_who_was_told_that_it_does_not_apply_is_told_that_it_does(monday: World) -> None:
    await waived(monday)
    await monday.settled()
    told = monday.newest(AN, "🚫 Không áp dụng")
    await press(monday, "↩️ Hoàn tác")
    await monday.settled()
    assert monday.task("2026-12").state is State.OPEN
    again = monday.said(AN)[-1]
    assert again.message_id > told.message_id
    for message in (again, monday.message(AN, told.message_id)):
        assert message.text.startswith(
            "↩️ Vẫn cần làm – Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
        )
        assert "Hạn: thứ Tư, 16/12/2026" in message.text
        assert "không nhắc việc này nữa" not in message.text


async def test_who_had_not_been_told_yet_hears_neither(monday: World) -> None:
    await monday.go_to("14/12/2026", "18:00")
    before = monday.said(AN)[-1].message_id
    await waived(monday)
    await press(monday, "↩️ Hoàn tác")
    await monday.go_to("15/12/2026", "09:00")
    assert not [each for each in monday.said(AN) if each.message_id > before and each.text[0] in "🚫↩"]
