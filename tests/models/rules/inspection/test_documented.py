"""What a document's text means for an item: every DOC id, said where it is so and not said where it is not."""

from datetime import date
from typing import Any

import pytest

from models.rules.inspection.checks import Checks
from models.rules.inspection.document import read_document
from models.rules.inspection.documented import document_findings, found_sections
from models.rules.inspection.findings import Found, Rule, Severity
from models.rules.inspection.reading import FileRead, Letters, Stopped
from tests.models.rules.inspection.heads import CENTRE, interleaved

DATED = "Tân Kỳ, ngày 12 tháng 01 năm 2026"
BUDGET = "kinh phí | nguồn kinh phí | dự toán"
CONTENT = "\n".join(
    ["I. MỤC TIÊU", "Nâng cao chất lượng.", "IV. Kinh phí thực hiện", "Từ nguồn ngân sách xã."]
)


def file_of(*pages: str, letters: Letters = Letters.TEXT) -> FileRead:
    return FileRead(
        media_type="application/pdf",
        size=1000,
        page_count=len(pages),
        letters=letters,
        document=read_document(pages),
        pages=pages,
    )


def plan(
    *title: str, number: str = "Số: 25/KH-UBND", dated: str = DATED, text: str = CONTENT, **more: Any
) -> FileRead:
    title = title or ("KẾ HOẠCH", "Cải cách hành chính năm 2026")
    return file_of(interleaved(number, dated, *title, text=text), **more)


def findings(read: FileRead, checks: Checks | None = None, **more: Any) -> list[Found]:
    wanted = {"issue_by": None, "due_on": None, "scoring_year": 2026, **more}
    return document_findings(read, checks or Checks(), **wanted)


def the_one(read: FileRead, checks: Checks | None = None, **more: Any) -> Found:
    (found,) = findings(read, checks, **more)
    return found


def test_of_a_right_document_nothing_is_said():
    checks = Checks(
        types=("KH",),
        title=("kế hoạch", "CCHC"),
        sections=("mục tiêu",),
        amounts=(BUDGET,),
        words=("chất lượng",),
        issuers=("UBND xã",),
        year=0,
    )
    assert findings(plan(), checks, issue_by=date(2026, 1, 31), due_on=date(2026, 2, 5)) == []


def test_without_checks_only_number_and_date_are_asked_for():
    assert findings(plan("BÁO CÁO", "Việc khác năm 2019", text="")) == []


class TestNumberAndDate:
    def test_a_blank_number(self):
        found = the_one(plan(number="Số:       /KH-UBND"))
        assert (found.rule, found.severity) == (Rule.DOC001, Severity.BLOCKING)
        assert found.facts == {"symbol": "KH-UBND"}

    def test_a_blank_day(self):
        found = the_one(plan(dated="Tân Kỳ, ngày     tháng 05 năm 2026"))
        assert (found.rule, found.severity) == (Rule.DOC002, Severity.BLOCKING)
        assert found.facts == {"day_blank": True, "month_year": "05/2026"}

    def test_no_date(self):
        assert the_one(plan(dated="")).facts == {"day_blank": False, "month_year": ""}


class TestTypeAndTitle:
    def test_another_type(self):
        found = the_one(plan("BÁO CÁO", "Cải cách hành chính"), Checks(types=("QĐ", "KH")))
        assert (found.rule, found.severity) == (Rule.DOC003, Severity.WARNING)
        assert found.facts["name"] == "Báo cáo"
        assert [each["name"] for each in found.facts["wanted"]] == ["Quyết định", "Kế hoạch"]

    def test_a_type_that_was_not_read_holds_nothing_back(self):
        checks = Checks(types=("KH",), severity={Rule.DOC003: Severity.BLOCKING})
        unread = plan("Cải cách hành chính", number="25")
        assert {each.rule: each.severity for each in findings(unread, checks)}[
            Rule.DOC003
        ] is Severity.WARNING
        assert the_one(plan("BÁO CÁO", "Khác"), checks).severity is Severity.BLOCKING

    def test_the_report_of_2025_does_not_bear_the_criterions_name(self):
        read = file_of(
            interleaved(
                "Số: 95/BC-UBND",
                "Tân Kỳ, ngày 20 tháng 11 năm 2025",
                "BÁO CÁO",
                "Rà soát cắt giảm thời gian giải quyết TTHC xã Tân Kỳ năm 2025",
            )
        )
        checks = Checks(
            title=("kiến nghị", "sửa đổi, bổ sung", "thủ tục hành chính"),
            severity={Rule.DOC004: Severity.BLOCKING},
        )
        found = the_one(read, checks)
        assert (found.rule, found.severity) == (Rule.DOC004, Severity.BLOCKING)
        assert found.facts["missing"] == [["kiến nghị"], ["sửa đổi, bổ sung"]]
        assert found.facts["wanted"] == [["kiến nghị"], ["sửa đổi, bổ sung"], ["thủ tục hành chính"]]
        assert found.facts["subject"] == "Rà soát cắt giảm thời gian giải quyết TTHC xã Tân Kỳ năm 2025"

    @pytest.mark.parametrize(
        ("subject", "wish"),
        [
            ("Kiến nghị sửa đổi bổ sung quy định TTHC trong văn bản QPPL", "sửa đổi, bổ sung"),
            ("Kiến nghị sửa đổi bổ sung quy định TTHC trong văn bản QPPL", "thủ tục hành chính"),
            ("Quy định trong văn bản quy phạm pháp luật", "QPPL"),
            ("CẢI CÁCH HÀNH CHÍNH NĂM 2026", "CCHC"),
            ("Kế hoạch tỉnh giản biên chế", "tinh giản biên chế"),
            ("Đào tạo cán bộ, công chức, viên chức", "CBCCVC"),
            ("Đề án vị trí việc làm", "VTVL"),
            ("Đề án VTVL", "vị trí việc làm"),
            ("Chuyển đổi vị tri công tac", "vị trí công tác"),
            ("Cải cách hành chinhs năm 2026", "cải cách hành chính"),
            ("Ứng dụng Al", "trí tuệ nhân tạo | Al"),
        ],
    )
    def test_a_title_is_compared_as_people_read_it(self, subject, wish):
        assert findings(plan("KẾ HOẠCH", subject), Checks(title=(wish,))) == []

    @pytest.mark.parametrize(
        ("subject", "wish"),
        [
            ("Kiểm tra cải cách hành chính", "tuyên truyền"),
            ("Đào tạo cán bộ", "bồi dưỡng | tập huấn"),
            ("Kiến thức chung", "kiến nghị"),
        ],
    )
    def test_other_words_are_other_words(self, subject, wish):
        assert the_one(plan("KẾ HOẠCH", subject), Checks(title=(wish,))).rule is Rule.DOC004

    def test_the_type_is_part_of_the_title(self):
        assert findings(plan(), Checks(title=("kế hoạch",))) == []


class TestSections:
    def test_a_plan_without_a_budget(self):
        read = file_of(
            interleaved(
                "Số: 25/KH-UBND", DATED, "KẾ HOẠCH", "Cải cách hành chính", text="I. MỤC TIÊU\nNội dung"
            ),
            "II. TỔ CHỨC\nCác phòng thực hiện.",
        )
        found = the_one(read, Checks(amounts=(BUDGET,)))
        assert (found.rule, found.severity) == (Rule.DOC005, Severity.BLOCKING)
        assert found.facts == {
            "wanted": "amount",
            "looked_for": ["kinh phí", "nguồn kinh phí", "dự toán"],
            "pages": 2,
            "fault": "missing",
            "page": None,
            "heading": "",
            "mentioned_on": None,
        }

    def test_a_budget_only_mentioned_is_said_to_be_mentioned(self):
        found = the_one(
            plan(text="I. MỤC TIÊU\n- Bố trí kinh phí cho chuyển đổi số;"), Checks(amounts=(BUDGET,))
        )
        assert (found.facts["fault"], found.facts["mentioned_on"]) == ("missing", 1)

    def test_an_empty_budget_and_one_without_an_amount(self):
        for text, fault in (
            ("IV. Kinh phí\nV. Tổ chức", "empty"),
            ("IV. Kinh phí\nTheo quy định.\nV. Tổ chức", "no_amount"),
        ):
            found = the_one(plan(text=text), Checks(amounts=(BUDGET,)))
            assert (found.facts["fault"], found.facts["page"], found.facts["heading"]) == (
                fault,
                1,
                "IV. Kinh phí",
            )

    def test_a_wanted_section_needs_no_amount(self):
        text = "IV. Kinh phí\nTheo quy định.\nV. Tổ chức"
        assert findings(plan(text=text), Checks(sections=(BUDGET,))) == []
        assert (
            the_one(plan(text="IV. Kinh phí\nV. Tổ chức"), Checks(sections=(BUDGET,))).facts["fault"]
            == "empty"
        )

    def test_every_wish_has_its_own_finding(self):
        found = findings(plan(text="Nội dung"), Checks(sections=("mục đích",), words=("kết quả", "nội dung")))
        assert [(each.facts["wanted"], each.facts["looked_for"]) for each in found] == [
            ("section", ["mục đích"]),
            ("words", ["kết quả"]),
        ]

    def test_what_was_found_goes_into_the_index(self):
        pages = [interleaved("Số: 25/KH-UBND", DATED, "KẾ HOẠCH", "CCHC", text="I. MỤC TIÊU\nNội dung")]
        pages += ["Nội dung"] * 5 + ["IV. Kinh phí thực hiện\n120 triệu đồng"]
        checks = Checks(sections=("mục tiêu", "giải pháp"), amounts=(BUDGET,))
        assert found_sections(file_of(*pages), checks) == [
            {"heading": "I. MỤC TIÊU", "page": 1},
            {"heading": "IV. Kinh phí thực hiện", "page": 7},
        ]


class TestTime:
    def test_issued_after_the_day_it_should_be_issued_by(self):
        found = the_one(plan(), issue_by=date(2026, 1, 10), due_on=date(2026, 2, 5))
        assert (found.rule, found.severity) == (Rule.DOC006, Severity.WARNING)
        assert found.facts == {"dated": "2026-01-12", "by": "2026-01-10", "limit": "issue_by", "days_late": 2}
        assert findings(plan(), issue_by=date(2026, 1, 12)) == []

    def test_without_such_a_day_the_due_day_counts(self):
        found = the_one(plan(), due_on=date(2026, 1, 11))
        assert (found.rule, found.facts["limit"], found.facts["by"]) == (Rule.DOC006, "due_on", "2026-01-11")

    def test_issued_before_the_first_day_that_it_may_bear(self):
        found = the_one(plan(), issue_from=date(2026, 1, 15), issue_by=date(2026, 3, 31))
        assert (found.rule, found.severity) == (Rule.DOC006, Severity.WARNING)
        assert found.facts == {
            "dated": "2026-01-12",
            "by": "2026-01-15",
            "limit": "issue_from",
            "days_early": 3,
        }
        assert findings(plan(), issue_from=date(2026, 1, 12), issue_by=date(2026, 3, 31)) == []

    @pytest.mark.parametrize(("until", "accepted"), [((2026, 1, 12), True), ((2026, 1, 11), False)])
    def test_after_the_due_day_it_may_be_accepted_all_the_same(self, until, accepted):
        found = the_one(plan(), due_on=date(2026, 1, 5), accepted_until=date(*until))
        assert (found.rule, "accepted_until" in found.facts) == (Rule.DOC006, accepted)

    def test_the_subject_names_another_year(self):
        last = plan("KẾ HOẠCH", "Cải cách hành chính năm 2025")
        found = the_one(last, Checks(year=0))
        assert (found.rule, found.facts["named"], found.facts["wanted"]) == (Rule.DOC007, 2025, 2026)
        assert findings(last, Checks(year=-1)) == []
        assert findings(last, Checks()) == []

    @pytest.mark.parametrize(
        "subject",
        [
            "Cải cách hành chính",
            "Cải cách hành chính giai đoạn 2026 - 2030",
            "Cải cách hành chính các năm 2025-2027",
            "Triển khai Nghị quyết ngày 12/5/2025 trong năm 2026",
            "Tinh giản biên chế theo Nghị định số 154/2025/NĐ-CP",
            "Thực hiện Quyết định ngày 12 tháng 01 năm 2025",
            "Phân tích chỉ số CCHC 2026 so với năm 2025",
        ],
    )
    def test_years_that_are_not_another_one(self, subject):
        assert findings(plan("KẾ HOẠCH", subject), Checks(year=0)) == []

    def test_a_plan_dated_in_the_year_before_is_fine(self):
        assert findings(plan(dated="Tân Kỳ, ngày 25 tháng 12 năm 2025"), Checks(year=0)) == []


class TestIssuer:
    def test_another_body(self):
        read = file_of(
            interleaved("Số: 16/TTPVHCC", DATED, "V/v rà soát TTHC", bodies=CENTRE, text="Kính gửi: UBND xã")
        )
        found = the_one(read, Checks(issuers=("UBND xã",)))
        assert (found.rule, found.severity) == (Rule.DOC008, Severity.WARNING)
        assert found.facts == {
            "body": "Trung tâm Phục vụ hành chính công",
            "above": "UBND xã Tân Kỳ",
            "wanted": ["UBND xã"],
        }
        assert findings(read, Checks(issuers=("UBND xã", "Trung tâm Phục vụ hành chính công"))) == []
        assert findings(plan(), Checks(issuers=("UBND xã",))) == []

    def test_a_body_that_was_not_read_is_not_accused(self):
        read = file_of("Số: 5/KH-UBND\nTân Kỳ, ngày 12 tháng 01 năm 2026\nKẾ HOẠCH\nCải cách hành chính")
        assert findings(read, Checks(issuers=("UBND xã",))) == []
        read = file_of("ỦY BAN NHÂN DÂN\nSố: 5/KH-UBND\nTân Kỳ, ngày 12 tháng 01 năm 2026\nKẾ HOẠCH\nCCHC")
        assert findings(read, Checks(issuers=("UBND xã",))) == []


class TestSecrecy:
    def test_a_secret_document_is_refused(self):
        found = the_one(plan("MẬT", "KẾ HOẠCH", "Cải cách hành chính"))
        assert (found.rule, found.severity, found.facts) == (Rule.DOC009, Severity.BLOCKING, {"mark": "MẬT"})

    def test_talk_of_secrets_is_not(self):
        assert findings(plan("KẾ HOẠCH", "Bảo vệ bí mật nhà nước")) == []


EVERYTHING = Checks(
    types=("QĐ",), title=("tinh giản biên chế",), amounts=("nhân sự",), issuers=("Sở Nội vụ",), year=1
)
ALL = {Rule.DOC001, Rule.DOC002, Rule.DOC003, Rule.DOC004, Rule.DOC005, Rule.DOC007, Rule.DOC008}


class TestHowItWasRead:
    def test_of_a_file_without_readable_text_nothing_is_said(self):
        for letters in (Letters.NONE, Letters.UNREADABLE):
            assert (
                findings(plan(number="", dated="", letters=letters), EVERYTHING, issue_by=date(2020, 1, 1))
                == []
            )

    def test_what_ocr_did_not_see_holds_nothing_back(self):
        severity = dict.fromkeys(Rule, Severity.BLOCKING)
        checks = EVERYTHING.model_copy(update={"severity": severity})
        seen = {
            each.rule: each.severity
            for each in findings(plan(number="", dated="", letters=Letters.OCR), checks)
        }
        assert seen.keys() == ALL
        assert {rule for rule, weight in seen.items() if weight is Severity.BLOCKING} == {
            Rule.DOC003,
            Rule.DOC007,
        }

    def test_what_a_reader_that_was_stopped_did_not_see_holds_nothing_back(self):
        read = plan(text="I. MỤC TIÊU").model_copy(update={"stopped": Stopped.PAGES, "page_count": 900})
        found = the_one(read, Checks(amounts=(BUDGET,)))
        assert (found.rule, found.severity, found.facts["pages"]) == (Rule.DOC005, Severity.WARNING, 1)

    def test_in_real_text_the_same_holds_back(self):
        severity = dict.fromkeys(Rule, Severity.BLOCKING)
        checks = EVERYTHING.model_copy(update={"severity": severity})
        assert {each.severity for each in findings(plan(number="", dated=""), checks)} == {Severity.BLOCKING}

    def test_an_item_turns_a_rule_off(self):
        assert findings(plan(number=""), Checks(severity={Rule.DOC001: "off"})) == []

    def test_findings_come_in_the_order_of_their_ids(self):
        rules = [each.rule for each in findings(plan(number="", dated=""), EVERYTHING)]
        assert rules == sorted(rules)


CASE = "000.21.05.H41-270128-0012"
NEW_NAME = "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"


def apology(*title: str, text: str) -> FileRead:
    return plan(*title, number="Số: 12/VBXL-UBND", dated="Tân Kỳ, ngày 01 tháng 02 năm 2027", text=text)


@pytest.mark.parametrize(
    "printed",
    [CASE, "000.21.05.H41-270128-\n0012", "000.21.05.h41 – 270128 – 0012"],
    ids=["as is", "parted", "dashes"],
)
def test_a_document_of_a_file_names_its_code(printed: str):
    read = apology(NEW_NAME.upper(), text=f"Mã hồ sơ: {printed}, lý do xác minh")
    assert findings(read, Checks(case_code=True), case_code=CASE) == []


def test_the_code_of_another_file_is_not_its_own():
    read = apology(NEW_NAME.upper(), text="Mã hồ sơ: 000.21.05.H41-270128-0013")
    found = the_one(read, Checks(case_code=True), case_code=CASE)
    assert (found.rule, found.severity) == (Rule.DOC005, Severity.BLOCKING)
    assert (found.facts["wanted"], found.facts["looked_for"]) == ("code", [CASE])
    assert findings(read, Checks(), case_code=CASE) == []
    assert findings(read, Checks(case_code=True)) == [], "of a requirement without a task no code is known"
