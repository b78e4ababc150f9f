"""Evidence that turned out to tell of citizens is sealed on disk, and what was kept of it in clear is blanked."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.actor import CLOCK, Act
from models.changes.keeping_private import keep_privately
from models.database import reading, writing
from models.store import EvidenceStore
from models.tables import Evidence, Requirement, Task


def steps_of_sealing(engine: Engine, store: EvidenceStore, now: datetime) -> list[Callable[[], None]]:
    """One step a file that is to be sealed: kept loose before its task was known, or handed in before its
    requirement was said to be personal. Each may be taken again."""
    with reading(engine) as session:
        found = to_seal(session)
    return [_Step(engine, store, now, *each) for each in found]


def to_seal(session: Session) -> list[tuple[int, str]]:
    """The id and SHA-256 of each file that tells of citizens and is not sealed."""
    query = (
        select(Evidence.id, Evidence.sha256)
        .join(Task, col(Task.id) == Evidence.task_id)
        .join(Requirement, col(Requirement.id) == Task.requirement_id)
        .where(
            col(Requirement.personal).is_(True),
            col(Evidence.is_sealed).is_(False),
            Evidence.media_type != "",
        )
    )
    return [(evidence_id or 0, sha256) for evidence_id, sha256 in session.exec(query)]


class _Step:
    """Seals one file: first on disk, then in the database, so that a crash between leaves it to be done again."""

    def __init__(
        self, engine: Engine, store: EvidenceStore, now: datetime, evidence_id: int, sha256: str
    ) -> None:
        self._engine, self._store, self._now = engine, store, now
        self._id, self._sha256 = evidence_id, sha256

    def __call__(self) -> None:
        """Raises Unavailable, OSError, BadKey. A file that is not there any more is told of by `verify`."""
        with suppress(FileNotFoundError):
            self._store.seal(self._sha256)
        with writing(self._engine) as session:
            evidence = session.get_one(Evidence, self._id)
            keep_privately(Act(session, CLOCK, self._now), evidence)
            evidence.is_sealed = True
            session.add(evidence)
