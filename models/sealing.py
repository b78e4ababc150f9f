"""What is of a citizen lies sealed: AES-256-GCM with one key of the installation, a file outside the database
(Law 91/2025/QH15; docs/design.md, Evidence). Without that file nothing sealed can ever be read again."""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"NVSEAL1\n"
KEY_BYTES = 32
_ID_BYTES, _NONCE_BYTES = 8, 12
_HEAD_BYTES = len(MAGIC) + _ID_BYTES
_SHORTEST = _HEAD_BYTES + _NONCE_BYTES + 16


class BadKey(Exception):
    """The file of the key holds no key, or is gone though something was sealed with it; never what it holds."""

    def __init__(self, path: Path, *, is_missing: bool = False) -> None:
        super().__init__(str(path))
        self.path, self.is_missing = path, is_missing


class WrongKey(Exception):
    """It was sealed with another key than the one that is there."""


class Altered(Exception):
    """It is not what was sealed: its bytes have changed, or it was sealed as something else."""


class Key:
    """Seals and unseals bytes; what it is never shows."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(secret)
        self._head = MAGIC + hashlib.sha256(b"nhacviec" + secret).digest()[:_ID_BYTES]

    def seal(self, data: bytes, what: str) -> bytes:
        """`what` names the thing (a SHA-256, a row): under another name it does not open."""
        nonce = os.urandom(_NONCE_BYTES)
        return self._head + nonce + self._cipher.encrypt(nonce, data, self._head + what.encode())

    def unseal(self, sealed: bytes, what: str) -> bytes:
        """Raises WrongKey, Altered."""
        if len(sealed) < _SHORTEST or not is_sealed(sealed):
            raise Altered
        head, rest = sealed[:_HEAD_BYTES], sealed[_HEAD_BYTES:]
        if head != self._head:
            raise WrongKey
        try:
            return self._cipher.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], head + what.encode())
        except InvalidTag:
            raise Altered from None


class KeyFile:
    """The key in a file that its owner alone may read: made when something is first sealed, never overwritten.

    `was_used`: whether something was sealed before. Then no other key takes the place of one that is gone: what
    both seal could never be opened with one.
    """

    def __init__(self, path: Path, was_used: Callable[[], bool] = lambda: False) -> None:
        self._path, self._was_used = path, was_used
        self._key: Key | None = None

    @property
    def path(self) -> Path:
        return self._path

    def seal(self, data: bytes, what: str) -> bytes:
        """As `Key.seal`; makes the key where there is none. Raises BadKey, OSError."""
        if self._key is None and not self._path.exists():
            if self._was_used():
                raise BadKey(self._path, is_missing=True)
            make_key(self._path)
        return self._opened().seal(data, what)

    def unseal(self, sealed: bytes, what: str) -> bytes:
        """As `Key.unseal`. Raises WrongKey, Altered, BadKey, OSError."""
        return self._opened().unseal(sealed, what)

    def check(self) -> None:
        """Raises BadKey, OSError where the key cannot be used; a key that was never needed is none the worse."""
        if self._path.exists() or self._was_used():
            self._opened()

    def _opened(self) -> Key:
        if self._key is None:
            self._key = Key(read_key(self._path))
        return self._key


def is_sealed(data: bytes) -> bool:
    """Whether these bytes begin as what is sealed does."""
    return data.startswith(MAGIC)


def read_key(path: Path) -> bytes:
    """The secret in a file. Raises BadKey, OSError."""
    try:
        secret = path.read_bytes()
    except FileNotFoundError:
        raise BadKey(path, is_missing=True) from None
    if len(secret) != KEY_BYTES:
        raise BadKey(path)
    return secret


def make_key(path: Path) -> None:
    """A new key that its owner alone may read, on disk as a whole or not at all; one that is there stays. Raises
    OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    whole = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        give_name(whole, path)
    finally:
        whole.unlink(missing_ok=True)
    sync_folder(path.parent)


def give_name(whole: Path, path: Path) -> bool:
    """A second name for what is written whole, only where nothing has it; returns whether it was given. Raises
    OSError."""
    try:
        path.hardlink_to(whole)
    except FileExistsError:
        return False
    except OSError:  # a disk without second names, as a stick
        if path.exists():
            return False
        whole.rename(path)
    return True


def sync_folder(folder: Path) -> None:
    """So that the name too outlives a power cut; Windows knows no such thing."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
