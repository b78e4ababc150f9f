"""One message a morning: a card or a digest, to whom, when, and whether it sounds."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.rules.lifecycle import State
from models.tables import Person, Requirement, RungState
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, LEVELS, World, at, labels, open_world

MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
QUARTERLY = "Báo cáo tình hình, kết quả giải quyết TTHC quý IV/2026"
QUARTER = "7.5-bao-cao-tthc-quy"


@pytest.fixture
async def eve(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026 at 07:30, the eve of the due day of three reports."""
    async with open_world(tmp_path, date(2026, 12, 15), moment=at("15/12/2026")) as world:
        yield world


def of_day(world: World, chat: int, day: str) -> list[ChatMessage]:
    return [each for each in world.started(chat) if each.at.strftime("%d/%m/%Y") == day]


async def test_several_items_are_one_digest_whose_numbers_open_the_cards(eve: World) -> None:
    (digest,) = of_day(eve, AN, "15/12/2026")
    assert digest.text.startswith("☀️ Chào chị An, thứ Ba 15/12. Có 2 việc cần để ý:\n\nNgày mai đến hạn\n1. ")
    assert labels(digest) == ["1", "2", "📋 Sao chép để gửi Zalo"]
    card = await eve.open_number(AN, digest, MONTHLY)
    assert card.text.startswith(f"⏳ Ngày mai đến hạn – {MONTHLY}")


async def test_one_item_is_its_card(eve: World) -> None:
    (card,) = of_day(eve, BINH, "15/12/2026")
    assert card.text.startswith(f"⏳ Ngày mai đến hạn – {QUARTERLY}")


async def test_the_head_assigns_a_task_and_the_officer_gets_its_card(eve: World) -> None:
    (card,) = of_day(eve, BINH, "15/12/2026")
    assert "Việc này chưa có người phụ trách." in card.text
    assert labels(card)[:3] == ["👤 Giao cho Nguyễn Thị An", "👤 Giao cho Lê Văn Dũng", "🙋 Tôi làm"]
    toast = await eve.press(BINH, card, "👤 Giao cho Lê Văn Dũng")
    assert toast == "Đã giao cho anh Dũng, kể cả các kỳ sau."
    await eve.worked_off()
    given = eve.said(DUNG)[-1]
    assert QUARTERLY in given.text
    assert "Anh Bình giao việc này cho anh Dũng." in given.text
    assert "✅ Đã xong" in labels(given)
    assert not [label for label in labels(eve.message(BINH, card.message_id)) if "Giao cho" in label]

    said = len(eve.said(BINH))
    await eve.go_to("16/12/2026")
    assert len(eve.said(BINH)) == said
    assert eve.said(DUNG)[-1].text.startswith(f"🔔 Hôm nay đến hạn – {QUARTERLY}")


async def test_a_head_who_does_it_themselves_gets_the_officers_buttons(eve: World) -> None:
    (card,) = of_day(eve, BINH, "15/12/2026")
    await eve.press(BINH, card, "🙋 Tôi làm")
    await eve.settled()
    mine = eve.message(BINH, card.message_id)
    assert labels(mine)[:2] == ["✅ Đã xong", "📎 Nộp minh chứng"]
    assert (await eve.press(BINH, mine, "✅ Đã xong")).startswith("Đã ghi lúc 7 giờ 30.")
    assert eve.task("2026-Q4", QUARTER).state is State.CLAIMED


async def test_overdue_rungs_come_on_five_working_days_then_on_the_tenth_and_each_fifth(eve: World) -> None:
    await eve.go_to("14/01/2027", "17:00")
    reminders = [
        each
        for each in eve.started(BINH)
        if QUARTERLY in each.text
        and "không có việc mới" not in each.text
        and not each.text.startswith(LEVELS)
    ]
    days = [each.at.strftime("%d/%m") for each in reminders]
    spoken = ["15/12", "16/12", "17/12", "18/12", "21/12", "22/12", "23/12", "30/12", "07/01", "14/01"]
    assert days == spoken
    rungs = eve.rungs(eve.task("2026-Q4", QUARTER))
    late = [name for name, state in rungs.items() if state is RungState.SPOKEN and name.startswith("T")]
    assert late == ["T-1", "T0", "T+1", "T+2", "T+3", "T+4", "T+5", "T+10", "T+15", "T+20"]


async def test_nobody_hears_two_messages_a_morning_and_nothing_outside_working_hours(eve: World) -> None:
    await eve.go_to("14/01/2027", "17:00")
    for chat in CHATS.values():
        mornings = [
            each
            for each in eve.started(chat)
            if each.text.startswith("📊") or not each.text.startswith(LEVELS)
        ]
        moments = [each.at for each in mornings if each.at >= at("15/12/2026")]
        assert len({moment.date() for moment in moments}) == len(moments)
        assert {moment.strftime("%H:%M") for moment in moments} == {"07:30"}
        assert not [
            moment for moment in moments if moment.weekday() >= 5 or moment.date() == date(2027, 1, 1)
        ]


async def test_the_first_working_day_of_a_week_brings_one_also_with_nothing_due(eve: World) -> None:
    await eve.go_to("04/01/2027", "17:00")
    for day in ("21/12/2026", "28/12/2026", "04/01/2027"):
        for chat in CHATS.values():
            assert len(of_day(eve, chat, day)) == 1, (day, chat)
    (greeting,) = of_day(eve, DUNG, "28/12/2026")
    assert greeting.text.startswith("☀️ Chào anh Dũng, ")
    assert greeting.silent
    (weekly,) = of_day(eve, ADMIN, "28/12/2026")
    assert "Mã đối chiếu sổ: " in weekly.text


async def test_it_sounds_only_when_something_is_due_today(eve: World) -> None:
    await eve.go_to("17/12/2026")
    for chat in (AN, BINH):
        heard = {each.at.strftime("%d/%m"): each.silent for each in eve.started(chat)}
        assert (heard["15/12"], heard["16/12"], heard["17/12"]) == (True, False, True)


async def test_due_today_stands_first_and_overdue_after_it(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 11, 23)) as world:
        await world.go_to("08/12/2026", "09:00")
        admin_list = next(each for each in world.said(ADMIN) if "🧾" in each.text)
        card = await world.open_number(ADMIN, admin_list, "hồ sơ giải quyết TTHC tháng 3/2026")
        asked = await world.pressed_for_answer(ADMIN, card, "📅 Chưa, đặt hạn")
        await world.press(ADMIN, asked, "Thứ Ba, 15/12")
        await world.go_to("16/12/2026")
        digest = world.started(AN)[-1]
        paragraphs = digest.text.split("\n\n")
        assert [part.split("\n")[0] for part in paragraphs[1:3]] == ["Hôm nay đến hạn", "Quá hạn"]
        assert [line[:2] for part in paragraphs[1:3] for line in part.split("\n")[1:]] == ["1.", "2.", "3."]
        assert "tháng 3/2026 – quá hạn 1 ngày làm việc (hạn 15/12)" in paragraphs[2]


async def test_after_a_claim_evidence_is_asked_for_on_the_first_third_and_fifth_working_day(
    eve: World,
) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.press(AN, card, "✅ Đã xong")
    task = eve.task("2026-12")
    await eve.go_to("05/01/2027", "17:00")
    spoken = [(each["rung"], each["at"][:10]) for each in eve.entries("speak") if each["task"] == task.id]
    assert [rung for rung, _ in spoken] == ["T-1", "E+1", "E+3", "E+5", "head"]
    asked = [each for each in eve.started(AN) if "còn thiếu minh chứng" in each.text]
    assert [each.at.strftime("%d/%m") for each in asked if each.at > at("15/12/2026")][:3] == [
        "16/12",
        "18/12",
        "22/12",
    ]
    assert eve.rungs(task)["T0"] is RungState.PLANNED


async def test_who_has_reported_in_time_is_not_called_overdue_on_a_monday(eve: World) -> None:
    await eve.go_to("17/12/2026", "09:00")
    for words in (MONTHLY, "năm 2026"):
        await eve.press(AN, await eve.open_card(AN, words), "✅ Đã xong")
    await eve.go_to("28/12/2026", "08:00")
    (greeting,) = of_day(eve, AN, "28/12/2026")
    assert "quá hạn" not in greeting.text
    assert "Việc đã báo xong, còn thiếu minh chứng: " in greeting.text


async def test_taking_it_back_resumes_the_ladder(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.press(AN, card, "✅ Đã xong")
    await eve.go_to("17/12/2026", "09:00")
    done = eve.message(AN, card.message_id)
    toast = await eve.press(AN, done, "↩️ Tôi bấm nhầm")
    assert toast == "Đã hủy lời báo xong, việc trở về như trước."
    await eve.settled()
    assert eve.task("2026-12").state is State.OPEN
    assert "✅ Đã xong" in labels(eve.message(AN, card.message_id))
    await eve.go_to("18/12/2026")
    assert MONTHLY in eve.started(AN)[-1].text
    task = eve.task("2026-12")
    last = [each for each in eve.entries("speak") if each["task"] == task.id][-1]
    assert last["rung"] == "T+2"


@pytest.mark.parametrize("claimed", [False, True])
async def test_a_task_closes_at_midnight_after_its_last_day_also_when_claimed(
    eve: World, claimed: bool
) -> None:
    card = await eve.open_card(AN, MONTHLY)
    if claimed:
        await eve.press(AN, card, "✅ Đã xong")
    state = eve.task("2026-12").state
    await eve.go_to("14/01/2027", "23:59")
    assert eve.task("2026-12").state is state
    await eve.go_to("15/01/2027", "00:00")
    assert eve.task("2026-12").state is State.MISSED
    assert eve.message(AN, card.message_id).text.startswith("⚫ Đã đóng, chưa có minh chứng")
    await eve.go_to("15/01/2027")
    assert not of_day(eve, AN, "15/01/2027")[0].text.startswith("🔴")
    assert len(eve.entries("miss")) == 1


async def test_a_submitted_task_waits_for_the_reviewer_and_does_not_close(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.send_file(AN, reply_to=card.message_id)
    await eve.go_to("15/01/2027", "08:00")
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_done_before_the_figures_close_is_asked_back_once(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 12, 14)) as world:
        await world.go_to("14/12/2026", "09:00")
        card = await world.open_card(AN, MONTHLY)
        before = world.snapshot()
        asked = await world.pressed_for_answer(AN, card, "✅ Đã xong")
        assert "thứ Hai, 14/12/2026 mới chốt" in asked.text
        assert world.snapshot() == before
        await world.press(AN, asked, "Chưa, tôi bấm nhầm")
        await world.settled()
        assert world.message(AN, asked.message_id).buttons == []
        assert world.task("2026-12").state is State.OPEN

        asked = await world.pressed_for_answer(AN, card, "✅ Đã xong")
        await world.press(AN, asked, "✅ Đúng, đã gửi rồi")
        assert world.task("2026-12").state is State.CLAIMED
        assert len(world.entries("claim")) == 1


@pytest.mark.moment("28/12/2026", "07:00")
async def test_a_quiet_monday_hides_nothing_late_in_the_unit_from_its_head(world: World) -> None:
    with world.writing() as session:
        an = session.exec(select(Person).where(Person.code == "an.vhxh")).one()
        for row in session.exec(select(Requirement)):
            row.responsible_id = an.id
            session.add(row)
    await world.go_to("28/12/2026")
    greeting = world.started(BINH)[-1]
    assert greeting.at == at("28/12/2026")
    assert "Cán bộ trong đơn vị còn 3 việc quá hạn, xem ở /donvi." in greeting.text
    assert "việc phải nhắc." not in greeting.text
    listed = await world.write(BINH, "/donvi")
    assert listed.text.count("quá hạn 8 ngày làm việc") == 3
