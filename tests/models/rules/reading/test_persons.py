"""Whom words name: who gets the work or holds it, not who is spoken to."""

import pytest

from models.rules.reading.persons import person_named, told_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("giao chị Lan nhé", "chị Lan"),
        ("để anh Hùng làm", "anh Hùng"),
        ("cô đẩy cho chú Quế rồi", "chú Quế"),
        ("chị Hà văn thư đang giữ", "chị Hà"),
        ("em bàn giao cho Thúy Trang từ hôm 15 rồi", "Thúy Trang"),
        ("việc này chuyển đồng chí Lê Văn Chung thực hiện", "đồng chí Lê Văn Chung"),
        ("e day qua cho a bay tin hoc r nhe", "a bay"),
        ("Tuấn Anh sẽ nộp thay tôi", "Tuấn Anh"),
        ("uỷ quyền cho đồng chí Phó Chủ tịch Trịnh Huy Toàn", "đồng chí Phó Chủ tịch Trịnh Huy Toàn"),
        ("chị Nga ơi em giao anh Dũng rồi", "anh Dũng"),
    ],
)
def test_who_gets_the_work_or_holds_it_is_named(text: str, name: str) -> None:
    assert person_named(text) == name


@pytest.mark.parametrize(
    "text",
    ["xong rồi chị Nga ơi", "em đang làm", "việc của phòng Kinh tế", "chị xem giúp em", "mai em nộp", ""],
)
def test_nobody_is_named_where_words_only_speak_to_somebody(text: str) -> None:
    assert person_named(text) is None


def test_a_name_with_signs_in_it_is_looked_for_as_it_is_written() -> None:
    people = ["Trần Thị Hoa (VP)", "Nguyễn Thị An", "Lê +Văn* Dũng"]
    assert told_of("chị An nghỉ ốm từ mai", people) == (1, "nghỉ ốm từ mai")
    assert told_of("Trần Thị Hoa (VP) mai nghỉ", people) == (0, "mai nghỉ")
    assert told_of("chị Hoa (VP) mai nghỉ", people) is None
