"""Parts of a document of an office by Decree 30/2020, annex I: its type, its head in two columns, its lines."""

from docx.document import Document as Written
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
# What stands after the borders of a paragraph: Word insists on the order.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def set_type(document: Written) -> None:
    """Times New Roman 13, for every script, without space between paragraphs."""
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = FONT, Pt(13)
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    usual.element.rPr.rFonts.set(qn("w:cs"), FONT)
    usual.paragraph_format.space_after = Pt(0)


def number_pages(section: Section) -> None:
    """Centred above the text, not on the first page."""
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE")


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


def halves(document: Written, left: int, right: int) -> tuple[_Cell, _Cell]:
    """Two columns without lines, of so many millimetres, that no page break parts."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (left, right), strict=True):
        column.width = column.cells[0].width = Mm(width)
    keep = OxmlElement("w:cantSplit")
    table.rows[0]._tr.get_or_add_trPr().append(keep)
    return table.rows[0].cells[0], table.rows[0].cells[1]


def line(
    paragraph: Paragraph,
    words: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    side: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER,
) -> Paragraph:
    """Puts words of so many points into a paragraph, behind what is there."""
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = side
    return paragraph


def rule(cell: _Cell, width: int) -> None:
    """A line below, of so many millimetres: a paragraph as narrow as that, with a border above it."""
    drawn, whole = cell.add_paragraph(), (cell.width or Mm(width)).mm
    drawn.paragraph_format.left_indent = drawn.paragraph_format.right_indent = Mm((whole - width) / 2 - 2)
    drawn.paragraph_format.line_spacing = Pt(6)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    drawn._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)
