"""An empty workbook for an office: five sheets with what is compulsory marked, and what each cell wants.

Below the headings stand two examples a sheet, which are never loaded (`examples`).
"""

import io
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from models.catalogue.manual.pages import guide
from models.catalogue.workbook.column import Column, Sheet
from models.catalogue.workbook.examples import EXAMPLES
from models.catalogue.workbook.finding import GUIDE
from models.catalogue.workbook.layout import AGENCY, CRITERIA, DAYS, PEOPLE, REQUIREMENTS
from models.catalogue.workbook.writing import WRAPPED, fill_cell, offer, write_heading

_COMPULSORY = PatternFill("solid", fgColor="FFFFE699")
_EXAMPLE = Font(italic=True, color="FF808080")
_MARK = " *"
_ROWS = 1_000
_UNITS = f"'{AGENCY.name}'!$B$2:$B${_ROWS}"
_PEOPLE = f"'{PEOPLE.name}'!$A$2:$A${_ROWS}"
_CRITERIA = f"'{CRITERIA.name}'!$A$2:$A${_ROWS}"


@dataclass(frozen=True)
class Part:
    """A sheet of the template: these of its columns, `compulsory` ones first; where a drop-down has its words."""

    sheet: Sheet
    compulsory: tuple[str, ...]
    others: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(map(self.sheet.column, self.keys))

    @property
    def keys(self) -> tuple[str, ...]:
        return self.compulsory + self.others


PARTS = (
    Part(AGENCY, ("name", "units.name"), ("province", "units.short")),
    Part(CRITERIA, ("code", "title"), ("max", "unit", "area"), (("unit", _UNITS),)),
    Part(
        REQUIREMENTS,
        ("title", "unit", "cadence", "due.on"),
        ("criterion", "responsible", "cooperates", "cutoff", "reason"),
        (("unit", _UNITS), ("responsible", _PEOPLE), ("criterion", _CRITERIA)),
    ),
    Part(PEOPLE, ("name",), ("unit", "position", "roles", "phone"), (("unit", _UNITS),)),
    Part(DAYS, ("day",), ("working", "name", "source")),
)
"""The five sheets."""


def heading(part: Part, column: Column) -> str:
    """As the template spells it: by its plainest name, what is compulsory with a star."""
    name = column.also[0] if part.sheet is AGENCY and column.also else column.heading
    return f"{name}{_MARK}" if column.key in part.compulsory else name


def template() -> bytes:
    """The file's bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for part in PARTS:
        _write(book.create_sheet(part.sheet.name), part)
    _write_guide(book.create_sheet(GUIDE))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(made: Worksheet, part: Part) -> None:
    made.freeze_panes = "A2"
    choices = dict(part.choices)
    for number, column in enumerate(part.columns, start=1):
        said = heading(part, column)
        needed = said.endswith(_MARK)
        write_heading(made, replace(column, heading=said, needed=needed), number)
        if needed:
            made.cell(1, number).fill = _COMPULSORY
        if column.key in choices:
            offer(made, choices[column.key], get_column_letter(number))
        for line, row in enumerate(EXAMPLES[part.sheet.name], start=2):
            cell = made.cell(line, number)
            cell.number_format, cell.alignment, cell.font = column.kind.format, WRAPPED, _EXAMPLE
            fill_cell(cell, row.get(column.key))


_ABOUT = (
    "Điền năm trang tính: Cơ quan, Tiêu chí, Yêu cầu, Cán bộ, Lịch. Bắt buộc là các cột có dấu *, tô vàng.",
    "Dòng chữ nghiêng màu xám bắt đầu bằng “Ví dụ” là để xem, không được nạp: gõ đè lên, hoặc xóa.",
    "Trang Cơ quan: tên cơ quan ở dòng đầu; cột Đơn vị mỗi dòng một đơn vị.",
    "Đơn vị, cán bộ, tiêu chí gọi bằng tên hoặc mã, viết giống nhau ở mọi trang tính.",
    "Ngày hạn theo chu kỳ: hằng tháng 25; hằng quý 25/3; 25/6; 25/9; 25/12; hằng năm 15/12; hằng tuần thứ Sáu; một "
    "lần 20/01/2026; hoặc ngày cuối kỳ. Theo từng hồ sơ thì để trống.",
    "Trang Lịch để trống là dùng lịch nghỉ chung; chỉ ghi ngày riêng của cơ quan.",
    "Cần thêm điều gì thì thêm cột, hoặc trang tính, đúng tên như bảng dưới đây.",
    "Kiểm tra: nhacviec catalogue check TỆP; mỗi lỗi được chỉ ra theo trang tính và ô. Nạp: nhacviec catalogue "
    "load TỆP.",
)
_GUIDE_HEADINGS = ("Trang tính", "Cột", "Bắt buộc", "Ý nghĩa", "Ví dụ")
_GUIDE_WIDTHS = (22, 28, 10, 70, 34)


def _write_guide(made: Worksheet) -> None:
    """The sheet that explains the others, which is not read."""
    for sentence in _ABOUT:
        made.append([sentence])
    made.append([])
    rows = guide({part.sheet: part.compulsory for part in PARTS})
    for line, row in enumerate((_GUIDE_HEADINGS, *rows), start=len(_ABOUT) + 2):
        for number, said in enumerate(row, start=1):
            cell = made.cell(line, number)
            cell.alignment, cell.number_format = WRAPPED, "@"
            fill_cell(cell, said or None)
            if row is _GUIDE_HEADINGS:
                cell.font, cell.fill = Font(bold=True), _COMPULSORY
    for number, width in enumerate(_GUIDE_WIDTHS, start=1):
        made.column_dimensions[get_column_letter(number)].width = width
