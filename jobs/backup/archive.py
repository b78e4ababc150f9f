"""A backup as one file: a tar archive, sealed where there is a key, that is written and read as a stream, so that
none of it need fit into memory. The manifest, which names every part with its SHA-256, stands at its end."""

import hashlib
import io
import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, BinaryIO, cast

from jobs.backup.values import MANIFEST, Manifest, Part, Stopped, Unfit, Unusable, is_expected, read_manifest
from models.sealing import Altered, WrongKey
from models.streams import Cut, SealedReader, SealingWriter, is_stream

_AT_ONCE = 1024 * 1024
_LONGEST_MANIFEST = 64 * 1024 * 1024
# Where a part of this name is written to while it is read; None: nowhere.
Sink = Callable[[str], BinaryIO | None]
GoesOn = Callable[[], bool]


def always() -> bool:
    return True


class ArchiveWriter:
    """Takes one part after the other; counts once it is finished."""

    def __init__(self, file: BinaryIO, secret: bytes | None, goes_on: GoesOn = always) -> None:
        """`secret`: it is sealed with; `goes_on`: asked now and then, False gives up. Raises OSError."""
        self._sealing = SealingWriter(file, secret) if secret else None
        target = cast(BinaryIO, self._sealing or file)
        self._tar = tarfile.TarFile(mode="w", fileobj=target, format=tarfile.PAX_FORMAT, copybufsize=_AT_ONCE)
        self._goes_on = goes_on
        self.parts: list[Part] = []

    def add(self, name: str, source: BinaryIO) -> None:
        """The file that is open, as long as it is now. Raises OSError, Stopped."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(source.fileno()).st_size, 0o600
        tapped = _Tapped(source, self._goes_on)
        self._tar.addfile(info, cast(IO[bytes], tapped))
        self.parts.append(Part(name, info.size, tapped.digest.hexdigest()))

    def finish(self, manifest: Manifest) -> None:
        """Raises OSError."""
        data = manifest.spelled()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(data), 0o600
        self._tar.addfile(info, io.BytesIO(data))
        self._tar.close()
        if self._sealing:
            self._sealing.close()


class _Tapped:
    """A file that is read once, and what its SHA-256 turns out to be."""

    def __init__(self, file: BinaryIO, goes_on: GoesOn) -> None:
        self._file, self._goes_on, self.digest = file, goes_on, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        if not self._goes_on():
            raise Stopped
        data = self._file.read(size)
        self.digest.update(data)
        return data


def read_archive(file: Path, secret: bytes | None, sink: Sink, goes_on: GoesOn = always) -> Manifest:
    """Reads a backup from its beginning to its end; what it holds is what its manifest says.

    Raises Unusable, Stopped, OSError.
    """
    with file.open("rb") as opened:
        try:
            parts, manifest = _read_parts(_unsealed(opened, secret), sink, goes_on)
        except WrongKey:
            raise Unusable(Unfit.OTHER_KEY) from None
        except (Altered, UnicodeError, ValueError):
            raise Unusable(Unfit.ALTERED) from None
        except (Cut, tarfile.TarError, EOFError):
            raise Unusable(Unfit.CUT) from None
    if manifest is None:
        raise Unusable(Unfit.CUT)
    if sorted(parts) != sorted(manifest.parts):
        raise Unusable(Unfit.ALTERED)
    return manifest


def _unsealed(file: BinaryIO, secret: bytes | None) -> BinaryIO:
    head = file.read(tarfile.BLOCKSIZE)
    file.seek(0)
    if is_stream(head):
        if secret is None:
            raise Unusable(Unfit.NO_KEY)
        return cast(BinaryIO, SealedReader(file, secret))
    if not _begins_as_tar(head):
        raise Unusable(Unfit.NO_BACKUP)
    return file


def _begins_as_tar(head: bytes) -> bool:
    try:
        return is_expected(tarfile.TarInfo.frombuf(head, "utf-8", "strict").name)
    except (tarfile.HeaderError, UnicodeError):
        return False


def _read_parts(stream: BinaryIO, sink: Sink, goes_on: GoesOn) -> tuple[list[Part], Manifest | None]:
    parts: list[Part] = []
    manifest = None
    with tarfile.open(mode="r|", fileobj=stream, bufsize=_AT_ONCE) as tar:
        for member in tar:
            data = tar.extractfile(member) if member.isreg() else None
            if data is None or not is_expected(member.name) or manifest is not None:
                raise Unusable(Unfit.ALTERED)
            if member.name == MANIFEST:
                manifest = read_manifest(data.read(_LONGEST_MANIFEST))
            else:
                parts.append(_read_part(member, data, sink(member.name), goes_on))
    # A sealed stream is proved to its very end.
    while stream.read(_AT_ONCE):
        pass
    return parts, manifest


def _read_part(member: tarfile.TarInfo, data: IO[bytes], target: BinaryIO | None, goes_on: GoesOn) -> Part:
    digest, size = hashlib.sha256(), 0
    try:
        while piece := data.read(_AT_ONCE):
            if not goes_on():
                raise Stopped
            digest.update(piece)
            size += len(piece)
            if target:
                target.write(piece)
        if target:
            target.flush()
            os.fsync(target.fileno())
    finally:
        if target:
            target.close()
    return Part(member.name, size, digest.hexdigest())
