"""Telephones and identity numbers within words."""

import pytest

from models.rules.cases.numbers import without_numbers


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("gọi 0912345678 nhé", "gọi … nhé"),
        ("SĐT0912.345.678", "SĐT…"),
        ("bà Bưởi-0912-345-678", "bà Bưởi-…"),
        ("+84 912 345 678", "…"),
        ("CCCD 040201001234", "CCCD …"),
        ("cccd 0402 0100 1234, cmnd 186123456", "cccd …, cmnd …"),
        ("12 345 678 901", "…"),
        ("đã gửi 1 2 3 4 5 6 7 8 9 10", "đã gửi 1 2 3 4 5 6 7 8 9 10"),
        ("hồ sơ H40.28.12-261201-0001 xong", "hồ sơ H40.28.12-261201-0001 xong"),
        ("261201-0001 hẹn 15.12.2026 16 giờ", "261201-0001 hẹn 15.12.2026 16 giờ"),
        ("Số 120/BC-UBND ngày 14/12/2026", "Số 120/BC-UBND ngày 14/12/2026"),
    ],
)
def test_numbers_of_a_citizen_are_left_out_and_codes_and_days_are_not(text: str, left: str) -> None:
    assert without_numbers(text) == left
