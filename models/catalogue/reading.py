"""Reads catalogue and calendar files: every fault at once, or the whole content as values."""

from importlib.resources import files
from typing import TypeVar

from pydantic import ValidationError

from models.catalogue.checks import check
from models.catalogue.document import Calendar, Catalogue, DayEntry
from models.catalogue.entry import Entry
from models.catalogue.faults import CatalogueFaults
from models.catalogue.sentences import sentences
from models.catalogue.source import Source, read_source

BUILTIN_CATALOGUE = "tan-ky.yaml"
BUILTIN_CALENDAR = "working-days.yaml"

Kind = TypeVar("Kind", bound=Entry)


def read_catalogue(content: str | bytes, name: str) -> Catalogue:
    """The catalogue in a YAML file called `name`; raises CatalogueFaults with all that is wrong."""
    return _read(Catalogue, content, name)


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


def _read(model: type[Kind], content: str | bytes, name: str) -> Kind:
    source = read_source(content, name)
    read = _shaped(model, source)
    check(source)
    if read is None or source.faults:
        raise CatalogueFaults(source.faults)
    return read


def _shaped(model: type[Kind], source: Source) -> Kind | None:
    if not isinstance(source.value, dict):
        parts = ", ".join(model.model_fields)
        source.refuse((), f"Tệp không đúng dạng: phải gồm các mục {parts}, mỗi mục một dòng “tên:”.")
        return None
    try:
        return model.model_validate(source.value)
    except ValidationError as error:
        for finding in error.errors():
            for sentence in sentences(finding):
                source.refuse(finding["loc"], sentence)
        return None
