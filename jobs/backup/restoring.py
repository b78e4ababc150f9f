"""A backup is put into an empty place: proved before anything is written, and nothing said twice afterwards.

1. The file is read from its beginning to its end and proved, its database too.
2. Everything is written; where that fails, nothing of it stays.
3. The database is brought to this version. What waited to be sent when the backup was made may have been sent
   since: it is closed. That there is a gap is noted as after an outage, so that everybody is told what is recorded
   and asked to send again what they sent since (jobs/speaking), and only the latest rung is spoken.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from jobs.backup.archive import read_archive
from jobs.backup.lasting import NOTHING, Lasting, come_back, lasting_of
from jobs.backup.making import check_backup
from jobs.backup.values import DATABASE, EVIDENCE, LETTERS, Manifest, Unfit, Unusable
from jobs.outcomes import forget_secret
from jobs.speaking import note_outage
from models.actor import CLOCK, OPERATOR, Act
from models.changes.forgetting import forget_person
from models.changes.restoring import note_restore
from models.database import connect, writing
from models.migrations import migrate, newest_version
from models.refused import Refused
from models.sealing import sync_folder
from models.store import open_private, private_folder
from models.tables import Agency, Notification, OutboxState

_UNDER_WAY = (OutboxState.WAITING, OutboxState.CLAIMED)
_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Target:
    """Where a backup is restored to."""

    database: Path
    evidence: Path
    letters: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.database}"

    def database_files(self) -> list[Path]:
        return [Path(f"{self.database}{ending}") for ending in _BESIDE]

    def occupied(self) -> Path | None:
        """What is there already, where something is. Raises OSError."""
        taken = [path for path in self.database_files() if path.exists()]
        taken += [each for each in (self.evidence, self.letters) if each.exists() and _holds_anything(each)]
        return next(iter(taken), None)

    def path(self, name: str) -> Path:
        """Where a part of a backup goes."""
        top, _, below = name.partition("/")
        return {DATABASE: self.database, EVIDENCE: self.evidence, LETTERS: self.letters}[top] / below


class Occupied(Exception):
    """Something is there already: nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def restore(
    file: Path, secret: bytes | None, place: Target, now: datetime, lasting: Lasting = NOTHING
) -> Manifest:
    """Puts a backup into an empty place; `lasting`: what it may not undo. Raises Occupied, Unusable, OSError:
    nothing was written then."""
    taken = place.occupied()
    if taken is not None:
        raise Occupied(taken)
    private_folder(place.database.absolute().parent)
    with tempfile.TemporaryDirectory(dir=place.database.absolute().parent, prefix=".restore-") as scratch:
        manifest = check_backup(file, secret, Path(scratch))
    if manifest.contents.schema > newest_version():
        raise Unusable(Unfit.NEWER)
    with _or_nothing(place):
        read_archive(file, secret, lambda name: _opened(place.path(name)))
        _begin_again(place, manifest.made_at, now, lasting)
    return manifest


def begin_again(engine: Engine, made_at: datetime, now: datetime, lasting: Lasting = NOTHING) -> None:
    """What was said between the backup and now is not known: nothing of it is said again. Who was forgotten since
    is forgotten again where they had left by then and nothing was theirs; the others are told of by `come_back`."""
    with writing(engine) as session:
        closed, act = _close_unknown(session, now), Act(session, OPERATOR, now)
        note_restore(act, made_at, closed, (lasting_of(session) | lasting).receipts)
        for person in list(come_back(session, lasting)):
            with suppress(Refused):
                forget_person(act, person)
        for agency in session.exec(select(Agency)).all():
            note_outage(Act(session, CLOCK, now), agency, made_at)


def _begin_again(place: Target, made_at: datetime, now: datetime, lasting: Lasting) -> None:
    engine = connect(place.url)
    try:
        migrate(engine)
        begin_again(engine, made_at, now, lasting)
    finally:
        engine.dispose()


def _close_unknown(session: Session, now: datetime) -> Counter[int]:
    """Messages that waited and were due by now, answers too, by agency. Edits go on: they may be made twice."""
    closed: Counter[int] = Counter()
    rows = select(Notification).where(col(Notification.state).in_(_UNDER_WAY))
    for row in session.exec(rows).all():
        row.state, row.lease_until = OutboxState.WAITING, None
        if row.edits is None and row.not_before <= now:
            row.state, row.reason = OutboxState.MOOT, "restored"
            forget_secret(row)
            closed[row.agency_id] += 1
        session.add(row)
    return closed


def _holds_anything(folder: Path) -> bool:
    return not folder.is_dir() or any(path.is_file() for path in folder.rglob("*"))


def _opened(path: Path) -> BinaryIO:
    private_folder(path.parent)
    return open_private(path)


@contextmanager
def _or_nothing(place: Target) -> Iterator[None]:
    """What was begun is taken away where it cannot be ended: the place was empty."""
    try:
        yield
        for folder in (place.database.absolute().parent, place.evidence, place.letters):
            if folder.is_dir():
                sync_folder(folder)
    except BaseException:
        for path in place.database_files():
            path.unlink(missing_ok=True)
        shutil.rmtree(place.evidence, ignore_errors=True)
        shutil.rmtree(place.letters, ignore_errors=True)
        raise
