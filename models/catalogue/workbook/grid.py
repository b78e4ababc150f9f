"""A workbook as grids of plain cells: opened without running, fetching or believing anything in it.

Formulas are never evaluated, links never followed; what could fill the memory (a zip bomb, a million rows) is
refused before it is read.
"""

import io
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.catalogue.faults import THE_FILE, CatalogueFaults, Fault, Location
from models.catalogue.workbook.cells import Scalar
from models.catalogue.workbook.legacy import legacy_encoding
from models.store import has_too_many_parts

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Twice what 5,000 requirements with three items each take.
BYTES_UNPACKED = 32 * 1024 * 1024
FILES_PACKED = 2_000
ROWS, COLUMNS, ROWS_LOOKED_AT = 20_000, 100, 50_000

# What is not in these letters or begins like a formula is written so that it comes back as it was.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROUNDING = " \t\n\r\u00a0\u200b\ufeff\u202f"
_UNWRITABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
    rf"|\A[{_SURROUNDING}]|[{_SURROUNDING}]\Z"
)
_DEFUSED = re.compile(r"\A'+[=+\-@\t\r]")
_DANGEROUS = re.compile(r"\A'*[=+\-@\t\r]")


@dataclass(frozen=True)
class Formula:
    """A cell that holds a formula, or the error that one left."""

    sentence: str


Cell = Scalar | Formula


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet that hold something: number of the row → number of the column → cell.

    `in_use`: the file leaves this sheet out, the agency's own stands in for it.
    """

    name: str
    number: int
    rows: dict[int, dict[int, Cell]]
    in_use: bool = False

    def place(self, row: int, column: int) -> Location:
        return Location(self.number, row, column, self.name)


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are those of an office file, whatever it is called."""
    return content.startswith((ZIP, COMPOUND))


def grids(content: bytes, name: str) -> list[Grid]:
    """The sheets of a workbook; raises CatalogueFaults with one sentence when it is none that can be opened."""
    # Loaded where a workbook is read: the running bot seldom needs it.
    from openpyxl import load_workbook

    sentence = _unfit(content)
    if sentence:
        raise CatalogueFaults([Fault(name, THE_FILE, sentence)])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, rich_text=False)
            read = [_grid(sheet, number) for number, sheet in enumerate(book.worksheets, start=1)]
    except _TooLarge as found:
        raise CatalogueFaults([Fault(name, found.place, found.sentence)]) from None
    except CatalogueFaults:
        raise
    except Exception:  # openpyxl raises whatever a damaged part of the file leads to
        raise CatalogueFaults([Fault(name, THE_FILE, _DAMAGED)]) from None
    legacy = next((fault for grid in read if (fault := _legacy(name, grid))), None)
    if legacy:
        raise CatalogueFaults([legacy])
    return read


def _legacy(name: str, grid: Grid) -> Fault | None:
    """The first cell of a sheet whose letters are of an encoding from before Unicode."""
    for row, cells in grid.rows.items():
        for column, cell in cells.items():
            if isinstance(cell, str) and (encoding := legacy_encoding(cell)):
                sentence = f"Chữ trong ô theo bảng mã {encoding}, không phải Unicode: hãy chuyển mã (UniKey, "
                return Fault(name, grid.place(row, column), f"{sentence}Công cụ) rồi gửi lại.")
    return None


_TIME_OF_DAY = "Ô chứa giờ, không phải ngày: hãy đổi định dạng ô sang Văn bản (Text) rồi gõ lại."
_DAMAGED = "Tệp Excel bị hỏng, không mở được: hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."


class _TooLarge(Exception):
    def __init__(self, place: Location, sentence: str) -> None:
        super().__init__(sentence)
        self.place, self.sentence = place, sentence


def _unfit(content: bytes) -> str | None:
    """Why the file is not opened at all."""
    if content.startswith(COMPOUND):
        streams = ((name.encode("utf-16-le"), sentence) for name, sentence in _STREAMS.items())
        return next((sentence for name, sentence in streams if name in content), _OLD)
    if has_too_many_parts(content):
        return _UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _unfit_parts(packed.infolist()) or _unfit_kind(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
        return _DAMAGED


def _unfit_kind(packed: zipfile.ZipFile) -> str | None:
    """Of a workbook whether it is of the kind that can be read, of another office file what it is."""
    names = packed.namelist()
    if "mimetype" in names:
        found = packed.read("mimetype").decode("ascii", "replace")
        return next((each for kind, each in _OPEN_DOCUMENTS.items() if kind in found), _NO_WORKBOOK)
    if "xl/workbook.xml" in names:
        return _STRICT if _STRICT_NAMES in packed.read("xl/workbook.xml") else None
    return next((sentence for name, sentence in _KINDS.items() if name in names), _NO_WORKBOOK)


def _unfit_parts(parts: list[zipfile.ZipInfo]) -> str | None:
    if any(part.flag_bits & 1 for part in parts):
        return "Tệp nén có mật khẩu: hãy bỏ mật khẩu rồi gửi lại."
    if len(parts) > FILES_PACKED or sum(part.file_size for part in parts) > BYTES_UNPACKED:
        return _UNPACKED
    return None


_UNPACKED = (
    "Tệp giải nén ra quá lớn nên không mở: hãy kiểm tra đúng tệp chưa, xóa hình ảnh và trang tính thừa."
)
_LOCKED = "Tệp có mật khẩu: hãy bỏ mật khẩu (Lưu thành tệp mới không đặt mật khẩu) rồi gửi lại."
_OLD = "Đây là tệp Excel hoặc Word đời cũ (.xls, .doc): hãy lưu lại dạng Excel Workbook (.xlsx)."
_NO_WORKBOOK = "Đây không phải tệp Excel (.xlsx), có thể đã bị đổi đuôi: hãy kiểm tra đúng tệp chưa."
_STRICT = (
    "Tệp lưu ở dạng Strict Open XML, hệ thống không đọc được: hãy lưu lại dạng Excel Workbook (.xlsx), dạng đầu "
    "tiên trong danh sách."
)
_STRICT_NAMES = b"http://purl.oclc.org/ooxml/"
# What a stream of an old office file is called, and what is said of such a file.
_STREAMS = {
    "EncryptedPackage": _LOCKED,
    "WordDocument": "Đây là tệp Word đời cũ (.doc): hãy chép bảng sang Excel, lưu dạng Excel Workbook (.xlsx).",
    "Workbook": "Đây là tệp Excel đời cũ (.xls): hãy mở bằng Excel và lưu lại dạng Excel Workbook (.xlsx).",
}
_OPEN_DOCUMENTS = {
    "opendocument.spreadsheet": "Đây là tệp LibreOffice (.ods): hãy lưu lại dạng Excel (.xlsx).",
    "opendocument.text": "Đây là tệp LibreOffice Writer (.odt): hãy chép bảng sang Excel (.xlsx) rồi gửi lại.",
}
# The part of an office file that tells its kind, and what is said of that kind.
_KINDS = {
    "word/document.xml": "Đây là tệp Word: hãy chép bảng sang Excel (.xlsx) rồi gửi lại.",
    "xl/workbook.bin": "Đây là tệp Excel nhị phân (.xlsb): hãy lưu lại dạng Excel Workbook (.xlsx).",
    "content.xml": "Đây là tệp LibreOffice (.ods): hãy lưu lại dạng Excel (.xlsx).",
}


def _grid(sheet: Any, number: int) -> Grid:
    sheet.reset_dimensions()  # what the file says of its own size need not be true
    rows = {row: cells for row, cells in _rows(sheet, number) if cells}
    for column, first, last in _merged(sheet):
        _spread(rows, column, first, last)
    return Grid(sheet.title, number, rows)


def _merged(sheet: Any) -> list[tuple[int, int, int]]:
    """The cells that are merged over several rows: the column of their value, its row, and the last one."""
    from openpyxl.utils import range_boundaries
    from openpyxl.xml.functions import iterparse

    found: list[tuple[int, int, int]] = []
    with sheet._get_source() as part:
        content = part.read()
    if b"mergeCell" not in content:
        return []
    with io.BytesIO(content) as part:
        for _, element in iterparse(part):
            if element.tag.endswith("}mergeCell"):
                column, first, _, last = range_boundaries(element.get("ref"))
                found.append((column or 0, first or 0, last or 0))
            element.clear()
    return [each for each in found if each[1] < each[2]][:ROWS]


def _spread(rows: dict[int, dict[int, Cell]], column: int, first: int, last: int) -> None:
    """A merged cell stands in every row of its own that holds anything else."""
    cell = rows.get(first, {}).get(column)
    if cell is None:
        return
    for row, cells in rows.items():
        if first < row <= last:
            cells.setdefault(column, cell)


def _rows(sheet: Any, number: int) -> Iterator[tuple[int, dict[int, Cell]]]:
    for row, read in enumerate(sheet.iter_rows(), start=1):
        cells: dict[int, Cell] = {cell.column: value for cell in read if (value := _value(cell)) is not None}
        if row > ROWS_LOOKED_AT or (cells and (row > ROWS or max(cells) > COLUMNS)):
            place = Location(number, row, max(cells, default=1), sheet.title)
            raise _TooLarge(
                place, f"Trang tính quá lớn (tối đa {ROWS} dòng, {COLUMNS} cột): hãy xóa phần thừa."
            )
        yield row, cells


def _value(cell: Any) -> Cell:
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return Formula("Ô chứa công thức, không được tính: hãy dán giá trị (Paste Values) vào ô này.")
    if cell.data_type == "e":
        return Formula(f"Ô báo lỗi {str(cell.value)[:10]}: hãy gõ lại giá trị.")
    value = cell.value
    return _read(value) if isinstance(value, str) else _plain(value)


def _plain(value: Any) -> Cell:
    """Times of day and durations are no value that a catalogue has."""
    return value if isinstance(value, Scalar) else Formula(_TIME_OF_DAY)


def _read(text: str) -> str | None:
    """The text that was meant: stray blanks around it gone, escapes of the format undone."""
    whole = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text.strip(_SURROUNDING))
    defused = _DEFUSED.match(whole)
    return unicodedata.normalize("NFC", whole[1:] if defused else whole) or None


def written(text: str) -> str:
    """`text` as a cell holds it: no reader takes it for a formula, also not of a copy as CSV.

    An apostrophe stands before what begins like a formula; blanks at the edges and letters that XML refuses are
    spelled as the format spells them.
    """
    defused = f"'{text}" if _DANGEROUS.match(text) else text
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", defused)
