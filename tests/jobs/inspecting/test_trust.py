"""What lies in TRUST_ROOTS_DIR, and which of it is believed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from jobs.inspecting.official import Official, officials
from jobs.inspecting.trust import TrustStore, Unread, read_trust
from tests import papers
from tests.jobs.inspecting import authority

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def official(who: authority.Identity, name: str) -> Official:
    return Official(
        name, who.sha256, authority.LAST.date(), "SHA-256", True, "http://ca.example/ca.crt", "test"
    )


def anchors(trust: TrustStore) -> list[str]:
    return [each.name for each in trust.anchors]


def test_no_folder_a_missing_and_an_empty_one_are_allowed(tmp_path: Path) -> None:
    assert read_trust(None) == TrustStore(pins=officials())
    missing = read_trust(tmp_path / "khong-co")
    assert missing.is_missing and not missing.has_anchors
    empty = read_trust(tmp_path)
    assert not empty.is_missing and not empty.has_anchors and empty.missing == officials()


def test_a_self_signed_authority_is_a_root_another_a_known_intermediate(tmp_path: Path) -> None:
    trust = read_trust(papers.trust_folder(tmp_path), pins=())
    assert anchors(trust) == ["Root thử nghiệm"]
    assert [each.name for each in trust.intermediates] == ["CA thử nghiệm"]


def test_a_certificate_of_nobodys_authority_is_no_anchor(tmp_path: Path) -> None:
    (tmp_path / "person.pem").write_bytes(authority.identity("person").pem)
    (tmp_path / "confirmed.txt").write_text(authority.identity("person").sha256)
    assert not read_trust(tmp_path).has_anchors


def test_an_intermediate_is_an_anchor_where_it_is_official_or_confirmed(tmp_path: Path) -> None:
    (tmp_path / "sub.der").write_bytes(authority.sub_sha1().der)
    assert not read_trust(tmp_path, pins=()).has_anchors
    pinned = read_trust(tmp_path, pins=[official(authority.sub_sha1(), "CA thử nghiệm G1")])
    assert anchors(pinned) == ["CA thử nghiệm G1"] and not pinned.anchors[0].is_confirmed
    spelled = ":".join(authority.sub_sha1().sha256.lower()[n : n + 2] for n in range(0, 64, 2))
    (tmp_path / "confirmed.txt").write_text(f"# đã so\r\nSHA256 Fingerprint={spelled}  # 30/11/2026\r\n")
    confirmed = read_trust(tmp_path, pins=())
    assert anchors(confirmed) == ["CA thử nghiệm G1"] and confirmed.anchors[0].is_confirmed


def test_a_remark_confirms_nothing(tmp_path: Path) -> None:
    (tmp_path / "sub.der").write_bytes(authority.sub().der)
    (tmp_path / "confirmed.txt").write_text(f"# {authority.sub().sha256}\n{authority.sub().sha256[:40]}\n")
    assert not read_trust(tmp_path, pins=()).has_anchors


def test_a_self_made_root_with_an_official_name_is_a_root_and_only_named(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_bytes(authority.forged_root().pem)
    (found,) = read_trust(tmp_path).certificates
    assert found.is_anchor and found.is_named_only and found.official is None


@pytest.mark.parametrize("name", ["a.pem", "a.CRT", "a.cer", "a.der", "a.p7b"])
@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_every_kind_of_file_is_read_whatever_its_name(tmp_path: Path, name: str, encoding: Encoding) -> None:
    both = [authority.root().certificate, authority.sub().certificate]
    (tmp_path / name).write_bytes(pkcs7.serialize_certificates(both, encoding))
    assert [each.name for each in read_trust(tmp_path).certificates] == ["CA thử nghiệm", "Root thử nghiệm"]
    (tmp_path / name).write_bytes(both[0].public_bytes(encoding))
    assert [each.file for each in read_trust(tmp_path).certificates] == [name]


def test_a_bundle_holds_several_and_a_certificate_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_bytes(b"\xef\xbb\xbfRoot\r\n" + authority.root().pem + authority.sub().pem)
    (tmp_path / "b.cer").write_bytes(authority.root().der)
    found = read_trust(tmp_path).certificates
    assert [(each.file, each.name) for each in found] == [
        ("a.pem", "Root thử nghiệm"),
        ("a.pem", "CA thử nghiệm"),
    ]


def test_revocation_lists_are_pem_or_der_and_fresh_for_their_time(tmp_path: Path) -> None:
    made = authority.revocations(authority.sub(), last=NOW)
    (tmp_path / "a.crl").write_bytes(made.public_bytes(Encoding.PEM) * 2)
    (tmp_path / "b.crl").write_bytes(made.public_bytes(Encoding.DER))
    found = read_trust(tmp_path).revocations
    assert [each.file for each in found] == ["a.crl", "a.crl", "b.crl"]
    assert found[0].is_fresh(NOW) and not found[0].is_fresh(NOW + timedelta(minutes=1))


def test_what_cannot_be_read_is_named_and_skipped(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_bytes(authority.root().pem)
    (tmp_path / "broken.crt").write_bytes(authority.sub().der[:300])
    (tmp_path / "empty.cer").write_bytes(b"")
    (tmp_path / "key.pem").write_bytes(b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    (tmp_path / "list.crl").write_bytes(b"<html>404</html>")
    (tmp_path / "store.p12").write_bytes(b"0")
    (tmp_path / "DOC-TOI.txt").write_text("chép từ USB")
    (tmp_path / ".gitkeep").write_text("")
    trust = read_trust(tmp_path)
    assert anchors(trust) == ["Root thử nghiệm"]
    assert trust.unread == (
        Unread("broken.crt"),
        Unread("empty.cer"),
        Unread("key.pem"),
        Unread("list.crl"),
        Unread("store.p12", is_other_kind=True),
    )


def test_the_official_list_is_shipped_without_a_certificate() -> None:
    known = officials()
    assert len({each.sha256 for each in known}) == len(known) == 11
    assert all(len(each.sha256) == 64 and each.source and each.hash in ("SHA-1", "SHA-256") for each in known)
    needed = [each.name for each in known if each.is_needed]
    assert "RootCA chuyên dùng Chính phủ G2" in needed and "Co quan chung thuc so Chinh phu" in needed
    assert all(each.address for each in known if each.is_needed)
