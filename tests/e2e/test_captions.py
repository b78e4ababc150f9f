"""What stands beside a file is read before the file counts; files sent as one are answered as one."""

import pytest
from sqlmodel import select

from jobs.verify import verify
from models.rules.lifecycle import State
from models.store import EvidenceStore
from models.tables import Confirmation, Evidence, Statement
from tests.e2e.world import AN, BINH, PNG, World, labels

MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def sound(world: World) -> list[str]:
    with world.rows() as session:
        return verify(session, EvidenceStore(world.sandbox._folder / "evidence"))


async def send(world: World, caption: str, reply_to: int | None = None, name: str = "anh-chup.png") -> str:
    sent = world.telegram.send_file(AN, PNG, name, "image/png", reply_to, caption=caption)
    return (await world.answer(AN, sent)).text


@pytest.mark.parametrize(
    ("caption", "says", "kind"),
    [
        ("chưa gửi được, hệ thống báo lỗi như hình", "🆘 Đã ghi: đang vướng", "obstacle"),
        ("mai em nộp bản chính, đây là dự thảo", "⏰ Sẽ nhắc lại lúc 7 giờ 30 thứ Tư, 16/12/2026", "snooze"),
        ("em moi trinh lanh dao ky, chua phat hanh", "🖊 Đã ghi: văn bản", "place"),
    ],
)
async def test_a_caption_that_is_short_of_done_keeps_the_file_beside_the_task(
    eve: World, caption: str, says: str, kind: str
) -> None:
    card = await eve.open_card(AN, MONTHLY)
    answer = await send(eve, caption, card.message_id)
    assert answer.startswith(says)
    assert "1 tệp được giữ kèm việc này, chưa tính là minh chứng" in answer
    assert eve.task("2026-12").state is State.OPEN
    with eve.rows() as session:
        statement = session.exec(select(Statement)).one()
        assert (statement.kind.value, statement.words) == (kind, caption)
        evidence = session.exec(select(Evidence)).one()
        assert (evidence.task_id, evidence.item_id) == (eve.task("2026-12").id, None)
        assert session.exec(select(Confirmation)).first() is None
    assert sound(eve) == []


async def test_a_caption_that_only_asks_hands_nothing_in(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    asked = await send(eve, "chị xem giúp em đúng mẫu chưa ạ?", card.message_id)
    assert "việc nào" in asked
    assert eve.task("2026-12").state is State.OPEN
    await eve.press(
        AN, eve.said(AN)[-1], next(each for each in labels(eve.said(AN)[-1]) if "tháng 12" in each)
    )
    await eve.settled()
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_what_was_kept_beside_can_be_meant_after_all_and_its_reviewer_reads_the_caption(
    eve: World,
) -> None:
    card = await eve.open_card(AN, MONTHLY)
    caption = "mai em nộp bản chính, đây là dự thảo"
    await send(eve, caption, card.message_id)
    heard = eve.said(AN)[-1]
    answer = await eve.pressed_for_answer(AN, heard, "📎 Tính là minh chứng")
    assert answer.text.startswith("✅ Đã nhận minh chứng")
    assert eve.task("2026-12").state is State.SUBMITTED
    await eve.tick()
    assert f"chị An: “{caption}”" in eve.newest(BINH, "📥").text
    assert "📎 Tính là minh chứng" not in labels(eve.message(AN, heard.message_id))
    assert sound(eve) == []


async def test_a_caption_that_says_nothing_against_it_is_the_submission_and_its_reviewer_reads_it(
    eve: World,
) -> None:
    card = await eve.open_card(AN, MONTHLY)
    answer = await send(eve, "Em gửi ảnh màn hình đã gửi báo cáo ạ", card.message_id)
    assert answer.startswith("✅ Đã nhận minh chứng")
    await eve.tick()
    assert "“Em gửi ảnh màn hình đã gửi báo cáo ạ”" in eve.newest(BINH, "📥").text


async def test_a_caption_of_a_file_without_a_reply_is_read_when_its_task_is_chosen(eve: World) -> None:
    asked = await send(eve, "chưa gửi được, hệ thống báo lỗi như hình")
    assert "nộp cho việc nào ạ?" in asked
    question = eve.said(AN)[-1]
    number = next(line.split(".")[0] for line in question.text.splitlines() if "tháng 12/2026" in line)
    answer = await eve.pressed_for_answer(AN, question, number)
    assert answer.text.startswith("🆘 Đã ghi: đang vướng")
    assert eve.task("2026-12").state is State.OPEN
    assert sound(eve) == []


async def test_a_caption_that_names_one_task_settles_which(eve: World) -> None:
    answer = await send(eve, "bao cao thang 12")
    assert answer.startswith("✅ Đã nhận minh chứng")
    assert "tháng 12/2026" in answer
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_a_file_name_that_names_a_task_puts_it_first_and_settles_nothing(eve: World) -> None:
    asked = await send(eve, "", name="bao_cao_nam_2026.png")
    first = next(line for line in asked.splitlines() if line.startswith("1."))
    assert "2026" in first and "tháng" not in first
    assert eve.task("2026-12").state is State.OPEN


async def test_an_album_in_reply_is_answered_once_under_one_receipt(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    before = len(eve.said(AN))
    files = [(PNG + bytes([n]), f"anh-{n}.png", "image/png") for n in range(3)]
    eve.telegram.send_album(AN, files, card.message_id, "em gửi ảnh ạ")
    await eve.worked_off()
    (answer,) = eve.said(AN)[before:]
    assert answer.text.startswith("✅ Đã nhận minh chứng")
    assert "Tệp: anh-0.png và 2 tệp khác" in answer.text
    with eve.rows() as session:
        receipt = session.exec(select(Confirmation)).one()
        assert {each.confirmation_id for each in session.exec(select(Evidence))} == {receipt.id}
        assert len(session.exec(select(Evidence)).all()) == 3
    assert sound(eve) == []


async def test_an_album_whose_caption_names_its_task_is_answered_once(eve: World) -> None:
    before = len(eve.said(AN))
    files = [(PNG + bytes([n]), f"anh-{n}.png", "image/png") for n in range(3)]
    eve.telegram.send_album(AN, files, caption="bc thang 12 day a")
    await eve.worked_off()
    (answer,) = eve.said(AN)[before:]
    assert answer.text.startswith("✅ Đã nhận minh chứng")
    assert "Tệp: anh-0.png và 2 tệp khác" in answer.text
    with eve.rows() as session:
        assert {each.task_id for each in session.exec(select(Evidence))} == {eve.task("2026-12").id}
        session.exec(select(Confirmation)).one()


async def test_files_placed_by_one_press_share_an_answer_and_a_receipt(eve: World) -> None:
    files = [(PNG + bytes([n]), f"anh-{n}.png", "image/png") for n in range(3)]
    eve.telegram.send_album(AN, files)
    await eve.worked_off()
    question, before = eve.said(AN)[-1], len(eve.said(AN))
    await eve.press(AN, question, next(each for each in labels(question) if "tháng 12" in each))
    await eve.settled()
    (answer,) = eve.said(AN)[before:]
    assert answer.text.startswith("✅ Đã nhận minh chứng")
    assert "Tệp: anh-0.png và 2 tệp khác" in answer.text
    with eve.rows() as session:
        receipt = session.exec(select(Confirmation)).one()
        assert {each.confirmation_id for each in session.exec(select(Evidence))} == {receipt.id}
    assert sound(eve) == []


async def test_an_album_that_is_short_of_done_is_kept_beside_as_one(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    before = len(eve.said(AN))
    files = [(PNG + bytes([n]), f"anh-{n}.png", "image/png") for n in range(2)]
    eve.telegram.send_album(AN, files, card.message_id, "chưa gửi được, hệ thống báo lỗi như hình")
    await eve.worked_off()
    (answer,) = eve.said(AN)[before:]
    assert "2 tệp được giữ kèm việc này, chưa tính là minh chứng" in answer.text
    assert eve.task("2026-12").state is State.OPEN
    with eve.rows() as session:
        assert len(session.exec(select(Statement)).all()) == 1


async def test_each_of_several_files_that_wait_for_one_answer_is_heard_by_its_own_caption(eve: World) -> None:
    """Sent one by one; what is not done is said before another of them hands it in."""
    question = await eve.send_file(AN, PDF, "du-thao.pdf", "application/pdf")
    caption = "chưa gửi được, hệ thống báo lỗi như hình"
    eve.telegram.send_file(AN, PNG, "loi.png", "image/png", caption=caption)
    await eve.worked_off()
    asked = eve.message(AN, question.message_id)
    assert f"du-thao.pdf, loi.png (“{caption}”)" in asked.text
    await eve.press(AN, asked, next(each for each in labels(asked) if "tháng 12" in each))
    await eve.worked_off()
    heard = eve.said(AN)[-1]
    assert heard.text.startswith("🆘 Đã ghi: đang vướng") and f"Lời báo: “{caption}”" in heard.text
    assert "2 tệp được giữ kèm việc này, chưa tính là minh chứng" in heard.text
    assert eve.task("2026-12").state is State.OPEN
    assert sound(eve) == []


async def test_a_caption_may_pick_by_the_numbers_of_the_question_for_an_earlier_file(eve: World) -> None:
    question = await eve.send_file(AN, PDF, "mot.pdf", "application/pdf")
    number = next(each for each in labels(question) if "tháng 12" in each).split(" ")[0]
    answer = await send(eve, f"cái này cho việc {number}")
    assert answer.startswith("✅ Đã nhận minh chứng") and MONTHLY in answer
    assert "1 tệp: mot.pdf" in eve.message(AN, question.message_id).text
    assert eve.task("2026-12").state is State.SUBMITTED
