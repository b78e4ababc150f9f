"""What a whole reading means for an item: gravest first, by kind of item, with the stage of the document."""

from datetime import date

import pytest

from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Found, Rule, Severity
from models.rules.inspection.judging import Days, is_issued, judge
from models.rules.inspection.reading import (
    DocumentRead,
    FileRead,
    Letters,
    SignatureRead,
    Signer,
    Stopped,
    Trust,
)
from models.rules.working_days import WorkingCalendar

DAYS = Days(date(2026, 3, 31), date(2026, 3, 31), 2026, WorkingCalendar({}))
BOTH = Checks(signed="both")
HEAD = DocumentRead(
    type="KH", type_name="KẾ HOẠCH", number="22/KH-UBND", dated=date(2026, 3, 30), subject="Đào tạo"
)


def read(*signers: Signer, document: DocumentRead = HEAD, letters: Letters = Letters.TEXT) -> FileRead:
    signatures = tuple(
        SignatureRead(
            field=f"S{number}", name="Trịnh Huy Toàn", signer=each, intact=True, trust=Trust.ANCHORED
        )
        for number, each in enumerate(signers)
    )
    return FileRead(
        media_type="application/pdf",
        size=1,
        page_count=1,
        letters=letters,
        signatures=signatures,
        document=document,
        pages=("Kế hoạch",),
        has_anchors=True,
    )


def rules(found: list[Found]) -> list[Rule]:
    return [each.rule for each in found]


def test_what_blocks_stands_before_what_is_only_to_be_looked_at() -> None:
    checks = Checks(signed="both", types=("QĐ",), title=("tinh giản",))
    found = judge(read(document=DocumentRead(type="KH", subject="Đào tạo")), checks, DAYS, is_document=True)
    severities = [each.severity for each in found]
    assert severities == sorted(severities, key=[Severity.BLOCKING, Severity.WARNING, Severity.INFO].index)
    assert {Rule.SIG001, Rule.DOC001, Rule.DOC002, Rule.DOC003, Rule.DOC004} == set(rules(found))


def test_an_attachment_needs_no_number_and_no_signature() -> None:
    found = judge(read(document=DocumentRead()), Checks(signed="none"), DAYS, is_document=False)
    assert found == []


@pytest.mark.parametrize(
    "broken", [{"needs_password": True}, {"is_damaged": True}, {"stopped": Stopped.TIME}]
)
def test_of_a_file_that_was_not_read_nothing_is_said_to_be_missing(broken: dict[str, object]) -> None:
    unread = read(document=DocumentRead()).model_copy(update=broken)
    assert all(each.startswith("PDF") for each in rules(judge(unread, BOTH, DAYS, is_document=True)))


@pytest.mark.parametrize(
    ("signers", "document", "letters", "issued"),
    [
        ((Signer.PERSON, Signer.AGENCY), HEAD, Letters.TEXT, True),
        ((Signer.PERSON,), HEAD, Letters.TEXT, None),
        ((), DocumentRead(symbol="KH-UBND"), Letters.TEXT, False),
        ((Signer.AGENCY,), HEAD.model_copy(update={"dated": None}), Letters.TEXT, False),
        ((Signer.AGENCY,), DocumentRead(), Letters.NONE, None),
    ],
)
def test_whether_it_was_issued(
    signers: tuple[Signer, ...], document: DocumentRead, letters: Letters, issued: bool | None
) -> None:
    assert is_issued(read(*signers, document=document, letters=letters)) is issued


@pytest.mark.parametrize(
    ("name", "says"), [("22-KH.signed.pdf", True), ("Kế hoạch đã ký.pdf", True), ("22-KH.pdf", False)]
)
def test_a_name_that_says_signed_is_told_of_what_is_not(name: str, says: bool) -> None:
    (found,) = judge(read(), BOTH, DAYS, is_document=True, file_name=name)
    assert (found.rule, found.facts["named_signed"]) == (Rule.SIG001, says)
