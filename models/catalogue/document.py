"""What a catalogue file and a calendar file may say: the words of DESIGN §2 as plain values.

Points are exact decimals, days are days in Vietnam. The models refuse what one entry alone shows to be wrong;
what needs two entries (an unknown unit, a code used twice) is found by `checks`.
Sentences raised here are read by the admin, hence Vietnamese.
"""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from models.catalogue.values import (
    AgencyCode,
    Cadence,
    Confidence,
    CriterionCode,
    DayStatus,
    FormulaKind,
    ItemKind,
    PersonCode,
    Points,
    Rank,
    RequirementCode,
    Role,
    RuleStatus,
    Shift,
    SlugCode,
    Text,
    UnitCode,
    YearDay,
)

DUE_FORMS: dict[str, tuple[str, ...]] = {
    "once": ("date",),
    "monthly": ("after_cutoff", "day", "last_day"),
    "quarterly": ("after_cutoff", "dates", "last_day"),
    "half_yearly": ("after_cutoff", "dates", "last_day"),
    "yearly": ("after_cutoff", "dates", "last_day"),
    "per_case": (),
}
OCCURRENCES_A_YEAR = {"quarterly": 4, "half_yearly": 2, "yearly": 1}


def _refuse(*sentences: str | None) -> None:
    """Raises one ValueError that holds every sentence, a line each."""
    said = [sentence for sentence in sentences if sentence]
    if said:
        raise ValueError("\n".join(said))


class Entry(BaseModel):
    """One entry of a file: never changed after reading, and nothing in it is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class AgencyEntry(Entry):
    """The commune whose catalogue this is."""

    code: AgencyCode
    name: Text
    province: Text


class UnitEntry(Entry):
    """A unit and its tasks in the report's words; with `members` it is a group (tasks open per member)."""

    code: UnitCode
    name: Text
    short: Text
    members: tuple[str, ...] = ()
    tasks: tuple[Text, ...] = ()


class PersonEntry(Entry):
    """A person the catalogue already names; `address` is the form of address (anh, chị, đồng chí)."""

    code: PersonCode
    name: Text
    unit: str | None = None
    roles: tuple[Role, ...] = Field(default=("officer",), min_length=1)
    position: Text | None = None
    address: Text | None = None
    deputy: str | None = None


class AreaEntry(Entry):
    """An area of the index as its result prints it; `note` says where the print was corrected."""

    code: CriterionCode
    name: Text
    max: Points
    awarded: Points | None = None
    lost: Points | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        _refuse(_sum_fault(self.max, self.awarded, self.lost))
        return self


class FormulaEntry(Entry):
    """How points of a criterion are thought to be given (catalogue.md §4): derived, hence a confidence.

    A ratio counts occurrences of the criterion's requirements, tasks of the yearly plan, or a figure; a step
    takes one of `steps`, in points.
    """

    kind: FormulaKind
    confidence: Confidence
    counts: Literal["occurrences", "plan_tasks", "figure"] | None = None
    steps: tuple[Points, ...] = ()
    note: Text

    @model_validator(mode="after")
    def _has_its_parameters(self) -> Self:
        _refuse(
            _parameter_fault("counts", self.counts is not None, self.kind, "ratio"),
            _parameter_fault("steps", bool(self.steps), self.kind, "step"),
        )
        return self


class ResultEntry(Entry):
    """What the council gave a criterion in one year, in the report's exact words, misprints included."""

    awarded: Points
    lost: Points
    opinion: Text
    cause: Text
    remedy: Text
    explanation: Text | None = None


class CriterionEntry(Entry):
    """A criterion; `unit` is the owner, `unit_as_named` how the report calls it (null: it names nobody)."""

    code: CriterionCode
    area: str
    title: Text
    short: Text
    max: Points
    formula: FormulaEntry
    unit: str
    unit_as_named: Text | None = None
    result: ResultEntry | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.result:
            _refuse(_sum_fault(self.max, self.result.awarded, self.result.lost))
        return self


class CriteriaSetEntry(Entry):
    """The criteria of one scoring year, or a copy of another year's without its results."""

    year: Annotated[int, Field(ge=2000, le=2100)]
    source: Text
    copy_of: int | None = None
    scored_max: Points | None = None
    survey_max: Points | None = None
    awarded: Points | None = None
    lost: Points | None = None
    rank: Rank | None = None
    areas: tuple[AreaEntry, ...] = ()
    criteria: tuple[CriterionEntry, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        _refuse(_content_fault(self), _sum_fault(self.scored_max, self.awarded, self.lost))
        return self


class ItemEntry(Entry):
    """One named thing that proves a requirement."""

    code: SlugCode
    title: Text
    kind: ItemKind
    required: bool = True
    hint: Text | None = None


class DueEntry(Entry):
    """Exactly one date rule.

    `after_cutoff` working days after the cut-off · `day` of the month · `dates` of every year, one a period ·
    `last_day` of the period, `plus` working days · one `date`.
    """

    after_cutoff: Annotated[int, Field(ge=1, le=60)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    dates: tuple[YearDay, ...] | None = None
    last_day: Literal[True] | None = None
    plus: Annotated[int, Field(ge=0, le=60)] | None = None
    date: dt.date | None = None

    @property
    def form(self) -> str:
        """The name of the one rule given."""
        return self._forms()[0]

    def _forms(self) -> list[str]:
        forms = ("after_cutoff", "day", "dates", "last_day", "date")
        return [form for form in forms if getattr(self, form) is not None]

    @model_validator(mode="after")
    def _is_one_rule(self) -> Self:
        one = len(self._forms()) == 1
        _refuse(
            None if one else "“due” phải có đúng một trong: after_cutoff, day, dates, last_day, date.",
            "“plus” chỉ đi với last_day: true." if self.plus is not None and not self.last_day else None,
        )
        return self


class RequirementEntry(Entry):
    """What a criterion needs, and when: one cadence, one date rule, one checklist.

    `title` and `short` are written so that the period can follow ("… tháng 12/2026"). `cutoff` is the day of
    a period's last month on which its data close (Decree 09/2019/NĐ-CP art. 12); `starts_on` the first day of
    the first data period. `reason` is the source of the date rule, or why it is proposed.
    """

    code: RequirementCode
    criterion: str | None = None
    title: Text
    short: Text
    unit: str
    cooperates: tuple[str, ...] = ()
    responsible: str | None = None
    cadence: Cadence
    cutoff: Annotated[int, Field(ge=1, le=28)] | None = None
    due: DueEntry | None = None
    shift: Shift = "earlier"
    starts_on: dt.date | None = None
    system: Text | None = None
    items: Annotated[tuple[ItemEntry, ...], Field(min_length=1)]
    status: RuleStatus
    reason: Text

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        faults = (_code_fault, _due_fault, _cutoff_fault, _start_fault, _items_fault)
        _refuse(*(fault(self) for fault in faults))
        return self


class NoteEntry(Entry):
    """An inconsistency of the source (catalogue.md §8) and the codes or years that it concerns."""

    id: Text
    concerns: Annotated[tuple[str, ...], Field(min_length=1)]
    text: Text


class Catalogue(Entry):
    """A whole catalogue file."""

    agency: AgencyEntry
    units: Annotated[tuple[UnitEntry, ...], Field(min_length=1)]
    people: tuple[PersonEntry, ...] = ()
    sets: Annotated[tuple[CriteriaSetEntry, ...], Field(min_length=1)]
    requirements: tuple[RequirementEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()


class DayEntry(Entry):
    """A day that differs from, or is said to follow, the plain Monday–Friday week."""

    day: dt.date
    working: bool
    name: Text
    source: Text
    status: DayStatus


class Calendar(Entry):
    """A whole calendar file."""

    days: Annotated[tuple[DayEntry, ...], Field(min_length=1)]


def _sum_fault(whole: Decimal | None, awarded: Decimal | None, lost: Decimal | None) -> str | None:
    if awarded is None or lost is None or whole is None or awarded + lost == whole:
        return None
    return f"Điểm đạt {awarded} cộng điểm mất {lost} không bằng điểm tối đa {whole}: sửa một trong ba số."


def _parameter_fault(name: str, given: bool, kind: str, its_kind: str) -> str | None:
    if given == (kind == its_kind):
        return None
    return f"“{name}” {'chỉ dùng với' if given else 'phải có khi'} kind: {its_kind}."


def _content_fault(entry: CriteriaSetEntry) -> str | None:
    if (entry.copy_of is None) == bool(entry.criteria):
        return None
    return "Bộ tiêu chí phải có “criteria”, hoặc “copy_of” là năm của bộ được chép; không dùng cả hai."


def _code_fault(entry: RequirementEntry) -> str | None:
    expected = entry.criterion or "0"
    if entry.code.startswith(f"{expected}-"):
        return None
    return f"Mã yêu cầu “{entry.code}” phải bắt đầu bằng “{expected}-”."


def _due_fault(entry: RequirementEntry) -> str | None:
    if entry.due:
        return _due_form_fault(entry.cadence, entry.due) or _due_count_fault(entry.cadence, entry.due)
    if entry.cadence == "per_case":
        return None
    return "Thiếu “due”: mỗi yêu cầu phải có hạn, ví dụ due: {after_cutoff: 2}."


def _due_form_fault(cadence: Cadence, due: DueEntry) -> str | None:
    allowed = DUE_FORMS[cadence]
    if due.form in allowed:
        return None
    if not allowed:
        return "Việc theo từng hồ sơ (per_case) lấy hạn của hồ sơ: bỏ “due”."
    return f"“due: {due.form}” không dùng được với cadence: {cadence}; dùng {' hoặc '.join(allowed)}."


def _due_count_fault(cadence: Cadence, due: DueEntry) -> str | None:
    expected = OCCURRENCES_A_YEAR.get(cadence)
    if due.dates is None or len(due.dates) == expected:
        return None
    return f"cadence: {cadence} cần đúng {expected} ngày trong “dates”, đang có {len(due.dates)}."


def _cutoff_fault(entry: RequirementEntry) -> str | None:
    if entry.due and entry.due.after_cutoff and entry.cutoff is None:
        return "Hạn tính sau ngày chốt (after_cutoff) cần “cutoff”, ví dụ cutoff: 14."
    if entry.cutoff is not None and entry.cadence in ("once", "per_case"):
        return f"cadence: {entry.cadence} không có kỳ số liệu: bỏ “cutoff”."
    return None


def _start_fault(entry: RequirementEntry) -> str | None:
    if entry.starts_on or entry.cadence in ("once", "per_case"):
        return None
    return "Thiếu “starts_on”: ngày đầu của kỳ số liệu đầu tiên, ví dụ starts_on: 2025-12-15."


def _items_fault(entry: RequirementEntry) -> str | None:
    if any(item.required for item in entry.items):
        return None
    return "Phải có ít nhất một mục minh chứng bắt buộc (required: true)."
