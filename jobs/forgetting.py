"""What nothing is kept of leaves the disk: bytes that no row names, and copies that a crash left behind."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, String, cast
from sqlmodel import Session, col, exists, select

from models.database import reading
from models.store import EvidenceStore, left_copies
from models.tables import Adjustment, Evidence, Form, Notification

_NAME = re.compile(r"[0-9a-f]{64}")


class Sweeper:
    """Looks through the folder now and then. A file that has just come is named by its row soon: what is named by
    none is deleted when it lies there unchanged the next time."""

    def __init__(self, engine: Engine, store: EvidenceStore) -> None:
        self._engine, self._store = engine, store
        # What was named by no row the last time, and when it was written.
        self._unnamed: dict[Path, int] = {}

    def steps(self) -> Iterator[Callable[[], None]]:
        """One step a file that is no evidence in its place; each may be taken again. Each raises OSError where the
        disk refuses."""
        before, self._unnamed = self._unnamed, {}
        evidence = self._evidence()
        for path in [*self._store.paths(), *left_copies()]:
            if path not in evidence:
                yield partial(self._look_at, path, before.get(path))

    def _evidence(self) -> set[Path]:
        """Most of what lies here, found by one statement."""
        with reading(self._engine) as session:
            kept = select(Evidence.sha256).where(col(Evidence.deleted_at).is_(None)).distinct()
            return {self._store.path(sha256) for sha256 in session.exec(kept)}

    def _look_at(self, path: Path, seen_at: int | None) -> None:
        with suppress(FileNotFoundError):
            written_at = path.stat().st_mtime_ns
            if self._is_named(path):
                return
            if seen_at == written_at:
                path.unlink()
            else:
                self._unnamed[path] = written_at

    def _is_named(self, path: Path) -> bool:
        is_stored = path == self._store.path(path.name) and _NAME.fullmatch(path.name) is not None
        if not is_stored:
            return False
        with reading(self._engine) as session:
            return is_kept(session, path.name)


def is_kept(session: Session, sha256: str) -> bool:
    """Whether a row names the bytes: evidence, a letter, what a form or a question still asks about."""
    of_evidence = (col(Evidence.sha256) == sha256) & col(Evidence.deleted_at).is_(None)
    conditions = (
        of_evidence,
        col(Adjustment.letter_sha256) == sha256,
        cast(col(Form.answers), String).contains(sha256),
        cast(col(Notification.facts), String).contains(sha256),
    )
    return any(session.exec(select(exists().where(each))).one() for each in conditions)
