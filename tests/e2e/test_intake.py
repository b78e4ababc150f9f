"""What comes in: one bad update, one locked database, one slow file, one noisy person hold nobody else up."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, func, select

from bot.desk import Desk
from bot.runtime import Runtime
from bot.telegram_api import RawBot
from models.rules.lifecycle import State
from models.tables import InboxState, InboxUpdate
from tests.e2e.world import AN, BINH, CHATS, DUNG, PNG, World, open_world

MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"
CROWDED = "có quá nhiều tin gửi đến cùng lúc"
BAD_GATEWAY = (502, "<html><body>502 Bad Gateway</body></html>")


@pytest.fixture
async def eve(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026 at 08:00: An has two reports to hand in."""
    async with open_world(tmp_path, date(2026, 12, 15)) as world:
        await world.go_to("15/12/2026", "08:00")
        yield world


def running(world: World) -> Runtime:
    assert world.sandbox.runtime is not None
    return world.sandbox.runtime


def refusal(words: str) -> tuple[int, dict[str, Any]]:
    return 400, {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


@contextmanager
def locked(world: World) -> Iterator[None]:
    """Another program holds the write lock of the database."""
    connection = sqlite3.connect(running(world).engine.url.database or "", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.close()


async def until(found: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not found():
            await asyncio.sleep(0.01)


async def all_worked_off(world: World) -> None:
    """Longer than `worked_off` waits: there is much to do."""
    await until(lambda: not world.telegram.store.pending_updates() and not world._waiting())
    await world.settled()


async def tried_again(world: World) -> None:
    """All pauses of the inbox are over, and what waits has been tried once more."""
    desk = running(world).desk
    await until(lambda: not desk._chats)
    desk._inbox._not_before.clear()
    desk.work_off(running(world).application)
    await until(lambda: not desk._chats)


def inbox(world: World) -> list[InboxUpdate]:
    with world.rows() as session:
        return list(session.exec(select(InboxUpdate).order_by(col(InboxUpdate.update_id))).all())


def newest(world: World) -> InboxUpdate:
    return inbox(world)[-1]


def done_of(world: World, chat_id: int) -> int:
    """How many updates of a chat were worked off."""
    with world.rows() as session:
        done = select(func.count()).where(
            InboxUpdate.chat_id == chat_id, InboxUpdate.state == InboxState.DONE
        )
        return session.exec(done).one()


async def test_updates_without_a_usable_id_are_put_aside_and_the_others_are_worked_off(
    eve: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, once = (
        eve.telegram.store,
        [[None, "?", {"message": {}}, {"update_id": 2**64}, {"update_id": True}]],
    )
    updates = store.updates
    monkeypatch.setattr(store, "updates", lambda limit: [*(once.pop() if once else []), *updates(limit)])
    listed = await eve.write(AN, "/viec")
    assert MONTHLY in listed.text
    aside = [row for row in inbox(eve) if row.update_id < 0]
    assert [(row.state, row.reason, row.payload) for row in aside] == [(InboxState.FAILED, "no id", None)] * 5
    assert MONTHLY in (await eve.write(AN, "/viec")).text


async def test_an_update_that_cannot_be_read_or_handled_holds_up_nobody(
    eve: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_out = Desk._carry_out

    def fail_for_dung(desk: Desk, update: Any, *others: Any) -> Any:
        if update.effective_chat.id == DUNG:
            raise KeyError("một lỗi của chương trình")
        return carry_out(desk, update, *others)

    monkeypatch.setattr(Desk, "_carry_out", fail_for_dung)
    eve.push("message", {"chat": {"id": AN}, "message_id": "không phải số", "date": "hôm nay"})
    eve.telegram.send_text(DUNG, "/viec")
    query = eve.telegram.press(DUNG, eve.said(DUNG)[-1].message_id, "bất kỳ")
    assert MONTHLY in (await eve.write(AN, "/viec")).text
    toast = await eve.telegram.until(lambda: eve.telegram.answer_to(query))
    assert toast is not None and "chưa ghi nhận gì" in toast["text"]
    for _ in range(5):
        await tried_again(eve)
    unreadable, *dungs = [row for row in inbox(eve) if row.state is InboxState.FAILED]
    assert (unreadable.chat_id, unreadable.reason) == (AN, "unreadable")
    assert [(row.chat_id, row.reason, row.attempts) for row in dungs] == [(DUNG, "KeyError", 5)] * 2
    await eve.settled()
    assert "chưa ghi nhận gì" in eve.said(DUNG)[-1].text


async def test_a_locked_database_is_waited_out_and_nothing_is_confirmed_before_it_is_stored(
    eve: World,
) -> None:
    with locked(eve):
        sent = eve.telegram.send_text(AN, "/viec")
        polls = [name for name, _ in eve.telegram.api.calls].count("getUpdates")
        for _ in range(30):
            await asyncio.sleep(0.01)
        assert [name for name, _ in eve.telegram.api.calls].count("getUpdates") == polls
        assert eve.telegram.store.pending_updates() == 1
    assert MONTHLY in (await eve.answer(AN, sent)).text


async def test_a_press_on_a_locked_database_is_answered_when_it_is_free(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    with locked(eve):
        query = eve.telegram.press(AN, card.message_id, card.data_of("✅ Đã xong"))
        await until(lambda: bool(eve.telegram.store.pending_updates()))
        await asyncio.sleep(0.3)
        assert eve.telegram.answer_to(query) is None
    answer = await eve.telegram.until(lambda: eve.telegram.answer_to(query))
    assert answer is not None and "Đã ghi lúc" in answer["text"]
    assert eve.task("2026-12").state is State.CLAIMED


async def test_a_file_that_does_not_come_is_tried_for_hours_and_its_sender_knows(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    eve.telegram.api.fail_next("file", *BAD_GATEWAY, count=8)
    sent = eve.telegram.send_file(AN, PNG, "da-gui.png", "image/png", card.message_id)
    await until(lambda: newest(eve).attempts == 1)
    listed = await eve.write(AN, "/viec")
    assert MONTHLY in listed.text
    for attempts in range(2, 9):
        await tried_again(eve)
        file = next(row for row in inbox(eve) if row.state is InboxState.WAITING)
        assert (file.attempts, file.reason) == (attempts, "NotTelegrams")
    await tried_again(eve)
    await eve.settled()
    since = [each.text for each in eve.said(AN) if each.message_id > sent]
    assert len(since) == 3
    assert MONTHLY in since[0]
    assert "chưa tải được tệp" in since[1]
    assert since[2].startswith("✅ Đã nhận minh chứng")
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_a_file_is_given_up_after_a_day_of_tries_and_its_sender_is_told(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    eve.telegram.api.fail_next("file", *BAD_GATEWAY, count=40)
    sent = eve.telegram.send_file(AN, PNG, "da-gui.png", "image/png", card.message_id)
    await until(lambda: newest(eve).attempts == 1)
    for _ in range(24):
        await tried_again(eve)
    assert newest(eve).state is InboxState.WAITING
    eve.sandbox.clock.move_to(eve.sandbox.now() + timedelta(hours=24))
    await tried_again(eve)
    assert (newest(eve).state, newest(eve).payload) == (InboxState.FAILED, None)
    await eve.settled()
    told = [each for each in eve.said(AN) if each.message_id > sent]
    assert any("chưa ghi nhận gì" in each.text and each.reply_to == sent for each in told)


@pytest.mark.parametrize(
    ("words", "says"), [("wrong file identifier", "không tải được"), ("file is too big", "20 MB")]
)
async def test_what_telegram_refuses_for_good_is_said_at_once(eve: World, words: str, says: str) -> None:
    card = await eve.open_card(AN, MONTHLY)
    eve.telegram.api.fail_next("getFile", *refusal(words))
    answer = await eve.send_file(AN, reply_to=card.message_id)
    assert says in answer.text and "chưa được nhận" in answer.text
    assert newest(eve).state is InboxState.DONE


async def test_a_file_that_is_away_for_a_moment_is_tried_again(eve: World) -> None:
    """However many tries that takes, and in whatever words it is said."""
    answers = (
        refusal("wrong file_id or the file is temporarily unavailable"),
        refusal("SOMETHING_NEW"),
        (200, {"ok": True}),
        (200, {"ok": True, "result": []}),
        *[(200, {"ok": True, "result": {"file_id": "1"}})] * 6,
    )
    card = await eve.open_card(AN, MONTHLY)
    for answer in answers:
        eve.telegram.api.fail_next("getFile", *answer)
    eve.telegram.send_file(AN, PNG, "da-gui.png", "image/png", card.message_id)
    await until(lambda: newest(eve).attempts == 1)
    for _ in answers:
        await tried_again(eve)
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_files_come_four_at_a_time_and_a_press_does_not_wait_for_them(
    eve: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, under_way, most, bytes_of = asyncio.Event(), set[str](), 0, RawBot.bytes_of

    async def slow(bot: RawBot, file_id: str) -> bytes:
        nonlocal most
        under_way.add(file_id)
        most = max(most, len(under_way))
        await free.wait()
        found = await bytes_of(bot, file_id)
        under_way.discard(file_id)
        return found

    monkeypatch.setattr(RawBot, "bytes_of", slow)
    senders = [chat_id for chat_id in CHATS.values() if chat_id != BINH]
    assert len(senders) > 6
    sent = {
        chat_id: eve.telegram.send_file(chat_id, PNG + bytes(chat_id % 100), "a.png", "image/png")
        for chat_id in senders
    }
    await until(lambda: len(running(eve).desk._chats) == len(senders) and len(under_way) == 4)
    assert await eve.write(BINH, "/viec")
    assert len(under_way) == 4
    free.set()
    for chat_id, message_id in sent.items():
        assert await eve.answer(chat_id, message_id)
    assert most == 4
    await until(lambda: not running(eve).desk._chats)


async def test_450_words_of_one_chat_cost_the_others_nothing_and_are_answered_in_sum(
    eve: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried_out, carry_out = Counter[int](), Desk._carry_out

    def counted(desk: Desk, update: Any, *others: Any) -> Any:
        carried_out[update.effective_chat.id] += 1
        return carry_out(desk, update, *others)

    monkeypatch.setattr(Desk, "_carry_out", counted)
    before, flood = done_of(eve, AN), 450
    first = eve.telegram.send_text(AN, "xin chào 0")
    for number in range(1, flood):
        eve.telegram.send_text(AN, f"xin chào {number}")
    assert await eve.write(DUNG, "/viec")
    assert carried_out[AN] <= 20
    await all_worked_off(eve)
    said = [each for each in eve.said(AN) if each.message_id > first]
    assert done_of(eve, AN) - before == flood
    assert len(_crowded(eve, AN)) == 1
    assert len(said) <= 21
    assert "Tin nào không có trả lời là chưa ghi nhận gì" in _crowded(eve, AN)[0]
    await until(lambda: running(eve).desk._chats == {})


async def test_words_that_come_one_after_the_other_are_all_read(eve: World) -> None:
    for _ in range(25):
        assert MONTHLY in (await eve.write(AN, "/viec")).text
    assert _crowded(eve, AN) == []


async def test_what_fails_in_one_run_of_a_timer_is_said_and_the_next_runs(
    eve: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> None:
        raise ValueError("Nguyễn Thị An")

    for where in ("jobs.passes.Passes.steps", "bot.inbox.Inbox.chats"):
        monkeypatch.setattr(where, fail)
    for job in running(eve)._clockwork._scheduler.get_jobs():
        await job.func()
    said = [each.getMessage() for each in caplog.records if "ValueError" in each.getMessage()]
    assert {each.split(" gặp lỗi ")[0] for each in said} == {"lượt nhắc", "hộp thư đến"}
    assert "Nguyễn Thị An" not in caplog.text
    monkeypatch.undo()
    assert MONTHLY in (await eve.write(AN, "/viec")).text


def _crowded(world: World, chat_id: int) -> list[str]:
    return [each.text for each in world.said(chat_id) if CROWDED in each.text]


async def test_presses_and_files_are_never_answered_in_sum_and_the_other_comes_between(eve: World) -> None:
    card, flood = await eve.open_card(AN, MONTHLY), 90
    before = done_of(eve, AN)
    queries = [eve.telegram.press(AN, card.message_id, card.data_of("❓ Chi tiết")) for _ in range(flood - 1)]
    eve.telegram.send_file(AN, PNG, "da-gui.png", "image/png", card.message_id)
    other = eve.said(DUNG)[-1]
    asked = eve.telegram.press(DUNG, other.message_id, "không có nút này")
    await eve.telegram.until(lambda: eve.telegram.answer_to(asked))
    assert done_of(eve, AN) - before < flood / 3
    await all_worked_off(eve)
    assert done_of(eve, AN) - before == flood
    assert all(eve.telegram.answer_to(query) is not None for query in queries)
    assert _crowded(eve, AN) == []
    assert eve.task("2026-12").state is State.SUBMITTED
