"""Telephones and identity numbers within what somebody wrote."""

import re

# 9 figures or more: in one, by threes and fours, or a telephone however it is divided.
_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[./-])(?:\+?84|0)(?:[ .-]?\d){9}(?!\d)"
    r"|(?<!\w)(?<!\d[./-])(?:\d{9,}|\d{2,4}(?:[ .]\d{3,4}){2,3})(?![\w/-])"
)
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")


def without_numbers(text: str) -> str:
    """`text` with "…" for whatever is written as a telephone (10 figures, or +84) or identity number (9 or more);
    the code of a file, a day, the number of a document stay."""
    return _NUMBER.sub(lambda found: found[0] if _DAY.match(found[0]) else "…", text)
