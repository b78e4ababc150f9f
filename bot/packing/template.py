"""The program's own template of the index: a document of an office by Decree 30/2020, annex I, across on A4."""

from io import BytesIO

from docx import Document
from docx.document import Document as Written
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from bot.annex import halves, line, number_pages, rule, set_type
from bot.texts import pack as texts


def built_in() -> bytes:
    """A DOCX that an admin may change and hand back: all but {{danh_muc}} may go, or stand elsewhere."""
    document = Document()
    _lay_page(document)
    _head(document)
    title = line(document.add_paragraph(), texts.TEMPLATE_TITLE, 14, bold=True)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(12), Pt(8)
    supplement = line(document.add_paragraph(), "{{lan}}", 13, italic=True)
    supplement.paragraph_format.space_after = Pt(8)
    for placeholder in ("{{danh_muc}}", "{{tong_hop}}", "{{ghi_chu}}"):
        body = line(document.add_paragraph(), placeholder, 13, side=WD_ALIGN_PARAGRAPH.LEFT)
        body.paragraph_format.space_before = Pt(6)
    _foot(document)
    line(document.add_paragraph(), "{{bang_ke}}", 13, side=WD_ALIGN_PARAGRAPH.LEFT)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _lay_page(document: Written) -> None:
    """A4 across; margins and the number of the page as in annex I."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(12), Mm(12)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = Mm(9)
    number_pages(section)
    set_type(document)


def _head(document: Written) -> None:
    """The body on the left, the State and its motto on the right, each above a line of its own length."""
    left, right = halves(document, 105, 168)
    line(left.paragraphs[0], "{{co_quan}}", 13, bold=True)
    rule(left, 30)
    line(left.add_paragraph(), texts.NUMBER, 13)
    line(right.paragraphs[0], texts.STATE, 13, bold=True)
    line(right.add_paragraph(), texts.MOTTO, 14, bold=True)
    rule(right, 56)
    line(right.add_paragraph(), texts.TEMPLATE_DATE, 13, italic=True)


def _foot(document: Written) -> None:
    document.add_paragraph()
    left, right = halves(document, 150, 123)
    line(left.paragraphs[0], texts.RECIPIENTS_TITLE, 12, bold=True, italic=True, side=WD_ALIGN_PARAGRAPH.LEFT)
    for recipient in texts.RECIPIENTS:
        line(left.add_paragraph(), recipient, 11, side=WD_ALIGN_PARAGRAPH.LEFT)
    first, *others = texts.SIGNATURE
    line(right.paragraphs[0], first, 13, bold=True)
    for each in others:
        line(right.add_paragraph(), each, 13, bold=True)
    for _ in range(4):
        right.add_paragraph()
