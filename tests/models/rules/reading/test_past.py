"""The day on which something was done, as people name it; told on Thursday 17/12/2026 at ten."""

from datetime import date, datetime

import pytest

from models.rules.reading import read_reply
from models.rules.reading.past import read_done_day
from models.rules.zone import VIETNAM

NOW = datetime(2026, 12, 17, 10, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("em nop hom 15 roi", date(2026, 12, 15)),
        ("Dạ việc này em gửi từ chiều thứ ba 15/12 rồi ạ", date(2026, 12, 15)),
        ("16/12 nop roi", date(2026, 12, 16)),
        ("nộp từ thứ hai rồi", date(2026, 12, 14)),
        ("nộp hôm qua rồi ạ", date(2026, 12, 16)),
        ("tối qua em gửi rồi", date(2026, 12, 16)),
        ("hôm kia nộp rồi", date(2026, 12, 15)),
        ("xong từ 2 ngày trước rồi", date(2026, 12, 15)),
        ("nộp hôm thứ sáu tuần trước rồi", date(2026, 12, 11)),
        ("xong từ hôm 30 rồi", date(2026, 11, 30)),
        ("xong rồi ạ", None),
        ("xong rồi, thứ 6 em gửi bản giấy", None),
        ("em trình 14/12, nộp 15/12 rồi", date(2026, 12, 15)),
        ("em nộp 14/12 rồi, nộp lại 15/12 rồi", None),
        ("trình thứ 2, ký thứ 3, phát hành thứ 4, thế là xong rồi", date(2026, 12, 16)),
        ("nộp ngày 9 rồi, ngày 12 Sở trả lời đạt", date(2026, 12, 9)),
        ("phát hành sáng nay rồi chị", date(2026, 12, 17)),
        ("văn thư chuyển đi lúc 7 rưỡi sáng nay rồi", date(2026, 12, 17)),
        ("em vừa bấm gửi xong", date(2026, 12, 17)),
        ("vừa nộp xong, tuần này em bận", date(2026, 12, 17)),
        ("vừa nộp xong, mai em gửi bản giấy", None),
        ("gửi tỉnh từ sáng rồi", date(2026, 12, 17)),
        ("23h58 hôm qua gửi rồi", date(2026, 12, 16)),
        ("gửi sở luôn chiều 15 rồi", date(2026, 12, 15)),
        ("bản giấy gửi bưu điện hôm thứ sáu", date(2026, 12, 11)),
        ("T6 tuần trước văn thư phát hành rồi", date(2026, 12, 11)),
        ("em gửi lúc 16h45 t4 rồi", date(2026, 12, 16)),
        ("ban hành ngày mười bốn tháng mười hai rồi nhé", date(2026, 12, 14)),
        ("Sở Tư pháp xác nhận đã nhận báo cáo sáng nay", date(2026, 12, 17)),
        ("văn phòng tỉnh nhận hôm 15/12 rồi", date(2026, 12, 15)),
        ("số xóm báo cáo đủ, em gửi tỉnh hôm thứ ba", date(2026, 12, 15)),
        ("em bổ sung hai phụ lục và nộp chiều qua rồi", date(2026, 12, 16)),
        ("em gửi cách đây một tiếng rồi", date(2026, 12, 17)),
        ("văn thư mới đóng dấu sáng nay, đã gửi", date(2026, 12, 17)),
        ("đã ban hành, số 87/KH-UBND ngày 15/12/2026", date(2026, 12, 15)),
        ("bc 88 ngày 15/12 gửi hôm qua rồi", date(2026, 12, 16)),
        ("em phát hành hôm thứ ba rồi, Sở Khoa học nhận báo cáo rồi", date(2026, 12, 15)),
        ("nộp từ 16 giờ hôm thứ ba, đã tiếp nhận", date(2026, 12, 15)),
        ("bị trả lại thứ hai, nộp lại hôm thứ ba rồi", date(2026, 12, 15)),
        ("xong từ tuần trước rồi", None),
        ("xong rồi, 25/12 em gửi bản giấy", None),
        ("xong hết rồi, hôm nay em nghỉ tay", None),
        ("xong báo cáo tháng 12 rồi", None),
    ],
)
def test_a_reply_names_the_day_on_which_it_was_done(text: str, day: date | None) -> None:
    assert read_reply(text, NOW).done_on == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15/12", date(2026, 12, 15)),
        ("thứ ba ạ", date(2026, 12, 15)),
        ("thu 2", date(2026, 12, 14)),
        ("thứ năm", date(2026, 12, 17)),
        ("hôm nay", date(2026, 12, 17)),
        ("hom qua", date(2026, 12, 16)),
        ("ngày 15", date(2026, 12, 15)),
        ("15/12/2025", date(2025, 12, 15)),
        ("31/12/2026", None),
        ("tuần trước", None),
        ("31/2", None),
    ],
)
def test_a_bare_day_answers_the_question_for_one(text: str, day: date | None) -> None:
    assert read_done_day(text, NOW) == day


def test_in_january_a_day_of_december_is_that_of_last_year() -> None:
    january = datetime(2027, 1, 5, 9, tzinfo=VIETNAM)
    assert read_reply("nộp 30/12 rồi ạ", january).done_on == date(2026, 12, 30)
    assert read_done_day("30/12", january) == date(2026, 12, 30)


@pytest.mark.parametrize(
    "text",
    [
        "nộp hôm 17 rồi",
        "nộp ngày 17 rồi ạ",
        "nộp từ hôm 17/12 rồi",
        "nộp ngày 17/12/2026 rồi",
        "em nộp thứ năm này rồi",
        "nộp ngày 17 tháng này rồi",
        "đã ban hành, số 87/KH-UBND ngày 17/12/2026",
    ],
)
def test_today_by_its_number_or_its_name_is_a_day_on_which_it_was_done(text: str) -> None:
    assert read_reply(text, NOW).done_on == NOW.date()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17/12", date(2026, 12, 17)),
        ("17/12/2026", date(2026, 12, 17)),
        ("hôm 17", date(2026, 12, 17)),
        ("sáng nay", date(2026, 12, 17)),
        ("18/12", date(2025, 12, 18)),
        ("ngày 18", date(2026, 11, 18)),
        ("18/12/2026", None),
        ("thứ 4 hay thứ 5", None),
    ],
)
def test_the_day_that_was_asked_for_is_today_at_the_latest(text: str, day: date | None) -> None:
    assert read_done_day(text, NOW) == day


def test_a_document_of_a_day_to_come_was_not_issued_on_it() -> None:
    assert read_reply("đã ban hành, số 87/KH-UBND ngày 18/12/2026", NOW).done_on is None
