"""The verb `forecast`: a line a criterion, what is unknown with its reason, nothing written."""

from pathlib import Path

from bot.texts.forecast import forecast_words
from models.rules.lifecycle import State
from tests.bot.test_cli import Command, loaded, logging_as_it_was, nhacviec, office
from tests.scored_year import LAST_DAY, YEAR, ScoredYear, catalogue_of, year_of

__all__ = ["loaded", "logging_as_it_was", "nhacviec", "office"]


def told(year: ScoredYear) -> list[str]:
    return forecast_words(year.forecast(), YEAR, LAST_DAY).splitlines()


def test_each_criterion_is_a_line_and_what_is_unknown_says_why(tmp_path: Path) -> None:
    with year_of(tmp_path, catalogue_of("hai-muoi-loai")) as year:
        year.accept(*year.tasks("1.13-truc-tuyen"), "64/100")
        for name, source in (("so-phi", "EMC"), ("thue", "Cổng quốc gia"), ("khac", "EMC")):
            year.accept(*year.tasks(f"1.15-{name}"), "9/10", source=source)
        year.accept(*year.tasks("1.17-lien-thong"), "0/0")
        year.accept(year.tasks("1.10-giai-ngan")[0], "60/100")
        lines = told(year)
    assert lines[0].startswith(
        "Dự báo năm 2026, theo việc đã được duyệt đến 31/12/2026: 5,8 điểm, có thể đạt "
    )
    assert "  1.13 Trực tuyến toàn trình: 4,8/6 điểm" in lines
    assert (
        "  1.15 Thanh toán trực tuyến: chưa rõ điểm, tối đa 10 (số liệu từ các nguồn khác nhau, không dùng chung: "
        "EMC, Cổng quốc gia)"
    ) in lines
    assert "  1.17 Thủ tục liên thông: không áp dụng, không tính vào tổng" in lines
    assert "  1.10 Giải ngân đạt ngưỡng: 0 điểm, có thể đạt 2/2" in lines
    assert "  1.19 Dân số: không chấm, chỉ để biết" in lines
    assert (
        "    1.15.a.1 Số hóa thành phần hồ sơ: chưa rõ điểm, tối đa 2 (chưa có số liệu được duyệt)" in lines
    )


def test_a_year_without_points_is_told_as_passed_or_not(tmp_path: Path) -> None:
    with year_of(tmp_path, catalogue_of("dat-chua-dat")) as year:
        year.accept(*year.tasks("2.1-minh-chung"))
        year.enter(*year.tasks("3.1-minh-chung"), State.MISSED)
        lines = told(year)
    assert lines[0].endswith("31/12/2026: chưa đạt.")
    assert {
        "Lĩnh vực 2 · Phòng chống thiên tai: đạt",
        "Lĩnh vực 3 · An ninh trật tự: chưa đạt",
        "Lĩnh vực 4 · An sinh: chưa rõ",
        "  1.1 Công khai ngân sách: chưa rõ",
    } <= set(lines)
    assert not any("điểm" in line for line in lines)


def test_the_verb_prints_the_year_and_every_criterion(office: Command) -> None:
    found = office("forecast", "--year", "2026", "--json").json
    assert found["year"]["code"] == "" and "7.5" in {each["code"] for each in found["criteria"]}
    assert "7.5 " in office("forecast", "--year", "2026").out


def test_a_year_without_a_set_is_said_so(office: Command) -> None:
    refused = office("forecast", "--year", "2001")
    assert refused.code == 1
    assert "Năm 2001 chưa có bộ tiêu chí" in refused.err
