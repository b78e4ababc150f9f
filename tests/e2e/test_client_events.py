"""What the client of Telegram does by itself is no speech; what somebody changes is asked about."""

from typing import Any

import pytest

from models.rules.lifecycle import State
from tests.e2e.world import AN, DUNG, World, labels

MONTHLY = "tháng 12/2026"


def message(world: World, chat_id: int, **what: Any) -> dict[str, Any]:
    """A message of this person, as Telegram would send it."""
    person = {"id": chat_id, "is_bot": False, "first_name": "An"}
    now = int(world.sandbox.now().timestamp())
    return {
        "message_id": 900_001,
        "date": now,
        "chat": {"id": chat_id, "type": "private", "first_name": "An"},
        "from": person,
        **what,
    }


async def assert_silent(world: World, kind: str, payload: dict[str, Any]) -> None:
    before, said = world.snapshot(), len(world.said(AN))
    world.push(kind, payload)
    await world.worked_off()
    assert (world.snapshot(), len(world.said(AN))) == (before, said)


LIVE = {"latitude": 19.03, "longitude": 105.3, "live_period": 900}


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("message", {"location": LIVE}),
        ("edited_message", {"location": LIVE, "edit_date": 1_797_000_000}),
        ("message", {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": AN, "type": "private"}}}),
        ("message", {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}}),
        ("message", {"write_access_allowed": {}}),
        ("message", {"chat_background_set": {"type": {"type": "fill"}}}),
        ("message", {"something_new_of_telegram": {"a": 1}}),
    ],
)
async def test_events_of_the_client_are_worked_off_silently(
    monday: World, kind: str, what: dict[str, Any]
) -> None:
    await assert_silent(monday, kind, message(monday, AN, **what))


@pytest.mark.parametrize(
    "kind", ["business_message", "edited_business_message", "channel_post", "edited_channel_post"]
)
async def test_updates_of_business_chats_and_channels_are_worked_off_silently(
    monday: World, kind: str
) -> None:
    await assert_silent(monday, kind, message(monday, AN, text="xong rồi", business_connection_id="1"))


async def test_an_edit_with_the_same_words_is_no_word(monday: World) -> None:
    card = await monday.open_card(AN, MONTHLY)
    written = monday.telegram.send_text(AN, "chưa xong", card.message_id)
    await monday.worked_off()
    before, said = monday.snapshot(), len(monday.said(AN))
    monday.telegram.edit_text(AN, written, "chưa xong")
    await monday.worked_off()
    assert (monday.snapshot(), len(monday.said(AN))) == (before, said)


async def test_an_edit_with_other_words_is_read_anew_once_that_is_said_to_be_meant(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    written = eve.telegram.send_text(AN, "xong rồi", card.message_id)
    await eve.worked_off()
    assert eve.task("2026-12").state is State.CLAIMED
    before, last = eve.snapshot(), eve.said(AN)[-1].message_id
    eve.telegram.edit_text(AN, written, "chưa xong, mai em nộp")
    asked = await eve.answer(AN, last)
    assert asked.text.startswith("Chị An vừa sửa tin thành: “chưa xong, mai em nộp”")
    assert labels(asked) == ["✏️ Ghi theo lời mới"]
    assert eve.snapshot() == before
    answer = await eve.pressed_for_answer(AN, asked, "✏️ Ghi theo lời mới")
    assert answer.text.startswith("⏰ Sẽ nhắc lại lúc 7 giờ 30 thứ Tư, 16/12/2026")
    assert eve.task("2026-12").state is State.OPEN
    again = await eve.press_data(AN, asked.message_id, asked.data_of("✏️ Ghi theo lời mới"))
    assert "Không có gì thay đổi" in again


async def test_an_edit_of_what_was_only_asked_about_claims_nothing_to_be_recorded(eve: World) -> None:
    written = eve.telegram.send_text(AN, "mai nộp báo cáo nhé")
    asked = await eve.answer(AN, written)
    assert "việc nào" in asked.text
    eve.telegram.edit_text(AN, written, "báo cáo xong rồi nhé")
    again = await eve.answer(AN, asked.message_id)
    assert "Tin cũ chưa ghi gì. Ghi theo lời mới ạ?" in again.text


@pytest.mark.parametrize("typed", ["/VIEC", "/Viec", "/vIEC@nhacviec_sandbox_bot"])
async def test_a_command_works_in_any_case(monday: World, typed: str) -> None:
    assert MONTHLY in (await monday.write(AN, typed)).text


async def test_a_press_by_somebody_else_than_the_person_of_the_chat_changes_nothing(monday: World) -> None:
    card = await monday.open_card(AN, MONTHLY)
    before = monday.snapshot()
    chat = {"id": AN, "type": "private", "first_name": "An"}
    query_id = monday.telegram.store.add_query()
    monday.push(
        "callback_query",
        {
            "id": query_id,
            "from": {"id": DUNG, "is_bot": False, "first_name": "Dũng"},
            "message": {"message_id": card.message_id, "date": 1, "chat": chat},
            "chat_instance": "1",
            "data": card.data_of("✅ Đã xong"),
        },
    )
    answer = await monday.telegram.until(lambda: monday.telegram.answer_to(query_id))
    assert answer is not None
    assert answer["text"] == "Nút này chỉ dùng cho người được mời. Không có gì thay đổi."
    assert monday.snapshot() == before
