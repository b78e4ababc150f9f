"""Phrases are compared as people read them: marks, case and blanks aside, one wrong letter in a long one."""

import pytest

from models.rules.inspection.phrases import holds, is_near, letters_of, plain, tidy


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("kehoach", "kehoach", True),
        ("kehoach", "kehoacn", True),
        ("kehoach", "xehoach", True),
        ("kehoach", "kehoac", True),
        ("kehoach", "ehoach", True),
        ("kehoach", "kehhoach", True),
        ("kehoach", "kehoachh", True),
        ("kehoach", "kehaoch", False),
        ("kehoach", "keoac", False),
        ("kehoach", "kehoachhh", False),
        ("kehoach", "xehoacn", False),
    ],
)
def test_one_letter_may_be_wrong_missing_or_too_many(one, other, near):
    assert is_near(one, other) is near
    assert is_near(other, one) is near


@pytest.mark.parametrize(
    ("text", "wish", "held"),
    [
        ("Kế hoạch tinh giản biên chế", "tinh giản biên chế", True),
        ("Kế hoạch tinh giảm biên chế", "tinh giản biên chế", True),
        ("Kế hoạch tinh giản biên chế", "tinh giản  biên - chế", True),
        ("Kế hoạch tin giản biên chế", "tinh giản biên chế", True),
        ("Kế hoạch tinhh giản biên chế", "tinh giản biên chế", True),
        ("Kế hoạch tin giảm biên chế", "tinh giản biên chế", False),
        ("Báo cáo", "báo cảo", True),
        ("Báo các", "báo cáo", False),
        ("Đào tạo", "tập huấn | đào tạo", True),
        ("Đào tạo", "tập huấn | bồi dưỡng", False),
        ("Rà soát TTHC", "thủ tục hành chính", True),
    ],
)
def test_a_text_holds_a_wish(text, wish, held):
    assert holds(text, wish) is held


def test_every_place_of_a_phrase_is_found():
    letters = letters_of("an an\nan")
    assert list(letters.places("an")) == [0, 2, 4]
    assert [letters.line_of(place) for place in letters.places("an")] == [0, 0, 1]
    assert list(letters_of("a a a").places("a a")) == [0, 1]


def test_plain_text_has_the_places_of_the_tidied_one():
    text = tidy("Kế\N{NO-BREAK SPACE}ho\N{SOFT HYPHEN}ạch\N{ZERO WIDTH SPACE} ạ\u0301 ĐẢNG\n")
    assert text == "Kế hoạch ạ ĐẢNG\n"
    assert plain(text) == "ke hoach a dang\n"
    assert len(plain(tidy("ﬁ ß İ Ủy"))) == len(tidy("ﬁ ß İ Ủy"))
