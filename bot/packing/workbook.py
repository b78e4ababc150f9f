"""The index of a pack as a workbook: the head of an office's document, and a table that prints on A4 across."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from textwrap import wrap
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.texts import pack as texts
from bot.texts import pack_inner as inner_texts
from bot.texts.pack import AreaLine, CriterionLine, DocumentLine, Line
from jobs.pack.values import Contents
from models.tables import Edition

_FONT = "Times New Roman"
_SIZE = 11
_THIN = Side(style="thin", color="000000")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_AREA, _CRITERION, _HEAD = (PatternFill("solid", fgColor=each) for each in ("D9E2F3", "F2F2F2", "DDDDDD"))
# Characters of a column's width for a millimetre, and the height of a line, in points.
_PER_MM, _LINE = 0.55, 14.5
# How many letters of running text stand where one digit is counted.
_A_LETTER = 1.2
_LAST = len(texts.COLUMNS)
# Columns whose words stand in the middle, by table.
_CENTRED = frozenset({1, 2, 3, 4, 7, 11})
_CASES_CENTRED, _INNER_CENTRED = frozenset({1, 4}), frozenset({1, 3, 5, 7})


def as_workbook(contents: Contents) -> bytes:
    """Bytes of a file that Excel and LibreOffice open."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _index(sheet, contents)
    if texts.has_cases(contents):
        _cases(book.create_sheet(texts.CASES), contents)
    if contents.edition is Edition.INTERNAL:
        _inner(book.create_sheet(inner_texts.INNER), contents)
    book.properties.creator = book.properties.lastModifiedBy = contents.agency
    book.properties.title = texts.title_of(contents)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _index(sheet: Worksheet, contents: Contents) -> None:
    sheet.title = texts.SHEET
    _lay_page(sheet, [width for _, width in texts.COLUMNS])
    _head(sheet, contents)
    row = _headings(sheet, 9, texts.COLUMNS)
    for line in texts.lines_of(contents):
        _write(sheet, row, line)
        row += 1
    for said in filter(None, (texts.sums_of(contents), texts.notes_of(contents))):
        row += 1
        _across(sheet, row, 1, _LAST, said, Font(name=_FONT, size=_SIZE, italic=True), "left")
    _signature(sheet, row + 2)


def _lay_page(sheet: Worksheet, widths: Sequence[int]) -> None:
    """A4 across, one page wide, the number of the page at the foot."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width * _PER_MM
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.5, right=0.4, top=0.6, bottom=0.6, header=0.3, footer=0.3)
    sheet.print_options.horizontalCentered = True
    foot = HeaderFooterItem()
    foot.center.text, foot.center.font = "&P/&N", f"{_FONT},Regular"
    sheet.oddFooter = foot


def _head(sheet: Worksheet, contents: Contents) -> None:
    """The body that issues it and the motto, number and day left blank for the clerk, the title."""
    above, body = texts.body_of(contents)
    usual, bold = Font(name=_FONT, size=13), Font(name=_FONT, size=13, bold=True)
    for row, (left, its_font, right, own) in enumerate(
        (
            (above, bold, texts.STATE, bold),
            (body, bold, texts.MOTTO, bold),
            (texts.RULE, usual, texts.RULE, usual),
            (texts.NUMBER, usual, texts.dated(contents), Font(name=_FONT, size=13, italic=True)),
        ),
        start=1,
    ):
        _across(sheet, row, 1, 5, left, its_font)
        _across(sheet, row, 6, _LAST, right, own)
    sheet.row_dimensions[3].height = 8
    _across(sheet, 6, 1, _LAST, texts.title_of(contents), Font(name=_FONT, size=14, bold=True))
    _across(sheet, 7, 1, _LAST, texts.supplement_of(contents), Font(name=_FONT, size=13, italic=True))


def _signature(sheet: Worksheet, row: int) -> None:
    left = (texts.RECIPIENTS_TITLE, *texts.RECIPIENTS)
    right = texts.SIGNATURE
    for offset in range(max(len(left), len(right))):
        small = Font(name=_FONT, size=11, italic=offset == 0, bold=offset == 0)
        _across(sheet, row + offset, 1, 5, left[offset] if offset < len(left) else "", small, "left")
        bold = Font(name=_FONT, size=13, bold=True)
        _across(sheet, row + offset, 7, _LAST, right[offset] if offset < len(right) else "", bold)


def _across(
    sheet: Worksheet, row: int, first: int, last: int, said: str, font: Font, side: str = "center"
) -> None:
    """Words over several columns."""
    sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    cell = sheet.cell(row, first, said or None)
    cell.font, cell.alignment = font, Alignment(horizontal=side, vertical="center", wrap_text=True)


def _headings(sheet: Worksheet, row: int, columns: Iterable[tuple[str, int]]) -> int:
    """Printed on every page, and kept in sight; returns the row below."""
    for column, (heading, _) in enumerate(columns, start=1):
        cell = sheet.cell(row, column, heading)
        cell.font, cell.border, cell.fill = Font(name=_FONT, size=_SIZE, bold=True), _GRID, _HEAD
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = 3 * _LINE
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = f"A{row + 1}"
    return row + 1


def _write(sheet: Worksheet, row: int, line: Line) -> None:
    match line:
        case AreaLine():
            _cells(sheet, row, [line.title], bold=True, fill=_AREA)
            _merge_rest(sheet, row, 1, line.title)
        case CriterionLine():
            cells = ["", line.code, line.maximum, line.score, line.title]
            _cells(sheet, row, cells, bold=True, fill=_CRITERION)
            _merge_rest(sheet, row, 5, line.title)
        case DocumentLine():
            _cells(sheet, row, _row_of(line), italic=line.is_lacking)
            if line.path:
                _link(sheet, row, _LAST, line.path)


def _row_of(line: DocumentLine) -> list[str]:
    named = (line.document, line.symbol, line.day, line.subject, line.pages, line.explained, line.link)
    return [line.number, line.criterion, "", "", *named]


def _cells(
    sheet: Worksheet,
    row: int,
    said: Sequence[str],
    *,
    count: int = _LAST,
    centred: frozenset[int] = _CENTRED,
    bold: bool = False,
    italic: bool = False,
    fill: PatternFill | None = None,
) -> None:
    """One row of the table, as high as its fullest cell needs: what opens it would not see to that everywhere."""
    lines = 1
    for column in range(1, count + 1):
        words = said[column - 1] if column <= len(said) else ""
        cell = sheet.cell(row, column)
        _put(cell, words, may_count=column == 1)
        cell.font, cell.border = Font(name=_FONT, size=_SIZE, bold=bold, italic=italic), _GRID
        across = "center" if column in centred else "left"
        indent = 1 if across == "left" else 0
        cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True, indent=indent)
        if fill is not None:
            cell.fill = fill
        width = sheet.column_dimensions[get_column_letter(column)].width
        lines = max(lines, _lines(words, width - 1.5))
    sheet.row_dimensions[row].height = lines * _LINE + 4


def _put(cell: Cell | MergedCell, words: str, *, may_count: bool) -> None:
    """As words, whatever they begin with; a number where it may be one."""
    cell.value = int(words) if may_count and words.isdecimal() else words or None
    cell.data_type = "n" if isinstance(cell.value, int) else "s" if words else cell.data_type


def _lines(words: str, width: float) -> int:
    return len(wrap(words, max(4, int(width * _A_LETTER)))) if words else 1


def _merge_rest(sheet: Worksheet, row: int, first: int, words: str) -> None:
    """A heading that runs to the right edge."""
    sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=_LAST)
    sheet.cell(row, first).alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    columns = range(first, _LAST + 1)
    width = sum(sheet.column_dimensions[get_column_letter(each)].width for each in columns)
    sheet.row_dimensions[row].height = _lines(words, width * 0.85) * _LINE + 4


def _link(sheet: Worksheet, row: int, column: int, path: str) -> None:
    """To a file beside the workbook, once the archive is unpacked."""
    cell = sheet.cell(row, column)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, target=quote(path))
    cell.font = Font(name=_FONT, size=_SIZE, color="0563C1", underline="single")


def _cases(sheet: Worksheet, contents: Contents) -> None:
    _lay_page(sheet, [width for _, width in texts.CASES_COLUMNS])
    count = len(texts.CASES_COLUMNS)
    title = Font(name=_FONT, size=14, bold=True)
    _across(sheet, 1, 1, count, texts.cases_title(contents), title)
    first = _headings(sheet, 3, texts.CASES_COLUMNS)
    for row, case in enumerate(texts.cases_of(contents), start=first):
        cells = [case.number, case.code, case.symbol, case.day, case.note]
        _cells(sheet, row, cells, count=count, centred=_CASES_CENTRED)


def _inner(sheet: Worksheet, contents: Contents) -> None:
    """Who, when, the verdict, what the checks found: a row a document."""
    _lay_page(sheet, [width for _, width in inner_texts.INNER_COLUMNS])
    first = _headings(sheet, 1, inner_texts.INNER_COLUMNS)
    documents = [(each, each.document) for each in contents.rows() if each.document]
    for row, (each, document) in enumerate(documents, start=first):
        cells = inner_texts.inner_cells(each, document)
        _cells(sheet, row, cells, count=len(inner_texts.INNER_COLUMNS), centred=_INNER_CENTRED)
