"""The verb `inspect`: what a file would be told if it were handed in, before anybody does."""

import asyncio
import errno
import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, delete

import bot.inspecting
from bot.verbs import NO_DATA
from jobs.inspecting.files import read_now
from jobs.inspecting.worker import Inspector
from models.clock import SetClock
from models.rules.inspection.reading import FileRead
from models.tables import ChecklistItem, ItemKind, TaskItem
from tests import papers
from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.commune import MONTHLY, PNG, Commune, at, commune, template
from tests.documents import document_pdf
from tests.hostile import object_stream_bomb

__all__ = ["commune", "logging_as_it_was", "nhacviec", "template"]

NOW = at("16/12/2026", "09:00")
FOR = ("--requirement", MONTHLY)
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 16
PLAN_CHECKS = {"types": ["KH"], "amounts": ["kinh phí | dự toán"], "year": 0}
MONEY = (7, "IV. Kinh phí thực hiện", "Ngân sách xã: 25.000.000 đồng.")


def plan(**other: object) -> bytes:
    """A plan of 30/7/2026 with its money on page 7, not signed."""
    paper: dict[str, object] = {"dated": "Tân Kỳ, ngày 30 tháng 7 năm 2026", "sections": (MONEY,)}
    return document_pdf(**paper | other)


class ReadsHere:
    """In this process: a child takes half a second to start."""

    def __init__(self, trust_dir: Path | None) -> None:
        self._trust_dir = trust_dir

    async def read(self, path: Path, *, now: datetime, received_at: datetime, file_name: str) -> FileRead:
        given: dict[str, Any] = {"now": now, "received_at": received_at, "file_name": file_name}
        return await asyncio.to_thread(
            lambda: read_now(path.read_bytes(), trust_dir=self._trust_dir, **given)
        )

    async def close(self) -> None:
        """Holds nothing."""


@pytest.fixture
def reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.inspecting, "Inspector", ReadsHere)


def wants(commune: Commune, *items: tuple[ItemKind, dict[str, Any]]) -> None:
    """The monthly requirement, and its December task, want these and nothing else."""
    with commune.writes() as session:
        requirement, task = commune.requirement(session), commune.task(session)
        session.exec(delete(ChecklistItem).where(col(ChecklistItem.requirement_id) == requirement.id))
        session.exec(delete(TaskItem).where(col(TaskItem.task_id) == task.id))
        for position, (kind, checks) in enumerate(items):
            shared = {"position": position, "code": f"muc-{position}", "title": f"Mục {kind}", "kind": kind}
            session.add(ChecklistItem(requirement_id=requirement.id or 0, checks=checks, **shared))
            session.add(TaskItem(task_id=task.id or 0, checks=checks, **shared))


@pytest.fixture
def office(
    commune: Commune, nhacviec: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads_here: None
) -> Command:
    """The command on Wednesday 16/12/2026, when a signed plan is due instead of the December report."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nhacviec.db'}")
    monkeypatch.setattr(bot.inspecting, "SystemClock", lambda: SetClock(NOW))
    wants(commune, (ItemKind.SIGNED_DOCUMENT, PLAN_CHECKS), (ItemKind.ATTACHMENT, {}))
    return nhacviec


@pytest.fixture
def trusted(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority of the tests is installed, with a revocation list that is fresh."""
    folder = papers.trust_folder(tmp_path_factory.mktemp("trusted"), revocations=True)
    monkeypatch.setenv("TRUST_ROOTS_DIR", str(folder))


def rules(said: dict[str, Any]) -> list[str]:
    return [each["rule"] for each in said["findings"]]


def test_a_sound_plan_passes_and_all_that_was_read_is_told(
    office: Command, commune: Commune, tmp_path: Path, trusted: None
) -> None:
    signed = papers.sign(plan())
    (tmp_path / "ke-hoach.pdf").write_bytes(signed)
    before = commune.dump()
    said = office("inspect", "ke-hoach.pdf", *FOR, "--json").json
    assert (said["verdict"], said["findings"]) == ("pass", [])
    assert said["document"] == {
        "type": "KH",
        "number": "25/KH-UBND",
        "date": "2026-07-30",
        "subject": "Cải cách hành chính năm 2026",
        "body": "Ủy ban nhân dân xã Tân Kỳ",
        "secrecy": None,
        "pages": 7,
        "sections": [{"heading": "IV. Kinh phí thực hiện", "page": 7}],
    }
    signatures = [
        (each["signer"], each["intact"], each["trust"], each["revoked"]) for each in said["signatures"]
    ]
    assert signatures == [("person", True, "anchored", False), ("agency", True, "anchored", False)]
    assert said["item"] == {"number": 1, "title": "Mục signed_document"}
    assert office("inspect", "ke-hoach.pdf", *FOR).out == (
        "✔ ke-hoach.pdf: đạt\n"
        "Kiểm tra theo mục 1: Mục signed_document\n\n"
        "Đọc được: Kế hoạch số 25/KH-UBND, ngày 30/07/2026, trích yếu “Cải cách hành chính năm 2026”, 7 trang; "
        "chữ ký số: Trịnh Huy Toàn, UBND xã Tân Kỳ.\n"
        "Đã thấy mục “IV. Kinh phí thực hiện” ở trang 7.\n"
    )
    assert commune.dump() == before
    assert (tmp_path / "ke-hoach.pdf").read_bytes() == signed


def test_what_is_wrong_is_told_with_its_remedy_and_what_could_not_be_checked(
    office: Command, tmp_path: Path
) -> None:
    """Whatever is found, the command has done its work."""
    (tmp_path / "ke-hoach.signed.pdf").write_bytes(plan(sections=()))
    said = office("inspect", "ke-hoach.signed.pdf", *FOR)
    assert said.code == 0
    assert said.err == ""
    assert said.out.startswith("✘ ke-hoach.signed.pdf: chưa đạt\n")
    assert "⛔ 2 điểm phải xử lý rồi mới nộp được\n1. Chưa thấy mục kinh phí. Đã tìm “kinh phí”" in said.out
    assert (
        "2. Chưa có chữ ký số. Tên tệp có chữ “signed” nhưng bên trong không có chữ ký số nào.\n→ "
        in said.out
    )
    assert "<" not in said.out
    told = office("inspect", "ke-hoach.signed.pdf", *FOR, "--json").json
    assert (told["verdict"], rules(told), told["signatures"]) == ("fail", ["DOC005", "SIG001"], [])
    assert told["findings"][1]["severity"] == "blocking"
    assert told["findings"][1]["message"].startswith("Chưa có chữ ký số. Tên tệp có chữ “signed”")
    (tmp_path / "da-ky.pdf").write_bytes(papers.sign(plan()))
    signed = office("inspect", "da-ky.pdf", *FOR).out
    assert signed.endswith(
        "ℹ️ Chưa kiểm tra được nơi cấp chứng thư (CA chưa cài) (SIG004)\n"
        "Chưa kiểm tra được: chứng thư có bị thu hồi hay không.\n"
    )


def test_a_document_is_measured_by_the_days_of_the_task_at_hand(
    office: Command, tmp_path: Path, trusted: None
) -> None:
    late = plan(dated="Tân Kỳ, ngày 18 tháng 12 năm 2026")
    (tmp_path / "muon.pdf").write_bytes(papers.sign(late, at=at("18/12/2026", "09:00")))
    said = office("inspect", "muon.pdf", *FOR, "--json").json
    assert (said["verdict"], rules(said)) == ("warn", ["DOC006", "SIG005"])
    assert "sau hạn 16/12/2026" in said["findings"][0]["message"]
    assert "⚠ muon.pdf: nên xem lại" in office("inspect", "muon.pdf", *FOR).out


def test_a_file_is_for_the_first_item_that_takes_its_kind_unless_one_is_named(
    office: Command, tmp_path: Path
) -> None:
    (tmp_path / "anh.png").write_bytes(PNG)
    (tmp_path / "phu-luc.pdf").write_bytes(plan(sections=(), number=""))
    picture = office("inspect", "anh.png", *FOR, "--json").json
    assert (picture["item"]["number"], picture["verdict"], picture["findings"]) == (2, "pass", [])
    document = office("inspect", "phu-luc.pdf", *FOR, "--json").json
    assert (document["item"]["number"], rules(document)) == (1, ["DOC001", "DOC005", "SIG001"])
    annex = office("inspect", "phu-luc.pdf", *FOR, "--item", "2", "--json").json
    assert (annex["item"]["number"], annex["findings"]) == (2, [])
    wrong = office("inspect", "anh.png", *FOR, "--item", "1", "--json").json
    assert (wrong["verdict"], rules(wrong)) == ("fail", ["PDF001"])


def test_a_file_that_no_item_takes_fails_with_what_it_should_be(
    commune: Commune, office: Command, tmp_path: Path
) -> None:
    wants(commune, (ItemKind.FIGURE, {}), (ItemKind.ATTACHMENT, {}))
    (tmp_path / "ghi-chu.txt").write_bytes("Ghi chú".encode())
    (tmp_path / "IMG_0012.HEIC").write_bytes(HEIC)
    (tmp_path / "trong.pdf").write_bytes(b"")
    said = office("inspect", "ghi-chu.txt", *FOR, "--json").json
    assert (said["verdict"], rules(said), said["item"]["number"]) == ("fail", ["PDF001"], 2)
    assert said["findings"][0]["message"].endswith("Mục này cần tệp PDF, ảnh, Word hoặc Excel.")
    assert "ảnh HEIC của iPhone" in office("inspect", "IMG_0012.HEIC", *FOR).out
    assert rules(office("inspect", "trong.pdf", *FOR, "--json").json) == ["PDF003"]


def test_a_mark_of_secrecy_is_told_and_the_file_stays_the_users_own(office: Command, tmp_path: Path) -> None:
    (tmp_path / "mat.pdf").write_bytes(papers.sign(plan(secrecy="MẬT")))
    said = office("inspect", "mat.pdf", *FOR)
    assert said.code == 0
    assert "Văn bản có dấu MẬT.\n→ Tài liệu mật không gửi qua hệ thống này. (DOC009)" in said.out
    assert (tmp_path / "mat.pdf").exists()


def test_what_cannot_be_inspected_is_said_in_one_line(
    commune: Commune, office: Command, tmp_path: Path
) -> None:
    (tmp_path / "ke-hoach.pdf").write_bytes(plan())
    assert "khong-co.pdf (không có tệp" in office("inspect", "khong-co.pdf", *FOR).refusal
    unknown = office("inspect", "ke-hoach.pdf", "--requirement", "9.9-khong-co").refusal
    assert unknown.startswith("Không có yêu cầu 9.9-khong-co. Các mã đang có: 7.5-")
    assert office("inspect", "ke-hoach.pdf", *FOR, "--item", "3").refusal == (
        f"Yêu cầu {MONTHLY} không có mục 3 nhận tệp. Các mục (chọn bằng --item): "
        "1 Mục signed_document; 2 Mục attachment."
    )
    wants(commune, (ItemKind.TICK, {}))
    assert "không có mục nào nhận tệp" in office("inspect", "ke-hoach.pdf", *FOR).refusal


def test_a_wrong_call_exits_with_2(office: Command) -> None:
    assert office("inspect", "ke-hoach.pdf").code == 2
    assert office("inspect", *FOR).code == 2
    assert office("inspect", "ke-hoach.pdf", *FOR, "--item", "một").code == 2


def test_before_init_the_command_says_so(nhacviec: Command, tmp_path: Path, reads_here: None) -> None:
    (tmp_path / "ke-hoach.pdf").write_bytes(PNG)
    assert nhacviec("inspect", "ke-hoach.pdf", *FOR).refusal == NO_DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of every kind, one that is hidden, one in a folder below, one in a hidden folder."""
    made = tmp_path / "ho-so"
    (made / "phu-luc").mkdir(parents=True)
    (made / ".luu").mkdir()
    (made / "KH 10.pdf").write_bytes(papers.sign(plan()))
    (made / "KH 9.pdf").write_bytes(plan())
    (made / "phu-luc" / "anh.png").write_bytes(PNG)
    (made / ".an.pdf").write_bytes(plan())
    (made / ".luu" / "KH 1.pdf").write_bytes(plan())
    return made


def test_a_folder_is_read_to_its_end_in_the_order_of_people(office: Command, folder: Path) -> None:
    said = office("inspect", "ho-so", *FOR)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert [line for line in lines if line[:1] in "✔⚠✘" and ": " in line] == [
        "✘ KH 9.pdf: chưa đạt",
        "✔ KH 10.pdf: đạt",
        "✔ phu-luc/anh.png: đạt",
    ]
    assert lines[-1] == "3 tệp: 2 đạt, 0 nên xem lại, 1 chưa đạt"
    told = office("inspect", "ho-so", *FOR, "--json").json
    assert [(each["file"], each["verdict"]) for each in told] == [
        ("KH 9.pdf", "fail"),
        ("KH 10.pdf", "pass"),
        ("phu-luc/anh.png", "pass"),
    ]


def test_an_empty_folder_has_nothing_to_tell(office: Command, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    assert office("inspect", "trong", *FOR).out == "0 tệp: 0 đạt, 0 nên xem lại, 0 chưa đạt\n"
    assert office("inspect", "trong", *FOR, "--json").json == []


def test_a_file_that_cannot_be_opened_is_named_and_the_others_are_read(
    office: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refused(path: Path, *how: Any, **named: Any) -> Any:
        if path.name == "KH 9.pdf":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *how, **named)

    monkeypatch.setattr(Path, "open", refused)
    told = office("inspect", "ho-so", *FOR, "--json").json
    assert told[0] == {"file": "KH 9.pdf", "error": "không có quyền"}
    assert [each["verdict"] for each in told[1:]] == ["pass", "pass"]
    said = office("inspect", "ho-so", *FOR).out
    assert "✘ KH 9.pdf: không đọc được (không có quyền)\n" in said
    assert said.endswith("3 tệp: 2 đạt, 0 nên xem lại, 0 chưa đạt, 1 không đọc được\n")
    assert "KH 9.pdf (không có quyền)" in office("inspect", "ho-so/KH 9.pdf", *FOR).refusal


def test_a_folder_below_that_cannot_be_opened_is_named_too(
    office: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def refused(path: Any) -> Any:
        if Path(path).name == "phu-luc":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)
    told = office("inspect", "ho-so", *FOR, "--json").json
    assert told[0] == {"file": "phu-luc", "error": "không có quyền"}
    assert len(told) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="names a file as only Linux lets one be named")
def test_a_name_that_is_no_text_is_named_as_far_as_it_can_be(office: Command, folder: Path) -> None:
    Path(os.fsdecode(b"ho-so/kh-\xea.pdf")).write_bytes(plan())
    told = office("inspect", "ho-so", *FOR, "--json").json
    assert [(each["file"], each["error"]) for each in told if "error" in each] == [
        ("kh-\ufffd.pdf", "tên không viết bằng mã UTF-8, hãy đổi tên")
    ]
    assert len(told) == 4


def test_where_somebody_looks_on_a_line_tells_how_far_it_is(
    office: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    shown = office("inspect", "ho-so", *FOR).err
    told = [each.rstrip() for each in shown.split("\r") if each.strip()]
    assert told == ["1/3 KH 9.pdf", "2/3 KH 10.pdf", "3/3 phu-luc/anh.png"]
    # It is wiped out before anything else is said.
    assert shown.endswith("\r" + " " * 39 + "\r")


def test_an_interrupt_ends_the_round_with_what_was_done(
    office: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(ReadsHere):
        async def read(self, path: Path, **known: Any) -> FileRead:
            if path.name == "KH 10.pdf":
                signal.raise_signal(signal.SIGINT)
                await asyncio.Event().wait()
            return await super().read(path, **known)

    monkeypatch.setattr(bot.inspecting, "Inspector", Interrupted)
    said = office("inspect", "ho-so", *FOR)
    assert said.code == 1
    assert said.err == "Đã dừng: mới xem 1/3 tệp. Chạy lại lệnh này để xem hết.\n"
    assert said.out.endswith("1 tệp: 0 đạt, 0 nên xem lại, 1 chưa đạt\n")


def test_a_bomb_among_others_is_stopped_by_the_child_that_reads_in_earnest(
    office: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.inspecting, "Inspector", Inspector)
    (folder / "KH 9.pdf").write_bytes(object_stream_bomb(80 << 20))
    told = office("inspect", "ho-so", *FOR, "--json").json
    assert [each["verdict"] for each in told] == ["fail", "pass", "pass"]
    assert rules(told[0])[0] == "PDF006"
