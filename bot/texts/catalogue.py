"""A catalogue for the eyes: what the index gave, what each criterion needs and by when, and what is doubtful."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from bot.texts.words import area_words, points, worth_words
from models.catalogue.document import (
    AreaEntry,
    Catalogue,
    CriteriaSetEntry,
    CriterionEntry,
    ItemEntry,
    NoteEntry,
    RequirementEntry,
)
from models.catalogue.due import DueEntry
from models.catalogue.formulas import FormulaEntry, PartEntry, PassEntry
from models.catalogue.sums import PointsGap, gaps, of_areas, of_criteria, undescribed
from models.catalogue.words import CADENCES, EMPTY, FORMULA_KINDS, WEEKDAYS

_STATUS = {"decided": "đã có quy định", "proposed": "đề xuất, cơ quan cần xác nhận"}
_WHAT = {"max": "điểm tối đa", "awarded": "điểm đạt", "lost": "điểm mất"}


def counted(catalogue: Catalogue) -> str:
    """What a sound file holds, in one line."""
    criteria = {each.code for criteria_set in catalogue.sets for each in criteria_set.criteria}
    return (
        f"Tệp dùng được: {len(catalogue.units)} đơn vị, {len(criteria)} tiêu chí, "
        f"{len(catalogue.requirements)} yêu cầu minh chứng, {len(catalogue.notes)} ghi chú."
    )


def shown(catalogue: Catalogue) -> str:
    """The whole catalogue, with each flag on what it concerns."""
    parts = [f"{catalogue.agency.name}, {catalogue.agency.province}"]
    for criteria_set in catalogue.sets:
        parts.append("\n".join(_set_lines(catalogue, criteria_set)))
    loose = [each for each in catalogue.requirements if each.criterion is None]
    if loose:
        lines = [line for each in loose for line in _requirement_lines(catalogue, each, "  ")]
        parts.append("\n".join(["Việc không thuộc tiêu chí nào trong báo cáo", *lines]))
    return "\n\n".join(parts)


def shown_as_json(catalogue: Catalogue) -> dict[str, Any]:
    """The same as values: points as numbers, sums and differences beside what they are of."""
    return {
        "agency": catalogue.agency.model_dump(mode="json"),
        "sets": [_set_values(catalogue, each) for each in catalogue.sets],
        "requirements": [
            each.model_dump(mode="json", exclude_none=True) | {"flags": _flag_ids(catalogue, each.code)}
            for each in catalogue.requirements
        ],
        "notes": [note.model_dump(mode="json") for note in catalogue.notes],
    }


def due_words(entry: RequirementEntry) -> str:
    """When it is due: "hằng tháng, 2 ngày làm việc sau ngày chốt số liệu 14"."""
    cadence = CADENCES[entry.cadence]
    return f"{cadence}, {_rule(entry.due, entry.cutoff)}" if entry.due else f"{cadence}, hạn của hồ sơ"


def _rule(due: DueEntry, cutoff: int | None) -> str:
    match due.form:
        case "after_cutoff":
            return f"{due.after_cutoff} ngày làm việc sau ngày chốt số liệu {cutoff}"
        case "day":
            return f"ngày {due.day}"
        case "weekday":
            return WEEKDAYS[str(due.weekday)]
        case "last_day":
            return f"{due.plus} ngày làm việc sau ngày cuối kỳ" if due.plus else "ngày cuối kỳ"
        case "date":
            return f"ngày {due.date:%d/%m/%Y}"
    days = " và ".join(due.dates or ()) + (" năm sau" if due.next_year else "")
    letter = f", hoặc {due.after_letter} ngày làm việc sau công văn cấp trên, ngày nào muộn hơn"
    return f"ngày {days}" + (letter if due.after_letter else "")


def _set_lines(catalogue: Catalogue, entry: CriteriaSetEntry) -> Iterator[str]:
    if entry.copy_of is not None:
        yield f"Bộ tiêu chí năm {entry.year}: chép từ bộ {entry.copy_of}, chưa có kết quả"
        return
    kind = "pass" if entry.scoring == "pass_fail" else ""
    yield f"Bộ tiêu chí năm {entry.year}: {_scored(kind, entry.scored_max, entry.awarded, entry.lost)}"
    yield f"  Nguồn: {entry.source}"
    yield from _passes(entry.passes, "  ")
    yield from _flags(catalogue, str(entry.year), "  ")
    for area in entry.areas:
        yield f"  {area_words(area.code, area.name)}: {_scored(kind, area.max, area.awarded, area.lost)}"
        yield from _passes(area.passes, "    ")
        yield from _flags(catalogue, area.code, "    ")
        own = [each for each in entry.criteria if each.area == area.code]
        yield from _tree_lines(catalogue, own, None, "    ")
    yield from (f"  {line}" for line in _difference_lines(entry))


def _tree_lines(
    catalogue: Catalogue, criteria: Sequence[CriterionEntry], whole: str | None, margin: str
) -> Iterator[str]:
    """The parts of a criterion, each with its own below it."""
    for each in criteria:
        if each.part_of == whole:
            yield from _criterion_lines(catalogue, each, margin)
            yield from _tree_lines(catalogue, criteria, each.code, margin + "  ")


def _criterion_lines(catalogue: Catalogue, entry: CriterionEntry, margin: str) -> Iterator[str]:
    result, kind = entry.result, entry.formula.kind
    scored = _scored(kind, entry.max, result.awarded if result else None, result.lost if result else None)
    yield f"{margin}{entry.code} {entry.short}: {scored}{_given(entry.formula)}"
    inner = margin + "  "
    yield from _passes(entry.passes, inner)
    yield from _flags(catalogue, entry.code, inner)
    for requirement in catalogue.requirements:
        if requirement.criterion == entry.code:
            yield from _requirement_lines(catalogue, requirement, inner)


def _given(formula: FormulaEntry) -> str:
    """How its rate gives points, where that takes more than a word: ; theo tỷ lệ so với mục tiêu 80 %"""
    empty = f"; không phát sinh: {EMPTY[formula.empty]}" if formula.empty else ""
    word = f"; {FORMULA_KINDS[formula.kind]}"
    match formula.kind:
        case "target":
            return f"{word} {points(formula.target)} %{empty}"
        case "levels":
            levels = (f"từ {points(each.at_least)} %: {points(each.points)}" for each in formula.levels)
            return f"{word}: {'; '.join(levels)}{empty}"
        case "parts":
            return f"{word}: {' + '.join(map(_part, formula.parts))}"
        case "sum":
            return word
    return empty


def _part(part: PartEntry) -> str:
    """2,5 × thanh-toan (không quá 2; mục tiêu 80 %; không phát sinh: đủ điểm)"""
    told = [
        f"không quá {points(part.cap)}" if part.cap is not None else "",
        f"mục tiêu {points(part.target)} %" if part.target is not None else "",
        f"không phát sinh: {EMPTY[part.empty]}",
    ]
    return f"{points(part.points)} × {part.title or part.code} ({'; '.join(filter(None, told))})"


def _passes(rule: PassEntry | None, margin: str) -> Iterator[str]:
    """Đạt khi 1, 2, 3 đạt và ít nhất 1 trong 4, 5, 6 đạt."""
    if rule is None:
        return
    wanted = [", ".join(rule.all)] if rule.all else []
    wanted += [f"ít nhất {rule.at_least} trong {', '.join(rule.of)}"] if rule.of else []
    yield f"{margin}Đạt khi {' và '.join(f'{each} đạt' for each in wanted)}."


def _requirement_lines(catalogue: Catalogue, entry: RequirementEntry, margin: str) -> Iterator[str]:
    who = f", {entry.responsible}" if entry.responsible else ""
    yield f"{margin}→ {entry.code}: {entry.title} ({entry.unit}{who})"
    yield f"{margin}  Hạn: {due_words(entry)}{_other_days(entry)} ({_STATUS[entry.status]})"
    yield from (f"{margin}  ☐ {_item(item)}" for item in entry.items)
    yield from (f"{margin}  Nhóm {name} cần {wanted} phương án." for name, wanted in entry.choose.items())
    if entry.personal:
        yield f"{margin}  Minh chứng có dữ liệu người dân."
    own = [note for note in _notes(catalogue, entry.code) if entry.criterion not in note.concerns]
    yield from (f"{margin}  ⚑ {note.id}: {note.text}" for note in own)


def _other_days(entry: RequirementEntry) -> str:
    """When the document may be dated, and until when what is late is accepted."""
    of_year = " năm trước" if entry.issue_year else ""
    said = (
        f"; văn bản ghi ngày sớm nhất {entry.issue_from}{of_year}" if entry.issue_from else "",
        f"; văn bản ghi ngày chậm nhất {entry.issue_by}{of_year}" if entry.issue_by else "",
        f"; muộn vẫn nhận đến {entry.accepted_until}" if entry.accepted_until else "",
    )
    return "".join(said)


def _item(item: ItemEntry) -> str:
    more = (
        f" ({item.count} tệp)" if item.count > 1 else "",
        f" (từ {points(item.at_least)} % trở lên)" if item.at_least is not None else "",
        f", có chữ ký của {', '.join(item.checks.signers)}" if item.checks.signers else "",
        f" – phương án của nhóm {item.one_of}" if item.one_of else "",
    )
    title = item.title + "".join(more)
    if item.owed_by:
        return f"{title} – phần của {item.owed_by}, trước hạn {item.before} ngày làm việc"
    return title if item.required else f"{title} (nếu có)"


def _difference_lines(entry: CriteriaSetEntry) -> Iterator[str]:
    found = gaps(entry)
    missing = undescribed(entry)
    if found or missing:
        yield "Chênh lệch:"
    elif entry.scoring == "points":
        yield "Các tổng điểm đều khớp."
    for gap in found:
        yield f"  - {_gap(gap)}"
    for area in missing:
        most = f"{_two(area.max)} trong {_two(entry.scored_max or area.max)} điểm tối đa chưa được mô tả"
        what = "chưa được mô tả" if area.max is None else most
        yield f"  - Không có tiêu chí nào của lĩnh vực {area.code} · {area.name}: {what}."


def _gap(gap: PointsGap) -> str:
    where = f"Lĩnh vực {gap.area}" if gap.area else "Cả năm"
    if gap.what == "lost":
        return (
            f"{where}: giải trình được {_two(gap.described)} trong {_two(gap.given)} điểm mất; "
            f"còn {_two(gap.missing)} điểm chưa có dòng nào giải trình."
        )
    return f"{where}: {_WHAT[gap.what]} {_two(gap.given)}, các lĩnh vực cộng lại {_two(gap.described)}."


def _scored(kind: str, most: Decimal | None, awarded: Decimal | None, lost: Decimal | None) -> str:
    if most is None:
        return worth_words(kind, None)
    if awarded is None or lost is None:
        return f"tối đa {points(most)}"
    return f"{points(awarded)}/{points(most)}, mất {points(lost)}"


def _two(value: Decimal | None) -> str:
    if value is None:
        return "chưa rõ"
    return f"{value:.2f}".replace(".", ",")


def _notes(catalogue: Catalogue, code: str) -> list[NoteEntry]:
    return [note for note in catalogue.notes if code in note.concerns]


def _flag_ids(catalogue: Catalogue, code: str) -> list[str]:
    return [note.id for note in _notes(catalogue, code)]


def _flags(catalogue: Catalogue, code: str, margin: str) -> Iterator[str]:
    return (f"{margin}⚑ {note.id}: {note.text}" for note in _notes(catalogue, code))


def _set_values(catalogue: Catalogue, entry: CriteriaSetEntry) -> dict[str, Any]:
    if entry.copy_of is not None:
        return {"year": entry.year, "copy_of": entry.copy_of, "source": entry.source}
    areas, criteria = of_areas(entry.areas), of_criteria(entry.criteria)
    return {
        "year": entry.year,
        "source": entry.source,
        "rank": entry.rank,
        "scoring": entry.scoring,
        "passes": _pass_values(entry.passes),
        "survey_max": _number(entry.survey_max),
        **_numbers(entry.scored_max, entry.awarded, entry.lost),
        "sum_of_areas": _numbers(areas.max, areas.awarded, areas.lost),
        "sum_of_criteria": _numbers(criteria.max, criteria.awarded, criteria.lost),
        "flags": _flag_ids(catalogue, str(entry.year)),
        "areas": [_area_values(catalogue, entry, area) for area in entry.areas],
        "differences": [_gap_values(gap) for gap in gaps(entry)],
        "undescribed": [area.code for area in undescribed(entry)],
    }


def _area_values(catalogue: Catalogue, entry: CriteriaSetEntry, area: AreaEntry) -> dict[str, Any]:
    own = [each for each in entry.criteria if each.area == area.code]
    summed = of_criteria(own)
    return {
        "code": area.code,
        "name": area.name,
        "note": area.note,
        "passes": _pass_values(area.passes),
        **_numbers(area.max, area.awarded, area.lost),
        "sum_of_criteria": _numbers(summed.max, summed.awarded, summed.lost),
        "flags": _flag_ids(catalogue, area.code),
        "criteria": [_criterion_values(catalogue, each, own) for each in own],
    }


def _criterion_values(
    catalogue: Catalogue, entry: CriterionEntry, area: Sequence[CriterionEntry]
) -> dict[str, Any]:
    result = entry.result
    parts = [each for each in area if each.part_of == entry.code]
    return {
        "code": entry.code,
        "part_of": entry.part_of,
        "parts": [each.code for each in parts],
        "sum_of_parts": _number(of_criteria(parts).max) if parts else None,
        "formula": entry.formula.model_dump(mode="json", exclude_defaults=True),
        "passes": _pass_values(entry.passes),
        "title": entry.title,
        "unit": entry.unit,
        **_numbers(entry.max, result.awarded if result else None, result.lost if result else None),
        "result": result.model_dump(mode="json", exclude={"awarded", "lost"}, exclude_none=True)
        if result
        else None,
        "flags": _flag_ids(catalogue, entry.code),
        "requirements": [each.code for each in catalogue.requirements if each.criterion == entry.code],
    }


def _pass_values(rule: PassEntry | None) -> dict[str, Any] | None:
    return rule.model_dump(mode="json", exclude_defaults=True) if rule else None


def _gap_values(gap: PointsGap) -> dict[str, Any]:
    return {
        "area": gap.area,
        "what": gap.what,
        "given": _number(gap.given),
        "described": _number(gap.described),
        "missing": _number(gap.missing),
        "sentence": _gap(gap),
    }


def _numbers(most: Decimal | None, awarded: Decimal | None, lost: Decimal | None) -> dict[str, float | None]:
    return {"max": _number(most), "awarded": _number(awarded), "lost": _number(lost)}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
