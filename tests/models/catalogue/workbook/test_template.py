"""An office fills in the template, and what it leaves out is filled in for it."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.texts.assumed import assumed
from models.catalogue.document import Catalogue
from models.catalogue.faults import CatalogueFaults
from models.catalogue.reading import Content, builtin_calendar, read_workbook
from models.catalogue.workbook.template import template
from models.catalogue.workbook.writing import as_workbook
from tests.models.catalogue.workbook.office import edited, saved
from tests.nghia_dong import CENTRE, CULTURE, ECONOMY, OFFICE, ROWS, filled

NAME = "danh-muc.xlsx"


def read(content: bytes, year: int | None = 2026) -> Content:
    return read_workbook(content, NAME, None, year)


def faults_of(content: bytes) -> list[str]:
    with pytest.raises(CatalogueFaults) as found:
        read(content)
    return [str(fault).removeprefix(f"{NAME}, ").removeprefix(f"{NAME}: ") for fault in found.value.faults]


def with_rows(**sheets: list[list[Any]]) -> bytes:
    names = {"agency": "Cơ quan", "requirements": "Yêu cầu", "people": "Cán bộ", "days": "Lịch"}
    return filled(ROWS | {names[name]: rows for name, rows in sheets.items()})


def requirement(*cells: Any) -> Any:
    return read(with_rows(requirements=[list(cells)])).catalogue.requirements[0]


@pytest.fixture(scope="module")
def commune() -> Catalogue:
    return read(filled()).catalogue


def test_a_filled_template_is_a_whole_catalogue(commune: Catalogue) -> None:
    assert (commune.agency.code, commune.agency.name) == ("nghia-dong", "UBND xã Nghĩa Đồng")
    units = {unit.name: unit.code for unit in commune.units}
    assert units == {OFFICE: "VP", ECONOMY: "KT", CULTURE: "VHXH", CENTRE: "TTPVHCC"}
    assert [person.code for person in commune.people] == ["hoa.vp", "binh.kt", "minh.ttpvhcc"]
    (only,) = commune.sets
    assert (only.year, len(only.criteria), [area.code for area in only.areas]) == (2026, 8, list("123456"))
    assert {each.code: each.max for each in only.criteria}["2.1"] is None
    assert len(commune.requirements) == 12
    assert {each.responsible for each in commune.requirements} == {None, "hoa.vp", "binh.kt", "minh.ttpvhcc"}


def test_the_day_and_the_cadence_tell_how_it_is_due(commune: Catalogue) -> None:
    rules = {
        each.code: each.due and each.due.model_dump(exclude_defaults=True) for each in commune.requirements
    }
    assert rules == {
        "1.1-ke-hoach-cai-cach-hanh-chinh-nam": {"dates": ("31/1",)},
        "1.2-bao-cao-cai-cach-hanh-chinh": {"last_day": True},
        "1.2-bao-cao-cai-cach-hanh-chinh-6-thang": {"dates": ("15/6", "31/12")},
        "2.1-ke-hoach-ra-soat-van-ban": {"date": date(2026, 12, 31)},
        "3.1-niem-yet-thu-tuc-hanh-chinh": {"day": 25},
        "3.2-so-lieu-giai-quyet-ho-so": {"weekday": "friday"},
        "3.2-thu-xin-loi-ho-so-tre-han": None,
        "4.1-quyet-dinh-danh-gia-can-bo-cong-chuc": {"dates": ("15/12",)},
        "5.1-bao-cao-giai-ngan": {"day": 28},
        "5.1-bao-cao-giai-ngan-ca-nam": {"dates": ("20/12",)},
        "6.1-so-lieu-dich-vu-cong-truc-tuyen": {"last_day": True},
        "0-hop-giao-ban": {"weekday": "monday"},
    }


@pytest.mark.parametrize(
    ("cadence", "cell", "rule"),
    [
        ("hằng tháng", 25, {"day": 25}),
        ("hàng tháng", "chậm nhất ngày 25 hàng tháng", {"day": 25}),
        ("hằng tháng", "ngày cuối cùng của tháng", {"last_day": True}),
        ("hằng tháng", "trước ngày 25 hằng tháng", {"day": 24}),
        ("hằng năm", "Trước 31/12", {"dates": ("30/12",)}),
        ("6 tháng", "trước 15/6 và 15/12", {"dates": ("14/6", "14/12")}),
        ("hằng tuần", "Thứ 6 hằng tuần", {"weekday": "friday"}),
        ("hằng tuần", "CN", {"weekday": "sunday"}),
        ("hằng quý", "25 tháng cuối quý", {"dates": ("25/3", "25/6", "25/9", "25/12")}),
        ("6 tháng", "15/6 và 15/12", {"dates": ("15/6", "15/12")}),
        ("hằng năm", date(2026, 6, 15), {"dates": ("15/6",)}),
        ("hằng năm", "15/12/2026", {"dates": ("15/12",)}),
        ("một lần", "20/01/2026", {"date": date(2026, 1, 20)}),
        ("một lần", "20/10", {"date": date(2026, 10, 20)}),
    ],
)
def test_a_day_is_read_as_offices_write_it(cadence: str, cell: Any, rule: dict[str, Any]) -> None:
    made = requirement("Việc", OFFICE, cadence, cell)
    assert made.due.model_dump(exclude_defaults=True) == rule


@pytest.mark.parametrize(
    ("cadence", "cell", "sentence"),
    [
        (
            "hằng quý",
            "25",
            "“25” không phải hạn của việc hằng quý: viết 25/3; 25/6; 25/9; 25/12 hoặc ngày cuối kỳ.",
        ),
        (
            "hằng tháng",
            "trước ngày 1",
            "“trước ngày 1” không phải hạn của việc hằng tháng: viết 25 hoặc ngày cuối kỳ.",
        ),
        (
            "hằng tháng",
            "2 ngày làm việc sau ngày chốt",
            "Hạn tính sau ngày chốt cần “Ngày chốt số liệu”, ví dụ 14.",
        ),
        ("hằng quý", "25/3", "Chu kỳ “hằng quý” cần đúng 4 ngày trong “Ngày hạn”, đang có 1."),
        ("hằng tuần", None, "“Ngày hạn” đang để trống: việc hằng tuần thì viết thứ Sáu."),
        ("hằng năm", "31/2", "“31/2” không phải ngày có trong mọi năm: viết ngày/tháng, ví dụ 31/3."),
        ("một lần", "khi có", "“khi có” không phải hạn của việc một lần: viết 20/01/2026 hoặc Quý IV/2026."),
        ("theo từng hồ sơ", "25", "Việc theo từng hồ sơ lấy hạn của hồ sơ: hãy xóa ô này."),
    ],
)
def test_a_day_that_fits_no_cadence_says_what_to_write(cadence: str, cell: Any, sentence: str) -> None:
    content = with_rows(requirements=[["Việc", OFFICE, cadence, cell]])
    place = "H4" if "cần “Ngày chốt số liệu”" in sentence else "D4"
    assert faults_of(content) == [f"trang tính “Yêu cầu” ô {place}: {sentence}"]


@pytest.mark.parametrize(
    "cell",
    [
        "2 ngày làm việc sau ngày chốt",
        "sau ngày chốt số liệu 2 ngày làm việc",
        "chậm nhất 2 ngày làm việc kể từ ngày chốt số liệu",
    ],
)
def test_working_days_after_the_cut_off_are_read_as_offices_write_them(cell: str) -> None:
    made = requirement("Việc", OFFICE, "hằng tháng", cell, None, None, None, "14")
    assert (made.cutoff, made.due.model_dump(exclude_defaults=True)) == (14, {"after_cutoff": 2})


def test_working_days_are_said_in_one_place() -> None:
    book = load_workbook(io.BytesIO(filled()))
    sheet = book["Yêu cầu"]
    sheet["C4"], sheet["D4"], sheet["H4"] = "hằng tháng", "2 ngày làm việc sau ngày chốt", "14"
    sheet["J1"], sheet["J4"] = "Số ngày làm việc", 3
    assert faults_of(saved(book)) == [
        "trang tính “Yêu cầu” ô J4: Số ngày làm việc đã ghi trong “Ngày hạn”: hãy xóa ô này."
    ]


@pytest.mark.parametrize(
    ("typed", "hour"), [("10h", "10:00"), ("9h30", "09:30"), ("10 giờ 30", "10:30"), ("8:15", "08:15")]
)
def test_an_hour_is_read_as_offices_write_it(typed: str, hour: str) -> None:
    book = load_workbook(io.BytesIO(filled()))
    sheet = book["Yêu cầu"]
    sheet["J1"], sheet["J4"] = "Giờ hạn", typed
    assert read(saved(book)).catalogue.requirements[0].due_hour == hour
    sheet["J4"] = "25h"
    assert faults_of(saved(book)) == ["trang tính “Yêu cầu” ô J4: “25:00” không phải giờ: viết như 10:00."]


def test_a_choice_may_be_named_in_words() -> None:
    book = load_workbook(io.BytesIO(filled()))
    items = book.create_sheet("Mục minh chứng")
    items.append(["Yêu cầu", "Tên mục", "Nhóm chọn"])
    items.append(["Niêm yết thủ tục hành chính", "Ảnh bảng niêm yết", "Công khai/Tại trụ sở"])
    items.append(["Niêm yết thủ tục hành chính", "Ảnh trang thông tin", "Công khai/Trên mạng"])
    (posted,) = [each for each in read(saved(book)).catalogue.requirements if "niem-yet" in each.code]
    assert [each.one_of for each in posted.items] == ["cong-khai/tai-tru-so", "cong-khai/tren-mang"]


def test_what_was_filled_in_is_told() -> None:
    told = assumed(read(filled()))
    assert "12 yêu cầu: chưa ghi căn cứ." in told
    assert "12 yêu cầu: chưa ghi tình trạng hạn, lấy “đề xuất”." in told
    assert "1 bộ tiêu chí: chưa ghi năm, lấy năm 2026." in told
    assert "2 tiêu chí: chưa rõ điểm." in told


def test_examples_are_never_loaded_and_may_be_typed_over_or_deleted(commune: Catalogue) -> None:
    assert read(filled(keep_examples=False)).catalogue == commune
    book = load_workbook(io.BytesIO(filled()))
    for sheet in book.worksheets[:5]:
        sheet.insert_rows(2)
        sheet.cell(2, 1)._style = sheet.cell(3, 1)._style
    assert read(saved(book)).catalogue == commune
    over = edited({("Cán bộ", "A2"): "Hồ Văn Long", ("Cán bộ", "B2"): ECONOMY}, filled())
    assert read(over).catalogue.people[0].name == "Hồ Văn Long"


def test_an_example_that_was_only_begun_to_fill_in_is_asked_about() -> None:
    half = edited({("Yêu cầu", "B2"): OFFICE}, filled())
    assert (
        "trang tính “Yêu cầu” ô A2: Dòng này còn chữ “Ví dụ”: bỏ chữ đó nếu là dòng của cơ quan, hoặc xóa cả dòng."
        in (faults_of(half))
    )


def test_an_empty_template_says_what_is_wanting() -> None:
    assert faults_of(template()) == [
        "Trang tính “Cơ quan” chưa có tên cơ quan: hãy điền.",
        "Trang tính “Cơ quan” chưa có đơn vị nào: mỗi dòng một đơn vị, ở cột “Đơn vị”.",
        "Trang tính “Tiêu chí” chưa có dòng nào: hãy điền ít nhất một tiêu chí.",
    ]


def test_codes_do_not_depend_on_the_order_of_rows(commune: Catalogue) -> None:
    turned = {
        name: [rows[0], *reversed(rows[1:])] if name == "Cơ quan" else rows[::-1]
        for name, rows in ROWS.items()
    }
    codes = {each.title: each.code for each in commune.requirements}
    assert {each.title: each.code for each in read(filled(turned)).catalogue.requirements} == codes
    twice = [["Báo cáo", unit, "hằng tháng", 25, "1.2"] for unit in (OFFICE, ECONOMY)]
    made = [
        {each.unit: each.code for each in read(with_rows(requirements=rows)).catalogue.requirements}
        for rows in (twice, twice[::-1])
    ]
    assert made[0] == made[1] == {"VP": "1.2-bao-cao-vp", "KT": "1.2-bao-cao-kt"}


def test_what_a_template_makes_goes_round_without_loss(commune: Catalogue) -> None:
    assert read_workbook(as_workbook(commune, (), NAME), NAME).catalogue == commune


def test_loaded_again_it_keeps_its_year_and_what_the_file_has_no_column_for(commune: Catalogue) -> None:
    first, *others = commune.requirements
    configured = first.model_copy(update={"due_hour": "10:00", "items": (*first.items, *others[3].items)[:1]})
    now = commune.model_copy(update={"requirements": (configured, *others)})
    assert read_workbook(filled(), NAME, (now, []), 2027).catalogue == now


def test_an_office_without_a_calendar_has_the_countrys_and_its_own_day_joins_it() -> None:
    assert read(filled()).days is None
    own = read(with_rows(days=[[date(2026, 8, 19), None, "Ngày hội xã"]])).days or []
    assert {each.day for each in own} == {each.day for each in builtin_calendar()} | {date(2026, 8, 19)}
