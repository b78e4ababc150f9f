import os
import stat
from pathlib import Path

import pytest

from models.sealing import MAGIC, KeyFile, WrongKey
from models.store import EvidenceStore, sha256_of

LETTER = b"%PDF-1.7 " + "Kính gửi bà Đinh Thị Bạch Yến".encode()


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence", KeyFile(tmp_path / "personal.key"))


def test_a_sealed_file_keeps_the_name_of_its_plain_bytes_and_shows_none_of_them(store: EvidenceStore) -> None:
    sha256 = store.put(LETTER, sealed=True)
    assert sha256 == sha256_of(LETTER)
    assert store.is_sealed(sha256)
    assert b"PDF" not in store.path(sha256).read_bytes()
    assert (store.read(sha256), store.fault(sha256)) == (LETTER, None)


def test_what_lay_openly_before_is_still_read_and_can_be_sealed(store: EvidenceStore) -> None:
    sha256 = store.put(LETTER)
    assert (store.is_sealed(sha256), store.read(sha256), store.fault(sha256)) == (False, LETTER, None)
    store.seal(sha256)
    store.seal(sha256)
    assert (store.is_sealed(sha256), store.read(sha256)) == (True, LETTER)


def test_the_same_file_once_more_is_sealed_where_it_must_be_and_never_opened_again(
    store: EvidenceStore,
) -> None:
    sha256 = store.put(LETTER)
    store.put(LETTER, sealed=True)
    assert store.is_sealed(sha256)
    store.put(LETTER)
    assert store.is_sealed(sha256)


def test_a_file_that_begins_like_a_sealed_one_comes_back_as_it_came(store: EvidenceStore) -> None:
    hostile = MAGIC + bytes(60)
    sha256 = store.put(hostile)
    assert (store.is_sealed(sha256), store.read(sha256), store.fault(sha256)) == (False, hostile, None)
    store.put(hostile, sealed=True)
    assert (store.is_sealed(sha256), store.read(sha256), store.fault(sha256)) == (True, hostile, None)


def test_a_reader_gets_a_private_copy_that_does_not_stay(store: EvidenceStore) -> None:
    plain, sealed = store.put(b"plain"), store.put(LETTER, sealed=True)
    with store.opened(plain) as path:
        assert path == store.path(plain)
    with store.opened(sealed) as path:
        assert path.read_bytes() == LETTER
        assert os.name != "posix" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()


def test_another_key_a_lost_key_and_altered_bytes_are_told_apart(
    store: EvidenceStore, tmp_path: Path
) -> None:
    sha256 = store.put(LETTER, sealed=True)
    other = KeyFile(tmp_path / "other.key")
    other.seal(b"", "")
    foreign = EvidenceStore(store.folder, other)
    assert foreign.fault(sha256) == "locked"
    with pytest.raises(WrongKey):
        foreign.read(sha256)
    assert EvidenceStore(store.folder, KeyFile(tmp_path / "lost.key")).fault(sha256) == "locked"

    path = store.path(sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    assert store.fault(sha256) == "altered"
    path.write_bytes(b"something else")
    assert store.fault(sha256) == "altered"
    path.unlink()
    assert store.fault(sha256) == "missing"
