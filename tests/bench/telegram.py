"""A Bot API that accepts everything: as little of it as a real connection needs.

Run as a module it is a process of its own: it prints its port and serves until its standard input ends.
"""

import asyncio
import json
import subprocess
import sys
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from time import monotonic
from typing import Any

_HEAD = "HTTP/1.1 {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"
_BOT = {"id": 7, "is_bot": True, "first_name": "bot", "username": "nhacviec_bot"}
# Beyond every message of a database that was filled before.
_FIRST = 1_000_000
_MESSAGE = {"date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}


@contextmanager
def served(*arguments: str) -> Iterator[str]:
    """The address of a Bot API in its own process, until the block is left; "strict": with Telegram's limits."""
    command = [sys.executable, "-m", __spec__.name, *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.stdin.close()


class Accepting:
    """Numbers the messages and answers each with the least that a message is; hands out what it is given."""

    def __init__(self) -> None:
        self.accepted = 0
        self._updates: deque[dict[str, Any]] = deque()
        self._changed = asyncio.Condition()

    async def hand_out(self, update: dict[str, Any]) -> None:
        """One more update for whoever polls."""
        async with self._changed:
            self._updates.append(update)
            self._changed.notify_all()

    async def accepts(self, count: int) -> None:
        """Returns once so many messages were accepted in all."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.accepted >= count)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = head.lower().partition("content-length:")[2].partition("\r\n")[0]
                body = await reader.readexactly(int(length or 0))
                status, answer = await self._answer(head.split()[1].rpartition("/")[2], body)
                data = json.dumps(answer).encode()
                writer.write(_HEAD.format(status, len(data)).encode() + data)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            writer.close()

    async def _answer(self, method: str, body: bytes) -> tuple[str, dict[str, Any]]:
        match method:
            case "sendMessage":
                return "200 OK", {"ok": True, "result": await self._accept()}
            case "getUpdates":
                return "200 OK", {"ok": True, "result": await self._poll()}
            case _:
                return "200 OK", {"ok": True, "result": _BOT if method == "getMe" else True}

    async def _accept(self) -> dict[str, Any]:
        async with self._changed:
            self.accepted += 1
            self._changed.notify_all()
        return {"message_id": _FIRST + self.accepted, **_MESSAGE}

    async def _poll(self) -> list[dict[str, Any]]:
        async with self._changed:
            await self._changed.wait_for(lambda: self._updates)
            updates = list(self._updates)
            self._updates.clear()
            return updates


class Strict(Accepting):
    """As Telegram's limits are understood: 30 messages in any second; to one chat one a second."""

    def __init__(self) -> None:
        super().__init__()
        self._latest: deque[float] = deque(maxlen=30)
        self._of_chat: dict[bytes, float] = {}

    async def _answer(self, method: str, body: bytes) -> tuple[str, dict[str, Any]]:
        if method == "sendMessage":
            now, chat = monotonic(), body.partition(b"chat_id=")[2].partition(b"&")[0]
            full = len(self._latest) == 30 and now - self._latest[0] < 1
            if full or now - self._of_chat.get(chat, 0.0) < 1:
                wait = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1"}
                return "429 Too Many Requests", wait | {"parameters": {"retry_after": 1}}
            self._latest.append(now)
            self._of_chat[chat] = now
        return await super()._answer(method, body)


@asynccontextmanager
async def listening(telegram: Accepting) -> AsyncIterator[str]:
    """The address at which it is served by this process, until the block is left."""
    server = await asyncio.start_server(telegram.talk, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def _serve() -> None:
    async with listening(Strict() if "strict" in sys.argv else Accepting()) as url:
        print(url.rpartition(":")[2], flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve())
