"""The checks of the built-in catalogue: last year's opinion is asked about, and a right document passes."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import models
from models.rules.inspection.checks import Checks
from models.rules.inspection.document import read_document
from models.rules.inspection.documented import document_findings
from models.rules.inspection.findings import Rule, Severity
from models.rules.inspection.kinds import TYPES
from models.rules.inspection.reading import FileRead, Letters
from tests.models.rules.inspection.heads import CENTRE, COMMUNE, interleaved

CATALOGUE = Path(models.__file__).parent / "data" / "tan-ky.yaml"
PROVINCE = ("ỦY BAN NHÂN DÂN", "TỈNH NGHỆ AN")
GUIDE = "Thực hiện Hướng dẫn số 10457/HD/SNV ngày 28/11/2025;"
# The figures of 7.9 are typed in; the plan's tasks of 1.1.3 are files of every kind.
WITHOUT_FILES = {"7.9"}


@cache
def items() -> dict[str, dict[str, Any]]:
    loaded = yaml.safe_load(CATALOGUE.read_text("utf-8"))
    return {
        f"{requirement['code']}/{item['code']}": {**item, "criterion": requirement["criterion"]}
        for requirement in loaded["requirements"]
        for item in requirement["items"]
    }


def checks_of(code: str) -> Checks:
    return Checks.model_validate(items()[code]["checks"])


def findings(code: str, page: str, *more: str) -> dict[Rule, Any]:
    read = FileRead(
        media_type="application/pdf",
        size=1,
        page_count=1 + len(more),
        letters=Letters.TEXT,
        document=read_document([page, *more]),
        pages=(page, *more),
    )
    found = document_findings(
        read, checks_of(code), issue_by=None, due_on=date(2026, 12, 31), scoring_year=2026
    )
    return {each.rule: each for each in found}


def paper(number: str, *title: str, text: str, bodies: tuple[str, str] = COMMUNE) -> str:
    return interleaved(number, "Tân Kỳ, ngày 12 tháng 3 năm 2026", *title, text=text, bodies=bodies)


def test_every_signed_document_has_checks_and_they_are_sound():
    for code, item in items().items():
        if item["kind"] == "signed_document":
            assert item.get("checks"), code
        if "checks" in item:
            assert item["kind"] in {"signed_document", "attachment", "screenshot"}, code
            assert set(checks_of(code).types) <= TYPES.keys(), code


def test_every_criterion_that_asks_for_files_is_checked():
    checked = {item["criterion"] for item in items().values() if "checks" in item}
    asked = {item["criterion"] for item in items().values()} - WITHOUT_FILES
    assert asked <= checked


# For each signed document one that is right: number, title, text.
RIGHT = {
    "1.1.2-ke-hoach-cchc/quyet-dinh": paper(
        "Số: 18/QĐ-UBND",
        "QUYẾT ĐỊNH",
        "Về việc ban hành kế hoạch cải cách hành chính nhà nước xã Tân Kỳ năm 2026",
        text="Căn cứ Luật;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành\nIV. KINH PHÍ\nTừ ngân sách xã: 120 triệu đồng.",
    ),
    "1.1.3-bao-cao-cchc-quy/bao-cao": paper(
        "Số: 40/BC-UBND",
        "BÁO CÁO",
        "Công tác cải cách hành chính quý I năm 2026",
        text="I. KẾT QUẢ\nMức độ hoàn thành: 10/11 nhiệm vụ.",
    ),
    "1.6.2-bao-cao-phan-tich/bao-cao": paper(
        "Số: 119/BC-UBND",
        "BÁO CÁO",
        "Phân tích đánh giá những tồn tại, hạn chế, những tiêu chí, tiêu chí thành phần",
        "bị mất điểm trong chỉ số CCHC 2025",
        text="I. KẾT QUẢ XẾP HẠNG\n- Nguyên nhân: chưa ký số.\n- Nhiệm vụ và giải pháp: rà soát.",
    ),
    "1.6.2-ke-hoach-khac-phuc/ke-hoach": paper(
        "Số: 130/KH-UBND",
        "KẾ HOẠCH",
        "Khắc phục các tiêu chí/tiêu chí thành phần mất điểm trong chỉ số CCHC 2025",
        text="I. MỤC ĐÍCH\nĐơn vị chủ trì: Phòng VH-XH. Thời hạn: 30/9.",
    ),
    "1.6.2-hop-chuyen-de/bien-ban": paper(
        "Số: 03/BB-UBND",
        "BIÊN BẢN",
        "Họp chuyên đề đánh giá kết quả Chỉ số CCHC năm 2025",
        text="I. THÀNH PHẦN",
    ),
    "1.6.2-bao-cao-khac-phuc/bao-cao": paper(
        "Số: 300/BC-UBND",
        "BÁO CÁO",
        "Kết quả khắc phục các tiêu chí mất điểm Chỉ số CCHC năm 2025",
        text="I. KẾT QUẢ",
    ),
    "3.1.2-kien-nghi-tthc/kien-nghi": paper(
        "Số: 150/BC-UBND",
        "BÁO CÁO",
        "Kiến nghị sửa đổi, bổ sung quy định TTHC trong văn bản quy phạm pháp luật năm 2026",
        text="I. NỘI DUNG\nKhoản 2 Điều 5 Nghị định số 123/2015/NĐ-CP: đề xuất sửa đổi.",
    ),
    "3.3.2-xin-loi-tung-ho-so/van-ban-xin-loi": paper(
        "Số: 12/PXL",
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN",
        "THỜI GIAN GIẢI QUYẾT",
        text="Kính gửi: Ông/bà\nLý do: chờ xác minh. Đề nghị gia hạn đến ngày 20/3/2026.",
        bodies=CENTRE,
    ),
    "3.3.2-bao-cao-xin-loi/bao-cao": paper(
        "Số: 20/BC-TTPVHCC",
        "BÁO CÁO",
        "Tổng hợp hồ sơ quá hạn và xin lỗi tháng 3 năm 2026",
        text="I. SỐ LIỆU",
        bodies=CENTRE,
    ),
    "5.1.2-bo-tri-vi-tri/de-an": paper(
        "Số: 02/ĐA-UBND",
        "ĐỀ ÁN",
        "Vị trí việc làm của các phòng thuộc UBND xã Tân Kỳ",
        text=f"I. CĂN CỨ\n{GUIDE}",
    ),
    "5.1.2-bo-tri-vi-tri/to-trinh": paper(
        "Số: 15/TTr-UBND", "TỜ TRÌNH", "Về việc phê duyệt Đề án vị trí việc làm", text="Kính gửi: Sở Nội vụ"
    ),
    "5.1.2-bo-tri-vi-tri/phe-duyet": paper(
        "Số: 1200/QĐ-UBND",
        "QUYẾT ĐỊNH",
        "Về việc phê duyệt Đề án vị trí việc làm của xã Tân Kỳ",
        text="Căn cứ Luật;",
        bodies=PROVINCE,
    ),
    "5.6.1-ke-hoach-tinh-gian/de-an-ke-hoach": paper(
        "Số: 20/KH-UBND",
        "KẾ HOẠCH",
        "Thực hiện tinh giản biên chế năm 2026",
        "theo Nghị định số 154/2025/NĐ-CP của Chính phủ",
        text=f"Căn cứ Luật;\n{GUIDE}",
    ),
    "5.7-ke-hoach-dao-tao/ke-hoach": paper(
        "Số: 22/KH-UBND",
        "KẾ HOẠCH",
        "Đào tạo, bồi dưỡng cán bộ, công chức, viên chức năm 2026",
        text="I. MỤC ĐÍCH",
    ),
    "5.7-bao-cao-dao-tao/bao-cao": paper(
        "Số: 90/BC-UBND",
        "BÁO CÁO",
        "Kết quả đào tạo, bồi dưỡng CBCCVC 6 tháng đầu năm 2026",
        text="I. KẾT QUẢ",
    ),
    "5.8-ke-hoach-chuyen-doi/ke-hoach": paper(
        "Số: 45/KH-UBND",
        "KẾ HOẠCH",
        "Chuyển đổi định kỳ vị trí công tác đối với cán bộ, công chức, viên chức năm 2026",
        text=f"Căn cứ Luật;\n{GUIDE}",
    ),
    "5.8-bao-cao-chuyen-doi/bao-cao": paper(
        "Số: 310/BC-UBND", "BÁO CÁO", "Kết quả chuyển đổi vị trí công tác năm 2026", text="I. KẾT QUẢ"
    ),
    "7.3-ke-hoach-ai/ke-hoach": paper(
        "Số: 60/KH-UBND",
        "KẾ HOẠCH",
        "Ứng dụng trí tuệ nhân tạo (AI) trong hoạt động của UBND xã năm 2026",
        text="I. MỤC TIÊU\nSản phẩm: 12 mẫu văn bản.",
    ),
    "7.3-bao-cao-ai/bao-cao": paper(
        "Số: 95/BC-UBND",
        "BÁO CÁO",
        "Kết quả ứng dụng AI 6 tháng đầu năm 2026",
        text="I. TÌNH HÌNH\nĐã tập huấn.\nII. KẾT QUẢ ĐẠT ĐƯỢC\nSoạn 120 văn bản, tiết kiệm 60 giờ.",
    ),
    "0-ke-hoach-kiem-tra-cchc/ke-hoach": paper(
        "Số: 30/KH-UBND", "KẾ HOẠCH", "Kiểm tra cải cách hành chính năm 2026", text="I. MỤC ĐÍCH"
    ),
    "0-bao-cao-kiem-tra-cchc/bao-cao": paper(
        "Số: 301/BC-UBND", "BÁO CÁO", "Kết quả kiểm tra công tác CCHC năm 2026", text="I. KẾT QUẢ"
    ),
    "0-ke-hoach-tuyen-truyen/ke-hoach": paper(
        "Số: 10/KH-UBND", "KẾ HOẠCH", "Tuyên truyền cải cách hành chính năm 2026", text="I. MỤC ĐÍCH"
    ),
    "0-bao-cao-tuyen-truyen/bao-cao": paper(
        "Số: 302/BC-UBND", "BÁO CÁO", "Kết quả tuyên truyền CCHC năm 2026", text="I. KẾT QUẢ"
    ),
    "0-ke-hoach-the-che/ke-hoach": paper(
        "Số: 28/KH-UBND", "KẾ HOẠCH", "Rà soát văn bản quy phạm pháp luật năm 2026", text="I. MỤC ĐÍCH"
    ),
    "0-bao-cao-the-che/bao-cao": paper(
        "Số: 303/BC-UBND",
        "BÁO CÁO",
        "Kết quả theo dõi tình hình thi hành pháp luật năm 2026",
        text="I. KẾT QUẢ",
    ),
}


def test_there_is_a_right_document_for_every_signed_one():
    assert {code for code, item in items().items() if item["kind"] == "signed_document"} == RIGHT.keys()


@pytest.mark.parametrize("code", RIGHT)
def test_a_right_document_passes(code):
    assert findings(code, RIGHT[code]) == {}


# What an item's short title leaves out, and the criterion's says.
LEFT_OUT = {
    "1.6.2-hop-chuyen-de/bien-ban": {"chỉ số", "cải cách hành chính", "CCHC"},
    "5.1.2-bo-tri-vi-tri/to-trinh": {"vị trí việc làm"},
    "5.1.2-bo-tri-vi-tri/phe-duyet": {"vị trí việc làm"},
}


@pytest.mark.parametrize("code", RIGHT)
def test_a_document_that_is_called_as_the_item_is_has_the_right_title(code):
    page = paper("Số: 1/UBND-VP", f"V/v {items()[code]['title']}", text="Kính gửi: Sở Nội vụ")
    found = findings(code, page).get(Rule.DOC004)
    missing = [phrase for wish in found.facts["missing"] for phrase in wish] if found else []
    assert set(missing) <= LEFT_OUT.get(code, set())


class TestLastYearsOpinion:
    """What the council wrote in 2025, document by document (the built-in catalogue, results of 2025)."""

    def test_no_budget_in_the_decision(self):
        page = RIGHT["1.1.2-ke-hoach-cchc/quyet-dinh"].split("\nIV.")[0]
        found = findings("1.1.2-ke-hoach-cchc/quyet-dinh", page)
        assert found.keys() == {Rule.DOC005}
        assert found[Rule.DOC005].severity is Severity.BLOCKING
        assert checks_of("1.1.2-ke-hoach-cchc/quyet-dinh").signed == "both"

    def test_a_report_that_does_not_bear_the_criterions_name(self):
        page = paper(
            "Số: 95/BC-UBND",
            "BÁO CÁO",
            "Rà soát cắt giảm thời gian giải quyết TTHC xã Tân Kỳ năm 2026",
            text="I. NỘI DUNG\nTheo Nghị định số 118/2025/NĐ-CP.",
        )
        found = findings("3.1.2-kien-nghi-tthc/kien-nghi", page)
        assert found.keys() == {Rule.DOC004}
        assert found[Rule.DOC004].severity is Severity.BLOCKING
        assert found[Rule.DOC004].facts["missing"][0] == ["kiến nghị"]

    def test_plans_that_were_not_signed_by_both(self):
        for code in ("5.6.1-ke-hoach-tinh-gian/de-an-ke-hoach", "5.7-ke-hoach-dao-tao/ke-hoach"):
            assert (checks_of(code).signed, checks_of(code).signed_within) == ("both", 1)

    def test_documents_that_do_not_follow_the_guide(self):
        for code in (
            "5.1.2-bo-tri-vi-tri/de-an",
            "5.6.1-ke-hoach-tinh-gian/de-an-ke-hoach",
            "5.8-ke-hoach-chuyen-doi/ke-hoach",
        ):
            found = findings(code, RIGHT[code].replace(GUIDE, ""))
            assert {each.severity for each in found.values()} == {Severity.WARNING}, code
            assert found[Rule.DOC005].facts["looked_for"][0] == "Hướng dẫn số 10457"

    def test_results_of_ai_that_are_not_clear(self):
        page = RIGHT["7.3-bao-cao-ai/bao-cao"].split("\nII.")[0]
        assert findings("7.3-bao-cao-ai/bao-cao", page).keys() == {Rule.DOC005}

    def test_the_analysis_is_of_the_index_of_the_year_before(self):
        code = "1.6.2-bao-cao-phan-tich/bao-cao"
        page = RIGHT[code].replace("chỉ số CCHC 2025", "chỉ số CCHC năm 2024")
        assert findings(code, page)[Rule.DOC007].facts["wanted"] == 2025

    def test_an_apology_without_a_reason_or_a_new_day(self):
        code = "3.3.2-xin-loi-tung-ho-so/van-ban-xin-loi"
        page = RIGHT[code].split("\nLý do")[0].replace("VÀ ĐỀ NGHỊ GIA HẠN", "")
        assert findings(code, page)[Rule.DOC005].facts["looked_for"] == ["gia hạn", "hẹn lại", "hẹn trả"]


APOLOGY = "3.3.2-xin-loi-tung-ho-so/van-ban-xin-loi"


@pytest.mark.parametrize(
    "title",
    [
        ("VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",),
        ("VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ", "GIA HẠN THỜI GIAN GIẢI QUYẾT"),
        ("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",),
        ("VAN BAN XIN LOI VA DE NGHI GIA HAN THOI GIAN GIAI QUYET",),
        ("V/v xin lỗi đối với hồ sơ giải quyết quá hạn và hẹn lại thời gian trả kết quả",),
    ],
)
def test_a_letter_of_apology_goes_by_both_its_names(title: tuple[str, ...]):
    text = "Kính gửi: Ông Lê Văn Tám\nLý do: chờ xác minh; hẹn lại ngày 12/4/2026"
    assert findings(APOLOGY, paper("Số: 12/VBXL-UBND", *title, text=text)) == {}


def test_a_letter_of_apology_names_its_file():
    assert checks_of(APOLOGY).case_code
