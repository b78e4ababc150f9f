"""The details of a task: what its document is checked for, and what was found of the files that came."""

import pytest
from sqlmodel import Session

from models.changes.evidence import add_evidence, send_anyway
from models.changes.filing import ReceivedFile
from models.checklist import items_of
from models.inspections import held
from models.rules.inspection.checks import Checks
from models.rules.inspection.reading import DocumentRead, FileRead, Letters
from models.tables import ItemKind
from tests.bot.chats import CHATS, Chats
from tests.commune import Commune, commune, template

__all__ = ["commune", "template"]

AN = "an.vhxh"
SHORT = "Máy soát: hai chữ ký số (người ký, cơ quan); trích yếu có “thủ tục hành chính”."


@pytest.fixture
def chats(commune: Commune) -> Chats:
    """The December report is to be signed, and called by its name."""
    with commune.writes() as session:
        (item,) = items_of(session, commune.task(session))
        item.kind = ItemKind.SIGNED_DOCUMENT
        item.checks = Checks(title=("thủ tục hành chính | TTHC",)).model_dump(
            mode="json", exclude_defaults=True
        )
        session.add(item)
    return Chats(commune)


def details(commune: Commune, chats: Chats) -> str:
    with commune.reads() as session:
        number = commune.task(session).id
    chats.press(CHATS[AN], 1, f"details:{number}")
    return chats.newest(CHATS[AN]).text


def hand_in(commune: Commune, session: Session) -> None:
    """A report without any signature."""
    document = DocumentRead(type="BC", number="120/BC-UBND", subject="Giải quyết thủ tục hành chính")
    read = FileRead(
        media_type="application/pdf", size=9, page_count=3, letters=Letters.TEXT, document=document
    )
    file = ReceivedFile(commune.store.put(b"%PDF"), 4, "application/pdf", "bao-cao.pdf", read)
    add_evidence(commune.act(session, AN), commune.task(session), file, commune.said())


def test_before_anything_comes_they_say_what_is_checked(commune: Commune, chats: Chats) -> None:
    said = details(commune, chats)
    assert SHORT in said
    assert "Tệp đang giữ" not in said and "Tệp đã nộp" not in said


def test_a_file_that_is_held_back_is_said_not_to_count(commune: Commune, chats: Chats) -> None:
    with commune.writes() as session:
        hand_in(commune, session)
    said = details(commune, chats)
    assert "Tệp đang giữ, chưa tính là đã nộp:\nĐọc được: Báo cáo số 120/BC-UBND" in said
    assert "⛔ Chưa có chữ ký số (SIG001)" in said
    assert SHORT in said


def test_what_was_sent_anyway_counts_with_what_was_found(commune: Commune, chats: Chats) -> None:
    with commune.writes() as session:
        hand_in(commune, session)
        (file,) = held(session, commune.task(session))
        send_anyway(commune.act(session, AN), file, commune.said("Máy đọc sai"), is_misread=True)
    said = details(commune, chats)
    assert "Tệp đang giữ" not in said
    found = said.partition("Tệp đã nộp:")[2]
    assert "⛔ Chưa có chữ ký số (SIG001)" in found
    assert "Người nộp cho biết máy đọc sai." in found


def test_a_screenshot_is_checked_for_nothing_worth_saying(commune: Commune) -> None:
    assert "Máy soát" not in details(commune, Chats(commune))
