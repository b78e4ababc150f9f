"""What Excel and offices do to a workbook behind everybody's back: said by cell, or read as it was meant."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from models.catalogue.document import DayEntry, RequirementEntry
from models.catalogue.faults import CatalogueFaults
from models.catalogue.reading import Content, builtin_calendar, builtin_catalogue, read_content, read_workbook
from models.catalogue.workbook.writing import as_workbook
from models.rules.working_days import computed_days
from tests.models.catalogue.workbook.office import (
    BUILTIN,
    cell_of,
    changed,
    edited,
    faults_of,
    made,
    noon,
    read,
)
from tests.models.catalogue.workbook.test_mending import PLAN, plan, planned
from tests.models.catalogue.workbook.test_unfit import COMPOUND, archive, with_part

MONTHLY = "7.5-bao-cao-tthc-thang"
PEOPLE = ["Mã", "Họ và tên", "Chức vụ", "Xưng hô", "Đơn vị", "Vai trò", "Người thay", "Điện thoại"]
LOST_ZERO = (
    "Excel đã đổi mã thành số 7.1, có thể đã mất số 0 ở cuối: hãy đổi định dạng ô sang Văn bản (Text) rồi gõ "
    "lại mã."
)
LOST_PHONE = (
    "Excel đã đổi số điện thoại thành số và bỏ số 0 ở đầu: hãy đổi định dạng ô sang Văn bản (Text) rồi gõ lại, ví "
    "dụ 0912345678."
)


@pytest.mark.parametrize(
    "cell", [("Tiêu chí", "B2"), cell_of("Yêu cầu", "Tiêu chí", MONTHLY), ("Ghi chú", "B2")], ids=str
)
def test_a_number_where_a_code_belongs_is_refused_with_the_cure(cell: tuple[str, str]) -> None:
    assert f"trang tính “{cell[0]}” ô {cell[1]}: {LOST_ZERO}" in faults_of(edited({cell: 7.10}))


def test_a_whole_number_is_the_code_that_was_typed() -> None:
    (first, *_) = planned(plan([3, "Việc", "VP", None, "31/12/2026", "Báo cáo"]))
    assert first.code == "1.1.3-2026-nv-3"


@pytest.mark.parametrize("typed", [912345678, 912345678.0])
def test_a_number_where_a_phone_belongs_is_refused_and_not_repeated(typed: float) -> None:
    people = made({"Cán bộ": [PEOPLE, ["an.vhxh", "Nguyễn Thị An", None, "chị", "VHXH", None, None, typed]]})
    assert faults_of(people) == [f"trang tính “Cán bộ” ô H2: {LOST_PHONE}"]
    people = made(
        {"Cán bộ": [PEOPLE, ["an.vhxh", "Nguyễn Thị An", None, "chị", "VHXH", None, None, "0912345678"]]}
    )
    assert read(people).catalogue.people[0].phone == "0912345678"


def test_a_day_typed_as_text_among_days_is_asked_where_day_and_month_could_swap() -> None:
    asked = (
        "“03/04/2026” gõ dạng chữ giữa các ô ngày: ngày 3 tháng 4 hay ngày 4 tháng 3? Hãy gõ lại là 2026-04-03 "
        "hoặc 2026-03-04."
    )
    assert faults_of(edited({("Lịch", "A2"): "03/04/2026"})) == [f"trang tính “Lịch” ô A2: {asked}"]
    for sure in ("2026-04-03", "25/04/2026", "04/04/2026"):
        assert not faults_of(edited({("Lịch", "A2"): sure}))
    other = ["1", "Việc khác", "VP", None, noon(20, 11, 2026), "Báo cáo"]
    line = ["2", "Việc", "VP", None, "03/04/2026", "Báo cáo"]
    assert faults_of(plan(other, line)) == [f"trang tính “{PLAN}” ô E3: {asked}"]
    assert not faults_of(plan(line))


def test_a_merged_cell_stands_in_all_its_rows() -> None:
    def merged(book: Workbook) -> None:
        sheet = book[PLAN]
        sheet.merge_cells("A1:A2")
        for column in "BCDEF":
            sheet.merge_cells(f"{column}1:{column}2")
        sheet.merge_cells("C3:C5")
        sheet.merge_cells("E4:E6")

    content = changed(
        merged,
        plan(
            [],
            ["1", "Việc một", "Phòng VH–XH", None, "31/03/2026", "Báo cáo"],
            ["2", "Việc hai", None, None, "30/06/2026", "Báo cáo"],
            ["3", "Việc ba", None, None, None, "Kế hoạch"],
            ["4", "Việc bốn", "VP", None, None, "Kế hoạch"],
        ),
    )
    assert [(task.unit, due_of(task)) for task in planned(content)] == [
        ("VHXH", date(2026, 3, 31)),
        ("VHXH", date(2026, 6, 30)),
        ("VHXH", date(2026, 6, 30)),
        ("VP", date(2026, 6, 30)),
    ]


def due_of(task: RequirementEntry) -> date | None:
    assert task.due is not None
    return task.due.date


def strict() -> bytes:
    with zipfile.ZipFile(io.BytesIO(BUILTIN)) as given:
        told = given.read("xl/workbook.xml")
    ours = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return with_part("xl/workbook.xml", told.replace(ours, b"http://purl.oclc.org/ooxml/spreadsheetml/main"))


NAMED = {
    "a strict workbook": (strict(), "xa.xlsx", "Tệp lưu ở dạng Strict Open XML"),
    "an old workbook": (
        COMPOUND + "Workbook".encode("utf-16-le"),
        "xa.xls",
        "Đây là tệp Excel đời cũ (.xls)",
    ),
    "an old document": (
        COMPOUND + "WordDocument".encode("utf-16-le"),
        "xa.doc",
        "Đây là tệp Word đời cũ (.doc)",
    ),
    "a sheet of LibreOffice": (
        archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b"<o/>"),
        "xa.ods",
        "Đây là tệp LibreOffice (.ods)",
    ),
    "a text of LibreOffice": (
        archive(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<o/>"),
        "xa.odt",
        "Đây là tệp LibreOffice Writer (.odt)",
    ),
    "a page of the web": (
        b"<html><table></table></html>",
        "xa.xls",
        "Tệp mang tên bảng tính nhưng bên trong là",
    ),
    "values between commas": ("Mã,Tên\n".encode(), "xa.csv", "Tệp mang tên bảng tính nhưng bên trong là"),
}


@pytest.mark.parametrize("name", NAMED)
def test_a_file_of_another_kind_is_called_what_it_is(name: str) -> None:
    content, called, sentence = NAMED[name]
    with pytest.raises(CatalogueFaults) as refused:
        read_content(content, called)
    (fault,) = refused.value.faults
    assert fault.sentence.startswith(sentence)
    assert "xlsx" in fault.sentence


@pytest.mark.parametrize(
    ("typed", "encoding"),
    [
        ("X©y dùng KÕ ho¹ch c¶i c¸ch hµnh chÝnh", "TCVN3 (phông .VnTime)"),
        ("Xaây döïng Keá hoaïch caûi caùch haønh chính", "VNI (phông VNI-Times)"),
    ],
)
def test_letters_from_before_unicode_are_named(typed: str, encoding: str) -> None:
    content = plan(["1", typed, "VP", None, "31/12/2026", "Báo cáo"])
    assert faults_of(content) == [
        f"trang tính “{PLAN}” ô B2: Chữ trong ô theo bảng mã {encoding}, không phải Unicode: hãy chuyển mã "
        "(UniKey, Công cụ) rồi gửi lại."
    ]


@pytest.mark.parametrize(
    "typed", ["Diện tích 12 m² · 7,5 µm", "Ke hoach CCHC nam 2026", "München và Köln", "Nghệ An ®"]
)
def test_letters_of_unicode_are_not_taken_for_others(typed: str) -> None:
    assert not faults_of(plan(["1", typed, "VP", None, "31/12/2026", "Báo cáo"]))


DAY_HEADINGS = ["Ngày", "Làm việc", "Tên", "Căn cứ", "Tình trạng"]


def calendar(*rows: list[Any]) -> bytes:
    """The builtin calendar as the file has it, with rows below."""

    def grown(book: Workbook) -> None:
        for row in rows:
            book["Lịch"].append(row)

    return changed(grown)


def days_of(content: Content, year: int) -> list[DayEntry]:
    return [each for each in content.days or [] if each.day.year == year]


def test_a_first_row_of_a_year_adds_to_the_computed_days() -> None:
    row = [noon(12, 8, 2028), "nghỉ", "Giỗ Tổ của xã", "CV 12/UBND", "đã có quy định"]
    content = read(calendar(row))
    computed = {each.day for each in computed_days(2028)}
    assert {each.day for each in days_of(content, 2028)} == computed | {date(2028, 8, 12)}
    assert days_of(content, 2026) == [each for each in builtin_calendar() if each.day.year == 2026]
    current = (builtin_catalogue(), content.days or [])
    again = read_workbook(calendar(row), "xa.xlsx", current)
    assert sorted(again.days or [], key=str) == sorted(content.days or [], key=str)


def test_a_calendar_of_one_day_keeps_the_holidays_of_its_year() -> None:
    only = made({"Lịch": [DAY_HEADINGS, [noon(14, 2, 2026), "làm việc", "Làm bù", "TB 1", "đã có quy định"]]})
    days = {each.day: each.working for each in read(only).days or []}
    assert days[date(2026, 2, 14)] is True
    assert days[date(2026, 9, 2)] is False


def renamed(code: str, title: str) -> tuple[Any, Any]:
    """What the agency has once somebody else gave a requirement another title."""
    catalogue = builtin_catalogue()
    changed_ones = tuple(
        each.model_copy(update={"title": title}) if each.code == code else each
        for each in catalogue.requirements
    )
    return catalogue.model_copy(update={"requirements": changed_ones}), builtin_calendar()


def test_a_stale_workbook_is_a_conflict_that_names_what_it_would_undo() -> None:
    current = renamed(MONTHLY, "Báo cáo theo mẫu mới")
    file = edited({cell_of("Yêu cầu", "Tên ngắn", "7.9-ty-le-toan-trinh"): "Tỷ lệ"})
    with pytest.raises(CatalogueFaults) as refused:
        read_workbook(file, "xa.xlsx", current)
    (fault,) = refused.value.faults
    assert fault.sentence == (
        f"Danh mục đã được sửa từ lúc xuất tệp này: yêu cầu {MONTHLY}. Nạp tệp sẽ bỏ những sửa đổi ấy, nên chưa "
        "nạp gì: hãy xuất tệp mới rồi sửa trên tệp mới."
    )


def test_what_was_added_or_removed_since_is_named_too() -> None:
    catalogue, days = builtin_catalogue(), builtin_calendar()
    current = catalogue.model_copy(update={"requirements": catalogue.requirements[1:]}), days[:-1]
    with pytest.raises(CatalogueFaults) as refused:
        read_workbook(BUILTIN, "xa.xlsx", current)
    assert catalogue.requirements[0].code in str(refused.value)
    assert f"ngày {days[-1].day:%d/%m/%Y}" in str(refused.value)


def test_the_own_file_goes_on_after_it_was_loaded() -> None:
    """What it says itself is no conflict, be it loaded already or edited once more."""
    title = cell_of("Yêu cầu", "Tên yêu cầu", MONTHLY)
    first = edited({title: "Báo cáo theo mẫu mới"})
    loaded = read(first)
    current = loaded.catalogue, loaded.days or []
    assert read_workbook(first, "xa.xlsx", current) == loaded
    second = read_workbook(edited({title: "Báo cáo theo mẫu mới nhất"}, first), "xa.xlsx", current)
    assert "mẫu mới nhất" in str(second.catalogue)


def test_a_workbook_that_somebody_made_anew_is_compared_with_nothing() -> None:
    def anew(book: Workbook) -> None:
        del book["_nhacviec"]

    current = renamed(MONTHLY, "Báo cáo theo mẫu mới")
    assert read_workbook(changed(anew), "xa.xlsx", current).catalogue == builtin_catalogue()


def test_nobody_sees_what_is_kept_in_the_file() -> None:
    assert load_workbook(io.BytesIO(BUILTIN))["_nhacviec"].sheet_state == "veryHidden"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Thường xuyên", date(2026, 12, 31)),
        ("Thường xuyên trong năm", date(2026, 12, 31)),
        ("Thường xuyên, trong năm 2026", date(2026, 12, 31)),
        ("Cả năm", date(2026, 12, 31)),
        ("Trong năm 2026", date(2026, 12, 31)),
        ("Hằng năm", date(2026, 12, 31)),
        ("Trước 31/10/2026", date(2026, 10, 30)),
        ("Trước ngày 31/10", date(2026, 10, 30)),
        ("Hoàn thành trước ngày 01/11/2026", date(2026, 10, 31)),
        ("Trước tháng 10/2026", date(2026, 9, 30)),
        ("Trước quý IV/2026", date(2026, 9, 30)),
        ("Chậm nhất ngày 31/10/2026", date(2026, 10, 31)),
        ("Đến hết quý III", date(2026, 9, 30)),
        ("Quý, 6 tháng, năm", "quarterly"),
        ("Hằng quý", "quarterly"),
        ("Báo cáo định kỳ hằng quý, 6 tháng và năm", "quarterly"),
        ("Hàng tháng", "monthly"),
        ("Tháng, quý, năm", "monthly"),
        ("6 tháng, năm", "half_yearly"),
        ("6 tháng một lần", "half_yearly"),
    ],
)
def test_a_deadline_of_a_real_plan_is_read(typed: str, meant: date | str) -> None:
    other = ["1", "Việc khác", "VP", None, "20/11/2026", "Báo cáo"]
    task = planned(plan(other, ["2", "Việc", "VP", None, typed, "Báo cáo"]))[1]
    assert task.due is not None
    if isinstance(meant, date):
        assert (task.cadence, task.due.date) == ("once", meant)
    else:
        assert (task.cadence, task.due.last_day, task.starts_on) == (meant, True, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("Phòng Văn hóa - Xã hội xã", "VHXH"),
        ("Phòng Văn hóa và Xã hội xã Tân Kỳ", "VHXH"),
        ("Phòng VH-XH thuộc UBND xã", "VHXH"),
        ("Văn phòng HĐND và UBND xã", "VP"),
        ("Văn phòng HĐND & UBND", "VP"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Tân Kỳ", "VP"),
        ("Trung tâm Phục vụ hành chính công xã", "TTPVHCC"),
        ("Trung tâm PVHCC", "TTPVHCC"),
        ("Trung tâm Phục vụ HCC xã Tân Kỳ", "TTPVHCC"),
        ("Phòng Kinh tế xã", "KT"),
        ("Các phòng, đơn vị", "CM"),
        ("Các phòng chuyên môn, đơn vị liên quan", "CM"),
        ("Các cơ quan, đơn vị thuộc UBND xã", "CM"),
    ],
)
def test_a_unit_is_found_by_its_long_name(typed: str, unit: str) -> None:
    (task,) = planned(plan(["1", "Việc", typed, None, "31/12/2026", "Báo cáo"]))
    assert task.unit == unit
    (task,) = planned(plan(["1", "Việc", "CNSCD", typed, "31/12/2026", "Báo cáo"]))
    assert task.cooperates == (unit,)


def test_a_plan_that_counts_anew_in_each_part_loads_and_comes_back() -> None:
    content = plan(
        ["I", "CẢI CÁCH THỂ CHẾ"],
        [1, "Rà soát văn bản", "VP", "Các phòng, đơn vị", "Thường xuyên", "Báo cáo"],
        [2, "Tự kiểm tra", "Văn phòng HĐND và UBND xã", None, "Trước 31/10/2026", "Kế hoạch"],
        ["II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH"],
        ["a", "Một cửa"],
        [1, "Báo cáo kiểm soát", "TTPVHCC", None, "Quý, 6 tháng, năm", "Báo cáo"],
        ["b", "Trực tuyến"],
        [1, "Tuyên truyền", "Phòng Văn hóa – Xã hội", None, "Quý IV/2026", "Tin bài"],
    )
    tasks = planned(content)
    assert [task.code.removeprefix("1.1.3-2026-nv-") for task in tasks] == ["i-1", "i-2", "ii-a-1", "ii-b-1"]
    assert tasks[2].reason == "Nhiệm vụ số II.a.1 của Kế hoạch CCHC năm 2026."
    whole = read(content)
    written = as_workbook(whole.catalogue, whole.days or [], "xa.xlsx")
    again = read_workbook(written, "xa.xlsx", (whole.catalogue, whole.days or []))
    assert again.catalogue == whole.catalogue
