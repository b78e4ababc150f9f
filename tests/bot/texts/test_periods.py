"""A task is called by its title and its period; what both say is said once."""

import pytest

from bot.texts.periods import stem, which_of


@pytest.mark.parametrize(
    ("title", "period", "called"),
    [
        ("Báo cáo cải cách hành chính tháng", "2026-12", "Báo cáo cải cách hành chính tháng 12/2026"),
        ("Báo cáo giao ban hằng tuần", "2026-W51", "Báo cáo giao ban tuần 51/2026 (14–20/12)"),
        ("Biên bản họp đánh giá tiến độ quý", "2026-Q4", "Biên bản họp đánh giá tiến độ quý IV/2026"),
        ("Báo cáo tuyên truyền 6 tháng", "2026-H2", "Báo cáo tuyên truyền 6 tháng cuối năm 2026"),
        ("Báo cáo giải ngân cả năm", "2026", "Báo cáo giải ngân cả năm 2026"),
        ("Kế hoạch phát triển 5 năm", "2026", "Kế hoạch phát triển 5 năm năm 2026"),
        ("Báo cáo quý", "2026-12", "Báo cáo quý tháng 12/2026"),
        ("Tháng", "2026-12", "Tháng tháng 12/2026"),
        ("Thư xin lỗi trong năm", "H36.99-260914-0042", "Thư xin lỗi trong năm H36.99-260914-0042"),
    ],
)
def test_a_title_that_ends_like_its_period_does_not_say_it_twice(
    title: str, period: str, called: str
) -> None:
    assert f"{stem(title, period)} {which_of(period)}" == called
