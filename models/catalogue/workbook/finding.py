"""The sheets of a workbook by their proper names, and what stands in for those that it leaves out."""

from collections.abc import Mapping

from models.catalogue.document import Catalogue, DayEntry
from models.catalogue.faults import THE_FILE, CatalogueFaults, Fault
from models.catalogue.workbook.cells import key
from models.catalogue.workbook.grid import Grid
from models.catalogue.workbook.layout import AGENCY, CRITERIA, SHEETS, Sheet
from models.catalogue.workbook.rows import rows
from models.catalogue.workbook.sheet_source import SheetSource
from models.catalogue.workbook.table import in_use

Current = tuple[Catalogue, list[DayEntry]]

GUIDE = "Hướng dẫn"
"""The sheet of the template that explains the others."""

_NEEDED = (AGENCY, CRITERIA)
_REMOVE = "hãy sửa tên trang tính, hoặc xóa trang tính này nếu không thuộc danh mục."


def sheets_of(given: list[Grid], source: SheetSource) -> dict[str, Grid]:
    """The sheets of the file by their proper names."""
    names = {key(sheet.name): sheet.name for sheet in SHEETS}
    found: dict[str, Grid] = {}
    for grid in given:
        name = names.get(key(grid.name))
        if name is None:
            _refuse_strange(grid, source)
        elif name in found:
            source.spoil(grid.place(1, 1), f"Trang tính “{name}” có hai lần: bỏ một trong hai.")
        else:
            found[name] = grid
    if not found:
        wanted = ", ".join(sheet.name for sheet in SHEETS)
        sentence = f"Tệp không có trang tính nào của danh mục. Tên các trang tính: {wanted}."
        raise CatalogueFaults([Fault(source.name, THE_FILE, sentence)])
    return found


def _refuse_strange(grid: Grid, source: SheetSource) -> None:
    """An empty one does no harm."""
    if grid.rows and key(grid.name) != key(GUIDE):
        source.spoil(grid.place(1, 1), f"Không có trang tính nào của danh mục tên như vậy: {_REMOVE}")


def with_current(
    found: Mapping[str, Grid], current: Current | None, source: SheetSource
) -> list[tuple[Sheet, Grid]]:
    """Every sheet with its cells: the file's, else those in use; without either a needed one is a fault."""
    kept = rows(*current) if current else {}
    whole: list[tuple[Sheet, Grid]] = []
    for number, sheet in enumerate(SHEETS, start=len(found) + 1):
        if sheet.name in found:
            whole.append((sheet, found[sheet.name]))
        elif current:
            whole.append((sheet, in_use(sheet, kept[sheet.name], number)))
        elif sheet in _NEEDED:
            sentence = f"Thiếu trang tính “{sheet.name}”: hãy xuất danh mục ra Excel để có đủ các trang tính."
            source.spoil(THE_FILE, sentence)
    return whole
