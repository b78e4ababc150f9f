"""What Telegram answers to a message that is sent, over the wire: what may pass loses nothing, and only what it
says of that chat or of that message ends a row."""

import math
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.courier import TelegramCourier
from bot.sandbox.server import serve
from bot.sandbox.telegram import SandboxTelegram
from bot.telegram_api import RawBot
from jobs.dispatch import Dispatcher
from jobs.messages.attachments import Attachment
from jobs.messages.composers import COMPOSERS
from jobs.messages.moving import Letter
from jobs.pace import Pace
from models.database import connect, reading
from models.kinds import Kind
from models.store import EvidenceStore
from models.tables import Failure, LedgerEntry, Notification, OutboxState, SentMessage
from tests.e2e.world import SETTINGS
from tests.jobs.outbox import AN, BINH, BOOTED_FOR, DUNG, MINH, Outbox, installed

__all__ = ["installed"]

TOKEN = "700000001:" + "A" * 35
CHATS = (AN, DUNG, BINH, MINH)
MOVED_TO = 77
PORTAL = "<html><body>Đăng nhập mạng khách để tiếp tục</body></html>"


def refused(code: int, description: str, **parameters: Any) -> tuple[int, dict[str, Any]]:
    return code, {"ok": False, "error_code": code, "description": description, "parameters": parameters}


PASSING = {
    "401": refused(401, "Unauthorized"),
    "404": refused(404, "Not Found"),
    "404 of somebody else": (404, "<html><body>Không tìm thấy trang</body></html>"),
    "409": refused(409, "Conflict: terminated by other getUpdates request"),
    "portal": (200, PORTAL),
    "portal that forbids": (403, PORTAL),
    "503": (503, "<html><body>503 Service Unavailable</body></html>"),
}
GATEWAYS = {
    "502": (502, "<html><body>502 Bad Gateway</body></html>"),
    "502 of Telegram": refused(502, "Bad Gateway"),
    "504": (504, "<html><body>504 Gateway Time-out</body></html>"),
}
FOR_GOOD = {
    "blocked": (refused(403, "Forbidden: bot was blocked by the user"), Failure.CHAT),
    "deactivated": (refused(403, "Forbidden: user is deactivated"), Failure.CHAT),
    "not found": (refused(400, "Bad Request: chat not found"), Failure.CHAT),
    "not parsed": (refused(400, "Bad Request: can't parse entities: tag <an> at byte 5"), Failure.MESSAGE),
    "too long": (refused(400, "Bad Request: message is too long"), Failure.MESSAGE),
}


class Wire:
    """An outbox whose messages go over a socket to a served Bot API, both kinds of time in the test's hands."""

    def __init__(self, outbox: Outbox, telegram: SandboxTelegram, bot: RawBot, folder: Path) -> None:
        self.outbox, self.telegram, self._folder = outbox, telegram, folder
        courier = TelegramCourier(bot, EvidenceStore(folder))
        pace = Pace(math.inf, math.inf, lambda: outbox.monotonic)
        self.dispatcher = Dispatcher(outbox.engine, outbox.clock, courier, pace, lambda: outbox.monotonic)

    async def live(self, seconds: int) -> None:
        """The program looks once a second."""
        for _ in range(seconds):
            await self.dispatcher.run()
            self.outbox.pass_seconds(1)

    def rows(self) -> list[Notification]:
        with reading(self.outbox.engine) as session:
            return list(session.exec(select(Notification)))

    def arrived(self, chat_id: int) -> list[str]:
        return [each.text for each in self.telegram.messages(chat_id) if each.from_bot]

    @property
    def tries(self) -> int:
        return [name for name, _ in self.telegram.api.calls].count("sendMessage")


@pytest.fixture
async def wire(installed: Path, tmp_path: Path) -> AsyncIterator[Wire]:
    shutil.copy(installed, tmp_path / "nhacviec.db")
    engine = connect(f"sqlite:///{tmp_path / 'nhacviec.db'}")
    outbox = Outbox(engine)
    assert outbox.monotonic == BOOTED_FOR
    with SandboxTelegram(tmp_path / "telegram", outbox.clock, TOKEN) as telegram:
        for chat_id in (*CHATS, MOVED_TO):
            telegram.add_account(chat_id, f"Cán bộ {chat_id}")
            telegram.send_text(chat_id, "/start")
        async with serve(telegram.app) as url, RawBot(replace(SETTINGS, api_url=url), TOKEN) as bot:
            yield Wire(outbox, telegram, bot, tmp_path)
    engine.dispose()


@pytest.mark.parametrize("answer", PASSING.values(), ids=PASSING)
async def test_ten_seconds_in_which_nothing_goes_lose_nothing(answer: tuple[int, Any], wire: Wire) -> None:
    words = [f"thư {number}" for number in range(20)]
    for number, each in enumerate(words):
        wire.outbox.put(CHATS[number % 4], each)
    # A first round of four chats at once, and then one try a pause: after 2, 4 and 8 seconds.
    wire.telegram.api.fail_next("sendMessage", *answer, count=7)
    await wire.live(14)
    assert {row.state for row in wire.rows()} == {OutboxState.WAITING}
    assert wire.tries == 6
    await wire.live(60)
    assert {row.state for row in wire.rows()} == {OutboxState.SENT}
    assert sum(len(wire.arrived(chat_id)) for chat_id in CHATS) == len(words)
    assert not any("có thể đã đến" in text for chat_id in CHATS for text in wire.arrived(chat_id))


@pytest.mark.parametrize("answer", GATEWAYS.values(), ids=GATEWAYS)
async def test_what_a_gateway_passed_on_may_have_arrived_and_says_so(
    answer: tuple[int, Any], wire: Wire
) -> None:
    """Of two chats: then nobody is tried more than once a pause."""
    for chat_id in CHATS:
        wire.outbox.put(chat_id, f"thư cho {chat_id}")
    wire.telegram.api.fail_next("sendMessage", *answer, count=5)
    await wire.live(60)
    assert {row.state for row in wire.rows()} == {OutboxState.SENT}
    assert all("có thể đã đến" in text for chat_id in CHATS for text in wire.arrived(chat_id))
    assert sum(row.repeats for row in wire.rows()) == 5


async def test_a_wait_that_telegram_asks_for_in_one_chat_holds_that_chat_alone(wire: Wire) -> None:
    for number in range(3):
        wire.outbox.put(AN, f"cho An {number}", direct=True)
        wire.outbox.put(DUNG, f"cho Dũng {number}", direct=True)
    wire.telegram.api.fail_next("sendMessage", *refused(429, "Too Many Requests", retry_after=40))
    await wire.live(2)
    assert [len(wire.arrived(chat_id)) for chat_id in (AN, DUNG)] in ([0, 3], [3, 0])
    assert wire.tries == 4
    await wire.live(40)
    assert [len(wire.arrived(chat_id)) for chat_id in (AN, DUNG)] == [3, 3]
    assert not any("có thể đã đến" in text for text in wire.arrived(AN) + wire.arrived(DUNG))


async def test_a_file_that_is_gone_is_told_to_who_asked_for_it_and_to_the_admin(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = Attachment("0" * 64, "application/pdf", "van-ban-1")
    message = Letter(attachment=lost, document_number=None, document_on=None)
    monkeypatch.setitem(COMPOSERS, Kind.LETTER, lambda session, row, now: message)
    wire.outbox.put(BINH, "xem tệp", direct=True, kind=Kind.LETTER)
    await wire.live(2)
    row = wire.outbox.row("xem tệp")
    assert (row.state, row.failure, row.reason) == (OutboxState.FAILED, Failure.MESSAGE, "file missing")
    assert ["không mở được tệp này" in text for text in wire.arrived(BINH)] == [True]
    assert ["Không thấy tệp minh chứng" in text for text in wire.arrived(MINH)] == [True]


@pytest.mark.parametrize(("answer", "failure"), FOR_GOOD.values(), ids=FOR_GOOD)
async def test_what_telegram_says_of_that_chat_or_message_ends_that_row_alone(
    answer: tuple[int, Any], failure: Failure, wire: Wire
) -> None:
    wire.outbox.put(AN, "hỏng", direct=True)
    wire.outbox.put(DUNG, "chào")
    wire.telegram.api.fail_next("sendMessage", *answer)
    await wire.live(1)
    row = wire.outbox.row("hỏng")
    assert (row.state, row.failure) == (OutboxState.FAILED, failure)
    assert "<an>" not in row.reason
    assert wire.outbox.row("chào").state is OutboxState.SENT
    assert (wire.outbox.person(AN).blocked_at is not None) is (failure is Failure.CHAT)


async def test_a_refusal_in_words_that_nobody_knows_waits_and_holds_nobody_up(wire: Wire) -> None:
    wire.outbox.put(AN, "lạ")
    wire.telegram.api.fail_next("sendMessage", *refused(400, "Bad Request: STRANGE_NEW_RULE"))
    await wire.live(1)
    wire.outbox.put(DUNG, "chào")
    await wire.live(1)
    assert wire.outbox.row("lạ").state is OutboxState.WAITING
    assert wire.outbox.row("chào").state is OutboxState.SENT
    await wire.live(2)
    assert wire.outbox.row("lạ").state is OutboxState.SENT


async def test_a_refusal_that_stays_unknown_for_hours_is_given_up_as_the_messages(wire: Wire) -> None:
    wire.outbox.put(AN, "lạ")
    wire.telegram.api.fail_next("sendMessage", *refused(400, "Bad Request: STRANGE_NEW_RULE"), count=10_000)
    # Through nights, in which it waits.
    for _ in range(500):
        await wire.dispatcher.run()
        wire.outbox.pass_seconds(300)
    row = wire.outbox.row("lạ")
    assert (row.state, row.failure, row.reason) == (
        OutboxState.FAILED,
        Failure.MESSAGE,
        "Strange_new_rule",
    )


async def test_a_chat_that_moved_is_followed_and_nothing_is_lost(wire: Wire) -> None:
    person = wire.outbox.person(AN)
    wire.outbox.put(AN, "chào")
    moved = refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=MOVED_TO)
    wire.telegram.api.fail_next("sendMessage", *moved)
    await wire.live(2)
    assert wire.outbox.row("chào").state is OutboxState.SENT
    assert (len(wire.arrived(AN)), len(wire.arrived(MOVED_TO))) == (0, 1)
    assert wire.outbox.person(MOVED_TO).id == person.id
    with reading(wire.outbox.engine) as session:
        newest = session.exec(select(LedgerEntry.change).order_by(LedgerEntry.seq.desc())).first()  # type: ignore[attr-defined]
    assert newest == "chat_moved"


async def test_a_bot_made_anew_numbers_from_the_beginning_and_nothing_is_sent_twice(wire: Wire) -> None:
    """A new token: its messages have the numbers that those of the bot before it had in the same chat."""
    wire.outbox.put(AN, "của bot cũ")
    await wire.live(1)
    number = wire.telegram.messages(AN)[-1].message_id
    again = {"message_id": number, "date": 1, "chat": {"id": AN, "type": "private"}, "text": "của bot mới"}
    wire.telegram.api.fail_next("sendMessage", 200, {"ok": True, "result": again})
    wire.outbox.put(AN, "của bot mới")
    await wire.live(120)
    assert wire.outbox.row("của bot mới").state is OutboxState.SENT
    assert wire.tries == 2
    with reading(wire.outbox.engine) as session:
        (kept,) = session.exec(select(SentMessage).where(SentMessage.message_id == number))
    assert kept.notification_id == wire.outbox.row("của bot mới").id
