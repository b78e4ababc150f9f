"""Files: a reply is the submission; one without is kept and asked about; bytes stay as they came."""

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.telegram import ChatMessage
from models.rules.lifecycle import State
from tests.e2e.world import AN, PNG, World, labels

MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"
YEARLY_CODE = "7.5-bao-cao-tthc-nam"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(64))


def docx() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


def on_disk(world: World, folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "evidence").rglob("*") if path.is_file()}


async def card_of(world: World) -> ChatMessage:
    return await world.open_card(AN, MONTHLY)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (PNG, "màn hình đã gửi.png", "image/png"),
        (JPEG, "anh.jpg", "image/jpeg"),
        (PDF, "Báo cáo.pdf", "application/pdf"),
        (PDF, "khong-phai-anh.png", "image/png"),
    ],
)
async def test_a_reply_with_a_fitting_file_is_the_submission_and_its_bytes_stay_as_they_came(
    eve: World, tmp_path: Path, data: bytes, name: str, media_type: str
) -> None:
    card = await card_of(eve)
    answer = await eve.send_file(AN, data, name, media_type, card.message_id)
    assert answer.text.startswith("✅ Đã nhận minh chứng")
    assert f"Tệp: {name}" in answer.text
    assert "trong hạn" in answer.text
    assert eve.task("2026-12").state is State.SUBMITTED
    assert on_disk(eve, tmp_path) == {hashlib.sha256(data).hexdigest(): data}
    (row,) = eve.snapshot()["Evidence"]
    assert (row["sha256"], row["size"], row["file_name"]) == (
        hashlib.sha256(data).hexdigest(),
        len(data),
        name,
    )
    assert name not in "".join(entry.body for entry in eve.ledger())


async def test_a_photo_without_a_name_is_taken_as_well(eve: World) -> None:
    card = await card_of(eve)
    sent = eve.telegram.send_file(AN, JPEG, "x.jpg", "image/jpeg", card.message_id, as_photo=True)
    answer = await eve.answer(AN, sent)
    assert f"Tệp: anh-{sent}.jpg" in answer.text
    assert eve.task("2026-12").state is State.SUBMITTED


@pytest.mark.parametrize(
    ("data", "name"), [(docx(), "bao-cao.docx"), (b"MZ\x90", "virus.exe"), (b"ghi chu", "anh.png")]
)
async def test_a_file_of_the_wrong_kind_is_kept_and_what_is_wanted_is_said(
    eve: World, tmp_path: Path, data: bytes, name: str
) -> None:
    card = await card_of(eve)
    answer = await eve.send_file(AN, data, name, "application/octet-stream", card.message_id)
    assert name in answer.text
    assert "chưa tính" in answer.text
    assert "ảnh PNG, JPEG hoặc tệp PDF" in answer.text
    assert eve.task("2026-12").state is State.OPEN
    assert eve.entries("add_evidence") == []
    assert on_disk(eve, tmp_path) == {hashlib.sha256(data).hexdigest(): data}


async def test_25_megabytes_are_refused_with_a_way_out(eve: World, tmp_path: Path) -> None:
    card = await card_of(eve)
    before = eve.snapshot()
    answer = await eve.send_file(
        AN, b"%PDF-" + bytes(25_000_000), "to.pdf", "application/pdf", card.message_id
    )
    for words in ("to.pdf", "25,0 MB", "20 MB", "chưa được nhận"):
        assert words in answer.text
    assert "Tải bản PDF gốc" in answer.text
    assert "chữ ký số sẽ hỏng" in answer.text
    assert eve.snapshot() == before
    assert on_disk(eve, tmp_path) == {}


async def test_a_file_whose_size_telegram_does_not_tell_is_fetched_all_the_same(
    eve: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = type(eve.telegram.exchange)._media

    def without_a_size(*given: Any, **named: Any) -> Any:
        media = told(*given, **named)
        del media["file_size"]
        return media

    monkeypatch.setattr(type(eve.telegram.exchange), "_media", without_a_size)
    card = await card_of(eve)
    answer = await eve.send_file(AN, PNG, "da-gui.png", "image/png", card.message_id)
    assert answer.text.startswith("✅ Đã nhận minh chứng")


async def test_an_empty_file_is_refused(eve: World, tmp_path: Path) -> None:
    card = await card_of(eve)
    before = eve.snapshot()
    answer = await eve.send_file(AN, b"", "rong.pdf", "application/pdf", card.message_id)
    for words in ("rong.pdf", "không có nội dung", "chưa được nhận"):
        assert words in answer.text
    assert eve.snapshot() == before
    assert on_disk(eve, tmp_path) == {}


async def test_a_file_without_a_reply_is_kept_and_asked_about_never_attached_by_guess(
    eve: World, tmp_path: Path
) -> None:
    question = await eve.send_file(AN, name="la-gi.png")
    assert "Đã nhận và giữ 1 tệp: la-gi.png" in question.text
    assert MONTHLY in question.text
    assert "🗑 Gửi nhầm" in labels(question)
    assert on_disk(eve, tmp_path)
    (row,) = eve.snapshot()["Evidence"]
    assert row["task_id"] is None
    assert eve.task("2026-12").state is State.OPEN

    number = next(line[0] for line in question.text.splitlines() if MONTHLY in line)
    assert await eve.press(AN, question, number) == "Đã xếp tệp, xin xem tin trả lời."
    await eve.worked_off()
    assert eve.task("2026-12").state is State.SUBMITTED
    asked = eve.message(AN, question.message_id)
    assert asked.text.startswith("📎 Đã xếp tệp vào: ")
    assert asked.buttons == []


async def test_files_that_come_at_once_share_one_question(eve: World) -> None:
    question = await eve.send_file(AN, name="trang-1.png")
    eve.telegram.send_file(AN, JPEG, "trang-2.jpg", "image/jpeg")
    await eve.worked_off()
    shared = eve.said(AN)[-1]
    assert shared.message_id == question.message_id
    assert "Đã nhận và giữ 2 tệp: trang-1.png, trang-2.jpg" in shared.text


async def test_a_file_minutes_later_joins_the_others_where_it_is_seen(eve: World) -> None:
    first = await eve.send_file(AN, name="trang-1.png")
    await eve.go_to("15/12/2026", "08:09")
    shared = await eve.send_file(AN, JPEG, "trang-2.jpg", "image/jpeg")
    assert "Đã nhận và giữ 2 tệp: trang-1.png, trang-2.jpg" in shared.text
    await eve.settled()
    earlier = eve.message(AN, first.message_id)
    assert earlier.buttons == [] and "xin xem câu hỏi ở tin dưới cùng" in earlier.text

    await eve.go_to("15/12/2026", "08:20")
    apart = await eve.send_file(AN, PDF, "khac.pdf", "application/pdf")
    assert "Đã nhận và giữ 1 tệp: khac.pdf" in apart.text

    number = next(line[0] for line in shared.text.splitlines() if MONTHLY in line)
    await eve.press(AN, shared, number)
    await eve.worked_off()
    task = eve.task("2026-12")
    placed = [row["file_name"] for row in eve.snapshot()["Evidence"] if row["task_id"] == task.id]
    assert placed == ["trang-1.png", "trang-2.jpg"]


async def test_of_two_loose_files_the_one_that_does_not_fit_is_named(eve: World) -> None:
    question = await eve.send_file(AN, PDF, "bao-cao.pdf", "application/pdf")
    eve.telegram.send_file(AN, docx(), "bao-cao.docx", "application/octet-stream")
    await eve.worked_off()
    number = next(line[0] for line in eve.said(AN)[-1].text.splitlines() if MONTHLY in line)
    await eve.press(AN, question, number)
    await eve.worked_off()
    assert eve.task("2026-12").state is State.SUBMITTED
    refused = eve.said(AN)[-1].text
    assert "chưa tính" in refused and "bao-cao.docx" in refused


async def test_sent_by_mistake_counts_for_nothing_and_is_said_once(eve: World) -> None:
    question = await eve.send_file(AN)
    data = question.data_of("🗑 Gửi nhầm")
    assert await eve.press(AN, question, "🗑 Gửi nhầm") == "Đã ghi: gửi nhầm."
    await eve.settled()
    asked = eve.message(AN, question.message_id)
    assert "Tệp không được tính cho việc nào." in asked.text
    assert asked.buttons == []
    before = eve.snapshot()
    again = await eve.press_data(AN, question.message_id, data)
    assert "Không có gì thay đổi." in again
    assert eve.snapshot() == before
    assert eve.task("2026-12").state is State.OPEN


async def test_the_same_file_for_two_tasks_is_said(eve: World, tmp_path: Path) -> None:
    first = await card_of(eve)
    await eve.send_file(AN, reply_to=first.message_id)
    second = await eve.open_card(AN, "TTHC năm 2026")
    answer = await eve.send_file(AN, reply_to=second.message_id)
    assert "Tệp này đã dùng làm minh chứng cho Báo cáo tình hình " + MONTHLY in answer.text
    assert "DUP001" in answer.text
    assert eve.task("2026", YEARLY_CODE).state is State.SUBMITTED
    assert [row["rule"] for row in eve.snapshot()["Finding"]] == ["DUP001"]
    assert len(on_disk(eve, tmp_path)) == 1


async def test_a_reply_to_a_digest_asks_which_of_its_tasks(eve: World) -> None:
    digest = eve.started(AN)[-1]
    question = await eve.send_file(AN, reply_to=digest.message_id)
    assert "Đã nhận và giữ 1 tệp" in question.text
    assert MONTHLY in question.text
    assert eve.entries("add_evidence") == []


async def test_withdrawn_and_sent_again(eve: World) -> None:
    card = await card_of(eve)
    await eve.send_file(AN, reply_to=card.message_id)
    await eve.settled()
    toast = await eve.press(AN, eve.message(AN, card.message_id), "↩️ Rút lại")
    assert toast == "Đã rút lại tệp đã nộp; việc chờ minh chứng mới."
    await eve.settled()
    assert eve.task("2026-12").state is State.OPEN
    assert any(each.text.startswith("↩️ Đã rút lại minh chứng") for each in eve.said(AN))
    assert "☐ Ảnh chụp màn hình" in eve.message(AN, card.message_id).text
    answer = await eve.send_file(AN, PDF, "ban-dung.pdf", "application/pdf", card.message_id)
    assert answer.text.startswith("✅ Đã nhận minh chứng")
    assert eve.task("2026-12").state is State.SUBMITTED
    assert [row["withdrawn_at"] is None for row in eve.snapshot()["Evidence"]] == [False, True]


async def test_further_files_may_come_until_the_review(eve: World, tmp_path: Path) -> None:
    card = await card_of(eve)
    await eve.send_file(AN, reply_to=card.message_id)
    await eve.settled()
    submitted = eve.message(AN, card.message_id)
    prompt = await eve.pressed_for_answer(AN, submitted, "➕ Thêm tệp")
    assert prompt.force_reply
    answer = await eve.send_file(AN, JPEG, "them.jpg", "image/jpeg", prompt.message_id)
    assert answer.text.startswith("✅ Đã nhận minh chứng")
    assert eve.task("2026-12").state is State.SUBMITTED
    assert len(on_disk(eve, tmp_path)) == len(eve.entries("add_evidence")) == 2


async def test_a_file_in_reply_to_the_prompt_is_the_submission(eve: World) -> None:
    prompt = await eve.pressed_for_answer(AN, await card_of(eve), "📎 Nộp minh chứng")
    assert prompt.force_reply
    assert "ảnh PNG, JPEG hoặc tệp PDF" in prompt.text
    await eve.send_file(AN, reply_to=prompt.message_id)
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_a_file_for_a_closed_task_is_answered_and_does_not_open_it(eve: World) -> None:
    card = await card_of(eve)
    await eve.go_to("15/01/2027", "08:00")
    answer = await eve.send_file(AN, reply_to=card.message_id)
    assert "đã đóng" in answer.text
    assert "bổ sung sau" in answer.text
    assert "trong hạn" not in answer.text
    assert eve.task("2026-12").state is State.MISSED
    (entry,) = eve.entries("add_evidence")
    assert entry["state"] == State.MISSED


async def test_two_documents_within_ten_minutes_go_to_two_tasks(eve: World) -> None:
    """They share one question, which lets each be asked about; a third one asks by itself."""
    await eve.send_file(AN, PDF, "bao-cao-thang.pdf", "application/pdf")
    await eve.go_to("15/12/2026", "08:04")
    shared = await eve.send_file(AN, PDF + b"2", "bao-cao-nam.pdf", "application/pdf")
    assert "Đã nhận và giữ 2 tệp: bao-cao-thang.pdf, bao-cao-nam.pdf" in shared.text
    await eve.press(AN, shared, "📑 Mỗi tệp một việc")
    await eve.worked_off()
    assert eve.message(AN, shared.message_id).text == "📎 Hỏi từng tệp ở các tin dưới đây."
    monthly, yearly = eve.said(AN)[-2:]
    assert "1 tệp: bao-cao-thang.pdf" in monthly.text
    assert "1 tệp: bao-cao-nam.pdf" in yearly.text
    third = await eve.send_file(AN, PDF + b"3", "khac.pdf", "application/pdf")
    assert "1 tệp: khac.pdf" in third.text
    for asked, title in ((monthly, MONTHLY), (yearly, "kết quả giải quyết TTHC năm 2026")):
        number = next(line[0] for line in asked.text.splitlines() if title in line)
        await eve.press(AN, asked, number)
        await eve.worked_off()
    assert eve.task("2026-12").state is State.SUBMITTED
    assert eve.task("2026", "7.5-bao-cao-tthc-nam").state is State.SUBMITTED
