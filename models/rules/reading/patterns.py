"""A small language for phrases, so that they can be written as they are spoken.

A pattern is words with diacritics, brought to the form of `fold`. `…` is up to four further words of the clause
(`……` any number),
`a|b_c` one of several (an underscore joins words), `{NAME}` one of a class of `phrases`, a trailing `?` makes an
element optional, a leading `!` means "not followed by", `^` and `$` are the edges of a clause.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.rules.reading.fold import spell_phrase

_TAKEN = re.compile(r"<(?:doc|old|cited|ahead|today|vague|current|past|aside)>")
_WORD = r"(?![,?])\S+ "
_GAPS = {"…": f"(?:{_WORD}){{0,4}}?", "……": f"(?:{_WORD})*?"}


@dataclass(frozen=True)
class Pattern:
    """A phrase that can be looked for in a folded line."""

    source: str
    regex: re.Pattern[str]

    def found(self, line: str) -> bool:
        """Whether the phrase occurs in a line or clause that begins and ends with ", "."""
        return self.regex.search(line) is not None


def compile_all(sources: Iterable[str], classes: Mapping[str, str]) -> tuple[Pattern, ...]:
    """The patterns of a list; raises KeyError for a class that does not exist."""
    return tuple(Pattern(source, re.compile("(?<= )" + _regex(source, classes))) for source in sources)


def first(patterns: Iterable[Pattern], line: str) -> Pattern | None:
    """The first pattern of the list that occurs in the line."""
    return next((pattern for pattern in patterns if pattern.found(line)), None)


def without(patterns: Iterable[Pattern], line: str, mark: str) -> str:
    """The line with every such phrase replaced by a mark, so that its words no longer count; its dates and
    documents stay."""
    for pattern in patterns:
        line = pattern.regex.sub(lambda match: f"{' '.join([mark, *_TAKEN.findall(match[0])])} ", line)
    return line


def _regex(source: str, classes: Mapping[str, str]) -> str:
    return "".join(_element(element, classes) for element in source.split())


def _element(element: str, classes: Mapping[str, str]) -> str:
    if element in _GAPS:
        return _GAPS[element]
    if element in "^$":
        return "(?<=, )" if element == "^" else r"(?=[,?] )"
    if element.startswith("!"):
        return f"(?!{_choice(element[1:], classes)})"
    if element.endswith("?") and len(element) > 1:
        return f"(?:{_choice(element[:-1], classes)})?"
    return f"(?:{_choice(element, classes)})"


def _choice(element: str, classes: Mapping[str, str]) -> str:
    return "|".join(word for name in element.split("|") for word in _words(name, classes))


def _words(name: str, classes: Mapping[str, str]) -> Iterable[str]:
    if name.startswith("{"):
        return [word for each in classes[name.strip("{}")].split() for word in _words(each, classes)]
    if name == "*":
        return [_WORD]
    if name == "$":
        return [r"(?=[,?] )"]
    return [re.escape(name if name.startswith("<") else spell_phrase(name.replace("_", " "))) + " "]
