"""What a newcomer does first: `python -m bot run` in an empty folder, without a token."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.world import AN

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGINT for one process alone")

SECONDS_TO_SAY_WHERE = 30
SECONDS_TO_STOP = 5


async def test_it_says_where_it_is_answers_there_and_stops_at_ctrl_c(tmp_path: Path) -> None:
    async with running(tmp_path) as (_, http):
        page = await http.get("/")
        assert page.status_code == 200
        assert "Đến lần nhắc kế tiếp" in page.text
    assert (tmp_path / "data" / "sandbox" / "nhacviec.db").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


async def test_an_open_page_does_not_hold_it_up_at_ctrl_c(tmp_path: Path) -> None:
    async with running(tmp_path) as (process, http):
        looking_on = asyncio.create_task(look_on(http))
        await state(http)
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), SECONDS_TO_STOP) == 0
        await looking_on
        assert process.stderr
        assert await process.stderr.read() == b""


async def test_started_again_it_has_kept_its_clock_and_chats(tmp_path: Path) -> None:
    async with running(tmp_path) as (_, http):
        await http.post("/sandbox/next-day")
        await http.post("/sandbox/send", json={"chat": AN, "text": "/viec"})
        left = await chat_with_answer(http)
    assert left["now"]["spoken"] == "Thứ Ba, 24/11/2026 · 07:00"

    async with running(tmp_path) as (_, http):
        found = await state(http)
    assert found["now"] == left["now"]
    assert found["chat"]["messages"] == left["chat"]["messages"]


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, httpx.AsyncClient]]:
    """The program in a folder of its own, from its printed line until Ctrl-C; it must end with 0."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=folder,
        env=os.environ | {"SANDBOX_START": "2026-11-23"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        url = await asyncio.wait_for(printed_address(process), SECONDS_TO_SAY_WHERE)
        async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
            yield process, http
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), SECONDS_TO_STOP) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def printed_address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout
    async for line in process.stdout:
        found = re.fullmatch(r"Mở trình duyệt: (http://127\.0\.0\.1:\d+)/\n", line.decode())
        if found:
            return found.group(1)
    raise AssertionError("it ended without saying where it is")


async def state(http: httpx.AsyncClient, after: int = 0) -> dict[str, Any]:
    answer = await http.get("/sandbox/state", params={"after": after, "chat": AN})
    return dict(answer.json())


async def look_on(http: httpx.AsyncClient) -> None:
    """What an open page does: waits for news, and asks again as soon as it is answered."""
    version = 0
    with contextlib.suppress(httpx.HTTPError):
        while True:
            version = (await state(http, version))["version"]


async def chat_with_answer(http: httpx.AsyncClient) -> dict[str, Any]:
    """The state once the bot has answered the last word."""
    seen = await state(http)
    while not seen["chat"]["messages"][-1]["from_bot"]:
        seen = await state(http, seen["version"])
    return seen
