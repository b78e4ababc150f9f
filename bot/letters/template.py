"""The program's own template of a letter of apology: form 04 of Circular 03/2025/TT-VPCP, laid out by Decree
30/2020, annex I. `python -m bot.letters.template` writes it anew beside this module, where `draft` reads it."""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Written
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bot.annex import halves, line, number_pages, rule, set_type
from bot.placeholders import packed
from bot.texts.pack import MOTTO, RECIPIENTS_TITLE, STATE

BUILT_IN = Path(__file__).with_name("mau-xin-loi.docx")
_TITLE = "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"
_SUBJECT = "Về việc xin lỗi do chậm giải quyết hồ sơ và hẹn lại thời gian trả kết quả"
_RECEIVED = "{{ten_co_quan}} đã tiếp nhận hồ sơ của Ông/Bà (quý cơ quan, tổ chức):"
_FILE = (
    ("Thủ tục hành chính", "{{thu_tuc}}"),
    ("Mã hồ sơ", "{{ma_ho_so}}"),
    ("Ngày tiếp nhận", "{{ngay_tiep_nhan}}"),
    ("Ngày hẹn trả kết quả", "{{ngay_hen_tra}}"),
)
_NOT_IN_TIME = "Đến nay hồ sơ chưa giải quyết xong theo thời gian đã hẹn:"
_WHY = (("Đơn vị giải quyết hồ sơ chậm", "{{don_vi}}"), ("Lý do", "{{ly_do}}"))
_APOLOGY = (
    "{{ten_co_quan}} xin lỗi Ông/Bà (quý cơ quan, tổ chức) vì sự chậm trễ này, đề nghị được gia hạn thời gian "
    "giải quyết hồ sơ và hẹn lại thời gian trả kết quả là {{ngay_hen_moi}}, tại nơi đã tiếp nhận hồ sơ."
)
_THANKS = "Rất mong nhận được sự thông cảm của Ông/Bà (quý cơ quan, tổ chức)./."
_RECIPIENTS = ("- Như trên;", "- Trung tâm Phục vụ hành chính công (để theo dõi);", "- Lưu: VT, hồ sơ.")
_TEXT = 164


def built_in() -> bytes:
    """Bytes of a DOCX, always the same."""
    document = Document()
    _lay_page(document)
    _head(document)
    _title(document)
    _addressee(document)
    _body(document)
    _foot(document)
    file = BytesIO()
    document.save(file)
    return packed(file.getvalue())


def _lay_page(document: Written) -> None:
    """A4; margins and the number of the page as in annex I."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(16)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.header_distance = section.footer_distance = Mm(9)
    number_pages(section)
    set_type(document)


def _head(document: Written) -> None:
    left, right = halves(document, 66, 98)
    _set_margins(left, right=3)
    _set_margins(right, right=0)
    line(left.paragraphs[0], "{{co_quan_cap_tren}}", 13)
    line(left.add_paragraph(), "{{co_quan}}", 13, bold=True)
    rule(left, 24)
    line(left.add_paragraph(), "Số: ……/……", 13)
    line(right.paragraphs[0], STATE, 13, bold=True)
    line(right.add_paragraph(), MOTTO, 14, bold=True)
    rule(right, 62)
    line(right.add_paragraph(), "{{dia_danh}}, {{ngay_thang}}", 14, italic=True)


def _set_margins(cell: _Cell, right: int) -> None:
    """In millimetres, none on the left: a table's own leave no room for the name of the State in one line."""
    margins = OxmlElement("w:tcMar")
    for side, width in (("left", 0), ("right", right)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(width).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    cell._tc.get_or_add_tcPr().append(margins)


def _title(document: Written) -> None:
    title = line(document.add_paragraph(), _TITLE, 14, bold=True)
    title.paragraph_format.space_before = Pt(18)
    subject = line(document.add_paragraph(), _SUBJECT, 14, bold=True)
    subject.paragraph_format.space_after = Pt(12)


def _addressee(document: Written) -> None:
    for words in ("Kính gửi: {{nguoi_nop}}", "Địa chỉ: {{dia_chi}}"):
        paragraph = line(document.add_paragraph(), words, 14, side=WD_ALIGN_PARAGRAPH.LEFT)
        paragraph.paragraph_format.left_indent = Mm(25)
        paragraph.paragraph_format.space_after = Pt(6)


def _body(document: Written) -> None:
    _text(document, _RECEIVED)
    for name, value in _FILE:
        _named(document, name, value)
    _text(document, _NOT_IN_TIME)
    for name, value in _WHY:
        _named(document, name, value)
    # The signature never stands alone on a page.
    for words in (_APOLOGY, _THANKS):
        _text(document, words).paragraph_format.keep_with_next = True


def _named(document: Written, name: str, value: str) -> None:
    """Not justified: dots to write on would part the words before them."""
    _text(document, f"- {name}: {value}").alignment = WD_ALIGN_PARAGRAPH.LEFT


def _text(document: Written, words: str) -> Paragraph:
    paragraph = line(document.add_paragraph(), words, 14, side=WD_ALIGN_PARAGRAPH.JUSTIFY)
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    return paragraph


def _foot(document: Written) -> None:
    space = document.add_paragraph()
    space.paragraph_format.keep_with_next = True
    left, right = halves(document, 85, _TEXT - 85)
    first = line(left.paragraphs[0], RECIPIENTS_TITLE, 12, bold=True, italic=True)
    first.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for recipient in _RECIPIENTS:
        line(left.add_paragraph(), recipient, 11, side=WD_ALIGN_PARAGRAPH.LEFT)
    line(right.paragraphs[0], "{{chuc_vu}}", 14, bold=True)
    for _ in range(5):
        right.add_paragraph()


if __name__ == "__main__":
    BUILT_IN.write_bytes(built_in())
