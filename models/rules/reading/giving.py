"""Work that is given to people in words: "1 giao chị An, 2 giao anh Dũng", "giao hết cho chị An"."""

import re
import unicodedata
from dataclasses import dataclass

from models.rules.letters import bare
from models.rules.reading.lexicon import listed, patterns

_RE = patterns("giving")

_SHAPES = [pattern for name, pattern in listed("giving") if name == "shape"]


@dataclass(frozen=True)
class Gift:
    """Which numbers of a list go to whom; `numbers` None: all of them, or the only one that is spoken of. `name`:
    as typed, in small letters without diacritics and forms of address."""

    numbers: tuple[int, ...] | None
    name: str
    says_all: bool = False


def read_gifts(words: str) -> list[Gift] | None:
    """What is given to whom; None where any part of the words says something else."""
    parts = [part.strip(" ,.") for part in _RE.parts.split(bare(words)) if part and part.strip(" ,.")]
    gifts = [_gift(part, goes_on=n > 0) for n, part in enumerate(parts)]
    found = [gift for gift in gifts if gift is not None]
    return found if found and len(found) == len(gifts) else None


def given_at_end(words: str) -> tuple[str, str]:
    """What is to be done, and the name of whom it is given to at its end, as `Gift` has it ("" for nobody):
    "yêu cầu báo cáo trước 18/12, giao chị An"."""
    text = unicodedata.normalize("NFC", words)
    spelled = bare(text)
    found = _RE.at_the_end.search(spelled) if len(spelled) == len(text) else None
    if found is None:
        return words, ""
    return text[: found.start()], _RE.honorifics.sub("", found["who"].strip())


def called(name: str, people: list[str]) -> list[int]:
    """The places, among full names, of those whom a name means: by the given name, which stands last, where that
    fits; else by any words of the name."""
    wanted = name.split()
    spelled = [bare(each).split() for each in people]
    by_given = [n for n, each in enumerate(spelled) if each[-len(wanted) :] == wanted]
    return by_given or [n for n, each in enumerate(spelled) if set(wanted) <= set(each)]


def _gift(part: str, goes_on: bool) -> Gift | None:
    for shape in (*_SHAPES, _RE.goes_on) if goes_on else _SHAPES:
        if match := shape.fullmatch(part):
            found = match.groupdict()
            name = _RE.honorifics.sub("", found["who"].strip())
            numbers = _listed(found["numbers"]) if found.get("numbers") else None
            return Gift(numbers, name, says_all=bool(found.get("all"))) if name else None
    return None


def _listed(numbers: str) -> tuple[int, ...]:
    """ "1-3" and "1 den 3" are three, "1, 3" two."""
    out: list[int] = []
    for first, last in re.findall(r"(\d{1,2})(?:\s*(?:-|den)\s*(\d{1,2}))?", numbers):
        out += range(int(first), int(last or first) + 1)
    return tuple(dict.fromkeys(out))


def is_named_in(words: str, full_name: str) -> bool:
    """Whether words name a person, by the given name at least: "chuyển chị Lan làm" names Trần Thị Lan."""
    said = re.findall(r"\w+", bare(words))
    return bare(full_name).split()[-1] in said
