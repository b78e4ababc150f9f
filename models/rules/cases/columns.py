"""What the columns of a list of citizen files are, by their headings.

The words are those of 52 export and screen tables of one provincial system, and of Circular 01/2020/TT-VPCP. What
no word here or of the agency fits is `Field.OTHER`, and is dropped like what is known to be a citizen's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from models.rules.cases.listed import COMPULSORY, PERSONAL, CannotRead, Column, Field, ListFault
from models.rules.cases.names import without_full_names
from models.rules.cases.numbers import without_numbers
from models.rules.letters import bare

JOINT = " › "

# The stronger words first; those of one line are equally strong.
_WORDS: dict[Field, tuple[str, ...]] = {
    Field.CODE: (
        "Mã hồ sơ|Mã số hồ sơ|Mã HS|Mã số HS|Số hiệu giấy tờ (Mã hồ sơ)|Mã hồ sơ TTHC",
        "Số hồ sơ|Số biên nhận|Mã biên nhận|Số hiệu hồ sơ",
    ),
    Field.PROMISED: (
        "Ngày hẹn trả|Ngày hẹn trả kết quả|Hẹn trả kết quả|Hẹn trả|Ngày hẹn|Ngày hẹn trả KQ|Ngày giờ hẹn trả"
        "|Thời gian hẹn trả|Ngày hẹn trả hồ sơ",
        "Hạn xử lý toàn quy trình|Thời hạn toàn quy trình|Hạn toàn quy trình|Hạn trả kết quả|Ngày hạn trả kết quả",
    ),
    Field.RECEIVED: (
        "Ngày tiếp nhận|Ngày tiếp nhận hồ sơ|Thời gian tiếp nhận|Tiếp nhận hồ sơ|Tiếp nhận",
        "Ngày nhận|Nhận hồ sơ|Ngày nhận hồ sơ",
        "Ngày nộp hồ sơ|Ngày nộp|Ngày đăng ký",
    ),
    Field.ENDED: (
        "Ngày kết thúc xử lý|Ngày kết thúc|Ngày hoàn thành|Ngày xử lý xong",
        "Ngày có kết quả|Ngày giải quyết xong",
        "Ngày trả kết quả|Ngày nhận kết quả|Trả kết quả",
    ),
    Field.STATE: (
        "Trạng thái|Trạng thái hồ sơ|Trạng thái xử lý",
        "Tình trạng|Tình trạng hồ sơ|Tình trạng xử lý|Tình trạng giải quyết",
    ),
    Field.PROCEDURE: (
        "Tên thủ tục hành chính|Tên thủ tục|Thủ tục hành chính|Tên TTHC|Thủ tục|TTHC",
        "Nội dung hồ sơ|Tên hồ sơ|Trích yếu|Trích yếu hồ sơ",
    ),
    Field.HANDLER: (
        "Cán bộ đang xử lý|Người đang xử lý|Cán bộ xử lý|Người xử lý|Công chức xử lý|Cán bộ thụ lý|Người thụ lý"
        "|Cán bộ giải quyết|Cán bộ phụ trách|Người giữ hồ sơ|Đơn vị/ cá nhân giải quyết quá hạn|Tên cán bộ xử lý",
        "Đơn vị đang xử lý|Đơn vị xử lý|Đơn vị giải quyết|Phòng ban xử lý|Bộ phận xử lý|Cơ quan giải quyết",
    ),
    Field.NAME: (
        "Chủ hồ sơ|Họ tên chủ hồ sơ|Họ và tên chủ hồ sơ|Tên chủ hồ sơ",
        "Người nộp|Họ tên người nộp|Họ và tên người nộp|Tên người nộp|Người nộp hồ sơ|Họ tên người nộp hồ sơ",
        "Họ tên|Họ và tên|Công dân|Tên công dân|Tên tổ chức|Tổ chức, cá nhân|Tên tổ chức, cá nhân|Người yêu cầu"
        "|Khách hàng|Tên khách hàng|Doanh nghiệp|Tên doanh nghiệp|Cá nhân, tổ chức|Tên cá nhân, tổ chức",
    ),
    Field.ADDRESS: ("Địa chỉ chủ hồ sơ|Địa chỉ", "Địa chỉ người nộp|Nơi ở|Nơi thường trú|Thường trú"),
    Field.OTHER: (
        "STT|TT|Số TT|Số thứ tự|Ghi chú|Lĩnh vực|Tên lĩnh vực|Đơn vị|Đơn vị tiếp nhận|Cơ quan tiếp nhận|Số lượng"
        "|Số lượng (bộ)|Hạn xử lý|Bên giao|Bên nhận|Quy trình|Hình thức nộp|Hình thức tiếp nhận|Mức độ|Lệ phí|Phí"
        "|Mã thủ tục|Mã TTHC|Người tiếp nhận|Cán bộ tiếp nhận|Đơn vị/Lĩnh vực|Trước hạn|Đúng hạn|Quá hạn|Trong hạn"
        "|Tổng số|Ngày sinh|Email|Thư điện tử|Số ngày quá hạn|Thời gian giải quyết|Bước xử lý|Bước hiện tại",
    ),
}
# Headings that hold one of these words are a citizen's, whatever else they say.
_OF_CITIZENS = (
    (re.compile(r"\b(?:dien thoai|sdt|so dt|di dong)\b"), Field.PHONE),
    (
        re.compile(r"\b(?:cccd|cmnd|cmt|can cuoc|dinh danh|ho chieu|so giay to|giay to tuy than)\b"),
        Field.IDENTITY,
    ),
    (re.compile(r"^dia chi (?!e?mail|thu dien tu)"), Field.ADDRESS),
    (re.compile(r"^(?:ho (?:va )?ten|ten) (?!can bo|cong chuc|thu tuc)"), Field.NAME),
)
_WEAKEST = 9
_ASIDE = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Layout:
    """The columns in their order, and where each field is read from: its place in a row, counted from 0."""

    columns: tuple[Column, ...]
    places: Mapping[Field, int]

    @property
    def personal(self) -> tuple[int, ...]:
        """Where something of a citizen stands."""
        return tuple(place for place, each in enumerate(self.columns) if each.field in PERSONAL)


def folded(heading: str) -> str:
    """What two headings share that are the same: words without marks, in lower case, no punctuation."""
    return " ".join(_WORD.findall(bare(heading)))


def field_of(heading: str, remembered: Mapping[str, Field]) -> tuple[Field, int] | None:
    """What a heading is, and how weak the word is (0 the strongest, -1: the agency said so); None: unknown.

    Of a heading in two rows the lower one counts, then both together. `remembered`: by folded heading.
    """
    if folded(heading) in remembered:
        return remembered[folded(heading)], -1
    for words in (heading.split(JOINT)[-1], heading):
        for form in (folded(words), folded(_ASIDE.sub(" ", words))):
            if found := _known().get(form) or _of_citizens(form):
                return found
    return None


def layout_of(headings: Sequence[str], remembered: Mapping[str, Field]) -> Layout:
    """What each column is. Raises CannotRead where a compulsory one is missing, or where two are equally likely.

    Of two columns for any other field the one with the stronger word counts, then the first.
    """
    found = [field_of(heading, remembered) for heading in headings]
    places = {field: place for field in Field if (place := _place(field, headings, found)) is not None}
    for field, fault in _MISSING.items():
        if field not in places:
            told = _told(headings, found)
            raise CannotRead(fault, *told, names_citizens=_names_citizens(places))
    return Layout(tuple(_columns(headings, found, places)), places)


def _names_citizens(places: Mapping[Field, int]) -> bool:
    """Whether these are the headings of a list of files, though not all are there, that says whose they are."""
    return bool(COMPULSORY & places.keys()) and bool(PERSONAL & places.keys())


def _told(headings: Sequence[str], found: "_Found") -> list[str]:
    """What may be said of headings, which may be none but the cells of a form: nothing of a citizen."""
    kept = (
        heading
        for heading, each in zip(headings, found, strict=True)
        if heading and not (each and each[0] in PERSONAL)
    )
    return [without_full_names(without_numbers(each)) for each in kept]


_MISSING = {Field.CODE: ListFault.NO_CODE_COLUMN, Field.PROMISED: ListFault.NO_PROMISED_COLUMN}
_Found = Sequence[tuple[Field, int] | None]


def _place(field: Field, headings: Sequence[str], found: _Found) -> int | None:
    """Where a field is read from; raises CannotRead where that cannot be told of a compulsory one."""
    strongest = _strongest(field, found)
    if field in COMPULSORY and len(strongest) > 1:
        raise CannotRead(ListFault.TWO_COLUMNS, *(headings[place] for place in strongest))
    return strongest[0] if strongest and field is not Field.OTHER else None


def _strongest(field: Field, found: _Found) -> list[int]:
    weak = {place: each[1] for place, each in enumerate(found) if each and each[0] is field}
    return [place for place, weakness in weak.items() if weakness == min(weak.values())]


def _columns(headings: Sequence[str], found: _Found, places: Mapping[Field, int]) -> list[Column]:
    """Every column; a field's second one is of no use, but what is a citizen's stays named as such."""
    columns = []
    for place, heading in enumerate(headings):
        known = found[place]
        field = known[0] if known else Field.OTHER
        is_used = field in PERSONAL or places.get(field) == place
        columns.append(Column(heading, field if is_used else Field.OTHER))
    return columns


def _of_citizens(form: str) -> tuple[Field, int] | None:
    return next(((field, _WEAKEST) for hint, field in _OF_CITIZENS if hint.search(form)), None)


@cache
def _known() -> Mapping[str, tuple[Field, int]]:
    """By folded heading: the field, and how weak the word is for it."""
    return {
        folded(word): (field, weakness)
        for field, lines in _WORDS.items()
        for weakness, line in enumerate(lines)
        for word in line.split("|")
    }
