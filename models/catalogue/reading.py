"""Reads catalogue and calendar files: every fault at once, or the whole content as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import ValidationError

from models.catalogue.checks import check
from models.catalogue.defaults import Assumed, Known, fill
from models.catalogue.document import Calendar, Catalogue, DayEntry
from models.catalogue.entry import Entry
from models.catalogue.faults import THE_FILE, CatalogueFaults, Fault
from models.catalogue.sentences import sentences
from models.catalogue.source import Path, Source, read_source
from models.catalogue.workbook.grid import is_workbook
from models.catalogue.workbook.reading import Current, read_tree
from models.catalogue.workbook.since import conflict, days_kept, marks
from models.catalogue.workbook.whole_years import whole_years

BUILTIN_CATALOGUE = "tan-ky.yaml"
BUILTIN_AGENCY = "tan-ky"
BUILTIN_CALENDAR = "working-days.yaml"

# What is called a table and holds text: a page of the web, values between commas.
_TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_NO_TABLE = (
    "Tệp mang tên bảng tính nhưng bên trong là văn bản (trang web, CSV): hãy mở bằng Excel và lưu lại dạng Excel "
    "Workbook (.xlsx)."
)

SomeEntry = TypeVar("SomeEntry", bound=Entry)


@dataclass(frozen=True)
class Content:
    """What a file says. `days` is None where it has no calendar.

    `whole`: it was written from all there is, so what it leaves blank is meant to be blank. `assumed`: what it did
    not say and was filled in.
    """

    catalogue: Catalogue
    days: list[DayEntry] | None = None
    whole: bool = False
    assumed: tuple[Assumed, ...] = ()


def read_content(
    content: bytes, name: str, current: Current | None = None, year: int | None = None
) -> Content:
    """A catalogue file of either kind, told by its content; raises CatalogueFaults with all that is wrong.

    `year` is the scoring year, for a file that names none.
    """
    if is_workbook(content):
        return read_workbook(content, name, current, year)
    if name.lower().endswith(_TABLES):
        raise CatalogueFaults([Fault(name, THE_FILE, _NO_TABLE)])
    catalogue, assumed = _catalogue(content, name, year)
    return Content(catalogue, assumed=assumed)


def read_workbook(
    content: bytes, name: str, current: Current | None = None, year: int | None = None
) -> Content:
    """An Excel workbook; sheets and columns that it leaves out stay as in `current`. Raises CatalogueFaults."""
    source = read_tree(content, name, current, year)
    current = None if source.is_anothers else current
    known = Known(current[0], source.spoken) if current else None
    assumed = fill(source, year, known)
    catalogue, named = _catalogue_and_days(source)
    there = [each.day for each in current[1]] if current else []
    if named and not source.kept:
        named = (*named, *_others(named))
    read = whole_years(named, there, days_kept(source.kept))
    if current and (sentence := conflict(source.kept, marks(*current), marks(catalogue, read))):
        raise CatalogueFaults([Fault(name, THE_FILE, sentence)])
    return Content(catalogue, read or None, whole=True, assumed=assumed)


def _catalogue_and_days(source: Source) -> tuple[Catalogue, tuple[DayEntry, ...]]:
    """What a workbook says, filled in; raises CatalogueFaults."""
    tree = dict(source.value) if isinstance(source.value, dict) else {}
    days = tree.pop("days", ())
    catalogue = _shaped(Catalogue, tree, source)
    calendar = _shaped(Calendar, {"days": days}, source) if days else None
    check(source)
    if catalogue is None or source.faults:
        raise CatalogueFaults(source.faults)
    return catalogue, calendar.days if calendar else ()


def _others(named: Sequence[DayEntry]) -> list[DayEntry]:
    """The days that come with the program, for an office that names a few of its own: each time it loads them."""
    known = {each.day for each in named}
    return [each for each in builtin_calendar() if each.day not in known]


def read_catalogue(content: str | bytes, name: str) -> Catalogue:
    """The catalogue in a YAML file called `name`; raises CatalogueFaults with all that is wrong."""
    return _catalogue(content, name, None)[0]


def _catalogue(content: str | bytes, name: str, year: int | None) -> tuple[Catalogue, tuple[Assumed, ...]]:
    source = read_source(content, name)
    assumed = fill(source, year)
    return _judged(Catalogue, source), assumed


def read_calendar(content: str | bytes, name: str) -> list[DayEntry]:
    """The days of a calendar file, in its order; raises CatalogueFaults with all that is wrong."""
    return list(_read(Calendar, content, name).days)


def builtin_catalogue() -> Catalogue:
    """The catalogue of Tân Kỳ that comes with the program (report 119/BC-UBND)."""
    return read_catalogue(_packaged(BUILTIN_CATALOGUE), BUILTIN_CATALOGUE)


def builtin_calendar() -> list[DayEntry]:
    """The working days that come with the program: 2026 as decided, 2027 as computed."""
    return read_calendar(_packaged(BUILTIN_CALENDAR), BUILTIN_CALENDAR)


def _packaged(name: str) -> bytes:
    return files("models.data").joinpath(name).read_bytes()


def _read(model: type[SomeEntry], content: str | bytes, name: str) -> SomeEntry:
    return _judged(model, read_source(content, name))


def _judged(model: type[SomeEntry], source: Source) -> SomeEntry:
    read = _shaped(model, source.value, source)
    check(source)
    if read is None or source.faults:
        raise CatalogueFaults(source.faults)
    return read


def _shaped(model: type[SomeEntry], value: object, source: Source) -> SomeEntry | None:
    if not isinstance(value, dict):
        parts = ", ".join(model.model_fields)
        source.refuse((), f"Tệp không đúng dạng: phải gồm các mục {parts}, mỗi mục một dòng “tên:”.")
        return None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        _refuse(error, source)
        _look_behind(model, value, error, source)
        return None


def _refuse(error: ValidationError, source: Source, only: str | None = None) -> None:
    for finding in error.errors():
        if only in (None, finding["type"]):
            for sentence in sentences(finding):
                source.refuse(finding["loc"], sentence)


# What no other value of an entry depends on: a broken one may hide a fault of the entry as a whole.
_STAND_INS: dict[Any, object] = dict.fromkeys(
    ("title", "short", "name", "reason", "unit", "hint", "source", "opinion", "cause", "remedy", "note"), "x"
) | {"status": "proposed", "shift": "earlier", "required": True}

_ANY_FORMULA = {"kind": "manual", "confidence": "low", "note": "x"}


def _look_behind(model: type[SomeEntry], value: object, error: ValidationError, source: Source) -> None:
    """Finds what an entry's broken values hid: pydantic judges an entry as a whole only when each part is sound."""
    for finding in error.errors():
        value = _mended(value, finding["loc"])
    try:
        model.model_validate(value)
    except ValidationError as behind:
        _refuse(behind, source, only="value_error")


def _mended(value: object, path: Path) -> object:
    """The value with a sound one at `path`, where there is one to stand in."""
    if not path:
        return value
    head, rest = path[0], path[1:]
    if isinstance(value, dict):
        return value | _mended_part(value, head, rest)
    if rest and isinstance(value, tuple) and isinstance(head, int):
        parts = list(value)
        parts[head] = _mended(value[head], rest)
        return tuple(parts)
    return value


def _mended_part(entry: dict[Any, object], name: int | str, rest: Path) -> dict[Any, object]:
    """What of an entry a sound value stands in for: nothing where there is none."""
    if name == "formula":
        return {name: _ANY_FORMULA}
    if rest:
        return {name: _mended(entry[name], rest)} if name in entry else {}
    if name == "kind" and "note" not in entry:
        return {name: "attachment"}
    return {name: _STAND_INS[name]} if name in _STAND_INS else {}
