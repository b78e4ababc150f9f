"""Somebody blocks the bot, which it learns only when it sends: what they would have read reaches who stands in, in
one message of each kind."""

from datetime import date
from pathlib import Path

from bot.sandbox.telegram import ChatMessage
from tests.e2e.test_review import hand_in
from tests.e2e.world import ADMIN, AN, BINH, CHATS, World, at, open_world

LAM = CHATS["lam.ubnd"]
FOR_BINH = "thay anh Bình, tin nhắn không đến được máy."


def secretly_blocks(world: World, chat: int) -> None:
    """As when the update about it never came."""
    world.telegram.store.set_blocked(chat, True)


def since(world: World, chat: int, moment: str, hour: str) -> list[ChatMessage]:
    return [each for each in world.started(chat) if each.at >= at(moment, hour)]


async def test_a_heads_morning_and_last_call_reach_the_admin_in_one_message_each(tmp_path: Path) -> None:
    """The whole catalogue: five tasks of Bình's unit are due on Monday, and nobody's."""
    async with open_world(tmp_path, date(2026, 12, 7), None, at("11/12/2026", "17:00")) as world:
        secretly_blocks(world, BINH)
        await world.go_to("14/12/2026", "07:40")
        (morning,) = [each for each in since(world, ADMIN, "14/12/2026", "07:00") if FOR_BINH in each.text]
        assert "Báo cáo kết quả tuyên truyền CCHC năm 2026" in morning.text
        assert "Báo cáo kết quả kiểm tra CCHC năm 2026" in morning.text

    async with open_world(tmp_path / "later", date(2026, 12, 7), None, at("11/12/2026", "17:00")) as world:
        await world.go_to("14/12/2026", "08:00")
        secretly_blocks(world, BINH)
        await world.go_to("14/12/2026", "14:10")
        (call,) = [each for each in since(world, ADMIN, "14/12/2026", "14:00") if FOR_BINH in each.text]
        assert call.text.startswith("🔔 Chiều nay hết hạn – 5 việc")


async def test_what_is_late_reaches_who_stands_in_for_the_head_and_not_the_officer(eve: World) -> None:
    await eve.go_to("17/12/2026", "08:00")
    secretly_blocks(eve, BINH)
    await eve.go_to("17/12/2026", "10:10")
    (told,) = [each for each in since(eve, ADMIN, "17/12/2026", "10:00") if each.text.startswith("📌")]
    assert "phụ trách: chị An" in told.text
    assert FOR_BINH in told.text
    assert since(eve, AN, "17/12/2026", "10:00") == []


async def test_a_request_to_review_reaches_who_may_review_instead(eve: World) -> None:
    secretly_blocks(eve, BINH)
    await hand_in(eve)
    asked = eve.newest(LAM, "📥 Chờ thẩm tra")
    assert FOR_BINH in asked.text
    assert since(eve, AN, "15/12/2026", "08:00") == []


async def test_what_is_in_the_way_reaches_who_stands_in_once(eve: World) -> None:
    """The admin hears of it anyway, and stands in for Bình: they are told once."""
    secretly_blocks(eve, BINH)
    card = await eve.open_card(AN, "hồ sơ giải quyết TTHC tháng 12")
    await eve.write(AN, "hệ thống lỗi, em chưa gửi được", reply_to=card.message_id)
    await eve.settled()
    assert len([each for each in eve.said(ADMIN) if each.text.startswith("🆘")]) == 1


async def test_a_dispute_reaches_who_decides_instead(eve: World) -> None:
    secretly_blocks(eve, BINH)
    await eve.press(AN, await eve.open_card(AN, "hồ sơ giải quyết TTHC tháng 12"), "🙅")
    await eve.settled()
    asked = eve.newest(ADMIN, "🙋 Nhờ anh Minh phân công lại")
    assert FOR_BINH in asked.text
