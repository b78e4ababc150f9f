"""A document on its way: each holder sees it where they look, and passes it on with one press
(docs/design.md, Conversation)."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.rules.lifecycle import State
from models.rules.reading import Place
from tests.e2e.test_absence import tell_absence
from tests.e2e.world import ADMIN, AN, BINH, CHATS, World, at, labels, open_world

LAM, CLERK = CHATS["lam.ubnd"], CHATS["chau.vp"]
MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"


@pytest.fixture
async def eve(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026, 07:30: the reports are due tomorrow, and the digest has just come."""
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("15/12/2026")) as world:
        yield world


async def test_from_the_head_to_the_leader_to_the_clerk_and_out(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "em trình trưởng phòng rồi ạ", reply_to=card.message_id)
    assert eve.task("2026-12").place is Place.UNIT_HEAD

    await eve.go_to("16/12/2026")
    own = eve.said(AN)[-1].text
    assert f"{MONTHLY} – văn bản đang ở lãnh đạo phòng từ 15/12" in own
    (morning,) = [each for each in eve.started(BINH) if each.at.day == 16]
    waiting = morning.text.split("Văn bản chờ anh Bình\n")[1]
    assert MONTHLY in waiting
    number = waiting.split(".")[0]
    await eve.press(BINH, morning, f"{number} · Đã trình lãnh đạo ký")
    await eve.settled()
    assert "đang ở lãnh đạo UBND" in eve.message(BINH, morning.message_id).text
    quiet = eve.said(AN)[-1]
    assert quiet.text.startswith("🖊 Văn bản đang ở lãnh đạo UBND, chờ ký số")
    assert "Anh Bình vừa chuyển" in quiet.text
    assert quiet.silent

    listed = await eve.write(LAM, "/viec")
    assert "đang ở lãnh đạo UBND, chờ ký số từ 16/12" in listed.text
    await eve.press(LAM, listed, "1 · Đã ký số")
    assert eve.task("2026-12").place is Place.CLERK
    card = await eve.open_number(CLERK, await eve.write(CLERK, "/viec"), "tháng 12/2026")
    assert "đang ở văn thư, chờ phát hành từ 16/12" in card.text
    await eve.press(CLERK, card, "✍️ Đã phát hành")
    await eve.settled()
    assert eve.said(AN)[-1].text.startswith("📎 Văn thư báo đã phát hành. Nhờ chị An gửi minh chứng")
    assert eve.task("2026-12").state is State.OPEN


async def test_only_the_holder_passes_it_on_and_only_once(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "em trình trưởng phòng rồi ạ", reply_to=card.message_id)
    listed = await eve.write(BINH, "/viec")
    number = next(line.split(".")[0] for line in listed.text.splitlines() if MONTHLY in line)
    data = listed.data_of(f"{number} · Đã trình lãnh đạo ký")
    assert "Không có gì thay đổi" in await eve.press_data(AN, card.message_id, data)
    assert eve.task("2026-12").place is Place.UNIT_HEAD
    await eve.press_data(BINH, listed.message_id, data)
    assert "xử lý từ trước" in await eve.press_data(BINH, listed.message_id, data)
    assert eve.task("2026-12").place is Place.LEADER


async def to_the_leader(world: World) -> None:
    """An's document lies with the leader."""
    card = await world.open_card(AN, MONTHLY)
    await world.write(AN, "em trình chủ tịch ký rồi ạ", reply_to=card.message_id)
    assert world.task("2026-12").place is Place.LEADER


async def test_a_leader_says_in_words_that_it_is_signed(eve: World) -> None:
    await to_the_leader(eve)
    listed = await eve.write(LAM, "/viec")
    for words in ("chưa ký", "chưa ký được", "đang ký", "mai ký"):
        await eve.write(LAM, words)
        assert eve.task("2026-12").place is Place.LEADER, words
    listed = await eve.write(LAM, "/viec")
    for words in ("đã ký rồi", "1 đã ký", "1 đã ký số", "ký xong rồi"):
        answer = await eve.write(LAM, words, reply_to=listed.message_id if words == "ký xong rồi" else None)
        assert "đang ở văn thư, chờ phát hành" in answer.text, words
        assert "↩️ Tôi bấm nhầm" in labels(answer), words
        undone = await eve.write(LAM, "bấm nhầm")
        assert undone.text.startswith("↩️ Đã hủy lần báo chuyển văn bản"), undone.text
        assert eve.task("2026-12").place is Place.LEADER, words
        await eve.sandbox.forward_to(eve.sandbox.now() + timedelta(minutes=2))


async def test_what_was_passed_on_by_mistake_is_taken_back_until_somebody_goes_on(eve: World) -> None:
    await to_the_leader(eve)
    listed = await eve.write(LAM, "/viec")
    await eve.press(LAM, listed, "1 · Đã ký số")
    await eve.settled()
    assert eve.newest(AN, "🖊 Văn bản đang ở văn thư, chờ phát hành")
    back = eve.message(LAM, listed.message_id).data_of("1 · ↩️ Bấm nhầm")
    assert "Không có gì thay đổi" in await eve.press_data(CLERK, eve.said(CLERK)[-1].message_id, back)
    assert await eve.press_data(LAM, listed.message_id, back) == (
        "Đã hủy lần bấm nhầm; văn bản vẫn ở chỗ trước đó."
    )
    await eve.settled()
    assert eve.task("2026-12").place is Place.LEADER
    assert "1 · Đã ký số" in labels(eve.message(LAM, listed.message_id))
    assert eve.newest(AN, "↩️ Đính chính: văn bản đang ở lãnh đạo UBND")
    assert eve.entries("pass_back")[-1]["place"] == Place.LEADER

    await eve.press(LAM, eve.message(LAM, listed.message_id), "1 · Đã ký số")
    card = await eve.open_number(CLERK, await eve.write(CLERK, "/viec"), "tháng 12/2026")
    await eve.press(CLERK, card, "✍️ Đã phát hành")
    await eve.settled()
    assert "Không có gì thay đổi" in await eve.press_data(LAM, listed.message_id, back)
    assert eve.task("2026-12").place is Place.ISSUED
    await eve.press(CLERK, eve.message(CLERK, card.message_id), "↩️ Tôi bấm nhầm")
    assert eve.task("2026-12").place is Place.CLERK


async def test_what_a_leader_writes_is_said_back_with_the_step_and_the_document(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "em trình lãnh đạo ký rồi ạ", reply_to=card.message_id)
    await eve.write(LAM, "/viec")
    answer = await eve.write(LAM, "đã ký số")
    assert answer.text == f"📝 Đã ghi: văn bản đã ký số, chuyển văn thư phát hành – {MONTHLY}."
    assert eve.task("2026-12").place is Place.CLERK


async def test_a_leader_who_is_away_is_heard_and_who_stands_in_hears_for_whom(eve: World) -> None:
    await tell_absence(eve, LAM, "Hôm nay", "Hết thứ Sáu, 18/12", "Để")
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "em trình chủ tịch ký rồi ạ", reply_to=card.message_id)
    await eve.go_to("16/12/2026", "08:00")
    for listed in (eve.newest(ADMIN, "☀️"), await eve.write(ADMIN, "/viec")):
        (line,) = (each for each in listed.text.splitlines() if MONTHLY in each)
        assert line.endswith("– thay đồng chí Lâm, đang vắng")
    await eve.write(LAM, "đã ký báo cáo tháng rồi")
    assert eve.task("2026-12").place is Place.CLERK
