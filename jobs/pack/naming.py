"""Names of folders and files that every system takes: composed (NFC), short, none that Windows keeps for itself."""

import re
import unicodedata

# The longest path in an archive, in characters: what is unpacked on Windows lies in a folder of its own below it.
LONGEST = 120
# What Windows keeps for itself, whatever the ending.
_KEPT = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_ENDS = " .,;:-–_("


def segment(text: str, width: int) -> str:
    """`text` as the name of a folder, or of a file without its ending: at most `width` characters, whole words."""
    plain = unicodedata.normalize("NFC", text)
    plain = re.sub(r"[/\\|]", "-", plain)
    plain = "".join(" " if _is_unfit(each) else each for each in plain)
    plain = " ".join(plain.split())
    if len(plain) > width:
        head = plain[:width]
        plain = head.rsplit(" ", 1)[0] if " " in head[width // 2 :] and plain[width] != " " else head
    plain = plain.strip(" .").rstrip(_ENDS)
    return f"_{plain}"[:width] if not plain or _KEPT.match(plain) else plain


def _is_unfit(character: str) -> bool:
    return character in '<>:"?*' or unicodedata.category(character)[0] == "C"


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts 5.9 before 5.10, and files of citizens by the numbers in their codes."""
    parts = re.findall(r"\d+|\D+", text)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts)
