"""What a catalogue file and a calendar file may say: the words of docs/design.md, Words as plain values.

Points are exact decimals, days are days in Vietnam. The models refuse what one entry alone shows to be wrong;
what needs two entries (an unknown unit, a code used twice) is found by `checks`.
Sentences raised here are read by the admin, hence Vietnamese.
"""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.catalogue.checking import checks_fault
from models.catalogue.due import DueEntry, due_fault
from models.catalogue.entry import Entry, refuse
from models.catalogue.values import (
    YEARS,
    AgencyCode,
    CadenceName,
    Confidence,
    CriterionCode,
    Day,
    DayStatusName,
    EvidenceLine,
    FormulaKind,
    Hour,
    ItemKindName,
    PersonCode,
    Points,
    Rank,
    RequirementCode,
    RoleName,
    RuleStatus,
    ShiftName,
    SlugCode,
    StepName,
    Text,
    UnitCode,
    YearDay,
)
from models.rules.cadence import CLOSING, RECURRING
from models.rules.inspection.checks import Checks


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
    roles: tuple[RoleName, ...] = Field(default=("officer",), min_length=1)
    position: Text | None = None
    address: Text | None = None
    phone: Text | None = None
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
        refuse(_sum_fault(self.max, self.awarded, self.lost))
        return self


class FormulaEntry(Entry):
    """How points of a criterion are thought to be given: derived, hence a confidence.

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
        refuse(
            _parameter_fault("counts", self.counts is not None, self.kind, "ratio"),
            _parameter_fault("steps", bool(self.steps), self.kind, "step"),
        )
        return self


class ResultEntry(Entry):
    """What the council gave a criterion in one year, in the report's exact words; `lesson`: in one sentence, what
    to do otherwise next time."""

    awarded: Points
    lost: Points
    opinion: Text
    cause: Text
    lesson: Text | None = None
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
            refuse(_sum_fault(self.max, self.result.awarded, self.result.lost))
        return self


class CriteriaSetEntry(Entry):
    """The criteria of one scoring year, or a copy of another year's without its results."""

    year: Annotated[int, Field(ge=YEARS[0], le=YEARS[-1])]
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
        refuse(
            _content_fault(self), *_scale_faults(self), _sum_fault(self.scored_max, self.awarded, self.lost)
        )
        return self


class ItemEntry(Entry):
    """One named thing that proves a requirement.

    With `owed_by` it is the piece of a cooperating unit, wanted `before` so many working days of the due day.
    """

    code: SlugCode
    title: Text
    kind: ItemKindName
    required: bool = True
    hint: Text | None = None
    checks: Checks = Checks()
    owed_by: str | None = None
    before: Annotated[int, Field(ge=1, le=60)] | None = None

    @model_validator(mode="after")
    def _is_a_whole_piece(self) -> Self:
        if (self.owed_by is None) != (self.before is None):
            refuse("“owed_by” và “before” đi cùng nhau: đơn vị nợ mục này, và trước hạn mấy ngày làm việc.")
        refuse(checks_fault(self.checks))
        return self


class RequirementEntry(Entry):
    """What a criterion needs, and when: one cadence, one date rule, one checklist.

    `title` and `short` are written so that the period can follow ("… tháng 12/2026"). `cutoff` is the day of
    a period's last month on which its data close (Decree 09/2019/NĐ-CP art. 12), 31 being its last day;
    `starts_on` the first day of the first data period. `line` is the evidence line of the report's matrix that
    it serves; the document must be dated by `issue_by`. It is due at `due_hour`, else when working hours end;
    `ladder`: its own steps up to the due day, else those of its cadence. `personal`: its evidence tells of
    citizens, so that it lies sealed and never passes the chat. `reason` is the source of the date rule, or why it
    is proposed.
    """

    code: RequirementCode
    line: EvidenceLine | None = None
    criterion: str | None = None
    title: Text
    short: Text
    unit: str
    cooperates: tuple[str, ...] = ()
    responsible: str | None = None
    cadence: CadenceName
    cutoff: Annotated[int, Field(ge=1, le=31)] | None = None
    due: DueEntry | None = None
    issue_by: YearDay | None = None
    shift: ShiftName = "earlier"
    due_hour: Hour | None = None
    ladder: tuple[StepName, ...] = ()
    starts_on: Day | None = None
    system: Text | None = None
    personal: bool = False
    items: Annotated[tuple[ItemEntry, ...], Field(min_length=1)]
    status: RuleStatus
    reason: Text

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        faults = (_code_fault, _cutoff_fault, _issue_fault, _start_fault, _items_fault, _pieces_fault)
        refuse(due_fault(self.cadence, self.due, self.cutoff), *(fault(self) for fault in faults))
        return self


class NoteEntry(Entry):
    """An inconsistency of the source and the codes or years that it concerns."""

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

    day: Day
    working: bool
    name: Text
    source: Text
    status: DayStatusName


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


def _scale_faults(entry: CriteriaSetEntry) -> tuple[str, ...]:
    """A copy has the scale of what it is copied from."""
    scale = {
        "Thiếu “scored_max”: điểm tối đa được chấm, ví dụ scored_max: 73.5.": entry.scored_max,
        "Thiếu “survey_max”: điểm khảo sát tối đa, ví dụ survey_max: 26.5.": entry.survey_max,
    }
    return tuple(sentence for sentence, points in scale.items() if points is None and entry.copy_of is None)


def _code_fault(entry: RequirementEntry) -> str | None:
    expected = entry.criterion or "0"
    if entry.code.startswith(f"{expected}-"):
        return None
    return f"Mã yêu cầu “{entry.code}” phải bắt đầu bằng “{expected}-”."


def _cutoff_fault(entry: RequirementEntry) -> str | None:
    if entry.cutoff is not None and entry.cadence not in CLOSING:
        return f"cadence: {entry.cadence} không có ngày chốt số liệu: bỏ “cutoff”."
    return None


def _issue_fault(entry: RequirementEntry) -> str | None:
    if entry.issue_by and entry.cadence != "yearly":
        return "“issue_by” là một ngày trong năm: chỉ dùng với cadence: yearly."
    return None


def _start_fault(entry: RequirementEntry) -> str | None:
    if entry.starts_on or entry.cadence not in RECURRING:
        return None
    return "Thiếu “starts_on”: ngày đầu của kỳ số liệu đầu tiên, ví dụ starts_on: 2025-12-15."


def _items_fault(entry: RequirementEntry) -> str | None:
    if any(item.required for item in entry.items):
        return None
    return "Phải có ít nhất một mục minh chứng bắt buộc (required: true)."


def _pieces_fault(entry: RequirementEntry) -> str | None:
    strangers = [item.owed_by for item in entry.items if item.owed_by not in (None, *entry.cooperates)]
    if not strangers:
        return None
    return f"“owed_by: {strangers[0]}” phải là một đơn vị phối hợp: thêm vào “cooperates” hoặc sửa mã."
