"""Every fault of a workbook is named by its sheet and cell, in the words of its headings."""

from typing import Any

import pytest
from openpyxl import Workbook

from models.catalogue.faults import CatalogueFaults
from models.catalogue.workbook.grid import grids
from tests.hostile import crowded_archive
from tests.models.catalogue.workbook.office import BUILTIN, cell_of, changed, edited, faults_of, made, noon

REQUIREMENTS, ITEMS, PLAN = "Yêu cầu", "Mục minh chứng", "Nhiệm vụ kế hoạch CCHC"


def requirement(code: str, heading: str) -> tuple[str, str]:
    return cell_of(REQUIREMENTS, heading, code)


TWENTY: dict[tuple[str, str], tuple[Any, str]] = {
    ("Tiêu chí", "F2"): (-1, "“Điểm tối đa” không được âm (đang là -1)."),
    ("Tiêu chí", "D4"): (None, "“Tên tiêu chí” đang để trống: hãy điền."),
    ("Tiêu chí", "C5"): ("9", "Bộ tiêu chí này không có lĩnh vực “9”: thêm vào “Lĩnh vực” hoặc sửa lại."),
    ("Tiêu chí", "L6"): ("VHXX", "Không có đơn vị “VHXX”: thêm vào “Đơn vị” hoặc sửa lại."),
    ("Tiêu chí", "F7"): (
        "=1+1",
        "Ô chứa công thức, không được tính: hãy dán giá trị (Paste Values) vào ô này.",
    ),
    requirement("1.1.2-ke-hoach-cchc", "Đơn vị phối hợp"): (
        "KT; TTPV",
        "Không có đơn vị “TTPV”: thêm vào “Đơn vị” hoặc sửa lại.",
    ),
    requirement("5.6.1-ke-hoach-tinh-gian", "Ngày hạn"): (
        "31/2",
        "“31/2” không phải ngày có trong mọi năm: viết ngày/tháng, ví dụ 31/3.",
    ),
    requirement("5.7-bao-cao-dao-tao", "Ngày hạn"): (
        "14/6",
        "Chu kỳ “6 tháng một lần” cần đúng 2 ngày trong “Ngày hạn”, đang có 1.",
    ),
    requirement("6.1.1-giai-ngan-thang", "Số ngày làm việc"): ("ba", "“ba” phải là số nguyên, ví dụ 14."),
    requirement("7.5-bao-cao-tthc-quy", "Ngày chốt số liệu"): (
        None,
        "Hạn tính sau ngày chốt cần “Ngày chốt số liệu”, ví dụ 14.",
    ),
    requirement("7.5-bao-cao-tthc-nam", "Người phụ trách"): (
        "khong.co",
        "Không có cán bộ “khong.co”: thêm vào “Cán bộ” hoặc sửa lại.",
    ),
    requirement("7.9-ty-le-toan-trinh", "Tên yêu cầu"): (None, "“Tên yêu cầu” đang để trống: hãy điền."),
    requirement("7.9-ty-le-toan-trinh", "Bắt đầu từ"): (
        "đầu năm",
        "“đầu năm” phải là một ngày, viết ngày/tháng/năm như 20/01/2026.",
    ),
    cell_of(ITEMS, "Yêu cầu", "cong-khai"): (
        "khong-co",
        "Không có yêu cầu “khong-co”: thêm vào “Yêu cầu” hoặc sửa lại.",
    ),
    (ITEMS, "D3"): (
        "giấy",
        "“giấy” không dùng được: hãy chọn “văn bản ký số”, “ảnh chụp màn hình”, “tệp đính kèm”, “số liệu” hoặc "
        "“đánh dấu”.",
    ),
    ("Lịch", "A2"): ("31/02/2026", "Không có ngày 31/02/2026: hãy xem lại lịch."),
    ("Lịch", "A4"): (
        noon(2, 1, 2026),
        "Ngày “02/01/2026” đã có ở trang tính “Lịch” ô A3: mỗi mã chỉ dùng một lần.",
    ),
    ("Kết quả", "B2"): ("9.9", "Không có tiêu chí 9.9 năm 2025: thêm vào “Tiêu chí” hoặc sửa lại."),
    ("Bộ tiêu chí", "C3"): (2020, "Không có bộ tiêu chí năm 2020 để chép: sửa “Chép từ năm”."),
    ("Ghi chú", "B2"): (
        "khongco",
        "Không có năm, lĩnh vực, tiêu chí, yêu cầu hay đơn vị nào là “khongco”: sửa “Liên quan đến”.",
    ),
}


def test_twenty_faults_are_named_all_at_once() -> None:
    assert len(TWENTY) == 20
    broken = edited({cell: value for cell, (value, _) in TWENTY.items()})
    assert sorted(faults_of(broken)) == sorted(
        f"trang tính “{sheet}” ô {cell}: {sentence}" for (sheet, cell), (_, sentence) in TWENTY.items()
    )


ONE_FAULT: dict[str, tuple[dict[tuple[str, str], Any], str]] = {
    "a code that Excel took for a day": (
        {("Tiêu chí", "B2"): noon(1, 2, 2001)},
        "trang tính “Tiêu chí” ô B2: Excel đã đổi mã thành ngày 01/02/2001: hãy đổi định dạng ô sang Văn bản "
        "(Text) "
        "rồi gõ lại mã.",
    ),
    "no way to count and a day that the cadence cannot have": (
        {
            requirement("7.5-bao-cao-tthc-thang", "Cách tính hạn"): None,
            requirement("7.5-bao-cao-tthc-thang", "Số ngày làm việc"): None,
            requirement("7.5-bao-cao-tthc-thang", "Ngày hạn"): "thứ Sáu",
        },
        "trang tính “Yêu cầu” ô L24: “thứ Sáu” không phải hạn của việc hằng tháng: viết 25 hoặc ngày cuối kỳ.",
    ),
    "no due rule": (
        {
            requirement("7.5-bao-cao-tthc-thang", "Cách tính hạn"): None,
            requirement("7.5-bao-cao-tthc-thang", "Số ngày làm việc"): None,
        },
        "trang tính “Yêu cầu” ô L24: “Ngày hạn” đang để trống: việc hằng tháng thì viết 25 hoặc ngày cuối kỳ.",
    ),
    "a way to count that the cadence does not have": (
        {
            requirement("7.5-bao-cao-tthc-thang", "Cách tính hạn"): "Ngày cụ thể",
            requirement("7.5-bao-cao-tthc-thang", "Số ngày làm việc"): None,
            requirement("7.5-bao-cao-tthc-thang", "Ngày hạn"): "20/01/2026",
        },
        "trang tính “Yêu cầu” ô J24: “ngày cụ thể” không dùng được với chu kỳ “hằng tháng”; dùng “sau ngày chốt số "
        "liệu” hoặc “ngày trong tháng” hoặc “ngày cuối kỳ”.",
    ),
    "a number where a day is counted": (
        {requirement("5.6.1-ke-hoach-tinh-gian", "Số ngày làm việc"): 3},
        "trang tính “Yêu cầu” ô K14: “Số ngày làm việc” chỉ dùng với “sau ngày chốt số liệu” hoặc “ngày cuối "
        "kỳ”: hãy "
        "xóa ô này hoặc chọn lại cách tính hạn.",
    ),
    "next year without a cut-off": (
        {requirement("6.1.1-xac-nhan-kho-bac", "Ngày chốt số liệu"): None},
        "trang tính “Yêu cầu” ô I20: Hạn vào năm sau cần “Ngày chốt số liệu”, ví dụ 31, để biết minh chứng của "
        "năm nào.",
    ),
    "a unit that owes without days before": (
        {(ITEMS, "H3"): None},
        "trang tính “Mục minh chứng” ô G3: “Đơn vị nợ” và “Trước hạn (ngày làm việc)” đi cùng nhau: đơn vị nợ "
        "mục này, "
        "và trước hạn mấy ngày làm việc.",
    ),
    "two pieces of a figure": (
        {(ITEMS, "D3"): "số liệu", (ITEMS, "V1"): "Cần mấy tệp", (ITEMS, "V3"): 2},
        "trang tính “Mục minh chứng” ô V3: “Cần mấy tệp” đếm tệp: không dùng với loại “số liệu” hay “đánh dấu”.",
    ),
    "an error that a formula left": (
        {("Kết quả", "E2"): "#REF!"},
        "trang tính “Kết quả” ô E2: Ô báo lỗi #REF!: hãy gõ lại giá trị.",
    ),
    "a formula hidden in a heading": (
        {("Lịch", "F1"): "=TODAY()"},
        "trang tính “Lịch” ô F1: Ô chứa công thức, không được tính: hãy dán giá trị (Paste Values) vào ô này.",
    ),
    "a column that no sheet has": (
        {("Lịch", "F1"): "Tình trang cũ"},
        "trang tính “Lịch” ô F1: Trang tính này không có cột “Tình trang cũ”: có phải “Tình trạng”?",
    ),
    "a heading misspelt": (
        {("Lịch", "C1"): "Tn"},
        "trang tính “Lịch” ô C1: Trang tính này không có cột “Tn”: có phải “Tên”?",
    ),
    "a column twice": (
        {("Lịch", "F1"): "TÊN"},
        "trang tính “Lịch” ô F1: Cột “Tên” đã có ở trang tính “Lịch” ô C1: bỏ một trong hai.",
    ),
    "a note beside the table": (
        {("Lĩnh vực", "K9"): "hỏi lại Sở"},
        "trang tính “Lĩnh vực” ô K9: Ô nằm ngoài bảng (cột không có tiêu đề): hãy xóa ô này.",
    ),
    "a number beyond all numbers": (
        {requirement("7.5-bao-cao-tthc-thang", "Số ngày làm việc"): 10**30},
        "trang tính “Yêu cầu” ô K24: “Số ngày làm việc” phải từ 60 trở xuống (đang là 1" + "0" * 30 + ").",
    ),
    "two agencies": (
        {("Cơ quan", "A3"): "xa-khac"},
        "trang tính “Cơ quan” ô A3: Trang tính này chỉ có một cơ quan: hãy xóa dòng thừa.",
    ),
}


LEADS_TO_OTHERS = {"a heading misspelt", "a code that Excel took for a day"}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_a_fault_says_where_and_what_to_do(name: str) -> None:
    cells, sentence = ONE_FAULT[name]
    assert sentence in faults_of(edited(cells))
    if name not in LEADS_TO_OTHERS:
        assert faults_of(edited(cells)) == [sentence]


def test_a_missing_column_is_one_fault_and_no_more() -> None:
    def without_titles(book: Workbook) -> None:
        book[REQUIREMENTS].delete_cols(3)

    assert faults_of(changed(without_titles)) == [
        "trang tính “Yêu cầu” ô AC1: Thiếu cột “Tên yêu cầu”: hãy thêm cột này."
    ]


def test_a_sheet_that_the_catalogue_has_not_is_named() -> None:
    def misspelt(book: Workbook) -> None:
        book["Lịch"].title = "Lịch nghỉ"
        book.create_sheet("Sheet1")

    assert faults_of(changed(misspelt)) == [
        "trang tính “Lịch nghỉ” ô A1: Không có trang tính nào của danh mục tên như vậy: hãy sửa tên trang "
        "tính, hoặc xóa trang tính "
        "này nếu không thuộc danh mục."
    ]


def test_a_sheet_without_headings_is_named() -> None:
    assert faults_of(made({"Lịch": [[1, 2], [3, 4]]})) == [
        "trang tính “Lịch” ô A1: Không thấy dòng tiêu đề: cần các cột “Ngày”."
    ]


def test_a_first_workbook_must_be_whole() -> None:
    def halved(book: Workbook) -> None:
        del book["Cơ quan"]
        del book["Ghi chú"]

    assert faults_of(changed(halved), whole=True) == [
        "Thiếu trang tính “Cơ quan”: hãy xuất danh mục ra Excel để có đủ các trang tính."
    ]
    assert faults_of(changed(halved)) == []
    assert faults_of(BUILTIN, whole=True) == []


def test_a_sheet_that_is_left_out_stays_and_is_named_where_it_no_longer_fits() -> None:
    only_units = made({"Đơn vị": [["Mã", "Tên", "Tên ngắn"], ["VHXH", "Phòng VH", "VH"]]})
    said = faults_of(only_units)
    assert (
        "trang tính “Tiêu chí (đang dùng)” ô L5: Không có đơn vị “TTPVHCC”: thêm vào “Đơn vị” hoặc sửa lại."
        in said
    )
    assert all("(đang dùng)" in fault for fault in said)


def test_a_workbook_of_parts_without_number_is_not_listed() -> None:
    with pytest.raises(CatalogueFaults) as refused:
        grids(crowded_archive(20_000), "danh-muc.xlsx")
    assert "giải nén ra quá lớn" in str(refused.value.faults[0])
