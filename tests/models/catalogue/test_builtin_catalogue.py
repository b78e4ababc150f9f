"""The built-in catalogue says what report 119/BC-UBND says, to the hundredth and to the letter."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from models.catalogue.document import (
    Catalogue,
    CriteriaSetEntry,
    CriterionEntry,
    RequirementEntry,
    ResultEntry,
)
from models.catalogue.reading import builtin_catalogue
from models.catalogue.sums import Sums, gaps, of_areas, undescribed

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
# What no line of the report describes: a row of its own, so that the year adds up.
UNDESCRIBED = {"0": ("17", "13", "4")}
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
    assert read == {code: points(*texts) for code, texts in (UNDESCRIBED | AREAS).items()}


def test_the_areas_add_up_to_the_year(scored: CriteriaSetEntry) -> None:
    assert of_areas(scored.areas) == Sums(*points("73.5", "61.85", "11.65"))


def test_criteria_explain_the_loss_of_their_area(scored: CriteriaSetEntry) -> None:
    for area in scored.areas:
        if area.code in UNDESCRIBED:
            continue
        lost = sum(result(each).lost for each in scored.criteria if each.area == area.code)
        assert lost == area.lost, area.name


def test_four_of_the_lost_points_stay_unexplained(scored: CriteriaSetEntry) -> None:
    results = [result(each) for each in scored.criteria]
    explained = sum(each.lost for each in results)
    assert sum(each.max for each in scored.criteria) == Decimal("12.6")
    assert sum(each.awarded for each in results) == Decimal("4.95")
    assert explained == Decimal("7.65")
    assert scored.lost and scored.lost - explained == Decimal("4.00")
    assert [(gap.area, gap.what, gap.given, gap.described) for gap in gaps(scored)] == [
        (None, "lost", *points("11.65", "7.65")),
        ("0", "lost", *points("4", "0")),
    ]
    assert [area.code for area in undescribed(scored)] == ["0"]


def test_a_wrong_sum_is_a_gap(scored: CriteriaSetEntry) -> None:
    areas = tuple(
        area.model_copy(update={"max": area.max + 1}) if area.code == "6" else area for area in scored.areas
    )
    found = gaps(scored.model_copy(update={"areas": areas}))
    assert ("max", *points("73.5", "74.5")) in [(gap.what, gap.given, gap.described) for gap in found]


def test_opinions_are_quoted_to_the_letter(scored: CriteriaSetEntry) -> None:
    assert {each.code: result(each).opinion for each in scored.criteria} == OPINIONS


@pytest.mark.parametrize(("code", "words"), MISPRINTS_OF_CAUSES.items())
def test_causes_keep_the_words_and_misprints_of_the_report(
    scored: CriteriaSetEntry, code: str, words: str
) -> None:
    assert words in next(result(each).cause for each in scored.criteria if each.code == code)


def test_the_one_misprint_that_nobody_can_read_is_read_and_kept_in_the_notes(
    catalogue: Catalogue, scored: CriteriaSetEntry
) -> None:
    reports = next(each for each in scored.criteria if each.code == "7.5")
    assert "báo cáo tình hình hồ sơ giải quyết thủ tục" in result(reports).cause
    (note,) = (note for note in catalogue.notes if note.id == "I-18")
    assert "“tình hình sơ sơ giải quyết”" in note.text


def test_each_loss_has_its_lesson_in_one_sentence_that_a_card_holds(scored: CriteriaSetEntry) -> None:
    lessons = {each.code: str(result(each).lesson) for each in scored.criteria}
    for code, lesson in lessons.items():
        assert lesson[:-1].count(". ") == 0 and lesson.endswith("."), code
        assert len(lesson) <= 150, code
    assert lessons["5.7"] == "Kế hoạch ban hành muộn (tháng 12) và không ký số nên không được chấp nhận."
    assert "sơ sơ" not in str(lessons)


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
        if each.due and each.criterion == "7.5"
    }
    assert read == {
        "7.5-bao-cao-tthc-thang": ("monthly", 14, 2),
        "7.5-bao-cao-tthc-quy": ("quarterly", 14, 2),
        "7.5-bao-cao-tthc-nam": ("yearly", 14, 2),
    }
    for each in catalogue.requirements:
        if each.criterion != "7.5":
            continue
        assert (each.unit, each.cooperates, each.shift) == ("VHXH", ("TTPVHCC",), "earlier")
        assert each.starts_on == date(2025, 12, 15)
        assert [(item.kind, item.required) for item in each.items] == [("screenshot", True)]
        assert each.status == "proposed" and "Nghị định 09/2019/NĐ-CP" in each.reason


# Each evidence line: its requirements, the unit that leads, the date rule, and the kinds of its required items
# (those in brackets are optional).
LINES = """
E01 1.1.2-ke-hoach-cchc VHXH yearly 5/2 signed_document (attachment)
E02 1.1.3-minh-chung-nhiem-vu CM quarterly 14+3 attachment
E03 1.1.3-bao-cao-cchc-quy VHXH quarterly 14+2 signed_document attachment
E04 1.6.2-bao-cao-phan-tich VHXH yearly 31/5|letter+20 signed_document
E05 1.6.2-ke-hoach-khac-phuc VHXH yearly 30/6 signed_document
E06 1.6.2-hop-chuyen-de VHXH yearly 15/6 signed_document
E06 1.6.2-bao-cao-khac-phuc VHXH yearly 15/12 signed_document
E07 3.1.2-kien-nghi-tthc TTPVHCC half_yearly 15/6,31/10 signed_document
E08 3.3.2-xin-loi-tung-ho-so TTPVHCC per_case - signed_document tick
E09 3.3.2-bao-cao-xin-loi TTPVHCC monthly 14+2 signed_document
E10 5.1.2-don-doc-phe-duyet VHXH monthly day25 attachment
E10 5.1.2-bo-tri-vi-tri VHXH yearly 31/10 signed_document signed_document signed_document attachment
E11 5.6.1-ke-hoach-tinh-gian VHXH yearly 31/3 signed_document (tick)
E12 5.7-ke-hoach-dao-tao VHXH yearly 31/3 signed_document (tick)
E12 5.7-bao-cao-dao-tao VHXH half_yearly 14/6,14/12 signed_document attachment
E13 5.8-ke-hoach-chuyen-doi VHXH yearly 31/3 signed_document attachment
E13 5.8-bao-cao-chuyen-doi VHXH yearly 14/12 signed_document attachment
E14 6.1.1-giai-ngan-thang KT monthly last+3 figure
E14 6.1.1-xac-nhan-kho-bac KT yearly 15/1-next attachment
E15 7.3-ke-hoach-ai VHXH yearly 31/3 signed_document
E15 7.3-so-ung-dung-ai CM monthly last+3 attachment
E15 7.3-bao-cao-ai VHXH half_yearly 14/6,14/12 signed_document (attachment)
E16 7.5-bao-cao-tthc-thang VHXH monthly 14+2 screenshot
E16 7.5-bao-cao-tthc-quy VHXH quarterly 14+2 screenshot
E16 7.5-bao-cao-tthc-nam VHXH yearly 14+2 screenshot
E17 7.9-ty-le-toan-trinh TTPVHCC monthly last+3 figure
E18 0-ke-hoach-kiem-tra-cchc VHXH yearly 28/2 signed_document
E18 0-bao-cao-kiem-tra-cchc VHXH yearly 14/12 signed_document
E19 0-ke-hoach-tuyen-truyen VHXH yearly 31/1 signed_document
E19 0-bao-cao-tuyen-truyen VHXH yearly 14/12 signed_document
E20 0-ke-hoach-the-che VP yearly 28/2 signed_document
E20 0-bao-cao-the-che VP yearly 14/12 signed_document
"""


def rule(entry: RequirementEntry) -> str:
    due = entry.due
    if due is None:
        return "-"
    if due.after_cutoff:
        return f"{entry.cutoff}+{due.after_cutoff}"
    if due.day:
        return f"day{due.day}"
    if due.last_day:
        return f"last+{due.plus}"
    letter = f"|letter+{due.after_letter}" if due.after_letter else ""
    return ",".join(due.dates or ()) + letter + ("-next" if due.next_year else "")


def test_the_twenty_evidence_lines_with_documents_units_and_dates(catalogue: Catalogue) -> None:
    read = []
    for each in catalogue.requirements:
        items = " ".join(item.kind if item.required else f"({item.kind})" for item in each.items)
        read.append(f"{each.line} {each.code} {each.unit} {each.cadence} {rule(each)} {items}")
    assert read == LINES.split("\n")[1:-1]
    assert sorted({str(each.line) for each in catalogue.requirements}) == [f"E{n:02}" for n in range(1, 21)]


def test_no_criterion_is_left_without_document_and_every_date_has_its_reason(catalogue: Catalogue) -> None:
    required = {each.criterion for each in catalogue.requirements}
    assert {each.code for each in catalogue.sets[0].criteria} == required - {None}
    assert {each.status for each in catalogue.requirements} == {"proposed"}
    assert all(len(each.reason) > 60 for each in catalogue.requirements)


def test_what_cooperating_units_owe_and_when(catalogue: Catalogue) -> None:
    owed = {
        f"{each.code}/{item.code}": (item.owed_by, item.before, item.required)
        for each in catalogue.requirements
        for item in each.items
        if item.owed_by
    }
    assert owed == {
        "1.1.2-ke-hoach-cchc/muc-kinh-phi": ("KT", 10, False),
        "5.6.1-ke-hoach-tinh-gian/ky-so-phat-hanh": ("VP", 2, False),
        "5.7-ke-hoach-dao-tao/ky-so-phat-hanh": ("VP", 2, False),
    }


def test_a_plan_says_by_which_day_it_is_dated(catalogue: Catalogue) -> None:
    assert {each.code: each.issue_by for each in catalogue.requirements if each.issue_by} == {
        "1.1.2-ke-hoach-cchc": "31/1",
        "5.7-ke-hoach-dao-tao": "31/3",
        "5.8-ke-hoach-chuyen-doi": "31/3",
    }


def test_the_misprints_of_figures_are_computed_not_copied(catalogue: Catalogue) -> None:
    notes = {note.id: note for note in catalogue.notes}
    share = (Decimal(672) / 5505 * 100).quantize(Decimal("0.1"))
    assert share == Decimal("12.2") and f"672/5505 là {share}%".replace(".", ",") in notes["I-03"].text
    assert "6,4/6,5" in notes["I-02"].text and notes["I-02"].concerns == ("6",)
    assert set(notes["I-01"].concerns) == {"2025", "0"} and "4,00" in notes["I-01"].text


def test_every_inconsistency_of_the_report_is_flagged(catalogue: Catalogue) -> None:
    assert [note.id for note in catalogue.notes] == [f"I-{n:02}" for n in range(1, 26)]
    assert "7.5" in next(note.concerns for note in catalogue.notes if note.id == "I-05")


def test_names_for_lists_fit_a_phone(catalogue: Catalogue) -> None:
    names = [each.short for each in catalogue.sets[0].criteria] + [unit.short for unit in catalogue.units]
    names += [each.short for each in catalogue.requirements]
    assert [name for name in names if len(name) > 28] == []


def test_all_text_is_composed_unicode(catalogue: Catalogue) -> None:
    assert unicodedata.is_normalized("NFC", catalogue.model_dump_json())
