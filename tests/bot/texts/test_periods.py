"""A title before its period, as an office writes titles that were not made for one to follow."""

import pytest

from bot.texts.periods import before, period_of


@pytest.mark.parametrize(
    ("title", "period", "said"),
    [
        (
            "Báo cáo kiểm soát thủ tục hành chính",
            "2026-12",
            "Báo cáo kiểm soát thủ tục hành chính tháng 12/2026",
        ),
        ("Kế hoạch cải cách hành chính năm", "2027", "Kế hoạch cải cách hành chính năm 2027"),
        (
            "Báo cáo cải cách hành chính 6 tháng",
            "2026-H2",
            "Báo cáo cải cách hành chính 6 tháng cuối năm 2026",
        ),
        ("Báo cáo hằng quý", "2026-Q4", "Báo cáo quý IV/2026"),
        ("Số liệu hàng Tháng", "2026-12", "Số liệu tháng 12/2026"),
        ("Năm", "2026", "Năm năm 2026"),
        ("Kế hoạch năm học", "2026", "Kế hoạch năm học năm 2026"),
        ("Biên bản năm", "", "Biên bản năm"),
    ],
)
def test_what_title_and_period_both_say_is_said_once(title: str, period: str, said: str) -> None:
    named = period_of(period) if period else ""
    assert f"{before(title, named)} {named}".strip() == said
