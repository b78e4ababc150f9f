"""What loading a catalogue changed, as the admin reads it: the headings of the workbook, the words of its cells."""

from collections.abc import Iterable, Iterator
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
        code = self.code
        if self.what == "ngày":
            code = f"{date.fromisoformat(code):%d/%m/%Y}"
        if not self.field:
            sign = "-" if self.removed else "+"
            return f"{sign} {self.what} {code}"
        key = _KEYS.get(self.field, self.field)
        name = _name(self.what, key)
        old, new = _in_a_line(key, self.old), _in_a_line(key, self.new)
        return f"~ {self.what} {code}, {name}: {old} → {new}"


def changes(field: str, old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    """The changes of a value that has parts, each by its name; of another the one change."""
    if field == "due_rule":
        yield from _parts("due", spread(due_from(old)), spread(due_from(new)))
    elif isinstance(old, dict):
        yield from _parts(field, old, new)
    elif field == "tasks" and len(old) == len(new):
        for before, after in zip(old, new, strict=True):
            if before != after:
                yield field, before, after
    else:
        yield field, old, new


def _parts(field: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for part in old | new:
        before, after = old.get(part), new.get(part)
        if before != after:
            yield f"{field}.{part}", before, after


def _in_a_line(key: str, value: Any) -> str:
    return " / ".join(in_words(key, value).splitlines())


def _name(what: str, key: str) -> str:
    heading = _HEADINGS.get((what, key)) or _WITHOUT_A_COLUMN.get(key, key)
    return heading[:1].lower() + heading[1:]


def perhaps_renamed(differences: Iterable[Difference]) -> Iterator[tuple[str, str]]:
    """The codes, old and new, of requirements of which one went and one came for the same criterion."""
    went: dict[str, list[str]] = {}
    came: dict[str, list[str]] = {}
    for each in differences:
        if each.what == "yêu cầu" and not each.field:
            side = went if each.removed else came
            side.setdefault(each.code.partition("-")[0], []).append(each.code)
    for criterion, old in went.items():
        new = came.get(criterion, [])
        if len(old) == len(new) == 1:
            yield old[0], new[0]
