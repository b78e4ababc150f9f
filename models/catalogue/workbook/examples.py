"""The example rows of the template, which are never loaded: each begins its name with the words "Ví dụ".

Who types over that name has a row of their own. A row that still bears the mark but is no longer the example is
asked about, for somebody began to fill it in.
"""

from datetime import date

from models.catalogue.workbook.cells import Scalar, key, said
from models.catalogue.workbook.grid import Cell, Formula, Grid
from models.catalogue.workbook.sheet_source import SheetSource

MARK = "Ví dụ: "
_MARK = key(MARK)
_OFFICE, _ECONOMY = f"{MARK}Văn phòng HĐND và UBND", f"{MARK}Phòng Kinh tế"
_PLAN, _REPORT = f"{MARK}Kế hoạch cải cách hành chính năm", f"{MARK}Báo cáo cải cách hành chính"
_AN, _BINH = f"{MARK}Nguyễn Thị An", f"{MARK}Trần Văn Bình"

AGENCY = "Cơ quan"
EXAMPLES: dict[str, tuple[dict[str, Scalar], ...]] = {
    AGENCY: (
        {"name": f"{MARK}UBND xã Hoa Mai", "province": f"{MARK}Nghệ An", "units.name": _OFFICE},
        {"units.name": _ECONOMY},
    ),
    "Tiêu chí": (
        {"code": "1.1", "title": f"{MARK}Ban hành kế hoạch cải cách hành chính", "max": 1, "unit": _OFFICE},
        {"code": "1.2", "title": f"{MARK}Chế độ báo cáo cải cách hành chính", "unit": _OFFICE},
    ),
    "Yêu cầu": (
        {
            "title": _PLAN,
            "unit": _OFFICE,
            "cadence": "hằng năm",
            "due.on": "31/1",
            "criterion": "1.1",
            "responsible": _AN,
        },
        {
            "title": _REPORT,
            "unit": _OFFICE,
            "cadence": "hằng tháng",
            "due.on": "25 hằng tháng",
            "criterion": "1.2",
        },
    ),
    "Cán bộ": (
        {"name": _AN, "unit": _OFFICE, "position": "Chuyên viên", "roles": "cán bộ"},
        {"name": _BINH, "unit": _ECONOMY, "position": "Trưởng phòng", "roles": "trưởng đơn vị; cán bộ"},
    ),
    "Lịch": (
        {
            "day": date(2026, 9, 2),
            "working": "nghỉ",
            "name": f"{MARK}Quốc khánh",
            "source": "Bộ luật Lao động",
        },
        {"day": date(2026, 8, 31), "working": "nghỉ", "name": f"{MARK}Nghỉ hoán đổi", "source": "Công văn"},
    ),
}
"""By sheet, and within a row by the key of the column."""

_ASK = "Dòng này còn chữ “Ví dụ”: bỏ chữ đó nếu là dòng của cơ quan, hoặc xóa cả dòng."


def without_examples(name: str, grid: Grid, source: SheetSource) -> Grid:
    """The sheet of this name without what only shows how to fill it in."""
    shown = [{key(said(cell)) for cell in row.values()} for row in EXAMPLES.get(name, ())]
    rows: dict[int, dict[int, Cell]] = {}
    for line, cells in grid.rows.items():
        kept = _kept(name, cells, shown)
        for column in filter(lambda at: _is_marked(kept[at]), kept):
            source.spoil(grid.place(line, column), _ASK)
        if kept:
            rows[line] = kept
    return Grid(grid.name, grid.number, rows, grid.in_use)


def _is_marked(cell: Cell) -> bool:
    return isinstance(cell, str) and key(cell).startswith(_MARK.strip())


def _kept(name: str, cells: dict[int, Cell], shown: list[set[str]]) -> dict[int, Cell]:
    """Of an example nothing; on the agency's sheet, where a row is of two parts, each cell for itself."""
    if not any(map(_is_marked, cells.values())):
        return cells
    if name == AGENCY:
        every = set().union(*shown)
        return {at: cell for at, cell in cells.items() if not (_is_marked(cell) and _key(cell) in every)}
    said_here = {_key(cell) for cell in cells.values()}
    return {} if any(said_here <= row for row in shown) else cells


def _key(cell: Cell) -> str:
    return "" if isinstance(cell, Formula) else key(said(cell))
