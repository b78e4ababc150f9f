"""Tasks are found by a few words, whole or by their first letters, with or without diacritics."""

from datetime import date

import pytest

from models.rules.searching import Findable, search

TODAY = date(2026, 12, 15)
AN, DUNG = "Nguyễn Thị An", "Lê Văn Dũng"
TASKS = (
    Findable(
        "2026-12", date(2026, 12, 16), "Báo cáo tình hình hồ sơ giải quyết TTHC · 7.5 · Phòng VH–XH", AN
    ),
    Findable("2026-Q4", date(2026, 12, 16), "Báo cáo kết quả giải quyết TTHC · 7.5 · Phòng VH–XH"),
    Findable("2026", date(2026, 12, 31), "Kế hoạch cải cách hành chính · 1.1 · Văn phòng", DUNG),
    Findable("2026", date(2026, 12, 15), "Báo cáo ứng dụng công nghệ thông tin · 6.2 · Văn phòng", AN),
    Findable("2027-01", date(2027, 1, 18), "Báo cáo tình hình hồ sơ giải quyết TTHC · 7.5 · Phòng VH–XH", AN),
    Findable(
        "2026-04", date(2026, 4, 16), "Báo cáo an toàn thực phẩm · 9.1 · Phòng Kinh tế", DUNG, is_late=True
    ),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bc tthc thang 12", [0]),
        ("TTHC Tháng 12", [0]),
        ("tháng 12", [0]),
        ("tháng 1", [4]),
        ("báo cáo quý IV", [1]),
        ("quý IV", [1]),
        ("quy 4", [1]),
        ("BC nam", [3]),
        ("bao cao nam 2026", [3]),
        ("bc tthc", [0, 1, 4]),
        ("KH cchc", [2]),
        ("ke hoach cai cach", [2]),
        ("16/12", [0, 1]),
        ("7.5 an", [0, 4]),
        ("van phong", [2, 3]),
        ("dũng", [2, 5]),
        ("việc của anh Dung", [2, 5]),
        ("ung dung", [3]),
        ("an toàn", [5]),
        ("bình", []),
        ("qua han", [5]),
        ("hôm nay", [3]),
        ("chưa giao", [1]),
        ("tháng 11", []),
        ("không có gì", []),
        ("16/12/2026", [0, 1]),
        ("16/12/2025", []),
        ("31/12", [2]),
        ("năm 2027", [4]),
        ("quý 1", []),
        ("bckq", [1]),
        ("bckqgq", [1]),
        ("1", [4]),
        ("12", [0, 1, 2, 3]),
        ("anh An", [0, 3, 4]),
        ("công an", [3]),
        ("báo cáo an", [5]),
        ("báo cáo năm an", [3]),
        ("an dũng", []),
        ("của An tháng 12", [0]),
        ("quá hạn dũng", [5]),
        ("hôm nay an", [3]),
        ("văn phòng dũng", [2, 5]),
        ("lê văn", [2, 5]),
        ("bc quý", [1]),
        ("bc tháng", [0, 4, 5]),
        ("kh năm 2026", [2]),
        ("", []),
    ],
)
def test_every_word_holds_of_what_is_found(words: str, found: list[int]) -> None:
    assert search(words, TASKS, TODAY, ["Trần Văn Bình"]) == found


@pytest.mark.parametrize(("words", "found"), [("1.1.a", [0]), ("1.1", [0, 1]), ("i.2", [2])])
def test_a_code_of_letters_and_digits_is_one_word(words: str, found: list[int]) -> None:
    codes = ("1.1.a", "1.1.b", "I.2", "A.12")
    tasks = [Findable("2026", date(2026, 12, 31), f"Việc · {code} · Văn phòng") for code in codes]
    assert search(words, tasks, TODAY) == found
