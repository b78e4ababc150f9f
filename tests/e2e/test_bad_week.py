"""A bad week with the whole built-in catalogue: a letter moves three reports earlier, the province's system fails,
most of what is due is nobody's, one report comes late by minutes and is returned, another lies with the leader and
the clerk beyond its day, and hardly anybody answers. Every message that the program starts is counted, and none of
anybody's facts is missing.
"""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from bot.sandbox.telegram import ChatMessage
from tests.e2e.chronicle import ANSWER, EDIT, STARTED, Chronicle
from tests.e2e.week import CHAU, HOA, LAM, NAMES, return_in_words
from tests.e2e.world import ADMIN, AN, BINH, DUNG, at, open_world

MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC"
PLANNED = "Minh chứng các nhiệm vụ của Kế hoạch CCHC"
PROGRESS = "Báo cáo tiến độ CCHC quý IV/2026"
APOLOGIES = "Báo cáo tổng hợp hồ sơ quá hạn và xin lỗi"
OFFICERS, HEAD, BOSS, CLERK, KEEPER = (AN, DUNG), (BINH,), (LAM,), (CHAU,), (ADMIN,)
MOST_IN_THE_WEEK = {OFFICERS: 8, HEAD: 10, KEEPER: 10, BOSS: 5, CLERK: 6}
MOST_A_DAY = 3
FACTS = {
    AN: (
        "❗ Hạn đổi sớm hơn: 2 việc",
        "⏰ Sắp đến giờ hạn: 2 việc",
        "muộn 26 phút",
        "Ảnh chưa thấy ngày giờ gửi.",
        "Quá hạn 3 ngày làm việc",
    ),
    DUNG: (
        "🤝 Nhận việc: từ nay anh Dũng phụ trách 5 yêu cầu",
        "🔔 Chiều nay hết hạn – 5 việc",
        "quá hạn 4 ngày",
    ),
    BINH: (
        "❗ Hạn đổi sớm hơn: 3 việc",
        "Chị An báo: “hệ thống tỉnh báo lỗi, em chưa gửi được”",
        "📌 Nhờ anh Bình xem giúp – 5 việc của Phòng VH–XH quá hạn 1 ngày làm việc",
        "Báo cáo tình hình, kết quả giải quyết TTHC năm 2026\nHạn 10 giờ 00, thứ Ba, 15/12/2026",
        "Chị An nộp lúc 10 giờ 26 thứ Ba, 15/12/2026 – muộn 26 phút",
        "Báo cáo kết quả khắc phục các tiêu chí mất điểm năm 2026 – quá hạn 3 ngày làm việc",
    ),
    ADMIN: (
        "🆘 Đang vướng – Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026",
        "📋 Chưa bấm Đã rõ: 2 người",
        "📌 Nhờ anh Minh xem giúp – 1 việc của TT PVHCC",
        "☎️ Nhờ anh Minh gọi điện giúp",
    ),
    LAM: ("📊 Tuần 14/12–18/12", "Văn bản chờ đồng chí Lâm\n1. Báo cáo tổng hợp hồ sơ quá hạn và xin lỗi"),
    CHAU: ("1 văn bản cần phát hành để kịp hạn CCHC",),
    HOA: ("🖊 Văn bản đang ở văn thư, chờ phát hành", "📎 Văn thư báo đã phát hành số 120/BC-UBND"),
}


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Chronicle]:
    """Adopted a week ago; it is Friday evening."""
    async with open_world(folder, date(2026, 12, 7), None, at("11/12/2026", "17:00")) as world:
        yield Chronicle(world, NAMES)


async def play(week: Chronicle) -> None:
    await _monday(week)
    await _tuesday(week)
    await _wednesday(week)
    await _thursday(week)


async def _monday(week: Chronicle) -> None:
    """A letter at half past eight; An cannot get into the province's system; Bình gives Dũng what is due today and
    nobody's, of which Dũng says nothing all week."""
    await week.go_to("14/12/2026", "08:30")
    await _move_three(week)
    await week.go_to("14/12/2026", "08:45")
    await week.write(AN, "hệ thống tỉnh báo lỗi, em chưa gửi được", await _card(week, AN, MONTHLY))
    await week.go_to("14/12/2026", "09:00")
    await week.write(BINH, "1-5 giao anh Dũng", week.newest(BINH, "Có 6 việc"))


async def _tuesday(week: Chronicle) -> None:
    """An hands one report in late by minutes; Hoa's lies with the leader."""
    await week.go_to("15/12/2026", "10:26")
    await week.send_file(AN, await _card(week, AN, MONTHLY), b"1")
    await week.go_to("15/12/2026", "11:00")
    await week.write(HOA, "em đã trình lãnh đạo ký rồi ạ", await _card(week, HOA, APOLOGIES))


async def _wednesday(week: Chronicle) -> None:
    """The leader signs; Bình returns An's evidence, and hands in himself what nobody has."""
    await week.go_to("16/12/2026", "08:15")
    await week.press(LAM, week.newest(LAM, "☀️"), "1 · Đã ký số")
    await week.go_to("16/12/2026", "08:30")
    card = await week.open(BINH, week.newest(BINH, "☀️"), MONTHLY)
    await return_in_words(week, BINH, card, "Ảnh chưa thấy ngày giờ gửi.")
    await week.go_to("16/12/2026", "09:00")
    await week.send_file(BINH, await week.open(BINH, week.newest(BINH, "☀️"), PROGRESS), b"2")
    await week.write(DUNG, "1 chưa xong, đang làm", week.newest(DUNG, "☀️"))


async def _thursday(week: Chronicle) -> None:
    """The clerk issues it, An mends hers, and nobody says anything more."""
    await week.go_to("17/12/2026", "08:30")
    await week.write(CHAU, "đã phát hành số 120/BC-UBND", week.newest(CHAU, "phát hành"))
    await week.go_to("17/12/2026", "09:00")
    await week.send_file(AN, week.newest(AN, "↩️ Cần bổ sung"), b"3")
    await week.send_file(BINH, await week.open(BINH, week.newest(BINH, "☀️"), PLANNED), b"4")
    await week.go_to("18/12/2026", "17:00")


async def _move_three(week: Chronicle) -> None:
    await week.write(ADMIN, "/quanly")
    await _form(week, "📅 Dời hạn")
    await week.write(ADMIN, "bao cao tinh hinh ho so thang")
    await _form(week, "Tháng 12/2026")
    await week.write(ADMIN, "10h thu 3 15/12")
    await week.write(ADMIN, "Công văn số 2624/SNV-CCHC ngày 11/12/2026")
    for label in ("✏️ Việc cùng văn bản", "7.5 Báo cáo TTHC, hằng năm", "7.5 Báo cáo TTHC, hằng quý"):
        await _form(week, label)
    await _form(week, "✅ Xong, đi tiếp")
    await _form(week, "📅 Dời hạn")


async def _form(week: Chronicle, label: str) -> None:
    await week.world.settled()
    await week.press(ADMIN, [each for each in week.world.said(ADMIN) if each.buttons][-1], label)


async def _card(week: Chronicle, chat: int, title: str) -> ChatMessage:
    return await week.open(chat, await week.write(chat, "/viec"), title)


async def test_everybody_hears_what_concerns_them_in_few_messages(tmp_path: Path) -> None:
    async with opened(tmp_path / "sandbox") as week:
        await play(week)
    assert missing_facts(week) == []
    counted = Counter(line.chat_id for line in week.got(STARTED))
    most = {chat: number for chats, number in MOST_IN_THE_WEEK.items() for chat in chats}
    assert {
        NAMES[chat]: counted[chat] for chat, number in most.items() if not 0 < counted[chat] <= number
    } == {}
    a_day = Counter((line.chat_id, line.at.date()) for line in week.got(STARTED) if line.chat_id != ADMIN)
    assert {(NAMES[chat], f"{day:%d/%m}"): n for (chat, day), n in a_day.items() if n > MOST_A_DAY} == {}


def missing_facts(week: Chronicle) -> list[tuple[str, str]]:
    heard: dict[int, str] = {}
    for line in week.got(STARTED, ANSWER, EDIT):
        heard[line.chat_id] = f"{heard.get(line.chat_id, '')}\n{line.text}"
    return [(NAMES[chat], fact) for chat, facts in FACTS.items() for fact in facts if fact not in heard[chat]]
