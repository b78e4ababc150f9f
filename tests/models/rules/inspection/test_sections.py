"""Sections and words are found with their page, whatever the file's text looks like."""

import pytest

from models.rules.inspection.sections import Section, find_section, find_words

BUDGET = "kinh phí | nguồn kinh phí | dự toán"
FILLER = "Các phòng, ban, đơn vị theo chức năng, nhiệm vụ được giao chủ động triển khai."


def section(*lines: str, wish: str = BUDGET) -> Section | None:
    return find_section(["\n".join(lines)], wish)


def test_a_section_on_page_seven_is_found_on_page_seven():
    pages = [FILLER] * 6 + [
        "7\nIV. Kinh phí thực hiện\nTừ nguồn ngân sách xã, 120.000.000 đồng.\nV. Tổ chức thực hiện"
    ]
    assert find_section(pages, BUDGET) == Section(
        7, "IV. Kinh phí thực hiện", is_empty=False, names_money=True
    )


@pytest.mark.parametrize(
    "heading",
    [
        "IV. Kinh phí thực hiện",
        "4. NGUỒN KINH PHÍ",
        "Mục IV: Kinh phí",
        "IV. KINH PHÍ",
        "Điều 3. Kinh phí",
        "IV- KINH PHÍ THỰC HIỆN",
        "V/ Dự toán kinh phí",
        "2.1. Nguồn kinh phí thực hiện",
        "d) Kinh phí",
        "II.7. Kinh phí thực hiện",
        "III. TỔ CHỨC THỰC HIỆN VÀ KINH PHÍ",
        "KINH PHÍ THỰC HIỆN",
        "Kinh phí thực hiện:",
        "IV. KINH  PHÍ",
        "IV. Kinh\N{NO-BREAK SPACE}phí",
        "IV. KINH PH Í THỰC HIỆN",
        "IV. Kinh\N{SOFT HYPHEN} phí",
        "lV. KINH PHI",
        "**IV. Kinh phí**",
    ],
)
def test_headings_of_a_budget(heading):
    found = section("III. NHIỆM VỤ", FILLER, heading, "Từ nguồn ngân sách xã.", "V. HIỆU LỰC", FILLER)
    assert found is not None
    assert (found.page, found.is_empty, found.names_money) == (1, False, True)
    assert found.heading == " ".join(heading.replace("\N{SOFT HYPHEN}", "").split()).strip("*")


@pytest.mark.parametrize(
    "line",
    [
        "IV. Kinh phí ........ 7",
        "IV. Kinh phí…………7",
        "IV. Kinh phí thực hiện . . . . . . 7",
        "IV. Kinh phí thực hiện     7",
        "- Tham mưu bố trí kinh phí thực hiện các nhiệm vụ;",
        "1. Phòng Kinh tế: tham mưu bố trí kinh phí.",
        "Phòng Kinh tế tham mưu bố trí kinh phí thực hiện các nhiệm vụ của kế hoạch",
        "2. Phòng Kinh tế chủ trì tham mưu UBND xã cân đối, bố trí kinh phí thực hiện các nhiệm vụ của kế hoạch",
        "IV. Kinh phíthực hiện",
    ],
)
def test_lines_that_are_no_section(line):
    assert section("III. NHIỆM VỤ", line, "và các nhiệm vụ khác được giao.") is None


def test_the_title_of_the_document_is_no_section_of_it():
    assert (
        section("BÁO CÁO", "Kết quả ứng dụng AI", "Thực hiện Kế hoạch số 5/KH-UBND", wish="kết quả") is None
    )
    found = section("BÁO CÁO", "Kết quả ứng dụng AI", "I. KẾT QUẢ", "Soạn 120 văn bản.", wish="kết quả")
    assert found is not None
    assert found.heading == "I. KẾT QUẢ"


@pytest.mark.parametrize(
    ("line", "following", "is_heading"),
    [
        ("Kinh phí thực hiện", "Từ ngân sách xã.", True),
        ("Kinh phí thực hiện", "được bố trí từ ngân sách xã.", False),
        ("kinh phí thực hiện", "Từ ngân sách xã.", False),
        ("Kinh phí thực hiện các nhiệm vụ của năm", "Từ ngân sách xã.", False),
        ("Kinh phí cho các nhiệm vụ năm", "Từ ngân sách xã.", True),
        ("Kinh phí thực hiện.", "Từ ngân sách xã.", False),
    ],
)
def test_a_heading_without_a_number_is_short_and_stands_alone(line, following, is_heading):
    assert (section("III. NHIỆM VỤ", FILLER, line, following) is not None) is is_heading


def test_a_heading_that_runs_over_two_lines():
    found = section("IV. NGUỒN KINH", "PHÍ THỰC HIỆN", "Ngân sách xã", "V. HIỆU LỰC", wish="nguồn kinh phí")
    assert found is not None
    assert found.heading == "IV. NGUỒN KINH PHÍ THỰC HIỆN"


def test_a_number_on_a_line_of_its_own():
    found = section("IV.", "Kinh phí thực hiện", "Ngân sách xã", "V. HIỆU LỰC")
    assert found is not None
    assert (found.heading, found.names_money) == ("IV. Kinh phí thực hiện", True)


class TestEmpty:
    def test_nothing_stands_below(self):
        for following in ("V. TỔ CHỨC THỰC HIỆN", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "8"):
            found = section("IV. Kinh phí thực hiện", "", following)
            assert found is not None
            assert (found.is_empty, found.names_money) == (True, False), following

    def test_the_text_of_the_next_section_is_not_its_own(self):
        found = section("IV. Kinh phí", "V. Tổ chức", "Ngân sách xã 100 triệu đồng")
        assert found is not None
        assert found.is_empty

    def test_sections_below_it_are_its_own(self):
        found = section("IV. Kinh phí", "1. Tổng kinh phí", "120 triệu đồng", "V. Tổ chức")
        assert found is not None
        assert found.names_money

    def test_parts_of_a_numbered_section_are_its_own_and_the_next_number_is_not(self):
        found = section("2. Kinh phí", "2.1. Tổng số", "120 triệu đồng", "3. Khác")
        assert found is not None
        assert found.names_money
        found = section("2.1. Kinh phí", "Theo quy định", "2.2. Khác", "120 triệu đồng")
        assert found is not None
        assert not found.names_money

    def test_its_text_goes_on_behind_the_page(self):
        found = find_section(["IV. Kinh phí", "2\nNgân sách xã"], BUDGET)
        assert found is not None
        assert (found.page, found.names_money) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        "120.000.000 đồng",
        "120 triệu đồng",
        "Tổng: 1,5 tỷ đồng",
        "50.000.000 (năm mươi triệu) đồng",
        "từ nguồn ngân sách xã",
        "lồng ghép trong kinh phí thường xuyên",
        "kinh phí tự chủ của đơn vị",
        "Thực hiện từ dự toán chi năm 2026 đã được giao",
        "nguồn xã hội hóa",
    ],
)
def test_texts_that_name_an_amount_or_a_source(text):
    found = section("IV. Kinh phí thực hiện", text)
    assert found is not None
    assert found.names_money


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện theo quy định hiện hành.",
        "Không bố trí kinh phí.",
        "Không sử dụng ngân sách.",
        "Thực hiện trong quý I năm 2026, 12 nhiệm vụ.",
        "Theo hướng dẫn của cấp trên",
    ],
)
def test_texts_that_name_neither(text):
    found = section("IV. Kinh phí thực hiện", text)
    assert found is not None
    assert (found.is_empty, found.names_money) == (False, False)


def test_an_article_that_says_it_in_its_own_line():
    found = section("Điều 3. Kinh phí thực hiện Kế hoạch lấy từ ngân sách xã năm 2026.", "Điều 4. Hiệu lực")
    assert found is not None
    assert (found.is_empty, found.names_money) == (False, True)


def test_text_behind_the_heading_on_its_line():
    found = section("IV. Kinh phí: Từ nguồn ngân sách xã.", "V. Tổ chức")
    assert found is not None
    assert found.names_money


def test_of_several_the_section_that_says_most():
    found = find_section(["II. Kinh phí", "III. KINH PHÍ THỰC HIỆN\n120 triệu đồng"], BUDGET)
    assert found is not None
    assert (found.page, found.heading) == (2, "III. KINH PHÍ THỰC HIỆN")


class TestWords:
    def test_words_stand_over_line_and_page_ends(self):
        assert find_words(["a\nb", "chưa rõ kết\nquả sử dụng"], "kết quả").page == 2
        assert find_words(["chưa rõ kết", "quả"], "kết quả").page == 1
        assert find_words(["chuyển đổi vị trí công-\ntác"], "vị trí công tác").page == 1

    def test_abbreviations_stand_for_what_they_mean_both_ways(self):
        assert find_words(["rà soát TTHC"], "thủ tục hành chính")
        assert find_words(["rà soát thủ tục hành chính"], "TTHC")
        assert find_words(["UỶ BAN NHÂN DÂN"], "UBND")

    def test_only_whole_words_count(self):
        assert find_words(["dự toánh"], "dự toán") is None
        assert find_words(["trình phê duyệt"], "phê duy") is None

    def test_the_line_is_shown_as_it_stands(self):
        assert find_words(["MỤC LỤC\nKết quả ..... 3", "II. Kết quả  đạt được"], "kết quả").heading == (
            "II. Kết quả đạt được"
        )
