"""The sentences of the checks, which name the fields of a YAML file, in the words of the sheets."""

import re

from models.catalogue import words
from models.catalogue.workbook.layout import PLAN, SHEETS

_CONTAINERS = {
    "units": "Đơn vị",
    "people": "Cán bộ",
    "sets": "Bộ tiêu chí",
    "areas": "Lĩnh vực",
    "criteria": "Tiêu chí",
    "items": "Mục minh chứng",
    "agency": "Cơ quan",
    "days": "Lịch",
    "formula": "Cách chấm",
    "due": "Cách tính hạn",
    "passes": "Đạt khi …",
    "checks": "Các cột kiểm tra văn bản",
}
_DUE = {
    "after_cutoff": "Số ngày làm việc",
    "plus": "Số ngày làm việc",
    "day": "Ngày hạn",
    "dates": "Ngày hạn",
    "weekday": "Ngày hạn",
    "date": "Ngày hạn",
}
_OF_SHEET = {
    sheet.name: {column.key.rpartition(".")[2]: column.heading for column in sheet.columns}
    for sheet in SHEETS
}
_OF_SHEET[PLAN.name] |= {"code": "Số", "due": "Thời hạn"}
_ANYWHERE = {name: heading for names in reversed(_OF_SHEET.values()) for name, heading in names.items()}
_VALUES = words.CADENCES | words.FORMULA_KINDS | words.ITEM_KINDS

# What the sentences say in YAML's own way, and what an office would say.
_PHRASES = (
    (r"Thiếu (“[^”]+”): hãy thêm vào mục này\.", r"\1 đang để trống: hãy điền."),
    (r", ví dụ due: \{after_cutoff: 2\}\.", ", hãy chọn."),
    (r"“(\d{4})-(\d\d)-(\d\d)”", r"“\3/\2/\1”"),
    (r", ví dụ starts_on: 2025-12-15\.", ", ví dụ 15/12/2025."),
    (r"ví dụ cutoff: (\d+)", r"ví dụ \1"),
    (r'viết trong ngoặc kép, ví dụ "10:00"', "viết như 10:00"),
    (r"hoặc sửa mã\.", "hoặc sửa lại."),
    (r", ví dụ at_least: 1, of: .+$", "."),
    (r" \(per_case\)", ""),
    (r" \(scoring: pass_fail\)", ""),
    (r"scoring: pass_fail", f"cách chấm cả bộ “{words.SCORING['pass_fail']}”"),
    (r"counts: figure", f"tỷ lệ tính theo “{words.COUNTS['figure']}”"),
    (r'part_of: "([^"]+)"', r"“Thuộc tiêu chí” \1"),
    (r"one_of: (\S+)", r"“Nhóm chọn” \1"),
    (r"kind: figure hay tick", "loại “số liệu” hay “đánh dấu”"),
    (r" \((after_cutoff|next_year)\)", ""),
    (r" \(required: true\)", " (“Bắt buộc”: có)"),
    (r"last_day: true", f"“{words.DUE_FORMS['last_day']}”"),
    (r"(“[^”]+”) đang để trống: cần ít nhất một dòng", r"\1 chưa có dòng nào: hãy thêm"),
    (r"viết năm-tháng-ngày như 2026-12-16", "viết ngày/tháng/năm như 16/12/2026"),
)


def reworded(sentence: str, sheet: str) -> str:
    """The sentence with the headings of the sheet for the names of fields, and words for their values."""
    names = _ANYWHERE | _CONTAINERS | _DUE | _OF_SHEET.get(sheet, {})
    for pattern, said in _PHRASES:
        sentence = re.sub(pattern, said, sentence)
    sentence = re.sub(r"“due: (\w+)”", lambda found: f"“{words.DUE_FORMS[found[1]]}”", sentence)
    sentence = re.sub(
        r"\b(cadence|kind): (\w+)",
        lambda found: f"{_what(*found.groups())} “{_VALUES[found[2]]}”",
        sentence,
    )
    sentence = re.sub(
        r"“([a-z_]+)(: [^”]*)?”",
        lambda found: f"“{names.get(found[1], found[1])}{found[2] or ''}”",
        sentence,
    )
    if "dùng" in sentence or "chỉ đi với" in sentence:
        forms = "|".join(words.DUE_FORMS)
        sentence = re.sub(rf"(?<![“\w.-])({forms}|after_letter)(?![\w”-])", _form, sentence)
    return sentence[:1].upper() + sentence[1:]


def _what(name: str, value: str) -> str:
    if name == "cadence":
        return "chu kỳ"
    return "loại" if value in words.ITEM_KINDS else "cách chấm"


def _form(found: re.Match[str]) -> str:
    return f"“{words.DUE_FORMS.get(found[1]) or _ANYWHERE[found[1]]}”"
