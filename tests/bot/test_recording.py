"""The verbs `confirm` and `evidence add`: what somebody did on paper, or with a file that the chat cannot bring."""

from pathlib import Path

import pytest

import bot.recording
from models.clock import SetClock
from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.commune import MONTHLY, Commune, at, commune, template
from tests.models.changes.acts import SETTLED_PERIOD

__all__ = ["commune", "logging_as_it_was", "nhacviec", "template"]

TASK = f"{MONTHLY}/2026-12"
AN = ("--for", "an.vhxh")


@pytest.fixture
def office(commune: Commune, nhacviec: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
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
