"""`doctor` names why Telegram does not answer and whether the program keeps up, and disturbs nobody."""

import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.alone import alone_with, run_lock
from bot.doctor import CHECKS
from bot.doctoring.checked import Checked, Health
from bot.doctoring.running import running
from bot.doctoring.telegram import _ask, _clock
from bot.sandbox.server import serve
from bot.sandbox.telegram import SandboxTelegram
from bot.settings import Settings, read_settings
from bot.silence import Silence
from models.clock import SetClock
from models.database import connect, writing
from models.installation import installed
from models.tables import InboxState, InboxUpdate
from tests.bot.test_cli import Command, loaded, logging_as_it_was, nhacviec, office
from tests.commune import at, lay_office
from tests.e2e.world import SETTINGS

__all__ = ["loaded", "logging_as_it_was", "nhacviec", "office"]

TOKEN = "7654321:AAHk-bi_mat_khong_duoc_in_ra_nhat_ky"
NOW = at("15/12/2026", "09:00")


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[SandboxTelegram, Settings]]:
    """Telegram, and the settings of an office that speaks to it."""
    lay_office(folder)
    with SandboxTelegram(folder / "telegram", SetClock(NOW), TOKEN) as telegram:
        async with serve(telegram.app) as url:
            yield telegram, settings_of(folder, url)


def settings_of(folder: Path, url: str = "http://127.0.0.1") -> Settings:
    database = f"sqlite:///{folder / 'nhacviec.db'}"
    return replace(SETTINGS, token=TOKEN, api_url=url, database_url=database)


def refused(code: int, words: str) -> tuple[int, dict[str, Any]]:
    return code, {"ok": False, "error_code": code, "description": words}


def webhook(url: str) -> tuple[int, dict[str, Any]]:
    hook = {"url": url, "has_custom_certificate": False, "pending_update_count": 3}
    return 200, {"ok": True, "result": hook}


@pytest.mark.parametrize(
    ("method", "answer", "silence"),
    [
        ("getMe", refused(401, "Unauthorized"), Silence.TOKEN),
        ("getMe", (401, '{"error": "unauthorized"}'), Silence.PORTAL),
        ("getMe", (200, "<html>Xin đăng nhập mạng</html>"), Silence.PORTAL),
        ("getMe", (302, ""), Silence.PORTAL),
        ("getMe", (407, "<html>Proxy</html>"), Silence.PROXY_PASSWORD),
        ("getMe", (503, "<html>Bảo trì</html>"), Silence.SERVER),
        (
            "getUpdates",
            refused(409, "Conflict: terminated by other getUpdates request"),
            Silence.OTHER_POLLER,
        ),
        ("getWebhookInfo", webhook("https://cu.example/bot"), Silence.WEBHOOK),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_each_cause_is_named(
    tmp_path: Path, method: str, answer: tuple[int, Any], silence: Silence
) -> None:
    async with served(tmp_path) as (telegram, settings):
        telegram.api.fail_next(method, *answer)
        assert (await _ask(settings, TOKEN)).silence is silence


async def test_beside_a_running_bot_no_updates_are_asked_for(tmp_path: Path) -> None:
    async with served(tmp_path) as (telegram, settings):
        telegram.api.fail_next("getWebhookInfo", *webhook(""))
        with alone_with(run_lock(settings)):
            answers = await _ask(settings, TOKEN)
        assert (answers.silence, answers.waiting, answers.at) == (None, 3, NOW)
        assert "getUpdates" not in [name for name, _ in telegram.api.calls]
        await _ask(settings, TOKEN)
        (asked,) = [called for name, called in telegram.api.calls if name == "getUpdates"]
        assert "offset" not in asked


@pytest.mark.parametrize(
    ("off", "health"),
    [
        (timedelta(seconds=5), Health.OK),
        (timedelta(minutes=5), Health.WARNING),
        (timedelta(hours=7), Health.BAD),
    ],
)
def test_a_clock_that_is_off_is_told_with_both_hours(off: timedelta, health: Health) -> None:
    found = _clock(NOW + off, NOW)
    assert found.health is health
    if health is Health.BAD:
        assert found.says.startswith("Giờ của máy là 16:00 15/12/2026, của Telegram là 09:00 15/12/2026:")


def test_without_a_network_the_verb_says_so_without_token_or_password(
    office: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    said = office("doctor")
    assert said.code == 1
    assert "✘ Chưa nhận được tin từ Telegram: kết nối bị từ chối; xin kiểm tra tường lửa" in said.out
    assert "⚠ Nhắc Việc chưa chạy: chạy nhacviec run" in said.out
    assert TOKEN not in said.out


def test_a_database_that_another_program_holds_is_bad(
    office: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.doctor._PATIENT_MS", 10)
    with closing(sqlite3.connect(read_settings().database_url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        said = office("doctor")
    assert "✘ Không dùng được cơ sở dữ liệu (DATABASE_URL): chương trình khác đang giữ" in said.out


def test_a_database_that_is_gone_is_not_begun_anew(
    nhacviec: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    assert "✘ Chưa có dữ liệu: chạy nhacviec init trước; đã có từ trước thì" in nhacviec("doctor").out


def test_what_the_system_does_not_let_look_at_ends_no_other_check(
    office: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(settings: Settings, now: datetime) -> Iterator[Checked]:
        yield Checked("files", Health.OK, "Xem được nửa đầu.")
        raise PermissionError(13, "Permission denied", "data/evidence")

    monkeypatch.setattr("bot.doctor.CHECKS", (refuse, *CHECKS))
    lines = office("doctor").out.splitlines()
    assert lines[0] == "✔ Xem được nửa đầu."
    assert lines[1].startswith(
        "✘ Không xem được data/evidence (không có quyền): chạy nhacviec doctor bằng đúng"
    )
    assert "✔ Cơ sở dữ liệu đúng phiên bản và có danh mục." in lines


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_what_root_made_among_the_data_is_told_with_the_way_out(office: Command, tmp_path: Path) -> None:
    lock = tmp_path / "data" / ".backup.lock"
    lock.touch()
    os.chown(lock, 12345, 12345)
    assert f"chạy chown -R root {lock}; từ nay chạy mọi lệnh với sudo -u root." in office("doctor").out


def test_a_program_that_keeps_up_is_told_so_and_one_that_stands_still_is_bad(tmp_path: Path) -> None:
    lay_office(tmp_path)
    settings = settings_of(tmp_path)
    engine = connect(settings.database_url)
    with writing(engine) as session:
        row = installed(session)
        row.ticked_at, row.heard_at = NOW - timedelta(seconds=10), NOW - timedelta(minutes=6)
        session.add(row)
        update = InboxUpdate(
            update_id=1, received_at=NOW - timedelta(minutes=20), state=InboxState.WAITING, payload="{}"
        )
        session.add(update)
    engine.dispose()
    with alone_with(run_lock(settings)):
        found = {each.name: each for each in running(settings, NOW)}
    assert {name: each.health for name, each in found.items()} == {
        "ticks": Health.OK,
        "heard": Health.BAD,
        "outbox": Health.OK,
        "inbox": Health.WARNING,
    }
    assert found["heard"].says.startswith(
        "Nhắc Việc đang chạy nhưng không nhận được tin từ 08:54 15/12/2026:"
    )
    assert found["inbox"].says.startswith("1 tin nhận về chưa xử lý, cũ nhất từ 08:40 15/12/2026:")


def test_a_program_that_an_incident_pauses_is_told_so(tmp_path: Path) -> None:
    lay_office(tmp_path)
    settings = settings_of(tmp_path)
    engine = connect(settings.database_url)
    with writing(engine) as session:
        row = installed(session)
        row.frozen_at = NOW - timedelta(hours=3)
        session.add(row)
    engine.dispose()
    with alone_with(run_lock(settings)):
        found = next(each for each in running(settings, NOW) if each.name == "ticks")
    assert found.health is Health.WARNING
    assert found.says.startswith("Đang tạm dừng vì sự cố dữ liệu cá nhân từ 06:00 15/12/2026")
