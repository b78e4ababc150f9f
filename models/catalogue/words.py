"""The Vietnamese words for a catalogue's closed values: what a drop-down offers and a difference shows."""

from datetime import date
from decimal import Decimal
from typing import Any

CADENCES = {
    "once": "một lần",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half_yearly": "6 tháng một lần",
    "yearly": "hằng năm",
    "per_case": "theo từng hồ sơ",
}
# What offices also call a cadence.
ALSO_CADENCES = (
    ("hai quý", "half_yearly"),
    ("6 tháng", "half_yearly"),
    ("hàng tuần", "weekly"),
    ("hàng tháng", "monthly"),
    ("hàng quý", "quarterly"),
    ("hàng năm", "yearly"),
    ("tuần", "weekly"),
    ("tháng", "monthly"),
    ("quý", "quarterly"),
    ("năm", "yearly"),
    ("theo hồ sơ", "per_case"),
)
SHIFTS = {"earlier": "sớm hơn", "later": "muộn hơn", "keep": "giữ nguyên"}
ITEM_KINDS = {
    "signed_document": "văn bản ký số",
    "screenshot": "ảnh chụp màn hình",
    "attachment": "tệp đính kèm",
    "figure": "số liệu",
    "tick": "đánh dấu",
}
ROLES = {
    "officer": "cán bộ",
    "head": "trưởng đơn vị",
    "reviewer": "thẩm tra",
    "leader": "lãnh đạo",
    "clerk": "văn thư",
    "admin": "quản trị",
}
FORMULA_KINDS = {
    "ratio": "theo tỷ lệ",
    "target": "theo tỷ lệ so với mục tiêu",
    "levels": "theo mức tỷ lệ",
    "parts": "cộng các thành phần",
    "step": "theo mức",
    "all_or_nothing": "đạt hoặc không",
    "sum": "cộng các tiêu chí con",
    "pass": "đạt/chưa đạt, không điểm",
    "information": "chỉ để biết, không chấm",
    "manual": "hội đồng chấm",
}
SCORING = {"points": "chấm điểm", "pass_fail": "đạt/chưa đạt"}
EMPTY = {"full": "đủ điểm", "zero": "không điểm", "out": "không tính vào tổng"}
ISSUE_YEARS = {0: "năm chấm điểm", -1: "năm trước"}
COUNTS = {
    "occurrences": "số kỳ báo cáo",
    "plan_tasks": "nhiệm vụ kế hoạch",
    "figure": "số liệu",
}
CONFIDENCES = {"high": "cao", "medium": "vừa", "low": "thấp"}
RULE_STATUS = {"decided": "đã có quy định", "proposed": "đề xuất"}
DAY_STATUS = RULE_STATUS | {"computed": "tính ra"}
DUE_FORMS = {
    "after_cutoff": "sau ngày chốt số liệu",
    "day": "ngày trong tháng",
    "dates": "ngày trong năm",
    "weekday": "thứ trong tuần",
    "last_day": "ngày cuối kỳ",
    "date": "ngày cụ thể",
}
WEEKDAYS = {
    "monday": "thứ Hai",
    "tuesday": "thứ Ba",
    "wednesday": "thứ Tư",
    "thursday": "thứ Năm",
    "friday": "thứ Sáu",
    "saturday": "thứ Bảy",
    "sunday": "Chủ nhật",
}
SIGNED = {
    "both": "người ký và cơ quan",
    "agency": "cơ quan",
    "person": "người ký",
    "any": "một chữ ký bất kỳ",
    "none": "không cần",
}
WEIGHTS = {"blocking": "chặn", "warning": "nhắc", "info": "cho biết", "off": "bỏ"}
WORKING = {True: "làm việc", False: "nghỉ"}
YES_NO = {True: "có", False: "không"}

_OF_FIELD: dict[str, dict[Any, str]] = {
    "cadence": CADENCES,
    "shift": SHIFTS,
    "kind": ITEM_KINDS,
    "roles": ROLES,
    "formula.kind": FORMULA_KINDS,
    "formula.counts": COUNTS,
    "formula.empty": EMPTY,
    "empty": EMPTY,
    "scoring": SCORING,
    "issue_year": ISSUE_YEARS,
    "formula.confidence": CONFIDENCES,
    "status": DAY_STATUS,
    "due.form": DUE_FORMS,
    "working": WORKING,
    "checks.signed": SIGNED,
}


def in_words(field: str, value: Any) -> str:
    """The value of a field as a person reads it: "hằng tháng", "có", "20/01/2026", "0,25"."""
    if value in (None, "") or value == []:
        return "(trống)"
    if isinstance(value, dict):
        return ", ".join(
            f"{name}: {WEIGHTS.get(each) or in_words(name, each)}" for name, each in value.items()
        )
    if isinstance(value, list | tuple):
        return ", ".join(in_words(field, each) for each in value)
    return _OF_FIELD.get(field, {}).get(value) or _plainly(value)


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
