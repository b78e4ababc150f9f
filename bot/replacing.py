"""A catalogue file comes in: into a new database, over what is loaded, or in place of another agency."""

import sys
from datetime import datetime

from sqlalchemy import Engine

from bot.alone import NotAlone, alone_with, run_lock
from bot.backups.places import sources_of
from bot.progress import counting
from bot.settings import Settings
from bot.setup import AnotherAgency, Loaded, another_agency, set_up
from bot.texts import backups as backup_texts
from bot.texts import starting as texts
from bot.texts.loading import LOADING, OPENING
from bot.verbs import CannotDo
from jobs.backup.making import make_backup
from jobs.backup.values import NoBackup
from models.catalogue.document import Catalogue
from models.catalogue.reading import Content
from models.changes.replacing import anybody_joined, anything_beside, can_be_emptied
from models.clock import SystemClock
from models.database import connect, reading


def bring_in(settings: Settings, read: Content, replaces: bool) -> Loaded:
    """Loads what a file says. Another agency goes where it is the example that came with the program, or where it
    `replaces`, as long as nobody has joined. Raises CannotDo, NotAlone."""
    engine = connect(settings.database_url)
    try:
        return _load(engine, SystemClock().now(), read)
    except AnotherAgency:
        _check_may_replace(engine, read.catalogue, replaces)
    try:
        with alone_with(run_lock(settings)):
            # Nobody can join any more.
            _check_may_replace(engine, read.catalogue, replaces)
            return _replace(settings, engine, read)
    except NotAlone:
        raise CannotDo(texts.RUNS_ON_IT) from None


def _check_may_replace(engine: Engine, read: Catalogue, replaces: bool) -> None:
    """Raises CannotDo."""
    with reading(engine) as session:
        known = another_agency(session, read)
        if known is None:
            return
        if anybody_joined(session):
            raise CannotDo(texts.somebody_joined(known, read.agency))
        if not (replaces or known.is_example):
            raise CannotDo(texts.another_agency(known, read.agency))
    if not can_be_emptied(engine):
        raise CannotDo(texts.only_sqlite(known))


def _replace(settings: Settings, engine: Engine, read: Content) -> Loaded:
    """A backup first, but of the example as it came. Raises CannotDo."""
    now = SystemClock().now()
    with reading(engine) as session:
        known = another_agency(session, read.catalogue)
        is_as_it_came = known is None or (known.is_example and not anything_beside(session))
    if not is_as_it_came:
        try:
            made = make_backup(sources_of(settings), settings.backup_dir, now)
        except NoBackup as failed:
            raise CannotDo(backup_texts.not_made(failed.why)) from None
        print(texts.kept_in(made.file), file=sys.stderr)
    return _load(engine, now, read, replaces=True)


def _load(engine: Engine, now: datetime, read: Content, replaces: bool = False) -> Loaded:
    """Says on stderr how far it has come."""
    loading, opening = counting(LOADING), counting(OPENING)
    return set_up(engine, now, read, replaces=replaces, loading=loading, opening=opening)
