"""The words and patterns of the reader are data, beside this file: to teach it a word, add it there.

`words.txt` tells how words are spelled, `phrases.txt` what is said of a deed (its head explains the signs),
`patterns.txt` what stands around days, numbers and names. In each, "[name]" opens a section, an entry is
"key = value" or a key alone, an indented line goes on with the one before, "#" begins a comment.

A pattern is a regular expression of folded words: "_" is a blank (and no other blank counts), "{name}" another
entry of its section, and what is written in capitals is only a part of others.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from models.rules.letters import bare

Entry = tuple[str, str]
_PART = re.compile(r"\{([A-Za-z][\w-]*)\}|_")


class Patterns:
    """The compiled patterns of a section, each an attribute."""

    def __init__(self, found: Mapping[str, re.Pattern[str]]) -> None:
        self.__dict__.update(found)

    def __getattr__(self, name: str) -> re.Pattern[str]:
        raise AttributeError(f"patterns.txt has no {name!r} where it is looked for")


@cache
def _sections(file: str) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for line in (files("models.rules.reading") / file).read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found[line.strip("[]")] = []
        elif line.startswith(" "):
            key, value = section.pop()
            section.append((key, f"{value} {line.strip()}".strip()))
        elif line and not line.startswith("#"):
            key, _, value = line.partition(" =")
            section.append((key, value.strip()))
    return found


def entries(file: str, section: str) -> list[Entry]:
    """The entries of a section in their order; raises KeyError where there is no such section."""
    return _sections(file)[section]


def word_set(section: str) -> frozenset[str]:
    """The words that a section of words.txt lists."""
    return frozenset(" ".join(" ".join(entry) for entry in entries("words.txt", section)).split())


def bare_word_set(section: str) -> frozenset[str]:
    """The same without marks."""
    return frozenset(map(bare, word_set(section)))


def patterns(section: str, parts: Mapping[str, str] | None = None) -> Patterns:
    """The patterns of a section; `parts` are parts that the code makes."""
    return Patterns(dict(listed(section, parts)))


def listed(section: str, parts: Mapping[str, str] | None = None) -> list[tuple[str, re.Pattern[str]]]:
    """The same one by one, in their order, where a name may stand more than once."""
    spelled = dict(parts or {})
    found = []
    for name, value in entries("patterns.txt", section):
        spelled[name] = _PART.sub(lambda part: spelled[part[1]] if part[1] else " ", "".join(value.split()))
        if not name.isupper():
            found.append((name, re.compile(spelled[name])))
    return found
