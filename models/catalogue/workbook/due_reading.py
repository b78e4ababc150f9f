"""The cells of a date rule as the rule that a YAML file spells."""

from collections.abc import Callable, Mapping
from typing import Any

from models.catalogue.due_cells import NUMBER, ON, field_of
from models.catalogue.source import Path
from models.catalogue.words import CADENCES, DUE_FORMS, WEEKDAYS
from models.catalogue.workbook.cells import DAY, WEEKDAY, WHOLE, Scalar, year_days
from models.catalogue.workbook.due_words import EXAMPLES, understood
from models.catalogue.workbook.layout import REQUIREMENTS
from models.catalogue.workbook.sheet_source import SheetSource
from models.catalogue.workbook.table import SheetRow

_READERS: dict[str, Callable[[Scalar], Any]] = {
    "day": WHOLE.read,
    "dates": year_days,
    "weekday": WEEKDAY.read,
    "date": DAY.read,
}
_WITH_NUMBER = " hoặc ".join(f"“{DUE_FORMS[form]}”" for form in NUMBER)
_WITH_DAY = ", ".join(f"“{word}”" for form, word in DUE_FORMS.items() if form in ON)
_MEND = "hãy xóa ô này hoặc chọn lại cách tính hạn."
_NUMBER_ELSEWHERE = f"“Số ngày làm việc” chỉ dùng với {_WITH_NUMBER}: {_MEND}"
_DAY_ELSEWHERE = f"“Ngày hạn” chỉ dùng với {_WITH_DAY}: {_MEND}"
_NO_DAY = f"“Ngày hạn” đang để trống: {REQUIREMENTS.column('due.on').help}"
_NUMBER_TWICE = "Số ngày làm việc đã ghi trong “Ngày hạn”: hãy xóa ô này."
_NO_NUMBER = "“Số ngày làm việc” đang để trống: hãy điền số ngày sau ngày chốt số liệu."
_OF_THE_CASE = "Việc theo từng hồ sơ lấy hạn của hồ sơ: hãy xóa ô này."


def rule_of(row: SheetRow, path: Path, source: SheetSource, year: int | None) -> dict[str, Any] | None:
    """The rule of a row, None where it has none; what does not fit together goes to the source. Without a way to
    count, the cadence and the cells tell it; `year` is for a day that names none."""
    given, places = _of_due(row.values), source.places
    places[path] = row.cell("due.form" if "form" in given else "due.on")
    try:
        form = given.pop("form", None) or _told(row, given, year)
        _check(form, given)
    except _Misfit as wrong:
        place = places[path] = row.cell(f"due.{wrong.part}")
        source.spoil(place, str(wrong))
        return None
    for part, place in _of_due(row.places).items():
        places[*path, field_of(part, form or "")] = place
    return _rule(form, given, path, source) if form else None


class _Misfit(Exception):
    """A part of a rule that no way to count can be told from."""

    def __init__(self, part: str, sentence: str) -> None:
        super().__init__(sentence)
        self.part = part


def _told(row: SheetRow, given: dict[str, Any], year: int | None) -> str | None:
    """How it counts, told by the cadence and the cells that are filled; what the day says goes to `given`."""
    cadence = row.get("cadence")
    if cadence == "per_case" and given:
        raise _Misfit(next(iter(given)), _OF_THE_CASE)
    if cadence in (None, "per_case"):
        given.clear()
        return None
    if "on" in given:
        return _told_by_the_day(cadence, given, year)
    if "number" in given:
        return "after_cutoff" if "cutoff" in row.values else "last_day"
    raise _Misfit("on", f"“Ngày hạn” đang để trống: việc {CADENCES[cadence]} thì viết {EXAMPLES[cadence]}.")


def _told_by_the_day(cadence: str, given: dict[str, Any], year: int | None) -> str:
    try:
        found = understood(cadence, given.pop("on"), year)
    except ValueError as refused:
        raise _Misfit("on", str(refused)) from None
    if "number" in given and "number" in found:
        raise _Misfit("number", _NUMBER_TWICE)
    given.update(found)
    form: str = given.pop("form")
    return form


def _of_due(cells: Mapping[str, Any]) -> dict[str, Any]:
    return {key.removeprefix("due."): each for key, each in cells.items() if key.startswith("due.")}


def _check(form: str | None, given: dict[str, Any]) -> None:
    """Raises _Misfit for the part that does not fit the form."""
    number, on = "number" in given, "on" in given
    wrong = {
        ("number", _NUMBER_ELSEWHERE): number and form not in NUMBER,
        ("on", _DAY_ELSEWHERE): on and form not in ON,
        ("on", _NO_DAY): form in ON and not on,
        ("number", _NO_NUMBER): form == "after_cutoff" and not number,
    }
    for fault, found in wrong.items():
        if found and form:
            raise _Misfit(*fault)


def _rule(form: str, given: dict[str, Any], path: Path, source: SheetSource) -> dict[str, Any] | None:
    rule: dict[str, Any] = {"last_day": True} if form == "last_day" else {}
    for part, value in given.items():
        name = field_of(part, form)
        try:
            rule[name] = _READERS[form](value) if _is_a_cell(part, form, value) else value
        except ValueError as refused:
            place = source.places[path] = source.places[*path, name]
            source.spoil(place, str(refused))
            return None
    if rule.get("next_year") is False:
        del rule["next_year"]
    return rule


def _is_a_cell(part: str, form: str, value: Any) -> bool:
    """Whether a day is still to be read: one told by its cadence has been."""
    read = isinstance(value, tuple) or (form == "weekday" and value in WEEKDAYS)
    return part == "on" and not read
