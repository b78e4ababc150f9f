"""A letter of apology as a document of Word: what it says, how it is laid out, an admin's own template."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from bot.letters.drafting import BadLetterTemplate, draft, in_full
from bot.letters.drafting import own_template as own_template_of
from bot.letters.template import BUILT_IN, built_in
from models.store import EvidenceStore
from tests.bot.letters.apologies import CODE, LONG_NAME, facts, long_facts, own_template, word, words_of

ALL_COMPULSORY = ("{{ma_ho_so}} {{thu_tuc}} {{ngay_hen_tra}}", "{{ly_do}}", "{{ngay_hen_moi}}")


def lines_of(data: bytes) -> list[str]:
    return [each for each in words_of(data).split("\n") if each.strip()]


def all_paragraphs(data: bytes) -> list[Paragraph]:
    document = word(data)
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)]


def test_a_letter_says_what_the_form_asks_for() -> None:
    assert lines_of(
        draft(facts(unit="Phòng Kinh tế", reason="Cần xác minh thực địa", citizen="Lê Thị Mận"))
    ) == [
        "ỦY BAN NHÂN DÂN",
        "XÃ TÂN KỲ",
        "Số: ……/……",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tân Kỳ, ngày 01 tháng 02 năm 2027",
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Về việc xin lỗi do chậm giải quyết hồ sơ và hẹn lại thời gian trả kết quả",
        "Kính gửi: Lê Thị Mận",
        f"Địa chỉ: {'…' * 23}",
        "UBND xã Tân Kỳ đã tiếp nhận hồ sơ của Ông/Bà (quý cơ quan, tổ chức):",
        "- Thủ tục hành chính: Đăng ký khai sinh",
        f"- Mã hồ sơ: {CODE}",
        "- Ngày tiếp nhận: ngày 28 tháng 01 năm 2027",
        "- Ngày hẹn trả kết quả: ngày 02 tháng 02 năm 2027",
        "Đến nay hồ sơ chưa giải quyết xong theo thời gian đã hẹn:",
        "- Đơn vị giải quyết hồ sơ chậm: Phòng Kinh tế",
        "- Lý do: Cần xác minh thực địa",
        "UBND xã Tân Kỳ xin lỗi Ông/Bà (quý cơ quan, tổ chức) vì sự chậm trễ này, đề nghị được gia hạn thời gian "
        "giải quyết hồ sơ và hẹn lại thời gian trả kết quả là ngày 12 tháng 02 năm 2027, tại nơi đã tiếp nhận hồ "
        "sơ.",
        "Rất mong nhận được sự thông cảm của Ông/Bà (quý cơ quan, tổ chức)./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Trung tâm Phục vụ hành chính công (để theo dõi);",
        "- Lưu: VT, hồ sơ.",
        "CHỦ TỊCH",
    ]


def test_what_is_not_known_is_left_to_the_hand() -> None:
    said = words_of(draft(facts(received_on=None, new_on=None, signer="")))
    assert said.count("ngày …… tháng …… năm ………") == 2
    assert "Kính gửi: ……" in said and "- Lý do: ……" in said and "hồ sơ chậm: ……" in said
    assert "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ" in said
    assert "{{" not in said


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2027, 2, 9), "ngày 09 tháng 02 năm 2027"),
        (date(2027, 1, 31), "ngày 31 tháng 01 năm 2027"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_a_day_has_a_nought_where_the_decree_wants_it(day: date, written: str) -> None:
    assert in_full(day) == written


@pytest.mark.parametrize("given", [facts(), long_facts()], ids=["short", "long"])
def test_the_page_is_that_of_annex_one(given: object) -> None:
    section = word(draft(given)).sections[0]  # type: ignore[arg-type]
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(each.mm) for each in sides if each] == [210, 297, 20, 20]
    assert round(section.left_margin.mm) == 30 and 15 <= section.right_margin.mm <= 20  # type: ignore[union-attr]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml


def test_letters_are_times_new_roman_of_the_sizes_of_annex_one() -> None:
    data = draft(facts())
    usual = word(data).styles["Normal"].font
    assert (usual.name, usual.size) == ("Times New Roman", Pt(13))
    runs = [run for each in all_paragraphs(data) for run in each.runs if run.text.strip()]
    assert {run.font.name for run in runs} == {None}
    sizes = {run.text: run.font.size.pt for run in runs if run.font.size}
    assert {size for words, size in sizes.items() if words.startswith(("- Như", "- Trung", "- Lưu"))} == {11}
    assert sizes.pop("Nơi nhận:") == 12
    assert {size for words, size in sizes.items() if not words.startswith(("- Như", "- Trung", "- Lưu"))} == {
        13,
        14,
    }


def test_the_head_stands_in_two_columns_without_lines_that_fill_the_page() -> None:
    document = word(draft(facts(superior="Ủy ban nhân dân tỉnh Nghệ An")))
    head, foot = document.tables
    for table in (head, foot):
        assert table.style is not None and table.style.name == "Normal Table"
        assert round(sum(cell.width.mm for cell in table.rows[0].cells if cell.width)) == 164
        assert "w:cantSplit" in table._tbl.xml and "w:trHeight" not in table._tbl.xml
    agency, state = head.rows[0].cells
    assert [each.text for each in agency.paragraphs if each.text] == [
        "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN",
        "ỦY BAN NHÂN DÂN\nXÃ TÂN KỲ",
        "Số: ……/……",
    ]
    assert [run.bold for run in (each.runs[0] for each in agency.paragraphs if each.text)] == [
        False,
        True,
        False,
    ]
    assert [each.paragraph_format.left_indent is not None for each in state.paragraphs] == [
        False,
        False,
        True,
        False,
    ]
    assert foot.rows[0].cells[1].paragraphs[0].text == "CHỦ TỊCH"


def test_the_signature_is_never_alone_on_a_page() -> None:
    last = word(draft(long_facts())).paragraphs[-3:]
    assert [each.paragraph_format.keep_with_next for each in last] == [True, True, True]


def test_a_citizens_name_is_words_and_nothing_else() -> None:
    hostile = "Lê {{ly_do}} <w:p/> & \x07\x00 “O'Neil”\ufffe=1+1"
    data = draft(facts(citizen=hostile, reason="Vì {{nguoi_nop}}"))
    assert "Kính gửi: Lê {{ly_do}} <w:p/> & “O'Neil”=1+1" in words_of(data)
    assert "Lý do: Vì {{nguoi_nop}}" in words_of(data)
    core = word(draft(facts(citizen=LONG_NAME))).core_properties
    assert LONG_NAME not in (core.title + core.comments + core.author + core.subject)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert draft(long_facts()) == draft(long_facts())
    assert draft(facts()) != draft(facts(reason="Cần xác minh"))


def test_the_template_in_the_package_is_the_one_that_its_module_makes() -> None:
    def parts(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(data)) as file:
            return {name: file.read(name) for name in file.namelist()}

    assert parts(BUILT_IN.read_bytes()) == parts(built_in())


def test_an_admins_own_template_is_used(tmp_path: Path) -> None:
    template = own_template(tmp_path, "XIN LỖI", *ALL_COMPULSORY, "{{can_bo}}")
    assert lines_of(draft(facts(reason="Mất điện", officer="Phan Thị Hoa"), template)) == [
        "XIN LỖI",
        f"{CODE} Đăng ký khai sinh ngày 02 tháng 02 năm 2027",
        "Mất điện",
        "ngày 12 tháng 02 năm 2027",
        "Phan Thị Hoa",
    ]


def test_an_own_template_lies_beside_the_evidence(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    assert own_template_of(store) is None
    own_template(tmp_path, *ALL_COMPULSORY).rename(tmp_path / "mau-xin-loi.docx")
    assert own_template_of(store) == tmp_path / "mau-xin-loi.docx"


def test_a_placeholder_that_word_has_parted_is_filled_and_its_neighbours_stay(tmp_path: Path) -> None:
    template = own_template(tmp_path, *ALL_COMPULSORY)
    document = Document(str(template))
    first = document.paragraphs[0]
    first.clear()
    for words, bold in (
        ("Mã: {", False),
        ("{ma", True),
        ("_ho_so}", True),
        ("} của {{thu_", False),
        ("tuc}}", True),
    ):
        first.add_run(words).bold = bold
    first.add_run(", hẹn {{ngay_hen_tra}}").italic = True
    document.save(str(template))
    paragraph = word(draft(facts(), template)).paragraphs[0]
    assert paragraph.text == f"Mã: {CODE} của Đăng ký khai sinh, hẹn ngày 02 tháng 02 năm 2027"
    assert [run.italic for run in paragraph.runs if run.text][-1] is True
    assert paragraph.runs[0].text == f"Mã: {CODE}" and not paragraph.runs[0].bold


def test_placeholders_in_a_header_and_a_table_are_filled(tmp_path: Path) -> None:
    template = own_template(tmp_path, *ALL_COMPULSORY)
    document = Document(str(template))
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "{{ten_co_quan}}"
    document.add_table(1, 1).rows[0].cells[0].text = "{{dia_danh}}"
    document.save(str(template))
    made = word(draft(facts(), template))
    assert made.sections[0].first_page_header.paragraphs[0].text == "UBND xã Tân Kỳ"
    assert made.tables[0].rows[0].cells[0].text == "Tân Kỳ"


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        ((*ALL_COMPULSORY, "{{ten_dan}}"), "không nhận ra: {{ten_dan}}"),
        ((*ALL_COMPULSORY, "Gửi {{nguoi_nop}"), "Gửi {{nguoi_nop}"),
        (ALL_COMPULSORY[:2], "thiếu {{ngay_hen_moi}}, chưa soạn gì"),
        (("Xin lỗi",), "thiếu {{ly_do}}, {{ma_ho_so}}, {{ngay_hen_moi}}, {{ngay_hen_tra}}, {{thu_tuc}}"),
    ],
)
def test_a_template_that_cannot_say_it_is_refused_in_one_sentence(
    tmp_path: Path, paragraphs: tuple[str, ...], said: str
) -> None:
    with pytest.raises(BadLetterTemplate) as refused:
        draft(facts(), own_template(tmp_path, *paragraphs))
    assert said in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_document_of_word_is_refused(tmp_path: Path, data: bytes) -> None:
    template = tmp_path / "mau.docx"
    template.write_bytes(data)
    with pytest.raises(BadLetterTemplate, match=r"không phải tệp Word \(\.docx\)"):
        draft(facts(), template)


def test_measures_are_kept_in_the_file() -> None:
    """Mm and Pt as Word counts them, so that nothing is rounded away."""
    xml = word(draft(facts())).element.body.xml
    assert f'w:w="{Mm(210).twips}"' in xml and f'w:left="{Mm(30).twips}"' in xml
