"""Acceptance 5 of the first issue: `kill -9` at any point loses nothing and counts nothing twice."""

import asyncio
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.sandbox.run import TOKEN, Sandbox
from bot.sandbox.server import serve
from bot.sandbox.telegram import ChatMessage
from jobs.dispatch import LEASE_SECONDS, Dispatcher
from jobs.verify import verify
from models.database import connect, reading
from models.rules.lifecycle import State
from models.store import EvidenceStore, sha256_of
from models.tables import Confirmation, InboxState, InboxUpdate, Notification, OutboxState
from tests.commune import REPORTS
from tests.e2e.world import AN, PNG, World, at, open_world
from tests.shared import made_once

LAUNCHER = Path(__file__).with_name("killed.py")
START = date(2026, 11, 23)
AFTERNOON, NEXT_MORNING = at("15/12/2026", "16:00"), at("16/12/2026", "07:30")
MAY_BE_A_REPEAT = "(Tin này có thể đã đến một lần.)"
REPORT = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
CLAIM, SUBMISSION = "claim", "add_evidence"


@dataclass(frozen=True)
class Left:
    """What a killed program leaves behind of a confirmation that came in."""

    inbox: InboxState
    confirmations: int


LEFT = {
    "update stored": Left(InboxState.WAITING, 0),
    "offset moved": Left(InboxState.WAITING, 0),
    "effect committed": Left(InboxState.DONE, 1),
    "answer sent": Left(InboxState.DONE, 1),
    "row done": Left(InboxState.DONE, 1),
}


LEFT_OF_A_FILE = LEFT | {
    "file half written": Left(InboxState.WAITING, 0),
    "file stored": Left(InboxState.WAITING, 0),
    "file read": Left(InboxState.WAITING, 0),
}


@pytest.fixture(scope="module")
def afternoon() -> Path:
    """The program stopped on 15/12/2026 at 16:00, with the card of the December report last in An's chat."""

    async def live() -> None:
        async with open_world(folder, START) as world:
            await world.go_to("15/12/2026", "16:00")
            digest = world.said(AN)[-1]
            line = next(each for each in digest.text.splitlines() if REPORT in each)
            await world.press(AN, digest, line.partition(".")[0])
            await world.answer(AN, digest.message_id)
            await world.settled()

    with made_once("afternoon") as (folder, is_new):
        if is_new:
            asyncio.run(live())
        return folder


@pytest.fixture
async def stopped(afternoon: Path, tmp_path: Path) -> AsyncIterator[World]:
    """That afternoon again, with Telegram up and the program down."""
    shutil.copytree(afternoon, tmp_path, dirs_exist_ok=True)
    sandbox = Sandbox(tmp_path, START, REPORTS)
    try:
        async with serve(sandbox.telegram.app) as url:
            yield World(sandbox, url)
            await sandbox.stop()
    finally:
        sandbox.telegram.close()


async def killed_at(point: str, world: World, folder: Path, moment: datetime) -> None:
    """Runs the program at `moment` until it kills itself."""
    settings = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": world.url,
        "DATABASE_URL": f"sqlite:///{folder / 'nhacviec.db'}",
        "EVIDENCE_DIR": str(folder / "evidence"),
    }
    world.sandbox.clock.move_to(moment)
    program = await asyncio.create_subprocess_exec(
        sys.executable, LAUNCHER, point, moment.isoformat(), env=os.environ | settings, cwd=folder
    )
    try:
        assert await asyncio.wait_for(program.wait(), 120) == -signal.SIGKILL
    finally:
        if program.returncode is None:
            program.kill()


async def start_after_the_lease(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starts the program a little more than a lease later; returns with everything worked off and sent."""
    later = partial(Dispatcher, monotonic=lambda: time.monotonic() + LEASE_SECONDS + 1)
    monkeypatch.setattr("bot.runtime.Dispatcher", later)
    await world.start_again()
    await world.telegram.until(lambda: not world.telegram.store.updates(1))
    await world.telegram.until(lambda: _all_worked_off(world))
    await world.settled()


def _all_worked_off(world: World) -> bool:
    with world.rows() as session:
        waiting = select(InboxUpdate).where(InboxUpdate.state == InboxState.WAITING)
        return session.exec(waiting).first() is None


def left_behind(folder: Path) -> Left:
    engine = connect(f"sqlite:///{folder / 'nhacviec.db'}")
    with reading(engine) as session:
        newest = session.exec(select(InboxUpdate).order_by(col(InboxUpdate.update_id).desc())).first()
        assert newest is not None
        left = Left(newest.state, len(session.exec(select(Confirmation)).all()))
    engine.dispose()
    return left


def assert_offset(world: World, point: str) -> None:
    """Telegram still has the update only where the kill came before the offset moved; later it is a race."""
    still_there = bool(world.telegram.store.updates(1))
    if point in ("update stored", "offset moved"):
        assert still_there is (point == "update stored")


def assert_recorded_once(world: World, folder: Path, change: str, state: State) -> None:
    """One entry, one confirmation with its words' hash, the right state, nothing left open, and proof of it."""
    entries = [json.loads(entry.body) for entry in world.ledger() if entry.change == change]
    assert [entry["by"] for entry in entries] == ["an.vhxh"]
    with world.rows() as session:
        confirmation = session.exec(select(Confirmation)).one()
        assert (confirmation.receipt, confirmation.taken_back_at) == ("NV-2026-000001", None)
        newest = session.exec(select(InboxUpdate).order_by(col(InboxUpdate.update_id).desc())).first()
        assert newest is not None
        assert (newest.state, newest.payload) == (InboxState.DONE, None)
        assert verify(session, EvidenceStore(folder / "evidence")) == []
    assert world.task("2026-12").state is state


@pytest.mark.parametrize("point", LEFT)
async def test_a_press_is_neither_lost_nor_counted_twice(
    point: str, stopped: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = stopped.said(AN)[-1]
    query = stopped.telegram.press(AN, card.message_id, card.data_of("✅ Đã xong"))
    await killed_at(point, stopped, tmp_path, AFTERNOON)
    assert left_behind(tmp_path) == LEFT[point]
    assert_offset(stopped, point)
    toasted = stopped.telegram.answer_to(query) is not None
    assert toasted is (point in ("answer sent", "row done"))
    if point != "answer sent":  # the edit goes out beside the toast: either may be first
        assert stopped.message(AN, card.message_id).edited is (point == "row done")

    await start_after_the_lease(stopped, monkeypatch)
    assert_recorded_once(stopped, tmp_path, CLAIM, State.CLAIMED)
    told = stopped.message(AN, card.message_id)
    assert told.text.startswith("📝 Đã báo xong")
    assert "NV-2026-000001" in told.text
    assert stopped.said(AN)[-1].message_id == card.message_id
    if not toasted and point != "effect committed":
        assert (stopped.telegram.answer_to(query) or {})["text"].startswith("Đã ghi lúc 16 giờ 00")


@pytest.mark.parametrize("point", LEFT_OF_A_FILE)
async def test_a_file_is_neither_lost_nor_counted_twice(
    point: str, stopped: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = stopped.said(AN)[-1]
    sent = stopped.telegram.send_file(AN, PNG, "da-gui.png", "image/png", card.message_id)
    await killed_at(point, stopped, tmp_path, AFTERNOON)
    assert left_behind(tmp_path) == LEFT_OF_A_FILE[point]
    assert_offset(stopped, point)
    assert EvidenceStore(tmp_path / "evidence").fault(sha256_of(PNG)) == (
        "missing" if point in ("update stored", "offset moved", "file half written") else None
    )
    answered = said_since(stopped, sent)
    assert len(answered) == (point in ("answer sent", "row done"))

    await start_after_the_lease(stopped, monkeypatch)
    assert_recorded_once(stopped, tmp_path, SUBMISSION, State.SUBMITTED)
    answers = said_since(stopped, sent)
    assert all(each.text.startswith("✅ Đã nhận minh chứng") for each in answers)
    assert all("NV-2026-000001" in each.text for each in answers)
    repeats = [False, True] if point == "answer sent" else [False]
    assert [MAY_BE_A_REPEAT in each.text for each in answers] == repeats
    assert stopped.message(AN, card.message_id).text.startswith("✅ Đã nộp minh chứng")


@pytest.mark.parametrize(
    ("point", "state", "said_before", "said_in_all"),
    [
        ("claimed", OutboxState.CLAIMED, [], [True]),
        ("sent", OutboxState.CLAIMED, [False], [False, True]),
        ("finished", OutboxState.SENT, [False], [False]),
    ],
)
async def test_a_reminder_is_never_lost_and_a_repeat_is_counted_and_says_so(
    point: str,
    state: OutboxState,
    said_before: list[bool],
    said_in_all: list[bool],
    stopped: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    last = stopped.said(AN)[-1].message_id
    await killed_at(point, stopped, tmp_path, NEXT_MORNING)
    assert [MAY_BE_A_REPEAT in each.text for each in said_since(stopped, last)] == said_before
    assert reminder(tmp_path).state is state

    await start_after_the_lease(stopped, monkeypatch)
    said = said_since(stopped, last)
    assert [MAY_BE_A_REPEAT in each.text for each in said] == said_in_all
    assert all(REPORT in each.text for each in said)
    row = reminder(tmp_path)
    assert (row.state, row.repeats) == (OutboxState.SENT, sum(said_in_all))


def said_since(world: World, message_id: int) -> list[ChatMessage]:
    return [each for each in world.said(AN) if each.message_id > message_id]


def reminder(folder: Path) -> Notification:
    """The outbox row of what An is told on the morning of 16/12."""
    engine = connect(f"sqlite:///{folder / 'nhacviec.db'}")
    with reading(engine) as session:
        row = session.exec(
            select(Notification).where(
                Notification.created_at >= NEXT_MORNING, col(Notification.key).contains("an.vhxh")
            )
        ).one()
    engine.dispose()
    return row
