"""What short words answer where a moment, an agreement or a reason was asked for."""

from datetime import date, datetime, time

import pytest

from models.rules.reading.answers import (
    NoReason,
    agrees,
    asks_to_be_reminded,
    is_question,
    named_moment,
    no_reason_to_send,
)
from models.rules.reading.letters import is_extract, is_letter
from models.rules.zone import at

NOW = at(date(2026, 12, 15), time(9))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("thứ Sáu", date(2026, 12, 18)),
        ("thứ Sáu ngày 18/12", date(2026, 12, 18)),
        ("thứ 6 tuần sau", date(2026, 12, 25)),
        ("31/12", date(2026, 12, 31)),
        ("mai 8h", at(date(2026, 12, 16), time(8))),
        ("chiều nay", at(date(2026, 12, 15), time(13, 30))),
        ("18/12 hoặc 19/12", None),
        ("hôm qua", None),
        ("8h", None),
        ("chưa biết", None),
    ],
)
def test_one_moment_ahead_is_an_answer_several_or_a_past_one_none(
    words: str, meant: date | datetime | None
) -> None:
    assert named_moment(words, NOW) == meant


@pytest.mark.parametrize(
    ("words", "agreed"),
    [
        ("đúng rồi ạ", True),
        ("ok", True),
        ("đúng không?", False),
        ("chưa đúng", False),
        ("đúng rồi nhưng mai mới nộp", False),
    ],
)
def test_what_was_understood_is_right_where_words_say_just_that(words: str, agreed: bool) -> None:
    assert agrees(words) is agreed


@pytest.mark.parametrize(
    ("words", "reminds"),
    [("thứ Sáu nhắc tôi nhé", True), ("chị nhắc giúp em ngày mai", True), ("mai em nộp", False)],
)
def test_a_reminder_that_is_asked_for_promises_nothing(words: str, reminds: bool) -> None:
    assert asks_to_be_reminded(words) is reminds


@pytest.mark.parametrize(
    ("words", "what", "asked_again"),
    [
        ("thôi không gửi nữa", NoReason.CANCELS, NoReason.CANCELS),
        ("bỏ qua", NoReason.CANCELS, NoReason.CANCELS),
        ("ok", NoReason.EMPTY, NoReason.EMPTY),
        ("sao lại thế?", NoReason.EMPTY, NoReason.EMPTY),
        ("thiếu chữ ký thì sao ạ", NoReason.EMPTY, None),
        ("không gửi nữa nhưng vẫn gửi", None, None),
        ("Bản này là bản chính thức, lãnh đạo đã ký", None, None),
    ],
)
def test_a_file_is_sent_all_the_same_for_a_reason_and_for_nothing_else(
    words: str, what: NoReason | None, asked_again: NoReason | None
) -> None:
    assert no_reason_to_send(words, NOW) is what
    assert no_reason_to_send(words, NOW, again=True) is asked_again


def test_asked_again_it_takes_a_question_mark_to_be_a_question() -> None:
    assert is_question("sao lại thế?", NOW, again=True)
    assert is_question("thiếu chữ ký thì sao ạ?", NOW)
    assert not is_question("Lãnh đạo đã ký?", NOW, again=True) or is_question("Lãnh đạo đã ký?", NOW)
    assert not is_question("Lãnh đạo đã ký", NOW)


@pytest.mark.parametrize(
    ("words", "extract"),
    [
        ("đề nghị UBND xã gửi báo cáo", True),
        ("Công văn 45/UBND-VHXH ngày 10/12", True),
        ("em đã nộp báo cáo rồi ạ", False),
        ("gửi báo cáo", False),
        ("chào anh nhé hôm nay trời đẹp quá", False),
    ],
)
def test_what_is_passed_on_is_of_a_letter_where_it_asks_or_names_one(words: str, extract: bool) -> None:
    assert is_extract(words, NOW) is extract


def test_what_is_shorter_than_any_letter_is_none() -> None:
    words = "Đề nghị các phòng gửi số liệu trước 15/12"
    assert not is_letter(words, NOW)
    assert is_letter(words, NOW, least=10)
