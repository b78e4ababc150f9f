"""A database ready for use: migrated, and with a catalogue in it."""

from contextlib import nullcontext
from dataclasses import dataclass
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
from models.catalogue.loading import load
from models.catalogue.reading import Content, builtin_calendar, builtin_catalogue, read_content
from models.catalogue.workbook.grid import is_workbook
from models.catalogue.workbook.reading import Current
from models.changes.desks import desks_kept
from models.changes.replacing import empty
from models.clock import SystemClock
from models.database import connect, exists, reading, writing
from models.ledger import record
from models.progress import Progress, unheard
from models.rules.lifecycle import Change
from models.rules.zone import day_of
from models.tables import Agency, WorkingDay


class AnotherAgency(Exception):
    """The database is another agency's: with a second one everything would be there twice."""


@dataclass(frozen=True)
class Loaded:
    """What a load changed; `is_new`: no agency was there; `adopted`: the example that it was is the agency's own
    from now on."""

    differences: list[Difference]
    is_new: bool = False
    adopted: bool = False


def set_up(
    engine: Engine,
    now: datetime,
    content: Content | None = None,
    opens: bool = True,
    replaces: bool = False,
    loading: Progress = unheard,
    opening: Progress = unheard,
) -> Loaded:
    """Creates or migrates the database, loads a catalogue and opens its tasks; safe to repeat. Without `content`
    the built-in catalogue is loaded as the example that it is. `opens`: not where the clock is not known to be
    right; the first pass opens them. `replaces`: another agency that is there goes.

    Returns what was different. Raises NotAlone, AnotherAgency.
    """
    read = content or builtin()
    upgrade(engine)
    with writing(engine) as session:
        _make_room(session, read.catalogue, replaces)
        known = session.exec(select(Agency.id)).first()
        act = Act(session, OPERATOR, now)
        days = read.days or _new_days(session)
        with desks_kept(act, known) if known else nullcontext():
            differences = load(act, read.catalogue, days, whole=read.whole, progress=loading)
        agency = session.exec(select(Agency)).one()
        adopted = agency.is_example and content is not None
        if adopted and not differences:
            record(act, Change.LOAD_CATALOGUE, agency, differences=0)
        agency.is_example = content is None and (not known or agency.is_example)
        session.add(agency)
        if differences and opens:
            open_tasks(act.by(CLOCK), agency, opening)
        return Loaded(differences, not known, adopted)


def _make_room(session: Session, catalogue: Catalogue, replaces: bool) -> None:
    if another_agency(session, catalogue) is not None:
        if not replaces:
            raise AnotherAgency
        empty(session)


def another_agency(session: Session, read: Catalogue) -> Agency | None:
    """The agency that is there, where a catalogue is not its own."""
    known = session.exec(select(Agency)).first()
    return known if known is not None and known.code != read.agency.code else None


def builtin() -> Content:
    """The catalogue and calendar that come with the program."""
    return Content(builtin_catalogue(), builtin_calendar())


def read_file(settings: Settings, file: Path | None) -> Content:
    """The catalogue in a file, or the built-in one. Raises CatalogueFaults, and OSError.

    A workbook may leave sheets out: they stay as the agency has them.
    """
    if file is None:
        return builtin()
    say_reading(file)
    content = file.read_bytes()
    current = _loaded(settings) if is_workbook(content) else None
    return read_content(content, file.name, current, day_of(SystemClock().now()).year)


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
