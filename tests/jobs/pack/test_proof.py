"""`verify --pack`: a pack is what was made, or each fault is named."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from jobs.pack.proof import PackFault, Proof, Wrong, prove
from models.store import sha256_of
from models.tables import Edition
from tests.commune import Commune
from tests.packs import hand_in, made, manifest_in, rewritten

INDEX = "0. Danh mục tài liệu kiểm chứng.xlsx"


def proof_of(year: Commune, pack: Path) -> Proof:
    with year.reads() as session:
        return prove(session, pack)


def faults(year: Commune, pack: Path) -> list[PackFault]:
    return list(proof_of(year, pack).faults)


@pytest.fixture
def pack(year: Commune, tmp_path: Path) -> Path:
    return made(year, tmp_path).path


def respelled(pack: Path, **other: Any) -> None:
    """Somebody writes another manifest into the pack."""
    told = json.dumps(manifest_in(pack) | other).encode()
    rewritten(pack, lambda name, data: told if name == "manifest.json" else data)


def test_a_pack_as_it_was_made_is_sound(year: Commune, pack: Path) -> None:
    proof = proof_of(year, pack)
    assert proof.faults == () and proof.files == 27


def test_a_pack_stays_sound_while_work_goes_on(year: Commune, pack: Path) -> None:
    with year.writes() as session:
        hand_in(year, session, year.task(session, "2026-Q2", "1.1.3-bao-cao-cchc-quy"), "quy 2.pdf")
    assert faults(year, pack) == []


@pytest.mark.parametrize("name", [INDEX, None])
def test_an_altered_file_is_named(year: Commune, pack: Path, name: str | None) -> None:
    path = name or manifest_in(pack)["files"][0]["path"]
    rewritten(pack, lambda each, data: data + b"x" if each == path else data)
    assert faults(year, pack) == [PackFault(Wrong.ALTERED, path)]


def test_a_file_taken_out_is_named(year: Commune, pack: Path) -> None:
    path = manifest_in(pack)["files"][2]["path"]
    rewritten(pack, lambda each, data: None if each == path else data)
    assert faults(year, pack) == [PackFault(Wrong.GONE, path)]


def test_a_file_put_in_is_named(year: Commune, pack: Path) -> None:
    with zipfile.ZipFile(pack, "a") as archive:
        archive.writestr("thêm.pdf", b"%PDF")
    assert faults(year, pack) == [PackFault(Wrong.ADDED, "thêm.pdf")]


def test_a_second_file_of_the_same_name_is_named(year: Commune, pack: Path) -> None:
    """Also before the true one, which is the last and the one that Python reads."""
    path = manifest_in(pack)["files"][0]["path"]
    with zipfile.ZipFile(pack) as archive:
        entries = [(each.filename, archive.read(each)) for each in archive.infolist()]
    with zipfile.ZipFile(pack, "w") as archive, pytest.warns(UserWarning):
        for name, data in [(path, b"%PDF"), *entries]:
            archive.writestr(name, data)
    assert faults(year, pack) == [PackFault(Wrong.TWICE, path)]


def test_a_swapped_manifest_is_named(year: Commune, pack: Path, tmp_path: Path) -> None:
    """Of another pack that the ledger knows too: its files are not these."""
    other = manifest_in(made(year, tmp_path, Edition.INTERNAL).path)
    respelled(pack, **other)
    assert PackFault(Wrong.UNKNOWN) in faults(year, pack)


def test_a_manifest_that_was_rewritten_to_fit_an_altered_file_is_named(year: Commune, pack: Path) -> None:
    files = manifest_in(pack)["files"]
    data = b"%PDF-1.7 better"
    files[0] |= {"sha256": sha256_of(data), "size": len(data)}
    respelled(pack, files=files)
    rewritten(pack, lambda each, kept: data if each == files[0]["path"] else kept)
    assert faults(year, pack) == [PackFault(Wrong.UNKNOWN), PackFault(Wrong.NOT_ENTERED, files[0]["path"])]


def test_a_pack_of_another_agency_or_ledger_is_named(year: Commune, pack: Path) -> None:
    respelled(pack, agency="xa-khac")
    assert faults(year, pack) == [PackFault(Wrong.OTHER_AGENCY)]


def test_another_anchor_is_named(year: Commune, pack: Path) -> None:
    respelled(pack, ledger={"seq": 5, "hash": "0" * 64})
    assert faults(year, pack) == [PackFault(Wrong.UNKNOWN), PackFault(Wrong.ANCHOR)]


@pytest.mark.parametrize("told", [b"", b"[]", b"{", b'{"files": [], "indexes": []}', b'{"files": 3}'])
def test_a_manifest_that_is_none_is_named(year: Commune, pack: Path, told: bytes) -> None:
    rewritten(pack, lambda name, data: told if name == "manifest.json" else data)
    assert faults(year, pack) == [PackFault(Wrong.NO_MANIFEST)]


def test_what_is_no_archive_is_named(year: Commune, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"%PDF-1.7")
    assert faults(year, file) == [PackFault(Wrong.NO_ARCHIVE)]


def test_an_archive_that_was_cut_off_is_named(year: Commune, pack: Path) -> None:
    pack.write_bytes(pack.read_bytes()[:-100])
    assert faults(year, pack) == [PackFault(Wrong.NO_ARCHIVE)]


def test_a_ledger_that_was_rewritten_proves_nothing(year: Commune, pack: Path) -> None:
    with year.engine.begin() as connection:
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    year.alter("UPDATE ledger_entry SET body = replace(body, '\"open\"', '\"waived\"') WHERE seq = 40")
    assert PackFault(Wrong.CHAIN) in faults(year, pack)
