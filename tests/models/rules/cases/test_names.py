"""A citizen's name within the words of a procedure."""

import pytest

from models.rules.cases.names import without_full_names


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Nguyễn Thị Bưởi - Đăng ký khai sinh", "… - Đăng ký khai sinh"),
        ("Cấp giấy chứng nhận (Vi Văn Bảy)", "Cấp giấy chứng nhận (…)"),
        ("ĐĂNG KÝ KẾT HÔN TRẦN VĂN ỨNG", "ĐĂNG KÝ KẾT HÔN …"),
        ("HỒ SƠ ĐĂNG KÝ KHAI SINH", "HỒ SƠ ĐĂNG KÝ KHAI SINH"),
        ("Hồ sơ trợ cấp xã hội", "Hồ sơ trợ cấp xã hội"),
        ("Sở Y tế Hà Nội, Đại học Thái Nguyên", "Sở Y tế Hà Nội, Đại học Thái Nguyên"),
        ("Cao tuổi: trợ cấp xã hội hằng tháng", "Cao tuổi: trợ cấp xã hội hằng tháng"),
    ],
)
def test_full_names_are_left_out_and_procedures_are_not(text: str, left: str) -> None:
    assert without_full_names(text) == left
