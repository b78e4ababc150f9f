"""What a document is called: its type in capitals, its subject as far as that goes, or the title of a form."""

import pytest

from models.rules.inspection.title import Title, read_title, type_at_the_beginning

LONG = "Ủy ban nhân dân xã đã triển khai nhiều nhiệm vụ trọng tâm, đồng bộ ở các thôn xóm"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("KẾ HOẠCH", ("KH", "")),
        ("* KẾ HOẠCH *", ("KH", "")),
        ("KẾ HOẠCH Cải cách hành chính năm 2026", ("KH", "Cải cách hành chính năm 2026")),
        ("BÁO CÁO TÌNH HÌNH", ("BC", "TÌNH HÌNH")),
        ("GIẤY GIỚI THIỆU Ông", ("GGT", "Ông")),
        ("BẢN GHI NHỚ về việc", ("BGN", "về việc")),
        # One letter in ten may be misread.
        ("CHƯƠNG TRÌNh", ("CTr", "")),
        ("CHƯƠNG TRình", None),
        ("Kế hoạch cải cách", None),
        ("BÁO", None),
        ("", None),
    ],
)
def test_a_type_stands_in_capitals_at_the_beginning(line: str, found: tuple[str, str] | None) -> None:
    assert type_at_the_beginning(line) == found


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("PHIẾU XIN LỖI", "NGÀY TRẢ KẾT QUẢ", "Kính gửi: Ông"), "PHIẾU XIN LỖI NGÀY TRẢ KẾT QUẢ"),
        (("PHIẾU TRÌNh", "Kính gửi: Ông"), "PHIẾU TRÌNh"),
        (("PHIẾU TRìnH", "Kính gửi: Ông"), ""),
        (("PHIẾU HẸN", "Lần thứ hai", "PHIẾU XIN LỖI", "Kính gửi: Ông"), "PHIẾU XIN LỖI"),
        (("PHIẾU XIN LỖI", "Lần thứ hai", "Kính gửi: Ông"), "PHIẾU XIN LỖI"),
        (("PHIẾU XIN LỖI", "TTPVHCC", "Kính gửi: Ông"), "PHIẾU XIN LỖI"),
        (("TRUNG TÂM PHỤC VỤ", "PHIẾU XIN LỖI", "Kính gửi: Ông"), "PHIẾU XIN LỖI"),
        (("PHIẾU XIN LỖI", "Kính gửi: Ông", "PHIẾU HẸN LẠI"), "PHIẾU XIN LỖI"),
    ],
)
def test_a_form_is_called_by_its_last_lines_in_capitals_above_the_text(
    lines: tuple[str, ...], title: str
) -> None:
    assert read_title(lines).subject == title


def test_a_form_is_named_below_its_number_and_its_title_ends_where_the_text_begins() -> None:
    lines = ("GIẤY BIÊN NHẬN", "12/PXL", "PHIẾU XIN LỖI", "Kính gửi: Ông")
    assert read_title(lines, number_at=1) == Title("", "PHIẾU XIN LỖI", 3)
    assert read_title(("GIẤY BIÊN NHẬN", "12/PXL"), number_at=1) == Title("", "", 2)


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (("Tình hình", "", "thực hiện"), "Tình hình"),
        (("", "Tình hình", "thực hiện"), "Tình hình thực hiện"),
        (("Tình hình./.", "tiếp theo"), "Tình hình"),
        (("Tình hình thực hiện.", "tiếp theo"), "Tình hình thực hiện"),
        (("Kết quả cải cách hành chính", LONG), "Kết quả cải cách hành chính"),
        (("Kết quả cải cách hành chính,", LONG), f"Kết quả cải cách hành chính, {LONG}"),
        (tuple(f"dòng {n}" for n in range(12)), " ".join(f"dòng {n}" for n in range(8))),
        (("x" * 600,), "x" * 500),
        (("ve viec đào tạo",), "Về việc đào tạo"),
    ],
)
def test_a_subject_ends_where_the_text_begins(lines: tuple[str, ...], subject: str) -> None:
    assert read_title(("XÃ TÂN KỲ", "BÁO CÁO", *lines)) == Title("BC", subject, 1)


def test_a_letter_says_what_it_is_about() -> None:
    assert read_title(("UBND XÃ", "V/v xin ý kiến", "về kế hoạch", "Kính gửi: Sở")) == Title(
        "", "Về việc xin ý kiến về kế hoạch", 1, is_letter=True
    )
