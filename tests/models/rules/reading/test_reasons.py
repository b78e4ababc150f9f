"""What is typed where a reason was asked for: a reason goes through, anything else is named for what it is."""

import pytest

from models.rules.reading.answers import NoReason, no_reason
from tests.commune import at

NOW = at("15/12/2026")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("thôi, bấm nhầm", NoReason.CANCELS),
        ("hủy", NoReason.CANCELS),
        ("thoi bam nham roi em", NoReason.CANCELS),
        ("khoan đã em", NoReason.CANCELS),
        ("duyệt", NoReason.ACCEPTS),
        ("được rồi, duyệt nhé", NoReason.ACCEPTS),
        ("cái này đạt rồi", NoReason.ACCEPTS),
        ("thôi không trả lại nữa, duyệt luôn đi", NoReason.ACCEPTS),
        ("duyệt?", NoReason.EMPTY),
        ("khoan duyệt", NoReason.EMPTY),
        ("hủy duyệt", NoReason.EMPTY),
        ("ok", NoReason.EMPTY),
        ("👍", NoReason.EMPTY),
        ("?", NoReason.EMPTY),
        ("xong rồi", NoReason.EMPTY),
        ("1 giao chị An", NoReason.EMPTY),
        ("1 xong, 2 xong", NoReason.EMPTY),
        ("thiếu chữ ký số", None),
        ("ảnh mờ", None),
        ("chưa đạt", None),
        ("không đạt", None),
        ("không duyệt", None),
        ("đừng duyệt", None),
        ("không đúng", None),
        ("nộp nhầm tệp", None),
        ("hủy văn bản cũ", None),
        ("ok, nhưng thiếu phụ lục", None),
        ("2 phụ lục chưa ký", None),
        ("không phát sinh", None),
        ("giao cho Sở Nội vụ làm", None),
    ],
)
def test_only_a_reason_is_one(words: str, found: NoReason | None) -> None:
    assert no_reason(words, NOW) is found
