"""Acceptance 4 of the issue "Nothing is lost": a backup taken during writes, restored elsewhere, verified: counts
equal, nothing said twice."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from bot.texts import alerts
from jobs.backup.contents import read_contents
from jobs.backup.making import Made, make_backup
from jobs.backup.restoring import Target, restore
from jobs.backup.values import Sources
from jobs.verify import verify
from models.database import connect_to_read, reading
from models.store import EvidenceStore
from models.tables import InboxState, InboxUpdate
from tests.e2e.world import AN, BINH, CHATS, PNG, World, at, begun_world, labels, open_world

RESTORED_AT = at("16/12/2026", "11:00")
START = date(2026, 12, 15)
REPORT = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
RESTORED = "ℹ️ Dữ liệu được khôi phục từ bản sao lúc"


@pytest.fixture
async def lived(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026 at 08:00: the report of December is due tomorrow."""
    async with open_world(tmp_path / "cu", START, moment=at("15/12/2026", "08:00")) as world:
        yield world


def place_in(folder: Path) -> Target:
    return Target(folder / "nhacviec.db", folder / "evidence", folder / "letters")


def sources_in(folder: Path) -> Sources:
    place = place_in(folder)
    return Sources(place.url, place.evidence, place.letters, folder / "backup.key")


async def back_up(world: World, folder: Path) -> Made:
    sources, moment = sources_in(folder / "cu"), world.sandbox.now()
    return await asyncio.to_thread(make_backup, sources, folder / "backups", moment)


def everything_said(world: World) -> dict[int, list[ChatMessage]]:
    return {chat: world.said(chat) for chat in CHATS.values()}


async def moved(world: World, folder: Path) -> None:
    """Telegram goes on where it was; the machine is another one, and half an hour has passed."""
    await world.sandbox.stop()
    shutil.copytree(folder / "cu" / "telegram", folder / "moi" / "telegram")
    (folder / "moi" / "clock").write_text(RESTORED_AT.isoformat())


async def test_a_backup_taken_during_writes_is_restored_and_says_nothing_twice(
    lived: World, tmp_path: Path
) -> None:
    card = await lived.open_card(AN, REPORT)
    backing_up = asyncio.create_task(back_up(lived, tmp_path))
    for number in range(4):
        await lived.send_file(AN, PNG + bytes([number]), f"anh-{number}.png", reply_to=card.message_id)
    made = await backing_up
    # What comes after the backup is lost with the machine.
    await lived.write(AN, "đã xong")
    await lived.go_to("16/12/2026", "10:30")
    late = next(each for each in reversed(lived.said(AN)) if labels(each))
    said = everything_said(lived)
    await moved(lived, tmp_path)

    place = place_in(tmp_path / "moi")
    assert restore(made.file, None, place, RESTORED_AT) == made.manifest
    rows = read_contents(place.database).rows
    assert {name: rows[name] for name in rows if name != "ledger_entry"} == {
        name: count for name, count in made.manifest.contents.rows.items() if name != "ledger_entry"
    }
    assert rows["ledger_entry"] == made.manifest.contents.rows["ledger_entry"] + 2
    assert sum(each.is_file() for each in place.evidence.rglob("*")) == made.manifest.files

    # The reviewer is asked only of a file that the backup had stored and not worked off.
    is_asked = _is_any_update_left(place)
    async with begun_world(tmp_path / "moi", START) as again:
        with again.rows() as session:
            assert verify(session, EvidenceStore(place.evidence)) == []
        await again.go_to("16/12/2026", "14:30")
        await again.worked_off()
        new = {chat: again.said(chat)[len(told) :] for chat, told in said.items()}
        started = {chat: [each.message_id for each in again.started(chat)] for chat in said}
        for chat, told in new.items():
            by_itself = [each.text for each in told if each.message_id in started[chat]]
            if chat == BINH and is_asked and by_itself[0].startswith("📥 Chờ thẩm tra"):
                by_itself.pop(0)
            assert [text[: len(RESTORED)] for text in by_itself] == [RESTORED], chat
            # What was stored and not yet worked off is answered now, under a number of its own.
            assert {each.text for each in told} & {each.text for each in said[chat]} == set()
        await _goes_on(again, late)


def _is_any_update_left(place: Target) -> bool:
    engine = connect_to_read(place.url)
    with reading(engine) as session:
        waiting = select(InboxUpdate.update_id).where(InboxUpdate.state == InboxState.WAITING)
        found = session.exec(waiting).first() is not None
    engine.dispose()
    return found


async def _goes_on(world: World, late: ChatMessage) -> None:
    """A button of what was lost changes nothing and says so; what is sent again is recorded."""
    before = world.snapshot()
    assert await world.press(AN, late, labels(late)[0]) == alerts.LOST
    assert world.snapshot() == before
    card = await world.open_card(AN, REPORT)
    assert await world.press(AN, card, labels(card)[0]) != alerts.LOST
    await world.worked_off()
    answer = await world.send_file(AN, PNG + b"again", "anh.png", reply_to=card.message_id)
    assert "Số ghi nhận: NV-2026-00100" in answer.text
