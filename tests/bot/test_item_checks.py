"""What the document of an item is checked for, set in the chat: each wish alone, and what comes of it."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session, col, select

from bot.handlers import forms
from jobs.forms.form import Opening
from jobs.messages.facts import Do
from jobs.opening import open_tasks
from models.actor import CLOCK, Act
from models.changes.evidence import add_evidence
from models.changes.filing import ReceivedFile
from models.checklist import items_of
from models.inspections import checks_of, findings_of
from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Rule, Severity
from models.rules.inspection.reading import DocumentRead, FileRead, Letters
from models.tables import ChecklistItem, Evidence, ItemKind
from tests.bot.chats import CHATS, Chats, Shown
from tests.commune import Commune, at, commune, template

__all__ = ["commune", "template"]

ADMIN, ITEM = CHATS["minh.vp"], "anh-da-gui"
AN = "an.vhxh"


class Admin:
    """The admin at the form of the one item of the monthly report, which asks for a document."""

    def __init__(self, commune: Commune) -> None:
        self.commune, self.chats = commune, Chats(commune)

    def opens(self, kind: str = "item_checks") -> Shown:
        with self.commune.reads() as session:
            given = {"requirement": str(self.commune.requirement(session).id), "item": ITEM}
        self.chats.act(ADMIN, lambda turn: forms.begin(turn, Opening(kind, given)))
        return self.chats.newest(ADMIN)

    def press(self, label: str) -> Shown:
        screen = self.chats.newest(ADMIN)
        data = next(data for row in screen.buttons for words, data in row if words == label)
        self.chats.press(ADMIN, screen.message_id, data)
        return self.chats.newest(ADMIN)

    def write(self, words: str) -> Shown:
        self.chats.write(ADMIN, words)
        return self.chats.newest(ADMIN)

    def saves(self) -> Shown:
        return self.press("✅ Lưu nội dung soát")


@pytest.fixture
def admin(commune: Commune) -> Admin:
    standing(commune, Checks(title=("kế hoạch",), signed_within=3, max_pages=40))
    return Admin(commune)


def standing(commune: Commune, checks: Checks, kind: ItemKind = ItemKind.SIGNED_DOCUMENT) -> None:
    """The item asks for a document of this kind, checked like this."""
    with commune.writes() as session:
        row = _row(commune, session)
        row.kind, row.checks = kind, checks.model_dump(mode="json", exclude_defaults=True)
        session.add(row)


def _row(commune: Commune, session: Session) -> ChecklistItem:
    wanted = commune.requirement(session).id
    return session.exec(select(ChecklistItem).where(ChecklistItem.requirement_id == wanted)).one()


def checks_now(commune: Commune) -> Checks:
    with commune.reads() as session:
        return Checks.model_validate(_row(commune, session).checks)


def labels(screen: Shown) -> Iterator[str]:
    return (words for row in screen.buttons for words, _ in row)


def test_what_stands_is_shown_and_one_wish_is_edited_alone(commune: Commune, admin: Admin) -> None:
    screen = admin.opens()
    assert "hai chữ ký số (người ký, cơ quan); trích yếu có “kế hoạch”; không quá 40 trang." in screen.text
    assert "Trích yếu: kế hoạch" in screen.text
    assert "việc đang mở giữ nguyên nội dung soát cũ" in screen.text
    asked = admin.press("✏️ Mục nêu số tiền")
    assert "1. Ảnh chụp màn hình báo cáo đã gửi – văn bản ký số (PDF); bắt buộc" in asked.text
    assert "Đang đặt" not in asked.text
    screen = admin.write("Kinh phí|dự toán ;  nguồn lực")
    assert "mục “Kinh phí”, “nguồn lực” nêu số tiền hoặc nguồn" in screen.text
    assert "Đang đặt: kế hoạch\n" in admin.press("✏️ Trích yếu").text
    admin.write("kế hoạch")
    assert "Đã sửa nội dung soát của mục" in admin.saves().text
    assert checks_now(commune) == Checks(
        title=("kế hoạch",), amounts=("Kinh phí | dự toán", "nguồn lực"), signed_within=3, max_pages=40
    )


def test_every_wish_is_set_and_taken_back_in_one(commune: Commune, admin: Admin) -> None:
    before, entries = checks_now(commune), len(commune.ledger())
    admin.opens()
    admin.press("✏️ Chữ ký số")
    admin.press("Cơ quan")
    admin.press("✏️ Loại văn bản")
    admin.press("Kế hoạch (KH)")
    admin.press("Quyết định (QĐ)")
    admin.press("✅ Xong, đi tiếp")
    admin.press("✏️ Trích yếu")
    admin.press("Không xét")
    admin.press("✏️ Mục phải có")
    admin.write("tổ chức thực hiện | phân công")
    admin.press("✏️ Nội dung")
    admin.write("sáng kiến, giải pháp; thực hiện")
    admin.press("✏️ Nơi ban hành")
    admin.write("UBND xã; HĐND xã")
    admin.press("✏️ Năm")
    admin.press("Năm trước")
    admin.press("✏️ Mức xử lý")
    screen = admin.write("doc004: chặn; SIG006: bỏ")
    assert "Mức xử lý: DOC004: chặn; SIG006: bỏ" in screen.text
    admin.saves()
    assert checks_now(commune) == Checks(
        signed="agency",
        types=("KH", "QĐ"),
        sections=("tổ chức thực hiện | phân công",),
        words=("sáng kiến, giải pháp", "thực hiện"),
        issuers=("UBND xã", "HĐND xã"),
        year=-1,
        signed_within=3,
        max_pages=40,
        severity={Rule.DOC004: Severity.BLOCKING, Rule.SIG006: "off"},
    )
    assert len(commune.ledger()) == entries + 1
    admin.press("↩️ Hoàn tác")
    assert checks_now(commune) == before
    assert commune.faults() == []


def test_types_are_chosen_or_typed_and_chosen_away(commune: Commune, admin: Admin) -> None:
    standing(commune, Checks(types=("NQ", "KH")))
    admin.opens()
    screen = admin.press("✏️ Loại văn bản")
    assert {"☑️ Kế hoạch (KH)", "☑️ Nghị quyết (NQ)", "Công văn (CV)"} <= set(labels(screen))
    admin.press("☑️ Kế hoạch (KH)")
    assert "Loại văn bản: nghị quyết (NQ)" in admin.press("✅ Xong, đi tiếp").text
    admin.press("✏️ Loại văn bản")
    assert "Loại văn bản: thông báo (TB), đề án (ĐA)" in admin.write("thông báo; ĐA").text
    admin.press("✏️ Loại văn bản")
    assert "Loại văn bản: không xét" in admin.write("không xét").text
    admin.saves()
    assert checks_now(commune) == Checks()


@pytest.mark.parametrize(
    ("field", "words", "says"),
    [
        ("✏️ Trích yếu", "kế hoạch; |", "gõ từng cụm từ ít nhất 2 chữ cái"),
        ("✏️ Trích yếu", "k", "gõ từng cụm từ ít nhất 2 chữ cái"),
        ("✏️ Nội dung", "kế hoạch " * 30, "dài quá 200 chữ cái"),
        ("✏️ Loại văn bản", "KH; sổ tay", "Chưa đọc ra loại văn bản"),
        ("✏️ Mức xử lý", "DOC004", "gõ mã rồi mức (chặn, nhắc, cho biết, bỏ)"),
        ("✏️ Mức xử lý", "DOC999: chặn", "gõ mã rồi mức (chặn, nhắc, cho biết, bỏ)"),
        ("✏️ Mức xử lý", ";", "gõ mã rồi mức (chặn, nhắc, cho biết, bỏ)"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    commune: Commune, admin: Admin, field: str, words: str, says: str
) -> None:
    before = checks_now(commune)
    admin.opens()
    admin.press(field)
    assert says in admin.write(words).text
    assert checks_now(commune) == before


@pytest.mark.parametrize("kind", ItemKind)
def test_only_where_a_document_may_come_it_can_be_checked(commune: Commune, kind: ItemKind) -> None:
    standing(commune, Checks(), kind)
    offered = "🔎 Nội dung soát" in labels(Admin(commune).opens("item_what"))
    assert offered is (kind not in (ItemKind.FIGURE, ItemKind.TICK))


def test_an_edit_of_the_item_leads_back_to_its_checks(admin: Admin) -> None:
    admin.opens("item_what")
    assert "Máy sẽ soát “Ảnh chụp màn hình báo cáo đã gửi”" in admin.press("🔎 Nội dung soát").text


def test_a_task_that_opens_later_is_checked_anew_an_open_one_as_before(
    commune: Commune, admin: Admin
) -> None:
    admin.opens()
    admin.press("✏️ Chữ ký số")
    admin.press("Không cần")
    admin.press("✏️ Trích yếu")
    admin.write("kế hoạch; đào tạo | bồi dưỡng")
    admin.press("✏️ Mức xử lý")
    admin.write("DOC004: chặn; DOC001: bỏ; DOC002: bỏ")
    admin.saves()
    commune.now = at("20/12/2026")
    with commune.writes() as session:
        open_tasks(Act(session, CLOCK, commune.now), commune.agency(session))
        assert found_in(commune, session, "2027-02", b"later") == [(Rule.DOC004, Severity.BLOCKING)]
        running = commune.task(session, "2026-12")
        assert checks_of(items_of(session, running)[0]) == Checks(signed="none")


def test_only_a_document_of_a_citizens_file_is_asked_for_its_code(commune: Commune, admin: Admin) -> None:
    assert "✏️ Mã hồ sơ" not in set(labels(admin.opens()))
    commune.alter("UPDATE requirement SET cadence = 'per_case', due_rule = '{}', cutoff_day = NULL")
    admin.opens()
    admin.press("✏️ Mã hồ sơ")
    assert "có mã hồ sơ" in admin.press("Phải có").text
    admin.saves()
    assert checks_now(commune).case_code
    admin.opens()
    admin.press("✏️ Mã hồ sơ")
    admin.press("Không xét")
    admin.saves()
    assert not checks_now(commune).case_code


def found_in(commune: Commune, session: Session, period: str, data: bytes) -> list[tuple[str, Severity]]:
    """What is found of a plan about something else that An hands in."""
    document = DocumentRead(
        type="KH", type_name="KẾ HOẠCH", subject="Kế hoạch kiểm tra", dated=date(2026, 12, 1)
    )
    read = FileRead(
        media_type="application/pdf", size=9, page_count=1, letters=Letters.TEXT, document=document
    )
    file = ReceivedFile(commune.store.put(data), len(data), "application/pdf", "ke-hoach.pdf", read)
    add_evidence(commune.act(session, AN), commune.task(session, period), file, commune.said())
    newest = session.exec(select(Evidence).order_by(col(Evidence.id).desc())).first()
    assert newest is not None
    return [(each.rule, each.severity) for each in findings_of(session, newest)]


def test_who_is_no_admin_saves_nothing(commune: Commune, admin: Admin) -> None:
    screen = admin.opens()
    before = checks_now(commune)
    save = next(data for data in screen.data if data.startswith(f"{Do.FORM}:"))
    theirs = admin.chats.press(CHATS["binh.vhxh"], screen.message_id, save)
    assert "Không có gì thay đổi" in theirs
    assert checks_now(commune) == before
