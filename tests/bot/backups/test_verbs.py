"""`backup`, `restore` and what `doctor` says of them, as an administrator types them."""

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from jobs.backup.values import name_at
from models.changes.evidence import add_evidence
from models.changes.staffing import deactivate
from models.clock import SystemClock
from models.sealing import make_key
from tests.bot.test_cli import Command, change, logging_as_it_was, nhacviec
from tests.commune import at, commune_in

__all__ = ["logging_as_it_was", "nhacviec"]

INTO = ("--into", "moi")


@pytest.fixture
def office(nhacviec: Command, template: Path, tmp_path: Path) -> Command:
    """The command where the commune has its database."""
    (tmp_path / "data").mkdir()
    shutil.copy(template / "nhacviec.db", tmp_path / "data" / "nhacviec.db")
    return nhacviec


@pytest.fixture
def sealed(office: Command, tmp_path: Path) -> Path:
    """A sealed backup after An has handed in a file."""
    commune = commune_in(tmp_path / "data", at("15/12/2026"))
    with commune.writes() as session:
        add_evidence(commune.act(session, "an.vhxh"), commune.task(session), commune.file(), commune.said())
    commune.engine.dispose()
    assert office("backup", "--make-key").code == 0
    return Path(office("backup", "--json").json["file"])


def test_before_init_there_is_nothing_to_back_up(nhacviec: Command, tmp_path: Path) -> None:
    assert nhacviec("backup").refusal == "Chưa có danh mục: chạy nhacviec init trước."
    assert list(tmp_path.iterdir()) == []


def test_a_backup_says_where_it_is_and_that_it_was_read_again(office: Command, tmp_path: Path) -> None:
    said = office("backup")
    assert said.code == 0
    assert said.out.startswith("Đã sao lưu vào data/backups/nhacviec-") and "đọc lại thấy đúng" in said.out
    assert "chưa mã hóa" in said.out
    elsewhere = office("backup", "--to", "o-khac", "--json").json
    assert elsewhere["sealed"] is False and elsewhere["rows"]["agency"] == 1
    assert (tmp_path / elsewhere["file"]).is_file()


def test_the_key_is_made_once(office: Command, tmp_path: Path) -> None:
    said = office("backup", "--make-key")
    assert said.out.startswith("Đã tạo khóa sao lưu data/backup.key. Cất ngay một bản ở nơi khác")
    key = (tmp_path / "data" / "backup.key").read_bytes()
    assert office("backup", "--make-key").out == "Đã có khóa sao lưu data/backup.key, giữ nguyên.\n"
    assert (tmp_path / "data" / "backup.key").read_bytes() == key
    assert key.hex() not in said.out


def test_what_tells_of_citizens_is_refused_without_a_key(office: Command, tmp_path: Path) -> None:
    (tmp_path / "data" / "letters").mkdir()
    (tmp_path / "data" / "letters" / "thu.docx").write_bytes(b"x")
    refusal = office("backup").refusal
    assert refusal.startswith("Chưa sao lưu được: có dữ liệu của người dân") and "--make-key" in refusal
    assert (
        not (tmp_path / "data" / "backups").exists() or list((tmp_path / "data" / "backups").iterdir()) == []
    )


def test_a_backup_is_restored_proved_and_the_next_step_said(
    office: Command, sealed: Path, tmp_path: Path
) -> None:
    said = office("restore", str(sealed), *INTO)
    assert said.code == 0, said.err
    first, second, *others = said.out.splitlines()
    assert first.startswith("Đã khôi phục bản sao lúc ") and first.endswith(
        "1 lần ghi nhận, 1 tệp minh chứng."
    )
    assert second.startswith("Đã đối chiếu: sổ ghi nguyên vẹn")
    assert "DATABASE_URL=sqlite:///moi/nhacviec.db" in others and "EVIDENCE_DIR=moi/evidence" in others
    assert "nhờ gửi lại" in others[-1]
    again = office("restore", str(sealed), *INTO)
    assert again.refusal.startswith("moi/nhacviec.db đã có dữ liệu, chưa ghi gì")


def test_a_new_machine_restores_to_where_its_settings_say(
    nhacviec: Command, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = (tmp_path / "data" / "backup.key").read_bytes()
    (tmp_path / "may-moi" / "data").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "may-moi")
    Path("data", "backup.key").write_bytes(key)
    said = nhacviec("restore", str(tmp_path / sealed), "--json").json
    assert (said["receipts"], said["files"], said["faults"]) == (1, 1, [])
    assert nhacviec("verify").code == 0


def left(tmp_path: Path, code: str) -> None:
    """Somebody leaves; what was theirs goes to nobody."""
    commune = commune_in(tmp_path / "data", at("15/12/2026"))
    with commune.writes() as session:
        deactivate(commune.act(session, "minh.vp"), commune.person(session, code), None)
    commune.engine.dispose()


def test_who_was_forgotten_does_not_come_back_with_an_older_backup(office: Command, tmp_path: Path) -> None:
    left(tmp_path, "dung.vhxh")
    file = office("backup", "--json").json["file"]
    said = office("privacy", "forget", "dung.vhxh", "--yes")
    assert "đến khi hết hạn giữ (BACKUP_KEEP: 14 ngày và 12 tháng gần nhất)" in said.out
    assert told(office, "forgotten") == []
    (tmp_path / "data" / "nhacviec.db").rename(tmp_path / "data" / "hong.db")
    for beside in (tmp_path / "data").glob("nhacviec.db-*"):
        beside.unlink()
    restored = office("restore", file, "--json")
    assert (restored.code, restored.json["come_back"], restored.json["faults"]) == (0, [], [])
    assert told(office, "forgotten") == []
    assert "đã xóa rồi" in office("privacy", "forget", "dung.vhxh", "--yes").refusal


def test_who_still_worked_when_the_backup_was_made_is_named_until_forgotten_again(
    office: Command, tmp_path: Path
) -> None:
    file = office("backup", "--json").json["file"]
    left(tmp_path, "dung.vhxh")
    office("privacy", "forget", "dung.vhxh", "--yes")
    for each in (tmp_path / "data").glob("nhacviec.db*"):
        each.unlink()
    assert "đưa lại dữ liệu đã xóa của: dung.vhxh." in office("restore", file).out
    ((health, says),) = told(office, "forgotten")
    assert health == "bad" and "dung.vhxh" in says and "privacy forget" in says
    left(tmp_path, "dung.vhxh")
    assert office("privacy", "forget", "dung.vhxh", "--yes").code == 0
    assert told(office, "forgotten") == []


def test_a_list_of_the_forgotten_that_cannot_be_read_stops_a_restore(office: Command, tmp_path: Path) -> None:
    file = office("backup", "--to", "o-khac", "--json").json["file"]
    (tmp_path / "o-khac" / "khong-xoa.json").write_text("[]")
    assert "không đúng dạng nên không biết ai đã được xóa" in office("restore", file, *INTO).refusal
    assert not (tmp_path / "moi").exists()


def test_each_way_to_be_unfit_is_one_sentence(office: Command, sealed: Path, tmp_path: Path) -> None:
    data, key = sealed.read_bytes(), tmp_path / "data" / "backup.key"
    (tmp_path / "cut").write_bytes(data[:-500])
    (tmp_path / "altered").write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    (tmp_path / "other").write_bytes(b"%PDF-1.7" + bytes(1000))
    assert "không trọn vẹn" in office("restore", "cut", *INTO).refusal
    assert "đã bị sửa hoặc hỏng" in office("restore", "altered", *INTO).refusal
    assert "không phải bản sao lưu" in office("restore", "other", *INTO).refusal
    assert "không có tệp hay thư mục này" in office("restore", "khong-co", *INTO).refusal
    key.rename(tmp_path / "cat-di")
    assert "chưa có khóa" in office("restore", str(sealed), *INTO).refusal
    make_key(key)
    assert "bằng khóa khác" in office("restore", str(sealed), *INTO).refusal
    key.write_bytes(b"ngan")
    assert "không đúng dạng" in office("restore", str(sealed), *INTO).refusal
    assert not (tmp_path / "moi" / "nhacviec.db").exists()


def test_what_was_altered_before_the_backup_is_said_after_restoring(office: Command, tmp_path: Path) -> None:
    change(tmp_path, "UPDATE task SET due_on = '2031-01-01' WHERE id = 1")
    said = office("restore", office("backup", "--json").json["file"], *INTO)
    assert said.code == 1
    assert "Đã khôi phục nhưng có chỗ chưa khớp:\nĐầu việc 1: hạn là 2031-01-01" in said.out


# doctor


def told(office: Command, name: str) -> list[tuple[str, str]]:
    said = json.loads(office("doctor", "--json").out)
    return [(each["health"], each["says"]) for each in said if each["name"] == name]


def test_doctor_knows_the_newest_backup_and_its_age(office: Command, tmp_path: Path) -> None:
    ((health, says),) = told(office, "backup")
    assert health == "warning" and says.startswith("Chưa có bản sao lưu nào trong data/backups")
    old = SystemClock().now() - timedelta(days=3)
    (tmp_path / "data" / "backups").mkdir()
    (tmp_path / "data" / "backups" / name_at(old, is_sealed=False)).write_bytes(b"")
    (tmp_path / "data" / "backups" / ".nhacviec-x.partial").write_bytes(b"")
    ((health, says),) = told(office, "backup")
    assert health == "warning" and "đã cũ" in says
    office("backup")
    ((health, says),) = told(office, "backup")
    assert health == "ok"


def test_doctor_says_whether_backups_can_be_sealed(office: Command, tmp_path: Path) -> None:
    assert told(office, "backup_key")[0][0] == "warning"
    (tmp_path / "data" / "letters").mkdir()
    (tmp_path / "data" / "letters" / "thu.docx").write_bytes(b"x")
    ((health, says),) = told(office, "backup_key")
    assert health == "bad" and "--make-key" in says
    office("backup", "--make-key")
    assert told(office, "backup_key")[0][0] == "ok"
    if os.name == "posix":
        (tmp_path / "data" / "backup.key").chmod(0o644)
        assert "chmod 600" in told(office, "backup_key")[0][1]
    (tmp_path / "data" / "backup.key").write_bytes(b"ngan")
    assert told(office, "backup_key")[0][0] == "bad"


def test_doctor_says_how_much_room_there_is(office: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    ((health, says),) = told(office, "disk")
    assert health == "ok" and "còn trống" in says
    monkeypatch.setenv("DISK_FREE_MB", "9999999")
    ((health, says),) = told(office, "disk")
    assert health == "bad" and "dọn bớt tệp" in says
    assert office("doctor").code == 1


def test_doctor_tells_whether_anybody_would_notice(
    office: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(office, "heartbeat")[0][0] == "warning"
    monkeypatch.setenv("HEARTBEAT_URL", "https://hc.example/ping/bi-mat")
    ((health, says),) = told(office, "heartbeat")
    assert health == "ok" and "bi-mat" not in says
    monkeypatch.setenv("HEARTBEAT_FILE", "nhip.json")
    assert "chưa ghi lượt chạy tốt nào" in told(office, "heartbeat")[0][1]
    for age, found in ((timedelta(minutes=1), "ok"), (timedelta(hours=1), "warning")):
        (tmp_path / "nhip.json").write_text(json.dumps({"at": (SystemClock().now() - age).isoformat()}))
        assert told(office, "heartbeat")[0][0] == found
