"""The cells of a date rule as the rule that a YAML file spells."""

from collections.abc import Callable
from typing import Any

from models.catalogue.due_cells import NUMBER, ON, field_of
from models.catalogue.source import Path
from models.catalogue.words import DUE_FORMS
from models.catalogue.workbook.cells import DAY, WEEKDAY, WHOLE, Scalar, year_days
from models.catalogue.workbook.layout import REQUIREMENTS
from models.catalogue.workbook.sheet_source import SheetSource
from models.catalogue.workbook.table import Row

_READERS: dict[str, Callable[[Scalar], Any]] = {
    "day": WHOLE.read,
    "dates": year_days,
    "weekday": WEEKDAY.read,
    "date": DAY.read,
}
_WITH_NUMBER = " hoặc ".join(f"“{DUE_FORMS[form]}”" for form in NUMBER)
_WITH_DAY = ", ".join(f"“{word}”" for form, word in DUE_FORMS.items() if form in ON)


def due_of(row: Row, path: Path, source: SheetSource) -> dict[str, Any] | None:
    """The rule of a row, None where it has none; what does not fit together goes to the source."""
    given = {key.removeprefix("due."): value for key, value in row.values.items() if key.startswith("due.")}
    cells = {key.removeprefix("due."): place for key, place in row.places.items() if key.startswith("due.")}
    form = given.pop("form", None)
    source.places[path] = cells.get("form", row.place)
    for part, place in cells.items():
        source.places[*path, field_of(part, form or "")] = place
    wrong = _misfit(form, given)
    if wrong:
        part, sentence = wrong
        source.places[path] = cells.get(part, row.place)
        source.spoil(source.places[path], sentence)
        return None
    return _rule(form, given, path, source) if form else None


def _misfit(form: str | None, given: dict[str, Any]) -> tuple[str, str] | None:
    """The part that does not fit the form, and why."""
    if form is None:
        return ("form", "“Cách tính hạn” đang để trống: hãy chọn, hoặc xóa các ô hạn.") if given else None
    if "number" in given and form not in NUMBER:
        return (
            "number",
            f"“Số ngày làm việc” chỉ dùng với {_WITH_NUMBER}: hãy xóa ô này hoặc chọn lại cách tính hạn.",
        )
    if "on" in given and form not in ON:
        return "on", f"“Ngày hạn” chỉ dùng với {_WITH_DAY}: hãy xóa ô này hoặc chọn lại cách tính hạn."
    if form in ON and "on" not in given:
        return "on", f"“Ngày hạn” đang để trống: {REQUIREMENTS.column('due.on').help}"
    if form == "after_cutoff" and "number" not in given:
        return "number", "“Số ngày làm việc” đang để trống: hãy điền số ngày sau ngày chốt số liệu."
    return None


def _rule(form: str, given: dict[str, Any], path: Path, source: SheetSource) -> dict[str, Any] | None:
    rule: dict[str, Any] = {"last_day": True} if form == "last_day" else {}
    for part, value in given.items():
        name = field_of(part, form)
        try:
            rule[name] = _READERS[form](value) if part == "on" else value
        except ValueError as refused:
            source.places[path] = source.places[*path, name]
            source.spoil(source.places[path], str(refused))
            return None
    if rule.get("next_year") is False:
        del rule["next_year"]
    return rule
