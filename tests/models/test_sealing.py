import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sealing import KEY_BYTES, MAGIC, Altered, BadKey, Key, KeyFile, WrongKey, is_sealed

KEY, OTHER = Key(bytes(KEY_BYTES)), Key(b"\x01" * KEY_BYTES)
NAME = "Đinh Thị Bạch Yến".encode()


@given(st.binary(max_size=300), st.text(max_size=20))
def test_what_is_sealed_opens_under_its_own_name_alone(data: bytes, what: str) -> None:
    sealed = KEY.seal(data, what)
    assert is_sealed(sealed)
    assert KEY.unseal(sealed, what) == data
    with pytest.raises(Altered):
        KEY.unseal(sealed, what + "x")


@given(st.binary(max_size=300))
def test_bytes_that_were_never_sealed_do_not_open(data: bytes) -> None:
    for tried in (data, MAGIC + data):
        with pytest.raises((Altered, WrongKey)):
            KEY.unseal(tried, "")


@given(st.data())
def test_one_changed_byte_is_noticed(given_: st.DataObject) -> None:
    sealed = bytearray(KEY.seal(NAME, "x"))
    sealed[given_.draw(st.integers(0, len(sealed) - 1))] ^= 1
    with pytest.raises((Altered, WrongKey)):
        KEY.unseal(bytes(sealed), "x")


def test_another_key_is_told_from_altered_bytes() -> None:
    with pytest.raises(WrongKey):
        OTHER.unseal(KEY.seal(NAME, "x"), "x")
    with pytest.raises(Altered):
        KEY.unseal(KEY.seal(NAME, "x")[:-1], "x")


def test_the_same_bytes_are_never_sealed_alike_nor_show() -> None:
    first, second = KEY.seal(NAME, "x"), KEY.seal(NAME, "x")
    assert first != second
    assert NAME not in first


def test_the_key_is_made_at_first_need_for_its_owner_alone_and_stays(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "made" / "personal.key")
    file.check()
    assert not file.path.exists()
    sealed = file.seal(NAME, "x")
    kept = file.path.read_bytes()
    assert len(kept) == KEY_BYTES
    assert os.name != "posix" or stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert [each.name for each in file.path.parent.iterdir()] == ["personal.key"]

    again = KeyFile(file.path)
    again.seal(b"", "y")
    assert (again.unseal(sealed, "x"), file.path.read_bytes()) == (NAME, kept)


@pytest.mark.parametrize("held", [b"", b"short", bytes(KEY_BYTES + 1)])
def test_a_file_that_holds_no_key_is_named_and_left_alone(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "personal.key"
    path.write_bytes(held)
    with pytest.raises(BadKey) as bad:
        KeyFile(path).seal(NAME, "x")
    assert (bad.value.path, bad.value.is_missing, path.read_bytes()) == (path, False, held)


def test_a_lost_key_is_never_made_anew_to_open_something(tmp_path: Path) -> None:
    sealed = KeyFile(tmp_path / "personal.key").seal(NAME, "x")
    (tmp_path / "personal.key").unlink()
    with pytest.raises(BadKey) as bad:
        KeyFile(tmp_path / "personal.key").unseal(sealed, "x")
    assert bad.value.is_missing
    assert not (tmp_path / "personal.key").exists()
