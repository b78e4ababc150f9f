"""What a YAML file leaves out is filled in as in a workbook."""

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from models.catalogue.codes import agency_code, distinct, short_slug, unit_codes
from models.catalogue.defaults import fill, kind_of
from models.catalogue.document import Catalogue
from models.catalogue.faults import CatalogueFaults
from models.catalogue.reading import builtin_catalogue, read_content
from models.catalogue.source import Path, Source, read_source
from models.catalogue.writing import as_yaml

FILE = """\
agency: {name: UBND xã Nghĩa Đồng}
units:
  - {name: Văn phòng HĐND và UBND}
  - {name: Phòng Kinh tế}
people:
  - {name: Lê Thị Hoa, unit: Phòng Kinh tế}
  - {name: Trần Thị Hoa, unit: Phòng Kinh tế, deputy: Lê Thị Hoa}
  - {name: Lê Thị Hoa, unit: Văn phòng HĐND và UBND}
sets:
  - criteria:
      - {code: "1.1", title: Ban hành kế hoạch, unit: Phòng Kinh tế}
      - {code: "2.1", title: Chế độ báo cáo, max: 1.5}
requirements:
  - title: Kế hoạch cải cách hành chính
    criterion: Ban hành kế hoạch
    unit: Phòng Kinh tế
    responsible: Lê Thị Hoa
    cadence: quarterly
    cutoff: 14
    due: {after_cutoff: 2}
"""


def read(text: str, year: int | None = 2026) -> Catalogue:
    return read_content(text.encode(), "xa.yaml", year=year).catalogue


def test_names_stand_for_codes() -> None:
    found = read(FILE)
    assert [unit.code for unit in found.units] == ["VP", "KT"]
    assert [each.code for each in found.people] == ["le-thi-hoa.kt", "tran-thi-hoa.kt", "hoa.vp"]
    assert found.people[1].deputy == "le-thi-hoa.kt"
    (requirement,) = found.requirements
    assert (requirement.criterion, requirement.unit, requirement.responsible) == (
        "1.1",
        "KT",
        "le-thi-hoa.kt",
    )
    assert str(requirement.starts_on) == "2025-12-15"
    assert [(area.code, area.name) for area in found.sets[0].areas] == [
        ("1", "Lĩnh vực 1"),
        ("2", "Lĩnh vực 2"),
    ]


def test_an_area_may_go_by_its_name() -> None:
    named = FILE.replace('{code: "2.1",', '{code: "2.1", area: Chế độ công vụ,')
    assert [(area.code, area.name) for area in read(named).sets[0].areas] == [
        ("1", "Lĩnh vực 1"),
        ("2", "Chế độ công vụ"),
    ]
    two = named.replace('{code: "1.1",', '{code: "2.2", area: Thể chế,')
    with pytest.raises(CatalogueFaults) as found:
        read(two)
    assert "Bộ tiêu chí này không có lĩnh vực “Chế độ công vụ”: thêm vào “areas” hoặc sửa mã." in [
        fault.sentence for fault in found.value.faults
    ]


def test_what_was_filled_in_is_written_out_and_reads_back_without_a_year() -> None:
    found = read(FILE)
    assert read(as_yaml(found), None) == found


def test_points_of_a_set_without_points_are_no_matter_of_the_council() -> None:
    text = FILE.replace("  - criteria:", "  - scoring: pass_fail\n    criteria:").replace(", max: 1.5", "")
    assert {each.formula.kind for each in read(text).sets[0].criteria} == {"pass"}


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("    cadence: quarterly\n", "Thiếu “cadence”: hãy thêm vào mục này."),
        (
            "    due: {after_cutoff: 2}\n",
            "Thiếu “due”: mỗi yêu cầu phải có hạn, ví dụ due: {after_cutoff: 2}.",
        ),
        (", title: Chế độ báo cáo", "Thiếu “title”: hãy thêm vào mục này."),
    ],
)
def test_what_is_compulsory_is_asked_for_and_nothing_else(left_out: str, sentence: str) -> None:
    text = FILE.replace(left_out, "")
    with pytest.raises(CatalogueFaults) as found:
        read(text)
    assert [fault.sentence for fault in found.value.faults] == [sentence]


def test_a_name_that_two_people_share_is_asked_about_where_the_unit_does_not_tell() -> None:
    other = FILE.replace("    unit: Phòng Kinh tế\n    responsible", "    unit: Trung tâm\n    responsible")
    with pytest.raises(CatalogueFaults) as found:
        read(other.replace("  - {name: Phòng Kinh tế}", "  - {name: Phòng Kinh tế}\n  - {name: Trung tâm}"))
    assert [fault.sentence for fault in found.value.faults] == [
        "Có 2 cán bộ tên “Lê Thị Hoa”: ghi mã của người đó."
    ]


def test_a_file_that_names_no_year_needs_one_from_who_reads_it() -> None:
    with pytest.raises(CatalogueFaults) as found:
        read(FILE, None)
    assert "Thiếu “year”: hãy thêm vào mục này." in [fault.sentence for fault in found.value.faults]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Phòng Văn hóa – Xã hội", "VHXH"),
        ("Phòng Kinh tế", "KT"),
        ("Văn phòng HĐND – UBND xã Tân Kỳ", "VP"),
        ("Trung tâm Phục vụ hành chính công", "TTPVHCC"),
        ("Công an xã", "CA"),
        ("Ban Chỉ huy Quân sự xã", "BCHQS"),
        ("HĐND", "H"),
        ("Tổ 1", "T1"),
        ("???", "DV"),
    ],
)
def test_a_unit_is_called_by_its_initials(name: str, code: str) -> None:
    assert unit_codes(name)[0] == code


def test_codes_are_made_of_names() -> None:
    assert agency_code("Ủy ban nhân dân phường Đông Hà") == "dong-ha"
    assert (
        short_slug("Báo cáo kết quả thực hiện nhiệm vụ cải cách hành chính")
        == "bao-cao-ket-qua-thuc-hien-nhiem-vu-cai"
    )
    assert kind_of("Quyết định phê duyệt") == kind_of("BÁO CÁO tháng") == "signed_document"
    assert kind_of("Báo động") == kind_of("Ảnh niêm yết") == "attachment"


def test_whoever_shares_a_wish_gets_the_next_one() -> None:
    wishes = [("a", "a-1"), ("a", "a-2"), ("b",), ("b",)]
    assert distinct(wishes) == ["a-1", "a-2", "b", "b-2"]
    assert distinct(wishes[:1], taken=["a"]) == ["a-1"]


def everywhere(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for name, child in inner:
        yield from everywhere(child, (*path, name))


def with_other(value: Any, path: Path, other: Any) -> Any:
    if not path:
        return other
    child = with_other(value[path[0]], path[1:], other)
    if isinstance(value, dict):
        return value | {path[0]: child}
    return tuple(child if at == path[0] else each for at, each in enumerate(value))


@pytest.mark.parametrize("other", [None, 5, True, {"a": 1}, ({"a": {}},), 99999, "", Decimal("7.5")], ids=str)
def test_nothing_that_stands_in_a_field_stops_the_filling_in(other: Any) -> None:
    whole = builtin_catalogue().model_dump() | {"days": ({"day": 1},)}
    small = whole | {"requirements": whole["requirements"][:2], "people": ({"name": "A", "unit": "VHXH"},)}
    small["sets"] = tuple(each | {"criteria": each["criteria"][:2]} for each in whole["sets"])
    bare = read_source(FILE, "xa.yaml").value
    for tree in (small, bare):
        for path in everywhere(tree):
            fill(Source("xa.yaml", deepcopy(with_other(tree, path, other))), 2026)
