"""Heads of documents by Decree 30/2020, the seventeen of the report among them, read as a clerk reads them."""

from datetime import date

import pytest

from models.rules.inspection.document import read_document
from models.rules.inspection.reading import DocumentRead, Secrecy
from tests.models.rules.inspection.heads import CENTRE, interleaved, left_first, right_first
from tests.models.rules.inspection.report_119 import COMMITTEE, OF_THE_REPORT

DATED = "Tân Kỳ, ngày 12 tháng 01 năm 2026"
ORDERS = [interleaved, left_first, right_first]


def read(*pages: str) -> DocumentRead:
    return read_document(pages)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.__name__)
@pytest.mark.parametrize("given", OF_THE_REPORT, ids=[number for _, number, *_ in OF_THE_REPORT])
def test_documents_of_the_report_are_read_in_every_order_of_the_columns(given, order):
    bodies, number, dated, title, expected = given
    page = order(number, dated, *title, bodies=bodies)
    got = read(page)
    assert (got.type, got.number, got.symbol, got.dated, got.subject, got.body) == expected


@pytest.mark.parametrize("given", OF_THE_REPORT, ids=[number for _, number, *_ in OF_THE_REPORT])
def test_columns_that_are_divided_by_one_blank_are_told_apart(given):
    bodies, number, dated, title, expected = given
    got = read(interleaved(number, dated, *title, bodies=bodies, gap=" "))
    assert (got.type, got.number, got.symbol, got.dated, got.subject, got.body) == expected


def test_ocr_noise_in_the_head_is_read_over():
    page = (
        "ỦY BAN NHẦN DÂN | CỘNG HOÀ XÃ HỌI CHỦ NGHlA VIỆT NAM\n"
        "XÃ TÂN KỲ | Độc lập — Tự do — Hạnh phúc\n\n"
        "Só: 25 / KH - UBND    Tân Kỳ, ngày l2 tháng 0l năm 2O26\n\n"
        "KÉ HOACH\n\n"
        "Cải  cách hành chính  năm 2026\n\n"
        "Thực hiện Quyết định số 4820/QĐ-UBND ngày 20 tháng 12 năm 2025 của UBND tỉnh"
    )
    got = read(page)
    assert (got.type, got.number, got.dated) == ("KH", "25/KH-UBND", date(2026, 1, 12))
    assert got.subject == "Cải cách hành chính năm 2026"


def test_halves_of_number_and_date_on_lines_of_their_own_belong_together():
    page = "ỦY BAN NHÂN DÂN\n\nXÃ TÂN KỲ\n\nSố:\n\n/BC-UBND\n\nTân Kỳ, ngày\n\ntháng 05 năm 2026\n\nBÁO CÁO"
    got = read(page)
    assert (got.number, got.symbol, got.day_blank, got.month_year) == ("", "BC-UBND", True, "05/2026")
    assert got.body == COMMITTEE


@pytest.mark.parametrize("dated", ["ngày 30 tháng 3 năm\n2026", "ngày 30 tháng 3\nnăm 2026"])
def test_what_a_narrow_column_breaks_in_two_belongs_together(dated):
    """As word processors wrap the right column of a wide font."""
    page = (
        "ỦY BAN NHÂN DÂN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nXÃ TÂN KỲ Độc lập - Tự do - Hạnh\nphúc\n"
        f"Số: 22/KH-UBND Tân Kỳ, {dated}\nKẾ HOẠCH\nĐào tạo năm 2026"
    )
    got = read(page)
    assert (got.number, got.dated, got.subject) == ("22/KH-UBND", date(2026, 3, 30), "Đào tạo năm 2026")
    assert got.body == "Ủy ban nhân dân xã Tân Kỳ"


def test_a_letter_seen_by_ocr():
    page = (
        "UBND XÃ TÂN KỲ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG Độc lập - Tự do - Hạnh phúc\n"
        "Số: 16/TTPVHCC Tân Kỳ, ngày 06 tháng 11 năm 2025\n"
        "      VỊv rà soát, đơn giản hóa thủ tục\n      hành chính\n\nKính gửi: Các phòng chuyên môn"
    )
    got = read(page)
    assert (got.type, got.subject) == ("CV", "Về việc rà soát, đơn giản hóa thủ tục hành chính")


class TestNumber:
    def test_a_blank_number_leaves_the_symbol(self):
        for number in ("Số:      /KH-UBND", "Số: ......../KH-UBND", "Số: …/KH-UBND", "Số /KH-UBND"):
            got = read(left_first(number, DATED, "KẾ HOẠCH", "Cải cách hành chính"))
            assert (got.number, got.symbol) == ("", "KH-UBND"), number

    def test_another_documents_number_is_not_its_own(self):
        page = left_first(
            "",
            DATED,
            "KẾ HOẠCH",
            "Triển khai Nghị quyết",
            "số 57-NQ/TW của Bộ Chính trị",
        )
        assert (read(page).number, read(page).symbol) == ("", "")

    def test_a_number_without_the_word_before_it(self):
        assert read(left_first("25/KH-UBND", DATED, "KẾ HOẠCH")).number == "25/KH-UBND"

    def test_a_number_on_the_line_below(self):
        page = "ỦY BAN NHÂN DÂN\nXÃ TÂN KỲ\nSố:\n25/KH-UBND\nKẾ HOẠCH\nCải cách hành chính"
        assert read(page).number == "25/KH-UBND"

    def test_the_partys_number(self):
        got = read("ĐẢNG BỘ XÃ TÂN KỲ\nSố: 25-KH/ĐU\nKẾ HOẠCH\nĐào tạo cán bộ")
        assert (got.number, got.symbol, got.type) == ("25-KH/ĐU", "KH/ĐU", "KH")


class TestDate:
    def test_a_blank_day_keeps_month_and_year(self):
        for dated in ("Tân Kỳ, ngày tháng 05 năm 2026", "Tân Kỳ, ngày ..... tháng 5 năm 2026"):
            got = read(left_first("Số: 119/BC-UBND", dated, "BÁO CÁO"))
            assert (got.dated, got.day_blank, got.month_year) == (None, True, "05/2026")

    def test_a_date_that_is_blank_but_for_the_year(self):
        got = read(left_first("Số: 119/BC-UBND", "Tân Kỳ, ngày     tháng     năm 2026", "BÁO CÁO"))
        assert (got.dated, got.day_blank, got.month_year) == (None, True, "")

    def test_a_date_in_the_text_is_not_the_documents(self):
        page = left_first(
            "Số: 25/KH-UBND",
            "",
            "KẾ HOẠCH",
            "Triển khai Quyết định số 12/QĐ-UBND",
            "ngày 12 tháng 01 năm 2026 của UBND tỉnh",
            text="Thực hiện Công văn ngày 14 tháng 4 năm 2026 của Sở Nội vụ\nTân Kỳ, ngày 15 tháng 5 năm 2026",
        )
        got = read(page)
        assert (got.dated, got.day_blank) == (None, False)

    def test_a_date_in_figures_behind_the_place(self):
        assert read(left_first("Số: 81/KH-UBND", "Tân Kỳ, ngày 1/3/2026", "KẾ HOẠCH")).dated == date(
            2026, 3, 1
        )

    def test_a_day_that_is_not_in_the_calendar_is_no_date(self):
        got = read(left_first("Số: 81/KH-UBND", "Tân Kỳ, ngày 31 tháng 02 năm 2026", "KẾ HOẠCH"))
        assert (got.dated, got.day_blank) == (None, False)


class TestType:
    @pytest.mark.parametrize(
        ("words", "sign"),
        [
            ("KẾ HOẠCH", "KH"),
            ("QUYẾT ĐỊNH", "QĐ"),
            ("QUY ĐỊNH", "QyĐ"),
            ("TỜ TRÌNH", "TTr"),
            ("ĐỀ ÁN", "ĐA"),
            ("DỰ ÁN", "DA"),
            ("BIÊN BẢN", "BB"),
            ("THÔNG BÁO", "TB"),
            ("THÔNG CÁO", "TC"),
            ("B Á O  C Á O", "BC"),
        ],
    )
    def test_the_words_in_capitals_say_it(self, words, sign):
        assert read(f"XÃ TÂN KỲ\n{words}\nCải cách hành chính").type == sign

    @pytest.mark.parametrize(
        ("number", "sign"),
        [
            ("Số: 25/KH-UBND", "KH"),
            ("Số: 10457/HD/SNV", "HD"),
            ("Số: 3/HĐ-UBND", "HĐ"),
            ("Số: 16/TTPVHCC", "CV"),
            ("Số: 12/CV-UBND", "CV"),
            ("Số: 7/QD-UBND", "QĐ"),
        ],
    )
    def test_without_words_the_symbol_says_it(self, number, sign):
        assert read(f"XÃ TÂN KỲ\n{number}\n").type == sign

    def test_words_inside_a_sentence_do_not(self):
        assert read("Các phòng xây dựng kế hoạch\nvà báo cáo").type == ""

    def test_subject_on_the_line_of_the_type(self):
        got = read(
            "ỦY BAN NHÂN DÂN\nXÃ TÂN KỲ\nSố: 5/KH-UBND\nKẾ HOẠCH CẢI CÁCH HÀNH CHÍNH\nNĂM 2026\nCăn cứ"
        )
        assert (got.type, got.subject) == ("KH", "CẢI CÁCH HÀNH CHÍNH NĂM 2026")

    def test_a_decision_with_its_plan_behind_it_is_a_decision(self):
        decision = interleaved(
            "Số: 18/QĐ-UBND",
            DATED,
            "QUYẾT ĐỊNH",
            "Về việc ban hành Kế hoạch cải cách hành chính năm 2026",
            text="Căn cứ Luật;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành",
        )
        plan = "KẾ HOẠCH\nCải cách hành chính năm 2026\n(Ban hành kèm theo Quyết định số 18/QĐ-UBND)\nI. MỤC TIÊU"
        got = read(decision, plan)
        assert (got.type, got.number) == ("QĐ", "18/QĐ-UBND")
        assert got.subject == "Về việc ban hành Kế hoạch cải cách hành chính năm 2026"

    def test_a_cover_without_text_stands_before_the_head(self):
        assert (
            read("", left_first("Số: 5/BC-UBND", "Tân Kỳ, ngày 5 tháng 6 năm 2026", "BÁO CÁO")).type == "BC"
        )


class TestSubject:
    def test_it_ends_where_the_text_begins(self):
        for text in (
            "Nhằm nâng cao chất lượng cải cách hành chính, UBND xã ban hành Kế hoạch như sau:",
            "I. MỤC ĐÍCH, YÊU CẦU",
            "I.",
            "UBND xã trân trọng kính mời:",
            "UBND xã Tân Kỳ xây dựng Kế hoạch đào tạo cán bộ, công chức với các nội dung sau:",
            "Kính gửi: Sở Nội vụ tỉnh Nghệ An",
            "(Kèm theo Tờ trình số 5/TTr-UBND)",
            "----------",
        ):
            page = f"XÃ TÂN KỲ\nSố: 5/KH-UBND\nKẾ HOẠCH\nĐào tạo, bồi dưỡng cán bộ\n{text}\nĐoạn sau"
            assert read(page).subject == "Đào tạo, bồi dưỡng cán bộ", text

    def test_it_may_begin_with_the_words_that_open_a_text(self):
        page = "XÃ TÂN KỲ\nKẾ HOẠCH\nThực hiện chuyển đổi định kỳ vị trí công tác\nnăm 2026\nCăn cứ Luật"
        assert read(page).subject == "Thực hiện chuyển đổi định kỳ vị trí công tác năm 2026"

    def test_a_form_is_called_by_its_title(self):
        page = left_first(
            "Số: 12/PXL",
            "Tân Kỳ, ngày 5 tháng 6 năm 2026",
            "PHIẾU XIN LỖI VÀ HẸN LẠI",
            "NGÀY TRẢ KẾT QUẢ",
            bodies=CENTRE,
            text="Kính gửi: Ông/bà",
        )
        assert read(page).subject == "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"


class TestBody:
    @pytest.mark.parametrize(
        ("lines", "body", "above"),
        [
            (("ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ"), COMMITTEE, ""),
            (("ỦY BAN NHÂN DÂN XÃ TÂN KỲ",), COMMITTEE, ""),
            (("UBND XÃ TÂN KỲ", "PHÒNG VĂN HÓA - XÃ HỘI"), "Phòng Văn hóa - Xã hội", "UBND xã Tân Kỳ"),
            (
                ("UBND XÃ TÂN KỲ", "TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"),
                "Trung tâm Phục vụ hành chính công",
                "UBND xã Tân Kỳ",
            ),
            (("UBND TỈNH NGHỆ AN", "SỞ NỘI VỤ"), "Sở Nội vụ", "UBND tỉnh Nghệ An"),
            (("HỘI ĐỒNG NHÂN DÂN", "XÃ TÂN KỲ"), "Hội đồng nhân dân xã Tân Kỳ", ""),
        ],
    )
    def test_names_are_joined_and_written_in_ordinary_capitals(self, lines, body, above):
        got = read("\n".join((*lines, "Số: 5/BC-UBND", "BÁO CÁO", "Cải cách hành chính")))
        assert (got.body, got.body_above) == (body, above)


class TestSecrecy:
    @pytest.mark.parametrize(
        ("line", "mark"),
        [
            ("MẬT", Secrecy.CONFIDENTIAL),
            ("[ TỐI MẬT ]", Secrecy.SECRET),
            ("| TUYỆT MẬT |", Secrecy.TOP_SECRET),
            ("Độ mật: MẬT", Secrecy.CONFIDENTIAL),
            ("MẬT      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Secrecy.CONFIDENTIAL),
            ("MẬT Tân Kỳ, ngày 12 tháng 01 năm 2026", Secrecy.CONFIDENTIAL),
        ],
    )
    def test_a_mark_near_the_head_is_seen(self, line, mark):
        page = f"ỦY BAN NHÂN DÂN\nXÃ TÂN KỲ\nSố: 5/BC-UBND\n{line}\nBÁO CÁO\nTình hình\nCăn cứ Luật"
        assert read(page).secrecy is mark
        assert read(page).body == COMMITTEE

    def test_a_mark_stamped_behind_the_text_is_seen(self):
        assert (
            read("BÁO CÁO\nTình hình\nCăn cứ Luật\n" + "Nội dung\n" * 80 + "MẬT\n").secrecy
            is Secrecy.CONFIDENTIAL
        )

    @pytest.mark.parametrize(
        "line",
        [
            "Mật",
            "Nguyễn Thị Mật",
            "bảo mật",
            "Bảo vệ bí mật nhà nước",
            "BẢO MẬT THÔNG TIN",
            "BÍ MẬT NHÀ NƯỚC",
            "MẶT",
        ],
    )
    def test_words_and_names_are_no_mark(self, line):
        page = (
            f"ỦY BAN NHÂN DÂN\nXÃ TÂN KỲ\nSố: 5/KH-UBND\nKẾ HOẠCH\n{line}\nCăn cứ Luật Bảo vệ bí mật nhà nước"
        )
        assert read(page).secrecy is None


def test_nothing_is_read_of_nothing():
    assert read() == DocumentRead()
    assert read("", "") == DocumentRead()
