"""What was done in time counts as such however late it is told (docs/design.md, Lifecycle)."""

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models.rules.lifecycle import State
from models.tables import Confirmation
from tests.e2e.world import AN, BINH, World, at, labels, open_world

MONTHLY = "hồ sơ giải quyết TTHC tháng 12"


@pytest.fixture
async def overdue(tmp_path: Path) -> AsyncIterator[World]:
    """Thursday 17/12/2026, 09:30: An's report was due yesterday, and nobody has answered."""
    async with open_world(tmp_path, date(2026, 12, 14), moment=at("17/12/2026", "09:30")) as world:
        yield world


def claim_of(world: World) -> Confirmation:
    with world.rows() as session:
        return session.exec(
            select(Confirmation).where(Confirmation.task_id == world.task("2026-12").id)
        ).one()


@pytest.mark.parametrize(
    "words",
    [
        "em nop hom 15 roi",
        "Dạ việc này em gửi từ chiều thứ ba 15/12 rồi ạ",
        "15/12 nop roi",
        "đã ban hành số 87/BC-UBND ngày 15/12/2026",
    ],
)
async def test_the_day_named_is_the_day_recorded_and_said_back(overdue: World, words: str) -> None:
    card = await overdue.open_card(AN, MONTHLY)
    answer = await overdue.write(AN, words, reply_to=card.message_id)
    assert "Ngày làm xong: thứ Ba, 15/12/2026 – trong hạn, báo muộn." in answer.text
    claim = claim_of(overdue)
    assert (claim.done_on, claim.said_at.date()) == (date(2026, 12, 15), date(2026, 12, 17))


async def test_the_day_of_a_document_older_than_the_task_is_not_that_of_the_deed(overdue: World) -> None:
    card = await overdue.open_card(AN, MONTHLY)
    await overdue.write(AN, "xong rồi, kèm theo KH 22/KH-UBND ngày 12/3/2026", reply_to=card.message_id)
    claim = claim_of(overdue)
    assert (claim.done_on, claim.document_on) == (date(2026, 12, 17), date(2026, 3, 12))


async def test_a_press_on_an_overdue_card_can_be_dated_back_and_is_accepted_as_in_time(
    overdue: World,
) -> None:
    card = await overdue.open_card(AN, MONTHLY)
    assert "tính theo ngày làm xong, không tính theo ngày báo" in card.text
    await overdue.press(AN, card, "✅ Đã xong")
    await overdue.settled()
    claimed = overdue.message(AN, card.message_id)
    assert "Ngày làm xong: thứ Năm, 17/12/2026 – sau hạn 1 ngày làm việc." in claimed.text
    asked = await overdue.pressed_for_answer(AN, claimed, "📆 Xong từ hôm khác")
    assert labels(asked) == ["Thứ Năm, 17/12", "Thứ Tư, 16/12", "Thứ Ba, 15/12", "Thứ Hai, 14/12"]
    answer = await overdue.pressed_for_answer(AN, asked, "Thứ Tư, 16/12")
    assert "Ngày làm xong: thứ Tư, 16/12/2026 – trong hạn, báo muộn." in answer.text
    assert claim_of(overdue).done_on == date(2026, 12, 16)
    await overdue.send_file(AN, reply_to=answer.message_id)
    await overdue.settled()
    review = overdue.said(BINH)[-1]
    assert "trong hạn" in review.text
    assert (
        "Ngày làm xong được báo: thứ Tư, 16/12/2026; minh chứng gửi sau hạn 1 ngày làm việc." in review.text
    )
    assert await overdue.press(BINH, review, "✔️ Duyệt") == "Đã duyệt. Hoàn thành đúng hạn."


async def test_the_day_is_typed_in_answer_to_the_question(overdue: World) -> None:
    card = await overdue.open_card(AN, MONTHLY)
    await overdue.press(AN, card, "✅ Đã xong")
    await overdue.settled()
    asked = await overdue.pressed_for_answer(AN, overdue.message(AN, card.message_id), "📆 Xong từ hôm khác")
    answer = await overdue.write(AN, "hôm thứ ba ạ", reply_to=asked.message_id)
    assert "Ngày làm xong: thứ Ba, 15/12/2026" in answer.text
    (entry,) = [json.loads(each.body) for each in overdue.ledger() if each.change == "date_done"]
    assert entry["done_on"] == "2026-12-15"


async def test_a_day_before_the_figures_closed_is_asked_back(overdue: World) -> None:
    card = await overdue.open_card(AN, MONTHLY)
    asked = await overdue.write(AN, "em nộp hôm 10/12 rồi", reply_to=card.message_id)
    assert "Việc này xong từ hôm nào ạ" in asked.text
    assert overdue.task("2026-12").state is State.OPEN
    answer = await overdue.pressed_for_answer(AN, asked, "Thứ Ba, 15/12")
    assert answer.text.startswith("📝 Đã báo xong")
    assert claim_of(overdue).done_on == date(2026, 12, 15)


@pytest.mark.parametrize("day", ["2026-12-18", "2026-12-01"])
async def test_no_press_sets_a_day_to_come_or_one_before_it_could_be_done(overdue: World, day: str) -> None:
    card = await overdue.open_card(AN, MONTHLY)
    await overdue.press(AN, card, "✅ Đã xong")
    toast = await overdue.press_data(AN, card.message_id, f"doneon:{overdue.task('2026-12').id}:{day}")
    assert "Không có gì thay đổi" in toast
    assert claim_of(overdue).done_on == date(2026, 12, 17)


async def test_what_is_told_in_time_asks_for_no_day(overdue: World, tmp_path: Path) -> None:
    async with open_world(tmp_path / "other", date(2026, 12, 14)) as world:
        await world.go_to("15/12/2026", "09:00")
        card = await world.open_card(AN, MONTHLY)
        await world.press(AN, card, "✅ Đã xong")
        await world.settled()
        claimed = world.message(AN, card.message_id)
        assert "Ngày làm xong" not in claimed.text
        assert "📆 Xong từ hôm khác" not in labels(claimed)


async def test_a_head_who_takes_a_word_back_says_so_to_whose_it_was(overdue: World) -> None:
    await overdue.press(AN, await overdue.open_card(AN, MONTHLY), "✅ Đã xong")
    found = await overdue.write(BINH, "/donvi bc tthc thang 12")
    card = await overdue.open_number(BINH, found, MONTHLY)
    assert "↩️ Tôi bấm nhầm" not in labels(card)
    await overdue.press(BINH, card, "↩️ Hủy lời báo xong")
    await overdue.settled()
    assert overdue.task("2026-12").state is State.OPEN
    told = overdue.newest(AN, "↩️ Đã hủy lời báo xong")
    assert "Anh Bình đã hủy lời này." in told.text
    assert "✅ Đã xong" in labels(told)
