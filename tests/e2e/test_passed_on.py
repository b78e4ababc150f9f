"""What somebody passes on, or pastes, is not their own word: it orders, is noted, or is asked about."""

import pytest
from sqlmodel import select

from models.rules.lifecycle import State
from models.tables import Statement
from tests.e2e.world import AN, BINH, CHATS, World, labels

ADMIN, LAM = CHATS["minh.vp"], CHATS["lam.ubnd"]
PDF = b"%PDF-1.7 cong van"
LETTER = (
    "UBND tỉnh có Công văn số 1234/UBND-NC ngày 10/12/2026, đề nghị các xã gửi danh sách cán bộ làm CCHC, "
    "chậm nhất ngày 18/12/2026."
)


@pytest.mark.parametrize(
    "words",
    [
        "xong rồi",
        "Em đã nộp báo cáo tháng 12 xong rồi anh ạ",
        "mai em nộp báo cáo nhé",
        "không phải việc của em",
    ],
)
@pytest.mark.parametrize("chat_id", [AN, BINH, ADMIN])
async def test_a_colleagues_words_passed_on_claim_and_promise_nothing(
    monday: World, words: str, chat_id: int
) -> None:
    before = monday.snapshot()
    answer = await monday.forward(chat_id, words, "Lê Văn Dũng")
    assert "chưa ghi nhận gì" in answer.text
    assert monday.snapshot() == before


async def test_our_own_receipt_passed_on_claims_and_orders_nothing(monday: World) -> None:
    card = await monday.open_card(AN, "tháng 12/2026")
    receipt = await monday.write(AN, "xong rồi, số 120/BC-UBND ngày 14/12/2026", card.message_id)
    before = monday.snapshot()
    for chat_id in (AN, BINH, ADMIN):
        answer = await monday.forward(chat_id, receipt.text[:400], "Nhắc Việc")
        assert "chưa ghi nhận gì" in answer.text
    assert monday.snapshot() == before


async def test_what_is_passed_on_is_kept_as_a_note_on_the_task_that_was_chosen(monday: World) -> None:
    asked = await monday.forward(AN, "Số liệu một cửa tháng 12 phòng đã chốt rồi nhé", "Lê Văn Dũng")
    assert asked.text.startswith("Chị An vừa chuyển tiếp: “Số liệu một cửa tháng 12 phòng đã chốt rồi nhé”")
    number = next(line.split(".")[0] for line in asked.text.splitlines() if "tháng 12/2026" in line)
    noted = await monday.pressed_for_answer(AN, asked, number)
    assert noted.text.startswith("📎 Đã ghi kèm tin chuyển tiếp")
    assert monday.task("2026-12").state is State.OPEN
    details = await monday.pressed_for_answer(AN, await monday.open_card(AN, "tháng 12/2026"), "❓ Chi tiết")
    assert "14/12 chị An chuyển tiếp: “Số liệu một cửa tháng 12 phòng đã chốt rồi nhé”" in details.text
    with monday.rows() as session:
        assert [each.kind.value for each in session.exec(select(Statement))] == ["note"]


@pytest.mark.parametrize("chat_id", [ADMIN, BINH])
async def test_a_letter_pasted_as_text_opens_an_order(monday: World, chat_id: int) -> None:
    screen = await monday.write(chat_id, LETTER)
    assert "📌 Giao việc" in screen.text
    assert monday.snapshot() is not None


async def test_a_letter_with_its_head_is_called_by_what_it_is_about(monday: World) -> None:
    """Not by the name of the office that wrote it; and its day, which stands apart from its number, is kept."""
    head = "UBND TỈNH NGHỆ AN\nSố: 9012/UBND.KSTT\nNghệ An, ngày 11 tháng 12 năm 2026\nV/v báo cáo số hóa hồ sơ\n"
    asks = "Kính gửi: UBND các xã\nĐề nghị UBND các xã gửi báo cáo chậm nhất 16 giờ ngày 18/12/2026."
    form = await monday.forward(ADMIN, head + asks)
    for label in ("Phòng VH–XH", "Nguyễn Thị An", "📎 Tệp khác"):
        await monday.press(ADMIN, monday.message(ADMIN, form.message_id), label)
        await monday.worked_off()
    screen = monday.message(ADMIN, form.message_id).text
    assert "• Việc: Báo cáo số hóa hồ sơ\n" in screen
    assert "• Hạn: 16 giờ 00, thứ Sáu, 18/12/2026" in screen
    assert "9012/UBND.KSTT ngày 11/12/2026" in screen


async def test_a_letter_that_an_officer_pastes_promises_nothing(monday: World) -> None:
    before = monday.snapshot()
    answer = await monday.write(AN, LETTER)
    assert "chưa ghi nhận gì" in answer.text
    assert monday.snapshot() == before


async def test_what_an_admin_tells_of_their_own_work_is_no_letter(monday: World) -> None:
    answer = await monday.write(
        ADMIN, "Đã gửi báo cáo số 45/BC-UBND ngày 11/12/2026 về Sở Nội vụ, đề nghị anh em theo dõi"
    )
    assert "Giao việc" not in answer.text


async def test_a_letter_sent_as_a_file_opens_an_order_with_the_letter_as_its_basis(monday: World) -> None:
    caption = "CV 1234/UBND-NC ngày 10/12/2026 đề nghị báo cáo rà soát TTHC, chậm nhất 18/12"
    sent = monday.telegram.send_file(ADMIN, PDF, "cv-1234.pdf", "application/pdf", caption=caption)
    screen = await monday.answer(ADMIN, sent)
    assert "📌 Giao việc" in screen.text
    for label in ("Phòng VH", "Nguyễn Thị An", "hết giờ làm việc", "📎 Tệp khác"):
        here = monday.said(ADMIN)[-1]
        if any(each.startswith(label) for each in labels(here)):
            await monday.press(ADMIN, here, label)
            await monday.settled()
    screen = monday.said(ADMIN)[-1]
    assert "Căn cứ: 1234/UBND-NC ngày 10/12/2026" in screen.text
    await monday.press(ADMIN, screen, "📌 Giao ngay")
    await monday.settled()
    card = monday.said(AN)[-1]
    assert "rà soát TTHC" in card.text and "thứ Sáu, 18/12/2026" in card.text


@pytest.mark.parametrize("chat_id", [CHATS["chau.vp"], LAM])
async def test_who_gives_no_orders_hears_to_whom_a_letter_is_to_be_handed_on(
    monday: World, chat_id: int
) -> None:
    before = monday.snapshot()
    answer = await monday.forward(chat_id, LETTER)
    assert "chuyển tin này cho trưởng đơn vị hoặc người quản trị" in answer.text
    assert monday.snapshot() == before
