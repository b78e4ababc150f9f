"""Pydantic's findings as Vietnamese sentences that say what to do."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from models.catalogue import document

_KINDS = {
    "string_type": 'phải là chữ; số hoặc mã thì đặt trong dấu nháy, ví dụ "7.5"',
    "int_type": "phải là số nguyên, không có dấu nháy",
    "bool_type": "phải là true hoặc false",
    "date_type": "phải là ngày có thật, viết năm-tháng-ngày như 2026-12-16",
    "tuple_type": "phải là danh sách, mỗi dòng bắt đầu bằng dấu gạch ngang",
    "model_type": "phải gồm các dòng “tên: giá trị” thụt vào bên dưới",
    "string_too_short": "đang để trống: hãy điền",
    "too_short": "đang để trống: cần ít nhất một dòng",
    "decimal_max_places": "chỉ được có tối đa 2 chữ số thập phân",
    "decimal_max_digits": "là số quá lớn",
    "decimal_whole_digits": "là số quá lớn",
    "finite_number": "phải là một con số",
}


def sentences(error: ErrorDetails) -> list[str]:
    """What to tell the admin about one finding of pydantic; one finding may hold several sentences."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"]).split("\n")
    if error["type"] == "too_short" and error["input"]:
        return []  # its entries are there, but broken: each has its own finding
    if "severity" in error["loc"][:-1]:
        return _severity(error)
    name = _name(error)
    if error["input"] is None and error["type"] != "extra_forbidden":
        return [f"“{name}” đang để trống: hãy điền."]
    special = _SPECIAL.get(error["type"])
    if special:
        return [special(name, error)]
    return [f"“{name}” {_KINDS.get(error['type'], 'có giá trị không dùng được')}."]


def _severity(error: ErrorDetails) -> list[str]:
    """An entry of a table of severities; pydantic finds a wrong one once for each kind that it might have been."""
    rule, kind = error["loc"][-2:] if len(error["loc"]) > 1 else ("", "")
    if kind == "[key]":
        return [f"“severity: {rule}”: không có mã phát hiện này, ví dụ DOC004."]
    if str(kind).startswith("literal"):
        given = "off" if error["input"] is False else _given(error)
        return [f'“severity: {rule}: {given}” không dùng được; hãy chọn blocking, warning, info hoặc "off".']
    return []


def _name(error: ErrorDetails) -> str:
    """The last key on the way; an entry of a list is called by its list."""
    return next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "tệp")


def _missing(name: str, _: ErrorDetails) -> str:
    return f"Thiếu “{name}”: hãy thêm vào mục này."


def _unknown(name: str, error: ErrorDetails) -> str:
    if error["input"] is None:
        return f"Không có mục “{name}” ở đây: câu có dấu phẩy trong {{…}} thì đặt cả câu trong dấu nháy."
    own = _own_fields(error["loc"][:-1])
    near = get_close_matches(name, own, n=1)
    todo = f"có phải “{near[0]}”?" if near else f"chỉ có {', '.join(own)}."
    return f"Không có mục “{name}” ở đây: {todo}"


def _own_fields(way: tuple[int | str, ...]) -> list[str]:
    """The fields of the entry that this way leads to."""
    model: type[BaseModel] = document.Calendar if way[:1] == ("days",) else document.Catalogue
    for part in way:
        if isinstance(part, str):
            model = next(_models_in(model.model_fields[part].annotation))
    return list(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _not_a_number(name: str, error: ErrorDetails) -> str:
    given = error["input"]
    if isinstance(given, str) and re.fullmatch(r"\d+,\d+", given):
        return f"“{name}” viết dấu chấm thay dấu phẩy: {given.replace(',', '.')}."
    return f"“{name}” phải là số, không có dấu nháy, ví dụ 0.25."


def _not_in_list(name: str, error: ErrorDetails) -> str:
    allowed = error["ctx"]["expected"].replace("'", "").replace(" or ", " hoặc ").replace("True", "true")
    return f"“{name}: {_given(error)}” không dùng được; hãy chọn {allowed}."


def _too_small(name: str, error: ErrorDetails) -> str:
    least, given = error["ctx"]["ge"], _given(error)
    if least == 0:
        return f"“{name}” không được âm (đang là {given})."
    return f"“{name}” phải từ {least} trở lên (đang là {given})."


def _too_big(name: str, error: ErrorDetails) -> str:
    return f"“{name}” phải từ {error['ctx']['le']} trở xuống (đang là {_given(error)})."


def _given(error: ErrorDetails) -> str:
    given = error["input"]
    return str(given).lower() if isinstance(given, bool) else str(given)[:40]


_SPECIAL: dict[str, Callable[[str, ErrorDetails], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "is_instance_of": _not_a_number,
    "literal_error": _not_in_list,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_big,
}
