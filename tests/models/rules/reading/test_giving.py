"""Work given in words: which numbers go to whom, and what only sounds like it."""

import pytest

from models.rules.reading.persons import called, read_gifts


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


def test_a_given_name_means_who_is_called_so() -> None:
    people = ["Nguyễn Thị An", "Lê Văn Dũng", "An Văn Ba", "Trần Quốc Dũng"]
    assert called("an", people) == [0]
    assert called("dung", people) == [1, 3]
    assert called("le van dung", people) == [1]
    assert called("tuan", people) == []
