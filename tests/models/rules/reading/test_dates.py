"""Dates in words at a fixed now: Wednesday, 2 December 2026, 09:00, and at the ends of months and years."""

from datetime import date, datetime

import pytest

from models.rules.reading import read_reply
from models.rules.reading.dates import Tense, TimePhrase, find_dates
from models.rules.reading.fold import fold
from models.rules.working_days import WorkingCalendar
from models.rules.zone import VIETNAM
from tests.models.rules.reading.replies import NOW, stripped
from tests.models.rules.year_2026 import CALENDAR


def read_date(phrase: str, now: datetime, calendar: WorkingCalendar | None = None) -> TimePhrase | None:
    """The first phrase about time that lies ahead."""
    found = find_dates(fold(phrase), now, calendar)
    return next((when for when in found if when.tense in (Tense.AHEAD, Tense.TODAY, Tense.VAGUE)), None)


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


def moment(month: int, number: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, number, hour, minute, tzinfo=VIETNAM)


PHRASES: list[tuple[str, date | datetime]] = [
    ("hôm nay", day(12, 2)),
    ("hnay em nộp", day(12, 2)),
    ("mai", day(12, 3)),
    ("tmai", day(12, 3)),
    ("mốt", day(12, 4)),
    ("bữa mốt", day(12, 4)),
    ("ngày kia", day(12, 4)),
    ("ngày tê", day(12, 4)),
    ("ngày kìa", day(12, 5)),
    ("thứ 6", day(12, 4)),
    ("t6 nộp", day(12, 4)),
    ("thứ Sáu", day(12, 4)),
    ("thứ tư", day(12, 9)),
    ("thứ 6 tuần sau", day(12, 11)),
    ("cuối tháng 1/2027", day(1, 31, 2027)),
    ("dau thang 3 nam 2027", day(3, 1, 2027)),
    ("thứ sáu tuần tới", day(12, 11)),
    ("t6 tuan s", day(12, 11)),
    ("chủ nhật", day(12, 6)),
    ("cuối tuần", day(12, 4)),
    ("đầu tuần sau", day(12, 7)),
    ("trong tuần này", day(12, 4)),
    ("giữa tháng", day(12, 15)),
    ("cuối tháng", day(12, 31)),
    ("đầu tháng", day(1, 1, 2027)),
    ("cuối tháng sau", day(1, 31, 2027)),
    ("hết quý 4", day(12, 31)),
    ("cuối năm", day(12, 31)),
    ("20/12", day(12, 20)),
    ("20-12-2026", day(12, 20)),
    ("5/1", day(1, 5, 2027)),
    ("ngày 20", day(12, 20)),
    ("ngày 1", day(1, 1, 2027)),
    ("mùng 5 tháng sau", day(1, 5, 2027)),
    ("ngày 20 tháng 1", day(1, 20, 2027)),
    ("3 ngày nữa", day(12, 5)),
    ("hai hôm nữa", day(12, 4)),
    ("xin thêm 5 ngày làm việc", day(12, 9)),
    ("1 tuần", day(12, 9)),
    ("nửa tháng", day(12, 17)),
    ("trước ngày 20", day(12, 19)),
    ("chậm nhất ngày 20", day(12, 20)),
    ("trước thứ 6", day(12, 3)),
    ("sáng mai", moment(12, 3, 7, 30)),
    ("chiều thứ 6", moment(12, 4, 13, 30)),
    ("chiều nay", moment(12, 2, 13, 30)),
    ("sáng nay", moment(12, 2, 11, 30)),
    ("tối mai", moment(12, 3, 19)),
    ("trước 17h", moment(12, 2, 17)),
    ("xin lùi 24 giờ", moment(12, 3, 9)),
    ("xin lùi 23 giờ", moment(12, 2, 23)),
    ("10h30 sáng mai", moment(12, 3, 10, 30)),
    ("3h chiều mai", moment(12, 3, 15)),
    ("2 tiếng nữa", moment(12, 2, 11)),
    ("cuối giờ chiều mai", moment(12, 3, 17)),
    ("hết giờ chiều mai", moment(12, 3, 17)),
    ("27 em gửi", day(12, 27)),
    ("dời sang 27", day(12, 27)),
    ("khoảng 30", day(12, 30)),
    ("sáng 25", moment(12, 25, 7, 30)),
    ("7h sáng 25", moment(12, 25, 7)),
    ("25-26 gì đó em nộp", day(12, 26)),
    ("hăm lăm em nộp", day(12, 25)),
    ("ngày mười lăm tháng mười hai", day(12, 15)),
    ("mười bảy giờ ngày hai mươi lăm", moment(12, 25, 17)),
    ("15p nữa", moment(12, 2, 9, 15)),
    ("30 phút nữa", moment(12, 2, 9, 30)),
    ("1 tiếng", moment(12, 2, 10)),
    ("1 tiếng rưỡi nữa", moment(12, 2, 10, 30)),
    ("nhắc lại sau 2 tiếng", moment(12, 2, 11)),
    ("trong vòng 48 giờ", moment(12, 4, 9)),
    ("12h đêm nay", moment(12, 3, 0)),
    ("trước 0h ngày 25", moment(12, 25, 0)),
    ("3h kém 15", moment(12, 2, 14, 45)),
    ("10 rưỡi", moment(12, 2, 10, 30)),
    ("17g30", moment(12, 2, 17, 30)),
    ("12h trưa mai", moment(12, 3, 12)),
    ("nhắc em lúc 6h", moment(12, 2, 18)),
    ("sau ngày 25", day(12, 26)),
    ("qua ngày 25", day(12, 26)),
    ("không quá ngày 25", day(12, 25)),
    ("trung tuần tháng 12", day(12, 15)),
    ("đầu tuần", day(12, 7)),
    ("thứ sáu ngày 11", day(12, 11)),
    ("giờ này tuần sau", day(12, 9)),
]


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_a_phrase_means_this_day(phrase: str, expected: date | datetime) -> None:
    found = read_date(phrase, NOW)
    assert found is not None
    assert found.value == expected


# Without their marks "ngày kìa" is "ngày kia", and "sáng 25" is "sang 25": the day without its part.
@pytest.mark.parametrize(
    ("phrase", "expected"), [row for row in PHRASES if row[0] not in ("ngày kìa", "sáng 25")]
)
def test_the_same_without_diacritics(phrase: str, expected: date | datetime) -> None:
    found = read_date(stripped(phrase), NOW)
    assert found is not None
    assert found.value == expected


@pytest.mark.parametrize(
    ("now", "phrase", "expected"),
    [
        (datetime(2026, 12, 31, 9, tzinfo=VIETNAM), "mai", day(1, 1, 2027)),
        (datetime(2026, 12, 31, 9, tzinfo=VIETNAM), "cuối tháng", day(12, 31)),
        (datetime(2026, 12, 31, 9, tzinfo=VIETNAM), "giữa tháng", day(1, 15, 2027)),
        (datetime(2026, 12, 31, 9, tzinfo=VIETNAM), "cuối tháng sau", day(1, 31, 2027)),
        (datetime(2027, 1, 31, 9, tzinfo=VIETNAM), "1 tháng nữa", day(2, 28, 2027)),
        (datetime(2027, 1, 31, 9, tzinfo=VIETNAM), "ngày 30", day(2, 28, 2027)),
        (datetime(2026, 11, 30, 9, tzinfo=VIETNAM), "thứ 6", day(12, 4)),
        (datetime(2026, 12, 4, 9, tzinfo=VIETNAM), "cuối tuần", day(12, 4)),
        (datetime(2026, 12, 5, 9, tzinfo=VIETNAM), "cuối tuần", day(12, 11)),
        (datetime(2026, 11, 16, 9, tzinfo=VIETNAM), "20/11", day(11, 20)),
        (datetime(2026, 12, 2, 20, tzinfo=VIETNAM), "hết quý", day(12, 31)),
    ],
)
def test_at_the_end_of_a_week_month_or_year(now: datetime, phrase: str, expected: date) -> None:
    found = read_date(phrase, now)
    assert found is not None
    assert found.value == expected


def test_working_days_are_counted_by_the_agency_s_calendar() -> None:
    monday = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)
    found = read_date("5 ngày làm việc nữa", monday, CALENDAR)
    assert found is not None
    assert found.value == day(12, 1), "24 November is a day off"


@pytest.mark.parametrize(
    "text",
    [
        "hôm 28/5 xong rồi",
        "hôm qua em nộp",
        "nộp từ tuần trước rồi",
        "thứ 6 tuần trước gửi rồi",
        "nộp trước hạn 2 ngày rồi",
        "đủ từ 15/10 đến 14/11 rồi",
        "đợi chị Mai ký",
        "hạn là 20/12",
        "báo cáo tháng 11",
        "xong 6/7 việc",
        "31/2",
        "nộp cách đây 3 ngày",
        "em hẹn chị Mai sang lấy số liệu",
        "việc thứ ba trong danh sách",
        "cái thứ hai xong rồi",
        "xong 25 hồ sơ",
        "lớp 12 nộp",
        "có 30 em học sinh dự",
        "khoảng 30 người dự",
        "gửi 25 bản sang sở",
        "văn bản 25 đã phát hành",
        "làm mỗi sáng",
        "sau giờ làm việc em gửi",
    ],
)
def test_what_is_past_or_no_date_promises_nothing(text: str) -> None:
    assert read_date(text, NOW) is None


@pytest.mark.parametrize(
    "phrase", ["lát nữa", "vài hôm nữa", "bốn năm bữa nữa", "tuần sau", "mai mốt", "sau Tết", "1-2 ngày nữa"]
)
def test_a_vague_phrase_is_a_promise_without_a_day(phrase: str) -> None:
    found = read_date(phrase, NOW)
    assert found is not None
    assert (found.tense, found.value) == (Tense.VAGUE, None)


@pytest.mark.parametrize(
    "phrase",
    ["rằm tháng này", "mùng 10 âm", "25 âm lịch em nộp", "30 Tết", "mồng 3 tháng chạp", "10/11 âm lịch"],
)
def test_a_day_of_the_lunar_calendar_is_never_dated(phrase: str) -> None:
    found = read_date(phrase, NOW)
    assert found is not None
    assert (found.tense, found.value, found.lunar) == (Tense.VAGUE, None, True)


def test_a_day_of_the_solar_calendar_said_by_its_old_name_is_dated() -> None:
    found = read_date("mồng 10 chạp dương", NOW)
    assert found is not None
    assert (found.value, found.lunar) == (day(12, 10), False)


@pytest.mark.parametrize("phrase", ["qua lễ", "sau lễ em nộp", "hết lễ", "nghỉ lễ xong em làm", "hôm sau lễ"])
def test_after_the_holiday_is_the_first_working_day_after_the_one_that_is_near(phrase: str) -> None:
    monday = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)
    found = read_date(phrase, monday, CALENDAR)
    assert found is not None
    assert found.value == day(11, 25)


@pytest.mark.parametrize("phrase", ["qua lễ", "sau lễ phát động"])
def test_after_a_holiday_that_is_far_or_a_ceremony_no_day_is_known(phrase: str) -> None:
    found = read_date(phrase, datetime(2026, 10, 5, 9, tzinfo=VIETNAM), CALENDAR)
    assert found is None or found.value is None


@pytest.mark.parametrize("text", ["ngày 20/11 em nộp", "1/12 em nộp", "em nộp lúc 8h"])
def test_a_day_or_hour_that_is_over_where_one_to_come_is_asked_says_so(text: str) -> None:
    (found,) = find_dates(fold(text), NOW)
    assert (found.tense, found.value, found.passed) == (Tense.PAST, None, True)


def test_a_reminder_for_an_hour_that_is_over_comes_the_next_time() -> None:
    evening = datetime(2026, 12, 2, 20, tzinfo=VIETNAM)
    early, late = read_date("nhắc em lúc 6h", evening), read_date("nhắc em lúc 8h", evening)
    assert early is not None and early.value == moment(12, 3, 6)
    assert late is not None and late.value == moment(12, 3, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bữa thứ bảy là xong", day(12, 5)),
        ("hôm 28 mới có, đợi nhé", day(12, 28)),
        ("hôm 28 em gửi rồi", None),
    ],
)
def test_a_day_named_with_hom_is_to_come_or_over_by_what_is_told_of_it(
    text: str, expected: date | None
) -> None:
    found = read_date(text, NOW)
    assert (found.value if found else None) == expected


def test_t5_is_thursday_and_says_that_it_may_be_may() -> None:
    reading = read_reply("t5 em nộp", NOW)
    assert (reading.date, reading.other_date) == (day(12, 3), day(5, 31, 2027))
    assert read_reply("sáng t5 em nộp", NOW).other_date is None


def test_the_phrase_is_named_with_where_it_stands() -> None:
    line = fold("ký xong rồi, mai văn thư phát hành")
    (when,) = find_dates(line, NOW)
    assert line[when.start : when.end] == when.phrase == "mai"


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("6h mai", 18),
        ("6h chiều mai", 18),
        ("6h30 mai", 18),
        ("6h sáng mai", 6),
        ("7h mai", 7),
        ("7h chiều mai", 19),
    ],
)
def test_an_hour_before_seven_is_of_the_afternoon_unless_it_is_said_to_be_early(
    typed: str, hour: int
) -> None:
    """Nobody promises a report for six in the morning without saying so; at seven offices are about to open."""
    when = read_date(typed, NOW)
    assert when is not None and isinstance(when.value, datetime)
    assert (when.value.day, when.value.hour) == (3, hour)


@pytest.mark.parametrize(
    ("phrase", "today", "named"),
    [
        ("cuối tháng em nộp", day(12, 31), day(12, 31)),
        ("cuối tháng 11 nộp", day(11, 30), day(11, 30)),
        ("hết tháng 11 nộp", day(12, 1), day(11, 30, 2027)),
        ("đầu tháng nộp", day(12, 1), day(12, 1)),
        ("giữa tháng nộp", day(12, 15), day(12, 15)),
        ("cuối tuần nộp", day(12, 18), day(12, 18)),
        ("giữa tuần nộp", day(12, 16), day(12, 16)),
        ("đầu tuần nộp", day(12, 14), day(12, 21)),
        ("đầu tuần này nộp", day(12, 14), day(12, 14)),
        ("cuối quý nộp", day(12, 31), day(12, 31)),
        ("giữa năm nộp", day(6, 30), day(6, 30)),
        ("ngày 17 nộp", day(12, 17), day(12, 17)),
        ("17/12 nộp", day(12, 17), day(12, 17)),
        ("ngày 31 nộp", day(11, 30), day(11, 30)),
        ("thứ 5 nộp", day(12, 17), day(12, 24)),
        ("thứ 5 tuần này nộp", day(12, 17), day(12, 17)),
        ("chủ nhật nộp", day(12, 20), day(12, 27)),
        ("trước ngày 17 nộp", day(12, 17), day(12, 17)),
        ("sau ngày 17 em nộp", day(12, 17), day(12, 18)),
    ],
)
def test_on_the_day_itself_a_name_means_today_but_for_a_weekday(
    phrase: str, today: date, named: date
) -> None:
    found = read_date(phrase, datetime.combine(today, NOW.timetz()))
    assert found is not None
    assert (found.day, found.tense) == (named, Tense.TODAY if named == today else Tense.AHEAD)


@pytest.mark.parametrize(
    "phrase",
    [
        "trễ 3 ngày",
        "chắc trễ 3 ngày",
        "phải quá hạn 3 ngày",
        "chậm hơn 2 ngày",
        "trong suốt 3 ngày",
        "làm việc 3 ngày",
        "họp 2 ngày",
    ],
)
def test_a_length_of_time_promises_nothing_where_it_is_lateness_or_work(phrase: str) -> None:
    assert read_date(phrase, NOW) is None


@pytest.mark.parametrize("phrase", ["cho em trễ 3 ngày", "cần thêm 3 ngày", "3 ngày nhé"])
def test_a_length_of_time_that_is_asked_for_is_a_day_to_come(phrase: str) -> None:
    found = read_date(phrase, NOW)
    assert found is not None and found.value == day(12, 5)
