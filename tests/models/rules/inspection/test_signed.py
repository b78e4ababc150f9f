"""What signatures mean for an item: every rule, both ways."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Found, Rule, Severity
from models.rules.inspection.reading import FileRead, Letters, SignatureRead, Signer, Trust
from models.rules.inspection.signed import signature_findings
from models.rules.working_days import WITHOUT_ROWS
from models.rules.zone import VIETNAM

BOTH = Checks(signed="both")
# A Thursday.
DATED = date(2026, 7, 30)


def signature(signer: Signer = Signer.PERSON, **more: Any) -> SignatureRead:
    given = {
        "field": "Signature1",
        "name": "Trịnh Huy Toàn" if signer is Signer.PERSON else "UBND xã Tân Kỳ",
        "signer": signer,
        "intact": True,
        "trust": Trust.ANCHORED,
        "anchor": "RootCA chuyên dùng Chính phủ G2",
        "signed_at": datetime(2026, 7, 30, 9, 0, tzinfo=VIETNAM),
        "certificate_until": datetime(2028, 1, 1, tzinfo=UTC),
    }
    return SignatureRead(**(given | more))


AGENCY = signature(Signer.AGENCY)


def findings(
    *signatures: SignatureRead,
    checks: Checks = BOTH,
    dated: date | None = DATED,
    due_on: date | None = None,
    issue_by: date | None = None,
    **more: Any,
) -> list[Found]:
    read = FileRead(
        media_type="application/pdf", size=1, signatures=signatures, **({"has_anchors": True} | more)
    )
    found = signature_findings(read, checks, dated, due_on, issue_by, WITHOUT_ROWS)
    json.dumps([dict(each.facts) for each in found])
    return found


def rules(*signatures: SignatureRead, **more: Any) -> list[Rule]:
    return [each.rule for each in findings(*signatures, **more)]


def test_signed_by_both_on_the_documents_day_there_is_nothing_to_say() -> None:
    assert findings(signature(), AGENCY, due_on=DATED, issue_by=DATED) == []


@pytest.mark.parametrize("signed", ["both", "agency", "person", "any"])
def test_no_signature_blocks_where_one_is_wanted(signed: str) -> None:
    (found,) = findings(checks=Checks(signed=signed), looks_signed=True)
    assert found == Found(Rule.SIG001, Severity.BLOCKING, {"looks_signed": True})


@pytest.mark.parametrize("signed", ["none", None])
def test_no_signature_is_nothing_where_none_is_wanted(signed: str | None) -> None:
    assert rules(checks=Checks(signed=signed), old_signatures=1) == []


@pytest.mark.parametrize("signed", ["none", None])
def test_a_broken_or_revoked_one_is_said_even_where_none_is_wanted(signed: str | None) -> None:
    broken, revoked = signature(intact=False), signature(revoked=True, trust=Trust.UNKNOWN, weak=True)
    assert rules(broken, revoked, checks=Checks(signed=signed)) == [Rule.SIG002, Rule.SIG009]


def test_a_broken_signature_blocks_and_nothing_else_is_said_of_it() -> None:
    broken = signature(intact=False, trust=Trust.UNKNOWN, weak=True, in_force=False, revoked=True)
    (found,) = findings(broken, AGENCY)
    assert (found.rule, found.severity) == (Rule.SIG002, Severity.BLOCKING)
    assert [each["name"] for each in found.facts["signatures"]] == ["Trịnh Huy Toàn"]


@pytest.mark.parametrize(
    ("signed", "of_person", "of_agency"),
    [
        ("both", [Rule.SIG003], [Rule.SIG010]),
        ("agency", [Rule.SIG003], []),
        ("person", [], [Rule.SIG010]),
        ("any", [], []),
    ],
)
def test_whose_signature_is_missed(signed: str, of_person: list[Rule], of_agency: list[Rule]) -> None:
    checks = Checks(signed=signed)
    assert rules(signature(), checks=checks) == of_person
    assert rules(AGENCY, checks=checks) == of_agency


def test_a_signature_of_an_old_kind_may_be_the_one_that_is_missed() -> None:
    (found,) = findings(signature(), old_signatures=1)
    assert found == Found(Rule.SIG011, Severity.WARNING, {"count": 1})
    assert rules(old_signatures=2) == [Rule.SIG011]


def test_a_chain_to_no_anchor_warns() -> None:
    (found,) = findings(signature(trust=Trust.UNKNOWN, anchor=""), AGENCY)
    assert (found.rule, found.severity) == (Rule.SIG004, Severity.WARNING)
    assert (found.facts["named_only"], found.facts["has_anchors"]) == (False, True)
    assert len(found.facts["signatures"]) == 1


def test_an_official_name_without_a_chain_is_said_apart() -> None:
    named = signature(Signer.AGENCY, trust=Trust.NAMED_ONLY)
    first, second = findings(signature(trust=Trust.UNKNOWN), named)
    assert (first.rule, first.facts["named_only"]) == (Rule.SIG004, True)
    assert (second.rule, second.facts["named_only"]) == (Rule.SIG004, False)


def test_a_name_is_held_against_nobody_while_no_anchor_is_installed() -> None:
    named = signature(Signer.AGENCY, trust=Trust.NAMED_ONLY)
    (found,) = findings(signature(trust=Trust.UNKNOWN), named, has_anchors=False)
    assert (found.severity, found.facts["named_only"]) == (Severity.INFO, False)
    assert len(found.facts["signatures"]) == 2


@pytest.mark.parametrize(
    ("given", "with_anchors", "without"),
    [
        (None, Severity.WARNING, Severity.INFO),
        ("blocking", Severity.BLOCKING, Severity.INFO),
        ("warning", Severity.WARNING, Severity.WARNING),
        ("off", None, None),
    ],
)
def test_a_chain_never_blocks_while_no_anchor_is_installed(
    given: str | None, with_anchors: Severity | None, without: Severity | None
) -> None:
    checks = Checks(signed="both", severity={Rule.SIG004: given} if given else {})
    for has_anchors, expected in ((True, with_anchors), (False, without)):
        found = findings(signature(trust=Trust.UNKNOWN), AGENCY, checks=checks, has_anchors=has_anchors)
        assert [each.severity for each in found] == ([expected] if expected else [])


def at(day: int, month: int = 8, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=VIETNAM)


def test_the_last_signature_after_the_day_it_was_due() -> None:
    late = signature(Signer.AGENCY, signed_at=at(3))
    (found,) = findings(signature(), late, dated=date(2026, 7, 31), due_on=date(2026, 7, 31))
    assert (found.rule, found.severity) == (Rule.SIG005, Severity.WARNING)
    assert found.facts["limit"] == "due_on" and found.facts["limit_on"] == "2026-07-31"
    assert (found.facts["days"], found.facts["working_days"]) == (3, 1)
    assert found.facts["signatures"][0]["signed_on"] == "2026-08-03"
    assert rules(signature(), late, dated=date(2026, 7, 31), due_on=date(2026, 8, 3)) == []


def test_of_two_days_the_one_that_passed_first_is_named() -> None:
    (found,) = findings(signature(), AGENCY, due_on=date(2026, 7, 29), issue_by=date(2026, 7, 28))
    assert (found.facts["limit"], found.facts["limit_on"]) == ("issue_by", "2026-07-28")


def test_just_before_midnight_in_vietnam_is_still_the_day() -> None:
    in_time = signature(Signer.AGENCY, signed_at=datetime(2026, 7, 30, 16, 59, tzinfo=UTC))
    assert rules(signature(), in_time, due_on=DATED) == []
    too_late = signature(Signer.AGENCY, signed_at=datetime(2026, 7, 30, 17, 0, tzinfo=UTC))
    assert rules(signature(), too_late, due_on=DATED) == [Rule.SIG005]


def test_a_plan_dated_in_july_and_signed_in_december() -> None:
    (found,) = findings(signature(), signature(Signer.AGENCY, signed_at=at(20, 12)))
    assert (found.rule, found.severity) == (Rule.SIG006, Severity.WARNING)
    assert (found.facts["dated"], found.facts["days"], found.facts["within"]) == ("2026-07-30", 143, 1)
    assert found.facts["signatures"][0]["signed_on"] == "2026-12-20"


@pytest.mark.parametrize(
    ("signed_at", "within", "expected"),
    [
        (at(31, 7), 1, []),
        (at(1), 1, []),
        (at(2), 1, []),
        (at(3), 1, [Rule.SIG006]),
        (at(3), 2, []),
        (at(31, 7), 0, [Rule.SIG006]),
        (at(20, 7), 1, []),
    ],
)
def test_working_days_after_the_documents_date(
    signed_at: datetime, within: int, expected: list[Rule]
) -> None:
    """The 31st is the next working day, 1 and 2 August are a weekend."""
    checks = Checks(signed="both", signed_within=within)
    early = signature(signed_at=at(20, 7))
    assert rules(early, signature(Signer.AGENCY, signed_at=signed_at), checks=checks) == expected


def test_without_a_date_or_a_clock_nothing_is_late() -> None:
    assert rules(signature(), signature(Signer.AGENCY, signed_at=at(20, 12)), dated=None) == []
    unclocked = (signature(signed_at=None), signature(Signer.AGENCY, signed_at=None))
    assert rules(*unclocked, due_on=date(2026, 1, 1)) == []


@pytest.mark.parametrize(
    ("more", "rule", "severity"),
    [
        ({"in_force": False}, Rule.SIG007, Severity.WARNING),
        ({"weak": True}, Rule.SIG008, Severity.WARNING),
        ({"revoked": True}, Rule.SIG009, Severity.BLOCKING),
    ],
)
def test_what_is_wrong_with_a_certificate(more: dict[str, bool], rule: Rule, severity: Severity) -> None:
    (found,) = findings(signature(**more), AGENCY)
    assert (found.rule, found.severity) == (rule, severity)
    (named,) = found.facts["signatures"]
    assert (named["name"], named["certificate_until"]) == ("Trịnh Huy Toàn", "2028-01-01")


def test_revocation_that_was_not_checked_is_no_finding() -> None:
    assert rules(signature(revoked=None), signature(Signer.AGENCY, revoked=False)) == []


def test_a_rule_that_is_off_is_not_spoken_of() -> None:
    checks = Checks(signed="both", severity={Rule.SIG003: "off", Rule.SIG008: "info"})
    (found,) = findings(signature(weak=True), checks=checks)
    assert (found.rule, found.severity) == (Rule.SIG008, Severity.INFO)


CHAIRMAN, ACCOUNTANT = Checks(signers=("Chủ tịch",)), Checks(signers=("Chủ tịch", "Kế toán trưởng"))
HEAD = ["UBND XÃ TÂN KỲ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "Căn cứ luật;"]


def page(*signed: str) -> dict[str, Any]:
    """A page with text that is signed by these lines."""
    body = ["Giao Chủ tịch các hội thực hiện theo quy định của pháp luật hiện hành."] * 12
    return {"pages": ("\n".join([*HEAD, *body, *signed]),), "letters": Letters.TEXT}


@pytest.mark.parametrize(
    ("signed", "seen"),
    [
        (("CHỦ TỊCH", "Nguyễn Văn An"), True),
        (("Nơi nhận:    TM. ỦY BAN NHÂN DÂN", "- Như trên;    CHỦ TỊCH"), True),
        (("Chủ tịch",), True),
        (("KẾ TOÁN TRƯỞNG    CHỦ TỊCH UBND XÃ",), True),
        (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), False),
        (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), False),
        (("TRƯỞNG PHÒNG",), False),
    ],
)
def test_on_paper_a_named_post_signs_where_the_page_is_signed(signed: tuple[str, ...], seen: bool) -> None:
    found = findings(checks=CHAIRMAN, **page(*signed))
    assert [(each.rule, each.severity) for each in found] == (
        [] if seen else [(Rule.SIG010, Severity.BLOCKING)]
    )
    assert all(each.facts["posts"] == ["Chủ tịch"] for each in found)


def test_a_certificate_names_a_post_or_there_are_as_many_signatures_as_posts() -> None:
    titled, other = signature(title="Chủ tịch"), signature(name="Lê Thị Bình")
    both = page("KẾ TOÁN TRƯỞNG    CHỦ TỊCH")
    assert findings(titled, checks=CHAIRMAN) == []
    assert findings(titled, other, checks=ACCOUNTANT, **both) == []
    (found,) = findings(titled, checks=ACCOUNTANT, **both)
    assert found.facts["posts"] == ["Kế toán trưởng"]
    (found,) = findings(signature(title="Phó Chủ tịch"), checks=CHAIRMAN, **page("PHÓ CHỦ TỊCH"))
    assert found.facts["posts"] == ["Chủ tịch"]
    assert (
        findings(
            signature(Signer.AGENCY, organisation="Phòng Tài chính"),
            checks=Checks(signers=("Phòng Tài chính",)),
        )
        == []
    )


def test_what_nobody_could_read_is_held_against_nobody() -> None:
    assert findings(checks=CHAIRMAN, letters=Letters.NONE) == []
    assert findings(checks=CHAIRMAN, old_signatures=1, **page("TRƯỞNG PHÒNG")) == []
    seen = page("TRƯỞNG PHÒNG") | {"letters": Letters.OCR}
    assert [each.severity for each in findings(checks=CHAIRMAN, **seen)] == [Severity.WARNING]
