"""A database ready for use: migrated, and with a catalogue in it."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.alone import upgrade
from bot.progress import say_reading
from bot.settings import Settings
from jobs.opening import open_tasks
from models.actor import CLOCK, OPERATOR, Act
from models.catalogue.difference import Difference
from models.catalogue.document import Catalogue, DayEntry
from models.catalogue.exporting import as_catalogue, calendar_of
from models.catalogue.faults import THE_FILE, CatalogueFaults, Fault
from models.catalogue.loading import load
from models.catalogue.reading import Content, builtin_calendar, builtin_catalogue, read_content
from models.catalogue.workbook.grid import is_workbook
from models.catalogue.workbook.reading import Current
from models.database import connect, exists, reading, writing
from models.progress import Progress, unheard
from models.tables import Agency, WorkingDay


def set_up(
    engine: Engine,
    now: datetime,
    content: Content | None = None,
    opens: bool = True,
    loading: Progress = unheard,
    opening: Progress = unheard,
) -> list[Difference]:
    """Creates or migrates the database, loads a catalogue (or the built-in one) and opens its tasks; safe to
    repeat. `opens`: not where the clock is not known to be right; the first pass opens them.

    Returns what was different. Raises NotAlone.
    """
    read = content or _builtin()
    upgrade(engine)
    with writing(engine) as session:
        _check_same_agency(session, read.catalogue)
        days = _new_days(session) if read.days is None else read.days
        act = Act(session, OPERATOR, now)
        differences = load(act, read.catalogue, days, whole=read.whole, progress=loading)
        if differences and opens:
            for agency in session.exec(select(Agency)).all():
                open_tasks(act.by(CLOCK), agency, opening)
        return differences


def _check_same_agency(session: Session, read: Catalogue) -> None:
    """One database is one agency's: with another code everything would be there twice."""
    known = session.exec(select(Agency.code)).first()
    if known not in (None, read.agency.code):
        sentence = (
            f"Cơ sở dữ liệu này là của cơ quan “{known}”, tệp ghi “{read.agency.code}”: sửa mã cơ quan."
        )
        raise CatalogueFaults([Fault("agency.code", THE_FILE, sentence)])


def _builtin() -> Content:
    """The catalogue and calendar that come with the program."""
    return Content(builtin_catalogue(), builtin_calendar())


def read_file(settings: Settings, file: Path | None) -> Content:
    """The catalogue in a file, or the built-in one. Raises CatalogueFaults, and OSError.

    A workbook may leave sheets out: they stay as the agency has them.
    """
    if file is None:
        return _builtin()
    say_reading(file)
    content = file.read_bytes()
    return read_content(content, file.name, _loaded(settings) if is_workbook(content) else None)


def _loaded(settings: Settings) -> Current | None:
    """What is loaded now, if anything is."""
    if not exists(settings.database_url):
        return None
    engine = connect(settings.database_url)
    upgrade(engine)
    with reading(engine) as session:
        agency = session.exec(select(Agency).order_by(Agency.code)).first()
        return (as_catalogue(session, agency), calendar_of(session, agency)) if agency else None


def _new_days(session: Session) -> list[DayEntry]:
    """The days that come with the program and are not there yet: what an office changed stays."""
    known = {row.day for row in session.exec(select(WorkingDay))}
    return [entry for entry in builtin_calendar() if entry.day not in known]


def is_set_up(engine: Engine) -> bool:
    """Whether an agency has been loaded."""
    with reading(engine) as session:
        return session.exec(select(Agency.id)).first() is not None
