"""What a catalogue file and a calendar file may say: the words of docs/design.md, Words as plain values.

Points are exact decimals, days are days in Vietnam. The models refuse what one entry alone shows to be wrong;
what needs two entries (an unknown unit, a code used twice) is found by `checks`.
Sentences raised here are read by the admin, hence Vietnamese.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from models.catalogue.checking import checks_fault
from models.catalogue.due import DueEntry, due_fault
from models.catalogue.entry import Entry, refuse
from models.catalogue.formulas import FormulaEntry, PassEntry
from models.catalogue.values import (
    YEARS,
    AgencyCode,
    CadenceName,
    ChoiceName,
    CriterionCode,
    Day,
    DayStatusName,
    EvidenceLine,
    Hour,
    ItemKindName,
    Percent,
    PersonCode,
    Points,
    Rank,
    RequirementCode,
    RoleName,
    RuleStatus,
    ScoringName,
    ShiftName,
    SlugCode,
    StepName,
    Text,
    UnitCode,
    YearDay,
    day_month,
)
from models.rules.cadence import CLOSING, RECURRING
from models.rules.choosing import option_of
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
    """An area of the index as its result prints it; `note` says where the print was corrected. `max` is None where
    nobody knows, and in a set without points, where `passes` says when it is passed."""

    code: CriterionCode
    name: Text
    max: Points | None = None
    passes: PassEntry | None = None
    awarded: Points | None = None
    lost: Points | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        refuse(_sum_fault(self.max, self.awarded, self.lost))
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
    """A criterion; `unit` is the owner, `unit_as_named` how the report calls it (null: it names nobody).

    `part_of`: the criterion of the same area that it is a part of, to any depth. `max` is None where nobody knows
    ("chưa rõ điểm"), for information, and where it is passed or failed: then `passes` says when, of its own parts.
    """

    code: CriterionCode
    area: str
    part_of: CriterionCode | None = None
    title: Text
    short: Text
    max: Points | None = None
    formula: FormulaEntry = FormulaEntry(kind="manual")
    passes: PassEntry | None = None
    unit: str | None = None
    unit_as_named: Text | None = None
    result: ResultEntry | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.result:
            refuse(_sum_fault(self.max, self.result.awarded, self.result.lost))
        return self


class CriteriaSetEntry(Entry):
    """The criteria of one scoring year, or a copy of another year's without its results.

    `scoring`: by points, or passed and failed without any; `passes` then says when the year is passed, of its
    areas, and a criterion without a formula is one that is passed. Points that nobody knows are left out.
    """

    year: Annotated[int, Field(ge=YEARS[0], le=YEARS[-1])]
    source: Text
    copy_of: int | None = None
    scoring: ScoringName = "points"
    passes: PassEntry | None = None
    scored_max: Points | None = None
    survey_max: Points | None = None
    awarded: Points | None = None
    lost: Points | None = None
    rank: Rank | None = None
    areas: tuple[AreaEntry, ...] = ()
    criteria: tuple[CriterionEntry, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _passes_where_nothing_is_said(cls, given: Any) -> Any:
        if not isinstance(given, dict) or given.get("scoring") != "pass_fail":
            return given
        criteria = given.get("criteria")
        return given | {"criteria": tuple(map(_passed, criteria))} if isinstance(criteria, tuple) else given

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        refuse(
            _content_fault(self), _scoring_fault(self), _sum_fault(self.scored_max, self.awarded, self.lost)
        )
        return self


class ItemEntry(Entry):
    """One named thing that proves a requirement.

    With `owed_by` it is the piece of a cooperating unit, wanted `before` so many working days of the due day.
    `count` pieces of it are wanted. `one_of` names a choice: of the items of one choice one is enough; of
    "choice/option" all items of one option are. `at_least`: the rate, in percent, that a figure is to reach.
    """

    code: SlugCode
    title: Text
    kind: ItemKindName
    required: bool = True
    hint: Text | None = None
    checks: Checks = Checks()
    count: Annotated[int, Field(ge=1, le=50)] = 1
    one_of: ChoiceName | None = None
    at_least: Percent | None = None
    owed_by: str | None = None
    before: Annotated[int, Field(ge=1, le=60)] | None = None

    @model_validator(mode="after")
    def _is_a_whole_piece(self) -> Self:
        if (self.owed_by is None) != (self.before is None):
            refuse("“owed_by” và “before” đi cùng nhau: đơn vị nợ mục này, và trước hạn mấy ngày làm việc.")
        refuse(checks_fault(self.checks), _threshold_fault(self))
        return self


class RequirementEntry(Entry):
    """What a criterion needs, and when: one cadence, one date rule, one checklist.

    `title` and `short` are written so that the period can follow ("… tháng 12/2026"). `cutoff` is the day of
    a period's last month on which its data close (Decree 09/2019/NĐ-CP art. 12), 31 being its last day;
    `starts_on` the first day of the first data period. `line` is the evidence line of the report's matrix that
    it serves. The document must be dated from `issue_from` to `issue_by`, days of the scoring year, or with
    `issue_year` -1 of the year before. What comes after the due day is still accepted until the first
    `accepted_until` after it. `choose`: how many options of a choice are wanted (`one_of` of its items), where not
    one. It is due at `due_hour`, else when working hours end; `ladder`: its own steps up to the due day, else those
    of its cadence. `personal`: its evidence tells of citizens, so that it lies sealed and never passes the chat.
    `reason` is the source of the date rule, or why it is proposed.
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
    issue_from: YearDay | None = None
    issue_by: YearDay | None = None
    issue_year: Literal[-1, 0] = 0
    accepted_until: YearDay | None = None
    shift: ShiftName = "earlier"
    due_hour: Hour | None = None
    ladder: tuple[StepName, ...] = ()
    starts_on: Day | None = None
    system: Text | None = None
    personal: bool = False
    choose: dict[SlugCode, Annotated[int, Field(ge=2, le=50)]] = Field(default_factory=dict)
    items: Annotated[tuple[ItemEntry, ...], Field(min_length=1)]
    status: RuleStatus
    reason: Text

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        faults = (
            _code_fault,
            _cutoff_fault,
            _issue_fault,
            _start_fault,
            _items_fault,
            _pieces_fault,
            _choice_fault,
        )
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


def _passed(criterion: Any) -> Any:
    """A criterion of a set without points, its formula in full."""
    if not isinstance(criterion, dict):
        return criterion
    formula = criterion.get("formula") or {}
    return criterion | {"formula": {"kind": "pass"} | formula} if isinstance(formula, dict) else criterion


def _content_fault(entry: CriteriaSetEntry) -> str | None:
    if (entry.copy_of is None) == bool(entry.criteria):
        return None
    return "Bộ tiêu chí phải có “criteria”, hoặc “copy_of” là năm của bộ được chép; không dùng cả hai."


def _scoring_fault(entry: CriteriaSetEntry) -> str | None:
    """Points and passing do not mix."""
    if entry.scoring == "points":
        return None
    pointed = [each.code for each in entry.areas if each.max is not None]
    pointed += [each.code for each in entry.criteria if each.max is not None]
    if entry.scored_max is not None or entry.survey_max is not None or pointed:
        where = f" của {pointed[0]}" if pointed else ""
        return f"Bộ chấm đạt hoặc không đạt (scoring: pass_fail) không có điểm: bỏ điểm tối đa{where}."
    return None


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
    if (entry.issue_by or entry.issue_from) and entry.cadence != "yearly":
        return "“issue_from”, “issue_by” là ngày trong năm: chỉ dùng với cadence: yearly."
    if entry.issue_year and not entry.issue_by:
        return "“issue_year” đi cùng “issue_by”: ngày cuối mà văn bản được ghi."
    if entry.issue_from and entry.issue_by and _later(entry.issue_from, entry.issue_by):
        return "“issue_from” phải trước “issue_by”: sửa một trong hai ngày."
    return None


def _later(one: str, other: str) -> bool:
    return day_month(one)[::-1] > day_month(other)[::-1]


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


def _threshold_fault(entry: ItemEntry) -> str | None:
    if entry.at_least is not None and entry.kind != "figure":
        return "“at_least” là tỷ lệ phải đạt: chỉ dùng với kind: figure."
    if entry.count > 1 and entry.kind in ("figure", "tick"):
        return "“count” đếm tệp: không dùng với kind: figure hay tick."
    return None


def _options(items: Iterable[ItemEntry]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for item in items:
        if item.one_of:
            choice, option = option_of(item.one_of, item.code)
            found.setdefault(choice, set()).add(option)
    return found


def _choice_fault(entry: RequirementEntry) -> str | None:
    """A choice has at least two options, and as many as are wanted."""
    options = _options(entry.items)
    if entry.cadence == "per_case" and (options or any(item.count > 1 for item in entry.items)):
        return "“one_of”, “count” không dùng với cadence: per_case: mỗi hồ sơ có một văn bản; bỏ hai mục này."
    strange = [choice for choice in entry.choose if choice not in options]
    if strange:
        return f"“choose: {strange[0]}” không phải nhóm chọn nào: thêm one_of: {strange[0]} vào các mục."
    for choice, given in options.items():
        wanted = entry.choose.get(choice, 1)
        if len(given) <= wanted:
            return f"Nhóm chọn “{choice}” có {len(given)} phương án mà cần {wanted}: thêm, hoặc bỏ “one_of”."
    return None
