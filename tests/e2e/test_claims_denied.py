"""A claim does not stand beside a word that it is not so, and what is promised of a claimed task is kept."""

from datetime import date

import pytest

from models.rules.lifecycle import State
from models.rules.zone import local
from tests.e2e.world import ADMIN, AN, BINH, DUNG, World, at, labels

MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"
QUARTERLY = "kết quả giải quyết TTHC quý IV/2026"


async def claimed(world: World) -> int:
    """An says that the December report is done; gives the message that says it back."""
    card = await world.open_card(AN, MONTHLY)
    answer = await world.write(AN, "xong rồi ạ", card.message_id)
    assert answer.text.startswith("📝 Đã báo xong")
    return answer.message_id


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("a nham chua gui", "📝 Đã ghi: chưa xong"),
        ("chua xong dau a", "📝 Đã ghi: chưa xong"),
        ("đang trình ký", "🖊 Đã ghi: văn bản đang ở lãnh đạo UBND"),
        ("hệ thống lỗi, chưa gửi được", "🆘 Đã ghi: đang vướng"),
    ],
)
async def test_what_is_not_done_after_all_is_claimed_no_more(eve: World, words: str, says: str) -> None:
    answer = await eve.write(AN, words, await claimed(eve))
    assert answer.text.startswith(says)
    assert "Lời báo xong trước đó đã hủy." in answer.text
    assert eve.task("2026-12").state is State.OPEN
    await eve.go_to("16/12/2026", "07:30")
    (line,) = [each for each in eve.newest(AN, "☀️").text.splitlines() if MONTHLY in each]
    assert "hạn thứ Tư, 16/12/2026" in line
    assert "đã báo xong" not in line


async def test_the_head_hears_of_an_obstacle_that_denies_a_claim(eve: World) -> None:
    await eve.write(AN, "hệ thống lỗi, chưa gửi được", await claimed(eve))
    await eve.settled()
    for chat in (BINH, ADMIN):
        told = eve.newest(chat, "🆘 Đang vướng")
        assert "“hệ thống lỗi, chưa gửi được”" in told.text
        assert "✅ Hết vướng" in labels(told)


async def test_a_reminder_of_the_evidence_comes_at_its_hour_and_holds_the_one_before(eve: World) -> None:
    answer = await eve.write(AN, "nhắc em lúc 14h ngày mai", await claimed(eve))
    assert answer.text.startswith("⏰ Sẽ nhắc lại lúc 14 giờ 00 thứ Tư, 16/12/2026")
    assert eve.task("2026-12").state is State.CLAIMED
    await eve.go_to("16/12/2026", "13:59")
    asked = [
        each for each in eve.started(AN) if MONTHLY in each.text and each.at >= at("16/12/2026", "00:00")
    ]
    assert asked == []
    await eve.go_to("16/12/2026", "14:00")
    told = eve.newest(AN, "📎 Còn chờ minh chứng")
    assert (MONTHLY in told.text, f"{local(told.at):%d/%m %H:%M}") == (True, "16/12 14:00")


async def test_evidence_that_will_come_later_is_no_promise_to_the_head(eve: World) -> None:
    told = await claimed(eve)
    await eve.go_to("17/12/2026", "08:00")
    answer = await eve.write(AN, "thứ hai tuần sau em gửi ảnh ạ", told)
    assert answer.text.startswith("⏰ Sẽ nhắc lại lúc 7 giờ 30 thứ Hai, 21/12/2026")
    await eve.tick()
    assert [each for each in eve.said(BINH) if "hẹn" in each.text and MONTHLY in each.text] == []
    await eve.go_to("18/12/2026", "17:00")
    assert [
        each for each in eve.started(AN) if MONTHLY in each.text and each.at > at("17/12/2026", "08:00")
    ] == []
    await eve.go_to("21/12/2026", "07:30")
    assert f"{MONTHLY} – đã báo xong, còn thiếu minh chứng" in eve.newest(AN, "☀️").text


async def test_such_a_reminder_taken_back_leaves_the_ones_before(eve: World) -> None:
    answer = await eve.write(AN, "nhắc em lúc 14h ngày mai", await claimed(eve))
    await eve.press(AN, answer, "↩️ Không phải vậy")
    await eve.go_to("16/12/2026", "07:30")
    assert f"{MONTHLY} – đã báo xong, còn thiếu minh chứng" in eve.newest(AN, "☀️").text


async def test_whoever_gets_it_late_has_a_last_call_whatever_was_said_before(eve: World) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "không phải việc của em ạ", card.message_id)
    await eve.go_to("16/12/2026", "08:00")
    asked = eve.newest(BINH, "🙋")
    await eve.press(BINH, asked, "👤 Giao cho Lê Văn Dũng")
    await eve.go_to("16/12/2026", "14:00")
    assert MONTHLY in eve.newest(DUNG, "🔔 Chiều nay hết hạn").text


@pytest.mark.parametrize("words", ["giữ nguyên", "van de chi An lam nhe"])
async def test_the_head_keeps_the_officer_in_words(eve: World, words: str) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "không phải việc của em ạ", card.message_id)
    await eve.settled()
    await eve.write(BINH, words, eve.newest(BINH, "🙋").message_id)
    assert eve.task("2026-12").disputed_at is None
    await eve.settled()
    assert eve.newest(AN, "📌 Giữ nguyên người phụ trách")


@pytest.mark.parametrize("words", ["vẫn để anh Dũng làm", "không giữ nguyên được", "giữ nguyên à?"])
async def test_other_words_of_the_head_decide_nothing_and_get_the_heads_buttons(
    eve: World, words: str
) -> None:
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "không phải việc của em ạ", card.message_id)
    await eve.settled()
    await eve.write(BINH, words, eve.newest(BINH, "🙋").message_id)
    assert eve.task("2026-12").disputed_at is not None


async def test_the_head_is_told_from_when_on_somebody_else_is_asked(eve: World) -> None:
    """Said on the day before it is due, the next morning's reminder goes to the admin."""
    card = await eve.open_card(AN, MONTHLY)
    await eve.write(AN, "không phải việc của em", reply_to=card.message_id)
    await eve.settled()
    asked = eve.newest(BINH, "🙋 Nhờ anh Bình phân công lại").text
    assert "từ sáng thứ Tư, 16/12/2026, nếu chưa quyết định, gửi đến người quản trị" in asked
    await eve.go_to("16/12/2026")
    assert "Chị An cho biết" in eve.started(ADMIN)[-1].text
    assert MONTHLY in eve.started(ADMIN)[-1].text
    assert MONTHLY not in eve.started(BINH)[-1].text


async def test_a_heads_own_list_says_whose_each_is(eve: World) -> None:
    eve.telegram.block(AN)
    await eve.worked_off()
    listed = (await eve.write(BINH, "/viec")).text.splitlines()
    (line,) = (each for each in listed if MONTHLY in each)
    assert line.endswith("thay chị An, tin nhắn không đến được máy")
    assert any(each.endswith("chưa có người phụ trách") for each in listed)


async def test_what_a_head_says_is_not_his_own_is_decided_by_the_admin(monday: World) -> None:
    """At once, and the reminders go there too: nobody else of the unit could."""
    card = await monday.open_card(BINH, QUARTERLY)
    await monday.press(BINH, card, "🙋 Tôi làm")
    card = await monday.open_card(BINH, QUARTERLY)
    said = await monday.write(BINH, "không phải việc của tôi", reply_to=card.message_id)
    assert said.text.startswith("🙋 Đã báo anh Minh")
    await monday.settled()
    asked = monday.newest(ADMIN, "🙋 Nhờ anh Minh phân công lại")
    assert QUARTERLY in asked.text and "tin nhắc việc này gửi đến anh Minh." in asked.text
    await monday.go_to("15/12/2026")
    assert QUARTERLY in monday.started(ADMIN)[-1].text
    assert not [each for each in monday.started(BINH) if QUARTERLY in each.text and "15/12" in each.text]


async def test_words_to_work_that_nobody_has_offer_to_whom_it_may_be_given(eve: World) -> None:
    card = await eve.open_card(BINH, QUARTERLY)
    shown = await eve.write(BINH, "không áp dụng", reply_to=card.message_id)
    assert "Tin vừa rồi chưa ghi gì" in shown.text
    assert labels(shown)[:3] == ["👤 Giao cho Nguyễn Thị An", "👤 Giao cho Lê Văn Dũng", "🙋 Tôi làm"]


async def test_the_last_time_evidence_is_asked_for_it_is_not_all_the_same(eve: World) -> None:
    """That day the head hears that it is missing."""
    other = await eve.open_card(AN, "kết quả giải quyết TTHC năm 2026")
    await eve.send_file(AN, reply_to=other.message_id)
    await claimed(eve)
    await eve.go_to("18/12/2026")
    assert "Chưa có ngay cũng không sao" in eve.newest(AN, "📎 Còn chờ minh chứng").text
    await eve.go_to("22/12/2026", "10:05")
    last = eve.newest(AN, "📎 Còn chờ minh chứng")
    assert "không sao" not in last.text and last.at.date() == date(2026, 12, 22)
    assert MONTHLY in eve.newest(BINH, "📌").text
