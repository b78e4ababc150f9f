"""The commune Nghĩa Đồng, which knows nothing but the template: four units, eight criteria, twelve requirements."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.catalogue.workbook.template import template

Rows = Mapping[str, Sequence[Sequence[Any]]]

OFFICE, ECONOMY = "Văn phòng HĐND và UBND", "Phòng Kinh tế"
CULTURE, CENTRE = "Phòng Văn hóa – Xã hội", "Trung tâm Phục vụ hành chính công"

ROWS: Rows = {
    "Cơ quan": [
        ["UBND xã Nghĩa Đồng", "Nghệ An", OFFICE],
        [None, None, ECONOMY],
        [None, None, CULTURE],
        [None, None, CENTRE],
    ],
    "Tiêu chí": [
        ["1.1", "Ban hành kế hoạch cải cách hành chính", 1, OFFICE],
        ["1.2", "Chế độ báo cáo cải cách hành chính", "1,5", OFFICE],
        ["2.1", "Rà soát văn bản quy phạm pháp luật", None, OFFICE],
        ["3.1", "Công khai thủ tục hành chính", 2, CENTRE],
        ["3.2", "Giải quyết hồ sơ đúng hạn", 3, CENTRE],
        ["4.1", "Đánh giá cán bộ, công chức", None, CULTURE],
        ["5.1", "Giải ngân vốn đầu tư công", 2, ECONOMY],
        ["6.1", "Dịch vụ công trực tuyến", 2, CENTRE],
    ],
    "Yêu cầu": [
        ["Kế hoạch cải cách hành chính năm", OFFICE, "hằng năm", "31/1", "1.1", "Lê Thị Hoa"],
        ["Báo cáo cải cách hành chính", OFFICE, "hằng quý", "ngày cuối kỳ", "1.2", "Lê Thị Hoa"],
        ["Báo cáo cải cách hành chính 6 tháng", OFFICE, "6 tháng một lần", "31/12; 15/6", "1.2"],
        ["Kế hoạch rà soát văn bản", OFFICE, "một lần", "Quý IV/2026", "2.1"],
        ["Niêm yết thủ tục hành chính", CENTRE, "hằng tháng", "25 hằng tháng", "3.1", "Phạm Văn Minh"],
        ["Số liệu giải quyết hồ sơ", CENTRE, "hằng tuần", "thứ Sáu", "3.2", "Phạm Văn Minh"],
        ["Thư xin lỗi hồ sơ trễ hạn", CENTRE, "theo từng hồ sơ", None, "3.2"],
        ["Quyết định đánh giá cán bộ, công chức", CULTURE, "hằng năm", "15/12", "4.1"],
        ["Báo cáo giải ngân", ECONOMY, "hằng tháng", "ngày 28", "5.1", "Trần Văn Bình"],
        ["Báo cáo giải ngân cả năm", ECONOMY, "năm", "ngày 20 tháng 12", "5.1"],
        ["Số liệu dịch vụ công trực tuyến", CENTRE, "tháng", "cuối tháng", "Dịch vụ công trực tuyến"],
        ["Họp giao ban", OFFICE, "tuần", "T2"],
    ],
    "Cán bộ": [
        ["Lê Thị Hoa", OFFICE, "Chánh Văn phòng", "trưởng đơn vị; cán bộ; quản trị"],
        ["Trần Văn Bình", ECONOMY, "Chuyên viên"],
        ["Phạm Văn Minh", CENTRE, None, None, "0912345678"],
    ],
    "Lịch": [],
}


def filled(rows: Rows = ROWS, keep_examples: bool = True) -> bytes:
    """The template as an office fills it in: below the examples, or over them."""
    book = load_workbook(io.BytesIO(template()))
    for name, lines in rows.items():
        _fill(book[name], lines, 4 if keep_examples else 2)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, lines: Sequence[Sequence[Any]], first: int) -> None:
    for line in range(first, 4):
        for cell in sheet[line]:
            cell.value = None
    for line, values in enumerate(lines, start=first):
        for column, value in enumerate(values, start=1):
            sheet.cell(line, column).value = value
