"""Makes a pack: gathered in one reading transaction, written, entered in one short writing transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Engine
from sqlmodel import Session, select

from jobs.pack.archive import written
from jobs.pack.contents import gather
from jobs.pack.layout import Spelling, lay
from jobs.pack.manifest import MANIFEST, manifest_of
from jobs.pack.values import Contents
from models.actor import Act, Actor
from models.changes.packing import make_pack
from models.database import reading, writing
from models.store import EvidenceStore, sha256_of
from models.tables import Agency, Edition

# The path in the archive and the bytes of each index.
Indexes: TypeAlias = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Binding:
    """What a pack is bound with: the words of its paths, and who writes its indexes."""

    spelling: Spelling
    indexes: Callable[[Contents], Indexes]


class NothingNew(Exception):
    """There was a pack of this year, and nothing came since; `number`: how many packs there are."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class NothingThere(Exception):
    """The year has no tasks and no set of criteria."""


@dataclass(frozen=True)
class Wanted:
    """Which pack: of the agency with this code, of a scoring year, to be made at a moment."""

    agency: str
    year: int
    edition: Edition
    at: datetime


@dataclass(frozen=True)
class Made:
    """A pack that lies at `path` and stands in the ledger."""

    path: Path
    contents: Contents
    manifest_sha256: str


def make(
    engine: Engine,
    store: EvidenceStore,
    wanted: Wanted,
    who: Callable[[Session], Actor],
    place: Callable[[Contents], Path],
    binding: Binding,
) -> Made:
    """Makes the first pack of a year, or the next supplement, where `place` says.

    It is put there and entered together: where either fails, neither is. Raises NothingNew, NothingThere,
    FileExistsError where there is a file already, OSError, Refused.
    """
    with reading(engine) as session:
        gathered = gather(session, _agency(session, wanted), wanted.year, wanted.edition, wanted.at)
    _check(gathered)
    target = place(gathered)
    if target.exists():
        raise FileExistsError(target)
    contents = lay(gathered, store, binding.spelling)
    indexes = binding.indexes(contents)
    manifest = manifest_of(contents, indexes)
    made = Made(target, contents, sha256_of(manifest))
    with written(target, contents, store, [*indexes, (MANIFEST, manifest)]) as passing:
        _enter(engine, wanted, who, made, passing)
    return made


def _check(contents: Contents) -> None:
    if contents.number and not contents.documents():
        raise NothingNew(contents.number)
    if not contents.areas:
        raise NothingThere


def _enter(
    engine: Engine, wanted: Wanted, who: Callable[[Session], Actor], made: Made, passing: Path
) -> None:
    """Enters the pack and puts it in its place; a pack that could not be entered is taken away again."""
    contents, is_put = made.contents, False
    try:
        with writing(engine) as session:
            act = Act(session, who(session), wanted.at)
            numbered = [each.evidence_id for each in contents.documents()]
            make_pack(
                act,
                _agency(session, wanted),
                wanted.year,
                wanted.edition,
                contents.number,
                made.manifest_sha256,
                numbered,
            )
            passing.replace(made.path)
            is_put = True
    except BaseException:
        if is_put:
            made.path.unlink()
        raise


def _agency(session: Session, wanted: Wanted) -> Agency:
    return session.exec(select(Agency).where(Agency.code == wanted.agency)).one()
