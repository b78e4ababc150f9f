"""What one question asks for; which number is put right; which task a sentence tells from the others."""

import pytest

from models.rules.reading.answers import Asked, asked
from models.rules.reading.naming import Nameable, puts_right, told_apart


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("hạn khi nào ạ?", Asked.DUE),
        ("bao giờ phải nộp vậy chị", Asked.DUE),
        ("còn mấy ngày nữa", Asked.DUE),
        ("nộp ở đâu ạ", Asked.WHERE),
        ("gui bao cao di dau vay", Asked.WHERE),
        ("cần những gì ạ", Asked.WHAT),
        ("minh chứng là gì vậy", Asked.WHAT),
        ("ai thẩm tra vậy", Asked.WHO),
        ("duyệt chưa ạ", Asked.SEEN),
        ("chị xem chưa", Asked.SEEN),
        ("sao lại là em", None),
        ("hạn khi nào, nộp ở đâu", None),
    ],
)
def test_the_one_thing_asked_for(words: str, what: Asked | None) -> None:
    assert asked(words) is what


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("nhầm số, số đúng là 121/BC-UBND", True),
        ("sửa giúp em thành 52/KH-UBND", True),
        ("nhầm, em chưa gửi đâu", False),
        ("hủy giúp em, nhầm rồi", False),
        ("đã phát hành số 121/BC-UBND", False),
    ],
)
def test_a_value_is_put_right_or_all_is_taken_back(words: str, right: bool) -> None:
    assert puts_right(words) is right


TASKS = [
    Nameable("2026-11", "6.1.1", "Báo cáo giải ngân vốn đầu tư công"),
    Nameable("2026-11", "7.5", "Báo cáo tình hình hồ sơ giải quyết TTHC"),
    Nameable("2026", "1.1.2", "Kế hoạch cải cách hành chính"),
]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("số liệu giải ngân xong rồi", [0]),
        ("bc tthc em gửi rồi", [1]),
        ("kế hoạch cchc mai em trình", [2]),
        ("tiêu chí 7.5 xong rồi", [1]),
        ("em nộp trên hệ thống tỉnh rồi ạ", []),
        ("xong rồi", []),
    ],
)
def test_words_of_a_title_tell_tasks_apart(words: str, meant: list[int]) -> None:
    assert told_apart(words, TASKS) == meant
