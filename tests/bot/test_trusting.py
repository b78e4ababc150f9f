"""The verbs `trust` and `doctor` as an administrator types them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import bot.doctor
import bot.trusting
from bot.texts.trusting import shown
from jobs.inspecting.official import Official
from jobs.inspecting.trust import read_trust
from models.clock import SetClock
from tests import papers
from tests.bot.test_cli import Command, loaded, logging_as_it_was, nhacviec, office
from tests.commune import at
from tests.jobs.inspecting import authority

__all__ = ["loaded", "logging_as_it_was", "nhacviec", "office"]

NOW = at("30/11/2026", "09:00")


@pytest.fixture(autouse=True)
def on_a_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    for verb in (bot.trusting, bot.doctor):
        monkeypatch.setattr(verb, "SystemClock", lambda: SetClock(NOW))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A TRUST_ROOTS_DIR with the test's root and its intermediate."""
    trusted = papers.trust_folder(tmp_path)
    monkeypatch.setenv("TRUST_ROOTS_DIR", str(trusted))
    return trusted


def test_without_a_folder_trust_says_what_to_fetch_and_where(nhacviec: Command) -> None:
    said = nhacviec("trust")
    assert said.code == 0
    assert said.out.startswith("Chưa đặt TRUST_ROOTS_DIR")
    assert "Tải ở http://ca.gov.vn/pki/pub/crt/rootcag2.crt. Dùng đến hết ngày 14/08/2048." in said.out
    assert "F04B A4B4" in said.out and "ca.gov.vn" in said.out
    missing = nhacviec("trust", "--json").json["missing"]
    assert len(missing) == 11 and sum(each["needed"] for each in missing) == 3


def test_a_folder_that_is_not_there_is_named(nhacviec: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUST_ROOTS_DIR", "khong-co")
    assert nhacviec("trust").out.startswith("Không có thư mục khong-co")
    assert nhacviec("trust", "--json").json["folder_is_missing"] is True


def test_an_unknown_root_is_an_anchor_and_said_to_be_unknown(nhacviec: Command, folder: Path) -> None:
    said = nhacviec("trust").out
    assert "2 chứng thư, 1 dùng làm gốc tin cậy" in said
    assert "Chứng thư gốc, không có trong danh sách chính thức.\n      Dùng đến hết ngày 01/01/2045." in said
    assert "Chứng thư CA trung gian, không tự làm gốc tin cậy, không có trong danh sách chính thức" in said
    sub, root = sorted(nhacviec("trust", "--json").json["certificates"], key=lambda each: each["name"])
    assert (sub["root"], sub["anchor"]) == (False, False)
    assert (root["root"], root["anchor"], root["official"], root["named_only"]) == (True, True, None, False)


def test_an_official_name_without_an_official_fingerprint_is_said(nhacviec: Command, folder: Path) -> None:
    (folder / "la.pem").write_bytes(authority.forged_root().pem)
    said = " ".join(nhacviec("trust").out.split())
    assert "⚠ RootCA chuyên dùng Chính phủ G2 (la.pem)" in said
    assert "tên giống CA của Chính phủ nhưng vân tay không có trong danh sách chính thức" in said
    (forged,) = [each for each in nhacviec("trust", "--json").json["certificates"] if each["named_only"]]
    assert forged["anchor"] is True and forged["official"] is None


def test_confirming_is_a_line_in_a_file(nhacviec: Command, folder: Path) -> None:
    assert "Chưa đối chiếu vân tay." in nhacviec("trust").out
    (folder / "confirmed.txt").write_text(f"{authority.root().sha256}  # so qua điện thoại 30/11\n")
    said = nhacviec("trust").out
    assert "Quản trị đã đối chiếu vân tay." in said and "confirmed.txt" not in said


def test_which_installed_certificate_is_which_official_one(folder: Path) -> None:
    pins = [
        Official(
            "CA của Nhà nước", authority.sub().sha256, authority.LAST.date(), "SHA-256", True, "", "thử"
        ),
        Official("CA khác", "AB" * 32, authority.LAST.date(), "SHA-256", False, "http://ca.example", "thử"),
    ]
    said = shown(read_trust(folder, pins=pins), NOW)
    assert "✔ CA thử nghiệm (sub.crt)" in said
    assert "đúng vân tay của chứng thư chính thức “CA của Nhà nước”" in said
    assert "CA khác\n      Tải ở http://ca.example. Dùng đến hết ngày 01/01/2045." in said
    assert "cần cho chữ ký số của cơ quan" not in said


def test_lists_and_what_cannot_be_read_are_named(nhacviec: Command, folder: Path) -> None:
    papers.trust_folder(folder.parent, revocations=True)
    stale = authority.revocations(authority.root(), last=at("01/11/2026", "09:00"))
    (folder / "goc.crl").write_bytes(stale.public_bytes(authority.Encoding.DER))
    (folder / "hong.crt").write_bytes(b"hong")
    said = nhacviec("trust").out
    assert "sub.crl, của CA thử nghiệm\n      Còn mới" in said
    assert "goc.crl, của Root thử nghiệm\n      Đã cũ từ ngày 01/11/2026" in said
    assert "hong.crt\n      Nội dung hỏng" in said
    shown_as_json = nhacviec("trust", "--json").json
    assert [each["fresh"] for each in shown_as_json["revocation_lists"]] == [False, True]
    assert shown_as_json["unread"] == [{"file": "hong.crt", "other_kind": False}]


def test_every_line_is_a_line_of_a_terminal(nhacviec: Command, folder: Path) -> None:
    (folder / "la.pem").write_bytes(authority.forged_root().pem)
    assert max(map(len, nhacviec("trust").out.splitlines()[1:])) <= 100


# doctor


def checks(said: list[dict[str, str]], name: str) -> list[tuple[str, str]]:
    return [(each["health"], each["says"]) for each in said if each["name"] == name]


def test_doctor_on_a_new_machine_says_the_next_steps(nhacviec: Command) -> None:
    said = nhacviec("doctor")
    assert said.code == 0
    assert "⚠ Chưa có cơ sở dữ liệu: chạy nhacviec init (chạy thử thì không cần)." in said.out.splitlines()
    found = nhacviec("doctor", "--json").json
    assert {each["name"] for each in found} == {"token", "database", "evidence", "trust", "disk", "heartbeat"}
    assert [health for health, _ in checks(found, "trust")] == ["warning"]


def test_doctor_in_an_office_in_order(office: Command, folder: Path) -> None:
    papers.trust_folder(folder.parent, revocations=True)
    (folder / "confirmed.txt").write_text(authority.root().sha256)
    found = office("doctor", "--json").json
    assert checks(found, "database") == [("ok", "Cơ sở dữ liệu đúng phiên bản và có danh mục.")]
    assert checks(found, "trust")[0] == ("ok", "Có 1 chứng thư dùng làm gốc tin cậy.")
    assert checks(found, "revocation") == [("ok", "Danh sách thu hồi còn mới.")]
    # The official ones are not those of a test.
    assert [says for _, says in checks(found, "trust")[1:]] == [
        "Còn thiếu chứng thư chính thức mà chữ ký số của cơ quan cần: RootCA chuyên dùng Chính phủ G2, CA phục vụ "
        "các cơ quan Nhà nước G2, Co quan chung thuc so Chinh phu. Xem nhacviec trust."
    ]


def test_doctor_warns_of_each_doubtful_certificate(nhacviec: Command, folder: Path) -> None:
    (folder / "la.pem").write_bytes(authority.forged_root().pem)
    (folder / "het-han.pem").write_bytes(authority.identity("expired").pem)
    (folder / "hong.cer").write_bytes(b"")
    said = [
        says for health, says in checks(nhacviec("doctor", "--json").json, "trust") if health == "warning"
    ]
    assert any("hong.cer" in each for each in said)
    assert any(each.startswith("Tên giống CA của Chính phủ") for each in said)
    assert any("Lê Văn Hạn (01/02/2026)" in each for each in said)
    assert any("Chưa đối chiếu vân tay của 2 chứng thư" in each for each in said)


def test_doctor_tells_of_documents_that_are_checked_for_nothing_as_after_an_upgrade(office: Command) -> None:
    with closing(sqlite3.connect("data/nhacviec.db")) as database:
        database.execute("UPDATE checklist_item SET checks = '{}'")
        database.commit()
    said = office("doctor").out
    assert "mục văn bản ký số chưa có nội dung soát" in said
    assert "nhacviec catalogue load" in said


def test_doctor_is_bad_where_evidence_cannot_be_kept(
    nhacviec: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tep").write_text("không phải thư mục")
    monkeypatch.setenv("EVIDENCE_DIR", str(tmp_path / "tep"))
    said = nhacviec("doctor")
    assert said.code == 1
    assert any(line.startswith("✘ Không ghi được vào thư mục minh chứng") for line in said.out.splitlines())


def test_doctor_is_bad_where_the_database_is_none(
    nhacviec: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.db").write_bytes(b"day khong phai la co so du lieu" * 40)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'x.db'}")
    said = nhacviec("doctor")
    assert said.code == 1 and "✘ Không dùng được cơ sở dữ liệu" in said.out
