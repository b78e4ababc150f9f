"""A Bot API that accepts everything, in a process of its own: as little of it as a real connection needs.

Run as a module it prints its port and serves until its standard input ends.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"


@contextmanager
def served() -> Iterator[str]:
    """The address of a Bot API that runs until the block is left."""
    with subprocess.Popen(
        [sys.executable, "-m", __spec__.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.stdin.close()


class Accepting:
    """Numbers the messages and answers each with the least that a message is."""

    def __init__(self) -> None:
        self.accepted = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await self._answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        await reader.readexactly(int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0))
        self.accepted += 1
        message = {"message_id": self.accepted, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}
        body = json.dumps({"ok": True, "result": message}).encode()
        writer.write(_HEAD.format(len(body)).encode() + body)
        await writer.drain()


async def _serve() -> None:
    server = await asyncio.start_server(Accepting().talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve())
