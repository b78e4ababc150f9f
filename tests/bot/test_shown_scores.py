"""What has no points, or of which nobody knows them, is never called nought."""

from decimal import Decimal
from pathlib import Path

import pytest

from bot.texts.cards import worth_line
from bot.texts.catalogue import shown, shown_as_json
from bot.texts.pack import CriterionLine, lines_of
from bot.texts.reviewing import completed
from bot.texts.words import area_words, worth_words
from jobs.messages.reviewing import ReviewFacts
from jobs.pack.contents import gather
from models.points import Worth
from models.rules.lifecycle import State
from models.tables import Edition, Verdict
from tests.bot.texts.words import EVE, ORDINARY
from tests.commune import at
from tests.scored_year import catalogue_of, year_of


@pytest.mark.parametrize(
    ("kind", "maximum", "words"),
    [
        ("ratio", Decimal("1.50"), "1,5 điểm"),
        ("manual", None, "chưa rõ điểm"),
        ("pass", None, "chấm đạt/chưa đạt"),
        ("information", None, "không chấm, chỉ để biết"),
    ],
)
def test_what_a_criterion_is_worth(kind: str, maximum: Decimal | None, words: str) -> None:
    assert worth_words(kind, maximum) == words


def test_an_area_that_nobody_named_is_named_once() -> None:
    assert area_words("7", "Chuyển đổi số") == "Lĩnh vực 7 · Chuyển đổi số"
    assert area_words("7", "Lĩnh vực 7") == "Lĩnh vực 7"


def test_a_catalogue_is_shown_as_a_tree_with_its_formulas() -> None:
    lines = shown(catalogue_of("hai-muoi-loai")).splitlines()
    assert "  Lĩnh vực 1 · Các loại quy định: chưa rõ điểm" in lines
    assert "    1.15.a Kết quả số hóa: tối đa 3; cộng các tiêu chí con" in lines
    assert "      1.15.a.1 Số hóa thành phần hồ sơ: tối đa 2" in lines
    assert (
        "    1.13 Trực tuyến toàn trình: tối đa 6; theo tỷ lệ so với mục tiêu 80 %; không phát sinh: không điểm"
        in lines
    )
    assert "    1.11 Hồ sơ đúng hạn: tối đa 1; theo mức tỷ lệ: từ 95 %: 1; từ 80 %: 0,5" in lines
    assert "    1.19 Dân số: không chấm, chỉ để biết" in lines
    (payment,) = [line for line in lines if line.startswith("    1.15 ")]
    assert "2,5 × Thuế trực tuyến (không quá 2; không phát sinh: đủ điểm)" in payment


def test_a_set_without_points_is_shown_with_when_it_is_passed() -> None:
    text = shown(catalogue_of("dat-chua-dat"))
    assert "Bộ tiêu chí năm 2026: chấm đạt/chưa đạt" in text
    assert "  Đạt khi 1, 2, 3 đạt và ít nhất 1 trong 4, 5, 6 đạt." in text
    assert "          Đạt khi ít nhất 1 trong 1.1.1.a, 1.1.1.b đạt." not in text
    assert "        Đạt khi ít nhất 1 trong 1.1.1.a, 1.1.1.b đạt." in text
    assert "điểm" not in text.split("Bộ tiêu chí năm 2026")[1].splitlines()[0]
    assert "tổng điểm" not in text


def test_what_a_requirement_asks_for_is_shown_in_full() -> None:
    lines = [line.strip() for line in shown(catalogue_of("barangay")).splitlines()]
    assert "☐ BPOPS plan, có chữ ký của Punong Barangay, BPOC" in lines
    assert "☐ Physical targets reached (từ 50 % trở lên) – phương án của nhóm rate" in lines
    assert "Nhóm signal cần 2 phương án." in lines
    assert lines[lines.index("☐ Report of VAW cases") + 1] == "Minh chứng có dữ liệu người dân."


def test_sums_count_a_criterion_and_its_parts_once() -> None:
    (scored,) = shown_as_json(catalogue_of("hai-muoi-loai"))["sets"]
    by_code = {each["code"]: each for area in scored["areas"] for each in area["criteria"]}
    assert by_code["1.15.a"]["parts"] == ["1.15.a.1", "1.15.a.2"]
    assert by_code["1.15.a"]["sum_of_parts"] == 3.0
    whole = sum(each["max"] or 0 for each in by_code.values() if each["part_of"] is None)
    assert scored["sum_of_criteria"]["max"] == whole


def test_the_index_of_a_pack_says_passed_where_there_are_no_points(tmp_path: Path) -> None:
    with year_of(tmp_path, catalogue_of("dat-chua-dat")) as year:
        year.accept(*year.tasks("2.1-minh-chung"))
        year.enter(*year.tasks("3.1-minh-chung"), State.MISSED)
        contents = gather(year.session, year.agency, 2026, Edition.SUBMITTED, at("31/12/2026"))
    lines = {
        line.code: (line.maximum, line.score)
        for line in lines_of(contents)
        if isinstance(line, CriterionLine)
    }
    assert lines["2.1"] == ("Đạt/chưa đạt", "Đạt")
    assert lines["3.1"] == ("Đạt/chưa đạt", "Chưa đạt")
    assert lines["4.1"] == ("Đạt/chưa đạt", "Chưa rõ")
    assert lines["1.2"] == ("Không chấm", "")


@pytest.mark.parametrize(
    ("kind", "card", "accepted"),
    [
        ("manual", "Tiêu chí 1.1 (chưa rõ điểm).", "góp phần giữ điểm của tiêu chí 1.1"),
        ("pass", "Tiêu chí 1.1 (chấm đạt/chưa đạt).", "góp phần đạt tiêu chí 1.1"),
        ("information", "Tiêu chí 1.1 (không chấm, chỉ để biết).", "ghi nhận cho tiêu chí 1.1"),
    ],
)
def test_a_card_and_an_approval_name_no_points_that_are_not_there(
    kind: str, card: str, accepted: str
) -> None:
    task = ORDINARY.task(worth=Worth("1.1", "Công khai", None, None, None, kind))
    assert worth_line(task) == card
    verdict = ReviewFacts(None, Verdict.ACCEPTED, "", EVE, 0, void=False)
    assert accepted in completed(task, verdict)
