"""Words are heard where they are asked for, whoever writes them, with or without a reply."""

from datetime import date, timedelta

from sqlmodel import select

from models.actor import Act, acting
from models.changes.adjusting import Basis
from models.changes.moving import move
from models.rules.lifecycle import State
from models.rules.reading import Place
from models.tables import Acknowledgement, Person, Task
from tests.e2e.world import ADMIN, AN, BINH, CHATS, World, labels

CLERK, LEADER = CHATS["chau.vp"], CHATS["lam.ubnd"]
MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


async def test_who_holds_a_document_says_in_words_that_it_went_on_and_the_clerks_file_finds_its_task(
    eve: World,
) -> None:
    nothing = await eve.write(CLERK, "đã phát hành số 120/BC-UBND")
    assert "hiện không có việc nào đang mở" in nothing.text
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "đã trình lãnh đạo ký", reply_to=card.message_id)
    assert eve.task("2026-12").place is Place.LEADER
    signed = await eve.write(LEADER, "xong")
    assert MONTHLY in signed.text
    assert eve.task("2026-12").place is Place.CLERK
    issued = await eve.write(CLERK, "đã phát hành số 120/BC-UBND ngày 15/12")
    assert MONTHLY in issued.text
    assert eve.task("2026-12").place is Place.ISSUED
    await eve.settled()
    asked = eve.said(AN)[-1]
    assert asked.text.startswith("📎 Văn thư báo đã phát hành số 120/BC-UBND ngày 15/12/2026.")
    assert {entry["document"] for entry in eve.entries("issue")} == {"120/BC-UBND"}

    question = await eve.send_file(CLERK, PDF, "120-BC-UBND.pdf", "application/pdf")
    assert "báo cáo" in labels(question)[0].lower()
    await eve.press(CLERK, question, "1 ·")
    await eve.worked_off()
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_a_reason_and_a_verdict_are_heard_and_nobody_with_something_to_do_hears_of_nothing(
    eve: World,
) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.send_file(AN, reply_to=card.message_id)
    await eve.worked_off()
    unclear = await eve.write(BINH, "xong rồi nhé")
    assert "chưa rõ tin này nói về việc nào" in unclear.text
    listed = await eve.write(BINH, "/viec")
    assert "1 minh chứng chờ anh Bình thẩm tra, xem ở /duyet" in listed.text
    review = await eve.open_number(BINH, await eve.write(BINH, "/duyet"), MONTHLY)
    asked = await eve.write(BINH, "trả lại", reply_to=review.message_id)
    assert "↩️" in asked.text or "Thiếu ký số" in "".join(labels(asked))
    returned = await eve.write(BINH, "Ảnh chưa thấy ngày giờ gửi")
    assert "Ảnh chưa thấy ngày giờ gửi" in returned.text
    assert eve.task("2026-12").state is State.RETURNED
    # Once answered, the question takes no more words.
    after = await eve.write(BINH, "cảm ơn nhé")
    assert "Ảnh chưa thấy" not in after.text

    await eve.send_file(AN, PDF, "ban-moi.pdf", "application/pdf", reply_to=card.message_id)
    await eve.worked_off()
    again = await eve.open_number(BINH, await eve.write(BINH, "/duyet"), MONTHLY)
    await eve.write(BINH, "Duyệt ạ", reply_to=again.message_id)
    assert eve.task("2026-12").state is State.ACCEPTED


async def test_known_is_heard_and_a_screen_of_buttons_reads_nothing_else(eve: World) -> None:
    with eve.writing() as session:
        minh = acting(session.exec(select(Person).where(Person.code == "minh.vp")).one())
        task = session.get_one(Task, eve.task("2027-01").id)
        basis = Basis("Công văn số 2624/SNV-CCHC", "", None, None)
        move(Act(session, minh, eve.sandbox.now()), [task], date(2027, 1, 15), None, basis, True)
    await eve.tick()
    known = await eve.write(AN, "đã rõ ạ")
    assert known.text == "📝 Đã ghi: đã rõ hạn mới. Cảm ơn."
    with eve.rows() as session:
        an = eve.person("an.vhxh").id
        asked = session.exec(select(Acknowledgement).where(Acknowledgement.person_id == an)).one()
        assert asked.acknowledged_at is not None

    await eve.write(ADMIN, "/quanly")
    before = eve.snapshot()
    answer = await eve.write(ADMIN, "xong hết rồi")
    assert "Câu này xin bấm một nút bên dưới." in answer.text
    assert eve.snapshot() == before
    await eve.sandbox.forward_to(eve.sandbox.now() + timedelta(hours=1))
    later = await eve.write(ADMIN, "xong hết rồi")
    assert "bấm một nút bên dưới" not in later.text


async def test_which_task_is_answered_by_place_period_or_title(eve: World) -> None:
    """Which words were about, and which a file is for."""
    yearly = "kết quả giải quyết TTHC năm 2026"
    for words, meant in (
        ("cái tháng 12", MONTHLY),
        ("việc đầu", yearly),
        ("cái thứ hai ạ", MONTHLY),
        ("báo cáo hồ sơ giải quyết TTHC ấy", MONTHLY),
        ("dạ báo cáo năm ạ", yearly),
    ):
        # So long after that nothing was talked about last.
        await eve.sandbox.forward_to(eve.sandbox.now() + timedelta(minutes=31))
        question = await eve.write(AN, "đang làm dở, chưa xong")
        assert "tin này nói về việc nào" in question.text
        said = await eve.write(AN, words)
        assert said.text.startswith("🖊 Đã ghi: văn bản đang soạn") and meant in said.text, words
        await eve.settled()
        assert not labels(eve.message(AN, question.message_id))
        await eve.press(AN, said, "↩️ Không phải vậy")
    await eve.send_file(AN)
    placed = await eve.write(AN, "cái tháng 12")
    assert placed.text.startswith("✅ Đã nhận minh chứng") and MONTHLY in placed.text
