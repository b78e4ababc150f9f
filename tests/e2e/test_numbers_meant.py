"""A number in words means the one of the message that shows it last (docs/reading.md, Which task)."""

from datetime import date

from models.rules.lifecycle import State
from tests.e2e.test_absence import tell_absence
from tests.e2e.world import AN, BINH, DUNG, World, labels

MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
YEARLY = "Báo cáo tình hình, kết quả giải quyết TTHC năm 2026"
QUARTERLY = "Báo cáo tình hình, kết quả giải quyết TTHC quý IV/2026"
OF_A_QUARTER, OF_A_YEAR = "7.5-bao-cao-tthc-quy", "7.5-bao-cao-tthc-nam"


def number_of(text: str, words: str) -> str:
    return next(line.split(".")[0] for line in text.splitlines() if words in line)


async def test_what_was_given_since_the_morning_goes_by_the_numbers_of_its_own_message(eve: World) -> None:
    """And a number that only the morning's message has still means that one."""
    await eve.go_to("16/12/2026", "08:00")
    digest, heads = eve.newest(AN, "☀️"), eve.newest(BINH, "🔔 Hôm nay đến hạn")
    assert (number_of(digest.text, YEARLY), number_of(digest.text, MONTHLY)) == ("1", "2")
    await eve.write(BINH, "giao chị An", reply_to=heads.message_id)
    await eve.settled()
    assert "1. " + QUARTERLY in eve.newest(AN, "🤝 Nhận việc").text

    said = await eve.write(AN, "1 xong")
    assert QUARTERLY in said.text
    assert eve.task("2026-Q4", OF_A_QUARTER).state is State.CLAIMED
    assert eve.task("2026", OF_A_YEAR).state is State.OPEN
    said = await eve.write(AN, "2 xong")
    assert MONTHLY in said.text and eve.task("2026-12").state is State.CLAIMED


async def test_who_comes_back_answers_by_the_numbers_of_what_was_handed_back(eve: World) -> None:
    await eve.go_to("15/12/2026", "09:00")
    heads = await eve.open_card(BINH, QUARTERLY)
    await eve.write(BINH, "giao anh Dũng", reply_to=heads.message_id)
    await tell_absence(eve, AN, "Hôm nay", "Hết thứ Tư, 16/12", "👤 Nhờ Lê Văn Dũng")
    await eve.settled()
    await eve.press(DUNG, eve.newest(DUNG, "🤝 Nhờ anh Dũng"), "✅ Tôi nhận")
    await eve.go_to("16/12/2026", "08:00")
    digest = eve.newest(DUNG, "☀️")
    done = number_of(digest.text, YEARLY)
    await eve.write(DUNG, f"{done} xong", reply_to=digest.message_id)
    await eve.go_to("17/12/2026", "08:00")

    back = eve.newest(AN, "👋 Chào chị An trở lại")
    shown = number_of(back.text, YEARLY)
    assert {shown, number_of(back.text, MONTHLY)} == set(labels(back))
    other = number_of(back.text, MONTHLY)
    said = await eve.write(AN, f"{other} mai nộp")
    assert MONTHLY in said.text
    assert eve.task("2026-12").promised_on == date(2026, 12, 18)


async def test_a_report_that_is_named_by_how_often_it_comes_is_no_other(eve: World) -> None:
    """Also where only another one was spoken of."""
    await eve.go_to("16/12/2026", "14:00")
    heads = await eve.open_card(BINH, QUARTERLY)
    await eve.write(BINH, "giao chị An", reply_to=heads.message_id)
    await eve.settled()
    said = await eve.write(AN, "báo cáo năm em gửi sáng nay rồi")
    assert YEARLY in said.text
    assert eve.task("2026-Q4", OF_A_QUARTER).state is State.OPEN
    said = await eve.write(AN, "em gửi báo cáo tháng rồi nhé")
    assert MONTHLY in said.text and YEARLY not in said.text
    assert [eve.task("2026", OF_A_YEAR).state, eve.task("2026-12").state] == [State.CLAIMED] * 2


async def test_a_report_that_comes_as_often_as_none_of_ones_own_is_asked_about(eve: World) -> None:
    await eve.go_to("16/12/2026", "14:00")
    await eve.write(AN, "2 xong", reply_to=eve.newest(AN, "☀️").message_id)
    before = eve.snapshot()
    asked = await eve.write(AN, "báo cáo quý em gửi sáng nay rồi")
    assert "tin này nói về việc nào ạ?" in asked.text
    assert eve.snapshot() == before
