"""Down for days: only the latest rung is spoken, passed ones are recorded as skipped, nothing is said twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.telegram import ChatMessage
from bot.telegram_api import RawBot
from models.tables import RungState
from tests.e2e.world import AN, BINH, CHATS, DUNG, LEVELS, World, at, labels, open_world

PLANNED, SKIPPED, SPOKEN = RungState.PLANNED, RungState.SKIPPED, RungState.SPOKEN
MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
OUTAGE = "ℹ️ Hệ thống gián đoạn"


@pytest.fixture
async def december(tmp_path: Path) -> AsyncIterator[World]:
    """Installed on Wednesday 9/12/2026; the reports of December are due on Wednesday 16/12."""
    async with open_world(tmp_path, date(2026, 12, 9)) as world:
        yield world


@pytest.fixture
async def overdue(tmp_path: Path) -> AsyncIterator[World]:
    """Thursday 17/12/2026, 07:30: the reports are one working day late, and An was told so."""
    async with open_world(tmp_path, date(2026, 12, 15), moment=at("17/12/2026")) as world:
        yield world


async def back(world: World, day: str, hour: str = "07:30") -> None:
    await world.down_until(day, hour)
    await world.tick()


def heard(world: World, chat_id: int, day: str) -> list[ChatMessage]:
    """What the program started to say in a chat on a day."""
    return [each for each in world.started(chat_id) if each.at.strftime("%d/%m/%Y") == day]


def assert_nothing_twice(world: World) -> None:
    """Each person has heard each rung of each task at most once, and of each morning at most one message."""
    entries = [each for each in world.entries("speak") if each["rung"]]
    spoken = Counter((each["task"], each["rung"], each["to"]) for each in entries)
    assert spoken
    assert set(spoken.values()) == {1}
    for chat in CHATS.values():
        mornings = Counter(
            each.at.date()
            for each in world.started(chat)
            if "đã tham gia" not in each.text and not each.text.startswith(LEVELS)
        )
        assert set(mornings.values()) <= {1}, chat


async def test_down_from_thursday_to_wednesday_the_task_speaks_once_its_latest_rung(december: World) -> None:
    await december.go_to("10/12/2026", "16:00")
    await back(december, "16/12/2026", "07:30")

    said = heard(december, AN, "16/12/2026")
    assert len(said) == 1
    assert said[0].text.startswith(
        f"{OUTAGE} từ 16 giờ 00 thứ Năm, 10/12/2026 đến 7 giờ 30 thứ Tư, 16/12/2026, nay đã chạy lại."
    )
    assert "Telegram chỉ giữ 24 giờ" in said[0].text
    today = next(part for part in said[0].text.split("\n\n") if part.startswith("Hôm nay đến hạn"))
    assert f"{MONTHLY} – hạn thứ Tư, 16/12/2026" in today
    rungs = december.rungs(december.task("2026-12"))
    assert (rungs["T-1"], rungs["T0"], rungs["T+1"]) == (SKIPPED, SPOKEN, PLANNED)
    entry = next(each for each in december.entries("speak") if each["task"] == december.task("2026-12").id)
    assert (entry["rung"], entry["skipped"], entry["to"]) == ("T0", ["T-1"], "an.vhxh")


async def test_overdue_rungs_that_passed_are_skipped_and_only_the_last_is_spoken(overdue: World) -> None:
    await overdue.go_to("17/12/2026", "10:00")
    await back(overdue, "23/12/2026", "09:00")

    said = heard(overdue, AN, "23/12/2026")
    assert len(said) == 1
    assert said[0].text.startswith(OUTAGE)
    assert "quá hạn 5 ngày làm việc" in said[0].text
    task = overdue.task("2026-12")
    rungs = overdue.rungs(task)
    assert [rungs[f"T+{n}"] for n in (1, 2, 3, 4, 5, 10)] == [
        SPOKEN,
        SKIPPED,
        SKIPPED,
        SKIPPED,
        SPOKEN,
        PLANNED,
    ]
    own = [each for each in overdue.entries("speak") if (each["rung"] or "").startswith("T")]
    last = [each for each in own if each["task"] == task.id][-1]
    assert (last["rung"], last["skipped"]) == ("T+5", ["T+2", "T+3", "T+4"])
    assert_nothing_twice(overdue)


async def test_started_again_twice_nothing_is_repeated(december: World) -> None:
    await december.go_to("10/12/2026", "16:00")
    await back(december, "16/12/2026", "07:30")
    before = december.snapshot()
    said = {chat: december.said(chat) for chat in CHATS.values()}
    for _ in range(2):
        await december.start_again()
        await december.tick()
    assert december.snapshot() == before
    assert {chat: december.said(chat) for chat in CHATS.values()} == said
    await december.go_to("16/12/2026", "13:59")
    assert {chat: december.said(chat) for chat in CHATS.values()} == said
    assert_nothing_twice(december)


async def test_a_restart_within_a_day_brings_the_rung_without_a_word_about_an_outage(december: World) -> None:
    await december.go_to("15/12/2026", "16:00")
    await back(december, "16/12/2026", "15:00")
    said = heard(december, AN, "16/12/2026")
    assert len(said) == 1
    assert said[0].text.startswith("☀️ Chào chị An, thứ Tư 16/12. Có 2 việc cần để ý:\n\nHôm nay đến hạn")
    assert said[0].at == at("16/12/2026", "15:00")
    rungs = december.rungs(december.task("2026-12"))
    assert (rungs["T-1"], rungs["T0"]) == (SPOKEN, SPOKEN)
    assert december.entries("away") == []


async def test_a_gap_of_exactly_a_day_is_no_outage_and_a_minute_more_is_one(december: World) -> None:
    await december.go_to("10/12/2026", "09:00")
    await back(december, "11/12/2026", "09:00")
    assert heard(december, AN, "11/12/2026") == []
    assert december.entries("away") == []
    await back(december, "12/12/2026", "09:01")
    assert len(december.entries("away")) == 1


async def test_a_restart_in_the_middle_of_a_working_day_says_nothing(december: World) -> None:
    await december.go_to("15/12/2026", "10:00")
    said = {chat: december.said(chat) for chat in CHATS.values()}
    await back(december, "15/12/2026", "10:30")
    assert {chat: december.said(chat) for chat in CHATS.values()} == said


async def test_down_over_a_weekends_start_with_no_rung_due_what_is_recorded_is_said_once(
    december: World,
) -> None:
    await december.go_to("11/12/2026", "15:00")
    await back(december, "14/12/2026", "07:30")
    said = heard(december, AN, "14/12/2026")
    assert len(said) == 1
    assert said[0].text.startswith(
        f"{OUTAGE} từ 15 giờ 00 thứ Sáu, 11/12/2026 đến 7 giờ 30 thứ Hai, 14/12/2026"
    )
    assert MONTHLY in said[0].text
    assert december.rungs(december.task("2026-12"))["T-1"] is PLANNED
    greeting = heard(december, DUNG, "14/12/2026")
    assert [each.text[:18] for each in greeting] == ["☀️ Chào anh Dũng, "]

    await december.go_to("15/12/2026")
    assert len(heard(december, AN, "15/12/2026")) == 1
    assert not heard(december, AN, "15/12/2026")[0].text.startswith(OUTAGE)
    assert_nothing_twice(december)


@pytest.mark.parametrize(
    ("day", "hour"),
    [("15/12/2026", "21:40"), ("16/12/2026", "06:59"), ("16/12/2026", "00:00"), ("15/12/2026", "17:00")],
)
async def test_coming_back_outside_working_hours_says_nothing_until_half_past_seven(
    december: World, day: str, hour: str
) -> None:
    await december.go_to("10/12/2026", "16:00")
    said = {chat: december.said(chat) for chat in CHATS.values()}
    await back(december, day, hour)
    await december.start_again()
    await december.go_to("16/12/2026", "07:29")
    assert {chat: december.said(chat) for chat in CHATS.values()} == said

    await december.go_to("16/12/2026", "07:30")
    (message,) = heard(december, AN, "16/12/2026")
    assert message.at == at("16/12/2026", "07:30")
    assert message.text.startswith(OUTAGE)
    assert december.rungs(december.task("2026-12"))["T-1"] is SKIPPED


async def test_coming_back_in_the_midday_break_waits_for_the_afternoon(december: World) -> None:
    await december.go_to("10/12/2026", "16:00")
    await back(december, "16/12/2026", "12:00")
    assert heard(december, AN, "16/12/2026") == []
    await december.go_to("16/12/2026", "13:30")
    assert [each.at for each in heard(december, AN, "16/12/2026")] == [at("16/12/2026", "13:30")]


async def test_coming_back_on_a_day_off_waits_for_the_next_working_morning(december: World) -> None:
    await december.go_to("16/12/2026", "10:00")
    await back(december, "19/12/2026", "09:00")
    assert heard(december, AN, "19/12/2026") == []
    await december.go_to("21/12/2026")
    (message,) = heard(december, AN, "21/12/2026")
    assert "đến 9 giờ 00 thứ Bảy, 19/12/2026" in message.text
    assert december.rungs(december.task("2026-12"))["T+3"] is SPOKEN


async def test_the_head_hears_of_the_outage_with_what_nobody_does(december: World) -> None:
    await december.go_to("10/12/2026", "16:00")
    await back(december, "16/12/2026")
    (message,) = heard(december, BINH, "16/12/2026")
    assert message.text.startswith(OUTAGE)
    card = await december.open_number(BINH, message, "quý IV/2026")
    assert "chưa có người phụ trách" in card.text
    assert "👤 Giao cho Lê Văn Dũng" in labels(card)


async def test_what_was_pressed_in_the_first_day_of_an_outage_counts(december: World) -> None:
    """Telegram keeps updates for 24 hours: a press made while the program was down is worked off."""
    await december.go_to("15/12/2026", "10:00")
    card = await december.open_card(AN, MONTHLY)
    await december.sandbox.stop()
    december.telegram.press(AN, card.message_id, card.data_of("✅ Đã xong"))
    await back(december, "17/12/2026")
    await december.worked_off()
    assert december.task("2026-12").state == "claimed"
    (message,) = heard(december, AN, "17/12/2026")
    assert message.text.startswith(OUTAGE)


async def test_a_task_closes_over_an_outage_and_is_not_spoken_of_as_due(overdue: World) -> None:
    await back(overdue, "18/01/2027", "08:00")
    assert overdue.task("2026-12").state == "missed"
    (message,) = heard(overdue, AN, "18/01/2027")
    assert message.text.startswith(OUTAGE)
    assert "TTHC tháng 1/2027" in message.text
    (closed,) = (line for line in message.text.splitlines() if MONTHLY in line)
    assert "đã đóng hết ngày 14/01" in closed
    rungs = overdue.rungs(overdue.task("2027-01"))
    assert (rungs["T-1"], rungs["T0"]) == (SKIPPED, SPOKEN)


@pytest.mark.parametrize("hours", [5, 25, 49])
async def test_whatever_the_restarts_no_rung_is_spoken_twice(december: World, hours: int) -> None:
    """From the Monday before the due day on, going down every few hours."""
    await december.go_to("14/12/2026", "07:00")
    for _ in range(14):
        await december.down_for(timedelta(hours=hours))
        await december.tick()
        await december.tick()
    assert_nothing_twice(december)


async def test_what_was_pressed_while_the_machine_was_off_is_heard_before_the_head_is_told(
    december: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Off overnight, on a slow line: the answer is a moment older than the first pass."""
    await december.go_to("16/12/2026", "16:00")
    card = await december.open_card(AN, "tháng 12/2026")
    await december.sandbox.stop()
    december.sandbox.clock.move_to(at("17/12/2026", "10:05"))
    december.telegram.press(AN, card.message_id, card.data_of("✅ Đã xong"))
    asks = RawBot.raw_updates

    async def slowly(bot: RawBot, offset: int | None, seconds: int | None = None) -> list[Any]:
        await asyncio.sleep(1.5 if offset is None else 0)
        return await asks(bot, offset, seconds)

    monkeypatch.setattr(RawBot, "raw_updates", slowly)
    await december.start_again()
    await december.telegram.until(lambda: any("10:05" in f"{each.at:%H:%M}" for each in december.said(AN)))
    await december.worked_off()
    await december.tick()
    (told,) = [each.text for each in heard(december, BINH, "17/12/2026") if each.text.startswith("📌")]
    assert "năm 2026" in told and MONTHLY not in told
