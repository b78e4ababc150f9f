"""Writes docs/catalogue.md and docs/catalogue.schema.json, from the folder of the repository (`make manual`)."""

from pathlib import Path

from models.catalogue.manual.pages import manual
from models.catalogue.manual.schema import schema_text

Path("docs/catalogue.md").write_text(manual(), "utf-8")
Path("docs/catalogue.schema.json").write_text(schema_text(), "utf-8")
