"""The text of a document as a person reads it, whatever a program made of it."""

import unicodedata
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pytest

from jobs.inspecting import programs
from jobs.inspecting.files import read_now
from jobs.inspecting.limits import Budget
from models.rules.inspection.reading import FileRead, Letters
from tests.badly_written import aslant, fallen_apart, in_an_old_font, scanned, with_a_picture, without_unicode
from tests.documents import document_pdf, lines_pdf

REPORT = (
    "Số: 119/BC-UBND",
    "Báo cáo kết quả công tác cải cách hành chính năm 2026",
    "Ủy ban nhân dân xã Tân Kỳ, tỉnh Nghệ An",
)


def read(data: bytes, file_name: str = "") -> FileRead:
    return read_now(data, now=datetime(2026, 11, 30, 8, tzinfo=UTC), file_name=file_name)


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "can_ocr", lambda: False)


def test_the_two_columns_of_a_head_are_read_one_after_the_other() -> None:
    found = read(document_pdf())
    assert found.pages[0].splitlines()[:8] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ TÂN KỲ",
        "Số: 25/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tân Kỳ, ngày 12 tháng 01 năm 2026",
        "KẾ HOẠCH",
        "Cải cách hành chính năm 2026",
    ]


def test_the_subject_of_a_letter_stays_with_its_number() -> None:
    letter = document_pdf(
        type_name="", number="Số: 16/TTPVHCC", subject="công bố danh mục thủ tục hành chính năm 2026"
    )
    assert read(letter).pages[0].splitlines()[2:6] == [
        "Số: 16/TTPVHCC",
        "V/v công bố danh mục thủ tục hành",
        "chính năm 2026",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


def test_columns_that_nearly_touch_are_told_apart_by_the_name_of_the_state() -> None:
    wide = document_pdf(body_above="ỦY BAN NHÂN DÂN XÃ TÂN KỲ", body="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG")
    assert read(wide).pages[0].splitlines()[:3] == [
        "ỦY BAN NHÂN DÂN XÃ TÂN KỲ",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Số: 25/KH-UBND",
    ]


@pytest.mark.parametrize("turned", [90, 2])
def test_lines_that_do_not_lie_level_stay_lines(turned: int) -> None:
    written = aslant(turned, *REPORT)
    assert read(written).pages[0].splitlines() == list(REPORT)


def test_every_section_is_on_its_page() -> None:
    found = read(
        document_pdf(
            sections=((1, "I. MỤC ĐÍCH", "Nâng cao."), (7, "IV. Kinh phí thực hiện", "20 triệu đồng."))
        )
    )
    assert [number for number, text in enumerate(found.pages, 1) if "IV. Kinh phí thực hiện" in text] == [7]


def test_letters_that_were_drawn_in_parts_are_whole() -> None:
    parts = [unicodedata.normalize("NFD", line) for line in REPORT]
    found = read(lines_pdf(tuple(parts), tuple(parts)))
    assert [page.splitlines() for page in found.pages] == [list(REPORT)] * 2
    assert found.letters is Letters.TEXT


@pytest.mark.parametrize("page", [0, 1])
def test_words_that_fall_apart_at_their_marks_are_put_together(page: int) -> None:
    torn = fallen_apart(*REPORT)
    found = read(torn if page == 0 else _behind_a_cover(torn))
    assert found.pages[page].splitlines() == list(REPORT)
    assert found.letters is Letters.TEXT


def _behind_a_cover(data: bytes) -> bytes:
    both = pypdfium2.PdfDocument(document_pdf())
    both.import_pages(pypdfium2.PdfDocument(data))
    made = BytesIO()
    both.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "codes",
    [
        (
            "Sè: 119/BC-UBND",
            "B¸o c¸o kÕt qu¶ c«ng t¸c c¶i c¸ch hµnh chÝnh n¨m 2026",
            "ñy ban nh©n d©n x· T©n Kú, tØnh NghÖ An",
        ),
        (
            "Soá: 119/BC-UBND",
            "Baùo caùo keát quaû coâng taùc caûi caùch haønh chính naêm 2026",
            "uûy ban nhaân daân xaõ Taân Kyø, tænh Ngheä An",
        ),
    ],
    ids=["TCVN3", "VNI"],
)
def test_an_old_font_is_recognised_and_converted(codes: tuple[str, ...]) -> None:
    found = read(in_an_old_font(*codes))
    assert found.letters is Letters.OLD_FONT
    assert found.pages[0].splitlines() == [*REPORT[:2], REPORT[2].replace("Ủ", "ủ")]


@pytest.mark.usefixtures("no_ocr")
def test_a_font_that_does_not_name_its_letters_cannot_be_read() -> None:
    found = read(without_unicode(document_pdf(pages=2)))
    assert (found.letters, found.pages) == (Letters.UNREADABLE, ("", ""))


@pytest.mark.usefixtures("no_ocr")
def test_a_scan_holds_no_text() -> None:
    found = read(scanned(document_pdf(pages=2)))
    assert (found.letters, found.pages, found.looks_signed) == (Letters.NONE, ("", ""), False)


@pytest.mark.usefixtures("no_ocr")
def test_a_box_of_a_signing_tool_makes_no_text_of_a_scan() -> None:
    box = (
        "Ký bởi: Ủy ban nhân dân xã Tân Kỳ",
        "Cơ quan: Tỉnh Nghệ An",
        "Thời gian ký: 12/01/2026 08:30:12 +07:00",
    )
    found = read(scanned(document_pdf(), *box))
    assert (found.letters, found.looks_signed) == (Letters.NONE, True)


def test_an_empty_page_is_no_scan() -> None:
    found = read(lines_pdf(REPORT, ()))
    assert (found.letters, found.pages[1]) == (Letters.TEXT, "")


@pytest.mark.needs_program("tesseract")
@pytest.mark.parametrize("make", [scanned, without_unicode])
def test_what_cannot_be_read_is_seen_where_there_is_ocr(make: object) -> None:
    if not programs.can_ocr():
        pytest.skip("máy không có tesseract-ocr-vie")
    found = read(make(document_pdf()))  # type: ignore[operator]
    assert found.letters is Letters.OCR
    assert (found.document.number, found.document.type) == ("25/KH-UBND", "KH")
    assert "Tân Kỳ, ngày 12 tháng 01 năm 2026" in found.pages[0]


@pytest.mark.parametrize(
    "line",
    [
        "Ký bởi: Ủy ban nhân dân xã Tân Kỳ",
        "Người ký: Nguyễn Văn An",
        "Digitally signed by NGUYỄN VĂN AN",
        "Ký số bởi: A",
    ],
)
def test_the_words_of_a_signature_box_without_a_signature_are_noticed(line: str) -> None:
    found = read(lines_pdf((*REPORT, line)))
    assert (found.looks_signed, found.signatures) == (True, ())


def test_words_about_signing_are_no_box() -> None:
    assert not read(lines_pdf((*REPORT, "Văn bản này do người ký chịu trách nhiệm"))).looks_signed


@pytest.mark.parametrize(
    ("left", "bottom", "side", "looks_signed"),
    [(330, 200, 110, True), (40, 760, 60, False), (330, 200, 20, False)],
    ids=["a seal below", "an emblem in the head", "a small mark"],
)
def test_a_picture_of_a_seal_is_noticed(left: float, bottom: float, side: float, looks_signed: bool) -> None:
    assert read(with_a_picture(left, bottom, side, *REPORT)).looks_signed is looks_signed


@pytest.mark.parametrize(
    ("name", "looks_signed"),
    [
        ("KH-25.signed.pdf", True),
        ("KH 25 (đã ký).pdf", True),
        ("KH-25_signed_1.pdf", True),
        ("designed.pdf", False),
    ],
)
def test_a_name_that_says_signed_is_noticed(name: str, looks_signed: bool) -> None:
    assert read(lines_pdf(REPORT), name).looks_signed is looks_signed


@pytest.mark.needs_program("pdftotext")
def test_pdftotext_reads_a_file_from_memory() -> None:
    first, second = programs.pdftotext(lines_pdf(REPORT, REPORT, REPORT), 2, Budget(10))
    assert first.split() == second.split() == " ".join(REPORT).split()
