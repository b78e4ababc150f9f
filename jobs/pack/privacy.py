"""Words without the names of persons, for the edition that leaves the house."""

import re
from collections.abc import Iterable

_FORMS = r"(?:anh|chị|em|cô|chú|bác|ông|bà|đồng chí|đ/c)"
_LEFT_OUT = "…"


def without_names(text: str, names: Iterable[str]) -> str:
    """Each of these full names, and its last word after a form of address, as "…"."""
    for name in sorted(names, key=len, reverse=True):
        full, given = re.escape(name), re.escape(name.split()[-1])
        named = rf"(?<!\w)(?:(?:{_FORMS}\s+)?{full}|{_FORMS}\s+{given})(?!\w)"
        text = re.sub(named, _LEFT_OUT, text, flags=re.IGNORECASE)
    return text
