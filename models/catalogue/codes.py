"""Codes made of names, where a file names none: the same name gives the same code wherever its row stands."""

import re
import textwrap
from collections import Counter
from collections.abc import Collection, Sequence

from models.rules.letters import bare

_LONGEST_SLUG, _LONGEST_SHORT = 40, 60
_RANK = re.compile(r"^(?:ubnd|uy ban nhan dan)?\s*(?:xa|phuong|thi tran|dac khu)\s+(?=\S)")
_WITHIN = re.compile(r"\s(?:xã(?! hội)|phường|thị trấn|đặc khu)(?:\s.*)?$", re.IGNORECASE)
_OFFICE = re.compile(r"^phòng\s+", re.IGNORECASE)
_BETWEEN = {"và", "của", "thuộc"}


def slug(text: str) -> str:
    """ "Báo cáo tháng (mẫu 1)" as "bao-cao-thang-mau-1"; "" where no letter and no number is left."""
    return re.sub(r"[^a-z0-9]+", "-", bare(text)).strip("-")


def short_slug(text: str) -> str:
    """The slug as far as whole words go within forty letters."""
    whole = slug(text)
    if len(whole) <= _LONGEST_SLUG:
        return whole
    return whole[: _LONGEST_SLUG + 1].rpartition("-")[0] or whole[:_LONGEST_SLUG]


def shortened(title: str) -> str:
    """The first words of a title, for a card."""
    return textwrap.shorten(title, _LONGEST_SHORT, placeholder="…")


def agency_code(name: str) -> str:
    """The commune's own name: "tan-ky" of "UBND xã Tân Kỳ"."""
    return slug(_RANK.sub("", bare(name).strip())) or "co-quan"


def unit_codes(name: str) -> tuple[str, ...]:
    """What a unit may be called: VHXH of "Phòng Văn hóa – Xã hội", VP of "Văn phòng HĐND"; else at length,
    where another has that already."""
    return slug(_initials(name)).upper() or "DV", slug(name).upper() or "DV"


def _initials(name: str) -> str:
    words = re.findall(r"\w+", _OFFICE.sub("", _WITHIN.sub("", name.strip())))
    telling = [word for word in words if word.lower() not in _BETWEEN]
    spelled = [word for word in telling if not word.isupper() or len(word) == 1]
    return "".join(word if word.isdigit() else word[0] for word in spelled or telling)


def person_codes(name: str, unit: str | None) -> tuple[str, ...]:
    """What a person may be called: the given name and the unit (`an.vhxh`); the whole name where another is."""
    words = name.split()
    given = slug(words[-1]).replace("-", "") if words else ""
    of_unit = f".{slug(unit)}" if unit and slug(unit) else ""
    return f"{given or 'canbo'}{of_unit}", f"{slug(name) or 'canbo'}{of_unit}"


def distinct(wishes: Sequence[Sequence[str]], taken: Collection[str] = ()) -> list[str]:
    """A code for each: the first of its wishes that nobody else has, in whatever order they stand. What has no wish
    left is numbered, in order."""
    at, used = [0] * len(wishes), set(taken)
    while True:
        wanted = [wish[level] for wish, level in zip(wishes, at, strict=True)]
        counted = Counter(wanted)
        clashing = [
            number
            for number, code in enumerate(wanted)
            if (counted[code] > 1 or code in used) and at[number] + 1 < len(wishes[number])
        ]
        if not clashing:
            return _numbered(wanted, used)
        for number in clashing:
            at[number] += 1


def _numbered(wanted: Sequence[str], used: set[str]) -> list[str]:
    found, tries = [], Counter[str]()
    for stem in wanted:
        code = stem
        while code in used:
            tries[stem] += 1
            code = f"{stem}-{tries[stem] + 1}"
        used.add(code)
        found.append(code)
    return found
