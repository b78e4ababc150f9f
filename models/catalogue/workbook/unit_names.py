"""Units by the names that offices write: in short or at length, with or without the commune's name behind."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from models.catalogue.workbook.cells import key

# Under this key stands the group of all offices, where there is one such group.
EVERY_OFFICE = "cac phong"
_SHORT = (
    (r"\s*(?:[-–—&]| va )\s*", "-"),
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban nhan dan", "ubnd"),
    ("hanh chinh cong|hcc", "hcc"),
    ("phuc vu hcc", "pvhcc"),
    ("van hoa-xa hoi", "vh-xh"),
    (r"trung tam\b", "tt"),
    (r"van phong\b", "vp"),
)
_OF_THE_COMMUNE = re.compile(r" (?:(?:thuoc|cua|truc thuoc) )?(?:ubnd )?(?:xa|phuong|thi tran)(?: [a-z ]+)?")
_OFFICES = r"(?:phong|ban|don vi|co quan|bo phan)(?: chuyen mon| lien quan| truc thuoc)*"
_EVERY = re.compile(rf"(?:tat ca )?cac {_OFFICES}(?:(?:, |-|/| )(?:cac )?{_OFFICES})*")


def unit_key(name: object) -> str:
    """What two names of one unit share."""
    text = key(name)
    for pattern, short in _SHORT:
        text = re.sub(pattern, short, text)
    return text


def units_by_name(units: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The codes of units by the keys of their codes and names, as `unit_called` looks them up."""
    coded = [unit for unit in units if isinstance(unit.get("code"), str)]
    found = {
        unit_key(unit[name]): unit["code"]
        for name in ("short", "name", "code")
        for unit in coded
        if unit.get(name)
    }
    groups = [unit["code"] for unit in coded if unit.get("members")]
    return found | ({EVERY_OFFICE: groups[0]} if len(groups) == 1 else {})


def unit_called(units: Mapping[str, str], name: object) -> str | None:
    """The code of the unit of this name, by `unit_key`; None where there is none."""
    whole = unit_key(name)
    found = units.get(whole)
    if found is None:
        known = {_within(each): code for each, code in reversed(list(units.items()))}
        found = known.get(_within(whole))
    if found is None and _EVERY.fullmatch(_within(whole)) and not whole.startswith("cac ban"):
        found = units.get(EVERY_OFFICE)
    return found


def _within(name: str) -> str:
    """Without the commune behind it: "vp hdnd-ubnd xa tan ky" is "vp hdnd-ubnd"."""
    found = next((each for each in _OF_THE_COMMUNE.finditer(name) if each.end() == len(name)), None)
    return name[: found.start()] if found else name
