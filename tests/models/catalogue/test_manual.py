"""The format is described once, and nothing that is made of the description is stale."""

import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
from openpyxl import load_workbook
from pydantic import TypeAdapter

from models.catalogue.document import Catalogue
from models.catalogue.manual.fields import FIELDS
from models.catalogue.manual.pages import LEAST, manual
from models.catalogue.manual.recipes import RECIPES, Recipe
from models.catalogue.manual.schema import schema, schema_text
from models.catalogue.reading import builtin_catalogue, read_catalogue, read_content
from models.catalogue.source import read_source
from models.catalogue.values import (
    CadenceName,
    FormulaKind,
    ItemKindName,
    RoleName,
    ScoringName,
    ShiftName,
    WeekdayName,
)
from models.catalogue.workbook.layout import SHEETS
from models.catalogue.workbook.template import PARTS, heading, template
from models.catalogue.writing import as_yaml, in_a_line

ROOT = Path(__file__).parents[3]
OF_FOUR_AREAS = ", ".join(f'{{code: "{area}.1", title: Một}}' for area in range(1, 5))
AWKWARD = ROOT / "tests" / "data" / "oai-oam.yaml"
STALE = "stale: run make manual"


def test_what_is_written_is_what_the_program_describes() -> None:
    assert (ROOT / "docs/catalogue.md").read_text("utf-8") == manual(), STALE
    assert (ROOT / "docs/catalogue.schema.json").read_text("utf-8") == schema_text(), STALE


def test_every_field_of_every_entry_is_described_and_no_other() -> None:
    parts = {"Catalogue", *schema()["$defs"]} & {model.__name__ for model in FIELDS}
    assert parts == {model.__name__ for model in FIELDS} - {"DayEntry"}
    assert {name for name in schema()["$defs"] if "properties" in schema()["$defs"][name]} <= parts
    for model, fields in FIELDS.items():
        assert fields.keys() == model.model_fields.keys(), model.__name__


def test_what_is_not_compulsory_may_be_left_out() -> None:
    content = read_content(LEAST.encode(), "xa.yaml", year=2026)
    assert content.catalogue.requirements[0].code == "1.1-bao-cao-cai-cach-hanh-chinh"
    assert faults(LEAST) == []
    for compulsory in ("    unit: Văn phòng HĐND và UBND\n", "    cadence: monthly\n"):
        assert faults(LEAST.replace(compulsory, ""))
    assert faults(LEAST.replace("title: Báo", "short: Báo"))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.says)
def test_what_tables_of_criteria_say_is_written_so(recipe: Recipe) -> None:
    one, fields = '{code: "1.1", title: Một', recipe.fields
    sets = {
        "set": f"criteria: [{OF_FOUR_AREAS}], {fields}",
        "criteria": f"criteria: {fields}",
        "criterion": f"criteria: [{one}, {fields}}}]",
    }
    monthly = "" if "cadence" in fields else "cadence: monthly, due: {day: 25}"
    own = ", ".join(filter(None, (monthly, fields if recipe.of == "requirement" else "")))
    text = f"""\
agency: {{name: UBND xã Nghĩa Đồng}}
units: [{{code: VP, name: Văn phòng}}]
sets: [{{{sets.get(recipe.of, f"criteria: [{one}}}]")}}}]
requirements: [{{title: Báo cáo, unit: VP, {own}}}]
"""
    assert read_content(text.encode(), "xa.yaml", year=2026).catalogue.requirements
    assert faults(text) == []


def test_every_example_fits_its_field_and_every_closed_list_is_told() -> None:
    written = manual()
    for model, fields in FIELDS.items():
        for name, said in fields.items():
            field = model.model_fields[name]
            if said.example is not None and name != "severity":
                value = read_source(f"x: {in_a_line(said.example)}", "a.yaml").value
                kind = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
                assert isinstance(value, dict)
                TypeAdapter(kind).validate_python(value["x"], strict=True)
    for closed in (CadenceName, RoleName, ItemKindName, ShiftName, WeekdayName, FormulaKind, ScoringName):
        assert [each for each in get_args(closed) if not re.search(rf"\b{each}\b", written)] == []


@pytest.mark.parametrize(
    "catalogue",
    [builtin_catalogue(), read_catalogue(AWKWARD.read_bytes(), "a.yaml")],
    ids=["built in", "awkward"],
)
def test_the_schema_takes_what_the_reader_takes(catalogue: Catalogue) -> None:
    assert faults(as_yaml(catalogue)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    cadence: monthly", "    cadence: monthly\n    cutof: 14"),
        ("cadence: monthly", "cadence: daily"),
        ("day: 25", "day: 32"),
        ("name: UBND xã Nghĩa Đồng", "province: Nghệ An"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(old: str, new: str) -> None:
    assert faults(LEAST.replace(old, new))


def test_the_template_explains_every_column_of_every_sheet() -> None:
    book = load_workbook(io.BytesIO(template()))
    guide = {(row[0], row[1]) for row in book["Hướng dẫn"].iter_rows(values_only=True)}
    assert {(sheet.name, column.heading) for sheet in SHEETS for column in sheet.readable} <= guide
    explained = [str(cell) for row in book["Hướng dẫn"].iter_rows(values_only=True) for cell in row]
    assert not [each for each in explained if re.search("tan-ky|Tân Kỳ|nghean", each)], "the example's name"
    assert book.sheetnames == [*(part.sheet.name for part in PARTS), "Hướng dẫn"]
    for part in PARTS:
        headings = [cell.value for cell in book[part.sheet.name][1]]
        assert headings == [heading(part, column) for column in part.columns]


def faults(text: str) -> list[str]:
    """What the schema says of a file, by as much of JSON Schema as it uses."""
    made = schema()
    return list(_faults(_as_json(read_source(text, "a.yaml").value), made, made["$defs"]))


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _as_json(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return list(map(_as_json, value))
    return (
        float(value)
        if isinstance(value, Decimal)
        else value
        if isinstance(value, str | int | float | None)
        else str(value)
    )


_TYPES = {
    "string": str,
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
    "number": (int, float),
    "integer": int,
}


def _faults(value: Any, part: dict[str, Any], parts: dict[str, Any]) -> list[str]:
    if "$ref" in part:
        return _faults(value, parts[part["$ref"].rpartition("/")[2]], parts)
    if "anyOf" in part:
        found = [_faults(value, each, parts) for each in part["anyOf"]]
        return [] if [] in found else min(found, key=len)
    own = _own_faults(value, part)
    if own or not isinstance(value, dict | list):
        return own
    if isinstance(value, list):
        return [each for child in value for each in _faults(child, part.get("items", {}), parts)]
    named, others = part.get("properties", {}), part.get("additionalProperties", {})
    missing = [f"no {name}" for name in part.get("required", ()) if name not in value]
    strange = [f"strange {name}" for name in value if name not in named and others is False]
    inner = [
        each
        for name, child in value.items()
        for each in _faults(child, named.get(name) or (others or {}), parts)
    ]
    return missing + strange + inner


def _own_faults(value: Any, part: dict[str, Any]) -> list[str]:
    kind = _TYPES.get(part.get("type", ""), object)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    sound = (
        isinstance(value, kind) and (part.get("type") not in ("number", "integer") or is_number),
        value in part.get("enum", [value]),
        value == part.get("const", value),
        not is_number or part.get("minimum", value) <= value <= part.get("maximum", value),
        not isinstance(value, str) or re.search(part.get("pattern", ""), value) is not None,
        not isinstance(value, list | str) or len(value) >= part.get("minItems", part.get("minLength", 0)),
    )
    return [] if all(sound) else [f"{value!r} is not {part}"]
