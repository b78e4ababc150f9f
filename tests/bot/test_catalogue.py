"""`nhacviec catalogue`: what is wrong with a file, what loading it changes, what is loaded."""

import json
from pathlib import Path

import pytest

from tests.bot.test_cli import Command, Said, loaded, logging_as_it_was, nhacviec, office
from tests.models.catalogue.test_reading import GOOD

__all__ = ["loaded", "logging_as_it_was", "nhacviec", "office"]


def with_(*edits: tuple[str, str]) -> bytes:
    """The sound file with words changed, each where it first stands."""
    text = GOOD
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


# Ten broken files: the lines of their faults, and the words that name the first.
BROKEN = {
    "bad-yaml.yaml": (with_(("  - code: 7.5-bao-cao-thang", "  - code: [7.5-bao-cao-thang")), [27], "YAML"),
    "unknown-unit.yaml": (
        with_(
            ("Báo cáo\n    unit: VHXH", "Báo cáo\n    unit: VHXX"),
            ("unit: VHXH, deputy", "unit: VH, deputy"),
        ),
        [6, 30],
        "Không có đơn vị “VH”",
    ),
    "duplicate-code.yaml": (
        with_(("{code: binh.vhxh, name: Trần Văn Bình", "{code: an.vhxh, name: Trần Văn Bình")),
        [6, 7],
        "binh.vhxh",
    ),
    "impossible-cadence.yaml": (
        with_(("cadence: monthly", "cadence: once"), ("    cutoff: 14\n", "")),
        [26],
        "không dùng được với cadence: once",
    ),
    "negative-points.yaml": (
        with_(("max: 17", "max: -17"), ("max: 1.5", "max: -1.5")),
        [14, 20],
        "không được âm",
    ),
    "missing-due.yaml": (with_(("    due: {after_cutoff: 2}\n", "")), [26], "Thiếu “due”"),
    "wrong-type.yaml": (
        with_(("year: 2025", 'year: "2025"'), ("cutoff: 14", "cutoff: mười bốn")),
        [9, 33],
        "phải là số nguyên",
    ),
    "cyclic-deputies.yaml": (
        with_(("name: Trần Văn Bình", "name: Trần Văn Bình, deputy: an.vhxh")),
        [6],
        "Người thay quay vòng: an.vhxh → binh.vhxh → an.vhxh",
    ),
    "utf-16.yaml": (GOOD.encode("utf-16"), [1], "mã UTF-16"),
    "empty.yaml": (b"", [1], "Tệp trống"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_answered_with_every_fault_and_its_line(
    office: Command, tmp_path: Path, name: str
) -> None:
    content, lines, words = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    database = (tmp_path / "data" / "nhacviec.db").read_bytes()

    checked = office("catalogue", "check", name)
    assert (checked.code, checked.out) == (1, "")
    count, *said = checked.err.splitlines()
    assert count == f"{len(lines)} lỗi, chưa nạp gì:"
    assert [line.split(":")[:2] for line in said] == [[name, str(line)] for line in lines]
    assert words in said[0]
    assert all(line.endswith(".") for line in said)

    listed = office("catalogue", "check", name, "--json")
    assert listed.code == 1
    assert [(fault["file"], fault["line"]) for fault in json.loads(listed.out)] == [(name, n) for n in lines]

    assert office("catalogue", "load", name).code == 1
    assert (tmp_path / "data" / "nhacviec.db").read_bytes() == database


def test_a_sound_file_is_said_to_be_sound(nhacviec: Command, tmp_path: Path) -> None:
    assert nhacviec("catalogue", "check").out == (
        "Tệp dùng được: 6 đơn vị, 13 tiêu chí, 32 yêu cầu minh chứng, 25 ghi chú.\n"
    )
    (tmp_path / "xa.yaml").write_text(GOOD, encoding="utf-8")
    assert nhacviec("catalogue", "check", "xa.yaml", "--json").json == []
    assert not (tmp_path / "data").exists()


def test_a_file_that_is_not_there_is_said_so(nhacviec: Command) -> None:
    assert "khong-co.yaml" in nhacviec("catalogue", "check", "khong-co.yaml").refusal


def exported(office: Command, tmp_path: Path) -> Path:
    assert office("catalogue", "export", "ra.yaml").out == "Đã ghi danh mục vào ra.yaml.\n"
    return tmp_path / "ra.yaml"


UNCHANGED = Said(0, "Cơ sở dữ liệu và danh mục đã đúng, không có gì thay đổi.\n", "")


def test_loading_twice_changes_nothing_and_three_edits_make_exactly_three_differences(
    office: Command, tmp_path: Path
) -> None:
    assert office("catalogue", "load") == UNCHANGED
    file = exported(office, tmp_path)
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("title: Báo cáo tiến độ CCHC\n", "title: Báo cáo tiến độ thực hiện CCHC\n"),
        ("cooperates: [VP, TTPVHCC]", "cooperates: [VP]"),
        ("before: 10\n", "before: 15\n"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    done = office("catalogue", "load", "ra.yaml")
    assert (done.code, done.out.splitlines()) == (
        0,
        [
            "~ mục minh chứng 1.1.2-ke-hoach-cchc/muc-kinh-phi, trước hạn (ngày làm việc): 10 → 15",
            "~ yêu cầu 1.1.3-minh-chung-nhiem-vu, đơn vị phối hợp: TTPVHCC, VP → VP",
            "~ yêu cầu 1.1.3-bao-cao-cchc-quy, tên yêu cầu: "
            "Báo cáo tiến độ CCHC → Báo cáo tiến độ thực hiện CCHC",
            "Đã nạp danh mục: 3 thay đổi.",
        ],
    )
    assert office("catalogue", "load", "ra.yaml") == UNCHANGED


def test_another_agencys_file_is_not_laid_beside_what_is_loaded(office: Command, tmp_path: Path) -> None:
    file = exported(office, tmp_path)
    file.write_text(
        file.read_text(encoding="utf-8").replace("code: tan-ky", "code: tan-ki", 1), encoding="utf-8"
    )
    refused = office("catalogue", "load", file.name)
    assert refused.code == 1
    assert "là của UBND xã Tân Kỳ (mã tan-ky), tệp là của UBND xã Tân Kỳ (mã tan-ki)" in refused.err
    assert office("catalogue", "load") == UNCHANGED


def test_repeating_init_keeps_what_the_commune_changed(office: Command, tmp_path: Path) -> None:
    file = exported(office, tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("before: 10\n", "before: 15\n", 1), encoding="utf-8")
    assert office("catalogue", "load", "ra.yaml").out.endswith("1 thay đổi.\n")
    assert office("init") == UNCHANGED
    assert office("catalogue", "load", "ra.yaml") == UNCHANGED
    assert "trước hạn (ngày làm việc): 15 → 10" in office("catalogue", "load").out


def test_what_is_exported_loads_without_a_difference_even_elsewhere(office: Command, tmp_path: Path) -> None:
    file = exported(office, tmp_path)
    assert office("catalogue", "load", "ra.yaml") == UNCHANGED
    assert office("catalogue", "export").out == file.read_text(encoding="utf-8")
    shown = office("catalogue", "show").out
    assert office("catalogue", "show", "ra.yaml").out == shown
    assert "đã có" in office("catalogue", "export", "ra.yaml").refusal


def test_what_the_file_no_longer_has_is_removed_and_can_come_back(office: Command, tmp_path: Path) -> None:
    file = exported(office, tmp_path)
    whole = file.read_text(encoding="utf-8")
    start = whole.index("- code: 5.1.2-don-doc-phe-duyet")
    end = whole.index("- code: 5.1.2-bo-tri-vi-tri")
    file.write_text(whole[:start] + whole[end:], encoding="utf-8")
    removed = office("catalogue", "load", "ra.yaml", "--json").json
    gone = {"what": "yêu cầu", "code": "5.1.2-don-doc-phe-duyet", "field": "", "removed": True}
    assert removed == [gone]
    assert "5.1.2-don-doc-phe-duyet:" not in office("catalogue", "show").out
    file.write_text(whole, encoding="utf-8")
    (back,) = office("catalogue", "load", "ra.yaml", "--json").json
    assert (back["code"], back["field"]) == ("5.1.2-don-doc-phe-duyet", "retired_at")


def test_the_loaded_sums_are_the_reports_and_the_differences_are_named(office: Command) -> None:
    shown = office("catalogue", "show", "--json").json
    scored = next(each for each in shown["sets"] if each["year"] == 2025)
    assert (scored["max"], scored["awarded"], scored["lost"]) == (73.5, 61.85, 11.65)
    assert scored["sum_of_areas"] == {"max": 73.5, "awarded": 61.85, "lost": 11.65}
    assert scored["sum_of_criteria"] == {"max": 12.6, "awarded": 4.95, "lost": 7.65}
    assert {area["code"]: (area["max"], area["awarded"], area["lost"]) for area in scored["areas"]} == {
        "0": (17.0, 13.0, 4.0),
        "1": (13.0, 11.71, 1.29),
        "3": (10.0, 8.5, 1.5),
        "5": (10.0, 7.65, 2.35),
        "6": (6.5, 6.4, 0.1),
        "7": (17.0, 14.59, 2.41),
    }
    for area in scored["areas"]:
        assert area["sum_of_criteria"]["lost"] == (0.0 if area["code"] == "0" else area["lost"])
    assert [
        (gap["area"], gap["given"], gap["described"], gap["missing"]) for gap in scored["differences"]
    ] == [
        (None, 11.65, 7.65, 4.0),
        ("0", 4.0, 0.0, 4.0),
    ]
    assert scored["undescribed"] == ["0"]
    text = office("catalogue", "show").out
    assert "giải trình được 7,65 trong 11,65 điểm mất; còn 4,00 điểm chưa có dòng nào giải trình." in text
    assert "lĩnh vực mã 2 và 4): 17,00 trong 73,50 điểm tối đa chưa được mô tả." in text


def test_every_flag_is_shown_on_what_it_concerns(office: Command) -> None:
    shown = office("catalogue", "show", "--json").json
    scored = next(each for each in shown["sets"] if each["year"] == 2025)
    areas = {area["code"]: area for area in scored["areas"]}
    criteria = {each["code"]: each for area in scored["areas"] for each in area["criteria"]}
    assert areas["6"]["flags"] == ["I-02"] and areas["0"]["flags"] == ["I-01", "I-21"]
    assert {code: each["flags"] for code, each in criteria.items() if code in ("7.9", "7.5", "5.8")} == {
        "7.9": ["I-03", "I-04"],
        "7.5": ["I-05", "I-18"],
        "5.8": ["I-09", "I-11", "I-12"],
    }
    seen = {*scored["flags"], *(flag for area in areas.values() for flag in area["flags"])}
    seen |= {flag for each in criteria.values() for flag in each["flags"]}
    assert seen == {f"I-{n:02}" for n in range(1, 26)}
    text = office("catalogue", "show").out
    assert (
        "Lĩnh vực 6 · Cải cách tài chính công: 6,4/6,5, mất 0,1\n    ⚑ I-02: Báo cáo in “6,4/1 điểm”" in text
    )
    assert "⚑ I-03: 672/5505 là 12,2%" in text
