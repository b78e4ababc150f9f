"""The values a catalogue file is made of: closed lists, codes, points, days of the year.

Sentences raised here are read by the admin, hence Vietnamese.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any, Literal
from unicodedata import category

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError

CadenceName = Literal["once", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "per_case"]
WeekdayName = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ShiftName = Literal["earlier", "later", "keep"]
RoleName = Literal["officer", "head", "reviewer", "leader", "clerk", "admin"]
ItemKindName = Literal["signed_document", "screenshot", "attachment", "figure", "tick"]
FormulaKind = Literal[
    "ratio",
    "target",
    "levels",
    "parts",
    "step",
    "all_or_nothing",
    "sum",
    "pass",
    "information",
    "manual",
]
ScoringName = Literal["points", "pass_fail"]
Confidence = Literal["high", "medium", "low"]
RuleStatus = Literal["decided", "proposed"]
DayStatusName = Literal["decided", "proposed", "computed"]

YEARS = range(2000, 2101)
"""The years that a catalogue may speak of."""
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _shaped(pattern: str, sentence: str) -> AfterValidator:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"“{text}” {sentence}")
        return text

    return AfterValidator(check)


def _whole_as_decimal(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def day_month(text: str) -> tuple[int, int]:
    """The (day, month) of "31/3"; raises ValueError for a day that not every year has."""
    day, _, month = text.partition("/")
    found = dt.date(2025, int(month), int(day))
    return found.day, found.month


def _day_of_every_year(text: str) -> str:
    try:
        day_month(text)
    except ValueError:
        raise ValueError(f"“{text}” không phải ngày có trong mọi năm: viết ngày/tháng, ví dụ 31/3.") from None
    return text


def _readable(text: str) -> str:
    if not text.strip():
        raise ValueError("Chỗ này chỉ có dấu cách: hãy điền.")
    # Nothing unseen is printable: most texts need no look at each character.
    if not text.isprintable() and any(is_unseen(character) for character in text):
        raise ValueError("Có ký tự điều khiển không nhìn thấy: hãy gõ lại dòng này.")
    return text


def is_unseen(character: str) -> bool:
    """A control character, or one that turns the direction of writing."""
    return character not in "\n\t" and (category(character) == "Cc" or character in _TURNS)


def _of_our_time(day: dt.date) -> dt.date:
    if day.year not in YEARS:
        raise ValueError(f"{day} phải nằm trong các năm {YEARS[0]}–{YEARS[-1]}.")
    return day


Text = Annotated[str, Field(min_length=1), AfterValidator(_readable)]
Day = Annotated[dt.date, AfterValidator(_of_our_time)]
Points = Annotated[Decimal, BeforeValidator(_whole_as_decimal), Field(ge=0, max_digits=6, decimal_places=2)]
Percent = Annotated[
    Decimal, BeforeValidator(_whole_as_decimal), Field(gt=0, le=100, max_digits=5, decimal_places=2)
]
YearDay = Annotated[str, AfterValidator(_day_of_every_year)]
AgencyCode = Annotated[str, _shaped(r"[a-z0-9]+(-[a-z0-9]+)*", "không đúng dạng mã: viết như hoa-mai.")]
UnitCode = Annotated[str, _shaped(r"[A-Z][A-Z0-9-]*", "không đúng dạng mã đơn vị: viết hoa, như VHXH.")]
PersonCode = Annotated[
    str, _shaped(r"[a-z0-9]+([.-][a-z0-9]+)*", "không đúng dạng mã cán bộ: viết như an.vhxh.")
]
# Segments of letters and digits between dots: 7.5, 1.1.a, I.1, A.2.đ.
_CRITERION = r"[A-Za-z0-9đĐ]{1,8}(\.[A-Za-z0-9đĐ]{1,8})*"
CriterionCode = Annotated[
    str,
    _shaped(
        _CRITERION,
        "không đúng dạng mã tiêu chí: viết chữ hoặc số, cách nhau dấu chấm, như 7.5, 1.1.a hay I.1.",
    ),
]
SlugCode = Annotated[
    str,
    _shaped(r"[a-z0-9]+(-[a-z0-9]+)*", "không đúng dạng mã: viết thường không dấu, như anh-da-gui."),
]
ChoiceName = Annotated[
    str,
    _shaped(
        r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?",
        "không đúng dạng nhóm chọn: viết như van-ban, hoặc hop/truc-tiep khi mỗi phương án gồm nhiều mục.",
    ),
]
RequirementCode = Annotated[
    str,
    _shaped(rf"{_CRITERION}(-[a-z0-9]+)+", "không đúng dạng mã yêu cầu: viết như 7.5-bao-cao-tthc-thang."),
]
Hour = Annotated[
    str, _shaped(r"([01]\d|2[0-3]):[0-5]\d", 'không phải giờ: viết trong ngoặc kép, ví dụ "10:00".')
]
StepName = Annotated[
    str, _shaped(r"T0|T-[1-9]\d?|cutoff", "không phải bậc nhắc: viết như T-7, T0 hoặc cutoff.")
]
EvidenceLine = Annotated[str, _shaped(r"E\d{2}", "không đúng dạng dòng minh chứng: viết như E16.")]
Rank = Annotated[str, _shaped(r"\d+/\d+", "không đúng dạng xếp hạng: viết như 3/130.")]


def unfit(kind: Any, text: str) -> str | None:
    """What a catalogue would say of such a value, in a sentence for the admin; None where it could hold it."""
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError as error:
        return str(error.errors()[0]["ctx"]["error"])
    return None
