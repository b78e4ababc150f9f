"""Yes and no of whom somebody asked to stand in, in their own words."""

import pytest

from models.rules.reading.answers import says_yes


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ok anh nhận", True),
        ("đồng ý", True),
        ("được em", True),
        ("vâng, anh làm thay cho", True),
        ("anh bận rồi", False),
        ("thôi anh bận họp rồi em ạ", False),
        ("không nhận được", False),
        ("khong lam thay duoc", False),
        ("không được em ạ", False),
        ("anh không bận", None),
        ("anh bận, mai nộp", None),
        ("nhận được rồi", None),
        ("chưa nhận được văn bản", None),
        ("được không?", None),
        ("xong rồi", None),
    ],
)
def test_a_yes_a_no_and_anything_else(words: str, found: bool | None) -> None:
    assert says_yes(words) is found
