"""The bodies at the head of a document (Decree 30/2020 annex I): their lines joined, in ordinary capitals."""

import re
from collections.abc import Iterable

from models.rules.inspection.phrases import ABBREVIATIONS, plain

_BEGINS_A_BODY = re.compile(
    r"(?:uy ban|ubnd|hoi dong|hdnd|so|phong|trung tam|ttpvhcc|van phong|ban|chi cuc|cuc|bo|dang uy|dang bo|huyen uy"
    r"|tinh uy|cong an|truong|tram|mat tran|to|vien|kho bac|doan|hoi|lien doan|chinh phu|thu tuong)(?!\w)"
)
_UNIT = re.compile(r"(?:so|phong|trung tam|van phong|ban|chi cuc|cuc|bo|to|vien|truong|tram)(?= )")
_PLACE = {"xã", "phường", "tỉnh", "huyện", "trấn", "phố", "thôn", "xóm"}
_VOWEL = set("aeiouy")
_SHORT = {plain(each) for each in ABBREVIATIONS} | {"mttq", "ubmttq"}


def bodies(lines: Iterable[str]) -> list[str]:
    """The bodies named on the lines of the left column, the highest first; a name may run over several lines."""
    found: list[str] = []
    for line in lines:
        if begins_a_body(line):
            found.append(line)
        elif found:
            found[-1] += f" {line}"
    return [in_ordinary_capitals(each) for each in found]


def begins_a_body(line: str) -> bool:
    return _BEGINS_A_BODY.match(plain(line)) is not None


def in_ordinary_capitals(name: str) -> str:
    """ "ỦY BAN NHÂN DÂN XÃ TÂN KỲ" → "Ủy ban nhân dân xã Tân Kỳ"; names of places and units keep their capitals."""
    unit = _UNIT.match(plain(name))
    named = len(plain(name)[: unit.end()].split()) if unit else -1
    lowered = name.lower().split()
    words: list[str] = []
    in_place = False
    for n, (word, following) in enumerate(zip(lowered, [*lowered[1:], ""], strict=True)):
        capital = n in (0, named) or in_place or words[-1] in ("-", "–")
        words.append(word.upper() if _is_short(word) else word[:1].upper() + word[1:] if capital else word)
        in_place = (word in _PLACE and following != "hội") or (in_place and word[:1].isalpha())
    return " ".join(words)


def _is_short(word: str) -> bool:
    letters = plain(word)
    return letters in _SHORT or not _VOWEL & set(letters)
