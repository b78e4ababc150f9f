"""What a column is, by its heading."""

import pytest

from models.rules.cases.columns import field_of, folded, layout_of
from models.rules.cases.listed import PERSONAL, CannotRead, Field, ListFault

LISTS = {
    "due": "STT|Đơn vị tiếp nhận|Tên thủ tục hành chính|Mã hồ sơ|Trạng thái|Địa chỉ|Người nộp|Chủ hồ sơ"
    "|Ngày nộp hồ sơ|Ngày nhận|Ngày hẹn trả|Ngày kết thúc xử lý",
    "overdue": "STT|Đơn vị tiếp nhận|Lĩnh vực|Tên thủ tục hành chính|Mã hồ sơ|Trạng thái|Địa chỉ|Chủ hồ sơ"
    "|Ngày nhận|Ngày hẹn trả|Ngày kết thúc xử lý|Đơn vị/ cá nhân giải quyết quá hạn",
    "finished late": "STT|Mã hồ sơ|Ngày tiếp nhận|Ngày hẹn trả|Ngày có kết quả|Đơn vị giải quyết|Ghi chú",
    "late in work": "STT|Mã hồ sơ|Ngày tiếp nhận|Ngày hẹn trả|Đơn vị giải quyết|Cán bộ đang xử lý|Ghi chú",
    "look-up": "STT|Mã hồ sơ|Tên thủ tục|Chủ hồ sơ|Tình trạng|Ngày tiếp nhận|Ngày hẹn trả",
}


def places(headings: str, remembered: dict[str, Field] | None = None) -> dict[Field, str]:
    words = headings.split("|")
    found = layout_of(words, remembered or {}).places
    return {field: words[place] for field, place in found.items()}


@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_the_provincial_system_is_understood(name: str) -> None:
    found = places(LISTS[name])
    assert found[Field.CODE] == "Mã hồ sơ"
    assert found[Field.PROMISED] == "Ngày hẹn trả"
    assert found[Field.RECEIVED] in ("Ngày nhận", "Ngày tiếp nhận")


def test_the_stronger_word_counts() -> None:
    found = places(LISTS["due"])
    assert found[Field.RECEIVED] == "Ngày nhận"
    assert found[Field.NAME] == "Chủ hồ sơ"
    assert places(LISTS["late in work"])[Field.HANDLER] == "Cán bộ đang xử lý"


def test_a_step_s_own_limit_is_no_promise_and_the_whole_process_s_is() -> None:
    assert places("Mã hồ sơ|Hạn xử lý|Hạn xử lý toàn quy trình")[Field.PROMISED] == "Hạn xử lý toàn quy trình"
    with pytest.raises(CannotRead) as refused:
        places("Mã hồ sơ|Hạn xử lý|Trạng thái")
    assert refused.value.fault is ListFault.NO_PROMISED_COLUMN


def test_a_column_of_a_citizen_is_known_whatever_else_it_says() -> None:
    personal = (
        "Số điện thoại người nộp|SĐT|Số CCCD/CMND|Căn cước|Địa chỉ thường trú|Họ và tên cha|Tên người nhận"
    )
    assert all(field_of(each, {})[0] in PERSONAL for each in personal.split("|"))  # type: ignore[index]
    layout = layout_of([*LISTS["due"].split("|"), *personal.split("|")], {})
    assert len(layout.personal) == 3 + 7


def test_unknown_columns_and_second_ones_are_of_no_use() -> None:
    columns = layout_of(["Mã hồ sơ", "Ngày hẹn trả", "Màu sắc", "Ngày nhận", "Ngày tiếp nhận"], {}).columns
    assert [each.field for each in columns] == [
        Field.CODE,
        Field.PROMISED,
        Field.OTHER,
        Field.OTHER,
        Field.RECEIVED,
    ]


def test_two_equally_likely_promises_are_asked_about_until_the_agency_says_which() -> None:
    headings = "Mã hồ sơ|Ngày hẹn trả|Ngày hẹn trả kết quả"
    with pytest.raises(CannotRead) as refused:
        places(headings)
    assert refused.value.fault is ListFault.TWO_COLUMNS
    assert refused.value.named == ("Ngày hẹn trả", "Ngày hẹn trả kết quả")
    said = {folded("Ngày hẹn trả kết quả"): Field.PROMISED}
    assert places(headings, said)[Field.PROMISED] == "Ngày hẹn trả kết quả"


def test_what_the_agency_said_of_a_heading_counts_before_any_word() -> None:
    said = {folded("Deadline (*)"): Field.PROMISED, folded("Ngày hẹn trả"): Field.OTHER}
    assert places("Mã hồ sơ|Ngày hẹn trả|Deadline (*)", said)[Field.PROMISED] == "Deadline (*)"


@pytest.mark.parametrize(
    "heading",
    [
        "MÃ HỒ SƠ",
        "ma ho so",
        "Ma\u0303 ho\u0302\u0300 so\u031b",
        "Mã  hồ sơ:",
        "Mã hồ sơ (*)",
        "Hồ sơ › Mã hồ sơ",
    ],
)
def test_a_heading_is_known_however_it_is_typed(heading: str) -> None:
    assert field_of(heading, {}) == (Field.CODE, 0)
