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


def test_the_head_ends_with_a_line_across_both_columns_and_with_a_gap() -> None:
    across = [
        *HEAD[: -len("V/vràsoátthủtục")],
        *drawn(60, 726, "Một dòng chạy qua cả hai cột của trang giấy này"),
    ]
    assert page_lines(across, PAGE) == [
        *READ[:3],
        *READ[4:7],
        "Một dòng chạy qua cả hai cột của trang giấy này",
    ]
    far = [
        *drawn(60, 780, "ỦY BAN"),
        *drawn(280, 780, "CỘNG HÒA"),
        *drawn(60, 740, "TT"),
        *drawn(280, 740, "Việc"),
    ]
    assert page_lines(far, PAGE) == ["ỦY BAN", "CỘNG HÒA", "TT Việc"]
    near = [*far[:-6], *drawn(60, 755, "XÃ"), *drawn(280, 755, "Độc lập")]
    assert page_lines(near, PAGE) == ["ỦY BAN", "XÃ", "CỘNG HÒA", "Độc lập"]


def test_a_row_of_the_head_may_have_but_one_column() -> None:
    rows = [
        *drawn(60, 780, "ỦY BAN"),
        *drawn(280, 780, "CỘNG HÒA"),
        *drawn(280, 762, "Độc lập"),
        *drawn(60, 744, "Số: 5"),
    ]
    assert page_lines(rows, PAGE) == ["ỦY BAN", "Số: 5", "CỘNG HÒA", "Độc lập"]


def test_columns_that_one_blank_divides_are_known_by_the_name_of_the_state() -> None:
    for state in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        head = [*drawn(60, 780, f"UBND XÃ {state}"), *drawn(60, 762, "TÂN KỲ")]
        assert page_lines(head, PAGE) == ["UBND XÃ", "TÂN KỲ", state]
    whole = [*drawn(60, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), *drawn(60, 762, "Độc lập")]
    assert page_lines(whole, PAGE) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập"]


def test_a_gap_is_a_space_and_a_wide_one_parts_columns() -> None:
    def apart(gap: float) -> list[str]:
        return page_lines([Glyph("a", 60, 780, 67, 10), Glyph("b", 67 + gap, 780, 80, 10)], PAGE)

    assert [apart(gap) for gap in (1.0, 1.5, 12.5, 13.5)] == [["ab"], ["a b"], ["a b"], ["a", "b"]]


def test_what_is_nearer_than_half_a_line_is_one_line() -> None:
    def below(gap: float) -> list[str]:
        return page_lines([Glyph("a", 60, 300, 67, 10), Glyph("b", 70, 300 - gap, 77, 10)], PAGE)

    assert [below(gap) for gap in (4.0, 5.0)] == [["a b"], ["a", "b"]]


def test_a_mark_without_a_letter_before_it_and_ends_of_lines_are_no_trouble() -> None:
    glyphs = [
        Glyph("\u0302", 60, 780, 60, HEIGHT),
        Glyph("a", 60, 780, 67, HEIGHT),
        Glyph("\n", 67, 780, 67, HEIGHT),
    ]
    assert page_lines(glyphs, PAGE) == ["\u0302a"]
