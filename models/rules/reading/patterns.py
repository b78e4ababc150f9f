"""A small language for phrases, so that they can be written as they are spoken, in phrases.txt: its head tells the
signs. A phrase is brought to the form of `fold`.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from models.rules.reading.fold import spell_phrase
from models.rules.reading.lexicon import entries

Phrases: TypeAlias = tuple[re.Pattern[str], ...]

_CLASSES = dict(entries("phrases.txt", "classes"))
_WORD = r"(?![,?])\S+ "
_GAPS = {"…": f"(?:{_WORD}){{0,4}}?", "……": f"(?:{_WORD}){{0,60}}?"}


@cache
def phrases(section: str) -> Phrases:
    """The phrases of a section; raises KeyError for a section or a class that does not exist."""
    sources = (" ".join(entry) for entry in entries("phrases.txt", section))
    return tuple(re.compile("(?<= )" + "".join(map(_element, source.split()))) for source in sources)


def occurs(phrases: Phrases, line: str) -> bool:
    """Whether a phrase of the list occurs in a folded line or clause, which begins and ends with ", "."""
    return any(phrase.search(line) for phrase in phrases)


def _element(element: str) -> str:
    if element in _GAPS:
        return _GAPS[element]
    if element in "^$":
        return "(?<=, )" if element == "^" else r"(?=[,?] )"
    if element.startswith("!"):
        return f"(?!{_choice(element[1:])})"
    if element.endswith("?") and len(element) > 1:
        return f"(?:{_choice(element[:-1])})?"
    return f"(?:{_choice(element)})"


def _choice(element: str) -> str:
    return "|".join(word for name in element.split("|") for word in _words(name))


def _words(name: str) -> Iterable[str]:
    if name.startswith("{"):
        return [word for each in _CLASSES[name.strip("{}")].split() for word in _words(each)]
    if name == "$":
        return [r"(?=[,?] )"]
    return [re.escape(name if name.startswith("<") else spell_phrase(name.replace("_", " "))) + " "]
