"""What the code asks of the words, phrases and patterns is there, and nothing is there that nobody asks for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.rules.reading import deciding, lexicon, lying
from models.rules.reading.lexicon import Patterns, entries, patterns

ROOM = Path(lexicon.__file__).parent
MODULES = {path.stem: ast.parse(path.read_text("utf-8")) for path in ROOM.glob("*.py")}
# Sections whose patterns are gone through one by one.
LISTED = {"asked", "days", "away spelled out"}


def sections(file: str) -> list[str]:
    return re.findall(r"^\[(.+)\]$", (ROOM / file).read_text("utf-8"), re.M)


def named() -> dict[str, str]:
    """The section that each name in the modules which is bound to patterns stands for: by module and name."""
    found = {}
    for module, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("patterns("):
                call = node.value
                assert isinstance(call, ast.Call) and isinstance(call.args[0], ast.Constant)
                found[f"{module}.{ast.unparse(node.targets[0])}"] = str(call.args[0].value)
    return found


def asked_for() -> Iterator[tuple[str, str]]:
    """Each section with the name of a pattern that the code asks of it."""
    where = named()
    everywhere = {"NEAR": "near", "like": "titled"}
    for module, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                section = where.get(f"{module}.{node.value.id}") or everywhere.get(node.value.id)
                if section:
                    yield section, node.attr


def test_every_pattern_is_asked_for_and_every_one_that_is_asked_for_is_there() -> None:
    text = (ROOM / "patterns.txt").read_text("utf-8")
    there = {
        (section, name)
        for section in set(sections("patterns.txt")) - LISTED
        for name, _ in entries("patterns.txt", section)
        if not name.isupper() and name != "shape" and f"{{{name}}}" not in text
    }
    asked = set(asked_for())
    assert there - asked == set()
    assert [each for each in asked if each[1] not in dict(entries("patterns.txt", each[0]))] == []


@pytest.mark.parametrize("file", ["words.txt", "phrases.txt"])
def test_every_section_is_read_somewhere(file: str) -> None:
    code = "\n".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))
    places = ("clerk", "unit_head", "leader", "drafting")
    assert [each for each in sections(file) if f'"{each}"' not in code and each not in places] == []


def test_every_section_of_phrases_that_is_asked_for_is_there() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))
    asked = {*re.findall(r'(?:says|phrases)\("([^"]+)"\)', code), *deciding.GUARDS, *lying._PLACES}
    assert asked - set(sections("phrases.txt")) == set()


def test_a_pattern_that_is_not_there_is_named() -> None:
    with pytest.raises(AttributeError, match=r"patterns\.txt has no 'nothing'"):
        _ = Patterns({}).nothing
    assert patterns("near").bare.match(" 27 ", 1)
