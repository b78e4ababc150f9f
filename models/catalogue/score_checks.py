"""What is wrong with how points are given, where only several entries show it: parts, sums, passing, figures.

Reads the plain values, as `checks` does. Sentences are read by the admin.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.catalogue.source import Path, Source
from models.catalogue.words import in_words
from models.rules.scoring import UNSCORED, sum_of


@dataclass(frozen=True)
class _Criterion:
    """A criterion with its path; `parts`: those that say that they are part of it."""

    path: Path
    code: str
    entry: Mapping[str, Any]
    kind: str
    parts: list["_Criterion"]

    @property
    def max(self) -> Decimal | None:
        most = self.entry.get("max")
        return Decimal(most) if isinstance(most, int | Decimal) else None

    @property
    def below(self) -> Iterator["_Criterion"]:
        for part in self.parts:
            yield part
            yield from part.below


def check_scores(source: Source) -> None:
    """Adds to the source every fault of the points that lies between entries."""
    for path, entry in _entries(source.value, "sets", ()):
        if entry.get("copy_of") is not None:
            _refuse_own_scoring(source, path, entry)
            continue
        criteria = _criteria(path, entry)
        if not _refuse_rings(source, criteria):
            _check_set(source, path, entry, criteria)
    figures = _figures(source.value)
    for criterion in _newest(source.value):
        if criterion.code in figures:
            _refuse_figures(source, criterion, figures[criterion.code])


def _entries(value: object, name: str, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Those entries of a list that are whole enough to be looked at."""
    listed = value.get(name) if isinstance(value, dict) else None
    for at, entry in enumerate(listed if isinstance(listed, tuple) else ()):
        if isinstance(entry, dict):
            yield (*path, name, at), entry


def _criteria(path: Path, criteria_set: Mapping[str, Any]) -> dict[str, _Criterion]:
    usual = "pass" if criteria_set.get("scoring") == "pass_fail" else "manual"
    found: dict[str, _Criterion] = {}
    for at, entry in _entries(criteria_set, "criteria", path):
        code = entry.get("code")
        if isinstance(code, str):
            found.setdefault(code, _Criterion(at, code, entry, _kind(entry, usual), []))
    for each in found.values():
        whole = found.get(str(each.entry.get("part_of")))
        if whole is not None:
            whole.parts.append(each)
    return found


def _kind(entry: Mapping[str, Any], usual: str) -> str:
    formula = entry.get("formula")
    return str(formula.get("kind") or usual) if isinstance(formula, dict) else usual


def _refuse_own_scoring(source: Source, path: Path, entry: Mapping[str, Any]) -> None:
    for name in ("scoring", "passes"):
        if entry.get(name) not in (None, "points"):
            source.refuse((*path, name), f"Bộ chép lấy “{name}” của bộ được chép: bỏ “{name}” ở đây.")


def _refuse_rings(source: Source, criteria: Mapping[str, _Criterion]) -> bool:
    """Whether some criterion comes back to itself by following `part_of`; each ring is named once."""
    named: set[str] = set()
    for code, each in criteria.items():
        ring = _ring_from(code, criteria)
        if ring and not named & set(ring):
            named.update(ring)
            around = " → ".join([*ring, code])
            sentence = f"“part_of” quay vòng: {around}. Hãy bỏ “part_of” của tiêu chí trên cùng."
            source.refuse((*each.path, "part_of"), sentence)
    return bool(named)


def _ring_from(start: str, criteria: Mapping[str, _Criterion]) -> list[str]:
    ring = [start]
    while (whole := str(criteria[ring[-1]].entry.get("part_of"))) in criteria:
        if whole == start:
            return ring
        if whole in ring:
            break
        ring.append(whole)
    return []


def _check_set(
    source: Source, path: Path, entry: Mapping[str, Any], criteria: Mapping[str, _Criterion]
) -> None:
    is_pass_fail = entry.get("scoring") == "pass_fail"
    for each in criteria.values():
        _refuse_lost_part(source, each, criteria)
        _refuse_sum_of_nothing(source, each)
        _refuse_other_sum(source, each)
        _refuse_kind(source, each, is_pass_fail)
    _refuse_passes(source, path, entry, criteria)


def _refuse_lost_part(source: Source, each: _Criterion, criteria: Mapping[str, _Criterion]) -> None:
    code = each.entry.get("part_of")
    if code is None:
        return
    whole = criteria.get(str(code))
    if whole is None:
        sentence = f"Bộ tiêu chí này không có tiêu chí “{code}”: thêm vào “criteria” hoặc sửa “part_of”."
        source.refuse((*each.path, "part_of"), sentence)
    elif _area(whole) != _area(each):
        sentence = (
            f"Tiêu chí {each.code} ở lĩnh vực {_area(each)}, mà tiêu chí {code} ở lĩnh vực {_area(whole)}: "
            "một phần phải cùng lĩnh vực với tiêu chí của nó."
        )
        source.refuse((*each.path, "part_of"), sentence)


def _area(each: _Criterion) -> str:
    """What is left out is the first segment of the code."""
    return str(each.entry.get("area") or each.code.partition(".")[0])


def _refuse_sum_of_nothing(source: Source, each: _Criterion) -> None:
    if each.kind == "sum" and not each.parts:
        sentence = (
            f"kind: sum cộng các tiêu chí con, mà {each.code} chưa có tiêu chí con nào: thêm "
            f'part_of: "{each.code}" vào các tiêu chí con, hoặc chọn cách chấm khác.'
        )
        source.refuse((*each.path, "formula"), sentence)


def _refuse_other_sum(source: Source, each: _Criterion) -> None:
    """Parts of which all are known add up to what the whole has, those that are known to no more than that."""
    scored = [part.max for part in each.parts if part.kind not in UNSCORED]
    known = [most for most in scored if most is not None]
    together = sum_of(known)
    if each.max is None or not known or together == each.max:
        return
    if len(known) == len(scored) or together > each.max:
        sentence = (
            f"Các phần của tiêu chí {each.code} cộng lại {in_words('max', together)} điểm, mà điểm tối đa của "
            f"{each.code} là {in_words('max', each.max)}: sửa một phần, hoặc sửa điểm tối đa."
        )
        source.refuse((*each.path, "max"), sentence)


def _refuse_kind(source: Source, each: _Criterion, is_pass_fail: bool) -> None:
    if is_pass_fail and each.kind not in UNSCORED:
        sentence = (
            f"Bộ chấm đạt hoặc không đạt (scoring: pass_fail) không dùng kind: {each.kind}: viết kind: pass "
            "(ngưỡng của số liệu ghi ở mục minh chứng, “at_least”), hoặc kind: information nếu chỉ để biết."
        )
        source.refuse((*each.path, "formula"), sentence)
    elif not is_pass_fail and each.kind in UNSCORED and each.max is not None:
        sentence = (
            f"kind: {each.kind} không có điểm: bỏ “max” của tiêu chí {each.code}, hoặc chọn cách chấm khác."
        )
        source.refuse((*each.path, "max"), sentence)


def _refuse_passes(
    source: Source, path: Path, entry: Mapping[str, Any], criteria: Mapping[str, _Criterion]
) -> None:
    """What is passed is passed by what it holds: a set by areas, an area by its criteria, these by their parts."""
    areas = list(_entries(entry, "areas", path))
    judged = {_area(each) for each in criteria.values() if each.kind == "pass"}
    kinds = {area["code"]: "pass" if area["code"] in judged else "" for _, area in areas if "code" in area}
    _refuse_passes_of_a_set(source, path, entry, kinds)
    for at, area in areas:
        code = area.get("code")
        own = {each.code: each.kind for each in criteria.values() if _area(each) == code}
        _refuse_strange_passes(source, at, area, own, f"Lĩnh vực {code} không có tiêu chí")
    for each in criteria.values():
        _refuse_passes_of_a_criterion(source, each)


def _refuse_passes_of_a_set(
    source: Source, path: Path, entry: Mapping[str, Any], areas: Mapping[str, str]
) -> None:
    if entry.get("passes") is not None and entry.get("scoring") != "pass_fail":
        source.refuse(
            (*path, "passes"), "“passes” của cả bộ chỉ dùng với scoring: pass_fail: thêm, hoặc bỏ “passes”."
        )
    _refuse_strange_passes(source, path, entry, areas, "Bộ tiêu chí này không có lĩnh vực")


def _refuse_passes_of_a_criterion(source: Source, each: _Criterion) -> None:
    if each.entry.get("passes") is not None and each.kind != "pass":
        sentence = (
            f"“passes” chỉ dùng với kind: pass, mà tiêu chí {each.code} là kind: {each.kind}: sửa một trong "
            "hai."
        )
        source.refuse((*each.path, "passes"), sentence)
    own = {part.code: part.kind for part in each.below}
    _refuse_strange_passes(source, each.path, each.entry, own, f"Tiêu chí {each.code} không có phần")


def _refuse_strange_passes(
    source: Source, path: Path, entry: Mapping[str, Any], held: Mapping[str, str], lacking: str
) -> None:
    passes = entry.get("passes")
    if not isinstance(passes, dict):
        return
    for name in ("all", "of"):
        codes = passes.get(name)
        for at, code in enumerate(codes if isinstance(codes, tuple) else ()):
            where = (*path, "passes", name, at)
            if code not in held:
                source.refuse(where, f"{lacking} “{code}”: sửa mã trong “passes”.")
            elif not held[code]:
                sentence = (
                    f"Lĩnh vực {code} không có tiêu chí nào chấm đạt hay chưa đạt: thêm tiêu chí, hoặc bỏ “{code}” "
                    "khỏi “passes”."
                )
                source.refuse(where, sentence)
            elif held[code] != "pass":
                sentence = (
                    f"“{code}” không chấm đạt hay chưa đạt (kind: {held[code]}): bỏ khỏi “passes”, hoặc viết "
                    "kind: pass cho nó."
                )
                source.refuse(where, sentence)


def _newest(value: object) -> list[_Criterion]:
    """The criteria of the newest set, which the requirements are for: its own, or those that it copies."""
    sets = {entry["year"]: (path, entry) for path, entry in _entries(value, "sets", ()) if "year" in entry}
    years = [year for year in sets if isinstance(year, int)]
    if not years:
        return []
    path, entry = sets[max(years)]
    path, entry = sets.get(entry.get("copy_of"), (path, entry))
    return list(_criteria(path, entry).values())


def _figures(value: object) -> dict[str, set[str]]:
    """The codes of the items that are figures, by the criterion of their requirement; none of a criterion that has
    a requirement."""
    found: dict[str, set[str]] = {}
    for _, each in _entries(value, "requirements", ()):
        codes = found.setdefault(str(each.get("criterion")), set())
        codes |= {
            str(item.get("code")) for _, item in _entries(each, "items", ()) if item.get("kind") == "figure"
        }
    return found


def _refuse_figures(source: Source, criterion: _Criterion, codes: set[str]) -> None:
    formula, there = criterion.entry.get("formula"), sorted(codes)
    if not isinstance(formula, dict):
        return
    where = (*criterion.path, "formula")
    if formula.get("figure") is not None:
        _refuse_strange_figure(source, (*where, "figure"), criterion, str(formula["figure"]), there)
    # An older catalogue may leave it open which of several a ratio counts: its points are then unknown.
    elif formula.get("counts") == "figure" and criterion.kind != "ratio" and len(there) > 1:
        named = ", ".join(there)
        sentence = (
            f"Tiêu chí {criterion.code} có nhiều mục số liệu ({named}): thêm “figure” là mã của một mục."
        )
        source.refuse(where, sentence)
    for path, part in _entries(formula, "parts", where):
        code = part.get("figure") or part.get("code")
        _refuse_strange_figure(source, path, criterion, str(code), there)


def _refuse_strange_figure(
    source: Source, where: Path, criterion: _Criterion, code: str, there: list[str]
) -> None:
    if code not in there:
        known = f"; đang có {', '.join(there)}" if there else ""
        sentence = (
            f"Không yêu cầu nào của tiêu chí {criterion.code} có mục số liệu “{code}”{known}: thêm mục "
            "kind: figure, hoặc sửa mã."
        )
        source.refuse(where, sentence)
