import random
from math import radians, tan

from models.rules.inspection.lines import Glyph, page_lines

HEIGHT, ADVANCE, PAGE = 16.0, 7.0, 842.0


def drawn(x: float, y: float, text: str) -> list[Glyph]:
    """A line of text; its spaces are gaps, as many programs write them."""
    return [
        Glyph(each, x + ADVANCE * number, y, x + ADVANCE * (number + 1), HEIGHT)
        for number, each in enumerate(text)
        if each != " "
    ]


HEAD = [
    *drawn(60, 780, "ỦY BAN NHÂN DÂN"),
    *drawn(280, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    *drawn(80, 762, "XÃ TÂN KỲ"),
    *drawn(320, 762, "Độc lập - Tự do - Hạnh phúc"),
    *drawn(75, 744, "Số: 25/KH-UBND"),
    *drawn(290, 744, "Tân Kỳ, ngày 12 tháng 01 năm 2026"),
    *drawn(75, 726, "V/v rà soát thủ tục"),
]
TITLE = [*drawn(270, 680, "KẾ HOẠCH"), *drawn(180, 662, "Cải cách hành chính năm 2026")]
TABLE = [
    *drawn(60, 600, "TT"),
    *drawn(100, 600, "Nội dung"),
    *drawn(300, 600, "Kinh phí"),
    *drawn(60, 582, "1"),
    *drawn(100, 582, "Tập huấn"),
    *drawn(300, 582, "20 triệu đồng"),
]
READ = [
    "ỦY BAN NHÂN DÂN",
    "XÃ TÂN KỲ",
    "Số: 25/KH-UBND",
    "V/v rà soát thủ tục",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Tân Kỳ, ngày 12 tháng 01 năm 2026",
    "KẾ HOẠCH",
    "Cải cách hành chính năm 2026",
    "TT Nội dung Kinh phí",
    "1 Tập huấn 20 triệu đồng",
]


def test_the_head_is_read_by_columns_the_rest_by_lines() -> None:
    assert page_lines([*HEAD, *TITLE, *TABLE], PAGE) == READ


def test_the_order_in_which_it_was_written_does_not_matter() -> None:
    mixed = [*HEAD, *TITLE, *TABLE]
    random.Random(2026).shuffle(mixed)
    assert page_lines(mixed, PAGE) == READ


def test_a_page_that_was_laid_aslant_on_the_glass_is_read_the_same() -> None:
    slope = tan(radians(1.5))
    aslant = [glyph._replace(y=glyph.y + slope * glyph.x) for glyph in (*HEAD, *TITLE, *TABLE)]
    assert page_lines(aslant, PAGE) == READ


def test_a_letter_and_its_mark_are_drawn_apart_and_read_as_one() -> None:
    lines = page_lines(
        [
            Glyph("e", 60, 700, 67, HEIGHT),
            Glyph("\u0302", 67, 700, 67, HEIGHT),
            Glyph("m", 67, 700, 77, HEIGHT),
        ],
        PAGE,
    )
    assert lines == ["e\u0302m"]


def test_a_page_in_one_column_is_read_from_its_top() -> None:
    assert page_lines([*drawn(60, 400, "dưới"), *drawn(60, 780, "trên")], PAGE) == ["trên", "dưới"]


def test_columns_in_the_lower_half_are_no_head() -> None:
    signing = [*drawn(60, 200, "Nơi nhận:"), *drawn(350, 200, "CHỦ TỊCH"), *drawn(60, 182, "- Như trên;")]
    assert page_lines(signing, PAGE) == ["Nơi nhận: CHỦ TỊCH", "- Như trên;"]


def test_nothing_is_nothing() -> None:
    assert page_lines([], PAGE) == []
