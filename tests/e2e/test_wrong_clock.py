"""A machine whose clock is wrong for a minute: nothing is opened, closed or told, and it goes on by itself."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.runtime import Runtime
from bot.sandbox.run import TOKEN
from bot.setup import set_up
from bot.telegram_api import RawBot
from jobs.inspecting.reads import ReadsNothing
from jobs.pace import Pace
from models.catalogue.reading import read_content
from models.clock import SetClock
from models.database import connect, reading
from models.rules.lifecycle import Change
from models.store import EvidenceStore
from models.tables import Agency, Task
from tests.commune import REPORTS, at
from tests.e2e.world import AN, SETTINGS, World, labels

ADMIN = "minh.vp"
HELD = "⏱ Giờ máy chạy Nhắc Việc có thể sai"
OVER = "✅ Giờ máy chạy Nhắc Việc đã khớp."


class MachineClock(SetClock):
    """A machine's own clock, which a test sets as it likes."""

    is_by_hand = False

    def set_to(self, day: str, hour: str = "09:00") -> None:
        self.start_again(at(day, hour))


@asynccontextmanager
async def machine(world: World, day: str, hour: str = "09:00") -> AsyncIterator[tuple[Runtime, MachineClock]]:
    """The program of this world, started on a machine that believes that it is this day."""
    assert world.sandbox.runtime is not None
    url = world.sandbox.runtime.engine.url
    await world.sandbox.stop()
    clock = MachineClock(at(day, hour))
    engine = connect(url.render_as_string())
    bot = RawBot(replace(SETTINGS, api_url=world.url), TOKEN)
    runtime = Runtime(engine, clock, bot, EvidenceStore(Path("unused")), ReadsNothing(), Pace(1e6, 1e6))
    world.sandbox.runtime = runtime
    await runtime.start()
    yield runtime, clock
    await world.worked_off()


async def passes(runtime: Runtime) -> None:
    """The clockwork wakes once, and what is due goes out."""
    await runtime._tick()
    await runtime.dispatcher.run()


def held(world: World) -> list[str]:
    return [each.text for each in world.said(_admin(world)) if each.text.startswith((HELD, OVER))]


def _admin(world: World) -> int:
    return world.person(ADMIN).chat_id or 0


@pytest.fixture
def no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram's answers carry no date: a server of its own in between."""

    async def nothing(bot: RawBot, response: Any) -> None:
        return None

    monkeypatch.setattr(RawBot, "_note_date", nothing)


def rows(world: World) -> tuple[Any, ...]:
    """What a pass would change; that none was made is on record, and nothing else."""
    snapshot = world.snapshot()
    entries = [each for each in snapshot["LedgerEntry"] if each["change"] != Change.HOLD_CLOCK]
    return snapshot["Task"], snapshot["Rung"], entries


async def test_half_a_minute_in_2028_closes_opens_and_tells_nothing(monday: World) -> None:
    before, said = rows(monday), len(monday.said(AN))
    async with machine(monday, "20/02/2028") as (runtime, clock):
        await passes(runtime)
        await passes(runtime)
        alarm = monday.newest(_admin(monday), HELD)
        assert (
            "Máy đang báo 9 giờ 00 Chủ nhật, 20/02/2028, giờ biết chắc gần nhất là 9 giờ 00 thứ Hai, 14/12/2026."
            in alarm.text
        )
        assert labels(alarm) == ["✅ Giờ máy đúng"]
        assert (rows(monday), len(monday.said(AN))) == (before, said)

        clock.set_to("14/12/2026", "09:01")
        await passes(runtime)
        over = monday.message(_admin(monday), alarm.message_id)
        assert (over.text.startswith(OVER), labels(over)) == (True, [])
        assert len(held(monday)) == 1
        assert rows(monday) == before

        clock.set_to("15/12/2026", "07:30")
        await passes(runtime)
        assert len(monday.said(AN)) == said
        monday.sandbox.clock.move_to(at("15/12/2026", "07:30"))
        await telegram_answers(runtime)
        await passes(runtime)
        assert len(monday.said(AN)) > said
        assert len(held(monday)) == 1


async def test_five_hours_ahead_within_a_day_hold_the_ladder_before_anything_is_said(monday: World) -> None:
    """No day has passed: only the machine's own steady clock, and Telegram's date, tell that it is wrong."""
    async with machine(monday, "14/12/2026", "09:05") as (runtime, clock):
        await passes(runtime)
        before, said = rows(monday), len(monday.said(AN))
        clock.set_to("15/12/2026", "07:31")
        await passes(runtime)
        assert (held(monday), rows(monday), len(monday.said(AN))) == ([], before, said)
        await telegram_answers(runtime)
        await passes(runtime)
        alarm = monday.newest(_admin(monday), HELD)
        assert (
            "Máy đang báo 7 giờ 31 thứ Ba, 15/12/2026, giờ biết chắc gần nhất là 9 giờ 00 thứ Hai, 14/12/2026"
            in alarm.text
        )
        assert (rows(monday), len(monday.said(AN))) == (before, said)

        clock.set_to("14/12/2026", "09:30")
        await passes(runtime)
        assert [each[: len(OVER)] for each in held(monday)] == [OVER]


async def test_a_machine_that_slept_for_hours_goes_on_and_tells_nobody(monday: World) -> None:
    """Telegram's date is the same."""
    monday.sandbox.clock.move_to(at("14/12/2026", "16:00"))
    async with machine(monday, "14/12/2026", "16:00") as (runtime, clock):
        await passes(runtime)
        clock.set_to("15/12/2026", "07:30")
        monday.sandbox.clock.move_to(at("15/12/2026", "07:30"))
        await telegram_answers(runtime)
        await passes(runtime)
        assert held(monday) == []
        assert "thứ Ba 15/12" in monday.said(AN)[-1].text


async def test_a_clock_that_is_hours_wrong_from_the_start_is_told_by_telegrams_date(monday: World) -> None:
    """As where Windows takes the hour of Vietnam for that of Greenwich."""
    async with machine(monday, "14/12/2026", "16:00") as (runtime, _):
        await telegram_answers(runtime)
        await passes(runtime)
        assert len(held(monday)) == 1


async def telegram_answers(runtime: Runtime) -> None:
    """The next answer that it gives, whatever it is asked."""
    await runtime.bot.get_me()
    runtime._note_heard()


async def test_weeks_off_with_a_right_clock_hold_nothing(monday: World) -> None:
    monday.sandbox.clock.move_to(at("04/01/2027", "07:30"))
    async with machine(monday, "04/01/2027", "07:30") as (runtime, _):
        await passes(runtime)
        assert held(monday) == []
        assert monday.newest(AN, "ℹ️ Hệ thống gián đoạn từ")


@pytest.mark.usefixtures("no_date")
async def test_after_weeks_off_the_first_message_says_that_the_clock_is_right(monday: World) -> None:
    monday.sandbox.clock.move_to(at("04/01/2027", "07:30"))
    async with machine(monday, "04/01/2027", "07:30") as (runtime, _):
        await passes(runtime)
        assert len(held(monday)) == 1
        monday.telegram.send_text(AN, "chào buổi sáng")
        await monday.worked_off()
        await passes(runtime)
        assert [each[: len(OVER)] for each in held(monday)] == [OVER]
        assert monday.newest(AN, "ℹ️ Hệ thống gián đoạn từ")


@pytest.mark.usefixtures("no_date")
async def test_where_nobody_writes_the_admin_says_that_the_clock_is_right(monday: World) -> None:
    monday.sandbox.clock.move_to(at("04/01/2027", "07:30"))
    async with machine(monday, "04/01/2027", "07:30") as (runtime, _):
        await passes(runtime)
        chat_id = _admin(monday)
        assert not [each for each in monday.said(AN) if each.text.startswith("ℹ️")]
        toast = await monday.press(chat_id, monday.newest(chat_id, HELD), "✅ Giờ máy đúng")
        assert toast == "Đã ghi: giờ máy đúng. Hệ thống chạy tiếp."
        await passes(runtime)
        assert [each[: len(OVER)] for each in held(monday)] == [OVER]
        assert monday.newest(AN, "ℹ️ Hệ thống gián đoạn từ")
        assert monday.entries("trust_clock")


@pytest.mark.usefixtures("no_date")
async def test_a_message_that_is_dated_otherwise_holds_a_clock_that_did_not_leap(monday: World) -> None:
    """The clock was wrong from the first pass on: what Telegram dates is believed."""
    async with machine(monday, "14/12/2026", "09:05") as (runtime, clock):
        await passes(runtime)
        before = rows(monday)
        monday.sandbox.clock.move_to(at("17/12/2026", "09:00"))
        monday.telegram.send_text(AN, "chào buổi sáng")
        await monday.worked_off()
        clock.set_to("15/12/2026", "07:30")
        await telegram_answers(runtime)
        await passes(runtime)
        assert (len(held(monday)), rows(monday)) == (1, before)
        clock.set_to("17/12/2026", "09:01")
        await passes(runtime)
        assert [each[: len(OVER)] for each in held(monday)] == [OVER]


@pytest.mark.parametrize("wrong", ["25/01/2027", "15/12/2024"])
async def test_what_people_say_and_read_meanwhile_is_dated_by_telegrams_clock(eve: World, wrong: str) -> None:
    card = await eve.open_card(AN, "tháng 12/2026")
    async with machine(eve, wrong) as (runtime, _):
        await passes(runtime)
        await eve.press(AN, card, "✅ Đã xong")
        await eve.worked_off()
        claimed = eve.message(AN, card.message_id).text
        assert "Chị An báo xong lúc 8 giờ 00 thứ Ba, 15/12/2026." in claimed
        assert "Số ghi nhận: NV-2026-000001" in claimed
        assert "đến 7 giờ 30 thứ Tư, 16/12/2026 mới hỏi lại về minh chứng" in claimed
        listed = await eve.write(AN, "/viec")
        assert "năm 2026 – hạn thứ Tư, 16/12/2026\n" in listed.text
        assert not [each.text for each in eve.said(AN) if re.search(r"quá hạn \d|còn \d{3}", each.text)]


@pytest.mark.parametrize("wrong", ["20/02/2028", "01/01/1970"])
async def test_a_new_machine_that_begins_with_a_wrong_clock_adopts_the_right_day(
    monday: World, tmp_path: Path, wrong: str
) -> None:
    clock = MachineClock(at(wrong, "09:00"))
    engine = connect(f"sqlite:///{tmp_path / 'new.db'}")
    set_up(engine, clock.now(), read_content(REPORTS.read_bytes(), REPORTS.name), opens=False)
    await monday.sandbox.stop()
    bot = RawBot(replace(SETTINGS, api_url=monday.url), TOKEN)
    runtime = Runtime(
        engine, clock, bot, EvidenceStore(tmp_path / "evidence"), ReadsNothing(), Pace(1e6, 1e6)
    )
    await runtime.start()
    await passes(runtime)
    assert _adopted(runtime) == (at(wrong).date(), 0)

    clock.set_to("14/12/2026")
    runtime._next_note = 0.0
    runtime._note_heard()
    await passes(runtime)
    adopted_on, tasks = _adopted(runtime)
    assert adopted_on == date(2026, 12, 14)
    assert tasks > 0
    await runtime.stop()
    engine.dispose()


def _adopted(runtime: Runtime) -> tuple[date, int]:
    with reading(runtime.engine) as session:
        return session.exec(select(Agency)).one().adopted_on, len(session.exec(select(Task)).all())
