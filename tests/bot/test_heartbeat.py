"""The pulse over a real socket: a watchdog hears what went well and what did not, and holds nobody up."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import logs
from bot.heartbeat import Heartbeat
from jobs.health import Standing
from tests.commune import at

NOW = at("15/12/2026", "08:00")
WELL, ILL = Standing(unsent=2, unread=0, faults=0), Standing(unsent=0, unread=0, faults=1)
SECRET = "3f2b-bi-mat"


class Watchdog:
    """Keeps what it was called with, and answers, or does not."""

    def __init__(self, answer: bytes | None) -> None:
        self.heard: list[tuple[str, str]] = []
        self.url, self._answer, self._calls = "", answer, asyncio.Event()

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length")
        )
        body = (await reader.readexactly(length)).decode()
        self.heard.append((head.split()[1], body))
        self._calls.set()
        if self._answer is None:
            await reader.read()  # until it hangs up
        else:
            writer.write(self._answer)
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def calls(self, count: int) -> list[str]:
        async with asyncio.timeout(60):
            while len(self.heard) < count:
                self._calls.clear()
                await self._calls.wait()
        return [path for path, _ in self.heard]


@asynccontextmanager
async def watchdog(
    answer: bytes | None = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
) -> AsyncIterator[Watchdog]:
    found = Watchdog(answer)
    server = await asyncio.start_server(found.take, "127.0.0.1", 0)
    found.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/ping/{SECRET}"
    try:
        yield found
    finally:
        server.close()


@pytest.fixture(autouse=True)
def _no_secret_stays() -> Iterator[None]:
    yield
    logs._SECRETS.clear()


async def test_it_begins_goes_well_once_a_minute_and_fails_at_once() -> None:
    async with watchdog() as found:
        pulse = Heartbeat(url=found.url)
        pulse.begin()
        await found.calls(1)
        for _ in range(3):
            pulse.beat(NOW, WELL)
            await asyncio.sleep(0)
        await found.calls(2)
        pulse.miss("clock")
        await found.calls(3)
        pulse.beat(NOW, ILL)
        pulse.beat(NOW, WELL)
        await found.calls(4)
        await pulse.stop()
        path = f"/ping/{SECRET}"
        assert [each for each, _ in found.heard] == [f"{path}/start", path, f"{path}/fail", path]
        assert json.loads(found.heard[1][1]) == {"at": NOW.isoformat(), "unsent": 2, "unread": 0}
        assert found.heard[2][1] == "clock"


async def test_where_parts_of_a_pass_failed_it_does_not_say_that_all_is_well(tmp_path: Path) -> None:
    async with watchdog() as found:
        pulse = Heartbeat(tmp_path / "nhip.json", found.url)
        pulse.beat(NOW, ILL)
        assert (await found.calls(1)) == [f"/ping/{SECRET}/fail"]
        await pulse.stop()
        assert list(tmp_path.iterdir()) == []


async def test_the_file_tells_the_last_pass_that_went_well(tmp_path: Path) -> None:
    file = tmp_path / "nhip" / "nhip.json"
    pulse = Heartbeat(file)
    pulse.beat(NOW, WELL)
    assert pulse._writing is not None
    await pulse._writing
    assert json.loads(file.read_text()) == {"at": NOW.isoformat(), "unsent": 2, "unread": 0}
    assert [each.name for each in file.parent.iterdir()] == ["nhip.json"]
    pulse.miss("error")
    await pulse.stop()
    assert json.loads(file.read_text())["at"] == NOW.isoformat()


async def test_a_watchdog_that_does_not_answer_holds_nobody_up() -> None:
    async with watchdog(None) as found:
        pulse = Heartbeat(url=found.url)
        pulse.beat(NOW, WELL)
        await found.calls(1)
        pulse.beat(NOW, WELL)
        pulse.miss("clock")
        assert await found.calls(2) == [f"/ping/{SECRET}", f"/ping/{SECRET}/fail"]
        async with asyncio.timeout(2):
            await pulse.stop()


@pytest.mark.parametrize("answer", [b"HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n", b"rubbish\r\n\r\n"])
async def test_that_nobody_heard_is_logged_once_without_the_address(
    answer: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with watchdog(answer) as found:
        pulse = Heartbeat(url=found.url)
        pulse.beat(NOW, WELL)
        assert pulse._calling is not None
        await pulse._calling
        pulse.miss("error")
        await pulse._calling
        await pulse.stop()
    said = [record.getMessage() for record in caplog.records if record.name == "bot.heartbeat"]
    assert len(said) == 1 and said[0].startswith("không gọi được HEARTBEAT_URL (127.0.0.1)")
    assert SECRET not in caplog.text


async def test_nobody_to_tell_is_nothing_to_do() -> None:
    pulse = Heartbeat()
    assert not pulse.is_wanted
    pulse.begin()
    pulse.beat(NOW, WELL)
    pulse.miss("error")
    await pulse.stop()
    assert pulse._calling is None and pulse._writing is None
