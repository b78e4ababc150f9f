"""A backup holds all that was recorded, is proved before it counts, and leaves nothing behind where it fails."""

import errno
import os
import sqlite3
import stat
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from jobs.backup import making
from jobs.backup.archive import ArchiveWriter
from jobs.backup.keeping import Plan, backups_in, owes_backup, rotate
from jobs.backup.making import Made, check_backup, make_backup
from jobs.backup.values import Failed, NoBackup, Sources, Stopped, Unfit, Unusable, is_expected
from models.changes.evidence import add_evidence
from models.database import alone
from models.sealing import KEY_BYTES, make_key, read_key
from tests.commune import PNG, Commune, at

BIG = PNG + bytes(range(256)) * 8192


@pytest.fixture
def sources(commune: Commune, tmp_path: Path) -> Sources:
    """An has handed in a file of two megabytes."""
    with commune.writes() as session:
        task, an = commune.task(session), commune.act(session, "an.vhxh")
        add_evidence(an, task, commune.file(BIG), commune.said())
    url = f"sqlite:///{tmp_path / 'nhacviec.db'}"
    return Sources(url, tmp_path / "evidence", tmp_path / "letters", tmp_path / "backup.key")


def make(sources: Sources, hour: str = "02:00") -> Made:
    return make_backup(sources, sources.evidence.parent / "backups", at("15/12/2026", hour))


def left_behind(folder: Path) -> list[str]:
    """What only a backup under way has a right to leave."""
    return [each.name for each in folder.rglob("*") if each.name.startswith((".backup-", ".nhacviec-"))]


def proved(file: Path, folder: Path, secret: bytes | None = None) -> Unfit | None:
    """What is wrong with a backup."""
    scratch = folder / f"scratch-{len(list(folder.iterdir()))}"
    scratch.mkdir()
    try:
        check_backup(file, secret, scratch)
    except Unusable as error:
        return error.why
    return None


def test_it_holds_database_and_evidence_and_proves_itself(sources: Sources, commune: Commune) -> None:
    made = make(sources)
    assert made.file.name == "nhacviec-20261215-020000.tar"
    assert made.manifest.files == 1
    assert made.manifest.contents.rows["evidence"] == 1
    with commune.reads() as session:
        agency = commune.agency(session)
        assert made.manifest.contents.anchors == {"tan-ky": f"{agency.ledger_seq}-{agency.ledger_hash}"}
    assert proved(made.file, sources.evidence.parent) is None
    assert left_behind(sources.evidence.parent) == []


def test_its_owner_alone_may_read_it(sources: Sources) -> None:
    made = make(sources)
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.file.parent.stat().st_mode) == 0o700


def test_what_is_written_meanwhile_is_in_the_next_one(sources: Sources, commune: Commune) -> None:
    """A writer goes on all the time: nobody waits, and each backup is of one moment."""
    stop, written = threading.Event(), 0

    def write() -> None:
        nonlocal written
        with closing(sqlite3.connect(sources.evidence.parent / "nhacviec.db", timeout=0)) as other:
            other.execute("CREATE TABLE one (n INTEGER)")
            other.execute("CREATE TABLE two (n INTEGER)")
            while not stop.is_set():
                other.execute("INSERT INTO one VALUES (1)")
                other.execute("INSERT INTO two VALUES (1)")
                other.commit()
                written += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [make(sources, hour) for hour in ("02:00", "03:00", "04:00")]
    finally:
        stop.set()
        writer.join()
    counts = [each.manifest.contents.rows for each in made]
    assert [rows.get("one", 0) for rows in counts] == [rows.get("two", 0) for rows in counts]
    assert counts[0].get("one", 0) < counts[1]["one"] < counts[2]["one"] <= written


def test_a_key_seals_it_and_only_that_key_opens_it(sources: Sources, tmp_path: Path) -> None:
    make_key(sources.key_file)
    made = make(sources)
    secret = read_key(sources.key_file)
    assert made.is_sealed and made.file.name.endswith(".tar.sealed")
    data = made.file.read_bytes()
    assert b"an.vhxh" not in data and b"SQLite format" not in data
    assert proved(made.file, tmp_path, secret) is None
    assert proved(made.file, tmp_path) is Unfit.NO_KEY
    assert proved(made.file, tmp_path, b"\x01" * KEY_BYTES) is Unfit.OTHER_KEY


@pytest.mark.parametrize("sealed", [False, True])
def test_a_cut_or_altered_file_is_told(sources: Sources, tmp_path: Path, sealed: bool) -> None:
    if sealed:
        make_key(sources.key_file)
    secret, file = (read_key(sources.key_file) if sealed else None), make(sources).file
    data, bad = file.read_bytes(), tmp_path / "bad"
    for length in (len(data) - 12_000, len(data) // 2, 600):
        bad.write_bytes(data[:length])
        assert proved(bad, tmp_path, secret) is Unfit.CUT
    for place in (700, len(data) // 3, len(data) // 2):
        bad.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert proved(bad, tmp_path, secret) in (Unfit.ALTERED, Unfit.DAMAGED)
    bad.write_bytes(b"PK\x03\x04" + bytes(2000))
    assert proved(bad, tmp_path, secret) is Unfit.NO_BACKUP


def test_without_a_key_nothing_of_citizens_is_copied(sources: Sources, commune: Commune) -> None:
    sources.letters.mkdir()
    (sources.letters / "xin-loi-Đinh-Thị-Yến.docx").write_bytes(b"nh\xc3\xa1p")
    with pytest.raises(NoBackup) as refused:
        make(sources)
    assert refused.value.why is Failed.NO_KEY
    make_key(sources.key_file)
    made = make(sources)
    assert "letters/xin-loi-Đinh-Thị-Yến.docx" in [part.name for part in made.manifest.parts]
    (sources.letters / "xin-loi-Đinh-Thị-Yến.docx").unlink()
    sources.key_file.unlink()
    commune.alter("UPDATE evidence SET is_sealed = 1")
    with pytest.raises(NoBackup) as refused:
        make(sources, "03:00")
    assert refused.value.why is Failed.NO_KEY


def test_a_file_that_is_gone_is_named_and_stops_nothing(sources: Sources) -> None:
    (file,) = [each for each in sources.evidence.rglob("*") if each.is_file()]
    file.unlink()
    made = make(sources)
    assert made.manifest.missing == (file.name,)
    assert made.manifest.files == 0


def test_a_ledger_that_was_altered_is_copied_as_it_stands_and_said(
    sources: Sources, commune: Commune
) -> None:
    assert make(sources).manifest.contents.broken == []
    with commune.engine.begin() as connection:
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    commune.alter("UPDATE ledger_entry SET prev = 'x' WHERE seq = 10")
    assert make(sources, "03:00").manifest.contents.broken == ["tan-ky"]


def test_a_database_that_is_not_the_one_of_the_manifest_is_told(sources: Sources, tmp_path: Path) -> None:
    made = make(sources).manifest
    rows = made.contents.rows | {"task": 1}
    forged = replace(made, contents=replace(made.contents, rows=rows))
    with (tmp_path / "forged.tar").open("wb") as file, (tmp_path / "nhacviec.db").open("rb") as database:
        archive = ArchiveWriter(file, None)
        archive.add("nhacviec.db", database)
        archive.finish(replace(forged, parts=tuple(archive.parts)))
    assert proved(tmp_path / "forged.tar", tmp_path) is Unfit.ALTERED


def test_a_damaged_database_makes_no_backup(sources: Sources, commune: Commune, tmp_path: Path) -> None:
    commune.engine.dispose()
    path = tmp_path / "nhacviec.db"
    data = bytearray(path.read_bytes())
    data[8192:40960] = bytes(32768)
    path.write_bytes(data)
    with pytest.raises(NoBackup) as failed:
        make(sources)
    assert failed.value.why is Failed.DAMAGED
    assert left_behind(tmp_path) == []
    assert backups_in(tmp_path / "backups") == {}


@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.ENOSPC, Failed.DISK_FULL), (errno.EROFS, Failed.READ_ONLY), (errno.EIO, Failed.OTHER)],
)
def test_what_the_disk_refuses_leaves_nothing_behind(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, number: int, why: Failed
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(ArchiveWriter, "finish", refuse)
    with pytest.raises(NoBackup) as failed:
        make(sources)
    assert failed.value.why is why
    assert left_behind(sources.evidence.parent) == []
    assert backups_in(sources.evidence.parent / "backups") == {}


def test_what_cannot_be_proved_after_writing_is_no_backup(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(name: str, *given: object) -> None:
        raise Unusable(Unfit.ALTERED)

    monkeypatch.setattr(making, "check_backup", spoil)
    with pytest.raises(NoBackup) as failed:
        make(sources)
    assert failed.value.why is Failed.NOT_PROVED
    assert backups_in(sources.evidence.parent / "backups") == {}


def test_it_gives_up_when_the_program_ends(sources: Sources) -> None:
    with pytest.raises(Stopped):
        make_backup(sources, sources.evidence.parent / "backups", at("15/12/2026"), lambda: False)
    assert left_behind(sources.evidence.parent) == []


def test_one_at_a_time_and_what_a_crash_left_goes_with_the_next(sources: Sources, tmp_path: Path) -> None:
    half, copy = tmp_path / "backups" / ".nhacviec-abc.partial", tmp_path / ".backup-abc"
    half.parent.mkdir()
    half.write_bytes(b"x")
    copy.mkdir()
    (copy / "nhacviec.db").write_bytes(b"x")
    with alone(tmp_path / ".backup.lock"), pytest.raises(NoBackup) as busy:
        make(sources)
    assert busy.value.why is Failed.BUSY and half.exists()
    make(sources)
    assert not half.exists() and not copy.exists()


def test_a_server_of_another_kind_is_refused(sources: Sources, tmp_path: Path) -> None:
    other = replace(sources, database_url="postgresql://localhost/nhacviec")
    with pytest.raises(NoBackup) as refused:
        make_backup(other, tmp_path / "backups", at("15/12/2026"))
    assert refused.value.why is Failed.NOT_SQLITE


def test_the_nightly_one_is_owed_once_and_old_ones_go(sources: Sources, tmp_path: Path) -> None:
    folder, plan = tmp_path / "backups", Plan(at("15/12/2026", "02:00").time(), 2, 0)
    assert owes_backup(folder, plan, at("15/12/2026"))
    assert not owes_backup(folder, replace(plan, hour=None), at("15/12/2026"))
    made = make(sources)
    assert not owes_backup(folder, plan, at("15/12/2026"))
    assert owes_backup(folder, plan, at("16/12/2026"))
    for name in ("nhacviec-20261213-020000.tar", "nhacviec-20261214-020000.tar.sealed", "ghi-chu.txt"):
        (folder / name).write_bytes(b"")
    assert [each.name for each in rotate(folder, plan)] == ["nhacviec-20261213-020000.tar"]
    assert sorted(each.name for each in folder.iterdir()) == [
        "ghi-chu.txt",
        "nhacviec-20261214-020000.tar.sealed",
        made.file.name,
    ]


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "evidence/../../x",
        "letters/../x",
        "letters//x",
        "letters/C:x",
        "letters\\x",
        "x",
        "evidence/aa/b",
    ],
)
def test_a_name_that_leads_elsewhere_is_none_of_ours(name: str) -> None:
    assert not is_expected(name)
    assert is_expected(f"evidence/ab/ab{'0' * 62}") and is_expected("letters/da-ky/Thư 1.pdf")
