"""A whole call ends in time however its answer comes in, and slow files delay nothing else."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError, TimedOut

import bot.telegram_api
from bot.courier import TelegramCourier
from bot.telegram_api import RawBot
from jobs.courier import Down, Outcome, Sent, Unknown
from jobs.messages.facts import Notice, Told
from models.store import EvidenceStore
from tests.e2e.world import SETTINGS

TOKEN = "700000001:" + "A" * 35
HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"
SENT = {"ok": True, "result": {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "private"}}}
ME = {"ok": True, "result": {"id": 7, "is_bot": True, "first_name": "bot", "username": "nhacviec_bot"}}
FILE = {"ok": True, "result": {"file_id": "1", "file_path": "documents/a.pdf"}}
ANSWERS: dict[str, dict[str, Any]] = {"getMe": ME, "getFile": FILE, "sendMessage": SENT}
# Three minutes for a short answer, a byte at a time.
DRIP_SECONDS = 1.0


class Dripping:
    """A Bot API of which some answers come a byte at a time, each within any read timeout."""

    def __init__(self, *dripping: str) -> None:
        self.asked: list[str] = []
        self._dripping = dripping

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = head.lower().partition("content-length:")[2].partition("\r\n")[0]
                await reader.readexactly(int(length or 0))
                await self._answer(head.split()[1], writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            writer.close()

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        method = "file" if path.startswith("/file/") else path.rpartition("/")[2]
        self.asked.append(method)
        answer = ANSWERS.get(method, {"ok": True, "result": []})
        data = json.dumps(answer).encode()
        writer.write(HEAD.format(len(data)).encode())
        if method not in self._dripping:
            writer.write(data)
            return await writer.drain()
        for byte in data:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(DRIP_SECONDS)
        return None


@asynccontextmanager
async def bot_of(api: Dripping) -> AsyncIterator[RawBot]:
    server = await asyncio.start_server(api.talk, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        async with RawBot(replace(SETTINGS, api_url=url), TOKEN) as bot:
            yield bot
    finally:
        server.close()


async def send(bot: RawBot) -> Outcome:
    courier = TelegramCourier(bot, EvidenceStore(Path()))
    return await courier.send(1, Told(notice=Notice.RECORDED, about="chào"), None, repeated=False)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_CALL_SECONDS", "_POLL_CALL_SECONDS", "_DOWNLOAD_SECONDS"):
        monkeypatch.setattr(bot.telegram_api, name, 0.2)


@pytest.mark.usefixtures("impatient")
async def test_an_answer_a_byte_at_a_time_leaves_in_doubt_and_ends_in_time() -> None:
    async with asyncio.timeout(60), bot_of(Dripping("sendMessage", "getUpdates", "file")) as bot:
        assert await send(bot) == Unknown("timed out")
        with pytest.raises(TimedOut):
            await bot.raw_updates(None)
        with pytest.raises(TimedOut):
            await bot.bytes_of("1")


async def test_slow_files_hold_up_no_answer() -> None:
    api = Dripping("file")
    async with asyncio.timeout(60), bot_of(api) as bot:
        files = [asyncio.create_task(bot.bytes_of("1")) for _ in range(8)]
        while api.asked.count("file") < len(files):
            await asyncio.sleep(0.01)
        assert await send(bot) == Sent(5)
        assert not any(file.done() for file in files)
        for file in files:
            file.cancel()
        await asyncio.gather(*files, return_exceptions=True)


async def test_a_pool_without_a_free_connection_has_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.telegram_api, "_CONNECTIONS", 1)
    monkeypatch.setattr(bot.telegram_api, "CONNECT_TIMEOUT", 0.2)
    api = Dripping("getChat")
    async with asyncio.timeout(60), bot_of(api) as one:
        holding = asyncio.create_task(one.call("getChat", {}))
        while "getChat" not in api.asked:
            await asyncio.sleep(0.01)
        assert await send(one) == Down("no connection")
        assert "sendMessage" not in api.asked
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)


async def test_an_answer_that_names_no_file_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILE, "result", {"file_id": "1"})
    async with bot_of(Dripping()) as one:
        with pytest.raises(NetworkError):
            await one.bytes_of("1")
