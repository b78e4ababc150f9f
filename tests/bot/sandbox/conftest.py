"""A sandbox on a real socket, one account that has pressed Start, and a caller of its Bot API."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from bot.sandbox.server import serve
from bot.sandbox.telegram import SandboxTelegram
from models.clock import SetClock
from models.rules.zone import VIETNAM

TOKEN = "700000001:" + "A" * 35
AN = 101

Call = Callable[..., Awaitable[Any]]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 23, 7, 0, tzinfo=VIETNAM))


@pytest.fixture
def telegram(tmp_path: Path, clock: SetClock) -> Iterator[SandboxTelegram]:
    with SandboxTelegram(tmp_path, clock, TOKEN) as telegram:
        telegram.add_account(AN, "Nguyễn Thị An")
        telegram.send_text(AN, "/start 7K3M92QD")
        telegram.store.confirm_updates(2**62)
        yield telegram


@pytest_asyncio.fixture
async def url(telegram: SandboxTelegram) -> AsyncIterator[str]:
    async with serve(telegram.app) as url:
        yield url


@pytest_asyncio.fixture
async def http(url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=url, trust_env=False, verify=False, timeout=30) as client:
        yield client


@pytest.fixture
def call(http: httpx.AsyncClient) -> Call:
    """Calls a method with JSON: its result, or (error code, description)."""

    async def call(method: str, **params: Any) -> Any:
        answer = (await http.post(f"/bot{TOKEN}/{method}", json=params)).json()
        return answer["result"] if answer["ok"] else (answer["error_code"], answer["description"])

    return call


@pytest.fixture
def say(call: Call) -> Call:
    """Sends An a message in HTML."""

    async def say(text: str, **params: Any) -> Any:
        return await call("sendMessage", **{"chat_id": AN, "text": text, "parse_mode": "HTML", **params})

    return say


def keyboard(*labels_and_data: tuple[str, str]) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": text, "callback_data": data}] for text, data in labels_and_data]}
