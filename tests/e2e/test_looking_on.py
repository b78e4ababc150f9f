"""Who looks on asks in words about work in general, gives what is not theirs to give, or says that they saw it:
nothing is recorded, and the answer leads on (docs/design.md, Conversation)."""

from models.rules.reading import Place
from tests.e2e.world import ADMIN, AN, BINH, CHATS, PNG, World, labels

LAM, CLERK = CHATS["lam.ubnd"], CHATS["chau.vp"]
MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
YEARLY = "Báo cáo tình hình, kết quả giải quyết TTHC năm 2026"


async def test_a_question_about_all_the_work_is_no_obstacle_of_the_document_on_the_desk(eve: World) -> None:
    assert (await eve.write(LAM, "việc nào trễ")).text == "🔎 Hiện không có việc nào quá hạn."
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "em trình chủ tịch ký rồi ạ", reply_to=card.message_id)
    assert eve.task("2026-12").place is Place.LEADER
    await eve.go_to("17/12/2026", "11:00")
    before, told = eve.snapshot(), len(eve.started(BINH))
    for words in ("ai chưa nộp", "don vi nao chua nop bao cao?", "tình hình xã mình thế nào"):
        listed = await eve.write(LAM, words)
        assert listed.text.startswith("🏢 Việc đang mở của UBND xã Tân Kỳ"), words
    late = await eve.write(LAM, "việc nào trễ")
    assert late.text.startswith("🔎 Tìm “quá hạn”") and YEARLY in late.text
    card = await eve.open_number(LAM, await eve.write(LAM, "/viec"), MONTHLY)
    asked = await eve.write(LAM, "ai chưa nộp", reply_to=card.message_id)
    assert asked.text.startswith(f"❓ {MONTHLY}")
    assert "đang vướng" not in (await eve.write(LAM, "chưa trình à?", reply_to=card.message_id)).text
    assert eve.snapshot() == before
    assert len(eve.started(BINH)) == told and not [each for each in eve.said(ADMIN) if "🆘" in each.text]

    said = await eve.write(LAM, "văn bản này sai thể thức, chưa ký được", reply_to=card.message_id)
    assert said.text.startswith("🆘 Đã ghi: đang vướng")


async def test_a_leader_who_gives_or_acknowledges_is_not_told_that_nothing_is_open(eve: World) -> None:
    await eve.go_to("21/12/2026", "08:00")
    week = eve.newest(LAM, "📊")
    given = await eve.write(LAM, "1 giao anh Dũng", reply_to=week.message_id)
    assert "giao việc, lùi hạn là do trưởng đơn vị" in given.text and "bấm một nút" not in given.text
    assert (await eve.write(LAM, "đã biết")).text.startswith("👍 Vâng ạ")
    told = await eve.write(LAM, "yêu cầu phòng VHXH báo cáo")
    assert "không có việc nào chờ chính đồng chí Lâm" in told.text and "/bang" in told.text
    assert "/bang" in (await eve.write(LAM, "/diem")).text


async def test_each_is_shown_what_is_theirs_to_see(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "đang ở văn thư", reply_to=card.message_id)
    desk = await eve.write(CLERK, "còn văn bản nào không")
    assert desk.text.startswith("📋 Việc của chị Châu") and MONTHLY in desk.text
    assert (await eve.write(BINH, "ai chưa nộp")).text.startswith("🏢 Việc đang mở của Phòng VH–XH")
    before = eve.snapshot()
    assert (await eve.write(AN, "ai chưa nộp ạ")).text.startswith("📋 Việc của chị An")
    assert eve.snapshot() == before


async def test_a_verdict_about_nothing_in_particular_shows_what_waits_for_it(eve: World) -> None:
    for number, title in enumerate((MONTHLY, YEARLY)):
        card = await eve.open_card(AN, title)
        await eve.send_file(AN, PNG + bytes([number]), reply_to=card.message_id)
    await eve.worked_off()
    before = eve.snapshot()
    shown = await eve.write(BINH, "duyệt hết")
    assert shown.text.startswith("📥 2 minh chứng chờ thẩm tra")
    assert "Tin vừa rồi chưa ghi gì" in shown.text
    assert labels(shown)[:2] == ["1", "2"]
    assert eve.snapshot() == before
