"""A backup is made: copied, gathered into one file, proved, and only then called one.

1. The database is copied as one snapshot, beside itself, while the program goes on.
2. What the copy names is gathered: evidence by its SHA-256, whatever came since left out; letters as they lie.
3. It is sealed where there is a key; without one it is refused where anything tells of citizens.
4. The file is read again from its beginning: every part, the database, the ledgers.
5. It gets its name. Until then it has another, by which nobody takes it for a backup.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from jobs.backup.archive import ArchiveWriter, GoesOn, always, read_archive
from jobs.backup.contents import copy_database, files_named, read_contents
from jobs.backup.values import (
    DATABASE,
    LETTERS,
    PARTIAL,
    Failed,
    Manifest,
    NoBackup,
    Sources,
    Unfit,
    Unusable,
    name_at,
    place_of_evidence,
)
from models.database import Busy, alone, connect_to_read, file_of, reading
from models.private import anything_of_citizens
from models.sealing import BadKey, read_key, sync_folder
from models.store import EvidenceStore, private_folder
from models.unavailable import Trouble, Unavailable, trouble_of, unavailable

_BY_TROUBLE = {
    Trouble.FULL: Failed.DISK_FULL,
    Trouble.READ_ONLY: Failed.READ_ONLY,
    Trouble.DAMAGED: Failed.DAMAGED,
}
# How the folder beside the database in which its copy lies meanwhile is called, and what is half written.
_SCRATCH, _HALF_WRITTEN = ".backup-", ".nhacviec-"


@dataclass(frozen=True)
class Made:
    """A backup that was made and proved."""

    file: Path
    manifest: Manifest
    is_sealed: bool


def make_backup(sources: Sources, folder: Path, now: datetime, goes_on: GoesOn = always) -> Made:
    """A new backup in a folder, which is made where there is none. It may take minutes: never in the event loop.

    `goes_on`: asked now and then; False gives up. Raises NoBackup, Stopped.
    """
    try:
        with _alone(sources, folder) as beside, _scratch(beside) as scratch, _partial(folder) as partial:
            copy_database(sources.database_url, scratch / DATABASE)
            secret = _secret(sources, scratch / DATABASE)
            manifest = _write(partial, scratch / DATABASE, sources, secret, now, goes_on)
            (scratch / DATABASE).unlink()
            check_backup(partial, secret, scratch, goes_on)
            target = _free_name(folder, now, secret is not None)
            partial.rename(target)
            sync_folder(folder)
        return Made(target, manifest, secret is not None)
    except Unusable as error:
        damaged = error.why is Unfit.DAMAGED
        raise NoBackup(Failed.DAMAGED if damaged else Failed.NOT_PROVED) from error
    except (OSError, sqlite3.Error, DatabaseError, Unavailable) as error:
        raise NoBackup(why_failed(error)) from error


def check_backup(file: Path, secret: bytes | None, scratch: Path, goes_on: GoesOn = always) -> Manifest:
    """Reads a backup as a whole and proves it; its database lies in `scratch` afterwards. Raises Unusable, Stopped,
    OSError."""
    database = scratch / DATABASE
    manifest = read_archive(
        file, secret, lambda name: database.open("xb") if name == DATABASE else None, goes_on
    )
    if not database.exists():
        raise Unusable(Unfit.ALTERED)
    if read_contents(database) != manifest.contents:
        raise Unusable(Unfit.ALTERED)
    return manifest


def why_failed(error: Exception) -> Failed:
    """What the system, or SQLite, refused."""
    if refused := unavailable(error):
        return _BY_TROUBLE.get(refused.trouble, Failed.OTHER)
    trouble = trouble_of(error) if isinstance(error, OSError) else None
    return _BY_TROUBLE.get(trouble, Failed.OTHER) if trouble else Failed.OTHER


def _secret(sources: Sources, database: Path) -> bytes | None:
    """What it is sealed with; None where there is no key and nothing tells of citizens. Raises NoBackup."""
    try:
        return read_key(sources.key_file)
    except BadKey as bad:
        if not bad.is_missing:
            raise NoBackup(Failed.BAD_KEY) from None
    if tells_of_citizens(database, sources.letters):
        raise NoBackup(Failed.NO_KEY)
    return None


def tells_of_citizens(database: Path, letters: Path) -> bool:
    """Whether a copy must not lie about in clear: evidence, citizen files, or drafts of letters."""
    if next(_letters(letters), None) is not None:
        return True
    engine = connect_to_read(f"sqlite:///{database}")
    try:
        with reading(engine) as session:
            return anything_of_citizens(session)
    finally:
        engine.dispose()


def _write(
    file: Path, database: Path, sources: Sources, secret: bytes | None, now: datetime, goes_on: GoesOn
) -> Manifest:
    missing: list[str] = []
    evidence = EvidenceStore(sources.evidence)
    with file.open("wb") as opened:
        archive = ArchiveWriter(opened, secret, goes_on)
        for name, path in (
            (DATABASE, database),
            *((place_of_evidence(each), evidence.path(each)) for each in _named(database)),
            *_letters(sources.letters),
        ):
            try:
                with path.open("rb") as part:
                    archive.add(name, part)
            except FileNotFoundError:
                missing.append(path.name)
        made = Manifest(now, _version(), read_contents(database), tuple(archive.parts), tuple(missing))
        archive.finish(made)
        opened.flush()
        os.fsync(opened.fileno())
    return made


def _named(database: Path) -> list[str]:
    engine = connect_to_read(f"sqlite:///{database}")
    try:
        with reading(engine) as session:
            return files_named(session)
    finally:
        engine.dispose()


def _letters(folder: Path) -> Iterator[tuple[str, Path]]:
    """By their names within a backup."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield f"{LETTERS}/{path.relative_to(folder).as_posix()}", path


@contextmanager
def _alone(sources: Sources, folder: Path) -> Iterator[Path]:
    """One backup at a time; what a crash left of another goes. Yields the folder of the database, beside which a
    copy of it may lie in clear. Raises NoBackup, also where the database is no file."""
    database = file_of(sources.database_url)
    if database is None:
        raise NoBackup(Failed.NOT_SQLITE)
    beside = database.absolute().parent
    try:
        with alone(beside / ".backup.lock"):
            _sweep(folder, beside)
            yield beside
    except Busy:
        raise NoBackup(Failed.BUSY) from None


def _sweep(folder: Path, beside: Path) -> None:
    for path in folder.glob(f"{_HALF_WRITTEN}*{PARTIAL}"):
        path.unlink(missing_ok=True)
    for path in beside.glob(f"{_SCRATCH}*"):
        shutil.rmtree(path)


@contextmanager
def _scratch(beside: Path) -> Iterator[Path]:
    """A folder of its owner's alone."""
    with tempfile.TemporaryDirectory(dir=beside, prefix=_SCRATCH) as scratch:
        yield Path(scratch)


@contextmanager
def _partial(folder: Path) -> Iterator[Path]:
    """A file that is not called a backup yet; gone where it did not become one."""
    private_folder(folder)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=_HALF_WRITTEN, suffix=PARTIAL)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _free_name(folder: Path, now: datetime, is_sealed: bool) -> Path:
    """Raises NoBackup where one of this very second is there: a backup never takes another's place."""
    target = folder / name_at(now, is_sealed)
    if target.exists():
        raise NoBackup(Failed.OTHER)
    return target


def _version() -> str:
    try:
        return metadata.version("nhacviec")
    except metadata.PackageNotFoundError:
        return ""
