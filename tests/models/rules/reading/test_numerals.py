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


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("một trăm hai", "120"),
        ("một nghìn hai", "1200"),
        ("một trăm linh hai", "102"),
        ("một trăm hai lăm", "125"),
        ("một nghìn hai trăm", "1200"),
        ("ba nghìn không trăm hai mươi", "3020"),
        ("hai mươi nghìn", "20000"),
        ("mười", "10"),
        ("tư", "4"),
        ("năm ba", "53"),
        ("một không năm", "105"),
        ("không năm", "05"),
        ("một trăm mười năm hai không hai sáu", "110"),
        ("nghìn hai", None),
        ("trăm hai", None),
        ("mười hai trăm", None),
    ],
)
def test_a_number_is_said_short_digit_by_digit_or_before_its_year(said: str, number: str | None) -> None:
    assert [read for *_, read in runs(f"số {said}")] == ([number] if number else [])


@pytest.mark.parametrize(
    ("spoken", "meant"),
    [
        ("ngày hai tám", "ngày 28"),
        ("hai tám tháng này", "28 tháng này"),
        ("hai tám tháng mười một", "28 tháng 11"),
        ("hai ba mười một", "23/11"),
        ("hai mươi mười hai", "20/12"),
        ("ngày mười", "ngày 10"),
        ("mười giờ", "10 giờ"),
        ("mười rưỡi", "10 rưỡi"),
        ("sáu rưỡi", "6 rưỡi"),
        ("mười lăm ngày", "15 ngày"),
        ("mười tám em nộp", "18 em nộp"),
        ("tháng năm", "tháng 5"),
        ("tháng tư này", "tháng 4 này"),
        ("ngày ba tháng hai", "ngày 3 tháng 2"),
        ("thứ ba hai mươi", "thứ ba 20"),
        ("bảy giờ kém năm", "bảy giờ kém 5"),
        ("hai mốt", "21"),
        ("hai tám", "hai tám"),
        ("ngày ba hai", "ngày ba hai"),
        ("ba hai", "ba hai"),
        ("một lăm", "một lăm"),
        ("mười", "mười"),
        ("mười năm", "mười năm"),
        ("mười ngày nữa", "mười ngày nữa"),
        ("năm giờ", "năm giờ"),
        ("hai ba giờ", "hai ba giờ"),
        ("thứ hai ba giờ", "thứ hai ba giờ"),
        ("hai ba em nộp", "hai ba em nộp"),
        ("ngày hai", "ngày hai"),
    ],
)
def test_two_words_are_a_day_only_where_one_can_stand(spoken: str, meant: str) -> None:
    assert in_digits(spoken) == meant
