"""Evidence on disk: bytes exactly as received, named by SHA-256, written whole or not at all
(docs/design.md, Evidence)."""

import hashlib
import os
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

UNKNOWN = "application/octet-stream"
# A mail or a scanner may have put something before it; readers look so far (ISO 32000-1, annex H).
_PDF_HEADER_WITHIN = 1024
HEIC = "image/heic"
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_OFFICE = "application/vnd.openxmlformats-officedocument"


class EvidenceStore:
    """A folder of files named by what they hold; it never changes a byte and never overwrites."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        return self._folder

    def put(self, data: bytes) -> str:
        """Writes the bytes to disk before it returns their SHA-256. Raises OSError when the disk refuses."""
        sha256 = sha256_of(data)
        path = self.path(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, data)
        return sha256

    def remove(self, sha256: str) -> None:
        """What must not be here is not. Raises OSError when the disk refuses."""
        self.path(sha256).unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def fault(self, sha256: str) -> str | None:
        """What is wrong with a stored file, in one word for `verify`: "missing", "altered", or None."""
        path = self.path(sha256)
        if not path.is_file():
            return "missing"
        return None if _sha256_of(path) == sha256 else "altered"


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


def _office_type(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return UNKNOWN
    if "word/document.xml" in names:
        return f"{_OFFICE}.wordprocessingml.document"
    if "xl/workbook.xml" in names:
        return f"{_OFFICE}.spreadsheetml.sheet"
    return UNKNOWN


def _write_whole(path: Path, data: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
