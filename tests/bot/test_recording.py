"""The verbs `confirm` and `evidence add`: what somebody did on paper, or with a file that the chat cannot bring."""

from pathlib import Path

import pytest

import bot.opening
import bot.recording
from models.clock import SetClock
from models.store import sha256_of
from models.tables import ItemKind
from tests import papers
from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.bot.test_inspecting import HEIC, PLAN_CHECKS, plan, reads_here, rules, wants
from tests.commune import MONTHLY, PNG, Commune, at, commune, template
from tests.models.changes.acts import SETTLED_PERIOD

__all__ = ["commune", "logging_as_it_was", "nhacviec", "reads_here", "template"]

TASK = f"{MONTHLY}/2026-12"
AN = ("--for", "an.vhxh")


@pytest.fixture
def office(
    commune: Commune, nhacviec: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads_here: None
) -> Command:
    """The command in the commune on Wednesday 16/12/2026, when the December report is due."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nhacviec.db'}")
    monkeypatch.setenv("EVIDENCE_DIR", str(tmp_path / "evidence"))
    monkeypatch.setattr(bot.recording, "SystemClock", lambda: SetClock(at("16/12/2026", "15:00")))
    return nhacviec


def test_what_was_said_on_paper_is_recorded_as_told(
    commune: Commune, office: Command, tmp_path: Path
) -> None:
    """The word is the person's, the hand the operator's: the ledger names both, and `verify` finds it whole."""
    said = office("confirm", TASK, *AN, "--words", "đã gửi công văn số 120/UBND hôm qua", "--json").json
    assert said == {
        "receipt": "NV-2026-000001",
        "task": TASK,
        "person": "an.vhxh",
        "state": "claimed",
        "done_on": "2026-12-15",
        "document": "120/UBND",
    }
    assert "Đã ghi nhận từ" in office("confirm", TASK, *AN, "--words", "xong").refusal
    (tmp_path / "bao-cao.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 30)
    added = office("evidence", "add", TASK, "bao-cao.png", *AN)
    assert added.out == (
        "Đã ghi thay Nguyễn Thị An: nộp minh chứng, Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026.\n"
        "Số ghi nhận NV-2026-000002.\n"
    )
    assert "người quản trị ghi thay" in office("export", "receipt", "NV-2026-000002").out
    told = [each for each in office("export", "ledger", "--json").json if each.get("for") == "an.vhxh"]
    assert [(each["change"], each["by"]) for each in told] == [
        ("claim", "@operator"),
        ("add_evidence", "@operator"),
    ]
    assert commune.faults() == []


def test_what_cannot_be_recorded_is_said_and_leaves_nothing(
    commune: Commune, office: Command, tmp_path: Path
) -> None:
    """Whoever may help an officer without a chat says so in their own chat, not in their own name here."""
    (tmp_path / "thu.txt").write_bytes(b"chu")
    (tmp_path / "bao-cao.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 30)
    commune.alter("UPDATE person SET blocked_at = '2026-12-01 00:00:00' WHERE code = 'an.vhxh'")
    before = commune.dump()
    for verb, says in {
        ("confirm", TASK, *AN, "--words", "chưa xong, còn chờ số liệu"): "chưa phải là lời báo xong",
        ("confirm", TASK, "--for", "dung.vhxh", "--words", "xong"): "Lê Văn Dũng không phụ trách việc này",
        (
            "confirm",
            TASK,
            "--for",
            "ai.vhxh",
            "--words",
            "xong",
        ): "Không có cán bộ ai.vhxh. Các mã đang có: an.",
        ("confirm", f"{MONTHLY}/2001-01", *AN, "--words", "xong"): f"Việc của Nguyễn Thị An: {TASK}",
        ("evidence", "add", TASK, "khong-co.pdf", *AN): "khong-co.pdf",
        ("evidence", "add", TASK, "thu.txt", *AN): "Loại tệp này không dùng được",
        ("evidence", "add", TASK, "thu.txt", *AN, "--item", "9"): "không có mục 9",
        (
            "evidence",
            "add",
            f"{MONTHLY}/{SETTLED_PERIOD}",
            "bao-cao.png",
            *AN,
        ): "đang chờ người quản trị chọn",
        (
            "evidence",
            "add",
            TASK,
            "bao-cao.png",
            "--for",
            "dung.vhxh",
        ): "Lê Văn Dũng không phụ trách việc này",
        ("confirm", TASK, *AN, "--words", "xong từ 14/12"): "Số liệu kỳ này chốt hết ngày 14/12/2026",
        ("confirm", TASK, "--for", "minh.vp", "--words", "xong"): "Cao Quang Minh không phụ trách việc này",
    }.items():
        assert says in office(*verb).refusal, verb
    assert commune.dump() == before
    assert not [each for each in (tmp_path / "evidence").rglob("*") if each.is_file()]


ADD = ("evidence", "add", TASK)


@pytest.fixture
def signed_plan(commune: Commune) -> None:
    """A signed plan with its money is due instead of the report's picture."""
    wants(commune, (ItemKind.SIGNED_DOCUMENT, PLAN_CHECKS))


def stored(tmp_path: Path) -> list[bytes]:
    return [each.read_bytes() for each in (tmp_path / "evidence").rglob("*") if each.is_file()]


def changes(office: Command) -> list[str]:
    """What the ledger says was done for the officer."""
    told = office("export", "ledger", "--json").json
    return [each["change"] for each in told if each.get("for") == "an.vhxh"]


def test_what_does_not_block_is_told_beside_the_receipt(
    commune: Commune, office: Command, tmp_path: Path, signed_plan: None
) -> None:
    late = papers.sign(plan(dated="Tân Kỳ, ngày 10 tháng 12 năm 2026"), at=at("14/12/2026", "09:00"))
    (tmp_path / "ke-hoach.pdf").write_bytes(late)
    said = office(*ADD, "ke-hoach.pdf", *AN)
    assert said.code == 0
    assert said.out.startswith("Đã ghi thay Nguyễn Thị An: nộp minh chứng, ")
    assert "Số ghi nhận NV-2026-000001.\n\nĐọc được: Kế hoạch số 25/KH-UBND, ngày 10/12/2026" in said.out
    assert "⚠️ 1 điểm nên xem lại\n1. Ký số sau ngày văn bản 4 ngày." in said.out
    assert "Chưa kiểm tra được: chứng thư có bị thu hồi hay không." in said.out
    assert "<" not in said.out
    assert (changes(office), stored(tmp_path), commune.faults()) == (["add_evidence"], [late], [])


def test_what_blocks_holds_a_file_back_and_a_mended_one_takes_its_place(
    commune: Commune, office: Command, tmp_path: Path, signed_plan: None
) -> None:
    """It is kept, as in the chat, and counts for nothing."""
    unsigned, signed = plan(), papers.sign(plan())
    (tmp_path / "ke-hoach.pdf").write_bytes(unsigned)
    told = office(*ADD, "ke-hoach.pdf", *AN, "--json").json
    assert (told["held"], told["receipt"], told["done_on"], told["state"]) == (True, None, None, "open")
    assert (told["verdict"], rules(told)) == ("fail", ["SIG001"])
    said = office(*ADD, "ke-hoach.pdf", *AN)
    assert said.code == 0
    assert said.out.startswith("Đã soát tệp ke-hoach.pdf cho ")
    assert "⛔ 1 điểm phải xử lý rồi mới nộp được\n1. Chưa có chữ ký số." in said.out
    assert "Tệp này chưa tính là đã nộp" in said.out
    assert said.out.endswith('--anyway "lý do".\n')
    (tmp_path / "ke-hoach.pdf").write_bytes(signed)
    mended = office(*ADD, "ke-hoach.pdf", *AN, "--json").json
    assert (mended["held"], mended["receipt"], mended["state"]) == (False, "NV-2026-000001", "submitted")
    assert changes(office) == ["hold_file", "hold_file", "add_evidence"]
    assert sorted(stored(tmp_path)) == sorted([unsigned, signed])
    assert commune.faults() == []


def test_a_file_is_sent_anyway_for_a_reason_that_is_kept_as_told(
    commune: Commune, office: Command, tmp_path: Path, signed_plan: None
) -> None:
    (tmp_path / "ke-hoach.pdf").write_bytes(plan())
    office(*ADD, "ke-hoach.pdf", *AN)
    reason = "bản giấy đã ký, sở chưa cấp chứng thư"
    said = office(*ADD, "ke-hoach.pdf", *AN, "--anyway", f"  {reason} ")
    assert said.code == 0
    assert "Số ghi nhận NV-2026-000001." in said.out
    assert said.out.endswith(f"Đã gửi thẩm tra kèm lời giải thích: “{reason}”.\n")
    page = office("export", "receipt", "NV-2026-000001").out
    assert reason in page
    assert "người quản trị ghi thay" in page
    assert changes(office)[-1] == "add_evidence"
    assert commune.faults() == []


def test_a_reason_is_asked_for_in_words_and_not_kept_where_nothing_blocks(
    office: Command, tmp_path: Path, signed_plan: None
) -> None:
    (tmp_path / "ke-hoach.pdf").write_bytes(papers.sign(plan()))
    assert office(*ADD, "ke-hoach.pdf", *AN, "--anyway", " ").code == 2
    said = office(*ADD, "ke-hoach.pdf", *AN, "--anyway", "bản giấy đã ký")
    assert said.out.endswith("Không có điểm nào phải xử lý, nên lý do kèm theo không được ghi.\n")
    assert "bản giấy đã ký" not in office("export", "receipt", "NV-2026-000001").out


def test_a_file_that_serves_another_task_too_is_told(office: Command, tmp_path: Path) -> None:
    (tmp_path / "bao-cao.png").write_bytes(PNG)
    office(*ADD, "bao-cao.png", *AN)
    january = ("evidence", "add", f"{MONTHLY}/2027-01", "bao-cao.png", *AN)
    assert "Tệp này đã dùng làm minh chứng cho Báo cáo tình hình" in office(*january).out


def test_a_state_secret_is_refused_and_only_its_hash_is_kept(
    commune: Commune, office: Command, tmp_path: Path, signed_plan: None
) -> None:
    secret = papers.sign(plan(secrecy="TỐI MẬT"))
    (tmp_path / "mat.pdf").write_bytes(secret)
    for more in ((), ("--anyway", "lãnh đạo yêu cầu")):
        assert "mat.pdf có dấu mật" in office(*ADD, "mat.pdf", *AN, *more).refusal
    assert stored(tmp_path) == []
    assert (tmp_path / "mat.pdf").exists()
    last = office("export", "ledger", "--json").json[-1]
    assert (last["change"], last["by"], last["sha256"]) == ("refuse_file", "@operator", sha256_of(secret))
    assert commune.faults() == []


def test_a_picture_that_only_an_iphone_opens_is_refused_with_its_cure(
    office: Command, tmp_path: Path
) -> None:
    (tmp_path / "IMG_0012.HEIC").write_bytes(HEIC)
    assert "xuất ảnh ra JPEG rồi nộp lại" in office(*ADD, "IMG_0012.HEIC", *AN).refusal
    assert stored(tmp_path) == []


def test_what_tells_of_citizens_is_sealed_and_opened_on_the_machine_by_who_may_see_it(
    commune: Commune, office: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.opening, "SystemClock", lambda: SetClock(at("16/12/2026", "15:00")))
    commune.alter("UPDATE requirement SET personal=1 WHERE code=:code", code=MONTHLY)
    (tmp_path / "Bà Đinh Thị Bạch Yến.png").write_bytes(PNG)
    office("evidence", "add", TASK, "Bà Đinh Thị Bạch Yến.png", *AN)
    sha256, key = sha256_of(PNG), tmp_path / "data" / "personal.key"
    assert commune.store.is_sealed(sha256)
    assert "Bạch Yến" not in str(commune.dump())
    assert office("verify").code == 0
    assert str(key.relative_to(tmp_path)) in office("doctor").out

    by_hash = office("evidence", "open", sha256[:12], *AN, "--output", "xem.png")
    assert (tmp_path / "xem.png").read_bytes() == PNG
    assert "lượt mở của Nguyễn Thị An đã vào sổ" in by_hash.out
    by_task = office("evidence", "open", TASK, "--for", "binh.vhxh", "--json").json
    assert by_task["file"] == f"tep-{sha256[:8]}.png"
    assert (tmp_path / by_task["file"]).read_bytes() == PNG

    assert "không được xem" in office("evidence", "open", TASK, "--for", "khanh.kt").refusal
    assert "--output" in office("evidence", "open", TASK, *AN, "--output", "xem.png").refusal
    assert "SHA-256" in office("evidence", "open", "0" * 12, *AN).refusal
    looks = [each for each in office("export", "ledger", "--json").json if each["change"] == "look"]
    assert [each["who"] for each in looks] == ["an.vhxh", "binh.vhxh"]

    (tmp_path / by_task["file"]).unlink()
    secret = key.read_bytes()
    key.write_bytes(bytes(32))
    assert "khóa khác" in office("evidence", "open", TASK, *AN).refusal
    assert "không mở được bằng khóa" in office("verify").out
    key.write_bytes(b"short")
    assert "không đúng dạng" in office("evidence", "open", TASK, *AN).refusal
    assert office("doctor").code == 1
    key.unlink()
    assert "Không còn tệp khóa" in office("evidence", "open", TASK, *AN).refusal
    (tmp_path / "khác.png").write_bytes(PNG + b"1")
    assert "Không còn tệp khóa" in office("evidence", "add", TASK, "khác.png", *AN).refusal
    assert "✘ Không còn tệp khóa" in office("doctor").out
    assert not key.exists()
    key.write_bytes(secret)
    assert office("verify").code == 0
