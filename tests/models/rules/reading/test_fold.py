"""What was typed in one form: comparable words, clauses closed, numbers before units of time in digits."""

import pytest

from models.rules.reading.fold import fold

LINES = {
    "Em nộp rồi ạ!!!": ", em nop roi ,",
    "xong, nhưng chưa gửi": ", xong , nhung chua gui ,",
    "nhưng chưa": ", nhung chua ,",
    "xong; tuy chưa": ", xong , tuy chua ,",
    "gửi (bản giấy) rồi": ", gui , ban giay , roi ,",
    '"xong" :)': ", xong ,",
    "xong 👍": ", xong 👍 ,",
    "không?xong": ", khong ? xong ,",
    "??": ", ? ? ,",
    "…": ",",
    "": ",",
    "nộp/gửi rồi": ", nop gui roi ,",
    "xongggg": ", xong ,",
    "iii": ", iii ,",
    "ko k hok hông": ", khong khong khong khong ,",
    "a nop r": ", anh nop roi ,",
    "anh nộp rồi ạ": ", anh nop roi ,",
    "đã chờ mốt": ", đã chờ mốt ,",
    "sang mai": ", sáng mai ,",
    "sang xa nop": ", sang xa nop ,",
    # A text with its marks says "sáng" where it means it.
    "Sáng mai em sang xã nộp bản giấy kèm đủ chữ ký": ", sáng mai em sang xa nop ban giay kem du chu ky ,",
    "hai ngày nữa": ", 2 ngay nua ,",
    "năm ngày": ", 5 ngay ,",
    "5ngày": ", 5 ngay ,",
    "mười phút nữa": ", 10 phut nua ,",
    "sau sáu ngày": ", sau 6 ngay ,",
    "thứ hai ngày": ", thu hai ngay ,",
    "15h30": ", 15h30 ,",
    "15g": ", 15h ,",
    "8h30p": ", 8h30 ,",
    "15p nữa": ", 15 phut nua ,",
    "2 trên 5 việc": ", 2/5 viec ,",
    "2 trong số 5": ", 2/5 ,",
    "mục mô rồi": ", muc nao roi ,",
    "nhung viec kia": ", những viec kia ,",
    "việc 1,2": ", viec 1 , 2 ,",
}


@pytest.mark.parametrize("typed", LINES)
def test_whatever_was_typed_becomes_one_line_of_comparable_words(typed: str) -> None:
    assert fold(typed) == LINES[typed]
