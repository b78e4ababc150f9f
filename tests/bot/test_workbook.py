"""`nhacviec catalogue` with a workbook: out, edited by an office, and in again."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.bot.test_catalogue import UNCHANGED
from tests.bot.test_cli import Command, loaded, logging_as_it_was, nhacviec, office
from tests.libreoffice import LibreOffice
from tests.models.catalogue.workbook.office import BUILTIN, edited, made, noon

__all__ = ["loaded", "logging_as_it_was", "nhacviec", "office"]

PLAN = "Nhiệm vụ kế hoạch CCHC"
PASTED = [
    ["KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2026"],
    ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"],
    ["I", "CẢI CÁCH THỂ CHẾ"],
    [1, "Rà soát văn bản quy phạm pháp luật", "Văn phòng HĐND - UBND xã", None, "Quý IV/2026", "Báo cáo"],
    ["II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH"],
    [2, "Niêm yết thủ tục hành chính", "TT PVHCC", "Phòng VH–XH; KT", noon(15, 12, 2026), "Ảnh niêm yết"],
]


@pytest.fixture
def book(office: Command, tmp_path: Path) -> Path:
    """What a commune with two officers and a plan exports."""
    for name in ("Nguyễn Thị An", "Trần Văn Bình"):
        assert office("invite", name, "--role", "officer", "--unit", "VHXH").code == 0
    (tmp_path / "ke-hoach.xlsx").write_bytes(made({PLAN: PASTED}))
    assert office("catalogue", "load", "ke-hoach.xlsx").code == 0
    assert office("catalogue", "export", "xa.xlsx").out == "Đã ghi danh mục vào xa.xlsx.\n"
    return tmp_path / "xa.xlsx"


def cell(book: Path, sheet: str, heading: str, first: str) -> tuple[str, str]:
    """The cell below a heading, in the row that begins with these words."""
    rows = list(load_workbook(book)[sheet].iter_rows())
    column = next(each.column_letter for each in rows[0] if each.value == heading)
    row = next(row[0].row for row in rows if str(row[0].value) == first or str(row[1].value) == first)
    return sheet, f"{column}{row}"


def test_what_is_exported_loads_without_a_difference(office: Command, book: Path) -> None:
    assert office("catalogue", "load", "xa.xlsx") == UNCHANGED
    shown = office("catalogue", "show").out
    assert office("catalogue", "show", "xa.xlsx").out == shown
    assert "1.1.3-2026-nv-2: Niêm yết thủ tục hành chính (TTPVHCC)" in shown
    assert "đã có" in office("catalogue", "export", "xa.xlsx").refusal


def test_a_workbook_is_told_by_its_content_and_yaml_after_it_keeps_the_calendar(
    office: Command, book: Path, tmp_path: Path
) -> None:
    sheet, at = cell(book, "Lịch", "Tên", "2026-01-01 00:00:00")
    content = edited({(sheet, at): "Tết Tây"}, book.read_bytes())
    (tmp_path / "khong-co-duoi").write_bytes(content)
    assert lines(office("catalogue", "load", "khong-co-duoi").out) == [
        "~ ngày 01/01/2026, tên: Tết Dương lịch → Tết Tây"
    ]
    office("catalogue", "export", "ra.yaml")
    assert office("catalogue", "load", "ra.yaml") == UNCHANGED


def test_a_plan_pasted_alone_adds_changes_and_retires_only_its_tasks(
    office: Command, book: Path, tmp_path: Path
) -> None:
    assert office("catalogue", "load", "ke-hoach.xlsx") == UNCHANGED
    changed = [*PASTED[:3], [*PASTED[3][:4], "Tháng 11/2026", "Báo cáo"]]
    changed.append(["2a", "Công khai kết quả", "VHXH", None, "31/12", "Thông báo"])
    (tmp_path / "sua.xlsx").write_bytes(made({PLAN: changed}))
    assert lines(office("catalogue", "load", "sua.xlsx").out) == [
        "+ yêu cầu 1.1.3-2026-nv-2a",
        "- yêu cầu 1.1.3-2026-nv-2",
        "~ yêu cầu 1.1.3-2026-nv-1, ngày hạn: 31/12/2026 → 30/11/2026",
    ]


def test_a_person_left_blank_is_nobody_and_a_day_left_out_is_gone(office: Command, book: Path) -> None:
    assert office("assign", "7.5-bao-cao-tthc-thang", "an.vhxh").code == 0
    book.unlink()
    assert office("catalogue", "export", "xa.xlsx").code == 0
    gone = load_workbook(book)
    sheet, responsible = cell(book, "Yêu cầu", "Người phụ trách", "7.5-bao-cao-tthc-thang")
    gone[sheet][responsible] = None
    day = cell(book, "Lịch", "Ngày", "2026-01-10 00:00:00")[1]
    gone["Lịch"].delete_rows(int(day[1:]))
    gone.save(book)
    assert lines(office("catalogue", "load", "xa.xlsx").out) == [
        "- ngày 10/01/2026",
        "~ yêu cầu 7.5-bao-cao-tthc-thang, người phụ trách: an.vhxh → (trống)",
    ]


def test_a_workbook_exported_before_somebody_elses_change_undoes_nothing(office: Command, book: Path) -> None:
    assert office("assign", "7.5-bao-cao-tthc-thang", "an.vhxh").code == 0
    before = office("export", "ledger").out
    refusal = office("catalogue", "load", "xa.xlsx").refusal
    assert refusal.startswith(
        "xa.xlsx: Danh mục đã được sửa từ lúc xuất tệp này: yêu cầu 7.5-bao-cao-tthc-thang. Nạp tệp sẽ bỏ"
    )
    assert office("export", "ledger").out == before


def test_a_file_with_faults_names_each_by_its_cell_and_loads_nothing(
    office: Command, book: Path, tmp_path: Path
) -> None:
    database = tmp_path / "data" / "nhacviec.db"
    wrong = {
        cell(book, "Tiêu chí", "Điểm tối đa", "7.5"): -1,
        cell(book, PLAN, "Thời hạn", "2"): "Khi có yêu cầu",
        cell(book, "Cán bộ", "Vai trò", "an.vhxh"): "thủ kho",
    }
    (tmp_path / "sai.xlsx").write_bytes(edited(wrong, book.read_bytes()))
    before = office("catalogue", "export").out, office("export", "ledger").out
    said = office("catalogue", "check", "sai.xlsx")
    assert said.code == 1 and database.exists()
    assert said.err.splitlines() == [
        "3 lỗi, chưa nạp gì:",
        "sai.xlsx, trang tính “Tiêu chí” ô F13: “Điểm tối đa” không được âm (đang là -1).",
        "sai.xlsx, trang tính “Cán bộ” ô F2: “thủ kho” không dùng được: hãy chọn “cán bộ”, “trưởng đơn vị”, "
        "“thẩm tra”, “lãnh đạo”, “văn thư” hoặc “quản trị”.",
        "sai.xlsx, trang tính “Nhiệm vụ kế hoạch CCHC” ô E3: “Khi có yêu cầu” không phải thời hạn có ngày: "
        "viết 15/12/2026, Quý IV/2026, Tháng 12/2026 hoặc Hằng quý; thời hạn không ghi năm thì điền “Năm kế "
        "hoạch”.",
    ]
    listed = json.loads(office("catalogue", "check", "sai.xlsx", "--json").out)
    assert [(fault["sheet"], fault["cell"]) for fault in listed] == [
        ("Tiêu chí", "F13"),
        ("Cán bộ", "F2"),
        (PLAN, "E3"),
    ]
    assert office("catalogue", "load", "sai.xlsx").code == 1
    assert (office("catalogue", "export").out, office("export", "ledger").out) == before


def test_an_office_may_begin_with_its_own_workbook(nhacviec: Command, tmp_path: Path) -> None:
    (tmp_path / "xa.xlsx").write_bytes(BUILTIN)
    assert nhacviec("catalogue", "check", "xa.xlsx").out.startswith(
        "Tệp dùng được: 6 đơn vị, 13 tiêu chí, 32 "
    )
    assert not (tmp_path / "data").exists()
    assert nhacviec("init", "--catalogue", "xa.xlsx").code == 0
    assert nhacviec("catalogue", "load") == UNCHANGED


def lines(said: str) -> list[str]:
    return sorted(said.splitlines()[:-1])


@pytest.mark.needs_program("soffice")
def test_ten_cells_changed_in_libreoffice_are_exactly_ten_differences(
    office: Command, book: Path, tmp_path: Path
) -> None:
    monthly = "7.5-bao-cao-tthc-thang"
    typed = {
        cell(book, "Tiêu chí", "Tên ngắn", "7.5"): "Chế độ báo cáo của xã",
        cell(book, "Yêu cầu", "Số ngày làm việc", monthly): "3",
        cell(book, "Yêu cầu", "Người phụ trách", monthly): "an.vhxh",
        cell(book, "Yêu cầu", "Ngày hạn", "3.1.2-kien-nghi-tthc"): "'15/6; 20/10",
        cell(book, "Yêu cầu", "Gặp ngày nghỉ", "5.7-ke-hoach-dao-tao"): "MUỘN HƠN",
        cell(book, "Mục minh chứng", "Gợi ý", "muc-kinh-phi"): "nêu số tiền,\nnguồn",
        cell(book, "Cán bộ", "Người thay", "an.vhxh"): "binh.vhxh",
        cell(book, "Lịch", "Làm việc", "2026-01-10 00:00:00"): "nghỉ",
        cell(book, PLAN, "Thời hạn", "2"): "'20/12/2026",
        cell(book, "Kết quả", "Ý kiến thẩm định", "7.5"): "'=8/9 báo cáo",
    }
    assert len(typed) == 10
    LibreOffice(tmp_path / "profile").edit(book, tmp_path / "sua.xlsx", typed)
    assert office("catalogue", "check", "sua.xlsx").out.startswith(
        "Tệp dùng được: 6 đơn vị, 13 tiêu chí, 34 "
    )
    loaded = office("catalogue", "load", "sua.xlsx")
    assert lines(loaded.out) == [
        "~ cán bộ an.vhxh, người thay: (trống) → binh.vhxh",
        "~ kết quả 7.5 năm 2025, ý kiến thẩm định: 8/9 báo cáo kịp thời, đúng quy định → =8/9 báo cáo",
        "~ mục minh chứng 1.1.2-ke-hoach-cchc/muc-kinh-phi, gợi ý: "
        "nêu số tiền và nguồn kinh phí → nêu số tiền, / nguồn",
        "~ ngày 10/01/2026, làm việc: làm việc → nghỉ",
        "~ tiêu chí 7.5 năm 2025, tên ngắn: Báo cáo trên hệ thống tỉnh → Chế độ báo cáo của xã",
        "~ yêu cầu 1.1.3-2026-nv-2, ngày hạn: 15/12/2026 → 20/12/2026",
        "~ yêu cầu 3.1.2-kien-nghi-tthc, ngày hạn: 15/6, 31/10 → 15/6, 20/10",
        "~ yêu cầu 5.7-ke-hoach-dao-tao, gặp ngày nghỉ: sớm hơn → muộn hơn",
        f"~ yêu cầu {monthly}, người phụ trách: (trống) → an.vhxh",
        f"~ yêu cầu {monthly}, số ngày làm việc: 2 → 3",
    ]
    assert loaded.out.endswith("Đã nạp danh mục: 10 thay đổi.\n")
    assert office("catalogue", "load", "sua.xlsx") == UNCHANGED
