"""What stands above the headings of a list."""

from datetime import date, datetime, time

import pytest

from models.rules.cases.titles import lists_all, said_above
from models.rules.zone import at

END = at(date(2026, 12, 14), time(23, 59, 59))
AFTERNOON = at(date(2026, 12, 14), time(16, 30))


@pytest.mark.parametrize(
    ("title", "as_of", "since"),
    [
        ("Số liệu đến ngày 14/12/2026", END, None),
        ("(Số liệu tính đến hết ngày 14 tháng 12 năm 2026)", END, None),
        ("Số liệu đến 16 giờ 30 ngày 14/12/2026", AFTERNOON, None),
        ("Từ ngày 01/12/2026 đến ngày 14/12/2026", END, date(2026, 12, 1)),
        ("Từ ngày: 01/12/2026  Đến ngày: 14/12/2026", END, date(2026, 12, 1)),
        ("Ngày xuất: 14/12/2026 16:30", AFTERNOON, None),
        ("Ngày kết xuất: 14/12/2026 16:30:12", AFTERNOON, None),
        ("Kết xuất lúc 16:30 ngày 14/12/2026", AFTERNOON, None),
        ("Tân Kỳ, ngày 14 tháng 12 năm 2026", END, None),
        ("Ngày hẹn trả từ ngày 01/12/2026 đến ngày 31/12/2026", None, None),
        ("DANH SÁCH HỒ SƠ NĂM 2026", None, None),
        ("Số liệu đến ngày 31/02/2026", None, None),
        ("Từ ngày 01/01/0001 đến ngày 31/12/9999", None, None),
        ("Số liệu đến ngày 01/01/1900", None, None),
    ],
)
def test_the_moment_of_the_figures(title: str, as_of: datetime | None, since: date | None) -> None:
    said = said_above(["ỦY BAN NHÂN DÂN XÃ TÂN KỲ", title])
    assert (said.as_of, said.since) == (as_of, since)


def test_a_period_that_is_not_over_ends_when_the_list_was_made() -> None:
    said = said_above(["Từ ngày 01/12/2026 đến ngày 31/12/2026", "Ngày xuất: 14/12/2026 16:30"])
    assert said.as_of == AFTERNOON


@pytest.mark.parametrize(
    "name",
    [
        "DANH SÁCH HỒ SƠ QUÁ HẠN",
        "Danh sách hồ sơ trễ hẹn",
        "Hồ sơ sắp đến hạn",
        "ho_so_qua_han_12.2026.xls",
        "PHỤ LỤC II",
        "Hồ sơ giải quyết chậm",
        "Lĩnh vực: Đất đai   Trạng thái: Tất cả",
        "Cán bộ: Nguyễn Văn An",
    ],
)
def test_a_list_of_late_files_or_of_a_part_is_not_all(name: str) -> None:
    assert not lists_all(["UBND XÃ TÂN KỲ", name])


@pytest.mark.parametrize(
    "name",
    [
        "Danh sách hồ sơ",
        "Hồ sơ đúng hạn, quá hạn",
        "hồ sơ.xlsx",
        "Chăm sóc người có công",
        "Lĩnh vực: Tất cả",
        "Trạng thái: Đang xử lý",
    ],
)
def test_any_other_list_is_all(name: str) -> None:
    assert lists_all([name])
