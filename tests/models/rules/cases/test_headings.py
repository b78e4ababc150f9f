"""Which rows of a list are its headings: one row, or two that belong together, never a title or a file."""

import pytest

from models.rules.cases.headings import is_group_above, is_second_row, joined, look_like_headings
from models.rules.cases.listed import Field


def row(spelled: str) -> list[str]:
    return spelled.split("|")


@pytest.mark.parametrize(
    ("spelled", "are_headings"),
    [
        ("Mã hồ sơ|Ngày hẹn trả", True),
        ("Mã hồ sơ|Ghi chú riêng|Cột lạ", True),
        ("Mã hồ sơ||Cột lạ", False),
        ("Mã hồ sơ", False),
        ("Ngày nhận|Tên thủ tục|Chủ hồ sơ", True),
        ("Ngày nhận|Tên thủ tục|Cột lạ", False),
        ("DANH SÁCH HỒ SƠ|Tháng 12|Năm 2026", False),
    ],
)
def test_three_known_ones_are_headings_or_a_compulsory_one_among_three(
    spelled: str, are_headings: bool
) -> None:
    assert look_like_headings(row(spelled), {}) is are_headings


def test_what_an_agency_said_of_a_column_counts() -> None:
    assert not look_like_headings(row("Ký hiệu riêng|Trả ngày nào|Ghi"), {})
    known = {"ky hieu rieng": Field.CODE, "tra ngay nao": Field.PROMISED}
    assert look_like_headings(row("Ký hiệu riêng|Trả ngày nào|Ghi"), known)


@pytest.mark.parametrize(
    ("above", "is_group"),
    [
        ("Ngày nhận||Ngày hẹn trả|", True),
        ("Ngày hẹn trả|||", False),
        ("Danh sách|||Tháng", False),
        ("Ngày nhận||17/12/2026|", False),
    ],
)
def test_above_headings_a_row_of_several_is_a_group_a_single_cell_a_title(above: str, is_group: bool) -> None:
    assert is_group_above(row(above), {}) is is_group


@pytest.mark.parametrize(
    ("top", "below", "belongs"),
    [
        ("Mã hồ sơ|Thời gian|", "|Ngày nhận|Ngày hẹn trả", True),
        ("Mã hồ sơ|Thời gian|", "Mã hồ sơ|Ngày nhận|Ngày hẹn trả", True),
        ("Mã hồ sơ|Thời gian|", "Số|Ngày nhận|Ngày hẹn trả", False),
        ("Mã hồ sơ|Thời gian|", "|Cột lạ|Cột khác", False),
        ("Mã hồ sơ|Ngày nhận|Ngày hẹn trả", "H40.12-261201-0001|01/12/2026|17/12/2026", False),
    ],
)
def test_below_headings_a_row_that_names_something_and_is_no_file_belongs_to_them(
    top: str, below: str, belongs: bool
) -> None:
    assert is_second_row(row(top), row(below), {}) is belongs


def test_what_stands_below_a_merged_cell_stands_behind_its_words() -> None:
    top, below = row("Mã hồ sơ|Thời gian||Ghi chú"), row("|Ngày nhận|Ngày hẹn trả|")
    headings = joined(top, below)
    assert [each.split("Ngày")[0] for each in headings[:1]] == ["Mã hồ sơ"]
    assert all(each.startswith("Thời gian") for each in headings[1:3])
    assert headings[1].endswith("Ngày nhận") and headings[2].endswith("Ngày hẹn trả")
    assert headings[3] == "Ghi chú"
