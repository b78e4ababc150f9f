"""The archive of a pack: files exactly as stored, written as a stream beside its place and then put there whole."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from jobs.pack.values import Contents
from models.rules.zone import local
from models.store import EvidenceStore

_BLOCK = 1 << 20


@contextmanager
def written(
    target: Path, contents: Contents, store: EvidenceStore, texts: Iterable[tuple[str, bytes]]
) -> Iterator[Path]:
    """The finished archive under a passing name in the folder of `target`, gone afterwards unless it was moved.

    `texts`: what is put in beside the stored files, which are read once each. Raises OSError.
    """
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    passing = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _write(file, contents, store, texts)
            file.flush()
            os.fsync(file.fileno())
        yield passing
    finally:
        with suppress(FileNotFoundError):
            passing.unlink()


def _write(
    file: IO[bytes], contents: Contents, store: EvidenceStore, texts: Iterable[tuple[str, bytes]]
) -> None:
    at = local(contents.made_at)
    with zipfile.ZipFile(file, "w") as archive:
        for path, data in texts:
            archive.writestr(_entry(path, at, zipfile.ZIP_DEFLATED), data)
        by_path = {each.path: each.sha256 for each in contents.documents() if each.path}
        for path, sha256 in by_path.items():
            with store.opened(sha256) as stored:
                _copy(archive, _entry(path, at, zipfile.ZIP_STORED), stored)


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: Path) -> None:
    """What is evidence is packed already: a PDF, an image, an office file."""
    entry.file_size = source.stat().st_size
    with source.open("rb") as stored, archive.open(entry, "w") as packed:
        shutil.copyfileobj(stored, packed, _BLOCK)


def _entry(path: str, at: datetime, method: int) -> zipfile.ZipInfo:
    """A name beyond ASCII is written as UTF-8 and flagged so, by the library."""
    entry = zipfile.ZipInfo(path, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    return entry
