"""Work given in words: which numbers go to whom, and what only sounds like it."""

import pytest

from models.rules.reading.persons import called, gifts_by_number, read_gifts


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("1 giao chị An, 2 giao anh Dũng", [((1,), "an"), ((2,), "dung")]),
        ("1, 3 giao chị An; 2 giao anh Dũng nhé", [((1, 3), "an"), ((2,), "dung")]),
        ("1 giao chị An, 2 anh Dũng", [((1,), "an"), ((2,), "dung")]),
        ("viec 1 giao cho d/c Le Van Dung va 2 giao chi An", [((1,), "le van dung"), ((2,), "an")]),
        ("phân công 1-3 cho chị An", [((1, 2, 3), "an")]),
        ("giao hết cho chị An", [(None, "an")]),
        ("tất cả giao anh Dũng ạ", [(None, "dung")]),
        ("giao chị An", [(None, "an")]),
        ("1 xong, 2 giao anh Dũng", None),
        ("chiều nay họp giao ban", None),
        ("1 giao ban chiều nay", None),
        ("em xong rồi ạ", None),
    ],
)
def test_what_is_given_to_whom(words: str, given: list[tuple[tuple[int, ...] | None, str]] | None) -> None:
    gifts = read_gifts(words)
    assert (gifts and [(each.numbers, each.name) for each in gifts]) == given


@pytest.mark.parametrize(
    ("words", "given", "others"),
    [
        ("6 xong, 7 giao chị An, 8 tôi làm", [((7,), "an"), ((8,), "")], "6 xong"),
        ("3 để em làm nhé; 4 giao Dũng", [((3,), ""), ((4,), "dung")], ""),
        ("1, 2 giao chị An và 3 mai nộp", [((1, 2), "an")], "3 mai nộp"),
        ("1 lùi đến 18/12, 2 giao anh Dũng", [((2,), "dung")], "1 lùi đến 18/12"),
        ("2 em làm rồi", [], "2 em làm rồi"),
        ("giao chị An, 2 xong", [], "giao chị An, 2 xong"),
    ],
)
def test_what_is_given_beside_other_answers(
    words: str, given: list[tuple[tuple[int, ...], str]], others: str
) -> None:
    gifts, rest = gifts_by_number(words)
    assert [(each.numbers, each.name) for each in gifts] == given
    assert rest == others


def test_a_given_name_means_who_is_called_so() -> None:
    people = ["Nguyễn Thị An", "Lê Văn Dũng", "An Văn Ba", "Trần Quốc Dũng"]
    assert called("an", people) == [0]
    assert called("dung", people) == [1, 3]
    assert called("le van dung", people) == [1]
    assert called("tuan", people) == []
