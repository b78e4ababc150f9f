"""A database ready for use: migrated, and with a catalogue in it."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, select

from jobs.opening import open_tasks
from models.catalogue.document import Catalogue
from models.catalogue.faults import CatalogueFaults, Fault
from models.catalogue.loading import Difference, load
from models.catalogue.reading import BUILTIN_CATALOGUE, builtin_calendar, builtin_catalogue, read_catalogue
from models.database import reading, writing
from models.migrations import migrate
from models.tables import Agency


def set_up(engine: Engine, now: datetime, catalogue: Path | None = None) -> list[Difference]:
    """Creates or migrates the database, loads a catalogue and opens its tasks; safe to repeat.

    Returns what was different.

    Raises CatalogueFaults, and OSError when the file cannot be read.
    """
    read = read_file(catalogue)
    migrate(engine)
    with writing(engine) as session:
        _check_same_agency(session, read, catalogue)
        differences = load(session, read, builtin_calendar(), now)
        if differences:
            for agency in session.exec(select(Agency)).all():
                open_tasks(session, agency, now)
        return differences


def _check_same_agency(session: Session, read: Catalogue, file: Path | None) -> None:
    """One database is one agency's: with another code everything would be there twice."""
    known = session.exec(select(Agency.code)).first()
    if known not in (None, read.agency.code):
        name = file.name if file else BUILTIN_CATALOGUE
        sentence = (
            f"Cơ sở dữ liệu này là của cơ quan “{known}”, tệp ghi “{read.agency.code}”: sửa mã cơ quan."
        )
        raise CatalogueFaults([Fault(name, 1, sentence)])


def read_file(catalogue: Path | None) -> Catalogue:
    """The catalogue in a file, or the built-in one. Raises CatalogueFaults, and OSError."""
    return read_catalogue(catalogue.read_bytes(), catalogue.name) if catalogue else builtin_catalogue()


def is_set_up(engine: Engine) -> bool:
    """Whether an agency has been loaded."""
    with reading(engine) as session:
        return session.exec(select(Agency.id)).first() is not None
