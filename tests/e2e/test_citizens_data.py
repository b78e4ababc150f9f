"""No name of a citizen passes the chat, or lies anywhere in clear (Law 91/2025/QH15)."""

import logging
import unicodedata
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.sandbox.telegram import ChatMessage
from jobs.verify import verify
from models.actor import Act, acting
from models.changes.deleting import ask_to_delete
from models.database import writing
from models.store import EvidenceStore, sha256_of
from models.tables import Evidence, Notification, OutboxState, Person, Requirement
from tests.e2e.reading import PDF, ReadsHere, report, signed, signed_reports
from tests.e2e.world import AN, BINH, World, at, open_world
from tests.papers import trust_folder

NAME = "Đinh Thị Bạch Yến"
FILE, CAPTION = f"Thư xin lỗi bà {NAME}.pdf", f"Thư gửi bà {NAME} ạ"
MONTHLY, REPORT = "tháng 12/2026", "7.5-bao-cao-tthc-thang"


@pytest.fixture
async def eve(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """Tuesday 15/12/2026 at 08:00: the December report, due tomorrow, tells of citizens; files are read."""
    catalogue = signed_reports(tmp_path_factory.mktemp("catalogue"))
    async with open_world(
        tmp_path / "world", date(2026, 12, 15), catalogue, at("15/12/2026", "08:00")
    ) as world:
        assert world.sandbox.runtime is not None
        with writing(world.sandbox.runtime.engine) as session:
            monthly = session.exec(select(Requirement).where(Requirement.code == REPORT)).one()
            monthly.personal = True
        await world.inspects(ReadsHere(trust_folder(tmp_path)))
        yield world


def letter(**wanted: object) -> bytes:
    return report(subject=f"Tình hình hồ sơ thủ tục hành chính TTHC của bà {NAME}", **wanted)


def store_of(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "world" / "evidence")


def places_of_the_name(world: World, tmp_path: Path) -> list[str]:
    """Every file of the installation that has the name or a part of it in clear, and every message that does."""
    spelled = [unicodedata.normalize(form, words) for form in ("NFC", "NFD") for words in (NAME, "Bạch Yến")]
    wanted = [
        *(each.encode() for each in spelled),
        *(each.encode("unicode_escape") for each in spelled),
        *(each.encode("utf-16-be") for each in spelled),
    ]
    kept = [
        each for each in (tmp_path / "world").rglob("*") if each.is_file() and "telegram" not in each.parts
    ]
    found = [each.name for each in kept if any(name in each.read_bytes() for name in wanted)]
    messages = [each for chat in (AN, BINH) for each in world.telegram.messages(chat)]
    return found + [each.text for each in messages if NAME in each.text or NAME in (each.document or "")]


def evidence(world: World) -> list[Evidence]:
    with world.rows() as session:
        return list(session.exec(select(Evidence).order_by(col(Evidence.id))))


def is_there(world: World, message_id: int) -> bool:
    return any(each.message_id == message_id for each in world.telegram.messages(AN))


async def sealed(world: World) -> None:
    """What the program does each minute."""
    assert world.sandbox.runtime is not None
    await world.sandbox.runtime.seal()


async def sent(world: World, data: bytes, reply_to: int | None) -> tuple[int, ChatMessage]:
    """An sends a file with a citizen's name on and in it; which message that was, and what she is told."""
    message_id = world.telegram.send_file(AN, data, FILE, PDF, reply_to, caption=CAPTION)
    said = await world.answer(AN, message_id)
    await world.settled()
    return message_id, said


async def test_a_file_of_a_citizen_is_taken_in_sealed_and_leaves_the_chat(
    eve: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    card = await eve.open_card(AN, MONTHLY)
    held, said = await sent(eve, letter(), card.message_id)
    assert said.text.startswith("🔎 Đã soát tệp tep-")
    assert "đã mã hóa trên máy của cơ quan, tin gửi tệp được xóa khỏi chat" in said.text
    assert not is_there(eve, held)

    data = await signed(letter())
    message_id, said = await sent(eve, data, card.message_id)
    assert said.text.startswith("✅ Đã nhận minh chứng")
    assert "Lần sau nhờ đặt tệp vào thư mục da-ky" in said.text
    assert "chữ ký số: …, UBND xã Tân Kỳ" in said.text
    assert not is_there(eve, message_id)

    store, files = store_of(tmp_path), evidence(eve)
    assert [each.is_sealed for each in files] == [True, True]
    assert (store.is_sealed(sha256_of(data)), store.read(sha256_of(data))) == (True, data)
    await eve.press(BINH, eve.newest(BINH, "📥 Chờ thẩm tra"), "📄 Mở tệp")
    await eve.settled()
    locked = eve.newest(BINH, "🔒 Minh chứng có dữ liệu người dân")
    assert locked.document is None
    assert f"nhacviec evidence open {sha256_of(data)[:12]} --for binh.vhxh" in locked.text

    await sealed(eve)
    assert places_of_the_name(eve, tmp_path) == []
    assert NAME not in caplog.text
    with eve.rows() as session:
        assert verify(session, store) == []


async def test_a_file_without_a_word_is_sealed_too_and_leaves_once_its_task_is_known(
    eve: World, tmp_path: Path
) -> None:
    data = await signed(letter())
    message_id = eve.telegram.send_file(AN, data, FILE, PDF)
    asked = await eve.answer(AN, message_id)
    assert f"tep-{sha256_of(data)[:8]}.pdf" in asked.text
    assert store_of(tmp_path).is_sealed(sha256_of(data))
    assert is_there(eve, message_id)
    await eve.press(AN, asked, "2")
    await eve.settled()
    assert not is_there(eve, message_id)
    assert [(each.subject, each.document_number) for each in evidence(eve)] == [("", "120/BC-UBND")]
    await sealed(eve)
    assert places_of_the_name(eve, tmp_path) == []


async def test_a_message_that_cannot_be_deleted_any_more_is_told_of(eve: World) -> None:
    """Telegram lets a bot delete for two days."""
    old = eve.telegram.send_text(AN, "chào")
    await eve.answer(AN, old)
    runtime = eve.sandbox.runtime
    assert runtime is not None
    eve.sandbox.clock.move_to(eve.sandbox.now() + timedelta(days=3))
    with writing(runtime.engine) as session:
        person = session.exec(select(Person).where(Person.chat_id == AN)).one()
        for _ in range(2):
            ask_to_delete(Act(session, acting(person), eve.sandbox.now()), person, AN, old)
    await eve.settled()
    assert is_there(eve, old)
    told = eve.newest(AN, "⚠️ Hệ thống không xóa được tin này")
    assert told.reply_to == old
    with eve.rows() as session:
        rows = session.exec(select(Notification).where(col(Notification.key).startswith("delete/"))).all()
        assert [each.state for each in rows] == [OutboxState.FAILED]
