"""The archive of a pack: names that every system takes, bytes as they came, a supplement that renumbers nothing."""

import hashlib
import re
import unicodedata
import zipfile
from html import unescape
from pathlib import Path

import pytest

from bot.texts.pack import made_words
from jobs.pack.making import NothingNew
from jobs.pack.values import Fault
from models.tables import Edition
from tests.commune import Commune
from tests.packs import CITIZEN, PLAN, REPORT, hand_in, made, manifest_in

OFFICERS = ("Nguyễn Thị An", "Cao Quang Minh", "Trần Văn Bình", "Võ Đình Lâm")


def names_in(pack: Path) -> list[str]:
    with zipfile.ZipFile(pack) as archive:
        return archive.namelist()


def text_in(pack: Path) -> str:
    """All that can be read in the indexes and the manifest, and the names of the files."""
    with zipfile.ZipFile(pack) as archive:
        said = [*archive.namelist(), archive.read("manifest.json").decode()]
        for name in archive.namelist():
            if name.endswith((".docx", ".xlsx")) and "/" not in name:
                with archive.open(name) as file, zipfile.ZipFile(file) as index:
                    parts = [index.read(each).decode("utf-8", "replace") for each in index.namelist()]
                    said += [unescape(re.sub(r"<[^>]+>", "", part)) for part in parts]
    return unicodedata.normalize("NFC", "\n".join(said))


@pytest.mark.parametrize("edition", Edition)
def test_every_path_is_one_that_windows_takes(year: Commune, tmp_path: Path, edition: Edition) -> None:
    with year.writes() as session:
        title = unicodedata.normalize(
            "NFD", 'Báo cáo "rất dài": <CON> * ' + "thủ tục hành chính " * 12 + "..."
        )
        requirement = year.requirement(session, REPORT)
        requirement.short = title
        session.add(requirement)
    pack = made(year, tmp_path, edition).path
    with zipfile.ZipFile(pack) as archive:
        for entry in archive.infolist():
            assert len(entry.filename) <= 120
            assert entry.filename == unicodedata.normalize("NFC", entry.filename)
            assert entry.filename.isascii() or entry.flag_bits & 0x800
            for segment in entry.filename.split("/"):
                assert segment == segment.strip(" .") and not set(segment) & set('<>:"\\|?*')
    names = names_in(pack)
    assert len({name.casefold() for name in names}) == len(names)
    assert {name.rpartition(".")[2] for name in names} == {"pdf", "xlsx", "json"}


def test_bytes_are_those_that_came(year: Commune, tmp_path: Path) -> None:
    pack = made(year, tmp_path).path
    files = [each for each in manifest_in(pack)["files"] if each["path"]]
    with zipfile.ZipFile(pack) as archive:
        for each in files:
            data = archive.read(each["path"])
            assert hashlib.sha256(data).hexdigest() == each["sha256"]
            assert data == year.store.path(each["sha256"]).read_bytes()


def test_the_manifest_tells_what_each_file_is_for(year: Commune, tmp_path: Path) -> None:
    before = year.ledger()[-1]
    pack = made(year, tmp_path)
    told = manifest_in(pack.path)
    assert (told["agency"], told["year"], told["edition"], told["number"]) == ("tan-ky", 2026, "nop", 0)
    assert told["ledger"] == {"seq": before.seq, "hash": before.hash}
    assert told["made_at"] == "2026-12-18T09:00:00+07:00" and told["version"]
    plan = told["files"][0]
    assert (plan["criterion"], plan["requirement"], plan["item"]) == ("1.1.2", PLAN, "quyet-dinh")
    assert year.ledger()[-1].change == "make_pack"
    assert pack.manifest_sha256 in year.ledger()[-1].body
    assert year.faults() == []


def test_no_name_of_a_person_leaves_the_house(year: Commune, tmp_path: Path) -> None:
    sent = text_in(made(year, tmp_path, indexed=True).path)
    assert not [name for name in (*OFFICERS, CITIZEN) if name.casefold() in sent.casefold()]
    assert "an.vhxh" not in sent and "NV-2026-" not in sent
    kept = text_in(made(year, tmp_path, Edition.INTERNAL, indexed=True).path)
    assert [name for name in (*OFFICERS, CITIZEN) if name not in kept] == []
    assert "NV-2026-000001" in kept


def test_letters_to_citizens_are_in_no_pack(year: Commune, tmp_path: Path) -> None:
    def letters(edition: Edition) -> list[str]:
        files = manifest_in(made(year, tmp_path, edition).path)["files"]
        return [each["path"] for each in files if each["requirement"] == "3.3.2-xin-loi-tung-ho-so"]

    assert letters(Edition.SUBMITTED) == ["", "", ""]
    assert letters(Edition.INTERNAL) == ["", "", ""]


def test_a_file_that_serves_two_tasks_is_stored_once_and_found_twice(year: Commune, tmp_path: Path) -> None:
    with year.writes() as session:
        for period in ("2026-Q1", "2026-Q2"):
            task = year.task(session, period, "1.1.3-bao-cao-cchc-quy")
            hand_in(year, session, task, f"{period}.pdf", said=b"both quarters")
    pack = made(year, tmp_path).path
    sha256 = hashlib.sha256(b"%PDF-1.7\nboth quarters").hexdigest()
    paths = [each["path"] for each in manifest_in(pack)["files"] if each["sha256"] == sha256]
    assert len(paths) == 2 and len(set(paths)) == 1
    assert names_in(pack).count(paths[0]) == 1


def test_a_stored_file_that_is_gone_or_altered_is_named(year: Commune, tmp_path: Path) -> None:
    documents = made(year, tmp_path, Edition.INTERNAL).contents.documents()
    files = [each for each in documents if each.path]
    year.store.path(files[0].sha256).unlink()
    year.store.path(files[1].sha256).write_bytes(b"%PDF-1.7 other")
    pack = made(year, tmp_path, indexed=True)
    assert [each.fault for each in pack.contents.unfit()] == [Fault.MISSING, Fault.ALTERED]
    last = made_words(pack.contents, "x.zip").splitlines()[-1]
    assert last.startswith(
        "Không kèm được 2 tệp: số 1 (ke hoach chi NGUYEN THI AN lam.pdf, không còn trên đĩa)"
    )
    assert "Tệp gốc không còn trong kho lưu trữ" in text_in(pack.path)
    assert [each.get("fault") for each in manifest_in(pack.path)["files"][:3]] == ["missing", "altered", None]


def test_a_supplement_holds_what_is_new_and_goes_on_counting(year: Commune, tmp_path: Path) -> None:
    first = made(year, tmp_path)
    with pytest.raises(NothingNew):
        made(year, tmp_path)
    with year.writes() as session:
        task = year.task(session, "2026-Q1", "1.1.3-bao-cao-cchc-quy")
        hand_in(year, session, task, "quy 1.pdf")
        hand_in(year, session, task, "bien ban.pdf", 1)
    second = made(year, tmp_path)
    count = len(first.contents.documents())
    assert [each.number for each in second.contents.documents()] == [count + 1, count + 2]
    assert second.path.name == "minh-chung-cchc-2026-nop-bo-sung-1.zip"
    assert [part.code for part in second.contents.criteria()] == ["1.1.3"]
    with year.writes() as session:
        hand_in(year, session, year.task(session, "2026-Q2", "1.1.3-bao-cao-cchc-quy"), "quy 2.pdf")
    third = made(year, tmp_path)
    assert (third.contents.number, third.contents.documents()[0].number) == (2, count + 3)
    assert made(year, tmp_path, Edition.INTERNAL).contents.number == 0, "the other edition counts by itself"
    assert year.faults() == []


def test_a_supplement_names_what_counts_no_more(year: Commune, tmp_path: Path) -> None:
    first = made(year, tmp_path)
    gone = first.contents.documents()[3]
    year.alter("UPDATE evidence SET withdrawn_at = sent_at WHERE id = :id", id=gone.evidence_id)
    with year.writes() as session:
        hand_in(year, session, year.task(session, "2026-Q2", "1.1.3-bao-cao-cchc-quy"), "quy 2.pdf")
    second = made(year, tmp_path, indexed=True)
    assert second.contents.withdrawn == (4,)
    assert "Tài liệu số 4 của danh mục đã lập trước đây nay đã được rút" in text_in(second.path)


def test_a_pack_that_cannot_be_entered_leaves_no_file(year: Commune, tmp_path: Path) -> None:
    year.alter("CREATE TRIGGER no_packs BEFORE INSERT ON pack BEGIN SELECT RAISE(ABORT, 'no'); END")
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Exception, match="no"):
        made(year, folder)
    assert list(folder.iterdir()) == []
    assert year.ledger()[-1].change != "make_pack"


def test_nothing_is_overwritten(year: Commune, tmp_path: Path) -> None:
    there = tmp_path / "minh-chung-cchc-2026-nop.zip"
    there.write_bytes(b"of last week")
    with pytest.raises(FileExistsError):
        made(year, tmp_path)
    assert there.read_bytes() == b"of last week"
    assert year.ledger()[-1].change != "make_pack"
