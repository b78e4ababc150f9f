"""Whom words name: who gets the work or holds it, not who is spoken to."""

import pytest

from models.rules.reading.persons import given_at_end, is_named_in, person_named, told_of


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
        ("chị Hà xin nghỉ tới thứ sáu tuần sau, anh Dũng làm", "anh Dũng"),
        ("chị Lan, anh Hùng", "chị Lan"),
        ("gặp chị Hà, giao Thảo", "Thảo"),
        ("Thảo làm, giao chị Hà", "chị Hà"),
        ("giao chị Lan Anh Thư Hà nhé", "chị Lan Anh Thư"),
        ("giao em Hùng", "em Hùng"),
        ("gui chi hoa lam", "chi hoa"),
    ],
)
def test_who_gets_the_work_or_holds_it_is_named(text: str, name: str) -> None:
    assert person_named(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "xong rồi chị Nga ơi",
        "em đang làm",
        "việc của phòng Kinh tế",
        "chị xem giúp em",
        "mai em nộp",
        "gui chi a lam",
        "giao e hung lam nhe",
        "",
    ],
)
def test_nobody_is_named_where_words_only_speak_to_somebody(text: str) -> None:
    assert person_named(text) is None


def test_a_name_with_signs_in_it_is_looked_for_as_it_is_written() -> None:
    people = ["Trần Thị Hoa (VP)", "Nguyễn Thị An", "Lê +Văn* Dũng"]
    assert told_of("chị An nghỉ ốm từ mai", people) == (1, "nghỉ ốm từ mai")
    assert told_of("Trần Thị Hoa (VP) mai nghỉ", people) == (0, "mai nghỉ")
    assert told_of("chị Hoa (VP) mai nghỉ", people) is None


def test_a_sentence_is_about_somebody_else_where_it_names_just_one_and_not_who_writes() -> None:
    people = ["Trần Thị Lan", "Lê Lan Anh", "Nguyễn Văn An"]
    assert told_of("Nguyễn Văn An mai nghỉ", people) == (2, "mai nghỉ")
    assert told_of("từ mai chị Lan nghỉ", people) == (0, "từ mai   nghỉ")
    for words in ("chị Lan nghỉ, chị An nghỉ", "em nghỉ với chị An", "chị An ơi mai nghỉ", "An mai nghỉ"):
        assert told_of(words, people) is None


def test_work_is_given_at_the_end_of_what_is_to_be_done() -> None:
    assert given_at_end("nộp kế hoạch trước 18/12, giao chị An") == ("nộp kế hoạch trước 18/12", "an")
    assert given_at_end("rà soát nhà ở xã hội, giao chị An, hạn 18/12") == (
        "rà soát nhà ở xã hội, hạn 18/12",
        "an",
    )
    assert given_at_end("lập danh sách, giao anh Dũng trước 15/12") == ("lập danh sách trước 15/12", "dung")
    assert given_at_end("báo cáo trước 18/12") == ("báo cáo trước 18/12", "")


def test_a_person_is_named_by_the_given_name_alone_as_a_word() -> None:
    assert is_named_in("chuyển chị Lan làm", "Trần Thị Lan")
    assert not is_named_in("chị Trần lanh lợi", "Trần Thị Lan")
