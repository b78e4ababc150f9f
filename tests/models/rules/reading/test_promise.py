"""Which of several days is promised; told on Monday 23/11/2026 at nine, the 24th is a day off."""

from datetime import date, datetime

import pytest

from models.rules.reading.promise import promise
from models.rules.reading.said import take_apart
from models.rules.zone import VIETNAM
from tests.models.rules.year_2026 import CALENDAR

NOW = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)


def day_promised(text: str) -> date | None:
    """The day that a reply promises; None where it names none exactly."""
    found = promise(take_apart(text, NOW, CALENDAR))
    value = found.value if found else None
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29/11 hội nghị xong thì 30/11 em gửi", 30),
        ("thứ tư em đi tập huấn, thứ năm nộp", 26),
        ("mai nghỉ lễ, mốt em làm", 25),
        ("mai lễ nên thứ năm em mới trình được", 26),
        ("hạn là 25 nhưng 27 em nộp", 27),
        ("Hạn của tỉnh là 30/11, 28/11 tôi gửi", 28),
        ("em nộp ngày 27, thứ tư em còn bận họp", 27),
        ("xin lùi từ 25 sang 28", 28),
        ("đề nghị dời hạn sang ngày 30", 30),
        ("thứ tư trình, thứ năm ký, thứ sáu phát hành", 27),
        ("khoảng thứ năm thứ sáu em gửi", 27),
        ("26-27 gì đó em nộp", 27),
        ("chị Mai hẹn thứ năm ký nên thứ sáu em phát hành", 27),
        ("kho bạc chốt số ngày 26, tôi xin đến ngày 28", 28),
        ("xin đến ngày 28 vì kho bạc chốt số ngày 26", 28),
        ("thứ năm các xóm mới gửi số liệu, thứ sáu em tổng hợp gửi", 27),
        ("hôm nay không kịp, thứ năm em nộp", 26),
        ("em hứa thứ năm chứ không hứa thứ tư", 26),
        ("nếu ký kịp thì chiều nay, không thì thứ tư", 25),
        ("chiều mai... à quên mai nghỉ, chiều thứ tư", 25),
        ("em xin đến thứ năm à nhầm thứ sáu", 27),
        ("nhắc lại em thứ năm, thứ sáu em trình", 26),
        ("mai em trình, mốt sếp ký, chắc thứ năm mới ra số", 26),
        ("sếp đi Hà Nội tới thứ năm mới về ký", 26),
        ("thứ tư em nộp, đừng nhắc hôm nay nữa", 25),
        ("sáng thứ năm em họp, lúc 15h em gửi", 26),
        ("ngày 26 có chữ ký là em gửi luôn trong ngày", 26),
        ("Sở hẹn trả thẩm định ngày 25, mình phát hành ngày 27", 27),
        ("hai ông hẹn chiều thứ năm nên chắc thứ sáu mới gửi được", 27),
        ("Thứ Tư trình, thứ Năm ban hành ạ.", 26),
        ("thường vụ họp phiên ngày 27 thành ra sang 30 mới ra được kế hoạch", 30),
        ("mới đầu tuần nhiều việc, cho em đến thứ sáu nhé", 27),
        ("Tối nay em thức làm rồi gửi anh nhé", 23),
        ("hết giờ chiều nay mà chưa có thì tôi chịu phạt", 23),
        ("hôm 18 hẹn 20, thôi lần này hẹn dứt điểm 27", 27),
        ("anh Phong về hôm 26, ký xong 27 em phát hành", 27),
        ("26 này em nộp", 26),
        ("cỡ 28 là có", 28),
        ("chờ em qua ca trực đã, sáng 25 hết ca", 25),
        ("1 tuần nha bot, không hơn không kém", 30),
        ("đề nghị cho lùi thời hạn đến hết ngày 30/11", 30),
        ("chủ tịch cho ý kiến vào chiều 26/11, sáng 27/11 em ban hành", 27),
        ("ông xóm trưởng hứa tối nay đưa, sáng thứ tư em gửi", 25),
        ("15 giờ thứ tư em trình ký, rồi gửi luôn trong chiều", 25),
        ("thứ tư trước 11 giờ em gửi", 25),
        ("gửi trong ngày mai", 24),
        ("4 giờ chiều nay em gửi, anh Sinh ký nháy cái đã rồi mới trình", 23),
        ("10h30 sáng nay em gửi, chờ em một lát", 23),
        ("hết giờ hành chính chiều nay em gửi", 23),
        ("em hoàn thành vào ngày cuối cùng của tháng này", 30),
    ],
)
def test_of_several_days_that_of_the_handing_in_is_promised(text: str, day: int) -> None:
    assert day_promised(text) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("để sang tuần, thứ ba em nộp", date(2026, 12, 1)),
        ("giữa tuần sau, khoảng thứ năm", date(2026, 12, 3)),
        ("tuần sau em đi học, thứ sáu em nộp luôn", date(2026, 11, 27)),
        ("tuần sau em mới đi công tác về, thứ tư em gửi", date(2026, 12, 2)),
        ("thứ sáu ngày 4 em nộp", date(2026, 12, 4)),
        ("mai 24 nghỉ rồi, sáng 25 em gửi", date(2026, 11, 25)),
    ],
)
def test_a_weekday_is_of_the_week_or_date_named_beside_it(text: str, expected: date) -> None:
    assert day_promised(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "hôm nay em nộp rồi",
        "hôm nay em bận lắm",
        "hạn 25",
        "chưa kịp hôm nay",
        "đừng nhắc hôm nay nữa",
    ],
)
def test_a_day_that_is_denied_done_or_the_deadline_promises_nothing(text: str) -> None:
    found = promise(take_apart(text, NOW, CALENDAR))
    assert found is None or found.value is None


def test_a_weekday_of_next_week_is_not_the_day_after_it() -> None:
    assert day_promised("đề án em hẹn tuần sau thứ năm nộp") == date(2026, 12, 3)


def test_an_evening_behind_an_afternoon_is_of_that_day() -> None:
    assert day_promised("chiều t4 anh Toàn về ký, tối em phát hành luôn") == date(2026, 11, 25)


@pytest.mark.parametrize(
    "text", ["sau họp giao ban chiều nay em ký rồi nộp", "để trưa nay tranh thủ không ngủ làm luôn"]
)
def test_a_part_of_today_is_promised(text: str) -> None:
    assert day_promised(text) == NOW.date()
