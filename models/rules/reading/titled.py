"""The words by which an answer calls its items, and what it says of each: "giải ngân thì thứ 5"."""

import re
from collections.abc import Iterator

from models.rules.letters import bare
from models.rules.reading.lexicon import Patterns, listed, patterns

REST = "còn lại"
"""What calls all that neither number nor name picks."""

_MARKED = patterns("titled")


def _plain(pattern: str) -> str:
    """A pattern with its words without marks; \\S stays \\S."""
    return re.sub(r"[^\W\d_A-Z]+", lambda word: bare(word[0]), pattern)


_PLAIN = Patterns({name: re.compile(_plain(each.pattern)) for name, each in listed("titled")})


def calls(typed: str) -> Iterator[tuple[str, str]]:
    """The words, in small letters, that call something with what is said of it, part by part; a part that calls
    nothing belongs to the one before."""
    like = _PLAIN if typed == bare(typed) else _MARKED
    found: list[tuple[str, str]] = []
    for part in filter(None, (each.strip() for each in like.next.split(typed))):
        opened = like.opens.match(part)
        match = like.call.fullmatch(part, opened.end() if opened else 0)
        if match and not like.goes_on.match(part):
            found.append((match["name"].strip(" :"), match["said"].strip()))
        elif found:
            name, said = found[-1]
            found[-1] = (name, f"{said}, {part}")
    yield from found
