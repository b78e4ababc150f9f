"""What loading a catalogue changed, as the admin reads it: the headings of the workbook, the words of its cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.catalogue.due import due_from
from models.catalogue.due_cells import spread
from models.catalogue.words import in_words
from models.catalogue.workbook.layout import SHEETS

_KEYS = {
    "full_name": "name",
    "unit_id": "unit",
    "cutoff_day": "cutoff",
    "criterion_code": "criterion",
    "deputy_id": "deputy",
    "responsible_id": "responsible",
    "area_id": "area",
}
_HEADINGS = {
    (sheet.what, column.key): column.heading for sheet in reversed(SHEETS) for column in sheet.columns
} | {("mục minh chứng", "unit"): "Đơn vị nợ"}
_WITHOUT_A_COLUMN = {"retired_at": "thôi dùng từ", "position": "thứ tự", "tasks": "nhiệm vụ"}


@dataclass(frozen=True)
class Difference:
    """One thing that loading added, removed, or (`field`) changed; units, areas and people by their codes."""

    what: str
    code: str
    field: str = ""
    old: Any = None
    new: Any = None
    removed: bool = False

    def facts(self) -> dict[str, str | bool]:
        """For programs: what was added, removed or changed, without the values."""
        return {"what": self.what, "code": self.code, "field": self.field, "removed": self.removed}

    def __str__(self) -> str:
        code = f"{date.fromisoformat(self.code):%d/%m/%Y}" if self.what == "ngày" else self.code
        if not self.field:
            return f"{'-' if self.removed else '+'} {self.what} {code}"
        key = _KEYS.get(self.field, self.field)
        old, new = (" / ".join(in_words(key, value).splitlines()) for value in (self.old, self.new))
        return f"~ {self.what} {code}, {_name(self.what, key)}: {old} → {new}"


def changes(field: str, old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    """The changes of a value that has parts, each by its name; of another the one change."""
    if field == "due_rule":
        yield from _parts("due", spread(due_from(old)), spread(due_from(new)))
    elif isinstance(old, dict):
        yield from _parts(field, old, new)
    elif field == "tasks" and len(old) == len(new):
        yield from ((field, *pair) for pair in zip(old, new, strict=True) if pair[0] != pair[1])
    else:
        yield field, old, new


def _parts(field: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for part in dict.fromkeys((*old, *new)):
        if old.get(part) != new.get(part):
            yield f"{field}.{part}", old.get(part), new.get(part)


def _name(what: str, key: str) -> str:
    heading = _HEADINGS.get((what, key)) or _WITHOUT_A_COLUMN.get(key, key)
    return heading[:1].lower() + heading[1:]
