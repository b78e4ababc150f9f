"""The format as a JSON Schema, for editors that check a file while it is written."""

import json
from typing import Any

from models.catalogue.document import Catalogue
from models.catalogue.manual.fields import FIELDS, Said


def schema_text() -> str:
    """The schema's file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """What the reader takes: of a field that it fills in none is required."""
    made = Catalogue.model_json_schema()
    made |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Nhắc Việc catalogue"}
    parts = {"Catalogue": made} | made["$defs"]
    for model, fields in FIELDS.items():
        if model.__name__ in parts:  # days have a file of their own
            _describe(parts[model.__name__], fields)
    return made


def _describe(part: dict[str, Any], fields: dict[str, Said]) -> None:
    for name, said in fields.items():
        part["properties"][name]["description"] = said.what
    required = [name for name in part.get("required", ()) if not fields[name].default]
    part.pop("required", None)
    if required:
        part["required"] = required
