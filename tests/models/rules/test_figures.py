"""Figures as officers type them."""

from datetime import date
from decimal import Decimal

import pytest

from models.rules.figures import LONGEST_SOURCE, Figure, is_bare_percent, read_figure

TODAY = date(2026, 12, 2)
_60 = Figure(Decimal(672), Decimal(5505))
_DISBURSED, _PLANNED = Decimal(69748146192), Decimal(109890297877)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("672/5505", _60),
        ("672 / 5.505", _60),
        ("672 trên 5505", _60),
        ("so lieu: 672/5505", _60),
        ("Đạt 672/5505 = 12,2%", _60),
        ("672/5505 (0,12%)", _60),
        ("672/5505 nguồn EMC", Figure(Decimal(672), Decimal(5505), None, "EMC")),
        ("672/5505 theo EMC 30/11", Figure(Decimal(672), Decimal(5505), date(2026, 11, 30), "EMC")),
        ("672/5505, đến hết ngày 31/12", Figure(Decimal(672), Decimal(5505), date(2025, 12, 31))),
        (
            "69.748.146.192/109.890.297.877 nguồn Kho bạc Nhà nước, tính đến 30/11/2026",
            Figure(_DISBURSED, _PLANNED, date(2026, 11, 30), "Kho bạc Nhà nước"),
        ),
        ("ty le 672/5505", _60),
        ("Tỷ lệ toàn trình: 672 hồ sơ / 5.505 hồ sơ", _60),
        (
            "so giai ngan 69.748.146.192 / 109.890.297.877 đồng, theo Kho bạc, đến 30/11",
            Figure(_DISBURSED, _PLANNED, date(2026, 11, 30), "Kho bạc"),
        ),
        ("12,5/30", Figure(Decimal("12.5"), Decimal(30))),
        ("0/10", Figure(Decimal(0), Decimal(10))),
        ("0/0 nguồn EMC", Figure(Decimal(0), Decimal(0), None, "EMC")),
    ],
)
def test_figures_are_read_with_their_source_and_day(typed: str, read: Figure) -> None:
    assert read_figure(typed, TODAY) == read


@pytest.mark.parametrize(
    "typed",
    [
        "mai em nộp 672/5505",
        "672/5505 chưa xong",
        "25/KH-UBND",
        "số 12/2026",
        "xong 12/2026",
        "5505/672",
        "5/0",
        "1,234/5000",
        "12%",
        "672",
        "",
        "đã gửi báo cáo 672/5505 rồi",
    ],
)
def test_what_is_no_figure_or_may_mean_two_things_is_not_read_as_one(typed: str) -> None:
    assert read_figure(typed, TODAY) is None


def test_the_percentage_is_computed_never_copied() -> None:
    """The report prints 672/5505 as "0,12%" and 63,47 as 63 (I-03, I-19)."""
    assert _60.percent == Decimal("12.2")
    assert Figure(_DISBURSED, _PLANNED).percent == Decimal("63.5")


def test_a_figure_that_may_be_a_day_says_so() -> None:
    assert Figure(Decimal(5), Decimal(12)).may_be_a_day
    assert not _60.may_be_a_day


def test_all_of_the_whole_is_a_hundred_percent() -> None:
    figure = read_figure("5505/5505", TODAY)
    assert figure == Figure(Decimal(5505), Decimal(5505))
    assert figure.percent == 100


@pytest.mark.parametrize(
    ("part", "whole", "is_so"),
    [
        (1, 1, True),
        (31, 12, True),
        (0, 12, False),
        (32, 12, False),
        (31, 13, False),
        (12, 0, False),
    ],
)
def test_a_figure_may_be_any_day_of_the_year(part: int, whole: int, is_so: bool) -> None:
    assert Figure(Decimal(part), Decimal(whole)).may_be_a_day is is_so


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("672/5505 đến 2/12", date(2026, 12, 2)),
        ("672/5505 đến 3/12", date(2025, 12, 3)),
        ("672/5505 đến 3/12/2026", date(2026, 12, 3)),
        ("672/5505 (1/1)", date(2026, 1, 1)),
    ],
)
def test_the_day_of_a_figure_is_today_at_the_latest_unless_its_year_is_named(typed: str, on: date) -> None:
    assert read_figure(typed, TODAY) == Figure(Decimal(672), Decimal(5505), on)


def test_a_percentage_alone_is_known_as_one() -> None:
    assert [is_bare_percent(typed) for typed in ("63,5%", " 100 % ", "672/5505", "")] == [
        True,
        True,
        False,
        False,
    ]
    assert Figure(Decimal(0), Decimal(0)).percent == 0


def test_a_long_source_is_cut() -> None:
    read = read_figure(f"672/5505 nguồn {'x' * (LONGEST_SOURCE + 9)}", TODAY)
    assert read is not None and read.source == "x" * LONGEST_SOURCE
