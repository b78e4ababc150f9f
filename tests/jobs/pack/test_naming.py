"""Names of folders and files that every system takes, whatever was typed."""

import unicodedata

import pytest

from jobs.pack.naming import natural, segment
from jobs.pack.privacy import without_names

HOSTILE = (
    "Kế hoạch 25/KH-UBND: “giao” <ai> làm? *gấp* | trong \\ tuần...",
    "CON",
    "nul.pdf",
    "com1",
    "LPT¹",
    "...",
    "",
    " . ",
    "a\u202eb\x00c\nd\te",
    "../../etc/passwd",
    "Báo cáo ".ljust(300, "x"),
    unicodedata.normalize("NFD", "Đề nghị gia hạn thời gian giải quyết thủ tục hành chính"),
    "Kết quả. ",
    "📎 ảnh",
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_name_is_one_that_windows_takes(typed: str) -> None:
    name = segment(typed, 40)
    assert 1 <= len(name) <= 40
    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & set('<>:"/\\|?*') and name.isprintable()
    assert not name.endswith((".", " ")) and not name.startswith((".", " "))
    assert name.partition(".")[0].casefold() not in {"con", "nul", "com1", "lpt¹"}


def test_what_is_too_long_is_cut_at_a_word() -> None:
    assert segment("3. Cải cách thủ tục hành chính của xã", 30) == "3. Cải cách thủ tục hành chính"
    assert segment("Báo cáo số 25/BC-UBND", 40) == "Báo cáo số 25-BC-UBND"


def test_codes_sort_by_their_numbers() -> None:
    assert sorted(("5.10", "5.9", "1.1.3", "1.1.12"), key=natural) == ["1.1.3", "1.1.12", "5.9", "5.10"]
    assert sorted(("H01-110", "H01-9", "H01-10"), key=natural) == ["H01-9", "H01-10", "H01-110"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Chị An nghỉ, anh Dũng làm thay", "… nghỉ, … làm thay"),
        ("giao bà NGUYỄN THỊ AN theo dõi", "giao … theo dõi"),
        ("Đơn của bà Trần Thị Mơ và ông Lê Văn Tư, xóm 5", "Đơn của … và …, xóm 5"),
        ("Bà Trần Thị Mơ khiếu nại; em đã trả lời", "… khiếu nại; em đã trả lời"),
        ("họp ở Bà Rịa cùng chú ý Kế hoạch", "họp ở Bà Rịa cùng chú ý Kế hoạch"),
        ("xã An Hòa gửi an toàn thông tin", "xã An Hòa gửi an toàn thông tin"),
    ],
)
def test_no_person_is_named(said: str, shown: str) -> None:
    assert without_names(said, ["Nguyễn Thị An", "Lê Văn Dũng"]) == shown
