"""What stood when a workbook was written, kept in it: what somebody changed since is not undone unseen."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date

from models.catalogue.document import Catalogue, DayEntry
from models.catalogue.entry import Entry
from models.catalogue.workbook.grid import Grid

SHEET = "_nhacviec"
_MOST_NAMED = 3
_A_DAY = "ngày "

Marks = Mapping[str, str]


def marks(catalogue: Catalogue, days: Iterable[DayEntry]) -> dict[str, str]:
    """A short digest of everything that is configured, by its name."""
    return {name: _digest(entry) for name, entry in _named(catalogue, days)}


def _named(catalogue: Catalogue, days: Iterable[DayEntry]) -> Iterator[tuple[str, Entry]]:
    yield "cơ quan", catalogue.agency
    for unit in catalogue.units:
        yield f"đơn vị {unit.code}", unit
    for person in catalogue.people:
        yield f"cán bộ {person.code}", person
    for criteria_set in catalogue.sets:
        yield f"bộ tiêu chí {criteria_set.year}", criteria_set.model_copy(update={"criteria": ()})
        for criterion in criteria_set.criteria:
            yield f"tiêu chí {criterion.code} năm {criteria_set.year}", criterion
    for requirement in catalogue.requirements:
        yield f"yêu cầu {requirement.code}", requirement
    for note in catalogue.notes:
        yield f"ghi chú {note.id}", note
    for day in days:
        yield f"{_A_DAY}{day.day:%d/%m/%Y}", day


def _digest(entry: Entry) -> str:
    return hashlib.sha256(entry.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:12]


def kept_in(grids: Iterable[Grid]) -> dict[str, str]:
    """The marks in a workbook; none where somebody made it anew."""
    rows = (cells for grid in grids if grid.name == SHEET for cells in grid.rows.values())
    return {str(cells.get(1)): str(cells.get(2)) for cells in rows}


def days_kept(kept: Marks) -> set[date]:
    """The days of the calendar that stood when the workbook was written."""
    return {day for name in kept if (day := _day_called(name))}


def _day_called(name: str) -> date | None:
    found = re.fullmatch(rf"{_A_DAY}(\d\d)/(\d\d)/(\d{{4}})", name)
    with suppress(ValueError):  # whoever wrote into the hidden sheet
        return date(*map(int, reversed(found.groups()))) if found else None
    return None


def conflict(kept: Marks, now: Marks, file: Marks) -> str | None:
    """What is to be said where the file would undo what it never saw: it says still what was changed since."""
    if not kept:
        return None
    undone = [
        name for name in dict.fromkeys((*now, *kept)) if now.get(name) != kept.get(name) == file.get(name)
    ]
    if not undone:
        return None
    rest = len(undone) - _MOST_NAMED
    named = ", ".join(undone[:_MOST_NAMED]) + (f" và {rest} chỗ khác" if rest > 0 else "")
    return (
        f"Danh mục đã được sửa từ lúc xuất tệp này: {named}. Nạp tệp sẽ bỏ những sửa đổi ấy, nên chưa nạp gì: hãy "
        "xuất tệp mới rồi sửa trên tệp mới."
    )
