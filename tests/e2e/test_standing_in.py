"""Who stands in hears what falls due, now and as it comes, for whom, and why; any last day may be told."""

from datetime import date

from tests.e2e.test_absence import (
    MONTHLY,
    TO_DUNG,
    absences,
    an_away_with_dung,
    answer,
    since,
    tell_absence,
)
from tests.e2e.test_absence_mended import press
from tests.e2e.test_absence_on_behalf import begin
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, World, labels

LEADER = CHATS["lam.ubnd"]
COVERED = "Để Trần Văn Bình phụ trách thay"


async def test_a_head_who_covers_is_told_what_falls_due_now_and_as_it_comes(monday: World) -> None:
    await tell_absence(monday, AN, "Ngày mai", "Hết thứ Sáu, 18/12", COVERED)
    await monday.settled()
    told = monday.newest(BINH, "🏖 Chị An báo vắng")
    assert "Đến hạn trong thời gian này" in told.text
    assert f"{MONTHLY} – hạn thứ Tư, 16/12/2026" in told.text
    await monday.go_to("16/12/2026", "14:00")
    call = monday.newest(BINH, "🔔 Chiều nay hết hạn")
    assert "thay chị An, đang vắng" in call.text


async def test_an_absent_substitute_is_named_once_and_the_work_goes_up(monday: World) -> None:
    """Dũng, who agreed to act for An, is away as well: Bình hears it, with the reason once."""
    await an_away_with_dung(monday)
    await tell_absence(monday, DUNG, "Ngày mai", "Hết thứ Sáu, 18/12", COVERED)
    await monday.settled()
    now = monday.newest(BINH, "🏖 Anh Dũng báo vắng")
    assert f"{MONTHLY} – hạn thứ Tư, 16/12/2026, còn 2 ngày làm việc – phụ trách: chị An" in now.text
    await monday.go_to("16/12/2026", "16:00")
    reason = "Anh Dũng, người làm thay chị An, cũng đang vắng nên tin gửi đến anh Bình."
    (morning,) = [
        each
        for each in since(monday, BINH, "16/12/2026")
        if MONTHLY in each.text and "🔔 Chiều" not in each.text
    ]
    assert morning.text.count(reason) == 1
    call = monday.newest(BINH, "🔔 Chiều nay hết hạn")
    assert call.text.count(reason) == 1


async def test_what_a_head_would_decide_says_in_whose_place_it_is_read(monday: World) -> None:
    """Bình is away; Dũng agreed to act, and is away too: it lies with the leader, who reads why."""
    await tell_absence(monday, BINH, "Ngày mai", "Hết thứ Sáu, 18/12", TO_DUNG)
    await answer(monday, DUNG, "✅ Tôi nhận")
    await tell_absence(monday, DUNG, "Ngày mai", "Hết thứ Sáu, 18/12", "Để")
    await monday.settled()
    await monday.go_to("17/12/2026", "10:00")
    (told,) = [each for each in since(monday, LEADER, "17/12/2026") if each.text.startswith("📌")]
    place = "Tin này gửi đến đồng chí Lâm thay anh Bình đang vắng, anh Dũng nhận làm thay cũng vắng."
    assert told.text.count(place) == 1


async def test_any_last_day_for_somebody_else_from_the_people_menu_too(monday: World) -> None:
    step = await begin(monday, BINH)
    step = await press(monday, BINH, step, "Ngày mai")
    step = await press(monday, BINH, step, "📅 Chọn ngày khác")
    await monday.press(BINH, step, "23")
    await monday.settled()
    step = monday.message(BINH, step.message_id)
    step = await press(monday, BINH, step, TO_DUNG)
    (absence,) = absences(monday)
    assert (absence.person_id, absence.to_on) == (monday.person("an.vhxh").id, date(2026, 12, 23))

    menu = await monday.write(ADMIN, "/quanly")
    for label in ("👥 Cán bộ", "Phan Thị Hoa", "🏖 Báo vắng", "Ngày mai"):
        menu = await press(monday, ADMIN, menu, label)
    assert menu.text.startswith("🏖 Báo vắng từ thứ Ba, 15/12/2026"), menu.text
    step = await monday.write(ADMIN, "hết 20/1/2027")
    await press(monday, ADMIN, step, next(label for label in labels(step) if label.startswith("Để")))
    assert absences(monday)[-1].to_on == date(2027, 1, 20)
    assert absences(monday)[-1].person_id == monday.person("hoa.ttpvhcc").id
