"""The verb `doctor`: whether this installation is fit, a sentence a check; it reads and changes nothing."""

import argparse
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import ArgumentError, DatabaseError

from bot.doctoring.checked import Check, Checked, Health
from bot.doctoring.running import running
from bot.doctoring.telegram import telegram
from bot.doctoring.upkeep import backups, disks, pulse
from bot.exposed import exposed, made_by_another
from bot.logs import redact
from bot.settings import Settings
from bot.storing import key_of
from bot.texts import doctoring as texts
from bot.texts import opening
from bot.texts.starting import is_example
from bot.texts.troubles import TROUBLES
from bot.texts.trusting import is_over, needed
from bot.verbs import NO_DATA, CannotDo, as_it_stands, in_words, say, the_agency
from jobs.cases.lists import BLIND_AFTER
from jobs.inspecting.trust import TrustStore, read_trust
from models.cases import list_age, newest_list
from models.catalogue.reading import BUILTIN_AGENCY
from models.clock import SystemClock
from models.database import Unavailable, connect, exists, reading, writing
from models.inspections import documents_without_checks
from models.rules.zone import day_of
from models.sealing import BadKey
from models.unavailable import unavailable

# Longer than a running program ever holds the database.
_PATIENT_MS = 3000
_MARKS = {Health.OK: "✔", Health.WARNING: "⚠", Health.BAD: "✘"}


def doctor(settings: Settings, arguments: argparse.Namespace) -> int:
    """Exit 1 where anything is bad."""
    now = SystemClock().now()
    said = (each for check in CHECKS for each in _all_of(check, settings, now))
    found = [replace(each, says=redact(each.says)) for each in said]
    lines = [f"{_MARKS[each.health]} {each.says}" for each in found]
    say(arguments, [asdict(each) for each in found], "\n".join(lines))
    return 1 if any(each.health is Health.BAD for each in found) else 0


def _all_of(check: Check, settings: Settings, now: datetime) -> Iterator[Checked]:
    """What a check finds; one that the machine does not let look is bad, and the others go on."""
    try:
        yield from check(settings, now)
    except Unavailable as error:
        yield Checked("access", Health.BAD, texts.not_looked(TROUBLES[error.trouble]))
    except OSError as error:
        yield Checked("access", Health.BAD, texts.no_access(error.filename or "", in_words(error)))


def _token(settings: Settings, now: datetime) -> Iterator[Checked]:
    yield Checked("token", Health.OK, texts.WITH_TOKEN if settings.token else texts.WITHOUT_TOKEN)


def _database(settings: Settings, now: datetime) -> Iterator[Checked]:
    try:
        if not exists(settings.database_url):
            yield _no_database(settings)
            return
        engine = as_it_stands(settings)
        with reading(engine) as session:
            unchecked, agency = documents_without_checks(session), the_agency(session)
        engine.dispose()
        _try_to_write(settings)
    except CannotDo as error:
        yield Checked("database", Health.BAD, str(error))
    except (Unavailable, ArgumentError, DatabaseError, ModuleNotFoundError, OSError) as error:
        yield Checked("database", Health.BAD, _why_unfit(error))
    else:
        yield Checked("database", Health.OK, texts.DATABASE_READY)
        if agency.is_example:
            yield Checked("example", Health.WARNING, is_example(agency.name))
        if unchecked:
            yield Checked(
                "checks", Health.WARNING, texts.without_checks(unchecked, agency.code == BUILTIN_AGENCY)
            )


def _no_database(settings: Settings) -> Checked:
    """The sandbox makes one of its own."""
    if settings.token is None:
        return Checked("database", Health.WARNING, texts.NO_DATABASE)
    return Checked("database", Health.BAD, NO_DATA)


def _try_to_write(settings: Settings) -> None:
    """Takes the lock of a writer and lets go of it. Raises Unavailable."""
    engine = connect(settings.database_url, _PATIENT_MS)
    with writing(engine):
        pass
    engine.dispose()


def _why_unfit(error: Exception) -> str:
    if refused := unavailable(error):
        return texts.database_refused(TROUBLES[refused.trouble])
    words = in_words(error) if isinstance(error, OSError) else str(getattr(error, "orig", None) or error)
    return texts.database_unfit(words)


def _evidence(settings: Settings, now: datetime) -> Iterator[Checked]:
    """The folder is made when the first file comes: then the nearest one above it counts."""
    folder = settings.evidence_dir
    nearest = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        yield Checked("evidence", Health.OK, texts.evidence_ready(folder))
    else:
        yield Checked("evidence", Health.BAD, texts.evidence_unfit(folder))


def _key(settings: Settings, now: datetime) -> Iterator[Checked]:
    """Nothing where nothing was ever sealed."""
    path = settings.personal_key_file
    try:
        key_of(settings).check()
    except BadKey as bad:
        yield Checked("key", Health.BAD, opening.bad_key(path, bad.is_missing))
    except (DatabaseError, Unavailable):  # told of by its own check
        return
    except OSError:
        yield Checked("key", Health.BAD, opening.key_unreadable(path))
    else:
        if not path.exists():
            return
        is_open = os.name == "posix" and path.stat().st_mode & 0o077
        yield (
            Checked("key", Health.WARNING, opening.key_open_to_others(path))
            if is_open
            else Checked("key", Health.OK, opening.key_ready(path))
        )


def _files(settings: Settings, now: datetime) -> Iterator[Checked]:
    """How old the list of citizen files is, and whether its folder is there; nothing where none ever came."""
    folder = settings.case_lists_dir
    if folder is not None and not folder.is_dir():
        yield Checked("files", Health.WARNING, texts.lists_folder_missing(folder))
    try:
        with reading(as_it_stands(settings)) as session:
            newest = newest_list(session, the_agency(session).id or 0)
            age = list_age(session, newest, day_of(now)) if newest else 0
    except (CannotDo, Unavailable, ArgumentError, DatabaseError, ModuleNotFoundError, OSError):
        return  # the check of the database says so
    if newest is not None:
        health = Health.OK if age <= BLIND_AFTER else Health.WARNING
        yield Checked("files", health, texts.list_of(newest.as_of, age, age > BLIND_AFTER))


def _privacy(settings: Settings, now: datetime) -> Iterator[Checked]:
    """Nothing where all of it is its owner's alone."""
    if found := exposed(settings, Path.cwd()):
        yield Checked("privacy", Health.WARNING, texts.open_to_others(found))
    owner, made = made_by_another(settings)
    if made:
        yield Checked("owner", Health.WARNING, texts.made_by_another(owner, made))


def _trust(settings: Settings, now: datetime) -> Iterator[Checked]:
    folder = settings.trust_roots_dir
    try:
        store = read_trust(folder)
    except OSError:
        yield Checked("trust", Health.BAD, texts.trust_folder_unreadable(folder or Path()))
        return
    if store.has_anchors:
        yield Checked("trust", Health.OK, texts.anchors(len(store.anchors)))
    else:
        yield Checked("trust", Health.WARNING, _why_no_anchor(store))
    if store.folder is not None and not store.is_missing:
        yield from (Checked("trust", Health.WARNING, each) for each in _doubts(store, now))
        yield from _revocation(store, now)


def _why_no_anchor(store: TrustStore) -> str:
    if store.folder is None:
        return texts.NO_TRUST
    return texts.trust_folder_missing(store.folder) if store.is_missing else texts.NO_ANCHOR


def _doubts(store: TrustStore, now: datetime) -> Iterator[str]:
    """What is to be seen to in the folder, each once."""
    found: tuple[tuple[Callable[[Any], str], Any], ...] = (
        (texts.unread, [each.file for each in store.unread]),
        (texts.named_only, [each.name for each in store.certificates if each.is_named_only]),
        (texts.missing, [each.name for each in needed(store)]),
        (texts.over, [(each.name, each.until) for each in store.certificates if is_over(each, now)]),
        (texts.unconfirmed, sum(not each.is_confirmed for each in store.anchors)),
    )
    return (words(these) for words, these in found if these)


def _revocation(store: TrustStore, now: datetime) -> Iterator[Checked]:
    stale = [each.file for each in store.revocations if not each.is_fresh(now)]
    if not store.revocations:
        yield Checked("revocation", Health.WARNING, texts.NO_REVOCATION)
    elif stale:
        yield Checked("revocation", Health.WARNING, texts.stale_lists(stale))
    else:
        yield Checked("revocation", Health.OK, texts.REVOCATION_CHECKED)


CHECKS: tuple[Check, ...] = (
    _token,
    telegram,
    running,
    _database,
    _evidence,
    _key,
    _privacy,
    _files,
    _trust,
    disks,
    backups,
    pulse,
)
"""In the order in which they are told; another check is another function here."""
