"""What was read of a file that tells of citizens, without what may name one (Law 91/2025/QH15)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from models.rules.inspection.findings import Found
from models.rules.inspection.reading import FileRead

# From a signer's name to the name that may be kept.
Shown: TypeAlias = Callable[[str], str]
LEFT_OUT = "…"
# The facts of findings that repeat words of the document, and what stands for them.
_WORDS: Mapping[str, str] = {
    "subject": "",
    "type_name": "",
    "symbol": "",
    "name": "",
    "field": "",
    "heading": LEFT_OUT,
    "body": LEFT_OUT,
    "above": LEFT_OUT,
}


def hidden_read(read: FileRead, shown: Shown) -> FileRead:
    """Type, number, date and moments stay; no words of the document do."""
    return read.model_copy(
        update={
            "document": read.document.model_copy(
                update={"subject": "", "type_name": "", "symbol": "", "body": "", "body_above": ""}
            ),
            "signatures": tuple(
                each.model_copy(update={"name": shown(each.name)}) for each in read.signatures
            ),
            "pages": (),
        }
    )


def hidden_findings(found: Iterable[Found], shown: Shown) -> list[Found]:
    """The same findings, without words of the document."""
    return [replace(each, facts=hidden_facts(each.facts, shown)) for each in found]


def hidden_facts(facts: Mapping[str, Any], shown: Shown) -> dict[str, Any]:
    """The facts of one finding, without words of the document; what a check looks for is none."""
    hidden = {name: _WORDS.get(name, value) for name, value in facts.items()}
    if "signatures" in hidden:
        hidden["signatures"] = [
            {**each, "name": shown(each["name"]), "field": ""} for each in hidden["signatures"]
        ]
    return hidden
