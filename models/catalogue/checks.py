"""What only two entries together show to be wrong: codes used twice, names of things that are not there.

Reads the plain values, not the models, so that one broken entry does not hide the faults of the others.
A path pattern is dotted; `*` stands for every entry of a list.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.catalogue.score_checks import check_scores
from models.catalogue.source import Path, Source


@dataclass(frozen=True)
class Reference:
    """Values `at` a pattern must be among the values at the patterns `to`."""

    at: str
    to: tuple[str, ...]
    sentence: str


UNIQUE = (
    ("units.*.code", "Mã đơn vị"),
    ("people.*.code", "Mã cán bộ"),
    ("people.*.roles.*", "Vai trò"),
    ("sets.*.year", "Bộ tiêu chí năm"),
    ("sets.*.areas.*.code", "Mã lĩnh vực"),
    ("sets.*.criteria.*.code", "Mã tiêu chí"),
    ("requirements.*.code", "Mã yêu cầu"),
    ("requirements.*.cooperates.*", "Đơn vị phối hợp"),
    ("requirements.*.items.*.code", "Mã mục minh chứng"),
    ("notes.*.id", "Mã ghi chú"),
    ("days.*.day", "Ngày"),
    *(
        (f"{holder}.passes.{name}.*", "Mã trong “passes”")
        for holder in ("sets.*", "sets.*.areas.*", "sets.*.criteria.*")
        for name in ("all", "of")
    ),
)

_UNIT = ("units.*.code",)
_NO_UNIT = "Không có đơn vị “{}”: thêm vào “units” hoặc sửa mã."
_PERSON = ("people.*.code",)
_NO_PERSON = "Không có cán bộ “{}”: thêm vào “people” hoặc sửa mã."
_CRITERION = ("sets.*.criteria.*.code",)

REFERENCES = (
    Reference("units.*.members.*", _UNIT, _NO_UNIT),
    Reference("people.*.unit", _UNIT, _NO_UNIT),
    Reference("sets.*.criteria.*.unit", _UNIT, _NO_UNIT),
    Reference("requirements.*.unit", _UNIT, _NO_UNIT),
    Reference("requirements.*.cooperates.*", _UNIT, _NO_UNIT),
    Reference("requirements.*.items.*.owed_by", _UNIT, _NO_UNIT),
    Reference("people.*.deputy", _PERSON, _NO_PERSON),
    Reference("requirements.*.responsible", _PERSON, _NO_PERSON),
    Reference("requirements.*.criterion", _CRITERION, "Không bộ tiêu chí nào có tiêu chí “{}”: sửa mã."),
    Reference("sets.*.copy_of", ("sets.*.year",), "Không có bộ tiêu chí năm {} để chép: sửa “copy_of”."),
    Reference(
        "notes.*.concerns.*",
        ("sets.*.year", "sets.*.areas.*.code", *_CRITERION, "requirements.*.code", *_UNIT),
        "Không có năm, lĩnh vực, tiêu chí, yêu cầu hay đơn vị nào là “{}”: sửa “concerns”.",
    ),
)


def check(source: Source) -> None:
    """Adds to the source every fault that lies between entries."""
    for pattern, what in UNIQUE:
        _refuse_repeats(source, pattern, what)
    for reference in REFERENCES:
        _refuse_strangers(source, reference)
    _refuse_lone_areas(source)
    _refuse_misplaced_groups(source)
    _refuse_copies_of_copies(source)
    _refuse_rings_of_deputies(source)
    check_scores(source)


def values_at(value: object, pattern: str) -> Iterator[tuple[Path, object]]:
    """Every value at a dotted pattern, with its path."""
    return _walk(value, tuple(pattern.split(".")), ())


def _walk(value: object, pattern: tuple[str, ...], path: Path) -> Iterator[tuple[Path, object]]:
    if not pattern:
        yield path, value
        return
    for key, child in _children(value, pattern[0]):
        yield from _walk(child, pattern[1:], (*path, key))


def _children(value: object, head: str) -> Iterator[tuple[str | int, object]]:
    if head == "*" and isinstance(value, tuple):
        yield from enumerate(value)
    elif isinstance(value, dict) and value.get(head) is not None:
        yield head, value[head]


def _refuse_repeats(source: Source, pattern: str, what: str) -> None:
    """Codes are unique within the list that holds them: two sets may both have 7.5."""
    first: dict[object, Path] = {}
    depth = _list_depth(pattern)
    for path, value in values_at(source.value, pattern):
        key = (path[:depth], str(value))
        if key in first:
            there = source.place_of(first[key])
            source.refuse(path, f"{what} “{value}” đã có ở {there}: mỗi mã chỉ dùng một lần.")
        first.setdefault(key, path)


def _list_depth(pattern: str) -> int:
    parts = pattern.split(".")
    return len(parts) - 1 - parts[::-1].index("*")


def _refuse_strangers(source: Source, reference: Reference) -> None:
    known = {str(value) for pattern in reference.to for _, value in values_at(source.value, pattern)}
    for path, value in values_at(source.value, reference.at):
        if isinstance(value, str | int) and str(value) not in known:
            source.refuse(path, reference.sentence.format(value))


def _refuse_lone_areas(source: Source) -> None:
    for path, criteria_set in values_at(source.value, "sets.*"):
        known = {area for _, area in values_at(criteria_set, "areas.*.code")}
        for inner, area in values_at(criteria_set, "criteria.*.area"):
            if isinstance(area, str) and area not in known:
                sentence = f"Bộ tiêu chí này không có lĩnh vực “{area}”: thêm vào “areas” hoặc sửa mã."
                source.refuse((*path, *inner), sentence)


def _refuse_misplaced_groups(source: Source) -> None:
    groups = _those_with(source.value, "units.*", "members.*", "code")
    for path, member in values_at(source.value, "units.*.members.*"):
        if member in groups:
            source.refuse(path, f"“{member}” là nhóm: thành viên của nhóm phải là đơn vị.")
    for path, unit in values_at(source.value, "requirements.*.items.*.owed_by"):
        if unit in groups:
            source.refuse(path, f"“{unit}” là nhóm: mục minh chứng phải do một đơn vị nợ.")


def _refuse_copies_of_copies(source: Source) -> None:
    copies = _those_with(source.value, "sets.*", "copy_of", "year")
    for path, year in values_at(source.value, "sets.*.copy_of"):
        if year in copies:
            source.refuse(path, f"Bộ năm {year} cũng là bản chép: hãy chép từ bộ có “criteria”.")


def _those_with(value: object, entries: str, part: str, code: str) -> set[object]:
    """The codes of these entries that have such a part."""
    having = (entry for _, entry in values_at(value, entries) if any(values_at(entry, part)))
    return {found for entry in having for _, found in values_at(entry, code)}


def _refuse_rings_of_deputies(source: Source) -> None:
    """Nobody may come back to themselves by following deputies; a ring is named once, at its first person."""
    deputies = dict(_deputies(source.value))
    named: set[str] = set()
    for person, (path, _) in deputies.items():
        ring = _ring_from(person, deputies)
        if ring and not named & set(ring):
            named.update(ring)
            around = " → ".join([*ring, person])
            source.refuse(path, f"Người thay quay vòng: {around}. Hãy bỏ một người thay.")


def _deputies(value: object) -> Iterator[tuple[str, tuple[Path, str]]]:
    for path, person in values_at(value, "people.*"):
        for _, code in values_at(person, "code"):
            for inner, deputy in values_at(person, "deputy"):
                if isinstance(code, str) and isinstance(deputy, str):
                    yield code, ((*path, *inner), deputy)


def _ring_from(start: str, deputies: dict[str, tuple[Path, str]]) -> list[str]:
    ring = [start]
    while ring[-1] in deputies:
        following = deputies[ring[-1]][1]
        if following == start:
            return ring
        if following in ring:
            break
        ring.append(following)
    return []
