"""A sealed stream of any length opens as it was; whatever is done to it is noticed."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import streams
from models.sealing import Altered, WrongKey
from models.streams import Cut, SealedReader, SealingWriter

SECRET, OTHER = bytes(32), b"\x01" * 32
PIECE = 16


@pytest.fixture(autouse=True, scope="module")
def _short_pieces() -> object:
    """So that a few bytes are several pieces."""
    patch = pytest.MonkeyPatch()
    patch.setattr(streams, "_PIECE_BYTES", PIECE)
    yield
    patch.undo()


def sealed(data: bytes, at_a_time: int = 7) -> bytes:
    file = io.BytesIO()
    writer = SealingWriter(file, SECRET)
    for start in range(0, len(data), at_a_time):
        writer.write(data[start : start + at_a_time])
    writer.close()
    return file.getvalue()


def opened(data: bytes, secret: bytes = SECRET) -> bytes:
    reader, found = SealedReader(io.BytesIO(data), secret), b""
    while piece := reader.read(5):
        found += piece
    return found


@settings(max_examples=40)
@given(st.binary(max_size=100))
def test_what_is_sealed_opens_whatever_its_length(data: bytes) -> None:
    assert opened(sealed(data)) == data


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_lengths_around_a_piece(length: int) -> None:
    data = bytes(range(length))
    assert SealedReader(io.BytesIO(sealed(data)), SECRET).read() == data


@settings(max_examples=60)
@given(st.data())
def test_one_changed_byte_is_noticed(given_: st.DataObject) -> None:
    stream = bytearray(sealed("Danh sách hồ sơ".encode() * 5))
    stream[given_.draw(st.integers(0, len(stream) - 1))] ^= 1
    with pytest.raises((Altered, WrongKey, Cut)):
        opened(bytes(stream))


def test_a_stream_that_was_cut_is_told_from_one_that_was_altered() -> None:
    stream = sealed(b"x" * 50)
    for length in range(len(stream)):
        with pytest.raises(Cut):
            opened(stream[:length])


def test_pieces_cannot_be_left_out_moved_or_taken_from_another_stream() -> None:
    data = b"a" * PIECE + b"b" * PIECE + b"c" * PIECE
    stream, other = sealed(data), sealed(data)
    head, each = 32, PIECE + 16
    first, second, last = (stream[head + each * n : head + each * (n + 1)] for n in range(3))
    end = stream[head + each * 3 :]
    for pieces in ((first, last), (first, second), (second, first, last), (first, second, last, last), ()):
        with pytest.raises((Altered, Cut)):
            opened(stream[:head] + b"".join(pieces) + end)
    with pytest.raises(Altered):
        opened(stream[: head + each] + other[head + each :])


def test_another_key_is_told_and_nothing_shows() -> None:
    stream = sealed(b"Phan Thi Hoa" * 3)
    with pytest.raises(WrongKey):
        opened(stream, OTHER)
    assert b"Phan" not in stream
    assert stream != sealed(b"Phan Thi Hoa" * 3)
