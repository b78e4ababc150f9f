"""Four eyes over the wire: asked, opened, accepted or returned with a reason, and never by who handed it in."""

import hashlib
from datetime import date
from pathlib import Path

from sqlmodel import select

from bot.sandbox.telegram import ChatMessage
from models.rules.lifecycle import State
from models.rules.zone import local
from models.tables import Person, PersonRole, Review, Role, Task, Verdict
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, PNG, World, labels, open_world

LAM, HOA = CHATS["lam.ubnd"], CHATS["hoa.ttpvhcc"]
MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"
SHA = hashlib.sha256(PNG).hexdigest()
OTHER = PNG + b"\x00"


def begin_with(world: World, chat_id: int, words: str) -> list[ChatMessage]:
    return [each for each in world.said(chat_id) if each.text.startswith(words)]


async def hand_in(world: World, chat_id: int = AN, file: bytes = PNG) -> ChatMessage:
    """Somebody sends the file as a reply to their card; returns the card."""
    card = await world.open_card(chat_id, MONTHLY)
    await world.send_file(chat_id, file, reply_to=card.message_id)
    await world.settled()
    return card


async def handed_in(world: World) -> ChatMessage:
    """An hands in; returns the reviewer's card."""
    await hand_in(world)
    return world.newest(BINH, "📥 Chờ thẩm tra")


def give(world: World, code: str) -> None:
    """The December report is this person's."""
    task = world.task("2026-12")
    with world.writing() as session:
        person = session.exec(select(Person).where(Person.code == code)).one()
        session.get_one(Task, task.id).responsible_id = person.id


def reviews(world: World) -> list[Review]:
    with world.rows() as session:
        return list(session.exec(select(Review)))


async def test_the_reviewer_is_asked_opens_the_file_and_accepts(eve: World) -> None:
    card = await handed_in(eve)
    assert "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026" in card.text
    assert "Chị An nộp lúc 8 giờ 00 thứ Ba, 15/12/2026 – trong hạn" in card.text
    assert "Nhờ anh Bình cho ý kiến đến hết thứ Năm, 17/12/2026." in card.text
    assert card.silent

    file = await eve.pressed_for_answer(BINH, card, "📄 Mở tệp")
    assert file.document == "NV-2026-000001.png"
    assert (eve.telegram.store.files / (file.file_path or "")).read_bytes() == PNG
    assert not any(name in file.text for name in ("An", "Bình", "da-gui"))

    assert await eve.press(BINH, card, "✔️ Duyệt") == "Đã duyệt. Hoàn thành đúng hạn."
    await eve.settled()
    assert eve.task("2026-12").state is State.ACCEPTED
    told = eve.newest(AN, "🌿 Đạt yêu cầu")
    assert told.silent
    assert "Anh Bình xác nhận lúc 8 giờ 00 thứ Ba, 15/12/2026." in told.text
    assert "Hoàn thành đúng hạn, góp phần giữ khoảng 0,09 điểm của tiêu chí 7.5. Cảm ơn chị An." in told.text
    assert "📎 Nộp minh chứng" not in labels(told)
    after = eve.message(BINH, card.message_id)
    assert after.text.startswith("🌿 Đã duyệt")
    assert "✔️ Duyệt" not in labels(after)


async def test_an_approval_names_the_hash_of_the_file(eve: World) -> None:
    card = await handed_in(eve)
    await eve.press(BINH, card, "✔️ Duyệt")
    (entry,) = eve.entries("accept")
    assert entry["files"] == [SHA]
    assert (entry["by"], entry["state"], entry["late_by"]) == ("binh.vhxh", "accepted", 0)


async def test_every_copy_of_the_officers_card_shows_the_approval(eve: World) -> None:
    first = await eve.open_card(AN, MONTHLY)
    second = await hand_in(eve)
    await eve.press(BINH, eve.newest(BINH, "📥 Chờ thẩm tra"), "✔️ Duyệt")
    await eve.settled()
    for card in (first, second):
        assert eve.message(AN, card.message_id).text.startswith("🌿 Đạt yêu cầu")


async def test_returned_with_a_few_words_mended_and_asked_again(eve: World) -> None:
    card = await handed_in(eve)
    question = await eve.pressed_for_answer(BINH, card, "↩️ Trả lại")
    assert labels(question) == [
        "Ảnh không rõ",
        "Không thấy ngày",
        "Sai kỳ số liệu",
        "✍️ Lý do khác",
    ]
    assert "Số liệu chưa đúng kỳ báo cáo." in question.text
    assert eve.task("2026-12").state is State.SUBMITTED

    await eve.press(BINH, question, "Sai kỳ số liệu")
    await eve.settled()
    assert eve.task("2026-12").state is State.RETURNED
    shown = eve.message(BINH, question.message_id)
    assert shown.text.startswith("↩️ Đã trả lại")
    assert "Lời gửi chị An:\nSố liệu chưa đúng kỳ báo cáo." in shown.text
    told = eve.newest(AN, "↩️ Cần bổ sung")
    assert not told.silent
    assert "Số liệu chưa đúng kỳ báo cáo." in told.text
    assert "Bổ sung đến hết thứ Năm, 17/12/2026." in told.text
    assert eve.message(BINH, card.message_id).text.startswith("↩️ Đã trả lại")

    again = await eve.send_file(AN, OTHER, reply_to=told.message_id)
    await eve.settled()
    assert again.text.startswith("✅ Đã nhận minh chứng")
    assert eve.task("2026-12").state is State.SUBMITTED
    assert "Đã có bản bổ sung, đang chờ thẩm tra." in eve.message(AN, told.message_id).text
    asked = eve.newest(BINH, "📥 Chờ thẩm tra")
    assert asked.message_id > question.message_id
    assert "Số liệu chưa đúng kỳ báo cáo." in asked.text
    assert "✔️ Duyệt" in labels(asked)


async def test_a_reason_in_ones_own_words_goes_as_it_was_written(eve: World) -> None:
    card = await handed_in(eve)
    question = await eve.pressed_for_answer(BINH, card, "↩️ Trả lại")
    asked = await eve.pressed_for_answer(BINH, question, "✍️ Lý do khác")
    assert asked.force_reply
    assert "được gửi nguyên văn cho chị An" in asked.text
    answer = await eve.write(BINH, "Ảnh bị mờ, chưa thấy <giờ gửi> & trạng thái.", asked.message_id)
    await eve.settled()
    assert answer.text.startswith("↩️ Đã trả lại")
    assert "Ảnh bị mờ, chưa thấy <giờ gửi> & trạng thái." in answer.text
    assert "Ảnh bị mờ, chưa thấy <giờ gửi> & trạng thái." in eve.newest(AN, "↩️ Cần bổ sung").text
    (found,) = reviews(eve)
    assert (found.verdict, found.files) == (Verdict.RETURNED, [SHA])
    assert "mờ" not in "".join(entry.body for entry in eve.ledger())


async def test_only_a_reason_goes_to_the_officer(eve: World) -> None:
    card = await handed_in(eve)
    for words in ("ok", "?", "1 giao chị An", "trả lại"):
        await eve.pressed_for_answer(BINH, card, "↩️ Trả lại")
        again = await eve.write(BINH, words)
        assert "chưa phải lý do nên chưa gửi gì" in again.text
        assert "Ảnh không rõ" in labels(again)
    stopped = await eve.write(BINH, "thôi, bấm nhầm")
    assert stopped.text == "Đã hiểu: không trả lại, chưa gửi gì; minh chứng vẫn chờ thẩm tra."
    await eve.settled()
    assert labels(eve.message(BINH, again.message_id)) == []
    assert eve.task("2026-12").state is State.SUBMITTED

    await eve.pressed_for_answer(BINH, card, "↩️ Trả lại")
    assert (await eve.write(BINH, "thiếu chữ ký số")).text.startswith("↩️ Đã trả lại")
    await eve.settled()
    told = eve.newest(AN, "↩️ Cần bổ sung")
    assert "thiếu chữ ký số" in told.text

    await eve.send_file(AN, OTHER, reply_to=told.message_id)
    await eve.settled()
    question = await eve.pressed_for_answer(BINH, eve.newest(BINH, "📥 Chờ thẩm tra"), "↩️ Trả lại")
    accepted = await eve.write(BINH, "được rồi, duyệt nhé", reply_to=question.message_id)
    assert accepted.text == "📝 Đã duyệt. Hoàn thành đúng hạn."
    assert eve.task("2026-12").state is State.ACCEPTED
    assert [each.reason for each in reviews(eve) if each.verdict is Verdict.RETURNED] == ["thiếu chữ ký số"]


async def test_a_file_that_came_since_is_not_accepted_unseen(eve: World) -> None:
    card = await handed_in(eve)
    stale = card.data_of("✔️ Duyệt")
    await eve.send_file(AN, OTHER, reply_to=eve.newest(AN, "✅ Đã nhận minh chứng").message_id)
    await eve.settled()
    toast = await eve.press_data(BINH, card.message_id, stale)
    assert toast == ("Vừa có tệp mới hơn tệp đã xem. Xin mở tệp mới rồi cho ý kiến. Không có gì thay đổi.")
    assert eve.task("2026-12").state is State.SUBMITTED
    assert reviews(eve) == []
    card = eve.message(BINH, card.message_id)
    assert "và 1 tệp khác" in card.text
    await eve.press(BINH, card, "✔️ Duyệt")
    (found,) = reviews(eve)
    assert found.files == [SHA, hashlib.sha256(OTHER).hexdigest()]


async def test_a_new_file_voids_the_approval_before_everybodys_eyes(eve: World) -> None:
    card = await handed_in(eve)
    await eve.press(BINH, card, "✔️ Duyệt")
    await eve.settled()
    told = eve.newest(AN, "🌿 Đạt yêu cầu – Báo cáo")
    await eve.send_file(AN, OTHER, reply_to=told.message_id)
    await eve.settled()
    assert eve.task("2026-12").state is State.SUBMITTED
    (found,) = reviews(eve)
    assert found.voided_at is not None
    void = eve.message(AN, told.message_id)
    assert void.text.startswith("📥 Cần thẩm tra lại")
    assert "không còn hiệu lực vì đã có tệp mới" in void.text
    asked = eve.newest(BINH, "📥 Chờ thẩm tra")
    assert asked.message_id > card.message_id
    assert "Lần duyệt của anh Bình lúc 8 giờ 00 thứ Ba, 15/12/2026 không còn hiệu lực" in asked.text


async def test_what_the_reviewer_handed_in_goes_to_the_leader_then_to_the_admin(eve: World) -> None:
    """Binh is the only reviewer and the head of the unit."""
    give(eve, "binh.vhxh")
    card = await hand_in(eve, BINH)
    assert begin_with(eve, BINH, "📥") == []
    asked = eve.newest(LAM, "📥 Chờ thẩm tra")
    assert begin_with(eve, ADMIN, "📥") == []
    for forged in (asked.data_of("✔️ Duyệt"), asked.data_of("↩️ Trả lại")):
        toast = await eve.press_data(BINH, card.message_id, forged)
        assert toast.startswith("Phần này dành cho người thẩm tra; người nộp, người làm thay không tự duyệt.")
    assert eve.task("2026-12").state is State.SUBMITTED
    await eve.press(LAM, asked, "✔️ Duyệt")
    await eve.settled()
    assert eve.task("2026-12").state is State.ACCEPTED
    assert eve.newest(BINH, "🌿 Đạt yêu cầu – Báo cáo").message_id > card.message_id


async def test_without_a_leader_in_reach_the_admin_reviews(eve: World) -> None:
    give(eve, "binh.vhxh")
    eve.telegram.block(LAM)
    await eve.worked_off()
    await hand_in(eve, BINH)
    assert begin_with(eve, LAM, "📥") == []
    await eve.press(ADMIN, eve.newest(ADMIN, "📥 Chờ thẩm tra"), "✔️ Duyệt")
    assert eve.task("2026-12").state is State.ACCEPTED


async def test_where_nobody_may_review_the_admin_is_told_once_and_it_stays_submitted(eve: World) -> None:
    give(eve, "minh.vp")
    for chat_id in (BINH, LAM):
        eve.telegram.block(chat_id)
    await eve.worked_off()
    await hand_in(eve, ADMIN)
    told = eve.newest(ADMIN, "📥 Chưa có người thẩm tra")
    await eve.send_file(ADMIN, OTHER, reply_to=told.message_id)
    await eve.go_to("18/12/2026", "17:00")
    assert eve.task("2026-12").state is State.SUBMITTED
    assert len(begin_with(eve, ADMIN, "📥 Chưa có người thẩm tra")) == 1


async def test_the_submitters_deputy_does_not_accept_either(eve: World) -> None:
    with eve.writing() as session:
        binh = session.exec(select(Person).where(Person.code == "binh.vhxh")).one()
        session.exec(select(Person).where(Person.code == "an.vhxh")).one().deputy_id = binh.id
    await hand_in(eve)
    assert begin_with(eve, BINH, "📥") == []
    asked = eve.newest(LAM, "📥 Chờ thẩm tra")
    await eve.press_data(BINH, eve.said(BINH)[-1].message_id, asked.data_of("✔️ Duyệt"))
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_what_the_reviewer_has_opened_is_not_withdrawn(eve: World) -> None:
    card = await hand_in(eve)
    stale = eve.message(AN, card.message_id).data_of("↩️ Rút lại")
    await eve.pressed_for_answer(BINH, eve.newest(BINH, "📥 Chờ thẩm tra"), "📄 Mở tệp")
    await eve.settled()
    assert "↩️ Rút lại" not in labels(eve.message(AN, card.message_id))
    assert "➕ Thêm tệp" in labels(eve.message(AN, card.message_id))
    toast = await eve.press_data(AN, card.message_id, stale)
    assert toast.startswith("Người thẩm tra đã mở tệp nên không rút lại được.")
    assert eve.task("2026-12").state is State.SUBMITTED


async def test_what_is_withdrawn_before_it_was_opened_waits_for_nobody(eve: World) -> None:
    card = await hand_in(eve)
    await eve.press(AN, eve.message(AN, card.message_id), "↩️ Rút lại")
    await eve.settled()
    seen = eve.newest(BINH, "↩️ Đã rút lại")
    assert "✔️ Duyệt" not in labels(seen)
    assert eve.task("2026-12").state is State.OPEN


async def test_until_the_new_day_a_returned_task_is_not_called_overdue(eve: World) -> None:
    """Due on Wednesday, returned that afternoon, to be mended by Friday; from Monday on it is overdue."""
    card = await handed_in(eve)
    await eve.go_to("16/12/2026", "16:00")
    await eve.press(BINH, await eve.pressed_for_answer(BINH, card, "↩️ Trả lại"), "Sai kỳ số liệu")
    await eve.go_to("17/12/2026", "07:30")
    task = await eve.open_card(AN, MONTHLY)
    assert task.text.startswith("↩️ Cần bổ sung – Báo cáo")
    assert "Bổ sung đến hết: thứ Sáu, 18/12/2026" in task.text
    overdue = begin_with(eve, AN, "🔴") + begin_with(eve, BINH, "🔴") + begin_with(eve, BINH, "📌")
    assert not any(MONTHLY in each.text for each in overdue)
    await eve.go_to("21/12/2026", "07:30")
    task = await eve.open_card(AN, MONTHLY)
    assert task.text.startswith("🔴 Quá hạn 3 ngày làm việc – Báo cáo")


async def test_nobody_else_accepts_returns_or_sees_the_file(eve: World) -> None:
    card = await handed_in(eve)
    before = eve.snapshot()
    for chat_id in (AN, DUNG, HOA, CHATS["chau.vp"]):
        for label in ("✔️ Duyệt", "↩️ Trả lại"):
            await eve.press_data(chat_id, eve.said(chat_id)[-1].message_id, card.data_of(label))
    await eve.press_data(HOA, eve.said(HOA)[-1].message_id, card.data_of("📄 Mở tệp"))
    await eve.settled()
    after = eve.snapshot()
    assert {name: rows for name, rows in after.items() if name != "Person"} == {
        name: rows for name, rows in before.items() if name != "Person"
    }
    assert not any(message.document for message in eve.said(HOA))


async def test_a_second_press_changes_nothing_and_says_so(eve: World) -> None:
    card = await handed_in(eve)
    stale = card.data_of("✔️ Duyệt")
    await eve.press(BINH, card, "✔️ Duyệt")
    toast = await eve.press_data(BINH, card.message_id, stale)
    assert toast == "Việc này đã được xác nhận đạt yêu cầu. Không có gì thay đổi."
    assert len(reviews(eve)) == 1


async def test_work_handed_in_at_night_is_asked_about_in_the_morning(eve: World) -> None:
    await eve.go_to("15/12/2026", "19:30")
    await hand_in(eve)
    assert begin_with(eve, BINH, "📥") == []
    await eve.go_to("16/12/2026", "07:30")
    assert len(begin_with(eve, BINH, "📥")) == 1
    await eve.go_to("16/12/2026", "18:00")
    card = eve.newest(BINH, "📥")
    await eve.press(BINH, await eve.pressed_for_answer(BINH, card, "↩️ Trả lại"), "Ảnh không rõ")
    await eve.settled()
    assert [each for each in eve.started(AN) if "đề nghị" in each.text] == []
    await eve.go_to("17/12/2026", "07:30")
    assert len([each for each in eve.started(AN) if "đề nghị" in each.text]) == 1


async def test_duyet_lists_what_waits_and_numbers_open_the_cards(eve: World) -> None:
    empty = await eve.write(BINH, "/duyet")
    assert empty.text == "📥 Hiện không có minh chứng nào chờ anh Bình thẩm tra."
    await hand_in(eve)
    listed = await eve.write(BINH, "/duyet")
    assert listed.text.startswith("📥 1 minh chứng chờ thẩm tra")
    card = await eve.open_number(BINH, listed, MONTHLY)
    assert card.text.startswith("📥 Chờ thẩm tra")
    await eve.press(BINH, card, "✔️ Duyệt")
    await eve.settled()
    assert "đạt yêu cầu" in eve.message(BINH, listed.message_id).text
    assert (await eve.write(AN, "/duyet")).text.startswith("📥 Hiện không có minh chứng nào")


async def test_only_reviewers_have_the_command_in_their_menu(eve: World) -> None:
    shown = {chat_id: [each["command"] for each in eve.telegram.commands(chat_id)] for chat_id in (AN, BINH)}
    assert "duyet" in shown[BINH]
    assert "duyet" not in shown[AN]


async def test_what_comes_after_closing_is_reviewed_but_never_on_time(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 12, 15)) as world:
        card = await world.open_card(AN, MONTHLY)
        await world.go_to("18/01/2027", "08:00")
        assert world.task("2026-12").state is State.MISSED
        await world.send_file(AN, reply_to=card.message_id)
        await world.settled()
        asked = world.newest(BINH, "📥 Chờ thẩm tra, bổ sung sau")
        assert "↩️ Trả lại" not in labels(asked)
        assert await world.press(BINH, asked, "✔️ Duyệt") == "Đã duyệt, ghi là bổ sung sau."
        await world.settled()
        assert world.task("2026-12").state is State.MISSED
        told = world.newest(AN, "🌿 Đạt yêu cầu")
        assert "bổ sung sau" in told.text
        assert "đúng hạn" not in told.text
        toast = await world.press_data(BINH, asked.message_id, asked.data_of("✔️ Duyệt"))
        assert "Không có gì thay đổi" in toast or "không cần" in toast
        assert len(reviews(world)) == 1


async def test_what_waits_long_stands_in_the_reviewers_first_message_of_each_week(eve: World) -> None:
    with eve.writing() as session:
        hoa, binh = (
            session.exec(select(Person).where(Person.code == code)).one()
            for code in ("hoa.ttpvhcc", "binh.vhxh")
        )
        for held in session.exec(select(PersonRole).where(PersonRole.person_id == hoa.id)).all():
            session.delete(held)
        session.delete(session.get_one(PersonRole, (binh.id, Role.REVIEWER)))
        session.add(PersonRole(person_id=hoa.id or 0, role=Role.REVIEWER))
    await hand_in(eve)
    for monday in ("21/12/2026", "28/12/2026"):
        await eve.go_to(monday, "08:00")
        told = eve.said(HOA)[-1]
        assert f"{local(told.at):%d/%m/%Y %H:%M}" == f"{monday} 07:30"
        assert "hiện chưa có việc nào" not in told.text
        assert MONTHLY in told.text
        card = await eve.open_number(HOA, told, MONTHLY)
        assert "✔️ Duyệt" in labels(card)


async def test_a_verdict_in_words_is_answered_with_the_reviewers_own_buttons(eve: World) -> None:
    card = await handed_in(eve)
    answer = await eve.write(BINH, "đạt yêu cầu", card.message_id)
    assert answer.text.startswith("📥 Chờ thẩm tra")
    assert "Tin vừa rồi chưa ghi gì; xin bấm một nút dưới đây." in answer.text
    assert "✔️ Duyệt" in labels(answer)
    assert eve.task("2026-12").state is State.SUBMITTED
