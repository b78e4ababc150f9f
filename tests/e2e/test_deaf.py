"""Nothing can be received while sending still works: the admins are told why, once, and when it is over."""

import asyncio
import logging
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.poller import Deaf
from bot.sandbox.server import serve
from bot.silence import Silence
from bot.telegram_api import RawBot
from tests.e2e.test_storage_faults import soon
from tests.e2e.test_token_and_polling import STRANGER, TOKEN, Listening, listening, new_telegram
from tests.e2e.world import SETTINGS, World

__all__ = ["listening"]

DEAF = "🔴 Nhắc Việc vẫn gửi được nhưng không nhận được tin"
OVER = "✅ Đã hết: Nhắc Việc vẫn gửi được nhưng không nhận được tin"
WEBHOOK = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"
OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


def conflict(words: str) -> tuple[int, dict[str, Any]]:
    return 409, {"ok": False, "error_code": 409, "description": words}


async def shortly(seconds: float) -> None:
    """A pause of the poller's."""
    await asyncio.sleep(0.01)


def to_admin(world: World) -> list[str]:
    return [
        each.text
        for each in world.said(world.person("minh.vp").chat_id or 0)
        if each.text.startswith((DEAF, OVER))
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [(OTHER, "một chương trình khác đang nhận tin bằng cùng token"), (WEBHOOK, "TELEGRAM_DELETE_WEBHOOK=1")],
    ids=["another poller", "a webhook"],
)
async def test_deaf_for_five_minutes_is_told_with_its_reason_and_when_it_is_over(
    monday: World, monkeypatch: pytest.MonkeyPatch, words: str, says: str
) -> None:
    monkeypatch.setattr("bot.alarming._ASK_AGAIN_SECONDS", 0.0)
    runtime = monday.sandbox.runtime
    assert runtime is not None
    monday.telegram.api.fail_next("getUpdates", *conflict(words), count=1000)
    runtime._poller._pause = shortly
    monday.newcomer(STRANGER, "Người lạ")
    monday.telegram.send_text(STRANGER, "xin chào")
    await soon(lambda: runtime._poller.deaf)
    await runtime._look()
    await monday.settled()
    assert to_admin(monday) == []

    monkeypatch.setattr("bot.alarming._DEAF_SECONDS", 0.0)
    for _ in range(2):
        await runtime._look()
    await monday.settled()
    (told,) = to_admin(monday)
    assert says in told

    monday.telegram.api._faults.clear()
    # A long poll ends when there is something.
    monday.telegram.send_text(STRANGER, "còn đó không")
    await soon(lambda: runtime._poller.deaf is None)
    await runtime._look()
    await monday.settled()
    assert [each[: len(OVER)] for each in to_admin(monday)[1:]] == [OVER]


async def test_deaf_again_on_the_same_day_is_told_again(
    monday: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.alarming._ASK_AGAIN_SECONDS", 0.0)
    runtime = monday.sandbox.runtime
    assert runtime is not None
    spell = Deaf(Silence.CUT, time.monotonic() - 400)
    for deaf in (spell, spell, None, replace(spell, since=spell.since + 90), None):
        await runtime._alarms._listen(deaf)
    await monday.settled()
    assert [each[:1] for each in to_admin(monday)] == ["🔴", "✅", "🔴", "✅"]


async def test_where_sending_does_not_work_either_nothing_is_promised(
    monday: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.alarming._DEAF_SECONDS", 0.0)
    runtime = monday.sandbox.runtime
    assert runtime is not None
    monday.telegram.api.fail_next("getMe", 502, "<html>502 Bad Gateway</html>")
    await runtime._alarms._listen(Deaf(Silence.CUT, 0.0))
    await monday.settled()
    assert to_admin(monday) == []


@pytest.mark.parametrize("may", [True, False], ids=["the settings say so", "they do not"])
async def test_a_webhook_is_deleted_where_the_settings_say_so(tmp_path: Path, may: bool) -> None:
    with new_telegram(tmp_path) as telegram:
        telegram.api.fail_next("getUpdates", *conflict(WEBHOOK), count=2)
        telegram.api.fail_next("deleteWebhook", 200, {"ok": True, "result": True}, count=2)
        async with serve(telegram.app) as url:
            settings = replace(SETTINGS, api_url=url, deletes_webhook=may)
            async with RawBot(settings, TOKEN) as bot:
                await Listening(telegram, bot).hear("xin chào")
        called = [name for name, _ in telegram.api.calls if name == "deleteWebhook"]
        assert len(called) == (2 if may else 0)


async def test_a_reason_is_logged_once_while_it_lasts(
    listening: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    listening.telegram.api.fail_next("getUpdates", *conflict(OTHER), count=4)
    listening.telegram.api.fail_next("getUpdates", 502, "<html>502 Bad Gateway</html>", count=4)
    with caplog.at_level(logging.WARNING):
        await listening.hear("xin chào")
    said = [each.getMessage() for each in caplog.records if "không nhận được tin" in each.getMessage()]
    assert ["cùng token" in said[0], "máy chủ Telegram đang trục trặc" in said[1], len(said)] == [
        True,
        True,
        2,
    ]
    assert caplog.records[-1].getMessage() == "đã nhận lại được tin"


async def test_a_401_of_something_else_never_ends_the_loop(listening: Listening) -> None:
    listening.telegram.api.fail_next("getUpdates", 401, {"error": "unauthorized"}, count=12)
    await listening.hear("xin chào")
    assert len(listening.pauses) == 12
