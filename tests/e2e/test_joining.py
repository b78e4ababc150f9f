"""Coming in by a one-time invite, moving to another phone, being taken off, being out of reach."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models.tables import Invite, Person
from tests.e2e.world import ADMIN, AN, BINH, DUNG, STRANGER, World, at, labels, open_world

NEW_PHONE = STRANGER
KEYBOARD = [["📋 Việc của tôi", "📅 Lịch hạn"], ["🏖 Báo vắng", "👤 Về tôi"]]
QUESTION = "Có đúng là đồng chí Lê Văn Dũng không ạ?"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026 at 08:00, with one account that nobody knows yet."""
    async with open_world(tmp_path, date(2026, 12, 15), moment=at("15/12/2026", "08:00")) as world:
        world.newcomer(NEW_PHONE, "Máy mới")
        yield world


def spent(world: World, code: str) -> bool:
    """Whether the newest invite of a person was used."""
    with world.rows() as session:
        person = session.exec(select(Person).where(Person.code == code)).one()
        invites = session.exec(select(Invite).where(Invite.person_id == person.id)).all()
        return invites[-1].spent_at is not None


def spellings(code: str) -> list[str]:
    first, second = code[:4], code[4:]
    return [
        f"/start {code}",
        code,
        f"NV {first} {second}",
        f"nv {first.lower()} {second.lower()}",
        f"  NV-{first}-{second} ",
        f"nv{code.lower()}",
        f"NV – {first}–{second}",
    ]


@pytest.mark.parametrize("spelling", range(7))
async def test_the_link_and_the_typed_code_in_any_spelling_ask_before_anything_is_spent(
    town: World, spelling: int
) -> None:
    question = await town.write(NEW_PHONE, spellings(town.invite("dung.vhxh"))[spelling])
    assert QUESTION in question.text
    assert labels(question) == ["✅ Đúng là tôi", "✋ Không phải tôi"]
    assert not spent(town, "dung.vhxh")
    assert town.person("dung.vhxh").chat_id == DUNG

    await town.press(NEW_PHONE, question, "✅ Đúng là tôi")
    await town.worked_off()
    assert spent(town, "dung.vhxh")
    assert town.person("dung.vhxh").chat_id == NEW_PHONE


@pytest.mark.parametrize("words", ["đúng là tôi", "dạ đúng rồi ạ", "Vâng", "Đúng là tôi ✅"])
async def test_who_they_are_may_be_typed_instead_of_pressed(town: World, words: str) -> None:
    question = await town.write(NEW_PHONE, town.invite("an.vhxh"))
    assert (await town.write(NEW_PHONE, words)).text.startswith("Cảm ơn chị An.")
    await town.worked_off()
    assert town.person("an.vhxh").chat_id == NEW_PHONE
    assert "Đã xác nhận: Nguyễn Thị An" in town.message(NEW_PHONE, question.message_id).text


async def test_that_it_is_somebody_else_may_be_typed_too(town: World) -> None:
    await town.write(NEW_PHONE, town.invite("an.vhxh"))
    answer = await town.write(NEW_PHONE, "không phải tôi")
    assert "mã mời này không phải của người đang dùng tài khoản" in answer.text
    assert not spent(town, "an.vhxh")
    await town.settled()
    assert town.newest(ADMIN, "✋ Mã mời của Nguyễn Thị An")
    assert "chỉ dùng cho người được mời" in (await town.write(NEW_PHONE, "đúng là tôi")).text


async def test_an_old_link_of_ones_own_says_that_one_has_joined(town: World) -> None:
    code = town.invite("an.vhxh", valid_days=1)
    await town.go_to("17/12/2026", "08:00")
    answer = await town.write(AN, f"/start {code}")
    assert "Mã mời này không còn dùng được" not in answer.text
    assert "đã tham gia" in answer.text


async def test_the_answer_is_welcomed_with_the_main_keyboard_and_the_question_loses_its_buttons(
    town: World,
) -> None:
    question = await town.write(NEW_PHONE, town.invite("an.vhxh"))
    await town.press(NEW_PHONE, question, "✅ Đúng là tôi")
    welcome = await town.answer(NEW_PHONE, question.message_id)
    assert welcome.text.startswith("Cảm ơn chị An.")
    assert welcome.reply_keyboard == KEYBOARD
    for promise in ("văn bản mật", "thông tin cá nhân của người dân", "Cao Quang Minh", "16/12/2026"):
        assert promise in welcome.text
    await town.settled()
    asked = town.message(NEW_PHONE, question.message_id)
    assert asked.buttons == []
    assert "Đã xác nhận: Nguyễn Thị An" in asked.text
    listed = town.said(NEW_PHONE)[-1]
    assert listed.text.startswith("📋 Việc của chị An")
    assert "1" in labels(listed)


async def test_who_first_joins_on_a_due_day_sees_what_is_open(town: World) -> None:
    with town.writing() as session:
        person = session.exec(select(Person).where(Person.code == "an.vhxh")).one()
        person.chat_id = None
        session.add(person)
    for day, hears in (("15/12/2026", False), ("16/12/2026", True)):
        await town.go_to(day, "09:00")
        with town.writing() as session:
            session.exec(select(Person).where(Person.code == "an.vhxh")).one().chat_id = None
        question = await town.write(NEW_PHONE, town.invite("an.vhxh"))
        await town.press(NEW_PHONE, question, "✅ Đúng là tôi")
        await town.worked_off()
        assert town.said(NEW_PHONE)[-1].text.startswith("📋 Việc của chị An") == hears


async def test_not_me_spends_nothing_and_tells_the_admin(town: World) -> None:
    code = town.invite("dung.vhxh")
    question = await town.write(NEW_PHONE, code)
    toast = await town.press(NEW_PHONE, question, "✋ Không phải tôi")
    assert toast == "Đã ghi. Mã mời chưa được dùng."
    await town.worked_off()
    assert not spent(town, "dung.vhxh")
    assert town.person("dung.vhxh").chat_id == DUNG
    told = town.said(ADMIN)[-1]
    assert "Lê Văn Dũng" in told.text
    assert "Không phải tôi" in told.text
    answered = town.message(NEW_PHONE, question.message_id)
    assert answered.buttons == []
    assert "Mã chưa được dùng" in answered.text

    again = await town.write(NEW_PHONE, code)
    assert QUESTION in again.text


async def test_at_night_the_admin_is_not_woken_by_not_me(town: World) -> None:
    await town.go_to("15/12/2026", "21:00")
    question = await town.write(NEW_PHONE, town.invite("dung.vhxh"))
    said = town.said(ADMIN)
    await town.press(NEW_PHONE, question, "✋ Không phải tôi")
    await town.worked_off()
    assert town.said(ADMIN) == said
    await town.go_to("16/12/2026", "07:30")
    assert any("Không phải tôi" in each.text for each in town.said(ADMIN)[len(said) :])


@pytest.mark.parametrize(("choice", "called"), [("Anh Dũng", "anh Dũng"), ("Đồng chí Dũng", "đồng chí Dũng")])
async def test_the_form_of_address_is_asked_where_it_is_unknown(
    town: World, choice: str, called: str
) -> None:
    with town.writing() as session:
        person = session.exec(select(Person).where(Person.code == "dung.vhxh")).one()
        person.address = None
        session.add(person)
    question = await town.write(NEW_PHONE, town.invite("dung.vhxh"))
    asked = await town.pressed_for_answer(NEW_PHONE, question, "✅ Đúng là tôi")
    assert "nên xưng hô với Lê Văn Dũng thế nào ạ" in asked.text
    assert labels(asked) == ["Anh Dũng", "Chị Dũng", "Đồng chí Dũng"]
    welcome = await town.pressed_for_answer(NEW_PHONE, asked, choice)
    assert welcome.text.startswith(f"Cảm ơn {called}.")
    assert welcome.reply_keyboard
    await town.settled()
    assert called in town.message(NEW_PHONE, asked.message_id).text


async def test_a_new_link_of_the_same_person_moves_the_chat_and_tells_the_old_one(town: World) -> None:
    question = await town.write(NEW_PHONE, town.invite("an.vhxh"))
    await town.press(NEW_PHONE, question, "✅ Đúng là tôi")
    await town.worked_off()
    assert "đã chuyển sang một tài khoản Telegram khác" in town.said(AN)[-1].text
    listed = await town.write(NEW_PHONE, "/viec")
    assert "TTHC tháng 12/2026" in listed.text
    (stranger,) = await town.silent_write(AN, "/viec")
    assert "chỉ dùng cho người được mời" in stranger.text

    old = town.said(AN)
    await town.go_to("16/12/2026")
    assert town.said(AN) == old
    assert "Hôm nay đến hạn" in town.said(NEW_PHONE)[-1].text


async def test_an_old_chats_buttons_are_dead_after_the_move(town: World) -> None:
    card = await town.open_card(AN, "TTHC tháng 12/2026")
    question = await town.write(NEW_PHONE, town.invite("an.vhxh"))
    await town.press(NEW_PHONE, question, "✅ Đúng là tôi")
    await town.worked_off()
    before = town.snapshot()
    toast = await town.press_data(AN, card.message_id, card.data_of("✅ Đã xong"))
    assert toast == "Nút này chỉ dùng cho người được mời. Không có gì thay đổi."
    assert town.snapshot() == before


async def test_one_chat_is_one_person(town: World) -> None:
    before_code = town.invite("dung.vhxh")
    before = town.snapshot()
    answer = await town.write(AN, before_code)
    assert "Nguyễn Thị An" in answer.text
    assert answer.buttons == []
    assert town.snapshot() == before
    assert town.person("dung.vhxh").chat_id == DUNG


async def test_joining_again_from_the_same_chat_keeps_it(town: World) -> None:
    question = await town.write(DUNG, town.invite("dung.vhxh"))
    await town.press(DUNG, question, "✅ Đúng là tôi")
    await town.worked_off()
    assert town.person("dung.vhxh").chat_id == DUNG
    assert not any("chuyển sang một tài khoản" in each.text for each in town.said(DUNG))


async def test_the_admin_hears_who_joined_and_can_take_them_off_with_a_button(town: World) -> None:
    question = await town.write(NEW_PHONE, town.invite("dung.vhxh"))
    await town.press(NEW_PHONE, question, "✅ Đúng là tôi")
    await town.worked_off()
    told = town.said(ADMIN)[-1]
    assert "Lê Văn Dũng" in told.text
    assert "đã tham gia" in told.text
    assert labels(told) == ["⛔ Không đúng người – gỡ"]

    await town.press(ADMIN, told, "⛔ Không đúng người")
    await town.worked_off()
    assert town.person("dung.vhxh").chat_id is None
    assert "đã gỡ tài khoản này" in town.said(NEW_PHONE)[-1].text
    rewritten = town.message(ADMIN, told.message_id)
    assert rewritten.buttons == []
    assert "Đã gỡ" in rewritten.text
    again = await town.press_data(ADMIN, told.message_id, told.data_of("⛔ Không đúng người – gỡ"))
    assert "Không có gì thay đổi." in again


async def test_start_of_somebody_who_joined_is_answered_with_the_keyboard(town: World) -> None:
    before = town.snapshot()
    answer = await town.write(AN, "/start")
    assert answer.text.startswith("Chị An đã tham gia rồi")
    assert answer.reply_keyboard == KEYBOARD
    await town.worked_off()
    assert town.said(AN)[-1].text.startswith("📋 Việc của chị An")
    unknown = await town.write(AN, "/start khong-phai-ma")
    assert "Không thấy mã mời này" in unknown.text
    assert town.snapshot() == before


async def test_a_used_link_opened_again_by_its_owner_is_no_alarm(town: World) -> None:
    code = town.invite("dung.vhxh")
    question = await town.write(DUNG, code)
    await town.press(DUNG, question, "✅ Đúng là tôi")
    await town.worked_off()
    said = town.said(ADMIN)
    answer = await town.write(DUNG, f"/start {code}")
    assert answer.text.startswith("Anh Dũng đã tham gia rồi")
    await town.worked_off()
    assert town.said(ADMIN) == said


async def test_the_secret_of_an_invite_is_nowhere_in_the_record(town: World) -> None:
    code = town.invite("dung.vhxh")
    question = await town.write(NEW_PHONE, code)
    await town.press(NEW_PHONE, question, "✅ Đúng là tôi")
    await town.worked_off()
    assert all(code not in entry.body for entry in town.ledger())
    assert all(code not in str(row) for row in town.snapshot()["Invite"])


async def test_while_an_officer_has_blocked_the_bot_the_head_is_told_why(town: World) -> None:
    town.telegram.block(AN)
    await town.worked_off()
    await town.go_to("16/12/2026")
    assert {each.at.strftime("%d/%m") for each in town.said(AN)} == {"15/12"}
    message = town.said(BINH)[-1]
    card = await town.open_number(BINH, message, "hồ sơ giải quyết TTHC tháng 12/2026")
    assert "Tin này gửi đến anh Bình vì tin nhắn không đến được máy của chị An." in card.text
    assert "✅ Ghi thay: đã xong" in labels(card)
    assert not any(label.startswith("👤 Giao cho") for label in labels(card))


async def test_the_heads_list_of_several_says_for_whom_each_of_them_is(town: World) -> None:
    town.telegram.block(AN)
    await town.worked_off()
    await town.go_to("16/12/2026")
    message = town.said(BINH)[-1]
    assert message.text.count("chị An") == 2
    assert "chưa có người phụ trách" in message.text


async def test_a_block_that_only_the_refusal_tells_sends_the_message_to_the_head(town: World) -> None:
    """No update came: Telegram's 403 at the next message is the first that is known of it."""
    town.telegram.store.set_blocked(AN, True)
    await town.go_to("16/12/2026")
    assert town.person("an.vhxh").blocked_at is not None
    (told,) = [
        each.text for each in town.said(BINH) if "thay chị An, tin nhắn không đến được máy" in each.text
    ]
    assert told.count("thay chị An, tin nhắn không đến được máy") == 2


async def test_unblocking_restores_the_officer(town: World) -> None:
    town.telegram.block(AN)
    await town.worked_off()
    town.telegram.unblock(AN)
    await town.worked_off()
    assert town.person("an.vhxh").blocked_at is None
    assert town.said(AN)[-1].text.startswith("📋 Việc của chị An")
    again = await town.write(AN, "/start")
    await town.worked_off()
    assert town.said(AN)[-1] == again
    await town.go_to("16/12/2026")
    assert "Hôm nay đến hạn" in town.said(AN)[-1].text
    assert "tháng 12/2026" not in town.said(BINH)[-1].text


async def test_somebody_without_a_chat_is_stood_in_for_with_the_reason(town: World) -> None:
    with town.writing() as session:
        person = session.exec(select(Person).where(Person.code == "an.vhxh")).one()
        dung = session.exec(select(Person).where(Person.code == "dung.vhxh")).one()
        person.chat_id, person.deputy_id = None, dung.id
        session.add(person)
    await town.go_to("16/12/2026")
    card = await town.open_number(DUNG, town.said(DUNG)[-1], "hồ sơ giải quyết TTHC tháng 12/2026")
    assert "vì chị An chưa tham gia Nhắc Việc" in card.text
    assert "✅ Đã xong" in labels(card)


@pytest.mark.parametrize(
    "typed", ["NV 7K3M 92Q", "NV7K3M92QD.", "mã của tôi là NV 7K3M 92QD", "nv aaaa bbbb"]
)
async def test_a_code_mistyped_by_a_newcomer_is_answered_each_time(town: World, typed: str) -> None:
    await town.write(STRANGER, "/start")
    answer = await town.write(STRANGER, typed)
    assert "Không thấy mã mời này" in answer.text


async def test_a_code_inside_a_sentence_is_found(town: World) -> None:
    code = town.invite("dung.vhxh")
    answer = await town.write(STRANGER, f"Em gửi mã NV {code[:4]} {code[4:]}, nhờ anh xem.")
    assert "Có đúng là" in answer.text


async def test_the_lists_that_wait_for_a_decision_are_found_again(world: World) -> None:
    listed = await world.write(ADMIN, "/viec")
    assert "14 việc có hạn trước ngày dùng Nhắc Việc" in listed.text
    await world.press(ADMIN, listed, "🧾 Việc trước ngày dùng")
    again = await world.answer(ADMIN, listed.message_id)
    assert again.text.startswith("🧾 14 việc có hạn trước ngày")
    await world.go_to("14/12/2026")
    assert "quý IV/2026" in (await world.write(BINH, "/viec")).text
