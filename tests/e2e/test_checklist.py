"""A requirement of several items in chat: 1/3, 2/3, 3/3; figures and ticks; a file that may be for two items."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlmodel import select

from models.rules.lifecycle import State
from models.tables import Evidence, ItemKind, Task, TaskItem
from tests.e2e.test_files import PDF
from tests.e2e.world import AN, BINH, World, labels, open_world

MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"
PLAN = (ItemKind.SIGNED_DOCUMENT, "Kế hoạch")
REPORT = (ItemKind.SIGNED_DOCUMENT, "Báo cáo kết quả")
FIGURE = (ItemKind.FIGURE, "Tỷ lệ hồ sơ trực tuyến toàn trình")
BOTH = ("2026-12", "2027-01")
TICK = (ItemKind.TICK, "đã đính kèm trên hệ thống tỉnh")


def wants(world: World, *items: tuple[ItemKind, str], period: str = "2026-12") -> None:
    """The report of a month wants these items and no others."""
    task = world.task(period)
    with world.writing() as session:
        for item in session.exec(select(TaskItem).where(TaskItem.task_id == task.id)):
            session.delete(item)
        session.flush()
        for position, (kind, title) in enumerate(items):
            session.add(
                TaskItem(task_id=task.id or 0, position=position, code=f"m{position}", title=title, kind=kind)
            )


def states(world: World, periods: Sequence[str] = ("2026-12",)) -> list[State]:
    return [world.task(period).state for period in periods]


async def test_three_items_show_one_two_three_of_three_and_are_submitted_only_then(eve: World) -> None:
    wants(eve, PLAN, REPORT, FIGURE)
    card = await eve.open_card(AN, MONTHLY)
    assert "Chưa có minh chứng nào (cần 3)" in card.text

    asked = await eve.send_file(AN, PDF, "ke-hoach.pdf", "application/pdf", card.message_id)
    assert "mục nào" in asked.text
    received = await eve.pressed_for_answer(AN, asked, "☐ Kế hoạch")
    assert "Đã có 1/3, còn thiếu:" in received.text
    assert "☐ Báo cáo kết quả" in received.text and "☐ Kế hoạch" not in received.text
    await eve.settled()
    assert "Minh chứng 1/3" in eve.message(AN, card.message_id).text
    assert states(eve) == [State.CLAIMED]

    received = await eve.send_file(AN, PDF + b"2", "bao-cao.pdf", "application/pdf", card.message_id)
    assert "☑ Báo cáo kết quả" in received.text and "Đã có 2/3" in received.text
    listed = await eve.write(AN, "/viec")
    assert "minh chứng 2/3" in listed.text
    assert states(eve) == [State.CLAIMED]

    received = await eve.write(AN, "672/5505 nguồn EMC, đến 30/11", card.message_id)
    assert "672/5.505 = 12,2 % (nguồn EMC), tính đến 30/11" in received.text
    assert "Đã đủ minh chứng" in received.text
    assert states(eve) == [State.SUBMITTED]
    await eve.settled()
    review = next(each for each in eve.said(BINH) if each.text.startswith("📥"))
    assert "672/5.505 = 12,2 % (nguồn EMC), tính đến 30/11" in review.text


async def test_a_card_names_the_day_by_which_the_document_is_to_be_dated(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 1, 5), None) as world:
        await world.go_to("05/01/2026", "09:00")
        card = await world.open_card(BINH, "Quyết định ban hành Kế hoạch CCHC năm 2026")
        assert "Hạn: thứ Năm, 05/02/2026\nVăn bản ghi ngày chậm nhất: thứ Bảy, 31/01/2026\n" in card.text


async def test_a_figure_is_asked_for_and_a_wrong_one_asked_again(eve: World) -> None:
    wants(eve, FIGURE)
    card = await eve.open_card(AN, MONTHLY)
    assert "📎 Nộp minh chứng" not in labels(card)
    asked = await eve.pressed_for_answer(AN, card, "🔢 Nhập số liệu")
    before = eve.snapshot()
    again = await eve.write(AN, "5505/672", asked.message_id)
    assert "chưa ghi nhận gì" in again.text and "672/5505" in again.text
    assert eve.snapshot() == before
    received = await eve.write(AN, "5/12", again.message_id)
    assert "5/12 = 41,7 %" in received.text
    assert states(eve) == [State.SUBMITTED]


async def test_a_bare_figure_goes_to_the_one_task_that_wants_it(eve: World) -> None:
    wants(eve, FIGURE)
    received = await eve.write(AN, "672/5505")
    assert "tháng 12/2026" in received.text and "12,2 %" in received.text
    assert states(eve) == [State.SUBMITTED]


async def test_a_bare_figure_that_two_tasks_want_is_asked_about(eve: World) -> None:
    for period in BOTH:
        wants(eve, FIGURE, period=period)
    with eve.writing() as session:
        later = session.get_one(Task, eve.task("2027-01").id)
        later.cutoff_on = date(2026, 12, 14)
        session.add(later)
    asked = await eve.write(AN, "672/5505")
    assert states(eve, BOTH) == [State.OPEN, State.OPEN]
    received = await eve.pressed_for_answer(AN, asked, "2")
    assert "12,2 %" in received.text
    assert states(eve, BOTH) == [State.OPEN, State.SUBMITTED]


async def test_a_bare_figure_goes_to_the_period_that_has_closed(eve: World) -> None:
    for period in BOTH:
        wants(eve, FIGURE, period=period)
    received = await eve.write(AN, "ty le 672/5505 ho so, theo EMC")
    assert "tháng 12/2026" in received.text and "672/5.505 = 12,2 % (nguồn EMC)" in received.text
    assert states(eve, BOTH) == [State.SUBMITTED, State.OPEN]


async def test_a_bare_figure_before_its_period_has_closed_is_asked_about(eve: World) -> None:
    wants(eve, FIGURE, period="2027-01")
    asked = await eve.write(AN, "672/5505")
    assert "việc nào" in asked.text and "tháng 1/2027" in asked.text
    assert states(eve, BOTH) == [State.OPEN, State.OPEN]


async def test_a_bare_figure_never_replaces_one_that_was_handed_in(eve: World) -> None:
    for period in BOTH:
        wants(eve, FIGURE, period=period)
    await eve.write(AN, "672/5505")
    asked = await eve.write(AN, "10/5505")
    assert "việc nào" in asked.text and "tháng 1/2027" in asked.text
    with eve.rows() as session:
        assert [each.numerator for each in session.exec(select(Evidence))] == [672]
    assert states(eve, BOTH) == [State.SUBMITTED, State.OPEN]


async def test_a_percentage_alone_is_no_progress_report_but_asked_for_as_two_numbers(eve: World) -> None:
    wants(eve, FIGURE)
    card = await eve.open_card(AN, MONTHLY)
    before = eve.snapshot()
    again = await eve.write(AN, "63,5%", card.message_id)
    assert "chưa ghi nhận gì" in again.text and "672/5505" in again.text
    assert eve.snapshot() == before


async def test_a_day_is_no_figure_unless_it_was_asked_for(eve: World) -> None:
    wants(eve, FIGURE)
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "5/12", card.message_id)
    assert states(eve) == [State.OPEN]


async def test_a_tick_is_pressed_once_and_the_second_press_says_so(eve: World) -> None:
    wants(eve, PLAN, TICK)
    card = await eve.open_card(AN, MONTHLY)
    assert await eve.press(AN, card, "☑️ Đã đính kèm trên hệ thống tỉnh") == "Đã đánh dấu."
    await eve.settled()
    assert "☑ Đã đính kèm trên hệ thống tỉnh" in eve.message(AN, card.message_id).text
    carried = card.data_of("☑️")
    assert "từ trước" in await eve.press_data(AN, card.message_id, carried)
    assert states(eve) == [State.CLAIMED]


async def test_somebody_elses_press_on_which_item_changes_nothing(eve: World) -> None:
    wants(eve, PLAN, REPORT)
    card = await eve.open_card(AN, MONTHLY)
    asked = await eve.send_file(AN, PDF, "ke-hoach.pdf", "application/pdf", card.message_id)
    carried = asked.buttons[0][0].data
    before = eve.snapshot()
    assert await eve.press_data(BINH, eve.said(BINH)[-1].message_id, carried) != ""
    assert eve.snapshot() == before
    answer = await eve.pressed_for_answer(AN, asked, "☐ Kế hoạch")
    assert "1/2" in answer.text
    assert "xử lý từ trước" in await eve.press_data(AN, asked.message_id, carried)
    with eve.rows() as session:
        assert (
            session.exec(select(Task).where(Task.id == eve.task("2026-12").id)).one().state is State.CLAIMED
        )
