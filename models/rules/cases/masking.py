"""A citizen's name as it may leave the house: "Nguyễn V. A." (anonymised as courts publish names)."""

import unicodedata


def mask_name(name: str) -> str:
    """The first word, of all others the first letter: "Nguyễn V. A."; of a single word only its letter, "A."."""
    first, *others = unicodedata.normalize("NFC", name).split() or [""]
    if not others:
        return _initial(first)
    return " ".join([first, *map(_initial, others)])


def _initial(word: str) -> str:
    return f"{word[0].upper()}." if word else ""
