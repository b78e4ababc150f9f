"""Every fault of a list of citizen files is said in one sentence that tells what to do."""

import pytest

from bot.texts.case_lists import list_fault, row_fault
from models.rules.cases.listed import CannotRead, ListFault, RowFault

NAMED = {
    ListFault.TOO_MANY_ROWS: ("200000",),
    ListFault.TOO_LARGE: ("60",),
    ListFault.TWO_COLUMNS: ("Ngày hẹn trả", "Hẹn trả kết quả"),
    ListFault.TWO_SHEETS: ("Cũ", "Mới"),
    ListFault.FORMULAS: ("Ngày hẹn trả",),
    ListFault.NO_PROMISED_COLUMN: ("STT", "Mã hồ sơ", "Trạng thái", "Ghi chú"),
    ListFault.NO_CODE_COLUMN: ("x" * 500,),
}


@pytest.mark.parametrize("fault", list(ListFault))
def test_every_fault_of_a_list_says_what_to_do(fault: ListFault) -> None:
    said = list_fault(CannotRead(fault, *NAMED.get(fault, ())))
    assert "Xin " in said
    assert said.endswith(".")
    assert len(said) <= 350


@pytest.mark.parametrize("fault", list(RowFault))
def test_every_fault_of_a_row_says_what_to_do(fault: RowFault) -> None:
    assert "xin " in row_fault(fault)


def test_what_is_concerned_is_named() -> None:
    said = {fault: list_fault(CannotRead(fault, *named)) for fault, named in NAMED.items()}
    assert "200.000 dòng" in said[ListFault.TOO_MANY_ROWS]
    assert "60 MB" in said[ListFault.TOO_LARGE]
    assert "“Ngày hẹn trả”, “Hẹn trả kết quả”" in said[ListFault.TWO_COLUMNS]
    assert "“Cũ”, “Mới”" in said[ListFault.TWO_SHEETS]
    assert "“STT”, “Mã hồ sơ”, “Trạng thái”…" in said[ListFault.NO_PROMISED_COLUMN]
