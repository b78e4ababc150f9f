"""The built-in catalogue says what report 119/BC-UBND says, to the hundredth and to the letter."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from models.catalogue.document import Catalogue, CriteriaSetEntry, CriterionEntry, ResultEntry
from models.catalogue.reading import builtin_catalogue

RESULTS = {
    "1.1.2": ("1", "0.8", "0.2"),
    "1.1.3": ("1", "0.91", "0.09"),
    "1.6.2": ("1", "0", "1"),
    "3.1.2": ("0.5", "0", "0.5"),
    "3.3.2": ("1", "0", "1"),
    "5.1.2": ("0.5", "0.25", "0.25"),
    "5.6.1": ("0.1", "0", "0.1"),
    "5.7": ("1", "0", "1"),
    "5.8": ("1", "0", "1"),
    "6.1.1": ("1", "0.9", "0.1"),
    "7.3": ("1", "0.5", "0.5"),
    "7.5": ("1.5", "1.33", "0.17"),
    "7.9": ("2", "0.26", "1.74"),
}
AREAS = {
    "1": ("13", "11.71", "1.29"),
    "3": ("10", "8.5", "1.5"),
    "5": ("10", "7.65", "2.35"),
    "6": ("6.5", "6.4", "0.1"),
    "7": ("17", "14.59", "2.41"),
}
NOT_BY_THE_GUIDE = (
    "Tài liệu kiểm chứng chưa theo Hướng dẫn số 10457/HD/SNV ngày 28/11/2025 và Công văn số 1450/SNV-CCHC "
    "ngày 04/3/2025 của Cơ quan Hội đồng thẩm định."
)
OPINIONS = {
    "1.1.2": "“Mục kinh phí không bố trí trong quyết định ban hành Kế hoạch CCHC năm 2025 của đơn vị”.",
    "1.1.3": "Còn 01 nhiệm vụ chưa có tài liệu minh chứng đầy đủ mức độ hoàn thành nên chưa được công nhận "
    "hoàn thành 100%.",
    "1.6.2": "“Nội dung này tất cả các xã chấm 0 điểm.",
    "3.1.2": "Tài liệu kiểm chứng không thể hiện được kết quả của tiêu chí cần đánh giá, thẩm định này.",
    "3.3.2": "Chưa đạt qua theo dõi trên hệ thống TTGQ TTHC tỉnh. VB Xin lỗi tài liệu kiểm chứng chưa đảm "
    "bảo thời gian theo quy định tại Nghị định 118.",
    "5.1.2": NOT_BY_THE_GUIDE,
    "5.6.1": NOT_BY_THE_GUIDE,
    "5.7": "Kế hoạch tháng 12 mới ban hành, phát hành điện tử, không ký số, không được chấp nhận",
    "5.8": NOT_BY_THE_GUIDE,
    "6.1.1": "Đơn vị đạt 0,9 điểm",
    "7.3": "Tài liệu kiểm chứng chưa phù hợp, chưa rõ kết quả sử dụng AI.",
    "7.5": "8/9 báo cáo kịp thời, đúng quy định",
    "7.9": "Đạt 0,26 điểm theo số liệu trích xuất trên hệ thống EMC Bộ KHCN",
}
MISPRINTS_OF_CAUSES = {
    "1.1.3": "Tiêu chí 5.6.1 – Tiêu chí 5.6.1. Xây dựng, ban hành đề án, kế hoạch tinh giản biên chế.\n",
    "5.8": "UBND xã đã chưa ban hành Kế hoạch chuyển đổi vị trí công tác sau khi sáp nhập.",
    "6.1.1": "đã giải ngân 69.748.146.192 đồng, đạt 63% kế hoạch năm 2025",
    "7.5": "có 01 báo cáo tình hình sơ sơ giải quyết thủ tục hành chính tháng 12 không báo cáo.",
    "7.9": "có 672/5505 hồ sơ, đạt 0,12% tổng hồ sơ giải quyết từ 01/7/2025 đến 10/12/2025.",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return builtin_catalogue()


@pytest.fixture(scope="module")
def scored(catalogue: Catalogue) -> CriteriaSetEntry:
    return catalogue.sets[0]


def points(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts)


def result(criterion: CriterionEntry) -> ResultEntry:
    assert criterion.result
    return criterion.result


def test_the_year_as_the_report_gives_it(scored: CriteriaSetEntry) -> None:
    assert (scored.year, scored.rank) == (2025, "3/130")
    assert (scored.scored_max, scored.survey_max) == points("73.5", "26.5")
    assert (scored.awarded, scored.lost) == points("61.85", "11.65")


def test_every_criterion_to_the_hundredth(scored: CriteriaSetEntry) -> None:
    read = {each.code: (each.max, result(each).awarded, result(each).lost) for each in scored.criteria}
    assert read == {code: points(*texts) for code, texts in RESULTS.items()}


def test_every_area_to_the_hundredth(scored: CriteriaSetEntry) -> None:
    read = {area.code: (area.max, area.awarded, area.lost) for area in scored.areas}
    assert read == {code: points(*texts) for code, texts in AREAS.items()}


def test_criteria_explain_the_loss_of_their_area(scored: CriteriaSetEntry) -> None:
    for area in scored.areas:
        lost = sum(result(each).lost for each in scored.criteria if each.area == area.code)
        assert lost == area.lost, area.name


def test_four_of_the_lost_points_stay_unexplained(scored: CriteriaSetEntry) -> None:
    results = [result(each) for each in scored.criteria]
    explained = sum(each.lost for each in results)
    assert sum(each.max for each in scored.criteria) == Decimal("12.6")
    assert sum(each.awarded for each in results) == Decimal("4.95")
    assert explained == Decimal("7.65")
    assert scored.lost and scored.lost - explained == Decimal("4.00")


def test_opinions_are_quoted_to_the_letter(scored: CriteriaSetEntry) -> None:
    assert {each.code: result(each).opinion for each in scored.criteria} == OPINIONS


@pytest.mark.parametrize(("code", "words"), MISPRINTS_OF_CAUSES.items())
def test_causes_keep_the_words_and_misprints_of_the_report(
    scored: CriteriaSetEntry, code: str, words: str
) -> None:
    assert words in next(result(each).cause for each in scored.criteria if each.code == code)


def test_only_one_criterion_was_explained_to_the_council(scored: CriteriaSetEntry) -> None:
    explained = {each.code: result(each).explanation for each in scored.criteria if result(each).explanation}
    assert list(explained) == ["1.6.2"]
    assert "(gồm xã Nghĩa Dũng; xã Kỳ Tân; xã Kỳ Sơn; Thị trấn Tân Kỳ)" in str(explained["1.6.2"])


def test_the_office_that_does_not_exist_is_kept_beside_its_likely_owner(scored: CriteriaSetEntry) -> None:
    reports = next(each for each in scored.criteria if each.code == "7.5")
    assert (reports.unit, reports.unit_as_named) == ("VHXH", "Văn phòng VH - XH xã")


def test_2026_is_copied_from_2025(catalogue: Catalogue) -> None:
    assert [(each.year, each.copy_of) for each in catalogue.sets] == [(2025, None), (2026, 2025)]


def test_units_with_their_tasks(catalogue: Catalogue) -> None:
    tasks = {unit.code: len(unit.tasks) for unit in catalogue.units}
    assert tasks == {"VHXH": 6, "VP": 3, "TTPVHCC": 5, "KT": 3, "CNSCD": 4, "CM": 4}
    assert next(unit.members for unit in catalogue.units if unit.code == "CM") == ("VHXH", "KT")


def test_reports_on_the_provincial_system(catalogue: Catalogue) -> None:
    read = {
        each.code: (each.cadence, each.cutoff, each.due.after_cutoff)
        for each in catalogue.requirements
        if each.due
    }
    assert read == {
        "7.5-bao-cao-tthc-thang": ("monthly", 14, 2),
        "7.5-bao-cao-tthc-quy": ("quarterly", 14, 2),
        "7.5-bao-cao-tthc-nam": ("yearly", 14, 2),
    }
    for each in catalogue.requirements:
        assert (each.unit, each.cooperates, each.shift) == ("VHXH", ("TTPVHCC",), "earlier")
        assert each.starts_on == date(2025, 12, 15)
        assert [(item.kind, item.required) for item in each.items] == [("screenshot", True)]
        assert each.status == "proposed" and "Nghị định 09/2019/NĐ-CP" in each.reason


def test_every_inconsistency_of_the_report_is_flagged(catalogue: Catalogue) -> None:
    assert [note.id for note in catalogue.notes] == [f"I-{n:02}" for n in range(1, 26)]
    assert "7.5" in next(note.concerns for note in catalogue.notes if note.id == "I-05")


def test_names_for_lists_fit_a_phone(catalogue: Catalogue) -> None:
    names = [each.short for each in catalogue.sets[0].criteria] + [unit.short for unit in catalogue.units]
    assert [name for name in names if len(name) > 28] == []


def test_all_text_is_composed_unicode(catalogue: Catalogue) -> None:
    assert unicodedata.is_normalized("NFC", catalogue.model_dump_json())
