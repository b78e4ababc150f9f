"""Lists of citizen files as provincial systems export them, as messy as they come, made for the tests.

`make_list(kind, sample_rows(500), …)` is a file in one of the three formats; `dataclasses.replace` changes a row.
"""

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import escape

from models.rules.cases.listed import ListKind

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_FAMILIES = ("Nguyễn Thị", "Trần Văn", "Lê Hữu", "Phạm Đình", "Hoàng Thị", "Vi Văn")
_GIVEN = ("Bưởi", "Cúc", "Đậu", "Hường", "Khoái", "Lượng", "Nghĩa", "Quyền", "Sương", "Tuyết", "Ứng", "Yến")
_PROCEDURES = (
    "Đăng ký khai sinh",
    "Chứng thực bản sao từ bản chính",
    "Xác nhận tình trạng hôn nhân",
    "Đăng ký biến động quyền sử dụng đất",
    "Trợ cấp xã hội hằng tháng",
)
HANDLERS = ("Nguyễn Văn An", "Trần Thị Bình", "Phòng Kinh tế")

# What a column is headed with, and which attribute of a row stands in it; a heading in two rows has " › ".
Columns = Sequence[tuple[str, str]]
DUE: Columns = (
    ("STT", "number"),
    ("Đơn vị tiếp nhận", "office"),
    ("Tên thủ tục hành chính", "procedure"),
    ("Mã hồ sơ", "code"),
    ("Trạng thái", "state"),
    ("Địa chỉ", "address"),
    ("Người nộp", "name"),
    ("Chủ hồ sơ", "name"),
    ("Số điện thoại", "phone"),
    ("Ngày nộp hồ sơ", "received"),
    ("Ngày nhận", "received"),
    ("Ngày hẹn trả", "promised"),
    ("Ngày kết thúc xử lý", "ended"),
    ("Cán bộ đang xử lý", "handler"),
)
REGISTER: Columns = (
    ("STT", "number"),
    ("Mã hồ sơ", "code"),
    ("Nội dung hồ sơ", "procedure"),
    ("Số lượng (bộ)", "one"),
    ("Họ tên chủ hồ sơ", "name"),
    ("Địa chỉ chủ hồ sơ", "address"),
    ("Số điện thoại", "phone"),
    ("Số CCCD", "identity"),
    ("Trạng thái", "state"),
    ("Ngày, tháng, năm › Nhận hồ sơ", "received"),
    ("Ngày, tháng, năm › Hẹn trả kết quả", "promised"),
    ("Ngày, tháng, năm › Ngày nhận kết quả", "ended"),
    ("Trả kết quả › Bên giao (Ký tên)", "nothing"),
    ("Trả kết quả › Bên nhận (Ký tên)", "nothing"),
    ("Đơn vị giải quyết", "handler"),
    ("Ghi chú", "nothing"),
)
TITLES = (
    "ỦY BAN NHÂN DÂN XÃ TÂN KỲ",
    "DANH SÁCH HỒ SƠ THỦ TỤC HÀNH CHÍNH",
    "Số liệu đến 16 giờ 30 ngày 14/12/2026",
)


@dataclass(frozen=True)
class SampleRow:
    """One file of a list; moments are those of a clock on a wall in Vietnam."""

    number: int
    code: str
    procedure: str
    state: str
    received: datetime
    promised: datetime | str | None
    ended: datetime | None
    handler: str
    name: str
    address: str
    phone: str
    identity: str
    office: str = "UBND xã Tân Kỳ"
    one: int = 1
    nothing: None = None


def sample_rows(
    count: int, *, first: int = 1, promised_on: date = date(2026, 12, 15), running: bool = False
) -> list[SampleRow]:
    """So many different files; the promised days go round the five days from `promised_on`.

    Their states go round the usual ten, unless all are `running`. A citizen's name is "… số 7": easy to search for.
    """
    return [_sample(number, promised_on, running) for number in range(first, first + count)]


STATES = (
    "Đang xử lý",
    "Được tiếp nhận",
    "Đã trả kết quả",
    "Yêu cầu bổ sung giấy tờ",
    "Đã xử lý xong",
    "Dừng xử lý",
    "Đang xử lý",
    "Công dân yêu cầu rút hồ sơ",
    "Đang xử lý",
    "Yêu cầu thực hiện nghĩa vụ tài chính",
)


def _sample(number: int, promised_on: date, running: bool) -> SampleRow:
    state = "Đang xử lý" if running else STATES[number % len(STATES)]
    promised = datetime.combine(promised_on + timedelta(days=number % 5), time(17))
    name = f"{_FAMILIES[number % len(_FAMILIES)]} {_GIVEN[number % len(_GIVEN)]} số {number}"
    return SampleRow(
        number=number,
        code=f"H40.28.12-2612{number % 28 + 1:02}-{number:04}",
        procedure=_PROCEDURES[number % len(_PROCEDURES)],
        state=state,
        received=promised - timedelta(days=10, hours=7, minutes=number % 60),
        promised=promised,
        ended=promised - timedelta(days=1) if state.startswith("Đã") else None,
        handler=HANDLERS[number % len(HANDLERS)],
        name=name,
        address=f"Xóm {number % 30 + 1}, xã Tân Kỳ",
        phone=f"09{number:08}",
        identity=f"0402{number:08}",
    )


def make_list(
    kind: ListKind,
    rows: Sequence[SampleRow],
    *,
    titles: Sequence[str] = TITLES,
    columns: Columns | None = None,
    two_header_rows: bool = False,
    total_row: bool = True,
    blank_lines: bool = True,
    text_dates: bool = True,
    encoding: str = "utf-8",
    sheet: str = "Danh sách",
    delimiter: str = ";",
) -> bytes:
    """A list in one of the formats: `columns` are DUE, or REGISTER with two rows of headings, unless given.

    `text_dates`: days as text with their hour, else cells of a spreadsheet where the format has them; `encoding`
    is of CSV and HTML: any that Python knows, "cp1258" with its combining marks.
    """
    used = columns or (REGISTER if two_header_rows else DUE)
    heads = _heads(used)
    spreads_dates = kind is ListKind.XLSX and not text_dates
    body = [_cells(row, used, spreads_dates) for row in rows]
    if blank_lines:
        body = [each for n, row in enumerate(body, 1) for each in ([row, []] if n % 50 == 0 else [row])]
    if total_row:
        body.append(["Tổng cộng", None, None, len(rows)])
    if kind is ListKind.XLSX:
        return _workbook(titles, heads, body, sheet)
    if kind is ListKind.CSV:
        return encoded(_separated(titles, heads, body, delimiter), encoding)
    return encoded(_page(titles, heads, body, encoding), encoding)


def _heads(columns: Columns) -> list[list[str | None]]:
    """One row of headings, or two; what stands in two is said once above."""
    parts = [heading.split(" › ") for heading, _ in columns]
    if max(map(len, parts)) == 1:
        return [[each[0] for each in parts]]
    tops = [each[0] for each in parts]
    above = [top if n == 0 or tops[n - 1] != top else None for n, top in enumerate(tops)]
    return [above, [each[1] if len(each) > 1 else None for each in parts]]


def _cells(row: SampleRow, columns: Columns, spreads_dates: bool) -> list[object]:
    cells = [getattr(row, name) for _, name in columns]
    if spreads_dates:
        return cells
    return [f"{each:%d/%m/%Y %H:%M:%S}" if isinstance(each, datetime) else each for each in cells]


def _workbook(
    titles: Sequence[str], heads: Sequence[Sequence[str | None]], body: Sequence[Sequence[object]], sheet: str
) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in [*([title] for title in titles), *heads, *body]:
        page.append(list(row))
    for number in range(1, len(titles) + 1):
        page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(heads[0]))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _separated(
    titles: Sequence[str],
    heads: Sequence[Sequence[str | None]],
    body: Sequence[Sequence[object]],
    delimiter: str,
) -> str:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows([*([title] for title in titles), *heads, *body])
    return written.getvalue()


def _page(
    titles: Sequence[str],
    heads: Sequence[Sequence[str | None]],
    body: Sequence[Sequence[object]],
    encoding: str,
) -> str:
    width = len(heads[0])
    rows = [f'<tr><td colspan="{width}"><b>{escape(title)}</b></td></tr>' for title in titles]
    rows += _page_heads(heads)
    rows += [f"<tr>{''.join(map(_page_cell, row))}</tr>" for row in body]
    head = f'<html><head><meta charset="{"windows-1258" if encoding == "cp1258" else encoding}"></head>'
    return f'{head}<body><table border="1">{"".join(rows)}</table></body></html>'


def _page_heads(heads: Sequence[Sequence[str | None]]) -> list[str]:
    if len(heads) == 1:
        cells = [f"<th>{escape(each or '')}</th>" for each in heads[0]]
        return [f"<tr>{''.join(cells)}</tr>"]
    above, below = heads
    cells = []
    for place, top in enumerate(above):
        if top is None:
            continue
        reach = next((n for n in range(place + 1, len(above)) if above[n] is not None), len(above)) - place
        span = f'colspan="{reach}"' if below[place] is not None else 'rowspan="2"'
        cells.append(f"<th {span}>{escape(top)}</th>")
    under = "".join(f"<th>{escape(each)}</th>" for each in below if each is not None)
    return [f"<tr>{''.join(cells)}</tr>", f"<tr>{under}</tr>"]


def _page_cell(cell: object) -> str:
    return f"<td>{'' if cell is None else escape(str(cell))}</td>"


def encoded(text: str, encoding: str) -> bytes:
    """`text` in an encoding; Windows-1258 writes tones as marks of their own."""
    return "".join(map(_apart, text)).encode(encoding) if encoding == "cp1258" else text.encode(encoding)


def _apart(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in marks if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)) + tones
