"""Words without the names of persons, for the edition that leaves the house."""

import re
from collections.abc import Iterable

_FORMS = r"(?:anh|chị|em|cô|chú|bác|ông|bà|đồng chí|đ/c)"
# A word that is written as a name.
_NAME = rf"[{''.join(filter(str.isupper, map(chr, range(0x1EFF))))}]\w*"
# After a capital form one such word is rather a place: "Bà Rịa".
_ADDRESSED = re.compile(
    rf"(?<!\w)(?:{_FORMS}(?:\s+{_NAME}){{1,5}}|(?!{_FORMS})(?i:{_FORMS})(?:\s+{_NAME}){{2,5}})(?!\w)"
)
_LEFT_OUT = "…"


def without_names(text: str, names: Iterable[str]) -> str:
    """Each of these full names, and its last word after a form of address, as "…"; so also whatever is written as a
    name after such a form. A name that stands by itself, and is none of these, is not known for one."""
    for name in sorted(names, key=len, reverse=True):
        full, given = re.escape(name), re.escape(name.split()[-1])
        named = rf"(?<!\w)(?:(?:{_FORMS}\s+)?{full}|{_FORMS}\s+{given})(?!\w)"
        text = re.sub(named, _LEFT_OUT, text, flags=re.IGNORECASE)
    return _ADDRESSED.sub(_LEFT_OUT, text)
