"""What speaks against "done" is never recorded as done, however sure the model is; what is overcome is no veto."""

import unicodedata
from datetime import timedelta

import pytest

from models.rules.reading import Intent, read_reply
from models.rules.reading.deciding import veto
from models.rules.reading.said import take_apart
from tests.models.rules.reading.replies import NOW, OWN, stripped
from tests.reader.corpus import corpus

DONE = {Intent.DONE, Intent.DONE_WITH_DOCNUMBER}
SPEAKS_AGAINST = {
    "chưa nộp được mô anh": "negation",
    "báo cáo thì xong rồi nhưng chưa phát hành": "negation",
    "nhập đủ cả rồi mà bấm gửi không được": "negation",
    "sắp xong rồi ạ": "nearly",
    "gần xong rồi chị": "nearly",
    "xong được 6/7 biểu rồi": "part",
    "còn thiếu mỗi biểu số 3": "part",
    "mới làm xong một phần": "part",
    "xong bản dự thảo": "drafted",
    "đã trình chủ tịch": "submitted",
    "văn bản đang nằm ở văn thư": "submitted",
    "để em làm là xong": "foretold",
    "nếu mạng ổn thì chiều xong": "foretold",
    "hình như gửi rồi": "hedged",
    "chắc chị Hoa gửi rồi": "hedged",
    "báo cáo năm phải chờ Sở Nội vụ hướng dẫn, đã hỏi tại công văn 45/UBND ngày 14/12/2026": "waits",
    "chờ tỉnh hướng dẫn, đã có công văn hỏi số 45/UBND-VP": "waits",
    "sếp ký rồi": "signed only",
    "đã mần mô": "final mô",
    "có nộp mô anh": "final mô",
    "xong mô mà xong": "final mô",
}
IS_OVERCOME = [
    "em nộp rồi ạ",
    "phải chờ tỉnh mở hệ thống, sáng nay mở em nộp xong rồi",
    "em hỏi văn thư rồi, kế hoạch số 45/KH-UBND đã phát hành",
    "hôm qua chưa xong nhưng sáng nay nộp rồi",
    "mạng lỗi mãi, cuối cùng cũng gửi được rồi",
    "dự thảo, trình, ký, phát hành: xong cả rồi",
    "báo cáo tỷ lệ toàn trình gửi rồi nhé",
    "không còn vướng gì nữa, phát hành rồi",
    "xong từ lâu, em quên chưa bấm",
    "đã ký số và phát hành số 25/KH-UBND",
    "tỷ lệ 63%, báo cáo gửi xong",
]


@pytest.mark.parametrize("text", SPEAKS_AGAINST)
def test_what_speaks_against_done_is_named_and_nothing_is_recorded_as_done(text: str) -> None:
    for typed in (text, stripped(text), text.upper(), unicodedata.normalize("NFD", text)):
        if SPEAKS_AGAINST[text] != "final mô" or typed == text:
            assert veto(typed, take_apart(typed, NOW, None)) == SPEAKS_AGAINST[text], typed
        assert read_reply(typed, NOW).intent not in DONE, typed


@pytest.mark.parametrize("text", IS_OVERCOME)
def test_what_is_overcome_does_not_speak_against_it(text: str) -> None:
    assert veto(text, take_apart(text, NOW, None)) is None


@pytest.mark.parametrize(
    "later", [timedelta(hours=11, minutes=30), timedelta(days=3), timedelta(days=20)], ids=str
)
def test_a_promise_is_not_read_as_done_once_its_moment_is_over(later: timedelta) -> None:
    """Whoever writes "17h em nộp" at 20h may mean either, and is asked."""
    promised = [reply.text for reply in OWN if reply.intents[0] is Intent.POSTPONE]
    assert [text for text in promised if read_reply(text, NOW + later).intent in DONE] == []


def test_a_reply_means_the_same_composed_or_not_and_in_capitals() -> None:
    for reply in corpus()[::60]:
        read = read_reply(reply.text, reply.now, None, reply.context)
        decomposed = unicodedata.normalize("NFD", reply.text)
        assert read_reply(decomposed, reply.now, None, reply.context) == read
