"""What a newcomer does first: `python -m bot run` in an empty folder, without a token."""

import asyncio
import contextlib
import os
import re
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.world import AN
from tests.shared import made_once

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGINT for one process alone")

# Where the machine has other work as well.
SECONDS_TO_SAY_WHERE = 120
SECONDS_TO_STOP = 60


async def test_it_says_where_it_is_answers_there_and_stops_at_ctrl_c(tmp_path: Path) -> None:
    async with running(tmp_path) as (_, http):
        page = await http.get("/")
        assert page.status_code == 200
        assert "Đến lần nhắc kế tiếp" in page.text
    assert (tmp_path / "data" / "sandbox" / "nhacviec.db").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.fixture
async def used(tmp_path: Path) -> Path:
    """A folder in which it ran before, once for all tests; its port may be another test's by now."""
    with made_once("a sandbox that ran before") as (made, is_new):
        if is_new:
            async with running(made):
                pass
        shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    (tmp_path / "data" / "sandbox" / "port").unlink()
    return tmp_path


async def test_an_open_page_does_not_hold_it_up_at_ctrl_c(used: Path) -> None:
    async with running(used) as (process, http):
        looking_on = asyncio.create_task(look_on(http))
        await state(http)
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), SECONDS_TO_STOP) == 0
        await looking_on
        assert process.stderr
        assert await process.stderr.read() == b""


async def test_stopped_while_the_clock_runs_on_and_a_press_waits_it_ends_without_a_word(
    used: Path,
) -> None:
    async with running(used) as (process, http):
        busy = [
            asyncio.create_task(ordered(http, "forward", moment="2027-11-22T08:00")),
            asyncio.create_task(ordered(http, "press", chat=AN, message=1, data="khong-co-nut-nay")),
            asyncio.create_task(ordered(http, "next-day")),
        ]
        began = await state(http)
        while (await state(http, began["version"]))["now"] == began["now"]:
            pass
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), SECONDS_TO_STOP) == 0
        await asyncio.gather(*busy)
        assert process.stderr
        assert await process.stderr.read() == b""
    async with running(used) as (_, http):
        assert (await state(http))["now"]["value"] < "2027-11-22T08:00"


async def ordered(http: httpx.AsyncClient, order: str, **values: Any) -> None:
    """Something that is asked for at the page, and may be cut off."""
    with contextlib.suppress(httpx.HTTPError):
        await http.post(f"/sandbox/{order}", json=values)


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


async def test_a_second_one_in_the_same_folder_says_so_and_ends(used: Path) -> None:
    async with running(used) as (_, http):
        second = await begun(used)
        out, err = await asyncio.wait_for(second.communicate(), SECONDS_TO_SAY_WHERE)
        assert second.returncode == 1
        assert "Mở trình duyệt" not in out.decode()
        assert err.decode() == (
            "Bản chạy thử ở data/sandbox đang chạy rồi: dùng cửa sổ đang mở, hoặc dừng nó trước.\n"
        )
        assert (await http.get("/")).status_code == 200
    async with running(used):
        pass


async def test_its_port_stays_the_same_where_it_is_free(used: Path) -> None:
    async with running(used) as (_, http):
        first = http.base_url
    async with running(used) as (_, http):
        assert http.base_url == first
    with socket.create_server((first.host, first.port or 0)):
        async with running(used) as (_, http):
            assert http.base_url != first


async def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        process = await begun(tmp_path, SANDBOX_PORT=str(port))
        _, err = await asyncio.wait_for(process.communicate(), SECONDS_TO_SAY_WHERE)
    assert process.returncode == 1
    assert err.decode().startswith(f"Cổng {port} đang có chương trình khác dùng: đặt SANDBOX_PORT khác")
    assert len(err.decode().splitlines()) == 1


async def begun(folder: Path, **settings: str) -> asyncio.subprocess.Process:
    """The program in a folder of its own."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=folder,
        env=os.environ | {"SANDBOX_START": "2026-11-23"} | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, httpx.AsyncClient]]:
    """The program in a folder of its own, from its printed line until Ctrl-C; it must end with 0."""
    process = await begun(folder)
    try:
        url = await asyncio.wait_for(printed_address(process), SECONDS_TO_SAY_WHERE)
        async with httpx.AsyncClient(base_url=url, trust_env=False, verify=False) as http:
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
