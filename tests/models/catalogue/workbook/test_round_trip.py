"""What goes out as a workbook comes back as it was, and what goes out as YAML too."""

import unicodedata
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.catalogue.document import Catalogue, DayEntry, NoteEntry
from models.catalogue.faults import CatalogueFaults
from models.catalogue.reading import (
    builtin_calendar,
    builtin_catalogue,
    read_catalogue,
    read_workbook,
)
from models.catalogue.workbook.writing import as_workbook
from models.catalogue.writing import as_yaml
from tests.models.catalogue.workbook.office import cells_of

AWKWARD = Path(__file__).parents[3] / "data" / "oai-oam.yaml"
FREE_TEXTS = {
    *("name", "short", "title", "hint", "position", "address", "note", "source", "text", "system", "reason"),
    *("opinion", "cause", "remedy", "explanation", "unit_as_named", "province", "id"),
}


def awkward() -> Catalogue:
    return read_catalogue(AWKWARD.read_bytes(), AWKWARD.name)


def there_and_back(catalogue: Catalogue, days: list[DayEntry]) -> tuple[Catalogue, list[DayEntry]]:
    read = read_workbook(as_workbook(catalogue, days, "xa.xlsx"), "xa.xlsx")
    return read.catalogue, read.days or []


@pytest.mark.parametrize("catalogue", [builtin_catalogue(), awkward()], ids=["built in", "awkward"])
def test_yaml_to_workbook_to_yaml_is_the_same_text(catalogue: Catalogue) -> None:
    read, days = there_and_back(catalogue, builtin_calendar())
    assert read == catalogue
    assert as_yaml(read) == as_yaml(catalogue)
    assert days == builtin_calendar()


@pytest.mark.parametrize("catalogue", [builtin_catalogue(), awkward()], ids=["built in", "awkward"])
def test_workbook_to_yaml_to_workbook_is_the_same_cells(catalogue: Catalogue) -> None:
    first = as_workbook(catalogue, builtin_calendar(), "xa.xlsx")
    through = read_catalogue(as_yaml(read_workbook(first, "xa.xlsx").catalogue), "xa.yaml")
    assert cells_of(as_workbook(through, builtin_calendar(), "xa.xlsx")) == cells_of(first)


def test_the_builtin_file_is_the_same_after_a_workbook() -> None:
    text = files("models.data").joinpath("tan-ky.yaml").read_text("utf-8")
    assert there_and_back(read_catalogue(text, "a.yaml"), [])[0] == read_catalogue(text, "a.yaml")


def with_texts(value: Any, texts: st.DataObject, words: st.SearchStrategy[str]) -> Any:
    """The plain value with other words in every place that takes any."""
    if isinstance(value, dict):
        return {
            name: texts.draw(words)
            if name in FREE_TEXTS and each and isinstance(each, str)
            else with_texts(each, texts, words)
            for name, each in value.items()
        }
    return tuple(with_texts(each, texts, words) for each in value) if isinstance(value, tuple) else value


def is_readable(text: str) -> bool:
    """Whether a catalogue takes it at all."""
    try:
        NoteEntry(id="I-01", concerns=("2025",), text=text)
    except ValueError:
        return False
    return True


ANY_TEXT = (
    st.text(
        st.one_of(
            st.sampled_from("=+-@'\t\n _x0041_;,/.–\u00a0\u200bé"),
            st.characters(
                exclude_categories=["Cs", "Cc"], exclude_characters="\u202a\u202b\u202c\u202d\u202e"
            ),
        ),
        min_size=1,
        max_size=30,
    )
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(is_readable)
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_words_are_lost_whatever_they_are(data: st.DataObject) -> None:
    plain = with_texts(awkward().model_dump(), data, ANY_TEXT)
    plain["notes"][0]["id"] += "a"
    plain["notes"][1]["id"] += "b"
    catalogue = Catalogue.model_validate(plain)
    assert there_and_back(catalogue, [])[0] == catalogue


@settings(max_examples=25, deadline=None)
@given(
    points=st.lists(st.decimals(0, "4999.99", places=2), min_size=2, max_size=2),
    number=st.integers(1, 60),
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)
def test_no_number_and_no_day_is_changed(points: list[Any], number: int, day: date) -> None:
    plain = awkward().model_dump()
    plain["sets"][0]["areas"][0].update(awarded=points[0], lost=points[1], max=sum(points))
    rules = [each["due"] for each in plain["requirements"] if each["due"]]
    next(rule for rule in rules if rule["after_cutoff"])["after_cutoff"] = number
    next(rule for rule in rules if rule["date"])["date"] = day
    next(rule for rule in rules if rule["after_letter"])["letters"] = (day,)
    catalogue = Catalogue.model_validate(plain)
    listed = [DayEntry(day=day, working=bool(number % 2), name="=Nghỉ", source="-", status="proposed")]
    assert there_and_back(catalogue, listed) == (catalogue, listed)


def test_a_text_that_no_cell_can_hold_is_refused_by_its_cell() -> None:
    catalogue = awkward()
    agency = catalogue.agency.model_copy(update={"province": "dài " * 10_000})
    with pytest.raises(
        CatalogueFaults, match=r"^xa\.xlsx, trang tính “Cơ quan” ô C2: Câu dài quá 32767 ký tự"
    ):
        as_workbook(catalogue.model_copy(update={"agency": agency}), [], "xa.xlsx")


def test_what_begins_like_a_formula_is_only_text_in_the_file() -> None:
    for sheet in cells_of(as_workbook(awkward(), [], "xa.xlsx")).values():
        for value, kind in sheet.values():
            assert kind != "f"
            assert not (isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")))
