"""Sealed streams of any length, a piece at a time: AES-256-GCM under a key of the stream's own, each piece under
its number and whether it is the last, so that none can be changed, moved, added or cut off unnoticed (the STREAM
construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).

What is sealed: MAGIC, which key (8 bytes), salt (16), pieces of 1 MiB with a tag each, the last one shorter, END.
"""

import hashlib
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.sealing import Altered, WrongKey

MAGIC, END = b"NVSTRM1\n", b"NVSTRME\n"
_ID_BYTES, _SALT_BYTES, _TAG_BYTES = 8, 16, 16
_HEAD_BYTES = len(MAGIC) + _ID_BYTES + _SALT_BYTES
_PIECE_BYTES = 1024 * 1024


class Cut(Exception):
    """It ends before what was written does."""


class SealingWriter:
    """Takes bytes and writes them sealed; what was written counts once `close` has been called."""

    def __init__(self, file: BinaryIO, secret: bytes) -> None:
        self._file, self._waiting, self._number = file, bytearray(), 0
        self._head = MAGIC + _id_of(secret) + os.urandom(_SALT_BYTES)
        self._cipher = _cipher(secret, self._head)
        file.write(self._head)

    def write(self, data: bytes) -> int:
        """Holds back at most a piece. Raises OSError."""
        self._waiting += data
        while len(self._waiting) > _PIECE_BYTES:
            self._seal(bytes(self._waiting[:_PIECE_BYTES]), is_last=False)
            del self._waiting[:_PIECE_BYTES]
        return len(data)

    def tell(self) -> int:
        """How many bytes were taken."""
        return self._number * _PIECE_BYTES + len(self._waiting)

    def close(self) -> None:
        """Writes the last piece and the end; the file below stays open. Raises OSError."""
        self._seal(bytes(self._waiting), is_last=True)
        self._waiting.clear()
        self._file.write(END)

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last)
        self._file.write(self._cipher.encrypt(nonce, piece, self._head))
        self._number += 1


class SealedReader:
    """Reads what a SealingWriter wrote; bytes that were not proved are never handed out."""

    def __init__(self, file: BinaryIO, secret: bytes) -> None:
        """Raises WrongKey, Cut, Altered."""
        self._file, self._open, self._number = file, bytearray(), 0
        self._left = _length_of_pieces(file)
        self._head = file.read(_HEAD_BYTES)
        if not is_stream(self._head):
            raise Altered
        if self._head[len(MAGIC) : len(MAGIC) + _ID_BYTES] != _id_of(secret):
            raise WrongKey
        self._cipher = _cipher(secret, self._head)

    def read(self, size: int = -1) -> bytes:
        """Raises Altered."""
        while self._left and (size < 0 or len(self._open) < size):
            self._open += self._next_piece()
        taken = bytes(self._open if size < 0 else self._open[:size])
        del self._open[: len(taken)]
        return taken

    def _next_piece(self) -> bytes:
        sealed = self._file.read(min(self._left, _PIECE_BYTES + _TAG_BYTES))
        self._left -= len(sealed)
        try:
            piece = self._cipher.decrypt(_nonce(self._number, self._left == 0), sealed, self._head)
        except (InvalidTag, ValueError):
            raise Altered from None
        self._number += 1
        return piece


def is_stream(head: bytes) -> bool:
    """Whether bytes begin as a sealed stream does."""
    return head.startswith(MAGIC)


def _length_of_pieces(file: BinaryIO) -> int:
    """How many bytes of pieces there are, the file standing at its beginning again. Raises Cut."""
    length = file.seek(0, os.SEEK_END) - _HEAD_BYTES - len(END)
    if length < _TAG_BYTES:
        raise Cut
    file.seek(-len(END), os.SEEK_END)
    if file.read() != END:
        raise Cut
    file.seek(0)
    return length


def _id_of(secret: bytes) -> bytes:
    """Tells one key from another and says nothing of it."""
    return hashlib.sha256(b"nhacviec stream" + secret).digest()[:_ID_BYTES]


def _cipher(secret: bytes, head: bytes) -> AESGCM:
    salt = head[-_SALT_BYTES:]
    return AESGCM(HKDF(SHA256(), 32, salt, b"nhacviec stream").derive(secret))


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])
