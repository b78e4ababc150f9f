"""What real tables of criteria say, lived in chat: choices, so many files, thresholds, a second limit."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import select

from models.rules.lifecycle import State
from models.tables import ItemKind, Task, TaskItem
from tests.e2e.test_checklist import MONTHLY, wants
from tests.e2e.test_files import PDF
from tests.e2e.world import AN, BINH, World, labels

RESOLUTION = (ItemKind.SIGNED_DOCUMENT, "Nghị quyết HĐND")
DECISION = (ItemKind.SIGNED_DOCUMENT, "Quyết định UBND")
FORMS = (ItemKind.ATTACHMENT, "Biểu giám sát")
WORK, MONEY = (ItemKind.FIGURE, "Khối lượng hoàn thành"), (ItemKind.FIGURE, "Vốn đã giải ngân")


def says(world: World, *more: dict[str, Any], **of_task: Any) -> None:
    """What the catalogue would say of the items of the December report, and of the report itself."""
    with world.writing() as session:
        task = session.get_one(Task, world.task("2026-12").id)
        for name, value in of_task.items():
            setattr(task, name, value)
        for position, values in enumerate(more):
            item = session.exec(_item(task, position)).one()
            for name, value in values.items():
                setattr(item, name, value)


def _item(task: Task, position: int) -> Any:
    return select(TaskItem).where(TaskItem.task_id == task.id, TaskItem.position == position)


async def sends(world: World, name: str, reply_to: int) -> Any:
    return await world.send_file(AN, PDF + name.encode(), name, "application/pdf", reply_to)


async def test_one_of_two_is_asked_for_in_a_line_and_the_other_no_more_once_it_is_there(eve: World) -> None:
    wants(eve, RESOLUTION, DECISION)
    says(eve, {"one_of": "van-ban"}, {"one_of": "van-ban"})
    card = await eve.open_card(AN, MONTHLY)
    assert "Một trong hai: ☐ Nghị quyết HĐND · ☐ Quyết định UBND" in card.text
    assert "đủ một trong hai phương án là nộp xong" in card.text
    asked = await sends(eve, "quyet-dinh.pdf", card.message_id)
    assert "mục nào" in asked.text
    received = await eve.pressed_for_answer(AN, asked, "☐ Quyết định UBND")
    assert "Đã đủ minh chứng" in received.text and "Còn thiếu" not in received.text
    assert eve.task("2026-12").state is State.SUBMITTED
    await eve.settled()
    review = next(each for each in eve.said(BINH) if each.text.startswith("📥"))
    assert "☑ Quyết định UBND" in review.text and "Nghị quyết" not in review.text


async def test_three_forms_are_counted_on_the_card_and_an_answer_says_how_many_are_there(eve: World) -> None:
    wants(eve, FORMS)
    says(eve, {"count": 3})
    card = await eve.open_card(AN, MONTHLY)
    assert "☐ Biểu giám sát (0/3 tệp)" in card.text and "đủ 3 tệp là nộp xong" in card.text
    await sends(eve, "quy-1.pdf", card.message_id)
    received = await sends(eve, "quy-2.pdf", card.message_id)
    assert "Đã có 2/3, còn thiếu:\n☐ Biểu giám sát (2/3 tệp)" in received.text
    await eve.settled()
    assert "☐ Biểu giám sát (2/3 tệp)" in eve.message(AN, card.message_id).text
    assert "minh chứng 2/3" in (await eve.write(AN, "/viec")).text
    assert eve.task("2026-12").state is State.CLAIMED
    assert "Đã đủ minh chứng" in (await sends(eve, "quy-3.pdf", card.message_id)).text
    await eve.settled()
    review = next(each for each in eve.said(BINH) if each.text.startswith("📥"))
    assert "☑ Biểu giám sát (3/3 tệp)" in review.text


async def test_a_figure_below_its_threshold_is_kept_and_said_plainly_to_the_reviewer_too(eve: World) -> None:
    wants(eve, WORK, MONEY)
    says(eve, *({"one_of": "muc", "at_least": Decimal(50)} for _ in range(2)))
    card = await eve.open_card(AN, MONTHLY)
    assert "☐ Vốn đã giải ngân (từ 50 % trở lên)" in card.text
    which = await eve.write(AN, "45/100", card.message_id)
    assert "chưa ghi nhận gì" in which.text and "🔢 Vốn đã giải ngân" in labels(which)
    assert eve.task("2026-12").state is State.OPEN
    asked = await eve.pressed_for_answer(AN, which, "🔢 Vốn đã giải ngân")
    received = await eve.write(AN, "45/100", asked.message_id)
    assert "45 %, dưới ngưỡng 50 %: nếu đúng số liệu thì vẫn gửi được, tiêu chí chưa đạt" in received.text
    assert eve.task("2026-12").state is State.SUBMITTED
    await eve.settled()
    review = next(each for each in eve.said(BINH) if each.text.startswith("📥"))
    assert "☑ Vốn đã giải ngân: 45/100 = 45,0 %, tính đến 15/12, dưới ngưỡng 50 %" in review.text


async def test_between_the_due_day_and_a_second_limit_it_is_late_and_accepted(eve: World) -> None:
    until = date(2026, 12, 31)
    says(eve, accepted_until=until)
    card = await eve.open_card(AN, MONTHLY)
    assert "chấp nhận" not in card.text
    await eve.go_to("17/12/2026", "10:30")
    told = next(each for each in reversed(eve.said(BINH)) if each.text.startswith("📌"))
    assert "Hạn thứ Tư, 16/12/2026, vẫn được chấp nhận đến thứ Năm, 31/12/2026" in told.text
    assert "quá hạn" not in told.text.lower()
    assert "muộn, trong hạn chấp nhận đến 31/12" in (await eve.write(AN, "/viec")).text
    card = await eve.open_card(AN, MONTHLY)
    assert card.text.startswith("🟠 Muộn, trong hạn chấp nhận – ")
    assert "Đã qua hạn 16/12; vẫn được chấp nhận đến thứ Năm, 31/12/2026" in card.text
    received = await sends(eve, "da-gui.pdf", card.message_id)
    assert "muộn 1 ngày làm việc, trong hạn chấp nhận (hạn thứ Tư, 16/12/2026)" in received.text
    await eve.settled()
    review = next(each for each in reversed(eve.said(BINH)) if each.text.startswith("📥"))
    assert "muộn 1 ngày làm việc, trong hạn chấp nhận" in review.text
    alert = await eve.press(BINH, review, "✔️ Duyệt")
    assert alert == "Đã duyệt. Hoàn thành muộn 1 ngày làm việc, trong hạn chấp nhận."


async def test_after_the_second_limit_it_is_as_late_as_anything(eve: World) -> None:
    says(eve, accepted_until=date(2026, 12, 17))
    await eve.go_to("18/12/2026", "10:30")
    card = await eve.open_card(AN, MONTHLY)
    assert card.text.startswith("🔴 Quá hạn 2 ngày làm việc") and "chấp nhận" not in card.text
    received = await sends(eve, "da-gui.pdf", card.message_id)
    assert "sau hạn thứ Tư, 16/12/2026" in received.text
