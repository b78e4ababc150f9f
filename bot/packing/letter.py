"""The index of a pack as a document: a template, its placeholders filled in, its tables laid."""

from collections.abc import Sequence
from io import BytesIO
from urllib.parse import quote

from docx.document import Document as Written
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from bot.packing.faults import BadTemplate
from bot.packing.template import built_in
from bot.placeholders import fill, opened, paragraphs
from bot.texts import pack as texts
from bot.texts.pack import AreaLine, CriterionLine, DocumentLine, Line
from jobs.pack.values import Contents

_TABLE = "{{danh_muc}}"
_CASES = "{{bang_ke}}"
_SIZE = Pt(10)
_CENTRED = {0, 1, 2, 3, 6}
_AREA, _CRITERION, _HEAD = "D9E2F3", "F2F2F2", "DDDDDD"


def as_document(contents: Contents, template: bytes | None = None) -> bytes:
    """Bytes of a file that Word and LibreOffice open; `template`: an admin's own. Raises BadTemplate."""
    document = _opened(template or built_in())
    words = _words(contents)
    for paragraph in list(paragraphs(document)):
        fill(paragraph, words)
    _lay_cases(document, _holder(document, _CASES), contents)
    _lay_index(document, _holder(document, _TABLE), contents)
    _sign_off(document, contents)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _opened(template: bytes) -> Written:
    document = opened(template)
    if document is None:
        raise BadTemplate
    if _holder(document, _TABLE) is None:
        raise BadTemplate
    return document


def _words(contents: Contents) -> dict[str, str]:
    return {
        "{{co_quan}}": "\n".join(filter(None, texts.body_of(contents))),
        "{{dia_danh}}": texts.place_of(contents),
        "{{nam}}": str(contents.year),
        "{{lan}}": texts.supplement_of(contents),
        "{{tong_hop}}": texts.sums_of(contents),
        "{{ghi_chu}}": texts.notes_of(contents),
    }


def _sign_off(document: Written, contents: Contents) -> None:
    """What the file says of itself: its author is the agency, whoever made the template."""
    told = document.core_properties
    told.author = told.last_modified_by = contents.agency
    told.title, told.comments = texts.title_of(contents), ""


def _holder(document: Written, placeholder: str) -> Paragraph | None:
    return next((each for each in document.paragraphs if placeholder in each.text), None)


def _lay_index(document: Written, holder: Paragraph | None, contents: Contents) -> None:
    if holder is None:
        raise BadTemplate
    lines = list(texts.lines_of(contents))
    table = _table(document, holder, texts.COLUMNS, len(lines))
    for row, line in zip(_rows_below(table), lines, strict=True):
        _write(document, row, line)
    holder._p.getparent().remove(holder._p)


def _lay_cases(document: Written, holder: Paragraph | None, contents: Contents) -> None:
    """On a page of its own where the pack has any, at the end where the template has no place for it."""
    cases = list(texts.cases_of(contents))
    if not cases:
        if holder is not None:
            holder._p.getparent().remove(holder._p)
        return
    holder = holder or document.add_paragraph()
    table = _table(document, holder, texts.CASES_COLUMNS, len(cases))
    for row, case in zip(_rows_below(table), cases, strict=True):
        for column, words in enumerate((case.number, case.code, case.symbol, case.day, case.note)):
            _put(row.cells[column], words, centred=column in (0, 3))
    holder.text = ""
    run = holder.add_run(texts.cases_title(contents))
    run.bold, run.font.size = True, Pt(13)
    holder.alignment = WD_ALIGN_PARAGRAPH.CENTER
    holder.paragraph_format.page_break_before = True
    holder.paragraph_format.space_after = Pt(6)


def _table(document: Written, holder: Paragraph, columns: Sequence[tuple[str, int]], rows: int) -> Table:
    """A table right after a paragraph, with its headings on every page; widths in millimetres."""
    table: Table = document.add_table(rows=rows + 1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    _pad(table)
    holder._p.addnext(table._tbl)
    _repeat(table.rows[0])
    for cell, (heading, _) in zip(table.rows[0].cells, columns, strict=True):
        _put(cell, heading, bold=True, centred=True)
        _shade(cell, _HEAD)
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        _whole(row)
        for cell, (_, width) in zip(row.cells, columns, strict=True):
            cell.width = Mm(width)
    return table


def _rows_below(table: Table) -> list[_Row]:
    return list(table.rows)[1:]


def _write(document: Written, row: _Row, line: Line) -> None:
    cells = row.cells
    match line:
        case AreaLine():
            whole = cells[0].merge(cells[-1])
            _put(whole, line.title, bold=True)
            _shade(whole, _AREA)
            _with_next(whole)
        case CriterionLine():
            for column, words in enumerate(("", line.code, line.maximum, line.score)):
                _put(cells[column], words, bold=True, centred=True)
            named = cells[4].merge(cells[-1])
            _put(named, line.title, bold=True)
            for cell in (*cells[:4], named):
                _shade(cell, _CRITERION)
                _with_next(cell)
        case DocumentLine():
            _write_document(document, cells, line)


def _write_document(document: Written, cells: Sequence[_Cell], line: DocumentLine) -> None:
    named = (line.document, line.symbol, line.day, line.subject, line.pages, line.explained)
    for column, words in enumerate((line.number, line.criterion, "", "", *named)):
        _put(cells[column], words, italic=line.is_lacking, centred=column in _CENTRED)
    if line.path:
        _link(document, cells[-1], line.link, line.path)
    else:
        _put(cells[-1], line.link)


def _put(cell: _Cell, words: str, *, bold: bool = False, italic: bool = False, centred: bool = False) -> None:
    """Into a cell that is empty, whatever merging left in it."""
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    _small(paragraph, centred)
    run = paragraph.add_run(words)
    run.font.size = _SIZE
    if bold:
        run.bold = True
    if italic:
        run.italic = True


def _small(paragraph: Paragraph, centred: bool) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)


def _link(document: Written, cell: _Cell, words: str, path: str) -> None:
    """To a file beside the document, once the archive is unpacked."""
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    _small(cell.paragraphs[0], True)
    relation = document.part.relate_to(quote(path), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = cell.paragraphs[0].add_run(words)
    run.font.size, run.font.underline, run.font.color.rgb = _SIZE, True, RGBColor(0x05, 0x63, 0xC1)
    hyperlink = OxmlElement("w:hyperlink")
    hyperlink.set(qn("r:id"), relation)
    hyperlink.append(run._r)
    cell.paragraphs[0]._p.append(hyperlink)


def _shade(cell: _Cell, color: str) -> None:
    shade = _element("w:shd", val="clear", color="auto", fill=color)
    cell._tc.get_or_add_tcPr().insert_element_before(shade, "w:noWrap", "w:tcMar", "w:vAlign")


def _with_next(cell: _Cell) -> None:
    """A heading is not left alone at the foot of a page."""
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _repeat(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))


def _pad(table: Table) -> None:
    """Cells with a narrow margin, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w="57", type="dxa"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else table._tbl.tblPr.append(margins)


def _whole(row: _Row) -> None:
    """No page break within a row."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def _element(name: str, **values: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element
