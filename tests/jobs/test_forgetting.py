"""Bytes that no row names leave the disk the second time that they are seen; all others stay."""

import os
import tempfile
from pathlib import Path

import pytest

from jobs.forgetting import Sweeper
from models.changes.confirming import Said
from models.changes.filing import keep_loose
from models.tables import How
from tests.commune import PNG, Commune, commune, template

__all__ = ["commune", "template"]


@pytest.fixture(autouse=True)
def no_copies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Passing copies lie where nobody else's do."""
    folder = tmp_path / "passing"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(folder))
    return folder


def sweep(sweeper: Sweeper) -> None:
    for take in sweeper.steps():
        take()


def test_what_is_named_stays_and_what_was_refused_goes(commune: Commune) -> None:
    with commune.writes() as session:
        said = Said(How.FILE, commune.now, "", 100_001, 6)
        kept = keep_loose(commune.act(session, "an.vhxh"), commune.file(), said)
    refused, sweeper = commune.store.put(PNG + b"refused"), Sweeper(commune.engine, commune.store)
    sweep(sweeper)
    assert commune.store.path(refused).exists()
    sweep(sweeper)
    assert not commune.store.path(refused).exists()
    assert commune.store.path(kept.sha256).exists()


def test_a_file_that_came_again_meanwhile_is_given_time(commune: Commune) -> None:
    sha256, sweeper = commune.store.put(PNG), Sweeper(commune.engine, commune.store)
    os.utime(commune.store.path(sha256), (1, 1))
    sweep(sweeper)
    commune.store.put(PNG)
    sweep(sweeper)
    assert commune.store.path(sha256).exists()


def test_bytes_of_a_file_that_was_deleted_go(commune: Commune) -> None:
    with commune.writes() as session:
        said = Said(How.FILE, commune.now, "", 100_001, 6)
        evidence = keep_loose(commune.act(session, "an.vhxh"), commune.file(), said)
        evidence.deleted_at = commune.now
    sweeper = Sweeper(commune.engine, commune.store)
    sweep(sweeper)
    sweep(sweeper)
    assert not commune.store.path(evidence.sha256).exists()


def test_half_written_files_and_copies_of_what_is_sealed_go_that_a_crash_left(
    commune: Commune, no_copies: Path
) -> None:
    half = commune.store.path(commune.store.put(PNG)).parent / "tmp1234"
    copy = no_copies / "nhacviec-abcd" / "tep"
    copy.parent.mkdir()
    for path in (half, copy):
        path.write_bytes(b"x")
    sweeper = Sweeper(commune.engine, commune.store)
    sweep(sweeper)
    sweep(sweeper)
    assert not half.exists() and not copy.exists()
