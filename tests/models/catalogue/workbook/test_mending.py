"""What an office writes a little differently is read as it was meant; a plan may be pasted from Word."""

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from models.catalogue.document import RequirementEntry
from models.catalogue.reading import builtin_calendar, builtin_catalogue
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

MONTHLY = "7.5-bao-cao-tthc-thang"
PLAN = "Nhiệm vụ kế hoạch CCHC"


def requirement(content: bytes, code: str) -> RequirementEntry:
    return next(each for each in read(content).catalogue.requirements if each.code == code)


MEANT: dict[str, tuple[str, Any, str, Any]] = {
    "a word without marks in capitals": ("Chu kỳ", "HANG THANG ", "cadence", "monthly"),
    "a decomposed word": ("Chu kỳ", unicodedata.normalize("NFD", "hằng tháng"), "cadence", "monthly"),
    "the value of a YAML file": ("Gặp ngày nghỉ", "keep", "shift", "keep"),
    "a number typed as text": ("Ngày chốt số liệu", " 14\u00a0", "cutoff", 14),
    "a code among stray blanks": ("Tiêu chí", "\u00a07.5 \n", "criterion", "7.5"),
    "a unit by its name": ("Đơn vị chủ trì", "Phòng Văn hóa - Xã hội", "unit", "VHXH"),
    "a unit by its short name": ("Đơn vị chủ trì", "phòng vh – xh", "unit", "VHXH"),
    "units with a comma": ("Đơn vị phối hợp", "VP, TTPVHCC", "cooperates", ("VP", "TTPVHCC")),
    "units on two lines": ("Đơn vị phối hợp", "VP\nTT PVHCC", "cooperates", ("VP", "TTPVHCC")),
    "a day as text": ("Bắt đầu từ", "15/12/2025", "starts_on", date(2025, 12, 15)),
    "a day as text with dots": ("Bắt đầu từ", "15.12.2025", "starts_on", date(2025, 12, 15)),
    "a day as ISO": ("Bắt đầu từ", "2025-12-15", "starts_on", date(2025, 12, 15)),
    "a day as a day": ("Bắt đầu từ", noon(15, 12, 2025), "starts_on", date(2025, 12, 15)),
    "a title that is a number": ("Tên ngắn", 2026, "short", "2026"),
    "a blank that is one": ("Hệ thống báo cáo", " \u00a0 ", "system", None),
}


@pytest.mark.parametrize("name", MEANT)
def test_a_cell_is_read_as_it_was_meant(name: str) -> None:
    heading, typed, field, meant = MEANT[name]
    content = edited({cell_of("Yêu cầu", heading, MONTHLY): typed})
    assert getattr(requirement(content, MONTHLY), field) == meant


@pytest.mark.parametrize("typed", [1.33, "1,33", "1.33", " 1,33 ", "1,33\u00a0", 1.3300000000000001])
def test_points_may_be_typed_with_a_comma_or_a_dot(typed: object) -> None:
    content = edited({cell_of("Kết quả", "Điểm đạt", "7.5"): typed})
    criterion = next(each for each in read(content).catalogue.sets[0].criteria if each.code == "7.5")
    assert criterion.result is not None and criterion.result.awarded == Decimal("1.33")


def test_a_day_of_every_year_that_excel_made_a_day_keeps_day_and_month() -> None:
    code = "5.6.1-ke-hoach-tinh-gian"
    content = edited({cell_of("Yêu cầu", "Ngày hạn", code): noon(30, 4, 2026)})
    due = requirement(content, code).due
    assert due is not None and due.dates == ("30/4",)


def test_columns_may_stand_in_any_order_below_a_title_and_sheets_too() -> None:
    def shuffled(book: Workbook) -> None:
        sheet = book["Lịch"]
        rows = [[cell.value for cell in reversed(row)] for row in sheet.iter_rows()]
        book.remove(sheet)
        sheet = book.create_sheet(unicodedata.normalize("NFD", "LỊCH"), 0)
        for row in ([None], ["LỊCH LÀM VIỆC NĂM 2026"], [None], *rows, [None]):
            sheet.append(row)

    assert read(changed(shuffled)).days == builtin_calendar()


NO_DAY = (
    "không phải thời hạn có ngày: viết 15/12/2026, Quý IV/2026, Tháng 12/2026 hoặc Hằng quý; thời hạn không ghi "
    "năm thì điền “Năm kế hoạch”."
)


def plan(*lines: list[Any]) -> bytes:
    headings = ["Số", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm"]
    return made({PLAN: [headings, *lines]})


def planned(content: bytes) -> list[RequirementEntry]:
    return list(read(content).catalogue.requirements[len(builtin_catalogue().requirements) :])


def test_a_task_of_the_plan_is_a_requirement_of_its_criterion_due_once() -> None:
    long = "Xây dựng  Kế hoạch\ntuyên truyền cải cách hành chính trên Cổng thông tin điện tử, Fanpage của xã"
    (task,) = planned(
        plan(["II.3", long, "Phòng VH–XH", "VP; KT", noon(15, 12, 2026), "Kế hoạch của UBND xã"])
    )
    assert (task.code, task.criterion, task.cadence) == ("1.1.3-2026-nv-ii-3", "1.1.3", "once")
    assert task.title == " ".join(long.split())
    assert task.short == "Xây dựng Kế hoạch tuyên truyền cải cách hành chính trên…"
    assert (task.unit, task.cooperates) == ("VHXH", ("VP", "KT"))
    assert task.due is not None and task.due.date == date(2026, 12, 15)
    assert [(item.title, item.kind, item.required) for item in task.items] == [
        ("Kế hoạch của UBND xã", "attachment", True)
    ]
    assert task.reason == "Nhiệm vụ số II.3 của Kế hoạch CCHC năm 2026."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15/12/2026", date(2026, 12, 15)),
        ("ngày 15/12/2026", date(2026, 12, 15)),
        ("15/12", date(2026, 12, 15)),
        ("31/12", date(2026, 12, 31)),
        ("Quý IV/2026", date(2026, 12, 31)),
        ("Quý 2 năm 2026", date(2026, 6, 30)),
        ("quý iii", date(2026, 9, 30)),
        ("Tháng 12/2026", date(2026, 12, 31)),
        ("Tháng 02/2027", date(2027, 2, 28)),
        ("Trong tháng 4", date(2026, 4, 30)),
        ("Năm 2026", date(2026, 12, 31)),
    ],
)
def test_a_period_means_its_last_day(typed: str, meant: date) -> None:
    other = ["1", "Việc khác", "VP", None, "20/11/2026", "Báo cáo"]
    due = planned(plan(other, ["2", "Việc", "VP", None, typed, "Báo cáo"]))[1].due
    assert due is not None and due.date == meant


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        (
            ["1", "Việc", "VP", None, "Thường xuyên", "Báo cáo"],
            [f"E2: “Thường xuyên” {NO_DAY}"],
        ),
        (
            ["1", "Việc", "VP", None, "31/12", "Báo cáo"],
            [f"E2: “31/12” {NO_DAY}"],
        ),
        (
            ["1", "Việc", "VP", None, "31/11/2026", "Báo cáo"],
            ["E2: Không có ngày “31/11/2026”: hãy xem lại lịch."],
        ),
        (
            ["1", "Việc", "Các ban, ngành", None, "31/12/2026", "Báo cáo"],
            ["C2: Không có đơn vị “Các ban, ngành”: thêm vào “Đơn vị” hoặc sửa lại."],
        ),
        (
            ["1", "Việc", "VP", "KT; Công an xã", "31/12/2026", "Báo cáo"],
            ["D2: Không có đơn vị “Công an xã”: thêm vào “Đơn vị” hoặc sửa lại."],
        ),
        (
            ["1", None, None, None, "31/12/2026", None],
            [
                "B2: “Nhiệm vụ” đang để trống: hãy điền.",
                "C2: “Đơn vị chủ trì” đang để trống: hãy điền.",
                "F2: “Sản phẩm” đang để trống: hãy điền.",
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_task_is_named_by_its_cell(line: list[Any], faults: list[str]) -> None:
    assert faults_of(plan(line)) == [f"trang tính “{PLAN}” ô {fault}" for fault in faults]


def test_two_tasks_of_one_number_are_refused() -> None:
    line = ["1", "Việc", "VP", None, "31/12/2026", "Báo cáo"]
    assert faults_of(plan(line, line)) == [
        f"trang tính “{PLAN}” ô A3: Mã yêu cầu “1.1.3-2026-nv-1” đã có ở trang tính “{PLAN}” ô A2: mỗi mã chỉ "
        "dùng một lần."
    ]


def test_a_plan_leaves_all_else_as_it_is_and_does_not_need_a_year_in_each_deadline() -> None:
    content = plan(
        ["I", "Cải cách thể chế"],
        ["1", "Việc", "VP", None, "Quý I/2027", "Báo cáo"],
        ["a", None],
        ["2", "Việc", "VP", None, "quý II", "Báo cáo"],
    )
    assert read(content).catalogue.requirements[:32] == builtin_catalogue().requirements
    assert read(content).days == builtin_calendar()
    assert [task.code for task in planned(content)] == ["1.1.3-2027-nv-1", "1.1.3-2027-nv-2"]


def test_the_builtin_workbook_has_no_fault() -> None:
    assert faults_of(BUILTIN) == []
