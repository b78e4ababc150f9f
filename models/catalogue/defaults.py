"""What a file may leave out, filled in: codes made of names, areas of criteria, one item of a title.

Works on the plain values of a file of either kind, before they are shaped; what is there but blank or wrong stays
as it is and is refused where it is judged. What was filled in is counted, so that it can be told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.catalogue.codes import (
    agency_code,
    distinct,
    person_codes,
    short_slug,
    shortened,
    slug,
    unit_codes,
)
from models.catalogue.document import Catalogue
from models.catalogue.source import Source
from models.catalogue.values import YEARS
from models.catalogue.workbook.cells import key
from models.catalogue.workbook.unit_names import unit_called, units_by_name
from models.rules.cadence import RECURRING, Cadence, name_of, period
from models.rules.document_types import KINDS

Plain = dict[str, Any]

ONE_ITEM = "minh-chung"
"""The code of the item that a requirement has where the file names none."""
UNKNOWN_PROVINCE = "Chưa ghi tỉnh"
SOURCE = "Tệp danh mục của cơ quan"
NO_REASON = "Chưa ghi căn cứ"
_LIKE_A_CODE = re.compile(r"[\w.]+")
# Of what has no name, which is the one fault to be said.
_NAMELESS = "x"


@dataclass(frozen=True)
class Assumed:
    """So many entries of a kind (`what`, as loading calls it) did not say a field."""

    what: str
    field: str
    count: int


@dataclass
class Known:
    """What the agency has now, for a file that speaks of a part of it.

    `spoken`: of each list the fields that the file has columns for; what it has none for stays as it is.
    """

    catalogue: Catalogue
    spoken: Mapping[str, set[str]] = field(default_factory=dict)


def fill(source: Source, year: int | None, known: Known | None = None) -> tuple[Assumed, ...]:
    """Fills in what a catalogue's plain values leave out; returns what was assumed.

    `year` is the scoring year, for a file that names none. A name that two people share is a fault of the source.
    """
    if not isinstance(source.value, dict):
        return ()
    filler = _Filler(source, source.value, year, known)
    filler.fill()
    return tuple(Assumed(what, name, count) for (what, name), count in filler.assumed.items())


def kind_of(title: str) -> str:
    """What proves something of this title: a document where it begins with a type of documents (Decree 30/2020
    annex III)."""
    words = title.lower().split()
    begins = any(words[: len(kind.split())] == kind.split() for kind in KINDS)
    return "signed_document" if begins else "attachment"


def first_day(cadence: str, cutoff: object, year: int) -> date:
    """The first day of the first data period of a scoring year."""
    closes = cutoff if isinstance(cutoff, int) and 1 <= cutoff <= 31 else None
    return period(name_of(Cadence(cadence), year), closes).first_on


def _entries(value: object) -> Iterator[Plain]:
    """The entries of a list that can have fields at all."""
    if isinstance(value, tuple):
        yield from (each for each in value if isinstance(each, dict))


def _text(entry: Plain, name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _short(entry: Plain) -> str:
    return shortened(_text(entry, "title")) or _NAMELESS


def _titles(criteria: Iterable[Plain]) -> dict[str, str]:
    """The codes of criteria by what they are called."""
    return {
        key(each[name]): each["code"]
        for each in criteria
        for name in ("short", "title")
        if isinstance(each.get("code"), str) and isinstance(each.get(name), str)
    }


def _codes(entries: Iterable[Plain]) -> list[str]:
    return [each["code"] for each in entries if isinstance(each.get("code"), str)]


class _Filler:
    """Knows the file's values and what was assumed so far; each method fills one kind of entry."""

    def __init__(self, source: Source, tree: Plain, year: int | None, known: Known | None) -> None:
        self.source, self.tree, self.year = source, tree, year
        self.assumed: Counter[tuple[str, str]] = Counter()
        self.spoken = known.spoken if known else {}
        self.now = known.catalogue if known else None

    def fill(self) -> None:
        self.days()
        self.agency()
        self.units()
        self.people()
        self.sets()
        self.requirements()

    def assume(self, entry: Plain, what: str, **values: Any) -> None:
        """Values for those fields that the entry does not have."""
        for name, value in values.items():
            if name not in entry:
                entry[name] = value
                self.assumed[what, name] += 1

    def code_all(self, entries: Sequence[Plain], what: str, wishes: Sequence[Sequence[str]]) -> None:
        """Codes for those that have none."""
        wanting = [number for number, each in enumerate(entries) if "code" not in each]
        made = distinct([wishes[number] for number in wanting], _codes(entries))
        for number, code in zip(wanting, made, strict=True):
            self.assume(entries[number], what, code=code)

    def keep(self, part: str, entries: Iterable[Plain], there: Iterable[Any]) -> None:
        """What the agency has now stays where the file has no column for it."""
        now = {each.code: each for each in there} if part in self.spoken else {}
        for entry in entries:
            known = now.get(_text(entry, "code"))
            unsaid = (
                type(known).model_fields.keys() - entry.keys() - self.spoken[part] - {"due"}
                if known
                else set()
            )
            if known and unsaid:
                entry.update(known.model_dump(exclude_defaults=True, include=unsaid))

    def recall(self, entries: Iterable[Plain], there: Iterable[Any], names: tuple[str, ...]) -> None:
        """The codes that the agency has now for what is called the same."""
        wanting = [entry for entry in entries if "code" not in entry]
        called: dict[tuple[str, ...], list[str]] = {}
        for each in there if wanting else ():
            called.setdefault(tuple(key(getattr(each, name)) for name in names), []).append(each.code)
        for entry in wanting:
            same = called.get(tuple(key(entry.get(name)) for name in names), [])
            if len(same) == 1:
                entry["code"] = same[0]

    def agency(self) -> None:
        entry = self.tree.get("agency")
        if not isinstance(entry, dict):
            return
        if self.now and key(entry.get("name")) == key(self.now.agency.name):
            for name, value in self.now.agency.model_dump().items():
                entry.setdefault(name, value)
        self.assume(entry, "cơ quan", code=agency_code(_text(entry, "name")), province=UNKNOWN_PROVINCE)

    def days(self) -> None:
        for each in _entries(self.tree.get("days")):
            self.assume(each, "ngày", working=False)
            name = "Ngày làm việc" if each["working"] is True else "Ngày nghỉ"
            self.assume(each, "ngày", name=name, source=SOURCE, status="decided")

    def units(self) -> None:
        units = list(_entries(self.tree.get("units")))
        if self.now:
            self.recall(units, self.now.units, ("name",))
        self.code_all(units, "đơn vị", [unit_codes(_text(each, "name")) for each in units])
        if self.now:
            self.keep("units", units, self.now.units)
        for each in units:
            self.assume(each, "đơn vị", short=each.get("name") or _NAMELESS)
        self.by_name, self.unit_codes = units_by_name(units), set(_codes(units))
        for each in units:
            self.name_units(each, "members")

    def name_units(self, entry: Plain, *names: str) -> None:
        """Units may go by their names."""
        for name in names:
            value = entry.get(name)
            if isinstance(value, tuple):
                entry[name] = tuple(map(self.unit, value))
            elif value is not None:
                entry[name] = self.unit(value)

    def unit(self, name: Any) -> Any:
        if not isinstance(name, str) or name in self.unit_codes:
            return name
        return unit_called(self.by_name, name) or name

    def people(self) -> None:
        people = list(_entries(self.tree.get("people")))
        for each in people:
            self.name_units(each, "unit")
        if self.now:
            self.recall(people, self.now.people, ("name", "unit"))
        wishes = [person_codes(_text(each, "name"), _text(each, "unit")) for each in people]
        self.code_all(people, "cán bộ", wishes)
        if self.now:
            self.keep("people", people, self.now.people)
        self.people_codes = set(_codes(people))
        self.called: dict[str, list[Plain]] = {}
        for each in people:
            self.called.setdefault(key(each.get("name")), []).append(each)
        for each in people:
            self.name_person("people", each, "deputy")

    def name_person(self, part: str, entry: Plain, name: str) -> None:
        """People may go by their names; of namesakes the one of the same unit."""
        value = entry.get(name)
        if not isinstance(value, str) or value in self.people_codes:
            return
        found = self.called.get(key(value), [])
        own = [each for each in found if each.get("unit") == entry.get("unit")]
        meant = own if len(own) == 1 else found
        if len(meant) > 1:
            at = next(number for number, each in enumerate(self.tree[part]) if each is entry)
            self.source.refuse(
                (part, at, name), f"Có {len(found)} cán bộ tên “{value}”: ghi mã của người đó."
            )
        if meant:
            entry[name] = meant[0]["code"]

    def sets(self) -> None:
        sets = list(_entries(self.tree.get("sets")))
        for each in sets:
            if self.year is not None and len(sets) == 1:
                self.assume(each, "bộ tiêu chí", year=self.year)
            self.assume(each, "bộ tiêu chí", source=SOURCE)
            self.criteria(each)
        years = [each["year"] for each in sets if each.get("year") in YEARS]
        self.newest = max(years, default=self.year)
        criteria = [each for one in sets for each in _entries(one.get("criteria"))]
        self.criteria_codes = set(_codes(criteria))
        self.titles = _titles(criteria)

    def criteria(self, of: Plain) -> None:
        criteria = list(_entries(of.get("criteria")))
        there = [each for each in self.now.sets if each.year == of.get("year")] if self.now else []
        self.keep("criteria", criteria, (each for one in there for each in one.criteria))
        kind = "pass" if of.get("scoring") == "pass_fail" else "manual"
        made = self.named_areas(of, criteria)
        for each in criteria:
            self.criterion(each, kind, made)
        self.areas(of, criteria, made)

    def criterion(self, entry: Plain, kind: str, made: dict[str, Plain]) -> None:
        if "code" in entry and "area" not in entry:
            self.assume(entry, "tiêu chí", area=str(entry["code"]).partition(".")[0])
            made.setdefault(entry["area"], {"code": entry["area"]})
        self.assume(entry, "tiêu chí", short=_short(entry), formula={"kind": kind})
        if isinstance(entry["formula"], dict):
            entry["formula"].setdefault("kind", kind)
        self.name_units(entry, "unit")

    def named_areas(self, of: Plain, criteria: Sequence[Plain]) -> dict[str, Plain]:
        """Areas may go by their names; one that is new has the first part of its criteria's codes for a code."""
        known = {key(each.get("name")): each.get("code") for each in _entries(of.get("areas"))}
        made: dict[str, Plain] = {}
        for each in criteria:
            name, code = _text(each, "area"), _text(each, "code").partition(".")[0]
            if not name or _LIKE_A_CODE.fullmatch(name):
                continue
            if key(name) in known:
                each["area"] = known[key(name)]
            elif code and key(made.setdefault(code, {"code": code, "name": name})["name"]) == key(name):
                each["area"] = code
        return made

    def areas(self, of: Plain, criteria: Sequence[Plain], made: dict[str, Plain]) -> None:
        """An area for each criterion that names none; for all of them where the set lists no area."""
        areas = tuple(_entries(of.get("areas")))
        there, named = _codes(areas), dict.fromkeys(_text(each, "area") for each in criteria)
        if not areas:
            made = {code: {"code": code} for code in filter(_LIKE_A_CODE.fullmatch, named)} | made
        new = [made[area] for area in named if area in made and area not in there]
        if new:
            of["areas"] = (*areas, *new)
        for area in _entries(of.get("areas")):
            if "code" in area:
                self.assume(area, "lĩnh vực", name=f"Lĩnh vực {area['code']}")

    def requirements(self) -> None:
        requirements = list(_entries(self.tree.get("requirements")))
        for each in requirements:
            self.name_units(each, "unit", "cooperates")
            self.name_person("requirements", each, "responsible")
            self.name_criterion(each)
        if self.now:
            self.recall(requirements, self.now.requirements, ("criterion", "title", "cadence", "unit"))
        self.code_all(requirements, "yêu cầu", [_requirement_codes(each) for each in requirements])
        if self.now:
            self.keep("requirements", requirements, self.now.requirements)
        for each in requirements:
            self.requirement(each)

    def name_criterion(self, entry: Plain) -> None:
        """A criterion may go by its title."""
        value = entry.get("criterion")
        if isinstance(value, str) and value not in self.criteria_codes:
            entry["criterion"] = self.titles.get(key(value), value)

    def requirement(self, entry: Plain) -> None:
        title = _text(entry, "title")
        self.assume(entry, "yêu cầu", short=_short(entry), status="proposed", reason=NO_REASON)
        cadence = entry.get("cadence")
        if self.newest is not None and cadence in tuple(RECURRING):
            self.assume(entry, "yêu cầu", starts_on=first_day(cadence, entry.get("cutoff"), self.newest))
        one = {"code": ONE_ITEM, "title": title or _NAMELESS, "kind": kind_of(title)}
        self.assume(entry, "yêu cầu", items=(one,))
        items = list(_entries(entry.get("items")))
        wishes = [
            (short_slug(_text(each, "title")) or "muc", slug(_text(each, "title")) or "muc") for each in items
        ]
        self.code_all(items, "mục minh chứng", wishes)
        for item in items:
            self.assume(item, "mục minh chứng", kind=kind_of(_text(item, "title")))
            self.name_units(item, "owed_by")


def _requirement_codes(entry: Plain) -> tuple[str, ...]:
    """Of the title, at length, with the unit and the cadence: as much as tells it from others."""
    whole = f"{entry.get('criterion') or 0}-{slug(_text(entry, 'title')) or 'yeu-cau'}"
    short = f"{entry.get('criterion') or 0}-{short_slug(_text(entry, 'title')) or 'yeu-cau'}"
    of_unit = f"{whole}-{slug(_text(entry, 'unit')) or 'don-vi'}"
    return short, whole, of_unit, f"{of_unit}-{slug(_text(entry, 'cadence')) or 'viec'}"
