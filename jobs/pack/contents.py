"""Gathers a pack from the database: what the criteria of a year have, and what they lack."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from sqlmodel import Session, col, select

from jobs.pack.documents import Reader, missing_of
from jobs.pack.naming import natural
from jobs.pack.values import AreaPart, Contents, CriterionPart, Row, Work
from models.changes.packing import packs_of
from models.checklist import in_force, items_of, pieces_on, wanted
from models.forecast import Outlook, forecast, set_of
from models.rules.cadence import Cadence, cadence_of
from models.rules.zone import day_of
from models.tables import (
    Agency,
    Area,
    Criterion,
    Edition,
    Evidence,
    ItemKind,
    Pack,
    Requirement,
    Task,
    TaskItem,
    Unit,
)
from models.units import units_of

_Of: TypeAlias = tuple[Requirement, Task]
# The criteria of an area, each with its tasks.
_Grouped: TypeAlias = list[tuple[Area | None, list[tuple[Criterion | None, list[_Of]]]]]


def gather(session: Session, agency: Agency, year: int, edition: Edition, now: datetime) -> Contents:
    """The pack of a scoring year as it stands now, without paths; where there is an earlier one, only what came
    since, its numbers going on. Reads only."""
    made = packs_of(session, agency, year, edition)
    reader = Reader(session, agency, edition, day_of(now))
    foreseen = forecast(session, agency, year, day_of(now))
    outlooks = foreseen.criteria if foreseen else {}
    areas = tuple(_area(reader, outlooks, *each) for each in _grouped(session, agency, year))
    known = {evidence: number for pack in made for evidence, number in _numbered(pack)}
    withdrawn = _withdrawn(known, areas)
    if made:
        areas = _only_new(areas, known.keys())
    return Contents(
        agency_code=agency.code,
        agency=agency.name,
        province=agency.province,
        year=year,
        edition=edition,
        number=len(made),
        made_at=now,
        anchor=(agency.ledger_seq, agency.ledger_hash),
        areas=_counted(areas, len(known) + 1),
        withdrawn=withdrawn,
    )


def _withdrawn(known: Mapping[int, int], areas: Sequence[AreaPart]) -> tuple[int, ...]:
    """The numbers of what an earlier pack had and is there no more."""
    there = {row.document.evidence_id for area in areas for row in _rows(area) if row.document}
    return tuple(sorted(number for evidence, number in known.items() if evidence not in there))


def _numbered(pack: Pack) -> Iterator[tuple[int, int]]:
    return zip(pack.evidence_ids, range(pack.first_number, 10**9), strict=False)


def _grouped(session: Session, agency: Agency, year: int) -> _Grouped:
    """In the order of the set of the year, or of the latest before it: its areas, their criteria by code; last the
    tasks of none."""
    of_criterion = _tasks(session, agency, year)
    found: _Grouped = []
    criteria_set = set_of(session, agency, year)
    if criteria_set is not None:
        areas = session.exec(select(Area).where(Area.set_id == criteria_set.id)).all()
        for area in sorted(areas, key=lambda each: natural(each.code)):
            criteria = session.exec(select(Criterion).where(Criterion.area_id == area.id)).all()
            in_order = sorted(criteria, key=lambda each: natural(each.code))
            if in_order:
                found.append((area, [(each, of_criterion.pop(each.code, [])) for each in in_order]))
    loose = [each for tasks in of_criterion.values() for each in tasks]
    return [*found, (None, [(None, loose)])] if loose else found


def _tasks(session: Session, agency: Agency, year: int) -> dict[str | None, list[_Of]]:
    """The tasks of a year by the code of their criterion: by requirement, period and unit."""
    query = (
        select(Requirement, Task, Unit)
        .join(Task, col(Task.requirement_id) == Requirement.id)
        .join(Unit, col(Task.unit_id) == Unit.id)
        .where(Task.agency_id == agency.id, Task.scoring_year == year)
    )
    found: defaultdict[str | None, list[_Of]] = defaultdict(list)
    in_order = sorted(session.exec(query), key=lambda row: _order(*row))
    for requirement, task, _ in in_order:
        found[requirement.criterion_code].append((requirement, task))
    return dict(found)


def _order(requirement: Requirement, task: Task, unit: Unit) -> tuple[object, ...]:
    return natural(requirement.code), natural(task.period), unit.code


def _area(
    reader: Reader,
    outlooks: dict[str, Outlook],
    area: Area | None,
    criteria: list[tuple[Criterion | None, list[_Of]]],
) -> AreaPart:
    parts = tuple(_criterion(reader, outlooks, *each) for each in criteria)
    return AreaPart(area.code, area.name, parts) if area else AreaPart("", "", parts)


def _criterion(
    reader: Reader, outlooks: dict[str, Outlook], criterion: Criterion | None, tasks: list[_Of]
) -> CriterionPart:
    rows = [row for each in tasks for row in _rows_of(reader, *each)]
    hidden = [row for row in rows if row.work.is_case and reader.edition is Edition.SUBMITTED]
    shown = tuple(row for row in rows if row not in hidden)
    if criterion is None:
        return CriterionPart("", "", "", None, None, shown, tuple(hidden))
    outlook = outlooks[criterion.code]
    return CriterionPart(
        criterion.code,
        criterion.title,
        criterion.short,
        criterion.max,
        outlook.final,
        shown,
        tuple(hidden),
        kind=outlook.kind,
        passed=outlook.passed,
        is_out=outlook.is_out and outlook.is_settled,
    )


def _rows_of(reader: Reader, requirement: Requirement, task: Task) -> Iterator[Row]:
    """Each item of a task with all that fills it, and what of it is missing: nothing of an item that is not
    required, or of a choice of which enough is there."""
    work, items = _work(reader.session, requirement, task), items_of(reader.session, task)
    files: defaultdict[int | None, list[Evidence]] = defaultdict(list)
    for each in in_force(reader.session, task):
        files[each.item_id].append(each)
    documents = [item for item in items if item.kind is not ItemKind.TICK]
    lacking = [item for item in wanted(reader.session, task) if item.required]
    for item in items:
        row = Row(work, item.code, item.title, item.kind, is_only=documents == [item])
        for each in files[item.id]:
            yield replace(row, document=reader.document(task, item, each, _only_signed(items, item)))
        if item in lacking:
            there = pieces_on(reader.session, task, item)
            yield replace(row, missing=replace(missing_of(reader, task), count=item.count, there=there))


def _only_signed(items: Sequence[TaskItem], item: TaskItem) -> bool:
    """Whether the number that was said of the task can be of nothing else."""
    return [each for each in items if each.kind is ItemKind.SIGNED_DOCUMENT] == [item]


def _work(session: Session, requirement: Requirement, task: Task) -> Work:
    several = len(units_of(session, requirement)) > 1
    return Work(
        task_id=task.id or 0,
        requirement=requirement.code,
        title=requirement.title,
        short=requirement.short,
        period=task.period,
        unit=session.get_one(Unit, task.unit_id).short if several else "",
        is_case=cadence_of(task.period) is Cadence.PER_CASE,
        state=task.state,
    )


def _rows(area: AreaPart) -> Iterator[Row]:
    for criterion in area.criteria:
        yield from (*criterion.rows, *criterion.cases)


def _only_new(areas: Iterable[AreaPart], known: Iterable[int]) -> tuple[AreaPart, ...]:
    """What no earlier pack numbers, and the criteria and areas that have it."""
    old = frozenset(known)

    def new(rows: Sequence[Row]) -> tuple[Row, ...]:
        return tuple(row for row in rows if row.document and row.document.evidence_id not in old)

    found = []
    for area in areas:
        criteria = [replace(each, rows=new(each.rows), cases=new(each.cases)) for each in area.criteria]
        having = tuple(each for each in criteria if each.rows or each.cases)
        if having:
            found.append(replace(area, criteria=having))
    return tuple(found)


def _counted(areas: Iterable[AreaPart], first: int) -> tuple[AreaPart, ...]:
    """The documents numbered in their order, from `first` on."""
    numbers = iter(range(first, 10**9))

    def count(rows: Sequence[Row]) -> tuple[Row, ...]:
        return tuple(
            replace(row, document=replace(row.document, number=next(numbers))) if row.document else row
            for row in rows
        )

    return tuple(
        replace(
            area,
            criteria=tuple(
                replace(each, rows=count(each.rows), cases=count(each.cases)) for each in area.criteria
            ),
        )
        for area in areas
    )
