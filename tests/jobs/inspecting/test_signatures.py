"""Whose signatures a PDF bears, whether they are sound, and by whom they are believed."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import SigSeedSubFilter

from jobs.inspecting.official import Official
from jobs.inspecting.signatures import UnreadablePdf, read_signatures
from jobs.inspecting.trust import TrustStore, read_trust
from models.rules.inspection.reading import SignatureRead, Signer, Trust
from models.rules.zone import VIETNAM, day_of
from tests import papers
from tests.jobs.inspecting import authority

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=VIETNAM)
NOBODY = TrustStore()
MINUTE = timedelta(minutes=1)


def read(pdf: bytes, trust: TrustStore, **moments: datetime) -> tuple[SignatureRead, ...]:
    return read_signatures(pdf, trust, **{"now": NOW, **moments})[0]


def one(trust: TrustStore, by: str, **how: object) -> SignatureRead:
    """What is read of a page that one person signed."""
    return read(papers.sign(papers.page(), by=(by,), **how), trust)[0]


def pin(who: authority.Identity, name: str) -> Official:
    return Official(name, who.sha256, authority.LAST.date(), "SHA-1", True, "", "test")


def edited(pdf: bytes) -> bytes:
    """Another size of the page, written after everything else."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Rotate")] = writer.root["/Pages"]["/Count"].__class__(90)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_plan_signed_by_a_person_and_by_the_agency(trust: TrustStore) -> None:
    person, agency = read(papers.sign(papers.page()), trust)
    assert person == SignatureRead(
        field="SignatureVGCA_person_0",
        name="Trịnh Huy Toàn",
        organisation="UBND TỈNH NGHỆ AN",
        unit="UBND XÃ TÂN KỲ",
        signer=Signer.PERSON,
        intact=True,
        trust=Trust.ANCHORED,
        anchor="Root thử nghiệm",
        signed_at=papers.AT,
        certificate_until=datetime(2028, 1, 1, tzinfo=UTC),
        revoked=False,
    )
    assert (agency.name, agency.signer) == ("UBND xã Tân Kỳ", Signer.AGENCY)
    assert agency.intact and agency.trust is Trust.ANCHORED and agency.signed_at == papers.AT + MINUTE


def test_no_signature(trust: TrustStore) -> None:
    assert read_signatures(papers.page(), trust, now=NOW) == ((), 0)


def test_bytes_changed_under_a_signature_break_it(trust: TrustStore) -> None:
    pdf = papers.sign(papers.page("Kinh phi 100 trieu"))
    person, agency = read(pdf.replace(b"Kinh phi 100", b"Kinh phi 900"), trust)
    assert not person.intact and not agency.intact
    assert person.name == "Trịnh Huy Toàn"


def test_a_page_edited_after_signing_breaks_what_was_there_before(trust: TrustStore) -> None:
    by_person = papers.sign(papers.page(), by=("person",))
    assert not read(edited(by_person), trust)[0].intact
    person, agency = read(papers.sign(edited(by_person), by=("agency",)), trust)
    assert not person.intact
    assert agency.intact


OTHER_WORDS = b"\n4 0 obj\n<< /Length 34 >>\nstream\nBT /F1 12 Tf (900 trieu) Tj ET     \nendstream\nendobj\n"


@pytest.mark.parametrize(
    "after",
    [
        OTHER_WORDS,
        OTHER_WORDS + b"startxref\n%d\n%%%%EOF\n",
        OTHER_WORDS + b"startxref\n%d\n%%%%EOF\n%%startxref\n",
        OTHER_WORDS + b"startxref\n+%d\n%%%%EOF\n",
    ],
)
def test_what_is_put_behind_the_file_and_stands_in_no_table_breaks_it(
    trust: TrustStore, after: bytes
) -> None:
    """Some programs show it (poppler, where it makes them look for the objects by themselves)."""
    pdf = papers.sign(papers.page("Kinh phi 100 trieu"))
    table = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    behind = after % table if b"%d" in after else after
    assert not any(each.intact for each in read(pdf + behind, trust))


@pytest.mark.parametrize("after", [b"\n", b"\r\n\r\n", b"\0\0\0"])
def test_empty_lines_behind_the_file_change_nothing(trust: TrustStore, after: bytes) -> None:
    assert all(each.intact for each in read(papers.sign(papers.page()) + after, trust))


def test_a_second_signature_leaves_the_first_sound(trust: TrustStore) -> None:
    three = papers.sign(papers.page(), by=("person", "agency", "office"))
    assert [each.intact for each in read(three, trust)] == [True, True, True]


def test_a_timestamp_of_the_document_is_nobodys_signature(trust: TrustStore) -> None:
    stamped = papers.stamp_document(papers.sign(papers.page()), papers.AT + 10 * MINUTE)
    found, old = read_signatures(stamped, trust, now=NOW)
    assert [(each.name, each.intact) for each in found] == [
        ("Trịnh Huy Toàn", True),
        ("UBND xã Tân Kỳ", True),
    ]
    assert old == 0
    assert read_signatures(papers.stamp_document(papers.page(), papers.AT), trust, now=NOW) == ((), 0)


def test_a_malformed_signature_is_a_broken_one(trust: TrustStore) -> None:
    pdf = papers.sign(papers.page(), by=("person",))
    start = pdf.index(b"/Contents <") + len(b"/Contents <")
    broken = pdf[:start] + b"00" * 40 + pdf[start + 80 :]
    (found,) = read(broken, trust)
    assert not found.intact and found.name == "" and found.trust is Trust.UNKNOWN


def test_another_certificate_slipped_under_a_signature_makes_nobody_its_signer(trust: TrustStore) -> None:
    """The signer's key verifies; what was signed names the certificate that was meant (RFC 5035)."""
    pdf = papers.sign(papers.page(), by=("person",))
    own = authority.identity("person").der.hex().upper().encode()
    other = own.replace("Toàn".encode().hex().upper().encode(), "Toán".encode().hex().upper().encode())
    assert pdf.count(own) == 1 and own != other
    (found,) = read(pdf.replace(own, other), trust)
    assert (found.name, found.intact, found.trust) == ("", False, Trust.UNKNOWN)


def test_any_byte_of_a_signature_may_be_wrong(trust: TrustStore) -> None:
    """It is judged all the same, and nobody is believed to be somebody else."""
    pdf = papers.sign(papers.page(), by=("person",), stamped=papers.AT)
    start = pdf.index(b"/Contents <") + len(b"/Contents <")
    for offset in range(0, 3200, 400):
        wrong = b"ff" if pdf[start + offset : start + offset + 2] != b"ff" else b"00"
        (found,) = read(pdf[: start + offset] + wrong + pdf[start + offset + 2 :], trust)
        is_believed = found.intact and found.trust is Trust.ANCHORED
        assert found.name == "Trịnh Huy Toàn" or not is_believed


@pytest.mark.parametrize("kind", [b"/adbe.pkcs7.sha1    ", b"/adbe.x509.rsa_sha1 "])
def test_signatures_of_an_old_kind_are_counted(trust: TrustStore, kind: bytes) -> None:
    pdf = papers.sign(papers.page(), by=("person",), subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    assert read_signatures(pdf, trust, now=NOW)[0][0].intact
    old = pdf.replace(b"/adbe.pkcs7.detached", kind)
    assert read_signatures(old, trust, now=NOW) == ((), 1)


def test_a_file_with_bytes_before_its_header_is_a_pdf(trust: TrustStore) -> None:
    assert read_signatures(b"\r\n\x00junk\n" + papers.page(), trust, now=NOW) == ((), 0)
    (found, _) = read(b"\r\n\x00junk\n" + papers.sign(papers.page()), trust)
    assert found.name == "Trịnh Huy Toàn"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 docx", papers.page()[:200], b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_is_said(trust: TrustStore, data: bytes) -> None:
    with pytest.raises(UnreadablePdf):
        read_signatures(data, trust, now=NOW)


def encrypted(user_password: str) -> bytes:
    from pyhanko.pdf_utils.reader import PdfFileReader

    writer = copy_into_new_writer(PdfFileReader(BytesIO(papers.page())))
    writer.encrypt(owner_pass="chu-nhan", user_pass=user_password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_for_the_owner_alone_keeps_nobody_from_reading(trust: TrustStore) -> None:
    assert read_signatures(encrypted(""), trust, now=NOW) == ((), 0)
    with pytest.raises(UnreadablePdf):
        read_signatures(encrypted("mo-ra"), trust, now=NOW)


# Whom to believe


@pytest.mark.parametrize("leaf_only", [False, True])
def test_the_known_intermediate_serves_a_signature_that_carries_only_its_leaf(
    trust: TrustStore, leaf_only: bool
) -> None:
    assert one(trust, "person", leaf_only=leaf_only).trust is Trust.ANCHORED


def test_without_the_intermediate_a_lone_leaf_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_bytes(authority.root().pem)
    only_root = read_trust(tmp_path, pins=())
    assert one(only_root, "person", leaf_only=True).trust is Trust.UNKNOWN
    assert one(only_root, "person").trust is Trust.ANCHORED


def test_an_unknown_root_is_unknown(trust: TrustStore) -> None:
    found = one(trust, "stranger")
    assert (found.intact, found.trust, found.anchor, found.revoked) == (True, Trust.UNKNOWN, "", None)


def test_nothing_installed_believes_nobody() -> None:
    assert one(NOBODY, "person").trust is Trust.UNKNOWN
    assert one(NOBODY, "forged_agency").trust is Trust.NAMED_ONLY


@pytest.mark.parametrize("leaf_only", [False, True])
def test_official_names_without_a_chain_are_names_only(trust: TrustStore, leaf_only: bool) -> None:
    found = one(trust, "forged_agency", leaf_only=leaf_only)
    assert found.intact and found.trust is Trust.NAMED_ONLY


def test_the_names_of_an_installed_authority_do_not_make_its_signature(tmp_path: Path) -> None:
    """A self-made chain with the very subject and issuer names of the installed one."""
    namesake = authority.authority("Root thử nghiệm", keyed="stranger")
    (tmp_path / "root.pem").write_bytes(authority.root().pem)
    assert namesake.certificate.subject == authority.root().certificate.subject
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "root.pem").write_bytes(namesake.pem)
    pdf = papers.sign(papers.page(), by=("person",))
    assert read(pdf, read_trust(tmp_path / "other", pins=()))[0].trust is Trust.UNKNOWN


def test_an_intermediate_signed_with_sha1_is_reached_from_no_root(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_bytes(authority.root().pem)
    (tmp_path / "sub.pem").write_bytes(authority.sub_sha1().pem)
    assert one(read_trust(tmp_path, pins=()), "old_person").trust is Trust.UNKNOWN


@pytest.mark.parametrize("leaf_only", [False, True])
def test_pinned_it_is_an_anchor_by_itself(tmp_path: Path, leaf_only: bool) -> None:
    (tmp_path / "sub.pem").write_bytes(authority.sub_sha1().pem)
    trust = read_trust(tmp_path, pins=[pin(authority.sub_sha1(), "CA thử nghiệm G1")])
    found = one(trust, "old_person", leaf_only=leaf_only)
    assert (found.trust, found.anchor, found.weak) == (Trust.ANCHORED, "CA thử nghiệm G1", False)


def test_a_pinned_authority_that_is_not_installed_is_unknown_not_a_name(trust: TrustStore) -> None:
    known = TrustStore(pins=(pin(authority.forged_sub(), authority.OFFICIAL_SUB),))
    assert one(known, "forged_agency").trust is Trust.UNKNOWN
    assert one(known, "forged_agency", leaf_only=True).trust is Trust.NAMED_ONLY


def test_either_use_of_a_key_for_signing_will_do(trust: TrustStore) -> None:
    assert one(trust, "signs_only").trust is Trust.ANCHORED
    assert one(trust, "enciphers_only").trust is Trust.UNKNOWN


# When


def test_an_expired_certificate_that_signed_in_its_days_is_in_force(trust: TrustStore) -> None:
    found = one(trust, "expired", at=datetime(2026, 1, 15, 9, 0, tzinfo=VIETNAM))
    assert found.in_force and found.trust is Trust.ANCHORED


@pytest.mark.parametrize("by", ["expired", "future"])
def test_a_certificate_out_of_its_days_is_not_in_force_whoever_issued_it(trust: TrustStore, by: str) -> None:
    found = one(trust, by)
    assert not found.in_force and found.trust is Trust.ANCHORED and found.intact


def test_the_time_of_an_authority_comes_first(trust: TrustStore) -> None:
    stamped = papers.AT + 3 * MINUTE
    found = one(trust, "person", stamped=stamped)
    assert found.is_stamped and found.signed_at == stamped and not found.clock_ahead


def test_an_unknown_authoritys_time_proves_nothing(trust: TrustStore) -> None:
    stranger = authority.leaf(authority.stranger_root(), "TSA lạ", for_time=True)
    found = one(trust, "person", stamped=papers.AT + 90 * MINUTE, tsa=stranger)
    assert not found.is_stamped and found.signed_at == papers.AT


def test_a_persons_certificate_is_no_authority_of_time(trust: TrustStore) -> None:
    found = one(trust, "person", stamped=papers.AT + 90 * MINUTE, tsa=authority.identity("agency"))
    assert not found.is_stamped and found.signed_at == papers.AT


def test_without_a_clock_nobody_says_when(trust: TrustStore) -> None:
    found = one(trust, "person", at=None)
    assert found.signed_at is None and found.in_force and found.intact


MIDNIGHTS = [
    datetime(2026, 12, 31, 18, 0, tzinfo=VIETNAM),
    datetime(2027, 1, 1, 0, 30, tzinfo=VIETNAM),
]


@pytest.mark.parametrize("at", MIDNIGHTS)
def test_local_time_called_utc_is_recognised_by_the_authoritys(trust: TrustStore, at: datetime) -> None:
    pdf = papers.sign(papers.page(), by=("person",), at=at, stamped=at + MINUTE, ahead=True)
    (found,) = read(pdf, trust, now=at + timedelta(days=40))
    assert found.clock_ahead and found.is_stamped and found.signed_at == at + MINUTE
    assert day_of(found.signed_at) == day_of(at)


@pytest.mark.parametrize("at", MIDNIGHTS)
def test_local_time_called_utc_is_recognised_by_the_receipt(trust: TrustStore, at: datetime) -> None:
    pdf = papers.sign(papers.page(), by=("person",), at=at, ahead=True)
    received = at + 20 * MINUTE
    (found,) = read(pdf, trust, now=at + timedelta(days=40), received_at=received)
    assert found.clock_ahead and found.signed_at == at
    (later,) = read(pdf, trust, now=at + timedelta(days=40), received_at=at + timedelta(days=2))
    assert not later.clock_ahead and later.signed_at == at + timedelta(hours=7)


def test_a_later_signatures_timestamp_shows_the_clock_of_the_earlier_wrong(trust: TrustStore) -> None:
    at = MIDNIGHTS[0]
    by_person = papers.sign(papers.page(), by=("person",), at=at, ahead=True)
    both = papers.sign(by_person, by=("agency",), at=at + 30 * MINUTE, stamped=at + 31 * MINUTE)
    person, agency = read(both, trust, now=at + timedelta(days=40))
    assert person.clock_ahead and person.signed_at == at
    assert not agency.clock_ahead and agency.is_stamped


# Revoked, weak


def test_revoked_by_the_list_before_it_signed(trust: TrustStore) -> None:
    assert one(trust, "revoked").revoked is True
    assert one(trust, "person").revoked is False


def test_a_revocation_after_the_signature_does_not_touch_it(trust: TrustStore) -> None:
    before = authority.REVOKED_AT - timedelta(days=1)
    assert one(trust, "revoked", at=before).revoked is False


def test_a_stolen_key_may_have_signed_with_any_clock(trust: TrustStore) -> None:
    assert one(trust, "stolen").revoked is True
    assert one(trust, "stolen", stamped=papers.AT).revoked is False


def test_without_a_list_revocation_is_not_checked(trust_without_list: TrustStore) -> None:
    assert one(trust_without_list, "revoked").revoked is None


def with_list(folder: Path, revoked: authority.x509.CertificateRevocationList) -> TrustStore:
    (papers.trust_folder(folder) / "list.crl").write_bytes(revoked.public_bytes(Encoding.PEM))
    return read_trust(folder / "trust", pins=())


def test_a_list_out_of_date_proves_only_what_it_names(tmp_path: Path) -> None:
    entry = (
        authority.identity("revoked"),
        authority.REVOKED_AT,
        authority.x509.ReasonFlags.cessation_of_operation,
    )
    stale = authority.revocations(authority.sub(), entry, last=NOW - timedelta(days=3))
    trust = with_list(tmp_path, stale)
    assert one(trust, "person").revoked is None
    assert one(trust, "revoked").revoked is True


def test_a_revoked_authority_takes_its_signers_with_it(tmp_path: Path) -> None:
    root, sub = authority.root(), authority.sub()
    entry = (sub, authority.REVOKED_AT, authority.x509.ReasonFlags.ca_compromise)
    assert one(with_list(tmp_path, authority.revocations(root, entry)), "person").revoked is True


def test_a_list_of_authorities_says_nothing_of_a_signer(tmp_path: Path) -> None:
    assert one(with_list(tmp_path, authority.revocations(authority.root())), "person").revoked is None


def test_a_list_that_its_authority_did_not_sign_says_nothing(tmp_path: Path) -> None:
    forged = authority.revocations(authority.sub(), signed_by=authority.stranger_root())
    assert one(with_list(tmp_path, forged), "person").revoked is None


def test_an_old_hash_is_weak_and_not_broken(trust: TrustStore) -> None:
    found = one(trust, "person", digest="sha1")
    assert found.weak and found.intact and found.trust is Trust.ANCHORED
    assert not one(trust, "person").weak


def test_an_old_hash_on_the_signers_own_certificate_is_weak_and_believed(trust: TrustStore) -> None:
    found = one(trust, "old_certificate")
    assert found.weak and found.intact and found.trust is Trust.ANCHORED


def test_a_short_key_is_weak(trust: TrustStore) -> None:
    found = one(trust, "short_key")
    assert found.weak and found.intact and found.trust is Trust.ANCHORED
