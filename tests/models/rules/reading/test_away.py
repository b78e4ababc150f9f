"""Absences in words at a fixed now: Wednesday, 2 December 2026, 09:00."""

from datetime import date
from itertools import chain

import pytest

from models.rules.reading import read_reply
from models.rules.reading.away import Away, Back, Dropped, beside_absence, read_absence
from tests.models.rules.reading.replies import NOW, OWN, SAMPLE, stripped
from tests.models.rules.year_2026 import CALENDAR


def day(number: int, month: int = 12, year: int = 2026) -> date:
    return date(year, month, number)


ABSENCES: list[tuple[str, date | None, date | None]] = [
    ("mai em nghỉ", day(3), day(3)),
    ("e nghi om hom nay", day(2), day(2)),
    ("hôm nay em ốm", day(2), day(2)),
    ("em vắng mai", day(3), day(3)),
    ("mai nghỉ", day(3), day(3)),
    ("chị ơi mai em xin phép nghỉ ạ", day(3), day(3)),
    ("báo cáo anh mai em nghỉ ạ", day(3), day(3)),
    ("mai em nghỉ nhé, đừng nhắc em", day(3), day(3)),
    ("mai em nghỉ, nhờ anh Dũng làm thay", day(3), day(3)),
    ("con em ốm, mai em xin nghỉ chăm con", day(3), day(3)),
    ("mai em xin nghỉ được không ạ?", day(3), day(3)),
    ("Sếp ơi cho em xin nghỉ mai đi đám cưới bạn", day(3), day(3)),
    ("em đi công tác từ thứ 2 đến thứ 6", day(7), day(11)),
    ("thứ tư đến thứ sáu em nghỉ", day(9), day(11)),
    ("em đi học từ thứ 2 đến thứ 6 tuần sau", day(7), day(11)),
    ("em nghỉ từ 14/12 đến 18/12", day(14), day(18)),
    ("em nghỉ từ ngày 14 đến ngày 18", day(14), day(18)),
    ("em nghỉ từ ngày 14 đến 18/12", day(14), day(18)),
    ("14-18/12 em nghỉ phép", day(14), day(18)),
    ("em nghỉ 14/12 - 18/12", day(14), day(18)),
    ("em nghỉ 14/12-18/12", day(14), day(18)),
    ("em nghỉ ngày 14 và 15/12", day(14), day(15)),
    ("Em nghỉ phép từ ngày 7/12/2026 đến hết ngày 11/12/2026", day(7), day(11)),
    ("em nghỉ thai sản từ 1/1 đến 30/6", day(1, 1, 2027), day(30, 6, 2027)),
    ("em xin nghỉ ba ngày từ mai", day(3), day(7)),
    ("em đi tập huấn 3 ngày từ thứ 2", day(7), day(9)),
    ("em nghỉ 1 tuần từ 14/12", day(14), day(20)),
    ("tuần sau e nghi phep", day(7), day(11)),
    ("em vắng mặt cả tuần sau", day(7), day(11)),
    ("tháng sau em nghỉ", day(4, 1, 2027), day(29, 1, 2027)),
    ("em nghỉ hết tuần này", day(2), day(4)),
    ("em nghỉ đến thứ 6", day(2), day(4)),
    ("em nghỉ từ hôm qua đến thứ 6", day(2), day(4)),
    ("em nghỉ thứ 5, thứ 6", day(3), day(4)),
    ("em nghỉ từ mai, thứ 2 em đi làm lại", day(3), day(4)),
    ("từ mai em nghỉ", day(3), None),
    ("em nghỉ thứ 2 và thứ 5", day(3), None),
    ("em xin nghỉ 3 ngày", None, None),
    ("em đang đi công tác", None, None),
    ("em đang đi tập huấn ở Vinh", None, None),
    ("em nghỉ thai sản rồi ạ", None, None),
    ("em nghỉ hộ sản từ đầu tháng", day(2), None),
    ("em nghỉ phép", None, None),
]
"""What says nothing of a task is an absence, though asked of a task it would be not_done or refused."""

NO_ABSENCES = [
    "mai em nghỉ, thứ 2 em nộp",
    "mai em nghỉ nên chưa gửi được",
    "hôm qua em nghỉ ốm",
    "hôm qua em nghỉ",
    "em nghỉ từ 25/11 đến 28/11",
    "mai em không nghỉ",
    "mai có nghỉ không",
    "mai nghỉ lễ",
    "mai nghỉ à?",
    "mai chị Hoa nghỉ",
    "chị Hoa đi công tác từ thứ 2 đến thứ 6",
    "trưởng phòng đi công tác từ mai",
    "trưởng phòng đi công tác chưa ký được",
    "em nghĩ mai xong",
    "em nghĩ mai được",
    "em nghĩ là thứ 6 kịp",
    "đề nghị gia hạn đến thứ 6",
    "theo nghị quyết ngày 25/12",
    "vâng mai em nộp",
    "vâng ạ, mai ạ",
    "trưa nay em nghỉ trưa",
    "em nghỉ từ 12/12/2028",
    "mai em làm lại",
    "em nghỉ chế độ rồi ạ",
    "em đang ốm, cho em đến thứ Hai",
    "",
]

RETURNS: list[tuple[str, date]] = [
    ("em đi làm lại rồi", day(2)),
    ("hôm nay em đi làm lại rồi ạ", day(2)),
    ("em đi làm rồi", day(2)),
    ("em đã trở lại làm việc", day(2)),
    ("em đi công tác về rồi", day(2)),
    ("thứ 5 em đi làm lại", day(3)),
    ("mai em đi làm", day(3)),
]


@pytest.mark.parametrize(("text", "from_on", "to_on"), ABSENCES)
def test_an_absence_is_read_with_its_days_with_and_without_marks(
    text: str, from_on: date | None, to_on: date | None
) -> None:
    for typed in (text, stripped(text), text.upper()):
        assert read_absence(typed, NOW, CALENDAR) == Away(from_on, to_on), typed


@pytest.mark.parametrize("text", NO_ABSENCES)
def test_what_speaks_of_a_task_of_others_asks_or_looks_back_is_none(text: str) -> None:
    for typed in (text, stripped(text)):
        assert not isinstance(read_absence(typed, NOW, CALENDAR), Away), typed


@pytest.mark.parametrize(("text", "on"), RETURNS)
def test_coming_back_is_read_with_its_first_day(text: str, on: date) -> None:
    for typed in (text, stripped(text)):
        assert read_absence(typed, NOW, CALENDAR) == Back(on), typed


@pytest.mark.parametrize(
    "text", ["em không nghỉ nữa", "mai em không nghỉ nữa", "em không đi công tác nữa", "hủy báo vắng"]
)
def test_an_absence_that_is_given_up(text: str) -> None:
    for typed in (text, stripped(text)):
        assert read_absence(typed, NOW, CALENDAR) == Dropped(), typed


def test_no_labelled_reply_on_a_task_is_taken_for_an_absence() -> None:
    taken = [
        reply.text
        for reply in chain(SAMPLE, OWN)
        if reply.text not in {text for text, _, _ in ABSENCES}
        for typed in (reply.text, stripped(reply.text))
        if read_absence(typed, NOW, CALENDAR) is not None
    ]
    assert taken == []


def test_of_an_absence_with_a_promise_the_promise_is_read() -> None:
    said = beside_absence("mai em nghỉ, thứ 2 em nộp", NOW)
    assert read_reply(said, NOW, CALENDAR).date == day(7)
    assert beside_absence("mai em nộp, thứ 2 em gửi bản giấy", NOW) == "mai em nộp, thứ 2 em gửi bản giấy"
