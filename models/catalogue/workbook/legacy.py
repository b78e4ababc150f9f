"""Letters from before Unicode: a text in a font of TCVN3 or VNI shows Vietnamese and holds something else."""

import re

# A letter of the font stands for a Vietnamese one: "KÕ ho¹ch" is Kế hoạch, "Keá hoaïch" too.
_ENCODINGS = {
    "TCVN3 (phông .VnTime)": re.compile(r"[A-Za-z][µ¶·¸¹¨©ª«¬]|[µ¶·¸¹¨©®ª«¬][A-Za-z]"),
    "VNI (phông VNI-Times)": re.compile(r"[aeouyAEOUY][ïøûõäåëüæÏØÛÕÄÅËÜÆ]|[A-Za-z][ñöÑÖ]|[ñöÑÖ][A-Za-z]"),
}
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
# Most letters of a word are those of the alphabet; a single word may be a foreign name, or a unit of measure.
_LETTERS, _WORDS = re.compile(r"(?:[^A-Za-z]*[A-Za-z]){3}"), 2


def legacy_encoding(text: str) -> str | None:
    """The encoding that a text is in, as people call it; None for Unicode."""
    if text.isascii() or _VIETNAMESE.search(text):
        return None
    words = list(filter(_LETTERS.match, text.split()))
    found = (name for name, hint in _ENCODINGS.items() if sum(map(bool, map(hint.search, words))) >= _WORDS)
    return next(found, None)
