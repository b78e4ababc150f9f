"""The program's own template of the index: a document of an office by Decree 30/2020, annex I, across on A4."""

from io import BytesIO

from docx import Document
from docx.document import Document as Written
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bot.texts import pack as texts

FONT = "Times New Roman"
# What stands after the borders of a paragraph: Word insists on the order.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def built_in() -> bytes:
    """A DOCX that an admin may change and hand back: all but {{danh_muc}} may go, or stand elsewhere."""
    document = Document()
    _lay_page(document)
    _head(document)
    title = _line(document.add_paragraph(), texts.TEMPLATE_TITLE, 14, bold=True)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(12), Pt(8)
    supplement = _line(document.add_paragraph(), "{{lan}}", 13, italic=True)
    supplement.paragraph_format.space_after = Pt(8)
    for placeholder in ("{{danh_muc}}", "{{tong_hop}}", "{{ghi_chu}}"):
        body = _line(document.add_paragraph(), placeholder, 13, side=WD_ALIGN_PARAGRAPH.LEFT)
        body.paragraph_format.space_before = Pt(6)
    _foot(document)
    _line(document.add_paragraph(), "{{bang_ke}}", 13, side=WD_ALIGN_PARAGRAPH.LEFT)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _lay_page(document: Written) -> None:
    """A4 across; margins and the number of the page as in annex I: centred above, not on the first."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(12), Mm(12)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = Mm(9)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE")
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = FONT, Pt(13)
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    usual.element.rPr.rFonts.set(qn("w:cs"), FONT)
    usual.paragraph_format.space_after = Pt(0)


def _field(paragraph: Paragraph, name: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind in ("begin", None, "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = name
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _head(document: Written) -> None:
    """The body on the left, the State and its motto on the right, each above a line of its own length."""
    left, right = _halves(document, 105, 168)
    _line(left.paragraphs[0], "{{co_quan}}", 13, bold=True)
    _rule(left, 30)
    _line(left.add_paragraph(), texts.NUMBER, 13)
    _line(right.paragraphs[0], texts.STATE, 13, bold=True)
    _line(right.add_paragraph(), texts.MOTTO, 14, bold=True)
    _rule(right, 56)
    _line(right.add_paragraph(), texts.TEMPLATE_DATE, 13, italic=True)


def _foot(document: Written) -> None:
    document.add_paragraph()
    left, right = _halves(document, 150, 123)
    _line(
        left.paragraphs[0], texts.RECIPIENTS_TITLE, 12, bold=True, italic=True, side=WD_ALIGN_PARAGRAPH.LEFT
    )
    for recipient in texts.RECIPIENTS:
        _line(left.add_paragraph(), recipient, 11, side=WD_ALIGN_PARAGRAPH.LEFT)
    first, *others = texts.SIGNATURE
    _line(right.paragraphs[0], first, 13, bold=True)
    for each in others:
        _line(right.add_paragraph(), each, 13, bold=True)
    for _ in range(4):
        right.add_paragraph()


def _halves(document: Written, left: int, right: int) -> tuple[_Cell, _Cell]:
    """Two columns without lines, of so many millimetres, that no page break parts."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (left, right), strict=True):
        column.width = column.cells[0].width = Mm(width)
    keep = OxmlElement("w:cantSplit")
    table.rows[0]._tr.get_or_add_trPr().append(keep)
    return table.rows[0].cells[0], table.rows[0].cells[1]


def _line(
    paragraph: Paragraph,
    words: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    side: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER,
) -> Paragraph:
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = side
    return paragraph


def _rule(cell: _Cell, width: int) -> None:
    """A line below, of so many millimetres: a paragraph as narrow as that, with a border above it."""
    rule, whole = cell.add_paragraph(), (cell.width or Mm(width)).mm
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm((whole - width) / 2 - 2)
    rule.paragraph_format.line_spacing = Pt(6)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    rule._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)
