"""How points are given is checked across entries: each fault is named with its line and what to do."""

from pathlib import Path

import pytest

from models.catalogue.faults import CatalogueFaults
from models.catalogue.reading import read_catalogue
from models.catalogue.values import CriterionCode, RequirementCode, unfit

DATA = Path(__file__).parents[2] / "data"
POINTS, PASSES = "hai-muoi-loai", "dat-chua-dat"


def faults(name: str, *edits: tuple[str, str]) -> list[str]:
    """What is said of a file in which each first text became the second."""
    text = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    try:
        read_catalogue(text, "xa.yaml")
    except CatalogueFaults as refused:
        return [each.sentence for each in refused.faults]
    return []


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        (
            POINTS,
            'part_of: "1.15.a"',
            'part_of: "1.15.b"',
            "Bộ tiêu chí này không có tiêu chí “1.15.b”: thêm vào “criteria” hoặc sửa “part_of”.",
        ),
        (
            POINTS,
            """part_of: "1.15.a"
        title: Số hóa""",
            """part_of: "7.5"
        title: Số hóa""",
            "Tiêu chí 1.15.a.1 ở lĩnh vực 1, mà tiêu chí 7.5 ở lĩnh vực 7: một phần phải cùng lĩnh vực với tiêu "
            "chí của nó.",
        ),
        (
            POINTS,
            """max: 3
        formula: {kind: sum}""",
            """max: 2.5
        formula: {kind: sum}""",
            "Các phần của tiêu chí 1.15.a cộng lại 3 điểm, mà điểm tối đa của 1.15.a là 2,5: sửa một phần, "
            "hoặc sửa điểm tối đa.",
        ),
        (
            POINTS,
            "max: 1\n        formula: {kind: all_or_nothing}",
            "max: 1\n        formula: {kind: sum}",
            "kind: sum cộng các tiêu chí con, mà 1.1 chưa có tiêu chí con nào: thêm "
            'part_of: "1.1" vào các tiêu chí con, hoặc chọn cách chấm khác.',
        ),
        (
            POINTS,
            "formula: {kind: information}",
            "max: 1\n        formula: {kind: information}",
            "kind: information không có điểm: bỏ “max” của tiêu chí 1.19, hoặc chọn cách chấm khác.",
        ),
        (
            POINTS,
            "figure: truc-tuyen, ",
            "",
            "Tiêu chí 1.13 có nhiều mục số liệu (tat-ca, truc-tuyen): thêm “figure” là mã của một mục.",
        ),
        (
            POINTS,
            "figure: truc-tuyen, ",
            "figure: dien-tu, ",
            "Không yêu cầu nào của tiêu chí 1.13 có mục số liệu “dien-tu”; đang có tat-ca, truc-tuyen: thêm mục "
            "kind: figure, hoặc sửa mã.",
        ),
        (
            POINTS,
            "figure: so-phi, ",
            "",
            "Không yêu cầu nào của tiêu chí 1.15 có mục số liệu “phi”; đang có khac, so-phi, thue: thêm mục "
            "kind: figure, hoặc sửa mã.",
        ),
        (
            PASSES,
            'all: ["1", "2", "3"]',
            'all: ["1", "2", "9"]',
            "Bộ tiêu chí này không có lĩnh vực “9”: sửa mã trong “passes”.",
        ),
        (
            PASSES,
            'of: ["4", "5", "6"]',
            'of: ["4", "5", "5"]',
            "Mã trong “passes” “5” đã có ở dòng 13: mỗi mã chỉ dùng một lần.",
        ),
        (
            PASSES,
            "short: Thu gom rác}",
            "short: Thu gom rác, formula: {kind: information}}",
            "Lĩnh vực 5 không có tiêu chí nào chấm đạt hay chưa đạt: thêm tiêu chí, hoặc bỏ “5” khỏi “passes”.",
        ),
        (
            PASSES,
            'of: ["4.1", "4.2"]',
            'of: ["4.1", "5.1"]',
            "Lĩnh vực 4 không có tiêu chí “5.1”: sửa mã trong “passes”.",
        ),
        (
            PASSES,
            'of: ["1.1.1.a", "1.1.1.b"]',
            'of: ["1.1.1.a", "1.1.2"]',
            "Tiêu chí 1.1.1 không có phần “1.1.2”: sửa mã trong “passes”.",
        ),
        (
            PASSES,
            "short: Niêm yết trụ sở",
            "short: Niêm yết trụ sở, formula: {kind: information}",
            "“1.1.1.a” không chấm đạt hay chưa đạt (kind: information): bỏ khỏi “passes”, hoặc viết kind: pass cho "
            "nó.",
        ),
        (
            PASSES,
            "short: Hợp tác xã}",
            "short: Hợp tác xã, formula: {kind: all_or_nothing}}",
            "Bộ chấm đạt hoặc không đạt (scoring: pass_fail) không dùng kind: all_or_nothing: viết kind: pass "
            "(ngưỡng của số liệu ghi ở mục minh chứng, “at_least”), hoặc kind: information nếu chỉ để biết.",
        ),
        (
            PASSES,
            'part_of: "1.1.1", title: Niêm yết tại trụ sở',
            'part_of: "1.1.1.a", title: Niêm yết tại trụ sở',
            "“part_of” quay vòng: 1.1.1.a → 1.1.1.a. Hãy bỏ “part_of” của tiêu chí trên cùng.",
        ),
    ],
)
def test_a_fault_between_entries_is_named(name: str, old: str, new: str, sentence: str) -> None:
    assert sentence in faults(name, (old, new))


def test_a_ring_is_named_once() -> None:
    edits = (
        'part_of: "1.1", title: Niêm yết',
        'part_of: "1.1.1.a", title: Niêm yết',
    )
    assert faults(PASSES, edits) == [
        "“part_of” quay vòng: 1.1.1 → 1.1.1.a → 1.1.1. Hãy bỏ “part_of” của tiêu chí trên cùng."
    ]


def test_a_copied_set_says_nothing_of_scoring() -> None:
    copy = "  - {year: 2027, source: Chép, copy_of: 2026, scoring: pass_fail}\nrequirements:"
    assert faults(PASSES, ("requirements:", copy)) == [
        "Bộ chép lấy “scoring” của bộ được chép: bỏ “scoring” ở đây."
    ]


def test_of_unknown_parts_only_too_many_points_are_a_fault() -> None:
    unknown = ("max: 2\n        formula: {kind: ratio, counts: figure}", "formula: {kind: manual}")
    assert faults(POINTS, unknown) == []
    assert len(faults(POINTS, unknown, ("max: 3\n", "max: 0.5\n"))) == 1


def test_a_criterion_that_nothing_is_asked_for_is_fine() -> None:
    text = (DATA / f"{POINTS}.yaml").read_text(encoding="utf-8")
    assert (
        read_catalogue(text[: text.index("requirements:")] + "requirements: []\n", "xa.yaml").requirements
        == ()
    )


@pytest.mark.parametrize("code", ["7.5", "1.1.1.a", "I.1", "A.2.đ", "1.10", "IV", "12"])
def test_codes_of_criteria_are_as_real_tables_write_them(code: str) -> None:
    assert unfit(CriterionCode, code) is None
    assert unfit(RequirementCode, f"{code}-bao-cao-quy") is None


@pytest.mark.parametrize("code", ["", "1.", ".1", "1..a", "1-a", "1 a", "1.1)", "Tiêu chí"])
def test_other_codes_are_refused_with_an_example(code: str) -> None:
    assert "như 7.5, 1.1.a hay I.1" in (unfit(CriterionCode, code) or "")


def test_how_many_without_of_which_is_one_fault() -> None:
    assert faults(PASSES, ('passes: {at_least: 1, of: ["4.1", "4.2"]}', "passes: {at_least: 1}")) == [
        "“at_least” và “of” đi cùng nhau: ít nhất mấy mục, trong những mục nào, ví dụ at_least: 1, "
        'of: ["4", "5"].'
    ]
