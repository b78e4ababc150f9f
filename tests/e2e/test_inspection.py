"""A document is checked before the council sees it: held back, mended, sent anyway, refused, accepted."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.sandbox.telegram import ChatMessage
from jobs.inspecting.worker import Inspector
from jobs.verify import verify
from models.rules.lifecycle import State
from models.store import EvidenceStore, sha256_of
from models.tables import Evidence, Review, Task
from tests.e2e.reading import PDF, ReadsHere, report, signed, signed_reports
from tests.e2e.world import AN, BINH, CHATS, DUNG, PNG, World, at, labels, open_world
from tests.papers import trust_folder

MONTHLY = "tháng 12/2026"
CHAU = CHATS["chau.vp"]
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(20)


@pytest.fixture
async def eve(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """Tuesday 15/12/2026 at 08:00: the December report, a signed document, is due tomorrow; files are read."""
    catalogue = signed_reports(tmp_path_factory.mktemp("catalogue"))
    folder = tmp_path / "world"
    async with open_world(folder, date(2026, 12, 15), catalogue, at("15/12/2026", "08:00")) as world:
        await world.inspects(ReadsHere(trust_folder(tmp_path)))
        yield world


async def sent(world: World, data: bytes, name: str = "bao-cao.pdf") -> ChatMessage:
    """An answers the card with a file; what she is told."""
    card = await world.open_card(AN, MONTHLY)
    return await world.send_file(AN, data, name, PDF, card.message_id)


def stored(world: World) -> list[Evidence]:
    with world.rows() as session:
        return list(session.exec(select(Evidence).order_by(col(Evidence.id))))


def store_of(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "world" / "evidence")


def proven(world: World, tmp_path: Path) -> bool:
    with world.rows() as session:
        return verify(session, store_of(tmp_path)) == []


async def test_found_mended_submitted_returned_and_accepted(eve: World, tmp_path: Path) -> None:
    """The whole way, by the child process that reads in production."""
    inspector = Inspector(trust_folder(tmp_path))
    await eve.inspects(inspector)
    unsigned, whole = report(), await signed(report())
    held = await sent(eve, unsigned, "bao-cao.signed.pdf")
    assert held.text.startswith("🔎 Đã soát tệp bao-cao.signed.pdf")
    assert "Báo cáo số 120/BC-UBND, ngày 15/12/2026" in held.text
    assert "⛔ 1 điểm phải xử lý rồi mới nộp được\n1. Chưa có chữ ký số." in held.text
    assert "(SIG001)" in held.text
    assert "Tệp này chưa tính là đã nộp" in held.text
    assert eve.task("2026-12").state is State.OPEN

    half = await sent(eve, await signed(unsigned, "person"))
    assert "Chưa có chữ ký số của cơ quan" in half.text
    await eve.press(AN, half, "📤 Nhờ văn thư")
    await eve.settled()
    assert eve.message(AN, held.message_id).text.startswith("📎 Đã có bản mới thay tệp")
    assert eve.message(AN, held.message_id).buttons == []
    assert eve.task("2026-12").place == "clerk"

    received = await sent(eve, whole)
    assert received.text.startswith("✅ Đã nhận minh chứng")
    assert "chữ ký số: Trịnh Huy Toàn, UBND xã Tân Kỳ" in received.text
    await eve.settled()
    assert eve.task("2026-12").state is State.SUBMITTED
    card = eve.newest(BINH, "📥 Chờ thẩm tra")
    assert "Báo cáo số 120/BC-UBND" in card.text
    assert "Năm 2025 mất 0,17 điểm" in card.text

    reasons = await eve.pressed_for_answer(BINH, card, "↩️ Trả lại")
    assert "Sai trích yếu" in labels(reasons)
    await eve.press(BINH, reasons, "Thiếu phụ lục")
    await eve.settled()
    assert eve.task("2026-12").place is None
    again = await sent(eve, await signed(report(pages=4)))
    assert again.text.startswith("✅ Đã nhận minh chứng")
    await eve.settled()
    await eve.press(BINH, eve.newest(BINH, "📥 Chờ thẩm tra"), "✔️ Duyệt")
    assert eve.task("2026-12").state is State.ACCEPTED

    kinds = ("hold_file", "say", "add_evidence", "return", "accept")
    changes = [each.change for each in eve.ledger() if each.change in kinds]
    assert changes == ["hold_file", "hold_file", "say", "add_evidence", "return", "add_evidence", "accept"]
    assert [entry["findings"] for entry in eve.entries("hold_file")] == [["SIG001"], ["SIG003"]]
    files = stored(eve)
    assert [each.sha256 for each in files][0::2] == [sha256_of(unsigned), sha256_of(whole)]
    assert [store_of(tmp_path).path(each.sha256).stat().st_size for each in files] == [
        each.size for each in files
    ]
    assert store_of(tmp_path).path(sha256_of(whole)).read_bytes() == whole
    assert (files[-1].document_number, files[-1].document_on) == ("120/BC-UBND", date(2026, 12, 15))
    assert files[-1].sections == [{"heading": "IV. Kinh phí thực hiện", "page": 3}]
    assert proven(eve, tmp_path)


async def test_a_plan_without_money_is_held_and_says_where_it_looked(eve: World) -> None:
    held = await sent(eve, await signed(report(sections=(), pages=5)))
    assert "Chưa thấy mục kinh phí. Đã tìm “kinh phí”, “nguồn kinh phí”, “dự toán” ở cả 5 trang." in held.text
    assert "Văn bản đã phát hành: ban hành văn bản thay thế cùng loại" in held.text
    assert labels(held) == ["📎 Gửi bản mới", "✋ Máy đọc sai", "Vẫn gửi, kèm lý do", "🗑 Gửi nhầm"]


async def test_no_text_ever_suggests_another_date(eve: World) -> None:
    """A report dated in July and signed in December (an invented case)."""
    dated = "Tân Kỳ, ngày 30 tháng 7 năm 2026"
    received = await sent(eve, await signed(report(dated=dated), at=at("15/12/2026", "07:00")))
    assert received.text.startswith("✅ Đã nhận minh chứng")
    assert "Ký số sau ngày văn bản 138 ngày" in received.text
    assert "Không ghi lùi ngày." in received.text


async def test_read_wrongly_says_the_officer_and_the_reviewer_says_why_it_is_accepted(
    eve: World, tmp_path: Path
) -> None:
    held = await sent(eve, report())
    received = await eve.pressed_for_answer(AN, held, "✋ Máy đọc sai")
    assert received.text.startswith("✅ Đã nhận minh chứng")
    await eve.settled()
    assert eve.message(AN, held.message_id).text.startswith("📤 Đã gửi thẩm tra kèm lời giải thích")
    card = eve.newest(BINH, "📥 Chờ thẩm tra")
    assert "⛔ Chưa có chữ ký số (SIG001)" in card.text
    assert "Người nộp cho biết máy đọc sai." in card.text
    assert "“Máy đọc sai”" not in card.text

    asked = await eve.pressed_for_answer(BINH, card, "✔️ Duyệt")
    assert asked.text.startswith("✔️ Duyệt dù còn điểm phải xử lý")
    assert eve.task("2026-12").state is State.SUBMITTED
    await eve.press(BINH, asked, "✔️ Đã xem tệp, vẫn đạt")
    assert eve.task("2026-12").state is State.ACCEPTED
    with eve.rows() as session:
        assert session.exec(select(Review)).one().reason == "Đã xem tệp, vẫn đạt"
    assert eve.entries("add_evidence")[0]["misread"] is True
    assert proven(eve, tmp_path)


async def test_sent_anyway_for_a_reason_in_words_that_the_reviewer_reads(eve: World) -> None:
    held = await sent(eve, report())
    question = await eve.pressed_for_answer(AN, held, "Vẫn gửi, kèm lý do")
    assert question.text.startswith("✍️ Vì sao vẫn gửi")
    why = "iOffice lỗi, văn thư ký bổ sung trong chiều nay"
    received = await eve.write(AN, why, reply_to=question.message_id)
    assert received.text.startswith("✅ Đã nhận minh chứng")
    await eve.settled()
    card = eve.newest(BINH, "📥 Chờ thẩm tra")
    assert f"“{why}”" in card.text
    asked = await eve.pressed_for_answer(BINH, card, "✔️ Duyệt")
    own = await eve.pressed_for_answer(BINH, asked, "✍️ Lý do khác")
    await eve.write(BINH, "thôi", reply_to=own.message_id)
    assert eve.task("2026-12").state is State.SUBMITTED
    await eve.pressed_for_answer(BINH, asked, "✍️ Lý do khác")
    await eve.write(BINH, "đã xem bản ký trên iOffice")
    assert eve.task("2026-12").state is State.ACCEPTED


async def test_a_held_file_may_be_sent_by_nobody_else_and_only_once(eve: World) -> None:
    held = await sent(eve, report())
    data = held.data_of("✋ Máy đọc sai")
    before = eve.snapshot()
    for chat_id in (DUNG, BINH, CHAU):
        any_message = eve.said(chat_id)[-1].message_id
        assert "Không có gì thay đổi" in await eve.press_data(chat_id, any_message, data)
    assert eve.snapshot() == before
    await eve.press(AN, held, "✋ Máy đọc sai")
    once = eve.snapshot()
    await eve.press_data(AN, held.message_id, data)
    assert eve.snapshot() == once


async def test_a_state_secret_is_refused_its_bytes_deleted_and_its_hash_kept(
    eve: World, tmp_path: Path
) -> None:
    secret = report(secrecy="MẬT")
    refused = await sent(eve, secret, "mat.pdf")
    assert refused.text.startswith("⛔ Tệp bị từ chối và đã xóa")
    assert "xóa tin vừa gửi" in refused.text
    assert stored(eve) == []
    assert not store_of(tmp_path).path(sha256_of(secret)).exists()
    assert [entry["sha256"] for entry in eve.entries("refuse_file")] == [sha256_of(secret)]
    assert eve.task("2026-12").state is State.OPEN
    assert proven(eve, tmp_path)


async def test_a_picture_of_an_iphone_is_named_with_its_cure(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    refused = await eve.send_file(AN, HEIC, "IMG_0012.HEIC", "image/heic", card.message_id)
    assert "HEIC" in refused.text
    assert "Tương thích nhất" in refused.text


async def test_a_large_file_is_said_to_be_fetched_before_it_is_read(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    large = PNG + bytes(5_100_000)
    first = await eve.send_file(AN, large, "to.png", "image/png", card.message_id)
    assert first.text.startswith("⏳ Đang tải và kiểm tra tệp")
    await eve.worked_off()
    assert eve.newest(AN, "📎 Đã giữ tệp, chưa tính").message_id > first.message_id


async def test_a_file_without_a_reply_is_checked_once_its_task_is_known(eve: World) -> None:
    question = await eve.send_file(AN, report(), "bc.pdf", PDF)
    assert question.text.startswith("📎 Đã nhận và giữ")
    number = next(each for each in labels(question) if MONTHLY in each)
    held = await eve.pressed_for_answer(AN, question, number)
    assert held.text.startswith("🔎 Đã soát tệp bc.pdf")
    assert eve.task("2026-12").state is State.OPEN


async def test_the_date_of_the_document_is_when_it_was_done(eve: World) -> None:
    """She hands it in after the due day; the report is of the day before."""
    await eve.go_to("17/12/2026", "08:00")
    late = await signed(report(dated="Tân Kỳ, ngày 16 tháng 12 năm 2026"), at=at("16/12/2026", "15:00"))
    await sent(eve, late)
    await eve.settled()
    await eve.press(BINH, eve.newest(BINH, "📥 Chờ thẩm tra"), "✔️ Duyệt")
    with eve.rows() as session:
        review = session.exec(select(Review)).one()
        assert (review.done_on, review.late_by) == (date(2026, 12, 16), 0)


async def test_who_sent_a_file_that_is_held_back_is_reminded_of_it_and_was_heard(eve: World) -> None:
    """The deadline goes on, each card says what is in the way, and no last call asks whether anybody is there."""
    await eve.go_to("16/12/2026", "08:00")
    held = await sent(eve, report())
    assert "Hạn vẫn là thứ Tư, 16/12/2026" in held.text
    card = await eve.open_card(AN, MONTHLY)
    assert "tệp đã gửi còn phải xử lý: Chưa có chữ ký số (SIG001)" in card.text
    await eve.go_to("16/12/2026", "15:00")
    (last_call,) = [each for each in eve.started(AN) if each.text.startswith("🔔 Chiều nay hết hạn")]
    assert MONTHLY not in last_call.text
    await eve.go_to("17/12/2026", "08:00")
    assert "(SIG001)" in (await eve.open_card(AN, MONTHLY)).text


async def test_a_question_or_giving_up_is_no_reason_to_send_a_file(eve: World) -> None:
    held = await sent(eve, report())
    asked = await eve.pressed_for_answer(AN, held, "Vẫn gửi, kèm lý do")
    again = await eve.write(AN, "gửi vậy có bị trừ điểm không anh?", reply_to=asked.message_id)
    assert again.text.startswith("Tin vừa rồi chưa phải lý do nên chưa gửi gì.")
    assert (await eve.write(AN, "ok", reply_to=again.message_id)).text == again.text
    gone = await eve.write(AN, "thôi để em sửa lại", reply_to=again.message_id)
    assert gone.text == "Đã hiểu: chưa gửi gì; tệp vẫn được giữ, chưa tính là đã nộp."
    assert eve.task("2026-12").state is State.OPEN
    why = "em hỏi Sở rồi, không cần ký số"
    assert (await eve.write(AN, why, reply_to=again.message_id)).text.startswith("✅ Đã nhận minh chứng")


async def test_a_question_is_no_reason_to_accept_what_is_blocked(eve: World) -> None:
    await eve.pressed_for_answer(AN, await sent(eve, report()), "✋ Máy đọc sai")
    await eve.settled()
    asked = await eve.pressed_for_answer(BINH, eve.newest(BINH, "📥 Chờ thẩm tra"), "✔️ Duyệt")
    again = await eve.write(BINH, "sao bản này chưa có chữ ký số?", reply_to=asked.message_id)
    assert again.text.startswith("✔️ Duyệt dù còn điểm phải xử lý")
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_what_was_read_wrongly_counts_from_the_day_on_which_it_came(eve: World) -> None:
    held = await sent(eve, report())
    await eve.go_to("18/12/2026", "09:00")
    received = await eve.pressed_for_answer(AN, held, "✋ Máy đọc sai")
    assert "Nhận lúc 8 giờ 00 thứ Ba, 15/12/2026 – trong hạn" in received.text


async def test_who_sent_a_file_is_not_said_to_have_been_silent(eve: World) -> None:
    await sent(eve, report())
    await eve.go_to("17/12/2026", "07:35")
    card = await eve.open_card(AN, MONTHLY)
    assert card.text.startswith("🔴 Quá hạn")
    assert "Đã nhận một tệp, nhưng chưa tính là đã nộp" in card.text
    assert "chưa có thông tin" not in card.text
    await eve.go_to("17/12/2026", "10:05")
    head = eve.newest(BINH, "📌")
    assert "Tình trạng: đã gửi tệp, còn phải xử lý: Chưa có chữ ký số (SIG001)." in head.text


async def test_the_clerk_is_told_what_a_document_lacks(eve: World) -> None:
    half = await sent(eve, await signed(report(), "person"))
    await eve.press(AN, half, "📤 Nhờ văn thư")
    await eve.go_to("16/12/2026", "07:30")
    listed = eve.newest(CHAU, "🗂")
    assert "còn phải xử lý: Chưa có chữ ký số của cơ quan (SIG003)" in listed.text


async def test_two_documents_of_an_album_are_no_versions_of_each_other(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    files = [(report(), "ke-hoach.pdf", PDF), (report(number="Số: 121/BC-UBND"), "phu-luc.pdf", PDF)]
    eve.telegram.send_album(AN, files, card.message_id)
    await eve.worked_off()
    told = [each.text.splitlines()[0] for each in eve.said(AN)[-2:]]
    assert told == ["🔎 Đã soát tệp ke-hoach.pdf", "🔎 Đã soát tệp phu-luc.pdf"]


async def test_a_document_renamed_to_pdf_is_said_to_be_none(eve: World) -> None:
    refused = await sent(eve, b"PK\x03\x04" + bytes(40), "bao-cao.pdf")
    assert "Tên tệp có đuôi .pdf nhưng bên trong không phải PDF (PDF001)" in refused.text


async def test_a_held_file_after_the_accepted_one_says_that_this_stays(eve: World) -> None:
    received = await sent(eve, await signed(report()))
    await eve.settled()
    await eve.press(BINH, eve.newest(BINH, "📥 Chờ thẩm tra"), "✔️ Duyệt")
    await eve.settled()
    newer = report(number="Số: 130/BC-UBND")
    await eve.send_file(AN, newer, "moi.pdf", PDF, received.message_id)
    held = eve.newest(AN, "🔎")
    assert "Việc này đã đạt yêu cầu, bản đã duyệt vẫn giữ nguyên." in held.text
    assert "Hạn vẫn là" not in held.text
    assert eve.task("2026-12").state is State.ACCEPTED


async def test_who_handed_a_task_over_sends_its_file_no_more_and_nothing_is_lost(eve: World) -> None:
    held = await sent(eve, report())
    with eve.writing() as session:
        task = session.get_one(Task, eve.task("2026-12").id)
        task.responsible_id = eve.person("dung.vhxh").id
        session.add(task)
    before = eve.snapshot()
    assert "Không có gì thay đổi" in await eve.press(AN, held, "✋ Máy đọc sai")
    assert eve.snapshot() == before
    card = await eve.open_card(DUNG, MONTHLY)
    assert "tệp đã gửi còn phải xử lý: Chưa có chữ ký số (SIG001)" in card.text


async def test_a_held_file_that_was_sent_by_mistake_is_put_aside_and_no_card_speaks_of_it(
    eve: World, tmp_path: Path
) -> None:
    held = await sent(eve, report())
    assert await eve.press(AN, held, "🗑 Gửi nhầm") == "Đã ghi: gửi nhầm."
    await eve.settled()
    assert eve.message(AN, held.message_id).text.startswith("🗑 Đã bỏ tệp gửi nhầm")
    assert "(SIG001)" not in (await eve.open_card(AN, MONTHLY)).text
    assert (await sent(eve, await signed(report()))).text.startswith("✅ Đã nhận minh chứng")
    assert proven(eve, tmp_path)
