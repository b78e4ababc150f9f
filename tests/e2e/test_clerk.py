"""The clerk writes: it went out under a number, the number was wrong, it cannot go out; and who stands in for her
(docs/design.md, Conversation)."""

from models.rules.lifecycle import State
from models.rules.reading import Place
from tests.e2e.test_absence import tell_absence
from tests.e2e.world import ADMIN, AN, BINH, CHATS, World, labels

CLERK, HOA = CHATS["chau.vp"], CHATS["hoa.ttpvhcc"]
MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
QUARTERLY = "Báo cáo tình hình, kết quả giải quyết TTHC quý IV/2026"
YEARLY = "Báo cáo tình hình, kết quả giải quyết TTHC năm 2026"
OF_A_YEAR = "7.5-bao-cao-tthc-nam"
NOT_HERS = "Phần này dành cho"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def line_number(text: str, words: str) -> str:
    return next(line.split(".")[0] for line in text.splitlines() if words in line)


async def on_her_desk(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "lãnh đạo ký rồi, đang ở văn thư", reply_to=card.message_id)
    assert eve.task("2026-12").place is Place.CLERK


async def test_words_that_name_another_document_are_asked_about(eve: World) -> None:
    await on_her_desk(eve)
    before = eve.snapshot()
    for words in (
        "đã phát hành báo cáo tuyên truyền CCHC số 130/BC-UBND",
        "da phat hanh bao cao xin loi so 121/BC-UBND",
        "kế hoạch 120/KH-UBND đã ra số rồi",
        "đã phát hành báo cáo tháng 11 số 119/BC-UBND",
        "đã phát hành tháng 11 rồi ạ",
    ):
        asked = await eve.write(CLERK, words)
        assert "Văn bản nào ạ?" in asked.text, words
        assert MONTHLY in asked.text, words
        assert eve.snapshot() == before, words

    # One that is open, and of which nobody has said where it lies, is offered too.
    quarter = await eve.write(CLERK, "đã phát hành báo cáo quý IV số 131/BC-UBND ngày 14/12")
    assert QUARTERLY in quarter.text and MONTHLY in quarter.text
    number = next(line.split(".")[0] for line in quarter.text.splitlines() if QUARTERLY in line)
    said = await eve.pressed_for_answer(CLERK, quarter, number)
    assert said.text.startswith("📝 Đã ghi: phát hành số 131/BC-UBND ngày thứ Hai, 14/12/2026.")
    assert QUARTERLY in said.text
    assert eve.task("2026-12").place is Place.CLERK

    # A day with its month is no period, and words that name none mean the only one on her desk.
    said = await eve.write(CLERK, "dạ đã phát hành lên trục liên thông ngày 15 tháng 12 rồi chị nhé")
    assert MONTHLY in said.text
    assert eve.task("2026-12").place is Place.ISSUED


async def test_its_number_is_said_back_stands_on_the_task_and_is_put_right(eve: World) -> None:
    await on_her_desk(eve)
    card = await eve.open_number(CLERK, await eve.write(CLERK, "/viec"), MONTHLY)
    await eve.press(CLERK, card, "✍️ Đã phát hành")
    await eve.settled()
    asked = eve.said(AN)[-1]
    assert asked.text.startswith("📎 Văn thư báo đã phát hành. Nhờ chị An gửi minh chứng")

    said = await eve.write(CLERK, "số 140/BC-UBND ngày 14/12")
    assert said.text.startswith("📝 Đã ghi: phát hành số 140/BC-UBND ngày thứ Hai, 14/12/2026.")
    await eve.settled()
    assert eve.said(AN)[-1].text.startswith("📎 Văn thư báo đã phát hành số 140/BC-UBND ngày 14/12/2026.")

    right = await eve.write(CLERK, "nhầm số, 122/BC-UBND mới đúng")
    assert "Đã ghi: phát hành số 122/BC-UBND ngày thứ Hai, 14/12/2026." in right.text
    await eve.settled()
    assert "đã phát hành số 122/BC-UBND ngày 14/12/2026" in eve.said(AN)[-1].text
    details = await eve.pressed_for_answer(AN, await eve.open_card(AN, MONTHLY), "❓ Chi tiết")
    assert "Văn bản đã phát hành số 122/BC-UBND ngày thứ Hai, 14/12/2026." in details.text
    assert [entry.get("document") for entry in eve.entries("renumber")] == ["140/BC-UBND", "122/BC-UBND"]

    await eve.send_file(AN, PDF, "bao-cao.pdf", "application/pdf", reply_to=asked.message_id)
    await eve.worked_off()
    late = await eve.write(CLERK, "số 123/BC-UBND", reply_to=right.message_id)
    assert "phát hành số 123/BC-UBND" in late.text
    assert eve.task("2026-12").state is State.SUBMITTED
    assert "gửi minh chứng" not in eve.said(AN)[-1].text


async def test_why_it_cannot_go_out_is_heard_and_told_in_her_words(eve: World) -> None:
    await on_her_desk(eve)
    words = "chua phat hanh duoc, thieu chu ky so co quan"
    said = await eve.write(CLERK, words)
    assert said.text.startswith("🆘 Đã ghi: đang vướng") and words in said.text
    assert "Người phụ trách, trưởng đơn vị và quản trị đã được báo" in said.text
    await eve.settled()
    for chat in (AN, BINH, ADMIN):
        told = eve.newest(chat, "🆘 Đang vướng")
        assert f"Chị Châu báo: “{words}”" in told.text
    await eve.press(CLERK, said, "↩️")
    await eve.settled()
    assert "Đang vướng" not in (await eve.open_card(AN, MONTHLY)).text

    tomorrow = await eve.write(CLERK, "mai mới phát hành được")
    assert "mai mới phát hành được" in tomorrow.text and NOT_HERS not in tomorrow.text
    assert "Đang vướng" in (await eve.open_card(AN, MONTHLY)).text
    await eve.write(CLERK, "đã phát hành số 126/BC-UBND")
    assert eve.task("2026-12").place is Place.ISSUED
    assert "Đang vướng" not in (await eve.open_card(AN, MONTHLY)).text


async def test_who_is_told_in_her_place_does_her_step(eve: World) -> None:
    await tell_absence(eve, CLERK, "Hôm nay", "Hết", "Để")
    await on_her_desk(eve)
    await eve.go_to("16/12/2026", "14:00")
    listed = eve.newest(ADMIN, "🗂")
    assert "Tin này gửi đến anh Minh thay chị Châu đang vắng." in listed.text
    said = await eve.write(ADMIN, "đã phát hành số 126/BC-UBND", reply_to=listed.message_id)
    assert "Đã ghi: phát hành số 126/BC-UBND." in said.text
    await eve.settled()
    # An admin who issues in her place gives nobody any work.
    assert not [each for each in eve.said(BINH) if "vừa giao" in each.text]
    task = eve.task("2026-12")
    assert (task.state, task.place) == (State.OPEN, Place.ISSUED)
    assert [(entry["document"], entry["for"]) for entry in eve.entries("issue")] == [
        ("126/BC-UBND", "chau.vp")
    ]


async def test_who_is_told_while_she_is_not_reached_presses_her_button(eve: World) -> None:
    eve.telegram.block(CLERK)
    await on_her_desk(eve)
    await eve.go_to("16/12/2026", "14:00")
    listed = eve.newest(ADMIN, "🗂")
    assert "thay chị Châu, tin nhắn không đến được máy." in listed.text
    await eve.press(ADMIN, listed, "1 · Đã phát hành")
    assert eve.task("2026-12").place is Place.ISSUED


async def test_she_finds_what_officers_have_whom_telegram_does_not_reach(eve: World) -> None:
    assert MONTHLY not in (await eve.write(CLERK, "/viec bc tthc thang 12")).text
    eve.telegram.block(AN)
    await eve.go_to("16/12/2026", "09:00")
    found = await eve.write(CLERK, "/viec bc tthc thang 12")
    card = await eve.open_number(CLERK, found, MONTHLY)
    assert "để ghi thay" in card.text
    question = await eve.send_file(CLERK, PDF, "bao-cao-tthc-thang-12-2026.pdf", "application/pdf")
    number = next(line.split(".")[0] for line in question.text.splitlines() if MONTHLY in line)
    await eve.press(CLERK, question, next(each for each in labels(question) if each.startswith(number)))
    await eve.worked_off()
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_what_went_out_in_time_is_not_called_late_the_next_morning_only_its_evidence_is_missing(
    eve: World,
) -> None:
    await on_her_desk(eve)
    await eve.go_to("16/12/2026", "15:30")
    await eve.write(CLERK, "đã phát hành báo cáo tháng 12 số 140/BC-UBND ngày 16/12")
    await eve.go_to("17/12/2026", "10:05")
    card = await eve.open_card(AN, MONTHLY)
    assert card.text.startswith("🟠 Đã phát hành 16/12, chưa có minh chứng")
    told = eve.newest(BINH, "📌").text
    (line,) = (each for each in told.splitlines() if "140/BC-UBND" in each)
    assert line.startswith("Tình trạng: văn bản đã phát hành số 140/BC-UBND")
    assert "quá hạn" not in told.casefold()


async def test_a_number_without_a_reply_is_that_of_her_newest_list(eve: World) -> None:
    await on_her_desk(eve)
    yearly = await eve.open_card(AN, "kết quả giải quyết TTHC năm 2026")
    await eve.write(AN, "lãnh đạo ký rồi, đang ở văn thư", reply_to=yearly.message_id)
    await eve.go_to("15/12/2026", "14:05")
    listed = eve.newest(CLERK, "🗂")
    number = next(line.split(".")[0] for line in listed.text.splitlines() if MONTHLY in line)
    said = await eve.write(CLERK, f"{number} đã phát hành số 140/BC-UBND")
    assert said.text.startswith("📝 Đã ghi: phát hành số 140/BC-UBND") and MONTHLY in said.text
    assert eve.task("2026-12").place is Place.ISSUED
    done = await eve.write(CLERK, f"{3 - int(number)} xong")
    assert done.text.startswith("📝 Đã ghi: phát hành, chưa có số") and "năm 2026" in done.text


async def test_what_was_issued_by_mistake_is_taken_back_by_its_number(eve: World) -> None:
    """And nothing else gets that number; also after the number was put right, in words and by the button."""
    await on_her_desk(eve)
    card = await eve.open_card(AN, YEARLY)
    await eve.write(AN, "văn thư đang giữ", reply_to=card.message_id)
    listed = await eve.write(CLERK, "/viec")
    numbers = {words: line_number(listed.text, words) for words in (YEARLY, MONTHLY)}
    words = f"{numbers[YEARLY]} số 125/BC-UBND, {numbers[MONTHLY]} số 126/BC-UBND"
    await eve.write(CLERK, words, reply_to=listed.message_id)
    await eve.worked_off()
    await eve.write(CLERK, "nhầm, số 127/BC-UBND mới đúng")
    assert [entry["document"] for entry in eve.entries("renumber")] == ["127/BC-UBND"]

    undone = await eve.write(CLERK, "văn bản 125 chưa phát hành, tôi báo nhầm")
    assert YEARLY in undone.text and MONTHLY not in undone.text
    assert len(eve.entries("renumber")) == 1
    assert (eve.task("2026", OF_A_YEAR).place, eve.task("2026-12").place) == (Place.CLERK, Place.ISSUED)

    asked = await eve.write(CLERK, "thu hồi văn bản 127/BC-UBND")
    assert MONTHLY in asked.text
    assert eve.task("2026-12").place is Place.CLERK
    await eve.go_to("16/12/2026")
    told = eve.newest(AN, "☀️").text.splitlines()
    for title in (YEARLY, MONTHLY):
        (line,) = (each for each in told if title in each and each[0].isdecimal())
        assert "văn bản đang ở văn thư, chờ phát hành từ 15/12" in line


async def test_which_number_was_wrong_is_read_and_one_that_another_has_is_asked_about(eve: World) -> None:
    await on_her_desk(eve)
    card = await eve.open_card(AN, YEARLY)
    await eve.write(AN, "văn thư đang giữ", reply_to=card.message_id)
    await eve.write(CLERK, "đã phát hành báo cáo năm 2026 số 125/BC-UBND")
    await eve.write(CLERK, "đã phát hành số 126/BC-UBND")
    before = eve.snapshot()
    asked = await eve.write(CLERK, "nhầm, số 125/BC-UBND mới đúng")
    assert "Văn bản nào ạ?" in asked.text and YEARLY in asked.text and MONTHLY in asked.text
    assert eve.snapshot() == before
    right = await eve.write(CLERK, "số 125 nhầm, 128/BC-UBND mới đúng")
    assert YEARLY in right.text and "phát hành số 128/BC-UBND" in right.text
    await eve.press(CLERK, eve.message(CLERK, right.message_id), "↩️")
    assert eve.task("2026", OF_A_YEAR).place is Place.CLERK


async def test_a_number_in_words_names_no_subject(eve: World) -> None:
    await on_her_desk(eve)
    said = await eve.write(CLERK, "phát hành báo cáo tthc quý 4 số một trăm hai mươi tám ngày 15/12")
    assert QUARTERLY in said.text


async def test_her_own_list_has_what_her_morning_list_has(eve: World) -> None:
    """Also what still waits for the signature."""
    yearly = await eve.open_card(AN, "kết quả giải quyết TTHC năm 2026")
    await eve.write(AN, "đang trình lãnh đạo ký", reply_to=yearly.message_id)
    await eve.go_to("16/12/2026")
    assert "năm 2026" in eve.newest(CLERK, "🗂").text
    listed = await eve.write(CLERK, "/viec")
    assert "kết quả giải quyết TTHC năm 2026" in listed.text
