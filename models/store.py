"""Evidence on disk: bytes exactly as received, named by SHA-256, written whole or not at all
(docs/design.md, Evidence)."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from models.sealing import MAGIC, Altered, BadKey, KeyFile, WrongKey, is_sealed

UNKNOWN = "application/octet-stream"
# A mail or a scanner may have put something before it; readers look so far (ISO 32000-1, annex H).
_PDF_HEADER_WITHIN = 1024
# How an entry of a ZIP archive's directory begins, and how many of them an office file may have.
_PART, _MOST_PARTS = b"PK\x01\x02", 10_000
HEIC = "image/heic"
_COPIES, _COPY = "nhacviec-", "tep"
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_OFFICE = "application/vnd.openxmlformats-officedocument"


class EvidenceStore:
    """A folder of files named by the SHA-256 of what they hold; it never overwrites with anything else.

    What tells of citizens lies sealed under the same name. A file counts as sealed where it begins so and is not,
    as it stands, what its name says: whoever sends bytes that begin so gets them back as they came.
    """

    def __init__(self, folder: Path, key: KeyFile | None = None) -> None:
        """`key`: by default the one beside the folder."""
        self._folder, self._key = folder, key or KeyFile(folder.absolute().parent / "personal.key")

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def key(self) -> KeyFile:
        """What it seals with."""
        return self._key

    def put(self, data: bytes, sealed: bool = False) -> str:
        """Writes the bytes to disk before it returns their SHA-256; `sealed`: so that without the key nobody reads
        them, also where they were stored openly before. Raises OSError when the disk refuses, BadKey."""
        sha256 = sha256_of(data)
        path = self.path(sha256)
        if not path.exists() or (sealed and not self.is_sealed(sha256)):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, self._key.seal(data, sha256) if sealed else data)
        else:
            # It came again just now: nobody takes it for something that was left here.
            path.touch()
        return sha256

    def seal(self, sha256: str) -> None:
        """Seals a stored file that is not sealed yet. Raises OSError where there is none or the disk refuses,
        BadKey."""
        if not self.is_sealed(sha256):
            write_whole(self.path(sha256), self._key.seal(self.path(sha256).read_bytes(), sha256))

    def is_sealed(self, sha256: str) -> bool:
        """Raises OSError where there is no such file."""
        path = self.path(sha256)
        return _begins_sealed(path) and _sha256_of(path) != sha256

    def read(self, sha256: str) -> bytes:
        """The bytes as they came, sealed or not. Raises OSError, WrongKey, Altered, BadKey."""
        path = self.path(sha256)
        if self.is_sealed(sha256):
            return self._key.unseal(path.read_bytes(), sha256)
        return path.read_bytes()

    @contextmanager
    def opened(self, sha256: str) -> Iterator[Path]:
        """A path to the bytes as they came: of what is sealed a passing copy that its owner alone may read. Raises
        as `read` does."""
        if not self.is_sealed(sha256):
            yield self.path(sha256)
            return
        data = self.read(sha256)
        with tempfile.TemporaryDirectory(prefix=_COPIES) as folder:
            copy = Path(folder, _COPY)
            write_private(copy, data)
            yield copy

    def remove(self, sha256: str) -> None:
        """What must not be here is not. Raises OSError when the disk refuses."""
        self.path(sha256).unlink(missing_ok=True)

    def paths(self) -> list[Path]:
        """Every file that lies here, whatever it is called."""
        return [path for path in self._folder.glob("*/*") if path.is_file()]

    def path(self, sha256: str) -> Path:
        """Where it lies, sealed or not; its bytes are had by `read`."""
        return self._folder / sha256[:2] / sha256

    def fault(self, sha256: str) -> str | None:
        """What is wrong with a stored file, in one word for `verify`: "missing", "altered", "locked" where it was
        sealed with a key that is not there, or None."""
        if not self.path(sha256).is_file():
            return "missing"
        if not self.is_sealed(sha256):
            return None if _sha256_of(self.path(sha256)) == sha256 else "altered"
        try:
            return None if sha256_of(self.read(sha256)) == sha256 else "altered"
        except Altered:
            return "altered"
        except (WrongKey, BadKey):
            return "locked"


def left_copies() -> list[Path]:
    """Passing copies of what is sealed: each is gone by itself, unless the program ended while it was read."""
    return list(Path(tempfile.gettempdir()).glob(f"{_COPIES}*/{_COPY}"))


def private_folder(folder: Path) -> None:
    """Makes a folder that only its owner may look into; one that is there stays as it is. Raises OSError."""
    if not folder.is_dir():
        private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def sha256_of(data: bytes) -> str:
    """The name under which these bytes are stored."""
    return hashlib.sha256(data).hexdigest()


def media_type(data: bytes) -> str:
    """What the bytes are, whatever their name says; `UNKNOWN` for all we do not know."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"PK\x03\x04"):
        return _office_type(data)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return HEIC
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return "application/pdf"
    return UNKNOWN


def has_too_many_parts(archive: bytes) -> bool:
    """Whether a ZIP archive lists more parts than any office program writes: to list them all would take memory
    and time, however small each is."""
    return archive.count(_PART) > _MOST_PARTS


def _office_type(data: bytes) -> str:
    if has_too_many_parts(data):
        return UNKNOWN
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return UNKNOWN
    if "word/document.xml" in names:
        return f"{_OFFICE}.wordprocessingml.document"
    if "xl/workbook.xml" in names:
        return f"{_OFFICE}.spreadsheetml.sheet"
    return UNKNOWN


def write_private(path: Path, data: bytes) -> None:
    """A new file that its owner alone may read. Raises FileExistsError where there is one, OSError."""
    with open_private(path) as file:
        file.write(data)


def open_private(path: Path) -> BinaryIO:
    """The same, to be written to a piece at a time; whoever opens it closes it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    return os.fdopen(descriptor, "wb")


def _begins_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return is_sealed(file.read(len(MAGIC)))


def write_whole(path: Path, data: bytes) -> None:
    """Nothing is left behind where the disk refuses. Raises OSError."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        # Closed before it gets its name or goes: Windows does neither with an open file.
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
