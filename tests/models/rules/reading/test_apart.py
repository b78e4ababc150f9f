"""A reply taken apart: the words of each clause that say something, with documents, days and shares marked."""

import pytest

from models.rules.reading.said import take_apart
from tests.models.rules.reading.replies import NOW


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("xong rồi em", ", xong roi , "),
        ("em nộp chưa em", ", em nop chua , "),
        ("giao cho em", ", giao cho em , "),
        ("hỏi em", ", hoi em , "),
        ("xong rồi chị ơi", ", xong roi , "),
        ("nộp rồi anh chị ạ", ", nop roi , "),
        ("gửi chị", ", gui chi , "),
        ("dạ vâng ok em làm", ", em lam , "),
        ("ok", ", ok , "),
        ("dạ em, chị", ", em , chi , "),
        ("xong? rồi", ", xong ? roi , "),
        ("a, , b", ", anh , b , "),
        ("đạt 51/60", ", dat <part> , "),
        ("đạt 60/60", ", dat <whole> , "),
        ("đạt 61/60", ", dat 61/60 , "),
        ("0/0", ", 0/0 , "),
        ("80%", ", <rate> , "),
        ("99%", ", <rate> , "),
        ("100%", ", <whole> , "),
        ("tuần 51/2026 nộp", ", tuan 51/2026 nop , "),
        ("đã ban hành 25/KH-UBND", ", đã ban hanh <doc> , "),
        ("thay số 24/KH-UBND bằng 25/KH-UBND", ", thay so <old> bang <doc> , "),
    ],
)
def test_what_only_opens_a_clause_or_calls_somebody_is_no_part_of_it(text: str, line: str) -> None:
    assert take_apart(text, NOW, None).line == line
